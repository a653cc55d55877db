//! The events in a stretch of words, with what fills them, from their own words or from what went before.

use super::evoke::answer_behind;
use super::{Read, Reader, ends, known};
use crate::clause::{climb_over_participle, climb_under};
use crate::roles::{Event, Filled, Turn, fill};
use crate::stance::held;
use crate::syntax::{Chunk, Chunks, Kind};
use gainsay_knowledge::{Progress, Reached, Slot, TriggerKind};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

/// How many words before what fills an event still stand beside it: "test-" before "fired".
const BESIDE: usize = 3;

/// How many words behind "from" a plane or drone may stand that a weapon is dropped from.
const CARRIER: usize = 4;

impl<'a> Reader<'_, 'a> {
    /// The events that a chunk holds, if their words are there: for each frame those of its best trigger.
    pub(super) fn events(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Read<'a>> {
        if let Some(read) = self.again(chunks, stretch, at) {
            return vec![read];
        }
        let mut best: Vec<Vec<Read<'a>>> = Vec::new();
        self.best(chunks, stretch, self.candidates(chunks, stretch, at), &mut best);
        best.into_iter().flatten().collect()
    }

    /// The events of items that stand by themselves: "no shells for Russia".
    pub(super) fn alone(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Read<'a>> {
        let mut best: Vec<Vec<Read<'a>>> = Vec::new();
        self.best(chunks, stretch, self.items_alone(chunks, stretch, at), &mut best);
        best.into_iter().flatten().collect()
    }

    fn best(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        events: Vec<Event<'a>>,
        best: &mut Vec<Vec<Read<'a>>>,
    ) {
        for event in events {
            let frame = &event.evoked.frame.name;
            let of_frame = |reads: &&mut Vec<Read<'a>>| reads[0].event.evoked.frame.name == *frame;
            let reads = self.event(chunks, stretch, &event);
            if reads.is_empty() {
                continue;
            }
            match best.iter_mut().find(of_frame) {
                Some(others) if most_known(&reads) > most_known(others) => *others = reads,
                Some(_) => {}
                None => best.push(reads),
            }
        }
    }

    /// What is read of an event; nothing where its words turn out to be of something else, or hold nothing.
    fn event(&self, chunks: &Chunks, stretch: &Range<usize>, event: &Event<'a>) -> Vec<Read<'a>> {
        if self.only_talks(chunks, event) || self.is_in_silence(event) {
            return Vec::new();
        }
        let voice = self.voice.as_ref();
        let filled = fill(self.view, chunks, stretch.clone(), &self.around, voice, event);
        filled.into_iter().filter_map(|filled| self.read(chunks, stretch, event.clone(), filled)).collect()
    }

    /// "no information to release": words of whoever gives no answer.
    fn is_in_silence(&self, event: &Event<'_>) -> bool {
        let silence = &self.view.known.wording.silence;
        let own = event.tokens.start;
        let covers =
            |at: usize| silence.at(&self.view.lowered[at..]).is_some_and(|(length, ())| at + length > own);
        (own.saturating_sub(BESIDE)..own).any(covers)
    }

    /// "negotiating over the purchase of missiles": the purchase is told by itself, and how far it went.
    fn only_talks(&self, chunks: &Chunks, event: &Event<'a>) -> bool {
        let frame = event.evoked.frame;
        let stage = event.evoked.trigger.stage.as_deref();
        let negotiating = match frame.reached(Progress::Negotiating) {
            Some(Reached::Stage(negotiating)) => stage == Some(negotiating),
            _ => false,
        };
        let tells = |chunk: &Chunk| {
            let evoked =
                |at: usize| self.view.known.frames.evoked_at(&self.view.lowered[at..chunk.tokens.end]);
            chunk.kind == Kind::Noun
                && chunk.tokens.clone().filter_map(evoked).any(|(_, mut all)| {
                    all.any(|one| one.trigger.kind == TriggerKind::Noun && one.frame.name == frame.name)
                })
        };
        let behind = chunks.all[event.chunk + 1..].iter();
        negotiating
            && behind.take_while(|chunk| !matches!(chunk.kind, Kind::Verb | Kind::Sub | Kind::Rel)).any(tells)
    }

    fn read(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        event: Event<'a>,
        mut filled: Filled,
    ) -> Option<Read<'a>> {
        let at = event.chunk;
        if !self.counts(&event, &filled, stretch) {
            return None;
        }
        if self.is_asked(chunks, stretch, at) {
            return None;
        }
        // "was providing the planes for it": what only carries is not what is given.
        if filled.serves && self.only_carriers(&filled) {
            return None;
        }
        // "were used by the Emirati army in Yemen": who does a thing there is not said to have been sent.
        let by = chunks.before(at).filter(|&prep| {
            chunks.kind(prep) == Some(Kind::Prep) && self.view.word(chunks.all[prep].tokens.start) == "by"
        });
        let done = by.and_then(|prep| chunks.before(prep)).and_then(|over| chunks.all[over].verb);
        let needs = event.evoked.trigger.kind == TriggerKind::Noun && !event.evoked.trigger.needs.is_empty();
        if needs && done.is_some_and(|group| group.be || group.of.is_some()) {
            return None;
        }
        // "shook hands" is of nothing that was told.
        let trigger = event.evoked.trigger;
        let holds = trigger.kind == TriggerKind::Noun
            && event.evoked.frame.pattern(trigger).object == Some(Slot::Item);
        if holds && filled.items.is_empty() && !filled.items_again {
            return None;
        }
        self.turn_adjective(&mut filled, &event);
        self.fill_by_way(chunks, stretch, &mut filled, &event);
        self.take_from_clause(chunks, stretch, &event, &mut filled);
        self.answers_for_itself(&event, &mut filled);
        self.fill_by_both(chunks, &mut filled, &event);
        self.fill_by_firm(&mut filled, &event);
        let inherited = self.inherit(chunks, &mut filled, &event);
        // "the planes for it", of a deployment, are given to nobody.
        let frame = &event.evoked.frame.name;
        let serves =
            || filled.serves && self.spoken.last().is_some_and(|spoken| spoken.evoked.frame.name != *frame);
        if filled.items.is_empty() || filled.at_home || serves() {
            return None;
        }
        let mut above = match self.top(chunks, &event) {
            Some(noun) => climb_over_participle(self.view, chunks, noun, at),
            None => climb_under(self.view, chunks, at, self.head(chunks, &event)),
        };
        if event.evoked.trigger.needs.is_empty() {
            self.close(&mut above, stretch);
        }
        // "called the alleged deliveries tales": what is told of them is.
        if above.hedge && trigger.kind == TriggerKind::Noun && self.called_untrue(stretch) {
            (above.hedge, above.report, above.level) = (false, true, Some(Level::Report));
        }
        above.supposed |= self.is_under_if(stretch, event.tokens.start);
        if self.is_untrue_to_say(stretch, event.tokens.start) {
            (above.report, above.untrue, above.level, above.hedge) = (true, true, Some(Level::Report), false);
        }
        above.untrue |= above.report && self.called_untrue(stretch);
        above.affirmed |= above.report && self.called_true(stretch);
        // "denied any unlawful use of phosphorus" leaves lawful ones open.
        if self.cue.act == Act::Denies && above.level.is_none() && self.is_unlawful(chunks, &event) {
            above.level = Some(Level::Legality);
        }
        match filled.turn {
            Some(Turn::Affirmed) => above.negatives = 0,
            Some(Turn::Denied) => above.negatives += 1,
            None => {}
        }
        above.negatives +=
            usize::from(chunks.all[at].verb.is_some() && self.sends_none(chunks, &event, &filled));
        if event.evoked.trigger.is_item() {
            above.negatives += usize::from(answer_behind(self.view, chunks, at) == Some(false));
        }
        self.fill_by_giver(chunks, &mut filled, &event);
        self.fill_by_asker(chunks, stretch, &mut filled, &event, &above.path);
        self.fill_by_planner(chunks, stretch, &mut filled, &event, &above);
        self.fill_by_partner(chunks, &mut filled, &event, &above.path);
        self.fill_by_speaker(chunks, &mut filled, &event, &above);
        self.fill_by_answer(chunks, &mut filled, &event);
        self.fill_by_struck(&mut filled, &event);
        self.turn_as_told(&mut filled, &event);
        if above.judged {
            self.fill_by_addressee(&mut filled, &event);
        }
        let parties = event.evoked.frame.parties;
        let missing = |role: &u8| filled.parties.is_empty() && filled.roles[usize::from(*role)].is_none();
        // Whoever made a thing is no end of what is told of it later.
        if !filled.knows_anybody()
            || event.evoked.frame.must.iter().any(missing)
            || inherited && ends(&filled, parties).is_empty()
        {
            return None;
        }
        self.direct(&mut filled, &event);
        if self.only_launched(&event, &filled) {
            return None;
        }
        let mut held = held(self.view, chunks, &event, &above, &filled, self.cue)?;
        self.deny_the_way(chunks, &mut filled, &event, &held);
        // "not aware of any such deployment", "confirmed the sale": as far as the one that was told.
        let such = || {
            let tokens = chunks.all[at].tokens.clone();
            let noun = trigger.kind == TriggerKind::Noun && trigger.stage.is_none();
            let the =
                tokens.len() == 2 && self.view.word(tokens.start) == "the" && !event.evoked.trigger.is_item();
            let affirms = matches!(self.cue.act, Act::Confirms);
            noun && (tokens.clone().take(2).any(|at| self.view.word(at) == "such") || the && affirms)
        };
        if inherited && above.progress.is_none() && held.stage.is_some() && such() {
            let frame = &event.evoked.frame.name;
            let told = self.spoken.iter().rev().find(|spoken| spoken.evoked.frame.name == *frame);
            held.reaches(told.and_then(|told| told.stage.clone()));
        }
        // Who says what will follow from a thing threatens those who do it, and not himself.
        let own = || {
            let speaker = self.around.speaker.as_ref();
            speaker.is_some_and(|speaker| {
                ends(&filled, parties).first().is_some_and(|end| end.code == speaker.code)
            })
        };
        if held.stance == Stance::Threatens && self.cue.act != Act::Threatens && own() {
            // "warned Bishkek that it would face sanctions if it went on": the one who is warned.
            filled.roles[0] = None;
            self.fill_by_addressee(&mut filled, &event);
            filled.roles[0].as_ref()?;
        }
        // "trained soldiers in Mali": that people are somewhere must be said to be a claim.
        let trigger = event.evoked.trigger;
        if trigger.kind == TriggerKind::Noun && !trigger.needs.is_empty() && held.level == Level::Presupposed
        {
            return None;
        }
        if inherited {
            // "the transfer" as a topic of other news says nothing of it again.
            if held.level == Level::Presupposed {
                return None;
            }
            held.sure *= 0.9;
        }
        Some(Read { event, filled, held, path: above.path, again: false })
    }

    /// "Where they went afterwards was no matter for Sofia": what a question tells of is not said to be so.
    fn is_asked(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> bool {
        let opens = stretch.start + usize::from(self.view.word(stretch.start) == "that");
        let asks = matches!(self.view.word(opens), "where" | "how" | "whom" | "why" | "whose");
        let told = matches!(self.cue.act, Act::Says | Act::Asserts | Act::Reports | Act::Confirms);
        let finite = |verb: usize| {
            chunks.all[verb].verb.is_some() && crate::clause::is_finite(self.view, chunks, verb)
        };
        let first = (0..chunks.all.len()).find(|&verb| finite(verb));
        asks && told && first == Some(at) && (at + 1..chunks.all.len()).any(finite)
    }

    /// "fired two missiles from its western province": from where, and at nobody.
    fn only_launched(&self, event: &Event<'_>, filled: &Filled) -> bool {
        let needs = &event.evoked.trigger.needs;
        let mut met = filled.prepositions.iter().map(|&at| self.view.word(at));
        // "drop gas from drones": what it is dropped from is no place.
        let carrier = |at: usize| {
            let end = self.view.sentence(at).end.min(at + CARRIER);
            let carriers = &self.view.known.wording.carriers;
            self.view.word(at) == "from"
                && (at + 1..end).any(|at| {
                    let words = &self.view.lowered[at..end];
                    carriers.at(words).is_some() || self.view.known.items.at(words).is_some()
                })
        };
        !event.evoked.frame.apart
            && !filled.prepositions.iter().any(|&at| carrier(at))
            && !event.passive
            && filled.roles[1].is_none()
            && needs.iter().any(|word| **word == *"from")
            && met.clone().any(|word| word == "from")
            && met.all(|word| word == "from" || !needs.iter().any(|need| **need == *word))
    }

    /// Whether the words around the trigger let it count: a preposition that it needs, and no words of something else.
    fn counts(&self, event: &Event<'_>, filled: &Filled, stretch: &Range<usize>) -> bool {
        // "is arming himself".
        let itself = self.view.word(event.tokens.end);
        if matches!(itself, "himself" | "herself" | "itself" | "themselves" | "ourselves") {
            return false;
        }
        let needs = &event.evoked.trigger.needs;
        // "will send none to a country *at war*" says at whom nothing.
        let state = |at: usize| {
            self.view.word(at) == "at" && matches!(self.view.word(at + 1), "war" | "peace" | "all" | "least")
        };
        let has = |&at: &usize| needs.iter().any(|word| **word == *self.view.word(at)) && !state(at);
        let start = filled.reach.start.saturating_sub(BESIDE).max(stretch.start);
        let words = &self.view.lowered[start..filled.reach.end.clamp(start, stretch.end)];
        let unless = &event.evoked.frame.unless;
        // "The rowing federation said": whoever speaks tells of which world it is.
        // What was heard as the source may be a part of it.
        let wide = |source: Range<usize>| {
            source.start.saturating_sub(BESIDE).max(self.view.sentence(source.start).start)..source.end
        };
        let source = self.statement.source.iter().flat_map(|span| self.view.stretches(*span));
        let mut source = source.flat_map(wide).filter(|&at| unless.at(&self.view.lowered[at..]).is_some());
        if source.next().is_some() {
            return false;
        }
        let answered = || {
            event.evoked.trigger.is_item()
                && filled.prepositions.iter().all(|at| !matches!(self.view.word(*at), "to" | "for"))
        };
        // "accused Thailand of firing cluster shells": nobody is accused of a test.
        let accused = || event.evoked.trigger.kind == TriggerKind::Verb && self.statement.act == Act::Accuses;
        // But to deploy a weapon is to place it.
        let flies = needs.iter().any(|word| **word == *"into");
        // "has acknowledged its rocket fire", "denied a missile strike".
        let owned = || {
            event.evoked.trigger.kind == TriggerKind::Noun
                && matches!(self.statement.act, Act::Confirms | Act::Denies)
                && !filled.items.is_empty()
        };
        let used = || !event.evoked.frame.apart && (flies && accused() || owned());
        // "sent nothing" is of what is sent, and at nobody.
        let none = || filled.none && !self.tells_without(event);
        (needs.is_empty() || none() || used() || answered() || filled.prepositions.iter().any(has))
            && self.is_of_its_class(event, filled)
            && !(0..words.len()).any(|at| unless.at(&words[at..]).is_some())
    }

    /// Whether a noun that tells an event is of what the law forbids: "the unlawful use of".
    fn is_unlawful(&self, chunks: &Chunks, event: &Event<'_>) -> bool {
        let before = chunks.all[event.chunk].tokens.start..event.tokens.start;
        event.evoked.trigger.kind == TriggerKind::Noun
            && before
                .clone()
                .any(|at| matches!(self.view.word(at), "unlawful" | "illegal" | "illicit" | "improper"))
    }

    /// Whether the words of an event tell of another frame with no preposition of their own: "sent".
    fn tells_without(&self, event: &Event<'_>) -> bool {
        let evoked = self.view.known.frames.evoked_at(&self.view.lowered[event.tokens.clone()]);
        evoked.is_some_and(|(_, mut all)| {
            all.any(|one| one.frame.name != event.evoked.frame.name && one.trigger.needs.is_empty())
        })
    }

    /// "the bomblets had landed in two villages", "the planes landed at a base": whether the items are such as the words are of, or
    /// such that another frame has the words.
    fn is_of_its_class(&self, event: &Event<'_>, filled: &Filled) -> bool {
        let trigger = event.evoked.trigger;
        let items = &self.view.known.items;
        let of = |only: &[Box<str>]| {
            let fits = |class: &str| only.iter().any(|one| items.entails(class, one));
            filled.items.iter().all(|item| fits(&item.class))
        };
        if trigger.kind == TriggerKind::Noun || trigger.is_item() {
            return true;
        }
        if !trigger.only.is_empty() {
            return of(&trigger.only);
        }
        let met = |needs: &[Box<str>]| {
            let word = |at: usize| self.view.word(at);
            filled.prepositions.iter().any(|&at| needs.iter().any(|need| **need == *word(at)))
        };
        let Some((_, mut all)) = self.view.known.frames.evoked_at(&self.view.lowered[event.tokens.clone()])
        else {
            return true;
        };
        // "drones from Iran had landed in Port Sudan": somebody sent them.
        let sent = filled.roles.first().is_some_and(Option::is_some);
        sent || filled.items.is_empty()
            || !all.any(|one| {
                one.frame.name != event.evoked.frame.name
                    && !one.trigger.only.is_empty()
                    && met(&one.trigger.needs)
                    && of(&one.trigger.only)
            })
    }

    fn only_carriers(&self, filled: &Filled) -> bool {
        filled.items.iter().flat_map(|item| &item.spans).all(|span| {
            let tokens = self.view.analysis.within(*span);
            let words = &self.view.lowered[tokens.clone()];
            self.view.known.wording.carriers.at(words).is_some_and(|(length, ())| length == tokens.len())
        })
    }
}

/// How much is known of the fullest of some events.
fn most_known(reads: &[Read<'_>]) -> usize {
    reads.iter().map(|read| known(&read.filled)).max().unwrap_or_default()
}
