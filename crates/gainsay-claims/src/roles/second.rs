//! A second event of the same trigger: "drones to Russia and missiles to Yemen", "no missiles, only helmets".

use super::{Filled, Filler, Turn};
use crate::items;
use crate::party::named;
use crate::syntax::Kind;
use gainsay_knowledge::{Form, Slot, TriggerKind};

impl Filler<'_, '_> {
    /// What the object of the trigger is, or what "of" brings to a noun.
    pub(super) fn object(&self) -> Option<Slot> {
        match self.event.evoked.trigger.kind {
            TriggerKind::Verb => self.pattern.object,
            TriggerKind::Noun => self.pattern.prepositions.get("of").copied(),
        }
    }

    /// "drones from Iran *and shells* from North Korea": a second object, with a preposition that the first one has too.
    pub(super) fn begins_anew(&self, noun: usize) -> bool {
        let Some(next) = self.chunks.get(noun + 1).filter(|next| next.kind == Kind::Prep) else {
            return false;
        };
        let tokens = self.tokens(noun);
        match (self.object(), self.preposition(next.tokens.start)) {
            (Some(Slot::Item), Some(Slot::Role(role))) => {
                let role = usize::from(role);
                let again = self.filled.roles[role].is_some() && self.shared.roles[role].is_none();
                // "nothing to Chad and nothing to Libya".
                let none = tokens.len() == 1 && matches!(self.view.word(tokens.start), "nothing" | "none");
                let before = !self.filled.items.is_empty() || none && self.filled.items_again;
                again && before && (none || items::has_item(self.view, tokens, self.about()))
            }
            // "Russia with drones and Yemen with missiles"
            (Some(Slot::Role(_)), Some(Slot::Item)) => {
                !self.filled.items.is_empty() && !self.view.mentions_in(tokens).is_empty()
            }
            _ => false,
        }
    }

    pub(super) fn begin_anew(&mut self) {
        self.settle();
        let shared = self.shared.clone();
        self.told.push(std::mem::replace(&mut self.filled, shared));
    }

    /// As [`Filler::begin_anew`], with all who took part in what was told.
    pub(super) fn begin_turned(&mut self, turn: Turn) {
        self.begin_anew();
        if let Some(told) = self.told.last() {
            self.filled.roles.clone_from(&told.roles);
        }
        self.filled.turn = Some(turn);
    }

    /// Whether a second object is said to be otherwise than the first: "no missiles, *only helmets*", "howitzers *but no
    /// tanks*", "tanks *and not howitzers*".
    pub(super) fn turns(&self, from: usize, noun: usize) -> Option<Turn> {
        let tokens = self.tokens(noun);
        if self.filled.items.is_empty() && !self.filled.none
            || self.object() != Some(Slot::Item)
            || !items::has_item(self.view, tokens.clone(), self.about())
        {
            return None;
        }
        let word = |at: usize| self.view.word(self.chunks.all[at].tokens.start);
        let but = (from..noun).any(|at| matches!(word(at), "but" | "only" | "just" | "merely"));
        match self.view.word(tokens.start) {
            // What denies the object is seen by itself.
            "no" if but => Some(Turn::Affirmed),
            _ if self.says_not(from, noun) => Some(Turn::Denied),
            "only" | "just" => Some(Turn::Affirmed),
            _ => but.then_some(Turn::Affirmed),
        }
    }

    pub(super) fn says_not(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| matches!(self.view.word(self.chunks.all[at].tokens.start), "not" | "never"))
    }

    /// "delivered tanks to Ukraine *and Sweden howitzers*": who acts and what, the rest as before.
    pub(super) fn gapped(&mut self, noun: usize) -> bool {
        let (Some(Slot::Role(role)), Some(Slot::Item)) = (self.pattern.subject, self.pattern.object) else {
            return false;
        };
        let ends = match self.chunks.kind(noun + 1) {
            None | Some(Kind::Comma | Kind::And | Kind::Time | Kind::Adverb) => true,
            Some(Kind::Prep) => self.preposition(self.chunks.all[noun + 1].tokens.start).is_some(),
            _ => false,
        };
        let tokens = self.tokens(noun);
        let Some(who) = self.view.mention_at(tokens.start).filter(|who| who.form != Form::Adjective) else {
            return false;
        };
        let what = who.end..tokens.end;
        let own =
            self.view.word(what.start) != "'s" && items::has_item(self.view, what.clone(), self.about());
        if !ends || !own || self.filled.items.is_empty() || !self.datives.is_empty() {
            return false;
        }
        let who = named(self.view, who.start..who.end, None, self.around).parties.into_iter().next();
        let Some(who) = who else { return false };
        let first = self.filled.roles[usize::from(role)].as_ref();
        if first.is_none_or(|first| first.code == who.code) {
            return false;
        }
        self.settle();
        let mut next = Filled { items: Vec::new(), ..self.filled.clone() };
        next.roles[usize::from(role)] = Some(who);
        self.told.push(std::mem::replace(&mut self.filled, next));
        self.put(Some(Slot::Item), what);
        true
    }
}
