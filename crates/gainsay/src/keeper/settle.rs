//! Working out the disputes of topics that gained positions.

use gainsay_disputes::{Apart, Key, Leaf, reconcile_leaves, weight};
use gainsay_knowledge::Knowledge;
use gainsay_ledger::{
    Batch, Contested, DisputeEntry, Filter, Gist, Ledger, LedgerError, Standing, Tally, Topic,
};
use gainsay_record::{Dispute, PositionRef, Side};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long others are kept from writing before the topics that are done are committed.
const HOLD: Duration = Duration::from_secs(1);

/// How long a command that only reads waits for others who write, before it works disputes out for itself alone.
const PATIENCE: Duration = Duration::from_secs(2);

/// The folds that people rejected.
pub(super) fn apart(standing: &Standing) -> Apart {
    let mut apart = Apart::default();
    for (_, ground, pages) in standing.unfolded() {
        apart.add(ground, pages.iter().copied());
    }
    apart
}

/// The disputes on one topic among these pages, with their weights, as they are put into the ledger.
pub(super) fn disputes_on(
    topic: &Topic,
    gists: &[Gist],
    known: &Knowledge,
    apart: &Apart,
) -> Vec<(Dispute, Contested)> {
    let key = Key { frame: topic.frame.clone(), parties: topic.parties.clone() };
    let leaves: Vec<_> = gists.iter().map(|Gist { reading, imprint }| Leaf { reading, imprint }).collect();
    let dispute = reconcile_leaves(&key, &leaves, known, apart);
    let weighed = dispute.map(|mut dispute| {
        // One that a person split off or merged goes by that ruling's id.
        dispute.id = topic.ruling.clone().unwrap_or(dispute.id);
        let contested = Contested(weight(&dispute).to_vec());
        (dispute, contested)
    });
    weighed.into_iter().collect()
}

/// Settles every stale topic, each once. `done` is told how many of how many are settled.
pub(super) fn settle(
    ledger: &mut Ledger,
    known: &Knowledge,
    mut done: impl FnMut(usize, usize),
) -> Result<(), LedgerError> {
    let topics = ledger.stale()?;
    let mut rest = topics.as_slice();
    while !rest.is_empty() {
        // Inside the transaction, so that nobody adds a position between the reading and the putting.
        let mut batch = ledger.batch()?;
        rest = settle_some(&mut batch, known, rest)?;
        batch.commit()?;
        done(topics.len() - rest.len(), topics.len());
    }
    Ok(())
}

/// Settles topics in this transaction, for as long as others may be kept waiting: those that are left.
pub(super) fn settle_some<'t>(
    batch: &mut Batch<'_>,
    known: &Knowledge,
    topics: &'t [Topic],
) -> Result<&'t [Topic], LedgerError> {
    let began = Instant::now();
    let apart = apart(&*batch.ledger().standing()?);
    let mut rest = topics;
    while let [topic, later @ ..] = rest {
        if !batch.holds(topic)? {
            let gists = batch.gists(topic)?;
            batch.put_disputes(topic, &disputes_on(topic, &gists, known, &apart))?;
        }
        rest = later;
        if began.elapsed() > HOLD {
            break;
        }
    }
    Ok(rest)
}

/// Settles the ledger at `path` through a connection of its own, where that is possible: a ledger that cannot be written to, or
/// is being written to, is no reason to fail.
pub(super) fn elsewhere(path: &Path, known: &Knowledge) {
    let settled = Ledger::open(path).and_then(|mut ledger| {
        ledger.set_patience(PATIENCE)?;
        settle(&mut ledger, known, |_, _| {})
    });
    drop(settled);
}

/// The disputes of topics that are stale in the ledger, worked out for one answer.
#[derive(Default)]
pub(super) struct Unsettled(BTreeMap<Topic, Option<(Dispute, DisputeEntry)>>);

impl Unsettled {
    pub(super) fn of(ledger: &Ledger, known: &Knowledge, topics: &[Topic]) -> Result<Self, LedgerError> {
        let mut all = BTreeMap::new();
        let apart = apart(&*ledger.standing()?);
        for topic in topics {
            let dispute = disputes_on(topic, &ledger.gists(topic)?, known, &apart).into_iter().next();
            let tally = ledger.tally(topic, dispute.as_ref().map(|(dispute, _)| dispute))?;
            let with_entry = dispute.map(|(dispute, contested)| {
                let entry = entry(topic, &dispute, contested, tally);
                (dispute, entry)
            });
            all.insert(topic.clone(), with_entry);
        }
        Ok(Self(all))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts these disputes in the place of those that the ledger has on the same topics.
    pub(super) fn replace(
        &self,
        entries: &mut Vec<DisputeEntry>,
        ledger: &Ledger,
        filter: &Filter,
    ) -> Result<(), LedgerError> {
        entries.retain(|entry| !self.0.contains_key(&entry.topic));
        let fit: BTreeSet<PositionRef> =
            ledger.positions(filter)?.into_iter().map(|position| position.at).collect();
        for (dispute, entry) in self.0.values().flatten() {
            let lists = dispute.sides.iter().chain(&dispute.beneath);
            if lists.flat_map(|(_, positions)| positions).any(|at| fit.contains(at)) {
                entries.push(entry.clone());
            }
        }
        entries.sort_by(|a, b| (Reverse(&a.contested), &a.id).cmp(&(Reverse(&b.contested), &b.id)));
        Ok(())
    }

    /// Adds the ids that open with `opening`, and takes out those of disputes that are no more.
    pub(super) fn ids(&self, found: &mut BTreeSet<String>, opening: &str) {
        for (topic, dispute) in &self.0 {
            match dispute {
                Some((dispute, _)) if dispute.id.starts_with(opening) => {
                    found.insert(dispute.id.clone());
                }
                Some(_) => {}
                None => {
                    let key = Key { frame: topic.frame.clone(), parties: topic.parties.clone() };
                    found.remove(topic.ruling.as_ref().unwrap_or(&key.id()));
                }
            }
        }
    }

    pub(super) fn dispute(&self, id: &str) -> Option<&Dispute> {
        self.0.values().flatten().map(|(dispute, _)| dispute).find(|dispute| dispute.id == id)
    }
}

/// The dispute as the ledger would list it.
fn entry(topic: &Topic, dispute: &Dispute, contested: Contested, tally: Tally) -> DisputeEntry {
    let Tally { sides: [asserts, denies, hedges, declines], holders, pages, weighed } = tally;
    DisputeEntry {
        id: dispute.id.clone(),
        title: dispute.title.clone(),
        topic: topic.clone(),
        first: dispute.first.clone(),
        last: dispute.last.clone(),
        contested,
        sides: [
            (Side::Asserts, asserts),
            (Side::Denies, denies),
            (Side::Hedges, hedges),
            (Side::Declines, declines),
        ],
        holders,
        pages,
        weighed,
    }
}
