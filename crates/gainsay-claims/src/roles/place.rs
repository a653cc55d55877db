//! Noun phrases put into slots, and what was kept back given its place once the rest is known.

use super::Filler;
use crate::items;
use crate::party::{Party, is_spot, is_victim, named, place, referred};
use crate::syntax::Kind;
use gainsay_knowledge::{EntityKind, Form, Perspective, Slot, TriggerKind};
use gainsay_record::{Quantity, Tag};
use std::ops::Range;

impl Filler<'_, '_> {
    /// Whether a noun phrase stands for items spoken of before: "them", "six of them", "the shipment".
    fn stands_for_items(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let pronoun = tokens.clone().any(|at| {
            let whole = at == tokens.start || view.word(at - 1) == "of";
            let phrase = view.known.wording.items.at(&view.lowered[at..tokens.end]);
            whole && phrase.is_some_and(|(length, ())| at + length == tokens.end)
        });
        let noun = |at: usize| {
            let words = &view.lowered[at..tokens.end];
            if at + 1 == tokens.end && self.stands_for_last(at) {
                return true;
            }
            let measure = view.known.quantities.measures.at(words);
            measure.is_some_and(|(length, ())| at + length == tokens.end) || self.is_trigger(words)
        };
        // "sold Moscow a small number", "six have been delivered": of what was spoken of.
        let start = self.view.mention_at(tokens.start).map_or(tokens.start, |mention| mention.end);
        // "a "small number"": as he put it.
        let marked = |at: usize| view.tag(at) == Tag::Punct;
        let inner = (start..tokens.end).rev().find(|&at| !marked(at)).map_or(start, |last| last + 1);
        let opens = if start + 1 < inner && marked(start + 1) { start + 2 } else { start };
        let number = opens < inner
            && items::number(view, opens, inner)
                .is_some_and(|(end, many)| end == inner && many.unit.is_none());
        // "ten shipments had left for Russia", "another consignment arrived": more of what was spoken of.
        let counted = || {
            let word = |at: usize| {
                matches!(
                    self.view.word(at),
                    "another"
                        | "more"
                        | "second"
                        | "third"
                        | "further"
                        | "first"
                        | "last"
                        | "fresh"
                        | "other"
                )
            };
            let last = &view.lowered[tokens.end - 1..tokens.end];
            self.pattern.subject == Some(Slot::Item)
                && self.is_trigger(last)
                && (items::number(view, start, tokens.end).is_some() || tokens.clone().any(word))
        };
        // "the country an old contract": of two determiners the last is the noun's.
        let indefinite = tokens.clone().rev().find_map(|at| match view.word(at) {
            "a" | "an" => Some(true),
            "the" | "this" | "that" | "these" | "those" | "such" => Some(false),
            _ => None,
        });
        // "whether any hardware had crossed": of what was spoken of.
        let any = tokens.len() <= 3
            && (tokens.start..tokens.end - 1).all(|at| matches!(view.word(at), "any" | "no" | "such"))
            && tokens.len() > 1;
        let definite = self.is_definite(tokens) && indefinite != Some(true) || any;
        pronoun || number || definite && tokens.clone().any(noun) || counted()
    }

    /// Whether a noun for things in general can stand for the item told last: "the vehicles" behind tanks.
    fn stands_for_last(&self, at: usize) -> bool {
        let view = self.view;
        let Some((_, classes)) = view.known.wording.standing.at(&view.lowered[at..=at]) else { return false };
        let last = || items::last_before(view, view.sentence(at).start, self.about());
        self.is_about_things()
            && last()
                .is_some_and(|last| classes.iter().any(|class| view.known.items.entails(&last.class, class)))
    }

    /// Whether words are a noun of the frame and no more: "shipment".
    pub(super) fn is_trigger(&self, words: &[String]) -> bool {
        let frame = &self.event.evoked.frame.name;
        self.view.known.frames.evoked_at(words).is_some_and(|(length, mut evoked)| {
            length == words.len()
                && evoked.any(|one| one.trigger.kind == TriggerKind::Noun && one.frame.name == *frame)
        })
    }

