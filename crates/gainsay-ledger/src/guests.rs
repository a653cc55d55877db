//! Denials of something wider, or narrower, than what a topic is about: "to no country", "the Turkish company for itself".
//!
//! They have topics of their own, and are guests in the disputes on every topic that they [bear on](bears_on) and on which
//! somebody asserts something. Which topics these can be follows from the codes alone, so that they are found by the index
//! over topics. Of those that are very many, a part is heard: for each of the [`VOICES`] who deny most often, the first
//! [`ENDS`] and the last in time.
//!
//! Which of them the disputes then take depends on who does it to whom, which is not told by rows: a dispute knows.

use crate::error::Inner;
use crate::positions::place;
use crate::rows::{PLACES, word};
use crate::voices::{Voice, makes_sides, voices};
use crate::{Batch, Ledger, Topic};
use gainsay_record::{ANYONE, Dispute, PageId, PositionRef, Side, bears_on};
use rusqlite::{Connection, OptionalExtension};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// How many voices of other topics are heard on one.
const VOICES: usize = 16;

/// How many of their positions at either end of time.
const ENDS: usize = 8;

/// A denial on another topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guest {
    /// The number of its page.
    pub(crate) page: i64,
    /// Its place there.
    pub(crate) place: i64,
    /// Between whom it is.
    pub(crate) parties: Vec<String>,
    at: PositionRef,
    holder: String,
    /// Whether its page has no position of its own that counts on the topic.
    alone: bool,
}

/// How much the guests of a topic add to what is counted on it.
#[derive(Debug, Default)]
pub(crate) struct Added {
    pub(crate) positions: u64,
    pub(crate) pages: u64,
    pub(crate) holders: BTreeSet<String>,
}

/// Those of the guests that these disputes on the topic have taken.
pub(crate) fn taken<'g, 'd>(
    guests: &'g [Guest],
    disputes: impl Iterator<Item = &'d Dispute>,
) -> impl Iterator<Item = &'g Guest> {
    let sides = disputes.flat_map(|dispute| &dispute.sides).flat_map(|(_, positions)| positions);
    let on_sides: BTreeSet<PositionRef> =
        if guests.is_empty() { BTreeSet::new() } else { sides.copied().collect() };
    guests.iter().filter(move |guest| on_sides.contains(&guest.at))
}

/// What the guests add that these disputes on the topic have taken.
pub(crate) fn added<'d>(guests: &[Guest], disputes: impl Iterator<Item = &'d Dispute>) -> Added {
    let mut added = Added::default();
    let mut pages = BTreeSet::new();
    for guest in taken(guests, disputes) {
        added.positions += 1;
        added.holders.insert(guest.holder.clone());
        if guest.alone {
            pages.insert(guest.page);
        }
    }
    added.pages = pages.len() as u64;
    added
}

/// The guests of a topic, sorted by page and place.
pub(crate) fn guests(db: &Connection, topic: i64) -> Inner<Vec<Guest>> {
    let topic_of = topic_at(db, topic)?;
    // Nothing bears on a denial of all.
    if topic_of.parties.last().is_some_and(|party| party == ANYONE) {
        return Ok(Vec::new());
    }
    let others = related(db, &topic_of)?;
    // A decision that moved them said where they belong.
    let mut others: BTreeMap<i64, Vec<String>> = others
        .into_iter()
        .filter(|(_, other)| other.ruling.is_none() && bears_on(&other.parties, &topic_of.parties))
        .map(|(number, other)| (number, other.parties))
        .collect();
    others.remove(&topic);
    if others.is_empty() || !voices(db, topic)?.iter().any(|voice| is_of(voice, Side::Asserts)) {
        return Ok(Vec::new());
    }
    let mut denying = Vec::new();
    for other in others.keys() {
        denying.extend(voices(db, *other)?.into_iter().filter(|voice| is_of(voice, Side::Denies)));
    }
    // The numbers of topics and voices follow the order of adding, and so are no part of what decides.
    let key = |voice: &Voice| (Reverse(voice.positions), others.get(&topic_of_voice(voice)));
    denying.sort_by(|a, b| (key(a), &a.holder, &a.level).cmp(&(key(b), &b.holder, &b.level)));
    let mut found = BTreeMap::new();
    for voice in denying.iter().take(VOICES) {
        for key in ends(db, voice.voice)? {
            found.insert(key, voice);
        }
    }
    let mut own = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM position JOIN voice USING (voice)
            WHERE position >= ?1 AND position < ?2 AND +position.topic = ?3 AND rank IS NOT NULL
                AND level IN ('act', 'plan'))",
    )?;
    let mut id = db.prepare_cached("SELECT id, ?2 FROM page WHERE page = ?1")?;
    let guest = |(key, voice): (i64, &Voice)| {
        let page = key / PLACES;
        let at = id.query_row((page, key), |row| {
            Ok(PositionRef { page: PageId(row.get(0)?), position: place(row, 1)? })
        })?;
        Ok(Guest {
            page,
            place: key % PLACES,
            parties: others.get(&topic_of_voice(voice)).cloned().unwrap_or_default(),
            at,
            holder: voice.holder.clone(),
            alone: !own
                .query_row((page * PLACES, (page + 1) * PLACES, topic), |row| row.get::<_, bool>(0))?,
        })
    };
    found.into_iter().map(guest).collect()
}

