//! What is transferred, and how many.

use crate::view::View;
use gainsay_knowledge::Bounding;
use gainsay_record::{Item, Quantity, Tag};
use std::ops::Range;

/// Whether a noun phrase only measures what follows its "of": "millions", "a large number".
pub(crate) fn measures(view: &View<'_>, tokens: Range<usize>) -> bool {
    let wording = &view.known.wording;
    let Some(last) = tokens.clone().last() else { return false };
    let words = &view.lowered[last..tokens.end];
    let counts = wording.vague.at(words).is_some()
        || wording.scales.at(words).is_some()
        || wording.measures.at(words).is_some();
    counts && !tokens.clone().any(|at| view.mention_at(at).is_some())
}

/// Whether an item's own words, or those of a number, run on over the "of" after a noun phrase: "rounds of
/// ammunition", "tens of thousands".
pub(crate) fn reaches_over(view: &View<'_>, tokens: Range<usize>, end: usize) -> bool {
    (tokens.end.saturating_sub(2).max(tokens.start)..tokens.end).any(|at| {
        let item = view.known.items.at(&view.lowered[at..end]).map(|(length, _)| length);
        let count = view.known.wording.vague.at(&view.lowered[at..end]).map(|(length, _)| length);
        item.max(count).is_some_and(|length| at + length > tokens.end)
    })
}

/// The items in a noun phrase that are a kind of `class`, but for those within `but` (the words of a trigger).
pub(crate) fn items(view: &View<'_>, tokens: Range<usize>, class: &str, but: &[Range<usize>]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for (range, code) in places(view, tokens.clone(), class, but) {
        let start = with_modifiers(view, tokens.start, range.start);
        let quantity = quantity(view, tokens.start, range.clone());
        let Some(span) = view.span(start..range.end) else { continue };
        found.push(Item { text: span.of(view.text).to_owned(), class: code, spans: vec![span], quantity });
    }
    found
}

/// Whether a noun phrase names an item of the class.
pub(crate) fn has_item(view: &View<'_>, tokens: Range<usize>, class: &str) -> bool {
    !places(view, tokens, class, &[]).is_empty()
}

/// Where the items stand. Items side by side are one, of the more telling class: "ammunition rounds".
fn places(
    view: &View<'_>,
    tokens: Range<usize>,
    class: &str,
    but: &[Range<usize>],
) -> Vec<(Range<usize>, String)> {
    let items = &view.known.items;
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        // A phrase that reaches into the trigger's words is cut before them: "arms shipments" brings "arms".
        let stop =
            but.iter().map(|range| range.start).filter(|&start| start > at).min().unwrap_or(tokens.end);
        if but.iter().any(|range| range.contains(&at)) {
            at += 1;
            continue;
        }
        let Some((length, item)) = items.at(&view.lowered[at..stop.min(tokens.end)]) else {
            at += 1;
            continue;
        };
        let length = length.max(1);
        if items.entails(&item.code, class) {
            match found.last_mut() {
                Some((range, code)) if range.end == at => {
                    range.end = at + length;
                    if items.entails(&item.code, code) {
                        *code = item.code.to_string();
                    }
                }
                _ => found.push((at..at + length, item.code.to_string())),
            }
        }
        at += length;
    }
    found
}

/// The first token of an item with the words that qualify it: "long-range" missiles. Determiners, numbers and names of
/// states are not part of it.
fn with_modifiers(view: &View<'_>, from: usize, item: usize) -> usize {
    let mut start = item;
    while start > from {
        let at = start - 1;
        let word = view.word(at);
        let joins = word == "-" || matches!(view.tag(at), Tag::Adj | Tag::Noun | Tag::Propn);
        let names = view.mention_at(at).is_some()
            || view.known.wording.producing.at(&view.lowered[at..=at]).is_some();
        let counts = view.known.wording.vague.at(&view.lowered[at..=at]).is_some()
            || view.known.wording.scales.at(&view.lowered[at..=at]).is_some()
            || view.known.wording.numbers.at(&view.lowered[at..=at]).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit());
        let determines = view.known.vocabulary.tag(word).is_some()
            || matches!(word, "'s" | "’s" | "of" | "\"" | "“" | "”");
        if !joins || names || counts || determines {
            break;
        }
        start = at;
    }
    while start < item && matches!(view.word(start), "-" | "'" | "’") {
        start += 1;
    }
    start
}

