//! The roles of an event that a verb tells: its subject, the object of a passive, and those who are joined to them.

use super::{Filler, lists};
use crate::clause::is_finite;
use crate::items;
use crate::party::{Party, named, referred};
use crate::subject::{Subject, subject};
use crate::syntax::{Kind, is_be};
use gainsay_knowledge::Slot;
use gainsay_record::Item;
use std::ops::Range;

impl Filler<'_, '_> {
    pub(super) fn verb(&mut self) {
        let at = self.event.chunk;
        let left = subject(self.view, self.chunks, at);
        if self.event.passive {
            self.passive(left.subject);
            return;
        }
        let object_open = left.object.is_some() && left.by.is_none();
        if let Some(object) = left.object {
            let token = left.by.map(|by| self.chunks.all[by].tokens.start);
            let slot = token.map_or(self.pattern.object, |token| self.preposition(token));
            self.put(slot, self.tokens(object));
        }
        let mut asks = None;
        match left.subject {
            Subject::Noun(noun) if self.pattern.subject == Some(Slot::Item) && self.put_load(noun) => {}
            Subject::Noun(noun) if let Some(asker) = self.asker(noun) => asks = Some(asker),
            Subject::Noun(noun) => {
                self.put_subjects(noun);
                // "no decision has been taken on sending": whoever speaks would decide and send.
                let says = crate::clause::effect(self.view, self.chunks, noun).is_some();
                if says && !left.own && self.view.mentions_in(self.tokens(noun)).is_empty() {
                    self.speaker();
                }
                // "weapons for the rebels went": what qualifies the thing that goes.
                if self.pattern.subject == Some(Slot::Item) {
                    self.tail(noun + 1, at);
                }
            }
            Subject::Speaker => self.speaker(),
            Subject::Unknown => {}
        }
        let before = self.filled.items.len();
        self.right(if object_open { None } else { self.pattern.object });
        if left.object.is_none() && self.filled.items.len() == before {
            self.uses_no_weapon();
        }
        if let Some(asker) = asks {
            self.give_to(asker);
        } else if let Subject::Noun(noun) = left.subject {
            self.both_ends(noun);
            self.carrier(noun);
        }
    }

    /// "drones reached Russia, *using a firm* in Dubai as a front": what is used there is no weapon, and no weapon is what uses it.
    fn uses_no_weapon(&mut self) {
        let view = self.view;
        let object = self.chunks.get(self.event.chunk + 1).filter(|next| next.kind == Kind::Noun);
        // "used what looked like cluster bombs".
        let thing =
            object.is_some_and(|object| !matches!(view.word(object.tokens.start), "what" | "whatever"));
        let uses = !self.event.evoked.frame.apart && self.pattern.object == Some(Slot::Item);
        if uses && thing && !self.filled.items_again {
            self.filled.items.clear();
            self.filled.not_arms = true;
        }
    }

    /// "Qatar flew weapons to Tripoli": a state that carries things brings its own, unless they are said to be from another.
    fn carrier(&mut self, noun: usize) {
        let open = self.event.evoked.frame.owners.first().map(|&role| usize::from(role));
        let open = open.filter(|&role| self.filled.roles[role].is_none());
        let tokens = self.tokens(noun);
        // "its soldiers had taken rifles to Darfur": what they bring their state brings.
        let forces =
            || tokens.clone().any(|at| self.view.known.items.persons_at(&self.view.lowered[at..]).is_some());
        let carries = self.pattern.subject.is_none()
            && (lists::is_bare_name(self.view, self.chunks, noun) || self.is_about_things() && forces());
        if let Some(role) = open.filter(|_| carries && !self.filled.items.is_empty()) {
            let party = named(self.view, tokens.clone(), None, self.around).parties.into_iter().next();
            let whose = || {
                let pronoun = tokens.clone().find(|&at| crate::party::is_pronoun(self.view.word(at)))?;
                referred(self.view, &self.stretch, pronoun..pronoun + 1, self.around)
            };
            self.filled.roles[role] = party.or_else(whose);
        } else if let Some(role) = open.filter(|_| self.makers.is_empty() && !self.filled.items.is_empty()) {
            self.filled.roles[role] = self.of_carrier(&tokens);
        }
    }

    /// "*Turkish* frigates brought rifles": whose ship or aircraft brings things, where nothing says that they are another's, nor
    /// that it only flies a flag.
    fn of_carrier(&self, tokens: &Range<usize>) -> Option<Party> {
        let view = self.view;
        if self.pattern.subject.is_some() || !self.carries(tokens) {
            return None;
        }
        named(view, tokens.clone(), Some(tokens.end), self.around).makers.into_iter().next()
    }

