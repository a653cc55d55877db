//! What is said in two pieces, with whoever says it between them: "The aircraft, he told reporters, were delivered in May".

use crate::syntax::{Chunks, Kind};
use crate::view::View;
use gainsay_record::Span;
use std::ops::Range;

/// More words than this between two pieces of a clause leave them two.
const MOST_BETWEEN: usize = 30;

/// The tokens of two pieces that are one clause, with those between them; `None` where each can be read by itself: two clauses, or
/// two sentences.
pub(super) fn across(view: &View<'_>, before: Span, after: Span) -> Option<(Range<usize>, Range<usize>)> {
    let [before]: [Range<usize>; 1] = view.stretches(before).try_into().ok()?;
    let [after]: [Range<usize>; 1] = view.stretches(after).try_into().ok()?;
    let together = view.sentence(before.start) == view.sentence(after.start)
        && before.end < after.start
        && after.start - before.end <= MOST_BETWEEN;
    if !together {
        return None;
    }
    let (first, second) = (Chunks::new(view, before.clone()), Chunks::new(view, after.clone()));
    let cut = first.all.last().is_some_and(|last| matches!(last.kind, Kind::Verb | Kind::Prep));
    let goes_on = second.all.first().is_some_and(|first| matches!(first.kind, Kind::Verb | Kind::Prep));
    // "Hamas is believed to have fired": what is thought of somebody is no clause of his own.
    if second.all.first().and_then(|first| first.verb).is_some_and(|group| group.infinitive) {
        return None;
    }
    // A comma that closes the first piece stands for the words between.
    let closes = |at: &usize| !view.word(*at).starts_with(char::is_alphanumeric);
    let end = before.end - before.clone().rev().take_while(closes).count();
    (cut || goes_on).then_some((before.start..after.end, end..after.start))
}
