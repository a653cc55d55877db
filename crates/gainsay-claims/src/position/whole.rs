//! Words that stand for the whole of what was told, or call it untrue as a whole: ", which Beijing denies", "Not so", "It is only in
//! the media", "spoke of a campaign of lies".

use super::{Read, Reader};
use crate::clause::Above;
use crate::stance::CueForce;
use crate::syntax::Chunks;
use gainsay_record::Act;
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// "Not so, said the embassy": a no that is all that is said of what was told.
    pub(super) fn plain_no(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let spoken = |at: &usize| self.view.word(*at).starts_with(char::is_alphanumeric);
        let words: Vec<&str> = stretch.clone().filter(spoken).map(|at| self.view.word(at)).collect();
        let whole = self.view.known.wording.no.at(&words).is_some_and(|(length, ())| length == words.len());
        if !whole
            || self.speaks_for_claim()
            || words.len() < 2
            || self.cue.act != Act::Says
            || !self.is_own(stretch.start)
        {
            return None;
        }
        let cue = CueForce { act: Act::Denies, negative: false, ..self.cue };
        self.claimed(chunks, stretch.clone(), &Above::default(), cue)
    }

    /// ", which" behind what was told, alone in what is denied of it.
    pub(super) fn is_which(&self, words: &Range<usize>) -> bool {
        words.len() == 1
            && self.view.word(words.start) == "which"
            && words.start > 0
            && self.view.word(words.start - 1) == ","
            && self
                .spoken
                .last()
                .is_some_and(|spoken| self.view.sentence(words.start).contains(&spoken.token))
    }

    /// ", which Beijing called *absurd*".
    pub(super) fn is_called_untrue(&self) -> bool {
        let untrue = &self.view.known.wording.untrue;
        let mut content = self.statement.content.iter().flat_map(|span| self.view.stretches(*span)).flatten();
        content.any(|at| untrue.at(&self.view.lowered[at..=at]).is_some())
    }

    /// "is only in the media": what is nowhere but in words.
    pub(super) fn is_only_told(&self, words: &Range<usize>) -> bool {
        let untrue = &self.view.known.wording.untrue;
        let only = words.clone().find(|&at| self.view.word(at) == "only");
        only.is_some_and(|at| untrue.at(&self.view.lowered[at..words.end]).is_some())
    }

    /// Whether the cue only says what is spoken of: "spoke of".
    pub(super) fn speaks_of(&self) -> bool {
        let mut cue = self.statement.cue.iter().flat_map(|span| self.view.stretches(*span)).flatten();
        cue.any(|at| {
            let verb = self.view.known.cues.verb_at(&self.view.lowered[at..=at]);
            verb.is_some_and(|(_, cue)| cue.takes.about && !cue.takes.clause)
        })
    }
}
