//! Files that are no ledger, newer, cut, damaged, full, not to be written to: a clear sentence each, and nothing
//! lost.

mod common;

use common::{STORY, add, faults, packed, rebuild, reconcile};
use gainsay_ledger::{Filter, Ledger, LedgerError, Within};
use std::fs;
use std::path::{Path, PathBuf};

fn story() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&path).expect("opens");
    add(&mut ledger, &STORY);
    reconcile(&mut ledger);
    (folder, path)
}

/// Changes a ledger behind its back.
fn tamper(path: &Path, sql: &str) {
    let db = rusqlite::Connection::open(path).expect("opens");
    db.execute_batch(sql).expect("changed");
}

fn sentence(path: &Path) -> String {
    match Ledger::open(path) {
        Ok(_) => "opens".to_owned(),
        Err(error) => error.to_string().replace(&path.display().to_string(), "FILE"),
    }
}

#[test]
fn files_of_something_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    let long = "All work and no play makes a long text. ".repeat(1000);
    for bytes in [&b"short"[..], b"\x89PNG\r\n\x1a\n", long.as_bytes(), &[0; 4096]] {
        fs::write(&path, bytes).expect("written");
        assert_eq!(sentence(&path), "FILE is not a gainsay ledger", "{} bytes", bytes.len());
        assert!(matches!(Ledger::open_read_only(&path), Err(LedgerError::NotALedger { .. })));
        assert_eq!(fs::read(&path).expect("read"), bytes, "left as it was");
    }
    assert_eq!(sentence(folder.path()), "FILE is not a gainsay ledger");

    let other = folder.path().join("other.db");
    tamper(&other, "CREATE TABLE bookmarks (url TEXT)");
    let before = fs::read(&other).expect("read");
    assert_eq!(sentence(&other), "FILE is not a gainsay ledger");
    assert_eq!(fs::read(&other).expect("read"), before, "left as it was");

    let nowhere = folder.path().join("no such folder/ledger.db");
    let expected =
        format!("cannot make FILE: there is no folder {}", folder.path().join("no such folder").display());
    assert_eq!(sentence(&nowhere), expected);
    assert!(matches!(Ledger::open_read_only(folder.path().join("none")), Err(LedgerError::Missing { .. })));
    fs::write(&path, "").expect("written");
    assert_eq!(sentence(&path), "opens", "an empty file becomes a ledger");
}

#[test]
fn a_newer_format() {
    let (_folder, path) = story();
    tamper(&path, "PRAGMA user_version = 99");
    assert_eq!(sentence(&path), "FILE was made by a newer gainsay (format 99; this one reads up to 9)");
    assert!(matches!(Ledger::open_read_only(&path), Err(LedgerError::Newer { found: 99, .. })));
}

#[test]
fn a_file_that_was_cut_short() {
    let (folder, path) = story();
    let whole = fs::read(&path).expect("read");
    let cut = folder.path().join("cut.db");
    for length in [50, 100, 512, 5000, 8192, whole.len() / 2, whole.len() - 1] {
        fs::write(&cut, &whole[..length]).expect("written");
        // Either it is told when it is opened, or when it is looked at; it is never passed as sound.
        match Ledger::open(&cut) {
            Ok(ledger) => assert_ne!(faults(&ledger), [""; 0], "{length} bytes"),
            Err(error) => assert!(
                matches!(error, LedgerError::NotALedger { .. } | LedgerError::Damaged { .. }),
                "{length} bytes: {error}"
            ),
        }
        for side in ["cut.db-wal", "cut.db-shm"] {
            fs::remove_file(folder.path().join(side)).ok();
        }
    }
}

#[test]
fn damage_is_found_and_never_a_panic() {
    let (folder, path) = story();
    let whole = fs::read(&path).expect("read");
    let damaged = folder.path().join("damaged.db");
    let is_found = |at: usize, length: usize| {
        let mut bytes = whole.clone();
        bytes[at..at + length].iter_mut().for_each(|byte| *byte ^= 0x5A);
        fs::write(&damaged, &bytes).expect("written");
        let found = match Ledger::open(&damaged) {
            Ok(ledger) => !faults(&ledger).is_empty(),
            Err(_) => true,
        };
        for side in ["damaged.db-wal", "damaged.db-shm"] {
            fs::remove_file(folder.path().join(side)).ok();
        }
        found
    };
    for page in 0..whole.len() / 8192 {
        assert!(is_found(page * 8192, 8), "the head of page {page}");
        // Where rows lie, in pages that have any; the rest of a page may be anything.
        is_found(page * 8192 + 8100, 64);
        is_found(page * 8192 + 120, 64);
    }
}

