//! Noun phrases put into slots, and what was kept back given its place once the rest is known.

use super::{Filled, Filler};
use crate::items;
use crate::party::{Party, claimed_of, described, is_spot, named, place, referred};
use crate::syntax::Kind;
use gainsay_knowledge::{Perspective, Slot, TriggerKind};
use gainsay_record::{Item, Quantity};
use std::ops::Range;

impl Filler<'_, '_> {
    /// Whether a noun phrase stands for items spoken of before: "them", "six of them", "the shipment".
    pub(super) fn stands_for_items(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let pronoun = tokens.clone().any(|at| {
            let whole = at == tokens.start || view.word(at - 1) == "of";
            let phrase = view.known.wording.items.at(&view.lowered[at..tokens.end]);
            whole && phrase.is_some_and(|(length, ())| at + length == tokens.end)
        });
        let noun = |at: usize| {
            let words = &view.lowered[at..tokens.end];
            let measure =
                view.known.wording.measures.at(words).is_some_and(|(length, ())| at + length == tokens.end);
            measure || self.is_trigger(words)
        };
        // "sold Moscow a small number", "six have been delivered": of what was spoken of.
        let start = self.view.mention_at(tokens.start).map_or(tokens.start, |mention| mention.end);
        let number = start < tokens.end
            && items::number(view, start, tokens.end)
                .is_some_and(|(end, many)| end == tokens.end && many.unit.is_none());
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
        pronoun || number || self.is_definite(tokens) && tokens.clone().any(noun) || counted()
    }

