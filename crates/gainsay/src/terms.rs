//! Codes and records in words, as every door shows them. What comes from a page goes through [`safe`].

pub mod news;
pub mod people;

use crate::safe;
use gainsay_knowledge::Knowledge;
use gainsay_record::{
    Act, Answer, Article, Edtf, Holder, Item, Kind, Level, Mode, Naming, Position, Proposition, Provenance,
    Quantity, Reading, Side, SideOrigins, Span, Stance,
};
use std::fmt::Write;

/// A holder in words.
pub fn holder(holder: Option<&Holder>, known: &Knowledge) -> String {
    holder.map_or_else(
        || "nobody that is known".to_owned(),
        |holder| safe::line(&known.names.in_words(holder.as_str())),
    )
}

/// Who speaks in a statement: the holder in words; where nobody is known by the words that name the source, these words as
/// printed, and the outlet itself where nobody else speaks.
pub fn speaker(reading: &Reading, statement: u32, holder: Option<&Holder>, known: &Knowledge) -> String {
    let found = reading.statements.get(statement as usize);
    match (holder, found) {
        (None, Some(found)) if !found.source.is_empty() => {
            let words: Vec<&str> = found.source.iter().map(|span| span.of(&reading.article.text)).collect();
            format!("“{}”", safe::line(&words.join(" ")))
        }
        (None, Some(found)) if found.kind == Kind::Narrated => "the outlet itself".to_owned(),
        _ => self::holder(holder, known),
    }
}

/// The word for a stance, as a verb.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Confirms => "confirms",
        Stance::Accuses => "accuses",
        Stance::Denies => "denies",
        Stance::Hedges => "hedges",
        Stance::Declines => "declines",
        Stance::Threatens => "threatens",
        Stance::Relays => "relays",
    }
}

/// The word for what a cue says is done.
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Says => "says",
        Act::Reports => "reports",
        Act::Asserts => "asserts",
        Act::Denies => "denies",
        Act::Confirms => "confirms",
        Act::Accuses => "accuses",
        Act::Assesses => "assesses",
        Act::Believes => "believes",
        Act::Predicts => "predicts",
        Act::Intends => "intends",
        Act::Promises => "promises",
        Act::Demands => "demands",
        Act::Asks => "asks",
        Act::Threatens => "threatens",
        Act::Declines => "declines",
    }
}

/// The word for a level.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Act => "act",
        Level::Plan => "plan",
        Level::Report => "report",
        Level::Evidence => "evidence",
        Level::Knowledge => "knowledge",
        Level::Responsibility => "responsibility",
        Level::Policy => "policy",
        Level::Legality => "legality",
        Level::Authenticity => "authenticity",
        Level::Decision => "decision",
        Level::Presupposed => "presupposed",
    }
}

/// What a proposition says, in one line: "North Korea → Russia: rounds, “millions” (at least 2,000,000); by sale; time 2022-09".
pub fn proposition(proposition: &Proposition, known: &Knowledge) -> String {
    let filler = |role: &str| proposition.role(role).map(|filler| in_words(&filler.filler, known));
    let ends = known.frames.get(&proposition.frame).map(|frame| frame.party_roles()).unwrap_or_default();
    let said = ends.iter().any(|role| proposition.role(role).is_some());
    let mut out = if said {
        let ends: Vec<_> = ends.iter().map(|role| filler(role).unwrap_or_else(|| "?".to_owned())).collect();
        ends.join(" → ")
    } else {
        let parties: Vec<_> = proposition.parties.iter().map(|party| in_words(party, known)).collect();
        if parties.len() > 1 { format!("between {}", parties.join(" and ")) } else { parties.concat() }
    };
    let items: Vec<_> = proposition.items.iter().map(item).collect();
    let _ =
        write!(out, ": {}", if items.is_empty() { "items not said".to_owned() } else { items.join(", ") });
    for filler in proposition.roles.iter().filter(|filler| !ends.iter().any(|end| **end == *filler.role)) {
        let _ = write!(out, "; {} {}", safe::line(&filler.role), in_words(&filler.filler, known));
    }
    if proposition.mode != Mode::Unspecified {
        let _ = write!(out, "; by {}", mode(proposition.mode));
    }
    if let Some(time) = &proposition.time {
        let words = time.text.as_deref().map(safe::line);
        let _ = match (&time.edtf, words) {
            (Some(date), Some(words)) => write!(out, "; time {date} (“{words}”)"),
            (Some(date), None) => write!(out, "; time {date}"),
            (None, Some(words)) => write!(out, "; time “{words}”"),
            (None, None) => Ok(()),
        };
    }
    out
}

