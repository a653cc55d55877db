//! All decisions, and which of them hold.

use super::anchor::{Anchor, Spot};
use super::decision::{Decision, Deed, Payload, Subject};
use super::grade::Grade;
use crate::error::{Inner, LedgerError};
use crate::ledger::number;
use crate::log::Seal;
use crate::write::stored_imprint;
use crate::{Ledger, Topic};
use gainsay_record::{FoldGround, Imprint, PageId, Reading};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Everything that people have decided, in the order of the log. It is read from the log whole: a person decides some
/// thousands of things in a year, which is no more than a few megabytes.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    all: Vec<Decision>,
    /// For each, the later one that took it back, where one that holds did.
    undone: Vec<Option<usize>>,
    /// Those that hold and change how a page is read, by page.
    by_page: HashMap<PageId, Vec<usize>>,
    /// The same by address, for the versions of these pages.
    by_url: HashMap<String, Vec<usize>>,
    /// Those on positions by what these are on, for the copies of these pages.
    by_topic: HashMap<Topic, Vec<usize>>,
    /// What tells a copy of the pages that were decided on.
    imprints: HashMap<PageId, Imprint>,
    /// The splits and merges that hold.
    moves: Vec<usize>,
}

impl Standing {
    fn new(all: Vec<Decision>) -> Self {
        let places: HashMap<&str, usize> =
            all.iter().enumerate().map(|(at, decision)| (&*decision.id, at)).collect();
        let mut undone = vec![None; all.len()];
        // From the last to the first, so that whether an undoing holds is known before what it takes back.
        for (at, decision) in all.iter().enumerate().rev() {
            if let Deed::Undo { decision: earlier } = &decision.deed
                && undone[at].is_none()
                && let Some(&place) = places.get(&**earlier)
                && place < at
            {
                undone[place] = Some(at);
            }
        }
        let mut by_page: HashMap<PageId, Vec<usize>> = HashMap::new();
        let mut by_topic: HashMap<Topic, Vec<usize>> = HashMap::new();
        let mut moves = Vec::new();
        for (at, decision) in all.iter().enumerate().filter(|(at, _)| undone[*at].is_none()) {
            if matches!(decision.deed, Deed::Split { .. } | Deed::Merge { .. }) {
                moves.push(at);
            }
            if decision.deed.changes_readings() {
                for anchor in decision.deed.anchors() {
                    let on_page = by_page.entry(anchor.page).or_default();
                    if on_page.last() != Some(&at) {
                        on_page.push(at);
                    }
                    if let Some(claim) = &anchor.claim {
                        by_topic.entry(claim.topic()).or_default().push(at);
                    }
                }
            }
        }
        Self { all, undone, by_page, by_topic, moves, ..Self::default() }
    }

    /// All decisions, in the order in which they were made.
    pub fn all(&self) -> &[Decision] {
        &self.all
    }

    /// Those that hold.
    pub fn holding(&self) -> impl Iterator<Item = &Decision> {
        self.all.iter().zip(&self.undone).filter(|(_, undone)| undone.is_none()).map(|(decision, _)| decision)
    }

    /// The decision with this id.
    pub fn get(&self, id: &str) -> Option<&Decision> {
        self.all.iter().find(|decision| decision.id == id)
    }

    /// The ids that open with these digits.
    pub fn starting(&self, digits: &str) -> Vec<&Decision> {
        self.all.iter().filter(|decision| decision.id.starts_with(digits)).collect()
    }

    /// The decision that took this one back, where one that holds did.
    pub fn undone_by(&self, id: &str) -> Option<&Decision> {
        let at = self.all.iter().position(|decision| decision.id == id)?;
        self.all.get(self.undone[at]?)
    }

