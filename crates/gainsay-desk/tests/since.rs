//! What changed since the last visit, narrowing by grade, and the queue of what nobody decided on.

mod common;

use common::{Browser, add, page};
use gainsay_desk::Settings;

const DENIAL: &str = "PYONGYANG, 2 December 2022 - North Korea's defence ministry denied on Friday that it had delivered \
    artillery shells to Russia.";

/// How often `words` stand in `body`.
fn times(body: &str, words: &str) -> usize {
    body.matches(words).count()
}

#[tokio::test]
async fn what_came_since_the_last_visit_is_marked_until_it_is_seen() {
    let (folder, path) = common::sample();
    let mut browser = Browser::at(Settings::new(path.clone()));
    let address = "/dispute/30f740d93b5911d9";
    let first = browser.get("/").await.body;
    assert!(!first.contains("Since your last visit"), "at the first visit all is new, so nothing is");
    assert!(!browser.get(address).await.body.contains("New since your last visit"));
    browser.leave();
    let quiet = browser.get("/").await.body;
    assert!(quiet.contains("nothing has changed") && !quiet.contains("badge new"), "{quiet}");

    browser.leave();
    add(&path, vec![page("denial.txt", DENIAL)]);
    let list = browser.get("/").await;
    assert!(list.body.contains(">1 claim has changed</a>"), "{}", list.body);
    assert_eq!(times(&list.body, "1 new position</span>"), 1);
    let narrowed = browser.get("/?show=new").await.body;
    assert_eq!(times(&narrowed, "<li class=\"row\">"), 1);
    assert!(narrowed.contains("North Korea to Russia") && narrowed.contains("1 to 1 of 1"), "{narrowed}");
    let dispute = browser.get(address).await.body;
    let (_, since) = dispute.split_once("New since your last visit").expect("what is new");
    let (since, _) = since.split_once("</section>").expect("its end");
    assert!(since.contains("denies") && since.contains("denial.txt"), "{since}");
    assert_eq!(times(&dispute, "<span class=\"badge new\">new</span>"), 1);
    let other = browser.get("/?party=IRN").await.body;
    assert_eq!(times(&other, "badge new"), 0, "nothing came to these");

    // Within one visit it stays new; then all is seen.
    assert!(browser.get("/").await.body.contains("1 claim has changed"));
    let told = browser.post("/seen", &[("sign", &list.sign()), ("back", address)]).await;
    assert_eq!((told.status.as_u16(), &told.headers["location"]), (303, &address.parse().expect("text")));
    assert!(browser.get("/").await.body.contains("nothing has changed"));
    assert!(!browser.get(address).await.body.contains("New since your last visit"));
    drop(folder);
}

#[tokio::test]
async fn a_ruling_and_what_it_brings_are_told_to_others() {
    let (_folder, path) = common::sample();
    let mut ana = Browser::at(Settings::new(path.clone()));
    let mut ben = Browser::at(Settings::new(path));
    ben.get("/").await;
    ben.leave();
    let form = ana.get("/dispute/30f740d93b5911d9").await;
    let sign = form.sign();
    let (_, rest) = form.body.split_once("name=\"item\" value=\"").expect("a position");
    let item = rest.split('"').next().expect("a value");
    let entered =
        ana.post("/decide", &[("sign", &sign), ("do", "reject"), ("by", "Ana"), ("item", item)]).await;
    assert_eq!(entered.status.as_u16(), 303, "{}", entered.body);
    let list = ben.get("/").await.body;
    assert!(list.contains("1 decision</span>"), "{list}");
    let dispute = ben.get("/dispute/30f740d93b5911d9").await.body;
    let (_, since) = dispute.split_once("New since your last visit").expect("what is new");
    assert!(since.contains("reject") && since.contains("by Ana on"), "{since}");
    // It can be taken back, which is news again.
    let undone = ana.get("/log").await;
    let (_, rest) = undone.body.split_once("name=\"decision\" value=\"").expect("a decision");
    let id = rest.split('"').next().expect("a value").to_owned();
    let sign = undone.sign();
    ana.post("/decide", &[("sign", &sign), ("do", "undo"), ("by", "Ana"), ("decision", &id)]).await;
    assert!(ben.get("/").await.body.contains("2 decisions</span>"));
}

