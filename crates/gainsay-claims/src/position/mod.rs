//! Positions: the events in a statement's words, each with what the statement holds of it.

mod again;
mod answer;
mod event;
mod force;
mod holders;
mod told;

use crate::chain::as_party;
use crate::mention::Mention;
use crate::party::{Around, Party, named};
use crate::roles::{Event, Filled};
use crate::stance::{CueForce, Held};
use crate::syntax::{Chunks, Kind};
use crate::view::View;
use force::force;
use gainsay_knowledge::{Effect, Evoked, Form, GovernorKind, Progress, Slot, WordForm};
use gainsay_record::{
    Act, Level, Mode, Position, Proposition, Provenance, RoleFiller, Span, Statement, StatementId, Tag, Time,
};
use std::ops::Range;

/// An event spoken of before, for what stands for it later.
#[derive(Clone)]
struct Spoken<'a> {
    evoked: Evoked<'a>,
    filled: Filled,
    /// How far it had gone.
    stage: Option<String>,
    /// Where its trigger stands.
    token: usize,
    /// Whether somebody was accused of it.
    accused: bool,
}

/// What is carried from statement to statement down the page.
#[derive(Default)]
pub(crate) struct Memory<'a> {
    last: Vec<Party>,
    place: Option<Party>,
    /// The events spoken of last, the latest at the end.
    spoken: Vec<Spoken<'a>>,
}

/// How many nested statements are looked at to find those of one.
const MOST_NESTED: usize = 200;

/// How many events are remembered.
const MOST_SPOKEN: usize = 12;

/// How many words behind what fills an event still belong to it.
const BEHIND: usize = 4;

/// More words than this make no sentence that a person wrote; a longer run is read in pieces.
const LONGEST: usize = 300;

/// Reads the positions of one statement.
pub(crate) fn positions<'a>(
    view: &View<'a>,
    statements: &[Statement],
    id: usize,
    provenance: &Provenance,
    memory: &mut Memory<'a>,
) -> Vec<Position> {
    let statement = &statements[id];
    if is_idle(view, statement) {
        return Vec::new();
    }
    // Statements nested in one follow it closely: they are in the order of the text.
    let nested: Vec<Span> = statements[id + 1..]
        .iter()
        .take(MOST_NESTED)
        .filter(|other| other.nested_in == Some(StatementId(id as u32)))
        .filter(|other| !is_told_of(view, statement, other) && !is_idle(view, other))
        .flat_map(|other| content(view, other))
        .collect();
    let mut reader = Reader {
        view,
        statement,
        id: StatementId(id as u32),
        provenance,
        cue: force(view, statement),
        voice: voice(statement, provenance, view),
        around: Around {
            speaker: speaker(view, statement, provenance),
            last: memory.last.clone(),
            place: memory.place.clone(),
        },
        nested,
        spoken: std::mem::take(&mut memory.spoken),
        first: [&statement.content, &statement.cue, &statement.source]
            .into_iter()
            .find_map(|spans| spans.first())
            .map_or(0, |span| view.analysis.within(*span).start),
        found: Vec::new(),
    };
    let together = holders::together(view, statement, provenance);
    let either = holders::either(view, statement, provenance, &reader.around);
    if let Some(code) = either.first().and_then(as_party) {
        let spans = statement.source.clone();
        let text = spans.first().map_or("", |span| span.of(view.text)).to_owned();
        reader.around.speaker.get_or_insert(Party { code, text, spans, named: false });
    }
    let mut spans = content(view, statement);
    spans.extend(statement.continued.iter().filter(|span| !statement.content.contains(span)));
    let mut parted = None;
    for span in spans {
        let continued = statement.continued.contains(&span);
        let speaker = reader.around.speaker.clone();
        if let Some(subject) = parted.take() {
            reader.around.speaker = Some(subject);
        }
        for stretch in view.stretches(span) {
            parted = reader.parted(stretch.clone());
            let mut start = stretch.start;
            while start < stretch.end {
                let end = (start + LONGEST).min(stretch.end);
                reader.stretch(start..end, continued);
                start = end;
            }
        }
        reader.around.speaker = speaker;
    }
    if reader.found.is_empty() && statement.act == Act::Asks {
        reader.request();
    }
    if reader.found.is_empty() {
        reader.answer();
    }
    memory.last = reader.around.last;
    memory.place = reader.around.place;
    memory.spoken = reader.spoken;
    // "Moscow and Pyongyang denied": each of them takes the position.
    let mut all = reader.found;
    let others: Vec<Position> = together
        .into_iter()
        .chain(either.iter().cloned())
        .flat_map(|holder| {
            all.iter()
                .map(move |own| Position { holder: Some(holder.clone()), ..own.clone() })
                .collect::<Vec<_>>()
        })
        .collect();
    if !either.is_empty() {
        all.clear();
    }
    all.extend(others);
    all
}

