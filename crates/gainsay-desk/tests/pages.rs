//! The pages over the sample dossier: what they say, that every link on them leads somewhere, and that what a page of the
//! web holds stays text.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Browser, add, page};
use gainsay_desk::Settings;
use std::collections::{BTreeMap, BTreeSet};

/// The values of an attribute on a page, unescaped.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let open = format!(" {name}=\"");
    let values = html.split(&open).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| value.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

#[tokio::test]
async fn every_link_on_every_page_leads_to_a_page_and_a_place_on_it() {
    let mut browser = Browser::at_sample();
    let mut waiting = vec!["/".to_owned(), "/?show=all".to_owned()];
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut wanted = Vec::new();
    while let Some(address) = waiting.pop() {
        let path = address.split('#').next().unwrap_or_default().to_owned();
        // Every pair of positions and of filters has a page of its own: a few will do.
        let is_pair = |path: &str| path.contains('&');
        if seen.contains_key(&path)
            || (is_pair(&path) && seen.keys().filter(|path| is_pair(path)).count() > 40)
        {
            continue;
        }
        assert!(seen.len() < 1000, "the pages have no end");
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        seen.insert(path.clone(), attributes(&answer.body, "id").into_iter().collect());
        for link in attributes(&answer.body, "href").into_iter().chain(attributes(&answer.body, "src")) {
            let link = match link.chars().next() {
                Some('#') => format!("{path}{link}"),
                Some('?') => format!("{}{link}", path.split('?').next().unwrap_or_default()),
                Some('/') => link,
                _ => {
                    let is_original = link.starts_with("https://")
                        && (link.contains("#:~:text=") || path.ends_with("/dossier"));
                    assert!(is_original, "{path} leads to {link}");
                    continue;
                }
            };
            if link.contains('#') {
                wanted.push((path.clone(), link.clone()));
            }
            waiting.push(link);
        }
    }
    assert!(seen.len() > 60, "{} pages", seen.len());
    for (from, link) in wanted {
        let (path, place) = link.split_once('#').expect("a place");
        let Some(places) = seen.get(path) else { continue };
        assert!(
            place == "main" || places.contains(place),
            "{from} leads to {link}, where there is no such place"
        );
    }
}

#[tokio::test]
async fn nothing_is_asked_for_from_elsewhere() {
    let mut browser = Browser::at_sample();
    for address in ["/", "/dispute/30f740d93b5911d9", "/review", "/add", "/log", "/search?q=weapons"] {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        for asked in attributes(&answer.body, "src") {
            assert!(asked.starts_with("/assets/"), "{address}: {asked}");
        }
        assert!(!answer.body.contains("style=\"") && !answer.body.contains("onclick"), "{address}");
    }
}

#[tokio::test]
async fn who_takes_gzip_gets_a_page_in_little() {
    let mut browser = Browser::at_sample();
    let address = "/dispute/30f740d93b5911d9";
    let plain = browser.get(address).await;
    assert_eq!(plain.headers.get("content-encoding"), None);
    let request = Request::get(address).header("accept-encoding", "gzip");
    let small = browser.send(request, Body::empty()).await;
    assert_eq!(small.headers["content-encoding"], "gzip");
    // What is no UTF-8 was replaced, a character for a byte or more.
    let length = small.body.chars().count();
    assert!(length * 5 < plain.body.len(), "{length} for {} bytes", plain.body.len());
}

#[tokio::test]
async fn a_number_leads_to_highlighted_words_in_two_clicks() {
    let mut browser = Browser::at_sample();
    let list = browser.get("/").await.body;
    let number = attributes(&list, "href").into_iter().find(|it| it.ends_with("#denies")).expect("a number");
    let dispute = browser.get(number.split('#').next().expect("a path")).await.body;
    let (_, denied) = dispute.split_once("id=\"denies\"").expect("the side");
    let claim = attributes(denied, "href").into_iter().find(|it| it.starts_with("/page/")).expect("a claim");
    let page = browser.get(claim.split('#').next().expect("a path")).await.body;
    assert!(page.contains("class=\"seg content lit\"") && page.contains("class=\"page has-lit\""), "{page}");
}

#[tokio::test]
async fn a_dispute_shows_what_the_dossier_says_of_it() {
    let mut browser = Browser::at_sample();
    let body = browser.get("/dispute/30f740d93b5911d9").await.body;
    for words in [
        "North Korea to Russia: weapons and ammunition",
        "independence not established",
        "not addressed by the denials",
        "the Kremlin",
        "that there were no indications",
        "count once",
        "Beside it, and not counted",
    ] {
        assert!(body.contains(words), "{words}");
    }
    let turns = browser.get("/?party=IRN").await.body;
    let address = attributes(&turns, "href").into_iter().find(|it| it.starts_with("/dispute/")).expect("one");
    assert!(browser.get(&address).await.body.contains("Changes of stance"));
}

#[tokio::test]
async fn a_dossier_is_saved_under_the_whole_id_of_its_dispute() {
    let mut browser = Browser::at_sample();
    for id in ["30f740d93b5911d9", "30f740d93b59", "30F740D93B5911D9", "%2030f740d93b5911d9"] {
        // Twice: the second may be at hand.
        for _ in 0..2 {
            let answer = browser.get(&format!("/dispute/{id}/dossier?save=1")).await;
            let name = answer.headers.get("content-disposition").expect("a name");
            assert_eq!(name, "attachment; filename=\"dispute-30f740d93b5911d9.html\"", "{id}");
        }
    }
}

