//! Checking everything: the file, the log, the bytes, and that what is derived is what a fresh derivation gives.

mod disputes;
mod file;
mod pages;

use crate::error::{Inner, LedgerError, Trouble};
use crate::{Contested, Gist, Ledger, StoredPage, Topic};
use gainsay_record::{Dispute, Imprint, PageId, Reading};
use std::fmt::Display;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What, in a sentence without a full stop.
    pub what: String,
}

/// Where a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// An entry of the log, by its number.
    Log(u64),
    /// A page.
    Page(PageId),
    /// The disputes on a topic.
    Topic(Topic),
}

impl Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Place::File => write!(out, "{}", self.what),
            Place::Log(entry) => write!(out, "log entry {entry}: {}", self.what),
            Place::Page(page) => write!(out, "page {page}: {}", self.what),
            Place::Topic(topic) => write!(out, "disputes on {topic}: {}", self.what),
        }
    }
}

/// Reads pages again.
type Derive<'a> = dyn FnMut(&[StoredPage]) -> Vec<Result<(Reading, Imprint), String>> + 'a;

/// Works out the disputes on a topic again.
type Settle<'a> = dyn FnMut(&Topic, &[Gist]) -> Vec<(Dispute, Contested)> + 'a;

/// More faults than this are counted, and not told one by one.
const TOLD: usize = 1000;

/// The faults found so far.
#[derive(Default)]
struct Faults {
    told: Vec<Fault>,
    more: u64,
}

impl Faults {
    fn add(&mut self, place: &Place, what: impl Into<String>) {
        if self.told.len() < TOLD {
            self.told.push(Fault { place: place.clone(), what: what.into() });
        } else {
            self.more += 1;
        }
    }

    /// The value of a step. Where the stored data made it fail, that is a fault and no value; any other failure ends
    /// the check, which then says nothing.
    fn check<T>(&mut self, ledger: &Ledger, place: &Place, step: Inner<T>) -> Result<Option<T>, Trouble> {
        match step {
            Ok(value) => Ok(Some(value)),
            Err(trouble) if trouble.is_damage() => {
                let error = trouble.at(ledger.path());
                let mut what = error.to_string();
                let mut source = std::error::Error::source(&error);
                while let Some(cause) = source {
                    what = format!("{what}: {cause}");
                    source = cause.source();
                }
                self.add(place, what);
                Ok(None)
            }
            Err(trouble) => Err(trouble),
        }
    }
}

impl Ledger {
    /// Checks everything, and returns what is not as it should be; nothing, in a sound ledger.
    ///
    /// * the file: SQLite's own check of every page and index, the indexes of words included; references between
    ///   tables;
    /// * the log: every hash over all before it, and every page in it just as it was taken in;
    /// * the pages: bytes against their hash; places against the text; the reading, its rows and its gist against what
    ///   `derive` makes of the bytes now;
    /// * the disputes against what `disputes` makes of the gists of their topic now. Topics whose disputes are
    ///   still to be worked out ([`Ledger::stale`]) are not compared.
    ///
    /// `derive` is handed some dozens of pages at a time, so that it can use many threads, and answers for each in
    /// order. It all happens on the state at one moment, while others may add.
    ///
    /// # Errors
    ///
    /// Where the check itself cannot be done: the file is gone, or locked. Damage is no error, but a fault.
    pub fn verify<E: Display>(
        &self,
        mut derive: impl FnMut(&[StoredPage]) -> Vec<Result<(Reading, Imprint), E>>,
        mut disputes: impl FnMut(&Topic, &[Gist]) -> Vec<(Dispute, Contested)>,
    ) -> Result<Vec<Fault>, LedgerError> {
        let mut faults = Faults::default();
        self.run(|db| {
            let _moment = if db.is_autocommit() { Some(db.unchecked_transaction()?) } else { None };
            file::check(self, db, &mut faults)?;
            let step = file::check_log(self, db, &mut faults);
            faults.check(self, &Place::File, step)?;
            let mut derive = |pages: &[StoredPage]| -> Vec<Result<(Reading, Imprint), String>> {
                derive(pages).into_iter().map(|answer| answer.map_err(|error| error.to_string())).collect()
            };
            let step = pages::check(self, db, &mut faults, &mut derive);
            faults.check(self, &Place::File, step)?;
            let step = disputes::check(self, db, &mut faults, &mut disputes);
            faults.check(self, &Place::File, step)?;
            Ok(())
        })?;
        if faults.more > 0 {
            let what = format!("there are {} more faults", faults.more);
            faults.told.push(Fault { place: Place::File, what });
        }
        Ok(faults.told)
    }
}
