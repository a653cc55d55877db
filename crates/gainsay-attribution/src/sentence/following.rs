//! Content behind its cue in the same sentence.

use super::quoted::{ends_with, outermost};
use super::{Claim, Found, Nearness, Reliance};
use crate::clause::{self, Tail};
use crate::cue::{Construction, Hit};
use crate::ends;
use crate::source;
use crate::view::View;
use crate::when;
use gainsay_knowledge::Takes;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// Numbers that are told as nouns as often as not.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// How many words behind "as" tell what it calls something: "as wholly groundless".
const CALLED: usize = 4;

/// Reads what follows; nothing where it cannot be the content of this cue.
pub fn following(view: &View<'_>, hit: &Hit, tail: &Tail, limit: usize, found: &mut Found) -> Option<()> {
    let takes = hit.takes;
    let start = tail.content;
    let quoted = view.is_quote_mark(start);
    let end = clause::cut_citing(view, start..limit, &mut found.cited);
    let end = ends::end(view, &hit.group, &(start..end));
    // "denied it again on Tuesday", "called the accusation absurd in November": when it was said.
    let end = match said_when(view, start..end).filter(|_| takes.object && !tail.that && !tail.opened) {
        Some(time) => {
            let again = usize::from(matches!(view.word(time - 1), "again" | "once") && time - 1 > start);
            found.when.push(time..end);
            time - again
        }
        None => end,
    };
    let range = start..end;
    let clear = tail.that || tail.opened || quoted;
    let fits = match () {
        () if hit.weak => {
            tail.that
                || tail.opened
                || (takes.object && (is_observation(view, found, &range) || is_in_document(view, found)))
        }
        () if quoted && (takes.quote || takes.clause) => true,
        () if takes.clause && (tail.that || tail.opened) => true,
        () if takes.target => {
            range.clone().skip(1).any(|at| matches!(view.word(at), "of" | "for" | "over" | "as"))
        }
        () if takes.rating => {
            rates(view, &range, hit.act == Act::Assesses) || calls_untrue(view, hit, &range)
        }
        () if takes.about && matches!(view.word(start), "of" | "about") => true,
        () if takes.infinitive && view.word(start) == "to" => true,
        () if takes.object => holds_something(view, takes, hit, &range),
        // "said" and its like need no verb that the tags know.
        () if takes.clause => {
            let strong =
                hit.act == Act::Says && range.len() > 3 && !matches!(view.tag(start), Tag::Adp | Tag::Adv);
            (strong || view.has_verb(range.clone())) && view.word(start) != "to" && is_clause(view, start)
        }
        () => false,
    };
    if !fits {
        return None;
    }
    let names = takes.object && !takes.clause && hit.act == Act::Says && rates(view, &range, false);
    if takes.rating || names || hit.construction == Construction::Listing {
        found.reliance = found.reliance.max(Reliance::Clear);
    }
    if tail.beyond && tail.that {
        found.reliance = Reliance::Whole;
    }
    if !clear {
        found.confidence -= 0.1;
    }
    if calls_untrue(view, hit, &range) {
        found.act = Act::Denies;
    }
    let start = if takes.about && matches!(view.word(start), "of" | "about") { start + 1 } else { start };
    if quoted
        && takes.quote
        && let Some(quotation) = outermost(view, start, view.quotation(hit.group.start))
        && ends_with(view, quotation, end)
    {
        found.quotation = Some(Claim { nearness: Nearness::Leading, quotation });
        return Some(());
    }
    if takes.target
        && let Some((time, rest)) = time_of_accusing(view, start, end)
    {
        found.content.extend([start..time.start, rest..end]);
        found.when.push(time);
        return Some(());
    }
    found.content.push(start..end);
    Some(())
}

