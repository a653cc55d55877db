//! Ledgers of every format that was released are opened, brought forward, and whole.

mod common;

use common::{STORY, add, faults, rebuild, reconcile};
use gainsay_ledger::{Deed, Filter, Ledger, LedgerError, Spot};
use std::path::{Path, PathBuf};

/// The seal of format 1's file, as it was when the file was made.
const SEAL_1: &str = "4:57cc15b91a3dde1d3f327fc2b7fcc20f0af4b9fcc195e7d04c516b64aaec7087";

/// And of format 2's.
const SEAL_2: &str = "6:ce8214496a7482e5d86ef891944eac22d529234bc48c41a5838ccf046ffdebef";

/// And of format 3's.
const SEAL_3: &str = "6:32f5f6e77af003146aea97881bbdd0c8295798d516392a82e6e09da13859dd3e";

/// And of format 4's.
const SEAL_4: &str = "7:81708ab20249199b8063a2441a9121c1cbc30a18f399141d28e62557893888f6";

/// And of the formats 6 to 8.
const SEAL_6: &str = "5:db492f0880b3c03095aab03e8b428a2cf180f659b6c537dfee63d83b1dc17db1";

fn stored(format: u32, folder: &Path) -> PathBuf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/formats/{format}.db.zst"));
    let frame = std::fs::read(file).expect("the file");
    let length = zstd_safe::get_frame_content_size(&frame).ok().flatten().expect("a length");
    let mut bytes = Vec::with_capacity(length as usize);
    zstd_safe::decompress(&mut bytes, &frame).expect("reads back");
    let path = folder.join(format!("{format}.db"));
    std::fs::write(&path, bytes).expect("written");
    path
}

/// Every table and index with its columns, however it came about.
fn layout(path: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(path).expect("opens");
    let mut query = db
        .prepare(
            "SELECT schema.type || ' ' || schema.name || ' ' || schema.tbl_name || ' '
                || coalesce((SELECT group_concat(name || ' ' || type || ' ' || \"notnull\" || ' ' || pk, ', ')
                    FROM (SELECT * FROM pragma_table_info(schema.name) ORDER BY name)), '')
            FROM sqlite_schema AS schema WHERE schema.name NOT LIKE 'sqlite_%' ORDER BY 1",
        )
        .expect("a query");
    query.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows")
}

#[test]
fn format_1_is_brought_forward_with_all_that_it_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(1, folder.path());
    let mut ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_1, "the log is as it was");
    // What was derived then is not what is derived today; what was kept is, and a rebuild derives the rest.
    reconcile(&mut ledger);
    let kept =
        |fault: &String| !fault.ends_with("it is read otherwise today") && !fault.contains("its gist would");
    assert_eq!(faults(&ledger).into_iter().filter(kept).collect::<Vec<_>>(), [""; 0]);
    rebuild(&mut ledger, |_| {});
    assert_eq!(faults(&ledger), [""; 0]);
    let fresh_path = folder.path().join("fresh.db");
    let mut fresh = Ledger::open(&fresh_path).expect("opens");
    add(&mut fresh, &STORY);
    reconcile(&mut fresh);
    let all = Filter::default();
    assert_eq!(ledger.disputes(&all).expect("a list"), fresh.disputes(&all).expect("a list"));
    assert_eq!(ledger.positions(&all).expect("a list"), fresh.positions(&all).expect("a list"));
    assert_eq!(fresh.seal().expect("a seal").to_string(), SEAL_1, "the same pages have the same seal today");

    // And it can be decided on.
    let at = ledger.positions(&all).expect("a list")[0].at;
    let reading = ledger.reading(&at.page).expect("a reading");
    let on = gainsay_ledger::Anchor::of(&reading, Spot::Position(at.position)).expect("words");
    let mut batch = ledger.batch().expect("a batch");
    batch.decide("Ana", common::CAPTURED, Deed::Reject { on }).expect("decided");
    batch.commit().expect("committed");
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
    drop((ledger, fresh));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_2_is_brought_forward_with_what_people_decided() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(2, folder.path());
    let mut ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_2, "the log is as it was");
    let all = Filter::default();
    let rejected = |ledger: &Ledger| -> Vec<Option<String>> {
        ledger.positions(&all).expect("a list").into_iter().map(|position| position.ruled).collect()
    };
    assert_eq!(rejected(&ledger).iter().flatten().collect::<Vec<_>>(), ["rejected"]);
    assert_eq!(ledger.standing().expect("decisions").all().len(), 2);
    assert_eq!(ledger.without_imprint(9).expect("asked").len(), 4, "what that format did not know");
    rebuild(&mut ledger, |_| {});
    assert_eq!(ledger.without_imprint(9).expect("asked"), []);
    assert_eq!(faults(&ledger), [""; 0]);
    assert_eq!(rejected(&ledger).iter().flatten().collect::<Vec<_>>(), ["rejected"]);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_3_is_brought_forward_with_how_sure_the_machine_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(3, folder.path());
    let ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_3, "the log is as it was");
    assert_eq!(faults(&ledger), [""; 0]);
    let sure: Vec<f32> =
        ledger.positions(&Filter::default()).expect("a list").iter().map(|it| it.confidence).collect();
    assert_eq!(sure, [0.333; 5]);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
    let db = rusqlite::Connection::open(&path).expect("opens");
    let rows: Vec<i64> = db
        .prepare("SELECT DISTINCT confidence FROM position")
        .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
        .expect("rows");
    assert_eq!(rows, [333]);
}

