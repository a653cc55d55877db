//! "The envoy was adamant that no rifle had left Juba", "He was certain that they were on board", "The envoy was adamant: no rifle
//! had left": somebody says or believes so, by an adjective.

use super::{Found, Reliance};
use crate::cue::{self, Construction};
use crate::ends;
use crate::source;
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// Between the verb and its adjective stand no more words than this: "was quite".
const LONGEST_DEGREE: usize = 3;

/// The statement of a sentence whose cue is an adjective. `cuts` are the commas behind which somebody else speaks.
pub fn read(view: &View<'_>, index: usize, cuts: &[usize]) -> Option<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let start = source::behind_dateline(view, &sentence);
    let (adjective, act) = (start + 1..sentence.end)
        .find_map(|at| Some((at, view.known.cues.adjective_at(&view.lowered[at..sentence.end])?)))?;
    let opens = adjective + 1;
    let colon = view.word(opens) == ":";
    if !(colon || view.word(opens) == "that" && view.tag(opens) != Tag::Pron) {
        return None;
    }
    let be = (adjective.saturating_sub(LONGEST_DEGREE).max(start)..adjective)
        .rev()
        .find(|&at| view.tag(at) != Tag::Adv)
        .filter(|&at| view.is_be(at) || view.word(at) == "remains" || view.word(at) == "remained")?;
    let group = cue::verb_group(view, start, be).0.min(be);
    let negated = (group..adjective).any(|at| view.is_negation(at));
    let left = clause_start(view, start, group);
    let source = source::before(view, left, group)?.tokens;
    // "It is clear that" is nobody's word.
    let impersonal =
        source.len() == 1 && matches!(view.word(source.start), "it" | "this" | "that" | "what" | "there");
    let limit = cuts.iter().copied().find(|&cut| cut > opens + 1).unwrap_or(sentence.end);
    let limit = view.trimmed_end(&(sentence.start..limit.min(sentence.end))).max(opens);
    let words = if colon { opens + 1..limit } else { opens..limit };
    if impersonal || negated || words.len() < 3 || view.quotation(group) != view.quotation(opens) {
        return None;
    }
    let cue = group..opens;
    let mut found = Found::new(act, Construction::Finite, index);
    let words = words.start..ends::end(view, &cue, &words);
    (found.source, found.cue, found.content) = (Some(source), vec![cue], vec![words]);
    found.reliance = Reliance::Clear;
    Some(found)
}

/// Where the clause of a verb may start: behind the cue or mark that opens it.
fn clause_start(view: &View<'_>, start: usize, verb: usize) -> usize {
    let level = view.quotation(verb);
    let opens = |at: &usize| view.quotation(*at) != level || matches!(view.word(*at), ";" | ":" | "that");
    let range: Range<usize> = start..verb;
    range.rev().find(opens).map_or(start, |at| at + 1)
}
