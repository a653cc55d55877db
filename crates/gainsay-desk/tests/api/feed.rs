//! The Atom feeds.

use super::*;
use std::collections::BTreeMap;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The entries of a feed that has all that RFC 4287 asks for: id, title, time and where it leads.
fn entries(feed: &str) -> BTreeMap<String, (String, String)> {
    let document = roxmltree::Document::parse(feed).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name((ATOM, "feed")));
    let one = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
        let found: Vec<_> = node.children().filter(|child| child.has_tag_name((ATOM, name))).collect();
        let [found] = &found[..] else { panic!("{} of {name}", found.len()) };
        found.text().expect("text").to_owned()
    };
    let link = |node: roxmltree::Node<'_, '_>, rel: &str| -> String {
        let mut links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
        let found = links.find(|link| link.attribute("rel") == Some(rel)).expect("a link");
        found.attribute("href").expect("an address").to_owned()
    };
    assert!(root.children().any(|child| child.has_tag_name((ATOM, "author"))));
    assert!(one(root, "id").starts_with("urn:gainsay:feed:") && !one(root, "title").is_empty());
    one(root, "updated").parse::<jiff::Timestamp>().expect("a time");
    assert!(link(root, "self").starts_with("/api/v1/"));
    let mut all = BTreeMap::new();
    for entry in root.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        one(entry, "updated").parse::<jiff::Timestamp>().expect("a time");
        assert!(!one(entry, "summary").is_empty() && link(entry, "alternate").starts_with("/dispute/"));
        let known = all.insert(one(entry, "id"), (one(entry, "title"), one(entry, "updated")));
        assert!(known.is_none(), "an id twice");
    }
    all
}

async fn feed(program: &mut Program, address: &str) -> BTreeMap<String, (String, String)> {
    let told = program.send(Request::get(at(address)), Body::empty()).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json);
    assert_eq!(told.headers[header::CONTENT_TYPE], "application/atom+xml");
    entries(told.json.as_str().expect("text"))
}

#[tokio::test]
async fn a_first_denial_is_told_when_it_comes_and_what_was_told_stays() {
    let mut program = Program::at_sample().await;
    let before = feed(&mut program, "/feed").await;
    assert!(before.values().any(|(title, _)| title.starts_with("Contested: ")), "{before:?}");
    let say = |words: &str| format!("BELGRADE, 6 March 2023 - {words}\n");
    let asserted = say("Russian officials said that Serbia had sold mortar shells to Ukraine.");
    program.page("/pages?path=a.txt&published=2023-03-06", "text/plain", asserted).await;
    assert_eq!(feed(&mut program, "/feed").await.keys().filter(|id| !before.contains_key(*id)).count(), 0);
    let hedged = say("Serbia's government denied that it had sold mortar shells to Ukraine.");
    program.page("/pages?path=b.txt&published=2023-03-07", "text/plain", hedged).await;
    let after = feed(&mut program, "/feed").await;
    let new: Vec<_> = after.iter().filter(|(id, _)| !before.contains_key(*id)).collect();
    let [(id, (title, _))] = &new[..] else { panic!("{new:?}") };
    assert!(id.ends_with(":contested") && title.contains("Serbia"), "{new:?}");
    let again = feed(&mut program, "/feed").await;
    assert_eq!(after, again);
    program
        .enter("/searches", json!({"by": "Ana", "name": "mortars & <shells>", "words": "\"mortar shells\""}))
        .await;
    let of_search = feed(&mut program, "/searches/mortars%20%26%20%3Cshells%3E/feed").await;
    assert!(of_search.contains_key(*id) && of_search.len() < after.len() + 1, "{of_search:?}");
}
