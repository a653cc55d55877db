//! The noun phrases behind a trigger, up to where another clause begins.

use super::{Filler, Turn, lists};
use crate::clause::{form, is_finite};
use crate::party::{Party, is_spot, named};
use crate::syntax::{Kind, is_be};
use gainsay_knowledge::{Progress, Slot, TriggerKind, WordForm};
use gainsay_record::Mode;
use std::ops::Range;

/// Where the reading of the words behind a trigger has come to.
struct Place {
    /// The chunk.
    at: usize,
    /// What the next noun phrase fills.
    slot: Option<Slot>,
    /// What the one before it was put into.
    last: Option<Slot>,
}

impl Filler<'_, '_> {
    /// Puts the noun phrases behind the trigger, the first that no preposition brings into `first`.
    pub(super) fn right(&mut self, first: Option<Slot>) {
        self.shared = self.filled.clone();
        // "boots on the ground" is over several chunks.
        let last = self.chunks.holding(self.event.tokens.end.saturating_sub(1)).unwrap_or(self.event.chunk);
        let opens = last.max(self.event.chunk) + 1;
        let at = if self.is_located(opens) { opens + 1 } else { opens };
        let mut place = Place { at, slot: first, last: first };
        while let Some(chunk) = self.chunks.get(place.at) {
            let goes_on = match chunk.kind {
                Kind::Noun => self.noun_behind(&mut place),
                // "shells for Russia a fiction of": an item by itself ends with whom it is for.
                Kind::Prep
                    if self.event.evoked.trigger.is_item() && self.view.word(chunk.tokens.start) == "of" =>
                {
                    false
                }
                Kind::Prep => {
                    self.preposition_behind(&mut place, chunk.tokens.start);
                    true
                }
                Kind::Time | Kind::Adverb => {
                    if self.view.word(chunk.tokens.start) == "there" {
                        self.there(chunk.tokens.start);
                    }
                    // "received nothing from abroad": from nobody in particular.
                    self.filled.anyone |= self.view.word(chunk.tokens.start) == "abroad";
                    self.filled.reach.end = self.filled.reach.end.max(chunk.tokens.end);
                    true
                }
                Kind::And | Kind::Comma => self.joint_behind(&mut place),
                Kind::Verb => self.verb_behind(&mut place),
                Kind::Sub | Kind::Rel => false,
            };
            if !goes_on {
                break;
            }
            place.at += 1;
        }
        self.by = None;
        self.joined = false;
        self.filled.anyone |= self.is_for_anyone();
        self.user_behind(place.at);
    }

    /// "to whomever it pleased": what follows "to" right behind an event is nobody in particular.
    fn is_for_anyone(&self) -> bool {
        let end = (self.filled.reach.end + 2).clamp(self.event.tokens.end, self.stretch.end);
        (self.event.tokens.end..end).any(|at| {
            // "bought its arms wherever it could".
            self.view.word(at) == "wherever"
                || self.view.word(at) == "to"
                    && self.view.known.wording.anyone.at(&self.view.lowered[at + 1..]).is_some()
        })
    }

    /// "sent them there": where what was told last had its other end.
    fn there(&mut self, token: usize) {
        let slot = ["to", "in"].iter().find_map(|word| self.pattern.prepositions.get(*word).copied());
        let span = self.view.span(token..token + 1);
        if let (Some(party), Some(span)) = (self.around.place.clone(), span) {
            self.give(slot, Party { spans: vec![span], named: false, ..party });
        }
    }

    fn noun_behind(&mut self, place: &mut Place) -> bool {
        let next_verb = self.chunks.kind(place.at + 1) == Some(Kind::Verb);
        if next_verb && place.slot.is_none() && is_finite(self.view, self.chunks, place.at + 1) {
            return false;
        }
        let tokens = self.tokens(place.at);
        self.filled.reach.end = self.filled.reach.end.max(tokens.end);
        self.put(place.slot, tokens);
        self.joined = false;
        place.last = place.slot;
        if place.slot != Some(Slot::Item) {
            // A second noun phrase belongs to nobody until a preposition or an "and" says so.
            place.slot = None;
        }
        true
    }

