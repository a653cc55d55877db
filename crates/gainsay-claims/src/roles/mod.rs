//! Who fills which role of an event, and what it is about: the noun phrases around a trigger, each put where its
//! preposition or place says.

mod lists;
mod place;
mod right;

use crate::clause::is_finite;
use crate::items;
use crate::party::{Around, Party, named, referred};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind, is_be};
use crate::view::View;
use gainsay_knowledge::{Evoked, Pattern, Slot, TriggerKind};
use gainsay_record::{Item, Quantity};
use std::ops::Range;

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

/// What fills an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filled {
    /// By role, in the order of the frame.
    pub roles: Vec<Option<Party>>,
    /// Both ends, direction open.
    pub parties: Vec<Party>,
    pub items: Vec<Item>,
    /// A word stands for items spoken of before: "them".
    pub items_again: bool,
    /// How many of them: "six of them".
    pub how_many: Option<Quantity>,
    /// The object itself is denied: "fired none".
    pub none: bool,
    /// What is said of it, where that is not what the verb says.
    pub turn: Option<Turn>,
    /// The words that the trigger carries turn out to be of something else: "armed with figures".
    pub not_arms: bool,
    /// The words stand for an event spoken of before: "the deal".
    pub definite: bool,
    /// "countries at war".
    pub anyone: bool,
    /// It is for "it", which can be what was told before: "planes for it".
    pub serves: bool,
    /// It comes from whoever makes such things for their own state: nothing changes hands between two.
    pub at_home: bool,
    /// The tokens that belong to the event, for its words of time.
    pub reach: Range<usize>,
    /// The prepositions behind the trigger, as tokens.
    pub prepositions: Vec<usize>,
    /// Who fills a role as well: "to Syria *and Lebanon*".
    also: Vec<(usize, Party)>,
}

/// One list of ten names by another is more than anybody asserts in a sentence.
const MOST: usize = 12;

impl Filled {
    pub fn knows_anybody(&self) -> bool {
        !self.parties.is_empty() || self.roles.iter().any(Option::is_some)
    }

    /// Whether whom it is for is left to a kind: "to countries at war".
    pub fn is_of_anyone(&self) -> bool {
        self.anyone && self.roles.get(1).is_none_or(Option::is_none)
    }

    /// One event for each of those that a list names: who sells to two sells to each.
    fn each(mut self) -> Vec<Self> {
        let also = std::mem::take(&mut self.also);
        let mut roles: Vec<usize> = also.iter().map(|(role, _)| *role).collect();
        roles.dedup();
        let mut all = vec![self];
        for role in roles {
            let more = all.clone();
            for (_, party) in also.iter().filter(|(other, _)| *other == role) {
                all.extend(more.iter().cloned().map(|mut one| {
                    one.roles[role] = Some(party.clone());
                    one
                }));
            }
        }
        all.truncate(MOST);
        all
    }
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

    fn verb(&mut self) {
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
        match left.subject {
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
        self.right(if object_open { None } else { self.pattern.object });
        if let Subject::Noun(noun) = left.subject {
            self.both_ends(noun);
            self.carrier(noun);
        }
    }

    /// "Qatar flew weapons to Tripoli": a state that carries things brings its own, unless they are said to be from another.
    fn carrier(&mut self, noun: usize) {
        let open = self.event.evoked.frame.owners.first().map(|&role| usize::from(role));
        let open = open.filter(|&role| self.filled.roles[role].is_none());
        let carries = self.pattern.subject.is_none() && lists::is_bare_name(self.view, self.chunks, noun);
        if let Some(role) = open.filter(|_| carries && !self.filled.items.is_empty()) {
            let party = named(self.view, self.tokens(noun), None, self.around).parties.into_iter().next();
            self.filled.roles[role] = party;
        }
    }

    /// "Drones were delivered", "Ukraine was given tanks", "weapons supplied by Iran".
    fn passive(&mut self, subject: Subject) {
        let at = self.event.chunk;
        let own = self.chunks.all[at].verb.and_then(|group| group.of);
        let noun = match subject {
            _ if own.is_some() => own,
            // A bare participle belongs to the noun phrase before it.
            _ if !is_finite(self.view, self.chunks, at) => {
                self.chunks.before(at).filter(|&b| self.chunks.kind(b) == Some(Kind::Noun))
            }
            Subject::Noun(noun) => Some(noun),
            _ => None,
        };
        let mut object = None;
        if let Some(noun) = noun {
            let tokens = self.tokens(noun);
            let item = self.is_of_items(noun);
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

    /// "the Cuban army was being sent": an army is whose it is, and those who are sent.
    fn put_army(&mut self, tokens: &Range<usize>) -> bool {
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
    fn put_subject(&mut self, noun: usize) {
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

    fn noun(&mut self) {
        let chunk = self.tokens(self.event.chunk);
        let before = chunk.start..self.event.tokens.start;
        let found = named(self.view, before.clone(), None, self.around);
        self.filled.anyone |= found.anyone;
        self.filled.definite = self.is_definite(&before);
        match found.parties.len() {
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
        self.light_subject();
    }

    /// "the deal", "such shipments": a noun that speaks of what was spoken of before.
    fn is_definite(&self, before: &Range<usize>) -> bool {
        before
            .clone()
            .any(|at| matches!(self.view.word(at), "the" | "this" | "that" | "these" | "those" | "such"))
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
                    if let Some(party) = found.parties.into_iter().next() {
                        self.give(self.pattern.subject, party);
                        return;
                    }
                    at = before;
                }
                Some(Kind::Verb) => {
                    let effect = crate::clause::effect(self.view, self.chunks, before);
                    let Some(effect) = effect.filter(|effect| !effect.hedge && !effect.given) else { return };
                    if let Subject::Noun(noun) = subject(self.view, self.chunks, before).subject {
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

    /// What stands between a noun phrase and the verb of which it is the object: "weapons from Iran were sent".
    fn tail(&mut self, from: usize, to: usize) {
        let mut slot = None;
        for at in from..to {
            match self.chunks.all[at].kind {
                Kind::Prep => {
                    let token = self.chunks.all[at].tokens.start;
                    // "a shipment of rockets arrived"
                    let of = self.view.word(token) == "of";
                    slot = self.preposition(token).or(of.then_some(Slot::Item));
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
        self.pattern.prepositions.get(word).copied()
    }
}