    /// Whether a noun phrase is of items: it names them, stands for them, or tells their transfer, as "a shipment of
    /// rockets" does.
    pub(super) fn is_of_items(&self, noun: usize) -> bool {
        let tokens = self.tokens(noun);
        let last = &self.view.lowered[tokens.end - 1..tokens.end];
        let of = self
            .chunks
            .get(noun + 1)
            .is_some_and(|next| next.kind == Kind::Prep && self.view.word(next.tokens.start) == "of");
        items::has_item(self.view, tokens.clone(), self.about())
            || self.stands_for_items(&tokens)
            || !self.is_about_things() && self.speaking(&tokens).is_some()
            || of
                && self.is_trigger(last)
                && self
                    .chunks
                    .get(noun + 2)
                    .is_some_and(|what| items::has_item(self.view, what.tokens.clone(), self.about()))
    }

    /// Whether the frame is about things, which take part in nothing themselves.
    pub(super) fn is_about_things(&self) -> bool {
        self.view.known.items.class(self.about()).is_none_or(|class| !class.persons)
    }

    /// Puts a noun phrase into a slot; whether anything came of it.
    pub(super) fn put(&mut self, slot: Option<Slot>, tokens: Range<usize>) -> bool {
        let thing = || self.is_about_things() && items::is_thing(self.view, tokens.clone());
        match slot {
            None => false,
            Some(Slot::Item) => self.put_item(tokens),
            Some(Slot::Role(_)) if let Some(what) = self.shifted(&tokens) => {
                self.put(slot, tokens.start..what.start);
                self.by = None;
                self.put_item(what)
            }
            // "An Egyptian warship unloaded rifles": what it brings its state brings.
            Some(found @ Slot::Role(0))
                if slot == self.pattern.subject
                    && self.event.evoked.frame.apart
                    && self.pattern.object == Some(Slot::Item)
                    && !self.event.passive
                    && self.carries(&tokens) =>
            {
                self.put_party(found, tokens, false)
            }
            // "attacked by Russian drones": the drones are what was used, and whose they are did it.
            // But "dropped from Ugandan planes" tells only whose they were.
            Some(Slot::Role(_)) if slot == self.pattern.subject && thing() && !self.is_launched_from() => {
                // "of its drones attacking a village".
                let its = matches!(self.view.word(tokens.start), "its" | "their" | "our");
                self.makers.extend(its.then(|| self.referred(tokens.start..tokens.start + 1)).flatten());
                self.put_item(tokens)
            }
            // "an air bridge for shells", "a licence for arms": what it is for, and not whom.
            Some(Slot::Role(_))
                if self.event.evoked.trigger.kind == TriggerKind::Noun
                    && self.filled.items.is_empty()
                    && self.by.is_some_and(|by| self.view.word(by) == "for")
                    && thing() =>
            {
                self.put_item(tokens)
            }
            Some(slot @ (Slot::Role(_) | Slot::Other)) => {
                // "parts for Iranian drones": for drones, and not for Iran.
                let places = |token| matches!(self.view.word(token), "for" | "in" | "into" | "of" | "to");
                let qualified = self.by.is_some_and(places) && thing();
                self.put_party(slot, tokens, qualified)
            }
            Some(Slot::Parties) => {
                let found = named(self.view, tokens.clone(), None, self.around);
                let mut parties = found.parties;
                if parties.is_empty() {
                    parties.extend(referred(self.view, &self.stretch, tokens, self.around));
                }
                let any = !parties.is_empty();
                parties.into_iter().for_each(|party| self.give(Some(Slot::Parties), party));
                any
            }
        }
    }

    /// "handed over *to Russia around a hundred tanks*": what is given behind whom it is given to, where nothing has been given yet.
    fn shifted(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view;
        let open = self.event.evoked.trigger.kind == TriggerKind::Verb
            && self.pattern.object == Some(Slot::Item)
            && self.filled.items.is_empty()
            && !self.filled.items_again
            && !self.event.passive
            && self.by.is_some_and(|by| matches!(view.word(by), "to" | "into"));
        let mention =
            view.mention_at(tokens.start).or_else(|| view.mention_at(tokens.start + 1)).filter(|_| open)?;
        let what = mention.end..tokens.end;
        let name =
            matches!(mention.form, Form::Name | Form::Capital) && mention.entity.kind != EntityKind::Company;
        let own = what.is_empty() || matches!(view.word(what.start), "'s" | "’s" | "-" | "‐" | "‑");
        // "to Israel ammunition worth 16 million euros".
        let opens = || view.known.items.at(&view.lowered[what.start..what.end]).is_some();
        let is_what =
            || items::is_thing(view, what.clone()) || items::measures(view, what.clone()) || opens();
        (name && !own && is_what()).then_some(what)
    }

