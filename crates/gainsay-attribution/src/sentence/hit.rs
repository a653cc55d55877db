//! One cue that is a verb or a preposition, read in its place.

use super::place::Placed;
use super::{Found, Reliance, active, passive, preposition, relative};
use crate::clause;
use crate::cue::{self, Construction, Hit};
use crate::mark;
use crate::source::Source;
use crate::view::View;
use crate::when;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// Reads one hit, whose content ends before `limit`. `shared` is the source of the cue before it; `object` what this
/// cue has in common with one beside it.
pub fn read(
    view: &View<'_>,
    placed: &Placed,
    limit: usize,
    shared: Option<Range<usize>>,
    object: Option<Range<usize>>,
    sentence: usize,
) -> Option<Found> {
    let Placed { hit, source, scope, .. } = placed;
    let limit = view.trimmed_end(&(scope.start..limit)).max(hit.group.end.min(limit));
    let subject = relative::subject(view, hit, source.as_ref(), scope);
    let limit = match &subject {
        Some(_) => relative::end(view, hit, limit),
        None => limit,
    };
    let mut found = Found::new(hit.act, hit.construction, sentence);
    if let Some(said) = relative::unmarked(view, hit, source.as_ref(), limit) {
        (found.source, found.cue) = (Some(said.speaker), vec![hit.group.clone()]);
        if said.called.is_some() {
            found.act = Act::Denies;
        }
        found.content = [Some(said.noun), said.called].into_iter().flatten().collect();
        found.reliance = Reliance::Whole;
        return Some(found);
    }
    found.source = subject.or_else(|| source.as_ref().map(|source| source.tokens.clone()));
    found.cue = vec![hit.group.clone()];
    found.when = source.as_ref().map_or(Vec::new(), |source| fronted(view, scope.start, source));
    // "Ankara and Baku deny it" behind the comma of a headline.
    let spliced = placed.cut.is_some_and(|cut| view.word(cut) == "," && !hit.shares_subject);
    if spliced
        && found.source.is_some()
        && hit.construction == Construction::Finite
        && mark::is_headline(view, hit.group.start)
    {
        found.reliance = Reliance::Whole;
    }
    if hit.idiom {
        found.reliance = Reliance::Clear;
    }
    if found.source.is_none()
        && matches!(
            hit.construction,
            Construction::Participle | Construction::Finite | Construction::Declining
        )
    {
        found.source = shared;
    }
    if let Some(object) = object {
        found.content.push(object);
        found.reliance = Reliance::Whole;
    } else if relative::object(view, placed, limit, &mut found).is_none() {
        match hit.construction {
            Construction::Preposition => preposition::read(view, placed, limit, &mut found),
            Construction::Passive => passive::read(view, placed, limit, &mut found),
            _ => active::read(view, placed, limit, &mut found),
        }?;
    }
    if let Some(source) = &found.source {
        found.cited.extend(clause::cited_in(view, source));
    }
    if found.source.is_none() {
        found.confidence -= 0.4;
    }
    if hit.construction == Construction::Quoted
        && let Some(verb) = cue::quoting_verb(view, scope.start, hit.group.start)
    {
        found.cue.insert(0, verb..verb + 1);
    }
    let told = found.carried.take();
    found.carried = placed.carrier.clone().filter(|range| !range.is_empty());
    found.carried = found.carried.or(told);
    if found.carried.is_none() {
        found.carried = carried_in(view, scope, limit, &found);
    }
    // "Neither government accepted the finding" denies by that alone.
    let disbelieves = hit.act == Act::Denies
        && hit
            .group
            .clone()
            .any(|at| view.known.cues.disbelieving_at(&view.lowered[at..hit.group.end]).is_some());
    if !disbelieves && (hit.negated || has_neither(view, &found)) {
        negate(view, hit, &mut found);
    }
    found.content.retain(|range| !range.is_empty());
    (!found.content.is_empty() || found.quotation.is_some()).then_some(found)
}

/// Who passes a statement on, by the words before its content.
fn carried_in(view: &View<'_>, scope: &Range<usize>, limit: usize, found: &Found) -> Option<Range<usize>> {
    let end = found.content.first().map_or(limit, |range| range.start).max(scope.start);
    clause::carried(view, scope.start..end)
}

/// "Neither Doha nor Cairo has confirmed": the negation stands with the subject.
fn has_neither(view: &View<'_>, found: &Found) -> bool {
    let negates = |at: usize| matches!(view.word(at), "neither" | "nobody" | "none");
    found
        .source
        .as_ref()
        .is_some_and(|source| negates(source.start) || source.start.checked_sub(1).is_some_and(negates))
}

/// "did not deny", "would not confirm", "did not say when": no answer is given. "never said that" denies having said it.
fn negate(view: &View<'_>, hit: &Hit, found: &mut Found) {
    let asks = found.content.first().is_some_and(|range| {
        matches!(
            view.word(range.start),
            "when" | "whether" | "how" | "where" | "who" | "whose" | "whom" | "what" | "which" | "why" | "if"
        ) || range.start > hit.group.end && matches!(view.word(range.start - 1), "whose" | "which" | "what")
            || range.start == hit.group.end + 1 && view.word(hit.group.end) == "whose"
    });
    found.act = match hit.act {
        Act::Denies | Act::Confirms => Act::Declines,
        Act::Says | Act::Reports if asks => Act::Declines,
        Act::Says | Act::Asserts | Act::Reports => Act::Denies,
        act => act,
    };
    found.confidence -= 0.3;
}

/// Words of time before the source, up to the start of the sentence where only a comma stands between.
fn fronted(view: &View<'_>, left: usize, source: &Source) -> Vec<Range<usize>> {
    let mut start = source.fronted.start;
    if start > left && view.word(start - 1) == "," {
        let from = (left..start - 1)
            .rev()
            .find(|&at| matches!(view.tag(at), Tag::Punct | Tag::Verb | Tag::Aux))
            .map_or(left, |at| at + 1);
        if from == left {
            start = from;
        }
    }
    let mut times = when::fronted_times(view, start..source.tokens.start);
    times.extend(source.late.clone());
    times
}
