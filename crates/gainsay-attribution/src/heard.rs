//! What the network heard, as attributions, and how it is joined with what the rules read.
//!
//! The network is right about where things stand; the rules know what a cue means, who is cited, and which words say when.
//! So where both found a cue, the statement has the spans that were heard and all else from the rule. What only the
//! network heard takes its act from the words of its cue. What only the rules read is kept where it stands inside
//! words that are attributed already (no corpus marks nesting, so the network never heard it), or where nothing else was heard.

use crate::clause;
use crate::group::{Group, group};
use crate::sentence::{Found, Nearness};
use crate::view::View;
use gainsay_record::{Act, Part};
use std::ops::Range;

/// What is announced takes no more words than this: "a short written statement".
const MOST_OF_AN_OBJECT: usize = 6;

/// How many sentences apart a rule and what was heard can stand and still be about the same words: more than the longest
/// quotation that is followed.
const NEAR: usize = 40;

/// The attributions heard on a page.
pub fn read(view: &View<'_>) -> Vec<Found> {
    let parts = &view.analysis.parts;
    group(parts).iter().map(|group| found(view, parts, group)).filter(|found| !vetoed(view, found)).collect()
}

/// Tokens without the commas and dashes at their edges.
fn bare(view: &View<'_>, tokens: Range<usize>) -> Range<usize> {
    let mark = |at: usize| matches!(view.word(at), "," | ":" | ";" | "-" | "–" | "—");
    let start = tokens.clone().find(|&at| !mark(at)).unwrap_or(tokens.start);
    let end = (start..tokens.end).rev().find(|&at| !mark(at)).map_or(tokens.end, |at| at + 1);
    start..end
}

