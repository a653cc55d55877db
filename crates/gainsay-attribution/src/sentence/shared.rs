//! What is said once and belongs to two: "Iran denies, and Russia will not discuss, the sale", "Kyiv says that it held
//! missiles, Moscow that it held grain".

use super::place::Placed;
use super::{Found, Reliance};
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// A speaker whose verb is left out takes no more words than this.
const LONGEST_SPEAKER: usize = 8;

/// For each hit the object that it has in common with the hit beside it: both stand before a comma, and what follows the
/// second comma is the object of both.
pub fn objects(view: &View<'_>, placed: &[Placed]) -> Vec<Option<Range<usize>>> {
    let mut objects = vec![None; placed.len()];
    for (at, pair) in placed.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let parted = one.hit.takes.object && other.hit.takes.object && one.scope == other.scope;
        let commas = view.word(one.hit.group.end) == "," && view.word(other.hit.group.end) == ",";
        let joined = other.cut == Some(one.hit.group.end)
            && view.tag(one.hit.group.end + 1) == Tag::Cconj
            && other.source.is_some();
        let object = other.hit.group.end + 1..view.trimmed_end(&other.scope);
        if parted && commas && joined && object.start < object.end && !view.is_quote_mark(object.start) {
            objects[at] = Some(object.clone());
            objects[at + 1] = Some(object);
        }
    }
    objects
}

/// The statements whose verb is that of the one before them. Cuts what they say from it.
pub fn verbs(view: &View<'_>, found: &mut [Found]) -> Vec<Found> {
    let mut more = Vec::new();
    for before in found.iter_mut() {
        let opens = |range: &&Range<usize>| {
            let that = view.word(range.start) == "that";
            that || (*range).clone().any(|at| view.word(at) == "others") && view.has_verb((*range).clone())
        };
        let Some(content) = before.content.last().filter(opens).cloned() else {
            continue;
        };
        let Some((comma, that)) = parted(view, &content) else { continue };
        let kept = before.content.len() - 1;
        before.content[kept] = content.start..comma;
        before.reliance = Reliance::Whole;
        let mut other = before.clone();
        other.source = Some(comma + 1..that - usize::from(view.word(that - 1) == ","));
        other.content = vec![that..content.end];
        more.push(other);
    }
    more
}

/// ", Moscow that": the comma, and "that".
fn parted(view: &View<'_>, content: &Range<usize>) -> Option<(usize, usize)> {
    content.clone().find_map(|comma| {
        let that = (comma + 2..content.end.min(comma + 2 + LONGEST_SPEAKER))
            .find(|&at| view.word(at) == "that")
            .filter(|_| matches!(view.word(comma), "," | ";"))?;
        // "; others, that it was a crime".
        let that_comma = usize::from(view.word(that - 1) == ",");
        if that - that_comma == comma + 2 && view.word(comma + 1) == "others" {
            return Some((comma, that));
        }
        let mut speaker = comma + 1..that;
        let only =
            speaker.all(|at| matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Adp));
        let clause =
            view.has_verb(that + 1..content.end) && !matches!(view.tag(that + 1), Tag::Verb | Tag::Aux);
        (only && clause && view.is_speaker(&(comma + 1..that))).then_some((comma, that))
    })
}
