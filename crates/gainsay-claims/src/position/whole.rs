//! Words that stand for the whole of what was told, or call it untrue as a whole: ", which Beijing denies", "It is only in the
//! media", "spoke of a campaign of lies".

use super::Reader;
use std::ops::Range;

impl Reader<'_, '_> {
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
