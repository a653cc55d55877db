//! What people decide: it changes what is shown, never what was read; it outlives a rebuild; nothing of it is lost.

mod common;

use common::{CAPTURED, STORY, add, faults, rebuild, reconcile};
use gainsay_ledger::{
    Anchor, Change, Decision, Deed, Filter, Grade, Ledger, LedgerError, PositionEntry, Reliability, Spot,
    Subject, Topic, Verdict, Within, page_id,
};
use gainsay_record::{Holder, Level, PageId, Stance};

fn story() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::open(folder.path().join("ledger.db")).expect("opens");
    add(&mut ledger, &STORY);
    reconcile(&mut ledger);
    (folder, ledger)
}

fn page(at: usize) -> PageId {
    page_id(STORY[at].as_bytes())
}

fn anchor(ledger: &Ledger, at: usize, spot: Spot) -> Anchor {
    Anchor::of(&ledger.reading(&page(at)).expect("a reading"), spot).expect("words")
}

fn position(ledger: &Ledger, at: usize) -> Anchor {
    anchor(ledger, at, Spot::Position(0))
}

fn decide(ledger: &mut Ledger, by: &str, deed: Deed) -> Decision {
    let mut batch = ledger.batch().expect("a batch");
    let decision = batch.decide(by, CAPTURED, deed).expect("decided");
    batch.commit().expect("committed");
    reconcile(ledger);
    assert_eq!(faults(ledger), [""; 0]);
    decision
}

fn undo(ledger: &mut Ledger, earlier: &Decision) -> Decision {
    decide(ledger, "Ben", Deed::Undo { decision: earlier.id.clone() })
}

/// Of each dispute its id, its parties, and how many positions assert and deny.
fn disputes(ledger: &Ledger) -> Vec<(String, String, u64, u64)> {
    let listed = ledger.disputes(&Filter::default()).expect("a list");
    let mut all: Vec<_> = listed
        .into_iter()
        .map(|entry| (entry.topic.parties.join(" "), entry.id, entry.sides[0].1, entry.sides[1].1))
        .map(|(parties, id, asserts, denies)| (id, parties, asserts, denies))
        .collect();
    all.sort_by(|a, b| (&a.1, a.2, a.3).cmp(&(&b.1, b.2, b.3)));
    all
}

fn sides(ledger: &Ledger) -> Vec<(String, u64, u64)> {
    disputes(ledger).into_iter().map(|(_, parties, asserts, denies)| (parties, asserts, denies)).collect()
}

fn row(ledger: &Ledger, at: usize) -> PositionEntry {
    let listed = ledger.positions(&Filter::default()).expect("a list");
    listed.into_iter().find(|entry| entry.at.page == page(at)).expect("a position")
}

fn two(parties: [(&str, u64, u64); 2]) -> Vec<(String, u64, u64)> {
    parties.map(|(parties, asserts, denies)| (parties.to_owned(), asserts, denies)).to_vec()
}

#[test]
fn a_rejected_position_leaves_its_dispute_and_an_undoing_brings_it_back() {
    let (_folder, mut ledger) = story();
    let before = disputes(&ledger);
    assert_eq!(sides(&ledger), two([("IRN RUS", 1, 1), ("PRK RUS", 1, 2)]));
    let on = position(&ledger, 2);
    let rejected = decide(&mut ledger, "Ana", Deed::Reject { on });
    assert_eq!(sides(&ledger), two([("IRN RUS", 1, 1), ("PRK RUS", 1, 1)]));
    assert_eq!(row(&ledger, 2).ruled.as_deref(), Some("rejected"));
    let ruled = ledger.ruled(&page(2)).expect("a reading");
    assert!(ruled.is_rejected(0));
    assert_eq!(ruled.reading, ledger.reading(&page(2)).expect("a reading"), "what was read is as it was");
    let topic = row(&ledger, 2).topic;
    assert_eq!(ledger.set_aside(&topic).expect("a list").len(), 1);

    let undone = undo(&mut ledger, &rejected);
    assert_eq!(disputes(&ledger), before);
    assert_eq!(row(&ledger, 2).ruled, None);
    let again = undo(&mut ledger, &undone);
    assert_eq!(sides(&ledger), two([("IRN RUS", 1, 1), ("PRK RUS", 1, 1)]), "an undoing can be undone");
    undo(&mut ledger, &again);
    assert_eq!(disputes(&ledger), before);
    assert_eq!(ledger.standing().expect("decisions").all().len(), 4, "nothing is ever deleted");

    let error = {
        let mut batch = ledger.batch().expect("a batch");
        batch.decide("Ben", CAPTURED, Deed::Undo { decision: rejected.id.clone() }).expect_err("it is undone")
    };
    assert!(matches!(error, LedgerError::Undone { .. }), "{error}");
    assert!(error.to_string().contains(&undone.id), "{error}");
}