    /// "Drones were delivered", "Ukraine was given tanks", "weapons supplied by Iran".
    fn passive(&mut self, subject: Subject) {
        let at = self.event.chunk;
        let own = self.chunks.all[at].verb.and_then(|group| group.of);
        let noun = match subject {
            _ if own.is_some() => own,
            // A bare participle belongs to the noun phrase before it.
            _ if !is_finite(self.view, self.chunks, at) => {
                let noun = self.chunks.before(at).filter(|&b| self.chunks.kind(b) == Some(Kind::Noun));
                noun.map(|noun| self.over_origin(noun))
            }
            Subject::Noun(noun) => Some(noun),
            _ => None,
        };
        let mut object = None;
        if let Some(noun) = noun {
            let tokens = self.tokens(noun);
            // "Trains carrying shells were dispatched to Russia".
            if self.pattern.object == Some(Slot::Item) && self.put_load(noun) {
                self.right(None);
                return;
            }
            let item = self.is_of_items(noun) && !self.is_given_to(&tokens);
            if !items::has_item(self.view, tokens.clone(), self.about()) && self.put_army(&tokens) {
                self.tail(noun + 1, at);
                self.right(None);
                return;
            }
            // "Ukraine was given tanks": whoever takes is the subject.
            let slot = if item { self.pattern.object } else { self.pattern.dative.or(self.pattern.object) };
            object = self.pattern.object.filter(|_| !item);
            self.put(slot, tokens.clone());
            self.filled.reach.start = self.filled.reach.start.min(tokens.start);
            for other in lists::others(self.view, self.chunks, noun, at) {
                self.joined = true;
                self.put(slot, self.tokens(other));
            }
            self.joined = false;
            self.tail(noun + 1, at);
        }
        self.right(object);
    }

    /// "*fighters* from Syria being flown to the front": over where they are from to those who are flown.
    fn over_origin(&self, noun: usize) -> usize {
        let prep = self.chunks.before(noun).filter(|&at| self.chunks.kind(at) == Some(Kind::Prep));
        let from = prep.filter(|&at| self.view.word(self.chunks.all[at].tokens.start) == "from");
        let thing = from.and_then(|prep| self.chunks.before(prep));
        let item = |at: &usize| {
            self.chunks.kind(*at) == Some(Kind::Noun)
                && items::has_item(self.view, self.tokens(*at), self.about())
        };
        match thing.filter(item) {
            Some(thing) if !items::has_item(self.view, self.tokens(noun), self.about()) => thing,
            _ => noun,
        }
    }

    /// "two ships *carrying shells* sailed", "trucks *loaded with weapons* crossed": what carries things goes where they go, and
    /// they are what is told of. Whether there is any such load behind the noun phrase.
    fn put_load(&mut self, noun: usize) -> bool {
        let view = self.view;
        let tokens = self.tokens(noun);
        if !self.carries(&tokens) {
            return false;
        }
        let behind = (noun + 1..self.event.chunk)
            .take_while(|&at| {
                matches!(self.chunks.kind(at), Some(Kind::Verb | Kind::Prep | Kind::Adverb | Kind::Noun))
            })
            .filter(|&at| self.chunks.kind(at) == Some(Kind::Noun))
            .find(|&at| !items::is_carrier(view, &self.tokens(at)));
        let Some(load) = behind.filter(|&at| items::has_item(view, self.tokens(at), self.about())) else {
            return false;
        };
        self.filled.reach.start = self.filled.reach.start.min(tokens.start);
        self.put(Some(Slot::Item), self.tokens(load));
        for other in lists::others(view, self.chunks, load, self.event.chunk) {
            self.put(Some(Slot::Item), self.tokens(other));
        }
        self.tail(load + 1, self.event.chunk);
        true
    }

    /// "*it* had been sent 200 howitzers": of a pronoun with an item right behind the verb, it is the item that was sent.
    fn is_given_to(&self, subject: &Range<usize>) -> bool {
        let pronoun = subject.len() == 1 && matches!(self.view.word(subject.start), "it" | "they");
        let behind = self.chunks.get(self.event.chunk + 1).filter(|next| next.kind == Kind::Noun);
        self.pattern.dative.is_some()
            && pronoun
            && behind.is_some_and(|next| items::has_item(self.view, next.tokens.clone(), self.about()))
    }

    /// "the Cuban army was being sent": an army is whose it is, and those who are sent.
    pub(super) fn put_army(&mut self, tokens: &Range<usize>) -> bool {
        let frame = self.event.evoked.frame;
        let (false, Some(class), Some(&owner)) =
            (self.is_about_things(), frame.loose.clone(), frame.owners.first())
        else {
            return false;
        };
        let army = tokens.clone().find_map(|at| {
            let (length, sector) = self.view.known.names.sector_at(&self.view.lowered[at..tokens.end])?;
            (sector.code == "MIL" && !sector.people && at + length == tokens.end).then_some(at..at + length)
        });
        let Some(span) = army.and_then(|army| self.view.span(army)) else { return false };
        let party = named(self.view, tokens.clone(), None, self.around).parties.into_iter().next();
        let party = party.or_else(|| referred(self.view, &self.stretch, tokens.clone(), self.around));
        let Some(party) = party else { return false };
        self.give(Some(Slot::Role(owner)), party);
        let text = span.of(self.view.text).to_owned();
        self.filled.items.push(Item { text, class: class.to_string(), spans: vec![span], quantity: None });
        self.filled.reach.start = self.filled.reach.start.min(tokens.start);
        true
    }

