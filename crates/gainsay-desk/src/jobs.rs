//! Pages on their way into the ledger: the one way in, for what people add at the desk and for what programs send.
//!
//! A batch is added beside the threads that serve, with what has come of it told as it goes. One batch is worked on at a time, and
//! beside it one single page: a program that sends page after page does not wait until somebody's thousand files are in.

use crate::desk::{Desk, now};
use crate::fetch::{self, FetchError};
use crate::trouble::Trouble;
use gainsay::record::PageId;
use gainsay::{Adding, Keeper, Known, Progress, Source, Summary, Taken, in_order, safe};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// How many batches are remembered; how many may wait or be worked on.
const REMEMBERED: usize = 64;
const WAITING: usize = 8;
/// How many pages that could not be read are told of one by one.
const TOLD: usize = 50;
/// How many pages are fetched at once.
const FETCHED: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// Pages to be added.
#[derive(Default)]
pub(crate) struct Batch {
    /// What is here already.
    pub sources: Vec<Source>,
    /// What is fetched on the way; whether that is allowed has been asked before.
    pub addresses: Vec<String>,
    /// What is known of all of them.
    pub known: Known,
}

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
    /// The pages that are in, in order.
    pub pages: Vec<PageId>,
    /// The first of them, and where it was seen.
    pub first: Option<(String, Taken)>,
    /// What came of it in the end; or why it could not go on.
    pub end: Option<Result<Summary, Trouble>>,
}

type Job = Arc<Mutex<State>>;

/// All batches of a desk.
pub(crate) struct Jobs {
    all: Mutex<BTreeMap<u64, Job>>,
    /// A place for each batch that waits or is worked on.
    places: Arc<Semaphore>,
    /// Turns: of single pages, and of all else.
    single: Arc<tokio::sync::Mutex<()>>,
    several: Arc<tokio::sync::Mutex<()>>,
    /// Connections that write and are not in use.
    adders: Mutex<Vec<Keeper>>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            all: Mutex::default(),
            places: Arc::new(Semaphore::new(WAITING)),
            single: Arc::default(),
            several: Arc::default(),
            adders: Mutex::default(),
        }
    }
}

impl Batch {
    fn len(&self) -> usize {
        self.sources.len() + self.addresses.len()
    }
}

impl State {
    /// A page is in.
    fn taken(&mut self, path: String, taken: Taken) {
        self.done += 1;
        self.pages.push(taken.page);
        self.first.get_or_insert((path, taken));
    }

    /// A page could not be read.
    fn missing(&mut self, path: String, why: String) {
        self.done += 1;
        if self.unread.len() < TOLD {
            self.unread.push((path, why));
        }
    }
}

impl Jobs {
    /// What has come of a batch.
    pub fn state(&self, number: u64) -> Option<State> {
        let job = lock(&self.all).get(&number)?.clone();
        let state = lock(&job).clone();
        Some(state)
    }

    /// Remembers a batch, and forgets the oldest; the number that it goes by.
    fn remember(&self, job: Job) -> u64 {
        let mut all = lock(&self.all);
        let number = all.keys().next_back().map_or(1, |last| last + 1);
        all.insert(number, job);
        while all.len() > REMEMBERED {
            all.pop_first();
        }
        number
    }
}

impl Desk {
    /// Begins to add pages; the number that the batch goes by.
    pub(crate) fn begin_to_add(&self, batch: Batch) -> Result<u64, Trouble> {
        let job = Job::default();
        self.start(batch, &job)?;
        Ok(self.jobs().remember(job))
    }

    /// Adds pages, and waits until all are in or could not be read. Whoever does not wait any longer stops nothing.
    pub(crate) async fn add(&self, batch: Batch) -> Result<State, Trouble> {
        let job = Job::default();
        let work = self.start(batch, &job)?;
        work.await.map_err(|_| Trouble::fault("a fault in gainsay while this was added"))?;
        let state = std::mem::take(&mut *lock(&job));
        Ok(state)
    }

