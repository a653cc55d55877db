//! Positions as rows.

use crate::batch::topic;
use crate::error::LedgerError;
use crate::filter::{Conditions, Filter, limit};
use crate::rows::{PLACES, value};
use crate::{Ledger, Topic};
use gainsay_record::{Edtf, Holder, Level, Mode, PageId, PositionRef, Stance, StatementId};
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
    /// What people decided on it, in a word: `accepted`, `corrected`, `rejected`.
    pub ruled: Option<String>,
}

impl Ledger {
    /// The positions that `filter` lets through: by the first day on which they can have been said (or printed,
    /// where that is all there is), then by page id and place; those without a date come last.
    pub fn positions(&self, filter: &Filter) -> Result<Vec<PositionEntry>, LedgerError> {
        let conditions = Conditions::on_positions(filter);
        self.run(|db| {
            let mut query = db.prepare(&format!(
                "SELECT topic.frame, topic.parties, topic.ruling, page.id, position.position, position.statement,
                    position.holder, stance, level, roles, mode, stage, time, said, article.published, article.outlet,
                    position.ruled
                FROM position JOIN topic USING (topic) JOIN page USING (page) JOIN article USING (page)
                WHERE {}
                ORDER BY coalesce(position.first_day, position.last_day) IS NULL,
                    coalesce(position.first_day, '0000-01-01'), page.id, position.position
                LIMIT ?",
                conditions.sql()
            ))?;
            let values = conditions.values.into_iter().chain([limit(filter)]);
            let rows = query.query_map(params_from_iter(values), entry)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The ids of the disputes that a position is part of, sorted.
    pub fn disputes_of(&self, position: &PositionRef) -> Result<Vec<String>, LedgerError> {
        self.run(|db| {
            let key = self.number_of(db, &position.page)? * PLACES + i64::from(position.position);
            let mut query = db.prepare_cached(
                "SELECT DISTINCT id FROM member JOIN dispute USING (dispute) WHERE position = ?1 ORDER BY id",
            )?;
            Ok(query.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<PositionEntry> {
    let date = |at: usize| -> rusqlite::Result<Option<Edtf>> {
        Ok(row.get::<_, Option<String>>(at)?.as_deref().and_then(Edtf::parse))
    };
    let roles: String = row.get(9)?;
    Ok(PositionEntry {
        at: PositionRef { page: PageId(row.get(3)?), position: place(row, 4)? },
        statement: StatementId(place(row, 5)?),
        topic: topic(row)?,
        holder: row.get::<_, Option<String>>(6)?.map(Holder::new),
        stance: spelt(row, 7)?,
        level: spelt(row, 8)?,
        roles: serde_json::from_str(&roles).unwrap_or_default(),
        mode: spelt(row, 10)?,
        stage: row.get(11)?,
        time: date(12)?,
        said: date(13)?,
        published: date(14)?,
        outlet: row.get(15)?,
        ruled: row.get(16)?,
    })
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
