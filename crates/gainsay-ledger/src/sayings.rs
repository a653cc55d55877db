//! All that somebody has said, in order of time: statements, whether or not a position was read from them.

use crate::error::Inner;
use crate::rows::{PLACES, SayingRow};
use crate::{Batch, Ledger, LedgerError};
use gainsay_record::{Holder, PageId, StatementId};
use rusqlite::{OptionalExtension, Row};

/// What stands for a day that is not known: it comes after every digit.
const UNDATED: &str = "~";

/// A statement in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayingEntry {
    /// Who says it.
    pub holder: Holder,
    /// The page.
    pub page: PageId,
    /// The statement.
    pub statement: StatementId,
    /// Its place in the list.
    pub place: SayingPlace,
}

/// A place in a list of statements; of this file alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SayingPlace {
    day: String,
    statement: i64,
}

impl std::fmt::Display for SayingPlace {
    /// `2022-09-22.104857600`: the first day on which it can have been said, and the statement's number.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.day, self.statement)
    }
}

impl std::str::FromStr for SayingPlace {
    type Err = std::num::ParseIntError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (day, statement) = written.split_once('.').unwrap_or((written, ""));
        Ok(Self { day: day.to_owned(), statement: statement.parse()? })
    }
}

impl Ledger {
    /// What a holder and those whose codes go on from its have said, by the first day on which it can have been said (or
    /// printed, where that is all there is), then in the order in which it was taken in; what has no date comes last. Those after
    /// `after`, at most `limit`; of several versions of a page those of the latest.
    pub fn sayings(
        &self,
        holder: &str,
        after: Option<&SayingPlace>,
        limit: usize,
    ) -> Result<Vec<SayingEntry>, LedgerError> {
        let (day, statement) = after.map_or(("", -1), |after| (after.day.as_str(), after.statement));
        self.run(|db| {
            let mut speakers = db.prepare_cached(
                "SELECT speaker, holder FROM speaker WHERE holder = ?1 OR (holder > ?1 || ':' AND holder < ?1 || ';')",
            )?;
            let speakers = speakers
                .query_map([holder], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<Vec<(i64, String)>, _>>()?;
            let mut query = db.prepare_cached(
                "SELECT page.id, saying.day, saying.statement FROM saying
                    JOIN article ON article.page = saying.statement / 1048576 JOIN page USING (page)
                WHERE saying.speaker = ?1 AND (saying.day, saying.statement) > (?2, ?3) AND article.latest = 1
                ORDER BY saying.day, saying.statement LIMIT ?4",
            )?;
            // Of each the first ones, for the list of any of them is read off in order.
            let mut entries = Vec::new();
            for (speaker, holder) in speakers {
                let holder = Holder::new(holder);
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                let rows = query.query_map((speaker, day, statement, limit), |row| entry(&holder, row))?;
                entries.extend(rows.collect::<Result<Vec<_>, _>>()?);
            }
            entries.sort_by(|a, b| (&a.place, a.holder.as_str()).cmp(&(&b.place, b.holder.as_str())));
            entries.truncate(limit);
            Ok(entries)
        })
    }
}

fn entry(holder: &Holder, row: &Row<'_>) -> rusqlite::Result<SayingEntry> {
    let place = SayingPlace { day: row.get(1)?, statement: row.get(2)? };
    Ok(SayingEntry {
        holder: holder.clone(),
        page: PageId(row.get(0)?),
        // Less than 2^20, so it fits.
        statement: StatementId(place.statement.rem_euclid(PLACES) as u32),
        place,
    })
}

impl Batch<'_> {
    /// The rows of what is said on a page.
    pub(crate) fn insert_sayings(&self, page: i64, rows: &[SayingRow]) -> Inner<()> {
        let db = &self.ledger.db;
        let mut find = db.prepare_cached("SELECT speaker FROM speaker WHERE holder = ?1")?;
        let mut name = db.prepare_cached("INSERT INTO speaker (holder) VALUES (?1)")?;
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO saying (statement, speaker, day) VALUES (?1, ?2, ?3)")?;
        for row in rows {
            let known = find.query_row([&row.holder], |row| row.get(0)).optional()?;
            let speaker: i64 = match known {
                Some(speaker) => speaker,
                None => name.insert([&row.holder])?,
            };
            let day = row.day.as_deref().unwrap_or(UNDATED);
            insert.execute((page * PLACES + i64::from(row.place), speaker, day))?;
        }
        Ok(())
    }

    /// Drops the rows of what is said on a page.
    pub(crate) fn forget_sayings(&self, page: i64) -> Inner<()> {
        self.ledger
            .db
            .prepare_cached("DELETE FROM saying WHERE statement >= ?1 AND statement < ?2")?
            .execute((page * PLACES, (page + 1) * PLACES))?;
        Ok(())
    }
}

/// The rows of what is said on a page, as they are stored.
pub(crate) fn stored(db: &rusqlite::Connection, page: i64) -> Inner<Vec<SayingRow>> {
    let mut query = db.prepare_cached(
        "SELECT holder, statement, day FROM saying JOIN speaker USING (speaker)
        WHERE statement >= ?1 AND statement < ?2 ORDER BY statement, holder",
    )?;
    let rows = query.query_map((page * PLACES, (page + 1) * PLACES), |row| {
        let day: String = row.get(2)?;
        Ok(SayingRow {
            holder: row.get(0)?,
            place: crate::positions::place(row, 1)?,
            day: (day != UNDATED).then_some(day),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