/// The ids of the disputes in which a position, by its number, could be a guest.
pub(crate) fn visited(db: &Connection, position: i64) -> Inner<Vec<String>> {
    let mut query = db.prepare_cached(
        "SELECT frame, parties, ruling, side, level FROM position JOIN topic USING (topic) JOIN voice USING (voice)
        WHERE position = ?1 AND rank IS NOT NULL",
    )?;
    let own = query
        .query_row([position], |row| {
            let visits = may_visit(row.get_ref(3)?.as_str()?, row.get_ref(4)?.as_str()?);
            Ok((crate::batch::topic(row)?, visits))
        })
        .optional()?;
    let Some((own, true)) = own else { return Ok(Vec::new()) };
    let mut disputes = db.prepare_cached("SELECT id FROM dispute WHERE topic = ?1")?;
    let mut ids = Vec::new();
    for number in borne_on(db, &own)?.into_keys() {
        let rows = disputes.query_map([number], |row| row.get(0))?;
        ids.extend(rows.collect::<Result<Vec<String>, _>>()?);
    }
    Ok(ids)
}

/// The disputes in which denials are guests whose numbers are at least `from`, by id, each with its topic and with how many there
/// are: among the last `most` denials.
pub(crate) fn hosts(ledger: &Ledger, from: i64, most: i64) -> Inner<BTreeMap<String, (Topic, u64)>> {
    let db = &ledger.db;
    let mut query = db.prepare_cached(
        "SELECT position.topic, position, page.id FROM position JOIN voice USING (voice)
            JOIN page ON page.page = position / 1048576
        WHERE position >= ?1 AND rank IS NOT NULL AND side = 'denies' AND level IN ('act', 'plan')
        ORDER BY position DESC LIMIT ?2",
    )?;
    let rows = query.query_map((from, most), |row| {
        Ok((row.get::<_, i64>(0)?, PositionRef { page: PageId(row.get(2)?), position: place(row, 1)? }))
    })?;
    let mut denied: BTreeMap<i64, Vec<PositionRef>> = BTreeMap::new();
    for row in rows {
        let (topic, at) = row?;
        denied.entry(topic).or_default().push(at);
    }
    let mut found: BTreeMap<String, (Topic, u64)> = BTreeMap::new();
    let mut taken: BTreeMap<i64, Vec<(String, BTreeSet<PositionRef>)>> = BTreeMap::new();
    for (topic, positions) in denied {
        for (number, host) in borne_on(db, &topic_at(db, topic)?)? {
            let disputes = match taken.entry(number) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let all = ledger.disputes_on(number)?.into_iter();
                    let sides = |dispute: Dispute| {
                        let sides = dispute.sides.into_iter().flat_map(|(_, positions)| positions);
                        (dispute.id, sides.collect())
                    };
                    place.insert(all.map(sides).collect())
                }
            };
            for (id, sides) in disputes {
                let many = positions.iter().filter(|at| sides.contains(at)).count() as u64;
                if many > 0 {
                    found.entry(id.clone()).or_insert_with(|| (host.clone(), 0)).1 += many;
                }
            }
        }
    }
    Ok(found)
}

/// The topic of this number.
fn topic_at(db: &Connection, topic: i64) -> Inner<Topic> {
    let mut query = db.prepare_cached("SELECT frame, parties, ruling FROM topic WHERE topic = ?1")?;
    Ok(query.query_row([topic], crate::batch::topic)?)
}

/// The number of the topic on which a voice is heard.
fn topic_of_voice(voice: &Voice) -> i64 {
    voice.voice / PLACES
}

/// Whether a voice counts on this side.
fn is_of(voice: &Voice, side: Side) -> bool {
    voice.counts() && voice.side == word(&side)
}

