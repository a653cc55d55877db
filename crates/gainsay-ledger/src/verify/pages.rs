//! The pages: bytes, reading and rows.

use super::{Derive, Faults, Place};
use crate::days::Days;
use crate::error::{Damage, Inner, LedgerError};
use crate::gist::{Positions, rank};
use crate::ledger::{id_of, numbers_after};
use crate::rows::{ArticleRow, PLACES, PositionRow, Rows};
use crate::sound::unsound;
use crate::versions::{latest as latest_of, versions_at};
use crate::write::stored_imprint;
use crate::{Ledger, Ruled, StoredPage, page_id};
use gainsay_record::{Imprint, PageId, Reading};
use rusqlite::{Connection, OptionalExtension, Row};

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
            Some(Ok((reading, imprint))) => {
                if serde_json::to_vec(&reading).ok().as_ref() != Some(&stored) {
                    faults.add(&place, "it is read otherwise today");
                }
                let ruled = Ruled::of(reading, Some(&imprint), &standing);
                check_gist(ledger, db, faults, number, &ruled.reading, &imprint)?;
                let rows = stored_rows(db, number, &page.id);
                let Some((rows, latest)) = faults.check(ledger, &place, rows)? else { continue };
                let last = match &ruled.reading.article.url {
                    Some(url) => latest_of(&versions_at(db, url)?),
                    None => Some(page.id),
                };
                if latest != (last == Some(page.id)) {
                    faults.add(&place, "another version of it is the latest");
                }
                let wanted = Rows::ruled(&ruled);
                let wanted = if latest { wanted } else { wanted.superseded() };
                for (same, what) in [
                    (rows.article == wanted.article, "its row of article"),
                    (rows.sayings == wanted.sayings, "its rows of saying"),
                    (rows.positions == wanted.positions, "its rows of position, voice, item or topic"),
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

/// The gist of a page: its positions, its imprint, and its rank.
fn check_gist(
    ledger: &Ledger,
    db: &Connection,
    faults: &mut Faults,
    number: i64,
    reading: &Reading,
    imprint: &Imprint,
) -> Inner<()> {
    if reading.positions.is_empty() {
        return Ok(());
    }
    let id = reading.article.id;
    let place = Place::Page(id);
    let stored = db
        .prepare_cached("SELECT positions, id, published, printed FROM gist WHERE page = ?1")?
        .query_row([number], |row| {
            let head: ([u8; 32], Option<String>, Option<String>) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((row.get::<_, Vec<u8>>(0)?, head))
        })
        .optional();
    let published = reading.article.published.edtf.as_ref().map(ToString::to_string);
    let printed = reading.article.outlet.clone();
    let head = stored
        .as_ref()
        .is_ok_and(|it| it.as_ref().is_none_or(|(_, head)| *head == (id.0, published, printed)));
    let stored = stored.map(|it| it.map(|(frame, _)| frame)).map_err(Into::into);
    let stored = stored.and_then(|frame| frame.map(|frame| ledger.positions_from(id, &frame)).transpose());
    let Some(stored) = faults.check(ledger, &place, stored)? else { return Ok(()) };
    let known = stored_imprint(db, number)?;
    let strays: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM position WHERE position >= ?1 AND position < ?2 AND rank <> ?3)",
        )?
        .query_row((number * PLACES, (number + 1) * PLACES, rank(&id, known.as_ref())), |row| row.get(0))?;
    if stored != Some(Positions::of(reading)) || known.as_ref() != Some(imprint) || strays || !head {
        faults.add(&place, "its gist would be another today");
    }
    Ok(())
}

/// The rows of a page as they are stored, and whether it is the latest version of itself.
fn stored_rows(db: &Connection, page: i64, id: &PageId) -> Inner<(Rows, bool)> {
    let range = (page * PLACES, (page + 1) * PLACES);
    let mut query = db.prepare_cached(
        "SELECT frame, parties, ruling, position, holder, side, voice.level, stance, first_day, last_day, ruled,
            rank IS NULL, confidence
        FROM position JOIN topic USING (topic) JOIN voice ON voice.voice = position.voice
            AND voice.topic = position.topic
        WHERE position >= ?1 AND position < ?2 ORDER BY position",
    )?;
    let positions = query.query_map(range, |row| Ok((row.get(3)?, position(db, row)?)))?;
    let positions = in_place(positions.collect::<Result<_, _>>()?, page, id)?;
    let (article, latest) = db
        .prepare_cached(
            "SELECT url, outlet, title, byline, language, published, first_day, last_day, statements, positions, latest
            FROM article WHERE page = ?1",
        )?
        .query_row([page], |row| {
            let article = ArticleRow {
                url: row.get(0)?,
                outlet: row.get(1)?,
                title: row.get(2)?,
                byline: row.get(3)?,
                language: row.get(4)?,
                published: row.get(5)?,
                days: Days { first: row.get(6)?, last: row.get(7)? },
                statements: row.get(8)?,
                positions: row.get(9)?,
            };
            Ok((article, row.get(10)?))
        })?;
    Ok((Rows { article, positions, sayings: crate::sayings::stored(db, page)? }, latest))
}

/// Rows without their numbers, which must count up from 0 within the page.
fn in_place<T>(rows: Vec<(i64, T)>, page: i64, id: &PageId) -> Inner<Vec<T>> {
    if rows.iter().zip(page * PLACES..).any(|((key, _), expected)| *key != expected) {
        let source = Damage::new("rows are missing").into();
        return Err(LedgerError::Unreadable { page: *id, source }.into());
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn position(db: &Connection, row: &Row<'_>) -> rusqlite::Result<PositionRow> {
    let key: i64 = row.get(3)?;
    let mut items = db.prepare_cached("SELECT class FROM item WHERE position = ?1 ORDER BY class")?;
    let items = items.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let side: String = row.get(5)?;
    let no_rank: bool = row.get(11)?;
    Ok(PositionRow {
        topic: crate::batch::topic(row)?,
        holder: row.get(4)?,
        // One whose rank and side do not agree is not as it should be.
        side: if no_rank == side.is_empty() { side } else { "?".to_owned() },
        level: row.get(6)?,
        stance: row.get(7)?,
        days: Days { first: row.get(8)?, last: row.get(9)? },
        ruled: row.get(10)?,
        confidence: row.get(12)?,
        items,
    })
}