/// The content of a statement. What was asked for ends where an "and" tells what came of it: "asked Israel for drones and had
/// received none".
fn content(view: &View<'_>, statement: &Statement) -> Vec<Span> {
    let asked = |span: &Span| {
        let tokens = view.analysis.within(*span);
        let goes_on = |at: &usize| {
            matches!(view.word(*at), "and" | "but")
                && (at + 1..tokens.end)
                    .take(2)
                    .any(|next| view.tag(next) == Tag::Aux && view.word(next) != "be")
        };
        let end = tokens.clone().skip(1).find(goes_on).unwrap_or(tokens.end);
        view.span(tokens.start..end).unwrap_or(*span)
    };
    match statement.act {
        Act::Asks | Act::Demands => statement.content.iter().map(asked).collect(),
        _ => statement.content.clone(),
    }
}

/// Whether a statement takes its stance to what another tells that is nested in it: who rejects an accusation, or dismisses "a
/// report by" somebody, does so of what it says.
fn is_told_of(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    if !matches!(statement.act, Act::Denies | Act::Confirms | Act::Declines) {
        return false;
    }
    let noun = || {
        nested.cue.iter().flat_map(|span| view.stretches(*span)).flatten().any(|at| {
            let meanings = view.known.wording.governor_at(&view.lowered[at..=at]);
            view.tag(at) == Tag::Noun
                && meanings.is_some_and(|(_, mut all)| {
                    all.any(|(kind, effect)| {
                        kind == GovernorKind::Noun && effect.level == Some(Level::Report)
                    })
                })
        })
    };
    nested.act == Act::Accuses && statement.act == Act::Denies || noun()
}

/// Whether the cue takes away what its words would say: "blocked the sale of". A verb that speaks does not, whatever it does
/// to an event elsewhere ("called for").
fn is_idle(view: &View<'_>, statement: &Statement) -> bool {
    // Who hopes that a thing will be, or not, tells nothing of it.
    let hopes = |effect: &Effect| effect.progress == Some(Progress::Sought) && !effect.object;
    if statement.act == Act::Believes && cue_effects(view, statement).any(|(_, effect)| hopes(effect)) {
        return true;
    }
    force::is_nobody(view, statement)
        || matches!(statement.act, Act::Says | Act::Asserts | Act::Reports)
            && cue_effects(view, statement)
                .any(|(at, effect)| effect.drop && view.known.cues.verb_at(&view.lowered[at..]).is_none())
}

/// What the verbs of a cue do to an event, with their places.
fn cue_effects<'a>(view: &View<'a>, statement: &Statement) -> impl Iterator<Item = (usize, &'a Effect)> {
    let (lowered, wording) = (&view.lowered, &view.known.wording);
    let ranges = statement.cue.iter().flat_map(|span| view.stretches(*span));
    ranges.flat_map(|range| range.clone().map(move |at| at..range.end)).flat_map(move |rest| {
        let at = rest.start;
        let meanings = wording.governor_at(&lowered[rest]).map(|(_, meanings)| meanings);
        meanings
            .into_iter()
            .flatten()
            .filter_map(move |(kind, effect)| matches!(kind, GovernorKind::Verb(_)).then_some((at, effect)))
    })
}

/// The party that the speaker is: "we", "its", and whoever denies doing a thing. Of an accusation it is the accused.
fn speaker(view: &View<'_>, statement: &Statement, provenance: &Provenance) -> Option<Party> {
    if statement.act == Act::Accuses {
        let cue = statement.cue.last()?;
        let content = statement.content.first()?;
        // "Rwanda was accused of arming": the accused stands before the cue, as a part of the content.
        if content.end() <= cue.start() {
            let accused = view.analysis.within(*content);
            return named(view, accused, None, &Around::default()).parties.into_iter().next();
        }
        if cue.end() <= content.start() {
            let between = view.analysis.within(cue.cover(*content));
            let start = view.analysis.within(*cue).end;
            let end = view.analysis.within(*content).start.min(between.end);
            if start < end {
                let accused = named(view, start..end, None, &Around::default()).parties.into_iter().next();
                return accused.or_else(|| accused_before(view, statement, start));
            }
            let own = || own_government(view, statement, provenance, end);
            return accused_before(view, statement, end).or_else(own);
        }
        return None;
    }
    voice(statement, provenance, view)
}

