//! The rows of a page: written when it comes, and again when it is read again, ruled on, or a later version of it is there
//! (taken out before that by forget.rs).

use crate::error::Inner;
use crate::gist::{credits_from, credits_to_json, rank};
use crate::guests::may_visit;
use crate::holds::Came;
use crate::indexed::indexed;
use crate::ledger::{GIVEN, given, number};
use crate::log::{self, PAGE, PageTaken};
use crate::page::Derived;
use crate::parts;
use crate::rows::{PLACES, PositionRow, Rows, statement_words};
use crate::runs;
use crate::voices::makes_sides;
use crate::{Added, Batch, Given, Packed, PackedAgain, Ruled, Topic};
use gainsay_record::{Imprint, PageId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// A page whose rows are written.
#[derive(Clone, Copy)]
struct Here {
    number: i64,
    /// Its place among those that could be weighed.
    rank: i64,
    /// Whether no later version of it is there.
    latest: bool,
}

impl Batch<'_> {
    pub(crate) fn insert(&mut self, page: &Packed) -> Inner<Added> {
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
        parts::put(db, number, &page.bytes)?;
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
        self.insert_derived(number, page.id, &page.derived, None)?;
        let url = page.derived.rows.article.url.as_deref();
        let versions = self.set_latest(url)?;
        let topics = page.derived.rows.positions.iter().map(|position| &position.topic);
        if self.ledger.standing_of(&self.ledger.db)?.may_reach(url, topics) {
            self.rule(number)?;
        }
        Ok(if versions > 1 { Added::NewVersion { versions } } else { Added::New })
    }

    /// Puts another reading in the place of the one that the page has.
    pub(crate) fn replace(&mut self, page: i64, again: &PackedAgain) -> Inner<()> {
        let mut standing = self.ledger.standing_of(&self.ledger.db)?;
        let before = self.forget(page)?;
        let id = again.reading.article.id;
        if before != again.derived.rows.article.url {
            // Rulings reach the versions of a page by its address, which is another now.
            self.ledger.standing.take();
            standing = self.ledger.standing_of(&self.ledger.db)?;
        }
        let imprint = again.derived.imprint.as_ref();
        let is_ruled = !standing.on(&again.reading, imprint).is_empty();
        let ruled = is_ruled.then(|| Ruled::of(again.reading.clone(), imprint, &standing));
        self.insert_derived(page, id, &again.derived, ruled.as_ref())?;
        let after = again.derived.rows.article.url.as_deref();
        self.set_latest(after)?;
        if before.as_deref() != after {
            self.set_latest(before.as_deref())?;
        }
        if standing.is_on(&id) {
            // They reach its copies by its words, of which another sample may be known now.
            self.ledger.standing.take();
        }
        Ok(())
    }

    /// Works the rows of a page out again, after somebody decided something on it, or on its versions.
    pub(crate) fn rule(&mut self, page: i64) -> Inner<()> {
        let db = &self.ledger.db;
        let standing = self.ledger.standing_of(db)?;
        let imprint = stored_imprint(db, page)?;
        let ruled = Ruled::of(self.ledger.reading_of(page)?, imprint.as_ref(), &standing);
        self.forget_positions(page)?;
        self.forget_statements(page)?;
        let positions = self.packer.positions(&ruled.reading)?;
        let words = statement_words(&ruled.reading);
        let rows = Rows::ruled(&ruled);
        self.insert_statements(page, &words, &rows)?;
        self.insert_gist(page, ruled.reading.article.id, &rows, imprint.as_ref(), &positions)
    }

    /// All rows that are derived from a page.
    pub(crate) fn insert_derived(
        &mut self,
        page: i64,
        id: PageId,
        derived: &Derived,
        ruled: Option<&Ruled>,
    ) -> Inner<()> {
        self.insert_page_rows(page, derived)?;
        let imprint = derived.imprint.as_ref();
        if let Some(ruled) = ruled {
            let positions = self.packer.positions(&ruled.reading)?;
            let rows = Rows::ruled(ruled);
            self.insert_statements(page, &statement_words(&ruled.reading), &rows)?;
            return self.insert_gist(page, id, &rows, imprint, &positions);
        }
        self.insert_statements(page, &derived.words, &derived.rows)?;
        let standing = self.ledger.standing_of(&self.ledger.db)?;
        if !standing.moves_any() {
            return self.insert_gist(page, id, &derived.rows, imprint, &derived.positions);
        }
        let mut rows = derived.rows.clone();
        for position in &mut rows.positions {
            let own = std::mem::replace(&mut position.topic, Topic::nobody());
            position.topic = standing.moved(own, |_| false);
        }
        self.insert_gist(page, id, &rows, imprint, &derived.positions)
    }

    /// The reading of a page, and the rows of it that no decision changes.
    fn insert_page_rows(&self, page: i64, derived: &Derived) -> Inner<()> {
        let db = &self.ledger.db;
        let article = &derived.rows.article;
        db.prepare_cached("INSERT INTO reading (page, reading) VALUES (?1, ?2)")?
            .execute((page, &derived.reading))?;
        db.prepare_cached(
            "INSERT INTO article (page, url, outlet, title, byline, language, published, first_day, last_day,
                statements, positions, latest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)",
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

    /// The words of the statements of a page, and who makes them.
    fn insert_statements(&self, page: i64, words: &[(String, String)], rows: &Rows) -> Inner<()> {
        self.insert_words(page, words)?;
        self.insert_sayings(page, &rows.sayings)
    }

    pub(crate) fn insert_words(&self, page: i64, words: &[(String, String)]) -> Inner<()> {
        let mut index = self
            .ledger
            .db
            .prepare_cached("INSERT INTO statement_words (rowid, words, source) VALUES (?1, ?2, ?3)")?;
        for (place, (words, source)) in (0..).zip(words) {
            index.execute((indexed(page, place), words, source))?;
        }
        Ok(())
    }

    /// The positions of a page, and what its disputes are worked out from.
    fn insert_gist(
        &mut self,
        page: i64,
        id: PageId,
        rows: &Rows,
        imprint: Option<&Imprint>,
        positions: &[u8],
    ) -> Inner<()> {
        if rows.positions.is_empty() {
            return Ok(());
        }
        let db = &self.ledger.db;
        db.prepare_cached(
            "INSERT INTO gist (page, id, published, printed, outlet, credits, sample, length, positions)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            page,
            id.0,
            &rows.article.published,
            &rows.article.outlet,
            imprint.and_then(|imprint| imprint.outlet.as_deref()),
            imprint.and_then(|imprint| credits_to_json(&imprint.credits)),
            imprint.and_then(|imprint| runs::to_bytes(&imprint.runs)),
            imprint.map_or(0, |imprint| imprint.length),
            positions,
        ))?;
        let latest: bool = db
            .prepare_cached("SELECT latest FROM article WHERE page = ?1")?
            .query_row([page], |row| row.get(0))?;
        let here = Here { number: page, rank: rank(&id, imprint), latest };
        if latest {
            return self.insert_positions(here, &rows.positions);
        }
        self.insert_positions(here, &rows.clone().superseded().positions)
    }

    fn insert_positions(&mut self, here: Here, rows: &[PositionRow]) -> Inner<()> {
        self.moves();
        let mut counted = BTreeSet::new();
        let mut denied = BTreeSet::new();
        for (key, row) in (here.number * PLACES..).zip(rows) {
            let topic = self.touch(&row.topic)?;
            if counts(row) {
                counted.insert(topic);
            }
            if may_visit(&row.side, &row.level) {
                denied.insert(&row.topic);
            }
            let voice = self.insert_position(here, topic, key, row)?;
            if let Some(came) = self.came.get_mut(&topic).filter(|_| !row.side.is_empty()) {
                came.push(Came { page: here.number, voice });
            }
        }
        denied.into_iter().try_for_each(|topic| self.stir(topic))?;
        self.count_page(&counted, 1)
    }

    /// Adds a position, and gives the number of its voice.
    fn insert_position(&self, here: Here, topic: i64, key: i64, row: &PositionRow) -> Inner<i64> {
        let db = &self.ledger.db;
        let voice: i64 = db
            .prepare_cached(
                "INSERT INTO voice (voice, topic, holder, side, level, positions)
                VALUES (1 + coalesce((SELECT max(voice) FROM voice WHERE voice BETWEEN ?1 * 1048576 AND
                    ?1 * 1048576 + 1048575), ?1 * 1048576 - 1), ?1, ?2, ?3, ?4, 1)
                ON CONFLICT (topic, holder, side, level) DO UPDATE SET positions = positions + 1 RETURNING voice",
            )?
            .query_row((topic, &row.holder, &row.side, &row.level), |row| row.get(0))?;
        debug_assert!(here.latest || row.side.is_empty());
        db.prepare_cached(
            "INSERT INTO position (position, topic, voice, rank, stance, first_day, last_day, ruled, confidence)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            key,
            topic,
            voice,
            (!row.side.is_empty()).then_some(here.rank),
            &row.stance,
            &row.days.first,
            &row.days.last,
            &row.ruled,
            row.confidence,
        ))?;
        let mut insert = db.prepare_cached("INSERT INTO item (position, class) VALUES (?1, ?2)")?;
        for class in &row.items {
            insert.execute((key, class))?;
        }
        Ok(voice)
    }

    /// Counts a page in or out of the topics on which it has a position on a side.
    pub(crate) fn count_page(&self, topics: &BTreeSet<i64>, by: i64) -> Inner<()> {
        let mut count =
            self.ledger.db.prepare_cached("UPDATE topic SET pages = pages + ?2 WHERE topic = ?1")?;
        topics.iter().try_for_each(|topic| Ok(count.execute((topic, by)).map(drop)?))
    }
}

