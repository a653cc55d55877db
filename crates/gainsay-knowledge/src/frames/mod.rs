//! What can be disputed: frames with their triggers, roles and stages.
//!
//! A frame is a file under `data/frames`, and nothing in the code knows one by name. [`Frame::parse`] reads such a file
//! and says where it is wrong, so that users can bring their own; [`Frames`] looks triggers up in a text.

mod parse;

use crate::{Irregular, Items, Phrases, WordForm, noun_forms, verb_forms};
use gainsay_record::Mode;
use std::collections::BTreeMap;

/// Whose side a trigger's subject is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Perspective {
    /// The subject gives: "supply", "export".
    Seller,
    /// The subject takes: "buy", "import".
    Buyer,
    /// Both sides together or direction open: "arms trade between".
    Both,
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
    /// The class of item the words bring ("arms deal"); without it, an item is needed beside them.
    pub carries: Option<Box<str>>,
}

/// A frame: roles, stages, triggers.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its name: `arms-transfer`.
    pub name: Box<str>,
    /// Its roles in order; those that make the parties of a dispute first.
    pub roles: Vec<Box<str>>,
    /// How many of the roles are parties.
    pub parties: usize,
    /// The class that whatever is transferred is a kind of.
    pub item: Box<str>,
    /// Each stage with all that it entails, itself included.
    stages: BTreeMap<Box<str>, Vec<Box<str>>>,
    patterns: BTreeMap<Box<str>, Pattern>,
    triggers: Vec<Trigger>,
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
    pub(crate) fn shipped(items: &Items) -> Self {
        let file = include_str!("../../data/frames/arms-transfer.toml");
        match Frame::parse("arms-transfer", file, items) {
            Ok(frame) => Self::new(vec![frame]),
            // The files are part of the program and every one is read by a test.
            Err(error) => panic!("data/frames/arms-transfer.toml: {error}"),
        }
    }

    /// These frames.
    pub fn new(frames: Vec<Frame>) -> Self {
        let mut by_form = BTreeMap::<String, Vec<(u32, u32, WordForm)>>::new();
        for (f, frame) in frames.iter().enumerate() {
            for (t, trigger) in frame.triggers.iter().enumerate() {
                let forms = match trigger.kind {
                    TriggerKind::Verb => verb_forms(&trigger.lemma, frame.irregular.get(&trigger.lemma)),
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
        let mut at = 0;
        while at < lowered.len() {
            match self.evoked_at(&lowered[at..]) {
                Some((length, mut evoked)) => {
                    if evoked.clone().any(|e| e.trigger.carries.is_some()) {
                        return true;
                    }
                    let needed = |class: &str| evoked.any(|e| items.entails(class, &e.frame.item));
                    if has_item(lowered, at..at + length, items, needed) {
                        return true;
                    }
                    at += length;
                }
                None => at += 1,
            }
        }
        false
    }
}

/// Whether `lowered` names an item of a wanted class outside the words `but`.
fn has_item<S: AsRef<str>>(
    lowered: &[S],
    but: std::ops::Range<usize>,
    items: &Items,
    mut wanted: impl FnMut(&str) -> bool,
) -> bool {
    let mut at = 0;
    while at < lowered.len() {
        match items.at(&lowered[at..]) {
            Some((length, class)) if !but.contains(&at) && wanted(&class.code) => return length > 0,
            Some((length, _)) => at += length.max(1),
            None => at += 1,
        }
    }
    false
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
        for text in ["supplied", "supplies", "re-exporting", "handed over", "sold", "arms deals", "given"] {
            let words = lowered(text);
            let (length, frame, _) = frames.trigger_at(&words).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((length, &*frame.name), (words.len(), "arms-transfer"), "{text}");
        }
        assert!(frames.trigger_at(&lowered("denied")).is_none());
    }

    #[test]
    fn a_sentence_touches_the_frame_only_with_arms_in_it() {
        let Knowledge { frames, items, .. } = Knowledge::shipped();
        assert!(frames.touches(&lowered("Togo sent rockets to Benin"), items));
        assert!(frames.touches(&lowered("an arms deal between the neighbours"), items));
        assert!(!frames.touches(&lowered("Togo sent flowers to Benin"), items));
        assert!(!frames.touches(&lowered("the rockets fell on Benin"), items));
    }
}
