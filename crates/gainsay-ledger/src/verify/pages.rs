//! The pages: bytes, reading and rows.

use super::{Derive, Faults, Place};
use crate::days::Days;
use crate::error::{Damage, Inner, LedgerError};
use crate::ledger::{id_of, numbers_after};
use crate::rows::{ArticleRow, ItemRow, PLACES, PositionRow, Rows, StatementRow};
use crate::sound::unsound;
use crate::{Ledger, Ruled, StoredPage, page_id};
use gainsay_record::{PageId, Reading};
use rusqlite::{Connection, Row};

/// How many pages are derived at a time, and how many bytes of them, so that memory stays flat.
const PAGES: usize = 64;
const BYTES: usize = 16 << 20;

pub(super) fn check(
    ledger: &Ledger,
    db: &Connection,
    faults: &mut Faults,
    derive: &mut Derive<'_>,
) -> Inner<()> {
    let mut waiting = Vec::new();
    let mut pages = Vec::new();
    let mut bytes = 0;
    for number in ledger.walk(256, numbers_after) {
        let number = number?;
        let id = id_of(db, number)?;
        let place = Place::Page(id);
        let step = ledger.stored_of(db, number);
        let Some(page) = faults.check(ledger, &place, step)? else { continue };
        if page_id(&page.bytes) != id {
            faults.add(&place, "its bytes are not those of its hash");
            continue;
        }
        bytes += page.bytes.len();
        waiting.push(number);
        pages.push(page);
        if pages.len() == PAGES || bytes >= BYTES {
            check_some(ledger, db, faults, &waiting, &pages, derive)?;
            waiting.clear();
            pages.clear();
            bytes = 0;
        }
    }
    check_some(ledger, db, faults, &waiting, &pages, derive)
}

fn check_some(
    ledger: &Ledger,
    db: &Connection,
    faults: &mut Faults,
    numbers: &[i64],
    pages: &[StoredPage],
    derive: &mut Derive<'_>,
) -> Inner<()> {
    if pages.is_empty() {
        return Ok(());
    }
    let standing = ledger.standing_of(db)?;
    let mut fresh = derive(pages).into_iter();
    for (&number, page) in numbers.iter().zip(pages) {
        let place = Place::Page(page.id);
        let stored = ledger.reading_json(number, &page.id, &page.bytes);
        let Some(stored) = faults.check(ledger, &place, stored)? else { continue };
        let length: i64 = db
            .prepare_cached("SELECT length FROM page WHERE page = ?1")?
            .query_row([number], |row| row.get(0))?;
        if length != page.bytes.len() as i64 {
            faults.add(&place, format!("it is said to have {length} bytes, and has {}", page.bytes.len()));
        }
        match serde_json::from_slice::<Reading>(&stored) {
            Ok(reading) => {
                if let Some(what) = unsound(&reading) {
                    faults.add(&place, what);
                }
            }
            Err(error) => faults.add(&place, format!("its reading cannot be read back: {error}")),
        }
        match fresh.next() {
            Some(Ok(reading)) => {
                if serde_json::to_vec(&reading).ok().as_ref() != Some(&stored) {
                    faults.add(&place, "it is read otherwise today");
                }
                let rows = stored_rows(db, number, &page.id);
                let Some(rows) = faults.check(ledger, &place, rows)? else { continue };
                let wanted = Rows::ruled(&Ruled::of(reading, &standing));
                for (same, what) in [
                    (rows.article == wanted.article, "its row of article"),
                    (rows.statements == wanted.statements, "its rows of statement"),
                    (rows.positions == wanted.positions, "its rows of position, item or topic"),
                ] {
                    if !same {
                        faults.add(&place, format!("{what} would be others today"));
                    }
                }
            }
            Some(Err(error)) => faults.add(&place, format!("it cannot be read today: {error}")),
            None => faults.add(&place, "it was not read again"),
        }
    }
    Ok(())
}

/// The rows of a page as they are stored.
fn stored_rows(db: &Connection, page: i64, id: &PageId) -> Inner<Rows> {
    let range = (page * PLACES, (page + 1) * PLACES);
    let mut query = db.prepare_cached(
        "SELECT statement, kind, act, nested_in, holder, origin, said FROM statement
        WHERE statement >= ?1 AND statement < ?2 ORDER BY statement",
    )?;
    let statements = query.query_map(range, |row| Ok((row.get(0)?, statement(row, page)?)))?;
    let statements = in_place(statements.collect::<Result<_, _>>()?, page, id)?;

    let mut query = db.prepare_cached(
        "SELECT frame, parties, ruling, position, statement, holder, stance, level, roles, mode, stage, time, said,
            first_day, last_day, confidence, ruled
        FROM position JOIN topic USING (topic) WHERE position >= ?1 AND position < ?2 ORDER BY position",
    )?;
    let positions = query.query_map(range, |row| Ok((row.get(3)?, position(db, row, page)?)))?;
    let positions = in_place(positions.collect::<Result<_, _>>()?, page, id)?;

    let article = db
        .prepare_cached(
            "SELECT url, outlet, title, byline, language, published, first_day, last_day, statements, positions
            FROM article WHERE page = ?1",
        )?
        .query_row([page], |row| {
            Ok(ArticleRow {
                url: row.get(0)?,
                outlet: row.get(1)?,
                title: row.get(2)?,
                byline: row.get(3)?,
                language: row.get(4)?,
                published: row.get(5)?,
                days: Days { first: row.get(6)?, last: row.get(7)? },
                statements: row.get(8)?,
                positions: row.get(9)?,
            })
        })?;
    Ok(Rows { article, statements, positions })
}

/// Rows without their numbers, which must count up from 0 within the page.
fn in_place<T>(rows: Vec<(i64, T)>, page: i64, id: &PageId) -> Inner<Vec<T>> {
    if rows.iter().zip(page * PLACES..).any(|((key, _), expected)| *key != expected) {
        let source = Damage::new("rows are missing").into();
        return Err(LedgerError::Unreadable { page: *id, source }.into());
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn statement(row: &Row<'_>, page: i64) -> rusqlite::Result<StatementRow> {
    Ok(StatementRow {
        kind: row.get(1)?,
        act: row.get(2)?,
        nested_in: row.get::<_, Option<i64>>(3)?.map(|outer| outer - page * PLACES),
        holder: row.get(4)?,
        origin: row.get(5)?,
        said: row.get(6)?,
    })
}

fn position(db: &Connection, row: &Row<'_>, page: i64) -> rusqlite::Result<PositionRow> {
    let key: i64 = row.get(3)?;
    let mut query = db.prepare_cached(
        "SELECT class, place, text, quantity, min, max, unit FROM item WHERE position = ?1 ORDER BY class, place",
    )?;
    let items = query.query_map([key], |row| {
        Ok(ItemRow {
            class: row.get(0)?,
            place: row.get(1)?,
            text: row.get(2)?,
            quantity: row.get(3)?,
            min: row.get(4)?,
            max: row.get(5)?,
            unit: row.get(6)?,
        })
    })?;
    Ok(PositionRow {
        topic: crate::batch::topic(row)?,
        statement: row.get::<_, i64>(4)? - page * PLACES,
        holder: row.get(5)?,
        stance: row.get(6)?,
        level: row.get(7)?,
        roles: row.get(8)?,
        mode: row.get(9)?,
        stage: row.get(10)?,
        time: row.get(11)?,
        said: row.get(12)?,
        days: Days { first: row.get(13)?, last: row.get(14)? },
        confidence: row.get(15)?,
        ruled: row.get(16)?,
        items: items.collect::<Result<_, _>>()?,
    })
}
