//! Two statements of one sentence that cross: one is told of the other, runs into it, or is the other once more.

use super::measure::meets;
use crate::mark;
use crate::sentence::{Found, is_media};
use crate::view::View;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// How many statements back one can stand that another crosses.
const NEAR: usize = 12;
/// No clause is looked through for the semicolon before it that is longer than this, in tokens.
const LONGEST_CLAUSE: usize = 80;

/// Settles them, in the order of their cues.
pub fn settle(view: &View<'_>, all: &mut Vec<Found>) {
    all.sort_by_key(|found| found.cue.first().map_or(0, |cue| cue.start));
    let mut gone = vec![false; all.len()];
    for later in 0..all.len() {
        for earlier in (later.saturating_sub(NEAR)..later).rev() {
            if gone[earlier] || all[earlier].sentence != all[later].sentence {
                continue;
            }
            if let Some(content) = denies(view, &all[earlier], &all[later]) {
                all[later].content = content;
                break;
            }
            if is_nobodys(view, &all[earlier], &all[later]) || is_named_so(view, &all[earlier], &all[later]) {
                gone[earlier] = true;
                continue;
            }
            if passes_on(view, &all[earlier], &all[later]) {
                let opens = opening(view, &all[earlier]);
                widen(&mut all[later], opens);
                break;
            }
            if let Some((opens, comma)) = told_by_others(view, &all[earlier], &all[later]) {
                widen(&mut all[later], opens);
                cut(&mut all[earlier], comma);
                break;
            }
            if says_again(view, &all[earlier], &all[later]) {
                gone[later] = true;
                break;
            }
            let (inner, outer) = (&all[earlier], &all[later]);
            let end = runs_into(view, inner, outer)
                .or_else(|| closes(view, inner, outer))
                .or_else(|| is_described(view, inner, outer))
                .or_else(|| is_spliced(view, inner, outer))
                .or_else(|| is_in_the_source(view, inner, outer))
                .or_else(|| is_parted(view, inner, outer))
                .or_else(|| holds_the_speaker(view, inner, outer));
            if let Some(end) = end {
                cut(&mut all[earlier], end);
            }
        }
    }
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// "The army says it downed a plane; Abu Dhabi denies": what is denied is what was said, not that
/// somebody said so.
fn denies(view: &View<'_>, said: &Found, denied: &Found) -> Option<Vec<Range<usize>>> {
    let (source, cue) = (denied.source.as_ref()?, denied.cue.first()?);
    let own = said.source.as_ref().filter(|own| own.end <= source.start)?;
    let holds = |range: &Range<usize>| {
        denied.content.iter().any(|content| content.start <= range.start && range.end <= content.end)
    };
    let all = holds(own) && said.cue.iter().chain(&said.content).all(holds);
    let parted = source.start.checked_sub(1).is_some_and(|at| matches!(view.word(at), ";" | ","))
        && view.word(source.start) != "something";
    let behind = said.content.iter().all(|range| range.end <= cue.start);
    (denied.act == Act::Denies && all && parted && behind && !said.content.is_empty())
        .then(|| said.content.clone())
}

/// “...,” he told reporters, according to the state agency: an agency that has what somebody says has all of it.
fn passes_on(view: &View<'_>, said: &Found, passed: &Found) -> bool {
    let (Some(cue), Some(source)) = (passed.cue.first(), &passed.source) else { return false };
    let preposition = view.known.cues.preposition_at(&view.lowered[cue.start..cue.end]).is_some();
    let speaker = said.source.as_ref().is_some_and(|own| own.end <= cue.start && !is_media(view, own));
    let same = passed.content.iter().any(|range| meets(&said.cue, range) || meets(&said.content, range));
    let within = said.content.iter().any(|range| range.contains(&cue.start));
    preposition && speaker && same && !within && is_media(view, source)
}

/// "The minister told deputies that he had none, two who were present said": those who close the sentence have it that he told so.
/// Where what they say opens then, and the comma before them.
fn told_by_others(view: &View<'_>, inner: &Found, outer: &Found) -> Option<(usize, usize)> {
    let (own, source) = (inner.source.as_ref()?, outer.source.as_ref()?);
    let cue = outer.cue.first()?;
    let sentence = View::range(&view.analysis.sentences[outer.sentence]);
    let starts = (inner.content.first()?.start, outer.content.first()?.start);
    let mark = source.start.checked_sub(1)?;
    let comma = if view.is_quote_mark(mark) { mark.checked_sub(1)? } else { mark };
    let closes =
        view.word(comma) == "," && cue.end + 1 >= view.trimmed_end(&sentence) && source.end <= cue.start;
    let before = own.end <= inner.cue.first()?.start && inner.cue.first()?.end <= starts.0;
    (starts.0 == starts.1 && before && closes && starts.0 < comma).then_some((own.start, comma))
}

/// "Reports that Egypt planned a delivery were dismissed by Cairo": of reports of nobody all is told that somebody says of them.
fn is_nobodys(view: &View<'_>, reports: &Found, answer: &Found) -> bool {
    let [noun] = reports.cue.as_slice() else { return false };
    let is_noun = matches!(view.tag(noun.end - 1), Tag::Noun | Tag::Propn)
        && view.known.cues.noun_at(&view.lowered[noun.start..noun.end]).is_some();
    let within = answer.content.iter().any(|range| range.start <= noun.start && noun.end <= range.end);
    let answers = matches!(answer.act, Act::Denies | Act::Confirms | Act::Declines);
    reports.source.is_none() && is_noun && within && answers
}

/// "A leaked Pentagon *document* listed", "a report *published* in January found": a word in those for whoever speaks is no cue
/// of its own.
fn is_named_so(view: &View<'_>, noun: &Found, speaks: &Found) -> bool {
    let (Some(source), Some(cue), Some(own)) = (&speaks.source, noun.cue.first(), &noun.source) else {
        return false;
    };
    let word =
        matches!(view.tag(cue.end - 1), Tag::Noun | Tag::Propn) || view.word(cue.end - 1).ends_with("ed");
    let beside = word && own.end == cue.start && cue.len() == 1;
    let within = source.start <= own.start && cue.end <= source.end;
    let later = speaks.cue.first().is_some_and(|other| source.end <= other.start);
    beside && within && later
}

/// "wrote in their latest report that": the noun between a cue and its content is no cue of its own.
fn says_again(view: &View<'_>, said: &Found, again: &Found) -> bool {
    let (Some(cue), Some(noun)) = (said.cue.first(), again.cue.first()) else { return false };
    let between = cue.end <= noun.start && said.content.first().is_some_and(|range| noun.end <= range.start);
    let same = said.content.len() == again.content.len()
        && said.content.iter().zip(&again.content).all(|(one, other)| one.start == other.start);
    between && same && view.known.cues.noun_at(&view.lowered[noun.start..noun.end]).is_some()
}

/// "demands proof, the government said": where what somebody says runs into whoever said so of all of it.
fn runs_into(view: &View<'_>, inner: &Found, outer: &Found) -> Option<usize> {
    let (source, cue) = (outer.source.as_ref()?, outer.cue.first()?);
    let holds = |range: &Range<usize>| range.start < source.start && cue.end <= range.end;
    let told = inner
        .cue
        .iter()
        .all(|own| outer.content.iter().any(|range| own.start >= range.start && own.end <= range.end));
    let closes = outer.content.iter().all(|range| range.start < source.start);
    let comma = source.start.checked_sub(1).filter(|&at| view.word(at) == ",")?;
    (told && closes && inner.content.iter().any(holds)).then_some(comma)
}

/// "After France said that they had come, Mali denied it": a clause that opens its sentence closes before who speaks behind it.
fn closes(view: &View<'_>, clause: &Found, main: &Found) -> Option<usize> {
    let sentence = View::range(&view.analysis.sentences[clause.sentence]);
    let source = main.source.as_ref()?;
    let comma = source.start.checked_sub(1).filter(|&at| view.word(at) == ",")?;
    let holds = clause.content.iter().any(|range| range.start < comma && source.start < range.end);
    let opening = sentence.start..clause.source.as_ref()?.start;
    (holds && view.opens_subordinate(opening)).then_some(comma)
}

/// "accused Caracas of handing rifles to the guerrillas, who said that they had none": what is said of somebody behind a comma,
/// up to the end, is the outlet's.
fn is_described(view: &View<'_>, outer: &Found, clause: &Found) -> Option<usize> {
    let source = clause.source.as_ref()?;
    let comma = source.start.checked_sub(1).filter(|&at| view.word(at) == ",")?;
    let relative = source.len() == 1 && matches!(view.word(source.start), "who" | "which");
    let cue = clause.cue.first().filter(|cue| relative && source.end <= cue.start)?;
    let end = clause.content.last()?.end;
    let holds = |range: &Range<usize>| range.start < comma && cue.start < range.end && range.end <= end + 1;
    let apart = view.quotation(comma) == view.quotation(outer.cue.first()?.start);
    (apart && outer.content.last().is_some_and(holds)).then_some(comma)
}

/// "Oman, whose territory officials say has been used for it, said": what is told of whoever speaks ends before the cue.
fn is_in_the_source(view: &View<'_>, inner: &Found, outer: &Found) -> Option<usize> {
    let (source, cue) = (outer.source.as_ref()?, inner.cue.first()?);
    let relative = |own: &Range<usize>| matches!(view.word(own.start), "whose" | "which" | "who" | "whom");
    inner.source.as_ref().filter(|own| relative(own))?;
    let within = source.start < cue.start && cue.end <= source.end;
    let before = outer.cue.first().is_some_and(|other| source.end <= other.start);
    (within && before).then_some(source.end)
}

/// "told the station it was under way, one of them adding that": who speaks next is no part of what was said.
fn holds_the_speaker(view: &View<'_>, first: &Found, other: &Found) -> Option<usize> {
    let (source, cue) = (other.source.as_ref()?, other.cue.first()?);
    let comma = source.start.checked_sub(1).filter(|&at| view.word(at) == ",")?;
    let ends = first.content.iter().any(|range| range.start < comma && range.end == source.end);
    (ends && source.end == cue.start).then_some(comma)
}

/// "said the claim was untrue; the army, it added, needs nobody": behind a semicolon somebody speaks who says no part of it.
fn is_parted(view: &View<'_>, first: &Found, other: &Found) -> Option<usize> {
    let (source, cue) = (other.source.as_ref()?, other.cue.first()?);
    let level = view.quotation(first.cue.first()?.start);
    let held = first.content.iter().find(|range| range.start < source.start && cue.end <= range.end)?;
    let parts = |at: &usize| view.word(*at) == ";" && view.quotation(*at) == level;
    (held.start + 1..source.start).rev().take(LONGEST_CLAUSE).find(parts)
}

/// "Yerevan says Turkey downed a jet, Ankara denies it": headlines leave out "but", and so do those who weigh two words.
fn is_spliced(view: &View<'_>, first: &Found, other: &Found) -> Option<usize> {
    let (source, cue) = (other.source.as_ref()?, other.cue.first()?);
    let comma = source.start.checked_sub(1).filter(|&at| view.word(at) == ",")?;
    let holds = first.content.iter().any(|range| range.start < comma && cue.start < range.end);
    let speaks = source.end <= cue.start && view.is_speaker(source);
    let weighed = || {
        let start = first.content.first().map_or(comma, |range| range.start);
        let plain = !matches!(
            view.word(start),
            "that" | "if" | "when" | "after" | "while" | "although" | "as" | "should"
        );
        let same = first.cue.first().map(|cue| view.word(cue.end - 1)) == Some(view.word(cue.end - 1));
        plain && same && source.end == cue.start && start < comma && view.has_verb(start..comma)
    };
    (holds && speaks && (mark::is_headline(view, source.start) || weighed())).then_some(comma)
}

/// Where what somebody says starts, the quotation that it is among it.
fn opening(view: &View<'_>, found: &Found) -> usize {
    let quoted = found.quotation.and_then(|claim| {
        let spans = &view.analysis.quotations[claim.quotation as usize].spans;
        spans.first().map(|span| view.analysis.within(*span).start)
    });
    found.content.iter().map(|range| range.start).chain(quoted).min().unwrap_or(usize::MAX)
}

fn widen(found: &mut Found, start: usize) {
    if let Some(first) = found.content.first_mut().filter(|range| start < range.end) {
        first.start = first.start.min(start);
    }
}

fn cut(found: &mut Found, end: usize) {
    for range in &mut found.content {
        range.end = range.end.min(end).max(range.start);
    }
    found.content.retain(|range| !range.is_empty());
}