#[test]
fn a_full_disk_takes_back_the_batch_and_nothing_else() {
    let (_folder, path) = story();
    let mut ledger = Ledger::open(&path).expect("opens");
    let size = fs::metadata(&path).expect("there").len();
    ledger.set_quota(size + 100_000).expect("set");
    let mut kept = 4;
    let error = 'full: {
        for round in 0..10_000 {
            let mut batch = ledger.batch().expect("a batch");
            for page in 0..3 {
                // Words that do not compress.
                let words: String = (0..200_u64)
                    .map(|n| {
                        format!(
                            "{:x} ",
                            (n + 1 + page * 1000 + round * 10_000).wrapping_mul(0x9E37_79B9_7F4A_7C15)
                        )
                    })
                    .collect();
                if let Err(error) = batch.add(&packed(&words, "full.txt")) {
                    assert!(matches!(batch.add(&packed("more", "full.txt")), Err(LedgerError::Over)));
                    assert!(matches!(batch.commit(), Err(LedgerError::Over)));
                    break 'full error;
                }
            }
            match batch.commit() {
                Ok(outcomes) => kept += outcomes.len() as u64,
                Err(error) => break 'full error,
            }
        }
        panic!("it never got full");
    };
    assert!(matches!(error, LedgerError::Full { .. }), "{error}");
    assert_eq!(error.to_string(), format!("there is no room left on the disk for {}", path.display()));
    assert!(kept > 4, "something went in before");
    assert_eq!(ledger.counts().expect("counts").pages, kept);
    assert_eq!(faults(&ledger), [""; 0]);
    ledger.set_quota(u64::MAX).expect("set");
    assert_eq!(add(&mut ledger, &["There is room again"]).len(), 1);
}

