//! What can be disputed: frames with their triggers, roles and stages.
//!
//! A frame is a file under `data/frames`, and nothing in the code knows one by name. [`Frame::parse`] reads such a file
//! and says where it is wrong, so that users can bring their own; [`Frames`] looks triggers up in a text. What can be
//! written in the file is told at the head of `data/frames/arms-transfer.toml`.

mod parse;

use crate::{Irregular, Items, Phrases, WordForm, noun_forms, verb_forms};
use gainsay_record::Mode;
use std::collections::BTreeMap;

/// Whose side a trigger's subject is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Perspective {
    /// That of this role: the seller's ("supply", "export") or the buyer's ("buy", "import").
    Role(u8),
    /// Both sides together or direction open: "arms trade between".
    Both,
}

/// How far a thing went, as tenses and the words above an event tell it, whatever the frame: "tried to", "agreed to",
/// "is sending", "sent". A frame's file says which of its stages that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Progress {
    Sought,
    Negotiating,
    Agreed,
    Authorised,
    UnderWay,
    Done,
}

impl Progress {
    /// All of them, with their names in the data.
    pub const ALL: [(&'static str, Self); 6] = [
        ("sought", Self::Sought),
        ("negotiating", Self::Negotiating),
        ("agreed", Self::Agreed),
        ("authorised", Self::Authorised),
        ("under-way", Self::UnderWay),
        ("done", Self::Done),
    ];
}

/// What a progress is in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// This stage.
    Stage(Box<str>),
    /// No stage yet: it is only meant to be.
    Plan,
    /// Nothing that the frame covers: an attempt to use a weapon is no use.
    Nothing,
}

/// What a place in the sentence fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A role, as an index into [`Frame::roles`].
    Role(u8),
    /// What is transferred.
    Item,
    /// The party that the subject does not name: "an arms deal with Iran".
    Other,
    /// Both parties, direction open: "arms trade between the two".
    Parties,
}

/// How syntax fills the slots around a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whose side the subject is on.
    pub perspective: Perspective,
    /// The subject of a verb; genitive or adjective of a noun.
    pub subject: Option<Slot>,
    /// The object of a verb.
    pub object: Option<Slot>,
    /// A noun phrase before the item: "sell Russia weapons".
    pub dative: Option<Slot>,
    /// Preposition and what it brings.
    pub prepositions: BTreeMap<Box<str>, Slot>,
}

/// Verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerKind {
    /// "supply", "buy".
    Verb,
    /// "delivery", "arms deal".
    Noun,
}

/// A word or phrase that evokes a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The lemma: "supply".
    pub lemma: Box<str>,
    /// Verb or noun.
    pub kind: TriggerKind,
    /// The frame's name for how syntax fills the slots.
    pub pattern: Box<str>,
    /// How the thing changes hands, where the word says so: "sell".
    pub mode: Option<Mode>,
    /// The stage that the word itself says: "order", "deal".
    pub stage: Option<Box<str>>,
    /// Whether it tells of what is only meant to be: "pledge".
    pub meant: bool,
    /// The class of item the words bring ("arms deal"); without it, an item is needed beside them.
    pub carries: Option<Box<str>>,
    /// Prepositions of which one must follow for the words to count: "deployed missiles *against*". None is needed where
    /// there are none.
    pub needs: Vec<Box<str>>,
}

impl Trigger {
    /// Whether no word of its own evokes the frame, but an item by itself: see [`Frame::alone`].
    pub fn is_item(&self) -> bool {
        self.lemma.is_empty()
    }
}

/// A frame: roles, stages, triggers.
#[derive(Debug, Default)]
pub struct Frame {
    /// Its name: `arms-transfer`.
    pub name: Box<str>,
    /// Its roles in order; those that make the parties of a dispute first.
    pub roles: Vec<Box<str>>,
    /// How many of the roles are parties.
    pub parties: usize,
    /// What it is about: the class that all its items are a kind of, such as arms or persons.
    pub about: Box<str>,
    /// A class that everyday language takes for all that the frame is about: "weapons".
    pub loose: Option<Box<str>>,
    /// Whether its parties are always two different ones.
    pub apart: bool,
    /// Roles without which nothing is told.
    pub must: Vec<u8>,
    /// The roles of whoever the item is said to be of ("Iranian drones"), first the one that is filled before the others.
    pub owners: Vec<u8>,
    /// The role of whoever arranges it and is none of the parties.
    pub third: Option<u8>,
    /// Words beside which a trigger means something else: "into the sea".
    pub unless: Phrases<()>,
    /// Words beside a trigger that say how things change hands: "in exchange for".
    pub modes: Phrases<Mode>,
    /// Each stage with all that it entails, itself included.
    stages: BTreeMap<Box<str>, Vec<Box<str>>>,
    reached: BTreeMap<Progress, Reached>,
    patterns: BTreeMap<Box<str>, Pattern>,
    triggers: Vec<Trigger>,
    /// How an item that stands by itself evokes the frame: "no shells *for* Russia".
    pub alone: Option<Trigger>,
    irregular: BTreeMap<Box<str>, Irregular>,
}

