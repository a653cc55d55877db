//! What is new since some time: the disputes with the pages that came since, held against those without.

use super::{Keeper, KeeperError, settle};
use gainsay_disputes::Key;
use gainsay_ledger::{Gist, Topic};
use gainsay_record::{Answer, Dispute, Holder, PageId, PositionRef, Reversal, Side};
use std::collections::{BTreeSet, HashMap};

/// Something new in a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The dispute, as it is now.
    pub dispute: String,
    /// Its title.
    pub title: String,
    /// What is new.
    pub what: Event,
}

/// What is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nothing was said of it before.
    Dispute,
    /// A side that nobody took before. On the denying side it is the first denial.
    Side {
        /// Which.
        side: Side,
        /// Who takes it, sorted.
        holders: Vec<Holder>,
        /// By which positions.
        positions: Vec<PositionRef>,
    },
    /// A stage that nobody asserted before.
    Stage {
        /// The stage, by the frame's name.
        stage: String,
        /// By which positions.
        positions: Vec<PositionRef>,
    },
    /// A holder's own change of stance.
    Stance(Reversal),
    /// Lineages of a side that were not there before.
    Origins {
        /// The side.
        side: Side,
        /// The named ones.
        named: Vec<Holder>,
        /// How many more end in an unnamed source.
        unnamed: u32,
        /// Whether the reports of the side were one witness or many, before and now.
        answer: (Option<Answer>, Answer),
    },
}

impl Keeper {
    /// What the pages that were taken in at `since` (RFC 3339, or the opening of it) or later have brought, dispute by
    /// dispute, by title. Rulings are applied to both states alike: what people decided since is in the log.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn diff(&self, since: &str) -> Result<Vec<News>, KeeperError> {
        let mut news = Vec::new();
        for topic in self.ledger().topics_since(since)? {
            news.extend(self.news(&topic, since)?);
        }
        news.sort_by(|a, b| (&a.title, &a.dispute).cmp(&(&b.title, &b.dispute)));
        Ok(news)
    }

    /// The disputes with a position on a page that was taken in at `since` (RFC 3339, or the opening of it) or later, as the
    /// ledger has them: one that is still to be worked out is left out, or as it was before.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes_since(&self, since: &str) -> Result<Vec<Dispute>, KeeperError> {
        let mut disputes = Vec::new();
        for topic in self.ledger().topics_since(since)? {
            disputes.extend(self.ledger().dispute(&id_of(&topic))?);
        }
        Ok(disputes)
    }

    fn news(&self, topic: &Topic, since: &str) -> Result<Vec<News>, KeeperError> {
        let gists = self.ledger().gists(topic)?;
        let known = self.reader().known();
        let apart = settle::apart(&*self.ledger().standing()?);
        let one = |gists: &[_]| settle::disputes_on(topic, gists, known, &apart).into_iter().next();
        let Some((now, _)) = one(&gists) else { return Ok(Vec::new()) };
        let since = |page: &PageId| Ok(self.entry(page)?.captured.as_str() >= since);
        let events = self.events_since(topic, gists, &now, since)?;
        Ok(events
            .into_iter()
            .map(|what| News { dispute: now.id.clone(), title: now.title.clone(), what })
            .collect())
    }

    /// What the pages that `is_new` tells have brought to the dispute on a topic, which is worked out from these gists.
    pub(super) fn events_since(
        &self,
        topic: &Topic,
        gists: Vec<Gist>,
        now: &Dispute,
        is_new: impl Fn(&PageId) -> Result<bool, KeeperError>,
    ) -> Result<Vec<Event>, KeeperError> {
        let holders: HashMap<PositionRef, Option<Holder>> = gists
            .iter()
            .flat_map(|Gist { reading, .. }| {
                let places = (0..).zip(&reading.positions);
                places.map(|(position, it)| {
                    (PositionRef { page: reading.article.id, position }, it.holder.clone())
                })
            })
            .collect();
        let mut earlier = Vec::new();
        for gist in gists {
            if !is_new(&gist.reading.article.id)? {
                earlier.push(gist);
            }
        }
        let apart = settle::apart(&*self.ledger().standing()?);
        let before = settle::disputes_on(topic, &earlier, self.reader().known(), &apart)
            .pop()
            .map(|(dispute, _)| dispute);
        let holder = |at: &PositionRef| holders.get(at).cloned().flatten();
        Ok(events(before.as_ref(), now, holder))
    }
}

/// The id of the dispute on a topic.
pub(super) fn id_of(topic: &Topic) -> String {
    let key = || Key { frame: topic.frame.clone(), parties: topic.parties.clone() };
    topic.ruling.clone().unwrap_or_else(|| key().id())
}

fn events(
    before: Option<&Dispute>,
    now: &Dispute,
    holder: impl Fn(&PositionRef) -> Option<Holder>,
) -> Vec<Event> {
    let mut events = Vec::new();
    if before.is_none() {
        events.push(Event::Dispute);
    }
    for (side, positions) in now.sides.iter().filter(|(_, positions)| !positions.is_empty()) {
        let taken =
            |dispute: &Dispute| dispute.sides.iter().any(|(of, before)| of == side && !before.is_empty());
        // A dispute that is new has somebody who asserts; that others answer is news of its own.
        if before.is_some_and(taken) || before.is_none() && *side == Side::Asserts {
            continue;
        }
        let holders: BTreeSet<Holder> = positions.iter().filter_map(&holder).collect();
        let holders = holders.into_iter().collect();
        events.push(Event::Side { side: *side, holders, positions: positions.clone() });
    }
    let Some(before) = before else { return events };
    let asserted = |dispute: &Dispute| -> Vec<gainsay_record::Cell> {
        let stages = dispute.slots.iter().filter(|slot| slot.name == "stage");
        stages.flat_map(|slot| slot.asserted.iter().cloned()).collect()
    };
    let known: BTreeSet<String> = asserted(before).into_iter().map(|cell| cell.value).collect();
    for cell in asserted(now).into_iter().filter(|cell| !known.contains(&cell.value)) {
        events.push(Event::Stage { stage: cell.value, positions: cell.positions });
    }
    let turns = now.reversals.iter().filter(|reversal| !before.reversals.contains(reversal));
    events.extend(turns.cloned().map(Event::Stance));
    for (side, origins) in &now.origins {
        let earlier = before.origins.iter().find(|(of, _)| of == side).map(|(_, origins)| origins);
        let known = earlier.map_or(&[][..], |origins| &origins.named);
        let named: Vec<Holder> =
            origins.named.iter().filter(|named| !known.contains(named)).cloned().collect();
        let unnamed = origins.unnamed.saturating_sub(earlier.map_or(0, |origins| origins.unnamed));
        if earlier.is_some() && (!named.is_empty() || unnamed > 0) {
            let answer = (earlier.map(|origins| origins.answer), origins.answer);
            events.push(Event::Origins { side: *side, named, unnamed, answer });
        }
    }
    events
}
