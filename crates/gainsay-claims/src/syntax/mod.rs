//! The shape of a sentence as far as words and their order tell: noun phrases, verb groups, and what joins them.
//!
//! This is a stand-in for a dependency tree. All that the other modules ask of syntax they ask here, so that a tree can
//! take its place.

mod class;
mod join;
mod open;
mod reduced;
mod that;

use crate::subject::Left;
use crate::view::View;
use class::{Class, classes};
use gainsay_record::{Level, Tag};
use std::cell::OnceCell;
use std::ops::Range;

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Noun,
    Verb,
    Prep,
    /// "that", "whether", "if", "after", "because": it opens a clause, or may.
    Sub,
    /// "which", "who".
    Rel,
    And,
    Comma,
    /// An adverb outside a verb group.
    Adverb,
    /// Words of time.
    Time,
}

/// A run of tokens that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub kind: Kind,
    pub tokens: Range<usize>,
    pub verb: Option<Group>,
    /// What was found out of it and is asked for again and again.
    pub known: Known,
}

/// What is found out of a chunk once, when it is first asked for: after all chunks are cut and joined.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The effect of the governor that it holds, as its number in the wording.
    pub effect: OnceCell<Option<u32>>,
    /// Whether it is a verb group that stands on its own.
    pub finite: OnceCell<bool>,
    /// Of a verb group, who acts.
    pub subject: OnceCell<Left>,
}

impl Chunk {
    pub fn new(kind: Kind, tokens: Range<usize>, verb: Option<Group>) -> Self {
        Self { kind, tokens, verb, known: Known::default() }
    }
}

/// What a verb group says besides its verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The verb's own token.
    pub head: usize,
    pub negative: bool,
    /// "to supply".
    pub infinitive: bool,
    pub modal: Option<Modal>,
    pub be: bool,
    pub have: bool,
    pub auxiliary_do: bool,
    /// "would have supplied" aside: the auxiliary is in the past ("was", "had", "did").
    pub past: bool,
    /// The noun phrase to which it belongs as a participle: "weapons *supplied* by Iran".
    pub of: Option<usize>,
}

impl Group {
    /// Whether it is a verb and nothing else.
    pub fn is_bare(&self) -> bool {
        !self.be && !self.have && !self.auxiliary_do && !self.infinitive && self.modal.is_none()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modal {
    /// "will", "shall", "would".
    Future,
    /// "may", "might", "could".
    Maybe,
    /// "can".
    Able,
    /// "must", "should".
    Other,
}

/// The chunks of one stretch of text, within one sentence.
#[derive(Debug)]
pub(crate) struct Chunks {
    pub all: Vec<Chunk>,
}

fn modal(word: &str) -> Option<Modal> {
    Some(match word {
        "will" | "shall" | "would" | "'ll" | "wo" | "'d" => Modal::Future,
        "may" | "might" | "could" => Modal::Maybe,
        "can" | "ca" | "cannot" => Modal::Able,
        "must" | "should" => Modal::Other,
        _ => return None,
    })
}

pub(crate) fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m")
}

pub(crate) fn is_have(word: &str) -> bool {
    matches!(word, "has" | "have" | "had" | "having" | "'ve")
}

fn is_do(word: &str) -> bool {
    matches!(word, "do" | "does" | "did")
}

/// Whether a word helps other verbs, and stands for them where they are left out.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_have(word) || is_do(word) || is_be(word) || modal(word).is_some()
}

fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "n't" | "never" | "nor" | "neither" | "hardly" | "scarcely" | "cannot")
}

impl Chunks {
    /// Cuts a stretch, which lies within one sentence.
    pub fn new(view: &View<'_>, stretch: Range<usize>) -> Self {
        Self::around(view, stretch, 0..0)
    }

