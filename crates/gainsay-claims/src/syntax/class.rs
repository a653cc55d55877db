//! What each word of a stretch is by itself, as far as the lists and its neighbours tell.

use super::open::open;
use super::{is_be, is_negative, modal};
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// What a token is by itself, before runs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Verb,
    Aux,
    Negative,
    Adverb,
    To,
    Prep,
    Sub,
    Rel,
    And,
    Comma,
    Time,
    Skip,
}

/// Whether a token is a participle that a hyphen or an adverb joins to the noun phrase in which it stands, or such an adverb.
fn is_attribute(view: &View<'_>, at: usize, start: usize, next: &str) -> bool {
    let participle = |at: usize| view.word(at).ends_with("ed") && view.tag(at + 1) == Tag::Noun;
    let determiner = |at: usize| {
        matches!(view.word(at), "the" | "a" | "an" | "its" | "their" | "his" | "her" | "'s" | "’s")
    };
    let adverb = |at: usize| view.word(at).ends_with("ly");
    let hyphen = at > start + 1
        && matches!(view.word(at - 1), "-" | "‐" | "‑")
        && view.token(at - 2).span.end() == view.token(at - 1).span.start()
        && view.token(at - 1).span.end() == view.token(at).span.start();
    hyphen && participle(at)
        || at > start + 1 && participle(at) && adverb(at - 1) && determiner(at - 2)
        || at > start && !next.is_empty() && adverb(at) && determiner(at - 1) && participle(at + 1)
}

/// The class of every token of a stretch. One pass from left to right, with one word of foresight. The tokens of `gap` are read
/// over.
pub(super) fn classes(view: &View<'_>, stretch: Range<usize>, gap: &Range<usize>) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::with_capacity(stretch.len());
    let mut depth = 0_usize;
    let mut counted = stretch.start;
    let mut aside = stretch.start;
    for at in stretch.clone() {
        let word = view.word(at);
        let before = classes.iter().rev().find(|class| **class != Class::Skip).copied();
        if gap.contains(&at) {
            classes.push(Class::Skip);
            continue;
        }
        let behind = if at + 1 == gap.start { gap.end } else { at + 1 };
        let next = if behind < stretch.end { view.word(behind) } else { "" };
        // The "to" of "surface-to-surface" is no preposition.
        if next == "-" && at > stretch.start && view.word(at - 1) == "-" {
            classes.push(Class::Noun);
            continue;
        }
        if at >= counted && depth == 0 {
            // "more than 200", "between 300 and 500": all of a number belongs to its noun phrase.
            counted = crate::items::number(view, at, stretch.end).map_or(at, |(end, _)| end);
            // "nothing to suggest": no infinitive of its own.
            if word == "nothing"
                && let Some((length, _)) = view.known.wording.governor_at(&view.lowered[at..stretch.end])
            {
                // "nothing to do with | the sale".
                let brings = matches!(view.word(at + length - 1), "with" | "in" | "to");
                counted = at + length - usize::from(brings);
            }
        }
        // "in all likelihood Eritrea has": how sure it is stands beside the clause.
        if at >= aside && matches!(word, "in" | "with") {
            let sure = view.known.wording.certainty.at(&view.lowered[at..stretch.end]);
            aside = sure.map_or(at, |(length, _)| at + length);
        }
        let class = match word {
            _ if at < aside => Class::Adverb,
            _ if at < counted => Class::Noun,
            "$" | "€" | "£" if depth == 0 => Class::Noun,
            "include" | "includes" | "included" | "including" if depth == 0 => Class::Verb,
            "(" | "[" => {
                depth += 1;
                Class::Skip
            }
            ")" | "]" => {
                depth = depth.saturating_sub(1);
                Class::Skip
            }
            _ if depth > 0 => Class::Skip,
            "-" | "‐" | "‑" => Class::Noun,
            // "the UN-backed government", "the internationally recognised government": a participle within a noun phrase.
            _ if depth == 0 && is_attribute(view, at, stretch.start, next) => Class::Noun,
            "," | ";" | ":" | "–" | "—" | "." | "?" | "!" | "…" => Class::Comma,
            "'s" | "’s" if before == Some(Class::Noun) && !is_contracted(view, at, next) => Class::Noun,
            "'" | "’" if before == Some(Class::Noun) && view.word(at.saturating_sub(1)).ends_with('s') => {
                Class::Noun
            }
            _ if view.tag(at) == Tag::Punct => Class::Skip,
            // "in order to help": no order of anything.
            "in" | "order" if depth == 0 && is_in_order(view, at) => Class::Skip,
            // "arms worth $406 million".
            "worth" if before == Some(Class::Noun) => Class::Noun,
            // "had most likely come from".
            "likely" | "unlikely"
                if matches!(before, Some(Class::Aux | Class::Adverb))
                    && at + 1 < stretch.end
                    && view.tag(at + 1) == Tag::Verb =>
            {
                Class::Adverb
            }
            // "trainers yes, mercenaries no".
            "yes" => Class::Adverb,
            "no" if matches!(next, "" | "," | "." | ";") => Class::Adverb,
            "no" if next == "longer" => Class::Negative,
            "longer" if before == Some(Class::Negative) => Class::Adverb,
            // "has yet to deliver", "there was as yet no evidence", "had until now sent none".
            "yet" if next == "to" && before == Some(Class::Aux) => Class::Adverb,
            "yet" if at > stretch.start && view.word(at - 1) == "as" => Class::Adverb,
            "as" if next == "yet" => Class::Adverb,
            "until" if next == "now" => Class::Adverb,
            // "two to three million".
            "to" if at > stretch.start
                && is_number(view, at - 1, stretch.end)
                && is_number(view, at + 1, stretch.end) =>
            {
                Class::Noun
            }
            // "not so much as a bullet".
            "so" | "much" | "as" if is_so_much_as(view, at) => Class::Adverb,
            // "had given it to neither".
            "to" if next == "neither" => Class::Prep,
            "to" => Class::To,
            // "that is nonsense", "no evidence of that"
            "that" if before.is_none() && is_be(next) => Class::Noun,
            "that" if matches!(next, "" | "," | "." | ";") => Class::Noun,
            // "called / that another hoax": no clause opens where no verb follows.
            "that"
                if before.is_none()
                    && (at + 1..stretch.end).all(|at| !matches!(view.tag(at), Tag::Verb | Tag::Aux)) =>
            {
                Class::Noun
            }
            "that" => super::that::that(view, at, before, stretch.end),
            "which" | "who" | "whom" | "whose" => Class::Rel,
            "where" | "whereby" if matches!(before, Some(Class::Noun | Class::Comma)) => Class::Rel,
            "and" | "or" | "but" | "nor" | "&" => Class::And,
            "if" | "whether" | "because" | "although" | "though" | "while" | "when" | "unless"
            | "whereas" | "until" => Class::Sub,
            "before" | "since" | "after"
                if matches!(before, Some(Class::Aux | Class::Negative | Class::Adverb))
                    || matches!(next, "" | "," | "." | "and") =>
            {
                Class::Adverb
            }
            "after" | "before" | "since" | "as" | "following" | "once" | "despite" | "amid" | "than" => {
                Class::Sub
            }
            // "not only false but also part of a campaign".
            "not" if matches!(next, "only" | "just" | "merely" | "simply") => Class::Adverb,
            _ if is_negative(word) => Class::Negative,
            "have" | "has" | "had" | "having" | "do" | "does" | "did" => Class::Aux,
            "done" | "doing" if depth == 0 => Class::Verb,
            _ if view.tag(at) == Tag::Aux || modal(word).is_some() || is_be(word) => {
                let opens = at == view.sentence(at).start;
                if view.printed[at] == "May" && (!opens || view.tag(at) != Tag::Aux) {
                    Class::Time
                } else {
                    Class::Aux
                }
            }
            // "night-vision devices", "armed drones": the name of a thing, whatever its first word is by itself.
            _ if view
                .known
                .items
                .at(&view.lowered[at..stretch.end])
                .is_some_and(|(length, _)| length > 1) =>
            {
                Class::Noun
            }
            // "but had not received any"
            "any" | "none" | "more" | "some"
                if matches!(next, "" | "," | "." | "and" | "but" | "or") || modal(next).is_some() =>
            {
                Class::Noun
            }
            _ if view.known.vocabulary.is_time(word) && !matches!(word, "may" | "march") => Class::Time,
            _ if is_year(word) && before != Some(Class::Noun) => Class::Time,
            _ if view.mention_at(at).is_some() => Class::Noun,
            _ if is_preposition(view, at) => Class::Prep,
            _ => open(view, at, before, next, stretch.clone()),
        };
        classes.push(class);
    }
    classes
}