/// The imprint of a page with positions; nothing where it is still to be made, or cannot be read and is to be made again.
pub(crate) fn stored_imprint(db: &Connection, page: i64) -> Inner<Option<Imprint>> {
    let mut query = db.prepare_cached("SELECT outlet, credits, sample, length FROM gist WHERE page = ?1")?;
    let found = query
        .query_row([page], |row| {
            let runs = row.get_ref(2)?.as_blob_or_null()?.and_then(runs::from_bytes);
            let (outlet, length) = (row.get(0)?, row.get(3)?);
            let credits = credits_from(row.get_ref(1)?.as_str_or_null()?);
            Ok(runs.zip(credits).map(|(runs, credits)| Imprint { outlet, credits, runs, length }))
        })
        .optional()?;
    Ok(found.flatten())
}

/// Whether a position counts for its side.
fn counts(row: &PositionRow) -> bool {
    !row.side.is_empty() && makes_sides(&row.level)
}

fn see(db: &Connection, page: i64, path: &str) -> Inner<()> {
    db.prepare_cached("INSERT OR IGNORE INTO seen (page, path) VALUES (?1, ?2)")?.execute((page, path))?;
    Ok(())
}

fn given_of(db: &Connection, page: i64) -> Inner<Given> {
    let mut query = db.prepare_cached(&format!("SELECT {GIVEN} FROM page WHERE page = ?1"))?;
    Ok(query.query_row([page], |row| given(row, 0))?)
}
