//! What stands above the words of an event: negation, tense, and the words that govern it ("no plans to", "accusations
//! of", "after"), gathered by going from the event to the top of its sentence.

mod condition;
mod noun;
mod verb;

use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Group, Kind, Modal};
use crate::view::View;
use condition::condition;
use gainsay_knowledge::{Effect, GovernorKind, Progress, WordForm};
use gainsay_record::Level;
use noun::above_noun;
use verb::{above_bare, above_finite};

/// What was gathered on the way up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Above {
    pub negatives: usize,
    pub level: Option<Level>,
    pub progress: Option<Progress>,
    pub hedge: bool,
    pub drop: bool,
    /// Taken for granted.
    pub given: bool,
    pub untrue: bool,
    pub report: bool,
    /// Some word on the way speaks of what is still to come.
    pub planned: bool,
    /// The chunks of the governors.
    pub path: Vec<usize>,
    /// Whether anything governs at all.
    pub governed: bool,
    /// Somebody would not do it: "refuse", "rule out". To deny that is to leave it open.
    pub refused: bool,
    /// The words speak of how sure it is: to say that it is not certain is no denial.
    pub sure: bool,
}

impl Above {
    fn apply(&mut self, effect: &Effect) {
        self.governed = true;
        self.negatives += usize::from(effect.negative);
        self.hedge |= effect.hedge;
        self.drop |= effect.drop;
        self.given |= effect.given;
        self.untrue |= effect.untrue;
        self.sure |= effect.sure;
        self.refused |= effect.negative && effect.level == Some(Level::Plan);
        if let Some(level) = effect.level {
            self.report |= level == Level::Report;
            self.planned |= level == Level::Plan;
            self.level = Some(level);
        }
        if let Some(progress) = effect.progress {
            // "began talks" is talks: a word that only says that something goes on adds nothing to what is told already.
            let aspect = matches!(progress, Progress::UnderWay | Progress::Done);
            if !(aspect && (self.progress.is_some() || self.level.is_some())) {
                self.progress = Some(progress);
            }
        }
    }
}

/// The effect of the governor that a chunk holds, if any: of a verb group its verb, of a noun phrase its last governor.
pub(crate) fn effect<'a>(view: &'a View<'_>, chunks: &Chunks, at: usize) -> Option<&'a Effect> {
    let chunk = chunks.get(at)?;
    match (&chunk.verb, chunk.kind) {
        (Some(group), _) => {
            let words = &view.lowered[group.head..];
            // "knew nothing about" is told as a whole.
            let (_, mut meanings) = view.known.wording.governor_at(words)?;
            meanings.find(|(kind, _)| *kind != GovernorKind::Noun).map(|(_, effect)| effect)
        }
        (None, Kind::Noun) => (chunk.tokens.start..chunk.tokens.end).rev().find_map(|token| {
            let (_, mut meanings) = view.known.wording.governor_at(&view.lowered[token..chunk.tokens.end])?;
            meanings.find(|(kind, _)| !matches!(kind, GovernorKind::Verb(_))).map(|(_, effect)| effect)
        }),
        _ => None,
    }
}

/// Whether a noun phrase opens with "no" or is governed by "without".
fn is_none(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(chunk) = chunks.get(at) else { return false };
    // "There is no doubt that": what nobody doubts is said. "Nothing to suggest" denies as a whole.
    let words = &view.lowered[chunk.tokens.clone()];
    let certain = view.known.wording.governor_at(words).is_some_and(|(_, mut meanings)| {
        meanings.any(|(kind, effect)| kind == GovernorKind::Phrase && (effect.sure || effect.negative))
    });
    if certain {
        return false;
    }
    let no = chunk.tokens.clone().take(2).any(|token| view.word(token) == "no")
        || matches!(view.word(chunk.tokens.start), "nobody" | "none" | "nothing" | "neither");
    let neither = chunks.all[..at].last().is_some_and(|before| {
        before.kind == Kind::Adverb && matches!(view.word(before.tokens.start), "not" | "no")
    });
    no || neither
}

