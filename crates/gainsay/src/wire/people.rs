//! What people decided on the wire. Every field is described in the [module](super).

use super::{Ref, VERSION};
use crate::{Event, Kept, News as Told};
use gainsay_ledger::{
    Decision, Deed, Entered, Entry as Logged, Grade, Mark, Reliability, Spot, Standing, Subject, Verdict,
};
use gainsay_record::{Answer, Holder, PageId, PositionRef, Side, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What people decided on an item or a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct People {
    pub rulings: Vec<Ruling>,
    pub grade: Option<Grading>,
    pub tags: Vec<Remark>,
    pub notes: Vec<Remark>,
}

/// A ruling on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Ruling {
    pub id: String,
    pub by: String,
    pub at: String,
    pub verdict: String,
    pub was: BTreeMap<String, String>,
}

/// How an item is graded by the Admiralty code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Grading {
    pub code: String,
    pub holder: Vec<Remark>,
    pub outlet: Vec<Remark>,
    pub item: Vec<Remark>,
}

/// A grade, tag or note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Remark {
    pub id: String,
    pub by: String,
    pub at: String,
    pub text: String,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Entry {
    pub v: u32,
    pub entry: u64,
    pub hash: String,
    pub at: String,
    pub kind: String,
    pub page: Option<PageId>,
    pub path: Option<String>,
    pub decision: Option<Decided>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Decided {
    pub v: u32,
    pub id: String,
    pub entry: u64,
    pub by: String,
    pub at: String,
    #[serde(flatten)]
    pub deed: Deed,
    pub undone_by: Option<String>,
    pub orphan: bool,
}

/// Something new in a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct News {
    pub v: u32,
    pub dispute: String,
    pub title: String,
    pub news: String,
    pub side: Option<Side>,
    pub stage: Option<String>,
    pub holders: Vec<Holder>,
    pub positions: Vec<Ref>,
    pub from: Option<Stance>,
    pub to: Option<Stance>,
    pub unnamed: u32,
    pub answer: Option<Answer>,
}

impl People {
    /// What was decided on the position at `at` of a page, and on its statement.
    pub fn on_position(kept: &Kept, at: u32, standing: &Standing) -> Self {
        let Some(position) = kept.ruled.reading.positions.get(at as usize) else { return Self::default() };
        let marks = kept.ruled.marks_on(at);
        let spots = [Spot::Statement(position.statement.0), Spot::Position(at)];
        let remarks: Vec<&Decision> = kept
            .remarks
            .iter()
            .filter(|(spot, _)| spots.contains(spot))
            .map(|(_, decision)| decision)
            .collect();
        let mut people = Self::of(remarks.iter().copied());
        people.rulings = marks.into_iter().map(Ruling::from).collect();
        let holder = position.holder.clone().map(Subject::Holder);
        let outlet = kept.entry.outlet.clone().map(Subject::Outlet);
        let of = |subject: Option<Subject>| -> Vec<Remark> {
            subject
                .map(|subject| standing.grades(&subject).map(|(decision, _)| decision.into()).collect())
                .unwrap_or_default()
        };
        let item = remarks.into_iter().filter(|decision| matches!(decision.deed, Deed::Grade { .. }));
        people.grade = Some(Grading::new(of(holder), of(outlet), item.map(Remark::from).collect()));
        people
    }

    /// These tags and notes.
    pub fn of<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Self {
        let mut people = Self::default();
        for decision in decisions {
            match decision.deed {
                Deed::Tag { .. } => people.tags.push(decision.into()),
                Deed::Note { .. } => people.notes.push(decision.into()),
                _ => {}
            }
        }
        people
    }
}

impl Grading {
    fn new(holder: Vec<Remark>, outlet: Vec<Remark>, item: Vec<Remark>) -> Self {
        // Of the two sources of an item, its holder is the one whose word it is.
        let letter =
            holder.last().or(outlet.last()).map_or(Reliability::default().to_string(), |it| it.text.clone());
        let digit = item.last().map_or(Grade::UNJUDGED.to_string(), |it| it.text.clone());
        Self { code: letter + &digit, holder, outlet, item }
    }

