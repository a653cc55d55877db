//! The roles of an event that a noun tells: what stands before it, and the subject of the verb above.

use super::{Filler, lists};
use crate::items;
use crate::party::{named, referred};
use crate::subject::{Subject, subject};
use crate::syntax::Kind;
use gainsay_knowledge::{Effect, Progress, Slot};
use gainsay_record::Level;
use std::ops::Range;

impl Filler<'_, '_> {
    pub(super) fn noun(&mut self) {
        let chunk = self.tokens(self.event.chunk);
        let before = chunk.start..self.event.tokens.start;
        let found = named(self.view, before.clone(), None, self.around);
        self.filled.anyone |= found.anyone;
        self.filled.definite = self.is_definite(&before);
        match found.parties.len() {
            // "reports of their deployment": of those who would be deployed.
            0 if !self.is_about_things()
                && before.len() == 1
                && self.view.word(before.start) == "their"
                && self.chunks.kind(self.event.chunk + 1).is_none_or(|kind| kind != Kind::Prep) =>
            {
                self.filled.items_again = true;
            }
            0 => {
                if let Some(pronoun) = before.clone().find(|&at| crate::party::is_pronoun(self.view.word(at)))
                    && let Some(party) = referred(self.view, &self.stretch, pronoun..pronoun + 1, self.around)
                {
                    self.give(self.pattern.subject, party);
                }
            }
            1 => {
                let party = found.parties.into_iter().next();
                party.into_iter().for_each(|party| self.give(self.pattern.subject, party));
            }
            // "the Russia-Iran arms deal".
            _ => self.filled.parties.extend(found.parties),
        }
        let own = [self.event.tokens.clone()];
        // An item that evokes the frame by itself is what it is about.
        let (of, but) = match self.event.evoked.trigger.is_item() {
            true => (chunk.clone(), &own[..0]),
            false => (before, &own[..]),
        };
        self.filled.items.extend(items::items(self.view, of, self.about(), but));
        self.filled.reach = chunk;
        self.right(None);
        self.put_what_is_in();
        self.broker();
        self.light_subject();
    }

    /// "Iranian missiles were in Russian hands", "weapons in the hands of rebels": what is said to be in what the noun names.
    fn put_what_is_in(&mut self) {
        if self.pattern.object != Some(Slot::Item) || !self.filled.items.is_empty() {
            return;
        }
        let at = self.event.chunk;
        let Some(prep) = self.chunks.before(at).filter(|&prep| self.chunks.kind(prep) == Some(Kind::Prep))
        else {
            return;
        };
        if !matches!(self.view.word(self.chunks.all[prep].tokens.start), "in" | "into") {
            return;
        }
        let noun = match self.chunks.before(prep).map(|over| (over, self.chunks.kind(over))) {
            Some((over, Some(Kind::Noun))) => over,
            Some((over, Some(Kind::Verb))) => match subject(self.view, self.chunks, over).subject {
                Subject::Noun(noun) => noun,
                _ => return,
            },
            _ => return,
        };
        self.put(Some(Slot::Item), self.tokens(noun));
        self.tail(noun + 1, prep);
    }

    /// "the deal", "such shipments": a noun that speaks of what was spoken of before.
    pub(super) fn is_definite(&self, before: &Range<usize>) -> bool {
        before
            .clone()
            .any(|at| matches!(self.view.word(at), "the" | "this" | "that" | "these" | "those" | "such"))
    }

    /// "A Slovak company brokered the sale": who does that to an event takes no part in it, whoever does.
    fn broker(&mut self) {
        let Some(third) = self.event.evoked.frame.third else { return };
        let verb = self.chunks.before(self.event.chunk);
        let Some(verb) = verb.filter(|&at| self.chunks.kind(at) == Some(Kind::Verb)) else { return };
        let brokers = crate::clause::effect(self.view, self.chunks, verb).is_some_and(|effect| effect.third);
        if let (true, Subject::Noun(noun)) = (brokers, subject(self.view, self.chunks, verb).subject) {
            let by = self.by.take();
            self.put(Some(Slot::Role(third)), self.tokens(noun));
            self.by = by;
        }
    }

