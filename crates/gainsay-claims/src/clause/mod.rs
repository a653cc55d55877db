//! What stands above the words of an event: negation, tense, and the words that govern it ("no plans to", "accusations
//! of", "after"), gathered by going from the event to the top of its sentence.

mod above;
mod finite;
mod noun;
mod sibling;
mod verb;
mod words;

use crate::subject::{Subject, is_shown, subject};
use crate::syntax::{Chunks, Group, Kind, Modal};
use crate::view::View;
pub(crate) use above::Above;
use finite::above_finite;
use gainsay_knowledge::{Effect, WordForm};
use gainsay_record::Level;
use noun::above_noun;
pub(crate) use noun::{is_valued, values};
use verb::above_bare;
pub(crate) use verb::tells_to;
pub(crate) use words::{affirmed_at, effect, form, is_finite, phrase, untrue_at};
use words::{is_none, is_not_all};

/// What a verb group adds; `own` is that of the event itself.
fn group(above: &mut Above, group: &Group, own: bool) {
    above.negatives += usize::from(group.negative);
    above.refrains |= own && group.negative && group.infinitive;
    match group.modal {
        Some(Modal::Maybe) => (above.hedge, above.maybe) = (true, above.maybe || own),
        Some(Modal::Other) => above.drop = true,
        // "can supply" is no deed; "can prove that it supplied" is about one.
        Some(Modal::Able) => above.drop |= own,
        Some(Modal::Future) => {
            // "will be able to" and "would continue" alike speak of what is to come.
            above.level = above.level.or(Some(Level::Plan));
            above.planned = true;
        }
        None => {}
    }
}

/// More words than this never govern one another in a sentence that a person wrote.
const MOST_STEPS: usize = 48;

/// Everything above the chunk `from`, which holds an event. `chunks` are of one stretch of content.
pub(crate) fn climb(view: &View<'_>, chunks: &Chunks, from: usize) -> Above {
    climb_from(view, chunks, from, Above::default())
}

/// Everything above a noun with a participle behind it that tells an event: "weapons sold by".
pub(crate) fn climb_over_participle(view: &View<'_>, chunks: &Chunks, noun: usize, event: usize) -> Above {
    // "ordered 2,000 soldiers deployed" is still to be, as "planned to have them sent" is.
    let ordered = chunks.before(noun).filter(|&verb| chunks.kind(verb) == Some(Kind::Verb));
    let to_be = ordered.and_then(|verb| effect(view, chunks, verb));
    let past = to_be.is_none_or(|effect| effect.level != Some(Level::Plan));
    // "Weapons not sent to Ukraine, says Sofia".
    let not = chunks.all[event].verb.is_some_and(|group| group.negative)
        || chunks.before(event).is_some_and(|_| {
            let first = chunks.all[event].tokens.start;
            first > 0 && view.word(first - 1) == "not"
        });
    let negatives = usize::from(not);
    let start = Above { past, negatives, participle: Some(event), ..Above::default() };
    climb_from(view, chunks, noun, start)
}

/// Everything above a chunk whose own words already say something of the event: "no such plans".
pub(crate) fn climb_under(view: &View<'_>, chunks: &Chunks, from: usize, own: Option<&Effect>) -> Above {
    let mut above = Above::default();
    if let Some(own) = own {
        above.apply(own);
    }
    climb_from(view, chunks, from, above)
}

fn climb_from(view: &View<'_>, chunks: &Chunks, from: usize, mut above: Above) -> Above {
    above.past |= is_past(view, chunks, from) || is_likely_told(view, chunks, from);
    let mut node = from;
    let mut own_group = true;
    for _ in 0..chunks.all.len().min(MOST_STEPS) {
        if above.drop || above.given || above.supposed {
            break;
        }
        if node != from && own_group && !above.path.contains(&node) {
            above.path.push(node);
        }
        let next = match chunks.all[node].verb {
            Some(verb) => {
                if own_group {
                    group(&mut above, &verb, node == from);
                    // "neither delivered nor will deliver".
                    let nor = node > 0 && view.word(chunks.all[node - 1].tokens.start) == "nor";
                    above.negatives += usize::from(nor && !verb.negative);
                    hedges(view, chunks, node, &mut above);
                    // "agreed not to sell": it is meant not to be.
                    if node == from && verb.infinitive && verb.negative {
                        above.level = Some(Level::Plan);
                        above.planned = true;
                    }
                }
                // "broke no resolution".
                if node != from && own_group && breaks_none(view, chunks, node) {
                    above.negatives += 1;
                }
                let finite = is_finite(view, chunks, node);
                if is_inverted_condition(view, chunks, node) {
                    above.supposed = true;
                    break;
                }
                // "no shells went", "not one shell has gone".
                // "and there is no decision": nobody before it acts in it.
                let there = view.word(chunks.all[node].tokens.start) == "there";
                if finite
                    && own_group
                    && !there
                    && let Subject::Noun(noun) = subject(view, chunks, node).subject
                    && noun < node
                    // What led up to the verb was looked at on the way.
                    && noun != from
                    && !above.path.contains(&noun)
                {
                    // "Not all of the tanks have come": some have.
                    above.drop |= is_not_all(view, chunks, noun);
                    above.negatives += usize::from(is_none(view, chunks, noun));
                    // "no decision has been taken on": the noun says what the verb does not.
                    let light = effect(view, chunks, node).is_some_and(Effect::is_light);
                    if light
                        && verb.be
                        && node != from
                        && let Some(effect) = effect(view, chunks, noun)
                    {
                        above.apply(effect);
                    }
                }
                if finite {
                    above_finite(view, chunks, node, &mut above)
                } else {
                    above_bare(view, chunks, node, &mut above)
                }
            }
            None => above_noun(view, chunks, node, &mut above),
        };
        match next {
            Some((up, group_counts)) if up != node => {
                node = up;
                own_group = group_counts;
            }
            _ => break,
        }
    }
    above.turn();
    above
}

