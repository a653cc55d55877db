//! What is kept of the events read in a stretch of words, and what is remembered of them down the page.

use super::{Read, Reader, Spoken, codes, ends};
use crate::syntax::{Chunks, Kind};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

/// How many events are remembered.
const MOST_SPOKEN: usize = 12;

impl<'a> Reader<'_, 'a> {
    /// Makes positions of what was read in a stretch, doubles aside.
    pub(super) fn keep(&mut self, chunks: &Chunks, stretch: &Range<usize>, read: Vec<Read<'a>>) {
        // "an arms deal to supply": the deal is told by the stage of what it is about.
        let governs = |one: &Read<'_>| {
            read.iter().any(|other| {
                other.event.chunk != one.event.chunk
                    && other.event.evoked.frame.name == one.event.evoked.frame.name
                    && other.path.contains(&one.event.chunk)
                    && other.held.level != Level::Presupposed
            })
        };
        // "the presence of its soldiers in Congo": what is taken for granted is what the same words say.
        let said = |one: &Read<'_>| {
            one.held.level == Level::Presupposed
                && read.iter().any(|other| {
                    other.held.level != Level::Presupposed
                        && other.event.evoked.frame.name == one.event.evoked.frame.name
                        && codes(&other.filled).eq(codes(&one.filled))
                })
        };
        // "Israel ordered, Israel received", of what was told before: how far it went in the end.
        let outrun = |one: &Read<'_>| {
            let spans =
                |one: &Read<'_>| one.filled.items.first().and_then(|item| item.spans.first().copied());
            let before = spans(one).is_some_and(|span| {
                self.view.analysis.within(span).start < stretch.start && one.held.stage.is_some()
            });
            before
                && read.iter().any(|other| {
                    let (frame, stages) = (one.event.evoked.frame, (&other.held.stage, &one.held.stage));
                    let further = match stages {
                        (Some(further), Some(own)) => further != own && frame.stage_entails(further, own),
                        _ => false,
                    };
                    further
                        && other.event.evoked.frame.name == frame.name
                        && (other.held.stance, other.held.level) == (one.held.stance, one.held.level)
                        && spans(other) == spans(one)
                        && codes(&other.filled).eq(codes(&one.filled))
                })
        };
        // "its soldiers would not stay if the mercenaries came": what would follow from what is warned of.
        let warns =
            self.cue.act != Act::Threatens && read.iter().any(|other| other.held.stance == Stance::Threatens);
        let follows =
            |one: &Read<'_>| warns && one.held.level == Level::Plan && one.held.stance == Stance::Denies;
        // "trains carrying shells were dispatched to Russia": what they carry is told of by where they went.
        let by_the_way = |one: &Read<'_>| {
            let carries = one.event.evoked.frame.pattern(one.event.evoked.trigger).subject.is_none();
            let spans =
                |one: &Read<'_>| one.filled.items.first().and_then(|item| item.spans.first().copied());
            let parties = one.event.evoked.frame.parties;
            carries
                && read.iter().any(|other| {
                    other.event.chunk > one.event.chunk
                        && other.event.evoked.frame.name == one.event.evoked.frame.name
                        && spans(other) == spans(one)
                        && ends(&other.filled, parties).len() > ends(&one.filled, parties).len()
                })
        };
        let stands =
            |one: &Read<'_>| !governs(one) && !said(one) && !outrun(one) && !follows(one) && !by_the_way(one);
        let kept: Vec<bool> = read.iter().map(stands).collect();
        for (one, kept) in read.into_iter().zip(kept) {
            if kept {
                self.position(chunks, stretch, one);
            }
        }
    }

    pub(super) fn remember(&mut self, one: &Read<'a>) {
        let Read { event, filled, held, .. } = one;
        let ends = ends(filled, event.evoked.frame.parties);
        // What is said of nobody, or of everybody, is nothing that words point back to.
        if ends.is_empty() || held.level == Level::Policy && ends.len() < 2 {
            return;
        }
        // Where it was: the other end, if that is a state.
        let other = filled.roles.get(1).cloned().flatten();
        self.around.place = other.filter(|party| party.code.len() == 3).or(self.around.place.take());
        if ends.len() == 2 {
            self.around.last = ends;
        }
        if self.spoken.len() == MOST_SPOKEN {
            self.spoken.remove(0);
        }
        self.spoken.push(Spoken {
            evoked: event.evoked,
            filled: filled.clone(),
            stage: held.stage.clone(),
            token: event.tokens.start,
            accused: self.statement.act == Act::Accuses,
            denied: held.stance == Stance::Denies,
            by: self.voice.as_ref().map(|voice| voice.code.clone()),
        });
    }

    /// "This includes shells and rockets": items of the event told last.
    pub(super) fn add_items(&mut self, chunks: &Chunks) {
        let opens = chunks.all.iter().position(|chunk| {
            chunk.verb.is_some_and(|group| self.view.word(group.head).starts_with("includ"))
        });
        let Some(opens) = opens else { return };
        let Some(position) =
            self.found.iter_mut().rev().find(|position| position.level != Level::Presupposed)
        else {
            return;
        };
        let Some(frame) = self.view.known.frames.get(&position.proposition.frame) else { return };
        for chunk in chunks.all[opens + 1..].iter().filter(|chunk| chunk.kind == Kind::Noun) {
            let items = crate::items::items(self.view, chunk.tokens.clone(), &frame.about, &[]);
            let new = items
                .into_iter()
                .filter(|item| !position.proposition.items.iter().any(|other| other.spans == item.spans))
                .collect::<Vec<_>>();
            position.proposition.items.extend(new);
        }
    }
}
