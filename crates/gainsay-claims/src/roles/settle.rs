//! What was kept back given its place, once the rest of an event is known: makers, takers before the item, open directions.

use super::{Filled, Filler};
use crate::items;
use crate::party::Party;
use crate::view::View;
use gainsay_knowledge::{Form, Perspective, Slot, TriggerKind};
use gainsay_record::Item;

impl Filler<'_, '_> {
    /// "US-made": said of the thing, and of nobody who takes part.
    fn only_made(&self, party: &Party) -> bool {
        let Some(span) = party.spans.first() else { return false };
        let end = self.view.analysis.within(*span).end;
        let rest = self.view.lowered.get(end + 1..).unwrap_or_default();
        matches!(self.view.word(end), "-" | "‐" | "‑") && self.view.known.wording.producing.at(rest).is_some()
    }

    /// "Armenia had signed a contract *for* 36 howitzers": a state alone that has agreed on things is who gets them. A company
    /// may as well be who makes them.
    fn taker_of_contract(&mut self) {
        let parties = self.event.evoked.frame.parties;
        let open = self.pattern.perspective == Perspective::Both
            && parties == 2
            && self.filled.roles[..2].iter().all(Option::is_none)
            && self.event.evoked.trigger.kind == TriggerKind::Noun
            && self.event.evoked.trigger.stage.as_deref() == Some("agreed");
        let brings = |&at: &usize| {
            let behind = self.chunks.holding(at).and_then(|prep| self.chunks.get(prep + 1));
            self.view.word(at) == "for"
                && behind.is_some_and(|next| items::has_item(self.view, next.tokens.clone(), self.about()))
        };
        if open
            && self.filled.parties.len() == 1
            && self.filled.parties[0].code.len() == 3
            && self.filled.prepositions.iter().any(brings)
        {
            self.filled.roles[1] = self.filled.parties.pop();
        }
    }

    /// "Spain's contract for bullets *from* an Israeli firm": a preposition that says who gives, or takes, says what the other is.
    /// So does the thing, where one of two makes it: "talks with India over the BrahMos missile".
    fn direct(&mut self) {
        if self.event.evoked.frame.parties != 2 || !self.event.evoked.frame.apart {
            return;
        }
        let brought = |role: usize| {
            let by = self.brought[role].map(|at| self.view.word(at));
            self.filled.roles[role].is_some() && matches!(by, Some("from" | "to" | "into"))
        };
        if let [one] = self.filled.parties.as_slice()
            && brought(0) != brought(1)
            && let Some(open) = (0..2).find(|&role| self.filled.roles[role].is_none())
            && self.filled.roles[1 - open].as_ref().is_some_and(|other| other.code != one.code)
        {
            self.filled.roles[open] = self.filled.parties.pop();
        }
        if let [one, other] = self.filled.parties.as_slice()
            && self.filled.roles[..2].iter().all(Option::is_none)
            && self.is_about_things()
        {
            let (makes, takes) = (self.is_maker(one), self.is_maker(other));
            if makes != takes {
                self.filled.roles[usize::from(takes)] = Some(one.clone());
                self.filled.roles[usize::from(makes)] = Some(other.clone());
                self.filled.parties.clear();
            }
        }
    }

    /// "An Egyptian warship unloaded weapons *in Mogadishu*": where somebody brings them is where they go.
    fn unloaded(&mut self) {
        let Some(Slot::Role(via)) = self.pattern.prepositions.get("in").copied() else { return };
        let via = usize::from(via);
        let ends = via >= 2 && self.event.evoked.frame.parties == 2 && !self.event.passive;
        let acts = self.pattern.subject == Some(Slot::Role(0)) && self.filled.roles[0].is_some();
        if ends && acts && self.filled.roles[1].is_none() {
            self.filled.roles[1] = self.filled.roles[via].take();
        }
    }

    /// Whether a state makes all systems that are told by name.
    fn is_maker(&self, party: &Party) -> bool {
        is_made_in(self.view, &self.filled.items, party.code.get(..3).unwrap_or_default())
    }