    /// The grades given to `subject` that hold, in the order in which they were given: the last one counts.
    pub fn grades<'a>(&'a self, subject: &'a Subject) -> impl Iterator<Item = (&'a Decision, Grade)> {
        self.holding().filter_map(move |decision| match &decision.deed {
            Deed::Grade { on, grade } if on == subject => Some((decision, *grade)),
            _ => None,
        })
    }

    /// The grades, notes and tags that hold, each with the anchor of the item that it is on, for items of this page.
    pub fn remarks(&self, page: PageId) -> impl Iterator<Item = (&Decision, &Anchor)> {
        self.holding().filter_map(move |decision| match &decision.deed {
            Deed::Grade { on: Subject::Item(on), .. }
            | Deed::Note { on: Subject::Item(on), .. }
            | Deed::Tag { on: Subject::Item(on), .. } => (on.page == page).then_some((decision, on)),
            _ => None,
        })
    }

    /// The grades, notes and tags that hold and are on `subject`, which is no item.
    pub fn remarks_on<'a>(&'a self, subject: &'a Subject) -> impl Iterator<Item = &'a Decision> {
        self.holding().filter(move |decision| match &decision.deed {
            Deed::Grade { on, .. } | Deed::Note { on, .. } | Deed::Tag { on, .. } => on == subject,
            _ => false,
        })
    }

    /// The folds that were rejected: of each the ground and the pages that count for themselves, in the order in which they were.
    pub fn unfolded(&self) -> impl Iterator<Item = (&Decision, FoldGround, &[PageId])> {
        self.holding().filter_map(|decision| match &decision.deed {
            Deed::Unfold { ground, pages, .. } => Some((decision, *ground, pages.as_slice())),
            _ => None,
        })
    }

    /// The searches that are saved, each by its last words, sorted by name.
    pub fn searches(&self) -> Vec<(&Decision, &str, &str)> {
        let mut found: Vec<(&Decision, &str, &str)> = Vec::new();
        for decision in self.holding() {
            if let Deed::Search { name, words } = &decision.deed {
                found.retain(|(_, known, _)| known != name);
                found.push((decision, name, words));
            }
        }
        found.sort_by_key(|(_, name, _)| *name);
        found
    }

    /// Those that hold and change how a page is read, or were made on another version of it, or on a page of which it is a copy, in
    /// the order in which they were made.
    pub(crate) fn on(&self, reading: &Reading, imprint: Option<&Imprint>) -> Vec<&Decision> {
        let article = &reading.article;
        let of_versions = article.url.as_ref().and_then(|url| self.by_url.get(url));
        let of_page = self.by_page.get(&article.id);
        let mut all: BTreeSet<usize> = of_page.into_iter().chain(of_versions).flatten().copied().collect();
        if let Some(imprint) = imprint.filter(|_| !self.by_topic.is_empty()) {
            let is_of_copy = |at: &&usize| {
                let pages = self.all[**at].deed.anchors().iter().map(|anchor| anchor.page);
                pages.filter_map(|page| self.imprints.get(&page)).any(|other| other.is_copy_of(imprint))
            };
            let topics = Topic::all_of(reading);
            let of_topics =
                topics.into_iter().filter_map(|topic| self.by_topic.get(&topic.named())).flatten();
            all.extend(of_topics.filter(is_of_copy));
        }
        all.into_iter().map(|at| &self.all[at]).collect()
    }

    /// Whether a decision could reach a page from another: from a version at this address, or, its positions being on these
    /// topics, from a page of which it is a copy.
    pub(crate) fn may_reach<'t>(
        &self,
        url: Option<&str>,
        topics: impl IntoIterator<Item = &'t Topic>,
    ) -> bool {
        url.is_some_and(|url| self.by_url.contains_key(url))
            || !self.by_topic.is_empty()
                && topics.into_iter().any(|topic| self.by_topic.contains_key(&topic.clone().named()))
    }

    /// Whether anything was decided on this page itself.
    pub(crate) fn is_on(&self, page: &PageId) -> bool {
        self.by_page.contains_key(page)
    }

    /// Notes at which addresses the pages are that were decided on, and what tells their copies.
    fn find_others(&mut self, db: &Connection) -> Inner<()> {
        let mut query =
            db.prepare_cached("SELECT article.url FROM page JOIN article USING (page) WHERE page.id = ?1")?;
        for (page, decisions) in &self.by_page {
            let url: Option<Option<String>> = query.query_row([page.0], |row| row.get(0)).optional()?;
            if let Some(url) = url.flatten() {
                self.by_url.entry(url).or_default().extend(decisions);
            }
            if let Some(number) = number(db, page)?
                && let Some(imprint) = stored_imprint(db, number)?
            {
                self.imprints.insert(*page, imprint);
            }
        }
        Ok(())
    }

    /// The topic of a position that the reading has on `topic`, after the splits and merges that hold. `is_among` says
    /// whether an anchor leads to the position.
    pub(crate) fn moved(&self, mut topic: Topic, is_among: impl Fn(&[Anchor]) -> bool) -> Topic {
        for decision in self.moves.iter().map(|at| &self.all[*at]) {
            match &decision.deed {
                Deed::Split { dispute, positions } if topic == *dispute && is_among(positions) => {
                    topic.ruling = Some(decision.id.clone());
                }
                Deed::Merge { disputes } if disputes.contains(&topic) => {
                    topic = merged(disputes, &decision.id);
                }
                _ => {}
            }
        }
        topic
    }

    /// Whether anything is split or merged.
    pub(crate) fn moves_any(&self) -> bool {
        !self.moves.is_empty()
    }
}

