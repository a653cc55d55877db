//! Noun phrases put into slots, and what was kept back given its place once the rest is known.

use super::{Filled, Filler};
use crate::items;
use crate::party::{Party, named, referred};
use gainsay_knowledge::{Perspective, Slot};
use gainsay_record::Item;
use std::ops::Range;

impl Filler<'_, '_> {
    pub(super) fn stands_for_items(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| {
            self.view
                .known
                .wording
                .items
                .at(&self.view.lowered[at..tokens.end])
                .is_some_and(|(length, ())| length == tokens.len())
        })
    }

    /// Puts a noun phrase into a slot; whether anything came of it.
    pub(super) fn put(&mut self, slot: Option<Slot>, tokens: Range<usize>) -> bool {
        let Some(slot) = slot else { return false };
        let class = self.class().to_owned();
        let but = [self.event.tokens.clone()];
        match slot {
            Slot::Item => {
                let items = items::items(self.view, tokens.clone(), &class, &but);
                let first = items.first().and_then(|item| item.spans.first()).copied();
                let item_at = first.map(|span| self.view.analysis.within(span).start);
                let found = named(self.view, tokens.clone(), item_at, self.around);
                self.makers.extend(found.makers);
                // "sold Russia weapons", "supplied Russia with weapons".
                self.datives.extend(found.parties);
                if items.is_empty() && self.stands_for_items(&tokens) {
                    self.filled.items_again = true;
                }
                let any = !items.is_empty();
                for item in items {
                    if !self.filled.items.iter().any(|other| other.spans == item.spans) {
                        self.filled.items.push(item);
                    }
                }
                any
            }
            Slot::Role(_) | Slot::Other => {
                // An object that takes ("arm the rebels with") may be an item by mistake: only parties count.
                let found = named(self.view, tokens.clone(), None, self.around);
                self.filled.anyone |= found.anyone;
                let mut parties = found.parties;
                if parties.is_empty()
                    && let Some(party) = referred(self.view, &self.stretch, tokens, self.around)
                {
                    parties.push(party);
                }
                if found.both && parties.len() == 2 {
                    self.filled.parties.append(&mut parties);
                    return true;
                }
                let any = !parties.is_empty();
                if let Some(party) = parties.into_iter().next() {
                    match slot {
                        Slot::Other => self.others.push(party),
                        _ => self.give(Some(slot), party),
                    }
                }
                any
            }
            Slot::Parties => {
                let found = named(self.view, tokens.clone(), None, self.around);
                let mut parties = found.parties;
                if parties.is_empty() {
                    parties.extend(referred(self.view, &self.stretch, tokens, self.around));
                }
                let any = !parties.is_empty();
                for party in parties {
                    if !self.filled.parties.iter().any(|other| other.code == party.code) {
                        self.filled.parties.push(party);
                    }
                }
                any
            }
        }
    }

    pub(super) fn give(&mut self, slot: Option<Slot>, party: Party) {
        match slot {
            Some(Slot::Role(role)) => {
                self.filled.roles[role as usize].get_or_insert(party);
            }
            Some(Slot::Parties) => {
                if !self.filled.parties.iter().any(|other| other.code == party.code) {
                    self.filled.parties.push(party);
                }
            }
            Some(Slot::Other) => self.others.push(party),
            Some(Slot::Item) | None => {}
        }
    }

    /// Gives what was kept back its place, now that the rest is known.
    pub(super) fn settle(&mut self) {
        let role = |name: &str| self.event.evoked.frame.roles.iter().position(|role| **role == *name);
        let producer = role("producer");
        let parties = self.event.evoked.frame.parties;
        let taken = |filled: &Filled, code: &str| {
            filled.roles[..parties].iter().flatten().any(|party| party.code == code)
        };
        // The dative takes what is open; where it is not, the name only qualifies the item.
        for party in std::mem::take(&mut self.datives) {
            match self.pattern.dative {
                Some(Slot::Role(to))
                    if self.filled.roles[to as usize].is_none() && !taken(&self.filled, &party.code) =>
                {
                    self.filled.roles[to as usize] = Some(party);
                }
                _ => self.makers.push(party),
            }
        }
        let subject = match self.pattern.subject {
            Some(Slot::Role(role)) => Some(role as usize),
            _ => None,
        };
        let other = subject.filter(|_| parties == 2).map(|subject| 1 - subject.min(1));
        for party in std::mem::take(&mut self.others) {
            match (other, self.pattern.perspective) {
                (Some(other), Perspective::Seller | Perspective::Buyer)
                    if self.filled.roles[other].is_none() =>
                {
                    self.filled.roles[other] = Some(party);
                }
                _ => self.give(Some(Slot::Parties), party),
            }
        }
        // "the Iranian drones were delivered to Russia": whoever's they are gave them, unless somebody else did.
        for party in std::mem::take(&mut self.makers) {
            if parties > 0 && self.filled.roles[0].is_none() && !taken(&self.filled, &party.code) {
                self.filled.roles[0] = Some(party);
            } else if let Some(producer) = producer
                && self.filled.roles[0].as_ref().is_none_or(|supplier| supplier.code != party.code)
            {
                self.filled.roles[producer].get_or_insert(party);
            }
        }
        // One end that is named with the direction open joins what has a direction: "Iran's arms deal with Syria".
        if !self.filled.parties.is_empty() {
            for slot in &mut self.filled.roles[..parties] {
                if let Some(party) = slot.clone()
                    && self.pattern.perspective == Perspective::Both
                    && !self.filled.parties.iter().any(|other| other.code == party.code)
                {
                    self.filled.parties.push(party);
                }
            }
        }
        // Nobody deals with themselves: the end that was only inferred gives way.
        if parties == 2
            && let (Some(a), Some(b)) = (&self.filled.roles[0], &self.filled.roles[1])
            && a.code == b.code
        {
            // Of two equals the subject stays.
            let drop = match (a.named, b.named) {
                (true, false) => 1,
                (false, true) => 0,
                _ => other.unwrap_or(1).min(1),
            };
            self.filled.roles[drop] = None;
        }
        if self.filled.items.is_empty()
            && let Some(class) = &self.event.evoked.trigger.carries
            && let Some(span) = self.view.span(self.event.tokens.clone())
        {
            let item = items::items(self.view, self.event.tokens.clone(), class, &[]).into_iter().next();
            let text = span.of(self.view.text).to_owned();
            let plain = Item { text, class: class.to_string(), spans: vec![span], quantity: None };
            self.filled.items.push(item.unwrap_or(plain));
        }
    }
}