    fn put_item(&mut self, tokens: Range<usize>) -> bool {
        // "supplies nobody": whom there is not takes nothing.
        if self.pattern.dative.is_some() && matches!(self.view.word(tokens.start), "nobody") {
            (self.filled.none, self.filled.anyone) = (true, true);
            self.filled.items_again = tokens.len() == 1;
            return true;
        }
        // "will send no one": who that would be, the page has told.
        let nobody = || match (self.view.word(tokens.start), tokens.len()) {
            ("no", 2) => self.view.word(tokens.start + 1) == "one",
            ("nobody" | "anyone" | "anybody", 1) => true,
            _ => false,
        };
        if !self.is_about_things() && nobody() {
            self.filled.items_again = true;
            self.filled.none = !matches!(self.view.word(tokens.start), "anyone" | "anybody");
            return true;
        }
        if self.is_what_carries(&tokens) {
            return true;
        }
        if self.is_against(&tokens) {
            return false;
        }
        if self.is_dative(&tokens) {
            let pronoun = tokens.start..tokens.start + 1;
            self.datives.extend(self.referred(pronoun));
            if tokens.len() == 1 {
                return true;
            }
        }
        // "its army had crossed the border".
        let goes = self.pattern.subject == Some(Slot::Item) && self.by.is_none();
        if goes && !items::has_item(self.view, tokens.clone(), self.about()) && self.put_army(&tokens) {
            return true;
        }
        let but = [self.event.tokens.clone()];
        let mut items = items::items(self.view, tokens.clone(), self.about(), &but);
        if items.is_empty() && !self.is_about_things() && (self.is_of_fighters() || self.are_armed(&tokens)) {
            items.extend(items::people(self.view, tokens.clone()));
        }
        if items.is_empty() && !self.is_about_things() {
            items.extend(self.speaking(&tokens));
        }
        let first = items.first().and_then(|item| item.spans.first()).copied();
        let item_at = first.map(|span| self.view.analysis.within(span).start);
        let found = named(self.view, tokens.clone(), item_at, self.around);
        self.makers.extend(found.makers);
        // "sold Russia weapons", "supplied Russia with weapons".
        // "hired Wagner": the company is who would come, and takes nothing.
        let (hired, given): (Vec<Party>, Vec<Party>) = found
            .parties
            .into_iter()
            .partition(|party| first.is_some() && party.spans.first().copied() == first);
        self.makers.extend(hired);
        self.datives.extend(given);
        // "talks with the same firm": with the company that was named.
        if !self.is_about_things() && self.makers.is_empty() && self.datives.is_empty() {
            let company = items::hired(self.view, tokens.clone());
            let span = self.view.span(tokens.clone());
            self.makers.extend(company.zip(span).map(|(company, span)| Party {
                code: company.code.to_string(),
                text: span.of(self.view.text).to_owned(),
                spans: vec![span],
                named: false,
            }));
        }
        // "its soldiers" are somebody's as "Rwandan soldiers" are, where they are not those of who acts.
        let acts = match self.pattern.subject {
            Some(Slot::Role(role)) => self.filled.roles[usize::from(role)].is_some(),
            _ => false,
        };
        if let Some(item) = item_at.filter(|_| !acts)
            && let Some(pronoun) = (tokens.start..item)
                .find(|&at| matches!(self.view.word(at), "its" | "their" | "our" | "his" | "her"))
        {
            self.makers.extend(referred(self.view, &self.stretch, pronoun..pronoun + 1, self.around));
        }
        // "They were bound for Juba": what goes somewhere itself.
        let moved = self.pattern.subject == Some(Slot::Item)
            || self.event.passive && self.pattern.object == Some(Slot::Item) && self.pattern.dative.is_none();
        let they = self.view.word(tokens.start) == "they" && moved;
        if items.is_empty() && (they || self.stands_for_items(&tokens)) {
            self.filled.items_again = true;
            self.filled.none = matches!(self.view.word(tokens.start), "none" | "nothing");
            let many = tokens.clone().find_map(|at| items::number(self.view, at, tokens.end));
            self.filled.how_many = many.map(|(_, many)| Quantity { unit: None, ..many });
        }
        let verb = self.event.evoked.trigger.kind == TriggerKind::Verb;
        self.filled.not_arms |= verb && items.is_empty() && self.by.is_some() && !self.filled.items_again;
        let any = !items.is_empty();
        for item in items {
            if !self.filled.items.iter().any(|other| other.spans == item.spans) {
                self.filled.items.push(item);
            }
        }
        any
    }

