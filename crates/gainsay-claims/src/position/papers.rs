//! What is said of the papers and pictures that told a claim: "the video was staged", "the letter is genuine".

use super::{Read, Reader};
use crate::clause::{Above, affirmed_at, effect, untrue_at};
use crate::stance::CueForce;
use crate::syntax::{Chunk, Chunks, Kind, is_be};
use gainsay_record::Act;

impl<'a> Reader<'_, 'a> {
    /// "the declaration was a forgery", "many of the invoices are genuine": what is said of papers and pictures that told it.
    pub(super) fn papers(&self, chunks: &Chunks) -> Option<Read<'a>> {
        // "calls video 'staged'": a headline leaves out the article.
        let called = || {
            let all = &chunks.all;
            let paper =
                effect(self.view, chunks, 0).is_some_and(|effect| effect.paper && effect.level.is_none());
            let untrue = |chunk: &Chunk| {
                let untrue = &self.view.known.wording.untrue;
                chunk.tokens.clone().any(|at| untrue.at(&self.view.lowered[at..]).is_some())
            };
            self.cue.act == Act::Denies
                && !self.cue.negative
                && paper
                && all.iter().all(|chunk| chunk.kind == Kind::Noun)
                && all.iter().any(untrue)
        };
        if !chunks.all.is_empty() && called() {
            let says = CueForce { act: Act::Says, ..self.cue };
            return self.claimed(chunks, chunks.all[0].tokens.clone(), &Above::paper(true), says);
        }
        let at = (0..chunks.all.len())
            .find(|&at| chunks.kind(at) == Some(Kind::Noun) && self.is_paper(chunks, at))?;
        let words = chunks.all[at].tokens.clone();
        let is = (at + 1..chunks.all.len())
            .find(|&next| !matches!(chunks.kind(next), Some(Kind::Adverb | Kind::Time)))?;
        let verb = chunks.all[is].verb?;
        if !(is_be(self.view.word(verb.head)) || verb.be) || !self.is_own(words.start) {
            return None;
        }
        let (_, above) = self.forged(chunks, at)?;
        self.claimed(chunks, words, &above, self.cue)
    }

    /// Whether a noun phrase is a thing that can be forged, and one that was spoken of: "the video", "the letter".
    pub(super) fn is_paper(&self, chunks: &Chunks, at: usize) -> bool {
        self.is_definite(&chunks.all[at].tokens)
            && effect(self.view, chunks, at).is_some_and(|effect| effect.paper && effect.level.is_none())
    }

    /// Whether a paper is called forged or genuine by the words behind it, and what that says of what it tells.
    pub(super) fn forged(&self, chunks: &Chunks, paper: usize) -> Option<(bool, Above)> {
        let rest = paper + 1..chunks.all.len().min(paper + 5);
        let verb = rest.clone().find_map(|at| chunks.all[at].verb)?;
        let untrue = rest.clone().any(|at| untrue_at(self.view, chunks, at));
        let affirmed = rest.clone().any(|at| affirmed_at(self.view, chunks, at));
        if !untrue && !affirmed {
            return None;
        }
        let above = Above::paper(untrue != verb.negative);
        Some((above.untrue, above))
    }
}