/// What is wrong with a frame's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for FrameError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    /// Whether a transfer at stage `a` is also one at stage `b`: delivered ⇒ under-way ⇒ agreed, as the frame's file
    /// says. Equal stages entail each other; unknown ones only themselves.
    pub fn stage_entails(&self, a: &str, b: &str) -> bool {
        a == b || self.stages.get(a).is_some_and(|entailed| entailed.iter().any(|stage| **stage == *b))
    }

    /// The names of its stages.
    pub fn stages(&self) -> impl Iterator<Item = &str> {
        self.stages.keys().map(|stage| &**stage)
    }

    /// What a progress is in this frame; `None` where its file does not say, which leaves the stage open.
    pub fn reached(&self, progress: Progress) -> Option<&Reached> {
        self.reached.get(&progress)
    }

    /// The roles that make the parties of a dispute.
    pub fn party_roles(&self) -> &[Box<str>] {
        &self.roles[..self.parties.min(self.roles.len())]
    }

    /// The pattern that a trigger follows.
    pub fn pattern(&self, trigger: &Trigger) -> &Pattern {
        // The parser lets no trigger through whose pattern is missing.
        &self.patterns[&trigger.pattern]
    }

    /// Its triggers.
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }
}

/// A trigger met in a text, in one of its forms.
#[derive(Clone, Copy, Debug)]
pub struct Evoked<'a> {
    /// Its frame.
    pub frame: &'a Frame,
    /// The trigger.
    pub trigger: &'a Trigger,
    /// The form it was met in.
    pub form: WordForm,
}

/// All frames, and every form of their triggers.
#[derive(Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    /// Frame, trigger, form.
    phrases: Phrases<Vec<(u32, u32, WordForm)>>,
}

impl Frames {
    /// The frames that ship, and these.
    pub(crate) fn with(items: &Items, more: Vec<Frame>) -> Self {
        Self::new(shipped(items).chain(more).collect())
    }

    /// These frames.
    pub fn new(frames: Vec<Frame>) -> Self {
        let mut by_form = BTreeMap::<String, Vec<(u32, u32, WordForm)>>::new();
        for (f, frame) in frames.iter().enumerate() {
            for (t, trigger) in frame.triggers.iter().enumerate() {
                let head = trigger.lemma.split(' ').next().unwrap_or_default();
                let forms = match trigger.kind {
                    TriggerKind::Verb => verb_forms(&trigger.lemma, frame.irregular.get(head)),
                    TriggerKind::Noun => noun_forms(&trigger.lemma),
                };
                for (word, form) in forms {
                    by_form.entry(word).or_default().push((f as u32, t as u32, form));
                }
            }
        }
        let mut phrases = Phrases::default();
        for (word, evoked) in by_form {
            phrases.insert(&word, evoked);
        }
        Self { frames, phrases }
    }

    /// The frame of a name.
    pub fn get(&self, name: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| &*frame.name == name)
    }

    /// All of them.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// The longest trigger with which a list of lower-cased words opens: its length in words, and everything the words
    /// can be ("supplies": verb and noun).
    pub fn evoked_at<S: AsRef<str>>(
        &self,
        lowered: &[S],
    ) -> Option<(usize, impl Iterator<Item = Evoked<'_>> + Clone)> {
        let (length, evoked) = self.phrases.at(lowered)?;
        let resolve = |&(f, t, form): &(u32, u32, WordForm)| {
            let frame = &self.frames[f as usize];
            Evoked { frame, trigger: &frame.triggers[t as usize], form }
        };
        Some((length, evoked.iter().map(resolve)))
    }

    /// The longest trigger with which a list of lower-cased words opens; of several readings the first of the data.
    pub fn trigger_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &Frame, &Trigger)> {
        let (length, mut evoked) = self.evoked_at(lowered)?;
        evoked.next().map(|first| (length, first.frame, first.trigger))
    }

    /// Whether a sentence's lower-cased words hold a trigger together with what it needs: a cheap test, to be asked
    /// before anything else is.
    pub fn touches<S: AsRef<str>>(&self, lowered: &[S], items: &Items) -> bool {
        // Where the first and the last item of each frame met so far stand.
        let mut spread: Vec<(&str, Option<(usize, usize)>)> = Vec::new();
        let mut at = 0;
        while at < lowered.len() {
            let Some((length, evoked)) = self.evoked_at(&lowered[at..]) else {
                at += 1;
                continue;
            };
            let after = at + length;
            for Evoked { frame, trigger, .. } in evoked {
                let brings = |word: &S| trigger.needs.iter().any(|needed| **needed == *word.as_ref());
                if !trigger.needs.is_empty() && !lowered[after..].iter().take(NEAR).any(brings) {
                    continue;
                }
                if trigger.carries.is_some() {
                    return true;
                }
                let found = match spread.iter().find(|(about, _)| **about == *frame.about) {
                    Some((_, found)) => *found,
                    None => {
                        let found = first_and_last(lowered, &frame.about, items);
                        spread.push((&frame.about, found));
                        found
                    }
                };
                let outside = |place: usize| !(at..after).contains(&place);
                if found.is_some_and(|(first, last)| outside(first) || outside(last)) {
                    return true;
                }
            }
            at = after;
        }
        false
    }
}

