//! What stands above a noun.

use super::verb::told_of_subject;
use super::words::{complement, harms, is_none, phrase};
use super::{Above, affirmed_at, effect, is_finite, untrue_at};
use crate::items::is_carrier;
use crate::syntax::{Chunks, Kind, Modal};
use crate::view::View;
use gainsay_knowledge::{Effect, GovernorKind, Progress, WordForm};
use gainsay_record::{Level, Relation};
use std::ops::Range;

pub(super) fn above_noun(
    view: &View<'_>,
    chunks: &Chunks,
    node: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    if is_none(view, chunks, node) {
        above.negatives += 1;
    }
    if above.report {
        above.untrue |= untrue_at(view, chunks, node);
        above.affirmed |= affirmed_at(view, chunks, node);
    }
    participles(view, chunks, node, above);
    // Words of time do not part a noun from what governs it, but an "and" may: a listed noun shares its context.
    let before = chunks.before(node);
    match before.and_then(|at| chunks.kind(at)) {
        Some(Kind::Prep) => {
            let prep = before.unwrap_or_default();
            let over = over_partners(view, chunks, chunks.before(prep)?);
            // "is against any deliveries".
            let is = chunks.all[over].verb.is_some_and(|group| is_copula(view, group.head));
            let end = chunks.all[node].tokens.start;
            if let Some(effect) = phrase(view, chunks.all[prep].tokens.start..end).filter(|_| is) {
                above.apply(effect);
                return Some((over, true));
            }
            // "plans for the sale"; "no permission was given for the sale".
            let told = [effect(view, chunks, over), told_of_subject(view, chunks, over)];
            if chunks.kind(over) == Some(Kind::Verb) && harms(view, chunks, over) {
                return Some((over, false));
            }
            // "will let no vessel with weapons for Israel call": what is said of what carries them is said of them.
            if view.word(chunks.all[prep].tokens.start) == "with"
                && chunks.kind(over) == Some(Kind::Noun)
                && is_carrier(view, &chunks.all[over].tokens)
            {
                return Some((over, true));
            }
            if !matches!(chunks.kind(over)?, Kind::Noun | Kind::Verb) || told.iter().all(Option::is_none) {
                above.given = true;
                return None;
            }
            told.into_iter().flatten().for_each(|effect| above.apply(effect));
            Some((over, true))
        }
        Some(Kind::Verb) => {
            let verb = before.unwrap_or_default();
            match effect(view, chunks, verb) {
                // "would consider any sale a provocation": no plan of whoever thinks so.
                Some(_) if considers(view, chunks, verb) => {
                    above.governed = true;
                    above.judged = true;
                    Some((verb, true))
                }
                Some(effect) => {
                    above.apply(effect);
                    above.drop |= opines(view, chunks, verb);
                    Some((verb, true))
                }
                // "bears no responsibility for": whatever the verb, it is about the responsibility.
                None if above.level.is_some_and(|level| level != Level::Report) => Some((verb, true)),
                None => as_subject(view, chunks, node, above, true),
            }
        }
        Some(Kind::And) => {
            let and = before.unwrap_or_default();
            match chunks.before(and) {
                Some(other) if chunks.kind(other) == Some(Kind::Noun) && other != node => Some((other, true)),
                _ => as_subject(view, chunks, node, above, false),
            }
        }
        // "dismissed as rumour a report that": what the cue says of the report.
        Some(Kind::Sub) if before == Some(0) && view.word(chunks.all[0].tokens.start) == "as" => None,
        Some(Kind::Sub)
            if !matches!(
                view.word(chunks.all[before.unwrap_or_default()].tokens.start),
                "that" | "whether"
            ) =>
        {
            let has_verb = as_subject(view, chunks, node, above, true);
            // "if such a deal went ahead" takes none for granted.
            let word = view.word(chunks.all[before.unwrap_or_default()].tokens.start);
            let supposed = matches!(word, "if" | "unless") && has_verb.is_some();
            (above.supposed, above.given) = (above.supposed || supposed, !supposed);
            has_verb.and(None)
        }
        _ => as_subject(view, chunks, node, above, false),
    }
}

