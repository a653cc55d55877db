//! The reader with a memory: pages go into a ledger, disputes come out of it.
//!
//! [`Keeper::add`] reads and packs on many threads, commits many pages at once, and tells of a page only when the disk has
//! it. Which disputes a new position can change is known by its topic; these topics are marked in the same commit, and
//! their disputes are worked out once, when all pages are in. Where a process was killed in between, whoever next asks
//! for disputes works them out: in the ledger where it can be written to, else only for the answer.

mod add;
mod ask;
mod changes;
mod diff;
mod named;
mod people;
mod rebuild;
mod settle;
mod verify;

pub use add::{Adding, Progress, Summary, Taken};
pub use ask::{kinds_of, party};
pub use changes::{Changed, Changes};
pub use diff::{Event, News};
pub use people::Wanted;
pub use rebuild::{Rebuilding, Rebuilt};

use crate::{Given, Reader};
use gainsay_ledger::{
    Decision, DisputeEntry, Filter, Hit, Ledger, LedgerError, PageEntry, Ruled, Spot, Standing, StoredPage,
    Subject, Tally, Within,
};
use gainsay_record::{Dispute, PageId, PositionRef};
use settle::Unsettled;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// How many ids an error about several disputes names.
const NAMED: usize = 5;

/// How many imprints are made in one transaction.
const IMPRINTED: usize = 256;

/// A ledger, and the reader that fills it.
pub struct Keeper {
    ledger: Ledger,
    reader: Reader,
}

/// Why a dispute cannot be shown, a decision not be entered, or the ledger not be used.
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
    /// No page is named like this.
    #[error("there is no page {written} in {}", .path.display())]
    NoSuchPage {
        /// What was asked for.
        written: String,
        /// The ledger.
        path: std::path::PathBuf,
    },
    /// Several are.
    #[error("{written} names several pages: {}", .found.join(", "))]
    SeveralPages {
        /// What was asked for.
        written: String,
        /// The openings of the ids of some of them.
        found: Vec<String>,
    },
    /// No statement or position is written like this.
    #[error("\"{written}\" is no item; one is written PAGE:p1 (a position) or PAGE:s1 (a statement)")]
    NoItem {
        /// What was asked for.
        written: String,
    },
    /// The page has no such statement or position.
    #[error("there is nothing at {written}")]
    NoSuchItem {
        /// What was asked for.
        written: String,
    },
    /// Neither a holder nor an outlet.
    #[error("\"{written}\" is no holder's code, and no outlet of this ledger")]
    NoSource {
        /// What was asked for.
        written: String,
    },
    /// Nothing that can be spoken of.
    #[error("\"{written}\" is no item (PAGE:p1), dispute, page, holder or outlet")]
    NoSubject {
        /// What was asked for.
        written: String,
    },
    /// Several decisions have an id that opens like this.
    #[error("{id} opens the ids of several decisions: {}", .found.join(", "))]
    SeveralDecisions {
        /// What was asked for.
        id: String,
        /// Some of them.
        found: Vec<String>,
    },
    /// What was to be decided cannot be.
    #[error("{what}")]
    Wrong {
        /// Why, in a sentence.
        what: String,
    },
}

impl KeeperError {
    fn wrong(what: &str) -> Self {
        Self::Wrong { what: what.to_owned() }
    }
}

/// A page of the ledger with all that is known of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The page as it is listed.
    pub entry: PageEntry,
    /// What was read from it, with what people decided applied.
    pub ruled: Ruled,
    /// The grades, notes and tags on its statements and positions, in the order in which they were entered.
    pub remarks: Vec<(Spot, Decision)>,
}

/// What people decided on a dispute as a whole.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The split or merge that made it, where one did.
    pub ruling: Option<Decision>,
    /// The notes and tags on it, in the order in which they were entered.
    pub remarks: Vec<Decision>,
    /// The positions that would be in it, had they not been rejected.
    pub set_aside: Vec<PositionRef>,
    /// The rejections of folds that hold and speak of two of its pages or more.
    pub unfolded: Vec<Decision>,
    /// How much there is on its topic, and how much of that was weighed.
    pub tally: Tally,
    /// Everything that people decided.
    pub standing: Arc<Standing>,
}

/// What was given beside the bytes of a stored page, as the reader takes it.
fn given(page: &StoredPage) -> Given<'_> {
    Given {
        name: page.given.name.as_deref(),
        content_type: page.given.content_type.as_deref(),
        url: page.given.url.as_deref(),
        outlet: page.given.outlet.as_deref(),
        published: page.given.published.clone(),
        plain: page.given.plain,
    }
}

