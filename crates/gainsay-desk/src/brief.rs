//! What the list of disputes says of each beyond its row in the ledger, kept for as long as the row stays the same.

use crate::asked::Asked;
use crate::desk::Desk;
use crate::graded;
use crate::pages::{Standing, standing};
use crate::trouble::Trouble;
use crate::view::spark::{Spark, spark};
use gainsay::ledger::{Arrival, Counts, DisputeEntry, Facets, Filter};
use gainsay::record::{Answer, Dispute, Holder, Side};
use gainsay::{Changed, Changes, Keeper};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many of each kind are kept.
const KEPT: usize = 4096;
/// What took less than this is made anew whenever it may have changed,
const QUICK: Duration = Duration::from_millis(20);
/// what took longer not before so many times as long have gone by: while pages come in, counts are a little behind rather than in
/// everybody's way.
const REST: u32 = 20;
/// In a ledger with so many positions a list does not wait for what is counted beside it.
const LARGE: u64 = 50_000;

/// What is known of a dispute beyond its row.
pub(crate) struct Brief {
    /// Its small time line.
    pub spark: Spark,
    /// Whether the reports of a side are one witness or many.
    pub answers: Vec<(Side, Answer)>,
}

/// Answers that hold for as long as what they were worked out from does.
pub(crate) struct Kept<K, M, V> {
    all: Mutex<HashMap<K, Made<M, V>>>,
    /// Held by whoever makes an answer that takes long; nobody else makes it meanwhile.
    making: Mutex<()>,
}

/// An answer, and how it came about.
struct Made<M, V> {
    from: M,
    value: Arc<V>,
    at: Instant,
    took: Duration,
}

impl<M: PartialEq, V> Made<M, V> {
    fn is_good(&self, from: &M) -> bool {
        self.from == *from || self.took > QUICK && self.at.elapsed() < self.took * REST
    }
}

impl<K, M, V> Default for Kept<K, M, V> {
    fn default() -> Self {
        Self { all: Mutex::default(), making: Mutex::default() }
    }
}

impl<K: Eq + Hash, M: PartialEq, V> Kept<K, M, V> {
    /// What is kept for `key`, if it was made from what `made_from` says now; else what `make` makes.
    fn get(
        &self,
        key: K,
        made_from: M,
        make: impl FnOnce() -> Result<V, Trouble>,
    ) -> Result<Arc<V>, Trouble> {
        match self.find(&key, |made| made.from == made_from) {
            Some(value) => Ok(value),
            None => self.make(key, made_from, make),
        }
    }

    /// The same; but what takes long is made by one at a time, and not too often: until then the one before is good enough.
    fn get_or_older(
        &self,
        key: K,
        made_from: M,
        make: impl FnOnce() -> Result<V, Trouble>,
    ) -> Result<Arc<V>, Trouble> {
        let is_good = |made: &Made<M, V>| made.is_good(&made_from);
        if let Some(value) = self.find(&key, is_good) {
            return Ok(value);
        }
        let _making = match (self.making.try_lock(), self.find(&key, |made| made.took > QUICK)) {
            (Ok(making), _) => making,
            (Err(_), Some(older)) => return Ok(older),
            (Err(_), None) => self.making.lock().unwrap_or_else(PoisonError::into_inner),
        };
        match self.find(&key, is_good) {
            Some(value) => Ok(value),
            None => self.make(key, made_from, make),
        }
    }

    /// Whether what is kept for `key` need not be made anew.
    fn is_good(&self, key: &K, made_from: &M) -> bool {
        self.find(key, |made| made.is_good(made_from)).is_some()
    }

    fn find(&self, key: &K, is_good: impl FnOnce(&Made<M, V>) -> bool) -> Option<Arc<V>> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key).filter(|made| is_good(made)).map(|made| made.value.clone())
    }

    fn make(&self, key: K, from: M, make: impl FnOnce() -> Result<V, Trouble>) -> Result<Arc<V>, Trouble> {
        let began = Instant::now();
        let value = Arc::new(make()?);
        let made = Made { from, value: value.clone(), at: Instant::now(), took: began.elapsed() };
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(key, made);
        Ok(value)
    }
}

/// What the ledger's state is told by: what was entered, and how much of it is worked out.
type State = (u64, usize);

/// How many disputes fit, and how many of them have what.
pub(crate) struct Tally {
    pub fit: u64,
    pub facets: Facets,
    /// By grade, the letters first: how many disputes have a position that is graded so.
    pub grades: Vec<(String, u64)>,
}

/// All that a desk keeps.
#[derive(Default)]
pub(crate) struct Briefs {
    disputes: Kept<String, DisputeEntry, Brief>,
    tallies: Kept<(Asked, Option<Arrival>), State, Tally>,
    /// What is counted at this moment.
    counting: Mutex<HashSet<(Asked, Option<Arrival>)>>,
    changed: Kept<u64, State, BTreeMap<String, Changed>>,
    changes: Kept<(String, u64), (Option<DisputeEntry>, usize), Changes>,
    counts: Kept<(), State, Counts>,
    waiting: Kept<(), State, u64>,
    standings: Kept<String, State, Standing>,
}

