//! Silence that no verb of a speaker tells: "There was no immediate comment from Tehran", "In Moscow there has been no reaction so
//! far", "No comment was available from the army", "Calls to the embassy went unanswered".

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

/// What was asked is told within so many words: "*Repeated requests* for comment sent".
const LONGEST_OPENING: usize = 6;
/// Between what was asked and of whom: "requests for comment sent by e-mail".
const LONGEST_REQUEST: usize = 8;

/// The statement of a sentence that tells of silence, if it does.
pub fn read(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let end = view.trimmed_end(&sentence);
    in_vain(view, &sentence, end, index).or_else(|| none_came(view, &sentence, end, index))
}

/// "Calls to the embassy went unanswered", "Questions sent to the ministry drew no reply", "Efforts to reach the army were
/// unsuccessful": what was asked of whom, and was not answered.
fn in_vain(view: &View<'_>, sentence: &Range<usize>, end: usize, index: usize) -> Option<Found> {
    let cues = &view.known.cues;
    let words = |at: usize| &view.lowered[at..end];
    let seeks = || sentence.clone().find_map(|at| Some(at + cues.silence.seeking_at(words(at.min(end)))?));
    let (from, asked, opens) = match seeks() {
        Some(reach) => (reach, true, reach - 1),
        None => {
            let (first, question) = sentence.clone().take(LONGEST_OPENING).find_map(|at| {
                let length = cues.question_at(words(at.min(end)))?;
                let noun = view.is_nominal(at + length - 1) || at == sentence.start;
                noun.then_some((at, at + length))
            })?;
            let near = end.min(question + LONGEST_REQUEST);
            let to = (question..near).find(|&at| matches!(view.word(at), "to" | "with"))?;
            (to + 1, false, first)
        }
    };
    let near = from..end.min(from + LONGEST_REST + LONGEST_REQUEST);
    let (verb, close) = near.into_iter().find_map(|at| {
        if asked {
            return Some((at, at + cues.silence.vain_at(words(at))?));
        }
        let negated = || (at.saturating_sub(3)..at).any(|at| view.is_negation(at));
        let undone = || cues.silence.undone_at(words(at)).filter(|_| negated());
        let brought = || {
            let no = at + cues.silence.bringing_at(words(at))?;
            Some(self::answer(view, no, end)? + 1 - at)
        };
        let length =
            cues.silence.left_at(words(at)).filter(|_| !negated()).or_else(undone).or_else(brought)?;
        Some((at, at + length))
    })?;
    let finite = |at: &usize| matches!(view.tag(*at), Tag::Aux | Tag::Verb);
    let limit = (from..verb).find(finite).unwrap_or(verb);
    let source = source::after(view, from, limit).filter(|source| view.is_speaker(source))?;
    let mut found = Found::new(Act::Declines, Construction::Declining, index);
    found.source = Some(source);
    // Who was asked stands between what was asked and what became of it.
    found.cue = vec![opens..from, verb..close];
    found.content = vec![verb..close];
    found.reliance = Reliance::Whole;
    Some(found)
}

/// "There was no comment from", "There was only silence from".
fn none_came(view: &View<'_>, sentence: &Range<usize>, end: usize, index: usize) -> Option<Found> {
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
        None => place(view, sentence, there.unwrap_or(no), &rest),
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
    if view.word(no) == "silence" && !(no > 0 && matches!(view.word(no - 1), "no" | "than" | "not")) {
        return Some(no);
    }
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
