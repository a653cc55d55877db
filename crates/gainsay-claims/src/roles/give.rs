//! Who fills a role, where several could.

use super::Filler;
use crate::party::Party;
use gainsay_knowledge::Slot;

impl Filler<'_, '_> {
    pub(super) fn give(&mut self, slot: Option<Slot>, party: Party) {
        match slot {
            Some(Slot::Role(role)) => {
                let role = usize::from(role);
                self.pass_through(role, &party);
                self.over_own_land(role, &party);
                match &self.filled.roles[role] {
                    None => {
                        self.brought[role] = self.by;
                        self.filled.roles[role] = Some(party);
                    }
                    Some(first) if self.joined && first.code != party.code => {
                        self.filled.also.push((role, party))
                    }
                    // "fighters from Syria were moved by Turkey": whoever is said to do it does it.
                    Some(first) if self.is_by_whom(role) || self.is_land_of(first, &party) => {
                        self.brought[role] = self.by;
                        self.filled.roles[role] = Some(party);
                    }
                    Some(_) => {}
                }
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

    /// "fighting alongside the rebels in North Kivu": people who are sent are in the land where those are with whom they are.
    fn is_land_of(&self, first: &Party, party: &Party) -> bool {
        let brings = self.by.is_some_and(|by| matches!(self.view.word(by), "in" | "inside" | "across"));
        brings && !self.is_about_things() && first.code.len() > 3 && party.code.len() == 3
    }

    /// Whether "by" brings whoever does what a passive tells, and only "from" brought who is taken for it so far.
    fn is_by_whom(&self, role: usize) -> bool {
        let word = |at: Option<usize>| at.map_or("", |at| self.view.word(at));
        self.event.passive && word(self.by) == "by" && word(self.brought[role]) == "from"
    }

    /// Whether a noun phrase is what a thing that is told already was launched from.
    pub(super) fn is_launched_from(&self) -> bool {
        self.event.passive
            && !self.filled.items.is_empty()
            && self.by.is_some_and(|by| self.view.word(by) == "from")
    }

    /// "fired at Russian drones over Odesa": over whose land they were shot at, that one did it.
    fn over_own_land(&mut self, role: usize, party: &Party) {
        let word = |at: Option<usize>| at.map_or("", |at| self.view.word(at));
        let over = matches!(word(self.by), "over" | "above") && word(self.brought[role]) == "at";
        let other = self.filled.roles[role].as_ref().is_some_and(|here| here.code != party.code);
        let own_too = !self.event.evoked.frame.apart && role == 1;
        if over && other && own_too && self.filled.roles[0].is_none() {
            self.filled.roles[0] = Some(party.clone());
        }
    }

    /// "to Jordan for the Syrian rebels": whom a thing is for takes it, and where it is brought it goes through.
    fn pass_through(&mut self, role: usize, party: &Party) {
        let word = |at: Option<usize>| at.map_or("", |at| self.view.word(at));
        let onward = word(self.by) == "for" && matches!(word(self.brought[role]), "to" | "into" | "in");
        let via = self.pattern.prepositions.get("via").copied();
        let (true, Some(Slot::Role(via))) = (onward, via) else { return };
        let via = usize::from(via);
        let here = self.filled.roles[role].as_ref();
        let other = here.is_some_and(|here| here.code.len() == 3 && here.code != party.code);
        if other && self.filled.roles[via].is_none() {
            self.filled.roles[via] = self.filled.roles[role].take();
        }
    }
}
