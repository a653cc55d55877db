//! What the words of a chunk say by themselves: what they do to an event under them, that there is none, that it is true or not.

use crate::syntax::{Chunk, Chunks, Group, Kind};
use crate::view::View;
use gainsay_knowledge::{Effect, GovernorKind, WordForm};
use std::ops::Range;

/// The effect of the governor that a chunk holds, if any: of a verb group its verb, of a noun phrase its last governor.
pub(crate) fn effect<'a>(view: &'a View<'_>, chunks: &Chunks, at: usize) -> Option<&'a Effect> {
    let chunk = chunks.get(at)?;
    let id = (*chunk.known.effect.get_or_init(|| effect_id(view, chunk)))?;
    view.known.wording.effect(id)
}

fn effect_id(view: &View<'_>, chunk: &Chunk) -> Option<u32> {
    let wording = &view.known.wording;
    match (&chunk.verb, chunk.kind) {
        (Some(group), _) => {
            // "knew nothing about" is told as a whole.
            let (_, meanings) = wording.governor_ids_at(&view.lowered[group.head..])?;
            meanings.iter().find(|(_, kind)| *kind != GovernorKind::Noun).map(|&(id, _)| id)
        }
        // "no question that": a phrase that is the whole of the words.
        (None, Kind::Noun) if view.word(chunk.tokens.start) == "no" && whole(view, chunk).is_some() => {
            whole(view, chunk)
        }
        (None, Kind::Noun) => (chunk.tokens.start..chunk.tokens.end).rev().find_map(|token| {
            let (length, meanings) = wording.governor_ids_at(&view.lowered[token..chunk.tokens.end])?;
            // A "responsible attitude" is no responsibility.
            let closes = token + length == chunk.tokens.end;
            let says = |kind: &GovernorKind| match kind {
                GovernorKind::Phrase => closes || length > 1,
                kind => *kind == GovernorKind::Noun,
            };
            meanings.iter().find(|(_, kind)| says(kind)).map(|&(id, _)| id)
        }),
        _ => None,
    }
}

/// The number of the effect of the phrase that a noun phrase is from its first word to its last.
fn whole(view: &View<'_>, chunk: &Chunk) -> Option<u32> {
    let words = &view.lowered[chunk.tokens.clone()];
    let (length, meanings) = view.known.wording.governor_ids_at(words)?;
    let phrase = meanings.iter().find(|(_, kind)| *kind == GovernorKind::Phrase)?;
    (length == words.len()).then_some(phrase.0)
}

/// Whether a noun phrase opens with "no", is "nothing" or stands behind "not".
pub(super) fn is_none(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(chunk) = chunks.get(at) else { return false };
    // "No reason to believe" denies as a whole.
    let words = &view.lowered[chunk.tokens.clone()];
    let whole = view.known.wording.governor_at(words).is_some_and(|(_, mut meanings)| {
        meanings.any(|(kind, effect)| kind == GovernorKind::Phrase && (effect.negative || words[0] == "no"))
    });
    // Of "knew of no shipment" the "no" is told with the verb.
    let with_verb = || {
        at.checked_sub(2).and_then(|verb| chunks.all[verb].verb).is_some_and(|group| {
            let phrase = view.known.wording.governor_at(&view.lowered[group.head..]);
            phrase.is_some_and(|(length, _)| group.head + length > chunk.tokens.start)
        })
    };
    if whole || with_verb() {
        return false;
    }
    // "Nobody but Russia", "no country other than China": all but one, of whom it is said.
    let next = |at: usize| view.word(chunk.tokens.end + at);
    let except = matches!(next(0), "but" | "except" | "save")
        || matches!((next(0), next(1)), ("other", "than") | ("apart" | "aside", "from"));
    let no = !except
        && chunk
            .tokens
            .clone()
            .take(2)
            .any(|token| matches!(view.word(token), "no" | "nothing" | "none" | "nobody"))
        || view.word(chunk.tokens.start) == "neither";
    // "not *even* a bullet", "not *so much as* a bullet".
    let least = |chunk: &&Chunk| {
        chunk.kind == Kind::Adverb && matches!(view.word(chunk.tokens.start), "even" | "so" | "much" | "as")
    };
    let neither = chunks.all[..at].iter().rev().find(|chunk| !least(chunk)).is_some_and(|before| {
        let word = view.word(before.tokens.start);
        before.kind == Kind::Adverb && matches!(word, "not" | "no")
            // "Neither Serbia nor Hungary sent", "neither tanks nor missiles were sent".
            || before.kind == Kind::And && word == "neither"
            // "neither sells nor plans to sell".
            || before.kind == Kind::And && word == "nor" && effect(view, chunks, at).is_some()
    });
    no || neither
}

