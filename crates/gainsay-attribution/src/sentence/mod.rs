//! The statements of one sentence, by rules.
//!
//! `place` puts each cue among the clauses of its sentence; `hit` reads it: `active`, `following` ("said that"), `passive`,
//! `preposition`, `relative` ("which Sanaa insists were built at home"). What attributes without a verb of its own has a
//! reader each: `silence` ("There was no comment from"), `noun` ("the ministry's claim that"), `adverb` ("reportedly"), `turn` ("as the minister put it"). `shared` is
//! for verbs and contents that are said once and belong to two speakers.

pub mod active;
mod adjective;
mod adverb;
mod following;
mod hit;
mod noun;
mod passive;
mod place;
mod preposition;
mod quoted;
mod relative;
mod shared;
mod silence;
mod turn;

use crate::cue::{self, Construction};
use crate::source;
use crate::view::View;
use gainsay_knowledge::EntityKind;
use gainsay_record::Act;
use place::Placed;
use std::ops::Range;

/// No sentence has more cues than this that mean anything; beyond, it is noise, and nesting would make it quadratic.
const MOST_CUES: usize = 16;

/// What a sentence attributes, in tokens. Quotations that run on are joined later.
#[derive(Clone, Debug)]
pub struct Found {
    pub act: Act,
    pub construction: Construction,
    pub source: Option<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// The quotation that is the content, or opens it, as an index.
    pub quotation: Option<Claim>,
    pub cited: Vec<Range<usize>>,
    /// Who passes it on: "in a statement carried by the agency".
    pub carried: Option<Range<usize>>,
    pub when: Vec<Range<usize>>,
    pub confidence: f32,
    /// How far it can be relied on beside what was heard.
    pub reliance: Reliance,
    /// The sentence, as an index.
    pub sentence: usize,
}

impl Found {
    /// A statement of which only the act is known yet.
    pub fn new(act: Act, construction: Construction, sentence: usize) -> Self {
        Self {
            act,
            construction,
            source: None,
            cue: Vec::new(),
            content: Vec::new(),
            quotation: None,
            cited: Vec::new(),
            carried: None,
            when: Vec::new(),
            confidence: 0.9,
            reliance: Reliance::Usual,
            sentence,
        }
    }
}

/// How far what a rule found can be relied on, by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliance {
    /// As far as the page is what the rules were written for.
    Usual,
    /// The words can hardly mean anything else, though where they end may be heard better.
    Clear,
    /// And their form says where source and content end.
    Whole,
}

/// A quotation as content; of two cues that claim one, the nearer wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub nearness: Nearness,
    pub quotation: u32,
}

/// How near a cue stands to the quotation it claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The quotation opens what follows an announcement: "released a statement."
    Announced,
    /// A colon at the end of the sentence before.
    Introduced,
    /// In the same sentence, before it.
    Leading,
    /// Right after it: “...,” said the ministry.
    Closing,
}

/// The statements whose cue stands in this sentence.
pub fn read(view: &View<'_>, index: usize) -> Vec<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let sentence = source::behind_dateline(view, &sentence)..sentence.end;
    let mut hits = cue::find(view, sentence.clone());
    hits.truncate(MOST_CUES);
    let mut placed = place::all(view, &sentence, hits);
    // "and found no irregularity": a verb that attributes nothing here parts nothing either.
    placed.retain(|placed| {
        !placed.hit.weak || hit::read(view, placed, placed.scope.end, None, None, index).is_some()
    });
    let objects = shared::objects(view, &placed);
    let mut found: Vec<Found> = Vec::new();
    let mut sources: Vec<Option<Range<usize>>> = Vec::new();
    for at in 0..placed.len() {
        let limit = placed[at + 1..]
            .iter()
            .filter(|later| later.scope == placed[at].scope)
            .find_map(|later| later.cut.or_else(|| place::closes(view, &placed[at], later)))
            .unwrap_or(placed[at].scope.end);
        let shared = sources[..at]
            .iter()
            .zip(&placed)
            .rev()
            .find_map(|(source, p)| (p.scope == placed[at].scope).then(|| source.clone())?);
        let read = hit::read(view, &placed[at], limit, shared, objects[at].clone(), index);
        if let Some(source) = cited_by_media(view, &placed[at], found.last_mut()) {
            sources.push(Some(source));
            continue;
        }
        sources.push(
            read.as_ref()
                .and_then(|found| found.source.clone())
                .or(placed[at].source.as_ref().map(|s| s.tokens.clone())),
        );
        found.extend(read);
    }
    let understood = shared::verbs(view, &mut found);
    found.extend(understood);
    let cuts: Vec<usize> = placed.iter().filter_map(|placed| place::comma_before(view, placed)).collect();
    found.extend(noun::read(view, index, &cuts));
    found.extend(silence::read(view, index));
    found.extend(turn::read(view, index));
    found.extend(adjective::read(view, index, &cuts));
    found.extend(adverb::read(view, index, &found));
    found.sort_by_key(|found| found.cue.first().map_or(0, |cue| cue.start));
    found
}

/// "The agency reported that Minsk sold rockets, according to two diplomats": the agency has it from them. Notes it with
/// the report, and returns those cited.
fn cited_by_media(view: &View<'_>, placed: &Placed, report: Option<&mut Found>) -> Option<Range<usize>> {
    if placed.hit.construction != Construction::Preposition || placed.cut.is_none() {
        return None;
    }
    let source = placed.source.as_ref()?.tokens.clone();
    let report = report?;
    let before = report.cue.first().is_some_and(|cue| cue.end <= placed.hit.group.start);
    // "reported that, according to documents, ...": it is said of what was reported.
    if view.word(placed.hit.group.start.saturating_sub(2)) == "that" {
        return None;
    }
    let media = report.source.clone().filter(|source| source.end <= placed.hit.group.start)?;
    (before && is_media(view, &media)).then(|| {
        report.cited.push(source.clone());
        source
    })
}

/// A named outlet or agency, or "the newspaper".
pub fn is_media(view: &View<'_>, range: &Range<usize>) -> bool {
    let described = range.clone().any(|at| {
        view.known
            .names
            .sector_at(&view.lowered[at..range.end])
            .is_some_and(|(_, sector)| sector.code == "MED")
    });
    described || is_outlet(view, range)
}

/// Whether somebody who was told something passes it on: a named outlet or agency, not "reporters".
fn is_outlet(view: &View<'_>, range: &Range<usize>) -> bool {
    view.names_in(range).any(|(_, entity, _)| entity.kind == EntityKind::Outlet)
}
