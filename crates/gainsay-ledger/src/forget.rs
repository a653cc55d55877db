//! The rows of a page, taken out: before it is read again, ruled on, or a later version of it is there.

use crate::batch::topic;
use crate::error::Inner;
use crate::guests::may_visit;
use crate::indexed::indexed;
use crate::rows::PLACES;
use crate::voices::makes_sides;
use crate::{Batch, Topic};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// A position that goes.
struct Gone {
    topic: Topic,
    /// The number of its topic.
    number: i64,
    voice: i64,
    /// Whether it counted for a side.
    counted: bool,
    /// Whether it could be a guest elsewhere.
    visits: bool,
}

impl Batch<'_> {
    /// Drops all that is derived from a page, and gives the address that it had.
    pub(crate) fn forget(&mut self, page: i64) -> Inner<Option<String>> {
        self.forget_positions(page)?;
        self.forget_statements(page)?;
        let db = &self.ledger.db;
        let url = db
            .prepare_cached("SELECT url FROM article WHERE page = ?1")?
            .query_row([page], |row| row.get(0))
            .optional()?
            .flatten();
        for sql in [
            "DELETE FROM page_words WHERE rowid = ?1",
            "DELETE FROM article WHERE page = ?1",
            "DELETE FROM reading WHERE page = ?1",
        ] {
            db.prepare_cached(sql)?.execute([page])?;
        }
        Ok(url)
    }

    pub(crate) fn forget_statements(&self, page: i64) -> Inner<()> {
        self.forget_sayings(page)?;
        let db = &self.ledger.db;
        let statements: i64 = db
            .prepare_cached("SELECT statements FROM article WHERE page = ?1")?
            .query_row([page], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let mut forget = db.prepare_cached("DELETE FROM statement_words WHERE rowid = ?1")?;
        (0..statements).try_for_each(|place| Ok(forget.execute([indexed(page, place)]).map(drop)?))
    }

    pub(crate) fn forget_positions(&mut self, page: i64) -> Inner<()> {
        self.moves();
        let db = &self.ledger.db;
        let range = (page * PLACES, (page + 1) * PLACES);
        let mut query = db.prepare_cached(
            "SELECT frame, parties, ruling, topic, voice, side, level FROM position JOIN voice USING (voice, topic)
                JOIN topic USING (topic) WHERE position >= ?1 AND position < ?2",
        )?;
        let rows = query
            .query_map(range, |row| {
                let (side, level) = (row.get_ref(5)?.as_str()?, row.get_ref(6)?.as_str()?);
                let counted = !side.is_empty() && makes_sides(level);
                Ok(Gone {
                    topic: topic(row)?,
                    number: row.get(3)?,
                    voice: row.get(4)?,
                    counted,
                    visits: may_visit(side, level),
                })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut counted = BTreeSet::new();
        let mut quieter = db.prepare_cached("UPDATE voice SET positions = positions - 1 WHERE voice = ?1")?;
        for gone in &rows {
            quieter.execute([gone.voice])?;
            if gone.counted {
                counted.insert(gone.number);
            }
        }
        drop((query, quieter));
        self.count_page(&counted, -1)?;
        for gone in &rows {
            self.unweigh(&gone.topic)?;
        }
        let denied: BTreeSet<&Topic> =
            rows.iter().filter(|gone| gone.visits).map(|gone| &gone.topic).collect();
        denied.into_iter().try_for_each(|topic| self.unsettle_hosts(topic))?;
        let db = &self.ledger.db;
        for sql in [
            "DELETE FROM item WHERE position >= ?1 AND position < ?2",
            "DELETE FROM position WHERE position >= ?1 AND position < ?2",
        ] {
            db.prepare_cached(sql)?.execute(range)?;
        }
        db.prepare_cached("DELETE FROM gist WHERE page = ?1")?.execute([page])?;
        db.prepare_cached("DELETE FROM voice WHERE positions = 0 AND voice = ?1")
            .and_then(|mut silent| rows.iter().try_for_each(|gone| silent.execute([gone.voice]).map(drop)))?;
        Ok(())
    }
}