    /// "Two fighters told the agency that *they* were being sent": those who say it of themselves.
    fn speaking(&self, tokens: &Range<usize>) -> Option<gainsay_record::Item> {
        let pronoun =
            tokens.len() == 1 && matches!(self.view.word(tokens.start), "they" | "we" | "he" | "she" | "i");
        let source = self.around.source.clone().filter(|_| pronoun)?;
        items::items(self.view, source, self.about(), &[]).into_iter().next_back()
    }

    /// "300 Colombians *were fighting for* Russia", "*recruited* 40 Cubans": whom the event tells of does, or is taken, to fight.
    fn is_of_fighters(&self) -> bool {
        let trigger = self.event.evoked.trigger;
        let fights = self.pattern.subject == Some(Slot::Item) && trigger.stage.as_deref() == Some("deployed");
        let taken =
            self.pattern.perspective == Perspective::Role(1) && self.pattern.object == Some(Slot::Item);
        trigger.kind == TriggerKind::Verb && (fights || taken)
    }

    /// "arming Chad for its fight *with rebels*": against whom, and nothing that is given.
    fn is_against(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let with = self.by.is_some_and(|by| view.word(by) == "with")
            && matches!(self.pattern.object, Some(Slot::Role(_)));
        let fighters = |at: usize| {
            let sector = view.known.names.sector_at(&view.lowered[at..tokens.end]);
            sector.is_some_and(|(_, sector)| matches!(sector.code, "REB" | "MIL"))
        };
        with && (!view.mentions_in(tokens.clone()).is_empty() || tokens.clone().any(fighters))
            && !items::has_item(view, tokens.clone(), self.about())
            && !self.stands_for_items(tokens)
    }

    /// "some 50 *armed* Hungarians": people who are sent, whatever they are.
    fn are_armed(&self, tokens: &Range<usize>) -> bool {
        self.pattern.subject == Some(Slot::Item) && tokens.clone().any(|at| self.view.word(at) == "armed")
    }

    /// Whether a noun phrase is of what carries things: "an Egyptian warship".
    pub(super) fn carries(&self, tokens: &Range<usize>) -> bool {
        self.is_about_things() && items::is_carrier(self.view, tokens)
    }

    /// "the cargo of its aircraft": they are what it is in.
    fn is_what_carries(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let cargo = matches!(&*self.event.evoked.trigger.lemma, "cargo" | "load" | "freight");
        let of = self.by.is_some_and(|by| view.word(by) == "of");
        cargo && of && items::is_carrier(view, tokens)
    }

    /// "had sold *it* fighter jets": a pronoun right before what is given, and no "sold it".
    fn is_dative(&self, tokens: &Range<usize>) -> bool {
        let pronoun = matches!(self.view.word(tokens.start), "it" | "them" | "us" | "him" | "her");
        let own = self.chunks.holding(tokens.start);
        let more = tokens.len() > 1 || own.is_some_and(|at| self.chunks.kind(at + 1) == Some(Kind::Noun));
        pronoun && more && self.pattern.dative.is_some() && self.by.is_none()
    }

