//! What the network heard, as attributions, and how it is joined with what the rules read.
//!
//! The network is right about where things stand; the rules know what a cue means, who is cited, and which words say when.
//! So where both found a cue, the statement has the spans that were heard and all else from the rule, unless there is a
//! reason to trust the rule's spans too (`over`). What only the network heard takes its act from the words of its cue, unless
//! it is known to attribute nothing (`none`). What only the rules read is kept where there is a reason to (`alone`).
//!
//! Each reason has a name, and says why.

mod alone;
mod measure;
mod none;
mod outer;
mod over;
mod pair;
mod parts;

use crate::sentence::{Found, Nearness};
use crate::speaker;
use crate::view::View;
use measure::meets;
use pair::{Pair, Ruled};
use std::ops::Range;

pub use parts::{Heard, read};

/// Joins what was heard with what the rules read, both over the whole page.
pub fn join(view: &View<'_>, heard: Heard, ruled: Vec<Found>) -> Vec<Found> {
    let page = Ruled::new(view, &ruled, heard.without_content, &heard.found);
    let mut heard: Vec<Option<Found>> =
        heard.found.into_iter().map(|found| Some(told_when(view, without_reflexive(view, found)))).collect();
    let mut kept = Vec::new();
    for rule in ruled {
        if none::says_nothing(view, &rule) {
            continue;
        }
        let pair = Pair::new(&page, &heard, &rule);
        if pair.same.is_empty() {
            if alone::reason(&pair).is_some() {
                kept.push(rule);
            }
            continue;
        }
        let reason = over::reason(&pair);
        let Pair { same, words, .. } = pair;
        if let Some(reason) = reason {
            let mut rule = rule;
            for at in same {
                let Some(found) = heard[at].take() else { continue };
                if !reason.names_the_source() {
                    source_from(view, &mut rule, &found, &words);
                }
                rule.confidence = rule.confidence.max(found.confidence);
            }
            kept.push(rule);
        } else if let Some(found) = heard[same[0]].as_mut() {
            take_over(found, rule);
        }
    }
    let mut all: Vec<Found> = heard.into_iter().flatten().chain(kept).collect();
    all.iter_mut().for_each(|found| speaker::make_whole(view, found));
    outer::settle(view, &mut all);
    let mut said: Vec<(usize, Vec<Range<usize>>)> =
        all.iter().map(|found| (found.sentence, found.content.clone())).collect();
    said.sort_by_key(|(sentence, _)| *sentence);
    all.iter_mut().for_each(|found| leave_to_others(view, found, &said));
    all.sort_by_key(|found| found.cue.first().map_or(0, |cue| cue.start));
    all
}

/// “Nobody,” said the general, “told us.” He then asked: “Why would they?”: what stands in an earlier sentence, and is `said`
/// by whoever speaks there, is not also what was asked.
fn leave_to_others(view: &View<'_>, found: &mut Found, said: &[(usize, Vec<Range<usize>>)]) {
    if found.content.len() < 2 {
        return;
    }
    let taken = |range: &Range<usize>| {
        let sentence = view.sentence_of(range.start);
        let first = said.partition_point(|(other, _)| *other < sentence);
        let mut there = said[first..].iter().take_while(|(other, _)| *other == sentence);
        sentence < found.sentence
            && there.any(|(_, content)| measure::share(std::slice::from_ref(range), content) > 0.6)
    };
    let left: Vec<Range<usize>> = found.content.iter().filter(|range| !taken(range)).cloned().collect();
    if !left.is_empty() {
        found.content = left;
    }
}

/// "and has *itself* accused": a pronoun that only stresses who speaks is no source.
fn without_reflexive(view: &View<'_>, mut found: Found) -> Found {
    let stresses = |source: &Range<usize>| source.len() == 1 && view.is_reflexive(source.start);
    if found.source.as_ref().is_some_and(stresses) {
        found.source = None;
    }
    found
}

/// How many words may stand between "on" and "that" where they only say when: "on the second day of the talks".
const LONGEST_WHEN: usize = 10;

/// "reported *on the day of the ceremony* that Minsk would sell them": when it was said, and not of what.
fn told_when(view: &View<'_>, mut found: Found) -> Found {
    let (Some(cue), Some(content)) = (found.cue.first().cloned(), found.content.first().cloned()) else {
        return found;
    };
    let on = cue.end.saturating_sub(1);
    let clausal = cue.len() > 1
        && view.word(on) == "on"
        && view.known.cues.verb_at(&view.lowered[on - 1..on]).is_some_and(|(_, cue)| cue.takes.clause);
    if !clausal || content.start != cue.end {
        return found;
    }
    let that =
        (content.start..content.end.min(content.start + LONGEST_WHEN)).find(|&at| view.word(at) == "that");
    let when = |that: &usize| {
        let between = content.start..*that;
        let day = |at: usize| {
            view.is_time(at)
                || matches!(view.word(at), "day" | "eve" | "anniversary" | "sidelines" | "margins")
        };
        between.clone().any(day) && !view.has_verb(between) && view.has_verb(*that..content.end)
    };
    if let Some(that) = that.filter(when) {
        found.cue[0].end = on;
        found.content[0].start = that;
    }
    found
}

/// Takes the source that was heard for that of the rule, where they differ and the rule's does not stand right beside its
/// words (“...,” said the ministry).
fn source_from(view: &View<'_>, rule: &mut Found, found: &Found, words: &[Range<usize>]) {
    let other = |own: &Range<usize>| {
        found.source.as_ref().is_some_and(|heard| !meets(std::slice::from_ref(own), heard))
    };
    // One that was lent by another sentence says less than one that stands here.
    let lent = found.source.as_ref().is_some_and(|heard| view.sentence_of(heard.start) != rule.sentence);
    // "Minsk is accused of": who is accused does not speak.
    let spoken_of = found.source.as_ref().is_some_and(|heard| meets(words, heard));
    let signed = rule.quotation.is_some_and(|claim| claim.nearness == Nearness::Closing);
    if rule.source.as_ref().is_none_or(|own| other(own) && !signed && !lent) && !spoken_of {
        rule.source.clone_from(&found.source);
    }
}

/// What the rule knows of a statement that was heard.
fn take_over(heard: &mut Found, rule: Found) {
    let outside = |range: &Range<usize>, heard: &Found| {
        !heard.content.iter().any(|content| content.start <= range.start && range.end <= content.end)
    };
    heard.act = rule.act;
    if heard.source.is_none() {
        heard.source = rule.source;
    }
    // "said two weeks ago that": words at the edge of what was heard that say when or on whose word are no content.
    for edge in rule.when.iter().chain(&rule.cited).chain(&rule.carried) {
        for content in &mut heard.content {
            if content.start == edge.start && edge.end < content.end {
                content.start = edge.end;
            } else if content.end == edge.end && content.start < edge.start {
                content.end = edge.start;
            }
        }
    }
    heard.carried = rule.carried.filter(|range| outside(range, heard));
    heard.when = rule.when.into_iter().filter(|range| outside(range, heard)).collect();
    heard.cited = rule.cited.into_iter().filter(|range| outside(range, heard)).collect();
}