    /// Whether words are a noun of the frame and no more: "shipment".
    fn is_trigger(&self, words: &[String]) -> bool {
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
            // "attacked by Russian drones": the drones are what was used, and whose they are did it.
            Some(Slot::Role(_)) if slot == self.pattern.subject && thing() => self.put_item(tokens),
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

    fn put_item(&mut self, tokens: Range<usize>) -> bool {
        if self.is_dative(&tokens) {
            let pronoun = tokens.start..tokens.start + 1;
            self.datives.extend(self.referred(pronoun));
            if tokens.len() == 1 {
                return true;
            }
        }
        let but = [self.event.tokens.clone()];
        let items = items::items(self.view, tokens.clone(), self.about(), &but);
        let first = items.first().and_then(|item| item.spans.first()).copied();
        let item_at = first.map(|span| self.view.analysis.within(span).start);
        let found = named(self.view, tokens.clone(), item_at, self.around);
        self.makers.extend(found.makers);
        // "sold Russia weapons", "supplied Russia with weapons".
        self.datives.extend(found.parties);
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
        let they = self.view.word(tokens.start) == "they" && self.pattern.subject == Some(Slot::Item);
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
        if thing || self.is_of_others(&tokens) {
            return false;
        }
        if self.is_own_maker(&tokens) {
            self.filled.at_home = true;
            return false;
        }
        let found = named(self.view, tokens.clone(), qualified.then_some(tokens.end), self.around);
        self.filled.anyone |= found.anyone;
        let mut parties = found.parties;
        // Where a thing went or is, but not who sent it.
        let acts = Some(slot) == self.pattern.subject && !self.event.passive;
        if parties.is_empty() && !acts {
            let found_there = place(self.view, tokens.clone()).or_else(|| self.spot(&tokens));
            parties.extend(found_there.or_else(|| self.attacked(&tokens)));
        }
        // "to anybody in Yemen".
        if parties.is_empty() && found.anyone {
            parties.extend(self.inside(&tokens));
        }
        if parties.is_empty() && !qualified {
            parties.extend(self.described(&tokens).or_else(|| self.referred(tokens)));
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

    /// "on the port of Hodeidah".
    fn spot(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let of = matches!(self.view.word(next.tokens.start), "of" | "in" | "near")
            && tokens.clone().any(|at| is_spot(self.view, at));
        let of = self.chunks.get(at + 2).filter(|of_what| of && of_what.kind == Kind::Noun)?.tokens.clone();
        let party = named(self.view, of.clone(), None, self.around).parties.into_iter().next();
        party.or_else(|| place(self.view, of))
    }

    /// "struck two villages": of the state that says so, where another did it.
    fn attacked(&self, tokens: &Range<usize>) -> Option<Party> {
        let speaker = self.around.speaker.as_ref().filter(|speaker| speaker.code.len() == 3)?;
        let hit = self.by.is_none_or(|by| matches!(self.view.word(by), "at" | "on" | "over" | "upon"));
        let alone = self.view.mentions_in(tokens.clone()).is_empty()
            && !matches!(self.view.word(tokens.start), "the" | "its" | "their" | "his" | "her");
        let spot = is_spot(self.view, tokens.end - 1);
        let by_another = self
            .filled
            .roles
            .first()?
            .as_ref()
            .is_some_and(|user| !user.code.starts_with(speaker.code.as_str()));
        (hit && alone && spot && by_another).then(|| Party { named: false, ..speaker.clone() })
    }

    /// The state in which "anybody" is.
    fn inside(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let land = self.chunks.get(at + 2).filter(|land| land.kind == Kind::Noun)?;
        let inside = matches!(self.view.word(next.tokens.start), "in" | "inside");
        inside.then(|| named(self.view, land.tokens.clone(), None, self.around).parties.into_iter().next())?
    }

    /// "from the country's own maker", "from a domestic manufacturer".
    fn is_own_maker(&self, tokens: &Range<usize>) -> bool {
        let own =
            |at: usize| self.view.known.wording.own_makers.at(&self.view.lowered[at..tokens.end]).is_some();
        self.by.is_some_and(|by| matches!(self.view.word(by), "from" | "by" | "with" | "of"))
            && tokens.clone().any(own)
    }

    /// "to the government in Tripoli", "to the guerrillas of the ELN".
    pub(super) fn described(&self, tokens: &Range<usize>) -> Option<Party> {
        let at = self.chunks.holding(tokens.start)?;
        let next = self.chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
        let of = matches!(self.view.word(next.tokens.start), "of" | "in" | "from");
        let place = self.chunks.get(at + 2).filter(|place| of && place.kind == Kind::Noun)?;
        described(self.view, tokens.clone(), place.tokens.clone(), self.around)
    }

    /// "its partners", "Russia's neighbours": somebody else than who is named.
    fn is_of_others(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let ends = |at: usize| {
            let others = view.known.wording.others.at(&view.lowered[at..tokens.end]);
            others.is_some_and(|(length, ())| at + length == tokens.end)
        };
        let owned = view
            .mentions_in(tokens.clone())
            .last()
            .is_none_or(|mention| matches!(view.word(mention.end), "'s" | "’s" | "'" | "’"));
        owned && tokens.clone().any(ends)
    }

    /// Whom a pronoun stands for. One who acts upon "its" troops acts upon those of the speaker.
    fn referred(&self, tokens: Range<usize>) -> Option<Party> {
        let party = match self.subject_before(&tokens) {
            Some(subject) => subject,
            None => referred(self.view, &self.stretch, tokens, self.around)?,
        };
        let parties = self.event.evoked.frame.parties;
        let acts = self.filled.roles[..parties].iter().flatten().any(|other| other.code == party.code);
        match self.voice {
            Some(voice) if acts && voice.code != party.code => {
                Some(Party { spans: party.spans, named: false, ..voice.clone() })
            }
            _ => Some(party),
        }
    }

    /// Of a pronoun that is itself a subject: it goes on about a subject before it, or about the speaker, rather than about
    /// somebody whom a preposition brought ("it plans to buy jets from India but has not").
    fn subject_before(&self, tokens: &Range<usize>) -> Option<Party> {
        let pronoun =
            tokens.len() == 1 && matches!(self.view.word(tokens.start), "it" | "they" | "he" | "she");
        let own = self.chunks.all.iter().position(|chunk| chunk.tokens.contains(&tokens.start))?;
        let is_subject = |at: usize| {
            let governed = at > 0 && self.chunks.all[at - 1].kind == Kind::Prep;
            !governed
                && self.chunks.kind(at) == Some(Kind::Noun)
                && self.chunks.kind(at + 1) == Some(Kind::Verb)
        };
        if !pronoun || !is_subject(own) {
            return None;
        }
        let span = self.view.span(tokens.clone())?;
        let named =
            |at: usize| named(self.view, self.tokens(at), None, self.around).parties.into_iter().next();
        let before = (0..own).rev().filter(|&at| is_subject(at)).find_map(named);
        let it = || matches!(self.view.word(tokens.start), "it" | "they");
        let claimed = || it().then(|| claimed_of(self.view, &self.stretch, self.around))?;
        let party = before.or_else(claimed).or_else(|| self.around.speaker.clone())?;
        Some(Party { spans: vec![span], named: false, ..party })
    }

    pub(super) fn give(&mut self, slot: Option<Slot>, party: Party) {
        match slot {
            Some(Slot::Role(role)) => {
                let role = usize::from(role);
                self.pass_through(role, &party);
                match &self.filled.roles[role] {
                    None => {
                        self.brought[role] = self.by;
                        self.filled.roles[role] = Some(party);
                    }
                    Some(first) if self.joined && first.code != party.code => {
                        self.filled.also.push((role, party))
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

    /// "US-made": said of the thing, and of nobody who takes part.
    fn only_made(&self, party: &Party) -> bool {
        let Some(span) = party.spans.first() else { return false };
        let end = self.view.analysis.within(*span).end;
        let rest = self.view.lowered.get(end + 1..).unwrap_or_default();
        matches!(self.view.word(end), "-" | "‐" | "‑") && self.view.known.wording.producing.at(rest).is_some()
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
            // "they get their weapons from Iran": theirs once they have them.
            if owners.clone().any(is_he) || !party.named && taken(&self.filled, &party.code) {
                continue;
            }
            let open = owners.into_iter().find(|&role| {
                let fits = role >= parties || !made && !taken(&self.filled, &party.code);
                fits && self.filled.roles[role].is_none()
            });
            if let Some(role) = open {
                self.filled.roles[role] = Some(party);
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
            && frame.apart
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
