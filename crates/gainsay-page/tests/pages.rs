//! Whole pages of our own words, each with the kind and language that every block of it should have.
//!
//! Beside `name.html` or `name.txt` stands `name.html.kinds`: a line for each block with its kind (or several that are
//! right), its language (`-` for none, `*` for any) and the words it opens with.

use gainsay_knowledge::Knowledge;
use gainsay_page::{Given, read};
use gainsay_record::{Article, BlockKind, Method};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn page(name: &str) -> Article {
    let bytes = std::fs::read(folder().join(name)).expect("the page is there");
    let given = Given { name: Some(name), ..Given::default() };
    read(&bytes, &given, Knowledge::shipped()).expect("it is a page")
}

fn kind_name(kind: BlockKind) -> String {
    serde_json::to_string(&kind).expect("a name").trim_matches('"').to_owned()
}

#[test]
fn every_block_of_every_page_has_its_kind_and_language() {
    let mut faults = Vec::new();
    let mut pages = 0;
    let mut names: Vec<_> = std::fs::read_dir(folder()).expect("the folder is there").flatten().collect();
    names.sort_by_key(|entry| entry.file_name());
    for entry in names {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".kinds") else { continue };
        pages += 1;
        let article = page(name);
        let expected = std::fs::read_to_string(entry.path()).expect("readable");
        let rows: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
        if rows.len() != article.blocks.len() {
            faults.push(format!("{name}: {} blocks, want {}", article.blocks.len(), rows.len()));
        }
        for (row, block) in rows.iter().zip(&article.blocks) {
            let mut parts = row.splitn(3, ' ');
            let (kinds, language, opening) = (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            );
            let words: String = block.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let kind = kind_name(block.kind);
            let found = block.language.map_or_else(|| "-".to_owned(), String::from);
            let right = kinds.split('/').any(|want| want == kind)
                && (language == "*" || language == found)
                && words.starts_with(opening);
            if !right {
                faults.push(format!("{name}: want {row}\n    got {kind} {found} {words}"));
            }
        }
    }
    assert!(pages >= 18, "the pages are found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn blocks_are_in_order_apart_and_without_white_space_at_their_edges() {
    for entry in std::fs::read_dir(folder()).expect("the folder is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".kinds") {
            continue;
        }
        let article = page(&name);
        let mut last = 0;
        for block in &article.blocks {
            let words = block.span.of(&article.text);
            assert!(
                block.span.start() >= last && !words.is_empty() && words == words.trim(),
                "{name}: {words:?}"
            );
            last = block.span.end();
        }
        assert!(article.text[last..].trim().is_empty(), "{name}: no words outside the blocks");
    }
}

#[test]
fn what_a_page_says_of_itself_is_read() {
    let article = page("wordpress.html");
    assert_eq!(article.title.as_deref(), Some("Ministry denies selling howitzer shells to Ruritania"));
    assert_eq!(article.outlet.as_deref(), Some("The Harbour Gazette"));
    assert_eq!(article.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(article.url.as_deref(), Some("https://gazette.example/2023/03/ministry-denies/"));
    let date = article.published.edtf.as_ref().map(ToString::to_string);
    assert_eq!(
        date.as_deref(),
        Some("2023-03-14T07:30:00+02:00"),
        "published, not modified; the zone is kept"
    );
    assert_eq!(article.published.method, Method::Metadata);

    let article = page("cookie-wall.html");
    let date = article.published.edtf.as_ref().map(ToString::to_string);
    assert_eq!(date.as_deref(), Some("2024-05-02T16:20:00Z"), "the year 1 gives way to <time>");
    assert_eq!(article.outlet.as_deref(), Some("Northern Wire"), "from the end of <title>");

    let article = page("agency.txt");
    assert_eq!(article.published.edtf.as_ref().map(ToString::to_string).as_deref(), Some("2019-09-05"));
    assert_eq!(article.published.method, Method::Text, "the dateline has a year");
    assert_eq!(page("wrapped.txt").published.method, Method::Unknown, "that one has none");

    assert_eq!(page("subscriber.txt").outlet, None, "a name alone above the headline may be anything");
    assert_eq!(page("masthead.txt").outlet.as_deref(), Some("Meadow Post"));

    let article = page("german.html");
    assert_eq!(article.byline.as_deref(), Some("Jutta Brenner"));
    assert_eq!(article.language.map(String::from).as_deref(), Some("de"));
}

#[test]
fn what_the_user_says_goes_before_what_the_page_says() {
    let bytes = std::fs::read(folder().join("wordpress.html")).expect("the page is there");
    let given = Given {
        url: Some("https://mirror.example/1"),
        outlet: Some("The Mirror"),
        published: gainsay_record::Edtf::parse("2023-03"),
        ..Given::default()
    };
    let article = read(&bytes, &given, Knowledge::shipped()).expect("it is a page");
    assert_eq!(article.url.as_deref(), Some("https://mirror.example/1"));
    assert_eq!(article.outlet.as_deref(), Some("The Mirror"));
    assert_eq!(article.published.edtf.as_ref().map(ToString::to_string).as_deref(), Some("2023-03"));
    assert_eq!(article.published.method, Method::Given);
}

#[test]
fn a_plain_page_is_all_article() {
    for name in ["extracted-noise.txt", "twin.txt", "wordpress.html"] {
        let bytes = std::fs::read(folder().join(name)).expect("the page is there");
        let given = Given { name: Some(name), plain: true, ..Given::default() };
        let article = read(&bytes, &given, Knowledge::shipped()).expect("it is a page");
        assert!(article.blocks.iter().all(|block| block.kind.is_article()), "{name}");
    }
}

#[test]
fn scripts_styles_and_hidden_elements_are_no_text() {
    let article = page("wordpress.html");
    assert!(!article.text.contains("confirmed everything") && !article.text.contains("enable scripts"));
    assert!(!article.text.contains("color:red"));
}