/// Whether a verb and the words behind it say how a thing would be answered.
fn is_answered(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let end = chunks.all[verb + 1..]
        .iter()
        .find(|chunk| matches!(chunk.kind, Kind::Sub | Kind::Rel))
        .or(chunks.all.last())
        .map_or(0, |chunk| chunk.tokens.end);
    let from = chunks.all[verb].tokens.start;
    // "will not go unanswered"; but "would not be an act of war" is no threat.
    let negative = chunks.all[verb].verb.is_some_and(|group| group.negative);
    let wording = &view.known.wording;
    (from..end).any(|at| {
        let words = &view.lowered[at..end];
        wording.answering.at(words).is_some() && negative == wording.unanswered.at(words).is_some()
    })
}

/// Whether a verb says what somebody would take a thing for, and the words behind it for what.
fn considers(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let head = chunks.all[verb].verb.map_or("", |group| view.word(group.head));
    let end = chunks.all.last().map_or(0, |chunk| chunk.tokens.end);
    let hostile = |at: usize| view.known.wording.hostile.at(&view.lowered[at..end]).is_some();
    matches!(head, "consider" | "considers" | "considered" | "see" | "sees" | "saw")
        && (chunks.all[verb].tokens.end..end).any(hostile)
}

/// "considers any supply of arms to be inhumane": what is thought of it, and neither that it is nor that it will be.
fn opines(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let end = chunks.all.last().map_or(0, |chunk| chunk.tokens.end);
    let values = chunks.all[verb].verb.is_some_and(|group| values(view, group.head));
    values && is_valued(view, chunks.all[verb].tokens.end..end)
}

/// Whether a token is a verb of thinking something of a thing: "considers".
pub(crate) fn values(view: &View<'_>, at: usize) -> bool {
    view.known.wording.valuing.at(&view.lowered[at..=at]).is_some()
}

/// Whether some words tell what a thing is thought to be: "aid to either side to be wrong". But "considers it to be supplying
/// drones", "to be of Iranian origin" are claims.
pub(crate) fn is_valued(view: &View<'_>, words: Range<usize>) -> bool {
    words.into_iter().any(|at| {
        let thought = view.word(at + 2);
        view.word(at) == "to" && view.word(at + 1) == "be" && thought != "of" && !thought.ends_with("ing")
    })
}

/// "negotiating with Russia over", "talks between Russia and Iran on": past the partners, to the word that governs.
pub(super) fn over_partners(view: &View<'_>, chunks: &Chunks, from: usize) -> usize {
    let mut over = from;
    while chunks.kind(over) == Some(Kind::Noun) && effect(view, chunks, over).is_none() {
        let first = crate::subject::first_of_list(view, chunks, over);
        let with = chunks.before(first).filter(|&at| {
            chunks.kind(at) == Some(Kind::Prep)
                && matches!(view.word(chunks.all[at].tokens.start), "with" | "between")
        });
        match with.and_then(|at| chunks.before(at)) {
            Some(next) => over = next,
            None => break,
        }
    }
    over
}

/// "planned arms sales", "alleged deliveries": participles inside the noun phrase.
fn participles(view: &View<'_>, chunks: &Chunks, node: usize, above: &mut Above) {
    let tokens = chunks.all[node].tokens.clone();
    for token in tokens.clone() {
        if let Some((_, mut meanings)) = view.known.wording.governor_at(&view.lowered[token..tokens.end]) {
            let participle = |(kind, effect): (GovernorKind, &'_ Effect)| {
                let bare =
                    matches!(kind, GovernorKind::Verb(WordForm::PastOrParticiple | WordForm::Participle));
                (bare || kind == GovernorKind::Phrase).then_some((effect.hedge, effect.level))
            };
            if let Some((hedge, level)) = meanings.find_map(participle) {
                above.hedge |= hedge;
                if level == Some(Level::Plan) && above.level.is_none() && !above.past {
                    above.level = level;
                    above.planned = true;
                }
            }
        }
    }
}