    fn preposition_behind(&mut self, place: &mut Place, token: usize) {
        let keeps = self.view.word(token) == "of"
            && self.view.word(token.saturating_sub(1)) != "way"
            && place.last == Some(Slot::Item)
            && self.pattern.object.is_some()
            && !self.pattern.prepositions.contains_key("of");
        // "had received shipments of missiles from Iran": of what they are.
        let load = self.view.word(token) == "of"
            && place.last == Some(Slot::Item)
            && token > 0
            && self.is_trigger(&self.view.lowered[token - 1..token]);
        let keeps = keeps || load;
        // "in the north of the country": what the place is of is where it is.
        let of_place = self.view.word(token) == "of"
            && matches!(place.last, Some(Slot::Role(_)))
            && token > 0
            && is_spot(self.view, token - 1);
        place.slot = match place.last {
            _ if keeps => Some(Slot::Item),
            last if of_place => last,
            _ => self.preposition(token),
        };
        self.by = Some(token);
        self.filled.prepositions.push(token);
        // "to whomever it pleased", "in other countries".
        self.filled.anyone |= self.view.known.wording.anyone.at(&self.view.lowered[token + 1..]).is_some();
    }

    /// A verb that leads on to more of the event: "including", "made in Brazil", "used drones *to attack*".
    fn verb_behind(&mut self, place: &mut Place) -> bool {
        let Some(group) = self.chunks.get(place.at).and_then(|chunk| chunk.verb) else { return false };
        // "men of the group were in Mali", "an order for missiles was placed with Iran".
        let first = (self.event.chunk + 1..place.at).all(|at| self.chunks.all[at].verb.is_none());
        if first && self.is_located(place.at) {
            place.slot = None;
            return true;
        }
        let words = &self.view.lowered[group.head..];
        // "its presence is limited to advisers": what it is.
        if first && self.consists(place.at) {
            place.at += usize::from(self.chunks.kind(place.at + 1) == Some(Kind::Prep));
            (place.slot, self.by) = (Some(Slot::Item), None);
            return true;
        }
        let bare = !group.be && !group.have && !group.infinitive && group.modal.is_none();
        let brought = matches!(self.chunks.kind(place.at + 1), Some(Kind::Prep))
            && self.chunks.kind(place.at + 2) == Some(Kind::Noun);
        // "a shipment of missiles *bound for* the Houthis".
        let heads = self.view.known.wording.heading.at(words).is_some();
        if bare && brought && heads && self.event.evoked.trigger.kind == TriggerKind::Noun {
            place.slot = None;
        } else if self.includes(place.at) {
            place.slot = Some(Slot::Item);
        } else if bare && brought && self.view.known.wording.producing.at(words).is_some() {
            // Where a thing was made, or by whom it was given before, is no place of this event.
            self.made(self.tokens(place.at + 2), words);
            place.at += 2;
        } else if group.infinitive && self.licences(words) {
            place.slot = Some(Slot::Item);
        } else if group.infinitive {
            let frame = self.event.evoked.frame;
            let purpose = self.view.known.frames.evoked_at(words).and_then(|(_, mut evoked)| {
                let same = evoked.find(|one| one.form == WordForm::Base && one.frame.name == frame.name)?;
                frame.pattern(same.trigger).object.filter(|slot| matches!(slot, Slot::Role(_)))
            });
            let Some(slot) = purpose.filter(|_| !self.filled.items.is_empty()) else { return false };
            place.slot = Some(slot);
        } else {
            return false;
        }
        true
    }

    /// "licensed India *to build* tanks": what may be built is what the licence is for.
    fn licences(&self, verb: &[String]) -> bool {
        let frame = &self.event.evoked.frame;
        let makes = self.view.known.frames.evoked_at(verb).is_some_and(|(_, mut all)| {
            all.any(|one| {
                one.frame.name == frame.name && one.trigger.needs.iter().any(|word| **word == *"for")
            })
        });
        self.event.evoked.trigger.mode == Some(Mode::Licence) && self.filled.items.is_empty() && makes
    }

