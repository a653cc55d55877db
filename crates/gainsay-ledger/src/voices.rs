//! Who speaks on a topic: on which side, at what level, and how often.
//!
//! The number of a voice is `topic * 1048576 + place`, place counting from 0 in the order in which they were first heard. So
//! those of one topic lie side by side, and all of them are read at once, however large the ledger is.

use crate::error::Inner;
use crate::guests::Added;
use crate::rows::{PLACES, value, word};
use gainsay_record::{Level, Side};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A holder on a side of a topic, at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) voice: i64,
    pub(crate) holder: String,
    pub(crate) side: String,
    pub(crate) level: String,
    pub(crate) positions: u64,
}

impl Voice {
    /// Whether it counts for its side; what is said at other levels is only shown beneath.
    pub(crate) fn counts(&self) -> bool {
        makes_sides(&self.level)
    }
}

/// Whether what is said at this level counts for a side.
pub(crate) fn makes_sides(level: &str) -> bool {
    value::<Level>(level.to_owned()).is_some_and(Level::makes_sides)
}

/// The voices on the sides of a topic, those that are heard at all.
pub(crate) fn voices(db: &Connection, topic: i64) -> Inner<Vec<Voice>> {
    let mut query = db.prepare_cached(
        "SELECT voice, holder, side, level, positions FROM voice
        WHERE voice >= ?1 AND voice < ?2 AND side <> '' AND positions > 0",
    )?;
    let rows = query.query_map((topic * PLACES, (topic + 1) * PLACES), |row| {
        Ok(Voice {
            voice: row.get(0)?,
            holder: row.get(1)?,
            side: row.get(2)?,
            level: row.get(3)?,
            positions: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those of the `limit` that are heard most often, in no order. Of two that are heard as often the first by holder, side and
/// level is taken: the choice does not depend on who came first.
pub(crate) fn loudest<'v>(voices: impl IntoIterator<Item = &'v Voice>, limit: usize) -> BTreeSet<i64> {
    let mut all: Vec<&Voice> = voices.into_iter().collect();
    if all.len() > limit {
        let key = |voice: &&'v Voice| (Reverse(voice.positions), &*voice.holder, &*voice.side, &*voice.level);
        all.select_nth_unstable_by(limit, |a, b| key(a).cmp(&key(b)));
        all.truncate(limit);
    }
    all.into_iter().map(|voice| voice.voice).collect()
}

/// How many positions each side has that count, and how many different holders take them, in the order of [`Side::ALL`];
/// nobody who is known counts as one. The guests deny.
pub(crate) fn sides(voices: &[Voice], guests: &Added) -> ([u64; 4], [u64; 4]) {
    let counted: Vec<&Voice> = voices.iter().filter(|voice| voice.counts()).collect();
    let of = |side: Side| {
        let word = word(&side);
        let own = counted.iter().filter(move |voice| voice.side == word);
        let mut holders: BTreeSet<&str> = own.clone().map(|voice| &*voice.holder).collect();
        let mut positions: u64 = own.map(|voice| voice.positions).sum();
        if side == Side::Denies {
            holders.extend(guests.holders.iter().map(String::as_str));
            positions += guests.positions;
        }
        (positions, holders.len() as u64)
    };
    let both = Side::ALL.map(of);
    (both.map(|(positions, _)| positions), both.map(|(_, holders)| holders))
}
