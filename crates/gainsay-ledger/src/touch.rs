//! The topics whose disputes no longer hold, because positions on them came or went.

use crate::error::Inner;
use crate::{Batch, Ledger, Topic};
use rusqlite::OptionalExtension;

impl Batch<'_> {
    /// The number of a topic whose disputes no longer hold.
    pub(crate) fn touch(&mut self, topic: &Topic) -> Inner<i64> {
        if let Some(&number) = self.touched.get(topic) {
            return Ok(number);
        }
        let number = self.topic_number(topic)?;
        let rested = self
            .ledger
            .db
            .prepare_cached("UPDATE topic SET stale = 1 WHERE topic = ?1 AND stale = 0")?
            .execute([number])?;
        if rested > 0 {
            self.came.insert(number, Vec::new());
        }
        self.touched.insert(topic.clone(), number);
        Ok(number)
    }

    /// The topic's disputes no longer hold, whatever pages they were worked out from.
    pub(crate) fn unweigh(&mut self, topic: &Topic) -> Inner<()> {
        let number = self.touch(topic)?;
        self.ledger
            .db
            .prepare_cached("UPDATE topic SET weighed = NULL WHERE topic = ?1 AND weighed IS NOT NULL")?
            .execute([number])?;
        Ok(())
    }

    pub(crate) fn topic_number(&self, topic: &Topic) -> Inner<i64> {
        if let Some(known) = self.ledger.topic_number(topic)? {
            return Ok(known);
        }
        let db = &self.ledger.db;
        db.prepare_cached(
            "INSERT INTO topic (frame, parties, ruling, pages, stale) VALUES (?1, ?2, ?3, 0, 1)",
        )?
        .execute((&topic.frame, topic.spelt(), topic.ruled()))?;
        let number = db.last_insert_rowid();
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO topic_party (party, topic) VALUES (?1, ?2)")?;
        for party in &topic.parties {
            insert.execute((party, number))?;
        }
        Ok(number)
    }
}

impl Ledger {
    /// The number of a topic in this file.
    pub(crate) fn topic_number(&self, topic: &Topic) -> Inner<Option<i64>> {
        let mut query = self
            .db
            .prepare_cached("SELECT topic FROM topic WHERE frame = ?1 AND parties = ?2 AND ruling = ?3")?;
        let key = (&topic.frame, topic.spelt(), topic.ruled());
        Ok(query.query_row(key, |row| row.get(0)).optional()?)
    }
}
