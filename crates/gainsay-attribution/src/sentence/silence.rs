//! Silence that no verb tells: "There was no immediate comment from Tehran", "In Moscow there has been no reaction so far", "No
//! comment was available from the army".

use super::{Found, Reliance};
use crate::cue::Construction;
use crate::source;
use crate::view::View;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// Between "no" and the answer that there is none of stand no more words than this: "no immediate official".
const LONGEST_DESCRIPTION: usize = 3;
/// And between "there" and "no": "there has so far been".
const LONGEST_VERB: usize = 5;
/// "No comment was immediately available from".
const LONGEST_REST: usize = 8;

/// The statement of a sentence that tells of silence, if it does.
pub fn read(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let end = view.trimmed_end(&sentence);
    let (no, answer) = sentence.clone().find_map(|no| Some((no, answer(view, no, end)?)))?;
    let there = (sentence.start..no).rev().take(LONGEST_VERB).find(|&at| view.word(at) == "there");
    let rest = answer + 1..end.min(answer + 1 + LONGEST_REST);
    let available =
        || rest.clone().any(|at| matches!(view.word(at), "available" | "forthcoming" | "offered" | "came"));
    if there.is_none() && !available() {
        return None;
    }
    let from = rest.clone().find(|&at| matches!(view.word(at), "from" | "by"));
    let source = match from {
        Some(from) => source::after(view, from + 1, end),
        None => place(view, &sentence, there.unwrap_or(no), &rest),
    }?;
    let mut found = Found::new(Act::Declines, Construction::Declining, index);
    found.source = Some(source);
    found.cue = vec![no..answer + 1];
    found.content = vec![no..answer + 1];
    found.reliance = Reliance::Whole;
    Some(found)
}

/// The answer that a "no" says there is none of.
fn answer(view: &View<'_>, no: usize, end: usize) -> Option<usize> {
    if view.word(no) != "no" {
        return None;
    }
    let describes = |at: &usize| matches!(view.tag(*at), Tag::Adj | Tag::Adv);
    let noun = (no + 1..end).take(LONGEST_DESCRIPTION + 1).find(|at| !describes(at))?;
    view.known.cues.is_answer(view.word(noun)).then_some(noun)
}

/// Where nothing is heard from: "In Moscow there has been", "no reaction in Baku".
fn place(
    view: &View<'_>,
    sentence: &Range<usize>,
    there: usize,
    rest: &Range<usize>,
) -> Option<Range<usize>> {
    let named = |place: Range<usize>| {
        let end = place.clone().find(|&at| view.word(at) == ",").unwrap_or(place.end);
        let place = place.start..end;
        (!place.is_empty() && view.is_speaker(&place)).then_some(place)
    };
    let opens = matches!(view.word(sentence.start), "in" | "from" | "within");
    let fronted = (opens && there > sentence.start).then(|| sentence.start + 1..there).and_then(named);
    fronted.or_else(|| {
        let inside = rest.clone().find(|&at| matches!(view.word(at), "in" | "within"))?;
        let names = |at: &usize| matches!(view.tag(*at), Tag::Propn | Tag::Det | Tag::Adj | Tag::Noun);
        let end = (inside + 1..rest.end).find(|at| !names(at)).unwrap_or(rest.end);
        named(inside + 1..end)
    })
}
