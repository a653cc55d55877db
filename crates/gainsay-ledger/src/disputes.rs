//! Disputes: stored by topic, listed by how contested they are.

use crate::brief;
use crate::compress::{Compressor, DICTIONARY};
use crate::error::{Cause, Inner, LedgerError};
use crate::filter::{Conditions, Filter, limit};
use crate::gist::{Weighed, weighed};
use crate::guests::{Guest, added, hosts};
use crate::rows::PLACES;
use crate::voices::{sides, voices};
use crate::{Ledger, Topic};
use gainsay_record::{Dispute, Edtf, PageId, PositionRef, Side};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::HashMap;

/// How contested a dispute is: numbers, of which the first that differs decides, the higher being the more contested.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contested(pub Vec<u64>);

impl Contested {
    /// Bytes that sort as the numbers do.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        Self(numbers.iter().map(|number| u64::from_be_bytes(*number)).collect())
    }
}

/// A dispute in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeEntry {
    /// Its id, 16 hex digits.
    pub id: String,
    /// In plain words.
    pub title: String,
    /// Frame and parties.
    pub topic: Topic,
    /// The earliest date.
    pub first: Option<Edtf>,
    /// The latest.
    pub last: Option<Edtf>,
    /// How contested it is, as the one who stored it weighed it.
    pub contested: Contested,
    /// How many positions each side has, in the order of [`Side::ALL`].
    pub sides: [(Side, u64); 4],
    /// How many different holders take each side, in the same order; positions without a holder count as one more.
    pub holders: [u64; 4],
    /// On how many pages they do.
    pub pages: u64,
    /// From how many of these the dispute was worked out: all, unless there are more than [`WEIGHED`](crate::WEIGHED).
    pub weighed: u64,
}

/// How much there is on a topic, whatever of it is weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many positions each side has, in the order of [`Side::ALL`].
    pub sides: [u64; 4],
    /// How many different holders take each side; positions without a holder count as one more.
    pub holders: [u64; 4],
    /// On how many pages they do.
    pub pages: u64,
    /// How many of these are weighed.
    pub weighed: u64,
}

impl DisputeEntry {
    /// Whether somebody asserts, and somebody denies, hedges or declines to say.
    pub fn is_contested(&self) -> bool {
        let [asserts, others @ ..] = self.sides.map(|(_, positions)| positions);
        asserts > 0 && others.iter().any(|&positions| positions > 0)
    }
}

impl Ledger {
    /// The disputes that `filter` lets through (one of their positions fits all of it), most contested or newest first, then
    /// by id.
    pub fn disputes(&self, filter: &Filter) -> Result<Vec<DisputeEntry>, LedgerError> {
        let conditions = Conditions::on_disputes(filter);
        let order = if filter.newest { "last DESC, id" } else { "contested DESC, id" };
        let skip = i64::try_from(filter.skip).unwrap_or(i64::MAX);
        self.run(|db| {
            let mut query = db.prepare(&format!(
                "SELECT topic.frame, topic.parties, topic.ruling, id, title, first, last, contested, asserts, denies, hedges, declines,
                    asserters, deniers, hedgers, decliners, dispute.pages, dispute.weighed
                FROM dispute JOIN topic USING (topic) WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
                conditions.sql()
            ))?;
            let values = conditions.values.into_iter().chain([limit(filter), skip.into()]);
            let rows = query.query_map(params_from_iter(values), entry)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// A dispute, whole.
    pub fn dispute(&self, id: &str) -> Result<Option<Dispute>, LedgerError> {
        self.run(|db| {
            let frame = db
                .prepare_cached(
                    "SELECT record FROM dispute JOIN dispute_record USING (dispute) WHERE id = ?1",
                )?
                .query_row([id], |row| row.get::<_, Vec<u8>>(0))
                .optional()?;
            let Some(frame) = frame else { return Ok(None) };
            let unreadable = |source: Cause| LedgerError::UnreadableDispute { id: id.to_owned(), source };
            let json = self.unpacked(&frame).map_err(|damage| unreadable(damage.into()))?;
            Ok(Some(brief::from_json(db, &json)?.map_err(|damage| unreadable(damage.into()))?))
        })
    }

    /// The ids of the disputes that open with these characters, at most `limit`, sorted.
    pub fn disputes_starting(&self, opening: &str, limit: usize) -> Result<Vec<String>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT id FROM dispute WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            Ok(query.query_map((opening, limit), |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
    }

    /// Every topic with a position, sorted by frame and parties.
    pub fn topics(&self) -> Result<Vec<Topic>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT frame, parties, ruling FROM topic
                WHERE EXISTS (SELECT 1 FROM position WHERE position.topic = topic.topic)",
            )?;
            let mut topics = query.query_map([], crate::batch::topic)?.collect::<Result<Vec<_>, _>>()?;
            topics.sort_unstable();
            Ok(topics)
        })
    }
}

