//! Cues in relative clauses: "Tehran, which has denied it, ...", "a finding that Tripoli rejects", "drones, which Sanaa
//! insists were built at home".

use super::place::Placed;
use super::{Found, Reliance};
use crate::cue::{Construction, Hit};
use crate::source::{self, Source};
use crate::view::View;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// "who", "which" and "that" as the subject of a cue stand for the noun phrase before them.
pub fn subject(
    view: &View<'_>,
    hit: &Hit,
    source: Option<&Source>,
    scope: &Range<usize>,
) -> Option<Range<usize>> {
    let pronoun = match source {
        Some(source) if source.tokens.len() == 1 => source.tokens.start,
        Some(_) => return None,
        None => hit.group.start.checked_sub(1)?,
    };
    let opens = match view.word(pronoun) {
        "who" | "which" => pronoun > scope.start,
        // "a report that accused": a noun stands before it, no verb ("said that accused men").
        "that" => pronoun > scope.start && view.is_nominal(pronoun - 1) && source.is_none(),
        _ => false,
    };
    if !opens {
        return None;
    }
    noun_before(view, scope.start, pronoun).map(|noun| nearest(view, noun))
}

/// Of "missiles to Moscow, which declined" Moscow alone: a name that a preposition brings, where what stands before it is
/// nobody who could speak.
fn nearest(view: &View<'_>, noun: Range<usize>) -> Range<usize> {
    let brings = |at: &usize| view.tag(*at) == Tag::Adp && view.word(*at) != "of";
    let Some(prep) = noun.clone().rev().find(brings).filter(|&prep| prep > noun.start) else { return noun };
    let name = prep + 1..noun.end;
    let is_name = !name.is_empty() && name.clone().all(|at| view.tag(at) == Tag::Propn);
    let thing = view.known.items.at(&view.lowered[prep - 1..prep]).is_some();
    if is_name && thing { name } else { noun }
}

/// "an allegation Beijing rejects": what is denied, and by whom, where no pronoun parts the two.
pub fn unmarked(
    view: &View<'_>,
    hit: &Hit,
    source: Option<&Source>,
    limit: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let source = &source?.tokens;
    let noun = (source.start..source.end).find(|&at| view.known.cues.sums_up(view.word(at)))?;
    let speaker = noun + 1..source.end;
    // "a charge Beijing denies", "something Beijing denies", "charges Beijing denies".
    let bare = noun == source.start;
    let article = bare
        || view.tag(source.start) == Tag::Det && (source.start + 1..noun).all(|at| view.tag(at) == Tag::Adj);
    let ends = hit.group.end >= limit || view.tag(hit.group.end) == Tag::Punct;
    let fits = article && ends && hit.takes.object && view.is_speaker(&speaker);
    fits.then(|| (source.start..noun + 1, speaker))
}

/// A relative clause ends at the next comma.
pub fn end(view: &View<'_>, hit: &Hit, limit: usize) -> usize {
    let level = view.quotation(hit.group.start);
    (hit.group.end..limit).find(|&at| view.word(at) == "," && view.quotation(at) == level).unwrap_or(limit)
}

/// "which" and "that" as what is said, or as its subject.
pub fn object(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, source, scope, .. } = placed;
    let source = source.as_ref().filter(|_| hit.construction == Construction::Finite)?;
    let pronoun =
        source.fronted.start.min(source.tokens.start).checked_sub(1).filter(|&at| at > scope.start)?;
    let before = pronoun - 1;
    let (comma, noun) = match view.word(pronoun) {
        "which" | "whom" => (view.word(before) == ",", view.is_nominal(before) || view.word(before) == ","),
        // "told Riga that Minsk denied it": whoever is told is no noun that the clause describes.
        "that" => (false, view.tag(before) == Tag::Noun),
        _ => return None,
    };
    if !noun {
        return None;
    }
    let limit = if comma { end(view, hit, limit) } else { limit };
    let noun = noun_before(view, scope.start, pronoun);
    let at = hit.group.end;
    let takes = hit.takes;
    if at >= limit && (takes.object || takes.clause) {
        found.content.push(noun?);
        found.content.push(pronoun..pronoun + 1);
    } else if takes.target && matches!(view.word(at), "of" | "for") && at + 1 < limit {
        // "Iran, which it accuses of complicity".
        found.content.extend([noun?, at..limit]);
    } else if takes.object && !takes.clause && hit.act == Act::Says && at < limit {
        // "a deployment, which Minsk called hysteria".
        found.content.extend([pronoun..pronoun + 1, at..limit]);
        if view.known.wording.untrue.at(&view.lowered[at..limit]).is_some() {
            found.act = Act::Denies;
        }
    } else if takes.clause && view.word(pronoun) != "that" && matches!(view.tag(at), Tag::Verb | Tag::Aux) {
        found.content.extend([pronoun..pronoun + 1, at..limit]);
    } else {
        return None;
    }
    found.reliance = Reliance::Whole;
    Some(())
}

/// The noun phrase that a relative pronoun stands for.
fn noun_before(view: &View<'_>, left: usize, pronoun: usize) -> Option<Range<usize>> {
    let end = if view.word(pronoun.wrapping_sub(1)) == "," { pronoun - 1 } else { pronoun };
    source::before(view, left, end).map(|source| source.tokens)
}
