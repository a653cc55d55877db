//! What people decided, on a terminal.

use super::paint::{FAINT, Look, MARKED, PLAIN};
use super::safe;
use super::terms::people::{by_on, deed, grading, mark, subject, tags_and_notes};
use super::terms::{does, thousands};
use gainsay::ledger::{Decision, Deed, Entered, Entry, Grade, Mark, Spot, Standing, Subject, Tally};
use gainsay::record::{PositionRef, Side};
use gainsay::{Beside, Kept, wire};
use std::collections::HashMap;

/// Lines that stand below positions, and below the title of a dispute.
#[derive(Debug, Default)]
pub struct Remarks {
    positions: HashMap<PositionRef, Vec<String>>,
    /// On the dispute itself.
    pub dispute: Vec<String>,
}

impl Remarks {
    /// Those on a position.
    pub fn on(&self, at: &PositionRef) -> &[String] {
        self.positions.get(at).map_or(&[], Vec::as_slice)
    }
}

/// What was decided on a dispute and on the positions of these pages.
pub fn remarks(pages: &[Kept], beside: &Beside) -> Remarks {
    let mut remarks = Remarks::default();
    if beside.tally.weighed < beside.tally.pages {
        remarks.dispute.push(weighed(&beside.tally));
    }
    if let Some(ruling) = &beside.ruling {
        let what = match ruling.deed {
            Deed::Split { .. } => "split off",
            _ => "merged",
        };
        remarks.dispute.push(format!("{what} {} (ruling {})", by_on(&ruling.by, &ruling.at), &ruling.id));
    }
    for ruling in &beside.unfolded {
        let (what, by) = (deed(&ruling.deed), by_on(&ruling.by, &ruling.at));
        remarks.dispute.push(format!("{what}, {by} (ruling {})", ruling.id));
    }
    remarks.dispute.extend(tags_and_notes(&wire::People::of(beside.remarks.iter())));
    for kept in pages {
        for position in 0..kept.ruled.reading.positions.len() as u32 {
            let mut lines: Vec<String> = kept.ruled.marks_on(position).into_iter().map(mark).collect();
            let people = wire::People::on_position(kept, position, &beside.standing);
            if let Some(grade) = people.grade.as_ref().filter(|grade| grade.is_judged()) {
                lines.push(grading(grade));
            }
            lines.extend(tags_and_notes(&people));
            if !lines.is_empty() {
                remarks.positions.insert(PositionRef { page: kept.entry.id, position }, lines);
            }
        }
    }
    remarks
}

/// That not all pages of a dispute were weighed.
fn weighed(tally: &Tally) -> String {
    let [weighed, pages] = [tally.weighed, tally.pages].map(thousands);
    let holders: Vec<String> = Side::ALL
        .iter()
        .zip(tally.holders)
        .filter(|(_, holders)| *holders > 0)
        .map(|(side, holders)| format!("{} {}", thousands(holders), verb(*side, holders)))
        .collect();
    format!("weighed {weighed} of {pages} pages; on all of them {}", holders.join(", "))
}

/// What so many holders do, the first side naming what is counted.
fn verb(side: Side, holders: u64) -> String {
    match (side, holders) {
        (Side::Asserts, 1) => format!("holder {}", does(side, holders)),
        (Side::Asserts, _) => format!("holders {}", does(side, holders)),
        _ => does(side, holders).to_owned(),
    }
}

/// What was entered just now.
pub fn entered(decisions: &[Decision], look: Look) -> String {
    decisions
        .iter()
        .map(|decision| format!("{}  {}\n", look.paint(PLAIN.bold(), &decision.id), deed(&decision.deed)))
        .collect()
}

/// A decision in a list.
pub fn listed(decided: &wire::Decided, standing: &Standing, look: Look) -> String {
    let mut out = format!("{}  {}\n", look.paint(PLAIN.bold(), &decided.id), deed(&decided.deed));
    let mut facts = by_on(&decided.by, &decided.at);
    if let Some(later) = standing.undone_by(&decided.id) {
        facts += &format!(" · undone {} ({})", by_on(&later.by, &later.at), later.id);
    }
    out += &look.wrap(&look.paint(FAINT, &facts), "  ", "  ");
    if decided.orphan {
        let words = "an orphan: its words are gone from the page, or nothing is read in them any more";
        out += &look.wrap(&look.paint(MARKED, words), "  ", "  ");
    }
    out
}

/// The grades of a source or item over time; the last counts.
pub fn grades(on: &Subject, grades: &[(&Decision, Grade)]) -> String {
    let Some((_, last)) = grades.last() else {
        let nothing = if matches!(on, Subject::Item(_)) { "6" } else { "F" };
        let words = Grade::parse(nothing).map_or("", Grade::words);
        return format!("Nobody graded {}: {nothing}, {words}.\n", subject(on));
    };
    let mut out = format!("{}: {last}, {}\n", subject(on), last.words());
    for (decision, grade) in grades {
        out += &format!("  {grade} {} ({})\n", by_on(&decision.by, &decision.at), decision.id);
    }
    out
}

/// An entry of the log, on one line.
pub fn entry(entry: &Entry, standing: &Standing) -> String {
    let what = match &entry.what {
        Entered::Page { page, path } => format!("page {:.8} {}", page.to_string(), safe::line(path)),
        Entered::Decision(decision) => {
            let undone = standing.undone_by(&decision.id).map(|later| format!(" (undone by {})", later.id));
            let (id, by) = (&decision.id, safe::line(&decision.by));
            format!("{id} {by}: {}{}", deed(&decision.deed), undone.unwrap_or_default())
        }
    };
    format!("{:>6}  {}  {what}", entry.number, safe::line(&entry.at))
}

/// What was decided on a statement that was found, and on its positions.
pub fn on_found(marks: &[(Spot, &Mark)]) -> Vec<String> {
    marks
        .iter()
        .map(|(spot, of)| match spot {
            Spot::Statement(_) => mark(of),
            Spot::Position(at) => format!("p{}: {}", at + 1, mark(of)),
        })
        .collect()
}
