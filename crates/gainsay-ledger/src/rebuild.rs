//! Deriving everything again: which pages are still to be read again, and how far it has come.
//!
//! The place is kept in the file, and moves in the same transaction as the pages before it: whoever is killed goes on where
//! the disk has it. It belongs to one reader: another one's readings must not be mixed with it, and begins anew.

use crate::error::{Inner, LedgerError};
use crate::ledger::numbers_after;
use crate::{Batch, Ledger, StoredPage};
use gainsay_record::PageId;
use rusqlite::{Connection, OptionalExtension};

impl Ledger {
    /// How many pages a rebuild by this reader that was begun and is not done has behind it; 0 where there is none.
    pub fn rebuilt(&self, reader: &str) -> Result<u64, LedgerError> {
        self.run(|db| {
            let after = place(db, reader)?;
            let mut query = db.prepare_cached("SELECT count(*) FROM page WHERE page <= ?1")?;
            Ok(query.query_row([after], |row| row.get(0))?)
        })
    }

    /// The next pages that a rebuild by this reader is to read again, at most `pages` of them, and no more once they have
    /// `bytes` bytes together; none where it is done.
    pub fn to_rebuild(&self, reader: &str, pages: usize, bytes: u64) -> Result<Vec<StoredPage>, LedgerError> {
        self.run(|db| {
            let limit = i64::try_from(pages).unwrap_or(i64::MAX);
            let mut found = Vec::new();
            let mut held = 0;
            for (number, _) in numbers_after(db, place(db, reader)?, limit)? {
                if held >= bytes {
                    break;
                }
                let page = self.stored_of(db, number)?;
                held += page.bytes.len() as u64;
                found.push(page);
            }
            Ok(found)
        })
    }
}

impl Batch<'_> {
    /// Notes that every page up to this one was read again by this reader.
    pub fn rebuilt_to(&mut self, reader: &str, page: &PageId) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let db = &batch.ledger.db;
            let number = batch.ledger.number_of(db, page)?;
            db.prepare_cached("INSERT OR REPLACE INTO rebuild (one, reader, page) VALUES (1, ?1, ?2)")?
                .execute((reader, number))?;
            Ok(())
        })
    }

    /// Forgets how far a rebuild has come.
    pub fn rebuild_anew(&mut self) -> Result<(), LedgerError> {
        self.attempt(|batch| Ok(batch.ledger.db.execute_batch("DELETE FROM rebuild")?))
    }

    /// Notes that a rebuild is done: the disputes of every topic are to be worked out again.
    pub fn rebuilt_all(&mut self) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            // A page may have been read again before one from which a decision reaches it.
            batch.rule_reached()?;
            Ok(batch
                .ledger
                .db
                .execute_batch("DELETE FROM rebuild; UPDATE topic SET stale = 1, weighed = NULL")?)
        })
    }
}

/// The number of the last page that this reader has read again.
fn place(db: &Connection, reader: &str) -> Inner<i64> {
    let mut query = db.prepare_cached("SELECT page FROM rebuild WHERE reader = ?1")?;
    Ok(query.query_row([reader], |row| row.get(0)).optional()?.unwrap_or(0))
}
