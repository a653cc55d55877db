//! How many positions of whole pages are found, and how many are found that nobody wants.
//!
//! A position read and a position wanted are the same where holder, stance, level, frame, parties and stage are right; items,
//! quantities, times, modes and further roles are told of beside that. They are matched one to one, those that must be found
//! before those that may; what a `may` matches is neither found nor unasked for.

use crate::case::Case;
use crate::notation::Record;
use crate::positions::{Field, Grid, Wrong, in_words, told};
use crate::statements::Held;
use gainsay::record::{Reading, Statement};
use std::collections::BTreeMap;

/// What makes a position the one that is wanted.
pub const SCORED: [Field; 6] =
    [Field::Holder, Field::Stance, Field::Level, Field::Frame, Field::Parties, Field::Stage];

/// What is told of beside it.
pub const BESIDE: [Field; 5] = [Field::Items, Field::Quantity, Field::Mode, Field::Role, Field::Time];

/// Positions counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that a page wants.
    pub wanted: usize,
    /// Of these, those that were read.
    pub found: usize,
    /// Those that were read and that no page wants.
    pub unasked: usize,
}

impl Tally {
    /// Of what was read, the share that is wanted.
    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.unasked)
    }

    /// Of what is wanted, the share that was read.
    pub fn recall(&self) -> f64 {
        share(self.found, self.wanted)
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        share(2 * self.found, self.wanted + self.found + self.unasked)
    }
}

/// A part of a whole; of nothing, nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What was missed, or read unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The page and the line of its reading; of what was read unasked, the page.
    pub place: String,
    /// What is wanted, or was read.
    pub what: String,
    /// Why it is wanted, or in which words it was read.
    pub words: String,
    /// What was read in its place, where something is near.
    pub nearest: Option<String>,
}

/// The score over some pages.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// How many pages.
    pub pages: usize,
    /// All positions.
    pub all: Tally,
    /// By frame.
    pub frames: BTreeMap<String, Tally>,
    /// For each field of [`SCORED`], how many were matched on the other five, and in how many of these it is right, too;
    /// for each of [`BESIDE`], how many found ones want it, and in how many it is right.
    pub fields: BTreeMap<Field, (usize, usize)>,
    /// What must be found and was not.
    pub missed: Vec<Miss>,
    /// What was read and no page wants.
    pub unasked: Vec<Miss>,
}

impl Scores {
    /// Adds a page with its reading.
    pub fn add(&mut self, case: &Case, reading: &Reading) {
        let held = Held::new(reading);
        let grid = Grid::of(&held, case.of("position"));
        let must = grid.rows.iter().take_while(|record| !record.may).count();
        let pairs = grid.paired(|field| SCORED.contains(&field));
        let found: Vec<(usize, usize)> =
            pairs.iter().take(must).enumerate().filter_map(|(row, pair)| Some((row, (*pair)?))).collect();
        let unasked = grid.unasked(&pairs, |field| SCORED.contains(&field));

        self.pages += 1;
        self.all.wanted += must;
        self.all.found += found.len();
        self.all.unasked += unasked.len();
        for (row, record) in grid.rows.iter().enumerate().take(must) {
            let frame = self.frames.entry(record.frame().unwrap_or_default().0.to_owned()).or_default();
            frame.wanted += 1;
            frame.found += usize::from(pairs[row].is_some());
            if pairs[row].is_none() {
                let near = grid.nearest(row, &pairs).filter(|(_, wrong)| near(wrong));
                let nearest = near.map(|(at, wrong)| {
                    let scored = wrong.iter().filter(|(field, _)| SCORED.contains(field)).cloned();
                    format!("{}: {}", in_words(&reading.positions[at]), told(&scored.collect::<Vec<_>>()))
                });
                let place = format!("{}:{}", case.file, record.line);
                self.missed.push(Miss { place, what: wanted(record), words: record.remark.clone(), nearest });
            }
        }
        for at in unasked {
            let position = &reading.positions[at];
            self.frames.entry(position.proposition.frame.clone()).or_default().unasked += 1;
            let words = held.statement(position).map(|s| spoken(held.text(), s)).unwrap_or_default();
            self.unasked.push(Miss { place: case.name.clone(), what: in_words(position), words, nearest: None });
        }
        for field in SCORED {
            let others = grid.paired(|other| other != field && SCORED.contains(&other));
            let (matched, right) = self.fields.entry(field).or_default();
            *matched += others.iter().take(must).flatten().count();
            *right += found.len();
        }
        for (row, position) in found {
            for field in BESIDE.into_iter().filter(|field| wants(grid.rows[row], *field)) {
                let (asked, right) = self.fields.entry(field).or_default();
                *asked += 1;
                let wrong = grid.wrong(row, position).unwrap_or_default();
                *right += usize::from(wrong.iter().all(|(wrong, _)| *wrong != field));
            }
        }
    }
}

