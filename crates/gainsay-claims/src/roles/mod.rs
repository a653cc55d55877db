//! Who fills which role of an event, and what it is about: the noun phrases around a trigger, each put where its
//! preposition or place says.

mod filled;
mod give;
mod lists;
mod noun;
mod place;
mod right;
mod second;
mod settle;
mod user;
mod verb;
mod whose;

use crate::party::{Around, Party};
use crate::syntax::Chunks;
use crate::view::View;
use gainsay_knowledge::{Evoked, Pattern, Slot, TriggerKind};
use std::ops::Range;

pub(crate) use filled::Filled;
pub(crate) use settle::is_made_in;

/// An event: where its trigger stands and what that can be.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    pub evoked: Evoked<'a>,
    pub tokens: Range<usize>,
    pub chunk: usize,
    /// The noun phrase that a passive or participle takes for its object, the sentence's tokens aside.
    pub passive: bool,
}

/// How a second object stands to a verb that said something of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// "no missiles, *only helmets*": said to be, although the verb is denied.
    Affirmed,
    /// "to Egypt *and not to Sudan*".
    Denied,
}

/// Fills the roles of one event.
struct Filler<'v, 'a> {
    view: &'v View<'a>,
    chunks: &'v Chunks,
    stretch: Range<usize>,
    around: &'v Around,
    /// Whose words these are, whoever is accused in them.
    voice: Option<&'v Party>,
    event: &'v Event<'a>,
    pattern: &'v Pattern,
    filled: Filled,
    /// What was filled before the words behind the trigger: a second object shares it.
    shared: Filled,
    /// Events of the same trigger that are told in full: "drones to Russia" before "and missiles to Yemen".
    told: Vec<Filled>,
    /// Parties that stood before the item: its makers, or its takers.
    makers: Vec<Party>,
    datives: Vec<Party>,
    others: Vec<Party>,
    /// The preposition that brings the noun phrase which is put,
    by: Option<usize>,
    /// and for each role that which brought who fills it.
    brought: Vec<Option<usize>>,
    /// Whether an "and" joins the noun phrase to the one before it.
    joined: bool,
}

/// Fills the roles of `event`: one event, or one for each of those that the words list.
pub(crate) fn fill(
    view: &View<'_>,
    chunks: &Chunks,
    stretch: Range<usize>,
    around: &Around,
    voice: Option<&Party>,
    event: &Event<'_>,
) -> Vec<Filled> {
    let frame = event.evoked.frame;
    let filled =
        Filled { roles: vec![None; frame.roles.len()], reach: event.tokens.clone(), ..Filled::default() };
    let mut filler = Filler {
        view,
        chunks,
        stretch,
        around,
        voice,
        event,
        pattern: frame.pattern(event.evoked.trigger),
        shared: filled.clone(),
        filled,
        told: Vec::new(),
        makers: Vec::new(),
        datives: Vec::new(),
        others: Vec::new(),
        by: None,
        brought: vec![None; frame.roles.len()],
        joined: false,
    };
    match event.evoked.trigger.kind {
        TriggerKind::Verb => filler.verb(),
        TriggerKind::Noun => filler.noun(),
    }
    filler.settle();
    let mut all = filler.told;
    all.push(filler.filled);
    all.into_iter().flat_map(Filled::each).collect()
}

impl Filler<'_, '_> {
    fn about(&self) -> &str {
        &self.event.evoked.frame.about
    }

    fn tokens(&self, chunk: usize) -> Range<usize> {
        self.chunks.all[chunk].tokens.clone()
    }

    fn preposition(&self, token: usize) -> Option<Slot> {
        let word = self.view.word(token);
        // "by way of the Czech Republic".
        let way = word == "of"
            && token >= 2
            && self.view.word(token - 1) == "way"
            && self.view.word(token - 2) == "by";
        if way {
            return self.pattern.prepositions.get("via").copied();
        }
        if word == "by" && self.event.passive {
            return self.pattern.subject;
        }
        // "bombs were dropped from Ugandan planes", "fired from Yemen": whose planes or land it was did it.
        let launched = !self.event.evoked.frame.apart && token >= self.event.tokens.end;
        if word == "from" && self.event.passive && launched {
            return self.pattern.subject;
        }
        // "the cargo had been loaded in Yemen": where it was put aboard is whose it was.
        let aboard = self.event.passive && self.pattern.prepositions.contains_key("aboard");
        if aboard
            && matches!(word, "in" | "at")
            && self.chunks.all[self.event.chunk].verb.is_some_and(|verb| verb.be)
        {
            return self.pattern.subject;
        }
        // "a request for shells *from* Pyongyang".
        let asked = self.pattern.prepositions.get("to") == Some(&Slot::Role(0));
        if word == "from" && asked && !self.filled.items.is_empty() {
            return Some(Slot::Role(0));
        }
        // "awarded contracts *to* Israeli firms": those who would deliver.
        if word == "to" && self.is_awarded() {
            return Some(Slot::Role(0));
        }
        self.pattern.prepositions.get(word).copied()
    }

    /// Whether what is told is a contract that somebody gives to whoever is to deliver.
    fn is_awarded(&self) -> bool {
        let trigger = self.event.evoked.trigger;
        let agreed = trigger.kind == TriggerKind::Noun && trigger.stage.as_deref() == Some("agreed");
        let verb = self.chunks.before(self.event.chunk).and_then(|at| self.chunks.all[at].verb);
        agreed
            && self.event.evoked.frame.apart
            && verb.is_some_and(|verb| {
                self.view.known.wording.awarding.at(&self.view.lowered[verb.head..=verb.head]).is_some()
            })
    }
}
