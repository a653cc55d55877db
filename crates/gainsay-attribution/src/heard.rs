//! What the network heard, as attributions, and how it is joined with what the rules read.
//!
//! The network is right about where things stand; the rules know what a cue means, who is cited, and which words say when.
//! So where both found a cue, the statement has the spans that were heard and all else from the rule. What only the
//! network heard takes its act from the words of its cue. What only the rules read is kept where it stands inside
//! words that are attributed already (no corpus marks nesting, so the network never heard it), or where nothing else was heard.

use crate::clause;
use crate::group::{Group, group};
use crate::sentence::Found;
use crate::view::View;
use gainsay_record::{Act, Part};
use std::ops::Range;

/// The attributions heard on a page.
pub fn read(view: &View<'_>) -> Vec<Found> {
    let parts = &view.analysis.parts;
    group(parts).iter().map(|group| found(view, parts, group)).collect()
}

fn found(view: &View<'_>, parts: &[Part], group: &Group) -> Found {
    let tokens = |part: usize| parts[part].tokens.start as usize..parts[part].tokens.end as usize;
    let cue = tokens(group.cue);
    let source = group.source.map(tokens);
    let content: Vec<Range<usize>> = group.contents.iter().map(|&part| tokens(part)).collect();
    let sentence = view.sentence_of(cue.start);
    let surest = |of: usize| parts[of].confidence;
    let contents = group.contents.iter().map(|&part| surest(part)).fold(0.0, f32::max);
    let confidence = [surest(group.cue), contents, group.source.map_or(0.6, surest)].into_iter().fold(1.0, f32::min);
    let mut found = Found {
        act: act(view, &cue),
        source,
        cue: vec![cue],
        content,
        quotation: None,
        cited: Vec::new(),
        carried: None,
        when: Vec::new(),
        confidence,
        sentence,
    };
    around(view, &mut found);
    found
}

/// What the words of a cue do.
fn act(view: &View<'_>, cue: &Range<usize>) -> Act {
    let cues = &view.known.cues;
    let at = |at: usize| &view.lowered[at..cue.end];
    let declines = cue.clone().any(|from| cues.declining_at(at(from)).is_some());
    if declines {
        return Act::Declines;
    }
    let longest = cue.clone().filter_map(|from| cues.verb_at(at(from))).max_by_key(|(length, _)| *length);
    let preposition = || cue.clone().find_map(|from| cues.preposition_at(at(from)).map(|(_, act)| act));
    let act = longest.map(|(_, cue)| cue.act).or_else(preposition).unwrap_or(Act::Says);
    let negated = cue.clone().any(|at| view.is_negation(at));
    match act {
        // "did not deny"
        Act::Denies if negated => Act::Declines,
        Act::Confirms if negated => Act::Declines,
        act => act,
    }
}

/// Words of time, those cited and those who pass it on, in the sentence of the cue outside of what has a role already.
fn around(view: &View<'_>, found: &mut Found) {
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let taken = |at: usize, found: &Found| {
        found.cue.iter().chain(&found.content).chain(&found.source).any(|range| range.contains(&at))
    };
    let mut at = sentence.start;
    while at < sentence.end {
        if taken(at, found) {
            at += 1;
            continue;
        }
        let end = (at..sentence.end).find(|&at| taken(at, found)).unwrap_or(sentence.end);
        for here in at..end {
            if let Some(cited) = clause::citing(view, here, end) {
                found.cited.push(cited);
                break;
            }
        }
        found.when.extend(clause::fronted_times(view, at..end));
        at = end;
    }
    if let Some(source) = found.source.clone() {
        found.cited.extend(clause::cited_in(view, &source));
    }
}

/// Joins what was heard with what the rules read, both over the whole page.
pub fn join(mut heard: Vec<Found>, ruled: Vec<Found>) -> Vec<Found> {
    let covers = |ranges: &[Range<usize>], at: &Range<usize>| {
        ranges.iter().any(|range| range.start < at.end && at.start < range.end)
    };
    let mut taken = vec![false; heard.len()];
    let mut kept = Vec::new();
    for rule in ruled {
        let cue = rule.cue.last().cloned().unwrap_or(0..0);
        let same = heard.iter().position(|found| covers(&found.cue, &cue));
        if let Some(at) = same {
            if !taken[at] {
                taken[at] = true;
                take_over(&mut heard[at], rule);
            }
            continue;
        }
        let inside = heard.iter().any(|found| {
            found.content.iter().any(|range| range.start <= cue.start && cue.end <= range.end)
                && found.sentence.abs_diff(rule.sentence) < 12
        });
        let apart = !heard.iter().any(|found| {
            let mut all = found.cue.iter().chain(&found.content);
            all.any(|range| covers(&rule.content, range) || covers(&rule.cue, range))
        });
        if inside || apart {
            kept.push(rule);
        }
    }
    heard.extend(kept);
    heard.sort_by_key(|found| found.cue.first().map_or(0, |cue| cue.start));
    heard
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
    heard.carried = rule.carried.filter(|range| outside(range, heard));
    heard.when = rule.when.into_iter().filter(|range| outside(range, heard)).collect();
    heard.cited = rule.cited.into_iter().filter(|range| outside(range, heard)).collect();
    heard.confidence = heard.confidence.max(0.5 * heard.confidence + 0.5 * rule.confidence);
}