#[test]
fn opened_to_be_read_it_is_not_written_to() {
    let (_folder, path) = story();
    let mut ledger = Ledger::open_read_only(&path).expect("opens");
    assert!(matches!(ledger.batch(), Err(LedgerError::ReadOnly { .. })));
    assert_eq!(faults(&ledger), [""; 0], "it can be checked");
    assert_eq!(ledger.search("weapons", gainsay_ledger::Within::Pages, 5).expect("searched").len(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_and_folder_that_may_not_be_written_to() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const LEDGER: &str = "GAINSAY_TEST_LEDGER";
    if let Some(path) = std::env::var_os(LEDGER) {
        let path = PathBuf::from(path);
        assert_eq!(sentence(&path), "FILE cannot be written to");
        let ledger = Ledger::open_read_only(&path).expect("can be read");
        assert_eq!(faults(&ledger), [""; 0]);
        return;
    }
    let (folder, path) = story();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let mut child = std::process::Command::new(std::env::current_exe().expect("this binary"));
    child.args(["--exact", "a_file_and_folder_that_may_not_be_written_to"]).env(LEDGER, &path);
    // The permissions mean nothing to root, who can become nobody instead.
    if fs::OpenOptions::new().append(true).open(&path).is_ok() {
        child.uid(65534);
    }
    let output = child.output().expect("runs");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_was_changed_behind_its_back_is_found() {
    let drop_guards = "DROP TRIGGER page_is_fixed; DROP TRIGGER page_is_kept; DROP TRIGGER bytes_are_fixed;
        DROP TRIGGER log_is_fixed; DROP TRIGGER log_is_kept;";
    for (sql, expected) in [
        ("UPDATE page SET captured = '1999'", "is said to be of another time"),
        ("UPDATE page SET given_outlet = 'x' WHERE page = 2", "something else was given with page"),
        (
            "UPDATE page_part SET bytes = (SELECT bytes FROM page_part WHERE part = 2 << 20) WHERE part = 1 << 20",
            "its bytes are not",
        ),
        ("UPDATE page_part SET bytes = x'00' WHERE part = 1 << 20", "it is no compressed frame"),
        ("DROP TRIGGER bytes_are_kept; DELETE FROM page_part WHERE part = 1 << 20", "pages without bytes"),
        ("INSERT INTO page_part (part, bytes) VALUES (9 << 20, x'00')", "bytes of no page"),
        ("INSERT INTO page_part (part, bytes) VALUES ((1 << 20) + 1, x'00')", "cannot be read back"),
        ("UPDATE page SET length = 1 WHERE page = 1", "it is said to have 1 bytes"),
        ("UPDATE log SET payload = replace(payload, '2022', '2021') WHERE seq = 2", "log entry 2: its hash"),
        ("DELETE FROM log WHERE seq = 2", "log entry 3: its hash"),
        ("DELETE FROM log WHERE seq = 4", "there are 4 pages, and 3 in the log"),
        ("UPDATE reading SET reading = x'28B52FFD'", "it is no compressed frame"),
        ("DELETE FROM reading WHERE page = 3", "what was read from it is missing"),
        ("UPDATE article SET title = 'x' WHERE page = 1", "its row of article"),
        ("UPDATE article SET latest = 0 WHERE page = 1", "its rows of position"),
        ("UPDATE article SET statements = 2 WHERE page = 1", "cannot all be searched"),
        ("DELETE FROM statement_words WHERE rowid = 64", "cannot all be searched"),
        ("UPDATE position SET stance = 'denies' WHERE position < 2 * 1048576", "its rows of position"),
        ("UPDATE position SET rank = 1", "its gist would be another today"),
        ("UPDATE position SET rank = NULL", "its rows of position"),
        ("UPDATE voice SET positions = 7", "not heard as often"),
        ("UPDATE voice SET holder = 'XXX' WHERE voice = 1048576", "its rows of position"),
        ("UPDATE topic SET pages = 7", "not on as many pages"),
        ("UPDATE gist SET positions = x'00'", "it is no compressed frame"),
        ("UPDATE gist SET credits = 'x'", "its gist would be another today"),
        ("UPDATE gist SET published = '1999'", "its gist would be another today"),
        ("UPDATE gist SET sample = NULL", "its gist would be another today"),
        ("UPDATE gist SET sample = x'FFFF'", "its gist would be another today"),
        ("DELETE FROM gist", "positions of no page"),
        ("UPDATE item SET class = 'x'", "its rows of position"),
        ("DELETE FROM item", "its rows of position"),
        ("DELETE FROM topic_party", "the topic cannot be found by its parties"),
        ("UPDATE topic SET frame = 'x' WHERE topic = 1", "its rows of position"),
        ("UPDATE dispute SET contested = x'99'", "they would be others today"),
        ("UPDATE dispute SET asserts = 9", "the numbers of positions, holders or pages are wrong"),
        ("DELETE FROM dispute_record", "cannot be read back"),
        ("DELETE FROM dispute_record; DELETE FROM dispute", "they would be others today"),
        ("UPDATE article SET latest = 0", "another version of it is the latest"),
        ("UPDATE dispute_record SET record = x'00'", "cannot be read back"),
        ("DELETE FROM seen", "pages seen nowhere"),
        ("DELETE FROM page_words WHERE rowid = 1", "pages that cannot be searched"),
        ("PRAGMA foreign_keys = off; DELETE FROM page WHERE page = 1", "that is not there"),
        ("UPDATE statement_words_data SET block = x'00' WHERE id > 10", "the file is damaged"),
    ] {
        let (_folder, path) = story();
        tamper(&path, &format!("{drop_guards} {sql}"));
        let ledger = Ledger::open(&path).expect("opens");
        let faults = faults(&ledger);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{sql}: {faults:#?}");
    }
}

#[test]
fn what_asks_for_what_is_damaged_says_so() {
    let (_folder, path) = story();
    tamper(&path, "UPDATE gist SET sample = x'FFFF'");
    let mut ledger = Ledger::open(&path).expect("opens");
    let topic = ledger.positions(&Filter::default()).expect("a list")[0].topic.clone();
    let error = ledger.gists(&topic).expect_err("no gists");
    assert!(matches!(error, LedgerError::Unreadable { .. }), "{error}");
    rebuild(&mut ledger, |_| {});
    assert_eq!(faults(&ledger), [""; 0], "a rebuild makes it anew");

    let (_folder, path) = story();
    tamper(&path, "INSERT INTO statement_words (rowid, words, source) VALUES (-7, 'zebra', '')");
    let ledger = Ledger::open(&path).expect("opens");
    let error = ledger.search("zebra", Within::Statements, 9).expect_err("no finds");
    assert!(matches!(error, LedgerError::Damaged { .. }), "{error}");
}

#[test]
fn a_file_that_another_program_brought_forward_meanwhile_is_not_written_to() {
    let (_folder, path) = story();
    let mut ledger = Ledger::open(&path).expect("opens");
    tamper(&path, "PRAGMA user_version = 99");
    let Err(error) = ledger.batch() else { panic!("it begins") };
    assert!(matches!(error, LedgerError::Newer { found: 99, known: 9, .. }), "{error}");
    tamper(&path, "PRAGMA user_version = 9");
    ledger.batch().expect("nothing is left open");

    // As a program of format 7 spells it, which asks for no format when it writes.
    let db = rusqlite::Connection::open(&path).expect("opens");
    let error =
        db.prepare("INSERT INTO gist (page, id, runs, length, positions) VALUES (?1, ?2, ?3, ?4, ?5)");
    assert!(error.is_err_and(|error| error.to_string().contains("no column named runs")));
}

#[test]
fn the_kept_tables_are_guarded() {
    let (_folder, path) = story();
    let db = rusqlite::Connection::open(&path).expect("opens");
    for sql in [
        "DELETE FROM log",
        "UPDATE log SET kind = 'x'",
        "UPDATE page SET captured = ''",
        "DELETE FROM page_part",
    ] {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
}
