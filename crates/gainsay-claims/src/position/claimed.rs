//! Which of the claims that the page has told is meant by words that stand for one.

use super::again::{FAR, NEAR};
use super::{Read, Reader, Spoken, ends};
use crate::clause::Above;
use crate::stance::CueForce;
use crate::syntax::Chunks;
use gainsay_knowledge::{TriggerKind, WordForm};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// What was claimed before of the one who is now heard, under the force of what is said of it.
    pub(super) fn claimed(
        &self,
        chunks: &Chunks,
        words: Range<usize>,
        above: &Above,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        self.claimed_in(chunks, words, above, cue, None)
    }

    /// As [`Reader::claimed`], of what was claimed in one frame, where the words tell which.
    pub(super) fn claimed_in(
        &self,
        chunks: &Chunks,
        words: Range<usize>,
        above: &Above,
        cue: CueForce,
        frame: Option<&str>,
    ) -> Option<Read<'a>> {
        // Whoever speaks for nobody in particular can still mean what was told last.
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        let is_party = |spoken: &&Spoken<'_>| {
            let filled = &spoken.filled;
            let all = filled.roles.iter().flatten().chain(&filled.parties);
            all.into_iter().any(|party| Some(party.code.as_str()) == speaker)
        };
        let is_of_its_own = |spoken: &&Spoken<'_>| {
            let own = |party: &crate::party::Party| {
                let of = speaker.and_then(|speaker| party.code.strip_prefix(speaker));
                of.is_some_and(|rest| rest.starts_with(":BUS") || rest.starts_with(":REB"))
            };
            spoken.filled.roles.first().and_then(Option::as_ref).is_some_and(own)
        };
        let near = |spoken: &&Spoken<'_>| {
            spoken.token < self.first
                && frame.is_none_or(|frame| *spoken.evoked.frame.name == *frame)
                && words.start.abs_diff(spoken.token) <= FAR
                && !spoken.filled.is_of_anyone()
        };
        let all = self.spoken.iter().rev().filter(near);
        // "the Lao reports" are of what was told of Laos, if anything was.
        let names = self.view.mentions_in(words.clone());
        let is_named = |spoken: &&Spoken<'_>| {
            let parties = spoken.filled.roles.iter().flatten().chain(&spoken.filled.parties);
            parties.into_iter().any(|party| names.iter().any(|name| name.state() == Some(&party.code)))
        };
        // Who calls an accusation false need not be accused, where it has just been made.
        let last = || {
            // Of what a paper tells the same words may have just told.
            let last = match frame {
                // "comment on the Hungarian plans", where Russian soldiers were told of since.
                None if all.clone().any(|spoken| is_named(&spoken)) => all.clone().find(is_named)?,
                None if !above.paper => self.spoken.last().filter(near)?,
                _ => self.spoken.iter().rev().find(near)?,
            };
            let told = above.untrue
                || above.paper
                || cue.act == Act::Declines && !self.statement.content.is_empty()
                || cue.act == Act::Confirms
                || matches!(
                    above.level,
                    Some(Level::Evidence | Level::Knowledge | Level::Legality | Level::Responsibility)
                )
                || above.progress.is_some();
            (told && words.start.abs_diff(last.token) <= NEAR).then_some(last)
        };
        // "the contract" is of the frame that has contracts.
        let frames = &self.view.known.frames;
        let of_words = |spoken: &&Spoken<'_>| {
            words.clone().any(|at| {
                let evoked = frames.evoked_at(&self.view.lowered[at..words.end]);
                evoked.is_some_and(|(_, mut all)| {
                    all.any(|one| {
                        one.trigger.kind == TriggerKind::Noun && one.frame.name == spoken.evoked.frame.name
                    })
                })
            })
        };
        let accusation = words.clone().any(|at| {
            let cue = self.view.known.cues.noun_at(&self.view.lowered[at..words.end]);
            cue.is_some_and(|(_, cue)| cue.act == Act::Accuses)
        });
        let is_thing = |spoken: &&Spoken<'_>| self.is_with_items(spoken, &words);
        let is_whole = |spoken: &&Spoken<'_>| ends(&spoken.filled, spoken.evoked.frame.parties).len() == 2;
        // ", charges Abu Dhabi has denied": what the same sentence told.
        let beside = |spoken: &&Spoken<'_>| self.view.sentence(words.start).contains(&spoken.token);
        let spoken = all
            .clone()
            .find(|spoken| accusation && beside(spoken) && is_party(spoken))
            .or_else(|| all.clone().find(|spoken| accusation && spoken.accused && is_party(spoken)))
            .or_else(|| all.clone().find(|spoken| accusation && spoken.accused))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && is_named(spoken) && is_thing(spoken)))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && is_named(spoken)))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && of_words(spoken)))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && is_whole(spoken)))
            .or_else(|| all.clone().find(is_party))
            // "The Kremlin said it had no part in it", of fighters of a Russian company.
            .or_else(|| all.clone().find(is_of_its_own))
            .or_else(|| all.clone().find(|spoken| above.untrue && spoken.accused))
            .or_else(last)?;
        let event = spoken.again(0, words.clone(), WordForm::Base);
        let mut read = self.repeated(chunks, event, spoken.filled.clone(), above, cue)?;
        // Who gives no answer says nothing of how far it went.
        if above.progress.is_none() && read.held.stance != Stance::Declines {
            read.held.reaches(spoken.stage.clone());
        } else if read.held.stance == Stance::Declines {
            read.held.stage = None;
            // Nor of whether it is only meant to be.
            if above.level.is_none() && read.held.level == Level::Plan {
                read.held.level = Level::Act;
            }
        }
        Some(read)
    }
}