    /// Gives what was kept back its place, now that the rest is known.
    pub(super) fn settle(&mut self) {
        let frame = self.event.evoked.frame;
        let parties = frame.parties;
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
        let other = match self.pattern.perspective {
            Perspective::Role(own) if parties == 2 => Some(1 - usize::from(own).min(1)),
            _ => None,
        };
        for party in std::mem::take(&mut self.others) {
            match other {
                Some(other) if self.filled.roles[other].is_none() => self.filled.roles[other] = Some(party),
                _ => self.give(Some(Slot::Parties), party),
            }
        }
        // "the Iranian drones were delivered to Russia": whoever's they are gave them, unless somebody else did.
        for party in std::mem::take(&mut self.makers) {
            let owners = frame.owners.iter().map(|&role| usize::from(role));
            let made = self.only_made(&party);
            let is_he =
                |role: usize| self.filled.roles[role].as_ref().is_some_and(|he| he.code == party.code);
            // "its launchers had been bought from the United States": whose they are now bought them.
            let gets = self.pattern.perspective == Perspective::Role(1) && self.event.passive;
            let from_another =
                parties == 2 && self.filled.roles[0].as_ref().is_some_and(|giver| giver.code != party.code);
            if gets && from_another && !made && !party.named && self.filled.roles[1].is_none() {
                self.filled.roles[1] = Some(party);
                continue;
            }
            // "they get their weapons from Iran": theirs once they have them.
            if owners.clone().any(is_he) || frame.apart && !party.named && taken(&self.filled, &party.code) {
                continue;
            }
            // "give the RSF arms": a group in a place where a taker can stand makes none.
            if let Some(Slot::Role(to)) = self.pattern.dative
                && party.code.contains(":REB")
                && self.filled.roles[usize::from(to)].is_none()
                && !taken(&self.filled, &party.code)
                && self.event.evoked.trigger.kind == TriggerKind::Verb
                && !self.event.passive
            {
                self.filled.roles[usize::from(to)] = Some(party);
                continue;
            }
            // "The rebels' weapons come from Iran": theirs are those that they have.
            let come = self.event.evoked.trigger.needs.iter().any(|word| **word == *"from");
            if come && parties == 2 && !made && self.pattern.subject == Some(Slot::Item) {
                if !taken(&self.filled, &party.code) && self.filled.roles[1].is_none() {
                    self.filled.roles[1] = Some(party);
                }
                continue;
            }
            let open = owners.into_iter().find(|&role| {
                let fits = role >= parties || !(made || frame.apart && taken(&self.filled, &party.code));
                fits && self.filled.roles[role].is_none()
            });
            if let Some(role) = open {
                self.filled.roles[role] = Some(party);
            }
        }
        self.direct();
        self.unloaded();
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
        self.taker_of_contract();
        // Nobody deals with themselves: the end that was only inferred gives way.
        if parties == 2
            && frame.apart
            && let (Some(a), Some(b)) = (&self.filled.roles[0], &self.filled.roles[1])
            && a.code == b.code
        {
            // "moved two regiments from Siberia to Kursk": soldiers who stay in their own land.
            let from = self.filled.prepositions.iter().any(|&at| self.view.word(at) == "from");
            // "sent soldiers to the province of Cauca", said by its own government.
            let city = b.spans.first().is_some_and(|span| {
                let at = self.view.analysis.within(*span).start;
                self.view.mention_at(at).is_some_and(|mention| mention.form == Form::City)
            });
            self.filled.at_home |= !self.is_about_things() && b.named && (from || city);
            // Of two equals the subject stays.
            let drop = match (a.named, b.named) {
                (true, false) => 1,
                (false, true) => 0,
                _ => other.unwrap_or(1).min(1),
            };
            self.filled.roles[drop] = None;
        }
        if self.filled.items.is_empty()
            && !self.filled.not_arms
            && let Some(class) = &self.event.evoked.trigger.carries
            && let Some(span) = self.view.span(self.event.tokens.clone())
        {
            // With what stands before it: "12,000 soldiers", "a $2 billion arms deal".
            let start = self.chunks.all[self.event.chunk].tokens.start.min(self.event.tokens.start);
            let own = |item: &Item| item.spans.iter().all(|place| span.contains(*place));
            let item =
                items::items(self.view, start..self.event.tokens.end, class, &[]).into_iter().rfind(own);
            let text = span.of(self.view.text).to_owned();
            let plain = Item { text, class: class.to_string(), spans: vec![span], quantity: None };
            self.filled.items.push(item.unwrap_or(plain));
        }
    }
}

/// Whether a state makes all systems that items tell by name, and there is one.
pub(crate) fn is_made_in(view: &View<'_>, items: &[Item], state: &str) -> bool {
    let systems = items.iter().filter_map(|item| {
        let tokens = view.analysis.within(*item.spans.first()?);
        let system = |at: usize| view.known.items.system_at(&view.lowered[at..tokens.end]);
        tokens.clone().find_map(system).map(|(_, system)| system)
    });
    let mut any = false;
    systems.inspect(|_| any = true).all(|system| system.makers.iter().any(|maker| **maker == *state)) && any
}