/// Whether a position is near enough to what is wanted to tell of it.
fn near(wrong: &[Wrong]) -> bool {
    wrong.iter().filter(|(field, _)| SCORED.contains(field)).count() <= 2
}

fn wants(record: &Record, field: Field) -> bool {
    record.get(&crate::statements::code(&field)).is_some()
}

/// A wanted position on one line.
fn wanted(record: &Record) -> String {
    let (frame, parties) = record.frame().unwrap_or_default();
    let stage = record.get("stage").map(|stage| format!(", {stage}")).unwrap_or_default();
    format!("{}: {frame} {parties}{stage}", record.value)
}

/// The words of a statement in the order of the page, with ` ... ` where something stands between them.
fn spoken(text: &str, statement: &Statement) -> String {
    let mut spans: Vec<_> =
        statement.source.iter().chain(&statement.cue).chain(&statement.content).chain(&statement.continued).collect();
    spans.sort_by_key(|span| (span.start(), span.end()));
    let (mut out, mut end) = (String::new(), 0);
    for span in spans.into_iter().filter(|span| span.fits(text)) {
        if !out.is_empty() {
            let apart = text.get(end..span.start()).is_some_and(|gap| !gap.trim().is_empty());
            out.push_str(if apart { " ... " } else { " " });
        }
        out.push_str(&span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
        end = span.end();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Text;
    use crate::check::checked;
    use crate::notation::records;
    use gainsay::Reader;

    /// A page of one denial, held against positions.
    fn scored(positions: &str) -> Scores {
        let text = Text { body: "Iran denied supplying drones to Russia.\n".to_owned(), ..Text::default() };
        let reading = text.read(&Reader::shipped()).expect("a page");
        assert_eq!(reading.positions.len(), 1, "{:?}", reading.positions);
        let records = records(positions, 1).and_then(checked).expect("well-formed");
        let (file, name) = ("pages/x.expected".to_owned(), "pages/x".to_owned());
        let case = Case { file, line: 1, name, why: String::new(), texts: vec![text], records };
        let mut scores = Scores::default();
        scores.add(&case, &reading);
        scores
    }

    fn tally(positions: &str) -> (usize, usize, usize) {
        let Tally { wanted, found, unasked } = scored(positions).all;
        (wanted, found, unasked)
    }

    const DENIAL: &str = "position IRN:GOV denies act\n  arms-transfer IRN -> RUS\n";

    #[test]
    fn a_position_is_found_missed_or_unasked_for() {
        assert_eq!(tally(DENIAL), (1, 1, 0));
        assert_eq!(tally(&DENIAL.replace("denies", "asserts")), (1, 0, 1));
        assert_eq!(tally("position none"), (0, 0, 1));
        assert_eq!(tally(&format!("may {DENIAL}")), (0, 0, 0), "neither missed nor unasked for");
        assert_eq!(tally(&format!("{DENIAL}{DENIAL}")), (2, 1, 0), "one to one");
        assert_eq!(tally(&format!("may {DENIAL}{DENIAL}")), (1, 1, 0), "what must be found comes first");
    }

    #[test]
    fn what_is_beside_the_score_does_not_count_in_it() {
        let scores = scored(&format!("{DENIAL}  items \"drones\"\n  quantity \"two\" 2..2\n"));
        assert_eq!((scores.all.found, scores.missed.len()), (1, 0));
        assert_eq!(scores.fields[&Field::Items], (1, 1));
        assert_eq!(scores.fields[&Field::Quantity], (1, 0));
    }

    #[test]
    fn a_field_is_judged_where_the_others_are_right() {
        let scores = scored(&DENIAL.replace("RUS", "SYR"));
        assert_eq!(scores.fields[&Field::Parties], (1, 0));
        assert_eq!(scores.fields[&Field::Stance], (0, 0));
        let nearest = scores.missed[0].nearest.as_deref().unwrap_or_default();
        assert!(nearest.ends_with("IRN -> RUS, want IRN -> SYR"), "{nearest}");
        assert_eq!(scores.unasked[0].words, "Iran denied supplying drones to Russia");
    }

    #[test]
    fn the_figures_are_shares() {
        let tally = Tally { wanted: 4, found: 3, unasked: 1 };
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.75, 0.75, 0.75));
        assert_eq!(Tally::default().f1(), 0.0);
    }
}
