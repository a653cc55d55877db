//! Decisions into the log, and the rows that follow from them.

use super::anchor::Claim;
use super::decision::{Decision, Deed, Payload};
use super::standing::{Standing, merged};
use crate::error::{Inner, LedgerError};
use crate::ledger::number;
use crate::log;
use crate::rows::PLACES;
use crate::write::stored_imprint;
use crate::{Batch, Topic};
use gainsay_record::PageId;
use std::collections::BTreeSet;

/// The pages of a fold that a decision rejects, or of which it takes the rejection back.
fn pages_unfolded<'a>(standing: &'a Standing, decision: &'a Decision) -> &'a [PageId] {
    let mut next = Some(decision);
    while let Some(decision) = next.take() {
        match &decision.deed {
            Deed::Undo { decision: earlier } => next = standing.get(earlier),
            Deed::Unfold { pages, .. } => return pages,
            _ => {}
        }
    }
    &[]
}

impl Batch<'_> {
    /// Enters a decision into the log, and works out again the rows of the pages that it changes. The topics that gain or
    /// lose positions are stale until their disputes are put.
    ///
    /// # Errors
    ///
    /// As [`Batch::add`]; where an undoing speaks of a decision that is not there or was undone before, or a page that the
    /// decision is anchored on is not there.
    pub fn decide(&mut self, by: &str, at: &str, deed: Deed) -> Result<Decision, LedgerError> {
        self.attempt(|batch| {
            let ledger = batch.ledger;
            let before = ledger.standing_of(&ledger.db)?;
            batch.check(&before, &deed)?;
            let kind = deed.kind();
            let payload = Payload { by: by.to_owned(), at: at.to_owned(), deed };
            let json = serde_json::to_string(&payload)
                .map_err(|error| LedgerError::Unenterable { source: error.into() })?;
            batch.seal = log::append(&ledger.db, batch.seal, kind, &json)?;
            let decision = Decision {
                id: batch.seal.id(),
                entry: batch.seal.entries,
                by: payload.by,
                at: payload.at,
                deed: payload.deed,
            };
            for page in batch.pages_changed(&before, &decision)? {
                batch.rule(page)?;
            }
            for page in pages_unfolded(&before, &decision) {
                batch.unsettle(page)?;
            }
            Ok(decision)
        })
    }

    /// Works out again the rows of every page that a decision reaches, its own pages and their versions and copies.
    pub(crate) fn rule_reached(&mut self) -> Inner<()> {
        self.ledger.standing.take();
        let standing = self.ledger.standing_of(&self.ledger.db)?;
        let mut pages = BTreeSet::new();
        for decision in standing.holding() {
            pages.extend(self.pages_changed(&standing, decision)?);
        }
        pages.into_iter().try_for_each(|page| self.rule(page))
    }

    fn check(&self, standing: &Standing, deed: &Deed) -> Inner<()> {
        if let Deed::Undo { decision } = deed {
            let path = || self.ledger.path().to_owned();
            let earlier = standing
                .get(decision)
                .ok_or_else(|| LedgerError::NoSuchDecision { path: path(), id: decision.clone() })?;
            if let Some(undoing) = standing.undone_by(&earlier.id) {
                let (id, by, undoing) = (earlier.id.clone(), undoing.by.clone(), undoing.id.clone());
                return Err(LedgerError::Undone { id, by, undoing }.into());
            }
        }
        let unfolded = match deed {
            Deed::Unfold { pages, .. } => pages.as_slice(),
            _ => &[],
        };
        let pages = deed.anchors().iter().map(|anchor| &anchor.page).chain(unfolded);
        pages.into_iter().try_for_each(|page| self.ledger.number_of(&self.ledger.db, page).map(drop))
    }

    /// The numbers of the pages whose rows a decision can change: those that it, or what it takes back, is anchored on; of a
    /// merge all pages of its disputes.
    fn pages_changed(&self, standing: &Standing, decision: &Decision) -> Inner<BTreeSet<i64>> {
        let db = &self.ledger.db;
        let mut pages = BTreeSet::new();
        let mut next = Some(decision);
        while let Some(decision) = next.take() {
            match &decision.deed {
                // What an undoing took back may be an undoing.
                Deed::Undo { decision: earlier } => next = standing.get(earlier),
                Deed::Merge { disputes } => {
                    let topics = disputes.iter().cloned().chain([merged(disputes, &decision.id)]);
                    for topic in topics {
                        pages.extend(self.pages_on(&topic)?);
                    }
                    // What was split off or merged before may be made of these.
                    pages.extend(self.pages_moved()?);
                }
                deed if deed.changes_readings() => {
                    for anchor in deed.anchors() {
                        if let Some(page) = number(db, &anchor.page)? {
                            pages.insert(page);
                            pages.extend(self.versions_of(page)?);
                            pages.extend(self.copies_of(page, anchor.claim.as_ref())?);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(pages)
    }

    /// Notes that the disputes in which a page has positions are to be worked out again, though its rows stay as they are.
    fn unsettle(&mut self, page: &PageId) -> Inner<()> {
        let number = self.ledger.number_of(&self.ledger.db, page)?;
        self.topics_of(number)?.iter().try_for_each(|topic| {
            self.unweigh(topic)?;
            self.unsettle_hosts(topic)
        })
    }

    /// The numbers of the pages at the address of this one.
    fn versions_of(&self, page: i64) -> Inner<Vec<i64>> {
        let mut query = self.ledger.db.prepare_cached(
            "SELECT page FROM article WHERE url = (SELECT url FROM article WHERE page = ?1)",
        )?;
        Ok(query.query_map([page], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The numbers of the copies of this page, where a position of theirs is on what one of its own is on, or was before people
    /// decided on it.
    fn copies_of(&self, page: i64, claim: Option<&Claim>) -> Inner<BTreeSet<i64>> {
        let db = &self.ledger.db;
        let mut copies = BTreeSet::new();
        let (Some(claim), Some(imprint)) = (claim, stored_imprint(db, page)?) else { return Ok(copies) };
        let mut candidates: BTreeSet<i64> = self.pages_moved()?.into_iter().collect();
        let claimed = claim.topic();
        candidates.extend(self.pages_on(&claimed)?);
        candidates.extend(self.pages_on(&claimed.of_anyone())?);
        for topic in self.topics_of(page)? {
            candidates.extend(self.pages_on(&topic)?);
        }
        for other in candidates {
            if other != page && stored_imprint(db, other)?.is_some_and(|other| other.is_copy_of(&imprint)) {
                copies.insert(other);
            }
        }
        Ok(copies)
    }

    fn topics_of(&self, page: i64) -> Inner<Vec<Topic>> {
        let mut query = self.ledger.db.prepare_cached(
            "SELECT DISTINCT frame, parties, ruling FROM position JOIN topic USING (topic)
            WHERE position >= ?1 AND position < ?2",
        )?;
        let topics = query.query_map((page * PLACES, (page + 1) * PLACES), crate::batch::topic)?;
        Ok(topics.collect::<Result<_, _>>()?)
    }

    fn pages_on(&self, topic: &Topic) -> Inner<Vec<i64>> {
        let mut query = self.ledger.db.prepare_cached(
            "SELECT DISTINCT position / 1048576 FROM position JOIN topic USING (topic)
            WHERE frame = ?1 AND parties = ?2 AND ruling = ?3",
        )?;
        let rows = query.query_map((&topic.frame, topic.spelt(), topic.ruled()), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pages with positions on topics that people made.
    fn pages_moved(&self) -> Inner<Vec<i64>> {
        let mut query = self.ledger.db.prepare_cached(
            "SELECT DISTINCT position / 1048576 FROM position JOIN topic USING (topic) WHERE ruling <> ''",
        )?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