impl Desk {
    /// What the list says of this dispute.
    pub(crate) fn brief(&self, keeper: &Keeper, entry: &DisputeEntry) -> Result<Arc<Brief>, Trouble> {
        self.briefs().disputes.get(entry.id.clone(), entry.clone(), || {
            let ledger = keeper.ledger();
            let answers = ledger.dispute(&entry.id)?.map(|dispute| dispute.origins).unwrap_or_default();
            Ok(Brief {
                spark: spark(&ledger.lanes(&entry.id)?),
                answers: answers.into_iter().map(|(side, origins)| (side, origins.answer)).collect(),
            })
        })
    }

    /// How many disputes fit, and how many of them have what. Nothing, while that is counted in a large ledger for the first time.
    pub(crate) fn tally(
        &self,
        keeper: &Keeper,
        filter: &Filter,
        asked: &Asked,
    ) -> Result<Option<Arc<Tally>>, Trouble> {
        let asked = Asked { sort: String::new(), page: String::new(), ..asked.clone() };
        if self.counts(keeper)?.positions < LARGE {
            return self.count(keeper, filter, &asked).map(Some);
        }
        let key = (asked, filter.since);
        let is_good = self.briefs().tallies.is_good(&key, &state(keeper)?);
        let known = self.briefs().tallies.find(&key, |_| true);
        if !is_good && lock(&self.briefs().counting).insert(key.clone()) {
            let (desk, filter) = (self.clone(), filter.clone());
            tokio::runtime::Handle::current().spawn(async move {
                let (on, asked) = (desk.clone(), key.0.clone());
                // Where it cannot be counted now, the next answer tries again.
                let _ = desk.read(move |keeper| on.count(keeper, &filter, &asked)).await;
                lock(&desk.briefs().counting).remove(&key);
            });
        }
        Ok(known)
    }

    fn count(&self, keeper: &Keeper, filter: &Filter, asked: &Asked) -> Result<Arc<Tally>, Trouble> {
        let ledger = keeper.ledger();
        self.briefs().tallies.get_or_older((asked.clone(), filter.since), state(keeper)?, || {
            let mut grades = Vec::new();
            let given =
                if asked.grade.is_empty() { graded::given(&*ledger.standing()?) } else { BTreeSet::new() };
            for grade in given {
                let grade = grade.to_string();
                let mut narrowed = filter.clone();
                graded::narrow(keeper, &mut narrowed, &grade)?;
                let count = ledger.count_disputes(&narrowed)?;
                grades.extend((count > 0).then_some((grade, count)));
            }
            Ok(Tally {
                fit: ledger.count_disputes(filter)?,
                facets: ledger.facets(filter, !filter.contested)?,
                grades,
            })
        })
    }

    /// The disputes to which something has come since the log had so many entries.
    pub(crate) fn changed(
        &self,
        keeper: &Keeper,
        entries: u64,
    ) -> Result<Arc<BTreeMap<String, Changed>>, Trouble> {
        let make = || Ok(keeper.disputes_changed(entries)?);
        self.briefs().changed.get_or_older(entries, state(keeper)?, make)
    }

    /// What has come to a dispute since the log had so many entries.
    pub(crate) fn changes(
        &self,
        keeper: &Keeper,
        dispute: &Dispute,
        entry: Option<&DisputeEntry>,
        entries: u64,
    ) -> Result<Arc<Changes>, Trouble> {
        let decided = keeper.ledger().standing()?.all().len();
        let make = || Ok(keeper.changes(dispute, entries)?);
        self.briefs().changes.get((dispute.id.clone(), entries), (entry.cloned(), decided), make)
    }

    /// The disputes and changes of stance of a holder.
    pub(crate) fn standing_of(&self, keeper: &Keeper, holder: &Holder) -> Result<Arc<Standing>, Trouble> {
        let make = || standing(keeper, holder);
        self.briefs().standings.get_or_older(holder.to_string(), state(keeper)?, make)
    }

    /// How many positions of contested claims nobody decided on.
    pub(crate) fn waiting(&self, keeper: &Keeper) -> Result<u64, Trouble> {
        let make = || Ok(keeper.ledger().count_unsure()?);
        Ok(*self.briefs().waiting.get_or_older((), state(keeper)?, make)?)
    }

    /// How much there is.
    pub(crate) fn counts(&self, keeper: &Keeper) -> Result<Arc<Counts>, Trouble> {
        self.briefs().counts.get_or_older((), state(keeper)?, || Ok(keeper.ledger().counts()?))
    }
}

/// The state of the ledger.
fn state(keeper: &Keeper) -> Result<State, Trouble> {
    let ledger = keeper.ledger();
    Ok((ledger.seal()?.entries, ledger.stale()?.len()))
}

fn lock<T>(it: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}
