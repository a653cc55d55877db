//! What a newcomer sees.

use super::{done, examples, lines, run, said, sample};

#[test]
fn the_first_command_shows_the_story_and_the_second_time_changes_nothing() {
    let folder = super::folder();
    let pages = examples();
    let pages = pages.to_string_lossy();
    let first = done(folder.path(), &["add", &pages, "--ledger", "sample.db"]);
    for part in [
        "19 pages new",
        "The ledger has 19 pages",
        "North Korea to Russia",
        "ASSERTED",
        "DENIED",
        "HEDGED",
        "NO ANSWER",
        "origins: ",
        "not addressed by the denials",
        "through The New York Times",
        "gainsay show 30f740d9 --ledger sample.db",
    ] {
        assert!(first.contains(part), "{part} in:\n{first}");
    }
    let all = ["disputes", "--all", "--json", "--ledger", "sample.db"];
    let before = done(folder.path(), &all);
    let second = done(folder.path(), &["--ledger", "sample.db", "add", &pages]);
    assert!(second.starts_with("0 pages new, 19 known already\n"), "{second}");
    assert_eq!(done(folder.path(), &all), before);
    let told = |text: &str| text.split_once("The ledger has").map(|(_, rest)| rest.to_owned());
    assert_eq!(told(&first), told(&second), "the ledger has what it had, and shows the same");
    assert!(done(folder.path(), &["verify", "--ledger", "sample.db"]).starts_with("All is well: 19 pages"));
}

#[test]
fn the_table_has_who_is_on_which_side_and_filters_narrow_it() {
    let folder = sample();
    let table = |more: &[&str]| done(folder.path(), &[&["disputes", "--ledger", "sample.db"], more].concat());
    let all = table(&[]);
    for part in ["30f740d9", "North Korea to Russia", "PRK, RUS", "11 pages", "no answer"] {
        assert!(all.contains(part), "{part} in:\n{all}");
    }
    let ids = |more: &[&str]| -> Vec<String> {
        let text = table(&[&["--json"], more].concat());
        lines(&text)
            .iter()
            .map(|dispute| dispute["parties"].as_array().expect("a list")[0].to_string())
            .collect()
    };
    assert_eq!(ids(&[])[0], "\"PRK\"", "the most contested first");
    assert_eq!(ids(&["--party", "Iran"]), ["\"IRN\""]);
    assert_eq!(ids(&["--party", "pak"]), ["\"PAK\""]);
    assert_eq!(ids(&["--item", "drones"]), ["\"IRN\""]);
    assert!(ids(&["--item", "ammunition"]).contains(&"\"PRK\"".to_owned()), "shells are ammunition");
    assert_eq!(ids(&["--since", "2023"]), ["\"PAK\""]);
    assert!(!ids(&["--until", "2022-12"]).contains(&"\"PAK\"".to_owned()));
    assert_eq!(ids(&["--outlet", "Harbour Courier"]), ["\"PRK\""]);
    assert_eq!(ids(&["--limit", "1"]).len(), 1);
    assert!(table(&["--party", "Mali"]).starts_with("No contested dispute fits"));
    for wrong in [&["--party", "Atlantis"][..], &["--item", "sorrow"], &["--since", "last week"]] {
        let output = run(folder.path(), &[&["disputes", "--ledger", "sample.db"], wrong].concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(said(&output).contains(wrong[1]), "{}", said(&output));
    }
}

#[test]
fn show_has_the_words_and_takes_the_opening_of_an_id() {
    let folder = sample();
    let whole = done(folder.path(), &["show", "30f740d93b5911d9", "--ledger", "sample.db"]);
    assert_eq!(done(folder.path(), &["show", "30F7", "--ledger", "sample.db"]), whole);
    assert!(whole.contains("Not one shell has gone from our country to Russia"), "{whole}");
    let json = done(folder.path(), &["show", "30f7", "--json", "--ledger", "sample.db"]);
    let [shown] = &lines(&json)[..] else { panic!("one line: {json}") };
    let sides = ["asserts", "denies", "hedges", "declines"];
    let count = |of: &str| -> usize {
        sides.iter().map(|side| shown[of][side].as_array().expect("a list").len()).sum()
    };
    let positions = shown["positions"].as_array().expect("a list");
    assert_eq!(positions.len(), count("sides") + count("beneath"));
    for position in positions {
        assert!(position["words"].as_str().is_some_and(|words| !words.is_empty()), "{position}");
        assert_eq!(position["position"]["statement"], position["statement"]["id"]);
    }
    let output = run(folder.path(), &["show", "ffff", "--ledger", "sample.db"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "gainsay: there is no dispute ffff in sample.db\n");
}

#[test]
fn search_marks_the_words() {
    let folder = sample();
    let found = done(folder.path(), &["search", "MILLIONS", "shells", "--ledger", "sample.db"]);
    assert!(found.contains("[millions] of artillery [shells]"), "{found}");
    assert!(found.starts_with("Statements\n") && found.contains("\nPages\n"), "{found}");
    let json = done(folder.path(), &["search", "\"no plans\"", "--json", "--ledger", "sample.db"]);
    let hits = lines(&json);
    assert!(!hits.is_empty());
    for hit in &hits {
        let letters: Vec<char> = hit["excerpt"].as_str().expect("an excerpt").chars().collect();
        for mark in hit["marks"].as_array().expect("a list") {
            let at = |end: usize| mark[end].as_u64().expect("a number") as usize;
            let word: String = letters[at(0)..at(1)].iter().collect();
            assert_eq!(word.to_lowercase(), "no plans");
        }
    }
    assert_eq!(done(folder.path(), &["search", "zyzzyva", "--ledger", "sample.db"]), "Nothing found.\n");
}

#[test]
fn the_ledger_has_a_usual_place() {
    let folder = super::folder();
    super::write_page(&folder.path().join("pages"), 0);
    done(folder.path(), &["add", "pages"]);
    assert!(folder.path().join("data/gainsay/ledger.db").is_file());
    done(folder.path(), &["disputes", "--all"]);
    let help = done(folder.path(), &["add", "--help"]);
    assert!(help.contains("--ledger") && help.contains("ledger.db"), "{help}");
}
