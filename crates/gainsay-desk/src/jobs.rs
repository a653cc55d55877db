//! Pages on their way into the ledger: one batch after another, each beside the threads that serve, with what has come of it.

use crate::desk::{Desk, now};
use crate::fetch;
use crate::trouble::Trouble;
use gainsay::{Adding, Keeper, Known, Progress, Reader, Source, Summary, safe};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

/// How many batches are remembered; how many may wait.
const REMEMBERED: usize = 64;
const WAITING: usize = 8;
/// How many pages that could not be read are told of one by one.
const TOLD: usize = 50;

/// What has come of a batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// How many pages there are, and how many are in or could not be read.
    pub all: usize,
    pub done: usize,
    /// How many topics there are whose disputes change, and how many are worked out.
    pub topics: (usize, usize),
    /// Pages that could not be read, and why.
    pub unread: Vec<(String, String)>,
    /// The pages that are in.
    pub pages: Vec<gainsay::record::PageId>,
    /// What came of it in the end; or why it could not go on.
    pub end: Option<Result<Summary, String>>,
}

impl State {
    /// A page could not be read.
    fn missing(&mut self, path: String, why: String) {
        self.done += 1;
        if self.unread.len() < TOLD {
            self.unread.push((path, why));
        }
    }
}

/// All batches of a desk.
#[derive(Default)]
pub(crate) struct Jobs {
    all: Mutex<BTreeMap<u64, Arc<Mutex<State>>>>,
    /// One is worked on at a time.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Jobs {
    /// What has come of a batch.
    pub fn state(&self, number: u64) -> Option<State> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let job = all.get(&number)?.clone();
        drop(all);
        let state = job.lock().unwrap_or_else(PoisonError::into_inner);
        Some(state.clone())
    }

    /// Remembers a new batch, and forgets the oldest.
    fn begin(&self, pages: usize) -> Result<(u64, Arc<Mutex<State>>), Trouble> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let is_open =
            |job: &Arc<Mutex<State>>| job.lock().unwrap_or_else(PoisonError::into_inner).end.is_none();
        if all.values().filter(|job| is_open(job)).count() >= WAITING {
            return Err(Trouble::later("too many pages are waiting to be read; send these when they are in"));
        }
        let number = all.keys().next_back().map_or(1, |last| last + 1);
        let job = Arc::new(Mutex::new(State { all: pages, ..State::default() }));
        all.insert(number, job.clone());
        while all.len() > REMEMBERED {
            all.pop_first();
        }
        Ok((number, job))
    }
}

impl Desk {
    /// Begins to add pages; the number that the batch goes by.
    ///
    /// `addresses` are fetched on the way; whether that is allowed has been asked before.
    pub(crate) fn begin_to_add(
        &self,
        sources: Vec<Source>,
        addresses: Vec<String>,
        known: Known,
    ) -> Result<u64, Trouble> {
        let (number, job) = self.jobs().begin(sources.len() + addresses.len())?;
        let (desk, turn) = (self.clone(), self.jobs().turn.clone());
        tokio::spawn(async move {
            let _turn = turn.lock().await;
            let own = job.clone();
            let work = tokio::task::spawn_blocking(move || add(&desk, &sources, &addresses, known, &own));
            let end = work
                .await
                .unwrap_or_else(|_| Err("a fault in gainsay while these pages were read".to_owned()));
            job.lock().unwrap_or_else(PoisonError::into_inner).end = Some(end);
        });
        Ok(number)
    }
}

/// Adds pages through a connection of its own, so that people can decide in the meantime.
fn add(
    desk: &Desk,
    sources: &[Source],
    addresses: &[String],
    known: Known,
    job: &Mutex<State>,
) -> Result<Summary, String> {
    let state = || job.lock().unwrap_or_else(PoisonError::into_inner);
    let settings = desk.settings();
    let reader = Reader::with_frames(&settings.frames).map_err(|error| error.to_string())?;
    let failed = |_| "the ledger cannot be written to".to_owned();
    let mut keeper = Keeper::open(&settings.ledger).map_err(failed)?.with_reader(reader);
    // One thread is left to those who read at the desk.
    let threads = std::thread::available_parallelism().map_or(1, |all| all.get().saturating_sub(1).max(1));
    let how = Adding { known, threads: NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN), now };
    let mut summary = put(&mut keeper, sources, &how, job)?;
    for address in addresses {
        let fetched = match fetch::page(address) {
            Ok(fetched) => fetched,
            Err(error) => {
                state().missing(safe::line(address), error.to_string());
                summary.unread += 1;
                continue;
            }
        };
        let known = Known { url: Some(fetched.address.clone()), ..how.known.clone() };
        summary += put(&mut keeper, &[fetched.into_source()], &Adding { known, ..how.clone() }, job)?;
    }
    Ok(summary)
}

/// Adds these pages, and tells of each.
fn put(keeper: &mut Keeper, sources: &[Source], how: &Adding, job: &Mutex<State>) -> Result<Summary, String> {
    let state = || job.lock().unwrap_or_else(PoisonError::into_inner);
    let told = keeper.add(sources, how, |progress| match progress {
        Progress::Page(_, Ok(taken)) => {
            let mut state = state();
            state.done += 1;
            state.pages.push(taken.page);
        }
        Progress::Page(at, Err(error)) => {
            let path = sources.get(at).map(Source::path).unwrap_or_default();
            state().missing(safe::line(&path), error.to_string());
        }
        Progress::Topics(done, all) => state().topics = (done, all),
    });
    told.map_err(|error| Trouble::from(error).detail)
}