    /// "made in Brazil": whoever made it has a role where the frame has one for that.
    fn made(&mut self, tokens: Range<usize>, verb: &[String]) {
        let frame = self.event.evoked.frame;
        // "supplied by" gives; "made in" only makes, unless it is made for somebody.
        let evoked = self.view.known.frames.evoked_at(verb);
        let given = evoked.is_some_and(|(_, mut all)| all.any(|one| one.trigger.needs.is_empty()));
        let role = frame.owners.iter().map(|&role| usize::from(role)).find(|&role| role >= frame.parties);
        if let Some(role) = role.filter(|_| !given) {
            let maker = named(self.view, tokens, None, self.around).parties.into_iter().next();
            self.filled.roles[role] = self.filled.roles[role].take().or(maker);
        }
    }

    /// A comma or an "and": what it joins to what was put before, if anything of this event.
    fn joint_behind(&mut self, place: &mut Place) -> bool {
        let from = place.at;
        let mut after = from + 1;
        while matches!(self.chunks.kind(after), Some(Kind::And | Kind::Adverb | Kind::Time)) {
            after += 1;
        }
        let and = (from..after).any(|at| self.chunks.kind(at) == Some(Kind::And));
        match self.chunks.kind(after) {
            Some(Kind::Noun) if !self.opens_clause(after) => {
                if let Some(turn) = self.turns(from, after) {
                    self.begin_turned(turn);
                    (place.slot, self.by) = (self.object(), None);
                } else if let Some(Slot::Role(role)) = place.last.filter(|_| self.is_contrast(from, after)) {
                    // "to Sudan, not Russia".
                    let items = self.filled.items.clone();
                    self.begin_turned(Turn::Denied);
                    self.filled.roles[usize::from(role)] = None;
                    self.filled.items = items;
                    place.slot = place.last;
                } else if self.gapped(after) {
                    // "and Bulgaria rockets to Ukraine": what stands behind it is its own.
                    return self.gapped_behind(place, after);
                } else if self.begins_anew(after) {
                    self.begin_anew();
                    (place.slot, self.by) = (self.object(), None);
                } else {
                    place.slot = place.last;
                    self.joined = and || lists::is_bare_name(self.view, self.chunks, after);
                }
                true
            }
            // "to Egypt and not to Sudan"
            Some(Kind::Prep) if self.says_not(from, after) && !self.filled.items.is_empty() => {
                let slot = self.preposition(self.chunks.all[after].tokens.start);
                let Some(Slot::Role(role)) = slot else { return false };
                let items = self.filled.items.clone();
                self.begin_turned(Turn::Denied);
                self.filled.roles[usize::from(role)] = None;
                self.filled.items = items;
                true
            }
            Some(Kind::Prep) => {
                self.joined = and;
                true
            }
            Some(Kind::Verb) if self.includes(after) => {
                (place.at, place.slot) = (after, Some(Slot::Item));
                true
            }
            // "exported or sold weapons": the object comes after the last verb.
            Some(Kind::Verb) if and => {
                let Some(last) = self.last_of_shared(after) else { return false };
                (place.at, place.slot) = (last, self.pattern.object);
                true
            }
            _ => false,
        }
    }

    /// "Sudan, *not Russia*", "Sudan *and not Russia*": whether a second party is said not to take part as the first does.
    fn is_contrast(&self, from: usize, noun: usize) -> bool {
        let somebody = !self.view.mentions_in(self.tokens(noun)).is_empty();
        self.says_not(from, noun) && somebody && !self.filled.items.is_empty()
    }

