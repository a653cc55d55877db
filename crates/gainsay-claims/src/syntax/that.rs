//! What "that" is: it points, relates, or opens a clause.

use super::class::Class;
use crate::view::View;
use gainsay_record::Tag;

/// How many words the name of a thing may have before a "that": "mortar rounds".
const LONGEST_ITEM: usize = 4;

/// "that": before a noun phrase it points ("that shipment"), after an item it relates, else it opens a clause.
pub(super) fn that(view: &View<'_>, at: usize, before: Option<Class>, end: usize) -> Class {
    let next = at + 1;
    // "talks of that kind".
    if before == Some(Class::Prep) && next < end && view.tag(next) == Tag::Noun {
        return Class::Noun;
    }
    if before == Some(Class::Noun) && next < end {
        let last = at - 1;
        // "rounds that" are no round of talks.
        let governs = view
            .known
            .wording
            .governor_at(&view.lowered[last..at])
            .is_some_and(|(_, mut all)| all.any(|(_, effect)| !effect.is_light()));
        let item = (at.saturating_sub(LONGEST_ITEM)..at).any(|from| {
            view.known.items.at(&view.lowered[from..at]).is_some_and(|(length, _)| from + length == at)
        });
        // "no company that has sold": nothing else could be its subject.
        // "were among the countries that had": those before it did, too.
        let among = (last.saturating_sub(2)..last).any(|at| view.word(at) == "among");
        let acts = matches!(view.tag(next), Tag::Aux | Tag::Verb) && view.tag(last) == Tag::Noun && !among
            // "told parliament that supplying weapons was ruled out"
            && !view.word(next).ends_with("ing");
        // "mortar rounds that".
        let counted = last > 0
            && view.known.quantities.units.at(&view.lowered[last..at]).is_some()
            && view.known.items.at(&view.lowered[last - 1..last]).is_some();
        if (item || acts || counted) && !governs {
            return Class::Rel;
        }
    }
    Class::Sub
}
