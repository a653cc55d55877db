//! What stands for an event that was spoken of before: "do so", "has not", "such a move", "the deal".

use super::{Read, Reader, Spoken, ends};
use crate::clause::{Above, climb, climb_under, effect, form};
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled};
use crate::stance::{CueForce, held};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, is_auxiliary, is_have};
use gainsay_knowledge::{Effect, Evoked, Progress, Slot, WordForm};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

/// How many words back a verb that is left out is looked for ("Iran has not"),
pub(super) const NEAR: usize = 110;
/// and an event that a noun points to ("the deal").
pub(super) const FAR: usize = 400;

impl<'a> Spoken<'a> {
    /// The event once more, by the words that stand for it now.
    pub(super) fn again(&self, chunk: usize, tokens: Range<usize>, form: WordForm) -> Event<'a> {
        Event { evoked: Evoked { form, ..self.evoked }, tokens, chunk, passive: false }
    }
}

impl<'a> Reader<'_, 'a> {
    /// The event that a chunk stands for.
    pub(super) fn again(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Option<Read<'a>> {
        let chunk = &chunks.all[at];
        let words = |from: usize| &self.view.lowered[from..stretch.end];
        let phrase = |from: usize| {
            self.view.known.wording.again.at(words(from)).map(|(length, ())| from..from + length)
        };
        match (chunk.verb, chunk.kind) {
            (Some(group), _) => {
                let form = match phrase(group.head) {
                    Some(_) if group.have => WordForm::PastOrParticiple,
                    Some(_) if self.view.word(group.head) == "did" => WordForm::Past,
                    Some(_) => WordForm::Base,
                    None => match self.left_out(chunks, at) {
                        Some(form) => form,
                        None => return self.happened(chunks, at),
                    },
                };
                let tokens = phrase(group.head).unwrap_or(group.head..group.head + 1);
                // "I would do it again" is of what was done.
                if group.modal.is_some() && self.view.word(tokens.end) == "again" {
                    return None;
                }
                let above = climb(self.view, chunks, at);
                // "warned of costs if it did so": "it" is whoever was spoken of, and not the one who warns.
                let they = |subject: Subject| match subject {
                    Subject::Noun(noun) => {
                        let tokens = &chunks.all[noun].tokens;
                        tokens.len() == 1
                            && matches!(self.view.word(tokens.start), "it" | "they" | "he" | "she")
                    }
                    _ => false,
                };
                let warned = above.supposed && they(subject(self.view, chunks, at).subject);
                // "Riyadh said it had", of what Tehran was told to have done: who says so has no part in it.
                let left_out = phrase(group.head).is_none();
                let of_other = left_out
                    && above.negatives == 0
                    && they(subject(self.view, chunks, at).subject)
                    && self.is_told_of_other();
                let subject = if warned || of_other { None } else { self.other_subject(chunks, stretch, at) };
                self.said_again(chunks, at, tokens, form, above, subject)
            }
            (None, Kind::Noun) => {
                let tokens = phrase(chunk.tokens.start);
                // "such plans": of what was spoken of.
                let such = || chunk.tokens.clone().take(2).any(|at| self.view.word(at) == "such");
                let effect = effect(self.view, chunks, at).filter(|_| tokens.is_none() && such());
                let told = effect.filter(|effect| effect.level.is_some() || effect.progress.is_some());
                if tokens.is_none() && told.is_none() {
                    return None;
                }
                let above = climb_under(self.view, chunks, at, told);
                let tokens = tokens.unwrap_or(chunk.tokens.clone());
                self.said_again(chunks, at, tokens, WordForm::Base, above, None)
                    .filter(|read| read.held.level != Level::Presupposed)
            }
            _ => None,
        }
    }

    /// The form of a verb that is left out behind its auxiliary or "to": "it has not", "and will not", "no plans to".
    fn left_out(&self, chunks: &Chunks, at: usize) -> Option<WordForm> {
        let group = chunks.all[at].verb?;
        let word = self.view.word(group.head);
        let rest = &chunks.all[at + 1..];
        // "nor had Croatia", "neither has Iran": turned round.
        let own = at > 0 && chunks.kind(at - 1) == Some(Kind::Noun);
        let turned = !own
            && rest.first().is_some_and(|next| next.kind == Kind::Noun)
            && (group.negative || at > 0 && self.view.word(chunks.all[at - 1].tokens.start) == "nor");
        // "had routinely and sometimes blatantly supplied": two adverbs of the verb that follows.
        let adverb = |at: usize| chunks.kind(at) == Some(Kind::Adverb);
        let joined = |and: usize| chunks.kind(and) == Some(Kind::And) && adverb(and - 1) && adverb(and + 1);
        if (at + 2..chunks.all.len()).take_while(|&next| adverb(next - 1)).any(joined) {
            return None;
        }
        let mut rest = rest
            .iter()
            .skip(usize::from(turned))
            .filter(|next| !matches!(next.kind, Kind::Adverb | Kind::Time));
        if !rest.next().is_none_or(|next: &Chunk| matches!(next.kind, Kind::Comma | Kind::And | Kind::Sub)) {
            return None;
        }
        match word {
            "to" => Some(WordForm::Base),
            _ if !is_auxiliary(word) || group.infinitive => None,
            _ if is_have(word) => Some(WordForm::PastOrParticiple),
            "did" => Some(WordForm::Past),
            // "none will be".
            "be" if group.modal.is_some() => Some(WordForm::Participle),
            // "It was not" says too little of what was not.
            _ if group.be => None,
            _ => Some(WordForm::Base),
        }
    }

    /// "that one had taken place", "it never happened", "no such thing occurred": what was spoken of before, and whether it was.
    fn happened(&self, chunks: &Chunks, at: usize) -> Option<Read<'a>> {
        let group = chunks.all[at].verb?;
        let own = effect(self.view, chunks, at)?;
        if let Some(read) = self.does_one(chunks, at, own) {
            return Some(read);
        }
        let happens = own.progress == Some(Progress::Done) && !group.be;
        // "nothing has been agreed", "none was signed".
        let agreed = own.progress == Some(Progress::Agreed) && group.be;
        // "and none is planned".
        let agreed = agreed || own.level == Some(Level::Plan) && group.be;
        let Subject::Noun(noun) = subject(self.view, chunks, at).subject else { return None };
        let tokens = &chunks.all[noun].tokens;
        let pronoun = tokens.len() == 1
            && matches!(
                self.view.word(tokens.start),
                "it" | "this" | "that" | "one" | "none" | "they" | "these" | "nothing"
            );
        let such = tokens.clone().any(|at| self.view.word(at) == "such")
            && matches!(self.view.word(tokens.end - 1), "thing" | "event" | "incident" | "move" | "kind");
        let none = matches!(self.view.word(tokens.start), "nothing" | "none") && tokens.len() == 1;
        if !(happens && (pronoun || such) || agreed && none) {
            return None;
        }
        let form = if group.have { WordForm::PastOrParticiple } else { form(self.view, group.head)? };
        let above = climb_under(self.view, chunks, at, agreed.then_some(own));
        self.said_again(chunks, at, group.head..group.head + 1, form, above, None)
    }

    /// "no intention of concluding one", "would not agree to any": the deal that was told, or one like it.
    fn does_one(&self, chunks: &Chunks, at: usize, own: &Effect) -> Option<Read<'a>> {
        let group = chunks.all[at].verb?;
        let next = match chunks.kind(at + 1)? {
            Kind::Prep => at + 2,
            _ => at + 1,
        };
        let words = chunks.get(next).filter(|next| next.kind == Kind::Noun)?.tokens.clone();
        let one = matches!(self.view.word(words.start), "one" | "any" | "none")
            && (words.len() == 1 || self.view.word(words.start + 1) == "in");
        if !one || own.progress != Some(Progress::Agreed) || own.object {
            return None;
        }
        let form = form(self.view, group.head)?;
        let above = climb_under(self.view, chunks, at, Some(own));
        self.said_again(chunks, at, group.head..group.head + 1, form, above, None)
    }

    fn said_again(
        &self,
        chunks: &Chunks,
        at: usize,
        tokens: Range<usize>,
        form: WordForm,
        above: Above,
        subject: Option<Party>,
    ) -> Option<Read<'a>> {
        let spoken = self.spoken.last().filter(|spoken| tokens.start.abs_diff(spoken.token) <= NEAR)?;
        if !self.is_own(tokens.start) {
            return None;
        }
        let mut spoken = spoken.clone();
        let frame = spoken.evoked.frame;
        if let (Some(subject), Some(Slot::Role(role))) =
            (subject, frame.pattern(spoken.evoked.trigger).subject)
        {
            let fillers = &mut spoken.filled.roles;
            // "has sent none to rebels in Mali, nor does it": "it" is no end that has another part in it already.
            let land = subject.code.split(':').next();
            let taken = fillers.iter().flatten().any(|party| party.code.split(':').next() == land);
            if !taken {
                fillers[usize::from(role)] = Some(subject);
                spoken.filled.items.iter_mut().for_each(|item| item.quantity = None);
            }
        }
        // A government speaks of itself, where one of its firms was told of.
        if let Some(speaker) = &self.around.speaker
            && let Some(giver) = spoken.filled.roles.first_mut().and_then(Option::as_mut)
            && giver.code.strip_prefix(&*speaker.code) == Some(":BUS")
        {
            giver.code.clone_from(&speaker.code);
        }
        self.repeated(chunks, spoken.again(at, tokens, form), spoken.filled, &above, self.cue)
    }

    /// Whether the event spoken of last is one that somebody denied, or gave no answer on, who is not the one who speaks now.
    fn is_told_of_other(&self) -> bool {
        let (Some(spoken), Some(speaker)) = (self.spoken.last(), &self.around.speaker) else { return false };
        let acts = match spoken.evoked.frame.pattern(spoken.evoked.trigger).subject {
            Some(Slot::Role(role)) => spoken.filled.roles[usize::from(role)].as_ref(),
            _ => None,
        };
        acts.is_some_and(|acts| {
            !acts.code.starts_with(&speaker.code) && spoken.by.as_ref() == Some(&acts.code)
        })
    }

    /// Who does it this time: "but *Iran* had", "*Copenhagen* has done the same".
    fn other_subject(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Option<Party> {
        let turned = chunks.all[at].verb.is_some_and(|group| is_auxiliary(self.view.word(group.head)))
            && chunks.kind(at + 1) == Some(Kind::Noun);
        let tokens = match subject(self.view, chunks, at).subject {
            _ if turned => chunks.all[at + 1].tokens.clone(),
            Subject::Noun(noun) => chunks.all[noun].tokens.clone(),
            Subject::Speaker => return self.around.speaker.clone(),
            Subject::Unknown => return None,
        };
        let party = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
        // "I hope they will not": several are never the one who speaks, but those who were spoken of.
        let several = self.view.word(tokens.start) == "they";
        let spoken = self.spoken.last()?;
        let ends = ends(&spoken.filled, spoken.evoked.frame.parties);
        party.or_else(|| {
            referred(self.view, stretch, tokens, &self.around)
                .filter(|party| !several || ends.iter().any(|end| end.code == party.code))
                // "France and Britain say they will do so": but those who speak together are several.
                .or_else(|| self.around.speaker.clone().filter(|_| several && self.several))
        })
    }

    pub(super) fn repeated(
        &self,
        chunks: &Chunks,
        event: Event<'a>,
        filled: Filled,
        above: &Above,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        let mut held = held(self.view, chunks, &event, above, &filled, cue)?;
        // "only if others did" warns nobody, nor does who would do it.
        let speaker = self.around.speaker.as_ref().map(|speaker| speaker.code.as_str());
        let own = || ends(&filled, 1).first().is_some_and(|end| Some(end.code.as_str()) == speaker);
        let only = || {
            chunks.all.windows(2).any(|pair| {
                self.view.word(pair[0].tokens.start) == "only" && self.view.word(pair[1].tokens.start) == "if"
            })
        };
        if held.stance == Stance::Threatens && cue.act != Act::Threatens && (own() || only()) {
            return None;
        }
        held.sure *= 0.9;
        Some(Read { event, filled, held, path: above.path.clone(), again: true })
    }
}
