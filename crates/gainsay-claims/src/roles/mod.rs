//! Who fills which role of an event, and what is transferred: the noun phrases around a trigger, each put where its
//! preposition or place says.

mod place;

use crate::clause::{form, is_finite};
use crate::items;
use crate::party::{Around, Party, named, referred};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind};
use crate::view::View;
use gainsay_knowledge::{Evoked, Pattern, Slot, TriggerKind, WordForm};
use gainsay_record::Item;
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
    /// "countries at war".
    pub anyone: bool,
    /// The tokens that belong to the event, for its words of time.
    pub reach: Range<usize>,
    /// Whether nobody in the content was the subject.
    pub by_speaker: bool,
}

impl Filled {
    pub fn knows_anybody(&self) -> bool {
        !self.parties.is_empty() || self.roles.iter().any(Option::is_some)
    }

    pub fn has_item(&self) -> bool {
        !self.items.is_empty() || self.items_again
    }
}

/// Fills the roles of one event.
struct Filler<'v, 'a> {
    view: &'v View<'a>,
    chunks: &'v Chunks,
    stretch: Range<usize>,
    around: &'v Around,
    event: &'v Event<'a>,
    pattern: &'v Pattern,
    filled: Filled,
    /// Parties that stood before the item: its makers, or its takers.
    makers: Vec<Party>,
    datives: Vec<Party>,
    others: Vec<Party>,
}

/// Fills the roles of `event`.
pub(crate) fn fill(
    view: &View<'_>,
    chunks: &Chunks,
    stretch: Range<usize>,
    around: &Around,
    event: &Event<'_>,
) -> Filled {
    let frame = event.evoked.frame;
    let filled =
        Filled { roles: vec![None; frame.roles.len()], reach: event.tokens.clone(), ..Filled::default() };
    let mut filler = Filler {
        view,
        chunks,
        stretch,
        around,
        event,
        pattern: frame.pattern(event.evoked.trigger),
        filled,
        makers: Vec::new(),
        datives: Vec::new(),
        others: Vec::new(),
    };
    match event.evoked.trigger.kind {
        TriggerKind::Verb => filler.verb(),
        TriggerKind::Noun => filler.noun(),
    }
    filler.settle();
    filler.filled
}

impl Filler<'_, '_> {
    fn class(&self) -> &str {
        &self.event.evoked.frame.item
    }

    fn verb(&mut self) {
        let at = self.event.chunk;
        let passive = self.event.passive;
        let left = subject(self.view, self.chunks, at);
        if passive {
            let bare = !is_finite(self.view, self.chunks, at);
            let mut object = None;
            let before = self.chunks.before(at).filter(|&b| self.chunks.kind(b) == Some(Kind::Noun));
            let noun = match (bare, left.subject) {
                (true, _) => before,
                (false, Subject::Noun(noun)) => Some(noun),
                _ => None,
            };
            if let Some(noun) = noun {
                let tokens = self.chunks.all[noun].tokens.clone();
                let item = items::has_item(self.view, tokens.clone(), self.class())
                    || self.stands_for_items(&tokens);
                // "Ukraine was given tanks": whoever takes is the subject.
                let slot =
                    if item { self.pattern.object } else { self.pattern.dative.or(self.pattern.object) };
                object = self.pattern.object.filter(|_| !item);
                self.put(slot, tokens.clone());
                self.filled.reach.start = self.filled.reach.start.min(tokens.start);
                self.tail(noun + 1, at);
            }
            self.right(object);
        } else {
            let object_open = left.object.is_some();
            if let Some(object) = left.object {
                let tokens = self.chunks.all[object].tokens.clone();
                self.put(self.pattern.object, tokens);
            }
            match left.subject {
                Subject::Noun(noun) => {
                    let tokens = self.chunks.all[noun].tokens.clone();
                    // "weapons North Korea sent": the object stands right before the subject, in one phrase.
                    self.put_subject(tokens.clone(), noun);
                    self.filled.reach.start = self.filled.reach.start.min(tokens.start);
                }
                Subject::Speaker => self.speaker(),
                Subject::Unknown => {}
            }
            self.right(if object_open { None } else { self.pattern.object });
        }
    }