    /// Cuts a stretch within one sentence as if the tokens of `gap` were not there: "had not, *he said*, seen".
    pub fn around(view: &View<'_>, stretch: Range<usize>, gap: Range<usize>) -> Self {
        let classes = classes(view, stretch.clone(), &gap);
        let class = |at: usize| classes.get(at - stretch.start).copied();
        let mut all: Vec<Chunk> = Vec::new();
        let mut at = stretch.start;
        while at < stretch.end {
            let start = at;
            let kind = match class(at).unwrap_or(Class::Skip) {
                Class::Skip => {
                    at += 1;
                    continue;
                }
                Class::Noun => {
                    // "the Arab Spring we": who acts stands behind no other noun.
                    // "everything it promised": nor behind one that it does something to.
                    let acts = |t: usize| {
                        let it = || {
                            view.word(t) == "it"
                                && t + 1 < stretch.end
                                && matches!(class(t + 1), Some(Class::Verb | Class::Aux | Class::Negative))
                        };
                        t > start && (matches!(view.word(t), "we" | "they" | "he" | "she" | "i") || it())
                    };
                    // "by some misfortune the missiles": a second determiner opens a second noun phrase.
                    let anew = |t: usize| {
                        t > start
                            && matches!(view.word(t), "the" | "these" | "those")
                            && view.tag(t - 1) == Tag::Noun
                            && view.mention_at(t - 1).is_none()
                    };
                    // "in this manner shells": behind "this" and its noun, things are another's.
                    let anew = |t: usize| {
                        let behind_this = t == start + 2
                            && matches!(view.word(start), "this" | "that")
                            && view.tag(t - 1) == Tag::Noun;
                        let counts = || crate::items::number(view, t, stretch.end).is_some();
                        let thing = || view.known.items.at(&view.lowered[t..stretch.end]).is_some();
                        anew(t)
                            || behind_this
                                && view.known.items.at(&view.lowered[t - 1..t]).is_none()
                                && (thing() || counts())
                    };
                    // "no evidence China has sent": who acts stands behind what there is no evidence of.
                    let clause = |t: usize| {
                        let name = view.mention_at(t).filter(|name| t > start && name.start == t);
                        name.is_some_and(|name| {
                            !matches!(name.form, gainsay_knowledge::Form::Adjective)
                                && matches!(class(name.end), Some(Class::Verb | Class::Aux))
                                && is_claim(view, t - 1)
                        })
                    };
                    at = run(at, stretch.end, |t| {
                        matches!(class(t), Some(Class::Noun | Class::Skip))
                            && !acts(t)
                            && !anew(t)
                            && !clause(t)
                    });
                    Kind::Noun
                }
                Class::Time => {
                    at = run(at, stretch.end, |t| {
                        matches!(class(t), Some(Class::Time)) || view.tag(t) == Tag::Num
                    });
                    Kind::Time
                }
                Class::To | Class::Aux | Class::Negative | Class::Verb | Class::Adverb => {
                    if let Some((end, group)) = verb_group(view, at, stretch.end, &class) {
                        at = end;
                        all.push(Chunk::new(Kind::Verb, start..end, Some(group)));
                        continue;
                    }
                    at += 1;
                    match class(start) {
                        Some(Class::To) => Kind::Prep,
                        Some(Class::Negative) if matches!(view.word(start), "nor" | "neither") => Kind::And,
                        _ => Kind::Adverb,
                    }
                }
                other => {
                    at += 1;
                    match other {
                        Class::Prep => Kind::Prep,
                        Class::Sub => Kind::Sub,
                        Class::Rel => Kind::Rel,
                        Class::And => Kind::And,
                        _ => Kind::Comma,
                    }
                }
            };
            let end = trimmed(start..at, &class);
            all.push(Chunk::new(kind, start..end, None));
        }
        let mut chunks = Self { all };
        chunks.part_relatives(view);
        chunks.join_measures(view);
        chunks.join_times();
        chunks.set_right(view);
        chunks.share_auxiliaries(view);
        chunks.deny_neither(view);
        for at in 0..chunks.all.len() {
            let of = reduced::noun_of(view, &chunks, at);
            if let Some(group) = &mut chunks.all[at].verb {
                group.of = of;
            }
        }
        chunks
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.all.get(at).map(|chunk| chunk.kind)
    }

    /// The chunk that a token lies in.
    pub fn holding(&self, token: usize) -> Option<usize> {
        let place = self.all.partition_point(|chunk| chunk.tokens.end <= token);
        self.all.get(place).filter(|chunk| chunk.tokens.contains(&token)).map(|_| place)
    }

    pub fn get(&self, at: usize) -> Option<&Chunk> {
        self.all.get(at)
    }

    /// The chunk before, adverbs and words of time left out.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&i| !matches!(self.all[i].kind, Kind::Adverb | Kind::Time))
    }
}

/// Whether a word is a noun for evidence, a report or knowledge, behind which a clause can stand: "no proof Iran sent".
pub(crate) fn is_claim(view: &View<'_>, at: usize) -> bool {
    let levels =
        |effect: &gainsay_knowledge::Effect| matches!(effect.level, Some(Level::Evidence | Level::Report));
    let meanings = view.known.wording.governor_at(&view.lowered[at..=at]);
    meanings.is_some_and(|(_, mut all)| {
        all.any(|(kind, effect)| kind == gainsay_knowledge::GovernorKind::Noun && levels(effect))
    })
}

fn run(from: usize, end: usize, holds: impl Fn(usize) -> bool) -> usize {
    (from..end).find(|&at| !holds(at)).unwrap_or(end)
}

/// Without what is skipped at its end.
fn trimmed(tokens: Range<usize>, class: &impl Fn(usize) -> Option<Class>) -> usize {
    (tokens.start + 1..=tokens.end)
        .rev()
        .find(|&end| class(end - 1) != Some(Class::Skip))
        .unwrap_or(tokens.end)
}

