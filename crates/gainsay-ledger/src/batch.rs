//! Adding: many pages in one transaction, each in whole, reported when the disk has them.

use crate::disputes::{recount, store};
use crate::error::{Inner, LedgerError};
use crate::gist::{Weighed, weighed};
use crate::holds::{Came, hold_after};
use crate::log::{self, Seal};
use crate::open::still_ours;
use crate::{Contested, Gist, Ledger, Outcome, Packed, PackedAgain, Packer, Topic};
use gainsay_record::{Dispute, Imprint, PageId, Reading};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// A transaction that adds to a ledger. Other processes that want to write wait for its end; readers do not.
///
/// What is not committed is not there: dropping a batch takes everything back.
pub struct Batch<'a> {
    pub(crate) ledger: &'a Ledger,
    outcomes: Vec<Outcome>,
    pub(crate) touched: BTreeMap<Topic, i64>,
    /// What came to the topics that were at rest when this batch first touched them.
    pub(crate) came: BTreeMap<i64, Vec<Came>>,
    /// What the topic is weighed from that was asked about last.
    weighing: Option<Weighing>,
    pub(crate) seal: Seal,
    pub(crate) packer: Packer,
    failed: bool,
}

/// What the disputes on a topic are worked out from.
struct Weighing {
    topic: i64,
    weighed: Weighed,
    /// The numbers of the pages, once their gists were read.
    numbers: HashMap<PageId, i64>,
}

impl Ledger {
    /// Begins a batch, after waiting for any other process that writes.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] where that takes longer than the ledger's patience, and [`LedgerError::Newer`] where a newer
    /// gainsay has brought the file forward meanwhile.
    pub fn batch(&mut self) -> Result<Batch<'_>, LedgerError> {
        let seal = self.run(|db| {
            if db.is_readonly("main")? {
                return Err(LedgerError::ReadOnly { path: self.path().to_owned() }.into());
            }
            db.execute_batch("BEGIN IMMEDIATE")?;
            // A newer program may have brought the file forward since it was opened here.
            let seal = still_ours(db, self.path()).and_then(|()| log::last(db));
            seal.inspect_err(|_| take_back(db))
        })?;
        Ok(Batch {
            ledger: self,
            outcomes: Vec::new(),
            touched: BTreeMap::new(),
            came: BTreeMap::new(),
            weighing: None,
            seal,
            packer: Packer::new(),
            failed: false,
        })
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
    pub fn put_reading(&mut self, reading: &Reading, imprint: &Imprint) -> Result<(), LedgerError> {
        self.attempt(|batch| {
            let db = &batch.ledger.db;
            let number = batch.ledger.number_of(db, &reading.article.id)?;
            let bytes = batch.ledger.bytes_of(number, &reading.article.id)?;
            let again = batch.packer.pack_again(&bytes, reading, imprint)?;
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
            let Weighing { weighed, numbers, .. } = batch.weigh(number)?;
            store(&batch.ledger.db, number, disputes, &weighed, &numbers)?;
            batch.rests(topic, number);
            Ok(())
        })
    }

    /// As [`Ledger::gists`], with what this batch has added so far.
    ///
    /// # Errors
    ///
    /// As [`Batch::add`].
    pub fn gists(&mut self, topic: &Topic) -> Result<Vec<Gist>, LedgerError> {
        self.attempt(|batch| {
            let number = batch.topic_number(topic)?;
            let mut weighing = batch.weigh(number)?;
            let mut gists = batch.ledger.gists_of(&weighing.weighed, topic)?;
            gists.sort_unstable_by_key(|(_, gist)| gist.reading.article.id);
            weighing.numbers = gists.iter().map(|(page, gist)| (gist.reading.article.id, *page)).collect();
            batch.weighing = Some(weighing);
            Ok(gists.into_iter().map(|(_, gist)| gist).collect())
        })
    }

    /// Whether the disputes on a topic are those that would be worked out now: nothing was taken from it since, and what came
    /// is not among what is [weighed](crate::WEIGHED). They are then counted anew and hold. Only a topic that is spoken of on
    /// very many pages can be like this.
    ///
    /// # Errors
    ///
    /// As [`Batch::add`].
    pub fn holds(&mut self, topic: &Topic) -> Result<bool, LedgerError> {
        self.attempt(|batch| {
            let number = batch.topic_number(topic)?;
            let mut holds = match batch.came.get(&number) {
                Some(came) => hold_after(batch.ledger, number, came)?,
                None => false,
            };
            if !holds {
                let weighing = batch.weigh(number)?;
                holds = recount(batch.ledger, number, &weighing.weighed)?;
                batch.weighing = Some(weighing);
            }
            if holds {
                batch.rests(topic, number);
            }
            Ok(holds)
        })
    }

    /// The disputes on a topic hold. A page that is added after this touches it anew.
    fn rests(&mut self, topic: &Topic, number: i64) {
        self.touched.remove(topic);
        self.came.remove(&number);
        self.weighing = None;
    }

    /// What the disputes on a topic are worked out from; found once, where nothing comes between.
    fn weigh(&mut self, topic: i64) -> Inner<Weighing> {
        match self.weighing.take() {
            Some(known) if known.topic == topic => Ok(known),
            _ => {
                let weighed = weighed(&self.ledger.db, topic)?;
                Ok(Weighing { topic, weighed, numbers: HashMap::new() })
            }
        }
    }

    /// Positions come or go: what was weighed is not known any more.
    pub(crate) fn moves(&mut self) {
        self.weighing = None;
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

/// A topic from the columns `frame, parties, ruling`, which come first.
pub(crate) fn topic(row: &rusqlite::Row<'_>) -> rusqlite::Result<Topic> {
    let (parties, ruling): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Topic {
        frame: row.get(0)?,
        parties: serde_json::from_str(&parties).unwrap_or_default(),
        ruling: (!ruling.is_empty()).then_some(ruling),
    })
}