/// Whether a verb of the law has nothing for its object, in its own words or behind them: "broke no embargo".
fn breaks_none(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let none = |at: usize| view.word(at) == "no";
    let object = chunks.get(verb + 1).filter(|next| next.kind == Kind::Noun);
    effect(view, chunks, verb).is_some_and(|effect| effect.level == Some(Level::Legality))
        && (chunks.all[verb].tokens.clone().any(none)
            || object.is_some_and(|object| none(object.tokens.start)))
}

/// Whether a verb only says what a noun before it is about, and opens no clause: "the decision *to supply* missiles".
pub(crate) fn belongs_to_noun(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    if is_finite(view, chunks, at) {
        return false;
    }
    let before = chunks.before(at);
    let noun = match before.and_then(|before| chunks.kind(before)) {
        Some(Kind::Prep) => before.and_then(|prep| chunks.before(prep)),
        _ => before,
    };
    noun.is_some_and(|noun| {
        let governs = effect(view, chunks, noun).is_some() || is_shown(view, chunks, noun, at);
        chunks.kind(noun) == Some(Kind::Noun) && governs
    })
}

/// Whether a verb tells what is past: "had sold", "sold", "to have sold".
fn is_past(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(group) = chunks.all[at].verb else { return false };
    if group.modal.is_some() {
        return false;
    }
    let past = matches!(
        form(view, group.head),
        Some(WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle)
    );
    // "directed that tanks be delivered".
    let wished = view.word(chunks.all[at].tokens.start) == "be";
    group.have || (!group.infinitive && !wished && (group.past || past))
}

/// "very likely that troops *are* in Congo", "that shells had been in the cargo": a clause of what is or was, of which no plan is made.
fn is_likely_told(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(that) = (0..at).rev().find(|&sub| chunks.all[sub].kind == Kind::Sub) else { return false };
    let opens = chunks.all[that].tokens.start;
    let likely = view.word(opens) == "that"
        && (opens.saturating_sub(2)..opens).any(|before| view.word(before) == "likely");
    likely
        && (that + 1..chunks.all.len())
            .find(|&verb| is_finite(view, chunks, verb))
            .and_then(|verb| chunks.all[verb].verb)
            .is_some_and(|verb| verb.modal.is_none())
}

/// "Had Egypt sent rockets", "were China to deliver": a condition that no "if" opens.
fn is_inverted_condition(view: &View<'_>, chunks: &Chunks, verb: usize) -> bool {
    let Some(first) = verb.checked_sub(2) else { return false };
    let opens = first == 0 || matches!(chunks.kind(first - 1), Some(Kind::Comma | Kind::And));
    let aux = &chunks.all[first];
    let infinitive = chunks.all[verb].verb.is_some_and(|group| group.infinitive);
    let turned = match view.word(aux.tokens.start) {
        "were" => infinitive,
        // "had no plans to sell" is no condition.
        "had" | "should" => !infinitive,
        _ => false,
    };
    opens
        && turned
        && chunks.kind(verb - 1) == Some(Kind::Noun)
        && aux.verb.is_some()
        && aux.tokens.len() == 1
}

/// "allegedly", "reportedly" beside the verb.
fn hedges(view: &View<'_>, chunks: &Chunks, at: usize, above: &mut Above) {
    let tokens = &chunks.all[at].tokens;
    let from = tokens.start.saturating_sub(1);
    let to = (tokens.end + 1).min(view.lowered.len());
    above.hedge |= (from..to).any(|token| view.known.wording.hedges.at(&view.lowered[token..to]).is_some());
    // "could not lawfully be passed on" is about the law.
    let lawful = tokens.clone().any(|at| matches!(view.word(at), "lawfully" | "legally"));
    if lawful && chunks.all[at].verb.is_some_and(|group| group.modal.is_some()) {
        above.level = Some(Level::Legality);
        (above.hedge, above.maybe, above.drop) = (false, false, false);
    }
}
