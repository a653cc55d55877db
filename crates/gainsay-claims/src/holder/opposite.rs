//! "His opposite number", "her counterpart": whoever holds the same office of the other state that is spoken of.

use super::{Met, Who};
use crate::view::View;
use gainsay_record::Holder;
use std::ops::Range;

/// The other state of the sentence and the one before it, where it is the only one besides that of whoever spoke last.
pub(super) fn opposite(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let words = &view.lowered[first.clone()];
    let counterpart = words.last().is_some_and(|word| word == "counterpart")
        || words.ends_with(&["opposite".to_owned(), "number".to_owned()]);
    let possessive = matches!(view.word(first.start), "his" | "her" | "its" | "their");
    if !counterpart || !possessive || !view.mentions_in(first.clone()).is_empty() {
        return None;
    }
    let spoke = met.iter().rev().take(super::LOOK_BACK).find(|met| met.tokens.end <= first.start)?;
    let last = spoke.who.holder.as_ref()?.state()?;
    let sentence = view.sentence(first.start);
    let before = sentence.start.checked_sub(1).map_or(sentence.start, |at| view.sentence(at).start);
    let mentions = view.mentions_in(before..sentence.end);
    let mut others = mentions.iter().filter_map(|mention| mention.state()).filter(|state| *state != last);
    let other = others.next()?;
    let holder = Holder::new(format!("{other}:GOV"));
    others.all(|state| state == other).then(|| Who { holder: Some(holder), ..own.clone() })
}