/// The positions of a voice at both ends of time, by their numbers; those of which no day is known come first.
fn ends(db: &Connection, voice: i64) -> Inner<Vec<i64>> {
    let mut all = Vec::new();
    for sql in [
        "SELECT position FROM position WHERE voice = ?1 AND rank IS NOT NULL ORDER BY first_day, rank LIMIT ?2",
        "SELECT position FROM position WHERE voice = ?1 AND rank IS NOT NULL ORDER BY first_day DESC, rank DESC LIMIT ?2",
    ] {
        let mut query = db.prepare_cached(sql)?;
        let rows = query.query_map((voice, ENDS as i64), |row| row.get(0))?;
        all.extend(rows.collect::<Result<Vec<i64>, _>>()?);
    }
    Ok(all)
}

/// The topics that denials on this one bear on, by number: none, where a decision said where they belong.
fn borne_on(db: &Connection, topic: &Topic) -> Inner<BTreeMap<i64, Topic>> {
    if topic.ruling.is_some() {
        return Ok(BTreeMap::new());
    }
    let mut all: BTreeMap<i64, Topic> = related(db, topic)?.into_iter().collect();
    all.retain(|_, other| bears_on(&topic.parties, &other.parties));
    Ok(all)
}

/// The topics that could bear on this one, or on which it could bear, with their numbers: more than do, and none that does is
/// left out.
fn related(db: &Connection, topic: &Topic) -> Inner<Vec<(i64, Topic)>> {
    let [first, second] = topic.parties.as_slice() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    if second == ANYONE {
        let mut by_party = db.prepare_cached(
            "SELECT frame, parties, ruling, topic FROM topic_party JOIN topic USING (topic)
            WHERE party >= ?1 AND party < ?2 AND frame = ?3",
        )?;
        for (from, to) in reach(first) {
            let rows = by_party.query_map((from, to, &topic.frame), numbered)?;
            found.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        return Ok(found);
    }
    let mut by_parties = db.prepare_cached(
        "SELECT frame, parties, ruling, topic FROM topic WHERE frame = ?1 AND parties >= ?2 AND parties < ?3",
    )?;
    let mut look = |from: String, to: String| -> Inner<()> {
        let rows = by_parties.query_map((&topic.frame, from, to), numbered)?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    };
    // As the database spells parties: a JSON list.
    for above in upward(first) {
        for other in upward(second).chain([ANYONE]) {
            let whole = format!("[\"{above}\",\"{other}\"]");
            look(whole.clone(), whole + "\u{1}")?;
        }
        look(format!("[\"{above}\",\"{second}:"), format!("[\"{above}\",\"{second};"))?;
    }
    for above in upward(second) {
        let whole = format!("[\"{above}\",\"{ANYONE}\"]");
        look(whole.clone(), whole + "\u{1}")?;
    }
    // Between what lies in one of the two, and whomever.
    for party in [first, second] {
        look(format!("[\"{party}:"), format!("[\"{party};"))?;
    }
    Ok(found)
}

fn numbered(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Topic)> {
    Ok((row.get(3)?, crate::batch::topic(row)?))
}

/// A code and what it lies in: `YEM:REB:houthis`, `YEM:REB`, `YEM`.
fn upward(code: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(code), |code| code.rsplit_once(':').map(|(above, _)| above))
}

/// A code, what it lies in and what lies in it, as ranges of codes: from one (inclusive) to another (exclusive). What lies in a
/// code opens with it and a colon, and a semicolon is what comes after a colon.
fn reach(code: &str) -> impl Iterator<Item = (String, String)> {
    let one = |code: &str| (code.to_owned(), format!("{code}\u{1}"));
    upward(code).map(one).chain(std::iter::once((format!("{code}:"), format!("{code};"))))
}

impl Batch<'_> {
    /// Denials on this topic came: the disputes in which they can be guests may not hold. Whether they do tells what they were
    /// weighed from, guests and all.
    pub(crate) fn stir(&mut self, topic: &Topic) -> Inner<()> {
        for (number, other) in borne_on(&self.ledger.db, topic)? {
            self.touch(&other)?;
            // That more came to it is not all that changed.
            self.came.remove(&number);
        }
        Ok(())
    }

    /// Denials on this topic went, or are read otherwise: the disputes in which they are guests no longer hold.
    pub(crate) fn unsettle_hosts(&mut self, topic: &Topic) -> Inner<()> {
        for (number, other) in borne_on(&self.ledger.db, topic)? {
            self.unweigh(&other)?;
            self.came.remove(&number);
        }
        Ok(())
    }
}

/// Whether a position on this side and level can be a guest.
pub(crate) fn may_visit(side: &str, level: &str) -> bool {
    side == word(&Side::Denies) && makes_sides(level)
}
