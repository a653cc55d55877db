//! What a file of an earlier format had derived, derived anew in this one.
//!
//! The tables are laid out by SQL ([`crate::open`]). Some rows need more than that, and what they are made from waits in tables
//! of its own: the readings of a file of format 2 in `reading_2`, the addresses with several versions of one of format 4 in
//! `version_4`, that nobody has listed who says what in `saying_5`, that decisions have not reached the copies of their pages in
//! `ruled_6`, and that statements cannot be searched in `words_7`. Whoever is killed meanwhile finds them there when the file is next opened.

use crate::compress::{DICTIONARY, Decompressor};
use crate::error::{Cause, Inner, LedgerError};
use crate::gist::Positions;
use crate::ledger::{id_of, numbers_after};
use crate::parts;
use crate::rows::{PLACES, Rows, of_1000, statement_words};
use crate::runs;
use crate::write::stored_imprint;
use crate::{Batch, Ledger, Ruled};
use gainsay_record::Reading;
use rusqlite::{Connection, OptionalExtension};

/// Whether nothing of an earlier format waits.
pub(crate) fn is_forward(db: &Connection) -> Inner<bool> {
    Ok(!waits(db, "reading_2")?
        && !waits(db, "version_4")?
        && !waits(db, "saying_5")?
        && !waits(db, "words_7")?
        && !waits(db, "ruled_6")?)
}

fn waits(db: &Connection, table: &str) -> Inner<bool> {
    let mut query = db.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = ?1")?;
    Ok(query.exists([table])?)
}

