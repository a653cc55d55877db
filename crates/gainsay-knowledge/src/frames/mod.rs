//! What can be disputed: frames with their triggers, roles and stages.
//!
//! A frame is a file under `data/frames`, and nothing in the code knows one by name. [`Frame::parse`] reads such a file
//! and says where it is wrong, so that users can bring their own; [`Frames`] looks triggers up in a text. What can be
//! written in the file is told at the head of `data/frames/arms-transfer.toml`.

mod all;
mod parse;

use crate::{Irregular, Phrases};
use gainsay_record::Mode;
use std::collections::BTreeMap;

pub use all::{Evoked, Frames};

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
    /// Classes of which the item must be for the words to count: what "landed" in a village is ammunition.
    pub only: Vec<Box<str>>,
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

#[cfg(test)]
mod tests {
    use crate::Knowledge;

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
}
