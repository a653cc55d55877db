//! Words of a page, of its head, and of people, that try to be more than words.

use super::*;
use common::{add, page};
use gainsay_desk::Settings;
use std::collections::BTreeSet;

/// Each is put where a page has its title, outlet, byline, words and address.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "javascript:alert(1)",
    "{{7*7}}{% include '/etc/passwd' %}${7*7}<%= 7*7 %>",
    "\u{202e}gnp.drow\u{202c}\u{2066}\u{2069}",
    "a\u{0}b\u{1b}[31mc\u{7f}\u{9b}",
    "<!--><![CDATA[<x>]]>&lt;script&gt;&#60;script&#62;",
    "\u{feff}\u{200b}\u{200d}\u{2028}\u{2029}\u{e0001}",
];

/// As HTML has it; what a page of bytes cannot have stands as a number.
fn escaped(text: &str) -> String {
    let one = |c: char| match c {
        '&' | '<' | '>' | '"' => format!("&#{};", u32::from(c)),
        c if c.is_control() => format!("&#{};", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}

fn attributes(html: &str) -> impl Iterator<Item = String> {
    html.split(" href=\"").skip(1).filter_map(|rest| Some(rest.split('"').next()?.replace("&amp;", "&")))
}

#[tokio::test]
async fn words_stay_words_wherever_they_stand() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.db");
    let pages = HOSTILE.iter().enumerate().map(|(at, words)| {
        let words = escaped(words);
        page(
            &format!("{at}.html"),
            &format!(
                "<html><head><title>{words}</title><meta property=og:site_name content=\"{words}\">\
                <meta name=author content=\"{words}\"><link rel=canonical href=\"javascript:alert({at})\"></head><body>\
                <article><h1>Iran denies {words} selling drones to Russia</h1>\
                <p>Iran has never sold {at} drones {words} to Russia, the foreign ministry said on Monday.</p>\
                <p>“We deny {words} that drones were sold to Russia,” the foreign ministry of Iran said.</p>\
                <p>Washington said that Iran had sold drones to Russia {words}.</p></article></body></html>"
            ),
        )
    });
    add(&path, pages.collect());
    let mut browser = Browser::at(Settings::new(&path));
    // People's words too.
    let sign = browser.get("/review").await.sign();
    for words in HOSTILE {
        for (what, on) in [("note", "IRN:GOV"), ("tag", "IRN:GOV")] {
            let fields = [("sign", sign.as_str()), ("do", what), ("on", on), ("text", words), ("by", "Ana")];
            browser.post("/decide", &fields).await;
        }
    }
    let mut waiting =
        vec!["/?show=all".to_owned(), "/review".to_owned(), "/log".to_owned(), "/search?q=drones".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        let address = address.split('#').next().unwrap_or_default().to_owned();
        let is_pair = address.matches('&').count() > 0;
        if !address.starts_with('/') || (is_pair && seen.len() > 60) || !seen.insert(address.clone()) {
            continue;
        }
        let body = browser.get(&address).await.body;
        let shown = shown(&body);
        let lower = shown.to_lowercase();
        for bad in [
            "<script>",
            "<img",
            "onload=alert",
            "<iframe",
            "' onmouseover='",
            "\" onfocus=\"",
            "href=\"javascript",
            ">49<",
            "root:",
        ] {
            // Escaped, an attribute's words are its value.
            let is_there =
                lower.contains(bad) && !(bad == "onload=alert" && lower.contains("/onload=alert(1)&"));
            assert!(!is_there, "{address} has {bad}");
        }
        for c in shown.chars() {
            let is_hidden = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{0}'..='\u{8}' | '\u{1b}' | '\u{7f}'..='\u{9f}');
            assert!(!is_hidden, "{address} has {:?}", c);
        }
        waiting.extend(attributes(&body));
    }
    assert!(seen.len() > HOSTILE.len(), "{seen:?}");
    let feed = browser.get("/api/v1/feed").await.body;
    roxmltree::Document::parse(&feed).expect("well-formed, whatever the words");
}
