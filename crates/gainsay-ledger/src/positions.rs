//! Positions as rows.

use crate::batch::topic;
use crate::error::{Damage, Inner, LedgerError};
use crate::facets::CONTESTED;
use crate::filter::{Conditions, Filter, ORDER, limit};
use crate::guests::visited;
use crate::rows::{PLACES, value};
use crate::{Ledger, Topic};
use gainsay_record::{Dispute, Edtf, Holder, Level, Mode, PageId, PositionRef, Stance, StatementId};
use rusqlite::types::Type;
use rusqlite::{Row, params_from_iter};
use std::collections::BTreeMap;

/// A position in a list; all of it is in the page's reading.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionEntry {
    /// The page, and the place among its positions.
    pub at: PositionRef,
    /// The statement it is read from.
    pub statement: StatementId,
    /// Frame and parties.
    pub topic: Topic,
    /// Who takes it.
    pub holder: Option<Holder>,
    /// The stance.
    pub stance: Stance,
    /// What it is aimed at.
    pub level: Level,
    /// Who fills which role.
    pub roles: BTreeMap<String, String>,
    /// How arms change hands.
    pub mode: Mode,
    /// The stage, by the frame's own names.
    pub stage: Option<String>,
    /// When it happened.
    pub time: Option<Edtf>,
    /// When it was said.
    pub said: Option<Edtf>,
    /// When the page was published.
    pub published: Option<Edtf>,
    /// The outlet that printed it.
    pub outlet: Option<String>,
    /// The first and the last day on which it can have been said; those of the publication where that is all there is.
    pub days: [Option<String>; 2],
    /// How sure the machine is that it read it rightly, from 0 to 1.
    pub confidence: f32,
    /// What people decided on it, in a word: `accepted`, `corrected`, `rejected`.
    pub ruled: Option<String>,
    /// Whether it stands on the latest version of its page; one that does not is in no dispute.
    pub latest: bool,
}

/// A place in the list of [`Ledger::unsure`]; of this file alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsure {
    confidence: i64,
    position: i64,
}

impl std::fmt::Display for Unsure {
    /// `550.104857600`: how sure, of 1000, and the position's number.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.confidence, self.position)
    }
}

impl std::str::FromStr for Unsure {
    type Err = std::num::ParseIntError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (confidence, position) = written.split_once('.').unwrap_or((written, ""));
        Ok(Self { confidence: confidence.parse()?, position: position.parse()? })
    }
}

impl Ledger {
    /// The positions that `filter` lets through: by the first day on which they can have been said (or printed,
    /// where that is all there is), then by page id and place; those without a date come last.
    pub fn positions(&self, filter: &Filter) -> Result<Vec<PositionEntry>, LedgerError> {
        let conditions = Conditions::on_positions(filter);
        self.run(|db| {
            let mut query = db.prepare(&format!(
                "SELECT topic.frame, topic.parties, topic.ruling, page.id, position.position, position.stance,
                    voice.level, article.published, article.outlet, position.ruled, article.latest, gist.positions,
                    position.first_day, position.last_day
                FROM position JOIN voice USING (voice) JOIN topic ON topic.topic = position.topic
                    JOIN article ON article.page = position.position / 1048576 JOIN page USING (page)
                    JOIN gist USING (page)
                WHERE {}
                ORDER BY {ORDER} LIMIT ?",
                conditions.sql()
            ))?;
            let values = conditions.values.into_iter().chain([limit(filter)]);
            let mut rows = query.query(params_from_iter(values))?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next()? {
                entries.push(self.position_entry(row)?);
            }
            Ok(entries)
        })
    }