#[test]
fn format_4_is_brought_forward_with_the_version_that_was_published_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(4, folder.path());
    let all = Filter::default();
    let published = |ledger: &Ledger| -> Vec<String> {
        let positions = ledger.positions(&all).expect("a list").into_iter().filter(|it| it.latest);
        positions.filter_map(|it| it.published).map(|date| date.to_string()).collect()
    };
    let mut ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_4, "the log is as it was");
    // In that format the version of the tenth counted, which was taken in last.
    assert_eq!(published(&ledger), ["2022-09-12"]);
    let rejected: Vec<_> =
        ledger.positions(&all).expect("a list").into_iter().filter_map(|it| it.ruled).collect();
    assert_eq!(rejected, ["rejected"]);
    assert_eq!(ledger.disputes(&all).expect("a list"), [], "they are to be worked out again");
    reconcile(&mut ledger);
    assert_eq!(ledger.disputes(&all).expect("a list").len(), 2);
    assert_eq!(faults(&ledger), [""; 0]);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_5_is_brought_forward_with_who_says_what() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(5, folder.path());
    let ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_3, "the log is as it was");
    assert_eq!(faults(&ledger), [""; 0]);
    assert_eq!(ledger.sayings("RUS:GOV", None, 9).expect("a list").len(), 1);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_6_is_brought_forward_and_its_disputes_are_worked_out_from_the_gists_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(6, folder.path());
    let mut ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_6, "the log is as it was");
    let all = Filter::default();
    assert_eq!(ledger.disputes(&all).expect("a list"), [], "they are to be worked out again");
    reconcile(&mut ledger);
    assert_eq!(ledger.disputes(&all).expect("a list").len(), 1, "the other lost a position by a ruling");
    assert_eq!(faults(&ledger), [""; 0]);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_7_is_brought_forward_with_its_words_and_voices() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(7, folder.path());
    let ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_6, "the log is as it was");
    assert_eq!(faults(&ledger), [""; 0], "its disputes hold");
    assert_eq!(ledger.disputes(&Filter::default()).expect("a list").len(), 1);
    let found = ledger.search("exported", gainsay_ledger::Within::Statements, 9).expect("found");
    assert_eq!(found.len(), 1);
    let (reading, words) =
        (ledger.reading(&found[0].page).expect("a reading"), "we have never exported weapons");
    let statement = &reading.statements[found[0].statement.expect("a statement").0 as usize];
    assert!(statement.content[0].of(&reading.article.text).starts_with(words));
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn format_8_is_brought_forward_with_its_bytes_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(8, folder.path());
    let db = rusqlite::Connection::open(&path).expect("opens");
    // More than a part, of which nothing is made up: the bytes are those of the four pages and a frame beside them.
    let long: Vec<u8> = (0..2500_u32).map(|at| (at % 251) as u8).collect();
    db.execute("INSERT INTO page (id, length, captured, given_plain) VALUES (zeroblob(32), 1, '', 0)", [])
        .expect("a page");
    db.execute("INSERT INTO page_bytes (page, bytes) VALUES (last_insert_rowid(), ?1)", [&long])
        .expect("bytes");
    drop(db);
    drop(Ledger::open(&path).expect("opens"));
    let db = rusqlite::Connection::open(&path).expect("opens");
    let parts: Vec<(i64, Vec<u8>)> = db
        .prepare("SELECT part & 1048575, bytes FROM page_part WHERE part >> 20 = 5 ORDER BY part")
        .and_then(|mut query| query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("parts");
    assert_eq!(
        parts.iter().map(|(place, bytes)| (*place, bytes.len())).collect::<Vec<_>>(),
        [(0, 1000), (1, 1000), (2, 500)]
    );
    assert_eq!(parts.into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<_>>(), long);
    db.execute_batch(
        "DROP TRIGGER page_is_kept; DROP TRIGGER bytes_are_kept;
        DELETE FROM page WHERE page = 5; DELETE FROM page_part WHERE part >> 20 = 5;
        CREATE TRIGGER page_is_kept BEFORE DELETE ON page BEGIN SELECT raise(ABORT, 'pages are kept'); END;
        CREATE TRIGGER bytes_are_kept BEFORE DELETE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;",
    )
    .expect("taken out again");
    drop(db);
    let ledger = Ledger::open(&path).expect("opens");
    assert_eq!(ledger.seal().expect("a seal").to_string(), SEAL_6, "the log is as it was");
    assert_eq!(faults(&ledger), [""; 0], "its disputes hold");
    assert_eq!(ledger.disputes(&Filter::default()).expect("a list").len(), 1);
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn one_that_was_left_on_the_way_is_brought_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(2, folder.path());
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute_batch(include_str!("../src/format_3.sql")).expect("laid out");
    db.pragma_update(None, "user_version", 3).expect("marked");
    drop(db);
    let ledger = Ledger::open_read_only(&path).expect("opens");
    assert_eq!(ledger.positions(&Filter::default()).expect("a list").len(), 5);
    assert_eq!(ledger.search("weapons", gainsay_ledger::Within::Pages, 9).expect("found").len(), 2);
}

