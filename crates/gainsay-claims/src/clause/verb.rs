//! What stands above a verb.

use super::noun::over_partners;
use super::sibling::sibling;
use super::words::{is_none, phrase};
use super::{Above, effect, is_finite};
use crate::subject::{Subject, first_of_list, head_noun, subject};
use crate::syntax::{Chunks, Kind, is_be, is_have};
use crate::view::View;
use gainsay_knowledge::{Effect, Progress};
use gainsay_record::Level;

/// Above "to supply", "supplying" and bare participles. The node above, and whether its own verb group counts.
pub(super) fn above_bare(
    view: &View<'_>,
    chunks: &Chunks,
    node: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    let before = chunks.before(node)?;
    if let Some(noun) = chunks.all[node].verb.and_then(|group| group.of) {
        // "to have rockets made and sent": whoever has it done does it.
        let has = chunks.before(noun).filter(|&verb| {
            let group = chunks.all[verb].verb;
            group.is_some_and(|group| is_have(view.word(group.head)))
        });
        if has.is_some() {
            return has.map(|verb| (verb, true));
        }
        above.given = true;
        return None;
    }
    match chunks.kind(before)? {
        // "Kosovo is to receive": it is meant to.
        Kind::Verb if is_to(view, chunks, before, node) => {
            above.level = above.level.or(Some(Level::Plan));
            above.planned = true;
            Some((before, true))
        }
        Kind::Verb => governed_by_verb(view, chunks, before, above),
        Kind::Noun => {
            // "nothing in this clip to suggest": over what places it.
            let placed = chunks
                .before(before)
                .filter(|&at| chunks.kind(at) == Some(Kind::Prep))
                .and_then(|at| chunks.before(at))
                .filter(|&over| chunks.kind(over) == Some(Kind::Noun) && is_none(view, chunks, over));
            let before = placed.filter(|_| effect(view, chunks, node).is_some()).unwrap_or(before);
            if let Some(effect) = effect(view, chunks, before) {
                above.apply(effect);
                return Some((before, true));
            }
            // "in talks with Minsk to buy": the talks govern, across whom they are with.
            let across = chunks
                .before(first_of_list(view, chunks, before))
                .filter(|&at| chunks.kind(at) == Some(Kind::Prep))
                .and_then(|at| chunks.before(at))
                .filter(|&over| chunks.kind(over) == Some(Kind::Noun));
            if let Some(over) = across
                && let Some(effect) = effect(view, chunks, over)
            {
                above.apply(effect);
                return Some((over, true));
            }
            // "not in a position to confirm".
            let prep = chunks.before(before).filter(|&at| chunks.kind(at) == Some(Kind::Prep));
            let fixed = prep.and_then(|prep| {
                let words = chunks.all[prep].tokens.start..chunks.all[before].tokens.end;
                Some((chunks.before(prep)?, phrase(view, words)?))
            });
            if let Some((over, effect)) = fixed.filter(|(over, _)| chunks.kind(*over) == Some(Kind::Verb)) {
                above.apply(effect);
                return Some((over, true));
            }
            // "seen nothing to suggest".
            above.negatives += usize::from(is_none(view, chunks, before));
            // "asked Iran to supply": the verb is before the noun phrase.
            match chunks.before(before) {
                // "told his officers to send rockets": an order, as "ordered them to" is.
                Some(verb) if tells_to(view, chunks, verb) && is_infinitive(chunks, node) => {
                    above.level = above.level.or(Some(Level::Plan));
                    above.planned = true;
                    Some((verb, true))
                }
                Some(verb) if chunks.kind(verb) == Some(Kind::Verb) && effect_or_cue(view, chunks, verb) => {
                    governed_by_verb(view, chunks, verb, above)
                }
                // "an envoy to buy", "drones supplied by": a purpose or a relative clause, not a claim.
                // "Iran to give Russia drones": a headline's future.
                None => {
                    if chunks.all[node].verb.is_some_and(|group| group.infinitive) {
                        above.level = above.level.or(Some(Level::Plan));
                        above.planned = true;
                    }
                    None
                }
                Some(_) => {
                    let infinitive = chunks.all[node].verb.is_some_and(|group| group.infinitive);
                    if let Some((over, effect)) = known_of(view, chunks, before).filter(|_| !infinitive) {
                        above.apply(effect);
                        return Some((over, true));
                    }
                    above.given = !infinitive;
                    above.drop = infinitive;
                    None
                }
            }
        }
        Kind::Prep => {
            // "far from supplying missiles, it had urged both to stop".
            let opens = chunks.all[before].tokens.start;
            if view.word(opens) == "from" && opens > 0 && view.word(opens - 1) == "far" {
                // "is not far from supplying" says that it may.
                above.drop |= opens > 1 && matches!(view.word(opens - 2), "not" | "n't");
                above.negatives += 1;
                return None;
            }
            // "Instead of sending tanks, it sent helmets": who has not sent them is told behind.
            if view.word(opens) == "of" && opens > 0 && view.word(opens - 1) == "instead" {
                above.drop = true;
                return None;
            }
            let over = chunks.before(before)?;
            let manner = view.word(chunks.all[before].tokens.start) == "by";
            match chunks.kind(over)? {
                Kind::Noun => {
                    if let Some(effect) = effect(view, chunks, over) {
                        above.apply(effect);
                        return Some((over, true));
                    }
                    // "in talks with Washington about giving", "discussed with Washington handing over".
                    let talks = over_partners(view, chunks, over);
                    if let Some(effect) = effect(view, chunks, talks).filter(|one| one.progress.is_some())
                        && talks != over
                    {
                        above.apply(effect);
                        return Some((talks, true));
                    }
                    match chunks.before(first_of_list(view, chunks, head_noun(view, chunks, over))) {
                        Some(verb) if chunks.kind(verb) == Some(Kind::Verb) => {
                            if !manner && !effect_or_cue(view, chunks, verb) {
                                above.drop = true;
                                return None;
                            }
                            if manner {
                                Some((verb, true))
                            } else {
                                governed_by_verb(view, chunks, verb, above)
                            }
                        }
                        // "accused / Iran of supplying": the content opens with the accused.
                        None => None,
                        Some(_) => {
                            above.drop = !manner;
                            None
                        }
                    }
                }
                Kind::Verb if manner => Some((over, true)),
                Kind::Verb => governed_by_verb(view, chunks, over, above),
                // "accused it of training fighters and of arming rebels".
                Kind::And => sibling(view, chunks, over, node),
                _ => {
                    above.drop = true;
                    None
                }
            }
        }
        Kind::Sub => {
            subordinate(view.word(chunks.all[before].tokens.start), above);
            None
        }
        // "plans to buy drones and ship them": what governs the first governs the second.
        Kind::And => sibling(view, chunks, before, node),
        Kind::Rel => {
            above.given = true;
            None
        }
        Kind::Comma | Kind::Adverb | Kind::Time => None,
    }
}