#[test]
fn an_edit_moves_a_position_and_says_what_was_there() {
    let (_folder, mut ledger) = story();
    let on = position(&ledger, 2);
    let change = Change {
        stance: Some(Stance::Asserts),
        holder: Some(Holder::new("RUS:GOV")),
        stage: Some("agreed".to_owned()),
        ..Change::default()
    };
    decide(&mut ledger, "Ana", Deed::Edit { on: on.clone(), change: Box::new(change) });
    assert_eq!(sides(&ledger), two([("IRN RUS", 1, 1), ("PRK RUS", 2, 1)]));
    let edited = row(&ledger, 2);
    assert_eq!((edited.stance, edited.stage.as_deref()), (Stance::Asserts, Some("agreed")));
    assert_eq!((edited.holder, edited.ruled.as_deref()), (Some(Holder::new("RUS:GOV")), Some("corrected")));
    let ruled = ledger.ruled(&page(2)).expect("a reading");
    let [mark] = ruled.marks_on(0)[..] else { panic!("one mark: {:?}", ruled.marks) };
    let was = [("stance", "denies"), ("holder", "RUS:GOV:kremlin"), ("stage", "delivered")];
    assert_eq!(mark.verdict, Verdict::Corrected(was.map(|(field, was)| (field, was.to_owned())).to_vec()));
    assert_eq!(mark.by, "Ana");

    // Other parties: another topic.
    let change = Change {
        roles: vec![("supplier".to_owned(), "IRN".to_owned()), ("recipient".to_owned(), "RUS".to_owned())],
        parties: vec!["IRN".to_owned(), "RUS".to_owned()],
        ..Change::default()
    };
    let moved = decide(&mut ledger, "Ana", Deed::Edit { on: on.clone(), change: Box::new(change) });
    assert_eq!(sides(&ledger), two([("IRN RUS", 2, 1), ("PRK RUS", 1, 1)]));
    assert_eq!(row(&ledger, 2).roles["supplier"], "IRN");
    undo(&mut ledger, &moved);
    assert_eq!(sides(&ledger), two([("IRN RUS", 1, 1), ("PRK RUS", 2, 1)]), "the first edit still holds");

    decide(&mut ledger, "Ana", Deed::Accept { on });
    assert_eq!(row(&ledger, 2).ruled.as_deref(), Some("accepted"));
}

#[test]
fn the_words_of_a_statement_can_be_corrected_and_are_found() {
    let (_folder, mut ledger) = story();
    let on = anchor(&ledger, 1, Spot::Statement(0));
    let text = ledger.reading(&page(1)).expect("a reading").article.text;
    let quote = |words: &str| {
        let at = text.find(words).expect("there");
        gainsay_ledger::Quote::of(
            &text,
            gainsay_record::Span::new(&text, at, at + words.len()).expect("a span"),
        )
    };
    assert_eq!(ledger.search("said", Within::Statements, 5).expect("found").len(), 0);
    let content =
        ["we have never exported weapons", "It said so."].map(|words| quote(words).expect("a quote"));
    let change = Change { content: content.to_vec(), ..Change::default() };
    let edit = decide(&mut ledger, "Ana", Deed::Edit { on, change: Box::new(change) });
    let [hit] = &ledger.search("said", Within::Statements, 5).expect("found")[..] else { panic!("one find") };
    assert_eq!(hit.page, page(1));
    let ruled = ledger.ruled(&page(1)).expect("a reading");
    let words: Vec<_> = ruled.reading.statements[0].content.iter().map(|span| span.of(&text)).collect();
    assert_eq!(words, ["we have never exported weapons", "It said so."]);
    undo(&mut ledger, &edit);
    assert_eq!(ledger.search("said", Within::Statements, 5).expect("found").len(), 0);
}

