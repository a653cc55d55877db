//! Who is asked, and who gives no answer: neither says anything by it.

use super::group::group_start;
use super::{Construction, Hit, is_and};
use crate::view::View;
use crate::when;
use gainsay_knowledge::Takes;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// "Asked whether it could confirm the sale, the ministry said": where a sentence begins behind what somebody was asked, in
/// which nobody speaks.
pub fn behind_question(view: &View<'_>, sentence: &Range<usize>) -> usize {
    if !view.known.cues.prompts(view.word(sentence.start)) {
        return sentence.start;
    }
    let level = view.quotation(sentence.start);
    let comma = sentence.clone().find(|&at| view.word(at) == "," && view.quotation(at) == level);
    comma.unwrap_or(sentence.start)
}

/// Whether a verb for questions is said of whoever was asked: "has not been asked", "when asked whether", "The Kremlin, asked
/// on whose orders, answered".
pub fn is_asked(view: &View<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    let group = group_start(view, sentence.start, verb);
    let participle = view.known.cues.prompts(view.word(verb));
    let Some(before) = group.start.checked_sub(1).filter(|&before| before >= sentence.start) else {
        return participle;
    };
    let aside = || {
        let close = (verb + 1..sentence.end).find(|&at| view.word(at) == ",");
        let next = |comma: usize| comma + 1 + usize::from(view.tag(comma + 1) == Tag::Adv);
        view.word(before) == "," && close.is_some_and(|at| matches!(view.tag(next(at)), Tag::Verb | Tag::Aux))
    };
    let bare = participle && !group.helped;
    participle && group.be
        || bare && (matches!(view.word(before), "when" | "if" | "once" | "where") || aside())
}

/// A phrase by which no answer is given, with the auxiliaries before it: "has neither confirmed nor denied".
pub fn declining(view: &View<'_>, sentence: &Range<usize>, phrase: Range<usize>) -> Hit {
    let group = group_start(view, sentence.start, phrase.start);
    let hearer = view.word(phrase.end - 1) == "tell";
    // "has yet to comment publicly".
    let adverb = |at: &usize| *at < sentence.end && view.tag(*at) == Tag::Adv;
    let closes = |at: usize| at >= sentence.end || view.tag(at) == Tag::Punct;
    let last = (phrase.end..sentence.end).find(|at| !adverb(at)).unwrap_or(sentence.end);
    let phrase = phrase.start..if closes(last) { last } else { phrase.end };
    Hit {
        construction: Construction::Declining,
        act: Act::Declines,
        takes: Takes { object: true, hearer, ..Takes::default() },
        weak: false,
        group: group.start..phrase.end,
        negated: false,
        shares_subject: group.start > sentence.start && is_and(view, Some(group.start - 1)),
        idiom: false,
    }
}

/// "did not immediately respond": a verb that is left undone, and nothing behind it in its clause but words of time.
pub fn alone(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let length = view.known.cues.silence.alone_at(&view.lowered[at..sentence.end])?;
    if !group_start(view, sentence.start, at).negated {
        return None;
    }
    let adverb = |at: &usize| *at < sentence.end && view.tag(*at) == Tag::Adv;
    let end = at + length;
    let next = (end..sentence.end).find(|at| !adverb(at)).unwrap_or(sentence.end);
    let ends = next == sentence.end
        || view.tag(next) == Tag::Punct
        || view.is_time(next)
        || view.word(next) == "on" && view.is_time(next + 1)
        || matches!(view.word(next), "and" | "but" | "or" | "when" | "by" | "before" | "after");
    ends.then_some(at..end)
}

/// "accepted *the finding*", "believed *a word of it*": whether what stands behind a verb is of what others say.
pub fn is_of_claim(view: &View<'_>, from: usize, end: usize) -> bool {
    const REACH: usize = 4;
    (from..end.min(from + REACH)).any(|at| {
        view.known.cues.noun_at(&view.lowered[at..end]).is_some()
            && matches!(view.tag(at), Tag::Noun | Tag::Propn)
            || view.word(at) == "word"
    })
}

/// "left a list of questions unanswered".
pub fn leaving(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    const REACH: usize = 10;
    if !matches!(view.word(at), "leave" | "leaves" | "left" | "leaving" | "let") {
        return None;
    }
    let cues = &view.known.cues;
    let near = sentence.end.min(at + REACH);
    let question = (at + 1..near).find(|&at| cues.question_at(&view.lowered[at..near]).is_some())?;
    let end = (question + 1..near)
        .find_map(|at| Some(at + cues.silence.left_so_at(&view.lowered[at..sentence.end])?))?;
    Some(at..end)
}

/// "refused to tell", "won't comment on": what is not told, of which the phrase starts at `at`.
pub fn withheld(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let cues = &view.known.cues;
    let rest = &view.lowered[at..sentence.end];
    let refuses = cues.verb_at(rest).is_some_and(|(length, cue)| length == 1 && cue.act == Act::Declines);
    // "refused on Tuesday to tell".
    let to = when::time_phrase(view, at + 1, sentence.end).unwrap_or(at + 1) - at;
    if refuses && rest.get(to).is_some_and(|to| to == "to") {
        let (length, _) = cues.withheld_at(rest.get(to + 1..)?)?;
        return Some(at..at + to + 1 + length);
    }
    let (length, negated) = cues.withheld_at(rest)?;
    let group = group_start(view, sentence.start, at);
    let nobody = |at: usize| matches!(view.word(at), "neither" | "nobody" | "none");
    let fits = negated && (group.negated || (sentence.start..group.start).any(nobody));
    fits.then_some(at..at + length)
}