fn group(above: &mut Above, group: &Group) {
    above.negatives += usize::from(group.negative);
    match group.modal {
        Some(Modal::Maybe) => above.hedge = true,
        Some(Modal::Other) => above.drop = true,
        Some(Modal::Future) => {
            // "will be able to" and "would continue" alike speak of what is to come.
            above.level = above.level.or(Some(Level::Plan));
            above.planned = true;
        }
        None => {}
    }
}

/// Above a perfect ("to have sold", "that soldiers had been sent") a plan is none: what was done is only held likely.
fn of_the_past(view: &View<'_>, chunks: &Chunks, from: usize, above: &mut Above) {
    let Some(group) = chunks.all[from].verb else { return };
    let past = matches!(form(view, group.head), Some(WordForm::Past | WordForm::PastOrParticiple));
    let told = group.have || group.modal.is_none() && !group.infinitive && past && group.of.is_none();
    if told && above.level == Some(Level::Plan) && group.modal != Some(Modal::Future) {
        (above.level, above.planned) = (None, false);
        above.hedge = true;
    }
}

/// More words than this never govern one another in a sentence that a person wrote.
const MOST_STEPS: usize = 48;

/// Everything above the chunk `from`, which holds an event. `chunks` are of one stretch of content.
pub(crate) fn climb(view: &View<'_>, chunks: &Chunks, from: usize) -> Above {
    climb_under(view, chunks, from, None)
}

/// Everything above a chunk whose own words already say something of the event: "no such plans".
pub(crate) fn climb_under(view: &View<'_>, chunks: &Chunks, from: usize, own: Option<&Effect>) -> Above {
    let mut above = Above::default();
    if let Some(own) = own {
        above.apply(own);
    }
    let mut node = from;
    let mut own_group = true;
    for _ in 0..chunks.all.len().min(MOST_STEPS) {
        if above.drop || above.given {
            break;
        }
        if node != from && own_group && !above.path.contains(&node) {
            above.path.push(node);
        }
        let next = match chunks.all[node].verb {
            Some(verb) => {
                if own_group {
                    group(&mut above, &verb);
                    hedges(view, chunks, node, &mut above);
                    // "agreed not to sell": it is meant not to be.
                    if node == from && verb.infinitive && verb.negative {
                        above.level = Some(Level::Plan);
                        above.planned = true;
                    }
                }
                let finite = is_finite(view, chunks, node);
                // "no shells went", "not one shell has gone".
                if finite
                    && own_group
                    && let Subject::Noun(noun) = subject(view, chunks, node).subject
                    && noun < node
                    // What led up to the verb was looked at on the way.
                    && noun != from
                    && !above.path.contains(&noun)
                {
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
    of_the_past(view, chunks, from, &mut above);
    condition(view, chunks, from, &mut above);
    if above.sure && above.negatives % 2 == 1 {
        above.negatives -= 1;
        above.hedge = true;
    }
    above
}

/// "allegedly", "reportedly" beside the verb.
fn hedges(view: &View<'_>, chunks: &Chunks, at: usize, above: &mut Above) {
    let tokens = &chunks.all[at].tokens;
    let from = tokens.start.saturating_sub(1);
    let to = (tokens.end + 1).min(view.lowered.len());
    above.hedge |= (from..to).any(|token| view.known.wording.hedges.at(&view.lowered[token..to]).is_some());
}

/// Whether a verb group stands on its own: neither "to supply", nor "supplying" without "is", nor a bare participle after a noun.
pub(crate) fn is_finite(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(group) = chunks.all[at].verb else { return false };
    if group.infinitive || group.of.is_some() {
        return false;
    }
    if group.modal.is_some() || group.be || group.auxiliary_do {
        return !matches!(view.word(chunks.all[at].tokens.start), "being" | "having");
    }
    if group.have {
        return view.word(chunks.all[at].tokens.start) != "having";
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

/// Whether a chunk says "false", "baseless".
pub(crate) fn untrue_at(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    chunks.get(at).is_some_and(|chunk| {
        chunk
            .tokens
            .clone()
            .any(|token| view.known.wording.untrue.at(&view.lowered[token..chunk.tokens.end]).is_some())
    })
}
