//! Whose a thing is said not to be: "the missile was not ours", "none of the rounds were Swiss". Who says so denies that it came
//! from there. And whose it is by what was found on it: "the wreckage carried Iranian markings", which is evidence.

use super::again::FAR;
use super::{Read, Reader, Spoken};
use crate::clause::{Above, is_finite};
use crate::items;
use crate::party::Party;
use crate::roles::{Event, Filled};
use crate::stance::held;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind, is_be};
use gainsay_knowledge::{EntityKind, Evoked, Form, Frame, Phrases, WordForm};
use gainsay_record::Item;
use std::ops::Range;

impl<'a> Reader<'_, 'a> {
    /// What is denied of a thing by saying that it is not of somebody.
    pub(super) fn not_of(&self, chunks: &Chunks, stretch: &Range<usize>) -> Option<Read<'a>> {
        let is = |at: &usize| {
            let group = chunks.all[*at].verb;
            group.is_some_and(|group| is_be(self.view.word(group.head))) && is_finite(self.view, chunks, *at)
        };
        (0..chunks.all.len()).filter(is).find_map(|at| self.not_of_at(chunks, stretch, at))
    }

    fn not_of_at(&self, chunks: &Chunks, stretch: &Range<usize>, verb: usize) -> Option<Read<'a>> {
        let owner = self.owner(chunks.all[verb].tokens.end..stretch.end)?;
        let Subject::Noun(noun) = subject(self.view, chunks, verb).subject else { return None };
        let tokens = chunks.all[noun].tokens.clone();
        let none = matches!(self.view.word(tokens.start), "none" | "no" | "neither");
        // "None of the rounds".
        let of = chunks.get(noun + 1).is_some_and(|next| self.view.word(next.tokens.start) == "of");
        let thing = match chunks.get(noun + 2).filter(|thing| of && thing.kind == Kind::Noun) {
            Some(thing) if none => thing.tokens.clone(),
            _ => tokens,
        };
        let negative = chunks.all[verb].verb.is_some_and(|group| group.negative) != none;
        if !negative || !self.is_own(thing.start) {
            return None;
        }
        self.of_thing(chunks, noun, thing, owner, &Above::plain(false))
    }

    /// "remains of the missile carried the marks of an Iranian Qiam": what a thing shows of whoever made it, and the verb by which it
    /// does.
    pub(super) fn marked(&self, chunks: &Chunks) -> Option<(usize, Read<'a>)> {
        let wording = &self.view.known.wording;
        let has = |list: &Phrases<()>, at: usize| {
            let tokens = chunks.all[at].tokens.clone();
            chunks.kind(at) == Some(Kind::Noun)
                && tokens.clone().any(|at| list.at(&self.view.lowered[at..tokens.end]).is_some())
        };
        let mark = (2..chunks.all.len()).find(|&at| has(&wording.marks, at))?;
        let verb = chunks.before(mark).filter(|&verb| is_finite(self.view, chunks, verb))?;
        let Subject::Noun(noun) = subject(self.view, chunks, verb).subject else { return None };
        // "Remains of a missile", "the wreckage of the drones": the thing that they are of.
        let of = chunks.get(noun + 1).is_some_and(|next| self.view.word(next.tokens.start) == "of");
        let thing = if of && has(&wording.remains, noun) { noun + 2 } else { noun };
        let of = chunks.get(mark + 1).filter(|next| self.view.word(next.tokens.start) == "of");
        let owners = [Some(mark), of.map(|_| mark + 2)];
        let maker = owners.into_iter().flatten().filter_map(|at| chunks.get(at)).find_map(|chunk| {
            let mentions = self.view.mentions_in(chunk.tokens.clone());
            mentions.iter().find(|mention| mention.entity.kind == EntityKind::State)
        })?;
        let span = self.view.span(maker.start..maker.end)?;
        let text = span.of(self.view.text).to_owned();
        let owner = Party { code: maker.filler()?.to_owned(), text, spans: vec![span], named: true };
        let none = self.view.word(chunks.all[mark].tokens.start) == "no";
        let negative = chunks.all[verb].verb.is_some_and(|group| group.negative) || none;
        let above = Above::evidence(!negative);
        let thing = chunks.get(thing).filter(|thing| thing.kind == Kind::Noun)?.tokens.clone();
        if !items::is_thing(self.view, thing.clone()) || !self.is_own(thing.start) {
            return None;
        }
        self.of_thing(chunks, noun, thing, owner, &above).map(|one| (verb, one))
    }

    /// What is held of a thing by saying whose it is: of what was told of such a thing, or of nothing else.
    fn of_thing(
        &self,
        chunks: &Chunks,
        chunk: usize,
        thing: Range<usize>,
        owner: Party,
        above: &Above,
    ) -> Option<Read<'a>> {
        let frames: &'a [Frame] = self.view.known.frames.all();
        let about = |frame: &'a Frame| {
            let trigger = frame.alone.as_ref()?;
            let found = items::items(self.view, thing.clone(), &frame.about, &[]);
            (frame.owners.first() == Some(&0) && !found.is_empty()).then_some((frame, trigger, found))
        };
        let (frame, trigger, found) = frames.iter().find_map(about)?;
        if frame.parties != 2 {
            return None;
        }
        let event = Event {
            evoked: Evoked { frame, trigger, form: WordForm::Noun },
            tokens: thing.clone(),
            chunk,
            passive: false,
        };
        let spoken = self.spoken.iter().rev().find(|spoken| self.is_of_it(spoken, frame, &found, &thing));
        let mut filled = spoken.map_or_else(Filled::default, |spoken| spoken.filled.clone());
        filled.roles.resize(frame.roles.len(), None);
        filled.parties.clear();
        filled.items = found;
        filled.reach = thing;
        let other = filled.roles[1].as_ref().is_some_and(|other| other.code == owner.code);
        filled.roles[1] = filled.roles[1].take().filter(|_| !other);
        filled.roles[0] = Some(owner);
        let mut held = held(self.view, chunks, &event, above, &filled, self.cue)?;
        held.reaches(spoken.and_then(|spoken| spoken.stage.clone()));
        held.sure *= 0.9;
        Some(Read { event, filled, held, path: Vec::new(), again: true })
    }

    /// Whether what was spoken of is of the same frame and of such things.
    fn is_of_it(&self, spoken: &Spoken<'_>, frame: &Frame, found: &[Item], thing: &Range<usize>) -> bool {
        let items = &self.view.known.items;
        let same = |item: &Item| found.iter().any(|own| items.overlap(&own.class, &item.class));
        spoken.evoked.frame.name == frame.name
            && thing.start.abs_diff(spoken.token) <= FAR
            && spoken.filled.items.iter().any(same)
    }

    /// Whom the words behind "is" name as the one of whom a thing is, if they say no more: "ours", "Swiss", "Iranian-made".
    fn owner(&self, words: Range<usize>) -> Option<Party> {
        let view = self.view;
        let start = words.clone().find(|&at| !matches!(view.word(at), "\"" | "“" | "‘" | "'"))?;
        let closes = |at: usize| at >= words.end || !view.word(at).starts_with(char::is_alphanumeric);
        let ours = view.word(start) == "ours" && closes(start + 1);
        let own = view.word(start) == "our" && view.word(start + 1) == "own" && closes(start + 2);
        if ours || own {
            return self.around.speaker.clone().map(|speaker| Party { named: false, ..speaker });
        }
        let mention = view.mention_at(start).filter(|mention| mention.form == Form::Adjective)?;
        let made = mention.end + 1 < words.end
            && matches!(view.word(mention.end), "-" | "‐" | "‑")
            && view.known.wording.producing.at(&view.lowered[mention.end + 1..words.end]).is_some()
            && closes(mention.end + 2);
        let code = mention.filler().filter(|_| closes(mention.end) || made)?;
        let span = view.span(mention.start..mention.end)?;
        Some(Party {
            code: code.to_owned(),
            text: span.of(view.text).to_owned(),
            spans: vec![span],
            named: true,
        })
    }
}