#[test]
fn rulings_are_replayed_at_a_rebuild_and_those_without_words_are_orphans() {
    let (_folder, mut ledger) = story();
    let reject = Deed::Reject { on: position(&ledger, 2) };
    decide(&mut ledger, "Ana", reject);
    let note = Deed::Note { on: Subject::Item(position(&ledger, 3)), text: "see the letter".to_owned() };
    decide(&mut ledger, "Ana", note);
    let before = disputes(&ledger);
    rebuild(&mut ledger, |_| {});
    assert_eq!(disputes(&ledger), before);
    assert_eq!(faults(&ledger), [""; 0]);
    assert_eq!(ledger.orphans().expect("a list"), []);

    // A reader that no longer finds the statement of the third page.
    rebuild(&mut ledger, |reading| {
        if reading.article.id == page(2) {
            (reading.statements, reading.provenance, reading.positions) = (vec![], vec![], vec![]);
        }
    });
    let orphans = ledger.orphans().expect("a list");
    assert_eq!(orphans.iter().map(|orphan| orphan.deed.verb()).collect::<Vec<_>>(), ["reject"]);
    assert_eq!(ledger.ruled(&page(2)).expect("a reading").orphans, [orphans[0].id.clone()]);

    // One that reads a position at another level: what was rejected is not there, and nothing else is hit.
    rebuild(&mut ledger, |reading| {
        if reading.article.id == page(2) {
            reading.positions[0].level = Level::Report;
        }
    });
    assert_eq!(ledger.orphans().expect("a list").len(), 1);
    assert_eq!(row(&ledger, 2).ruled, None);

    // And the first one again: the ruling holds as on its first day.
    rebuild(&mut ledger, |_| {});
    assert_eq!(disputes(&ledger), before);
    assert_eq!(ledger.orphans().expect("a list"), []);
}

#[test]
fn disputes_are_split_and_merged_under_the_rulings_id() {
    let (_folder, mut ledger) = story();
    let before = disputes(&ledger);
    let topic = |parties: [&str; 2]| Topic {
        frame: "arms-transfer".to_owned(),
        parties: parties.map(str::to_owned).to_vec(),
        ruling: None,
    };
    let split = Deed::Split {
        dispute: topic(["PRK", "RUS"]),
        positions: vec![position(&ledger, 0), position(&ledger, 1)],
    };
    let split = decide(&mut ledger, "Ana", split);
    let [_, (id, parties, 1, 1)] = &disputes(&ledger)[..] else { panic!("{:?}", disputes(&ledger)) };
    assert_eq!((id, &**parties), (&split.id, "PRK RUS"), "what is left has no side that asserts");
    undo(&mut ledger, &split);
    assert_eq!(disputes(&ledger), before);

    let merge = Deed::Merge { disputes: vec![topic(["IRN", "RUS"]), topic(["PRK", "RUS"])] };
    let merge = decide(&mut ledger, "Ana", merge);
    assert_eq!(disputes(&ledger), [(merge.id.clone(), "IRN PRK RUS".to_owned(), 2, 3)]);
    // What comes later is in it too, and whatever order it is read in again.
    add(&mut ledger, &["A new page\nUSA:GOV asserts IRN RUS drones: hundreds were sent\n"]);
    reconcile(&mut ledger);
    assert_eq!(disputes(&ledger), [(merge.id.clone(), "IRN PRK RUS".to_owned(), 3, 3)]);
    assert_eq!(faults(&ledger), [""; 0]);
    rebuild(&mut ledger, |_| {});
    assert_eq!(disputes(&ledger), [(merge.id.clone(), "IRN PRK RUS".to_owned(), 3, 3)]);

    // A split of what was merged goes with the merge.
    let merged = row(&ledger, 0).topic;
    let split = Deed::Split { dispute: merged, positions: vec![position(&ledger, 0), position(&ledger, 1)] };
    let split = decide(&mut ledger, "Ana", split);
    assert_eq!(sides(&ledger), two([("IRN PRK RUS", 1, 1), ("IRN PRK RUS", 2, 2)]));
    undo(&mut ledger, &merge);
    assert_eq!(sides(&ledger), two([("IRN RUS", 2, 1), ("PRK RUS", 1, 2)]));
    undo(&mut ledger, &split);
    assert_eq!(sides(&ledger), two([("IRN RUS", 2, 1), ("PRK RUS", 1, 2)]));
}

#[test]
fn grades_have_a_history_and_source_and_item_are_judged_apart() {
    let (_folder, mut ledger) = story();
    let source = Subject::Holder(Holder::new("USA:SPY"));
    let item = Subject::Item(position(&ledger, 0));
    let grade = |on: &Subject, grade| Deed::Grade { on: on.clone(), grade };
    decide(&mut ledger, "Ana", grade(&source, Grade::Reliability(Reliability::C)));
    let second = decide(&mut ledger, "Ben", grade(&source, Grade::Reliability(Reliability::B)));
    decide(&mut ledger, "Ana", grade(&item, Grade::Credibility(2)));
    let given = |ledger: &Ledger, on: &Subject| -> Vec<String> {
        let standing = ledger.standing().expect("decisions");
        standing.grades(on).map(|(decision, grade)| format!("{grade} {}", decision.by)).collect()
    };
    assert_eq!(given(&ledger, &source), ["C Ana", "B Ben"]);
    assert_eq!(given(&ledger, &item), ["2 Ana"]);
    undo(&mut ledger, &second);
    assert_eq!(given(&ledger, &source), ["C Ana"], "what was taken back counts no more");
    let reading = ledger.reading(&page(0)).expect("a reading");
    let remarks = ledger.remarks(&reading).expect("a list");
    assert_eq!(remarks.iter().map(|(spot, _)| *spot).collect::<Vec<_>>(), [Spot::Position(0)]);
}