/// A code of a party or role in words.
pub fn in_words(code: &str, known: &Knowledge) -> String {
    safe::line(&known.names.in_words(code))
}

/// A class of items in words; what is no class stands as it is.
pub fn class(code: &str, known: &Knowledge) -> String {
    safe::line(known.items.class(code).map_or(code, |class| &class.name))
}

/// "1 page", "2,000 pages".
pub fn counted(number: u64, what: &str) -> String {
    format!("{} {what}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// An item with its quantity: "shells, “millions” (at least 2,000,000)".
pub fn item(item: &Item) -> String {
    let words = safe::line(&item.text);
    match &item.quantity {
        None => words,
        Some(quantity) => {
            let amount = safe::line(&quantity.text);
            let range = range(quantity);
            if words.contains(&amount) {
                format!("{words} ({range})")
            } else {
                format!("{words}, “{amount}” ({range})")
            }
        }
    }
}

/// A quantity as a range in words: "at least 2,000,000 rounds".
pub fn range(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_deref().map(|unit| format!(" {}", safe::line(unit))).unwrap_or_default();
    match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => format!("{}{unit}", thousands(min)),
        (Some(min), Some(max)) => format!("{} to {}{unit}", thousands(min), thousands(max)),
        (Some(min), None) => format!("at least {}{unit}", thousands(min)),
        (None, Some(max)) => format!("at most {}{unit}", thousands(max)),
        (None, None) => "how many is not said".to_owned(),
    }
}

/// "2000000" as "2,000,000".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A key of the wire or of a frame as words: `under-way` is "under way"; a re-export stays one.
pub fn key(key: &str) -> String {
    safe::line(&key.replace('-', " ")).replace("re export", "re-export")
}

/// What so many holders of a side do: "denies", "give no answer".
pub fn does(side: Side, many: u64) -> &'static str {
    match (side, many) {
        (Side::Asserts, 1) => "asserts",
        (Side::Asserts, _) => "assert",
        (Side::Denies, 1) => "denies",
        (Side::Denies, _) => "deny",
        (Side::Hedges, 1) => "hedges",
        (Side::Hedges, _) => "hedge",
        (Side::Declines, 1) => "gives no answer",
        (Side::Declines, _) => "give no answer",
    }
}

/// The word for a mode.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Sale => "sale",
        Mode::Gift => "gift",
        Mode::Barter => "barter",
        Mode::Loan => "loan",
        Mode::Licence => "licence",
        Mode::ReExport => "re-export",
        Mode::Unspecified => "any way",
    }
}

/// Who passed the words on before the one who takes the position, outermost first; nothing where they speak for
/// themselves.
pub fn through(provenance: &Provenance, known: &Knowledge) -> Option<String> {
    let (_, before) = provenance.chain.split_last()?;
    let links: Vec<_> = before.iter().map(|link| holder(link.holder.as_ref(), known)).collect();
    (!links.is_empty()).then(|| links.join(", then "))
}

/// Whether the one who takes a position is named, where that is to be said.
pub fn naming(provenance: &Provenance) -> Option<&'static str> {
    match provenance.chain.last().map_or(provenance.named, |link| link.named) {
        Naming::Named => None,
        Naming::Unnamed => Some("unnamed"),
        Naming::Document => Some("in a document"),
    }
}

/// When a position was taken: when it was said; else "by" the day on which the page was published.
pub fn date(article: &Article, provenance: Option<&Provenance>) -> String {
    let said = provenance.and_then(|provenance| provenance.said.as_ref()).and_then(|said| said.edtf.as_ref());
    match (said, &article.published.edtf) {
        (Some(said), _) => day(said),
        (None, Some(published)) => format!("by {}", day(published)),
        (None, None) => "undated".to_owned(),
    }
}

