//! What a ledger tells on the wire. Every field is described in the [module](super).

use super::{
    Decided, Dispute, People, Points, Position, Reading, Ruling, Statement, VERSION, position_id,
    statement_id,
};
use crate::{Beside, Found, Kept, Summary, Taken};
use gainsay_ledger::{Added, Counts, Fault as Broken, Place, Standing, Within};
use gainsay_record as record;
use gainsay_record::{Edtf, PageId, PositionRef, Span};
use serde::{Deserialize, Serialize};

/// A page that is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Page {
    pub v: u32,
    pub path: String,
    pub page: PageId,
    pub added: Newness,
    pub versions: u64,
    pub given_differs: bool,
    pub statements: usize,
    pub positions: usize,
}

/// Whether a page was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "described in the module")]
pub enum Newness {
    New,
    NewVersion,
    Known,
}

/// What became of all pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Sum {
    pub v: u32,
    pub new: usize,
    pub new_versions: usize,
    pub known: usize,
    pub given_differs: usize,
    pub unread: usize,
    pub statements: usize,
    pub positions: usize,
    pub ledger: Totals,
}

/// What the ledger has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Totals {
    pub pages: u64,
    pub statements: u64,
    pub positions: u64,
    pub disputes: u64,
    pub contested: u64,
}

/// A dispute with the positions it refers to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Shown {
    #[serde(flatten)]
    pub dispute: Dispute,
    pub pages: u64,
    pub weighed: u64,
    pub positions: Vec<Held>,
    pub set_aside: Vec<Held>,
    pub ruling: Option<Decided>,
    pub unfolded: Vec<Decided>,
    pub people: People,
}

/// A position with its statement and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Held {
    pub page: PageId,
    pub paths: Vec<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<Edtf>,
    pub words: String,
    pub statement: Option<Statement>,
    pub position: Position,
    pub people: People,
}

/// Something found by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Hit {
    pub v: u32,
    pub found: What,
    pub page: PageId,
    pub statement: Option<String>,
    pub holder: Option<record::Holder>,
    pub paths: Vec<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<Edtf>,
    pub excerpt: String,
    pub marks: Vec<[u32; 2]>,
    pub rulings: Vec<Ruling>,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "described in the module")]
