//! The file and the log.

use super::{Faults, Place};
use crate::error::Inner;
use crate::ledger::{GIVEN, given, number};
use crate::log::{PAGE, PageTaken, Seal};
use crate::people::decision;
use crate::{Decision, Deed, Ledger};
use rusqlite::Connection;
use std::collections::HashSet;

/// Rows that must not be there: a query for each, and what one of its rows means.
const STRAYS: [(&str, &str); 11] = [
    ("SELECT page FROM page WHERE page NOT IN (SELECT part / 1048576 FROM page_part)", "pages without bytes"),
    ("SELECT part FROM page_part WHERE part / 1048576 NOT IN (SELECT page FROM page)", "bytes of no page"),
    ("SELECT page FROM page WHERE page NOT IN (SELECT page FROM seen)", "pages seen nowhere"),
    ("SELECT 1 FROM position WHERE position / 1048576 NOT IN (SELECT page FROM gist)", "positions of no page"),
    ("SELECT id FROM page_words_docsize EXCEPT SELECT page FROM page", "searchable pages that are not there"),
    ("SELECT page FROM page EXCEPT SELECT id FROM page_words_docsize", "pages that cannot be searched"),
    (
        // The numbers are those of indexed.rs.
        "SELECT at FROM (SELECT iif(id < 1 << 61, (id >> 6 << 20) + (id & 63), id - (1 << 61)) AS at FROM statement_words_docsize)
            LEFT JOIN article ON page = at >> 20
        WHERE at & 1048575 >= coalesce(statements, 0)",
        "searchable statements that are not there",
    ),
    (
        "SELECT 1 WHERE (SELECT coalesce(sum(statements), 0) FROM article) > (SELECT count(*) FROM statement_words_docsize)",
        "lists of statements that cannot all be searched",
    ),
    (
        "SELECT topic, party FROM topic_party EXCEPT SELECT topic, value FROM topic, json_each(parties)",
        "parties of no topic",
    ),
    (
        "SELECT voice FROM voice LEFT JOIN (SELECT voice, count(*) AS n FROM position GROUP BY voice) USING (voice)
        WHERE positions <> coalesce(n, 0)",
        "voices that are not heard as often as it is said",
    ),
    (
        "SELECT topic FROM topic LEFT JOIN (
            SELECT position.topic, count(DISTINCT position / 1048576) AS n FROM position JOIN voice USING (voice)
            WHERE rank IS NOT NULL AND level IN ('act', 'plan') GROUP BY position.topic) USING (topic)
        WHERE pages <> coalesce(n, 0)",
        "topics that are not on as many pages as it is said",
    ),
];

pub(super) fn check(ledger: &Ledger, db: &Connection, faults: &mut Faults) -> Inner<()> {
    let step = check_structure(db, faults);
    faults.check(ledger, &Place::File, step)?;
    let step = check_references(db, faults);
    faults.check(ledger, &Place::File, step)?;
    for (sql, what) in STRAYS {
        let step = db.query_row(&format!("SELECT count(*) FROM ({sql})"), [], |row| row.get::<_, u64>(0));
        let count = faults.check(ledger, &Place::File, step.map_err(Into::into))?;
        if let Some(count @ 1..) = count {
            faults.add(&Place::File, format!("there are {count} {what}"));
        }
    }
    Ok(())
}

/// SQLite's own check of every page of the file, every index, and the indexes of words.
fn check_structure(db: &Connection, faults: &mut Faults) -> Inner<()> {
    let mut query = db.prepare("PRAGMA integrity_check(100)")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            faults.add(&Place::File, format!("the file is damaged: {}", line.replace('\n', " ")));
        }
    }
    Ok(())
}

fn check_references(db: &Connection, faults: &mut Faults) -> Inner<()> {
    let mut query = db.prepare("PRAGMA foreign_key_check")?;
    let lost = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
    for lost in lost {
        let (table, parent) = lost?;
        faults.add(&Place::File, format!("a row of {table} refers to a row of {parent} that is not there"));
    }
    Ok(())
}

