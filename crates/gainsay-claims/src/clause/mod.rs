//! What stands above the words of an event: negation, tense, and the words that govern it ("no plans to", "accusations
//! of", "after"), gathered by going from the event to the top of its sentence.

mod noun;
mod verb;

use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Group, Kind, Modal};
use crate::view::View;
use gainsay_knowledge::{Effect, GovernorKind, Progress, WordForm};
use gainsay_record::Level;
use noun::above_noun;
use std::ops::Range;
use verb::{above_bare, above_finite};

/// What was gathered on the way up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Above {
    pub negatives: usize,
    /// Those among them that take a stance of their own: "did not *rule out*" is no yes, "not true that never" is one.
    pub refusals: usize,
    pub level: Option<Level>,
    pub progress: Option<Progress>,
    pub hedge: bool,
    pub drop: bool,
    /// Taken for granted.
    pub given: bool,
    pub untrue: bool,
    pub report: bool,
    /// What is told is called true: "reports ... are correct".
    pub affirmed: bool,
    /// It is put under a condition: "if it sends".
    pub supposed: bool,
    /// It is asked, and not claimed.
    pub asked: bool,
    /// It is not spoken of: "we do not comment on".
    pub silent: bool,
    /// A thing that can be forged tells it: "papers on".
    pub paper: bool,
    /// The event is told as past, so that no plan is made of it: "likely to have sold".
    pub past: bool,
    /// The event itself, where it is a participle behind its noun: "weapons *sold* by".
    pub participle: Option<usize>,
    /// It is not to be: "agreed *not to sell*".
    refrains: bool,
    /// Some word on the way speaks of what is still to come.
    pub planned: bool,
    /// The chunks of the governors.
    pub path: Vec<usize>,
    /// Whether anything governs at all.
    pub governed: bool,
    /// Words that a "no" or "not" above them turns into something else, each with the negatives below it.
    turned: Vec<(Turn, usize)>,
}

/// What a word comes to when it is negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// "no doubt that": sure. Without a negation it hedges.
    Doubt,
    /// "not certain that": a hedge.
    Sure,
    /// "does not prove that": about evidence.
    Shows,
    /// "do not comment on": no answer. Without a negation nothing is held.
    Speaks,
}

impl Above {
    /// Above what a whole report tells, which is called untrue or not.
    pub fn report(untrue: bool) -> Self {
        Self { level: Some(Level::Report), report: true, untrue, ..Self::default() }
    }

    /// Above what is called untrue as a whole, by no word for a report.
    pub fn untrue() -> Self {
        Self { untrue: true, ..Self::default() }
    }

    /// Above what a paper tells, which is called forged or genuine.
    pub fn paper(untrue: bool) -> Self {
        let level = Some(Level::Authenticity);
        Self { level, paper: true, untrue, affirmed: !untrue, governed: true, ..Self::default() }
    }

    fn apply(&mut self, effect: &Effect) {
        self.governed = true;
        self.negatives += usize::from(effect.negative);
        self.refusals += usize::from(effect.negative);
        self.hedge |= effect.hedge;
        self.drop |= effect.drop;
        self.given |= effect.given;
        self.untrue |= effect.untrue;
        self.asked |= effect.asked;
        self.paper |= effect.paper;
        let turns = [
            (effect.doubt, Turn::Doubt),
            (effect.sure, Turn::Sure),
            (effect.shows, Turn::Shows),
            (effect.speaks, Turn::Speaks),
        ];
        self.turned.extend(turns.iter().filter(|(has, _)| *has).map(|&(_, turn)| (turn, self.negatives)));
        // Above what is past a plan is none: it is only held likely.
        let likely = self.past && effect.level == Some(Level::Plan);
        self.hedge |= likely && !effect.negative;
        if let Some(level) = effect.level.filter(|_| !likely) {
            self.report |= level == Level::Report;
            self.planned |= level == Level::Plan;
            self.level = Some(level);
        }
        if let Some(progress) = effect.progress {
            // "began talks" is talks: a word that only says that something goes on adds nothing to what is told already.
            let aspect = matches!(progress, Progress::UnderWay | Progress::Done);
            if !aspect && self.refrains {
                // "agreed not to sell": no sale was agreed, but that there shall be none.
                self.level = self.level.or(Some(Level::Plan));
                self.planned = true;
            } else if !(aspect && (self.progress.is_some() || self.level.is_some())) {
                self.progress = Some(progress);
            }
        }
    }