/// From the first day to the last.
pub fn from_to(first: Option<&Edtf>, last: Option<&Edtf>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if day(first) == day(last) => day(first),
        (Some(first), Some(last)) => format!("{} to {}", day(first), day(last)),
        (Some(date), None) | (None, Some(date)) => day(date),
        (None, None) => "undated".to_owned(),
    }
}

/// A date without its time of day.
pub fn day(date: &Edtf) -> String {
    date.as_str().split('T').next().unwrap_or_default().to_owned()
}

/// The statement's words behind a position, as printed: those parts of the content that the position was read from, what
/// is left out shown as `[…]`.
pub fn words_behind(reading: &Reading, position: &Position) -> String {
    let Some(statement) = reading.statements.get(position.statement.0 as usize) else { return String::new() };
    let proposition = &position.proposition;
    let items = proposition.items.iter().flat_map(|item| &item.spans);
    let evidence: Vec<Span> = proposition.trigger.iter().chain(items).copied().collect();
    let behind = |part: &Span| evidence.iter().any(|span| span.overlaps(*part));
    let all = !statement.content.iter().any(behind);
    let text = &reading.article.text;
    let mut out = String::new();
    // The end of the part before, and whether it was shown.
    let mut before: Option<(usize, bool)> = None;
    for part in &statement.content {
        let shown = all || behind(part);
        if let Some((end, was_shown)) = before {
            let gap = text.get(end..part.start()).unwrap_or_default();
            if !shown || !was_shown || !gap.trim().is_empty() {
                leave_out(&mut out);
            }
        }
        if shown {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&safe::line(part.of(text)));
        } else if before.is_none() {
            leave_out(&mut out);
        }
        before = Some((part.end(), shown));
    }
    out
}

fn leave_out(out: &mut String) {
    if !out.ends_with("[…]") {
        out.push_str(if out.is_empty() { "[…]" } else { " […]" });
    }
}

/// The origins of a side in words, never a bare number.
pub fn origins(origins: &SideOrigins, known: &Knowledge) -> String {
    let mut parts: Vec<String> =
        origins.named.iter().map(|named| safe::line(&known.names.in_words(named.as_str()))).collect();
    match origins.unnamed {
        0 => {}
        1 => parts.push("one lineage that ends in an unnamed source".to_owned()),
        n => parts.push(format!("{n} lineages that end in unnamed sources")),
    }
    match origins.unknown {
        0 => {}
        1 => parts.push("one of unknown lineage, which counts as none".to_owned()),
        n => parts.push(format!("{n} of unknown lineage, which count as none")),
    }
    let answer = answer(origins.answer);
    if parts.is_empty() { answer.to_owned() } else { format!("{answer}: {}", parts.join("; ")) }
}

/// Whether a side's reports are one witness or many.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::OneOrigin => "one origin",
        Answer::IndependenceNotEstablished => "independence not established",
        Answer::IndependenceShown => "independence shown",
        Answer::LineageUnknown => "lineage unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(min: Option<u64>, max: Option<u64>) -> Quantity {
        Quantity { text: "millions".into(), min, max, vague: true, unit: Some("rounds".into()) }
    }

    #[test]
    fn quantities_are_ranges_in_words() {
        assert_eq!(range(&quantity(Some(2_000_000), None)), "at least 2,000,000 rounds");
        assert_eq!(range(&quantity(Some(50), Some(50))), "50 rounds");
        assert_eq!(range(&quantity(None, None)), "how many is not said");
        assert_eq!(thousands(100), "100");
    }

    #[test]
    fn origins_are_never_a_bare_number() {
        let known = Knowledge::shipped();
        let none = SideOrigins {
            answer: Answer::LineageUnknown,
            named: vec![],
            unnamed: 0,
            unknown: 2,
            folds: vec![],
        };
        assert_eq!(origins(&none, known), "lineage unknown: 2 of unknown lineage, which count as none");
        let one = SideOrigins {
            answer: Answer::IndependenceNotEstablished,
            named: vec![],
            unnamed: 1,
            unknown: 0,
            folds: vec![],
        };
        assert_eq!(
            origins(&one, known),
            "independence not established: one lineage that ends in an unnamed source"
        );
    }
}
