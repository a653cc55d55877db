//! Adding: many pages in one transaction, each in whole, reported when the disk has them.

use crate::disputes::store;
use crate::error::{Inner, LedgerError};
use crate::ledger::{GIVEN, given, number};
use crate::log::{self, PAGE, PageTaken, Seal};
use crate::page::{Derived, Packer};
use crate::rows::{PLACES, PositionRow, Rows, statement_words};
use crate::{Added, Contested, Given, Ledger, Outcome, Packed, PackedAgain, Ruled, Topic};
use gainsay_record::{Dispute, PageId, Reading};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// A transaction that adds to a ledger. Other processes that want to write wait for its end; readers do not.
///
/// What is not committed is not there: dropping a batch takes everything back.
pub struct Batch<'a> {
    pub(crate) ledger: &'a Ledger,
    outcomes: Vec<Outcome>,
    touched: BTreeMap<Topic, i64>,
    pub(crate) seal: Seal,
    failed: bool,
}

impl Ledger {
    /// Begins a batch, after waiting for any other process that writes.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] where that takes longer than the ledger's patience.
    pub fn batch(&mut self) -> Result<Batch<'_>, LedgerError> {
        let seal = self.run(|db| {
            if db.is_readonly("main")? {
                return Err(LedgerError::ReadOnly { path: self.path().to_owned() }.into());
            }
            db.execute_batch("BEGIN IMMEDIATE")?;
            log::last(db).inspect_err(|_| take_back(db))
        })?;
        Ok(Batch { ledger: self, outcomes: Vec::new(), touched: BTreeMap::new(), seal, failed: false })
    }

    /// The topics that gained or lost positions since their disputes were worked out, sorted: work for
    /// [`Batch::put_disputes`]. Empty in a ledger that is at rest; a process that was killed may leave some.
    pub fn stale(&self) -> Result<Vec<Topic>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached("SELECT frame, parties, ruling FROM topic WHERE stale = 1")?;
            let mut topics = query.query_map([], topic)?.collect::<Result<Vec<_>, _>>()?;
            topics.sort_unstable();
            Ok(topics)
        })
    }
}

