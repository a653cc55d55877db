//! Narrowing by what has to be looked up first: grades that people gave, and words.

use super::fields::Fields;
use crate::trouble::Trouble;
use gainsay::Keeper;
use gainsay::ledger::{Deed, Filter, Grade, PositionEntry, Spot, Standing, Subject, Within};
use gainsay::record::{PageId, PositionRef};
use std::collections::{BTreeMap, BTreeSet};

/// So many finds for the words are looked at, the best ones.
const FINDS: usize = 200;
/// So many positions of one graded source are.
const MOST: usize = 2_000;

/// Which positions a list is narrowed to, beside its filter; `None` where it is not.
pub(crate) struct Chosen {
    by_words: Option<BTreeSet<(PageId, u32)>>,
    by_grade: Option<BTreeSet<PositionRef>>,
}

impl Chosen {
    /// What the fields `q` and `grade` choose.
    ///
    /// # Errors
    ///
    /// Where the grade is none, or the ledger cannot be read.
    pub fn new(keeper: &Keeper, fields: &Fields) -> Result<Self, Trouble> {
        let by_words = fields.get("q").map(|words| said(keeper, words)).transpose()?;
        let by_grade = fields.get("grade").map(|grade| graded(keeper, grade)).transpose()?;
        Ok(Self { by_words, by_grade })
    }

    /// What these words choose.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn said(keeper: &Keeper, words: &str) -> Result<Self, Trouble> {
        Ok(Self { by_words: Some(said(keeper, words)?), by_grade: None })
    }

    /// Whether nothing is chosen, so that everything fits.
    pub fn is_all(&self) -> bool {
        self.by_words.is_none() && self.by_grade.is_none()
    }

    /// Whether this position is chosen.
    pub fn has(&self, entry: &PositionEntry) -> bool {
        self.by_words.as_ref().is_none_or(|said| said.contains(&(entry.at.page, entry.statement.0)))
            && self.by_grade.as_ref().is_none_or(|graded| graded.contains(&entry.at))
    }

    /// The disputes of the positions that are chosen and fit `filter`.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes(&self, keeper: &Keeper, filter: &Filter) -> Result<BTreeSet<String>, Trouble> {
        let pages: BTreeSet<PageId> = match (&self.by_grade, &self.by_words) {
            (Some(graded), _) => graded.iter().map(|at| at.page).collect(),
            (None, Some(said)) => said.iter().map(|(page, _)| *page).collect(),
            (None, None) => BTreeSet::new(),
        };
        let mut disputes = BTreeSet::new();
        for page in pages {
            let filter = Filter { page: Some(page), ..filter.clone() };
            for entry in keeper.ledger().positions(&filter)?.iter().filter(|entry| self.has(entry)) {
                disputes.extend(keeper.ledger().disputes_of(&entry.at)?);
            }
        }
        Ok(disputes)
    }
}

/// The statements that the words find.
fn said(keeper: &Keeper, words: &str) -> Result<BTreeSet<(PageId, u32)>, Trouble> {
    let hits = keeper.ledger().search(words, Within::Statements, FINDS)?;
    Ok(hits.iter().filter_map(|hit| Some((hit.page, hit.statement?.0))).collect())
}

/// The positions with this grade: a letter by their source, a digit by themselves.
fn graded(keeper: &Keeper, written: &str) -> Result<BTreeSet<PositionRef>, Trouble> {
    let parts: Option<Vec<Grade>> =
        written.chars().map(|letter| Grade::parse(letter.encode_utf8(&mut [0; 4]))).collect();
    let standing = keeper.ledger().standing()?;
    match parts.as_deref() {
        Some([Grade::Credibility(_)]) => items(keeper, &standing, written),
        Some([Grade::Reliability(_)]) => sources(keeper, &standing, written),
        Some([Grade::Reliability(_), Grade::Credibility(_)]) => {
            let (letter, digit) = written.split_at(1);
            let of_sources = sources(keeper, &standing, letter)?;
            Ok(items(keeper, &standing, digit)?.intersection(&of_sources).copied().collect())
        }
        _ => Err(Trouble::wrong(format!("“{written}” is no grade, such as B, 2 or B2"))),
    }
}

/// What was graded, with the last grade of each.
fn last(standing: &Standing) -> BTreeMap<u64, (&Subject, String)> {
    let mut last: Vec<(u64, &Subject, String)> = Vec::new();
    for decision in standing.holding() {
        if let Deed::Grade { on, grade } = &decision.deed {
            last.retain(|(_, earlier, _)| *earlier != on);
            last.push((decision.entry, on, grade.to_string()));
        }
    }
    last.into_iter().map(|(entry, on, grade)| (entry, (on, grade))).collect()
}

fn sources(keeper: &Keeper, standing: &Standing, letter: &str) -> Result<BTreeSet<PositionRef>, Trouble> {
    let letter = letter.to_ascii_uppercase();
    let last = last(standing);
    let judged = |subject: Subject| last.values().any(|(on, _)| **on == subject);
    let mut found = BTreeSet::new();
    for (on, _) in last.values().filter(|(_, grade)| *grade == letter) {
        let filter = Filter { limit: Some(MOST), ..Filter::default() };
        let (filter, by_outlet) = match on {
            Subject::Holder(holder) => (Filter { holder: Some(holder.to_string()), ..filter }, false),
            Subject::Outlet(outlet) => (Filter { outlet: Some(outlet.clone()), ..filter }, true),
            _ => continue,
        };
        for entry in keeper.ledger().positions(&filter)? {
            // The holder's grade counts before the outlet's, and is that of this holder, not of those beneath it.
            let fits = match (&entry.holder, by_outlet) {
                (Some(holder), true) => !judged(Subject::Holder(holder.clone())),
                (None, by_outlet) => by_outlet,
                (Some(holder), false) => filter.holder.as_deref() == Some(holder.as_str()),
            };
            if fits {
                found.insert(entry.at);
            }
        }
    }
    Ok(found)
}

fn items(keeper: &Keeper, standing: &Standing, digit: &str) -> Result<BTreeSet<PositionRef>, Trouble> {
    let mut found = BTreeSet::new();
    for (on, _) in last(standing).values().filter(|(_, grade)| grade == digit) {
        let Subject::Item(anchor) = on else { continue };
        let reading = keeper.ledger().reading(&anchor.page)?;
        let at = |position: usize| PositionRef { page: anchor.page, position: position as u32 };
        match anchor.find(&reading) {
            Some(Spot::Position(position)) => drop(found.insert(at(position as usize))),
            Some(Spot::Statement(statement)) => found.extend(
                (0..reading.positions.len())
                    .filter(|it| reading.positions[*it].statement.0 == statement)
                    .map(at),
            ),
            None => {}
        }
    }
    Ok(found)
}