/// Where the words of time start that end a content without a verb.
fn said_when(view: &View<'_>, content: Range<usize>) -> Option<usize> {
    let leads =
        |at: &usize| matches!(view.word(*at), "on" | "in" | "last" | "late" | "early" | "earlier" | "this");
    let mut times = (content.start + 1..content.end).filter(leads);
    let time = times.find(|&at| when::time_phrase(view, at, content.end) == Some(content.end))?;
    (!view.has_verb(content.start..content.end)).then_some(time)
}

/// Whether an object can be what is denied, confirmed, called something: a noun or a verb, and not two things of which one
/// is kept from the other ("denied the enemy the bridge").
fn holds_something(view: &View<'_>, takes: Takes, hit: &Hit, range: &Range<usize>) -> bool {
    let refuses = hit.act == Act::Denies && takes.clause && clause::is_given_something(view, range);
    !refuses && range.clone().any(|at| view.is_nominal(at) || view.tag(at) == Tag::Verb)
}

/// "the cargo as food"; of an estimate "the number at ninety".
fn rates(view: &View<'_>, range: &Range<usize>, estimates: bool) -> bool {
    let is_number = |at: usize| view.tag(at) == Tag::Num || TENS.contains(&view.word(at));
    range.clone().skip(1).any(|at| match estimates {
        true => view.word(at) == "at" && (at + 1..range.end.min(at + 4)).any(is_number),
        false => view.word(at) == "as" && at + 1 < range.end && !view.is_time(at + 1),
    })
}

/// "accused Minsk on Friday of arming": the day stands inside the content and is no part of it.
fn time_of_accusing(view: &View<'_>, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let gerund = |at: usize| {
        let adverb = usize::from(view.tag(at) == Tag::Adv);
        view.word(at + adverb).ends_with("ing")
    };
    let of = (start + 1..end).find(|&at| matches!(view.word(at), "of" | "for") && gerund(at + 1))?;
    let time = (start + 1..of).find(|&at| when::time_phrase(view, at, of) == Some(of))?;
    Some((time..of, of))
}

/// "US intelligence recorded attempts to buy rockets": somebody who reports, and what a frame covers.
fn is_observation(view: &View<'_>, found: &Found, content: &Range<usize>) -> bool {
    let reports = found.source.clone().is_some_and(|mut source| {
        source.any(|at| {
            view.known
                .names
                .sector_at(&view.lowered[at..])
                .is_some_and(|(_, sector)| matches!(sector.code, "SPY" | "MED"))
        })
    });
    reports && view.known.frames.touches(&view.lowered[content.clone()], &view.known.items)
}

/// "The records show two flights": what stands in a document is told by it.
fn is_in_document(view: &View<'_>, found: &Found) -> bool {
    found.source.as_ref().is_some_and(|source| source::is_document(view, source.end - 1))
}

/// "called the report a fake": who calls a report untrue denies it.
fn calls_untrue(view: &View<'_>, hit: &Hit, range: &Range<usize>) -> bool {
    let takes = hit.takes;
    let rates = (takes.object || takes.rating) && !takes.clause && !takes.quote && hit.act == Act::Says;
    let untrue = |at: usize| view.known.wording.untrue.at(&view.lowered[at..range.end]).is_some();
    // "described as wholly groundless the accusation that".
    let opens = view.word(range.start) == "as" && matches!(hit.act, Act::Says | Act::Asserts | Act::Assesses);
    rates && range.clone().any(untrue) || opens && range.clone().skip(1).take(CALLED).any(untrue)
}

/// Whether the words at `start` can open a clause without "that".
fn is_clause(view: &View<'_>, start: usize) -> bool {
    match view.tag(start) {
        Tag::Adp => matches!(
            view.word(start),
            "in" | "on" | "by" | "after" | "before" | "under" | "without" | "with" | "during" | "at"
        ),
        Tag::Punct | Tag::Cconj => view.word(start) == "(",
        Tag::Sconj => matches!(
            view.word(start),
            "if" | "whether" | "why" | "how" | "when" | "where" | "while" | "as" | "although" | "since"
        ),
        _ => true,
    }
}