/// Something found by its words.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where, with the words marked.
    pub hit: Hit,
    /// The page as it is listed.
    pub page: PageEntry,
    /// What was read from it, with what people decided applied.
    pub ruled: Ruled,
}

impl Keeper {
    /// Opens the ledger at `path` to add to it, and makes one where there is none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, KeeperError> {
        Self { ledger: Ledger::open(path)?, reader: Reader::shipped() }.forward()
    }

    /// Opens the ledger at its usual place, and makes it and its folder where there is none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open_default`].
    pub fn open_default() -> Result<Self, KeeperError> {
        Self { ledger: Ledger::open_default()?, reader: Reader::shipped() }.forward()
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

    /// Works out the disputes of topics that gained positions and were not settled since: after a process was killed while
    /// it added pages.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be written to.
    pub fn settle(&mut self) -> Result<(), KeeperError> {
        Ok(settle::settle(&mut self.ledger, self.reader.known(), |_, _| {})?)
    }

    /// The disputes that `filter` lets through, most contested first; with `all` also those in which nobody denies,
    /// hedges or declines to say.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes(&self, filter: &Filter, all: bool) -> Result<Vec<DisputeEntry>, KeeperError> {
        let unsettled = self.unsettled()?;
        let filter = &Filter { contested: filter.contested || !all, ..filter.clone() };
        if unsettled.is_empty() {
            return Ok(self.ledger.disputes(filter)?);
        }
        // The limit is for what is left after all else.
        let wide = Filter { limit: None, ..filter.clone() };
        let mut entries = self.ledger.disputes(&wide)?;
        unsettled.replace(&mut entries, &self.ledger, &wide)?;
        if filter.contested {
            entries.retain(DisputeEntry::is_contested);
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

    /// These pages as they are listed, with what was read from them and what people decided, sorted by id.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read, or a page is not there.
    pub fn pages(&self, ids: &BTreeSet<PageId>) -> Result<Vec<Kept>, KeeperError> {
        let kept = |id: &PageId| {
            let reading = self.ledger.reading(id)?;
            let remarks = self.ledger.remarks(&reading)?;
            Ok(Kept { entry: self.entry(id)?, ruled: self.ledger.rule_on(reading)?, remarks })
        };
        ids.iter().map(kept).collect()
    }

    /// Where the pages were first seen, by path, sorted by id: for pages that are only named.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read, or a page is not there.
    pub fn paths(&self, ids: &BTreeSet<PageId>) -> Result<Vec<(PageId, String)>, KeeperError> {
        let path = |id: &PageId| Ok((*id, self.entry(id)?.paths.into_iter().next().unwrap_or_default()));
        ids.iter().map(path).collect()
    }

    /// What people decided on a dispute as a whole.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn beside(&self, dispute: &Dispute) -> Result<Beside, KeeperError> {
        let standing = self.ledger.standing()?;
        let topic = self.topic_of(dispute)?;
        let set_aside = self.ledger.set_aside(&topic)?;
        let tally = self.ledger.tally(&topic, Some(dispute))?;
        let sides = dispute.sides.iter().flat_map(|(_, positions)| positions);
        let pages: BTreeSet<PageId> = sides.map(|at| at.page).collect();
        let speaks = |of: &&[PageId]| of.iter().filter(|page| pages.contains(page)).count() > 1;
        let unfolded = standing.unfolded().filter(|(_, _, of)| speaks(of));
        let unfolded = unfolded.map(|(decision, ..)| decision.clone()).collect();
        let ruling = topic.ruling.as_ref().and_then(|id| standing.get(id)).cloned();
        let remarks = standing.remarks_on(&Subject::Dispute(topic)).cloned().collect();
        Ok(Beside { ruling, remarks, set_aside, unfolded, tally, standing })
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
            let (page, ruled) = (self.entry(&hit.page)?, self.ledger.ruled(&hit.page)?);
            Ok(Found { hit, page, ruled })
        });
        found.collect()
    }

    /// Makes the imprints that a file of an earlier format does not have, and works its disputes out again.
    fn forward(mut self) -> Result<Self, KeeperError> {
        let Self { ledger, reader } = &mut self;
        loop {
            let pages = ledger.without_imprint(IMPRINTED)?;
            if pages.is_empty() {
                return Ok(self);
            }
            let mut batch = ledger.batch()?;
            for page in pages {
                let reading = batch.ledger().reading(&page)?;
                batch.put_reading(&reading, &reader.imprint(&reading))?;
            }
            batch.commit()?;
        }
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