/// Tokens as runs that stand in one block each; the network hears over the edges of blocks.
fn in_blocks(view: &View<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<(u32, Range<usize>)> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let sentence = &view.analysis.sentences[view.sentence_of(at)];
        let end = tokens.end.min(sentence.tokens.end as usize).max(at + 1);
        match runs.last_mut() {
            Some((block, run)) if *block == sentence.block => run.end = end,
            _ => runs.push((sentence.block, at..end)),
        }
        at = end;
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// What sounds like an attribution, and is known to be none: turns of speech ("claimed lives", "according to plan"), whom
/// somebody cites (that is told with the statement they are cited for), the mere announcement of words that follow.
fn vetoed(view: &View<'_>, found: &Found) -> bool {
    let cues = &view.known.cues;
    let Some(cue) = found.cue.first() else { return false };
    let rest = |at: usize| &view.lowered[at..];
    let idle = (cue.start.saturating_sub(4)..cue.end)
        .any(|at| cues.idle_at(rest(at)).is_some_and(|length| at + length > cue.start));
    let nobody = |source: &Range<usize>| {
        source.len() == 1
            && cues.preposition_at(rest(cue.start)).is_some()
            && cues.is_nobody(view.word(source.start))
    };
    let nobody = found.source.as_ref().is_some_and(nobody)
        || (cues.preposition_at(rest(cue.start)).is_some() && cues.is_nobody(view.word(cue.end - 1)));
    let cites = cues.citing_at(rest(cue.start)).is_some();
    let announces = cues.announcing_at(rest(cue.start)).is_some_and(|(_, announcing)| {
        let last = found.content.last().and_then(|range| {
            range.clone().rev().map(|at| view.word(at)).find(|word| word.starts_with(char::is_alphanumeric))
        });
        announcing.objects.iter().any(|object| object.rsplit(' ').next() == last)
            && found.content.iter().all(|range| range.len() <= MOST_OF_AN_OBJECT)
    });
    // "claimed a thousand lives": a verb that takes a clause or a quotation, and has neither.
    let bare = |range: &Range<usize>| {
        !view.has_verb(range.clone()) && !range.clone().any(|at| view.quotation(at).is_some())
    };
    let speaks_of_things = cues.verb_at(rest(cue.end - 1)).is_some_and(|(_, cue)| {
        cue.act == Act::Asserts && cue.takes.clause && !cue.takes.object && !cue.takes.target
    });
    idle || nobody || cites || announces || (speaks_of_things && found.content.iter().all(bare))
}

/// "It is alleged that", "The army is said to have": who stands before a passive cue without "by" is spoken of.
fn impersonal(view: &View<'_>, found: &mut Found) {
    let (Some(source), Some(cue)) = (found.source.clone(), found.cue.first()) else { return };
    let passive = cue.clone().any(|at| view.is_be(at) && at + 1 < cue.end)
        && view.word(cue.end - 1) != "by"
        && (view.word(cue.end - 1).ends_with("ed")
            || matches!(view.word(cue.end - 1), "said" | "told" | "thought" | "known"));
    if !passive || source.end != cue.start {
        return;
    }
    found.source = None;
    if view.word(source.start) != "it" {
        found.content.insert(0, source);
    }
}

fn found(view: &View<'_>, parts: &[Part], group: &Group) -> Found {
    let tokens =
        |part: usize| in_blocks(view, parts[part].tokens.start as usize..parts[part].tokens.end as usize);
    let cue = tokens(group.cue).swap_remove(0);
    let source = group.source.map(|source| bare(view, tokens(source).swap_remove(0)));
    let content: Vec<Range<usize>> = group.contents.iter().flat_map(|&part| tokens(part)).collect();
    let sentence = view.sentence_of(cue.start);
    let surest = |of: usize| parts[of].confidence;
    let contents = group.contents.iter().map(|&part| surest(part)).fold(0.0, f32::max);
    let confidence =
        [surest(group.cue), contents, group.source.map_or(0.6, surest)].into_iter().fold(1.0, f32::min);
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
    impersonal(view, &mut found);
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
pub fn join(view: &View<'_>, heard: Vec<Found>, ruled: Vec<Found>) -> Vec<Found> {
    let covered = is_covered(view);
    // Both are in order of their sentences; each rule looks only at what stands near it, so that a long page costs no
    // more a sentence than a short one.
    let places: Vec<usize> = heard.iter().map(|found| found.sentence).collect();
    let mut heard: Vec<Option<Found>> = heard.into_iter().map(Some).collect();
    let cues: Vec<(usize, Range<usize>)> =
        ruled.iter().flat_map(|rule| rule.cue.iter().map(|cue| (rule.sentence, cue.clone()))).collect();
    let mut kept = Vec::new();
    for mut rule in ruled {
        let words = words(view, &rule);
        let quoted = rule.quotation.map(|claim| quotation(view, claim.quotation)).unwrap_or_default();
        // A headline attributes by a mark alone, and the whole of it is one statement.
        let headline = rule.cue.is_empty()
            || rule.content.iter().any(|range| view.word(range.start.wrapping_sub(1)) == ":");
        let (first, last) = (rule.sentence.saturating_sub(NEAR), rule.sentence + NEAR);
        let near = places.partition_point(|&at| at < first)..places.partition_point(|&at| at <= last);
        let same: Vec<usize> = near
            .clone()
            .filter(|&at| {
                heard[at].as_ref().is_some_and(|found| {
                    rule.cue.iter().any(|cue| meets(&found.cue, cue))
                        || (headline && found.sentence == rule.sentence)
                        || (!quoted.is_empty()
                            && share(&found.content, &quoted) >= 0.8
                            && !found.cue.iter().any(|cue| meets(&quoted, cue)))
                })
            })
            .collect();
        if same.is_empty() {
            let inside =
                heard[near.clone()].iter().flatten().any(|found| share(&rule.cue, &found.content) > 0.99);
            let apart = !headline
                || !heard[near.clone()].iter().flatten().any(|found| found.sentence == rule.sentence);
            let apart = apart
                && !heard[near].iter().flatten().any(|found| {
                    found
                        .cue
                        .iter()
                        .chain(&found.content)
                        .any(|range| meets(&words, range) || meets(&rule.cue, range))
                });
            // What is said, the network hears; that something is denied or left unanswered is rarer, and the rules know.
            let answers = matches!(rule.act, Act::Denies | Act::Declines | Act::Accuses | Act::Confirms);
            if inside || (apart && (covered || headline || answers)) {
                kept.push(rule);
            }
            continue;
        }
        let theirs: Vec<Range<usize>> = same
            .iter()
            .filter_map(|&at| heard[at].as_ref())
            .flat_map(|found| found.content.clone())
            .collect();
        let agree = share(&theirs, &words).min(share(&words, &theirs));
        // Of two cues side by side the network may hear one with the words of both; the rules then cut better. And where
        // it hears a part of what they read.
        let part = share(&theirs, &words) > 0.99;
        let both = same.len() == 1
            && cues[cues.partition_point(|(at, _)| *at < first)..cues.partition_point(|(at, _)| *at <= last)]
                .iter()
                .any(|(_, cue)| meets(&theirs, cue) && !meets(&words, cue) && !rule.cue.contains(cue));
        let parenthesis = part && rule.content.len() > 1;
        // "was quoted by the agency as saying", "declined to comment", “...,” said the ministry: turns with a form of their own.
        let swapped = rule.source.as_ref().is_some_and(|own| share(&theirs, std::slice::from_ref(own)) > 0.7);
        let turn = rule.cue.len() > 1 || rule.act == Act::Declines || swapped;
        let agreed = covered && (agree >= 0.6 || !quoted.is_empty() || part || both);
        let trusted = headline || parenthesis || turn || agreed;
        if trusted {
            for at in same {
                let Some(found) = heard[at].take() else { continue };
                let other = |own: &Range<usize>| {
                    found.source.as_ref().is_some_and(|heard| !meets(std::slice::from_ref(own), heard))
                };
                // “...,” said the ministry: it stands right beside its words. "Minsk is accused of": who is accused does not
                // speak.
                // One that was lent by another sentence says less than one that stands here.
                let lent =
                    found.source.as_ref().is_some_and(|heard| view.sentence_of(heard.start) != rule.sentence);
                let spoken_of = found.source.as_ref().is_some_and(|heard| meets(&words, heard));
                let signed = rule.quotation.is_some_and(|claim| claim.nearness == Nearness::Closing);
                if !turn
                    && rule.source.as_ref().is_none_or(|own| other(own) && !signed && !lent)
                    && !spoken_of
                {
                    rule.source = found.source;
                }
                rule.confidence = rule.confidence.max(found.confidence);
            }
            kept.push(rule);
        } else if let Some(found) = heard[same[0]].as_mut() {
            take_over(found, rule);
        }
    }
    let mut all: Vec<Found> = heard.into_iter().flatten().chain(kept).collect();
    all.sort_by_key(|found| found.cue.first().map_or(0, |cue| cue.start));
    all
}

/// Whether a page is about what the frames cover: the rules were written for such pages, and are at their best there;
/// elsewhere the network is. One sentence in a dozen evokes a frame, or items of one come thick.
fn is_covered(view: &View<'_>) -> bool {
    const WORDS_AN_ITEM: usize = 60;
    const SENTENCES_A_FRAME: usize = 12;
    let lowered = &view.lowered;
    let items = (0..lowered.len()).filter(|&at| view.known.items.at(&lowered[at..]).is_some()).count();
    let sentences = &view.analysis.sentences;
    let evokes = |range: Range<usize>| view.known.frames.touches(&lowered[range], &view.known.items);
    items * WORDS_AN_ITEM >= lowered.len()
        || sentences.iter().filter(|s| evokes(View::range(s))).count() * SENTENCES_A_FRAME >= sentences.len()
}

/// The tokens of a statement's content, the quotation that it claims among them.
fn words(view: &View<'_>, found: &Found) -> Vec<Range<usize>> {
    let mut words = found.content.clone();
    if let Some(claim) = found.quotation {
        words.extend(quotation(view, claim.quotation));
    }
    words
}

/// The tokens of a quotation.
fn quotation(view: &View<'_>, index: u32) -> Vec<Range<usize>> {
    let quotation = &view.analysis.quotations[index as usize];
    quotation.spans.iter().map(|span| view.analysis.within(*span)).collect()
}

fn meets(ranges: &[Range<usize>], with: &Range<usize>) -> bool {
    ranges.iter().any(|range| range.start < with.end && with.start < range.end)
}

/// The share of the tokens of `ranges` that lie in `of`.
fn share(ranges: &[Range<usize>], of: &[Range<usize>]) -> f32 {
    let all: usize = ranges.iter().map(ExactSizeIterator::len).sum();
    let both: usize = ranges
        .iter()
        .flat_map(|a| of.iter().map(|b| b.end.min(a.end).saturating_sub(b.start.max(a.start))))
        .sum();
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
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
