//! Which statements say that whoever makes them looked for themselves.
//!
//! "Its own officers had inspected the train", "the agencies relied on their own intercepts", "our correspondent saw the
//! crates": such words stand in the statement or behind it in its paragraph, before anybody else has the word.

use gainsay_knowledge::{Knowledge, Phrases, lower, words};
use gainsay_record::{BlockKind, Reading, Span, Statement};

/// How many words may stand between "own" and what it owns, or between who looked and the verb.
const GAP: usize = 3;

/// How many words before "own" a "not" may stand that takes it back.
const TAKEN_BACK: usize = 5;

/// The positions whose statements say so, by their places on the page.
pub(super) fn firsthand(reading: &Reading, known: &Knowledge) -> Vec<u32> {
    let positions = reading.positions.iter().enumerate();
    let positions = positions.filter(|(_, position)| position.level.makes_sides());
    positions
        .filter(|(_, position)| scope(reading, position.statement.0).is_some_and(|text| looked(text, known)))
        .filter_map(|(place, _)| u32::try_from(place).ok())
        .collect()
}

/// The words of a statement and those behind it in its paragraph, up to where another speaks.
fn scope(reading: &Reading, statement: u32) -> Option<&str> {
    let own = reading.statements.get(statement as usize)?;
    let who = reading.provenance.get(statement as usize)?.origin();
    let start = start_of(own)?;
    let within = |span: &Span| span.start() <= start && start < span.end();
    let blocks = reading.article.blocks.iter().filter(|block| block.kind.is_article());
    let block = blocks.filter(|block| block.kind != BlockKind::Headline).find(|block| within(&block.span))?;
    let others = reading
        .statements
        .iter()
        .zip(&reading.provenance)
        .filter(|(_, provenance)| provenance.origin().is_some_and(|other| Some(other) != who));
    let ends = others.filter_map(|(other, _)| start_of(other));
    let end = ends.filter(|at| *at > start && *at < block.span.end()).min().unwrap_or(block.span.end());
    reading.article.text.get(start..end)
}

fn start_of(statement: &Statement) -> Option<usize> {
    let Statement { source, cue, content, .. } = statement;
    source.iter().chain(cue).chain(content).map(|span| span.start()).min()
}

fn looked(text: &str, known: &Knowledge) -> bool {
    let wording = &known.wording;
    let all: Vec<String> = words(text).map(|range| lower(&text[range])).collect();
    let near = |at: usize, phrases: &Phrases<()>| {
        (at..all.len().min(at + GAP)).find_map(|at| Some(at + phrases.at(&all[at..])?.0))
    };
    let looks = |at: usize| near(at, &wording.looking).is_some();
    (0..all.len()).any(|at| match all[at].as_str() {
        "own" => {
            let denied = all[at.saturating_sub(TAKEN_BACK)..at]
                .iter()
                .any(|word| matches!(word.as_str(), "not" | "no"));
            !denied
                && (near(at + 1, &wording.eyes).is_some() || near(at + 1, &wording.hands).is_some_and(looks))
        }
        "itself" | "himself" | "herself" | "themselves" | "ourselves" | "myself" => {
            all.get(at + 1).is_some_and(|_| wording.looking.at(&all[at + 1..]).is_some())
        }
        "our" => near(at + 1, &wording.hands).is_some_and(looks),
        _ => false,
    })
}
