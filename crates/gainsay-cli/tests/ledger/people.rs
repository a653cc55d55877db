//! What people decide, on the command line: each command through the program, on small pages of our own.

use super::{done, gainsay, lines, run, said};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ASSERTED: &str = "\
A day in town

The State Department said that Serbia had delivered rockets to Sudan.

The mayor said that the market would open on Monday.
";
const DENIED: &str = "\
A night in town

The foreign ministry of Serbia denied that it had sold rockets to Sudan.

The mayor said that the theatre would open on Tuesday.
";
const OTHER: &str = "\
A week in town

The State Department said that Belarus had delivered tanks to Sudan.

The mayor said that the school would open on Wednesday.
";

/// A ledger `l.db` of three pages, `asserted.txt`, `denied.txt` and `other.txt`.
fn ledger() -> TempDir {
    let folder = super::folder();
    for (name, text) in [("asserted", ASSERTED), ("denied", DENIED), ("other", OTHER)] {
        fs::write(folder.path().join(format!("{name}.txt")), text).expect("a file");
        let file = format!("{name}.txt");
        at(&folder, &["add", &file, "--outlet", "Harbour Courier"]);
    }
    folder
}

/// Runs a command on it that must succeed; what it prints.
fn at(folder: &TempDir, arguments: &[&str]) -> String {
    done(folder.path(), &[arguments, &["--ledger", "l.db"]].concat())
}

/// Runs a command on it that must not start; what it says.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder.path(), &[arguments, &["--ledger", "l.db"]].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    said(&output)
}

/// The ids of what a command has entered.
fn entered(folder: &TempDir, arguments: &[&str]) -> String {
    let told = at(folder, arguments);
    let id = told.split_whitespace().next().expect("an id").to_owned();
    assert_eq!(id.len(), 16, "{told}");
    id
}

/// The dispute between these parties, with how many positions assert and deny.
fn dispute(folder: &TempDir, parties: &[&str]) -> Option<(String, usize, usize)> {
    let listed = lines(&at(folder, &["disputes", "--all", "--json"]));
    let found = listed.into_iter().find(|dispute| dispute["parties"] == serde_json::json!(parties))?;
    let count = |side: &str| found["sides"][side].as_array().expect("a list").len();
    Some((found["id"].as_str()?.to_owned(), count("asserts"), count("denies")))
}

fn shown(folder: &TempDir, id: &str) -> Value {
    lines(&at(folder, &["show", id, "--json"])).remove(0)
}

const SERBIA: [&str; 2] = ["SDN", "SRB"];

#[test]
fn a_rejected_position_is_set_aside_and_an_undoing_can_be_undone() {
    let folder = ledger();
    let (id, asserts, denies) = dispute(&folder, &SERBIA).expect("a dispute");
    assert_eq!((asserts, denies), (1, 1));
    let before = at(&folder, &["disputes", "--all", "--json"]);
    let ruling = entered(&folder, &["rule", "reject", "denied.txt:p1", "--by", "Ana"]);
    assert_eq!(dispute(&folder, &SERBIA), Some((id.clone(), 1, 0)));
    let text = at(&folder, &["show", &id]);
    assert!(text.contains("SET ASIDE") && text.contains("rejected by Ana on 20"), "{text}");
    let json = shown(&folder, &id);
    let [aside] = &json["set_aside"].as_array().expect("a list")[..] else { panic!("one: {json}") };
    assert_eq!(aside["position"]["stance"], "denies", "what the machine read is still there");
    assert_eq!(aside["people"]["rulings"][0]["verdict"], "rejected");

    let undone = entered(&folder, &["rule", "undo", &ruling[..6], "--by", "Ben"]);
    assert_eq!(at(&folder, &["disputes", "--all", "--json"]), before);
    assert!(refused(&folder, &["rule", "undo", &ruling, "--by", "Ben"]).contains("was undone by Ben before"));
    entered(&folder, &["rule", "undo", &undone, "--by", "Ana"]);
    assert_eq!(dispute(&folder, &SERBIA), Some((id, 1, 0)));
    let log = at(&folder, &["log"]);
    assert_eq!(log.lines().count(), 6, "three pages, a ruling, two undoings:\n{log}");
    assert!(at(&folder, &["verify"]).contains("2 decisions of people hold, 0 of them orphans"));
}

