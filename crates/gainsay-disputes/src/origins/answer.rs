//! Whether the lineages of a side are one witness or many.

use super::lineages::{COMPARED, government};
use super::strands::{End, Strand};
use gainsay_knowledge::Knowledge;
use gainsay_record::Answer;
use std::collections::BTreeSet;

/// How many pairs of lineages are looked at for two that are independent.
const PAIRS: usize = 10_000;

/// A lineage as a whole.
pub(super) struct Lineage {
    /// Where it ends.
    pub end: End,
    /// The holder that stands for it; empty where nobody does.
    pub code: String,
    /// Whether each of those in it has it from another.
    pub circle: bool,
    /// Whether its words say that it looked for itself.
    firsthand: bool,
    /// Everyone its words came through.
    chain: BTreeSet<String>,
}

impl Lineage {
    pub fn of(strands: &[&Strand<'_>], circle: bool, known: &Knowledge) -> Self {
        let end = strands.iter().map(|strand| strand.end).min().unwrap_or(End::Unknown);
        let ends = strands.iter().filter(|strand| strand.end == end);
        let codes: BTreeSet<&str> = ends.clone().map(|strand| strand.code).collect();
        // The holder under whom all the others stand; else the government they belong to; else the first.
        let above_all =
            |code: &&&str| codes.iter().take(COMPARED).all(|other| known.names.stands_under(other, code));
        let government = || codes.iter().find_map(|code| government(code)).filter(|_| codes.len() > 1);
        let earliest = || {
            let first = ends.clone().min_by_key(|strand| (strand.days.is_none(), strand.days, strand.code));
            first.map(|strand| strand.code.to_owned())
        };
        let code = codes.iter().take(COMPARED).find(above_all).map(|code| (*code).to_owned());
        Self {
            end: if circle { End::Unknown } else { end },
            code: code.or_else(government).or_else(earliest).unwrap_or_default(),
            circle,
            firsthand: ends.clone().any(|strand| strand.firsthand),
            chain: strands.iter().flat_map(|strand| &strand.chain).map(|link| (*link).to_owned()).collect(),
        }
    }

    /// The state or organisation that it belongs to.
    fn root(&self) -> &str {
        let mut parts = self.code.split(':');
        let first = parts.next().unwrap_or_default();
        let apart = parts.next() == Some("REB") || matches!(first, "IGO" | "REB" | "BUS" | "NGO" | "XXX");
        if apart { &self.code } else { first }
    }

    fn passes_on(&self, other: &Self, known: &Knowledge) -> bool {
        self.chain.iter().any(|link| {
            known.names.stands_under(link, &other.code)
                || government(link).is_some_and(|link| link == other.code)
        })
    }

    /// Whether it can be a witness at all: an outlet has it from somebody, but where it looked for itself.
    fn is_witness(&self) -> bool {
        self.firsthand || self.end == End::Named && !self.code.split(':').any(|part| part == "MED")
    }

    /// Whether it tells of what it did itself: the government of a party, or the group or company that is one.
    fn tells_of_own_acts(&self, parties: &[String]) -> bool {
        let state = government(&self.code);
        let state = state.as_deref().and_then(|government| government.split(':').next());
        parties.iter().any(|party| *party == self.code || Some(party.as_str()) == state)
    }
}

/// The answer for a side with these lineages, and so many that end in people whom nobody names.
pub(super) fn answer(lineages: &[Lineage], unnamed: u32, parties: &[String], known: &Knowledge) -> Answer {
    let stands_alone = |lineage: &Lineage| lineage.end != End::Voice || lineage.firsthand;
    match lineages {
        [] if unnamed == 0 => Answer::LineageUnknown,
        [only] if unnamed == 0 && stands_alone(only) => Answer::OneOrigin,
        _ if independent(lineages, parties, known) => Answer::IndependenceShown,
        _ => Answer::IndependenceNotEstablished,
    }
}

/// Whether two of them end in different states or bodies, neither has it from the other, and the pages say what keeps them
/// apart: one tells of its own acts, or both looked for themselves.
fn independent(lineages: &[Lineage], parties: &[String], known: &Knowledge) -> bool {
    let witnesses: Vec<&Lineage> = lineages.iter().filter(|lineage| lineage.is_witness()).collect();
    let pairs =
        witnesses.iter().enumerate().flat_map(|(at, a)| witnesses[at + 1..].iter().map(move |b| (a, b)));
    pairs.take(PAIRS).any(|(a, b)| {
        let kept_apart =
            a.tells_of_own_acts(parties) || b.tells_of_own_acts(parties) || a.firsthand && b.firsthand;
        kept_apart && a.root() != b.root() && !a.passes_on(b, known) && !b.passes_on(a, known)
    })
}
