//! Quotations beside a cue.

use super::{Claim, Nearness};
use crate::clause::Tail;
use crate::cue::{Construction, Hit};
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// The quotation that closes right before `at`, a comma or full stop apart, with its first token in this block.
pub fn closed_before(view: &View<'_>, at: usize, level: Option<u32>) -> Option<(u32, usize)> {
    let mut last = at.checked_sub(1)?;
    if matches!(view.word(last), "," | "." | "—" | "–") && last > 0 {
        last -= 1;
    }
    if !view.is_quote_mark(last) {
        return None;
    }
    let quotation = outermost(view, last, level)?;
    let spans = &view.analysis.quotations[quotation as usize].spans;
    let end = view.analysis.tokens[last].span.end();
    let span = spans.iter().rev().find(|span| span.end() == end)?;
    Some((quotation, view.analysis.within(*span).start))
}

/// The outermost quotation around a token that lies inside the quotation `level`.
pub fn outermost(view: &View<'_>, at: usize, level: Option<u32>) -> Option<u32> {
    let mut quotation = view.quotation(at)?;
    while let Some(outer) = view.analysis.quotations[quotation as usize].inside {
        if Some(outer) == level {
            break;
        }
        quotation = outer;
    }
    (Some(quotation) != level).then_some(quotation)
}

/// Whether only a conjunction or words of time stand between `left` and the quotation that opens at `first`.
pub fn opens_clause(view: &View<'_>, left: usize, first: usize) -> bool {
    first - left <= 2 && (left..first).all(|at| matches!(view.tag(at), Tag::Cconj | Tag::Adv | Tag::Punct))
}

/// Whether a quotation ends at `end`, or runs beyond it.
pub fn ends_with(view: &View<'_>, quotation: u32, end: usize) -> bool {
    let spans = &view.analysis.quotations[quotation as usize].spans;
    spans.last().is_some_and(|span| span.end() >= view.analysis.tokens[end - 1].span.end())
}

/// The quotation that the next sentence opens with, where this one leads up to it by a colon or an announcement.
pub fn opened_after(view: &View<'_>, sentence: usize, tail: &Tail, hit: &Hit) -> Option<Claim> {
    let range = View::range(&view.analysis.sentences[sentence]);
    let colon = view.word(range.end - 1) == ":" || tail.opened;
    let announced = hit.construction == Construction::Announcing;
    let next = view.analysis.sentences.get(sentence + 1)?;
    let first = next.tokens.start as usize;
    let opens = view.is_quote_mark(first) && view.quotation(first).is_some();
    if !opens || !(colon || announced) {
        return None;
    }
    let nearness = if colon { Nearness::Introduced } else { Nearness::Announced };
    Some(Claim { nearness, quotation: outermost(view, first, None)? })
}

/// The items of the list that a colon at the end of this sentence opens, each without its bullet.
pub fn items_after(view: &View<'_>, sentence: usize) -> Vec<Range<usize>> {
    let here = &view.analysis.sentences[sentence];
    if view.word(here.tokens.end as usize - 1) != ":" {
        return Vec::new();
    }
    let mut items = Vec::new();
    let mut block = here.block;
    for next in &view.analysis.sentences[sentence + 1..] {
        let range = View::range(next);
        let bullet = next.opens_block
            && next.block == block + 1
            && matches!(view.word(range.start), "•" | "-" | "–" | "*" | "·");
        if !bullet {
            break;
        }
        block = next.block;
        items.push(range.start + 1..view.trimmed_end(&range));
    }
    items.retain(|item| !item.is_empty());
    items
}