    /// Whether somebody graded anything of it.
    pub fn is_judged(&self) -> bool {
        [&self.holder, &self.outlet, &self.item].iter().any(|grades| !grades.is_empty())
    }
}

impl From<&Mark> for Ruling {
    fn from(mark: &Mark) -> Self {
        let (verdict, was) = match &mark.verdict {
            Verdict::Accepted => ("accepted", vec![]),
            Verdict::Rejected => ("rejected", vec![]),
            Verdict::Corrected(was) => ("corrected", was.clone()),
        };
        Self {
            id: mark.decision.clone(),
            by: mark.by.clone(),
            at: mark.at.clone(),
            verdict: verdict.to_owned(),
            was: was.into_iter().map(|(field, before)| (field.to_owned(), before)).collect(),
        }
    }
}

impl From<&Decision> for Remark {
    fn from(decision: &Decision) -> Self {
        let text = match &decision.deed {
            Deed::Grade { grade, .. } => grade.to_string(),
            Deed::Note { text, .. } => text.clone(),
            Deed::Tag { tag, .. } => tag.clone(),
            other => other.verb().to_owned(),
        };
        Self { id: decision.id.clone(), by: decision.by.clone(), at: decision.at.clone(), text }
    }
}

impl Decided {
    /// A decision, and whether it holds.
    pub fn new(decision: &Decision, standing: &Standing, orphan: bool) -> Self {
        Self {
            v: VERSION,
            id: decision.id.clone(),
            entry: decision.entry,
            by: decision.by.clone(),
            at: decision.at.clone(),
            deed: decision.deed.clone(),
            undone_by: standing.undone_by(&decision.id).map(|later| later.id.clone()),
            orphan,
        }
    }
}

impl Entry {
    /// An entry of the log; whether its decision is an orphan is not looked at.
    pub fn new(entry: &Logged, standing: &Standing) -> Self {
        let hash = entry.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let (kind, page, path, decision) = match &entry.what {
            Entered::Page { page, path } => ("page", Some(*page), Some(path.clone()), None),
            Entered::Decision(decision) => {
                (decision.deed.kind(), None, None, Some(Decided::new(decision, standing, false)))
            }
        };
        Self {
            v: VERSION,
            entry: entry.number,
            hash,
            at: entry.at.clone(),
            kind: kind.to_owned(),
            page,
            path,
            decision,
        }
    }
}

impl From<&Told> for News {
    fn from(told: &Told) -> Self {
        let mut news = Self {
            v: VERSION,
            dispute: told.dispute.clone(),
            title: told.title.clone(),
            news: String::new(),
            side: None,
            stage: None,
            holders: vec![],
            positions: vec![],
            from: None,
            to: None,
            unnamed: 0,
            answer: None,
        };
        let refs = |positions: &[PositionRef]| positions.iter().map(Ref::from).collect();
        let what = match &told.what {
            Event::Dispute => "new-dispute",
            Event::Side { side, holders, positions } => {
                (news.side, news.holders, news.positions) = (Some(*side), holders.clone(), refs(positions));
                if *side == Side::Denies { "first-denial" } else { "new-side" }
            }
            Event::Stage { stage, positions } => {
                (news.stage, news.positions) = (Some(stage.clone()), refs(positions));
                "new-stage"
            }
            Event::Stance(turn) => {
                news.holders = vec![turn.holder.clone()];
                (news.from, news.to) = (Some(turn.from.0), Some(turn.to.0));
                news.positions = refs(&[turn.from.1, turn.to.1]);
                "change-of-stance"
            }
            Event::Origins { side, named, unnamed, answer } => {
                (news.side, news.holders, news.unnamed) = (Some(*side), named.clone(), *unnamed);
                news.answer = Some(answer.1);
                "new-origin"
            }
        };
        news.news = what.to_owned();
        news
    }
}
