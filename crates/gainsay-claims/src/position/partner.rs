//! Others who deal with whoever was told of before: "talks with the same manufacturer", "had turned to a private firm".

use super::again::FAR;
use super::{Read, Reader, Spoken};
use crate::clause::{climb_under, effect};
use crate::party::{Party, named};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Progress, Slot, WordForm};
use gainsay_record::Item;
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// What is told again of the one who gives or sends, with another who takes.
    pub(super) fn with_the_same(&self, chunks: &Chunks) -> Option<Read<'a>> {
        (0..chunks.all.len()).find_map(|at| self.talks_with(chunks, at).or_else(|| self.turns_to(chunks, at)))
    }

    /// "Tajikistan has been negotiating with the same manufacturer", "talks with the same firm".
    fn talks_with(&self, chunks: &Chunks, at: usize) -> Option<Read<'a>> {
        let own = effect(self.view, chunks, at)?;
        let with = chunks.get(at + 1).filter(|next| self.view.word(next.tokens.start) == "with");
        let partner = chunks.get(at + 2).filter(|next| with.is_some() && next.kind == Kind::Noun)?;
        let same = partner.tokens.clone().any(|at| self.view.word(at) == "same")
            || self.is_definite(&partner.tokens) && self.is_firm(&partner.tokens);
        let talks = matches!(own.progress, Some(Progress::Negotiating | Progress::Agreed));
        if !talks || !same || !self.view.mentions_in(partner.tokens.clone()).is_empty() {
            return None;
        }
        let tokens = chunks.all[at].tokens.clone();
        let spoken = self.spoken.iter().rev().find(|spoken| self.gives(spoken, &tokens))?;
        let taker = self.taker(chunks, at, spoken)?;
        let above = climb_under(self.view, chunks, at, Some(own));
        self.taken_by(chunks, at, spoken, taker, &above)
    }

    /// "Bamako had turned to a private firm", on a page that has told of those who can be hired.
    fn turns_to(&self, chunks: &Chunks, at: usize) -> Option<Read<'a>> {
        let group = chunks.all[at].verb?;
        let object = chunks.get(at + 1).filter(|next| next.kind == Kind::Noun)?;
        let (_, mut evoked) = self.view.known.frames.evoked_at(&self.view.lowered[group.head..])?;
        if !self.is_firm(&object.tokens) || !self.view.mentions_in(object.tokens.clone()).is_empty() {
            return None;
        }
        let tokens = chunks.all[at].tokens.clone();
        let hired = |spoken: &&Spoken<'a>| {
            let code = spoken.filled.roles[0].as_ref().map_or("", |party| party.code.as_str());
            self.gives(spoken, &tokens) && self.view.known.wording.hired.contains(code)
        };
        let spoken = self.spoken.iter().rev().find(hired)?;
        let frame = spoken.evoked.frame;
        evoked.find(|one| {
            one.form != WordForm::Noun
                && one.frame.name == frame.name
                && one.trigger.stage.as_deref() == Some("sought")
                && frame.pattern(one.trigger).object == Some(Slot::Role(0))
        })?;
        let taker = self.taker(chunks, at, spoken)?;
        let mut above = climb_under(self.view, chunks, at, None);
        above.progress = above.progress.or(Some(Progress::Sought));
        self.taken_by(chunks, at, spoken, taker, &above)
    }

    /// Whether what was spoken of tells who gives, in a frame of two.
    fn gives(&self, spoken: &Spoken<'_>, tokens: &Range<usize>) -> bool {
        spoken.evoked.frame.parties == 2
            && spoken.filled.roles.first().is_some_and(Option::is_some)
            && tokens.start.abs_diff(spoken.token) <= FAR
    }

    /// Whether a noun phrase is of a firm that it does not name.
    fn is_firm(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| {
            let described = self.view.known.names.sector_at(&self.view.lowered[at..tokens.end]);
            described.is_some_and(|(_, sector)| sector.code == "BUS" && !sector.document)
        })
    }

    /// Who deals with them now: whoever the verb has for its subject, or else who says so.
    fn taker(&self, chunks: &Chunks, at: usize, spoken: &Spoken<'_>) -> Option<Party> {
        let verb = (0..=at).rev().find(|&at| chunks.kind(at) == Some(Kind::Verb));
        let subject = verb.and_then(|verb| match subject(self.view, chunks, verb).subject {
            Subject::Noun(noun) => {
                let tokens = chunks.all[noun].tokens.clone();
                named(self.view, tokens, None, &self.around).parties.into_iter().next()
            }
            _ => None,
        });
        let taker = subject.or_else(|| self.around.speaker.clone())?;
        let giver = spoken.filled.roles[0].as_ref()?;
        (!giver.code.starts_with(taker.code.as_str())).then_some(taker)
    }

    fn taken_by(
        &self,
        chunks: &Chunks,
        at: usize,
        spoken: &Spoken<'a>,
        taker: Party,
        above: &crate::clause::Above,
    ) -> Option<Read<'a>> {
        let mut filled = spoken.filled.clone();
        filled.roles[1] = Some(taker);
        filled.items = filled.items.into_iter().map(|item| Item { quantity: None, ..item }).collect();
        let event = spoken.again(at, chunks.all[at].tokens.clone(), WordForm::Base);
        self.repeated(chunks, event, filled, above, self.cue)
    }
}
