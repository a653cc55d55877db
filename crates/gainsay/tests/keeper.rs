//! A ledger in the hands of a keeper: what was told is there, and disputes are those of all pages, whatever happened.

use gainsay::ledger::{Filter, Given as Beside, Ledger, LedgerError, NewPage, Packer};
use gainsay::{Adding, Given, Keeper, KeeperError, Known, Progress, Reader, Source, wire};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const HOW: fn() -> Adding = || Adding {
    known: Known::default(),
    threads: NonZeroUsize::new(2).expect("two"),
    now: || "2026-01-01T00:00:00Z".to_owned(),
};

fn page(number: usize) -> String {
    let claim = if number.is_multiple_of(2) {
        "The State Department said that Serbia had delivered rockets to Sudan."
    } else {
        "The foreign ministry of Serbia denied that it had sold rockets to Sudan."
    };
    format!(
        "A day in town {number}\n\n{claim}\n\nThe mayor said that market {number} would open on Monday.\n"
    )
}

fn written(folder: &Path, numbers: std::ops::Range<usize>) -> Vec<Source> {
    let write = |number: usize| {
        let path = folder.join(format!("{number:04}.txt"));
        std::fs::write(&path, page(number)).expect("a file");
        Source::File(path)
    };
    numbers.map(write).collect()
}

/// Adds pages as a process would that is killed before it works out their disputes.
fn add_and_die(path: &Path, numbers: std::ops::Range<usize>) {
    let reader = Reader::shipped();
    let mut ledger = Ledger::open(path).expect("opens");
    let mut batch = ledger.batch().expect("a batch");
    for number in numbers {
        let bytes = page(number).into_bytes();
        let given = Given { name: Some("page.txt"), ..Given::default() };
        let reading = reader.read(&bytes, &given).expect("read");
        let beside = Beside { name: Some("page.txt".to_owned()), ..Beside::default() };
        let new = NewPage {
            bytes: &bytes,
            reading: &reading,
            imprint: &reader.imprint(&reading),
            given: &beside,
            path: "page.txt",
            captured: "now",
        };
        batch.add(&Packer::new().pack(&new).expect("packed")).expect("added");
    }
    batch.commit().expect("committed");
}

fn disputes(keeper: &Keeper) -> Vec<String> {
    let listed = keeper.disputes(&Filter::default(), false).expect("a list");
    let one = |id: &str| wire::line(&wire::Dispute::from(&keeper.dispute(id).expect("a dispute")));
    listed.iter().map(|entry| format!("{:?} {} {}", entry.holders, entry.pages, one(&entry.id))).collect()
}

fn ledger() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    (folder, path)
}

#[test]
fn disputes_that_a_killed_process_left_are_worked_out_by_who_asks() {
    let (folder, path) = ledger();
    let mut whole = Keeper::open(folder.path().join("whole.db")).expect("opens");
    whole.add(&written(folder.path(), 0..6), &HOW(), |_| {}).expect("added");
    let wanted = disputes(&whole);
    assert_eq!(wanted.len(), 1, "{wanted:?}");

    add_and_die(&path, 0..6);
    let keeper = Keeper::open_to_read(&path).expect("opens");
    assert_eq!(keeper.ledger().stale().expect("topics").len(), 1);
    assert_eq!(disputes(&keeper), wanted);
    assert_eq!(keeper.ledger().stale().expect("topics"), [], "and kept");
    assert_eq!(keeper.verify(NonZeroUsize::MIN, |_| {}).expect("checked"), []);
}

#[test]
fn a_ledger_that_cannot_be_written_to_answers_all_the_same() {
    let (folder, path) = ledger();
    let mut whole = Keeper::open(folder.path().join("whole.db")).expect("opens");
    whole.add(&written(folder.path(), 0..7), &HOW(), |_| {}).expect("added");
    let wanted = disputes(&whole);

    add_and_die(&path, 0..3);
    // The first disputes are settled, and then more comes.
    assert_eq!(disputes(&Keeper::open_to_read(&path).expect("opens")).len(), 1);
    add_and_die(&path, 3..7);
    let mut other = Ledger::open(&path).expect("opens");
    let writing = other.batch().expect("another process writes");
    let keeper = Keeper::open_to_read(&path).expect("opens");
    let listed = keeper.disputes(&Filter::default(), false).expect("a list");
    assert_eq!((listed.len(), listed[0].pages), (1, 7));
    let entry = &whole.disputes(&Filter::default(), false).expect("a list")[0];
    assert_eq!(&listed[0], entry, "as it would be kept");
    let dispute = keeper.dispute(&listed[0].id[..6]).expect("a dispute");
    assert!(wanted[0].ends_with(&wire::line(&wire::Dispute::from(&dispute))));
    let none = Filter { party: Some("PRK".to_owned()), ..Filter::default() };
    assert_eq!(keeper.disputes(&none, true).expect("a list"), []);
    assert_eq!(keeper.ledger().stale().expect("topics").len(), 1, "nothing was written");
    drop(writing);
}

#[test]
fn a_full_disk_ends_it_with_a_clear_sentence_and_what_was_told_is_there() {
    let (folder, path) = ledger();
    let mut keeper = Keeper::open(&path).expect("opens");
    keeper.ledger_mut().set_quota(600_000).expect("set");
    let sources = written(folder.path(), 0..2_000);
    let mut told = Vec::new();
    let ended = keeper.add(&sources, &HOW(), |progress| {
        if let Progress::Page(_, Ok(taken)) = progress {
            told.push(taken.page);
        }
    });
    let error = ended.expect_err("it gets full");
    assert!(matches!(error, KeeperError::Ledger(LedgerError::Full { .. })), "{error}");
    assert_eq!(error.to_string(), format!("there is no room left on the disk for {}", path.display()));
    assert!(std::error::Error::source(&error).is_some(), "what the database said");
    drop(keeper);
    let keeper = Keeper::open_to_read(&path).expect("opens");
    assert_eq!(keeper.ledger().counts().expect("counts").pages, told.len() as u64);
    assert!(told.iter().all(|page| keeper.ledger().contains(page).expect("asked")));
    assert_eq!(keeper.verify(NonZeroUsize::MIN, |_| {}).expect("checked"), []);
}

#[test]
fn an_id_may_be_cut_short_and_a_wrong_one_is_told() {
    let (folder, path) = ledger();
    let mut keeper = Keeper::open(&path).expect("opens");
    keeper.add(&written(folder.path(), 0..2), &HOW(), |_| {}).expect("added");
    let id = keeper.disputes(&Filter::default(), true).expect("a list")[0].id.clone();
    assert_eq!(keeper.dispute(&id.to_uppercase()[..5]).expect("found").id, id);
    for wrong in ["", "zz", "%", "0000000000000000"] {
        let error = keeper.dispute(wrong).expect_err("none");
        assert!(matches!(error, KeeperError::NoSuchDispute { .. }), "{wrong}: {error}");
    }
}
