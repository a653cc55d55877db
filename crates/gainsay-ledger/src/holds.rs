//! Whether the disputes on a topic hold although positions came.
//!
//! Of a topic that is spoken of on very many pages only a part is weighed (gist.rs), and what comes is mostly no part of it.
//! Then the counts change and nothing else. To find the whole part anew for that would be the greater half of the work; what
//! is asked here is only whether one of those that came is of it.

use crate::Ledger;
use crate::disputes::{Tally, put_counts};
use crate::error::Inner;
use crate::gist::{Ends, VOICES, WEIGHED};
use crate::guests::{added, guests};
use crate::voices::{Voice, loudest, sides, voices};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A position on a side that came to a topic since its disputes were worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came {
    pub(crate) page: i64,
    pub(crate) voice: i64,
}

/// Beyond so many that came at once it is no more work to find all that is weighed.
const MANY: usize = 64;

/// Whether the disputes on a topic hold after these positions came, which are all that changed on it; then the positions are
/// counted. Where this cannot be told from them alone, the answer is no.
pub(crate) fn hold_after(ledger: &Ledger, topic: i64, came: &[Came]) -> Inner<bool> {
    let db = &ledger.db;
    let pages: BTreeSet<i64> = came.iter().map(|it| it.page).collect();
    if came.len() > MANY || !are_beyond(db, topic, &pages)? {
        return Ok(false);
    }
    let counts: Option<(u64, u64, u64)> = db
        .prepare_cached(
            "SELECT topic.pages, dispute.pages, dispute.weighed FROM topic JOIN dispute USING (topic)
            WHERE topic = ?1 AND topic.weighed IS NOT NULL",
        )?
        .query_row([topic], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    // Where all pages that count are weighed, how many others are is not known.
    let Some((pages_now, _, weighed)) = counts.filter(|(_, before, weighed)| weighed < before) else {
        return Ok(false);
    };
    let voices = voices(db, topic)?;
    let loud = loudest(&voices, VOICES);
    if loud != loudest(&without(&voices, came), VOICES) {
        return Ok(false);
    }
    let mut ends = Ends::new(db)?;
    let spoke: BTreeSet<i64> = came.iter().map(|it| it.voice).collect();
    for voice in spoke.intersection(&loud) {
        if ends.of(*voice)?.into_iter().flatten().any(|page| pages.contains(&page)) {
            return Ok(false);
        }
    }
    // The guests are those that they were.
    let guests = guests(db, topic)?;
    let guests = added(&guests, ledger.disputes_with(&guests, topic)?.iter());
    let (sides, holders) = sides(&voices, &guests);
    put_counts(db, topic, &Tally { sides, holders, pages: pages_now + guests.pages, weighed })?;
    Ok(true)
}

/// Whether none of these pages is among the first that are weighed, and there were more than those before they came.
fn are_beyond(db: &Connection, topic: i64, came: &BTreeSet<i64>) -> Inner<bool> {
    let mut query = db.prepare_cached(
        "SELECT position / 1048576 FROM position WHERE topic = ?1 AND rank IS NOT NULL ORDER BY rank",
    )?;
    let mut rows = query.query([topic])?;
    // The positions of a page have one rank, so they stand together.
    let (mut pages, mut last) = (0, None);
    while let Some(row) = rows.next()? {
        let page: i64 = row.get(0)?;
        if last.replace(page) == Some(page) {
            continue;
        }
        pages += 1;
        match came.contains(&page) {
            true if pages <= WEIGHED => return Ok(false),
            false if pages > WEIGHED => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

/// The voices as they were before these positions came.
fn without(voices: &[Voice], came: &[Came]) -> Vec<Voice> {
    let mut less: BTreeMap<i64, u64> = BTreeMap::new();
    for it in came {
        *less.entry(it.voice).or_default() += 1;
    }
    let before = voices.iter().filter_map(|voice| {
        let positions = voice.positions - less.get(&voice.voice).copied().unwrap_or(0).min(voice.positions);
        (positions > 0).then(|| Voice { positions, ..voice.clone() })
    });
    before.collect()
}
