//! Counting disputes by what they can be narrowed to, and their positions by day.

use crate::Ledger;
use crate::error::{Inner, LedgerError};
use crate::filter::{Conditions, Filter};
use crate::guests::{guests, taken};
use crate::positions::spelt;
use crate::rows::PLACES;
use gainsay_record::Side;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// How many disputes have what; each list the most frequent first, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By party.
    pub parties: Vec<(String, u64)>,
    /// By class of what is transferred.
    pub items: Vec<(String, u64)>,
    /// By outlet.
    pub outlets: Vec<(String, u64)>,
    /// By stance, as on the wire.
    pub stances: Vec<(String, u64)>,
}

/// How many positions one side has that can have been said between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The side.
    pub side: Side,
    /// The first day; `None` where it is open or there is no date.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// How many.
    pub positions: u64,
}

/// Disputes in which somebody asserts, and somebody denies, hedges or declines.
pub(crate) const CONTESTED: &str = "asserts > 0 AND denies + hedges + declines > 0";

impl Ledger {
    /// Counts the disputes that `filter` lets through; those in which nobody is contradicted only with `all`.
    pub fn facets(&self, filter: &Filter, all: bool) -> Result<Facets, LedgerError> {
        let conditions = Conditions::on_disputes(filter);
        let contested = if all { "1" } else { CONTESTED };
        let from = "FROM dispute JOIN topic USING (topic)";
        let fitting = format!("WHERE {contested} AND {}", conditions.sql());
        let of_positions = |column: &str, more: &str| {
            format!(
                "SELECT {column}, count(DISTINCT dispute.topic) {from} JOIN position ON position.topic = dispute.topic {more}
                {fitting} AND position.rank IS NOT NULL AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        };
        let parties = format!(
            "SELECT topic_party.party, count(*) {from} JOIN topic_party USING (topic) {fitting}
            GROUP BY 1 ORDER BY 2 DESC, 1"
        );
        self.run(|db| {
            let counts = |sql: &str| counts(db, sql, &conditions.values);
            Ok(Facets {
                parties: counts(&parties)?,
                items: counts(&of_positions("item.class", "JOIN item USING (position)"))?,
                outlets: counts(&of_positions(
                    "article.outlet",
                    "JOIN article ON article.page = position.position / 1048576",
                ))?,
                stances: counts(&of_positions("position.stance", ""))?,
            })
        })
    }

    /// How many disputes `filter` lets through; its limit makes no difference.
    pub fn count_disputes(&self, filter: &Filter) -> Result<u64, LedgerError> {
        let conditions = Conditions::on_disputes(filter);
        self.run(|db| {
            let sql =
                format!("SELECT count(*) FROM dispute JOIN topic USING (topic) WHERE {}", conditions.sql());
            Ok(db.prepare_cached(&sql)?.query_row(params_from_iter(conditions.values), |row| row.get(0))?)
        })
    }

    /// How many positions the sides of a dispute have, by day; those beneath a side are not counted.
    pub fn lanes(&self, dispute: &str) -> Result<Vec<Lane>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT side, first_day, last_day, count(*)
                FROM dispute JOIN position USING (topic) JOIN voice USING (voice)
                WHERE dispute.id = ?1 AND rank IS NOT NULL AND side <> '' AND level IN ('act', 'plan')
                GROUP BY 1, 2, 3 ORDER BY 2, 3, 1",
            )?;
            let rows = query.query_map([dispute], |row| {
                Ok(Lane {
                    side: spelt(row, 0)?,
                    first_day: row.get(1)?,
                    last_day: row.get(2)?,
                    positions: row.get(3)?,
                })
            })?;
            let mut lanes: Vec<Lane> = rows.collect::<Result<_, _>>()?;
            let topic: Option<i64> = db
                .prepare_cached("SELECT topic FROM dispute WHERE id = ?1")?
                .query_row([dispute], |row| row.get(0))
                .optional()?;
            if let Some(topic) = topic {
                lanes.extend(self.lanes_of_guests(db, topic)?);
            }
            Ok(lanes)
        })
    }

    /// A lane for each denial that answers a topic's dispute from outside.
    fn lanes_of_guests(&self, db: &Connection, topic: i64) -> Inner<Vec<Lane>> {
        let guests = guests(db, topic)?;
        let disputes = self.disputes_with(&guests, topic)?;
        let mut days = db.prepare_cached("SELECT first_day, last_day FROM position WHERE position = ?1")?;
        let lane = |position| {
            Ok(days.query_row([position], |row| {
                let (first_day, last_day) = (row.get(0)?, row.get(1)?);
                Ok(Lane { side: Side::Denies, first_day, last_day, positions: 1 })
            })?)
        };
        taken(&guests, disputes.iter()).map(|guest| guest.page * PLACES + guest.place).map(lane).collect()
    }
}

fn counts(db: &Connection, sql: &str, values: &[Value]) -> Inner<Vec<(String, u64)>> {
    let mut query = db.prepare(sql)?;
    let rows = query.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