pub(super) fn check_log(ledger: &Ledger, db: &Connection, faults: &mut Faults) -> Inner<()> {
    let mut seal = Seal::EMPTY;
    let mut before = 0;
    let mut pages = 0_u64;
    let mut ids = HashSet::new();
    let mut query = db.prepare("SELECT seq, kind, payload, hash FROM log ORDER BY seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let entry: u64 = row.get(0)?;
        let (kind, payload): (String, String) = (row.get(1)?, row.get(2)?);
        let place = Place::Log(entry);
        let next = seal.after(&kind, &payload);
        let found = Seal { entries: entry, hash: row.get(3)? };
        if next != found {
            faults.add(&place, "its hash does not follow from the entries before it");
        }
        // From here on what follows from this entry, so that one fault is told once.
        seal = found;
        if kind != PAGE {
            match decision(&seal, &payload) {
                Ok(decision) if decision.deed.kind() != kind => {
                    faults.add(&place, format!("nothing is known of entries for a {kind}"));
                }
                Ok(decision) => {
                    if let Some(what) = dangling(db, &decision, &ids)? {
                        faults.add(&place, what);
                    }
                    ids.insert(decision.id);
                }
                Err(error) => faults.add(&place, format!("it cannot be read: {error}")),
            }
            continue;
        }
        pages += 1;
        match serde_json::from_str::<PageTaken>(&payload) {
            Ok(taken) => {
                let step = compare(db, &taken, before);
                match faults.check(ledger, &place, step)? {
                    Some(Ok(number)) => before = number,
                    Some(Err(what)) => faults.add(&place, what),
                    None => {}
                }
            }
            Err(error) => faults.add(&place, format!("it cannot be read: {error}")),
        }
    }
    let there: u64 = db.query_row("SELECT count(*) FROM page", [], |row| row.get(0))?;
    if there != pages {
        faults.add(&Place::File, format!("there are {there} pages, and {pages} in the log"));
    }
    Ok(())
}

/// What a decision refers to and is not there: an earlier decision, or a page.
fn dangling(db: &Connection, decision: &Decision, earlier: &HashSet<String>) -> Inner<Option<String>> {
    if let Deed::Undo { decision } = &decision.deed
        && !earlier.contains(decision)
    {
        return Ok(Some(format!("it undoes {decision}, which is not there")));
    }
    for anchor in decision.deed.anchors() {
        if number(db, &anchor.page)?.is_none() {
            return Ok(Some(format!("it speaks of page {}, which is not there", anchor.page)));
        }
    }
    Ok(None)
}

/// The number of the page that an entry is of, or what does not agree with it. Pages come in the order of their
/// entries.
fn compare(db: &Connection, taken: &PageTaken, before: i64) -> Inner<Result<i64, String>> {
    let Some(number) = number(db, &taken.page)? else {
        return Ok(Err(format!("page {} is not there", taken.page)));
    };
    if number <= before {
        return Ok(Err(format!("page {} is not in its place", taken.page)));
    }
    let (captured, stored) = db
        .prepare_cached(&format!("SELECT captured, {GIVEN} FROM page WHERE page = ?1"))?
        .query_row([number], |row| Ok((row.get::<_, String>(0)?, given(row, 1)?)))?;
    let seen = db
        .prepare_cached("SELECT 1 FROM seen WHERE page = ?1 AND path = ?2")?
        .exists((number, &taken.path))?;
    Ok(if captured != taken.captured {
        Err(format!("page {} is said to be of another time", taken.page))
    } else if stored != taken.given {
        Err(format!("something else was given with page {}", taken.page))
    } else if !seen {
        Err(format!("page {} was seen elsewhere", taken.page))
    } else {
        Ok(number)
    })
}
