//! Parties that the words of an event leave open: those that a clause about the thing tells, and whoever denies talks of its own.

use super::{Reader, ends};
use crate::roles::{Event, Filled, fill};
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Slot, TriggerKind};
use gainsay_record::{Act, Item};
use std::ops::Range;

/// How many chunks behind an item the verb of a clause about it may stand: "ammunition which the army had *ordered*".
const BEHIND: usize = 4;

impl<'a> Reader<'_, 'a> {
    /// "delivered ammunition which the army had ordered from Russia", "the fighters ordered from Moscow had arrived": who takes
    /// part in what a clause says of the thing takes part in what becomes of it.
    pub(super) fn take_from_clause(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        event: &Event<'a>,
        filled: &mut Filled,
    ) {
        let parties = event.evoked.frame.parties;
        let open = |filled: &Filled| filled.roles[..parties].iter().any(Option::is_none);
        if !open(filled) || !filled.parties.is_empty() {
            return;
        }
        let Some(verb) = filled.items.last().and_then(|item| self.clause_of(chunks, item)) else { return };
        if verb == event.chunk {
            return;
        }
        let frame = &event.evoked.frame.name;
        for other in self.candidates(chunks, stretch, verb) {
            // "rockets fired by its troops struck": whoever fires, at whomever, is told by what it then did.
            let placed = event.evoked.frame.apart && !other.evoked.trigger.needs.is_empty();
            if other.evoked.frame.name != *frame || placed {
                continue;
            }
            let told = fill(self.view, chunks, stretch.clone(), &self.around, self.voice.as_ref(), &other);
            let [told] = told.as_slice() else { continue };
            // "missiles that Iran had sent to Russia were used": whoever gave them did not use them.
            let given = told.prepositions.iter().any(|&at| self.view.word(at) == "to");
            if !event.evoked.frame.apart && given {
                continue;
            }
            // What one was sold another may have been given since.
            let agrees = filled.roles[..parties].iter().zip(&told.roles).all(|(own, other)| {
                own.as_ref().is_none_or(|own| other.as_ref().is_none_or(|other| own.code == other.code))
            });
            if agrees && told.parties.is_empty() && told.roles[..parties].iter().any(Option::is_some) {
                for (own, other) in filled.roles[..parties].iter_mut().zip(&told.roles) {
                    *own = own.take().or_else(|| other.clone());
                }
                return;
            }
        }
    }

    /// The verb of a clause that is about an item: behind "which" or "that", or a participle.
    fn clause_of(&self, chunks: &Chunks, item: &Item) -> Option<usize> {
        let token = self.view.analysis.within(*item.spans.last()?).end.checked_sub(1)?;
        let noun = chunks.holding(token)?;
        let next = chunks.get(noun + 1)?;
        if next.verb.is_some_and(|group| group.of == Some(noun)) {
            return Some(noun + 1);
        }
        let own = |at: &usize| matches!(chunks.kind(*at), Some(Kind::Noun | Kind::Adverb | Kind::Time));
        let opens = next.kind == Kind::Rel;
        let verb = (noun + 2..chunks.all.len().min(noun + 2 + BEHIND)).find(|at| !own(at))?;
        (opens && chunks.all[verb].verb.is_some()).then_some(verb)
    }

    /// "denied that there are talks with the Russian company": whoever denies talks or a deal, and is no party to what was told
    /// last, speaks of its own.
    pub(super) fn answers_for_itself(&self, event: &Event<'a>, filled: &mut Filled) {
        let trigger = event.evoked.trigger;
        let Some(Slot::Role(role)) = event.evoked.frame.pattern(trigger).subject else { return };
        let deals = matches!(trigger.stage.as_deref(), Some("sought" | "negotiating" | "agreed"));
        let parties = event.evoked.frame.parties;
        let Some(speaker) = self.around.speaker.as_ref().filter(|speaker| speaker.code.len() == 3) else {
            return;
        };
        let told = self
            .spoken
            .last()
            .is_some_and(|spoken| ends(&spoken.filled, parties).iter().all(|end| end.code != speaker.code));
        if self.cue.act == Act::Denies
            && trigger.kind == TriggerKind::Noun
            && deals
            && told
            && filled.parties.is_empty()
            && filled.roles[usize::from(role)].is_none()
            && filled.roles.iter().flatten().all(|party| party.code != speaker.code)
        {
            filled.roles[usize::from(role)] = Some(speaker.clone());
        }
    }
}
