//! What people decided, in words. Names, notes and tags go through [`safe`] like the words of a page: a ledger can come from
//! anywhere.

use super::level;
use crate::{safe, wire};
use gainsay_ledger::{Anchor, Deed, Grade, Mark, Subject, Verdict};

/// How many letters of an anchor's words are shown.
const SHOWN: usize = 60;

/// "by Ana on 2022-09-22".
pub fn by_on(by: &str, at: &str) -> String {
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
pub fn grading(grade: &wire::Grading) -> String {
    let mut parts = Vec::new();
    for (what, given) in [("holder", &grade.holder), ("outlet", &grade.outlet), ("item", &grade.item)] {
        if let Some(last) = given.last() {
            let words = Grade::parse(&last.text).map_or("", Grade::words);
            parts.push(format!("{what} {} {words} ({})", last.text, by_on(&last.by, &last.at)));
        }
    }
    format!("graded {}: {}", grade.code, parts.join("; "))
}

/// Tags on one line, then each note on one of its own.
pub fn tags_and_notes(people: &wire::People) -> Vec<String> {
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

/// What a decision does, on one line.
pub fn deed(deed: &Deed) -> String {
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
        Deed::Unfold { fold, pages, ground } => {
            let pages: Vec<String> = pages.iter().map(|page| page.to_string()[..8].to_owned()).collect();
            let pages = pages.join(", ");
            format!("unfold {} ({}): pages {pages} count each for itself", safe::line(fold), ground.word())
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

/// An anchor by the opening of its words and of its page's id: of a position the words that evoke it, with its parties and what it
/// is aimed at.
pub fn anchor(anchor: &Anchor) -> String {
    let page = anchor.page.to_string();
    let (words, what) = match &anchor.claim {
        Some(claim) => {
            let words = if claim.trigger.is_empty() { &anchor.content } else { &claim.trigger };
            let parties = safe::line(&claim.parties.join(", "));
            (words, format!("position ({}; {parties})", level(claim.level)))
        }
        None => (&anchor.content, "statement".to_owned()),
    };
    let words = words.iter().map(|quote| safe::line(&quote.exact)).collect::<Vec<_>>().join(" … ");
    let words = words.trim_matches(['“', '”', '"']);
    let cut = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
    let more = if cut < words.len() { "…" } else { "" };
    format!("the {what} “{}{more}” of page {page:.8}", &words[..cut])
}

/// What a grade, note or tag is on, in words.
pub fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Item(on) => anchor(on),
        Subject::Page(page) => format!("page {:.8}", page.to_string()),
        Subject::Dispute(topic) => format!("the dispute on {}", safe::line(&topic.to_string())),
        Subject::Holder(holder) => safe::line(holder.as_str()),
        Subject::Outlet(name) => format!("the outlet {}", safe::line(name)),
    }
}
