//! Positions: the events in a statement's words, each with what the statement holds of it.

mod about;
mod again;
mod answer;
mod beside;
mod claimed;
mod clause_behind;
mod content;
mod event;
mod evoke;
mod firm;
mod force;
mod fragment;
mod gap;
mod gapped;
mod holders;
mod inherit;
mod keep;
mod make;
mod number;
mod open_ends;
mod origin;
mod papers;
mod partner;
mod planner;
mod silence;
mod speaker;
mod struck;
mod told;
mod whole;

use crate::chain::as_party;
use crate::party::{Around, Party, named};
use crate::roles::{Event, Filled};
use crate::stance::{CueForce, Held};
use crate::syntax::{Chunks, Kind, is_be};
use crate::view::View;
use content::{content, is_idle, is_left_open, is_own_plan, is_own_word, is_to_come, is_told_of};
use force::force;
use gainsay_knowledge::Evoked;
use gainsay_record::{Act, Level, Naming, Position, Provenance, Span, Statement, StatementId};
use speaker::{speaker, voice};
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
    /// Whether the last word on it was a denial.
    denied: bool,
    /// Who told it, as a party.
    by: Option<String>,
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
    let outer = statement.nested_in.and_then(|outer| statements.get(outer.0 as usize));
    // "The data do not say what was exported": no paper refuses an answer.
    let plain = |span: &Span| !view.analysis.within(*span).any(|at| view.word(at) == ",");
    let paper = statement.act == Act::Declines
        && provenance.named == Naming::Document
        && statement.source.iter().all(plain);
    if paper
        || is_idle(view, statement)
        || is_to_come(view, statement)
        || outer.is_some_and(|outer| {
            is_left_open(view, outer, statement)
                || is_own_plan(view, outer, statement)
                || is_own_word(view, outer, statement)
        })
    {
        return Vec::new();
    }
    // Statements nested in one follow it closely: they are in the order of the text.
    let nested: Vec<Span> = statements[id + 1..]
        .iter()
        .take(MOST_NESTED)
        .filter(|other| other.nested_in == Some(StatementId(id as u32)))
        .filter(|other| !is_told_of(view, statement, other) && !is_idle(view, other))
        .filter(|other| !is_left_open(view, statement, other))
        .flat_map(|other| content(view, other))
        .collect();
    let together = holders::together(view, statement, provenance);
    let mutual = holders::mutual(view, statement, &together);
    // "it said it would not comment": that it gives no answer is what the words within tell.
    let silent_within = statements[id + 1..]
        .iter()
        .take(MOST_NESTED)
        .any(|other| other.nested_in == Some(StatementId(id as u32)) && other.act == Act::Declines);
    let mut reader = Reader {
        view,
        silent_within,
        statement,
        id: StatementId(id as u32),
        provenance,
        cue: force(view, statement),
        sides: Vec::new(),
        several: !together.is_empty(),
        voice: voice(statement, provenance, view),
        around: Around {
            speaker: speaker(view, statement, provenance),
            source: statement.source.first().and_then(|span| view.stretches(*span).into_iter().next()),
            last: memory.last.clone(),
            abroad: statement
                .source
                .iter()
                .flat_map(|span| view.stretches(*span))
                .any(|source| crate::holder::is_abroad(view, &source)),
            place: memory.place.clone(),
            mutual: mutual.clone(),
        },
        nested,
        spoken: std::mem::take(&mut memory.spoken),
        gap: 0..0,
        first: [&statement.content, &statement.cue, &statement.source]
            .into_iter()
            .find_map(|spans| spans.first())
            .map_or(0, |span| view.analysis.within(*span).start),
        found: Vec::new(),
    };
    let two = holders::told_of_both(view, statement, provenance, &reader.spoken);
    let either = match two.as_slice() {
        [] => holders::either(view, statement, provenance, &reader.around),
        two => two.iter().cloned().map(holders::as_holder).collect(),
    };
    if let Some(code) = either.first().and_then(as_party) {
        let spans = statement.source.clone();
        let text = spans.first().map_or("", |span| span.of(view.text)).to_owned();
        reader.sides = either
            .iter()
            .filter_map(as_party)
            .map(|code| Party { code, text: text.clone(), spans: spans.clone(), named: false })
            .collect();
        reader.around.speaker.get_or_insert(Party { code, text, spans, named: false });
    }
    let mut spans = content::around_adverb(view, statement).unwrap_or_else(|| content(view, statement));
    spans.extend(statement.continued.iter().filter(|span| !statement.content.contains(span)));
    let mut parted = None;
    let last = spans.len().saturating_sub(1);
    // Of who is accused, the deed stands in no clause of his own: "Iran, which it accuses of arming rebels".
    if let [before, after] = spans.as_slice()
        && statement.act != Act::Accuses
        && let Some((whole, gap)) = gap::across(view, *before, *after)
    {
        reader.gap = gap;
        reader.stretch(whole, false);
        reader.gap = 0..0;
        spans.clear();
    }
    for (part, span) in spans.into_iter().enumerate() {
        // "a claim *that* Sofia has denied": once told of the claim, nothing more of the word that stands for it.
        let pronoun = |at: usize| matches!(view.word(at), "that" | "which" | "whom");
        let tokens = view.analysis.within(span);
        if part > 0 && tokens.len() == 1 && pronoun(tokens.start) && !reader.found.is_empty() {
            continue;
        }
        let continued = statement.continued.contains(&span);
        let speaker = reader.around.speaker.clone();
        if let Some(subject) = parted.take() {
            reader.around.speaker = Some(subject);
        } else if part > 0 && reader.carries_before(span) {
            reader.around.speaker = None;
        }
        for stretch in view.stretches(span) {
            parted = if part < last { reader.parted(stretch.clone()) } else { None };
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
    if reader.found.is_empty() && !reader.silent_within {
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
            let of = |own: &Position| match &mutual {
                Some(other) => holders::crosswise(own, &holder, &other.code),
                None if !two.is_empty() => holders::own_part(own, &holder, &two),
                None => holders::for_itself(view, statement, own, &holder),
            };
            all.iter().map(of).collect::<Vec<_>>()
        })
        .collect();
    if !either.is_empty() {
        all.clear();
    }
    all.extend(others);
    all
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    /// A statement within this one gives no answer.
    silent_within: bool,
    statement: &'v Statement,
    id: StatementId,
    provenance: &'v Provenance,
    cue: CueForce,
    around: Around,
    /// The two who speak as "both sides".
    sides: Vec<Party>,
    /// Whether several speak together: "France and Britain".
    several: bool,
    /// Whose words these are.
    voice: Option<Party>,
    nested: Vec<Span>,
    /// The tokens of who speaks, in the middle of what they say; empty where that is in one piece, or read in pieces.
    gap: Range<usize>,
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
        let forward = chunks.all.len() == 3
            && self.view.word(stretch.start) == "it"
            && chunks.all[1].verb.is_some_and(|group| is_be(self.view.word(group.head)) && !group.negative);
        let subject = chunks.all.iter().all(|chunk| chunk.kind == Kind::Noun);
        // "It was *the United States*, she went on, that was pouring weapons".
        if forward {
            let noun = chunks.all[2].tokens.clone();
            return named(self.view, noun, None, &self.around).parties.into_iter().next();
        }
        subject.then(|| named(self.view, stretch, None, &self.around).parties.into_iter().next()).flatten()
    }

    /// "*The ship*, she said, delivered": what stands before whoever speaks is a thing that carries, and acts for nobody.
    fn carries_before(&self, part: Span) -> bool {
        let start = self.view.analysis.within(part).start;
        let own = |span: &&Span| span.end() <= part.start();
        let Some(before) = self.statement.content.iter().rfind(own) else { return false };
        let words = self.view.analysis.within(*before);
        let whole = words.start < words.end && words.end < start && words.len() <= 4;
        whole && crate::items::is_carrier(self.view, &words)
    }

    fn stretch(&mut self, stretch: Range<usize>, continued: bool) {
        if self.view.printed.get(stretch.end.saturating_sub(1)).is_some_and(|word| *word == "?")
            || self.view.printed.get(stretch.end).is_some_and(|word| *word == "?")
        {
            return;
        }
        // "Have we sent anybody? No": what is asked is not said.
        let asked = stretch.clone().rev().find(|&at| self.view.printed.get(at) == Some(&"?"));
        if let Some(asked) = asked {
            return self.stretch(asked + 1..stretch.end, continued);
        }
        let chunks = Chunks::around(self.view, stretch.clone(), self.gap.clone());
        // The outlet's own words claim something only where they make a sentence: a line of topics does not.
        let finite =
            |at: usize| chunks.all[at].verb.is_some() && crate::clause::is_finite(self.view, &chunks, at);
        if self.cue.narrated && !(0..chunks.all.len()).any(finite) {
            return;
        }
        let mut read: Vec<Read<'a>> = Vec::new();
        // "carried the marks of an Iranian missile" carries nothing.
        let marked = self.marked(&chunks);
        let marks = marked.as_ref().map(|(verb, _)| *verb);
        for at in (0..chunks.all.len()).filter(|&at| Some(at) != marks) {
            for one in self.events(&chunks, &stretch, at) {
                self.remember(&one);
                read.push(one);
            }
        }
        read.extend(marked.map(|(_, one)| one));
        if read.iter().all(|one| one.again) {
            for at in 0..chunks.all.len() {
                for one in self.alone(&chunks, &stretch, at) {
                    self.remember(&one);
                    read.push(one);
                }
            }
        }
        let more = self.gapped_answers(&chunks, &read);
        read.extend(more);
        if read.is_empty() && continued {
            self.add_items(&chunks);
        }
        if read.is_empty()
            && let Some(one) = self.with_the_same(&chunks)
        {
            self.remember(&one);
            read.push(one);
        }
        if read.is_empty() {
            self.hear_question();
            // "it had no information to release" is no word on what anybody knows.
            let silence = &self.view.known.wording.silence;
            let silent = stretch.clone().any(|at| silence.at(&self.view.lowered[at..stretch.end]).is_some());
            let about = || self.about_told(&chunks).filter(|_| !silent);
            let told = self.claim_again(&chunks, &stretch).or_else(about);
            let told = told.or_else(|| self.forbidden(&chunks)).or_else(|| self.demands_proof(&chunks));
            let told = told.or_else(|| self.number_told(&chunks, &stretch));
            let mut told = told.or_else(|| self.no_answer(&chunks, &stretch));
            told.iter_mut().for_each(|one| self.leave_open(one, &stretch));
            read.extend(told);
        }
        if !read.iter().any(|one| matches!(one.held.level, Level::Legality | Level::Policy)) {
            read.extend(self.lawful(&chunks));
        }
        // "had received none, and the papers were forged": beside whatever else is said.
        if read.iter().all(|one| one.held.level != Level::Authenticity) {
            read.extend(self.papers(&chunks));
        }
        read.extend(self.not_of(&chunks, &stretch));
        self.keep(&chunks, &stretch, read);
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
