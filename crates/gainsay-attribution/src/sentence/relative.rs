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

/// What is denied behind the words of another, and by whom.
pub struct Unmarked {
    pub noun: Range<usize>,
    pub speaker: Range<usize>,
    /// What it is called: "baseless".
    pub called: Option<Range<usize>>,
}

/// "an allegation Beijing rejects", "a charge that Tehran and the movement both rejected within hours", "an accusation Tehran has
/// called baseless": a noun for what was just said, and whoever denies it.
pub fn unmarked(view: &View<'_>, hit: &Hit, source: Option<&Source>, limit: usize) -> Option<Unmarked> {
    let source = &source?.tokens;
    let noun = (source.start + 1..source.end).find(|&at| view.known.cues.sums_up(view.word(at)))?;
    let pronoun = matches!(view.word(noun + 1), "that" | "which");
    let both = matches!(view.word(source.end - 1), "both" | "all" | "alike");
    let speaker = noun + 1 + usize::from(pronoun)..source.end - usize::from(both);
    let article =
        view.tag(source.start) == Tag::Det && (source.start + 1..noun).all(|at| view.tag(at) == Tag::Adj);
    let end = hit.group.end;
    let untrue = |at: usize| view.known.wording.untrue.at(&view.lowered[at..limit.max(at)]).is_some();
    let called = (hit.act == Act::Says && !hit.negated && end < limit && untrue(end)).then_some(end..limit);
    let aside = || {
        hit.act == Act::Denies && matches!(view.tag(end), Tag::Adp | Tag::Adv) && !view.has_verb(end..limit)
    };
    let ends = end >= limit || view.tag(end) == Tag::Punct || called.is_some() || aside();
    // Of two who speak together the first tells whether anybody does.
    let first = speaker.clone().find(|&at| view.word(at) == "and").unwrap_or(speaker.end);
    let speaks =
        !speaker.is_empty() && (view.is_speaker(&speaker) || view.is_speaker(&(speaker.start..first)));
    let fits = article && ends && hit.takes.object && speaks;
    fits.then(|| Unmarked { noun: source.start..noun + 1, speaker, called })
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
