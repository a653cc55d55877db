//! The verb that shares with another one what stands above: "plans to buy drones *and ship* them".

use super::is_finite;
use crate::syntax::{Chunks, Kind};
use crate::view::View;

/// The verb before an "and" with which the one after it shares what stands above.
pub(super) fn sibling(view: &View<'_>, chunks: &Chunks, and: usize, node: usize) -> Option<(usize, bool)> {
    let finite = is_finite(view, chunks, node);
    // "No permit was issued, and no arms were exported": who acts in the second has nothing to do with the first.
    let none = chunks.get(and + 1).is_some_and(|next| {
        next.kind == Kind::Noun && view.word(next.tokens.start) == "no" && and + 2 <= node
    });
    if finite && none {
        return None;
    }
    // "had examined the contract, which was signed in May, and found": the clause between commas is about the contract.
    let closed = and > 0 && chunks.kind(and - 1) == Some(Kind::Comma);
    let aside = |at: usize| {
        let opens = (0..at).rev().find(|&at| !matches!(chunks.kind(at), Some(Kind::Adverb | Kind::Time)));
        closed
            && opens.is_some_and(|rel| {
                chunks.kind(rel) == Some(Kind::Rel)
                    && rel > 0
                    && chunks.kind(rel - 1) == Some(Kind::Comma)
                    && view.word(chunks.all[rel].tokens.start) != "that"
            })
    };
    let other = (0..and).rev().find(|&at| {
        chunks.all[at].kind == Kind::Verb && (is_finite(view, chunks, at) == finite || !finite) && !aside(at)
    })?;
    Some((other, false))
}