/// Whether a token is of "in order to", "in order that".
fn is_in_order(view: &View<'_>, at: usize) -> bool {
    let start = if view.word(at) == "in" { at } else { at.saturating_sub(1) };
    view.word(start) == "in"
        && view.word(start + 1) == "order"
        && matches!(view.word(start + 2), "to" | "that" | "not" | "for")
}

/// Whether a token is of "so much as".
fn is_so_much_as(view: &View<'_>, at: usize) -> bool {
    let start = match view.word(at) {
        "so" => at,
        "much" => at.saturating_sub(1),
        _ => at.saturating_sub(2),
    };
    view.word(start) == "so" && view.word(start + 1) == "much" && view.word(start + 2) == "as"
}

fn is_number(view: &View<'_>, at: usize, end: usize) -> bool {
    at < end && {
        let words = &view.lowered[at..end];
        words[0].starts_with(|c: char| c.is_ascii_digit())
            || view.known.quantities.numbers.at(words).is_some()
            || view.known.quantities.scales.at(words).is_some()
    }
}

/// Whether "'s" is "is" or "has": a pronoun or "there" stands before, or what follows cannot be owned.
fn is_contracted(view: &View<'_>, at: usize, next: &str) -> bool {
    let previous = view.word(at.saturating_sub(1));
    matches!(previous, "it" | "he" | "she" | "that" | "there" | "what" | "who")
        || matches!(next, "a" | "an" | "the" | "not" | "been" | "being" | "also" | "now" | "to")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

fn is_preposition(view: &View<'_>, at: usize) -> bool {
    view.tag(at) == Tag::Adp
        || matches!(
            view.word(at),
            "of" | "to"
                | "in"
                | "from"
                | "with"
                | "for"
                | "by"
                | "between"
                | "on"
                | "about"
                | "over"
                | "against"
                | "at"
        ) && matches!(view.tag(at), Tag::Adp | Tag::Sconj | Tag::Part)
        || matches!(view.word(at), "of" | "to" | "in" | "from" | "with" | "for" | "by" | "between")
        // "seized off Somalia".
        || view.word(at) == "off" && (view.word(at + 1) == "the" || view.mention_at(at + 1).is_some())
}