    /// Whom the words behind such a second event name takes part in it, and not who did in the first.
    fn gapped_behind(&mut self, place: &mut Place, noun: usize) -> bool {
        let next = self.chunks.get(noun + 1).filter(|next| next.kind == Kind::Prep);
        let Some(Slot::Role(role)) = next.and_then(|next| self.preposition(next.tokens.start)) else {
            return false;
        };
        self.filled.roles[usize::from(role)] = None;
        (place.at, place.slot, self.joined) = (noun, None, false);
        true
    }

    /// "the soldiers were in Congo": a noun that is said to be somewhere.
    fn is_located(&self, at: usize) -> bool {
        let verb = self.chunks.get(at).and_then(|chunk| chunk.verb);
        let stays = |word: &str| matches!(word, "remain" | "remains" | "remained");
        let be = verb.filter(|verb| {
            let word = self.view.word(verb.head);
            is_be(word) || stays(word)
        });
        // "no order had been placed with": what is done with it, and not what it is.
        let done = verb.filter(|verb| verb.be && !is_be(self.view.word(verb.head))).filter(|verb| {
            // "consignments have been taken to": the verb tells it.
            let evoked = self.view.known.frames.evoked_at(&self.view.lowered[verb.head..]);
            let frame = &self.event.evoked.frame.name;
            if evoked.is_some_and(|(_, mut all)| all.any(|one| one.frame.name == *frame)) {
                return false;
            }
            let effect = crate::clause::effect(self.view, self.chunks, at);
            effect.is_some_and(|effect| effect.is_light() || effect.progress == Some(Progress::Agreed))
        });
        self.event.evoked.trigger.kind == TriggerKind::Noun
            && be.or(done).is_some()
            && (at + 1..self.chunks.all.len())
                .find(|&next| !matches!(self.chunks.kind(next), Some(Kind::Adverb | Kind::Time)))
                .is_some_and(|next| self.chunks.kind(next) == Some(Kind::Prep))
    }

    /// "is limited to", "consists of": behind a noun that does not say of what it is.
    fn consists(&self, at: usize) -> bool {
        let head = self.chunks.get(at).and_then(|chunk| chunk.verb).map(|group| group.head);
        let all = &self.view.known.wording.consisting;
        self.event.evoked.trigger.kind == TriggerKind::Noun
            && self.filled.items.is_empty()
            && head.is_some_and(|head| all.at(&self.view.lowered[head..self.stretch.end]).is_some())
    }

    fn includes(&self, at: usize) -> bool {
        self.chunks.get(at).is_some_and(|chunk| self.view.word(chunk.tokens.start) == "including")
    }

    /// The chunk before an object that the verb at `after` has in common with the one before: that verb itself, the comma behind
    /// it ("has not sold, and will not sell, weapons"), or the verb of a question's order ("neither sold nor *will it sell* arms").
    fn last_of_shared(&self, after: usize) -> Option<usize> {
        let turned = self.chunks.kind(after + 1) == Some(Kind::Noun)
            && self.chunks.kind(after + 2) == Some(Kind::Verb)
            && self.view.word(self.chunks.all[after - 1].tokens.start) == "nor";
        let verb = if turned { after + 2 } else { after };
        let comma = self.chunks.kind(verb + 1) == Some(Kind::Comma);
        self.shares_object(verb).then_some(verb + usize::from(comma))
    }

    /// "sold or supplied weapons": nothing yet fills the object, and the next verb is a trigger of the same kind.
    fn shares_object(&self, at: usize) -> bool {
        let Some(group) = self.chunks.get(at).and_then(|chunk| chunk.verb) else { return false };
        let bare = !(group.modal.is_some() && group.infinitive);
        self.filled.items.is_empty()
            && !self.filled.items_again
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
        loop {
            match self.chunks.kind(at) {
                Some(Kind::Adverb | Kind::Time) => at += 1,
                // "and the experts of the United Nations have written".
                Some(Kind::Prep)
                    if self.view.word(self.chunks.all[at].tokens.start) == "of"
                        && self.chunks.kind(at + 1) == Some(Kind::Noun) =>
                {
                    at += 2;
                }
                _ => break,
            }
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