/// A verb group that opens at `start`: auxiliaries, negations, adverbs, and a verb. "has" and "is" alone are verbs too.
fn verb_group(
    view: &View<'_>,
    start: usize,
    end: usize,
    class: &impl Fn(usize) -> Option<Class>,
) -> Option<(usize, Group)> {
    let mut group = Group::default();
    let mut at = start;
    let mut last_aux = None;
    // "agreed not to sell", but "whether or not to sell".
    if class(at) == Some(Class::Negative) && class(at + 1) == Some(Class::To) && at + 1 < end {
        group.negative = at == 0 || view.word(at - 1) != "or";
        at += 1;
    }
    if class(at) == Some(Class::To) {
        group.infinitive = true;
        at += 1;
    }
    while at < end {
        let word = view.word(at);
        match class(at)? {
            Class::Skip if at > start => {}
            Class::Aux => {
                group.modal = group.modal.or(modal(word));
                group.be |= is_be(word);
                group.have |= is_have(word);
                group.auxiliary_do |= is_do(word);
                group.past |= matches!(word, "was" | "were" | "had" | "did");
                group.negative |= word == "cannot";
                last_aux = Some(at);
            }
            Class::Negative => group.negative |= is_negative(word) || word == "no",
            // "has yet to deliver", "are yet to be sent", "had still to arrive": it has not.
            Class::To if last_aux.is_some() && is_undone(view, start..at) => {
                (group.negative, group.have, group.be) = (true, true, false);
            }
            // "is to be equipped", "were to deliver": what is meant to be.
            Class::To
                if group.be
                    && last_aux == Some(at - 1)
                    && start > 0
                    && at + 1 < end
                    && matches!(class(at + 1), Some(Class::Aux | Class::Verb))
                    && is_to(view, start) =>
            {
                group.modal = group.modal.or(Some(Modal::Future));
                group.be = false;
            }
            // "not to sell".
            Class::To if group.negative && at == start + 1 => group.infinitive = true,
            Class::Adverb => {}
            // "is *or* has been", "are *and* were".
            Class::And
                if last_aux == Some(at - 1)
                    && is_be(view.word(at - 1))
                    && class(at + 1) == Some(Class::Aux)
                    && at + 1 < end => {}
            // "were *now* being used".
            Class::Time
                if at > start
                    && matches!(word, "now" | "still" | "already" | "currently" | "recently")
                    && matches!(class(at + 1), Some(Class::Aux | Class::Verb)) => {}
            Class::Verb => {
                // "to" opens an infinitive only before a verb without an ending.
                group.head = at;
                let particle = verb_length(view, at, end);
                return Some((at + particle, group));
            }
            _ => break,
        }
        at += 1;
    }
    if group.infinitive && last_aux.is_none() {
        // "has no plans to": what it has no plans to do was said before.
        let stranded = at == end || matches!(class(at), Some(Class::Comma | Class::And | Class::Sub));
        return stranded.then_some((at, Group { head: at - 1, ..group }));
    }
    let head = last_aux?;
    // The last auxiliary is the verb: "has no plans", "is a lie".
    group.head = head;
    let word = view.word(head);
    if is_have(word) {
        group.have = (start..head).any(|t| class(t) == Some(Class::Aux) && is_have(view.word(t)));
    }
    if is_do(word) {
        group.auxiliary_do = false;
    }
    let stop = (head + 1..at).rev().find(|&t| class(t) == Some(Class::Negative)).map_or(head + 1, |t| t + 1);
    Some((stop.max(head + 1), group))
}

/// "has yet", "are yet", "had still": what stands before "to" and a verb that tells what has not been done.
fn is_undone(view: &View<'_>, before: Range<usize>) -> bool {
    let Some(last) = before.clone().next_back().filter(|last| *last > before.start) else { return false };
    match view.word(last) {
        "yet" => is_have(view.word(last - 1)) || is_be(view.word(last - 1)),
        "still" => is_have(view.word(last - 1)),
        _ => false,
    }
}

/// "his country *is to* receive": of somebody, or of things; but "the plan is to send" tells what the plan is.
fn is_to(view: &View<'_>, be: usize) -> bool {
    let governs = view.known.wording.governor_at(&view.lowered[be - 1..be]).is_some();
    matches!(view.tag(be - 1), Tag::Noun | Tag::Propn | Tag::Pron) && !governs
}

/// How many tokens a verb takes with its particle: "hand over".
fn verb_length(view: &View<'_>, at: usize, end: usize) -> usize {
    let words = &view.lowered[at..end];
    let trigger = view.known.frames.trigger_at(words).map_or(1, |(length, ..)| length);
    let governor = view.known.wording.governor_at(words).map_or(1, |(length, _)| length);
    trigger.max(governor).min(end - at)
}
