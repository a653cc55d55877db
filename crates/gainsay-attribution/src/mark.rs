//! What marks alone attribute. In a headline the speaker stands beside a colon or a dash: "Minsk: no rockets for Tehran", "No
//! rockets for Tehran: Minsk", "No rockets for Tehran – Minsk". In running text a colon attributes only before a quotation
//! ("The reply of the ministry: “...”"), and a dash only where it signs one.

use crate::cue::Construction;
use crate::sentence::{Claim, Found, Nearness};
use crate::view::View;
use gainsay_record::{Act, BlockKind, Tag};
use std::ops::Range;

/// A speaker before a colon is no longer than this, in words.
const LONGEST_BEFORE: usize = 16;
/// Nor one behind a colon or a dash than this.
const LONGEST_BEHIND: usize = 8;

/// What a sentence without a cue attributes by its marks.
pub fn read(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = &view.analysis.sentences[index];
    let range = View::range(sentence);
    let headline = is_headline(view, range.start);
    let found = signed(view, index)
        .or_else(|| before_colon(view, &range, headline))
        .or_else(|| if headline { behind(view, &range) } else { None })?;
    Some(Found { sentence: index, ..found })
}

/// Whether the sentence of a token is printed as headlines are: marked as one, or alone in its block and without a full stop.
pub fn is_headline(view: &View<'_>, at: usize) -> bool {
    let sentence = &view.analysis.sentences[view.sentence_of(at)];
    let kind = view.article.blocks[sentence.block as usize].kind;
    let last = sentence.tokens.end as usize - 1;
    let next = view.analysis.sentences.partition_point(|other| other.tokens.start <= sentence.tokens.start);
    let alone = view.analysis.sentences.get(next).is_none_or(|next| next.block != sentence.block);
    matches!(kind, BlockKind::Headline | BlockKind::Subhead)
        || (sentence.opens_block
            && alone
            && (view.tag(last) != Tag::Punct || view.is_quote_mark(last) || view.word(last) == ")"))
}

/// "Vucic on arms for Ukraine: “Not one bullet”": who speaks, without what about.
fn without_topic(view: &View<'_>, speaker: Range<usize>) -> Range<usize> {
    let on = speaker.clone().skip(1).find(|&at| matches!(view.word(at), "on" | "about"));
    let before = on.map(|on| speaker.start..on).filter(|before| view.is_speaker(before));
    before.unwrap_or(speaker)
}

fn before_colon(view: &View<'_>, range: &Range<usize>, headline: bool) -> Option<Found> {
    let colon = range.clone().take(LONGEST_BEFORE).find(|&at| view.word(at) == ":")?;
    let end = view.trimmed_end(range);
    let quoted = view.is_quote_mark(colon + 1) && view.quotation(colon + 1) != view.quotation(colon);
    // An item of a list.
    let first = range.start + usize::from(is_dash(view, range.start) || view.word(range.start) == "•");
    // "The reply of the ministry": whose reply it is, is the source, the rest the cue.
    let of = (first..colon)
        .find(|&at| view.word(at) == "of" && at <= first + 3 && view.tag(at.wrapping_sub(1)) == Tag::Noun);
    let source = of.filter(|_| quoted).map_or(first, |of| of + 1)..colon;
    let topic = view.known.cues.explains(&view.lowered[colon + 1..range.end]);
    if !(headline || quoted) || topic || colon + 2 >= end || !view.is_speaker(&source) {
        return None;
    }
    let cue = (source.start > first).then(|| first..source.start - 1);
    let source = without_topic(view, source);
    Some(found(source, cue, vec![colon + 1..end]))
}

/// The speaker behind a colon or a dash, or in brackets, at the end.
fn behind(view: &View<'_>, range: &Range<usize>) -> Option<Found> {
    let end = view.trimmed_end(range);
    // “We sold nothing” (minister)
    if end > range.start + 3
        && view.word(end - 1) == ")"
        && let Some(open) =
            (range.start + 2..end - 1).rev().take(LONGEST_BEHIND).find(|&at| view.word(at) == "(")
    {
        let source = open + 1..end - 1;
        return view.is_speaker(&source).then(|| found(source, None, vec![range.start..open]));
    }
    let mark = (range.start + 2..end)
        .rev()
        .take(LONGEST_BEHIND)
        .find(|&at| view.word(at) == ":" || is_dash(view, at) && !view.joins(at))?;
    let source = mark + 1..end;
    view.is_speaker(&source).then(|| found(without_topic(view, source), None, vec![range.start..mark]))
}

/// "— The Swiss defence ministry, in a letter to parliament" below a quotation.
fn signed(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = &view.analysis.sentences[index];
    let range = View::range(sentence);
    let last = range.start.checked_sub(1)?;
    let quotation = view.quotation(last).filter(|_| view.is_quote_mark(last))?;
    let quoted = &view.analysis.quotations[quotation as usize];
    let first = quoted.spans.first().map_or(last, |span| view.analysis.within(*span).start);
    let opening = &view.analysis.sentences[view.sentence_of(first)];
    let opens_block = opening.opens_block && opening.tokens.start as usize == first;
    if !(sentence.opens_block && is_dash(view, range.start) && opens_block && quoted.inside.is_none()) {
        return None;
    }
    let end = view.trimmed_end(&range);
    let name_end = (range.start + 1..end).find(|&at| view.word(at) == ",").unwrap_or(end);
    if !view.is_speaker(&(range.start + 1..name_end)) {
        return None;
    }
    let mut found = found(range.start + 1..end, None, Vec::new());
    found.quotation = Some(Claim { nearness: Nearness::Closing, quotation });
    Some(found)
}

fn is_dash(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "-" | "–" | "—" | "―")
}

fn found(source: Range<usize>, cue: Option<Range<usize>>, content: Vec<Range<usize>>) -> Found {
    let mut found = Found::new(Act::Says, Construction::Mark, 0);
    (found.source, found.cue, found.content) = (Some(source), cue.into_iter().collect(), content);
    found.confidence = 0.7;
    found
}
