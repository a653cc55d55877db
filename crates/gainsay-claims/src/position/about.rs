//! What is said about a claim that was told before, in words that do not stand for the whole of it: "no evidence of that", "not a
//! word of it is true", "had broken no law".

use super::again::FAR;
use super::{Read, Reader, Spoken};
use crate::clause::{Above, climb_under, effect};
use crate::stance::CueForce;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind, Modal};
use gainsay_knowledge::{Frames, Progress, TriggerKind, WordForm};
use gainsay_record::{Act, Level};
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
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
        (0..chunks.all.len()).filter_map(|at| of(&at)).find_map(|at| self.about_told_at(chunks, at))
    }

    /// What the word in the chunk `at` says of what was told before.
    fn about_told_at(&self, chunks: &Chunks, at: usize) -> Option<Read<'a>> {
        let words = chunks.all[at].tokens.clone();
        let mut above = climb_under(self.view, chunks, at, effect(self.view, chunks, at));
        // "violated its airspace" is of no law of trade.
        let of_land = || {
            chunks.get(at + 1).filter(|next| next.kind == Kind::Noun).is_some_and(|next| {
                let last = &self.view.lowered[next.tokens.end - 1..next.tokens.end];
                self.view.known.wording.borders.at(last).is_some()
            })
        };
        if above.level == Some(Level::Legality) && chunks.all[at].verb.is_some() && of_land() {
            return None;
        }
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
        // "and there is no decision,": what closes the words follows nothing.
        next = next.filter(|&next| chunks.kind(next) != Some(Kind::Comma) || next + 1 < chunks.all.len());
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
                    // "that the government was behind it".
                    self.view.word(chunks.all[at].tokens.start) == "behind"
                        || effect(self.view, chunks, at)
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
                        self.is_of_told_items(tokens)
                            || self.is_pronoun(tokens)
                            || matches!(self.view.word(tokens.start), "them" | "such")
                            || matches!(above.level, Some(Level::Responsibility | Level::Knowledge))
                                && matches!(self.view.word(tokens.start), "what" | "whatever")
                            || self.is_any_told(tokens)
                            || self.is_definite(tokens)
                                && (self.tells(chunks, next) || self.is_matter(tokens))
                    }
                    Some(Kind::Rel) => true,
                    // "that he did not know, although he commands them".
                    Some(Kind::Comma) => {
                        above.level == Some(Level::Knowledge) && chunks.all[at].verb.is_some()
                    }
                    // "no information that would confirm this".
                    Some(Kind::Sub) => {
                        self.view.word(tokens.start) == "that" && chunks.kind(next + 1) == Some(Kind::Verb)
                    }
                    _ => false,
                }
            });
        // "denied any involvement".
        let denied = self.cue.act == Act::Denies && next.is_none() && above.level.is_some();
        let yes = above.negatives.is_multiple_of(2) && !legal && !denied && !apart;
        // "its planes have taken no part in it": that they did it is denied, and not only a hand in it.
        let takes_part = self.view.word(words.end - 1) == "part"
            && chunks.before(at).and_then(|before| chunks.all[before].verb).is_some_and(|group| {
                matches!(self.view.word(group.head), "take" | "takes" | "took" | "taken" | "taking")
            });
        let takes_part = takes_part && next.is_some_and(affair);
        if !stands || !self.is_own(words.start) || yes && (above.progress.is_none() || next.is_none()) {
            return None;
        }
        // "no information that would confirm this": of what was told last.
        let this = next.is_some_and(|next| {
            let end = chunks.all[chunks.all.len() - 1].tokens.end;
            chunks.kind(next) == Some(Kind::Sub) && matches!(self.view.word(end - 1), "this" | "that" | "it")
        });
        let frame = self.spoken.last().filter(|_| this).map(|last| &*last.evoked.frame.name);
        let frame = frame.or_else(|| self.other_frame(&chunks.all[next?].tokens));
        // "The deployment breaks the embargo": of the frame that has deployments.
        let of_subject = || match subject(self.view, chunks, at).subject {
            Subject::Noun(noun) => {
                let end = chunks.all[noun].tokens.end;
                let (_, mut all) = self.view.known.frames.evoked_at(&self.view.lowered[end - 1..end])?;
                let told = |name: &str| self.spoken.iter().any(|spoken| *spoken.evoked.frame.name == *name);
                all.find(|one| told(&one.frame.name)).map(|one| &*one.frame.name)
            }
            _ => None,
        };
        let frame = if of_told && frame.is_none() { of_subject() } else { frame };
        let told = next.map(|next| chunks.all[next].tokens.clone());
        let words = told.filter(|told| self.is_of_told_items(told)).unwrap_or(words);
        let mut read = self.claimed_in(chunks, words, &above, self.cue, frame)?;
        if takes_part {
            read.held.level = Level::Act;
        }
        Some(read)
    }

    /// "any connection with the attack", behind soldiers who were sent: the frame of the noun, where it is not what was told last.
    fn other_frame(&self, words: &Range<usize>) -> Option<&'a str> {
        let last = &self.spoken.last()?.evoked.frame.name;
        let frames: &'a Frames = &self.view.known.frames;
        let evoked = words.clone().filter_map(|at| frames.evoked_at(&self.view.lowered[at..words.end]));
        let nouns = evoked.flat_map(|(_, all)| all.filter(|one| one.trigger.kind == TriggerKind::Noun));
        let mut named: Vec<&'a str> = nouns.map(|one| &*one.frame.name).collect();
        named.dedup();
        named.iter().all(|name| *name != &**last).then(|| named.first().copied())?
    }

    /// "knew nothing of any rifles": things such as were told of just before.
    fn is_any_told(&self, words: &Range<usize>) -> bool {
        let Some(last) = self.spoken.last().filter(|_| self.view.word(words.start) == "any") else {
            return false;
        };
        let items = &self.view.known.items;
        let found = crate::items::items(self.view, words.clone(), &last.evoked.frame.about, &[]);
        found.iter().any(|own| last.filled.items.iter().any(|told| items.overlap(&own.class, &told.class)))
    }

    /// "Not a word of this is true", "There is no truth in the claims".
    pub(super) fn no_truth(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let wording = &self.view.known.wording;
        let mut words = stretch.clone();
        let none = words.find(|&at| wording.no_truth.at(&self.view.lowered[at..stretch.end]).is_some())?;
        let truth = |at: usize| matches!(self.view.word(at), "true" | "truth");
        let told = chunks.all.iter().enumerate().any(|(at, chunk)| {
            chunk.kind == Kind::Noun
                && (self.is_pronoun(&(chunk.tokens.end - 1..chunk.tokens.end))
                    || self.is_definite(&chunk.tokens)
                        && effect(self.view, chunks, at).is_some_and(|it| it.level == Some(Level::Report)))
        });
        // Nothing but the opening of a clause stands before it.
        let opens = none <= stretch.start + 4;
        if !opens || !told || !(none..stretch.end).any(truth) || !self.is_own(none) {
            return None;
        }
        let denies = CueForce { act: Act::Denies, negative: false, ..self.cue };
        self.claimed(chunks, none..stretch.end, &Above::report(true), denies)
    }

    /// "no information about Chinese engines": things of a kind that was told of, and nobody named with them who took no part.
    pub(super) fn is_of_told_items(&self, words: &Range<usize>) -> bool {
        let names = self.view.mentions_in(words.clone());
        !names.is_empty() && self.spoken.iter().any(|spoken| self.is_with_items(spoken, words))
    }

    /// Whether words are of the things of an event, and of its parties where they name any.
    pub(super) fn is_with_items(&self, spoken: &Spoken<'_>, words: &Range<usize>) -> bool {
        let about = &spoken.evoked.frame.about;
        let items = crate::items::items(self.view, words.clone(), about, &[]);
        let same = items.iter().any(|item| {
            spoken.filled.items.iter().any(|told| self.view.known.items.overlap(&item.class, &told.class))
        });
        let party = |code: &str| {
            let parties = spoken.filled.roles.iter().flatten().chain(&spoken.filled.parties);
            parties.into_iter().any(|party| party.code.starts_with(code))
        };
        same && self.view.mentions_in(words.clone()).iter().all(|name| name.state().is_some_and(party))
    }

    /// "demanded proof", "challenged Rabat to produce a shred of evidence": who is charged says that there is none.
    pub(super) fn demands_proof(&self, chunks: &Chunks) -> Option<Read<'a>> {
        if self.cue.negative {
            return None;
        }
        let proof = |at: &usize| {
            chunks.kind(*at) == Some(Kind::Noun)
                && effect(self.view, chunks, *at).is_some_and(|it| it.level == Some(Level::Evidence))
        };
        let at = (0..chunks.all.len()).find(proof)?;
        // "Whoever says so must put evidence on the table", "let them show proof".
        let owed = || {
            chunks.all[..at].iter().rev().find_map(|chunk| chunk.verb).is_some_and(|group| {
                let must = group.modal == Some(Modal::Other);
                let us = matches!(self.view.word(group.head), "have" | "be" | "see" | "need");
                must && !group.negative && !us
            }) || chunks.all[..at].iter().any(|chunk| self.view.word(chunk.tokens.start) == "let")
        };
        if !matches!(self.cue.act, Act::Demands | Act::Asks) && !owed() {
            return None;
        }
        let words = chunks.all[at].tokens.clone();
        let speaks = |spoken: &Spoken<'_>| {
            let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
            let roles = spoken.filled.roles.iter().flatten().chain(&spoken.filled.parties);
            roles.into_iter().any(|party| Some(party.code.as_str()) == speaker)
        };
        if !self.is_own(words.start) || !self.spoken.last().is_some_and(speaks) {
            return None;
        }
        let above = Above::denied(Level::Evidence);
        let says = CueForce { act: Act::Says, ..self.cue };
        self.claimed(chunks, words, &above, says)
    }

    /// "Swiss law forbids it", "our rules do not allow this": a rule or a law against what was told.
    pub(super) fn forbidden(&self, chunks: &Chunks) -> Option<Read<'a>> {
        let forbids = |at: &usize| {
            chunks.all[*at].verb.is_some_and(|group| !group.negative)
                && effect(self.view, chunks, *at)
                    .is_some_and(|it| it.level == Some(Level::Policy) && it.negative)
        };
        let at = (0..chunks.all.len()).find(forbids)?;
        let object = chunks.get(at + 1).filter(|next| next.kind == Kind::Noun)?.tokens.clone();
        let laws = &self.view.known.wording.laws;
        let is_law = |at: usize| laws.at(&self.view.lowered[at..=at]).is_some();
        let law = chunks.all[..at].iter().any(|chunk| chunk.tokens.clone().any(is_law));
        let told = self.is_pronoun(&object) || self.is_definite(&object) && self.tells(chunks, at + 1);
        if !told || !self.is_own(object.start) {
            return None;
        }
        let level = if law { Level::Legality } else { Level::Policy };
        let above = Above::denied(level);
        self.claimed(chunks, chunks.all[at].tokens.start..object.end, &above, self.cue)
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
        let above = Above::denied(Level::Legality);
        let spoken = self.spoken.last().filter(|last| words.start.abs_diff(last.token) <= FAR)?;
        let event = spoken.again(0, words, WordForm::Base);
        let mut read = self.repeated(chunks, event, spoken.filled.clone(), &above, self.cue)?;
        read.held.stage = None;
        self.is_party_to_last().then_some(read)
    }

    /// "that kind", "the situation", "the matter": words that name no thing but what was spoken of.
    pub(super) fn is_matter(&self, words: &Range<usize>) -> bool {
        self.view.known.wording.matters.at(&self.view.lowered[words.end - 1..words.end]).is_some()
    }
}
