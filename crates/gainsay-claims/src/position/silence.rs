//! Words that give no answer to what was told: "no comment", "unable to verify it".

use super::{Read, Reader};
use crate::clause::Above;
use crate::stance::CueForce;
use crate::syntax::Chunks;
use gainsay_record::{Act, Level};
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// "I am not here to confirm and I am not here to deny", "no comment": words that give no answer to what was told.
    pub(super) fn no_answer(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let negative =
            stretch.clone().any(|at| matches!(self.view.word(at), "not" | "n't" | "neither" | "nor"));
        let neither = negative && {
            let acts = stretch
                .clone()
                .filter_map(|at| self.view.known.cues.verb_at(&self.view.lowered[at..stretch.end]))
                .map(|(_, cue)| cue.act);
            let acts: Vec<Act> = acts.collect();
            acts.contains(&Act::Confirms) && acts.contains(&Act::Denies)
        };
        let first = stretch.clone().find(|&at| self.view.word(at).starts_with(char::is_alphanumeric))?;
        let silence = &self.view.known.wording.silence;
        let whole = silence.at(&self.view.lowered[first..stretch.end]).is_some();
        let unverified = || stretch.clone().any(|at| self.is_unverified(at, stretch.end));
        if self.cue.narrated
            || self.silent_within
            || !self.is_own(first)
            || !(neither || whole || unverified())
        {
            return None;
        }
        let cue = CueForce { act: Act::Declines, negative: false, ..self.cue };
        self.claimed(chunks, first..stretch.end, &Above::default(), cue)
    }

    /// "unable to verify what had been dropped", "could not confirm it": of what was told just before.
    fn is_unverified(&self, at: usize, end: usize) -> bool {
        let found = self.view.known.wording.unverified.at(&self.view.lowered[at..end]);
        let Some((length, ())) = found.filter(|_| at > 0) else { return false };
        let next = at + length;
        let word = |at: usize| if at < end { self.view.word(at) } else { "" };
        let report = |at: usize| {
            let meanings = self.view.known.wording.governor_at(&self.view.lowered[at..=at]);
            meanings
                .is_some_and(|(_, mut all)| all.any(|(_, one)| one.paper || one.level == Some(Level::Report)))
        };
        match word(next) {
            "" | "it" | "this" | "that" | "them" | "these" | "what" | "whether" | "either" => true,
            "the" | "those" | "such" | "any" => next + 1 < end && report(next + 1),
            _ => false,
        }
    }
}
