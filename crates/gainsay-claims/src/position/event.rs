//! The events in a stretch of words, with what fills them, from their own words or from what went before.

use super::{Read, Reader, Spoken, ends, known, passive};
use crate::clause::climb;
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled, fill};
use crate::stance::held;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{Evoked, TriggerKind, WordForm};
use gainsay_record::{Act, Item};
use std::ops::Range;

impl<'v> Reader<'v, '_> {
    /// The event that a chunk holds, if its words are there.
    pub(super) fn event(&self, chunks: &Chunks, stretch: &Range<usize>, at: usize) -> Option<Read<'v>> {
        let chunk = &chunks.all[at];
        let view = self.view;
        let outside = |token: usize| !self.nested.iter().any(|span| span.contains(view.token(token).span));
        let mut candidates: Vec<Event<'v>> = Vec::new();
        match (chunk.verb, chunk.kind) {
            (Some(group), _) if outside(group.head) => {
                let words = &view.lowered[group.head..stretch.end];
                if let Some((length, ())) = view.known.wording.again.at(words) {
                    return self.again(chunks, at, group.head..group.head + length);
                }
                let (length, evoked) = view.known.frames.evoked_at(words)?;
                for one in evoked.filter(|one| one.form != WordForm::Noun) {
                    let tokens = group.head..group.head + length;
                    candidates.push(Event {
                        evoked: one,
                        tokens,
                        chunk: at,
                        passive: passive(view, chunks, at, one),
                    });
                }
            }
            (None, Kind::Noun) => {
                let mut token = chunk.tokens.start;
                while token < chunk.tokens.end {
                    match view.known.frames.evoked_at(&view.lowered[token..chunk.tokens.end]) {
                        Some((length, evoked)) => {
                            for one in
                                evoked.filter(|one| one.trigger.kind == TriggerKind::Noun && outside(token))
                            {
                                candidates.push(Event {
                                    evoked: one,
                                    tokens: token..token + length,
                                    chunk: at,
                                    passive: false,
                                });
                            }
                            token += length.max(1);
                        }
                        None => token += 1,
                    }
                }
                // Of "arms trade agreement" the last noun is what is spoken of.
                candidates.reverse();
            }
            _ => {}
        }
        let mut best: Option<Read<'v>> = None;
        for event in candidates {
            let mut filled = fill(view, chunks, stretch.clone(), &self.around, &event);
            if !filled.has_item() {
                continue;
            }
            let inherited = self.inherit(&mut filled, &event);
            if filled.items.is_empty() {
                continue;
            }
            let mut above = climb(view, chunks, at);
            above.untrue |= above.report && self.called_untrue(stretch);
            above.negatives += usize::from(chunks.all[at].verb.is_some() && self.sends_none(chunks, &filled));
            self.fill_by_asker(chunks, stretch, &mut filled, &event, &above.path);
            self.fill_by_partner(chunks, &mut filled, &event, &above.path);
            self.fill_by_speaker(&mut filled, &event);
            if !filled.knows_anybody() {
                continue;
            }
            let Some(mut held) = held(view, chunks, &event, &above, &filled, self.cue) else { continue };
            if inherited {
                held.sure *= 0.9;
            }
            let better = best.as_ref().is_none_or(|other| known(&filled) > known(&other.filled));
            if better {
                best = Some(Read { event, filled, held, path: above.path, again: false });
            }
        }
        best
    }

    /// "It sends no shells": the object itself is denied. A subject that is ("no shells went") is seen from above.
    fn sends_none(&self, chunks: &Chunks, filled: &Filled) -> bool {
        let Some(item) = filled.items.first().and_then(|item| item.spans.first()) else { return false };
        let token = self.view.analysis.within(*item).start;
        let chunk = chunks.all.iter().enumerate().find(|(_, chunk)| chunk.tokens.contains(&token));
        chunk.is_some_and(|(place, chunk)| {
            let object = place > 0 && chunks.all[place - 1].kind == Kind::Verb;
            object && self.view.word(chunk.tokens.start) == "no"
        })
    }

    /// "do so": the event before it once more.
    fn again(&self, chunks: &Chunks, at: usize, tokens: Range<usize>) -> Option<Read<'v>> {
        let Spoken { evoked, filled } = self.previous.clone()?;
        let event =
            Event { evoked: Evoked { form: WordForm::Base, ..evoked }, tokens, chunk: at, passive: false };
        let above = climb(self.view, chunks, at);
        let mut held = held(self.view, chunks, &event, &above, &filled, self.cue)?;
        held.sure *= 0.9;
        Some(Read { event, filled, held, path: above.path, again: true })
    }

    /// Takes from the event before it what a pronoun or silence stands for; whether anything was taken.
    fn inherit(&self, filled: &mut Filled, event: &Event<'_>) -> bool {
        let Some(previous) = &self.previous else { return false };
        let parties = event.evoked.frame.parties;
        let mut taken = false;
        if filled.items.is_empty() && filled.items_again {
            filled.items =
                previous.filled.items.iter().map(|item| Item { quantity: None, ..item.clone() }).collect();
            taken = true;
        }
        let known: Vec<&str> =
            filled.roles[..parties].iter().flatten().map(|party| party.code.as_str()).collect();
        let agrees = filled.roles[..parties]
            .iter()
            .zip(&previous.filled.roles[..parties.min(previous.filled.roles.len())])
            .all(|(own, other)| {
                own.as_ref().is_none_or(|own| other.as_ref().is_none_or(|other| own.code == other.code))
            });
        if agrees && (filled.items_again || known.len() == 1) && filled.parties.is_empty() && !filled.anyone {
            for (own, other) in filled.roles.iter_mut().zip(&previous.filled.roles).take(parties) {
                if own.is_none() && other.is_some() {
                    *own = other.clone().map(|party| Party { named: false, ..party });
                    taken = true;
                }
            }
        }
        taken
    }

    /// "called the report ... false": the words that close the content, or those of the cue, call it untrue.
    fn called_untrue(&self, stretch: &Range<usize>) -> bool {
        let untrue = &self.view.known.wording.untrue;
        let closes = (stretch.end.saturating_sub(3).max(stretch.start)..stretch.end).any(|at| {
            untrue
                .at(&self.view.lowered[at..stretch.end])
                .is_some_and(|(length, ())| at + length == stretch.end)
        });
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
                && effect.is_some_and(|effect| effect.object && effect.stage.as_deref() == Some("sought"))
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

    /// Whoever denies an accusation is one end of what it is about, where only one other end is named.
    fn fill_by_speaker(&self, filled: &mut Filled, event: &Event<'_>) {
        let Some(speaker) = &self.around.speaker else { return };
        if !matches!(self.cue.act, Act::Denies | Act::Confirms)
            || event.evoked.trigger.kind != TriggerKind::Noun
            || filled.anyone
        {
            return;
        }
        let parties = event.evoked.frame.parties;
        let ends = ends(filled, parties);
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
