//! What was reported is there, whatever happens to the process; and processes wait for one another.
//!
//! The tests that need a second process start this same binary again, for the one test that they are in, with the
//! ledger's path in an environment variable; that test then does the second process's work and nothing else.

mod common;

use common::{add, faults, packed, reconcile};
use gainsay_ledger::{Ledger, LedgerError};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LEDGER: &str = "GAINSAY_TEST_LEDGER";
const NAME: &str = "GAINSAY_TEST_NAME";

/// A process that runs `test` on the ledger at `path`.
fn start(test: &str, path: &Path, name: &str) -> Child {
    Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", test, "--nocapture", "--test-threads", "1"])
        .env(LEDGER, path)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts")
}

/// The path given to such a process, and its name.
fn given() -> Option<(PathBuf, String)> {
    Some((std::env::var_os(LEDGER)?.into(), std::env::var(NAME).ok()?))
}

fn text(name: &str, number: usize) -> String {
    let act = if number.is_multiple_of(2) { "asserts" } else { "denies" };
    format!(
        "Page {number} of {name}\nUSA:GOV {act} PRK RUS shells: words of {name}\n{}",
        "filling ".repeat(number % 700)
    )
}

/// Adds pages in batches of up to seven, and says of each that it is in, when it is.
fn add_and_report(path: &Path, name: &str, pages: usize) {
    let mut ledger = Ledger::open(path).expect("opens");
    let mut out = std::io::stdout();
    let mut number = 0;
    while number < pages {
        let mut batch = ledger.batch().expect("a batch");
        for _ in 0..1 + number % 7 {
            batch.add(&packed(&text(name, number), &format!("{name}/{number}"))).expect("added");
            number += 1;
        }
        for outcome in batch.commit().expect("committed") {
            writeln!(out, "\nadded {} {}", outcome.page, outcome.path).expect("reported");
        }
        out.flush().expect("reported");
        if number % 5 == 0 {
            reconcile(&mut ledger);
        }
    }
}

/// The ids that a process reported, until it ended.
fn reported(child: &mut Child) -> Vec<String> {
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let lines = out.lines().map_while(Result::ok);
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            let id = (words.next() == Some("added")).then(|| words.next()).flatten()?;
            // The last line may be cut; the path stands after the id, so an id that has one is whole.
            words.next().map(|_| id.to_owned())
        })
        .collect()
}

fn assert_there(ledger: &Ledger, ids: &[String]) {
    for id in ids {
        assert_eq!(
            ledger.pages_starting(id, 2).expect("asked").len(),
            1,
            "{id} was reported and is not there"
        );
    }
}

#[test]
fn killed_at_random_moments() {
    if let Some((path, name)) = given() {
        add_and_report(&path, &name, usize::MAX);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let began = Instant::now();
    let mut all = Vec::new();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..20 {
        // Xorshift: moments spread over the first 400 ms, creation of the file included.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let moment = Duration::from_micros(random % 400_000);
        let mut child = start("killed_at_random_moments", &path, &format!("round {round}"));
        std::thread::sleep(moment);
        child.kill().expect("killed");
        all.extend(reported(&mut child));
        child.wait().expect("ended");
        if path.exists() {
            let ledger = Ledger::open(&path).expect("opens after a kill");
            assert_there(&ledger, &all);
            // The whole check on some rounds only: it grows with the ledger.
            if round % 5 == 4 {
                assert_eq!(faults(&ledger), [""; 0], "after round {round}");
            }
        }
        assert!(began.elapsed() < Duration::from_secs(120), "this takes too long");
    }
    assert!(all.len() > 20, "only {} pages were reported: the test shows nothing", all.len());
    let mut ledger = Ledger::open(&path).expect("opens");
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn two_processes_add_at_once() {
    if let Some((path, name)) = given() {
        add_and_report(&path, &name, 60);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    // There is no file yet: they also make it at once.
    let path = folder.path().join("ledger.db");
    let mut children = ["one", "two", "three"].map(|name| start("two_processes_add_at_once", &path, name));
    let ids: Vec<_> = children.iter_mut().flat_map(reported).collect();
    for child in &mut children {
        assert!(child.wait().expect("ended").success());
    }
    assert!(ids.len() >= 180, "{}", ids.len());
    let mut ledger = Ledger::open(&path).expect("opens");
    assert_there(&ledger, &ids);
    assert_eq!(ledger.counts().expect("counts").pages, ids.len() as u64);
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn who_waits_too_long_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut one = Ledger::open(&path).expect("opens");
    let mut other = Ledger::open(&path).expect("opens beside it");
    other.set_patience(Duration::from_millis(50)).expect("set");
    let mut batch = one.batch().expect("a batch");
    batch.add(&packed("A page", "a.txt")).expect("added");
    let Err(error) = other.batch() else { panic!("two wrote at once") };
    assert!(matches!(error, LedgerError::Locked { .. }));
    let sentence =
        format!("{} is being written to by another process; try again when it is done", path.display());
    assert_eq!(error.to_string(), sentence);
    assert_eq!(other.counts().expect("readers do not wait").pages, 0);
    batch.commit().expect("committed");
    assert_eq!(other.counts().expect("counts").pages, 1);
    assert_eq!(add(&mut other, &["Another page"]).len(), 1);
}
