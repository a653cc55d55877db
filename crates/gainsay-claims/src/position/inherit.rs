//! What an event takes from one that was told before it: whom and what a pronoun, "the" or silence stands for.

use super::again::{FAR, NEAR};
use super::{Reader, Spoken, ends};
use crate::items::last_before;
use crate::party::Party;
use crate::roles::{Event, Filled};
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Evoked, Form, Slot, TriggerKind};
use gainsay_record::{Act, Item, Level, Tag};

/// How many words before a verb of carrying may say that nothing is carried: "none of them had ever".
const NONE: usize = 8;

/// How many words behind an event a place may stand that is another than the page has told of.
const ELSEWHERE: usize = 6;

/// How many words before a verb the "where" may stand that asks for its other end.
const ASKED: usize = 5;

impl<'a> Reader<'_, 'a> {
    /// Takes from an event before it what a pronoun, "the" or silence stands for; whether anything was taken.
    pub(super) fn inherit(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>) -> bool {
        let frame = event.evoked.frame;
        let parties = frame.parties;
        let known = filled.roles[..parties].iter().flatten().count();
        // "the deal", not "the delivery of missiles to Russia", which tells itself what it is.
        // "the talks on Syria" are whatever they are on.
        let bare = event.evoked.trigger.needs.is_empty();
        let points_back = filled.items_again
            || bare && filled.definite && (filled.items.is_empty() || known == 0)
            || known == 0
                && (self.has_definite_item(filled)
                    || self.has_more(filled)
                    || self.is_of_own_dispute(filled, event))
            || self.is_bare(filled, event)
            || self.lacks_object(chunks, filled, event)
            || known == 0 && self.is_passive_again(filled, event);
        let agrees = |spoken: &Spoken<'_>| {
            filled.roles[..parties].iter().zip(&spoken.filled.roles[..parties]).all(|(own, other)| {
                own.as_ref().is_none_or(|own| other.as_ref().is_none_or(|other| same_or_under(own, other)))
            })
        };
        let same =
            |spoken: &&Spoken<'_>| spoken.evoked.frame.name == frame.name && !spoken.filled.is_of_anyone();
        // The last that can be the same, or the last.
        let mut all = self.spoken.iter().rev().filter(same);
        // "if the mercenaries came": those that were told of, and not the soldiers who were told of last.
        let related = |spoken: &&Spoken<'_>| {
            let own = filled.items.iter().any(|item| {
                spoken
                    .filled
                    .items
                    .iter()
                    .any(|other| self.view.known.items.overlap(&item.class, &other.class))
            });
            own || filled.items.is_empty() || known > 0
        };
        let previous = all
            .clone()
            .find(|spoken| agrees(spoken) && related(spoken))
            .or_else(|| all.clone().find(|spoken| agrees(spoken) && spoken.token < self.first))
            .or_else(|| all.clone().find(|spoken| agrees(spoken)))
            .or_else(|| all.next());
        let agrees = previous.is_some_and(agrees);
        let near = |spoken: &&Spoken<'_>| event.tokens.start.abs_diff(spoken.token) <= FAR;
        // "the transfer" is of the frame that was spoken of last.
        let other = self.spoken.last().is_none_or(|spoken| spoken.evoked.frame.name != frame.name);
        if filled.items.is_empty() && !filled.items_again && other && known == 0 {
            return false;
        }
        let mut taken = false;
        if filled.items.is_empty() && points_back {
            filled.items = self.items_before(previous.filter(near), filled, event);
            if let [item] = filled.items.as_mut_slice() {
                item.quantity = filled.how_many.take();
            }
            taken = !filled.items.is_empty();
        }
        let Some(previous) = previous else { return taken };
        // "Deliveries to Vietnam", behind talks of which only the two ends were told.
        if let ([a, b], 1, 2) = (previous.filled.parties.as_slice(), known, parties)
            && near(&previous)
            && let Some(own) = filled.roles[..2].iter().flatten().next().map(|own| own.code.clone())
            && (own == a.code || own == b.code)
            && filled.parties.is_empty()
            && !filled.anyone
        {
            let other = if own == a.code { b } else { a };
            if let Some(open) = filled.roles[..2].iter_mut().find(|role| role.is_none()) {
                *open = Some(Party { named: false, ..other.clone() });
            }
        }
        // "the talks between Tehran and Moscow", where the page has told which of them supplies: the last that did.
        if let [a, b] = filled.parties.as_slice()
            && parties == 2
            && a.named
            && b.named
        {
            let directed = |spoken: &&Spoken<'_>| {
                let [Some(from), Some(to), ..] = spoken.filled.roles.as_slice() else { return false };
                (&from.code, &to.code) == (&a.code, &b.code) || (&from.code, &to.code) == (&b.code, &a.code)
            };
            let own = filled.roles[..2].iter().position(Option::is_some);
            if let (1, Some(role)) = (known, own) {
                // "talks with Egypt about shells for Kyiv": the words for the arms tell one end, and so the other.
                let code = filled.roles[role].as_ref().map(|party| party.code.clone());
                let other = filled.parties.iter().find(|party| Some(&party.code) != code.as_ref()).cloned();
                if filled.parties.iter().any(|party| Some(&party.code) == code.as_ref()) {
                    filled.roles[1 - role] = other;
                    filled.parties.clear();
                }
            } else if let (0, Some(told)) = (known, self.spoken.iter().rev().filter(same).find(directed)) {
                let as_told = |role: usize| {
                    let told = told.filled.roles[role].as_ref()?;
                    filled.parties.iter().find(|party| party.code == told.code).cloned()
                };
                let (from, to) = (as_told(0), as_told(1));
                filled.roles[0] = from;
                filled.roles[1] = to;
                filled.parties.clear();
            }
        }
        // "Moscow would not cancel the deal": the deal tells who its other end is.
        let both = ends(&previous.filled, parties);
        if let [only] = filled.parties.as_slice()
            && both.len() == 2
            && both.iter().any(|end| end.code == only.code)
        {
            filled.parties.clear();
        }
        let onward =
            || self.spoken.iter().rev().filter(same).find(|spoken| self.goes_on(filled, spoken, event));
        if let Some(onward) = (!agrees).then(onward).flatten() {
            filled.roles[0] = onward.filled.roles[0].clone().map(|party| Party { named: false, ..party });
            return true;
        }
        // "Pyongyang had sent shells", on a page that has just told of shells from Pyongyang for Moscow.
        let carries_on = near(&previous)
            && (points_back || known == 1 && !self.is_elsewhere(filled, previous))
            && !self.is_of_speaker(filled, previous, parties);
        if !agrees || !carries_on || !filled.parties.is_empty() || filled.anyone {
            return taken;
        }
        let own: Vec<String> = filled.roles.iter().flatten().map(|party| party.code.clone()).collect();
        let asked = self.is_asked_where(event);
        for (at, (role, other)) in
            filled.roles.iter_mut().zip(&previous.filled.roles).take(parties).enumerate()
        {
            if asked == Some(at) {
                continue;
            }
            // Nobody deals with themselves, nor was said to shell themselves when only that they shell was said.
            let other = other.as_ref().filter(|other| !own.contains(&other.code));
            if let (None, Some(other)) = (&role, other) {
                // A government speaks of itself, where one of its firms was told of.
                let firm = |speaker: &&Party| {
                    speaker.code.len() == 3 && other.code.strip_prefix(&*speaker.code) == Some(":BUS")
                };
                let own = self.around.speaker.as_ref().filter(firm);
                *role = Some(Party { named: false, ..own.unwrap_or(other).clone() });
                taken = true;
            }
        }
        if filled.roles[..parties].iter().all(Option::is_none) {
            filled.parties.clone_from(&previous.filled.parties);
            taken |= !filled.parties.is_empty();
        }
        taken
    }

    /// "Berlin ruled out the delivery of cruise missiles to Ukraine", where the page has told of shells from Serbia: what a state
    /// decides, or answers for, that had no part in what was told is its own.
    fn is_of_speaker(&self, filled: &Filled, previous: &Spoken<'_>, parties: usize) -> bool {
        let Some(speaker) = self.around.speaker.as_ref().filter(|speaker| speaker.code.len() == 3) else {
            return false;
        };
        let items = &self.view.known.items;
        let related =
            |own: &Item| previous.filled.items.iter().any(|other| items.overlap(&own.class, &other.class));
        let part = ends(&previous.filled, parties).iter().any(|end| end.code.starts_with(&speaker.code));
        let decides = self.cue.level == Some(Level::Plan) || self.cue.meant;
        matches!(self.cue.act, Act::Denies | Act::Confirms)
            && !part
            && !(filled.definite && filled.items.is_empty())
            && (decides || !filled.items.iter().any(related))
    }

    /// "did not say where it would end up": the end that is asked for, and is not what was told before.
    fn is_asked_where(&self, event: &Event<'_>) -> Option<usize> {
        let from = event.tokens.start.saturating_sub(ASKED).max(self.view.sentence(event.tokens.start).start);
        let asked = (from..event.tokens.start).any(|at| matches!(self.view.word(at), "where" | "whom"));
        let frame = event.evoked.frame;
        match frame.pattern(event.evoked.trigger).prepositions.get("to") {
            Some(Slot::Role(role)) if asked => Some(usize::from(*role)),
            _ => None,
        }
    }

    /// "buys arms on the black market in Ecuador": its own words name a state that takes no part in what was told before.
    fn is_elsewhere(&self, filled: &Filled, previous: &Spoken<'_>) -> bool {
        let sentence = self.view.sentence(filled.reach.start);
        let end = (filled.reach.end + ELSEWHERE).min(sentence.end);
        let told = |code: &str| {
            let both = filled.roles.iter().chain(&previous.filled.roles).flatten();
            both.into_iter().any(|party| party.code.starts_with(code))
        };
        // "since the war in Gaza began" says when.
        let when = |at: &usize| {
            matches!(
                self.view.word(*at),
                "since" | "after" | "before" | "during" | "until" | "when" | "while"
            )
        };
        let end = (filled.reach.start..end).find(when).unwrap_or(end);
        let behind = self.view.mentions_in(filled.reach.start..end).iter();
        behind
            .filter(|mention| mention.form != Form::Adjective && self.view.is_place(mention))
            .any(|mention| mention.state().is_some_and(|code| !told(code)))
    }

    /// "A request for shells had been made", says a party to what was told of shells.
    fn is_of_own_dispute(&self, filled: &Filled, event: &Event<'_>) -> bool {
        let Some(item) = filled.items.first() else { return false };
        let Some(spoken) = self.spoken.last() else { return false };
        let items = &self.view.known.items;
        let related = |other: &Item| {
            items.entails(&item.class, &other.class) || items.entails(&other.class, &item.class)
        };
        // "none had carried weapons": whoever carries is no end.
        let trigger = event.tokens.start;
        let before = self.view.sentence(trigger).start.max(trigger.saturating_sub(NONE))..trigger;
        let none = || before.clone().any(|at| matches!(self.view.word(at), "none" | "no" | "not" | "never"));
        let carries = event.evoked.frame.pattern(event.evoked.trigger).subject.is_none() && none();
        let silent = event.evoked.trigger.kind == TriggerKind::Noun || event.passive || carries;
        // A government answers for what is told of its firms.
        let own = |speaker: &Party| {
            let parties = spoken.filled.roles.iter().flatten();
            parties.into_iter().any(|party| party.code.starts_with(speaker.code.as_str()))
        };
        silent
            && self.around.speaker.as_ref().is_some_and(own)
            && (self.cue.act == Act::Denies || spoken.filled.items.iter().any(related))
            && ends(&spoken.filled, event.evoked.frame.parties).len() == 2
    }

    /// "the shells were being moved to the United States", of shells that Seoul had agreed to give to Kyiv: as long as nobody
    /// else has them, they are still from there.
    pub(super) fn goes_on(&self, filled: &Filled, previous: &Spoken<'_>, event: &Event<'_>) -> bool {
        let item = event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item);
        let [None, Some(taker)] = &filled.roles[..event.evoked.frame.parties] else { return false };
        let giver = previous.filled.roles[0].as_ref();
        let items = &self.view.known.items;
        let is_same = |item: &Item| {
            let other = previous.filled.items.first();
            other.is_some_and(|other| items.overlap(&item.class, &other.class))
        };
        let told = previous.stage.as_deref() != Some("delivered");
        let same = filled.items.first().is_some_and(is_same)
            && (filled.items_again || self.has_definite_item(filled));
        giver.is_some_and(|giver| giver.code != taker.code)
            && (event.passive || item)
            && told
            && same
            && event.tokens.start.abs_diff(previous.token) <= FAR
    }

    /// "*the* tanks had been transferred".
    pub(super) fn has_definite_item(&self, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let start = self.view.analysis.within(*item).start;
        let from = start.saturating_sub(1).max(self.first);
        // "the first batch of about 200 missiles".
        let measures = &self.view.known.quantities.measures;
        let counts = |at: &usize| {
            matches!(self.view.tag(*at), Tag::Num | Tag::Adv | Tag::Adj)
                || self.view.word(*at) == "of"
                || measures.at(&self.view.lowered[*at..=*at]).is_some()
        };
        let first = (self.first..start).rev().take_while(counts).last().unwrap_or(start);
        let of_batch = first < start && first > self.first && self.view.word(first - 1) == "the";
        let measured =
            (first..start).any(|at| measures.at(&self.view.lowered[at..=at]).is_some()) && of_batch;
        measured
            || (from..start + 1).any(|at| matches!(self.view.word(at), "the" | "these" | "those" | "such"))
    }

    /// "*another* ten thousand soldiers", "a *second* contingent": more of what was told.
    pub(super) fn has_more(&self, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let start = self.view.analysis.within(*item).start;
        let from = start.saturating_sub(3).max(self.view.sentence(start).start);
        (from..start + 1).any(|at| {
            matches!(self.view.word(at), "another" | "second" | "third" | "further" | "additional" | "more")
                && !matches!(self.view.word(at + 1), "than")
        })
    }

    /// "Deliveries have not begun": of what, the page has told before.
    pub(super) fn is_bare(&self, filled: &Filled, event: &Event<'_>) -> bool {
        event.evoked.trigger.kind == TriggerKind::Noun
            && event.evoked.trigger.needs.is_empty()
            && filled.items.is_empty()
            && !filled.prepositions.iter().any(|&at| self.view.word(at) == "of")
    }

    /// "arms and ammunition were unloaded several times a week", "not a single tank had crossed the border": words that name nobody,
    /// of such things as the page has just told of.
    fn is_passive_again(&self, filled: &Filled, event: &Event<'_>) -> bool {
        let items = &self.view.known.items;
        let told = |spoken: &&Spoken<'_>| {
            spoken.evoked.frame.name == event.evoked.frame.name
                && event.tokens.start.abs_diff(spoken.token) <= NEAR
                && ends(&spoken.filled, event.evoked.frame.parties).len() == 2
        };
        let related = |own: &Item, other: &Item| items.overlap(&own.class, &other.class);
        let all_told = |spoken: &Spoken<'_>| {
            let is_told = |own: &Item| spoken.filled.items.iter().any(|other| related(own, other));
            !filled.items.is_empty() && filled.items.iter().all(is_told)
        };
        let goes = event.evoked.trigger.kind == TriggerKind::Verb
            && event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item)
            && filled.prepositions.is_empty()
            && self.is_asked_where(event).is_none();
        (event.passive || goes) && !filled.anyone && self.spoken.last().filter(told).is_some_and(all_told)
    }

    /// "Israel paid, Israel *received*", "its army does not *fire at* villages": a verb without what it takes goes on about what
    /// was told just before.
    fn lacks_object(&self, chunks: &Chunks, filled: &Filled, event: &Event<'_>) -> bool {
        let trigger = event.evoked.trigger;
        let frame = event.evoked.frame;
        let takes = frame.pattern(trigger).object == Some(Slot::Item) && !event.passive;
        let known = filled.roles[..frame.parties].iter().any(Option::is_some);
        if trigger.kind != TriggerKind::Verb || !takes || !filled.items.is_empty() || !known {
            return false;
        }
        let ends = match chunks.kind(event.chunk + 1) {
            None | Some(Kind::Comma | Kind::And) => true,
            Some(Kind::Prep) => {
                let by = self.view.word(chunks.all[event.chunk + 1].tokens.start);
                matches!(by, "at" | "on" | "against") && !trigger.needs.is_empty() && !filled.not_arms
            }
            _ => false,
        };
        let told = |spoken: &&Spoken<'_>| {
            spoken.evoked.frame.name == frame.name && event.tokens.start.abs_diff(spoken.token) <= NEAR
        };
        ends && self.spoken.last().filter(told).is_some()
    }

    /// "Ukrainian supplies", on a page that has told of supplies to Ukraine and of none from there: those to it.
    pub(super) fn turn_adjective(&self, filled: &mut Filled, event: &Event<'_>) {
        let frame = event.evoked.frame;
        let noun = event.evoked.trigger.kind == TriggerKind::Noun && !event.evoked.trigger.is_item();
        let ([Some(own), None, ..], 2) = (filled.roles.as_slice(), frame.parties) else { return };
        let gives = |evoked: &Evoked<'_>| {
            evoked.trigger.kind == TriggerKind::Noun
                && evoked.frame.name == frame.name
                && frame.pattern(evoked.trigger).subject == Some(Slot::Role(0))
        };
        let adjective = own.spans.first().is_some_and(|span| {
            let at = self.view.analysis.within(*span).start;
            let mention = self.view.mention_at(at).filter(|mention| mention.form == Form::Adjective);
            mention.is_some_and(|mention| {
                let behind = self.view.known.frames.evoked_at(&self.view.lowered[mention.end..]);
                at < event.tokens.start && gives(&event.evoked)
                    || behind.is_some_and(|(_, mut all)| all.any(|one| gives(&one)))
            })
        });
        let told = |role: usize| {
            self.spoken.iter().filter(|spoken| spoken.token < self.first).any(|spoken| {
                let other = spoken.filled.roles.get(role).and_then(Option::as_ref);
                spoken.evoked.frame.name == frame.name && other.is_some_and(|other| other.code == own.code)
            })
        };
        if noun && adjective && filled.parties.is_empty() && told(1) && !told(0) {
            filled.roles[1] = filled.roles[0].take();
        }
    }

    /// The items that words point back to: those of the event before, or those named last, whichever are nearer.
    pub(super) fn items_before(
        &self,
        previous: Option<&Spoken<'_>>,
        filled: &Filled,
        event: &Event<'_>,
    ) -> Vec<Item> {
        let plain = |item: &Item| Item { quantity: None, ..item.clone() };
        let token = event.tokens.start.min(filled.reach.start);
        let last =
            filled.items_again.then(|| last_before(self.view, token, &event.evoked.frame.about)).flatten();
        match (previous, last) {
            (Some(previous), Some(last)) => {
                let own = previous.filled.items.iter().any(|item| item.spans == last.spans);
                let place = last.spans.first().map_or(0, |span| self.view.analysis.within(*span).start);
                if own || place < previous.token {
                    previous.filled.items.iter().map(plain).collect()
                } else {
                    vec![plain(&last)]
                }
            }
            (Some(previous), None) => previous.filled.items.iter().map(plain).collect(),
            (None, last) => last.iter().map(plain).collect(),
        }
    }
}

/// Whether two parties are one, or one is named by the state of the other: "groups in Iraq" and "the Iraqi militias".
pub(super) fn same_or_under(a: &Party, b: &Party) -> bool {
    a.code.starts_with(b.code.as_str()) || b.code.starts_with(a.code.as_str())
}