    /// "Iran signed an arms deal with": the subject of the verb above is that of the noun.
    fn light_subject(&mut self) {
        let taken = match self.pattern.subject {
            Some(Slot::Role(role)) => self.filled.roles[usize::from(role)].is_some(),
            Some(Slot::Parties) => false,
            _ => return,
        };
        if taken || !self.filled.parties.is_empty() {
            return;
        }
        let mut at = self.event.chunk;
        // "reached a deal on arms sales to": over nouns and their prepositions to the verb.
        for _ in 0..self.chunks.all.len() {
            let Some(before) = self.chunks.before(at) else { return };
            match self.chunks.kind(before) {
                Some(Kind::Prep) => at = before,
                Some(Kind::Noun) => {
                    let tokens = self.tokens(before);
                    if crate::clause::effect(self.view, self.chunks, before).is_none() {
                        // "negotiating with Russia over the sale": a partner.
                        let with = self.chunks.before(before).filter(|&at| {
                            self.chunks.kind(at) == Some(Kind::Prep)
                                && self.view.word(self.chunks.all[at].tokens.start) == "with"
                        });
                        let Some(with) = with else { return };
                        self.put(Some(Slot::Other), tokens);
                        at = with;
                        continue;
                    }
                    let found = named(self.view, tokens, None, self.around);
                    // "a U.S. newspaper's report of a deal", "is not aware of any order": who tells or knows of it is no end of it.
                    let told = crate::clause::effect(self.view, self.chunks, before).is_some_and(|effect| {
                        matches!(effect.level, Some(Level::Report | Level::Knowledge | Level::Evidence))
                    });
                    if told {
                        return;
                    }
                    if let Some(party) = found.parties.into_iter().next() {
                        self.give(self.pattern.subject, party);
                        return;
                    }
                    at = before;
                }
                Some(Kind::Verb) => {
                    let effect = crate::clause::effect(self.view, self.chunks, before);
                    let acts =
                        |effect: &&Effect| !effect.hedge && !effect.outside && (!effect.given || effect.ends);
                    let Some(effect) = effect.filter(acts) else { return };
                    if let Subject::Noun(noun) = subject(self.view, self.chunks, before).subject {
                        // "Washington approved the transfer", of what others were said to give and take.
                        let permits =
                            effect.progress == Some(Progress::Authorised) && self.is_of_others_told();
                        if permits && !self.is_told(noun) {
                            return;
                        }
                        if effect.third {
                            self.put(self.event.evoked.frame.third.map(Slot::Role), self.tokens(noun));
                        } else {
                            self.put_light_subject(noun, before);
                        }
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    /// Whether a noun speaks of what the page told of two, and tells nothing of it itself: "the transfer".
    fn is_of_others_told(&self) -> bool {
        self.filled.definite
            && self.filled.items.is_empty()
            && self.filled.roles.iter().all(Option::is_none)
            && self.around.last.len() == 2
    }

    /// Whether a noun phrase names one of the two of whom the page told last.
    fn is_told(&self, noun: usize) -> bool {
        let found = named(self.view, self.tokens(noun), None, self.around).parties;
        found.iter().any(|party| self.around.last.iter().any(|told| told.code == party.code))
    }

    /// The subject of the verb above: of two that are joined, with nobody named yet, it is both ends.
    fn put_light_subject(&mut self, noun: usize, verb: usize) {
        let others = lists::others(self.view, self.chunks, noun, verb);
        let ends = &self.filled.roles[..self.event.evoked.frame.parties];
        if let [other] = others.as_slice()
            && ends.iter().all(Option::is_none)
        {
            self.put(Some(Slot::Parties), self.tokens(noun));
            self.put(Some(Slot::Parties), self.tokens(*other));
            return;
        }
        self.put_subject(noun);
        for other in others {
            self.joined = true;
            self.put(self.pattern.subject, self.tokens(other));
        }
        self.joined = false;
    }
}
