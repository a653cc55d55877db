//! What the words around a name in a source say of it: what governs it, what is described behind it, what it is joined to.

use crate::mention::Mention;
use crate::view::View;
use gainsay_knowledge::{EntityKind, Form, Sector, Ties};
use gainsay_record::Tag;
use std::ops::Range;

pub(super) fn is_genitive(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "'s" | "'" | "’")
}

pub(super) fn is_acronym(view: &View<'_>, mention: &Mention<'_>) -> bool {
    view.printed[mention.start..mention.end].iter().all(|word| !word.chars().any(char::is_lowercase))
}

/// Where "in" can stand before it: a state or its capital, not "Sudan's army".
pub(super) fn is_place(mention: &Mention<'_>, genitive: bool) -> bool {
    mention.entity.kind == EntityKind::State && mention.form != Form::Adjective && !genitive
        || matches!(mention.form, Form::Capital | Form::City)
}

/// "a politician in exile in Vilnius".
pub(super) fn in_exile(view: &View<'_>, preposition: usize) -> bool {
    preposition.checked_sub(1).is_some_and(|before| view.word(before) == "exile")
}

pub(super) fn is_capital(word: &str) -> bool {
    matches!(word, "capital" | "city" | "port")
}

/// The first description in `tokens` behind at most two other words, and how many these are.
pub(super) fn description_after(view: &View<'_>, tokens: Range<usize>) -> (usize, Option<Sector>) {
    let words = view.lowered.get(tokens.clone()).unwrap_or_default();
    let first = view.known.names.sector_at(words);
    let start = first.and_then(|(length, _)| backed(view, tokens.start + length)).unwrap_or(tokens.start);
    for (skipped, at) in (start.min(tokens.end)..tokens.end).enumerate().take(3) {
        if let Some((_, sector)) = view.known.names.sector_at(&view.lowered[at..tokens.end]) {
            return (skipped, Some(sector));
        }
        let modifies = matches!(view.tag(at), Tag::Adj | Tag::Noun | Tag::Propn | Tag::Verb | Tag::Num);
        if !modifies || view.mention_at(at).is_some() {
            break;
        }
    }
    (0, None)
}

/// The preposition that governs the words before a name, back to a comma or the start, and where it stands.
pub(super) fn governor<'v>(view: &'v View<'_>, from: usize, start: usize) -> (&'v str, usize) {
    for at in (from..start).rev() {
        let word = view.word(at);
        let preposition = matches!(
            word,
            "for"
                | "at"
                | "with"
                | "to"
                | "on"
                | "against"
                | "about"
                | "over"
                | "regarding"
                | "by"
                | "in"
                | "near"
                | "outside"
                | "around"
                | "across"
                | "within"
                | "inside"
                | "from"
                | "of"
                | "under"
                | "behind"
                | "representing"
                | "("
        );
        if preposition {
            return (word, at);
        }
        if matches!(word, "," | ";" | ":" | "and" | "or" | ")" | "-" | "'s") {
            break;
        }
    }
    ("", start)
}

pub(super) fn seen_by(view: &View<'_>, from: usize, start: usize) -> bool {
    let by = (from..start).rev().find(|&at| view.word(at) == "by");
    by.is_some_and(|by| by > from && view.known.cues.carries(&view.lowered[by - 1..by]))
}

pub(super) fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

/// Where a compound ends that says who stands behind somebody: "army-*backed*", of which the hyphen would stand at `at`.
pub(super) fn backed(view: &View<'_>, at: usize) -> Option<usize> {
    let next = (at + 1).min(view.lowered.len())..(at + 2).min(view.lowered.len());
    let compound =
        is_hyphen(view.word(at)) && view.known.wording.not_acting.at(&view.lowered[next]).is_some();
    compound.then_some(at + 2)
}

/// "*Sudan's* army-backed government": the state, where the name of its army is a part of the compound; and where the compound ends.
pub(super) fn owner_of_backed<'a>(view: &View<'a>, mention: &Mention<'a>) -> Option<(Mention<'a>, usize)> {
    let end = backed(view, mention.end)?;
    let genitive = (mention.start..mention.end).find(|&at| is_genitive(view, at))?;
    let entity = view.known.names.entity(mention.state()?)?;
    Some((Mention { end: genitive, entity, form: Form::Name, ..*mention }, end))
}

/// "Iran-backed rebels", "pro-Russian separatists".
pub(super) fn compounded(view: &View<'_>, from: usize, mention: &Mention<'_>) -> bool {
    let backed = backed(view, mention.end).is_some();
    let mut before = mention.start;
    if before > from && is_hyphen(view.word(before - 1)) {
        before -= 1;
    }
    let against = before > from && matches!(view.word(before - 1), "pro" | "anti" | "non");
    backed || against
}

/// "a Moscow-based analyst".
pub(super) fn based(view: &View<'_>, mention: &Mention<'_>) -> bool {
    is_hyphen(view.word(mention.end)) && view.word(mention.end + 1) == "based"
}

pub(super) fn following_is(view: &View<'_>, mention: &Mention<'_>, end: usize, ties: Ties) -> bool {
    let from = (mention.end + 2).min(end);
    description_after(view, from..end).1.is_some_and(|one| one.ties == ties)
}

/// "two Western officials": where they are says nothing of whose they are.
pub(super) fn anywhere(view: &View<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|at| view.known.names.anywhere.at(&view.lowered[at..tokens.end]).is_some())
}

/// How many words may stand between a comma and the "by" of what is told of a source.
const TOLD: usize = 4;

/// ", also named by the experts": what is told of a source behind a comma, and by whom, which is another.
fn told_of(view: &View<'_>, tokens: Range<usize>) -> bool {
    if view.word(tokens.start) != "," {
        return false;
    }
    let behind = tokens.start + 1..tokens.end.min(tokens.start + 2 + TOLD);
    let by = behind.clone().find(|&at| view.word(at) == "by");
    by.is_some_and(|by| {
        by > behind.start
            && view.tag(by - 1) == Tag::Verb
            && (behind.start..by).all(|at| matches!(view.tag(at), Tag::Verb | Tag::Adv | Tag::Aux))
    })
}

/// Where "citing", "quoting" and what they bring begin.
pub(super) fn before_citing(view: &View<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|&at| {
            // "Uganda, which has been accused of helping the rebels": what follows describes, and names nobody who speaks.
            // "Kenya, where the RSF launched a government".
            let relative = matches!(view.word(at), "which" | "who" | "whom" | "whose")
                || view.word(at) == "where" && at > range.start && view.word(at - 1) == ",";
            at > range.start
                && (relative
                    || view.known.cues.citing_at(&view.lowered[at..range.end]).is_some()
                    || told_of(view, at..range.end))
        })
        .unwrap_or(range.end)
}