/// How many: the number before the item, with nothing but words that qualify between.
fn quantity(view: &View<'_>, from: usize, item: Range<usize>) -> Option<Quantity> {
    let mut at = from;
    let mut best = None;
    while at < item.start {
        match number(view, at, item.start) {
            Some((end, quantity)) => {
                best = Some(quantity);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    let mut quantity = best?;
    if quantity.unit.is_none() {
        let last = item.end - 1;
        let names_unit = |at: usize| view.known.wording.units.at(&view.lowered[at..=at]).is_some();
        let unit = (from..item.end).rev().find(|&at| names_unit(at)).unwrap_or(last);
        quantity.unit = Some(view.word(unit).to_owned());
    }
    Some(quantity)
}

/// The number that opens at a token: where it ends, and what it says.
fn number(view: &View<'_>, at: usize, end: usize) -> Option<(usize, Quantity)> {
    let wording = &view.known.wording;
    let words = |at: usize| &view.lowered[at.min(end)..end];
    let mut next = at;
    let bounding = wording.bounding.at(words(next)).map(|(length, bounding)| {
        next += length;
        *bounding
    });
    let mut unit = None;
    if let Some((length, code)) = wording.currencies.at(words(next)) {
        unit = Some(code.to_string());
        next += length;
    }
    if matches!(view.lowered.get(next).map(String::as_str), Some("a")) && next < end {
        next += 1;
    }
    let (mut min, mut max, mut vague);
    if let Some((length, least)) = wording.vague.at(words(next)) {
        next += length;
        // "several hundred".
        let scale = wording.scales.at(words(next)).map(|(length, scale)| {
            next += length;
            *scale
        });
        (min, max, vague) = (Some(least.saturating_mul(scale.unwrap_or(1))), None, true);
    } else {
        let (stop, value) = value(view, next, end)?;
        next = stop;
        (min, max, vague) = (Some(value), Some(value), false);
        if next < end
            && matches!(view.word(next), "to" | "-" | "–")
            && let Some((stop, upper)) = self::value(view, next + 1, end).filter(|(_, upper)| *upper > value)
        {
            // "2 to 3 million" counts millions twice.
            let scale = wording.scales.at(&view.lowered[stop - 1..stop]).map_or(1, |(_, scale)| *scale);
            let scaled = value.saturating_mul(scale);
            (min, max) = (Some(if scaled < upper { scaled } else { value }), Some(upper));
            next = stop;
        }
    }
    match bounding {
        Some(Bounding::AtLeast) => max = None,
        Some(Bounding::AtMost) => (min, max) = (None, max.or(min)),
        Some(Bounding::About) => vague = true,
        None => {}
    }
    if let Some((length, code)) = wording.currencies.at(words(next)) {
        unit = Some(code.to_string());
        next += length;
    }
    // A number beside a designation ("Shahed-136") or of a calibre ("152mm") is none of how many.
    if at > 0 && view.word(at - 1) == "-" {
        return None;
    }
    let text = view.of(at..next).to_owned();
    Some((next, Quantity { text, min, max, vague, unit }))
}

/// Digits or number words, with their scale: "1.5 million", "two dozen".
fn value(view: &View<'_>, at: usize, end: usize) -> Option<(usize, u64)> {
    let wording = &view.known.wording;
    if at >= end {
        return None;
    }
    let word = view.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let mut next = at + 1;
    let mut value = if digits.starts_with(|c: char| c.is_ascii_digit()) {
        digits.replace(',', "").parse::<f64>().ok().filter(|value| *value < 1e15)?
    } else if let Some((length, value)) = wording.numbers.at(&view.lowered[at..end]) {
        next = at + length;
        *value as f64
    } else if let Some((length, scale)) = wording.scales.at(&view.lowered[at..end]) {
        return Some((at + length, *scale));
    } else {
        return None;
    };
    if !suffix.is_empty() && !digits.is_empty() {
        value *= *wording.scales.get(suffix)? as f64;
    }
    while next < end
        && let Some((length, scale)) = wording.scales.at(&view.lowered[next..end])
    {
        value *= *scale as f64;
        next += length;
    }
    // Whatever is larger than any number of weapons is a mistake of the page.
    (value.is_finite() && value < 1e18).then_some((next, value as u64))
}
