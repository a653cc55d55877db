//! Conditions: what only holds if something else does.

use super::{Above, form};
use crate::syntax::{Chunks, Kind, is_be, is_have};
use crate::view::View;
use gainsay_knowledge::WordForm;

/// What a condition leaves of an event at `from`: nothing of what stands in it; of what depends on it, that it may be.
pub(super) fn condition(view: &View<'_>, chunks: &Chunks, from: usize, above: &mut Above) {
    above.drop |= is_turned_round(view, chunks, from);
    let opens = |at: usize| {
        let word = view.word(chunks.all[at].tokens.start);
        chunks.kind(at) == Some(Kind::Sub) && matches!(word, "if" | "unless" | "provided")
    };
    if above.planned && (0..chunks.all.len()).any(opens) {
        above.hedge = true;
    }
    // "could send soldiers if": what could be, and not what may have been.
    let modal = chunks.all[from].verb.is_some_and(|group| group.modal.is_some() && !group.have);
    if above.hedge && modal && (0..chunks.all.len()).any(opens) {
        above.planned = true;
        above.level = above.level.or(Some(gainsay_record::Level::Plan));
    }
}

/// "Were China to deliver", "Had Egypt sent": the auxiliary opens the clause, and no question is asked.
fn is_turned_round(view: &View<'_>, chunks: &Chunks, from: usize) -> bool {
    let [first, second, ..] = chunks.all.as_slice() else { return false };
    let Some(group) = first.verb.filter(|_| from == 2 && second.kind == Kind::Noun) else { return false };
    let Some(own) = chunks.all[from].verb else { return false };
    let word = view.word(group.head);
    let alone = first.tokens.len() == 1;
    let participle = matches!(form(view, own.head), Some(WordForm::PastOrParticiple | WordForm::Participle));
    alone
        && (is_be(word) && own.infinitive
            || is_have(word) && own.is_bare() && participle
            || word == "should" && own.is_bare())
}