    /// "rejected *a German request* to re-export it": who asks for a thing is not who would do it; whoever speaks of it is.
    fn asker(&mut self, noun: usize) -> Option<Party> {
        let group = self.chunks.all[self.event.chunk].verb?;
        let asks = crate::clause::effect(self.view, self.chunks, noun)?.object;
        let speaker = self.around.speaker.as_ref()?;
        if !group.infinitive || !asks || self.pattern.subject != Some(Slot::Role(0)) {
            return None;
        }
        let asker = named(self.view, self.tokens(noun), None, self.around).parties.into_iter().next()?;
        if asker.code.starts_with(&speaker.code) || speaker.code.starts_with(&asker.code) {
            return None;
        }
        self.speaker();
        Some(asker)
    }

    /// Whoever asked would get it, where the words name nobody else who would.
    fn give_to(&mut self, asker: Party) {
        if self.event.evoked.frame.parties == 2 && self.filled.roles[1].is_none() {
            self.filled.roles[1] = Some(asker);
        }
    }

    fn speaker(&mut self) {
        if let (Some(speaker), Some(Slot::Role(role))) = (self.around.speaker.clone(), self.pattern.subject) {
            self.filled.roles[role as usize].get_or_insert(Party { named: false, ..speaker });
        }
    }

    /// The subject and those that an "and" joins to it.
    fn put_subjects(&mut self, noun: usize) {
        let tokens = self.tokens(noun);
        self.filled.reach.start = self.filled.reach.start.min(tokens.start);
        self.put_subject(noun);
        for other in lists::others(self.view, self.chunks, noun, self.event.chunk) {
            self.joined = true;
            self.put(self.pattern.subject, self.tokens(other));
        }
        self.joined = false;
    }

    /// The subject's noun phrase, with what "of" and "in" bring where it names nobody itself: "officials in Kyiv".
    pub(super) fn put_subject(&mut self, noun: usize) {
        let subject = self.pattern.subject;
        if self.put(subject, self.tokens(noun)) {
            return;
        }
        // "officials in Kyiv" are Ukraine; a museum in Kyiv is not.
        if let Some(party) = self.described(&self.tokens(noun)) {
            self.give(subject, party);
        }
    }

    /// "Iran and Russia signed a deal to supply drones": where two who deal with each other are all that is told, who gives
    /// and who takes is left open.
    fn both_ends(&mut self, noun: usize) {
        let Some(Slot::Role(role)) = self.pattern.subject else { return };
        let frame = self.event.evoked.frame;
        let role = usize::from(role);
        let own_verb = (noun..self.chunks.all.len()).find(|&at| self.chunks.kind(at) == Some(Kind::Verb));
        let alone = (0..frame.parties).all(|other| other == role || self.filled.roles[other].is_none());
        if own_verb == Some(self.event.chunk) || !alone || frame.parties != 2 || self.filled.also.len() != 1 {
            return;
        }
        let (_, other) = self.filled.also.remove(0);
        self.filled.parties.extend(self.filled.roles[role].take());
        self.filled.parties.push(other);
    }

    /// What stands between a noun phrase and the verb of which it is the object: "weapons from Iran were sent".
    pub(super) fn tail(&mut self, from: usize, to: usize) {
        let mut slot = None;
        for at in from..to {
            match self.chunks.all[at].kind {
                Kind::Prep => {
                    let token = self.chunks.all[at].tokens.start;
                    // "a shipment of rockets arrived"
                    let of = self.view.word(token) == "of";
                    // "none of its shells reached": things are not whom anything reaches.
                    let next = self.chunks.get(at + 1).filter(|next| of && next.kind == Kind::Noun);
                    let things = next.is_some_and(|next| {
                        self.is_about_things()
                            && items::has_item(self.view, next.tokens.clone(), self.about())
                    });
                    slot = self.preposition(token).filter(|_| !things).or(of.then_some(Slot::Item));
                    self.by = Some(token);
                }
                Kind::And => self.joined = true,
                Kind::Noun => {
                    self.put(slot, self.tokens(at));
                    self.joined = false;
                }
                // "were from Iran and bound for Yemen".
                Kind::Verb if self.is_from(at) => {}
                // Behind "made", "supplied" or "which" stands what is told of the thing by itself.
                Kind::Verb | Kind::Rel | Kind::Sub => break,
                _ => {}
            }
        }
        self.by = None;
        self.joined = false;
    }

    /// "were from": a verb that says no more than where a thing comes from.
    fn is_from(&self, at: usize) -> bool {
        let verb = self.chunks.get(at).and_then(|chunk| chunk.verb);
        let from = self.chunks.get(at + 1).is_some_and(|next| self.view.word(next.tokens.start) == "from");
        from && verb.is_some_and(|verb| is_be(self.view.word(verb.head)) && !verb.negative)
    }
}
