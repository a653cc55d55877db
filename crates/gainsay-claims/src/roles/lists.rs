//! Those whom a list joins to a noun phrase.

use crate::syntax::{Chunks, Kind};
use crate::view::View;

/// The noun phrases that commas and an "and" join to the one at `noun`, before the chunk `end`: "Iran, China and Russia".
pub(super) fn others(view: &View<'_>, chunks: &Chunks, noun: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = noun + 1;
    let mut joined = false;
    while at + 1 < end.min(chunks.all.len()) {
        let next = match chunks.all[at].kind {
            Kind::Comma if chunks.kind(at + 1) == Some(Kind::And) => at + 2,
            Kind::Comma | Kind::And => at + 1,
            _ => break,
        };
        let and = (at..next).any(|at| chunks.kind(at) == Some(Kind::And));
        // Behind a comma alone may stand what explains the name before it: "Iran, a partner of Moscow".
        if chunks.kind(next) != Some(Kind::Noun) || !(and || is_bare_name(view, chunks, next)) {
            break;
        }
        joined |= and;
        found.push(next);
        at = next + 1;
    }
    if joined { found } else { Vec::new() }
}

/// Whether a noun phrase is a name and nothing else.
pub(super) fn is_bare_name(view: &View<'_>, chunks: &Chunks, noun: usize) -> bool {
    let tokens = chunks.all[noun].tokens.clone();
    view.mention_at(tokens.start)
        .or_else(|| view.mention_at(tokens.start + 1).filter(|_| view.word(tokens.start) == "the"))
        .is_some_and(|mention| mention.end >= tokens.end)
}