    /// Says what words came to by the negations that were found above them.
    fn turn(&mut self) {
        for (turn, below) in std::mem::take(&mut self.turned) {
            let negated = self.negatives > below;
            match turn {
                Turn::Doubt if negated => self.negatives -= 1,
                Turn::Doubt => self.hedge = true,
                Turn::Sure if negated => {
                    self.negatives -= 1;
                    self.hedge = true;
                }
                Turn::Shows if negated => self.level = self.level.or(Some(Level::Evidence)),
                Turn::Speaks if negated => self.silent = true,
                Turn::Speaks => self.drop = true,
                Turn::Sure | Turn::Shows => {}
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
            let (length, mut meanings) =
                view.known.wording.governor_at(&view.lowered[token..chunk.tokens.end])?;
            // A "responsible attitude" is no responsibility.
            let closes = token + length == chunk.tokens.end;
            let says = |kind: &GovernorKind| match kind {
                GovernorKind::Phrase => closes || length > 1,
                kind => *kind == GovernorKind::Noun,
            };
            meanings.find(|(kind, _)| says(kind)).map(|(_, effect)| effect)
        }),
        _ => None,
    }
}

/// Whether a noun phrase opens with "no", is "nothing" or stands behind "not".
fn is_none(view: &View<'_>, chunks: &Chunks, at: usize) -> bool {
    let Some(chunk) = chunks.get(at) else { return false };
    // "No reason to believe" denies as a whole.
    let words = &view.lowered[chunk.tokens.clone()];
    let whole = view.known.wording.governor_at(words).is_some_and(|(_, mut meanings)| {
        meanings.any(|(kind, effect)| kind == GovernorKind::Phrase && effect.negative)
    });
    if whole {
        return false;
    }
    let no = chunk
        .tokens
        .clone()
        .take(2)
        .any(|token| matches!(view.word(token), "no" | "nothing" | "none" | "nobody"))
        || view.word(chunk.tokens.start) == "neither";
    let neither = chunks.all[..at].last().is_some_and(|before| {
        before.kind == Kind::Adverb && matches!(view.word(before.tokens.start), "not" | "no")
    });
    no || neither
}

/// What a verb group adds; `own` is that of the event itself.
fn group(above: &mut Above, group: &Group, own: bool) {
    above.negatives += usize::from(group.negative);
    above.refrains |= own && group.negative && group.infinitive;
    match group.modal {
        Some(Modal::Maybe) => above.hedge = true,
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
    let start = Above { past: true, participle: Some(event), ..Above::default() };
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
    above.past |= is_past(view, chunks, from);
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
                    hedges(view, chunks, node, &mut above);
                    // "agreed not to sell": it is meant not to be.
                    if node == from && verb.infinitive && verb.negative {
                        above.level = Some(Level::Plan);
                        above.planned = true;
                    }
                }
                let finite = is_finite(view, chunks, node);
                if is_inverted_condition(view, chunks, node) {
                    above.supposed = true;
                    break;
                }
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
    above.turn();
    above
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
    noun.is_some_and(|noun| chunks.kind(noun) == Some(Kind::Noun) && effect(view, chunks, noun).is_some())
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
    group.have || (!group.infinitive && (group.past || past))
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
fn complement<'a>(view: &'a View<'_>, chunks: &Chunks, at: usize) -> Option<&'a Effect> {
    let chunk = chunks.get(at)?;
    if chunk.kind != Kind::Prep {
        return effect(view, chunks, at);
    }
    let end = chunks.all.last()?.tokens.end;
    phrase(view, chunk.tokens.start..end)
}

/// The effect of the adjective or fixed phrase with which tokens open.
pub(crate) fn phrase<'a>(view: &'a View<'_>, tokens: Range<usize>) -> Option<&'a Effect> {
    let (_, mut meanings) = view.known.wording.governor_at(&view.lowered[tokens])?;
    meanings.find(|(kind, _)| *kind == GovernorKind::Phrase).map(|(_, effect)| effect)
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