/// "not all of the tanks", "not every shell".
pub(super) fn is_not_all(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let first = chunks.all[at].tokens.start;
    first > 0 && view.word(first - 1) == "not" && matches!(view.word(first), "all" | "every" | "everything")
}

/// Whether a verb group stands on its own: neither "to supply", nor "supplying" without "is", nor a bare participle after a noun.
pub(crate) fn is_finite(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let chunk = &chunks.all[at];
    chunk.verb.is_some_and(|group| *chunk.known.finite.get_or_init(|| stands_alone(view, chunk, group)))
}

fn stands_alone(view: &View<'_>, chunk: &Chunk, group: Group) -> bool {
    if group.infinitive || group.of.is_some() {
        return false;
    }
    if group.modal.is_some() || group.be || group.auxiliary_do {
        return !matches!(view.word(chunk.tokens.start), "being" | "having");
    }
    if group.have {
        return view.word(chunk.tokens.start) != "having";
    }
    !matches!(form(view, group.head), Some(WordForm::Ing)) && !view.word(group.head).ends_with("ing")
}

/// The form of the verb at a token, as far as the lists know it.
pub(crate) fn form(view: &View<'_>, token: usize) -> Option<WordForm> {
    let words = &view.lowered[token..];
    if let Some((_, mut evoked)) = view.known.frames.evoked_at(words)
        && let Some(one) = evoked.find(|one| one.form != WordForm::Noun)
    {
        return Some(one.form);
    }
    let (_, mut meanings) = view.known.wording.governor_at(words)?;
    meanings.find_map(|(kind, _)| if let GovernorKind::Verb(form) = kind { Some(form) } else { None })
}

/// Whether a chunk says "true", "correct".
pub(crate) fn affirmed_at(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    chunks.get(at).is_some_and(|chunk| {
        chunk
            .tokens
            .clone()
            .any(|token| view.known.wording.affirming.at(&view.lowered[token..chunk.tokens.end]).is_some())
    })
}

/// The effect of what is said of a subject behind "is": of a chunk, or of a phrase that a preposition opens ("in breach of").
pub(super) fn complement<'a>(view: &'a View<'_>, chunks: &Chunks, at: usize) -> Option<&'a Effect> {
    let chunk = chunks.get(at)?;
    let end = chunks.all.last()?.tokens.end;
    if chunk.kind != Kind::Prep {
        // "a question of when": the phrase says more than its first noun.
        let whole = view.known.wording.governor_at(&view.lowered[chunk.tokens.start..end]);
        let longer = whole.filter(|(length, _)| chunk.tokens.start + length > chunk.tokens.end);
        let longer = longer.and_then(|_| phrase(view, chunk.tokens.start..end));
        return longer.or_else(|| effect(view, chunks, at));
    }
    phrase(view, chunk.tokens.start..end)
}

/// The effect of the adjective or fixed phrase with which tokens open.
pub(crate) fn phrase<'a>(view: &'a View<'_>, tokens: Range<usize>) -> Option<&'a Effect> {
    let (_, mut meanings) = view.known.wording.governor_at(&view.lowered[tokens])?;
    meanings.find(|(kind, _)| *kind == GovernorKind::Phrase).map(|(_, effect)| effect)
}

/// Whether a chunk says "false", "baseless".
pub(crate) fn untrue_at(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    // "had been made up": a particle behind its verb.
    let end = |chunk: &Chunk| match chunks.get(at + 1) {
        Some(next) if chunk.verb.is_some() && matches!(next.kind, Kind::Adverb | Kind::Prep) => {
            // "does not correspond to reality".
            let noun = chunks.get(at + 2).filter(|noun| next.kind == Kind::Prep && noun.kind == Kind::Noun);
            noun.map_or(next.tokens.end, |noun| noun.tokens.end)
        }
        // "was without any foundation".
        Some(next) if chunk.kind == Kind::Prep && next.kind == Kind::Noun => next.tokens.end,
        _ => chunk.tokens.end,
    };
    chunks.get(at).is_some_and(|chunk| {
        let words = |token: usize| &view.lowered[token..end(chunk)];
        chunk.tokens.clone().any(|token| view.known.wording.untrue.at(words(token)).is_some())
    })
}

/// Whether a verb tells of harm that was done, and denies none: what did it, and when, is told by the same words ("a drone strike
/// killed six", "died when rockets hit a market").
pub(super) fn harms(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(group) = chunks.all[at].verb.filter(|group| !group.negative && group.modal.is_none()) else {
        return false;
    };
    let nobody = match crate::subject::subject(view, chunks, at).subject {
        crate::subject::Subject::Noun(noun) => is_none(view, chunks, noun),
        _ => false,
    };
    view.known.wording.harming.at(&view.lowered[group.head..]).is_some() && !nobody
}
