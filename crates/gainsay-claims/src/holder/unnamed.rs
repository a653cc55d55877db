//! How many unnamed sources speak, and on what condition.

use super::stands::Described;
use crate::view::View;
use gainsay_knowledge::Bounding;
use gainsay_record::Unnamed;
use std::ops::Range;

/// How many tokens behind the start of a source its condition is looked for.
const REACH: usize = 60;

/// What the words around a source in `ranges` tell of those who are not named.
pub(super) fn known(view: &View<'_>, ranges: &[Range<usize>], described: &[Described]) -> Unnamed {
    let mut known = Unnamed::default();
    let people = described.iter().find(|one| one.sector.people);
    let range = people.and_then(|one| ranges.iter().find(|range| range.contains(&one.tokens.start)));
    if let (Some(one), Some(range)) = (people, range) {
        (known.at_least, known.at_most) = number(view, range.start..one.tokens.start, &one.tokens);
        // "two officials and a diplomat".
        let more = described.iter().any(|other| {
            other.sector.people
                && other.tokens.start > one.tokens.end
                && (one.tokens.end..other.tokens.start).any(|at| matches!(view.word(at), "and" | ","))
        });
        if more {
            known.at_most = None;
        }
    }
    known.condition = ranges.iter().find_map(|range| {
        let end = view.sentence(range.start).end.min(range.start + REACH);
        (range.start..end).find_map(|at| {
            let (length, ()) = view.known.names.conditions.at(&view.lowered[at..end])?;
            view.span(at..at + length)
        })
    });
    known
}

/// At least and at most how many a description with the words before it speaks of.
fn number(view: &View<'_>, before: Range<usize>, noun: &Range<usize>) -> (Option<u32>, Option<u32>) {
    let quantities = &view.known.quantities;
    let mut bound = None;
    for at in before.clone() {
        let words = &view.lowered[at..before.end];
        bound = quantities.bounding.at(words).map(|(_, bound)| *bound).or(bound);
        if let Some((_, &count)) = quantities.vague.at(words) {
            return (u32::try_from(count).ok(), None);
        }
        let spelled = quantities.numbers.at(words).map(|(_, count)| *count);
        let count =
            spelled.or_else(|| view.word(at).parse().ok()).and_then(|count| u32::try_from(count).ok());
        if let Some(count) = count {
            return match bound {
                Some(Bounding::AtLeast) => (Some(count), None),
                Some(Bounding::AtMost) => (None, Some(count)),
                _ => (Some(count), Some(count)),
            };
        }
    }
    if is_plural(view, noun.clone()) { (Some(2), None) } else { (Some(1), Some(1)) }
}

/// Whether a description is of more than one: "officials", "people familiar with the matter", not "chief of staff".
pub(super) fn is_plural(view: &View<'_>, tokens: Range<usize>) -> bool {
    let head = view.word(head(view, tokens));
    match view.known.reference.noun(head) {
        Some(noun) => noun.plural,
        None => head == "people" || head.ends_with("men") || head.ends_with('s') && !head.ends_with("ss"),
    }
}

/// The head noun of a description: the last word, or the one before its preposition or participle.
pub(super) fn head(view: &View<'_>, tokens: Range<usize>) -> usize {
    let governs = |at: usize| {
        matches!(
            view.word(at),
            "of" | "familiar" | "with" | "close" | "briefed" | "in" | "for" | "to" | "involved" | "general"
        )
    };
    let last = tokens.end.saturating_sub(1).max(tokens.start);
    (tokens.start + 1..tokens.end).find(|&at| governs(at)).map_or(last, |at| at - 1)
}
