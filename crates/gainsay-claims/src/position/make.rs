//! A position made of an event and what is held of it.

use super::{Read, Reader, ends};
use crate::party::Party;
use crate::roles::{Event, Filled};
use crate::stance::Held;
use crate::syntax::{Chunks, Kind};
use gainsay_knowledge::{EntityKind, WordForm};
use gainsay_record::{ANYONE, Edtf, Level, Mode, Position, Proposition, RoleFiller, Stance, Time};
use std::ops::Range;

/// How many words behind what fills an event still belong to it.
const BEHIND: usize = 4;

impl<'a> Reader<'_, 'a> {
    pub(super) fn position(&mut self, chunks: &Chunks, stretch: &Range<usize>, one: Read<'_>) {
        let Read { event, filled, held, again, .. } = one;
        let frame = event.evoked.frame;
        let ends = ends(&filled, frame.parties);
        let open = !filled.parties.is_empty();
        // Nothing is held of nobody, or of nothing.
        // Nor do "men" who came tell of troops, unless somebody sent them.
        let plain = |item: &gainsay_record::Item| item.class == *frame.about;
        let whoever = filled.parties.is_empty() && filled.items.iter().all(plain) && self.persons(frame);
        let least = if held.level == Level::Presupposed || whoever { 2 } else { 1 };
        if ends.len() < least || filled.items.is_empty() {
            return;
        }
        let mut parties: Vec<String> = ends.iter().map(|party| party.code.clone()).collect();
        parties.sort();
        parties.dedup();
        let mut sure =
            held.sure * if self.statement.confidence > 0.0 { self.statement.confidence } else { 1.0 };
        let mut roles = Vec::new();
        let mut everyone = self.everyone(chunks, stretch, &event, &filled, &held);
        for (i, (name, role)) in frame.roles.iter().zip(&filled.roles).enumerate() {
            let everyone = everyone.take_if(|_| i < frame.parties && role.is_none());
            let Some(party) = role.as_ref().or(everyone.as_ref()) else { continue };
            if open && i < frame.parties {
                continue;
            }
            sure *= if party.named { 0.98 } else { 0.92 };
            let organ = (held.stance == Stance::Denies && i < frame.parties).then(|| self.ministry(party));
            roles.push(RoleFiller {
                role: name.to_string(),
                filler: organ.flatten().unwrap_or_else(|| party.code.clone()),
                text: party.text.clone(),
                spans: party.spans.clone(),
            });
        }
        if open {
            sure *= 0.95;
        }
        if parties.len() < 2 {
            sure *= 0.8;
        }
        let trigger = self.view.span(event.tokens.clone()).into_iter().collect();
        let proposition = Proposition {
            frame: frame.name.to_string(),
            trigger,
            roles,
            parties,
            items: filled.items.clone(),
            mode: if again {
                event.evoked.trigger.mode.unwrap_or_default()
            } else {
                self.mode(stretch, &event, &filled)
            },
            time: self.time(chunks, stretch, &event, &filled).or_else(|| self.present(chunks, &event, &held)),
            stage: held.stage,
        };
        let position = Position {
            statement: self.id,
            holder: self.provenance.origin().cloned(),
            stance: held.stance,
            level: held.level,
            proposition,
            confidence: (sure * 1000.0).round() / 1000.0,
        };
        let same = |other: &Position| {
            other.stance == position.stance
                && other.level == position.level
                && other.proposition.stage == position.proposition.stage
                && other.proposition.parties == position.proposition.parties
                && other.proposition.roles.iter().map(|r| (&r.role, &r.filler)).eq(position
                    .proposition
                    .roles
                    .iter()
                    .map(|r| (&r.role, &r.filler)))
                && other.proposition.items.iter().map(|i| &i.class).eq(position
                    .proposition
                    .items
                    .iter()
                    .map(|i| &i.class))
        };
        match self.found.iter_mut().find(|other| same(other)) {
            // Told twice in one statement: where the two ways differ, neither is meant alone.
            Some(other) => {
                if other.proposition.mode != position.proposition.mode {
                    other.proposition.mode = Mode::Unspecified;
                }
            }
            None => self.found.push(position),
        }
    }

    /// "to no country", "from any foreign state": who has the one end that is open, where it is denied of all there are.
    fn everyone(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        event: &Event<'_>,
        filled: &Filled,
        held: &Held,
    ) -> Option<Party> {
        let parties = event.evoked.frame.parties;
        let open = filled.roles.iter().take(parties).filter(|role| role.is_none()).count();
        let one = open == 1 && parties == 2 && filled.parties.is_empty();
        if held.stance != Stance::Denies || !held.level.makes_sides() || !one {
            return None;
        }
        let (view, wording) = (self.view, &self.view.known.wording);
        let end = (filled.reach.end + BEHIND).clamp(event.tokens.end, stretch.end.max(event.tokens.end));
        // "to groups in other countries": these are where they are.
        let fills = |at: usize| {
            let before = chunks.all.iter().find(|chunk| chunk.tokens.contains(&at.wrapping_sub(1)));
            before.is_none_or(|chunk| match chunk.kind {
                Kind::Prep => !matches!(view.word(chunk.tokens.start), "in" | "of"),
                Kind::Noun => false,
                _ => true,
            })
        };
        let said = (filled.reach.start.min(event.tokens.start)..end).find_map(|at| {
            let (length, ()) = wording.everyone.at(&view.lowered[at..end])?;
            fills(at).then_some(at..at + length)
        })?;
        let narrowed = said.end < stretch.end && wording.narrows.at(&view.lowered[said.end..]).is_some();
        let span = view.span(said).filter(|_| !narrowed)?;
        let text = span.of(view.text).to_owned();
        Some(Party { code: ANYONE.to_owned(), text, spans: vec![span], named: true })
    }

    /// Whether a frame is about people.
    pub(super) fn persons(&self, frame: &gainsay_knowledge::Frame) -> bool {
        self.view.known.items.class(&frame.about).is_some_and(|class| class.persons)
    }

    /// How things change hands: as words beside the trigger say ("in exchange for"), else as the trigger does.
    pub(super) fn mode(&self, stretch: &Range<usize>, event: &Event<'_>, filled: &Filled) -> Mode {
        let modes = &event.evoked.frame.modes;
        let end = (filled.reach.end + BEHIND).clamp(event.tokens.end, stretch.end.max(event.tokens.end));
        let words = &self.view.lowered[event.tokens.end..end];
        let said = (0..words.len()).find_map(|at| modes.at(&words[at..]).map(|(_, mode)| *mode));
        said.or(event.evoked.trigger.mode).unwrap_or_default()
    }

    /// "no rifles to the Peruvian interior ministry": who denies for one ministry of a state denies for no other. What arms
    /// its army has, the whole state has.
    fn ministry(&self, party: &Party) -> Option<String> {
        let (view, own) = (self.view, self.view.analysis.within(*party.spans.first()?));
        let state = view.mention_at(own.start).filter(|state| state.entity.kind == EntityKind::State)?;
        if state.end != own.end || !party.named || own.start == view.sentence(own.start).start {
            return None;
        }
        let owns = usize::from(matches!(view.word(own.end), "'s" | "’s"));
        let start = own.end + owns;
        let end = view.sentence(own.start).end;
        let (length, sector) = view.known.names.sector_at(view.lowered.get(start..end)?)?;
        let words = &view.lowered[start..start + length];
        let of_arms =
            words.iter().any(|word| matches!(word.as_str(), "defence" | "defense" | "war" | "military"));
        let ministry = words.last().is_some_and(|word| word == "ministry") && words.len() > 1;
        (sector.code == "GOV" && ministry && !of_arms).then(|| format!("{}:GOV", party.code))
    }

    /// "is not delivering": who denies a thing in the present answers for the month in which that is said, and for no year
    /// before.
    fn present(&self, chunks: &Chunks, event: &Event<'_>, held: &Held) -> Option<Time> {
        let group = chunks.all.get(event.chunk)?.verb?;
        let is = group.be && !group.past && !group.have && group.modal.is_none();
        let present = is && event.evoked.form == WordForm::Ing;
        if !present || held.stance != Stance::Denies || held.level != Level::Act {
            return None;
        }
        let said = self.provenance.said.as_ref().and_then(|said| said.edtf.as_ref());
        let said = said.or(self.view.published_edtf.as_ref())?;
        let edtf = Edtf::parse(said.as_str().get(..7)?)?;
        Some(Time { edtf: Some(edtf), text: None, spans: Vec::new(), against: Some(said.clone()) })
    }

    /// The words of time in the event's own clause.
    pub(super) fn time(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        event: &Event<'_>,
        filled: &Filled,
    ) -> Option<Time> {
        let at = event.chunk;
        // A word by itself ("forged") has no clause.
        chunks.all.get(at)?;
        let stops = |chunk: &crate::syntax::Chunk, next: Option<Kind>| match chunk.kind {
            // "before the war", "after the vote on Sunday" say when; "before they left" is another clause.
            Kind::Sub => {
                next != Some(Kind::Time) && !crate::time::opens(self.view, chunk.tokens.start..stretch.end)
            }
            Kind::Rel => true,
            _ => false,
        };
        let is_verb = |i: usize| chunks.all[i].kind == Kind::Verb;
        let left = (0..at).rev().find(|&i| {
            stops(&chunks.all[i], chunks.kind(i + 1))
                || (is_verb(i)
                    && !filled.reach.contains(&chunks.all[i].tokens.start)
                    && crate::clause::is_finite(self.view, chunks, i)
                    && crate::clause::is_finite(self.view, chunks, at))
        });
        let right =
            (at + 1..chunks.all.len()).find(|&i| stops(&chunks.all[i], chunks.kind(i + 1)) || is_verb(i));
        let from = left.map_or(stretch.start, |i| chunks.all[i].tokens.end);
        let to = right.map_or(stretch.end, |i| chunks.all[i].tokens.start);
        // "ordered in 2018 and received in 2021": behind an "and" a verb's own time is the one that follows it.
        let own = chunks.all[at].tokens.start;
        let joined = is_verb(at) && at > 0 && chunks.kind(at - 1) == Some(Kind::And);
        let behind = joined.then(|| crate::time::find(self.view, own.min(to)..to, &self.statement.when));
        behind.flatten().or_else(|| crate::time::find(self.view, from.min(to)..to, &self.statement.when))
    }
}
