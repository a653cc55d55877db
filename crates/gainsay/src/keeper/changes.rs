//! What has come to disputes since an entry of the log: since somebody last looked.
//!
//! Unlike [`Keeper::diff`], which asks for a time, this asks for a place in the log. Two things that were entered in one second
//! are told apart, and whoever looked between them is told of the second one alone.

use super::diff::id_of;
use super::{Keeper, KeeperError};
use gainsay_ledger::{Decision, Deed, Filter, Spot, Subject, Topic};
use gainsay_record::{Dispute, PositionRef};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many decisions are looked through, the last ones.
const DECISIONS: usize = 200;

/// How much has come to a dispute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// So many positions.
    pub positions: u64,
    /// So many decisions.
    pub decisions: u64,
}

/// What has come to a dispute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Its positions on pages that came, in the order in which the dispute has them.
    pub positions: Vec<PositionRef>,
    /// What these pages have brought: new sides, stages, changes of stance, origins.
    pub events: Vec<super::Event>,
    /// What people decided on it or on its positions, in order.
    pub decisions: Vec<Decision>,
}

impl Keeper {
    /// The disputes to which something has come after the first `entries` entries of the log, by id: among the last 20,000
    /// positions and the last 200 decisions.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes_changed(&self, entries: u64) -> Result<BTreeMap<String, Changed>, KeeperError> {
        let after = self.ledger().arrival_at(entries)?;
        let gaining = self.ledger().disputes_gaining(after)?.into_iter();
        let mut changed: BTreeMap<String, Changed> =
            gaining.map(|(id, positions)| (id, Changed { positions, decisions: 0 })).collect();
        for (_, disputes) in self.decided_since(entries)? {
            for id in disputes {
                changed.entry(id).or_default().decisions += 1;
            }
        }
        Ok(changed)
    }

    /// What has come to a dispute after the first `entries` entries of the log. Of one that fills very many pages the events are
    /// those of the pages that it is worked out from.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn changes(&self, dispute: &Dispute, entries: u64) -> Result<Changes, KeeperError> {
        let after = self.ledger().arrival_at(entries)?;
        let mut known = HashMap::new();
        let mut positions = Vec::new();
        for at in dispute.sides.iter().chain(&dispute.beneath).flat_map(|(_, refs)| refs) {
            let is_new = match known.get(&at.page) {
                Some(is_new) => *is_new,
                None => {
                    let is_new = self.ledger().arrival_of(&at.page)? > after;
                    known.insert(at.page, is_new);
                    is_new
                }
            };
            if is_new {
                positions.push(*at);
            }
        }
        let events = if positions.is_empty() {
            Vec::new()
        } else {
            let topic = self.topic_of(dispute)?;
            let gists = self.ledger().gists(&topic)?;
            self.events_since(&topic, gists, dispute, |page| Ok(self.ledger().arrival_of(page)? > after))?
        };
        let decided = self.decided_since(entries)?.into_iter();
        let decisions = decided.filter(|(_, disputes)| disputes.contains(&dispute.id)).map(|(it, _)| it);
        Ok(Changes { positions, events, decisions: decisions.collect() })
    }

    /// What was decided after the first `entries` entries of the log, each with the ids of the disputes that it is on.
    fn decided_since(&self, entries: u64) -> Result<Vec<(Decision, BTreeSet<String>)>, KeeperError> {
        let standing = self.ledger().standing()?;
        let all = standing.all();
        let start = all.partition_point(|decision| decision.entry <= entries);
        let since = &all[start.max(all.len().saturating_sub(DECISIONS))..];
        let mut decided = Vec::new();
        for decision in since {
            let mut disputes = BTreeSet::new();
            let mut meant = Some(decision);
            // What an undoing took back may be an undoing; it is always an earlier one.
            while let Some(it) = meant.take() {
                self.reached(it, &mut disputes)?;
                if let Deed::Undo { decision } = &it.deed {
                    meant = standing.get(decision).filter(|earlier| earlier.entry < it.entry);
                }
            }
            decided.push((decision.clone(), disputes));
        }
        Ok(decided)
    }

    /// The disputes that a decision speaks of, or in which positions stand of which it does.
    fn reached(&self, decision: &Decision, disputes: &mut BTreeSet<String>) -> Result<(), KeeperError> {
        let of_topics = |topics: &[Topic], disputes: &mut BTreeSet<String>| {
            disputes.extend(topics.iter().map(id_of));
        };
        match &decision.deed {
            Deed::Split { dispute, .. } => {
                of_topics(std::slice::from_ref(dispute), disputes);
                disputes.insert(decision.id.clone());
            }
            Deed::Merge { disputes: merged } => {
                of_topics(merged, disputes);
                disputes.insert(decision.id.clone());
            }
            Deed::Unfold { pages, .. } => {
                for page in pages {
                    let on_page = Filter { page: Some(*page), ..Filter::default() };
                    for entry in self.ledger().positions(&on_page)? {
                        disputes.insert(id_of(&entry.topic));
                        disputes.extend(self.ledger().disputes_of(&entry.at)?);
                    }
                }
            }
            Deed::Grade { on: Subject::Dispute(topic), .. }
            | Deed::Note { on: Subject::Dispute(topic), .. }
            | Deed::Tag { on: Subject::Dispute(topic), .. } => {
                of_topics(std::slice::from_ref(topic), disputes)
            }
            _ => {}
        }
        for anchor in decision.deed.anchors() {
            let Some(spot) = anchor.find(&self.ledger().reading(&anchor.page)?) else { continue };
            let on_page = Filter { page: Some(anchor.page), ..Filter::default() };
            let positions = self.ledger().positions(&on_page)?.into_iter();
            let meant = positions.filter(|entry| match spot {
                Spot::Position(at) => entry.at.position == at,
                Spot::Statement(at) => entry.statement.0 == at,
            });
            for entry in meant {
                disputes.insert(id_of(&entry.topic));
                disputes.extend(self.ledger().disputes_of(&entry.at)?);
            }
        }
        Ok(())
    }
}
