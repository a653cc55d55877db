//! The noun phrases behind a trigger, up to where another clause begins.

use super::{Filled, Filler, lists};
use crate::clause::{form, is_finite};
use crate::items;
use crate::party::named;
use crate::syntax::{Kind, is_be};
use gainsay_knowledge::{Form, Slot, TriggerKind, WordForm};

impl Filler<'_, '_> {
    /// Puts the noun phrases behind the trigger, the first that no preposition brings into `first`.
    pub(super) fn right(&mut self, first: Option<Slot>) {
        self.shared = self.filled.clone();
        let mut slot = first;
        let mut at = self.event.chunk + 1;
        let mut last_filled = first;
        if self.is_located(at) {
            at += 1;
        }
        while let Some(chunk) = self.chunks.get(at) {
            match chunk.kind {
                Kind::Noun => {
                    let next_verb = self.chunks.kind(at + 1) == Some(Kind::Verb);
                    if next_verb && slot.is_none() && is_finite(self.view, self.chunks, at + 1) {
                        break;
                    }
                    let tokens = chunk.tokens.clone();
                    self.filled.reach.end = self.filled.reach.end.max(tokens.end);
                    self.put(slot, tokens);
                    self.joined = false;
                    last_filled = slot;
                    if slot != Some(Slot::Item) {
                        // A second noun phrase belongs to nobody until a preposition or an "and" says so.
                        slot = None;
                    }
                }
                Kind::Prep => {
                    let token = chunk.tokens.start;
                    let keeps = self.view.word(token) == "of"
                        && last_filled == Some(Slot::Item)
                        && self.pattern.object.is_some();
                    slot = if keeps { Some(Slot::Item) } else { self.preposition(token) };
                    self.by = Some(token);
                    self.filled.prepositions.push(token);
                }
                Kind::Time | Kind::Adverb => {
                    self.filled.reach.end = self.filled.reach.end.max(chunk.tokens.end);
                }
                Kind::And | Kind::Comma => {
                    let mut after = at + 1;
                    while matches!(self.chunks.kind(after), Some(Kind::And | Kind::Adverb | Kind::Time)) {
                        after += 1;
                    }
                    let and = (at..after).any(|at| self.chunks.kind(at) == Some(Kind::And));
                    match self.chunks.kind(after) {
                        Some(Kind::Noun) if !self.opens_clause(after) => {
                            if self.begins_anew(after) || self.is_contrary(at, after) {
                                let contrary = self.is_contrary(at, after);
                                self.begin_anew();
                                if let Some(told) = self.told.last().filter(|_| contrary) {
                                    self.filled.roles.clone_from(&told.roles);
                                    self.filled.contrary = true;
                                }
                                slot = self.object();
                                self.by = None;
                            } else if self.gapped(after) {
                                // All of it is told.
                                break;
                            } else {
                                slot = last_filled;
                                self.joined = and || lists::is_bare_name(self.view, self.chunks, after);
                            }
                        }
                        Some(Kind::Prep) => self.joined = and,
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
        self.by = None;
        self.joined = false;
    }

    /// What the object of the trigger is, or what "of" brings to a noun.
    fn object(&self) -> Option<Slot> {
        match self.event.evoked.trigger.kind {
            TriggerKind::Verb => self.pattern.object,
            TriggerKind::Noun => self.pattern.prepositions.get("of").copied(),
        }
    }

    /// "drones from Iran *and shells* from North Korea": a second object, with a preposition that the first one has too.
    fn begins_anew(&self, noun: usize) -> bool {
        let Some(next) = self.chunks.get(noun + 1).filter(|next| next.kind == Kind::Prep) else {
            return false;
        };
        let tokens = self.tokens(noun);
        match (self.object(), self.preposition(next.tokens.start)) {
            (Some(Slot::Item), Some(Slot::Role(role))) => {
                let role = usize::from(role);
                let again = self.filled.roles[role].is_some() && self.shared.roles[role].is_none();
                again && !self.filled.items.is_empty() && items::has_item(self.view, tokens, self.about())
            }
            // "Russia with drones and Yemen with missiles"
            (Some(Slot::Role(_)), Some(Slot::Item)) => {
                !self.filled.items.is_empty() && !self.view.mentions_in(tokens).is_empty()
            }
            _ => false,
        }
    }

    fn begin_anew(&mut self) {
        self.settle();
        let shared = self.shared.clone();
        self.told.push(std::mem::replace(&mut self.filled, shared));
    }

    /// "no missiles, *only helmets*", "not missiles *but helmets*".
    fn is_contrary(&self, from: usize, noun: usize) -> bool {
        let says = |at: usize| {
            matches!(self.view.word(self.chunks.all[at].tokens.start), "only" | "just" | "but" | "merely")
        };
        let opens = matches!(self.view.word(self.tokens(noun).start), "only" | "just");
        let anew = opens || (from..noun).any(says);
        anew && !self.filled.items.is_empty()
            && self.object() == Some(Slot::Item)
            && items::has_item(self.view, self.tokens(noun), self.about())
    }

    /// "delivered tanks to Ukraine *and Sweden howitzers*": who acts and what, the rest as before.
    fn gapped(&mut self, noun: usize) -> bool {
        let (Some(Slot::Role(role)), Some(Slot::Item)) = (self.pattern.subject, self.pattern.object) else {
            return false;
        };
        let ends = matches!(
            self.chunks.kind(noun + 1),
            None | Some(Kind::Comma | Kind::And | Kind::Time | Kind::Adverb)
        );
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
        self.settle();
        let mut next = Filled { items: Vec::new(), ..self.filled.clone() };
        next.roles[usize::from(role)] = Some(who);
        self.told.push(std::mem::replace(&mut self.filled, next));
        self.put(Some(Slot::Item), what);
        true
    }

    /// "the soldiers were in Congo": a noun that is said to be somewhere.
    fn is_located(&self, at: usize) -> bool {
        let be =
            self.chunks.get(at).and_then(|chunk| chunk.verb).filter(|verb| is_be(self.view.word(verb.head)));
        self.event.evoked.trigger.kind == TriggerKind::Noun
            && be.is_some()
            && self.chunks.kind(at + 1) == Some(Kind::Prep)
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