#[tokio::test]
async fn what_a_page_holds_stays_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.db");
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}";
    let html = format!(
        "<html><head><title>Iran denies {0}</title><meta property=\"og:site_name\" content=\"A&quot;{1}\"></head><body>\
        <h1>Iran denies &lt;script&gt;alert(1)&lt;/script&gt; selling drones to Russia</h1>\
        <p>Iran has never sold drones &lt;img src=x onerror=alert(2)&gt;\u{202e} to Russia, the foreign ministry said on Monday.</p>\
        <p>“We deny ' onmouseover='alert(3) that drones were sold to Russia,” the ministry of Iran said.</p></body></html>",
        "&lt;script&gt;alert(4)&lt;/script&gt;", "&gt;&lt;svg onload=alert(5)&gt;",
    );
    add(
        &path,
        vec![page("hostile.html", &html), page(attack, "Iran denied that drones were sold to Russia.")],
    );
    let mut browser = Browser::at(Settings::new(&path));
    let mut waiting =
        vec!["/?show=all".to_owned(), format!("/search?q={}", "%3Cscript%3Ealert(1)%3C%2Fscript%3E")];
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        let address = address.split('#').next().unwrap_or_default().to_owned();
        if !address.starts_with('/') || !seen.insert(address.clone()) {
            continue;
        }
        let body = browser.get(&address).await.body;
        let lower = body.to_lowercase();
        for bad in ["<script>", "<img", "<svg onload", "\u{202e}", "' onmouseover='"] {
            assert!(!lower.contains(bad), "{address} has {bad}");
        }
        waiting.extend(attributes(&body, "href"));
    }
    assert!(seen.iter().any(|address| address.starts_with("/page/")), "{seen:?}");
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_not_there() {
    let mut browser = Browser::at_sample();
    for address in ["/nothing", "/dispute/ffff", "/page/ffffffffffff", "/assets/desk.css", "/review/ffff/p1"]
    {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("<h1>Not here</h1>"), "{address}");
    }
    for address in ["/?party=Atlantis", "/?item=thoughts", "/?from=yesterday", "/?stance=maybe"] {
        assert_eq!(browser.get(address).await.status, StatusCode::BAD_REQUEST, "{address}");
    }
}

#[tokio::test]
async fn versions_of_a_page_show_which_statements_came_and_went() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("versions.db");
    let version = |day: &str, words: &str| {
        format!(
            "<html><head><title>Talks</title><link rel=canonical href=https://news.example/talks>\
            <meta property=article:published_time content={day}></head><body><article><h1>Talks in Belgrade</h1>\
            <p>Serbia's government said on Monday that the talks went on.</p><p>{words}</p></article></body></html>"
        )
    };
    let (old, new) = (
        version("2023-03-06", "Serbia's government denied that it had sold shells to Ukraine."),
        version("2023-03-07", "Serbia's government declined to say whether it had sold shells to Ukraine."),
    );
    // The later one was taken in first.
    add(&path, vec![page("b.html", &new), page("a.html", &old)]);
    let mut browser = Browser::at(Settings::new(path));
    let first = browser.get("/holder/SRB:GOV").await.body;
    let address = attributes(&first, "href").into_iter().find(|it| it.starts_with("/page/")).expect("a page");
    let body = browser.get(address.split('?').next().expect("a path")).await.body;
    let (_, versions) = body.split_once("id=\"versions\"").expect("versions");
    let place = |words: &str| versions.find(words).unwrap_or_else(|| panic!("{words}: {versions}"));
    assert!(place("6 Mar 2023") < place("7 Mar 2023"), "in the order of their publication");
    let (came, went) = (place("<ins>"), place("<del>"));
    assert!(came > place("7 Mar 2023") && versions[came..went].contains("declined to say"), "{versions}");
    assert!(versions[went..].contains("denied that it had sold shells"), "{versions}");
    assert_eq!(versions.matches("<ins>").count(), 1, "what both say is no news");
    assert_eq!(versions.matches("the only one that counts").count(), 1);
    assert!(place("the only one that counts") > place("7 Mar 2023"));
}

#[tokio::test]
async fn two_positions_stand_side_by_side_with_the_words_of_their_slots_lit_in_both() {
    let mut browser = Browser::at_sample();
    let dispute = browser.get("/dispute/30f740d93b5911d9").await.body;
    let compare =
        attributes(&dispute, "href").into_iter().find(|it| it.starts_with("/compare")).expect("one");
    let offers = browser.get(&compare).await.body;
    let both = attributes(&offers, "href").into_iter().find(|it| it.contains("&b=")).expect("an offer");
    let body = browser.get(&both).await.body;
    let sides: Vec<&str> = body.split("<section class=\"has-lit\">").skip(1).collect();
    let [one, other] = sides[..] else { panic!("{} sides", sides.len()) };
    for side in [one, other] {
        let text = side.split("<article").next().expect("its words");
        for slot in ["trigger", "role", "item"] {
            let lit = text.split("<span class=\"seg ").skip(1).any(|it| {
                let class = it.split('"').next().unwrap_or_default();
                class.split(' ').any(|name| name == slot) && class.contains("lit") && class.contains("slot")
            });
            assert!(lit, "{slot} is not lit: {text}");
        }
    }
    assert!(body.contains("<table class=\"aligned\">"), "slot by slot");
}

#[tokio::test]
async fn furniture_is_folded_and_still_there() {
    let mut browser = Browser::at_sample();
    let mut folded = 0;
    let list = browser.get("/api/v1/pages?limit=200").await.body;
    for id in list.split("\"page\":\"").skip(1).filter_map(|it| it.get(..64)) {
        let body = browser.get(&format!("/page/{id}")).await.body;
        for part in body.split("<details class=\"furniture\">").skip(1) {
            folded += 1;
            let (inside, _) = part.split_once("</details>").expect("an end");
            assert!(
                inside.contains("Set aside as furniture") && inside.contains("class=\"text "),
                "{inside}"
            );
        }
    }
    assert!(folded > 5, "{folded}");
}