/// "Togo's opposition accused the president": of those at home who accuse a government without a name, their own.
fn own_government(
    view: &View<'_>,
    statement: &Statement,
    provenance: &Provenance,
    at: usize,
) -> Option<Party> {
    let end = view.sentence(at).end.min(at + 4);
    let definite = matches!(view.word(at), "the" | "its" | "their" | "his" | "her");
    let government = (at + 1..end).find_map(|at| view.known.names.sector_at(&view.lowered[at..end]));
    let at_home = provenance.holder.as_ref().and_then(gainsay_record::Holder::sector);
    let at_home = matches!(at_home, Some("OPP" | "LEG" | "NGO" | "CVL" | "MED" | "JUD" | "EDU"));
    let named = !view.mentions_in(at..end).is_empty();
    let government = government.is_some_and(|(_, sector)| matches!(sector.code, "GOV" | "MIL"));
    if !definite || named || !government || !at_home {
        return None;
    }
    let span = statement.source.first()?;
    let code = provenance.holder.as_ref()?.state()?.to_owned();
    Some(Party { code, text: span.of(view.text).to_owned(), spans: statement.source.clone(), named: false })
}

/// "Belgrade said after Moscow accused it of selling": whom "it" stands for behind a cue, the state named before the accuser in
/// the same sentence, or else the one with which the sentence before opens.
fn accused_before(view: &View<'_>, statement: &Statement, at: usize) -> Option<Party> {
    if !matches!(view.word(at), "it" | "them") {
        return None;
    }
    let source = view.analysis.within(*statement.source.first()?);
    let accuser = view.mentions_in(source.clone()).first().and_then(|mention| mention.state());
    let sentence = view.sentence(source.start);
    let before = sentence.start.checked_sub(1).map(|last| view.sentence(last));
    let is_one = |mention: &&Mention<'_>| {
        mention.form != Form::Adjective && !view.is_place(mention) && mention.state() != accuser
    };
    let own = view.mentions_in(sentence.start..source.start).iter().rev().find(is_one);
    let other = || view.mentions_in(before?).iter().find(is_one);
    let mention = own.or_else(other)?;
    let code = mention.filler()?.to_owned();
    let span = view.span(at..at + 1)?;
    Some(Party { code, text: span.of(view.text).to_owned(), spans: vec![span], named: false })
}

/// The party that says it.
fn voice(statement: &Statement, provenance: &Provenance, view: &View<'_>) -> Option<Party> {
    let span = statement.source.first()?;
    let code = as_party(provenance.holder.as_ref()?)?;
    Some(Party { code, text: span.of(view.text).to_owned(), spans: statement.source.clone(), named: false })
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    statement: &'v Statement,
    id: StatementId,
    provenance: &'v Provenance,
    cue: CueForce,
    around: Around,
    /// Whose words these are.
    voice: Option<Party>,
    nested: Vec<Span>,
    spoken: Vec<Spoken<'a>>,
    /// The token with which the statement's content opens, or its cue where it has none.
    first: usize,
    found: Vec<Position>,
}

/// An event read, before doubles are dropped.
struct Read<'a> {
    event: Event<'a>,
    filled: Filled,
    held: Held,
    path: Vec<usize>,
    again: bool,
}

