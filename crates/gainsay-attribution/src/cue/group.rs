//! The group of a verb: its auxiliaries, adverbs and negation, and what only leads up to it ("at pains to stress").

use crate::view::View;
use gainsay_knowledge::WordForm;
use gainsay_record::Tag;

pub struct Group {
    pub start: usize,
    /// A form of "be" stands right before the verb, adverbs apart.
    pub be: bool,
    /// An auxiliary or a catenative stands before it.
    pub helped: bool,
    pub catenative: bool,
    pub negated: bool,
    /// A bare "to" stands before it: "to deny".
    pub infinitive: bool,
    /// Words stand before it that only lead up to a cue: "at pains to", "lost no time in".
    pub led_up_to: bool,
}

/// Where a verb group starts that ends with the verb at `verb`, and whether it is passive.
pub fn verb_group(view: &View<'_>, left: usize, verb: usize) -> (usize, bool) {
    let group = group_start(view, left, verb);
    (group.start, group.be)
}

/// Where the verb group of the verb at `verb` starts: over auxiliaries, adverbs, negation, "trying to".
pub fn group_start(view: &View<'_>, left: usize, verb: usize) -> Group {
    let mut group = Group {
        start: verb,
        be: false,
        helped: false,
        catenative: false,
        negated: false,
        infinitive: false,
        led_up_to: false,
    };
    let mut nearest = true;
    if let Some(start) = before_gerund(view, left, verb) {
        (group.helped, group.catenative, group.led_up_to) = (true, true, true);
        group.start = start;
        nearest = false;
    }
    let mut at = group.start;
    while at > left {
        let word = at - 1;
        if view.is_negation(word) {
            group.negated = true;
        } else if view.tag(word) == Tag::Aux {
            group.be |= nearest && view.is_be(word);
            group.helped = true;
            nearest = false;
            group.start = word;
        } else if view.word(word) == "to" && at == group.start {
            let ready = || ready_before(view, left, word);
            let Some((start, be)) = catenative_before(view, left, word).or_else(|| {
                let start = ready()?;
                group.led_up_to = true;
                Some((start, false))
            }) else {
                group.infinitive = true;
                break;
            };
            group.helped = true;
            group.catenative = true;
            nearest = be;
            group.start = start;
            at = start;
            continue;
        } else if !(view.tag(word) == Tag::Adv || is_emphatic(view, left, word, verb))
            || matches!(view.word(word), "ago" | "there" | "here" | "today" | "yesterday")
        {
            break;
        }
        at = word;
    }
    // "trying to" without "is" before it is a participle.
    group
}

/// "has *itself* accused": a pronoun between an auxiliary and the verb, that only stresses who does it.
fn is_emphatic(view: &View<'_>, left: usize, at: usize, verb: usize) -> bool {
    view.is_reflexive(at) && at > left && at < verb && matches!(view.tag(at - 1), Tag::Aux | Tag::Adv)
}

/// "lost no time in" before a cue in "-ing": where it starts.
fn before_gerund(view: &View<'_>, left: usize, verb: usize) -> Option<usize> {
    if !view.word(verb).ends_with("ing") {
        return None;
    }
    (left.max(verb.saturating_sub(4))..verb).find(|&at| {
        let fits = view.known.cues.before_gerund_at(&view.lowered[at..verb]);
        fits.is_some_and(|(length, _)| at + length == verb)
    })
}

/// "at pains" behind "is" and before "to": where it starts.
fn ready_before(view: &View<'_>, left: usize, to: usize) -> Option<usize> {
    (left.max(to.saturating_sub(3))..to).find(|&at| {
        let fits = view.known.cues.ready_at(&view.lowered[at..to]) == Some(to - at);
        fits && at > left && matches!(view.tag(at - 1), Tag::Aux | Tag::Adv)
    })
}

/// "is trying" before "to": where it starts, and that a form of "be" may come before it.
fn catenative_before(view: &View<'_>, left: usize, to: usize) -> Option<(usize, bool)> {
    let from = left.max(to.saturating_sub(3));
    (from..to).find_map(|at| {
        let (length, form) = view.known.cues.catenative_at(&view.lowered[at..to])?;
        (at + length == to).then_some((at, form == WordForm::Ing))
    })
}