#[test]
fn an_edit_moves_sides_and_what_it_was_stays_visible() {
    let folder = ledger();
    let (id, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    at(
        &folder,
        &[
            "rule",
            "edit",
            "denied.txt:p1",
            "--stance",
            "confirms",
            "--stage",
            "agreed",
            "--holder",
            "SRB:GOV",
            "--by",
            "Ana",
        ],
    );
    assert_eq!(dispute(&folder, &SERBIA), Some((id.clone(), 2, 0)));
    let text = at(&folder, &["show", &id]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("corrected by Ana on 20") && flat.contains("stance was denies"), "{text}");
    let positions = shown(&folder, &id)["positions"].as_array().expect("a list").clone();
    let edited = positions.iter().find(|it| it["position"]["stance"] == "confirms").expect("the edited one");
    assert_eq!(
        (&edited["position"]["proposition"]["stage"], &edited["position"]["holder"]),
        (&"agreed".into(), &"SRB:GOV".into())
    );
    assert_eq!(edited["people"]["rulings"][0]["was"]["stance"], "denies");

    // To other parties: into another dispute.
    at(
        &folder,
        &["rule", "edit", "denied.txt:p1", "--supplier", "Belarus", "--stance", "denies", "--by", "Ana"],
    );
    assert_eq!(dispute(&folder, &SERBIA), Some((id, 1, 0)));
    assert_eq!(dispute(&folder, &["BLR", "SDN"]).map(|(_, asserts, denies)| (asserts, denies)), Some((1, 1)));

    // The words of a statement.
    at(&folder, &["rule", "edit", "denied.txt:s1", "--source", "The foreign ministry", "--by", "Ana"]);
    let found = at(&folder, &["search", "ministry", "sold", "--json"]);
    let hit = &lines(&found)[0];
    assert_eq!(hit["rulings"].as_array().expect("a list").len(), 3, "{hit}");
    at(&folder, &["rule", "accept", "asserted.txt:p1", "--by", "Ben"]);
    let (id, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    assert!(at(&folder, &["show", &id]).contains("confirmed by Ben on 20"));
    assert!(at(&folder, &["verify"]).starts_with("All is well"));

    for (wrong, words) in [
        (&["denied.txt:p1"][..], "nothing is to be changed"),
        (&["denied.txt:p1", "--stage", "imagined"], "is no stage"),
        (&["denied.txt:p9", "--stance", "denies"], "there is nothing at denied.txt:p9"),
        (&["nothing.txt:p1", "--stance", "denies"], "there is no page nothing.txt"),
        (&["denied.txt", "--stance", "denies"], "is no item"),
        (&["denied.txt:s1", "--stance", "denies"], "a statement has words only"),
        (&["denied.txt:s1", "--content", "never printed"], "does not stand on the page"),
        (&["denied.txt:p1", "--stance", "shrugs"], "none of the words"),
        (&["denied.txt:p1", "--supplier", "Atlantis"], "no party that is known"),
    ] {
        let told = refused(&folder, &[&["rule", "edit"], wrong, &["--by", "Ana"]].concat());
        assert!(told.contains(words), "{wrong:?}: {told}");
    }
    assert!(refused(&folder, &["rule", "reject", "denied.txt:p1"]).contains("--by"), "whose decision it is");
}

#[test]
fn disputes_are_merged_and_split() {
    let folder = ledger();
    let before = at(&folder, &["disputes", "--all", "--json"]);
    let (serbia, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    let (belarus, ..) = dispute(&folder, &["BLR", "SDN"]).expect("a dispute");
    let merge = entered(&folder, &["rule", "merge", &serbia, &belarus, "--by", "Ana"]);
    assert_eq!(dispute(&folder, &["BLR", "SDN", "SRB"]), Some((merge.clone(), 2, 1)));
    assert_eq!(lines(&at(&folder, &["disputes", "--all", "--json"])).len(), 1);
    assert!(at(&folder, &["show", &merge[..8]]).contains("merged by Ana on 20"));
    entered(&folder, &["rule", "undo", &merge, "--by", "Ana"]);
    assert_eq!(at(&folder, &["disputes", "--all", "--json"]), before);

    let split = entered(&folder, &["rule", "split", &serbia, "denied.txt:p1", "--by", "Ana"]);
    let one = shown(&folder, &split);
    assert_eq!(one["sides"]["denies"].as_array().expect("a list").len(), 1);
    assert_eq!(one["ruling"]["do"], "split");
    assert_eq!(shown(&folder, &serbia)["sides"]["denies"], serde_json::json!([]));
    assert!(
        refused(&folder, &["rule", "split", &serbia, "denied.txt:p1", "--by", "Ana"])
            .contains("is not in dispute")
    );
    assert!(refused(&folder, &["rule", "merge", &serbia, &serbia, "--by", "Ana"]).contains("two disputes"));
    assert!(at(&folder, &["verify"]).starts_with("All is well"));
}

#[test]
fn grades_notes_and_tags_stand_beside_what_they_are_on() {
    let folder = ledger();
    let (id, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    let holder = |folder: &TempDir| {
        let positions = shown(folder, &id)["positions"].as_array().expect("a list").clone();
        let denial =
            positions.iter().find(|it| it["position"]["stance"] == "denies").expect("a denial").clone();
        (
            denial["position"]["holder"].as_str().expect("a holder").to_owned(),
            denial["people"]["grade"].clone(),
        )
    };
    let (source, grade) = holder(&folder);
    assert_eq!(grade["code"], "F6", "what nobody graded");
    assert!(at(&folder, &["grade", &source]).starts_with("Nobody graded"));
    at(&folder, &["grade", &source, "D", "--by", "Ana"]);
    at(&folder, &["grade", &source, "c", "--by", "Ben"]);
    at(&folder, &["grade", "Harbour Courier", "B", "--by", "Ana"]);
    at(&folder, &["grade", "denied.txt:p1", "5", "--by", "Ana"]);
    let (_, grade) = holder(&folder);
    assert_eq!(grade["code"], "C5");
    let letters: Vec<&str> = grade["holder"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["text"].as_str().expect("a letter"))
        .collect();
    assert_eq!(letters, ["D", "C"], "with its history");
    assert_eq!(grade["outlet"][0]["text"], "B");
    let history = at(&folder, &["grade", &source]);
    assert!(history.contains("C, fairly reliable") && history.contains("D by Ana"), "{history}");
    assert_eq!(lines(&at(&folder, &["grade", &source, "--json"])).len(), 2);
    for (on, grade, words) in [
        ("denied.txt:p1", "B", "an item takes a digit"),
        (&source, "2", "a source takes a letter"),
        (&source, "Z", "no letter from A to F"),
        (&id, "2", "only sources and items are graded"),
        ("Nobody Daily", "B", "is no item"),
    ] {
        assert!(refused(&folder, &["grade", on, grade, "--by", "Ana"]).contains(words), "{on} {grade}");
    }

    at(&folder, &["note", &id, "ask", "the", "embassy", "--by", "Ana"]);
    at(&folder, &["note", "asserted.txt:p1", "on background", "--by", "Ben"]);
    at(&folder, &["tag", "asserted.txt:p1", "sudan", "rockets", "--by", "Ana"]);
    let text = at(&folder, &["show", &id]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in
        ["note by Ana on 20", "ask the embassy", "tagged: sudan, rockets", "on background", "graded C5"]
    {
        assert!(flat.contains(part), "{part} in:\n{text}");
    }
    let json = shown(&folder, &id);
    assert_eq!(json["people"]["notes"][0]["text"], "ask the embassy");
    assert!(at(&folder, &["verify"]).starts_with("All is well"));
}

#[test]
fn rulings_outlive_a_rebuild_and_the_log_has_everything() {
    let folder = ledger();
    let (id, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    at(&folder, &["rule", "edit", "denied.txt:p1", "--stance", "hedges", "--by", "Ana"]);
    at(&folder, &["rule", "reject", "other.txt:p1", "--by", "Ana"]);
    at(&folder, &["tag", &id, "open", "--by", "Ben"]);
    let all = |folder: &TempDir| {
        (at(folder, &["disputes", "--all", "--json"]), at(folder, &["show", &id, "--json"]))
    };
    let before = all(&folder);
    assert_eq!(at(&folder, &["rebuild"]), "3 pages read again.\n");
    assert_eq!(all(&folder), before);
    assert_eq!(at(&folder, &["rebuild", "--anew", "--threads", "2"]), "3 pages read again.\n");
    assert!(at(&folder, &["verify"]).contains("3 decisions of people hold, 0 of them orphans"));

    let log = lines(&at(&folder, &["log", "--json"]));
    let kinds: Vec<&str> = log.iter().map(|entry| entry["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["page", "page", "page", "ruling", "ruling", "tag"]);
    let on = &log[3]["decision"]["on"];
    assert_eq!(on["content"][0]["type"], "TextQuoteSelector");
    assert!(DENIED.contains(on["content"][0]["exact"].as_str().expect("words")));
    assert_eq!(lines(&at(&folder, &["log", "--json", "--since", "2020-01"])).len(), 6);
    assert_eq!(at(&folder, &["log", "--since", "2999"]), "");
    assert!(refused(&folder, &["log", "--since", "last week"]).contains("no date in EDTF"));
    assert_eq!(lines(&at(&folder, &["rule", "list", "--json"])).len(), 3);
    assert_eq!(at(&folder, &["rule", "list", "--orphans"]), "No decision is an orphan.\n");
}

#[test]
fn a_ledger_without_rulings_keeps_its_seal() {
    let folder = ledger();
    let hashes = |folder: &TempDir| -> Vec<String> {
        let log = lines(&at(folder, &["log", "--json"]));
        log.iter().map(|entry| entry["hash"].as_str().expect("a hash").to_owned()).collect()
    };
    let before = hashes(&folder);
    assert_eq!(before.len(), 3);
    at(&folder, &["rebuild"]);
    at(&folder, &["verify"]);
    at(&folder, &["grade", "Harbour Courier"]);
    assert_eq!(hashes(&folder), before, "nothing that only looks or derives enters the log");
    at(&folder, &["tag", "denied.txt", "seen", "--by", "Ana"]);
    assert_eq!(hashes(&folder)[..3], before[..], "what was there stays");
}

#[test]
fn searches_are_saved_by_name() {
    let folder = ledger();
    assert_eq!(at(&folder, &["searches"]), "No search is saved.\n");
    let first = at(&folder, &["search", "--save", "arms", "rockets", "--by", "Ana"]);
    assert!(first.contains("rockets"), "{first}");
    at(&folder, &["search", "--save", "arms", "tanks", "--by", "Ben"]);
    let again = at(&folder, &["search", "--saved", "arms"]);
    assert!(again.contains("[tanks]") && !again.contains("rockets"), "the later words: {again}");
    assert!(at(&folder, &["searches"]).starts_with("arms: tanks  (Ben, "));
    let id = lines(&at(&folder, &["searches", "--json"]))[0]["id"].as_str().expect("an id").to_owned();
    at(&folder, &["rule", "undo", &id, "--by", "Ana"]);
    assert!(at(&folder, &["searches"]).starts_with("arms: rockets  (Ana, "), "what stood there before");
    assert!(refused(&folder, &["search", "--saved", "none"]).contains("no search is saved under none"));
}

#[test]
fn diff_tells_what_the_later_pages_brought() {
    let folder = super::folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("asserted.txt", ASSERTED);
    at(&folder, &["add", "asserted.txt"]);
    let entry = lines(&at(&folder, &["log", "--json"])).remove(0);
    let first = entry["at"].as_str().expect("a time").to_owned();
    // Times are to the second: what comes now must be of a later one.
    let mut since = first.clone();
    while since == first {
        std::thread::sleep(Duration::from_millis(100));
        since = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    assert_eq!(at(&folder, &["diff", "--since", &since]), "Nothing new.\n");
    write("denied.txt", DENIED);
    write("other.txt", OTHER);
    at(&folder, &["add", "denied.txt", "other.txt"]);
    let news = lines(&at(&folder, &["diff", "--since", &since, "--json"]));
    let kinds: Vec<(&str, &str)> = news
        .iter()
        .map(|one| (one["news"].as_str().expect("a word"), one["title"].as_str().expect("a title")))
        .collect();
    assert!(
        kinds.iter().any(|(kind, title)| *kind == "first-denial" && title.contains("Serbia")),
        "{kinds:?}"
    );
    assert!(
        kinds.iter().any(|(kind, title)| *kind == "new-dispute" && title.contains("Belarus")),
        "{kinds:?}"
    );
    assert!(
        !kinds.iter().any(|(kind, title)| *kind == "new-dispute" && title.contains("Serbia")),
        "{kinds:?}"
    );
    let denial = news.iter().find(|one| one["news"] == "first-denial").expect("it is there");
    assert!(denial["holders"][0].as_str().is_some_and(|holder| holder.starts_with("SRB:GOV")), "{denial}");
    assert!(at(&folder, &["diff", "--since", &since]).contains("first denial: "));
    let all = lines(&at(&folder, &["diff", "--since", "2020", "--json"]));
    assert_eq!(all.iter().filter(|one| one["news"] == "new-dispute").count(), 2);
}

#[test]
fn a_rebuild_that_is_killed_goes_on_where_it_was() {
    let folder = super::folder();
    let pages = folder.path().join("pages");
    for number in 0..300 {
        super::write_page(&pages, number);
    }
    at(&folder, &["add", "pages"]);
    let before = at(&folder, &["disputes", "--all", "--json"]);
    let began = Instant::now();
    at(&folder, &["rebuild"]);
    let whole = began.elapsed();
    let mut broken_off = 0;
    for part in [0.4, 0.7, 0.9] {
        let mut command = gainsay(folder.path());
        command.args(["rebuild", "--ledger", "l.db"]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        std::thread::sleep(whole.mul_f64(part));
        broken_off += usize::from(child.try_wait().expect("asked").is_none());
        child.kill().ok();
        child.wait().expect("it ended");
    }
    assert!(broken_off > 0, "none was killed before its end");
    let told = at(&folder, &["rebuild"]);
    assert!(told.contains("pages read again"), "{told}");
    assert_eq!(at(&folder, &["disputes", "--all", "--json"]), before);
    assert!(at(&folder, &["verify"]).starts_with("All is well: 300 pages"));
}

#[test]
fn killed_while_people_decide_nothing_that_was_told_is_lost() {
    let folder = ledger();
    let mut told: Vec<String> = Vec::new();
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut cut = 0;
    let items = ["asserted.txt:p1", "denied.txt:p1", "other.txt:p1", "denied.txt:s1"];
    let mut whole = Duration::ZERO;
    for round in 0..40 {
        let verb = if round % 2 == 0 { "reject" } else { "accept" };
        let mut command = gainsay(folder.path());
        command.args(["rule", verb]).args(items).args(["--by", "Ana", "--ledger", "l.db"]);
        let began = Instant::now();
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        // The first is let be, to see how long it takes.
        if round > 0 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            std::thread::sleep(whole.mul_f64(1.2 * (random >> 40) as f64 / (1_u64 << 24) as f64));
            child.kill().ok();
        }
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let lines: Vec<String> = out.lines().map_while(Result::ok).collect();
        child.wait().expect("it ended");
        if round == 0 {
            whole = began.elapsed();
        }
        let ids = lines.iter().filter_map(|line| line.split_whitespace().next()).filter(|id| id.len() == 16);
        let before = told.len();
        told.extend(ids.map(str::to_owned));
        cut += usize::from(told.len() < before + items.len());
    }
    assert!(cut > 0 && told.len() > items.len(), "{cut} were cut, {} told", told.len());
    let kept = decisions(folder.path());
    assert!(told.iter().all(|id| kept.contains(id)), "{told:?} in {kept:?}");
    assert_eq!(kept.len() % items.len(), 0, "all of a command, or none");
    assert!(at(&folder, &["verify"]).starts_with("All is well"));
}

fn decisions(folder: &Path) -> Vec<String> {
    let text = done(folder, &["rule", "list", "--all", "--json", "--ledger", "l.db"]);
    lines(&text).iter().map(|decision| decision["id"].as_str().expect("an id").to_owned()).collect()
}

/// Six sentences that two papers print alike.
const PRINTED: &str = "Intelligence sources said that Serbia had delivered rockets to Sudan. The crates were counted at night by men \
who had come from the port, and the last of them was loaded before the morning bell rang over the empty quay and its cranes.";

#[test]
fn a_fold_that_is_rejected_counts_its_pages_for_themselves_until_that_is_undone() {
    let folder = super::folder();
    for (name, outlet) in [("one", "Harbour Courier"), ("two", "Danube Wire")] {
        fs::write(folder.path().join(format!("{name}.txt")), format!("{name} quay\n\n{PRINTED}\n"))
            .expect("a file");
        at(&folder, &["add", &format!("{name}.txt"), "--outlet", outlet]);
    }
    let (id, ..) = dispute(&folder, &SERBIA).expect("a dispute");
    let asserting = |folder: &TempDir| shown(folder, &id)["origins"]["asserts"].clone();
    let folded = asserting(&folder);
    let fold = folded["folds"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!((&folded["unnamed"], &folded["folds"][0]["ground"]), (&Value::from(1), &Value::from("words")));
    assert!(at(&folder, &["show", &id]).contains(&format!("(fold {})", &fold[..8])));

    assert!(refused(&folder, &["rule", "unfold", &id, "0000", "--by", "Ana"]).contains("has no fold 0000"));
    let ruling = entered(&folder, &["rule", "unfold", &id, &fold[..6], "--by", "Ana"]);
    let unfolded = asserting(&folder);
    assert_eq!((&unfolded["unnamed"], &unfolded["folds"]), (&Value::from(2), &serde_json::json!([])));
    let text = at(&folder, &["show", &id]);
    assert!(text.contains("count each for itself, by Ana on") && text.contains(&ruling), "{text}");
    assert_eq!(shown(&folder, &id)["unfolded"][0]["id"], ruling.as_str());
    assert!(at(&folder, &["log"]).contains(&format!("unfold {fold} (words)")));

    // It holds after a rebuild, and a third copy is folded with one of the two and not with both.
    at(&folder, &["rebuild", "--anew"]);
    assert_eq!(asserting(&folder), unfolded);
    fs::write(folder.path().join("three.txt"), format!("three quay\n\n{PRINTED}\n")).expect("a file");
    at(&folder, &["add", "three.txt", "--outlet", "Portside Monitor"]);
    let grown = asserting(&folder);
    assert_eq!(
        (&grown["unnamed"], &grown["folds"][0]["pages"].as_array().map(Vec::len)),
        (&Value::from(2), &Some(2))
    );
    assert!(at(&folder, &["verify"]).contains("1 decisions of people hold"));

    entered(&folder, &["rule", "undo", &ruling, "--by", "Ben"]);
    let again = asserting(&folder);
    assert_eq!(
        (&again["unnamed"], &again["folds"][0]["pages"].as_array().map(Vec::len)),
        (&Value::from(1), &Some(3))
    );
    assert_eq!(shown(&folder, &id)["unfolded"], serde_json::json!([]));
}

#[test]
fn a_ruling_reaches_the_copies_of_its_page_before_and_after_it() {
    let folder = super::folder();
    let add = |name: &str, outlet: &str| {
        fs::write(folder.path().join(format!("{name}.txt")), format!("{name} quay\n\n{PRINTED}\n"))
            .expect("a file");
        at(&folder, &["add", &format!("{name}.txt"), "--outlet", outlet]);
    };
    add("one", "Harbour Courier");
    add("two", "Danube Wire");
    // The same sentence in an article of its own is no copy.
    let own = format!("own quay\n\n{}\n", &PRINTED[..PRINTED.find(" The crates").expect("two sentences")]);
    fs::write(folder.path().join("own.txt"), own).expect("a file");
    at(&folder, &["add", "own.txt", "--outlet", "Coast Herald"]);
    let (id, asserts, _) = dispute(&folder, &SERBIA).expect("a dispute");
    assert_eq!(asserts, 3);
    let ruling = entered(&folder, &["rule", "reject", "two.txt:p1", "--by", "Ana"]);
    assert_eq!(dispute(&folder, &SERBIA), Some((id.clone(), 1, 0)), "the copy that came before");
    add("three", "Portside Monitor");
    assert_eq!(dispute(&folder, &SERBIA), Some((id.clone(), 1, 0)), "the copy that came after");
    assert_eq!(shown(&folder, &id)["set_aside"].as_array().map(Vec::len), Some(3));
    at(&folder, &["rebuild", "--anew"]);
    assert_eq!(dispute(&folder, &SERBIA), Some((id.clone(), 1, 0)));
    assert!(at(&folder, &["verify"]).contains("0 of them orphans"));
    entered(&folder, &["rule", "undo", &ruling, "--by", "Ben"]);
    assert_eq!(dispute(&folder, &SERBIA), Some((id, 4, 0)));
}