    fn speaker(&mut self) {
        if let (Some(speaker), Some(Slot::Role(role))) = (self.around.speaker.clone(), self.pattern.subject) {
            self.filled.roles[role as usize].get_or_insert(Party { named: false, ..speaker });
            self.filled.by_speaker = true;
        }
    }

    /// The subject's noun phrase, with what "of" and "in" bring where it names nobody itself: "officials in Kyiv".
    fn put_subject(&mut self, tokens: Range<usize>, noun: usize) {
        let subject = self.pattern.subject;
        if self.put(subject, tokens.clone()) {
            return;
        }
        let of = self.chunks.get(noun + 1).filter(|chunk| {
            chunk.kind == Kind::Prep && matches!(self.view.word(chunk.tokens.start), "of" | "in" | "from")
        });
        if of.is_some()
            && let Some(next) = self.chunks.get(noun + 2).filter(|chunk| chunk.kind == Kind::Noun)
        {
            self.put(subject, next.tokens.clone());
        }
    }

    fn noun(&mut self) {
        let chunk = self.chunks.all[self.event.chunk].tokens.clone();
        let before = chunk.start..self.event.tokens.start;
        let class = self.class().to_owned();
        let found = named(self.view, before.clone(), None, self.around);
        self.filled.anyone |= found.anyone;
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
        let but = [self.event.tokens.clone()];
        self.filled.items.extend(items::items(self.view, before, &class, &but));
        self.filled.reach = chunk;
        self.right(None);
        self.light_subject();
    }