#[test]
fn one_whose_rows_wait_to_be_derived_is_brought_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    // Laid out in format 8 and killed before the words of its statements were listed.
    let path = stored(7, folder.path());
    drop(Ledger::open(&path).expect("opens"));
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute_batch("DELETE FROM statement_words; CREATE TABLE words_7 (one INTEGER PRIMARY KEY) STRICT;")
        .expect("changed");
    drop(db);
    let found = |ledger: &Ledger| {
        ledger.search("exported", gainsay_ledger::Within::Statements, 9).expect("found").len()
    };
    let ledger = Ledger::open_read_only(&path).expect("opens");
    assert_eq!((found(&ledger), faults(&ledger)), (1, Vec::new()));
    drop(ledger);

    // In format 7 and killed before decisions had reached the copies of their pages.
    let path = stored(7, folder.path());
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute_batch("CREATE TABLE ruled_6 (one INTEGER PRIMARY KEY) STRICT;").expect("changed");
    drop(db);
    let mut ledger = Ledger::open(&path).expect("opens");
    reconcile(&mut ledger);
    assert_eq!((found(&ledger), faults(&ledger)), (1, Vec::new()));
    let fresh_path = folder.path().join("fresh.db");
    drop((ledger, Ledger::open(&fresh_path).expect("opens")));
    assert_eq!(layout(&path), layout(&fresh_path), "laid out like one that was made today");
}

#[test]
fn damaged_samples_of_an_earlier_format_are_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for damage in ["x'0000000900000001'", "x'00000001FF'"] {
        let path = stored(7, folder.path());
        let db = rusqlite::Connection::open(&path).expect("opens");
        db.execute_batch(&format!("UPDATE gist SET runs = {damage}")).expect("changed");
        let gists: usize = db.query_row("SELECT count(*) FROM gist", [], |row| row.get(0)).expect("a number");
        drop(db);
        let ledger = Ledger::open(&path).expect("opens");
        assert_eq!(ledger.without_imprint(99).expect("asked").len(), gists, "{damage}");
    }
}

#[test]
fn one_that_is_only_looked_at_is_brought_forward_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(1, folder.path());
    let ledger = Ledger::open_read_only(&path).expect("opens");
    assert_eq!(ledger.positions(&Filter::default()).expect("a list").len(), 5);
    assert_eq!(ledger.stale().expect("topics").len(), 2, "its disputes are to be worked out again");
}

#[cfg(unix)]
#[test]
fn one_that_cannot_be_written_to_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = stored(1, folder.path());
    let before = std::fs::read(&path).expect("read");
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    };
    mode(&path, 0o444);
    mode(folder.path(), 0o555);
    let writable = std::fs::OpenOptions::new().append(true).open(&path).is_ok();
    let opened = Ledger::open_read_only(&path);
    mode(folder.path(), 0o755);
    // Whoever may write everything (root) can bring it forward all the same.
    if writable {
        assert!(opened.is_ok());
    } else {
        let Err(error) = opened else { panic!("it opens") };
        assert!(matches!(error, LedgerError::Older { found: 1, known: 9, .. }), "{error}");
        assert_eq!(std::fs::read(&path).expect("read"), before, "left as it was");
    }
}