pub enum What {
    Statement,
    Page,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Fault {
    pub v: u32,
    pub fault: String,
    pub page: Option<PageId>,
    pub entry: Option<u64>,
    pub frame: Option<String>,
    pub parties: Vec<String>,
}

impl Page {
    /// The page that was added from `path`.
    pub fn new(path: &str, taken: &Taken) -> Self {
        let (added, versions, given_differs) = match taken.added {
            Added::New => (Newness::New, 1, false),
            Added::NewVersion { versions } => (Newness::NewVersion, versions, false),
            Added::Known { given_differs } => (Newness::Known, 0, given_differs),
        };
        Self {
            v: VERSION,
            path: path.to_owned(),
            page: taken.page,
            added,
            versions,
            given_differs,
            statements: taken.statements,
            positions: taken.positions,
        }
    }
}

impl Sum {
    /// What became of the pages, and what the ledger has now; `contested` of its disputes have two sides.
    pub fn new(summary: &Summary, counts: &Counts, contested: usize) -> Self {
        Self {
            v: VERSION,
            new: summary.new,
            new_versions: summary.new_versions,
            known: summary.known,
            given_differs: summary.given_differs,
            unread: summary.unread,
            statements: summary.statements,
            positions: summary.positions,
            ledger: Totals {
                pages: counts.pages,
                statements: counts.statements,
                positions: counts.positions,
                disputes: counts.disputes,
                contested: contested as u64,
            },
        }
    }
}

impl Shown {
    /// The dispute with those of its positions that stand on `pages`: by side, in order of time, those beneath it after
    /// those on it.
    pub fn new(dispute: &record::Dispute, pages: &[Kept], beside: &Beside) -> Self {
        let wire: Vec<Reading> = pages.iter().map(|kept| Reading::new("", &kept.ruled.reading)).collect();
        let held = |at: &PositionRef| -> Option<Held> {
            let place = pages.iter().position(|kept| kept.entry.id == at.page)?;
            Held::new(&pages[place], &wire[place], at.position, &beside.standing)
        };
        let lists = dispute.sides.iter().chain(&dispute.beneath);
        let positions = lists.flat_map(|(_, positions)| positions).filter_map(held).collect();
        let ruling = beside.ruling.as_ref().map(|ruling| Decided::new(ruling, &beside.standing, false));
        Self {
            dispute: dispute.into(),
            pages: beside.tally.pages,
            weighed: beside.tally.weighed,
            positions,
            set_aside: beside.set_aside.iter().filter_map(held).collect(),
            ruling,
            unfolded: beside.unfolded.iter().map(|it| Decided::new(it, &beside.standing, false)).collect(),
            people: People::of(beside.remarks.iter()),
        }
    }
}

impl Held {
    /// The position at `at` of a page, `wire` being what was read from it; `None` where there is none.
    pub fn new(kept: &Kept, wire: &Reading, at: u32, standing: &Standing) -> Option<Self> {
        let (entry, reading) = (&kept.entry, &kept.ruled.reading);
        let statement = reading.positions.get(at as usize)?.statement.0 as usize;
        let words = |spans: &Vec<Span>| -> Vec<&str> {
            spans.iter().map(|span| span.of(&reading.article.text)).collect()
        };
        Some(Self {
            page: entry.id,
            paths: entry.paths.clone(),
            url: entry.url.clone(),
            outlet: entry.outlet.clone(),
            title: entry.title.clone(),
            published: entry.published.clone(),
            words: reading
                .statements
                .get(statement)
                .map(|statement| words(&statement.content).join(" […] "))
                .unwrap_or_default(),
            statement: wire.statements.get(statement).cloned(),
            position: wire.positions.iter().find(|it| it.id == position_id(at))?.clone(),
            people: People::on_position(kept, at, standing),
        })
    }
}

impl Hit {
    /// What was found, and where it stands.
    pub fn new(found: &Found, within: Within) -> Self {
        let points = Points::new(&found.hit.excerpt);
        let statement = found.hit.statement;
        let ruled = &found.ruled;
        let provenance = statement.and_then(|at| ruled.reading.provenance.get(at.0 as usize));
        let spots = statement.map(|at| ruled.marks_within(at.0)).unwrap_or_default();
        Self {
            v: VERSION,
            found: if within == Within::Statements { What::Statement } else { What::Page },
            page: found.hit.page,
            statement: statement.map(|at| statement_id(at.0)),
            holder: provenance.and_then(|provenance| provenance.origin().cloned()),
            paths: found.page.paths.clone(),
            url: found.page.url.clone(),
            outlet: found.page.outlet.clone(),
            title: found.page.title.clone(),
            published: found.page.published.clone(),
            excerpt: found.hit.excerpt.clone(),
            marks: found.hit.marks.iter().map(|mark| [points.at(mark.start), points.at(mark.end)]).collect(),
            rulings: spots.into_iter().map(|(_, mark)| Ruling::from(mark)).collect(),
        }
    }
}

impl From<&Broken> for Fault {
    fn from(fault: &Broken) -> Self {
        let mut wire = Self {
            v: VERSION,
            fault: fault.what.clone(),
            page: None,
            entry: None,
            frame: None,
            parties: vec![],
        };
        match &fault.place {
            Place::File => {}
            Place::Log(entry) => wire.entry = Some(*entry),
            Place::Page(page) => wire.page = Some(*page),
            Place::Topic(topic) => {
                wire.frame = Some(topic.frame.clone());
                wire.parties = topic.parties.clone();
            }
        }
        wire
    }
}