/// Copies into the rows of positions how sure the machine is, as their gists have it.
pub(crate) fn put_confidence(db: &Connection) -> Inner<()> {
    let mut decompressor = Decompressor::new();
    let mut gists = db.prepare("SELECT page, positions FROM gist WHERE page > ?1 ORDER BY page LIMIT 1")?;
    let mut put = db.prepare("UPDATE position SET confidence = ?2 WHERE position = ?1")?;
    let mut page = 0_i64;
    loop {
        let next = gists.query_row([page], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
        let Some((next, frame)) = next else { return Ok(()) };
        page = next;
        let id = id_of(db, page)?;
        let unreadable = |source: Cause| LedgerError::Unreadable { page: id, source };
        let json = decompressor.decompress(&frame, &[DICTIONARY]);
        let json = json.map_err(|damage| unreadable(damage.into()))?;
        let stored: Positions = serde_json::from_slice(&json).map_err(|error| unreadable(error.into()))?;
        for (key, position) in (page * PLACES..).zip(&stored.positions) {
            put.execute((key, of_1000(position.confidence)))?;
        }
    }
}

/// Spells the samples of runs as runs.rs says; before format 8 they were numbers of 4 bytes, big-endian, sorted. What is anything else
/// is damaged, and is left to be made again.
pub(crate) fn put_runs(db: &Connection) -> Inner<()> {
    let mut gists = db.prepare(
        "SELECT page, sample FROM gist WHERE page > ?1 AND sample IS NOT NULL ORDER BY page LIMIT 1",
    )?;
    let mut put = db.prepare("UPDATE gist SET sample = ?2 WHERE page = ?1")?;
    let mut page = 0_i64;
    while let Some((next, runs)) =
        gists.query_row([page], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?
    {
        let (numbers, rest) = runs.as_chunks();
        let runs: Vec<u32> = numbers.iter().map(|run| u32::from_be_bytes(*run)).collect();
        put.execute((next, runs::to_bytes(&runs).filter(|_| rest.is_empty())))?;
        page = next;
    }
    Ok(())
}

/// Cuts the bytes of every page into parts; before format 9 they were one row.
pub(crate) fn put_parts(db: &Connection) -> Inner<()> {
    let mut frames = db.prepare("SELECT page, bytes FROM bytes_8 WHERE page > ?1 ORDER BY page LIMIT 1")?;
    let mut page = 0_i64;
    while let Some((next, frame)) =
        frames.query_row([page], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?
    {
        parts::put(db, next, &frame)?;
        page = next;
    }
    drop(frames);
    Ok(db.execute_batch("DROP TABLE bytes_8")?)
}

impl Ledger {
    /// Derives what waits, in one transaction.
    pub(crate) fn derive_forward(&mut self) -> Result<(), LedgerError> {
        if self.run(is_forward)? {
            return Ok(());
        }
        let mut batch = self.batch()?;
        // Another process may have been faster.
        if batch.ledger().run(is_forward)? {
            return Ok(());
        }
        batch.attempt(|batch| {
            let ledger = batch.ledger;
            let anew = waits(&ledger.db, "reading_2")?;
            if anew {
                for number in ledger.walk(256, numbers_after) {
                    batch.derive_from_before(number?)?;
                }
                // The page that a rebuild had come to is not done in this format.
                ledger.db.execute_batch("DROP TABLE reading_2; DELETE FROM rebuild")?;
            }
            if waits(&ledger.db, "words_7")? {
                // Before anything is ruled on anew, which takes the words of a page out and puts others in. Whatever was derived from
                // the readings just now has them.
                if !anew {
                    for number in ledger.walk(256, numbers_after) {
                        let number = number?;
                        let standing = ledger.standing_of(&ledger.db)?;
                        let imprint = stored_imprint(&ledger.db, number)?;
                        let ruled = Ruled::of(ledger.reading_of(number)?, imprint.as_ref(), &standing);
                        batch.insert_words(number, &statement_words(&ruled.reading))?;
                    }
                }
                ledger.db.execute_batch("DROP TABLE words_7")?;
            }
            if waits(&ledger.db, "saying_5")? {
                for number in ledger.walk(256, numbers_after) {
                    let number = number?;
                    let standing = ledger.standing_of(&ledger.db)?;
                    let ruled = Ruled::of(ledger.reading_of(number)?, None, &standing);
                    batch.insert_sayings(number, &Rows::ruled(&ruled).sayings)?;
                }
                ledger.db.execute_batch("DROP TABLE saying_5")?;
            }
            if waits(&ledger.db, "ruled_6")? {
                batch.rule_reached()?;
                ledger.db.execute_batch("DROP TABLE ruled_6")?;
            }
            if waits(&ledger.db, "version_4")? {
                for url in several_versions(&ledger.db)? {
                    batch.set_latest(Some(&url))?;
                }
                ledger.db.execute_batch("DROP TABLE version_4")?;
            }
            Ok(())
        })?;
        batch.commit().map(drop)
    }
}

fn several_versions(db: &Connection) -> Inner<Vec<String>> {
    let mut query = db.prepare("SELECT url FROM version_4")?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

impl Batch<'_> {
    fn derive_from_before(&mut self, page: i64) -> Inner<()> {
        let ledger = self.ledger;
        let db = &ledger.db;
        let id = id_of(db, page)?;
        let unreadable = |source: Cause| LedgerError::Unreadable { page: id, source };
        let bytes = ledger.bytes_of(page, &id)?;
        let frame: Vec<u8> = db
            .prepare_cached("SELECT reading FROM reading_2 WHERE page = ?1")?
            .query_row([page], |row| row.get(0))?;
        let json = ledger.decompressor.borrow_mut().decompress(&frame, &[&bytes]);
        let json = json.map_err(|damage| unreadable(damage.into()))?;
        let reading: Reading = serde_json::from_slice(&json).map_err(|error| unreadable(error.into()))?;
        let derived = self.packer.derive(&bytes, &reading, None)?;
        let standing = ledger.standing_of(db)?;
        let ruled = (!standing.on(&reading, None).is_empty()).then(|| Ruled::of(reading, None, &standing));
        let url = derived.rows.article.url.clone();
        self.insert_derived(page, id, &derived, ruled.as_ref())?;
        self.set_latest(url.as_deref()).map(drop)
    }
}