pub(super) fn is_infinitive(chunks: &Chunks, node: usize) -> bool {
    chunks.all[node].verb.is_some_and(|group| group.infinitive)
}

/// Whether a verb is one of telling somebody, which before an infinitive gives an order.
pub(crate) fn tells_to(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let head = chunks.all[verb].verb.map(|group| view.word(group.head));
    matches!(head, Some("tell" | "tells" | "told" | "telling"))
}

/// "no knowledge of companies registered in the kingdom selling weapons": the word of knowledge or evidence that a noun phrase
/// with what belongs to it is behind.
fn known_of<'a>(view: &'a View<'_>, chunks: &Chunks, noun: usize) -> Option<(usize, &'a Effect)> {
    let mut at = noun;
    while at > 1 {
        at -= 1;
        match chunks.kind(at)? {
            Kind::Noun => {
                let found = effect(view, chunks, at);
                let level = found.and_then(|effect| effect.level);
                if matches!(level, Some(Level::Knowledge | Level::Evidence | Level::Report)) {
                    return found.map(|effect| (at, effect));
                }
            }
            Kind::Verb if !is_finite(view, chunks, at) => {}
            Kind::Prep | Kind::Time => {}
            _ => return None,
        }
    }
    None
}

fn is_to(view: &View<'_>, chunks: &Chunks, verb: usize, infinitive: usize) -> bool {
    let be = chunks.all[verb].verb.is_some_and(|group| is_be(view.word(group.head)));
    // "its policy is to" tells of a policy.
    let acts = match subject(view, chunks, verb).subject {
        Subject::Noun(noun) => !view.mentions_in(chunks.all[noun].tokens.clone()).is_empty(),
        Subject::Speaker | Subject::Unknown => false,
    };
    be && acts && chunks.all[infinitive].verb.is_some_and(|group| group.infinitive)
}

fn effect_or_cue(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    effect(view, chunks, verb).is_some()
}

/// Under a verb: its effect; a verb of saying hands the words to somebody else; any other verb takes no claim.
fn governed_by_verb(
    view: &View<'_>,
    chunks: &Chunks,
    verb: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    let (own, of_subject) = (effect(view, chunks, verb), told_of_subject(view, chunks, verb));
    match own {
        Some(effect) => above.apply(effect),
        None if of_subject.is_none() => {
            above.drop = true;
            return None;
        }
        None => {}
    }
    if let Some(effect) = of_subject {
        above.apply(effect);
    }
    Some((verb, true))
}

/// Of a clause under a verb: "I hope they will not" tells nothing of it, as "hopes to buy" does.
pub(super) fn told_by_verb(
    view: &View<'_>,
    chunks: &Chunks,
    verb: usize,
    above: &mut Above,
) -> Option<(usize, bool)> {
    let wished = |effect: &Effect| effect.progress == Some(Progress::Sought) && !effect.object;
    if effect(view, chunks, verb).is_some_and(wished) {
        above.drop = true;
        return None;
    }
    governed_by_verb(view, chunks, verb, above)
}

/// "no decision has been taken on sending": a verb that says nothing itself says it of its subject.
pub(super) fn told_of_subject<'a>(view: &'a View<'_>, chunks: &Chunks, verb: usize) -> Option<&'a Effect> {
    if effect(view, chunks, verb).is_some_and(|effect| *effect != Effect::default())
        || !is_finite(view, chunks, verb)
    {
        return None;
    }
    let Subject::Noun(noun) = subject(view, chunks, verb).subject else { return None };
    effect(view, chunks, noun).filter(|effect| effect.level.is_some() || effect.progress.is_some())
}

pub(super) fn subordinate(word: &str, above: &mut Above) {
    match word {
        "if" | "unless" => above.supposed = true,
        "until" | "before" | "than" | "as" => above.drop = true,
        "whether" => above.hedge = true,
        // Who gives a reason says that it is so.
        "because" => above.reason = true,
        _ => above.given = true,
    }
}
