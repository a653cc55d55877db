//! What the network heard: parts grouped to statements, each with its act and what stands around it.

use super::none::attributes_nothing;
use crate::clause;
use crate::cue::Construction;
use crate::ends;
use crate::group::{Group, group};
use crate::sentence::{Found, active};
use crate::view::View;
use crate::when;
use gainsay_record::{Act, Part, Role, Tag};
use std::ops::Range;

/// All that was heard on a page.
pub struct Heard {
    /// The statements, in the order of their cues.
    pub found: Vec<Found>,
    /// Cues that were heard without words that they attribute.
    pub without_content: Vec<Range<usize>>,
}

/// What was heard on a page.
pub fn read(view: &View<'_>) -> Heard {
    let parts = &view.analysis.parts;
    let groups = group(parts);
    let cues: Vec<usize> = groups.iter().map(|group| group.cue).collect();
    let alone = parts
        .iter()
        .enumerate()
        .filter(|(at, part)| part.role == Role::Cue && cues.binary_search(at).is_err());
    let without_content =
        alone.map(|(_, part)| part.tokens.start as usize..part.tokens.end as usize).collect();
    let found = groups.iter().map(|group| found(view, parts, group));
    Heard { found: found.filter(|found| !attributes_nothing(view, found)).collect(), without_content }
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
    // "Claims that", "according to": who says so stands in the same sentence, or nowhere; and a verb has the speaker of the
    // sentence before it only where a quotation goes on.
    let from_afar = |source: &Range<usize>| {
        let noun = matches!(view.tag(cue.end - 1), Tag::Noun | Tag::Adp);
        let opens = |part: &usize| view.quotation(parts[*part].tokens.start as usize);
        let lent = group.shared && !group.contents.iter().any(|part| opens(part).is_some());
        (noun || lent) && view.sentence_of(source.start) != view.sentence_of(cue.start)
    };
    let source = group
        .source
        .map(|source| bare(view, tokens(source).swap_remove(0)))
        .filter(|source| !from_afar(source));
    let content: Vec<Range<usize>> = group.contents.iter().flat_map(|&part| tokens(part)).collect();
    let sentence = view.sentence_of(cue.start);
    let surest = |of: usize| parts[of].confidence;
    let contents = group.contents.iter().map(|&part| surest(part)).fold(0.0, f32::max);
    let confidence =
        [surest(group.cue), contents, group.source.map_or(0.6, surest)].into_iter().fold(1.0, f32::min);
    let content = content.into_iter().map(|range| in_sentence(view, &cue, range));
    let before = |range: &Range<usize>| range.end <= cue.start && view.quotation(range.start).is_none();
    let content = content.map(|range| if before(&range) { active::said_before(view, range) } else { range });
    let content = content.map(|range| range.start..ends::end(view, &cue, &range)).collect();
    let mut found = Found::new(act(view, &cue, source.as_ref()), Construction::Finite, sentence);
    (found.source, found.cue, found.content, found.confidence) = (source, vec![cue], content, confidence);
    impersonal(view, &mut found);
    around(view, &mut found);
    found
}

/// “I hope they will not. But if they do, we are ready”: what a cue inside a quotation attributes ends with its sentence, where
/// no marks of its own say that it goes on.
fn in_sentence(view: &View<'_>, cue: &Range<usize>, content: Range<usize>) -> Range<usize> {
    let own = view.quotation(cue.start);
    let end = view.analysis.sentences[view.sentence_of(cue.start)].tokens.end as usize;
    let goes_on = own.is_some() && content.start < end && end < content.end;
    if goes_on && (content.start..end).all(|at| view.quotation(at) == own) {
        content.start..view.trimmed_end(&(content.start..end)).max(content.start + 1)
    } else {
        content
    }
}

/// How many words behind a cue its object may stand: "to our emailed questions".
const REACH: usize = 5;

/// What the words of a cue do.
fn act(view: &View<'_>, cue: &Range<usize>, source: Option<&Range<usize>>) -> Act {
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
    // "has not replied to our questions".
    let questions = cue.clone().any(|from| {
        let rest = &view.lowered[from..view.lowered.len().min(cue.end + REACH)];
        cues.unanswered_at(rest).is_some()
    });
    match act {
        _ if questions && (negated || source.is_some_and(|source| view.word(source.start) == "neither")) => {
            Act::Declines
        }
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
        found.when.extend(when::fronted_times(view, at..end));
        at = end;
    }
    if let Some(source) = found.source.clone() {
        found.cited.extend(clause::cited_in(view, &source));
    }
}