    /// "Iran signed an arms deal with": the subject of the verb above is that of the noun.
    fn light_subject(&mut self) {
        let Some(Slot::Role(_) | Slot::Parties) = self.pattern.subject else { return };
        if let Some(Slot::Role(role)) = self.pattern.subject
            && self.filled.roles[role as usize].is_some()
        {
            return;
        }
        if !self.filled.parties.is_empty() {
            return;
        }
        let mut at = self.event.chunk;
        // "reached a deal on arms sales to": over nouns and their prepositions to the verb.
        for _ in 0..self.chunks.all.len() {
            let Some(before) = self.chunks.before(at) else { return };
            match self.chunks.kind(before) {
                Some(Kind::Prep) => at = before,
                Some(Kind::Noun) => {
                    let tokens = self.chunks.all[before].tokens.clone();
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
                    let Some(effect) = crate::clause::effect(self.view, self.chunks, before) else { return };
                    if effect.hedge || effect.given {
                        return;
                    }
                    if let Subject::Noun(noun) = subject(self.view, self.chunks, before).subject {
                        let tokens = self.chunks.all[noun].tokens.clone();
                        let other = self.chunks.get(noun + 2).filter(|_| {
                            self.chunks.kind(noun + 1) == Some(Kind::And)
                                && self.chunks.kind(noun + 2) == Some(Kind::Noun)
                        });
                        match other.map(|chunk| chunk.tokens.clone()) {
                            // "Iran and Russia signed": both ends, direction open.
                            Some(other)
                                if noun + 2 < before
                                    && self.filled.roles[..2.min(self.filled.roles.len())]
                                        .iter()
                                        .all(Option::is_none) =>
                            {
                                self.put(Some(Slot::Parties), tokens);
                                self.put(Some(Slot::Parties), other);
                            }
                            _ => self.put_subject(tokens, noun),
                        }
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    /// What stands between a noun phrase and the verb of which it is the object: "weapons from Iran were sent".
    fn tail(&mut self, from: usize, to: usize) {
        let mut slot = None;
        for at in from..to {
            let chunk = &self.chunks.all[at];
            match chunk.kind {
                Kind::Prep => slot = self.preposition(chunk.tokens.start),
                Kind::Noun => {
                    let tokens = chunk.tokens.clone();
                    self.put(slot, tokens);
                }
                _ => {}
            }
        }
    }

    fn preposition(&self, token: usize) -> Option<Slot> {
        let word = self.view.word(token);
        if word == "by" && self.event.passive {
            return self.pattern.subject;
        }
        self.pattern.prepositions.get(word).copied()
    }

    /// The noun phrases after the trigger, up to where another clause begins.
    fn right(&mut self, first: Option<Slot>) {
        let mut slot = first;
        let mut at = self.event.chunk + 1;
        let mut last_filled = first;
        while let Some(chunk) = self.chunks.get(at) {
            let next = self.chunks.kind(at + 1);
            match chunk.kind {
                Kind::Noun => {
                    let subject_of_next = matches!(next, Some(Kind::Verb))
                        && is_finite(self.view, self.chunks, at + 1)
                        && slot.is_none();
                    if subject_of_next {
                        break;
                    }
                    let tokens = chunk.tokens.clone();
                    self.filled.reach.end = self.filled.reach.end.max(tokens.end);
                    self.put(slot, tokens);
                    last_filled = slot;
                    if slot != Some(Slot::Item) {
                        // A second noun phrase belongs to nobody until a preposition or an "and" says so.
                        slot = None;
                    }
                }
                Kind::Prep => {
                    let word = self.view.word(chunk.tokens.start);
                    let keeps =
                        word == "of" && last_filled == Some(Slot::Item) && self.pattern.object.is_some();
                    slot = if keeps { Some(Slot::Item) } else { self.preposition(chunk.tokens.start) };
                }
                Kind::Time | Kind::Adverb => {
                    self.filled.reach.end = self.filled.reach.end.max(chunk.tokens.end);
                }
                Kind::And | Kind::Comma => {
                    let mut after = at + 1;
                    while matches!(self.chunks.kind(after), Some(Kind::And | Kind::Adverb | Kind::Time)) {
                        after += 1;
                    }
                    match self.chunks.kind(after) {
                        Some(Kind::Noun) if !self.opens_clause(after) => slot = last_filled,
                        Some(Kind::Prep) => {}
                        Some(Kind::Verb) if self.includes(after) => {
                            slot = Some(Slot::Item);
                            at = after;
                        }
                        // "exported, or sold, weapons": the object comes after the last verb.
                        Some(Kind::Verb) if chunk.kind == Kind::And && self.shares_object(after) => {
                            slot = self.pattern.object;
                            at = after;
                        }
                        _ => break,
                    }
                }
                Kind::Verb if self.includes(at) => slot = Some(Slot::Item),
                Kind::Verb | Kind::Sub | Kind::Rel => break,
            }
            at += 1;
        }
    }

    fn includes(&self, at: usize) -> bool {
        self.chunks.get(at).is_some_and(|chunk| self.view.word(chunk.tokens.start) == "including")
    }

    /// "sold or supplied weapons": nothing yet fills the object, and the next verb is a trigger of the same kind.
    fn shares_object(&self, at: usize) -> bool {
        let Some(group) = self.chunks.get(at).and_then(|chunk| chunk.verb) else { return false };
        let bare = !(group.modal.is_some() && group.infinitive);
        !self.filled.has_item()
            && bare
            && self.view.known.frames.evoked_at(&self.view.lowered[group.head..]).is_some_and(
                |(_, mut evoked)| {
                    evoked.any(|one| {
                        one.form != WordForm::Noun && one.frame.name == self.event.evoked.frame.name
                    })
                },
            )
    }

    /// A noun phrase that is the subject of the next clause.
    fn opens_clause(&self, noun: usize) -> bool {
        let mut at = noun + 1;
        while matches!(self.chunks.kind(at), Some(Kind::Adverb | Kind::Time)) {
            at += 1;
        }
        self.chunks.kind(at) == Some(Kind::Verb)
            && is_finite(self.view, self.chunks, at)
            && !self.chunks.get(at).and_then(|c| c.verb).is_some_and(|g| {
                // "weapons and ammunition supplied by": a participle.
                !g.be
                    && !g.have
                    && g.modal.is_none()
                    && !g.auxiliary_do
                    && form(self.view, g.head) == Some(WordForm::PastOrParticiple)
                    && self.chunks.kind(at + 1) == Some(Kind::Prep)
            })
    }
}