/// How many words behind a trigger a preposition is still taken for its own.
const NEAR: usize = 24;

/// The files of `data/frames`, in the order in which a reading lists what they cover.
const FILES: [(&str, &str); 3] = [
    ("arms-transfer", include_str!("../../data/frames/arms-transfer.toml")),
    ("troop-deployment", include_str!("../../data/frames/troop-deployment.toml")),
    ("use-in-combat", include_str!("../../data/frames/use-in-combat.toml")),
];

fn shipped(items: &Items) -> impl Iterator<Item = Frame> + '_ {
    FILES.into_iter().map(|(name, file)| match Frame::parse(name, file, items) {
        Ok(frame) => frame,
        // The files are part of the program and every one is read by a test.
        Err(error) => panic!("data/frames/{name}.toml: {error}"),
    })
}

/// Where the first and the last item that a frame is about stand in `lowered`.
fn first_and_last<S: AsRef<str>>(lowered: &[S], about: &str, items: &Items) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < lowered.len() {
        let Some((length, class)) = items.about_at(about, &lowered[at..]) else {
            at += 1;
            continue;
        };
        if items.entails(&class.code, about) {
            found = Some((found.map_or(at, |(first, _)| first), at));
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, lower, words};

    fn lowered(text: &str) -> Vec<String> {
        words(text).map(|range| lower(&text[range])).collect()
    }

    #[test]
    fn delivered_entails_under_way_and_agreed_but_not_the_other_way_round() {
        let frame = Knowledge::shipped().frames.get("arms-transfer").expect("it ships");
        assert!(frame.stage_entails("delivered", "agreed"));
        assert!(!frame.stage_entails("agreed", "delivered"));
        assert!(!frame.stage_entails("agreed", "sought"));
        for stage in frame.stages() {
            assert!(frame.stage_entails(stage, stage));
        }
    }

    #[test]
    fn every_form_of_a_trigger_is_found_and_the_longest_wins() {
        let frames = &Knowledge::shipped().frames;
        for (text, name) in [
            ("supplied", "arms-transfer"),
            ("supplies", "arms-transfer"),
            ("re-exporting", "arms-transfer"),
            ("handed over", "arms-transfer"),
            ("sold", "arms-transfer"),
            ("arms deals", "arms-transfer"),
            ("given", "arms-transfer"),
            ("deployments", "troop-deployment"),
            ("crossed into", "troop-deployment"),
            ("struck", "use-in-combat"),
            ("made use of", "use-in-combat"),
        ] {
            let words = lowered(text);
            let (length, frame, _) = frames.trigger_at(&words).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((length, &*frame.name), (words.len(), name), "{text}");
        }
        assert!(frames.trigger_at(&lowered("denied")).is_none());
    }

    #[test]
    fn a_sentence_touches_the_frame_only_with_arms_in_it() {
        let Knowledge { frames, items, .. } = Knowledge::shipped();
        assert!(frames.touches(&lowered("Togo sent rockets to Benin"), items));
        assert!(frames.touches(&lowered("an arms deal between the neighbours"), items));
        assert!(!frames.touches(&lowered("Togo sent flowers to Benin"), items));
        assert!(!frames.touches(&lowered("the rockets stood in Benin"), items));
        assert!(frames.touches(&lowered("the rockets fell on Benin"), items));
        assert!(frames.touches(&lowered("Togo sent soldiers to Benin"), items));
        assert!(frames.touches(&lowered("Togo has soldiers in Benin"), items));
        assert!(!frames.touches(&lowered("Togo has soldiers"), items), "where is not said");
        assert!(frames.touches(&lowered("Togo deployed rockets against Benin"), items));
        assert!(!frames.touches(&lowered("Togo deployed rockets"), items), "a use must be against somebody");
    }
}
