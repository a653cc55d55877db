//! The events in a stretch of words, with what fills them, from their own words or from what went before.

use super::{Read, Reader, ends, known, passive};
use crate::clause::{Above, climb_over_participle, climb_under, phrase};
use crate::party::{named, referred};
use crate::roles::{Event, Filled, Turn, fill};
use crate::stance::held;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunk, Chunks, Kind, Modal};
use crate::view::View;
use gainsay_knowledge::{
    Effect, Frames, GovernorKind, Perspective, Progress, Reached, Slot, TriggerKind, WordForm,
};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

/// How many words before what fills an event still stand beside it: "test-" before "fired".
const BESIDE: usize = 3;

/// How many words at the end of a content may say something of the whole: "contrary to international law".
const CLOSING: usize = 4;

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

    /// Items with somebody behind them and no word that tells what becomes of them, for each frame.
    fn items_alone(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Event<'a>> {
        let (view, tokens) = (self.view, chunks.all[at].tokens.clone());
        let frames: &'a Frames = &view.known.frames;
        if chunks.kind(at) != Some(Kind::Noun) || !self.is_own(tokens.start) {
            return Vec::new();
        }
        let answered = answer_behind(view, chunks, at).is_some();
        let decided = self.is_decided(chunks, at);
        if !answered && self.is_own_army(&tokens) {
            return Vec::new();
        }
        let brings = |needs: &[Box<str>]| {
            let next = chunks.get(at + 1).filter(|next| next.kind == Kind::Prep);
            let somebody = chunks.get(at + 2).is_some_and(|noun| {
                noun.kind == Kind::Noun && !view.mentions_in(noun.tokens.clone()).is_empty()
            });
            next.is_some_and(|next| needs.iter().any(|word| **word == *view.word(next.tokens.start)))
                && somebody
        };
        let event = |frame: &'a gainsay_knowledge::Frame| {
            let trigger =
                frame.alone.as_ref().filter(|trigger| answered || decided || brings(&trigger.needs))?;
            let items = crate::items::items(view, tokens.clone(), &frame.about, &[]);
            let tokens = view.analysis.within(*items.last()?.spans.first()?);
            let evoked = gainsay_knowledge::Evoked { frame, trigger, form: WordForm::Noun };
            (tokens.end <= stretch.end).then_some(Event { evoked, tokens, chunk: at, passive: false })
        };
        frames.all().iter().filter_map(event).collect()
    }

    /// "no decision on Taurus": an item that something is decided about.
    fn is_decided(&self, chunks: &Chunks, item: usize) -> bool {
        let Some(noun) = item.checked_sub(2) else { return false };
        let about = chunks.kind(item - 1) == Some(Kind::Prep)
            && matches!(self.view.word(chunks.all[item - 1].tokens.start), "on" | "about" | "over");
        let decision = crate::clause::effect(self.view, chunks, noun);
        about && decision.is_some_and(|effect| effect.level == Some(Level::Decision))
    }

    /// "the army in Niger" is Niger's, and nobody has sent it there.
    fn is_own_army(&self, tokens: &Range<usize>) -> bool {
        self.view.word(tokens.start) == "the"
            && self.view.mentions_in(tokens.clone()).is_empty()
            && tokens.clone().any(|at| {
                let described = self.view.known.names.sector_at(&self.view.lowered[at..tokens.end]);
                described.is_some_and(|(length, sector)| {
                    sector.code == "MIL" && !sector.people && at + length == tokens.end
                })
            })
    }

    /// Whether a token is none of a statement's that is nested in this one.
    pub(super) fn is_own(&self, token: usize) -> bool {
        !self.nested.iter().any(|span| span.contains(self.view.token(token).span))
    }

    /// What the words of a chunk can evoke.
    fn candidates(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Vec<Event<'a>> {
        let (view, chunk) = (self.view, &chunks.all[at]);
        let frames: &'a Frames = &view.known.frames;
        let mut found: Vec<Event<'a>> = Vec::new();
        match (chunk.verb, chunk.kind) {
            (Some(group), _) if self.is_own(group.head) => {
                let words = &view.lowered[group.head..stretch.end];
                let Some((length, evoked)) = frames.evoked_at(words) else { return found };
                // "carried out", "took place" are other verbs than "carried" and "took".
                if view.known.wording.governor_at(words).is_some_and(|(other, _)| other > length) {
                    return found;
                }
                let tokens = group.head..group.head + length;
                // "a request for guns was received": the request says how far it went.
                let told = self.is_of_told(chunks, at);
                let fits = |one: &gainsay_knowledge::Evoked<'_>| {
                    one.form != WordForm::Noun && !(told && passive(view, chunks, at, *one))
                };
                found.extend(evoked.filter(fits).map(|one| Event {
                    evoked: one,
                    tokens: tokens.clone(),
                    chunk: at,
                    passive: passive(view, chunks, at, one),
                }));
            }
            (None, Kind::Noun) => {
                let mut token = chunk.tokens.start;
                while token < chunk.tokens.end {
                    let Some((length, evoked)) = frames.evoked_at(&view.lowered[token..chunk.tokens.end])
                    else {
                        token += 1;
                        continue;
                    };
                    // "attack drones", "cargo planes": the name of a thing, or of what carries it.
                    let named = view.known.items.at(&view.lowered[token..chunk.tokens.end]);
                    let carrier =
                        view.known.wording.carriers.at(&view.lowered[token + length..chunk.tokens.end]);
                    let noun = evoked.clone().any(|one| one.trigger.kind == TriggerKind::Noun);
                    if let Some(longer) =
                        named.map(|(named, _)| named).filter(|&named| noun && named > length)
                    {
                        token += longer;
                        continue;
                    }
                    if carrier.is_some() {
                        token += length;
                        continue;
                    }
                    let tokens = token..token + length;
                    let nouns =
                        evoked.filter(|one| one.trigger.kind == TriggerKind::Noun && self.is_own(token));
                    let own_army = self.is_own_army(&chunk.tokens);
                    let nouns = nouns.filter(|one| !own_army || one.trigger.needs.is_empty());
                    found.extend(nouns.map(|one| Event {
                        evoked: one,
                        tokens: tokens.clone(),
                        chunk: at,
                        passive: false,
                    }));
                    token += length.max(1);
                }
                // Of "arms trade agreement" the last noun is what is spoken of.
                found.reverse();
            }
            _ => {}
        }
        found
    }

    /// Whether the subject of a verb is a noun that tells of an event by itself, and how far it went: "a request", "an order".
    fn is_of_told(&self, chunks: &Chunks, verb: usize) -> bool {
        let Subject::Noun(noun) = subject(self.view, chunks, verb).subject else { return false };
        let end = chunks.all[noun].tokens.end;
        let evoked = self.view.known.frames.evoked_at(&self.view.lowered[end - 1..end]);
        evoked.is_some_and(|(_, mut all)| {
            all.any(|one| {
                one.trigger.kind == TriggerKind::Noun && one.trigger.stage.as_deref() == Some("sought")
            })
        })
    }

    /// What is read of an event; nothing where its words turn out to be of something else, or hold nothing.
    fn event(&self, chunks: &Chunks, stretch: &Range<usize>, event: &Event<'a>) -> Vec<Read<'a>> {
        if self.only_talks(chunks, event) {
            return Vec::new();
        }
        let voice = self.voice.as_ref();
        let filled = fill(self.view, chunks, stretch.clone(), &self.around, voice, event);
        filled.into_iter().filter_map(|filled| self.read(chunks, stretch, event.clone(), filled)).collect()
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
        // "was providing the planes for it": what only carries is not what is given.
        if filled.serves && self.only_carriers(&filled) {
            return None;
        }
        let inherited = self.inherit(&mut filled, &event);
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
        above.untrue |= above.report && self.called_untrue(stretch);
        above.affirmed |= above.report && self.called_true(stretch);
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
        self.fill_by_asker(chunks, stretch, &mut filled, &event, &above.path);
        self.fill_by_partner(chunks, &mut filled, &event, &above.path);
        self.fill_by_speaker(chunks, &mut filled, &event, &above);
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
        let mut held = held(self.view, chunks, &event, &above, &filled, self.cue)?;
        // Who says what will follow from a thing threatens those who do it, and not himself.
        let own = || {
            let speaker = self.around.speaker.as_ref();
            speaker.is_some_and(|speaker| {
                ends(&filled, parties).first().is_some_and(|end| end.code == speaker.code)
            })
        };
        if held.stance == Stance::Threatens && self.cue.act != Act::Threatens && own() {
            return None;
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

    /// Whether the words around the trigger let it count: a preposition that it needs, and no words of something else.
    fn counts(&self, event: &Event<'_>, filled: &Filled, stretch: &Range<usize>) -> bool {
        let needs = &event.evoked.trigger.needs;
        let has = |&at: &usize| needs.iter().any(|word| **word == *self.view.word(at));
        let start = filled.reach.start.saturating_sub(BESIDE).max(stretch.start);
        let words = &self.view.lowered[start..filled.reach.end.clamp(start, stretch.end)];
        let unless = &event.evoked.frame.unless;
        // "The rowing federation said": whoever speaks tells of which world it is.
        let source = self.statement.source.iter().flat_map(|span| self.view.stretches(*span)).flatten();
        let mut source = source.filter(|&at| unless.at(&self.view.lowered[at..]).is_some());
        if source.next().is_some() {
            return false;
        }
        let answered = || {
            event.evoked.trigger.is_item()
                && filled.prepositions.iter().all(|at| !matches!(self.view.word(*at), "to" | "for"))
        };
        (needs.is_empty() || filled.none || answered() || filled.prepositions.iter().any(has))
            && !(0..words.len()).any(|at| unless.at(&words[at..]).is_some())
    }

    fn only_carriers(&self, filled: &Filled) -> bool {
        filled.items.iter().flat_map(|item| &item.spans).all(|span| {
            let tokens = self.view.analysis.within(*span);
            let words = &self.view.lowered[tokens.clone()];
            self.view.known.wording.carriers.at(words).is_some_and(|(length, ())| length == tokens.len())
        })
    }

    /// The noun behind which an event is a bare participle: of "weapons sold by" the weapons.
    fn top(&self, chunks: &Chunks, event: &Event<'_>) -> Option<usize> {
        let at = event.chunk;
        let bare = chunks.all[at].verb.is_some_and(|group| !group.be && !group.infinitive);
        let noun = chunks.before(at).filter(|&before| chunks.kind(before) == Some(Kind::Noun));
        noun.filter(|_| event.passive && bare)
    }

    /// What a noun right behind a trigger, or one that it is a part of, says of the event: "an arms export *licence*".
    fn head(&self, chunks: &Chunks, event: &Event<'a>) -> Option<&Effect> {
        let tokens = &event.tokens;
        let end = chunks.all[event.chunk].tokens.end;
        if event.evoked.trigger.kind != TriggerKind::Noun || event.evoked.trigger.is_item() {
            return None;
        }
        let noun = |at: usize| {
            let (length, mut meanings) = self.view.known.wording.governor_at(&self.view.lowered[at..end])?;
            (at + length > tokens.end)
                .then(|| meanings.find(|(kind, _)| *kind == GovernorKind::Noun).map(|(_, effect)| effect))?
        };
        (tokens.start..end).find_map(noun)
    }

    /// "find reports of arms for the rebels credible": the words that close the content call it true.
    fn called_true(&self, stretch: &Range<usize>) -> bool {
        let affirming = &self.view.known.wording.affirming;
        let words = |at: usize| &self.view.lowered[at..stretch.end];
        let marked = |at: usize| matches!(self.view.word(at), "\"" | "”" | "“" | "." | "'" | "’");
        (stretch.end.saturating_sub(3).max(stretch.start)..stretch.end).any(|at| {
            affirming.at(words(at)).is_some_and(|(length, ())| {
                (at + length..stretch.end).all(marked) && !matches!(self.view.word(at), "right" | "so")
            })
        })
    }

    /// "called the sale illegal": what closes the words is said of all of them.
    fn close(&self, above: &mut Above, stretch: &Range<usize>) {
        let from = stretch.end.saturating_sub(CLOSING).max(stretch.start);
        let closing = (from..stretch.end).find_map(|at| {
            let (length, _) = self.view.known.wording.governor_at(&self.view.lowered[at..stretch.end])?;
            (at + length == stretch.end).then(|| phrase(self.view, at..stretch.end))?
        });
        if let Some(level @ Level::Legality) = closing.and_then(|effect| effect.level)
            && above.level.is_none()
        {
            above.level = Some(level);
            above.given = false;
        }
    }

    /// "It sends no shells": the object itself is denied. A subject that is ("no shells went") is seen from above.
    fn sends_none(&self, chunks: &Chunks, event: &Event<'_>, filled: &Filled) -> bool {
        let item = event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item);
        let is_subject = event.passive || item;
        if filled.none && !is_subject || filled.turn.is_none() && self.not_to(chunks, filled) {
            return true;
        }
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let token = self.view.analysis.within(*item).start;
        let chunk = chunks.all.iter().enumerate().find(|(_, chunk)| chunk.tokens.contains(&token));
        chunk.is_some_and(|(place, chunk)| {
            let before = place.checked_sub(1).map(|before| &chunks.all[before]);
            // "sent howitzers but no tanks".
            let object =
                before.is_some_and(|before| matches!(before.kind, Kind::Verb | Kind::And | Kind::Comma));
            // "receives neither men nor weapons".
            let neither = before.is_some_and(|before| {
                before.kind == Kind::And && matches!(self.view.word(before.tokens.start), "neither" | "nor")
            });
            // "sent Ukraine no missiles": the name before it is who would have them.
            neither || object && (chunk.tokens.start..token).any(|at| self.view.word(at) == "no")
        })
    }

    /// "sold them to Chad and *not to* Sudan".
    fn not_to(&self, chunks: &Chunks, filled: &Filled) -> bool {
        filled.roles.iter().flatten().filter_map(|party| party.spans.first()).any(|span| {
            let token = self.view.analysis.within(*span).start;
            let place = chunks.all.iter().position(|chunk| chunk.tokens.contains(&token));
            place.and_then(|place| place.checked_sub(2)).is_some_and(|at| {
                chunks.kind(at + 1) == Some(Kind::Prep)
                    && chunks.kind(at) == Some(Kind::Adverb)
                    && self.view.word(chunks.all[at].tokens.start) == "not"
            })
        })
    }

    /// "called the report ... false": the words that close the content, or those of the cue, call it untrue.
    pub(super) fn called_untrue(&self, stretch: &Range<usize>) -> bool {
        let untrue = &self.view.known.wording.untrue;
        // 'was "not accurate in parts"'.
        let limits = |at: &usize| {
            let word = self.view.word(*at);
            matches!(word, "in" | "part" | "parts" | "partly") || !word.starts_with(char::is_alphanumeric)
        };
        let end = stretch.end - stretch.clone().rev().take_while(limits).count();
        let closes = (end.saturating_sub(3).max(stretch.start)..end)
            .any(|at| untrue.at(&self.view.lowered[at..end]).is_some_and(|(length, ())| at + length == end));
        closes
            || self
                .statement
                .cue
                .iter()
                .flat_map(|span| self.view.stretches(*span))
                .any(|range| range.clone().any(|at| untrue.at(&self.view.lowered[at..range.end]).is_some()))
    }

    /// "Russia asked China to supply drones": whoever asks is the end that the words leave open.
    fn fill_by_asker(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        filled: &mut Filled,
        event: &Event<'_>,
        path: &[usize],
    ) {
        let asks = |at: &&usize| {
            let effect = crate::clause::effect(self.view, chunks, **at);
            chunks.kind(**at) == Some(Kind::Verb)
                && effect.is_some_and(|effect| effect.object && effect.progress == Some(Progress::Sought))
        };
        let Some(verb) = path.iter().find(asks) else { return };
        let Subject::Noun(noun) = subject(self.view, chunks, *verb).subject else { return };
        let tokens = chunks.all[noun].tokens.clone();
        let mut asker = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
        asker = asker.or_else(|| referred(self.view, stretch, tokens, &self.around));
        let parties = event.evoked.frame.parties;
        if let Some(asker) = asker
            && filled.parties.is_empty()
            && ends(filled, parties).iter().all(|end| end.code != asker.code)
            && let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none())
        {
            *open = Some(asker);
        }
    }

    /// "talks with Minsk to buy drones": whom the talks are with is the end that the words leave open.
    fn fill_by_partner(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>, path: &[usize]) {
        let parties = event.evoked.frame.parties;
        let known = ends(filled, parties);
        if known.len() != 1 || !filled.parties.is_empty() {
            return;
        }
        let with = |at: &&usize| {
            let next = chunks.all.get(**at + 1);
            chunks.kind(**at) == Some(Kind::Noun)
                && next.is_some_and(|next| {
                    next.kind == Kind::Prep && self.view.word(next.tokens.start) == "with"
                })
        };
        let Some(noun) = path.iter().find(with).and_then(|at| chunks.all.get(at + 2)) else { return };
        let partner = named(self.view, noun.tokens.clone(), None, &self.around).parties.into_iter().next();
        if let Some(partner) = partner.filter(|partner| partner.code != known[0].code)
            && let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none())
        {
            *open = Some(partner);
        }
    }

    /// "warned Seoul that it would regard deliveries as a hostile act": who is warned would do it.
    fn fill_by_addressee(&self, filled: &mut Filled, event: &Event<'_>) {
        let acts = event.evoked.frame.pattern(event.evoked.trigger).subject;
        let (Some(Slot::Role(role)), Some(cue), Some(content)) =
            (acts, self.statement.cue.last(), self.statement.content.first())
        else {
            return;
        };
        let view = self.view;
        let between = view.analysis.within(*cue).end..view.analysis.within(*content).start;
        if filled.parties.is_empty() && filled.roles[usize::from(role)].is_none() && !between.is_empty() {
            filled.roles[usize::from(role)] =
                named(view, between, None, &self.around).parties.into_iter().next();
        }
    }

    /// Whoever denies an accusation is one end of what it is about, where only one other end is named.
    fn fill_by_speaker(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>, above: &Above) {
        let Some(speaker) = &self.around.speaker else { return };
        // "no record of any sale to Russia", where nothing was told before: a state speaks of what it is said to do itself.
        let state = speaker.code.len() == 3;
        let first = || above.negatives % 2 == 1 && self.spoken.is_empty();
        // "the report of a deal to send shells to Kyiv is not accurate": nobody else is named who would.
        let untrue = || above.report && above.untrue && self.spoken.is_empty();
        // "Permits had been granted for the export of shells to Croatia".
        let permits = || above.progress == Some(Progress::Authorised);
        // "An agreement on further aircraft has not been reached, said Ankara": who speaks of it is an end of it.
        let deals = || {
            let pattern = event.evoked.frame.pattern(event.evoked.trigger);
            pattern.perspective == Perspective::Both && above.negatives % 2 == 1
        };
        let own = state && (event.evoked.trigger.is_item() || first() || untrue() || permits() || deals());
        // "No missiles will go to Kyiv": whoever says so decides over them.
        let decides = state && above.negatives % 2 == 1 && self.moves_by_itself(chunks, event);
        let noun = event.evoked.trigger.kind == TriggerKind::Noun || decides;
        if !(own || decides || matches!(self.cue.act, Act::Denies | Act::Confirms))
            || !(noun || state && untrue())
            || filled.anyone
        {
            return;
        }
        let parties = event.evoked.frame.parties;
        let ends = ends(filled, parties);
        let acts = event.evoked.frame.pattern(event.evoked.trigger).subject;
        if let (true, Some(Slot::Role(role))) = (ends.is_empty(), acts)
            && (self.cue.act == Act::Denies || state && above.level == Some(Level::Decision))
        {
            // "denied a missile strike on the port": who denies it would have done it.
            filled.roles[usize::from(role)] = Some(speaker.clone());
            return;
        }
        if ends.len() != 1 || ends[0].code == speaker.code {
            return;
        }
        if !filled.parties.is_empty() {
            filled.parties.push(speaker.clone());
        } else if let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none()) {
            *open = Some(speaker.clone());
        }
    }
}

impl Reader<'_, '_> {
    /// "will go to Ukraine", "will be sent": what is to be with things, and not who will see to it.
    fn moves_by_itself(&self, chunks: &Chunks, event: &Event<'_>) -> bool {
        let future = chunks.all[event.chunk].verb.is_some_and(|group| group.modal == Some(Modal::Future));
        let item = event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item);
        future && (event.passive || item)
    }
}

/// "trainers yes, mercenaries no", "shells for Israel yes, for Ukraine never": the answer behind a noun phrase and what
/// belongs to it, if there is one.
fn answer_behind(view: &View<'_>, chunks: &Chunks, noun: usize) -> Option<bool> {
    let behind =
        chunks.all[noun + 1..].iter().find(|chunk| !matches!(chunk.kind, Kind::Noun | Kind::Prep))?;
    match (behind.kind, view.word(behind.tokens.start)) {
        (Kind::Adverb, "yes") => Some(true),
        (Kind::Adverb, "no" | "never") => Some(false),
        _ => None,
    }
}

/// How much is known of the fullest of some events.
fn most_known(reads: &[Read<'_>]) -> usize {
    reads.iter().map(|read| known(&read.filled)).max().unwrap_or_default()
}
