//! What people decided, in words. Names, notes and tags go through [`safe`] like the words of a page: a ledger can come from
//! anywhere.

use super::paint::{FAINT, Look, MARKED, PLAIN};
use super::{safe, terms};
use gainsay::ledger::{
    Anchor, Decision, Deed, Entered, Entry, Grade, Mark, Spot, Standing, Subject, Verdict,
};
use gainsay::record::PositionRef;
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
    if let Some(ruling) = &beside.ruling {
        let what = match ruling.deed {
            Deed::Split { .. } => "split off",
            _ => "merged",
        };
        remarks.dispute.push(format!("{what} {} (ruling {})", by_on(&ruling.by, &ruling.at), &ruling.id));
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

/// "by Ana on 2022-09-22".
fn by_on(by: &str, at: &str) -> String {
    format!("by {} on {}", safe::line(by), safe::line(at.split('T').next().unwrap_or(at)))
}

/// One ruling on what the machine has read: "corrected by Ana on 2022-09-22: stance was asserts".
pub fn mark(mark: &Mark) -> String {
    let by = by_on(&mark.by, &mark.at);
    let id = &mark.decision[..mark.decision.len().min(8)];
    match &mark.verdict {
        Verdict::Accepted => format!("confirmed {by} (ruling {id})"),
        Verdict::Rejected => format!("rejected {by} (ruling {id})"),
        Verdict::Corrected(was) => {
            let fields: Vec<String> = was
                .iter()
                .map(|(field, before)| match *field {
                    "source" | "cue" | "content" => format!("{field} was “{}”", safe::line(before)),
                    _ if before.is_empty() => format!("{field} was not known"),
                    _ => format!("{field} was {}", safe::line(before)),
                })
                .collect();
            format!("corrected {by} (ruling {id}): {}", fields.join(", "))
        }
    }
}

/// "graded B2: holder usually reliable (by Ana on 2022-09-22); item probably true (by Ben on 2022-09-23)".
fn grading(grade: &wire::Grading) -> String {
    let mut parts = Vec::new();
    for (what, given) in [("holder", &grade.holder), ("outlet", &grade.outlet), ("item", &grade.item)] {
        if let Some(last) = given.last() {
            let words = Grade::parse(&last.text).map_or("", Grade::words);
            parts.push(format!("{what} {} {words} ({})", last.text, by_on(&last.by, &last.at)));
        }
    }
    format!("graded {}: {}", grade.code, parts.join("; "))
}

fn tags_and_notes(people: &wire::People) -> Vec<String> {
    let mut lines = Vec::new();
    if !people.tags.is_empty() {
        let tags: Vec<String> = people.tags.iter().map(|tag| safe::line(&tag.text)).collect();
        lines.push(format!("tagged: {}", tags.join(", ")));
    }
    lines.extend(
        people
            .notes
            .iter()
            .map(|note| format!("note {}: {}", by_on(&note.by, &note.at), safe::line(&note.text))),
    );
    lines
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

/// What a decision does, on one line.
fn deed(deed: &Deed) -> String {
    let items = |items: &[Anchor]| items.iter().map(anchor).collect::<Vec<_>>().join(", ");
    match deed {
        Deed::Accept { on } => format!("accept {}", anchor(on)),
        Deed::Reject { on } => format!("reject {}", anchor(on)),
        Deed::Edit { on, change } => {
            let json = serde_json::to_value(change).unwrap_or_default();
            let fields: Vec<String> = json
                .as_object()
                .into_iter()
                .flatten()
                .map(|(field, value)| match value {
                    serde_json::Value::String(word) => format!("{field} {}", safe::line(word)),
                    serde_json::Value::Array(parts) => format!("{field} {}", listed_values(parts)),
                    other => format!("{field} {}", safe::line(&other.to_string())),
                })
                .collect();
            format!("edit {}: {}", anchor(on), fields.join(", "))
        }
        Deed::Split { dispute, positions } => {
            format!("split {} off the dispute on {}", items(positions), safe::line(&dispute.to_string()))
        }
        Deed::Merge { disputes } => {
            let topics: Vec<String> = disputes.iter().map(|topic| safe::line(&topic.to_string())).collect();
            format!("merge the disputes on {}", topics.join(" and on "))
        }
        Deed::Undo { decision } => format!("undo {}", safe::line(decision)),
        Deed::Grade { on, grade } => format!("grade {} {grade} ({})", subject(on), grade.words()),
        Deed::Note { on, text } => format!("note on {}: {}", subject(on), safe::line(text)),
        Deed::Tag { on, tag } => format!("tag {}: {}", subject(on), safe::line(tag)),
        Deed::Search { name, words } => {
            format!("save the search {}: {}", safe::line(name), safe::line(words))
        }
    }
}

/// The parts of a list: quotes by their words, pairs and names as they are.
fn listed_values(parts: &[serde_json::Value]) -> String {
    let word = |value: &serde_json::Value| -> String {
        match (value.get("exact").and_then(|exact| exact.as_str()), value.as_str()) {
            (Some(exact), _) => format!("“{}”", safe::line(exact)),
            (None, Some(word)) => safe::line(word),
            (None, None) => {
                let pair = value.as_array().into_iter().flatten().filter_map(|part| part.as_str());
                pair.map(safe::line).collect::<Vec<_>>().join(" ")
            }
        }
    };
    parts.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// How many letters of an anchor's words are shown.
const SHOWN: usize = 60;

/// An anchor by the opening of its words and of its page's id: of a position the words that evoke it, with its parties and what it
/// is aimed at.
fn anchor(anchor: &Anchor) -> String {
    let page = anchor.page.to_string();
    let (words, what) = match &anchor.claim {
        Some(claim) => {
            let words = if claim.trigger.is_empty() { &anchor.content } else { &claim.trigger };
            let parties = safe::line(&claim.parties.join(", "));
            (words, format!("position ({}; {parties})", terms::level(claim.level)))
        }
        None => (&anchor.content, "statement".to_owned()),
    };
    let words = words.iter().map(|quote| safe::line(&quote.exact)).collect::<Vec<_>>().join(" … ");
    let words = words.trim_matches(['“', '”', '"']);
    let cut = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
    let more = if cut < words.len() { "…" } else { "" };
    format!("the {what} “{}{more}” of page {page:.8}", &words[..cut])
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Item(on) => anchor(on),
        Subject::Page(page) => format!("page {:.8}", page.to_string()),
        Subject::Dispute(topic) => format!("the dispute on {}", safe::line(&topic.to_string())),
        Subject::Holder(holder) => safe::line(holder.as_str()),
        Subject::Outlet(name) => format!("the outlet {}", safe::line(name)),
    }
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