    fn start(&self, batch: Batch, job: &Job) -> Result<JoinHandle<()>, Trouble> {
        let full = "too many pages are waiting to be read; send these when they are in";
        let place = self.jobs().places.clone().try_acquire_owned().map_err(|_| Trouble::later(full))?;
        lock(job).all = batch.len();
        let turns = if batch.len() == 1 { &self.jobs().single } else { &self.jobs().several };
        let (desk, turns, job) = (self.clone(), turns.clone(), job.clone());
        Ok(tokio::spawn(async move {
            let _turn = turns.lock().await;
            let own = job.clone();
            let work = tokio::task::spawn_blocking(move || add(&desk, &batch, &own));
            let fault = "a fault in gainsay while these pages were read";
            let end = work.await.unwrap_or_else(|_| Err(Trouble::fault(fault)));
            lock(&job).end = Some(end);
            drop(place);
        }))
    }

    /// A connection to add through, so that people can decide in the meantime.
    fn adder(&self) -> Result<Keeper, Trouble> {
        let free = lock(&self.jobs().adders).pop();
        free.map_or_else(|| self.open_to_write(), Ok)
    }
}

fn add(desk: &Desk, batch: &Batch, job: &Job) -> Result<Summary, Trouble> {
    // A panic takes the connection along; the next batch opens another.
    let mut keeper = desk.adder()?;
    let added = add_by(&mut keeper, batch, job);
    lock(&desk.jobs().adders).push(keeper);
    added
}

fn add_by(keeper: &mut Keeper, batch: &Batch, job: &Job) -> Result<Summary, Trouble> {
    // One thread is left to those who read at the desk.
    let threads = std::thread::available_parallelism().map_or(1, |all| all.get().saturating_sub(1).max(1));
    let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
    let how = Adding { known: batch.known.clone(), threads, now };
    let mut summary = put(keeper, &batch.sources, &how, job)?;
    let mut trouble = None;
    fetch_all(&batch.addresses, fetch::page, |address, fetched| {
        let added = match fetched {
            Ok(fetched) => {
                let known = Known { url: Some(fetched.address.clone()), ..how.known.clone() };
                put(keeper, &[fetched.into_source()], &Adding { known, ..how.clone() }, job)
            }
            Err(error) => {
                lock(job).missing(safe::line(address), error.to_string());
                Ok(Summary { unread: 1, ..Summary::default() })
            }
        };
        match added {
            Ok(one) => {
                summary += one;
                ControlFlow::Continue(())
            }
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    trouble.map_or(Ok(summary), Err)
}

/// Fetches these, a few at once, and hands them over in their order.
fn fetch_all<T: Send>(
    addresses: &[String],
    page: impl Fn(&str) -> Result<T, FetchError> + Sync,
    mut take: impl FnMut(&str, Result<T, FetchError>) -> ControlFlow<()>,
) {
    let fetched = |(): &mut (), address: &String| page(address);
    in_order(addresses, FETCHED, || (), fetched, |place, page| take(&addresses[place], page));
}

/// Adds these pages, and tells of each.
fn put(keeper: &mut Keeper, sources: &[Source], how: &Adding, job: &Job) -> Result<Summary, Trouble> {
    let told = keeper.add(sources, how, |progress| match progress {
        Progress::Page(at, page) => {
            let path = sources.get(at).map(Source::path).unwrap_or_default();
            match page {
                Ok(taken) => lock(job).taken(path, taken),
                Err(error) => lock(job).missing(safe::line(&path), error.to_string()),
            }
        }
        Progress::Topics(done, all) => lock(job).topics = (done, all),
    });
    Ok(told?)
}

fn lock<T>(it: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn a_few_addresses_are_fetched_at_once_and_handed_over_in_order() {
        let addresses: Vec<String> = (0..24).map(|at| at.to_string()).collect();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        let page = |address: &str| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            // The later ones are there sooner.
            std::thread::sleep(Duration::from_millis(30 - address.parse::<u64>().expect("a number")));
            now.fetch_sub(1, Ordering::SeqCst);
            if address == "7" { Err(FetchError::TooSlow) } else { Ok(address.to_owned()) }
        };
        fetch_all(&addresses, page, |address, page| {
            assert_eq!(page.is_err(), address == "7");
            seen.push(address.to_owned());
            ControlFlow::Continue(())
        });
        assert_eq!(seen, addresses);
        let most = most.into_inner();
        assert!((2..=4).contains(&most), "{most} at once");
    }
}