    /// The positions on sides of contested disputes that `filter` lets through and nobody decided on, the least sure first, then
    /// in the order in which they were taken in; those after `after`, at most `limit`.
    pub fn unsure(
        &self,
        filter: &Filter,
        after: Option<Unsure>,
        limit: usize,
    ) -> Result<Vec<(Unsure, PositionEntry)>, LedgerError> {
        let filter = Filter { undecided: true, after: None, ..filter.clone() };
        let conditions = Conditions::on_positions(&filter);
        let after = after.unwrap_or(Unsure { confidence: -1, position: 0 });
        self.run(|db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT topic.frame, topic.parties, topic.ruling, page.id, position.position, position.stance,
                    voice.level, article.published, article.outlet, position.ruled, article.latest, gist.positions,
                    position.first_day, position.last_day, position.confidence
                FROM position INDEXED BY position_unsure CROSS JOIN voice USING (voice)
                    JOIN topic ON topic.topic = position.topic
                    JOIN article ON article.page = position.position / 1048576 JOIN page USING (page)
                    JOIN gist USING (page)
                WHERE (position.confidence, position.position) > (?, ?) AND position.rank IS NOT NULL AND {}
                    AND EXISTS (SELECT 1 FROM dispute WHERE dispute.topic = position.topic AND {CONTESTED})
                ORDER BY position.confidence, position.position LIMIT ?",
                conditions.sql()
            ))?;
            let values = [after.confidence.into(), after.position.into()].into_iter();
            let values = values.chain(conditions.values).chain([(limit as i64).into()]);
            let mut rows = query.query(params_from_iter(values))?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next()? {
                let place = Unsure { confidence: row.get(14)?, position: row.get(4)? };
                entries.push((place, self.position_entry(row)?));
            }
            Ok(entries)
        })
    }

    /// How many positions [`Ledger::unsure`] has, those of a filter that narrows nothing.
    pub fn count_unsure(&self) -> Result<u64, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT count(*) FROM position WHERE ruled IS NULL AND rank IS NOT NULL
                    AND topic IN (SELECT topic FROM dispute WHERE {CONTESTED})"
            ))?;
            Ok(query.query_row([], |row| row.get(0))?)
        })
    }

    /// The holders who take a position, by code, from the one after `holder` on, at most `limit`: each with how many.
    pub fn holders_after(&self, holder: &str, limit: u32) -> Result<Vec<(Holder, u64)>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT holder, sum(positions) FROM voice WHERE holder > ?1 GROUP BY holder
                HAVING sum(positions) > 0 ORDER BY holder LIMIT ?2",
            )?;
            let rows = query
                .query_map((holder, limit), |row| Ok((Holder::new(row.get::<_, String>(0)?), row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The ids of the disputes that a position is part of, sorted: those on its topic, unless it takes no side, and those in which
    /// it is a guest.
    pub fn disputes_of(&self, position: &PositionRef) -> Result<Vec<String>, LedgerError> {
        self.run(|db| {
            let key = self.number_of(db, &position.page)? * PLACES + i64::from(position.position);
            let mut query = db.prepare_cached(
                "SELECT id FROM position JOIN dispute USING (topic) WHERE position = ?1 AND rank IS NOT NULL
                ORDER BY id",
            )?;
            let mut ids: Vec<String> = query.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
            for id in visited(db, key)? {
                if self.dispute(&id)?.is_some_and(|dispute| has(&dispute, position)) {
                    ids.push(id);
                }
            }
            ids.sort_unstable();
            ids.dedup();
            Ok(ids)
        })
    }

    fn position_entry(&self, row: &Row<'_>) -> Inner<PositionEntry> {
        let page = PageId(row.get(3)?);
        let place = place(row, 4)?;
        let missing = || LedgerError::Unreadable { page, source: Damage::new("rows are missing").into() };
        let stored = self.positions_from(page, row.get_ref(11)?.as_blob().map_err(rusqlite::Error::from)?)?;
        let position = stored.positions.get(place as usize).ok_or_else(missing)?;
        let provenance = stored.provenance.get(position.statement.0 as usize).ok_or_else(missing)?;
        let statement = stored.statements.get(position.statement.0 as usize).ok_or_else(missing)?;
        let roles = position.proposition.roles.iter().map(|it| (it.role.clone(), it.filler.clone()));
        Ok(PositionEntry {
            at: PositionRef { page, position: place },
            statement: StatementId(*statement),
            topic: topic(row)?,
            stance: spelt(row, 5)?,
            level: spelt(row, 6)?,
            roles: roles.collect(),
            mode: position.proposition.mode,
            stage: position.proposition.stage.clone(),
            time: position.proposition.time.as_ref().and_then(|time| time.edtf.clone()),
            said: provenance.said.as_ref().and_then(|said| said.edtf.clone()),
            published: row.get::<_, Option<String>>(7)?.as_deref().and_then(Edtf::parse),
            outlet: row.get(8)?,
            ruled: row.get(9)?,
            latest: row.get(10)?,
            holder: position.holder.clone(),
            days: [row.get(12)?, row.get(13)?],
            confidence: position.confidence,
        })
    }
}

/// Whether a position is on one of a dispute's sides.
fn has(dispute: &Dispute, position: &PositionRef) -> bool {
    dispute.sides.iter().any(|(_, positions)| positions.contains(position))
}

/// The place in its page of a statement or position, from its number.
pub(crate) fn place(row: &Row<'_>, at: usize) -> rusqlite::Result<u32> {
    let key: i64 = row.get(at)?;
    // Less than 2^20, so it fits.
    Ok(key.rem_euclid(PLACES) as u32)
}

/// A value from the word that stands for it.
pub(crate) fn spelt<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let word: String = row.get(at)?;
    let unknown = format!("\"{word}\" is none of the words that stand here");
    value(word).ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, unknown.into()))
}