#[tokio::test]
async fn a_visit_that_makes_no_sense_or_is_of_another_ledger_is_none() {
    for visit in [
        "",
        "-",
        "x",
        "1.00000000.1-1.00000000.1",
        "999999.00000000.1-999999.00000000.1",
        "-99999999999999999999.00000000.1",
        "1.00000000.1-1.00000000.99999999999999",
        "1.2.3.4-5",
    ] {
        let mut browser = Browser::at_sample();
        browser.set_cookie("gainsay_seen", visit);
        let answer = browser.get("/").await;
        assert_eq!(answer.status.as_u16(), 200, "{visit}");
        assert!(!answer.body.contains("Since your last visit"), "{visit}");
        assert_eq!(browser.get("/?show=new").await.status.as_u16(), 200, "{visit}");
    }
}

#[tokio::test]
async fn disputes_are_narrowed_by_grade_with_counts() {
    let mut browser = Browser::at_sample();
    let holder = browser.get("/holder/PRK:GOV").await;
    assert!(!browser.get("/").await.body.contains("<h2>Grade</h2>"), "nobody has graded anything yet");
    let sign = holder.sign();
    for (on, grade) in [("PRK:GOV", "B"), ("RUS:GOV:kremlin", "D")] {
        let entered = browser
            .post("/decide", &[("sign", &sign), ("do", "grade"), ("by", "Ana"), ("on", on), ("grade", grade)])
            .await;
        assert_eq!(entered.status.as_u16(), 303, "{}", entered.body);
    }
    let list = browser.get("/").await.body;
    let (_, facet) = list.split_once("<h2>Grade</h2>").expect("a facet");
    assert!(facet.contains("B: usually reliable") && facet.contains("grade=D"), "{facet}");
    for (grade, title) in [("B", "North Korea to Russia"), ("D", "Russia")] {
        let address = format!("/?grade={grade}");
        let (_, rest) = facet.split_once(&format!("href=\"{address}\"")).expect("a choice");
        let count: usize = rest
            .split_once("class=\"n\">")
            .and_then(|(_, rest)| rest.split('<').next()?.parse().ok())
            .expect("a number");
        let narrowed = browser.get(&address).await.body;
        assert!(narrowed.contains(title) && narrowed.contains(&format!("graded: {grade}")), "{narrowed}");
        assert_eq!(times(&narrowed, "<li class=\"row\">"), count, "{grade}");
    }
    assert_eq!(times(&browser.get("/?grade=A").await.body, "<li class=\"row\">"), 0);
    for wrong in ["G", "7", "BB", "2B", "B22", "%00"] {
        let answer = browser.get(&format!("/?grade={wrong}")).await;
        assert_eq!(answer.status.as_u16(), 400, "{wrong}");
    }
}

#[tokio::test]
async fn the_queue_goes_through_all_that_waits_the_least_sure_first() {
    let mut browser = Browser::at_sample();
    let mut address = "/review".to_owned();
    let mut sure: Vec<u32> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    let said = loop {
        let body = browser.get(&address).await.body;
        sure.extend(
            body.split("· sure to ").skip(1).filter_map(|it| it.split('%').next()?.parse::<u32>().ok()),
        );
        items.extend(
            body.split("name=\"item\" value=\"")
                .skip(1)
                .filter_map(|it| Some(it.split('"').next()?.to_owned())),
        );
        match body.split_once("rel=\"next\"") {
            Some((before, _)) => {
                let link = before.rsplit_once("href=\"").expect("a link").1;
                address = link.split('"').next().expect("a value").replace("&amp;", "&");
            }
            None => break body,
        }
        assert!(items.len() < 2_000, "the queue has no end");
    };
    assert!(sure.is_sorted() && sure.len() == items.len(), "{sure:?}");
    let count = items.len();
    items.sort_unstable();
    items.dedup();
    assert_eq!(items.len(), count, "each once");
    assert!(said.contains(&format!("{count} positions of contested claims")), "{count}: {said}");
    for wrong in ["x", "1", "1.", "1.x", "-"] {
        assert_eq!(browser.get(&format!("/review?after={wrong}")).await.status.as_u16(), 400, "{wrong}");
    }
    let iran = browser.get("/review?party=IRN").await.body;
    assert!(iran.contains("Iran") && !iran.contains(">North Korea to Russia"), "{iran}");
}
