//! How many of them there are of whom the page has told: "put their number at more than 2,000".

use super::again::FAR;
use super::{Read, Reader};
use crate::clause::{Above, is_finite};
use crate::items;
use crate::stance::CueForce;
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::WordForm;
use gainsay_record::Act;
use std::ops::Range;

/// How many words behind "at" a number may open: "at well over 2,000".
const BEFORE: usize = 4;

impl<'a> Reader<'_, 'a> {
    /// What was told last, with the number of those or of what it was told of.
    pub(super) fn number_told(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let counts = matches!(self.cue.act, Act::Says | Act::Assesses | Act::Reports | Act::Asserts);
        let first = chunks.all.first().filter(|first| first.kind == Kind::Noun)?;
        let words = first.tokens.clone();
        let told = matches!(self.view.word(words.start), "their" | "its" | "the")
            && matches!(self.view.word(words.end - 1), "number" | "numbers" | "strength" | "total");
        if !counts || self.cue.negative || !told || self.view.word(words.end) != "at" {
            return None;
        }
        // "The number at 12 border posts had doubled."
        if (0..chunks.all.len()).any(|at| is_finite(self.view, chunks, at)) {
            return None;
        }
        let from = words.end + 1..(words.end + 1 + BEFORE).min(stretch.end);
        let (end, many) = from.filter_map(|at| items::number(self.view, at, stretch.end)).next()?;
        let measured = end < stretch.end
            && self.view.known.quantities.units.at(&self.view.lowered[end..stretch.end]).is_some();
        if many.unit.is_some() || measured {
            return None;
        }
        let counted = |spoken: &&super::Spoken<'_>| {
            spoken.evoked.frame.apart && words.start.abs_diff(spoken.token) <= FAR
        };
        let spoken = self.spoken.iter().rev().find(counted)?;
        let mut filled = spoken.filled.clone();
        filled.items.truncate(1);
        filled.items.first_mut()?.quantity = Some(many);
        let event = spoken.again(0, words, WordForm::Base);
        let says = CueForce { act: Act::Says, negative: false, ..self.cue };
        let mut read = self.repeated(chunks, event, filled, &Above::default(), says)?;
        read.held.stage.clone_from(&spoken.stage);
        Some(read)
    }
}