impl Ledger {
    /// The topics with a position, their own or a guest's, on a page that was taken in at `since` (RFC 3339, or the opening of it) or
    /// later, sorted.
    pub fn topics_since(&self, since: &str) -> Result<Vec<Topic>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT DISTINCT frame, parties, ruling FROM page
                    JOIN position ON position BETWEEN page.page * 1048576 AND page.page * 1048576 + 1048575
                    JOIN topic USING (topic)
                WHERE captured >= ?1",
            )?;
            let mut topics = query.query_map([since], crate::batch::topic)?.collect::<Result<Vec<_>, _>>()?;
            let first: Option<i64> = db
                .prepare_cached("SELECT min(page) FROM page WHERE captured >= ?1")?
                .query_row([since], |row| row.get(0))?;
            if let Some(first) = first {
                topics.extend(hosts(self, first * PLACES, i64::MAX)?.into_values().map(|(topic, _)| topic));
            }
            topics.sort_unstable();
            topics.dedup();
            Ok(topics)
        })
    }

    /// How much there is on a topic, with the denials on others that this dispute on it has taken in; nothing, where there is no
    /// such topic.
    pub fn tally(&self, topic: &Topic, dispute: Option<&Dispute>) -> Result<Tally, LedgerError> {
        self.run(|db| match self.topic_number(topic)? {
            Some(number) => tally(db, number, &weighed(db, number)?, dispute.into_iter()),
            None => Ok(Tally::default()),
        })
    }

    /// The positions on a topic that people set aside, by page id and place.
    pub fn set_aside(&self, topic: &Topic) -> Result<Vec<PositionRef>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT page.id, position FROM topic JOIN position USING (topic)
                    JOIN page ON page.page = position / 1048576
                WHERE frame = ?1 AND parties = ?2 AND ruling = ?3 AND ruled = 'rejected' ORDER BY page.id, position",
            )?;
            let key = (&topic.frame, topic.spelt(), topic.ruled());
            let rows = query.query_map(key, |row| {
                Ok(PositionRef { page: PageId(row.get(0)?), position: crate::positions::place(row, 1)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

impl Ledger {
    /// The disputes on a topic as they are stored, where it has guests: how much these add, only the disputes know.
    pub(crate) fn disputes_with(&self, guests: &[Guest], topic: i64) -> Inner<Vec<Dispute>> {
        if guests.is_empty() { Ok(Vec::new()) } else { self.disputes_on(topic) }
    }

    /// The disputes on a topic as they are stored.
    pub(crate) fn disputes_on(&self, topic: i64) -> Inner<Vec<Dispute>> {
        let mut query = self.db.prepare_cached("SELECT id FROM dispute WHERE topic = ?1 ORDER BY id")?;
        let ids = query.query_map([topic], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let mut disputes = Vec::new();
        for id in ids {
            disputes.extend(self.dispute(&id)?);
        }
        Ok(disputes)
    }
}

/// Puts `disputes` in the place of all that the topic had. They were worked out from what is weighed; of the pages in
/// `numbers` the numbers are known.
pub(crate) fn store(
    db: &Connection,
    topic: i64,
    disputes: &[(Dispute, Contested)],
    weighed: &Weighed,
    numbers: &HashMap<PageId, i64>,
) -> Inner<()> {
    db.prepare_cached(
        "DELETE FROM dispute_record WHERE dispute IN (SELECT dispute FROM dispute WHERE topic = ?1)",
    )?
    .execute([topic])?;
    db.prepare_cached("DELETE FROM dispute WHERE topic = ?1")?.execute([topic])?;
    let mut compressor = Compressor::for_disputes();
    let own = disputes.iter().map(|(dispute, _)| dispute);
    let Tally { sides, holders, pages, weighed: from } = tally(db, topic, weighed, own)?;
    for (dispute, contested) in disputes {
        let unstorable = |source: Cause| LedgerError::UnreadableDispute { id: dispute.id.clone(), source };
        let json = brief::to_json(db, dispute, numbers)?.map_err(|damage| unstorable(damage.into()))?;
        let record = compressor.compress(&json, &[DICTIONARY]).map_err(|damage| unstorable(damage.into()))?;
        db.prepare_cached(
            "INSERT INTO dispute (id, topic, title, first, last, contested, asserts, denies, hedges, declines,
                asserters, deniers, hedgers, decliners, pages, weighed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(rusqlite::params![
            dispute.id,
            topic,
            dispute.title,
            dispute.first.as_ref().map(Edtf::as_str),
            dispute.last.as_ref().map(Edtf::as_str),
            contested.to_bytes(),
            sides[0],
            sides[1],
            sides[2],
            sides[3],
            holders[0],
            holders[1],
            holders[2],
            holders[3],
            pages,
            from,
        ])?;
        db.prepare_cached("INSERT INTO dispute_record (dispute, record) VALUES (?1, ?2)")?
            .execute((db.last_insert_rowid(), record))?;
    }
    db.prepare_cached("UPDATE topic SET stale = 0, weighed = ?2 WHERE topic = ?1")?
        .execute((topic, weighed.hash()))?;
    Ok(())
}

/// Whether the disputes on a topic hold although positions came, for what is weighed is what it was; then the positions are
/// counted.
pub(crate) fn recount(ledger: &Ledger, topic: i64, weighed: &Weighed) -> Inner<bool> {
    let db = &ledger.db;
    let before: Option<Vec<u8>> = db
        .prepare_cached("SELECT weighed FROM topic WHERE topic = ?1")?
        .query_row([topic], |row| row.get(0))?;
    let holds = before.is_some_and(|before| weighed.hash()[..] == before[..]);
    if holds {
        let disputes = ledger.disputes_with(&weighed.guests, topic)?;
        put_counts(db, topic, &tally(db, topic, weighed, disputes.iter())?)?;
    }
    Ok(holds)
}

/// Counts anew the disputes of a topic that hold.
pub(crate) fn put_counts(db: &Connection, topic: i64, tally: &Tally) -> Inner<()> {
    let Tally { sides, holders, pages, weighed } = tally;
    db.prepare_cached(
        "UPDATE dispute SET asserts = ?2, denies = ?3, hedges = ?4, declines = ?5, asserters = ?6, deniers = ?7,
            hedgers = ?8, decliners = ?9, pages = ?10, weighed = ?11
        WHERE topic = ?1",
    )?
    .execute((
        topic, sides[0], sides[1], sides[2], sides[3], holders[0], holders[1], holders[2], holders[3], pages,
        weighed,
    ))?;
    db.prepare_cached("UPDATE topic SET stale = 0 WHERE topic = ?1")?.execute([topic])?;
    Ok(())
}

/// How much there is on a topic, with the guests that these disputes on it have.
pub(crate) fn tally<'d>(
    db: &Connection,
    topic: i64,
    weighed: &Weighed,
    disputes: impl Iterator<Item = &'d Dispute>,
) -> Inner<Tally> {
    let guests = added(&weighed.guests, disputes);
    let (sides, holders) = sides(&voices(db, topic)?, &guests);
    let own: u64 = db
        .prepare_cached("SELECT pages FROM topic WHERE topic = ?1")?
        .query_row([topic], |row| row.get(0))?;
    let pages = own + guests.pages;
    // What is beneath a side is weighed too, and stands on pages that do not count.
    let weighed = if weighed.all { pages } else { pages.min(weighed.pages.len() as u64 + guests.pages) };
    Ok(Tally { sides, holders, pages, weighed })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<DisputeEntry> {
    let date = |at: usize| -> rusqlite::Result<Option<Edtf>> {
        Ok(row.get::<_, Option<String>>(at)?.as_deref().and_then(Edtf::parse))
    };
    Ok(DisputeEntry {
        topic: crate::batch::topic(row)?,
        id: row.get(3)?,
        title: row.get(4)?,
        first: date(5)?,
        last: date(6)?,
        contested: Contested::from_bytes(&row.get::<_, Vec<u8>>(7)?),
        sides: [
            (Side::Asserts, row.get(8)?),
            (Side::Denies, row.get(9)?),
            (Side::Hedges, row.get(10)?),
            (Side::Declines, row.get(11)?),
        ],
        holders: [row.get(12)?, row.get(13)?, row.get(14)?, row.get(15)?],
        pages: row.get(16)?,
        weighed: row.get(17)?,
    })
}
