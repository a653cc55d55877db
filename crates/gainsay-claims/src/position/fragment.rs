//! Words that are no clause and do nothing but deny what was told.

use super::{Read, Reader};
use crate::clause::Above;
use crate::stance::CueForce;
use crate::syntax::{Chunks, Kind};
use gainsay_record::Act;
use std::ops::Range;

/// No fragment that calls something untrue and no more has more words.
const FRAGMENT: usize = 10;

impl<'a> Reader<'_, 'a> {
    /// "Absolutely untrue", "Nothing of the kind": words that do nothing but deny what was told.
    pub(super) fn only_denied(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        self.only_untrue(chunks, stretch).or_else(|| self.plain_no(chunks, stretch))
    }

    /// "Absolutely untrue", "A pack of lies", "Not so": words without a verb that do nothing but call untrue what was told.
    fn only_untrue(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let says = matches!(self.cue.act, Act::Says | Act::Asserts | Act::Reports) && !self.cue.negative;
        let alone = stretch.len() <= FRAGMENT && chunks.all.iter().all(|chunk| chunk.verb.is_none());
        let untrue = &self.view.known.wording.untrue;
        let (at, length) = stretch
            .clone()
            .find_map(|at| untrue.at(&self.view.lowered[at..stretch.end]).map(|(length, ())| (at, length)))?;
        // "Not false", "no lies"; and of a denial that was told last it says the contrary.
        let turned = (stretch.start..at)
            .any(|at| matches!(self.view.word(at), "not" | "no" | "hardly" | "neither" | "never"));
        if turned || self.speaks_for_claim() {
            return None;
        }
        // "false reports of a sale", "lies about missiles" are what somebody spreads.
        let of =
            (at + length..stretch.end).any(|at| matches!(self.view.word(at), "of" | "about" | "on" | "over"));
        if !(says && alone) || self.cue.narrated || of && !self.tells_nothing(chunks) {
            return None;
        }
        let denies = CueForce { act: Act::Denies, ..self.cue };
        self.claimed(chunks, at..at + 1, &Above::report(true), denies)
    }

    /// "Absolutely not", "Nothing of the kind": a no that is all that is said of what was told. "Not so" calls it untrue.
    fn plain_no(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
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

    /// Whether whoever speaks told what was told last, or is no end of what was denied last: he contradicts a denial.
    fn speaks_for_claim(&self) -> bool {
        let Some(own) = self.voice.as_ref().map(|voice| voice.code.as_str()) else { return false };
        self.spoken.last().is_some_and(|last| {
            let ends = last.filled.roles.iter().flatten().chain(&last.filled.parties);
            let is_end = ends.into_iter().any(|party| party.code == own);
            !last.denied && last.by.as_deref() == Some(own) || last.denied && !is_end
        })
    }

    /// Whether no noun phrase is of what a frame is about, or tells of an event.
    fn tells_nothing(&self, chunks: &Chunks) -> bool {
        !(0..chunks.all.len()).any(|at| chunks.kind(at) == Some(Kind::Noun) && self.tells(chunks, at))
    }
}
