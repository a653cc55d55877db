//! Deciding at the desk: corrected, seen in the dispute, taken back; and who may not.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::Browser;
use std::time::Duration;

const DISPUTE: &str = "/dispute/30f740d93b5911d9";

/// The first item that a page's forms are on.
fn item(body: &str) -> String {
    let (_, rest) = body.split_once("name=\"item\" value=\"").expect("a form on an item");
    rest.split('"').next().expect("a value").to_owned()
}

/// The numbers of holders that the dispute opens with.
fn counts(body: &str) -> String {
    let (_, rest) = body.split_once("class=\"verdicts\"").expect("counts");
    let list = rest.split("</ul>").next().expect("a list");
    list.split("class=\"n\">")
        .skip(1)
        .map(|rest| rest.split('<').next().expect("a number"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn numbers(counts: &str) -> Vec<u32> {
    counts.split(' ').map(|number| number.parse().expect("a number")).collect()
}

#[tokio::test]
async fn a_stance_is_corrected_and_the_correction_taken_back() {
    let mut browser = Browser::at_sample();
    let before = counts(&browser.get(DISPUTE).await.body);
    let [asserts, denies, hedges, declines] = numbers(&before)[..] else { panic!("{before}") };
    assert_eq!((hedges, declines), (1, 1));
    // The Kremlin gave no answer; somebody reads it as a denial.
    let dispute = browser.get(DISPUTE).await.body;
    let (_, none) = dispute.split_once("id=\"declines\"").expect("the side");
    let review =
        none.split("href=\"/review/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let page = browser.get(&format!("/review/{review}")).await;
    let sign = page.sign();
    let fields = [
        ("sign", sign.as_str()),
        ("do", "edit"),
        ("item", &item(&page.body)),
        ("stance", "denies"),
        ("by", "Ana Ćosić"),
        ("back", DISPUTE),
    ];
    let answer = browser.post("/decide", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.headers[header::LOCATION], DISPUTE);
    let page = browser.get(DISPUTE).await.body;
    assert_eq!(numbers(&counts(&page)), [asserts, denies + 1, hedges], "nobody is left who gave no answer");
    assert!(page.contains("corrected by Ana Ćosić") && page.contains("stance was declines"));
    let (_, done) = page.split_once("name=\"decision\" value=\"").expect("what was entered, and a way back");
    let decision = done.split('"').next().expect("an id").to_owned();
    assert!(!browser.get(DISPUTE).await.body.contains("class=\"done\""), "it is told once");
    let undo =
        [("sign", sign.as_str()), ("do", "undo"), ("decision", &decision), ("by", "Ana"), ("back", DISPUTE)];
    assert_eq!(browser.post("/decide", &undo).await.status, StatusCode::SEE_OTHER);
    assert_eq!(counts(&browser.get(DISPUTE).await.body), before);
    let log = browser.get("/log").await.body;
    assert!(log.contains("Taken back by") && log.contains(&format!("id=\"{decision}\"")));
}

#[tokio::test]
async fn what_was_rejected_is_set_aside_and_notes_tags_and_grades_are_shown() {
    let mut browser = Browser::at_sample();
    let queue = browser.get("/review").await;
    let (sign, item) = (queue.sign(), item(&queue.body));
    let send =
        [("sign", sign.as_str()), ("do", "reject"), ("item", item.as_str()), ("by", "Ben"), ("back", "/")];
    assert_eq!(browser.post("/decide", &send).await.status, StatusCode::SEE_OTHER);
    for (what, on, name, value) in [
        ("note", "30f740d93b5911d9", "text", "ask <b>again</b>"),
        ("tag", "30f740d93b5911d9", "text", "shells"),
        ("grade", "PRK:GOV", "grade", "D"),
    ] {
        let send = [
            ("sign", sign.as_str()),
            ("do", what),
            ("on", on),
            (name, value),
            ("by", "Ben"),
            ("back", DISPUTE),
        ];
        let answer = browser.post("/decide", &send).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.body);
    }
    let page = browser.get(DISPUTE).await.body;
    assert!(page.contains("ask &lt;b&gt;again") || page.contains("ask &#60;b&#62;again"), "{page}");
    assert!(page.contains(">shells</li>"));
    assert!(browser.get("/holder/PRK:GOV").await.body.contains("D: not usually reliable"));
    assert!(page.contains("Set aside") || browser.get("/").await.body.contains("Contested"));
}

#[tokio::test]
async fn without_the_sign_of_the_session_nothing_is_entered() {
    let mut browser = Browser::at_sample();
    let queue = browser.get("/review").await;
    let (sign, item) = (queue.sign(), item(&queue.body));
    let mut other = Browser::at_sample();
    let foreign = other.get("/review").await.sign();
    for sign in ["", "0", &foreign, &sign.to_uppercase()] {
        let send = [("sign", sign), ("do", "accept"), ("item", item.as_str()), ("by", "Eve")];
        assert_eq!(browser.post("/decide", &send).await.status, StatusCode::FORBIDDEN, "{sign}");
    }
    let without = [("do", "accept"), ("item", item.as_str()), ("by", "Eve")];
    assert_eq!(browser.post("/decide", &without).await.status, StatusCode::FORBIDDEN);
    assert!(browser.get("/log").await.body.contains("Nobody has decided anything yet"));
}

#[tokio::test]
async fn one_goes_back_to_the_desk_and_nowhere_else() {
    let mut browser = Browser::at_sample();
    let queue = browser.get("/review").await;
    let (sign, item) = (queue.sign(), item(&queue.body));
    for back in ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"] {
        let send =
            [("sign", sign.as_str()), ("do", "accept"), ("item", &item), ("by", "Ana"), ("back", back)];
        let answer = browser.post("/decide", &send).await;
        assert_eq!(answer.headers[header::LOCATION], "/", "{back}");
    }
    for by in ["", "a\nb", &"x".repeat(101)] {
        let send = [("sign", sign.as_str()), ("do", "accept"), ("item", item.as_str()), ("by", by)];
        assert_eq!(browser.post("/decide", &send).await.status, StatusCode::BAD_REQUEST);
    }
}

/// A form with files, as a browser sends it.
fn sent(parts: &[(&str, Option<&str>, &str)]) -> (String, Body) {
    let mut body = String::new();
    for (name, file, text) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n");
    }
    ("multipart/form-data; boundary=edge".to_owned(), Body::from(body + "--edge--\r\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_added_by_text_and_by_file() {
    let mut browser = Browser::at_sample();
    let sign = browser.get("/add").await.sign();
    let (kind, body) = sent(&[
        ("sign", None, &sign),
        ("text", None, "Serbia denied on Monday that it had sold rockets to Ukraine, its president said."),
        ("files", Some("../../etc/passwd.txt"), "The Pentagon said that Serbia had sold rockets to Ukraine."),
        ("published", None, "2023-03-01"),
    ]);
    let answer = browser.send(Request::post("/add").header(header::CONTENT_TYPE, kind), body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let address = answer.headers[header::LOCATION].to_str().expect("text").to_owned();
    let mut page = browser.get(&address).await.body;
    for _ in 0..200 {
        if page.contains("All is in.") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        page = browser.get(&address).await.body;
    }
    assert!(page.contains("2 pages new.") && page.contains("passwd.txt") && !page.contains("etc/"), "{page}");
    assert!(browser.get("/").await.body.contains("Serbia to Ukraine"));
    let events = browser.get(&format!("{address}/events")).await.body;
    assert!(events.contains("event: done"), "{events}");
}

#[tokio::test]
async fn nothing_is_added_that_is_not_signed_or_makes_no_sense() {
    let mut browser = Browser::at_sample();
    let sign = browser.get("/add").await.sign();
    for (parts, status) in [
        (vec![("text", None, "words")], StatusCode::FORBIDDEN),
        (vec![("text", None, "words"), ("sign", None, sign.as_str())], StatusCode::FORBIDDEN),
        (vec![], StatusCode::FORBIDDEN),
        (vec![("sign", None, sign.as_str())], StatusCode::BAD_REQUEST),
        (
            vec![("sign", None, &sign), ("text", None, "words"), ("url", None, "file:///etc/passwd")],
            StatusCode::BAD_REQUEST,
        ),
        (
            vec![("sign", None, &sign), ("text", None, "words"), ("published", None, "someday")],
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let (kind, body) = sent(&parts);
        let answer = browser.send(Request::post("/add").header(header::CONTENT_TYPE, kind), body).await;
        assert_eq!(answer.status, status, "{parts:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let mut browser = Browser::at_sample();
    let sign = browser.get("/review").await.sign();
    let long = "x".repeat(300 << 10);
    let send = [("sign", sign.as_str()), ("do", "note"), ("on", "PRK:GOV"), ("text", &long), ("by", "Ana")];
    assert_eq!(browser.post("/decide", &send).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_search_that_is_saved_is_offered_with_a_feed() {
    let mut browser = Browser::at_sample();
    let sign = browser.get("/search?q=shells").await.sign();
    let fields = [
        ("sign", sign.as_str()),
        ("do", "search"),
        ("text", "shells"),
        ("name", "shells & rockets"),
        ("by", "Ana"),
        ("back", "/search"),
    ];
    assert_eq!(browser.post("/decide", &fields).await.status, StatusCode::SEE_OTHER);
    let body = browser.get("/search").await.body;
    let feeds: Vec<&str> = body
        .split("href=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .filter(|it| it.ends_with("/feed"))
        .collect();
    assert_eq!(
        feeds,
        ["/api/v1/feed", "/api/v1/searches/shells%20%26%20rockets/feed"],
        "of all, and of this one"
    );
    for address in feeds {
        let feed = browser.get(address).await;
        assert_eq!(feed.status, StatusCode::OK, "{address}");
        assert_eq!(feed.headers[header::CONTENT_TYPE], "application/atom+xml", "{address}");
    }
}
