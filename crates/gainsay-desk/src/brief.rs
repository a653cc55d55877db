//! What the list of disputes says of each beyond its row in the ledger, kept for as long as the row stays the same.

use crate::asked::Asked;
use crate::desk::Desk;
use crate::trouble::Trouble;
use crate::view::spark::{Spark, spark};
use gainsay::Keeper;
use gainsay::ledger::{DisputeEntry, Facets, Filter};
use gainsay::record::{Answer, Side};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// How many of each kind are kept.
const KEPT: usize = 4096;

/// What is known of a dispute beyond its row.
pub(crate) struct Brief {
    /// Its small time line.
    pub spark: Spark,
    /// Whether the reports of a side are one witness or many.
    pub answers: Vec<(Side, Answer)>,
}

/// Answers that hold for as long as what they were worked out from does.
pub(crate) struct Kept<K, M, V>(Mutex<HashMap<K, (M, Arc<V>)>>);

impl<K, M, V> Default for Kept<K, M, V> {
    fn default() -> Self {
        Self(Mutex::default())
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
        let all = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((from, value)) = all().get(&key)
            && *from == made_from
        {
            return Ok(value.clone());
        }
        let value = Arc::new(make()?);
        let mut all = all();
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(key, (made_from, value.clone()));
        Ok(value)
    }
}

/// All that a desk keeps.
#[derive(Default)]
pub(crate) struct Briefs {
    disputes: Kept<String, DisputeEntry, Brief>,
    tallies: Kept<Asked, (u64, usize), Facets>,
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

    /// How many disputes have what, among those that fit.
    pub(crate) fn tally(
        &self,
        keeper: &Keeper,
        filter: &Filter,
        asked: &Asked,
    ) -> Result<Arc<Facets>, Trouble> {
        let ledger = keeper.ledger();
        let key = Asked { sort: String::new(), page: String::new(), ..asked.clone() };
        // What was entered, and how much of it is worked out.
        let state = (ledger.seal()?.entries, ledger.stale()?.len());
        self.briefs().tallies.get(key, state, || Ok(ledger.facets(filter, asked.all())?))
    }
}