/// The topic of disputes that are held to be one: that of all their parties.
pub(crate) fn merged(disputes: &[Topic], ruling: &str) -> Topic {
    let mut parties: Vec<String> = disputes.iter().flat_map(|topic| topic.parties.iter().cloned()).collect();
    parties.sort_unstable();
    parties.dedup();
    let frame = disputes.first().map(|topic| topic.frame.clone()).unwrap_or_default();
    Topic { frame, parties, ruling: Some(ruling.to_owned()) }
}

/// One entry of the log as a decision.
pub(crate) fn decision(seal: &Seal, payload: &str) -> serde_json::Result<Decision> {
    let Payload { by, at, deed } = serde_json::from_str::<Payload<Deed>>(payload)?;
    Ok(Decision { id: seal.id(), entry: seal.entries, by, at, deed })
}

impl Ledger {
    /// Everything that people have decided.
    pub fn standing(&self) -> Result<Arc<Standing>, LedgerError> {
        self.run(|db| self.standing_of(db))
    }

    pub(crate) fn standing_of(&self, db: &Connection) -> Inner<Arc<Standing>> {
        let last = db
            .prepare_cached("SELECT seq, hash FROM log WHERE kind <> 'page' ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok(Seal { entries: row.get(0)?, hash: row.get(1)? }))
            .optional()?
            .unwrap_or(Seal::EMPTY);
        if let Some((known, standing)) = &*self.standing.borrow()
            && *known == last
        {
            return Ok(standing.clone());
        }
        let mut query =
            db.prepare_cached("SELECT seq, hash, payload FROM log WHERE kind <> 'page' ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let seal = Seal { entries: row.get(0)?, hash: row.get(1)? };
            let payload: String = row.get(2)?;
            let unreadable = |source: serde_json::Error| LedgerError::UnreadableEntry {
                entry: seal.entries,
                source: source.into(),
            };
            all.push(decision(&seal, &payload).map_err(unreadable)?);
        }
        let mut standing = Standing::new(all);
        standing.find_others(db)?;
        let standing = Arc::new(standing);
        *self.standing.borrow_mut() = Some((last, standing.clone()));
        Ok(standing)
    }

    /// Those decisions that hold whose words are no longer on their page, or in which nothing is read any more.
    pub fn orphans(&self) -> Result<Vec<Decision>, LedgerError> {
        let standing = self.standing()?;
        let mut by_page: BTreeMap<PageId, Vec<(usize, &Anchor)>> = BTreeMap::new();
        let holding: Vec<&Decision> = standing.holding().collect();
        for (at, decision) in holding.iter().enumerate() {
            for anchor in decision.deed.anchors() {
                by_page.entry(anchor.page).or_default().push((at, anchor));
            }
        }
        let mut lost = BTreeSet::new();
        for (page, anchors) in by_page {
            let reading = if self.contains(&page)? { Some(self.reading(&page)?) } else { None };
            let is_lost =
                |anchor: &Anchor| reading.as_ref().and_then(|reading| anchor.find(reading)).is_none();
            lost.extend(anchors.iter().filter(|(_, anchor)| is_lost(anchor)).map(|(at, _)| *at));
        }
        Ok(lost.into_iter().map(|at| holding[at].clone()).collect())
    }

    /// The grades, notes and tags that hold on items of a page, each with what it is on in the page's reading; orphans are
    /// left out.
    pub fn remarks(&self, reading: &Reading) -> Result<Vec<(Spot, Decision)>, LedgerError> {
        let standing = self.standing()?;
        let found = standing.remarks(reading.article.id);
        Ok(found.filter_map(|(decision, on)| Some((on.find(reading)?, decision.clone()))).collect())
    }
}
