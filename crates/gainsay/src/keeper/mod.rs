//! The reader with a memory: pages go into a ledger, disputes come out of it.
//!
//! [`Keeper::add`] reads and packs on many threads, commits many pages at once, and tells of a page only when the disk has
//! it. Which disputes a new position can change is known by its topic; these topics are marked in the same commit, and
//! their disputes are worked out once, when all pages are in. Where a process was killed in between, whoever next asks
//! for disputes works them out: in the ledger where it can be written to, else only for the answer.

mod add;
mod ask;
mod settle;
mod verify;

pub use add::{Adding, Progress, Summary, Taken};
pub use ask::{kinds_of, party};

use crate::Reader;
use gainsay_ledger::{DisputeEntry, Filter, Hit, Ledger, LedgerError, PageEntry, Within};
use gainsay_record::{Dispute, PageId, Reading};
use settle::Unsettled;
use std::collections::BTreeSet;
use std::path::Path;

/// How many ids an error about several disputes names.
const NAMED: usize = 5;

/// A ledger, and the reader that fills it.
pub struct Keeper {
    ledger: Ledger,
    reader: Reader,
}

/// Why a dispute cannot be shown, or the ledger not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeeperError {
    /// What the ledger says.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// No dispute has an id that opens like this.
    #[error("there is no dispute {id} in {}", .path.display())]
    NoSuchDispute {
        /// What was asked for.
        id: String,
        /// The ledger.
        path: std::path::PathBuf,
    },
    /// Several have.
    #[error("{id} opens the ids of several disputes: {}", .found.join(", "))]
    SeveralDisputes {
        /// What was asked for.
        id: String,
        /// Some of them, sorted.
        found: Vec<String>,
    },
}

/// Something found by its words.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where, with the words marked.
    pub hit: Hit,
    /// The page as it is listed.
    pub page: PageEntry,
    /// What was read from it.
    pub reading: Reading,
}

impl Keeper {
    /// Opens the ledger at `path` to add to it, and makes one where there is none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, KeeperError> {
        Ok(Self { ledger: Ledger::open(path)?, reader: Reader::shipped() })
    }

    /// Opens the ledger at its usual place, and makes it and its folder where there is none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open_default`].
    pub fn open_default() -> Result<Self, KeeperError> {
        Ok(Self { ledger: Ledger::open_default()?, reader: Reader::shipped() })
    }

    /// Opens the ledger at `path` to look at it. It need not be writable.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open_read_only`].
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self, KeeperError> {
        Ok(Self { ledger: Ledger::open_read_only(path)?, reader: Reader::shipped() })
    }

    /// With this reader in the place of the one that ships.
    #[must_use]
    pub fn with_reader(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    /// The ledger itself.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The ledger itself, to set how long it waits or how large it may grow.
    pub fn ledger_mut(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    /// The reader.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The disputes that `filter` lets through, most contested first; with `all` also those in which nobody denies,
    /// hedges or declines to say.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes(&self, filter: &Filter, all: bool) -> Result<Vec<DisputeEntry>, KeeperError> {
        let unsettled = self.unsettled()?;
        // The limit is for what is left after all else.
        let wide = Filter { limit: None, ..filter.clone() };
        let mut entries = self.ledger.disputes(&wide)?;
        if !unsettled.is_empty() {
            unsettled.replace(&mut entries, &self.ledger, &wide)?;
        }
        if !all {
            entries.retain(settle::is_contested);
        }
        entries.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(entries)
    }

    /// The dispute whose id is `id`, or the only one whose id opens with it.
    ///
    /// # Errors
    ///
    /// Where there is none, or several, or the ledger cannot be read.
    pub fn dispute(&self, id: &str) -> Result<Dispute, KeeperError> {
        let id = id.trim().to_ascii_lowercase();
        let unsettled = self.unsettled()?;
        let mut found: BTreeSet<String> = BTreeSet::new();
        if !id.is_empty() {
            found.extend(self.ledger.disputes_starting(&id, NAMED + unsettled.len())?);
            unsettled.ids(&mut found, &id);
        }
        let none = || KeeperError::NoSuchDispute { id: id.clone(), path: self.ledger.path().to_owned() };
        let mut several = found.into_iter();
        let one = several.next().ok_or_else(none)?;
        if several.len() > 0 {
            let found = std::iter::once(one).chain(several).take(NAMED).collect();
            return Err(KeeperError::SeveralDisputes { id, found });
        }
        match unsettled.dispute(&one) {
            Some(dispute) => Ok(dispute.clone()),
            None => self.ledger.dispute(&one)?.ok_or_else(none),
        }
    }

    /// These pages as they are listed, with what was read from them, sorted by id.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read, or a page is not there.
    pub fn pages(&self, ids: &BTreeSet<PageId>) -> Result<Vec<(PageEntry, Reading)>, KeeperError> {
        ids.iter().map(|id| Ok((self.entry(id)?, self.ledger.reading(id)?))).collect()
    }

    /// The best `limit` finds for words that somebody typed, best first. What counts as a find is said at
    /// [`Ledger::search`].
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn search(&self, words: &str, within: Within, limit: usize) -> Result<Vec<Found>, KeeperError> {
        let hits = self.ledger.search(words, within, limit)?;
        let found = hits.into_iter().map(|hit| {
            let (page, reading) = (self.entry(&hit.page)?, self.ledger.reading(&hit.page)?);
            Ok(Found { hit, page, reading })
        });
        found.collect()
    }

    fn entry(&self, id: &PageId) -> Result<PageEntry, KeeperError> {
        let missing = || LedgerError::NoSuchPage { path: self.ledger.path().to_owned(), page: *id };
        Ok(self.ledger.page(id)?.ok_or_else(missing)?)
    }

    /// What the ledger's own disputes have to be corrected by: nothing, once it could be settled.
    fn unsettled(&self) -> Result<Unsettled, KeeperError> {
        if self.ledger.stale()?.is_empty() {
            return Ok(Unsettled::default());
        }
        let known = self.reader.known();
        settle::elsewhere(self.ledger.path(), known);
        // None is left, unless the ledger cannot be written to, or somebody has added more in the meantime.
        Ok(Unsettled::of(&self.ledger, known, &self.ledger.stale()?)?)
    }
}
