//! What an answer without a verb leaves out: "shells for Israel yes, for Ukraine never", "trainers yes, mercenaries no".

use super::evoke::answer_behind;
use super::{Read, Reader};
use crate::clause::Above;
use crate::party::named;
use crate::roles::{Event, Filled};
use crate::stance::held;
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Slot, TriggerKind};

/// How many words back an answer may stand that another one goes on from.
const NEAR: usize = 12;

impl<'a> Reader<'_, 'a> {
    /// "shells for Israel yes, *for Ukraine never*": the same with another end, and another answer.
    pub(super) fn gapped_answers(&self, chunks: &Chunks, read: &[Read<'a>]) -> Vec<Read<'a>> {
        let answered = |one: &&Read<'a>| answer_behind(self.view, chunks, one.event.chunk).is_some();
        let Some(first) = read.first().filter(answered) else { return Vec::new() };
        let frame = first.event.evoked.frame;
        let pattern = frame.pattern(first.event.evoked.trigger);
        let other = |joint: usize| {
            let joins = matches!(chunks.kind(joint), Some(Kind::Comma | Kind::And));
            if !joins
                || (chunks.kind(joint + 1), chunks.kind(joint + 2)) != (Some(Kind::Prep), Some(Kind::Noun))
            {
                return None;
            }
            let yes = answer_behind(self.view, chunks, joint + 2)?;
            let by = self.view.word(chunks.all[joint + 1].tokens.start);
            let Some(Slot::Role(role)) = pattern.prepositions.get(by) else { return None };
            let tokens = chunks.all[joint + 2].tokens.clone();
            let party = named(self.view, tokens, None, &self.around).parties.into_iter().next()?;
            let mut filled = first.filled.clone();
            filled.roles[usize::from(*role)] = Some(party);
            let above = Above::plain(yes);
            let held = held(self.view, chunks, &first.event, &above, &filled, self.cue)?;
            Some(Read { event: first.event.clone(), filled, held, path: Vec::new(), again: false })
        };
        (first.event.chunk + 1..chunks.all.len()).filter_map(other).collect()
    }

    /// "trainers yes, *mercenaries no*": whoever answers is the end that they were in the answer before.
    pub(super) fn fill_by_answer(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>) {
        let noun = event.evoked.trigger.kind == TriggerKind::Noun;
        if !noun || filled.knows_anybody() || answer_behind(self.view, chunks, event.chunk).is_none() {
            return;
        }
        let frame = event.evoked.frame;
        let same = |spoken: &&super::Spoken<'_>| {
            spoken.evoked.frame.name == frame.name && event.tokens.start.abs_diff(spoken.token) <= NEAR
        };
        let (Some(speaker), Some(spoken)) = (&self.around.speaker, self.spoken.last().filter(same)) else {
            return;
        };
        for (role, told) in filled.roles.iter_mut().zip(&spoken.filled.roles).take(frame.parties) {
            *role = told.clone().filter(|told| told.code == speaker.code);
        }
    }
}
