//! What stands for an event that was spoken of before: "do so", "has not", "such a move", "the deal", "the accusations".

use super::{Read, Reader, Spoken, ends};
use crate::clause::{Above, affirmed_at, climb, climb_under, effect, untrue_at};
use crate::items::{has_item, last_before};
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled};
use crate::stance::{CueForce, held};
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, is_auxiliary, is_be, is_have};
use gainsay_knowledge::{Evoked, Progress, Slot, TriggerKind, WordForm};
use gainsay_record::{Act, Item, Level, Stance};
use std::ops::Range;

/// How many words back a verb that is left out is looked for ("Iran has not"),
const NEAR: usize = 80;
/// and an event that a noun points to ("the deal").
const FAR: usize = 400;

impl<'a> Spoken<'a> {
    /// The event once more, by the words that stand for it now.
    fn again(&self, chunk: usize, tokens: Range<usize>, form: WordForm) -> Event<'a> {
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
                    None => self.left_out(chunks, at)?,
                };
                let tokens = phrase(group.head).unwrap_or(group.head..group.head + 1);
                let mut above = climb(self.view, chunks, at);
                let nor = at > 0 && self.view.word(chunks.all[at - 1].tokens.start) == "nor";
                above.negatives += usize::from(nor && !group.negative);
                let subject = self.other_subject(chunks, stretch, at);
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
        let turned = rest.first().is_some_and(|next| next.kind == Kind::Noun)
            && (group.negative || at > 0 && self.view.word(chunks.all[at - 1].tokens.start) == "nor");
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
            // "It was not" says too little of what was not.
            _ if group.be => None,
            _ => Some(WordForm::Base),
        }
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
            let taken = fillers.iter().flatten().any(|party| party.code == subject.code);
            if !taken {
                fillers[usize::from(role)] = Some(subject);
                spoken.filled.items.iter_mut().for_each(|item| item.quantity = None);
            }
        }
        self.repeated(chunks, spoken.again(at, tokens, form), spoken.filled, &above, self.cue)
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
        })
    }

    fn repeated(
        &self,
        chunks: &Chunks,
        event: Event<'a>,
        filled: Filled,
        above: &Above,
        cue: CueForce,
    ) -> Option<Read<'a>> {
        let mut held = held(self.view, chunks, &event, above, &filled, cue)?;
        // "only if others did" warns nobody.
        if held.stance == Stance::Threatens && cue.act != Act::Threatens {
            return None;
        }
        held.sure *= 0.9;
        Some(Read { event, filled, held, path: above.path.clone(), again: true })
    }

    /// "rejected the accusations", "denied it", "That is nonsense": the whole of the words stands for what was claimed before,
    /// of one who is now heard.
    pub(super) fn claim_again(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let answers = matches!(self.cue.act, Act::Denies | Act::Confirms | Act::Declines);
        // "commented on the report", "that the report was false"; but "That is false".
        let skip = match (chunks.kind(0)?, chunks.kind(1)) {
            (Kind::Prep, _) => usize::from(self.cue.act == Act::Declines),
            (Kind::Sub, Some(Kind::Noun)) => 1,
            _ => 0,
        };
        let (first, rest) = chunks.all.get(skip..)?.split_first()?;
        let words = first.tokens.clone();
        if !matches!(first.kind, Kind::Noun | Kind::Sub) || !self.is_own(words.start) {
            return None;
        }
        let report =
            effect(self.view, chunks, skip).is_some_and(|effect| effect.level == Some(Level::Report));
        if !answers {
            let (act, of_report) = self.judged(chunks, skip, report)?;
            let above = if of_report { Above::report(true) } else { Above::default() };
            return self.claimed(chunks, words, &above, CueForce { act, negative: false, ..self.cue });
        }
        let called = |chunk: &Chunk| {
            matches!(chunk.kind, Kind::Adverb | Kind::Time | Kind::Comma | Kind::Sub)
                || chunk.tokens.clone().any(|at| {
                    self.view.known.wording.untrue.at(&self.view.lowered[at..chunk.tokens.end]).is_some()
                })
        };
        // "declined to discuss the sale", "would not comment on its purchases".
        let told = self.cue.act == Act::Declines && self.tells(chunks, skip);
        if self.cue.negative
            || !(told || rest.iter().all(called))
            || !(self.is_pronoun(&words) || self.is_definite(&words) && (report || told))
        {
            return None;
        }
        // Who confirms a report, or does not speak of it, does so of what it says.
        let of_report = report && self.cue.act == Act::Denies;
        let above = if of_report { Above::report(self.called_untrue(stretch)) } else { Above::default() };
        self.claimed(chunks, words, &above, self.cue)
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
                Some(Level::Evidence | Level::Knowledge | Level::Responsibility | Level::Decision)
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
        let above = climb_under(self.view, chunks, at, effect(self.view, chunks, at));
        let behind = |kinds: &[Kind], from: usize| {
            (from..chunks.all.len()).find(|&next| !kinds.contains(&chunks.all[next].kind))
        };
        let over = [Kind::Prep, Kind::Adverb, Kind::Time];
        let mut next = behind(&over, at + 1);
        // "no evidence to support the claim".
        if let Some(verb) = next.filter(|&next| chunks.all[next].verb.is_some()) {
            next = behind(&over, verb + 1);
        }
        let stands = next.is_none_or(|next| {
            let tokens = &chunks.all[next].tokens;
            match chunks.kind(next) {
                Some(Kind::Noun) => {
                    self.is_pronoun(tokens)
                        || matches!(self.view.word(tokens.start), "them" | "such")
                        || self.is_definite(tokens) && (self.tells(chunks, next) || self.is_kind(tokens))
                }
                Some(Kind::Rel) => true,
                _ => false,
            }
        });
        let yes = above.negatives.is_multiple_of(2);
        if !stands || !self.is_own(words.start) || yes && (above.progress.is_none() || next.is_none()) {
            return None;
        }
        self.claimed(chunks, words, &above, self.cue)
    }

    /// "that kind", "this sort".
    fn is_kind(&self, words: &Range<usize>) -> bool {
        matches!(self.view.word(words.end - 1), "kind" | "sort" | "type" | "nature")
    }

    fn is_pronoun(&self, words: &Range<usize>) -> bool {
        words.len() == 1
            && matches!(self.view.word(words.start), "it" | "this" | "that" | "they" | "these" | "those")
    }

    fn is_definite(&self, words: &Range<usize>) -> bool {
        // "Kinshasa's accusation", "his findings".
        let owned = words.clone().any(|at| matches!(self.view.word(at), "'s" | "’s" | "'" | "’"))
            || matches!(self.view.word(words.start), "his" | "her" | "its" | "their");
        owned
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
        // "part of the report is": over what "of" brings.
        let named = |at: &usize| matches!(chunks.kind(*at), Some(Kind::Noun | Kind::Prep));
        let is = rest.clone().find(|at| !named(at))?;
        let verb = chunks.get(is)?.verb.filter(|group| is_be(self.view.word(group.head)) || group.be)?;
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
            ends(&spoken.filled, spoken.evoked.frame.parties)
                .iter()
                .any(|end| Some(end.code.as_str()) == speaker)
        };
        let near =
            |spoken: &&Spoken<'_>| spoken.token < self.first && words.start.abs_diff(spoken.token) <= FAR;
        let mut all = self.spoken.iter().rev().filter(near);
        // Who calls an accusation false need not be accused, where it has just been made.
        let last = || {
            let last = self.spoken.last().filter(near)?;
            let told = above.untrue
                || cue.act == Act::Declines && !self.statement.content.is_empty()
                || matches!(above.level, Some(Level::Evidence | Level::Knowledge))
                || above.progress.is_some();
            (told && words.start.abs_diff(last.token) <= NEAR).then_some(last)
        };
        let spoken = all.find(is_party).or_else(last)?;
        let event = spoken.again(0, words.clone(), WordForm::Base);
        let mut read = self.repeated(chunks, event, spoken.filled.clone(), above, cue)?;
        if above.progress.is_none() {
            read.held.stage.clone_from(&spoken.stage);
        }
        Some(read)
    }

    /// Takes from an event before it what a pronoun, "the" or silence stands for; whether anything was taken.
    pub(super) fn inherit(&self, filled: &mut Filled, event: &Event<'_>) -> bool {
        let frame = event.evoked.frame;
        let parties = frame.parties;
        let known = filled.roles[..parties].iter().flatten().count();
        // "the deal", not "the delivery of missiles to Russia", which tells itself what it is.
        let points_back = filled.items_again
            || filled.definite && (filled.items.is_empty() || known == 0)
            || known == 0 && self.has_definite_item(filled)
            || self.is_bare(filled, event);
        let agrees = |spoken: &Spoken<'_>| {
            filled.roles[..parties].iter().zip(&spoken.filled.roles[..parties]).all(|(own, other)| {
                own.as_ref().is_none_or(|own| other.as_ref().is_none_or(|other| own.code == other.code))
            })
        };
        let same = |spoken: &&Spoken<'_>| spoken.evoked.frame.name == frame.name;
        // The last that can be the same, or the last.
        let mut all = self.spoken.iter().rev().filter(same);
        let previous = all.clone().find(|spoken| agrees(spoken)).or_else(|| all.next());
        let agrees = previous.is_some_and(agrees);
        let near = |spoken: &&Spoken<'_>| event.tokens.start.abs_diff(spoken.token) <= FAR;
        // "the transfer" is of the frame that was spoken of last.
        let other = self.spoken.last().is_none_or(|spoken| spoken.evoked.frame.name != frame.name);
        if filled.items.is_empty() && !filled.items_again && other {
            return false;
        }
        let mut taken = false;
        if filled.items.is_empty() && points_back {
            filled.items = self.items_before(previous.filter(near), filled, event);
            if let [item] = filled.items.as_mut_slice() {
                item.quantity = filled.how_many.take();
            }
            taken = !filled.items.is_empty();
        }
        let Some(previous) = previous else { return taken };
        // "Moscow would not cancel the deal": the deal tells who its other end is.
        let both = ends(&previous.filled, parties);
        if let [only] = filled.parties.as_slice()
            && both.len() == 2
            && both.iter().any(|end| end.code == only.code)
        {
            filled.parties.clear();
        }
        // "Pyongyang had sent shells", on a page that has just told of shells from Pyongyang for Moscow.
        let carries_on = near(&previous) && (points_back || known == 1);
        if !agrees || !carries_on || !filled.parties.is_empty() || filled.anyone {
            return taken;
        }
        for (own, other) in filled.roles.iter_mut().zip(&previous.filled.roles).take(parties) {
            if own.is_none() && other.is_some() {
                *own = other.clone().map(|party| Party { named: false, ..party });
                taken = true;
            }
        }
        if filled.roles[..parties].iter().all(Option::is_none) {
            filled.parties.clone_from(&previous.filled.parties);
            taken |= !filled.parties.is_empty();
        }
        taken
    }

    /// "*the* tanks had been transferred".
    fn has_definite_item(&self, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let start = self.view.analysis.within(*item).start;
        let from = start.saturating_sub(1).max(self.first);
        (from..start + 1).any(|at| matches!(self.view.word(at), "the" | "these" | "those" | "such"))
    }

    /// "Deliveries have not begun": of what, the page has told before.
    fn is_bare(&self, filled: &Filled, event: &Event<'_>) -> bool {
        event.evoked.trigger.kind == TriggerKind::Noun
            && event.evoked.trigger.needs.is_empty()
            && filled.items.is_empty()
            && !filled.prepositions.iter().any(|&at| self.view.word(at) == "of")
    }

    /// The items that words point back to: those of the event before, or those named last, whichever are nearer.
    fn items_before(&self, previous: Option<&Spoken<'_>>, filled: &Filled, event: &Event<'_>) -> Vec<Item> {
        let plain = |item: &Item| Item { quantity: None, ..item.clone() };
        let token = event.tokens.start.min(filled.reach.start);
        let last =
            filled.items_again.then(|| last_before(self.view, token, &event.evoked.frame.about)).flatten();
        match (previous, last) {
            (Some(previous), Some(last)) => {
                let own = previous.filled.items.iter().any(|item| item.spans == last.spans);
                let place = last.spans.first().map_or(0, |span| self.view.analysis.within(*span).start);
                if own || place < previous.token {
                    previous.filled.items.iter().map(plain).collect()
                } else {
                    vec![plain(&last)]
                }
            }
            (Some(previous), None) => previous.filled.items.iter().map(plain).collect(),
            (None, last) => last.iter().map(plain).collect(),
        }
    }
}
