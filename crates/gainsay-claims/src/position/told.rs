//! What is said of a claim that the page has told: "the accusations", "denied it", "no evidence of that".

use super::again::FAR;
use super::{Read, Reader, Spoken};
use crate::clause::{Above, affirmed_at, effect, untrue_at};
use crate::items::{has_item, is_carrier};
use crate::party::named;
use crate::stance::CueForce;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, is_be, is_have};
use gainsay_knowledge::TriggerKind;
use gainsay_record::{Act, Level};
use std::ops::Range;

/// How many words behind "rests on" tell what a report rests on.
const GROUND: usize = 8;

impl<'a> Reader<'_, 'a> {
    /// "rejected the accusations", "denied it", "That is nonsense": the whole of the words stands for what was claimed before,
    /// of one who is now heard.
    pub(super) fn claim_again(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        self.claim_at(chunks, stretch, 0, self.cue)
            .or_else(|| self.only_denied(chunks, stretch))
            .or_else(|| {
                let (object, act) = self.answered(chunks)?;
                self.claim_at(chunks, stretch, object, CueForce { act, negative: false, ..self.cue })
            })
            .or_else(|| self.no_truth(chunks, stretch))
    }

    /// "We reject these allegations", "The alliance cannot confirm them": what the speaker's own verb denies, or gives no
    /// answer to.
    fn answered(&self, chunks: &Chunks) -> Option<(usize, Act)> {
        let at = (0..chunks.all.len()).find(|&at| chunks.all[at].verb.is_some())?;
        let group = chunks.all[at].verb?;
        let effect = effect(self.view, chunks, at)?;
        let act = match group.negative {
            false if effect.negative && effect.level.is_none() && group.modal.is_none() => Act::Denies,
            true if effect.sure => Act::Declines,
            _ => return None,
        };
        let own = match subject(self.view, chunks, at).subject {
            Subject::Speaker => true,
            Subject::Noun(noun) => {
                let tokens = chunks.all[noun].tokens.clone();
                let pronoun = tokens.len() == 1
                    && matches!(self.view.word(tokens.start), "we" | "i" | "it" | "he" | "she" | "they");
                let speaker = || {
                    let party = named(self.view, tokens, None, &self.around).parties.into_iter().next();
                    party.map(|party| party.code)
                        == self.around.speaker.as_ref().map(|party| party.code.clone())
                };
                pronoun || speaker()
            }
            Subject::Unknown => false,
        };
        own.then_some((at + 1, act))
    }

    /// What was claimed before, where the words from the chunk `from` on stand for it, under the force of `cue`.
    fn claim_at(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        from: usize,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        // "could not verify them": who does not confirm gives no answer.
        let cue = match (cue.act, cue.negative) {
            (Act::Confirms, true) => CueForce { act: Act::Declines, negative: false, ..cue },
            _ => cue,
        };
        let answers = matches!(cue.act, Act::Denies | Act::Confirms | Act::Declines);
        // "commented on the report", "that the report was false"; but "That is false".
        let skip = from
            + match (chunks.kind(from)?, chunks.kind(from + 1)) {
                (Kind::Prep, _) => usize::from(cue.act == Act::Declines),
                (Kind::Sub, Some(Kind::Noun)) => 1,
                _ => 0,
            };
        let (first, rest) = chunks.all.get(skip..)?.split_first()?;
        // ", with an official telling the agency": what trails behind a comma is said of something else.
        let end = rest.iter().position(|chunk| chunk.kind == Kind::Comma).unwrap_or(rest.len());
        let rest = if answers { &rest[..end] } else { rest };
        let words = first.tokens.clone();
        // ", which Beijing denies": the whole that was told right before.
        let whole = self.is_which(&words);
        if !(matches!(first.kind, Kind::Noun | Kind::Sub) || whole && answers) || !self.is_own(words.start) {
            return None;
        }
        let of_paper = self.is_paper(chunks, skip).then(|| self.forged(chunks, skip)).flatten();
        if let Some((negative, above)) = of_paper {
            let act = match (cue.act, negative) {
                (Act::Denies | Act::Confirms | Act::Declines, _) => cue.act,
                (_, true) => Act::Denies,
                (_, false) => Act::Confirms,
            };
            return self.claimed(chunks, words, &above, CueForce { act, negative: false, ..cue });
        }
        let report =
            effect(self.view, chunks, skip).is_some_and(|effect| effect.level == Some(Level::Report));
        if !answers {
            // "Nothing of the kind has happened".
            let none = &self.view.known.wording.no;
            if none.at(&self.view.lowered[words.start..stretch.end]).is_some_and(|(length, ())| length > 2) {
                let denies = CueForce { act: Act::Denies, negative: false, ..cue };
                return self.claimed(chunks, words, &Above::untrue(), denies);
            }
            let (act, of_report) = self.judged(chunks, skip, report)?;
            let above = if of_report { Above::report(true) } else { Above::default() };
            return self.claimed(chunks, words, &above, CueForce { act, negative: false, ..cue });
        }
        let untrue = self.is_labelled(&words)
            || (skip + 1..skip + 1 + rest.len()).any(|at| untrue_at(self.view, chunks, at))
            || whole && self.is_called_untrue();
        let called = |chunk: &Chunk| {
            matches!(chunk.kind, Kind::Adverb | Kind::Time | Kind::Comma | Kind::Sub)
                || self.says_untrue(chunk)
        };
        // "the reports as of today", "the claims by its neighbours"; but "the reports of a coup" are about something else.
        let aside = !rest.iter().any(|chunk| chunk.verb.is_some())
            && !rest.iter().any(|chunk| {
                chunk.kind == Kind::Prep
                    && matches!(
                        self.view.word(chunk.tokens.start),
                        "of" | "about" | "on" | "over" | "concerning" | "regarding"
                    )
                    && chunk.tokens.start == words.end
            });
        // "declined to discuss the sale", "would not comment on its purchases".
        // "confirmed the flight": what carried the things that were told.
        let flight = || aside && rest.is_empty() && is_carrier(self.view, &words);
        let told =
            cue.act == Act::Declines && self.tells(chunks, skip) || cue.act == Act::Confirms && flight();
        // ", a charge Abu Dhabi denies": the charge that was told right before.
        let charge = rest.is_empty()
            && matches!(
                self.view.word(words.start),
                "a" | "an" | "something" | "claims" | "charges" | "allegations" | "accusations"
            )
            && self
                .statement
                .cue
                .first()
                .is_some_and(|cue| self.view.analysis.within(*cue).start >= words.end);
        // "dismissed talk of foreign troops as propaganda": of such as were told of.
        let of_items = self.frame_behind(chunks, skip).filter(|_| report && untrue);
        // "dismissed the letter as a charade".
        let forged = untrue && cue.act == Act::Denies && self.is_paper(chunks, skip);
        if cue.negative && cue.act != Act::Denies
            || !(told || untrue || aside || rest.iter().all(called))
            || !(self.is_pronoun(&words)
                || self.is_labelled(&words)
                || self.is_definite(&words) && (report || told || forged)
                || (report || words.len() == 1 && self.view.word(words.start) == "something") && charge
                || of_items.is_some())
        {
            return None;
        }
        // Who confirms a report, or does not speak of it, does so of what it says.
        let of_report = (report || untrue) && cue.act == Act::Denies;
        let above = if of_report { Above::report(self.called_untrue(stretch)) } else { Above::default() };
        self.claimed_in(chunks, words, &above, cue, of_items)
    }

    /// The frame of which the things or people are that "of" or "about" brings behind a noun.
    fn frame_behind(&self, chunks: &Chunks, noun: usize) -> Option<&'a str> {
        let by = chunks.get(noun + 1).filter(|next| next.kind == Kind::Prep)?;
        let of = matches!(self.view.word(by.tokens.start), "of" | "about" | "on");
        let what = chunks.get(noun + 2).filter(|what| of && what.kind == Kind::Noun)?;
        let told = |spoken: &&Spoken<'a>| {
            has_item(self.view, what.tokens.clone(), &spoken.evoked.frame.about)
                && by.tokens.start.abs_diff(spoken.token) <= FAR
        };
        self.spoken.iter().rev().find(told).map(|spoken| &*spoken.evoked.frame.name)
    }

    /// "it an invention", "them lies": a pronoun and what it is called, without a verb between.
    fn is_labelled(&self, words: &Range<usize>) -> bool {
        let untrue = &self.view.known.wording.untrue;
        let called = |at: usize| untrue.at(&self.view.lowered[at..words.end]).is_some();
        self.is_pronoun(&(words.start..words.start + 1)) && (words.start + 1..words.end).any(called)
    }

    /// Whether some words of a chunk call what is spoken of untrue.
    fn says_untrue(&self, chunk: &Chunk) -> bool {
        let untrue = &self.view.known.wording.untrue;
        chunk.tokens.clone().any(|at| untrue.at(&self.view.lowered[at..chunk.tokens.end]).is_some())
    }

    /// Whether a noun phrase can stand for what was told: a noun of some frame, an item, or how far a thing went ("the
    /// contract").
    pub(super) fn tells(&self, chunks: &Chunks, at: usize) -> bool {
        let tokens = chunks.all[at].tokens.clone();
        let frames = &self.view.known.frames;
        let effect = effect(self.view, chunks, at);
        effect.is_some_and(|effect| effect.level.is_some() || effect.progress.is_some())
            || tokens.clone().any(|at| {
                let evoked = frames.evoked_at(&self.view.lowered[at..tokens.end]);
                evoked.is_some_and(|(_, mut all)| all.any(|one| one.trigger.kind == TriggerKind::Noun))
            })
            || frames.all().iter().any(|frame| has_item(self.view, tokens.clone(), &frame.about))
    }

    /// Whether the speaker is a party to what was told last.
    pub(super) fn is_party_to_last(&self) -> bool {
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        self.spoken.last().is_some_and(|spoken| {
            spoken.filled.roles.iter().flatten().any(|party| Some(party.code.as_str()) == speaker)
        })
    }

    pub(super) fn is_pronoun(&self, words: &Range<usize>) -> bool {
        words.len() == 1
            && matches!(
                self.view.word(words.start),
                "it" | "this" | "that" | "which" | "they" | "them" | "these" | "those"
            )
    }

    pub(super) fn is_definite(&self, words: &Range<usize>) -> bool {
        // "Kinshasa's accusation", "his findings".
        let owned = words.clone().any(|at| matches!(self.view.word(at), "'s" | "’s" | "'" | "’"))
            || matches!(self.view.word(words.start), "his" | "her" | "its" | "their");
        // "part of the report", "that report" behind what looks like the "that" of a clause.
        let part = words.clone().take(4).any(|at| self.view.word(at) == "the");
        let that = words.start > 0 && self.view.word(words.start - 1) == "that";
        owned
            || part
            || that
            || matches!(
                self.view.word(words.start),
                "the" | "these" | "those" | "such" | "all" | "any" | "this" | "that" | "both"
            )
    }

    /// "That is nonsense", "These reports are not true", "Nonsense": what is done by saying so, and whether it is of a report.
    fn judged(&self, chunks: &Chunks, first: usize, report: bool) -> Option<(Act, bool)> {
        let words = chunks.all[first].tokens.clone();
        let untrue = |at: usize| untrue_at(self.view, chunks, at);
        let rest = first + 1..chunks.all.len();
        if untrue(first) && rest.clone().all(|at| matches!(chunks.kind(at), Some(Kind::Comma | Kind::Adverb)))
        {
            return Some((Act::Denies, true));
        }
        // "It is only in the media".
        let all = words.start..chunks.all.last().map_or(words.end, |last| last.tokens.end);
        if self.is_pronoun(&words) && self.is_only_told(&all) {
            return Some((Act::Denies, true));
        }
        // "spoke of a campaign of lies", "of a scandal invented by foreign powers".
        if self.speaks_of() && chunks.all[first..].iter().any(|chunk| self.says_untrue(chunk)) {
            return Some((Act::Denies, true));
        }
        // "called / the claim propaganda", "waved away / the account as a rumour": without a verb of its own.
        let verbless = rest.clone().take_while(|&at| !untrue(at)).all(|at| chunks.all[at].verb.is_none());
        let called = rest.clone().any(untrue)
            || chunks.all[first].tokens.clone().skip(1).any(|at| {
                let words = &self.view.lowered[at..chunks.all[first].tokens.end];
                self.view.known.wording.untrue.at(words).is_some()
            });
        if verbless && called && (self.is_pronoun(&words) || self.is_definite(&words) && report) {
            return Some((Act::Denies, true));
        }
        // "part of the report is": over what "of" brings.
        let named = |at: &usize| matches!(chunks.kind(*at), Some(Kind::Noun | Kind::Prep));
        let is = rest.clone().find(|at| !named(at))?;
        // "It was a lie", "it looked like one more canard".
        let copular = |at: usize| self.view.known.wording.seeming.at(&self.view.lowered[at..]).is_some();
        // "the report rested on pictures that prove nothing".
        let rests = |at: usize| self.view.known.wording.resting.at(&self.view.lowered[at..]).is_some();
        let verb = chunks.get(is)?.verb.filter(|group| {
            is_be(self.view.word(group.head))
                || is_have(self.view.word(group.head))
                || group.be
                || copular(group.head)
                || rests(group.head)
        })?;
        let told = (first + 1..is).rev().find(|&at| chunks.kind(at) == Some(Kind::Noun));
        let of_report = told.is_some_and(|at| {
            let tokens = &chunks.all[at].tokens;
            self.is_definite(tokens)
                && effect(self.view, chunks, at).is_some_and(|effect| effect.level == Some(Level::Report))
        });
        if !(is == first + 1 && (self.is_pronoun(&words) || self.is_definite(&words) && report) || of_report)
        {
            return None;
        }
        let rest = is..chunks.all.len();
        let said = rest.start..chunks.all.len().min(rest.start + 3);
        let ground = chunks.all[is].tokens.end;
        let stretch_end = chunks.all[chunks.all.len() - 1].tokens.end;
        let groundless = rests(verb.head)
            && (ground..stretch_end.min(ground + GROUND))
                .any(|at| self.view.known.wording.untrue.at(&self.view.lowered[at..]).is_some());
        // "had no basis in truth": the "no" is a part of what it is called.
        let end = chunks.all[said.end - 1].tokens.end;
        let baseless = is_have(self.view.word(verb.head))
            && (verb.head + 1..end).take(2).any(|at| {
                self.view.word(at) == "no"
                    && self.view.known.wording.untrue.at(&self.view.lowered[at..end]).is_some()
            });
        if baseless || is_have(self.view.word(verb.head)) {
            return baseless.then_some((Act::Denies, true));
        }
        // "are not supported by facts".
        let unsupported = verb.negative
            && self.view.known.wording.founded.at(&self.view.lowered[verb.head..stretch_end]).is_some();
        if unsupported {
            return Some((Act::Denies, true));
        }
        if groundless || said.clone().any(untrue) {
            return (!verb.negative).then_some((Act::Denies, true));
        }
        // "both statements can be true": nobody says that they are.
        let affirmed = verb.modal.is_none() && said.into_iter().any(|at| affirmed_at(self.view, chunks, at));
        affirmed.then_some(if verb.negative { (Act::Denies, true) } else { (Act::Confirms, false) })
    }
}