#[test]
fn what_is_not_committed_was_never_decided() {
    let (_folder, mut ledger) = story();
    let seal = ledger.seal().expect("a seal");
    let before = disputes(&ledger);
    {
        let on = position(&ledger, 0);
        let mut batch = ledger.batch().expect("a batch");
        batch.decide("Ana", CAPTURED, Deed::Reject { on }).expect("decided");
        assert_eq!(batch.ledger().standing().expect("decisions").all().len(), 1);
    }
    assert_eq!(ledger.standing().expect("decisions").all(), []);
    assert_eq!((ledger.seal().expect("a seal"), disputes(&ledger)), (seal, before));
    let on = position(&ledger, 1);
    decide(&mut ledger, "Ben", Deed::Accept { on });
    let standing = ledger.standing().expect("decisions");
    assert_eq!(standing.all()[0].by, "Ben", "and not what was taken back under the same number");
}

#[test]
fn a_ruling_that_was_tampered_with_is_found() {
    let (folder, mut ledger) = story();
    let on = position(&ledger, 0);
    decide(&mut ledger, "Ana", Deed::Accept { on });
    drop(ledger);
    let path = folder.path().join("ledger.db");
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute_batch(
        "DROP TRIGGER log_is_fixed; UPDATE log SET payload = replace(payload, 'accept', 'reject') WHERE kind = 'ruling'",
    )
    .expect("changed");
    drop(db);
    let ledger = Ledger::open(&path).expect("opens");
    let found = faults(&ledger);
    assert!(found.iter().any(|fault| fault.contains("its hash does not follow")), "{found:?}");
    assert!(found.iter().any(|fault| fault.contains("rows of position")), "{found:?}");
}

#[test]
fn a_rebuild_goes_on_where_it_was_left() {
    let (_folder, mut ledger) = story();
    let next = |ledger: &Ledger, reader: &str| -> Vec<PageId> {
        let pages = ledger.to_rebuild(reader, 2, u64::MAX).expect("pages");
        pages.iter().map(|page| page.id).collect()
    };
    assert_eq!(next(&ledger, "one"), [page(0), page(1)]);
    let mut batch = ledger.batch().expect("a batch");
    batch.rebuilt_to("one", &page(1)).expect("noted");
    batch.commit().expect("committed");
    assert_eq!((ledger.rebuilt("one").expect("pages"), next(&ledger, "one")), (2, vec![page(2), page(3)]));
    assert_eq!(
        (ledger.rebuilt("another").expect("pages"), next(&ledger, "another")),
        (0, vec![page(0), page(1)])
    );
    let mut batch = ledger.batch().expect("a batch");
    batch.rebuilt_to("one", &page(3)).expect("noted");
    batch.rebuilt_all().expect("noted");
    batch.commit().expect("committed");
    assert_eq!(ledger.stale().expect("topics").len(), 2, "every dispute is worked out again");
    assert_eq!(next(&ledger, "one"), [page(0), page(1)], "the next one begins with the first page");
}

#[test]
fn a_ruling_reaches_the_versions_of_its_page_that_have_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::open(folder.path().join("ledger.db")).expect("opens");
    let first = "Talks\nurl https://example.org/talks\nUSA:GOV asserts PRK RUS shells: millions were sent\n";
    let later = "Talks go on\nurl https://example.org/talks\nUSA:GOV asserts PRK RUS shells: millions were sent\n\
        RUS:GOV denies PRK RUS shells: none was\n";
    add(&mut ledger, &[first]);
    reconcile(&mut ledger);
    let reading = ledger.reading(&page_id(first.as_bytes())).expect("a reading");
    let on = Anchor::of(&reading, Spot::Position(0)).expect("words");
    let rejection = decide(&mut ledger, "Ana", Deed::Reject { on });
    add(&mut ledger, &[later]);
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
    let ruled = |ledger: &Ledger, text: &str| -> Vec<Option<String>> {
        let all = ledger.positions(&Filter::default()).expect("a list");
        let own = all.into_iter().filter(|position| position.at.page == page_id(text.as_bytes()));
        own.map(|position| position.ruled).collect()
    };
    let rejected = || Some("rejected".to_owned());
    assert_eq!(ruled(&ledger, first), [rejected()]);
    assert_eq!(ruled(&ledger, later), [rejected(), None]);
    undo(&mut ledger, &rejection);
    assert_eq!(ruled(&ledger, later), [None, None]);
    assert_eq!(sides(&ledger), [("PRK RUS".to_owned(), 1, 1)]);
}