impl<'a> Reader<'_, 'a> {
    /// "*Kyiv*, he said, had sold rifles": the party that a part of the content names that holds nothing but the subject of
    /// the next part.
    fn parted(&self, stretch: Range<usize>) -> Option<Party> {
        let chunks = Chunks::new(self.view, stretch.clone());
        let subject = chunks.all.iter().all(|chunk| chunk.kind == Kind::Noun);
        subject.then(|| named(self.view, stretch, None, &self.around).parties.into_iter().next()).flatten()
    }

    fn stretch(&mut self, stretch: Range<usize>, continued: bool) {
        if self.view.printed.get(stretch.end.saturating_sub(1)).is_some_and(|word| *word == "?")
            || self.view.printed.get(stretch.end).is_some_and(|word| *word == "?")
        {
            return;
        }
        let chunks = Chunks::new(self.view, stretch.clone());
        // The outlet's own words claim something only where they make a sentence: a line of topics does not.
        let finite =
            |at: usize| chunks.all[at].verb.is_some() && crate::clause::is_finite(self.view, &chunks, at);
        if self.cue.narrated && !(0..chunks.all.len()).any(finite) {
            return;
        }
        let mut read: Vec<Read<'a>> = Vec::new();
        for at in 0..chunks.all.len() {
            for one in self.events(&chunks, &stretch, at) {
                self.remember(&one);
                read.push(one);
            }
        }
        if read.is_empty() {
            for at in 0..chunks.all.len() {
                for one in self.alone(&chunks, &stretch, at) {
                    self.remember(&one);
                    read.push(one);
                }
            }
        }
        if read.is_empty() && continued {
            self.add_items(&chunks);
        }
        if read.is_empty() {
            let told = self.claim_again(&chunks, &stretch).or_else(|| self.about_told(&chunks));
            read.extend(told.or_else(|| self.no_answer(&chunks, &stretch)));
        }
        if !read.iter().any(|one| matches!(one.held.level, Level::Legality | Level::Policy)) {
            read.extend(self.lawful(&chunks));
        }
        // "had received none, and the papers were forged": beside whatever else is said.
        if read.iter().all(|one| one.held.level != Level::Authenticity) {
            read.extend(self.papers(&chunks));
        }
        self.keep(&chunks, &stretch, read);
    }

    /// Makes positions of what was read in a stretch, doubles aside.
    fn keep(&mut self, chunks: &Chunks, stretch: &Range<usize>, read: Vec<Read<'a>>) {
        // "an arms deal to supply": the deal is told by the stage of what it is about.
        let governs = |one: &Read<'_>| {
            read.iter().any(|other| {
                other.event.chunk != one.event.chunk
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
        let kept: Vec<bool> = read.iter().map(|one| !governs(one) && !said(one)).collect();
        for (one, kept) in read.into_iter().zip(kept) {
            if kept {
                self.position(chunks, stretch, one);
            }
        }
    }

    fn remember(&mut self, one: &Read<'a>) {
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
        });
    }

    /// "This includes shells and rockets": items of the event told last.
    fn add_items(&mut self, chunks: &Chunks) {
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

    fn position(&mut self, chunks: &Chunks, stretch: &Range<usize>, one: Read<'_>) {
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
        for (i, (name, role)) in frame.roles.iter().zip(&filled.roles).enumerate() {
            let Some(party) = role else { continue };
            if open && i < frame.parties {
                continue;
            }
            sure *= if party.named { 0.98 } else { 0.92 };
            roles.push(RoleFiller {
                role: name.to_string(),
                filler: party.code.clone(),
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
            stage: held.stage,
            time: self.time(chunks, stretch, &event, &filled),
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

    /// Whether a frame is about people.
    fn persons(&self, frame: &gainsay_knowledge::Frame) -> bool {
        self.view.known.items.class(&frame.about).is_some_and(|class| class.persons)
    }

    /// How things change hands: as words beside the trigger say ("in exchange for"), else as the trigger does.
    fn mode(&self, stretch: &Range<usize>, event: &Event<'_>, filled: &Filled) -> Mode {
        let modes = &event.evoked.frame.modes;
        let end = (filled.reach.end + BEHIND).clamp(event.tokens.end, stretch.end.max(event.tokens.end));
        let words = &self.view.lowered[event.tokens.end..end];
        let said = (0..words.len()).find_map(|at| modes.at(&words[at..]).map(|(_, mode)| *mode));
        said.or(event.evoked.trigger.mode).unwrap_or_default()
    }

    /// The words of time in the event's own clause.
    fn time(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        event: &Event<'_>,
        filled: &Filled,
    ) -> Option<Time> {
        let at = event.chunk;
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
        crate::time::find(self.view, from.min(to)..to, &self.statement.when)
    }
}

/// Who fills each role.
fn codes(filled: &Filled) -> impl Iterator<Item = Option<&str>> {
    filled.roles.iter().map(|role| role.as_ref().map(|party| party.code.as_str()))
}

fn known(filled: &Filled) -> usize {
    2 * usize::from(!filled.items.is_empty()) + filled.roles.iter().flatten().count() + filled.parties.len()
}

/// The ends of an event: both parties, direction open or not.
fn ends(filled: &Filled, parties: usize) -> Vec<Party> {
    if filled.parties.is_empty() {
        filled.roles[..parties.min(filled.roles.len())].iter().flatten().cloned().collect()
    } else {
        filled.parties.iter().take(2).cloned().collect()
    }
}

/// Whether a verb has what it takes as its subject: "were delivered", "weapons supplied by".
fn passive(view: &View<'_>, chunks: &Chunks, at: usize, evoked: Evoked<'_>) -> bool {
    let Some(group) = chunks.all[at].verb else { return false };
    if !matches!(evoked.form, WordForm::PastOrParticiple | WordForm::Participle) {
        return false;
    }
    if group.be || group.of.is_some() {
        return true;
    }
    // What goes or ends up somewhere itself has nobody who does it.
    let goes = evoked.frame.pattern(evoked.trigger).subject == Some(Slot::Item);
    if group.have || group.modal.is_some() || group.infinitive || goes {
        return false;
    }
    // A bare participle follows the item, and is followed by who or where.
    let item = at > 0 && {
        let before = &chunks.all[at - 1];
        before.kind == Kind::Noun && crate::items::has_item(view, before.tokens.clone(), &evoked.frame.about)
    };
    let followed = chunks.get(at + 1).is_none_or(|next| !matches!(next.kind, Kind::Noun));
    item && followed
}