/// A noun that may be the subject of the verb after it: "arms sales have begun", "reports of sales are false".
fn as_subject(
    view: &View<'_>,
    chunks: &Chunks,
    node: usize,
    above: &mut Above,
    must: bool,
) -> Option<(usize, bool)> {
    let mut at = verb_of(view, chunks, node).unwrap_or(node + 1);
    while at < chunks.all.len() {
        match chunks.all[at].kind {
            Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Time => at += 1,
            Kind::And if chunks.kind(at + 1) == Some(Kind::Noun) => at += 2,
            Kind::Verb if is_finite(view, chunks, at) && above.participle != Some(at) => break,
            // "weapons purchased from": a clause of its own between the noun and its verb.
            Kind::Verb => at += 1,
            _ => {
                above.given |= must;
                return None;
            }
        }
    }
    if at >= chunks.all.len() {
        above.given |= must;
        return None;
    }
    let verb = chunks.all[at].verb?;
    let copula = is_copula(view, verb.head);
    // "Any delivery would be met with a response", "would not go unanswered", "would be an act of war".
    if verb.modal == Some(Modal::Future) && is_answered(view, chunks, at) {
        (above.judged, above.planned, above.governed) = (true, true, true);
        return Some((at, false));
    }
    // "any delivery would be a red line": what it would be taken for.
    if verb.modal == Some(Modal::Future) && !verb.negative && is_called_hostile(view, chunks, at) {
        (above.governed, above.judged) = (true, true);
        return Some((at, true));
    }
    let said = if copula {
        (at + 1..chunks.all.len())
            .find(|&next| !matches!(chunks.all[next].kind, Kind::Adverb | Kind::Time))
            .unwrap_or(chunks.all.len())
    } else {
        at
    };
    if untrue_at(view, chunks, said) {
        above.untrue = true;
        above.level = Some(Level::Report);
        // Of "do not correspond to reality" the "not" is a part of what they are called.
        let end = chunks.all.last().map_or(0, |chunk| chunk.tokens.end);
        let untrue = |at: usize| view.known.wording.untrue.at(&view.lowered[at..end]).is_some();
        let with_not = chunks.all[said].tokens.clone().any(|at| view.word(at) == "not" && untrue(at));
        return Some((at, !with_not));
    }
    if copula {
        if let Some(effect) = complement(view, chunks, said) {
            above.apply(effect);
            above.affirmed |= affirmed_at(view, chunks, said);
        } else if chunks.kind(said) != Some(Kind::Prep) && above.progress.is_none() {
            // "the soldiers were in Congo" says where they are, "the shipment was large" takes it for granted.
            above.given = true;
        }
        return Some((at, true));
    }
    if harms(view, chunks, at) {
        return Some((at, false));
    }
    match effect(view, chunks, at) {
        // "the consignments reached Yemen" is no agreement on them.
        Some(effect) if effect.progress != Some(Progress::Agreed) || verb.be => {
            above.apply(effect);
            Some((at, true))
        }
        _ => {
            // "talks on a sale collapsed" says that there were talks, and "no evidence was put forward" that there is none.
            let lacking = above.level == Some(Level::Evidence) && above.negatives % 2 == 1;
            above.given = above.progress.is_none() && !lacking;
            None
        }
    }
}

/// Whether what a verb says that its subject is or comes to is hostile: "would be a red line", "would amount to a declaration
/// of war", "would make Germany a party to the war".
fn is_called_hostile(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let own = |chunk: &&crate::syntax::Chunk| {
        matches!(chunk.kind, Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Time)
    };
    let end = chunks.all[verb + 1..].iter().take_while(own).last().map_or(0, |chunk| chunk.tokens.end);
    let hostile = &view.known.wording.hostile;
    (chunks.all[verb].tokens.end..end).any(|at| hostile.at(&view.lowered[at..end]).is_some())
}

/// The verb of which the tree has a noun for the subject, past clauses that are about the noun: "allegations that it sold
/// arms *were* false".
fn verb_of(view: &View<'_>, chunks: &Chunks, noun: usize) -> Option<usize> {
    let tokens = chunks.all[noun].tokens.clone();
    let subject = tokens.clone().find(|&at| {
        let token = view.token(at);
        token.relation == Relation::Nsubj && !tokens.contains(&(token.head as usize))
    })?;
    let governor = chunks.holding(view.token(subject).head as usize).filter(|&at| at > noun)?;
    // Of "were false" the tree has "false" for the head.
    let verb = if chunks.all[governor].verb.is_some() { governor } else { chunks.before(governor)? };
    (verb > noun && is_finite(view, chunks, verb)).then_some(verb)
}

/// A form of "be" as the verb itself.
fn is_copula(view: &View<'_>, token: usize) -> bool {
    matches!(
        view.word(token),
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "remain" | "remains" | "remained"
    )
}
