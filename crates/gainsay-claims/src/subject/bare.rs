//! Who acts where a verb is no clause of its own: "to supply", "supplying".

use super::{Step, Subject, decides, found, names_somebody};
use crate::clause::effect;
use crate::syntax::{Chunks, Kind};
use crate::view::View;

/// Of "to supply" and "supplying".
pub(super) fn bare(view: &View<'_>, chunks: &Chunks, at: usize) -> Step {
    let Some(before) = chunks.before(at) else { return found(Subject::Speaker) };
    match chunks.kind(before) {
        Some(Kind::Verb) => Step::Up(before),
        // "a film of its drones attacking a village": what is seen to act.
        Some(Kind::Noun) if is_shown(view, chunks, before, at) => found(Subject::Noun(before)),
        Some(Kind::Noun) => noun_before(view, chunks, before),
        Some(Kind::Prep) => match chunks.before(before) {
            Some(over) if chunks.kind(over) == Some(Kind::Noun) => {
                noun_before(view, chunks, first_of_list(view, chunks, head_noun(view, chunks, over)))
            }
            Some(over) if chunks.kind(over) == Some(Kind::Verb) => Step::Up(over),
            // "accused Iran of training fighters and of arming rebels": whoever does the one does the other.
            Some(and) if chunks.kind(and) == Some(Kind::And) => {
                match (0..and).rev().find(|&at| chunks.all[at].kind == Kind::Verb) {
                    Some(other) => Step::Up(other),
                    None => found(Subject::Speaker),
                }
            }
            _ => found(Subject::Speaker),
        },
        Some(Kind::And) => match (0..before).rev().find(|&i| chunks.all[i].kind == Kind::Verb) {
            Some(other) => Step::Up(other),
            None => found(Subject::Unknown),
        },
        Some(Kind::Comma) => match (0..before).rev().find(|&i| chunks.all[i].kind == Kind::Verb) {
            Some(other) => Step::Up(other),
            None => found(Subject::Unknown),
        },
        _ => found(Subject::Unknown),
    }
}

/// Whether a noun phrase before "attacking" is what a film or paper is said to show.
pub(crate) fn is_shown(view: &View<'_>, chunks: &Chunks, noun: usize, verb: usize) -> bool {
    let of = chunks.before(noun).filter(|&of| chunks.kind(of) == Some(Kind::Prep));
    let Some(paper) = of.and_then(|of| chunks.before(of)) else { return false };
    let infinitive = chunks.all[verb].verb.is_some_and(|group| group.infinitive);
    !infinitive && effect(view, chunks, paper).is_some_and(|effect| effect.paper)
}

/// The noun phrase that is put in the place of another, which stands right behind it: of "not *Poland* but" Slovakia.
pub(super) fn instead(view: &View<'_>, chunks: &Chunks, noun: usize) -> Option<usize> {
    let next = noun + 2;
    let is_noun = chunks.kind(next) == Some(Kind::Noun);
    is_noun.then_some(next).filter(|&next| replaced_by(view, chunks, next) == Some(noun))
}

/// "not Poland *but* Slovakia": the noun phrase that another one is put in the place of.
pub(crate) fn replaced_by(view: &View<'_>, chunks: &Chunks, noun: usize) -> Option<usize> {
    let but = noun.checked_sub(1).filter(|&at| chunks.kind(at) == Some(Kind::And))?;
    let other = but.checked_sub(1).filter(|&at| chunks.kind(at) == Some(Kind::Noun))?;
    let not = chunks.all[other].tokens.start.checked_sub(1).is_some_and(|at| view.word(at) == "not");
    (not && view.word(chunks.all[but].tokens.start) == "but").then_some(other)
}

/// The first of the noun phrases that commas and an "and" join: of "Poland and Slovakia" Poland, of "not Poland but Slovakia"
/// Slovakia.
pub(crate) fn first_of_list(view: &View<'_>, chunks: &Chunks, noun: usize) -> usize {
    let mut first = noun;
    loop {
        if replaced_by(view, chunks, first).is_some() {
            return first;
        }
        let mut joint = first;
        while joint > 0 && matches!(chunks.all[joint - 1].kind, Kind::And | Kind::Comma) {
            joint -= 1;
        }
        if joint == first || joint == 0 || chunks.all[joint - 1].kind != Kind::Noun {
            return first;
        }
        first = joint - 1;
    }
}

/// The noun phrase that another one only places: of "a factory in Xiamen" the factory.
pub(crate) fn head_noun(view: &View<'_>, chunks: &Chunks, noun: usize) -> usize {
    let mut head = noun;
    while head >= 2
        && chunks.all[head - 1].kind == Kind::Prep
        && matches!(view.word(chunks.all[head - 1].tokens.start), "in" | "at" | "near")
        && chunks.all[head - 2].kind == Kind::Noun
        && effect(view, chunks, head - 2).is_none()
    {
        head -= 2;
    }
    head
}

/// Of a bare verb after a noun phrase: whoever the noun belongs to, or the object of a verb that makes it act, or the
/// subject of the verb before.
fn noun_before(view: &View<'_>, chunks: &Chunks, noun: usize) -> Step {
    let governs = effect(view, chunks, noun).is_some();
    if governs && names_somebody(view, chunks, noun) {
        return found(Subject::Noun(noun));
    }
    let mut before = chunks.before(noun);
    if let Some(preposition) = before.filter(|&at| chunks.kind(at) == Some(Kind::Prep)) {
        let over = chunks.before(preposition);
        match over.and_then(|over| Some((over, chunks.kind(over)?))) {
            // "the policy of Singapore not to sell".
            Some((over, Kind::Noun))
                if view.word(chunks.all[preposition].tokens.start) == "of"
                    && names_somebody(view, chunks, noun)
                    && effect(view, chunks, over).is_some() =>
            {
                return found(Subject::Noun(noun));
            }
            // "in talks with Minsk to buy": whoever is in the talks.
            Some((over, Kind::Noun)) if !governs && effect(view, chunks, over).is_some() => {
                return noun_before(view, chunks, over);
            }
            // "is in talks to buy".
            Some((_, Kind::Verb)) if governs => before = over,
            // "negotiates with Rome over leasing": whoever negotiates.
            Some((over, Kind::Verb))
                if view.word(chunks.all[preposition].tokens.start) == "with"
                    && effect(view, chunks, over).is_some_and(|effect| effect.progress.is_some()) =>
            {
                before = Some(over);
            }
            _ => {}
        }
    }
    let verb = is_verb(chunks, before);
    if governs && verb.is_none() && decides(view, chunks, noun) {
        return found(Subject::Speaker);
    }
    if governs {
        // "denies / a plan to send engineers": whoever speaks would do it.
        let opens = if before.is_none() { Subject::Speaker } else { Subject::Unknown };
        return verb.map_or(found(opens), Step::Up);
    }
    match verb {
        Some(verb)
            if effect(view, chunks, verb)
                .is_some_and(|effect| effect.object || effect.drop || effect.level.is_some()) =>
        {
            found(Subject::Noun(noun))
        }
        Some(verb) => Step::Up(verb),
        None => found(Subject::Noun(noun)),
    }
}

fn is_verb(chunks: &Chunks, at: Option<usize>) -> Option<usize> {
    at.filter(|&at| chunks.kind(at) == Some(Kind::Verb))
}
