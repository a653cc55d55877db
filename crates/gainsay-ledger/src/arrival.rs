//! What came after an entry of the log.

use crate::error::Inner;
use crate::guests::hosts;
use crate::log::{PAGE, Seal};
use crate::rows::PLACES;
use crate::{Ledger, LedgerError};
use gainsay_record::PageId;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// So many positions are looked through for what came, the last ones.
const LOOKED_AT: i64 = 20_000;

/// A page's place among all pages, in the order in which they were taken in; of this file alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arrival(pub(crate) i64);

impl Ledger {
    /// The seal as it was when the log had so many entries; `None` where it has fewer.
    pub fn seal_at(&self, entries: u64) -> Result<Option<Seal>, LedgerError> {
        if entries == 0 {
            return Ok(Some(Seal::EMPTY));
        }
        self.run(|db| {
            let mut query = db.prepare_cached("SELECT seq, hash FROM log WHERE seq = ?1")?;
            let seal = |row: &rusqlite::Row<'_>| Ok(Seal { entries: row.get(0)?, hash: row.get(1)? });
            Ok(query.query_row([i64::try_from(entries).unwrap_or(i64::MAX)], seal).optional()?)
        })
    }

    /// The last page among the first so many entries of the log: whatever came later has a greater place.
    pub fn arrival_at(&self, entries: u64) -> Result<Arrival, LedgerError> {
        self.run(|db| last_page(db, i64::try_from(entries).unwrap_or(i64::MAX)))
    }

    /// The place of a page.
    ///
    /// # Errors
    ///
    /// Where it is not there.
    pub fn arrival_of(&self, page: &PageId) -> Result<Arrival, LedgerError> {
        self.run(|db| Ok(Arrival(self.number_of(db, page)?)))
    }

    /// The disputes that gained positions by pages that came after this one, by id, each with how many: among the last 20,000
    /// positions.
    pub fn disputes_gaining(&self, after: Arrival) -> Result<BTreeMap<String, u64>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT id, sum(many) FROM (
                    SELECT topic, count(*) AS many FROM (
                        SELECT topic FROM position WHERE position >= ?1 AND rank IS NOT NULL ORDER BY position DESC LIMIT ?2)
                    GROUP BY topic) JOIN dispute USING (topic) GROUP BY id",
            )?;
            let rows = query.query_map((after.first_key(), LOOKED_AT), |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut gaining: BTreeMap<String, u64> = rows.collect::<Result<_, _>>()?;
            for (id, (_, many)) in hosts(self, after.first_key(), LOOKED_AT)? {
                *gaining.entry(id).or_default() += many;
            }
            Ok(gaining)
        })
    }
}

impl Arrival {
    /// The least number that a position of a later page can have.
    pub(crate) fn first_key(self) -> i64 {
        self.0.saturating_add(1).saturating_mul(PLACES)
    }
}

fn last_page(db: &Connection, entries: i64) -> Inner<Arrival> {
    let mut query = db.prepare_cached(
        "SELECT page.page FROM log JOIN page ON page.id = unhex(json_extract(log.payload, '$.page'))
        WHERE log.seq <= ?1 AND log.kind = ?2 ORDER BY log.seq DESC LIMIT 1",
    )?;
    Ok(Arrival(query.query_row((entries, PAGE), |row| row.get(0)).optional()?.unwrap_or(0)))
}
