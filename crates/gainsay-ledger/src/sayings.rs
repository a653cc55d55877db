//! All that somebody has said, in order of time: statements, whether or not a position was read from them.

use crate::error::Inner;
use crate::rows::{Day, SayingRow, sayings};
use crate::{Batch, Ledger, LedgerError, Ruled};
use gainsay_record::{Holder, PageId, StatementId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SayingPlace {
    day: i64,
    page: i64,
    statement: u32,
}

impl std::fmt::Display for SayingPlace {
    /// `20220922.105.3`: the first day on which it can have been said, and the numbers of page and statement.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}.{}", self.day, self.page, self.statement)
    }
}

impl std::str::FromStr for SayingPlace {
    type Err = std::num::ParseIntError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let mut parts = written.splitn(3, '.');
        let mut next = || parts.next().unwrap_or_default();
        Ok(Self { day: next().parse()?, page: next().parse()?, statement: next().parse()? })
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
        self.run(|db| {
            let speakers = speakers(db, holder)?;
            // The page of the place before is looked at again: more of it may come after.
            let mut from = after.map_or((0, 0), |after| (after.day, after.page));
            let mut entries: Vec<SayingEntry> = Vec::new();
            loop {
                let pages = pages_from(db, &speakers, from, limit.max(1))?;
                let Some(last) = pages.last().copied() else { break };
                for (day, page) in pages {
                    let (id, ruled) = self.ruled_number(db, page)?;
                    let made = sayings(&ruled.reading)
                        .into_iter()
                        .filter(|(_, by, of)| of.0 == day && speakers.iter().any(|(_, known)| known == by));
                    entries.extend(made.map(|(statement, by, _)| SayingEntry {
                        holder: Holder::new(by),
                        page: id,
                        statement: StatementId(statement),
                        place: SayingPlace { day, page, statement },
                    }));
                }
                entries.retain(|entry| after.is_none_or(|after| entry.place > *after));
                if entries.len() >= limit {
                    break;
                }
                from = (last.0, last.1 + 1);
            }
            entries.truncate(limit);
            Ok(entries)
        })
    }

    fn ruled_number(&self, db: &Connection, page: i64) -> Inner<(PageId, Ruled)> {
        let ruled = self.ruled_of(db, self.reading_of(page)?, &*self.standing_of(db)?)?;
        Ok((ruled.reading.article.id, ruled))
    }
}

/// A holder and those beneath it, by their numbers.
fn speakers(db: &Connection, holder: &str) -> Inner<Vec<(i64, String)>> {
    let mut query = db.prepare_cached(
        "SELECT speaker, holder FROM speaker WHERE holder = ?1 OR (holder > ?1 || ':' AND holder < ?1 || ';')",
    )?;
    let rows = query.query_map([holder], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first `limit` days and pages, from one on, on which one of these says something: by day, then by page.
fn pages_from(
    db: &Connection,
    speakers: &[(i64, String)],
    from: (i64, i64),
    limit: usize,
) -> Inner<Vec<(i64, i64)>> {
    let mut query = db.prepare_cached(
        "SELECT day, saying.page FROM saying JOIN article USING (page)
        WHERE speaker = ?1 AND (day, saying.page) >= (?2, ?3) AND latest = 1 ORDER BY day, saying.page LIMIT ?4",
    )?;
    // Of each the first ones, for the list of any of them is read off in order.
    let mut pages = BTreeSet::new();
    for (speaker, _) in speakers {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map((speaker, from.0, from.1, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            pages.insert(row?);
        }
    }
    Ok(pages.into_iter().take(limit).collect())
}

impl Batch<'_> {
    /// The rows of what is said on a page.
    pub(crate) fn insert_sayings(&self, page: i64, rows: &[SayingRow]) -> Inner<()> {
        let db = &self.ledger.db;
        let mut find = db.prepare_cached("SELECT speaker FROM speaker WHERE holder = ?1")?;
        let mut name = db.prepare_cached("INSERT INTO speaker (holder) VALUES (?1)")?;
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO saying (page, speaker, day) VALUES (?1, ?2, ?3)")?;
        for row in rows {
            let known = find.query_row([&row.holder], |row| row.get(0)).optional()?;
            let speaker: i64 = match known {
                Some(speaker) => speaker,
                None => name.insert([&row.holder])?,
            };
            insert.execute((page, speaker, row.day.0))?;
        }
        Ok(())
    }

    /// Drops the rows of what is said on a page.
    pub(crate) fn forget_sayings(&self, page: i64) -> Inner<()> {
        self.ledger.db.prepare_cached("DELETE FROM saying WHERE page = ?1")?.execute([page])?;
        Ok(())
    }
}

/// The rows of what is said on a page, as they are stored.
pub(crate) fn stored(db: &Connection, page: i64) -> Inner<Vec<SayingRow>> {
    let mut query = db.prepare_cached(
        "SELECT holder, day FROM saying JOIN speaker USING (speaker) WHERE page = ?1 ORDER BY holder, day",
    )?;
    let rows = query.query_map([page], |row| Ok(SayingRow { holder: row.get(0)?, day: Day(row.get(1)?) }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