impl Batch<'_> {
    /// Adds a page. What became of it, [`Batch::commit`] tells.
    ///
    /// # Errors
    ///
    /// Where the database fails, the disk being full for one. The whole batch has then failed: drop it, and nothing
    /// of it is there.
    pub fn add(&mut self, page: &Packed) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let added = batch.insert(page)?;
            batch.outcomes.push(Outcome { page: page.id, path: page.path.clone(), added });
            Ok(())
        })
    }

    /// Puts another reading of a page that is there in the place of the old one: what a better reader makes of it. What
    /// people decided on the page is applied to it. Kept are the bytes and what was given.
    ///
    /// # Errors
    ///
    /// As [`Batch::add`], and where the page is not there.
    pub fn put_reading(&mut self, reading: &Reading) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let db = &batch.ledger.db;
            let number = batch.ledger.number_of(db, &reading.article.id)?;
            let bytes = batch.ledger.bytes_of(number, &reading.article.id)?;
            let again = Packer::new().pack_again(&bytes, reading)?;
            batch.replace(number, &again)
        })
    }

    /// As [`Batch::put_reading`], with a page that [`Packer::pack_again`] has packed.
    pub fn put_again(&mut self, again: &PackedAgain) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let number = batch.ledger.number_of(&batch.ledger.db, &again.reading.article.id)?;
            batch.replace(number, again)
        })
    }

    /// The topics that this batch touched and whose disputes were not put since, sorted.
    pub fn touched(&self) -> Vec<Topic> {
        self.touched.keys().cloned().collect()
    }

    /// The ledger with all that this batch has added so far.
    pub fn ledger(&self) -> &Ledger {
        self.ledger
    }

    /// Puts these disputes in the place of all that the topic had, and holds the topic for settled. Each comes with
    /// how contested it is, which is its place in [`Ledger::disputes`].
    ///
    /// # Errors
    ///
    /// As [`Batch::add`], and where a dispute refers to a position that is not there.
    pub fn put_disputes(
        &mut self,
        topic: &Topic,
        disputes: &[(Dispute, Contested)],
    ) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let number = batch.topic_number(topic)?;
            // A page that is added after this touches the topic anew.
            batch.touched.remove(topic);
            store(&batch.ledger.db, number, disputes)
        })
    }

    /// Ends the batch. When this returns, the disk has all of it; each page's outcome stands in the order of adding.
    ///
    /// # Errors
    ///
    /// Where the database fails, nothing of the batch is there.
    pub fn commit(mut self) -> Result<Vec<Outcome>, LedgerError> {
        self.attempt(|batch| Ok(batch.ledger.db.execute_batch("COMMIT")?))?;
        Ok(std::mem::take(&mut self.outcomes))
    }

    pub(crate) fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Inner<T>) -> Result<T, LedgerError> {
        if self.failed {
            return Err(LedgerError::Over);
        }
        step(self).map_err(|trouble| {
            self.failed = true;
            trouble.at(self.ledger.path())
        })
    }

    fn insert(&mut self, page: &Packed) -> Inner<Added> {
        let db = &self.ledger.db;
        if let Some(known) = number(db, &page.id)? {
            see(db, known, &page.path)?;
            return Ok(Added::known(&given_of(db, known)?, &page.given));
        }
        let given = &page.given;
        db.prepare_cached(&format!(
            "INSERT INTO page (id, length, captured, {GIVEN}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        ))?
        .execute((
            page.id.0,
            page.length,
            &page.captured,
            &given.name,
            &given.content_type,
            &given.url,
            &given.outlet,
            given.published.as_ref().map(|date| date.as_str()),
            given.plain,
        ))?;
        let number = db.last_insert_rowid();
        db.prepare_cached("INSERT INTO page_bytes (page, bytes) VALUES (?1, ?2)")?
            .execute((number, &page.bytes))?;
        see(db, number, &page.path)?;
        let taken = PageTaken {
            page: page.id,
            captured: page.captured.clone(),
            given: given.clone(),
            path: page.path.clone(),
        };
        // Strings, numbers and dates: this cannot fail, and would be found by `verify` if it did.
        let payload = serde_json::to_string(&taken).unwrap_or_default();
        self.seal = log::append(db, self.seal, PAGE, &payload)?;
        self.insert_page_rows(number, &page.derived)?;
        let standing = self.ledger.standing_of(db)?;
        if standing.moves_any() {
            let mut rows = page.derived.rows.clone();
            for position in &mut rows.positions {
                let own = std::mem::replace(&mut position.topic, Topic::nobody());
                position.topic = standing.moved(own, |_| false);
            }
            self.insert_rows(number, &rows, &page.derived.words)?;
        } else {
            self.insert_rows(number, &page.derived.rows, &page.derived.words)?;
        }

        let Some(url) = &page.derived.rows.article.url else { return Ok(Added::New) };
        let versions = db
            .prepare_cached("SELECT count(*) FROM article WHERE url = ?1")?
            .query_row([url], |row| row.get(0))?;
        Ok(if versions > 1 { Added::NewVersion { versions } } else { Added::New })
    }

    /// Puts another reading in the place of the one that the page has.
    fn replace(&mut self, page: i64, again: &PackedAgain) -> Inner<()> {
        self.forget_rows(page)?;
        self.forget_page_rows(page)?;
        self.insert_page_rows(page, &again.derived)?;
        let standing = self.ledger.standing_of(&self.ledger.db)?;
        self.insert_ruled(page, &Ruled::of(again.reading.clone(), &standing))
    }

    /// Works the rows of a page out again, after somebody decided something on it.
    pub(crate) fn rule(&mut self, page: i64) -> Inner<()> {
        let standing = self.ledger.standing_of(&self.ledger.db)?;
        let ruled = Ruled::of(self.ledger.reading_of(page)?, &standing);
        self.forget_rows(page)?;
        self.insert_ruled(page, &ruled)
    }

    fn insert_ruled(&mut self, page: i64, ruled: &Ruled) -> Inner<()> {
        self.insert_rows(page, &Rows::ruled(ruled), &statement_words(&ruled.reading))
    }

    /// The reading of a page, and the rows of it that no decision changes.
    fn insert_page_rows(&mut self, page: i64, derived: &Derived) -> Inner<()> {
        let db = &self.ledger.db;
        let article = &derived.rows.article;
        db.prepare_cached("INSERT INTO reading (page, reading) VALUES (?1, ?2)")?
            .execute((page, &derived.reading))?;
        db.prepare_cached(
            "INSERT INTO article (page, url, outlet, title, byline, language, published, first_day, last_day,
                statements, positions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute((
            page,
            &article.url,
            &article.outlet,
            &article.title,
            &article.byline,
            &article.language,
            &article.published,
            &article.days.first,
            &article.days.last,
            article.statements,
            article.positions,
        ))?;
        db.prepare_cached("INSERT INTO page_words (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute((
            page,
            &article.title,
            &derived.text,
        ))?;
        Ok(())
    }

    /// The rows of the statements and positions of a page.
    fn insert_rows(&mut self, page: i64, rows: &Rows, words: &[(String, String)]) -> Inner<()> {
        let db = &self.ledger.db;
        let Rows { article: _, statements, positions } = rows;
        let mut insert = db.prepare_cached(
            "INSERT INTO statement (statement, page, kind, act, nested_in, holder, origin, said)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let mut index =
            db.prepare_cached("INSERT INTO statement_words (rowid, words, source) VALUES (?1, ?2, ?3)")?;
        for ((key, row), (words, source)) in (page * PLACES..).zip(statements).zip(words) {
            let nested_in = row.nested_in.map(|place| page * PLACES + place);
            insert.execute((
                key,
                page,
                &row.kind,
                &row.act,
                nested_in,
                &row.holder,
                &row.origin,
                &row.said,
            ))?;
            index.execute((key, words, source))?;
        }
        for (key, row) in (page * PLACES..).zip(positions) {
            self.insert_position(page, key, row)?;
        }
        Ok(())
    }

    fn insert_position(&mut self, page: i64, key: i64, row: &PositionRow) -> Inner<()> {
        let topic = self.touch(&row.topic)?;
        let db = &self.ledger.db;
        db.prepare_cached(
            "INSERT INTO position (position, page, statement, topic, holder, stance, level, roles, mode, stage, time,
                said, first_day, last_day, confidence, ruled)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute((
            key,
            page,
            page * PLACES + row.statement,
            topic,
            &row.holder,
            &row.stance,
            &row.level,
            &row.roles,
            &row.mode,
            &row.stage,
            &row.time,
            &row.said,
            &row.days.first,
            &row.days.last,
            row.confidence,
            &row.ruled,
        ))?;
        let mut insert = db.prepare_cached(
            "INSERT INTO item (class, position, place, text, quantity, min, max, unit)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for item in &row.items {
            insert.execute((
                &item.class,
                key,
                item.place,
                &item.text,
                &item.quantity,
                item.min,
                item.max,
                &item.unit,
            ))?;
        }
        Ok(())
    }

    /// Drops the rows of the statements and positions of a page.
    fn forget_rows(&mut self, page: i64) -> Inner<()> {
        let db = &self.ledger.db;
        let topics = db
            .prepare_cached(
                "SELECT DISTINCT frame, parties, ruling FROM position JOIN topic USING (topic)
                WHERE position >= ?1 AND position < ?2",
            )?
            .query_map((page * PLACES, (page + 1) * PLACES), topic)?
            .collect::<Result<Vec<_>, _>>()?;
        for topic in topics {
            self.touch(&topic)?;
        }
        let range = (page * PLACES, (page + 1) * PLACES);
        for sql in [
            "DELETE FROM member WHERE position >= ?1 AND position < ?2",
            "DELETE FROM item WHERE position >= ?1 AND position < ?2",
            "DELETE FROM position WHERE position >= ?1 AND position < ?2",
            "DELETE FROM statement_words WHERE rowid IN (
                SELECT statement FROM statement WHERE statement >= ?1 AND statement < ?2)",
            "DELETE FROM statement WHERE statement >= ?1 AND statement < ?2",
        ] {
            db.prepare_cached(sql)?.execute(range)?;
        }
        Ok(())
    }

    /// Drops the reading of a page, and the rows of it that no decision changes.
    fn forget_page_rows(&mut self, page: i64) -> Inner<()> {
        let db = &self.ledger.db;
        for sql in [
            "DELETE FROM page_words WHERE rowid = ?1",
            "DELETE FROM article WHERE page = ?1",
            "DELETE FROM reading WHERE page = ?1",
        ] {
            db.prepare_cached(sql)?.execute([page])?;
        }
        Ok(())
    }

    /// The number of a topic whose disputes no longer hold.
    fn touch(&mut self, topic: &Topic) -> Inner<i64> {
        if let Some(&number) = self.touched.get(topic) {
            return Ok(number);
        }
        let number = self.topic_number(topic)?;
        self.ledger
            .db
            .prepare_cached("UPDATE topic SET stale = 1 WHERE topic = ?1 AND stale = 0")?
            .execute([number])?;
        self.touched.insert(topic.clone(), number);
        Ok(number)
    }

    fn topic_number(&self, topic: &Topic) -> Inner<i64> {
        let db = &self.ledger.db;
        let parties = topic.spelt();
        let known = db
            .prepare_cached("SELECT topic FROM topic WHERE frame = ?1 AND parties = ?2 AND ruling = ?3")?
            .query_row((&topic.frame, &parties, topic.ruled()), |row| row.get(0))
            .optional()?;
        if let Some(number) = known {
            return Ok(number);
        }
        db.prepare_cached("INSERT INTO topic (frame, parties, ruling, stale) VALUES (?1, ?2, ?3, 1)")?
            .execute((&topic.frame, &parties, topic.ruled()))?;
        let number = db.last_insert_rowid();
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO topic_party (party, topic) VALUES (?1, ?2)")?;
        for party in &topic.parties {
            insert.execute((party, number))?;
        }
        Ok(number)
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        take_back(&self.ledger.db);
    }
}

/// Ends a transaction without keeping it, where one is open. SQLite undoes it in any case, when the file is next
/// opened.
fn take_back(db: &Connection) {
    if !db.is_autocommit() {
        db.execute_batch("ROLLBACK").ok();
    }
}

fn see(db: &Connection, page: i64, path: &str) -> Inner<()> {
    db.prepare_cached("INSERT OR IGNORE INTO seen (page, path) VALUES (?1, ?2)")?.execute((page, path))?;
    Ok(())
}

fn given_of(db: &Connection, page: i64) -> Inner<Given> {
    let mut query = db.prepare_cached(&format!("SELECT {GIVEN} FROM page WHERE page = ?1"))?;
    Ok(query.query_row([page], |row| given(row, 0))?)
}

/// A topic from the columns `frame, parties, ruling`, which come first.
pub(crate) fn topic(row: &rusqlite::Row<'_>) -> rusqlite::Result<Topic> {
    let (parties, ruling): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Topic {
        frame: row.get(0)?,
        parties: serde_json::from_str(&parties).unwrap_or_default(),
        ruling: (!ruling.is_empty()).then_some(ruling),
    })
}

/// The id of a page of this file that is known to be there.
pub(crate) fn page_number(db: &Connection, page: &PageId) -> Inner<i64> {
    number(db, page)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
}
