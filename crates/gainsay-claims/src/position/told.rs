//! What is said of a claim that the page has told: "the accusations", "denied it", "no evidence of that".

use super::again::{FAR, NEAR};
use super::{Read, Reader, Spoken, ends};
use crate::clause::{Above, affirmed_at, climb_under, effect, untrue_at};
use crate::items::has_item;
use crate::party::named;
use crate::stance::CueForce;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, is_be};
use gainsay_knowledge::{Progress, TriggerKind, WordForm};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// "rejected the accusations", "denied it", "That is nonsense": the whole of the words stands for what was claimed before,
    /// of one who is now heard.
    pub(super) fn claim_again(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        self.claim_at(chunks, stretch, 0, self.cue).or_else(|| {
            let (object, act) = self.answered(chunks)?;
            self.claim_at(chunks, stretch, object, CueForce { act, negative: false, ..self.cue })
        })
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
        if !matches!(first.kind, Kind::Noun | Kind::Sub) || !self.is_own(words.start) {
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
        let untrue = self.is_labelled(&words) || rest.iter().any(|chunk| self.says_untrue(chunk));
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
        let told = cue.act == Act::Declines && self.tells(chunks, skip);
        if cue.negative && cue.act != Act::Denies
            || !(told || untrue || aside || rest.iter().all(called))
            || !(self.is_pronoun(&words)
                || self.is_labelled(&words)
                || self.is_definite(&words) && (report || told))
        {
            return None;
        }
        // Who confirms a report, or does not speak of it, does so of what it says.
        let of_report = (report || untrue) && cue.act == Act::Denies;
        let above = if of_report { Above::report(self.called_untrue(stretch)) } else { Above::default() };
        self.claimed(chunks, words, &above, cue)
    }

    /// Whether a noun phrase is a thing that can be forged, and one that was spoken of: "the video", "the letter".
    fn is_paper(&self, chunks: &Chunks, at: usize) -> bool {
        self.is_definite(&chunks.all[at].tokens)
            && effect(self.view, chunks, at).is_some_and(|effect| effect.paper && effect.level.is_none())
    }

    /// Whether a paper is called forged or genuine by the words behind it, and what that says of what it tells.
    fn forged(&self, chunks: &Chunks, paper: usize) -> Option<(bool, Above)> {
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
    fn tells(&self, chunks: &Chunks, at: usize) -> bool {
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

    /// "no evidence of that", "nothing to do with it", "found no sign", "there is no decision": what a negated word of
    /// evidence, knowledge, responsibility or decision says of what was told before, or one of how far it went ("talks
    /// about them", "no talks of that kind").
    pub(super) fn about_told(&self, chunks: &Chunks) -> Option<Read<'a>> {
        let of = |at: &usize| {
            let effect = effect(self.view, chunks, *at)?;
            let level = matches!(
                effect.level,
                Some(
                    Level::Evidence
                        | Level::Knowledge
                        | Level::Responsibility
                        | Level::Decision
                        | Level::Legality
                )
            );
            let talks = chunks.kind(*at) == Some(Kind::Noun)
                && matches!(
                    effect.progress,
                    Some(Progress::Negotiating | Progress::Agreed | Progress::Sought)
                );
            (level || talks).then_some(*at)
        };
        let at = (0..chunks.all.len()).find_map(|at| of(&at))?;
        let words = chunks.all[at].tokens.clone();
        let mut above = climb_under(self.view, chunks, at, effect(self.view, chunks, at));
        // "broke no embargo", "violated no sanction".
        let object = chunks.get(at + 1).filter(|next| next.kind == Kind::Noun).map(|next| next.tokens.start);
        let none = words.clone().chain(object).any(|at| self.view.word(at) == "no");
        if above.level == Some(Level::Legality) && chunks.all[at].verb.is_some() && none {
            above.negatives += 1;
        }
        let behind = |kinds: &[Kind], from: usize| {
            (from..chunks.all.len()).find(|&next| !kinds.contains(&chunks.all[next].kind))
        };
        let over = [Kind::Prep, Kind::Adverb, Kind::Time];
        let mut next = behind(&over, at + 1);
        // "no evidence (had been produced) to support the claim".
        while let Some(verb) = next.filter(|&next| chunks.all[next].verb.is_some()) {
            next = behind(&over, verb + 1);
        }
        // "denied any connection with the ship", "any role in the affair": whatever it is called, it is what was told.
        let affair = |next: usize| {
            let tokens = &chunks.all[next].tokens;
            let real = &self.view.known.wording.real;
            matches!(self.view.word(tokens.start), "the" | "this" | "that" | "it")
                && matches!(self.view.word(tokens.start - 1), "with" | "to" | "in")
                && !tokens.clone().any(|at| real.at(&self.view.lowered[at..tokens.end]).is_some())
        };
        let apart = above.level == Some(Level::Responsibility)
            && (self.cue.act == Act::Denies || above.negatives % 2 == 1)
            && next.is_none_or(affair);
        // "no indication that the government was involved"
        let involved = next.is_some_and(|next| {
            chunks.kind(next) == Some(Kind::Sub)
                && (next + 1..chunks.all.len()).any(|at| {
                    effect(self.view, chunks, at)
                        .is_some_and(|effect| effect.level == Some(Level::Responsibility))
                })
        });
        // "broke no embargo", "had the right to": of what the one who says it is a party to.
        let legal = above.level == Some(Level::Legality) && self.is_party_to_last();
        // "the sale broke international law": what was told, whoever says so.
        let of_told = above.level == Some(Level::Legality)
            && chunks.all[at].verb.is_some()
            && match subject(self.view, chunks, at).subject {
                Subject::Noun(noun) => self.is_definite(&chunks.all[noun].tokens) && self.tells(chunks, noun),
                _ => false,
            };
        let legal = legal || of_told;
        let stands = legal
            || apart
            || involved
            || next.is_none_or(|next| {
                let tokens = &chunks.all[next].tokens;
                match chunks.kind(next) {
                    Some(Kind::Noun) => {
                        self.is_pronoun(tokens)
                            || matches!(self.view.word(tokens.start), "them" | "such")
                            || self.is_definite(tokens)
                                && (self.tells(chunks, next) || self.is_matter(tokens))
                    }
                    Some(Kind::Rel) => true,
                    _ => false,
                }
            });
        // "denied any involvement".
        let denied = self.cue.act == Act::Denies && next.is_none() && above.level.is_some();
        let yes = above.negatives.is_multiple_of(2) && !legal && !denied && !apart;
        if !stands || !self.is_own(words.start) || yes && (above.progress.is_none() || next.is_none()) {
            return None;
        }
        self.claimed(chunks, words, &above, self.cue)
    }

    /// "and had violated no sanction": what is said of the law behind an event that has just been told, of whom it is told.
    pub(super) fn lawful(&self, chunks: &Chunks) -> Option<Read<'a>> {
        let at = (1..chunks.all.len()).find(|&at| {
            let group = chunks.all[at].verb;
            let law = effect(self.view, chunks, at).is_some_and(|it| it.level == Some(Level::Legality));
            law && group.is_some_and(|group| !group.infinitive && group.of.is_none())
        })?;
        let group = chunks.all[at].verb?;
        let words = chunks.all[at].tokens.clone();
        let none = |at: usize| self.view.word(at) == "no";
        let object = chunks.get(at + 1).filter(|next| next.kind == Kind::Noun);
        let negative = group.negative
            || words.clone().any(none)
            || object.is_some_and(|object| none(object.tokens.start));
        // Of whoever is charged with it, that he broke the law is said by others.
        if !negative || !self.is_own(words.start) {
            return None;
        }
        let above = Above::lawful();
        let spoken = self.spoken.last().filter(|last| words.start.abs_diff(last.token) <= NEAR)?;
        let event = spoken.again(0, words, WordForm::Base);
        let mut read = self.repeated(chunks, event, spoken.filled.clone(), &above, self.cue)?;
        read.held.stage = None;
        self.is_party_to_last().then_some(read)
    }

    /// "the declaration was a forgery", "many of the invoices are genuine": what is said of papers and pictures that told it.
    pub(super) fn papers(&self, chunks: &Chunks) -> Option<Read<'a>> {
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
        if self.cue.narrated || !(neither || whole) || !self.is_own(first) {
            return None;
        }
        let cue = CueForce { act: Act::Declines, negative: false, ..self.cue };
        self.claimed(chunks, first..stretch.end, &Above::default(), cue)
    }

    /// Whether the speaker is a party to what was told last.
    pub(super) fn is_party_to_last(&self) -> bool {
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        self.spoken.last().is_some_and(|spoken| {
            spoken.filled.roles.iter().flatten().any(|party| Some(party.code.as_str()) == speaker)
        })
    }

    /// "that kind", "the situation", "the matter": words that name no thing but what was spoken of.
    fn is_matter(&self, words: &Range<usize>) -> bool {
        self.view.known.wording.matters.at(&self.view.lowered[words.end - 1..words.end]).is_some()
    }

    fn is_pronoun(&self, words: &Range<usize>) -> bool {
        words.len() == 1
            && matches!(
                self.view.word(words.start),
                "it" | "this" | "that" | "they" | "them" | "these" | "those"
            )
    }

    fn is_definite(&self, words: &Range<usize>) -> bool {
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
                "the" | "these" | "those" | "such" | "all" | "any" | "this" | "that"
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
        let verb = chunks
            .get(is)?
            .verb
            .filter(|group| is_be(self.view.word(group.head)) || group.be || copular(group.head))?;
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
        if said.clone().any(untrue) {
            return (!verb.negative).then_some((Act::Denies, true));
        }
        let affirmed = said.into_iter().any(|at| affirmed_at(self.view, chunks, at));
        affirmed.then_some(if verb.negative { (Act::Denies, true) } else { (Act::Confirms, false) })
    }

    /// What was claimed before of the one who is now heard, under the force of what is said of it.
    pub(super) fn claimed(
        &self,
        chunks: &Chunks,
        words: Range<usize>,
        above: &Above,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        // Whoever speaks for nobody in particular can still mean what was told last.
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        let is_party = |spoken: &&Spoken<'_>| {
            let filled = &spoken.filled;
            let all = filled.roles.iter().flatten().chain(&filled.parties);
            all.into_iter().any(|party| Some(party.code.as_str()) == speaker)
        };
        let near = |spoken: &&Spoken<'_>| {
            spoken.token < self.first
                && words.start.abs_diff(spoken.token) <= FAR
                && !spoken.filled.is_of_anyone()
        };
        let mut all = self.spoken.iter().rev().filter(near);
        // Who calls an accusation false need not be accused, where it has just been made.
        let last = || {
            let last = self.spoken.last().filter(near)?;
            let told = above.untrue
                || cue.act == Act::Declines && !self.statement.content.is_empty()
                || cue.act == Act::Confirms
                || matches!(above.level, Some(Level::Evidence | Level::Knowledge | Level::Legality))
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
        // "the Lao reports" are of what was told of Laos, if anything was.
        let names = self.view.mentions_in(words.clone());
        let is_named = |spoken: &&Spoken<'_>| {
            let parties = spoken.filled.roles.iter().flatten().chain(&spoken.filled.parties);
            parties.into_iter().any(|party| names.iter().any(|name| name.state() == Some(&party.code)))
        };
        let is_whole = |spoken: &&Spoken<'_>| ends(&spoken.filled, spoken.evoked.frame.parties).len() == 2;
        let spoken = all
            .clone()
            .find(|spoken| accusation && spoken.accused && is_party(spoken))
            .or_else(|| all.clone().find(|spoken| accusation && spoken.accused))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && is_named(spoken)))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && of_words(spoken)))
            .or_else(|| all.clone().find(|spoken| is_party(spoken) && is_whole(spoken)))
            .or_else(|| all.find(is_party))
            .or_else(last)?;
        let event = spoken.again(0, words.clone(), WordForm::Base);
        let mut read = self.repeated(chunks, event, spoken.filled.clone(), above, cue)?;
        // Who gives no answer says nothing of how far it went.
        if above.progress.is_none() && read.held.stance != Stance::Declines {
            read.held.stage.clone_from(&spoken.stage);
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
