//! "Two batteries have reportedly been moved": somebody says so, and the page does not say who.

use super::{Found, Reliance};
use crate::cue::Construction;
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// The statements of a sentence whose cue is an adverb. `found` is what else the sentence attributes: inside it, and beside a
/// cue ("reportedly said"), the adverb only says how sure somebody is.
pub fn read(view: &View<'_>, index: usize, found: &[Found]) -> Option<Found> {
    let sentence = View::range(&view.analysis.sentences[index]);
    let (at, length, act) = sentence.clone().find_map(|at| {
        let (length, act) = view.known.cues.adverb_at(&view.lowered[at..sentence.end])?;
        Some((at, length, act))
    })?;
    let spoken = found.iter().any(|found| {
        let near = |range: &Range<usize>| range.start <= at + length && at <= range.end;
        found.cue.iter().any(near) || found.content.iter().any(|range| range.contains(&at))
    });
    // "the allegedly stolen drones" says so of the drones alone.
    let describes = at > sentence.start && matches!(view.tag(at - 1), Tag::Det | Tag::Adj | Tag::Adp);
    if spoken || describes || view.quotation(at).is_some() {
        return None;
    }
    let bounds = |here: &usize| {
        matches!(view.word(*here), ";" | ":" | "—" | "–")
            || view.is_quote_mark(*here)
            || opens_other(view, *here)
    };
    let left = (sentence.start..at).rev().find(bounds).map_or(sentence.start, |here| here + 1);
    let end = view.trimmed_end(&sentence);
    let right = (at + length..end).find(bounds).unwrap_or(end);
    let clause = left..right;
    if !view.has_verb(clause) {
        return None;
    }
    let mut statement = Found::new(act, Construction::Adverb, index);
    statement.cue = vec![at..at + length];
    let comma = usize::from(view.word(at + length) == ",");
    statement.content =
        [left..at, at + length + comma..right].into_iter().filter(|part| !part.is_empty()).collect();
    // "have reportedly been moved": inside the verb group it can belong to nothing else.
    if at > sentence.start && view.tag(at - 1) == Tag::Aux {
        statement.reliance = Reliance::Clear;
    }
    statement.confidence -= 0.4;
    Some(statement)
}

/// A comma behind which another clause opens: ", but", ", while".
fn opens_other(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "," && matches!(view.word(at + 1), "but" | "while" | "whereas" | "although" | "though")
}
