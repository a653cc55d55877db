//! What stands for an event that was spoken of before: "do so", "has not", "such a move", "the deal".

use super::{Read, Reader, Spoken, ends};
use crate::clause::{Above, climb, climb_under, effect, form};
use crate::items::last_before;
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled};
use crate::stance::{CueForce, held};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, is_auxiliary, is_have};
use gainsay_knowledge::{Evoked, Progress, Slot, TriggerKind, WordForm};
use gainsay_record::{Act, Item, Level, Stance};
use std::ops::Range;

/// How many words back a verb that is left out is looked for ("Iran has not"),
pub(super) const NEAR: usize = 80;
/// and an event that a noun points to ("the deal").
pub(super) const FAR: usize = 400;

impl<'a> Spoken<'a> {
    /// The event once more, by the words that stand for it now.
    pub(super) fn again(&self, chunk: usize, tokens: Range<usize>, form: WordForm) -> Event<'a> {
        Event { evoked: Evoked { form, ..self.evoked }, tokens, chunk, passive: false }
    }
}

impl<'a> Reader<'_, 'a> {
    /// The event that a chunk stands for.
    pub(super) fn again(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Option<Read<'a>> {
        let chunk = &chunks.all[at];
        let words = |from: usize| &self.view.lowered[from..stretch.end];
        let phrase = |from: usize| {
            self.view.known.wording.again.at(words(from)).map(|(length, ())| from..from + length)
        };
        match (chunk.verb, chunk.kind) {
            (Some(group), _) => {
                let form = match phrase(group.head) {
                    Some(_) if group.have => WordForm::PastOrParticiple,
                    Some(_) if self.view.word(group.head) == "did" => WordForm::Past,
                    Some(_) => WordForm::Base,
                    None => match self.left_out(chunks, at) {
                        Some(form) => form,
                        None => return self.happened(chunks, at),
                    },
                };
                let tokens = phrase(group.head).unwrap_or(group.head..group.head + 1);
                // "I would do it again" is of what was done.
                if group.modal.is_some() && self.view.word(tokens.end) == "again" {
                    return None;
                }
                let mut above = climb(self.view, chunks, at);
                let nor = at > 0 && self.view.word(chunks.all[at - 1].tokens.start) == "nor";
                above.negatives += usize::from(nor && !group.negative);
                let subject = self.other_subject(chunks, stretch, at);
                self.said_again(chunks, at, tokens, form, above, subject)
            }
            (None, Kind::Noun) => {
                let tokens = phrase(chunk.tokens.start);
                // "such plans": of what was spoken of.
                let such = || chunk.tokens.clone().take(2).any(|at| self.view.word(at) == "such");
                let effect = effect(self.view, chunks, at).filter(|_| tokens.is_none() && such());
                let told = effect.filter(|effect| effect.level.is_some() || effect.progress.is_some());
                if tokens.is_none() && told.is_none() {
                    return None;
                }
                let above = climb_under(self.view, chunks, at, told);
                let tokens = tokens.unwrap_or(chunk.tokens.clone());
                self.said_again(chunks, at, tokens, WordForm::Base, above, None)
                    .filter(|read| read.held.level != Level::Presupposed)
            }
            _ => None,
        }
    }

    /// The form of a verb that is left out behind its auxiliary or "to": "it has not", "and will not", "no plans to".
    fn left_out(&self, chunks: &Chunks, at: usize) -> Option<WordForm> {
        let group = chunks.all[at].verb?;
        let word = self.view.word(group.head);
        let rest = &chunks.all[at + 1..];
        // "nor had Croatia", "neither has Iran": turned round.
        let own = at > 0 && chunks.kind(at - 1) == Some(Kind::Noun);
        let turned = !own
            && rest.first().is_some_and(|next| next.kind == Kind::Noun)
            && (group.negative || at > 0 && self.view.word(chunks.all[at - 1].tokens.start) == "nor");
        let mut rest = rest
            .iter()
            .skip(usize::from(turned))
            .filter(|next| !matches!(next.kind, Kind::Adverb | Kind::Time));
        if !rest.next().is_none_or(|next: &Chunk| matches!(next.kind, Kind::Comma | Kind::And | Kind::Sub)) {
            return None;
        }
        match word {
            "to" => Some(WordForm::Base),
            _ if !is_auxiliary(word) || group.infinitive => None,
            _ if is_have(word) => Some(WordForm::PastOrParticiple),
            "did" => Some(WordForm::Past),
            // "none will be".
            "be" if group.modal.is_some() => Some(WordForm::Participle),
            // "It was not" says too little of what was not.
            _ if group.be => None,
            _ => Some(WordForm::Base),
        }
    }

    /// "that one had taken place", "it never happened", "no such thing occurred": what was spoken of before, and whether it was.
    fn happened(&self, chunks: &Chunks, at: usize) -> Option<Read<'a>> {
        let group = chunks.all[at].verb?;
        let own = effect(self.view, chunks, at)?;
        let happens = own.progress == Some(Progress::Done) && !group.be;
        // "nothing has been agreed", "none was signed".
        let agreed = own.progress == Some(Progress::Agreed) && group.be;
        let Subject::Noun(noun) = subject(self.view, chunks, at).subject else { return None };
        let tokens = &chunks.all[noun].tokens;
        let pronoun = tokens.len() == 1
            && matches!(
                self.view.word(tokens.start),
                "it" | "this" | "that" | "one" | "none" | "they" | "these" | "nothing"
            );
        let such = tokens.clone().any(|at| self.view.word(at) == "such")
            && matches!(self.view.word(tokens.end - 1), "thing" | "event" | "incident" | "move" | "kind");
        let none = matches!(self.view.word(tokens.start), "nothing" | "none") && tokens.len() == 1;
        if !(happens && (pronoun || such) || agreed && none) {
            return None;
        }
        let form = if group.have { WordForm::PastOrParticiple } else { form(self.view, group.head)? };
        let above = climb_under(self.view, chunks, at, agreed.then_some(own));
        self.said_again(chunks, at, group.head..group.head + 1, form, above, None)
    }

    fn said_again(
        &self,
        chunks: &Chunks,
        at: usize,
        tokens: Range<usize>,
        form: WordForm,
        above: Above,
        subject: Option<Party>,
    ) -> Option<Read<'a>> {
        let spoken = self.spoken.last().filter(|spoken| tokens.start.abs_diff(spoken.token) <= NEAR)?;
        if !self.is_own(tokens.start) {
            return None;
        }
        let mut spoken = spoken.clone();
        let frame = spoken.evoked.frame;
        if let (Some(subject), Some(Slot::Role(role))) =
            (subject, frame.pattern(spoken.evoked.trigger).subject)
        {
            let fillers = &mut spoken.filled.roles;
            let taken = fillers.iter().flatten().any(|party| party.code == subject.code);
            if !taken {
                fillers[usize::from(role)] = Some(subject);
                spoken.filled.items.iter_mut().for_each(|item| item.quantity = None);
            }
        }
        self.repeated(chunks, spoken.again(at, tokens, form), spoken.filled, &above, self.cue)
    }

    /// Who does it this time: "but *Iran* had", "*Copenhagen* has done the same".
    fn other_subject(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Option<Party> {
        let turned = chunks.all[at].verb.is_some_and(|group| is_auxiliary(self.view.word(group.head)))
            && chunks.kind(at + 1) == Some(Kind::Noun);
        let tokens = match subject(self.view, chunks, at).subject {
            _ if turned => chunks.all[at + 1].tokens.clone(),
            Subject::Noun(noun) => chunks.all[noun].tokens.clone(),
            Subject::Speaker => return self.around.speaker.clone(),
            Subject::Unknown => return None,
        };
        let party = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
        // "I hope they will not": several are never the one who speaks, but those who were spoken of.
        let several = self.view.word(tokens.start) == "they";
        let spoken = self.spoken.last()?;
        let ends = ends(&spoken.filled, spoken.evoked.frame.parties);
        party.or_else(|| {
            referred(self.view, stretch, tokens, &self.around)
                .filter(|party| !several || ends.iter().any(|end| end.code == party.code))
        })
    }

    pub(super) fn repeated(
        &self,
        chunks: &Chunks,
        event: Event<'a>,
        filled: Filled,
        above: &Above,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        let mut held = held(self.view, chunks, &event, above, &filled, cue)?;
        // "only if others did" warns nobody, nor does who would do it.
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        let own = || ends(&filled, 1).first().is_some_and(|end| Some(end.code.as_str()) == speaker);
        let only = || {
            chunks.all.windows(2).any(|pair| {
                self.view.word(pair[0].tokens.start) == "only" && self.view.word(pair[1].tokens.start) == "if"
            })
        };
        if held.stance == Stance::Threatens && cue.act != Act::Threatens && (own() || only()) {
            return None;
        }
        held.sure *= 0.9;
        Some(Read { event, filled, held, path: above.path.clone(), again: true })
    }

    /// Takes from an event before it what a pronoun, "the" or silence stands for; whether anything was taken.
    pub(super) fn inherit(&self, filled: &mut Filled, event: &Event<'_>) -> bool {
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
            || self.is_bare(filled, event);
        let agrees = |spoken: &Spoken<'_>| {
            filled.roles[..parties].iter().zip(&spoken.filled.roles[..parties]).all(|(own, other)| {
                own.as_ref().is_none_or(|own| other.as_ref().is_none_or(|other| same_or_under(own, other)))
            })
        };
        let same =
            |spoken: &&Spoken<'_>| spoken.evoked.frame.name == frame.name && !spoken.filled.is_of_anyone();
        // The last that can be the same, or the last.
        let mut all = self.spoken.iter().rev().filter(same);
        let previous = all.clone().find(|spoken| agrees(spoken)).or_else(|| all.next());
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
        let carries_on = near(&previous) && (points_back || known == 1);
        if !agrees || !carries_on || !filled.parties.is_empty() || filled.anyone {
            return taken;
        }
        for (own, other) in filled.roles.iter_mut().zip(&previous.filled.roles).take(parties) {
            if own.is_none() && other.is_some() {
                *own = other.clone().map(|party| Party { named: false, ..party });
                taken = true;
            }
        }
        if filled.roles[..parties].iter().all(Option::is_none) {
            filled.parties.clone_from(&previous.filled.parties);
            taken |= !filled.parties.is_empty();
        }
        taken
    }

    /// "A request for shells had been made", says a party to what was told of shells.
    fn is_of_own_dispute(&self, filled: &Filled, event: &Event<'_>) -> bool {
        let Some(item) = filled.items.first() else { return false };
        let Some(spoken) = self.spoken.last() else { return false };
        let items = &self.view.known.items;
        let related = |other: &Item| {
            items.entails(&item.class, &other.class) || items.entails(&other.class, &item.class)
        };
        let silent = event.evoked.trigger.kind == TriggerKind::Noun || event.passive;
        silent
            && self.is_party_to_last()
            && spoken.filled.items.iter().any(related)
            && ends(&spoken.filled, event.evoked.frame.parties).len() == 2
    }

    /// "the shells were being moved to the United States", of shells that Seoul had agreed to give to Kyiv: as long as nobody
    /// else has them, they are still from there.
    fn goes_on(&self, filled: &Filled, previous: &Spoken<'_>, event: &Event<'_>) -> bool {
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
    fn has_definite_item(&self, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let start = self.view.analysis.within(*item).start;
        let from = start.saturating_sub(1).max(self.first);
        (from..start + 1).any(|at| matches!(self.view.word(at), "the" | "these" | "those" | "such"))
    }

    /// "*another* ten thousand soldiers", "a *second* contingent": more of what was told.
    fn has_more(&self, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let start = self.view.analysis.within(*item).start;
        let from = start.saturating_sub(3).max(self.view.sentence(start).start);
        (from..start + 1).any(|at| {
            matches!(self.view.word(at), "another" | "second" | "third" | "further" | "additional" | "more")
                && !matches!(self.view.word(at + 1), "than")
        })
    }

    /// "Deliveries have not begun": of what, the page has told before.
    fn is_bare(&self, filled: &Filled, event: &Event<'_>) -> bool {
        event.evoked.trigger.kind == TriggerKind::Noun
            && event.evoked.trigger.needs.is_empty()
            && filled.items.is_empty()
            && !filled.prepositions.iter().any(|&at| self.view.word(at) == "of")
    }

    /// The items that words point back to: those of the event before, or those named last, whichever are nearer.
    fn items_before(&self, previous: Option<&Spoken<'_>>, filled: &Filled, event: &Event<'_>) -> Vec<Item> {
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
fn same_or_under(a: &Party, b: &Party) -> bool {
    a.code.starts_with(b.code.as_str()) || b.code.starts_with(a.code.as_str())
}
