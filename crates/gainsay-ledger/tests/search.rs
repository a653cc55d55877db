//! Full text: what a person types finds what it should, and never is an error.

mod common;

use common::{STORY, add};
use gainsay_ledger::{Ledger, Within};
use gainsay_record::StatementId;
use proptest::prelude::*;

fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::open(folder.path().join("ledger.db")).expect("opens");
    add(&mut ledger, &STORY);
    let long = format!("Säbel für Żółć\n{}the needle lies here {}", "hay ".repeat(300), "straw ".repeat(300));
    add(&mut ledger, &[&long, "Київ і Москва\nМіністерство заперечує постачання снарядів\n"]);
    (folder, ledger)
}

#[test]
fn statements_are_found_by_content_and_source() {
    let (_folder, ledger) = ledger();
    let hits = ledger.search("WEAPONS exported", Within::Statements, 10).expect("found");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].statement, Some(StatementId(0)));
    assert_eq!(hits[0].excerpt, "we have never exported weapons, on 2022-09-21");
    let marked: Vec<_> = hits[0].marks.iter().map(|mark| &hits[0].excerpt[mark.clone()]).collect();
    assert_eq!(marked, ["exported", "weapons"]);
    // One word in the source, one in the content.
    let hits = ledger.search("kremlin deal", Within::Statements, 10).expect("found");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].excerpt, "reports of a deal are false");
    let hits = ledger.search("kremlin", Within::Statements, 10).expect("found");
    assert_eq!((hits.len(), hits[0].marks.len()), (1, 0), "nothing to mark in the content");
    assert_eq!(ledger.search("weapons tractors", Within::Statements, 10).expect("found"), []);
}

#[test]
fn phrases_endings_case_and_diacritics() {
    let (_folder, ledger) = ledger();
    let pages = |written: &str| ledger.search(written, Within::Pages, 10).expect("found").len();
    assert_eq!(pages("\"never exported\""), 1);
    assert_eq!(pages("\"exported never\""), 0);
    assert_eq!(pages("export"), 0);
    assert_eq!(pages("export*"), 1);
    assert_eq!(pages("sabel FUR zołc"), 1);
    assert_eq!(pages("zolc"), 0, "the stroke of ł is no diacritic");
    assert_eq!(pages("МОСКВА заперечу*"), 1);
    assert_eq!(pages("Moscow"), 2);
    assert_eq!(ledger.search("Moscow", Within::Pages, 1).expect("found").len(), 1, "no more than asked for");
}

#[test]
fn all_finds_are_ranked_however_many_there_are() {
    let (_folder, mut ledger) = ledger();
    let mut texts = vec!["Tractors\nThree words only\n".to_owned()];
    texts.extend((0..450).map(|n| format!("Page {n}\ntractors beside {}\n", "many other words ".repeat(9))));
    add(&mut ledger, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let best = ledger.search("tractors", Within::Pages, 3).expect("found");
    assert_eq!(best.len(), 3);
    assert_eq!(best[0].page, gainsay_ledger::page_id(texts[0].as_bytes()), "taken in before 450 others");
}

#[test]
fn excerpts_are_cut_around_what_was_found() {
    let (_folder, ledger) = ledger();
    let hit = ledger.search("needle", Within::Pages, 1).expect("found").remove(0);
    assert!(hit.excerpt.starts_with('…') && hit.excerpt.ends_with('…'), "{}", hit.excerpt);
    assert!(hit.excerpt.split_whitespace().count() <= 42, "{}", hit.excerpt);
    assert_eq!(&hit.excerpt[hit.marks[0].clone()], "needle");
    assert_eq!(ledger.search_pages("needle", 5).expect("found")[0].title.as_deref(), Some("Säbel für Żółć"));
}

#[test]
fn no_text_is_a_mistake() {
    let (_folder, ledger) = ledger();
    let long = "word ".repeat(20_000);
    for written in [
        "",
        " ",
        "\"",
        "\"\"",
        "*",
        "-",
        "a -b",
        "NOT",
        "AND OR",
        "NEAR(a b, 3)",
        "words:shells",
        "{words source}:a",
        "^a",
        "a + b",
        "(",
        ")",
        "'",
        "\0",
        "\u{2}",
        "🚀",
        "a\"b\"c",
        "…",
        "―",
        "x*y*",
        "%_",
        &long,
    ] {
        for within in [Within::Statements, Within::Pages] {
            assert!(ledger.search(written, within, 10).is_ok(), "{written:?} in {within:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn nor_is_any_other(written in any::<String>(), syntax in "[a-c\"*^(){}:+\\- ANDORT]{0,40}") {
        thread_local! { static LEDGER: (tempfile::TempDir, Ledger) = ledger(); }
        LEDGER.with(|(_, ledger)| {
            prop_assert!(ledger.search(&written, Within::Pages, 5).is_ok());
            prop_assert!(ledger.search(&syntax, Within::Statements, 5).is_ok());
            Ok(())
        })?;
    }
}
