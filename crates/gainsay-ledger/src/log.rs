//! The log: every page that was taken in, in order, each entry sealed together with all before it.
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
//! Whoever writes down the last hash ([`Ledger::seal`](crate::Ledger::seal)) can later tell that nothing before it
//! was changed, left out or slipped in.

use crate::error::Inner;
use crate::{Given, Ledger, LedgerError};
use gainsay_record::PageId;
use rusqlite::{Connection, OptionalExtension};
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

impl Ledger {
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