    fn put_party(&mut self, slot: Slot, tokens: Range<usize>, qualified: bool) -> bool {
        // "planes for it": a thing that something is for is nobody.
        let thing = tokens.len() == 1
            && self.by.is_some_and(|by| self.view.word(by) == "for")
            && matches!(self.view.word(tokens.start), "it" | "this" | "that" | "them");
        self.filled.serves |= thing;
        if thing || self.is_figure(&tokens) || self.is_purpose(slot, &tokens) {
            return false;
        }
        if self.is_of_others(&tokens) {
            let other = self.neighbour(slot, &tokens);
            let found = other.is_some();
            other.into_iter().for_each(|party| self.give(Some(slot), party));
            return found;
        }
        if self.is_own_maker(&tokens) {
            self.filled.at_home = true;
            return false;
        }
        // "had left the port of Jinhae": from where, and not where things were said to go.
        let leaves =
            slot == Slot::Role(0) && self.pattern.subject == Some(Slot::Item) && self.is_about_things();
        if leaves
            && tokens.clone().any(|at| is_spot(self.view, at))
            && self.view.mentions_in(tokens.clone()).is_empty()
        {
            return false;
        }
        let found = named(self.view, tokens.clone(), qualified.then_some(tokens.end), self.around);
        self.filled.anyone |= found.anyone;
        // "supplies nobody": whom there is not takes nothing.
        let nobody = matches!(self.view.word(tokens.start), "nobody" | "no") && self.by.is_none();
        self.filled.none |= nobody && Some(slot) == self.pattern.object;
        let mut parties = found.parties;
        // Where a thing went or is, but not who sent it.
        let acts = Some(slot) == self.pattern.subject && !self.event.passive;
        if parties.is_empty() && !acts {
            let found_there = place(self.view, tokens.clone()).or_else(|| self.spot(&tokens));
            parties.extend(found_there.or_else(|| self.attacked(&tokens)));
        }
        let struck = tokens.clone();
        // "to anybody in Yemen".
        if parties.is_empty() && found.anyone {
            parties.extend(self.inside(&tokens));
        }
        // "hit the school": where the page has just told of, and nobody's body.
        let site = !self.event.evoked.frame.apart && is_victim(self.view, tokens.end - 1);
        // "fired rockets at *its* border posts".
        let theirs = site && matches!(self.view.word(tokens.start), "its" | "their");
        if parties.is_empty() && theirs && !qualified {
            parties.extend(self.referred(tokens.start..tokens.start + 1));
        } else if parties.is_empty() && site && !qualified {
            let the = self.view.word(tokens.start) == "the";
            let user = self.filled.roles[0].as_ref().or(self.makers.first()).map(|user| user.code.clone());
            let here = self.around.place.clone().filter(|place| the && user.as_ref() != Some(&place.code));
            parties.extend(here.map(|party| Party { named: false, ..party }));
        } else if parties.is_empty() && !qualified {
            parties.extend(self.described(&tokens).or_else(|| self.referred(tokens)));
        }
        // "Somali militants", whom things are given.
        for party in parties.iter_mut().filter(|party| self.is_about_things() && party.code.len() == 3) {
            let own = self.view.mentions_in(struck.clone()).iter().find(|mention| {
                mention.form == Form::Adjective && mention.state() == Some(party.code.as_str())
            });
            let band = own.and_then(|own| {
                let words = &self.view.lowered[own.end..struck.end.max(own.end)];
                let persons = self.view.known.items.persons_at(words).is_some();
                self.view.known.names.sector_at(words).filter(|(_, sector)| persons && sector.code == "REB")
            });
            if band.is_some() {
                party.code.push_str(":REB");
            }
        }
        // "asked the company for fighters": the one of mercenaries that the page has named.
        if parties.is_empty() && !self.is_about_things() {
            let company = items::hired(self.view, struck.clone());
            let span = self.view.span(struck.clone());
            parties.extend(company.zip(span).map(|(company, span)| Party {
                code: company.code.to_string(),
                text: span.of(self.view.text).to_owned(),
                spans: vec![span],
                named: false,
            }));
        }
        // "arming a wing of the TPLF": a part of the group.
        if parties.is_empty() {
            parties.extend(self.part_of(&struck));
        }
        let hit = !self.event.evoked.frame.apart && slot == Slot::Role(1) && parties.is_empty();
        self.filled.struck |= hit && self.is_struck(&struck);
        // "Belgrade had been asked by both sides": two others, whoever they are.
        let ends = self.event.evoked.frame.parties;
        let others = self.filled.roles[..ends]
            .iter()
            .flatten()
            .any(|own| own.named && parties.iter().all(|party| party.code != own.code));
        if found.both && others {
            return false;
        }
        if found.both && parties.len() == 2 {
            self.filled.parties.append(&mut parties);
            return true;
        }
        let first = parties.into_iter().next();
        let any = first.is_some();
        first.into_iter().for_each(|party| self.give(Some(slot), party));
        any
    }
}
