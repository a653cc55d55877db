//! The log: every page that was taken in and everything that people decided, in order, each entry sealed together with all
//! before it.
//!
//! The hash of an entry is SHA-256 over these bytes, one after the other (numbers big-endian):
//!
//! ```text
//! "gainsay log 1\n"   14 bytes
//! hash before         32 bytes; for the first entry, 32 zeros
//! seq                  8 bytes
//! length of kind       8 bytes   kind      "page"
//! length of payload    8 bytes   payload   {"page":"9f86d0...","captured":"2022-09-22T06:00:00Z","given":{},...}
//! ```
//!
//! The other kinds are `ruling`, `grade`, `note`, `tag` and `search`; their payload is described in `people/decision.rs`.
//!
//! Whoever writes down the last hash ([`Ledger::seal`](crate::Ledger::seal)) can later tell that nothing before it
//! was changed, left out or slipped in.

use crate::error::Inner;
use crate::people::decision;
use crate::{Decision, Given, Ledger, LedgerError};
use gainsay_record::PageId;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The last entry of the log, and with it the state of everything before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// How many entries there are.
    pub entries: u64,
    /// The hash of the last; zeros where there is none.
    pub hash: [u8; 32],
}

impl std::fmt::Display for Seal {
    /// `3:9f86d0...`: the number of entries and the hash.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:", self.entries)?;
        self.hash.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl Seal {
    /// The id of the last entry, where it is a decision of a person: the first 16 hex digits of the hash.
    pub(crate) fn id(&self) -> String {
        self.hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) const EMPTY: Self = Self { entries: 0, hash: [0; 32] };

    /// The seal after one more entry.
    pub(crate) fn after(self, kind: &str, payload: &str) -> Self {
        let entries = self.entries + 1;
        let mut hash = Sha256::new();
        hash.update(b"gainsay log 1\n");
        hash.update(self.hash);
        hash.update(entries.to_be_bytes());
        for part in [kind, payload] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self { entries, hash: hash.finalize().into() }
    }
}

/// The kind of an entry for a page that was taken in.
pub(crate) const PAGE: &str = "page";

/// The payload of such an entry.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PageTaken {
    pub(crate) page: PageId,
    pub(crate) captured: String,
    pub(crate) given: Given,
    pub(crate) path: String,
}

/// The seal as the database has it.
pub(crate) fn last(db: &Connection) -> Inner<Seal> {
    let last = db
        .prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok(Seal { entries: row.get(0)?, hash: row.get(1)? }))
        .optional()?;
    Ok(last.unwrap_or(Seal::EMPTY))
}

/// Adds an entry after `seal`, and gives the new one.
pub(crate) fn append(db: &Connection, seal: Seal, kind: &str, payload: &str) -> Inner<Seal> {
    let next = seal.after(kind, payload);
    db.prepare_cached("INSERT INTO log (seq, kind, payload, hash) VALUES (?1, ?2, ?3, ?4)")?.execute((
        next.entries,
        kind,
        payload,
        next.hash,
    ))?;
    Ok(next)
}

/// An entry of the log, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub number: u64,
    /// The hash over it and all before it.
    pub hash: [u8; 32],
    /// When it came, RFC 3339, as the one who entered it said.
    pub at: String,
    /// What it says.
    pub what: Entered,
}

/// What an entry of the log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A page was taken in.
    Page {
        /// Its id.
        page: PageId,
        /// Where it was seen.
        path: String,
    },
    /// Somebody decided something.
    Decision(Box<Decision>),
}

/// One row of the log, read.
fn entry(row: &Row<'_>) -> Inner<Entry> {
    let seal = Seal { entries: row.get(0)?, hash: row.get(1)? };
    let (kind, payload): (String, String) = (row.get(2)?, row.get(3)?);
    let unreadable = |source: serde_json::Error| LedgerError::UnreadableEntry {
        entry: seal.entries,
        source: source.into(),
    };
    let (at, what) = if kind == PAGE {
        let taken: PageTaken = serde_json::from_str(&payload).map_err(unreadable)?;
        (taken.captured, Entered::Page { page: taken.page, path: taken.path })
    } else {
        let decision = decision(&seal, &payload).map_err(unreadable)?;
        (decision.at.clone(), Entered::Decision(decision.into()))
    };
    Ok(Entry { number: seal.entries, hash: seal.hash, at, what })
}

fn entries(db: &Connection, after: i64, limit: i64) -> Inner<Vec<(i64, Entry)>> {
    let mut query =
        db.prepare_cached("SELECT seq, hash, kind, payload FROM log WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let mut rows = query.query((after, limit))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push((row.get(0)?, entry(row)?));
    }
    Ok(entries)
}

impl Ledger {
    /// The entries of the log, in order. Read from the disk as they are asked for.
    pub fn log(&self) -> impl Iterator<Item = Result<Entry, LedgerError>> + '_ {
        self.walk(256, entries)
    }

    /// The entries after the one with this number, at most `limit`, in order.
    pub fn log_after(&self, number: u64, limit: u32) -> Result<Vec<Entry>, LedgerError> {
        let after = i64::try_from(number).unwrap_or(i64::MAX);
        self.run(|db| Ok(entries(db, after, limit.into())?.into_iter().map(|(_, entry)| entry).collect()))
    }

    /// The last entry of the log.
    pub fn seal(&self) -> Result<Seal, LedgerError> {
        self.run(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_covers_what_the_drawing_says() {
        let kind = "page";
        let payload = "{}";
        let mut bytes = b"gainsay log 1\n".to_vec();
        bytes.extend([0; 32]);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 4]);
        bytes.extend(b"page");
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 2]);
        bytes.extend(b"{}");
        let seal = Seal::EMPTY.after(kind, payload);
        assert_eq!(seal.hash, <[u8; 32]>::from(Sha256::digest(&bytes)));
        assert_eq!(seal.entries, 1);
        assert_ne!(seal.after(kind, payload).hash, seal.hash, "the same entry again has another hash");
    }
}
