//! Headlines, whose speaker stands beside a colon or a dash: "Minsk: no rockets for Tehran", "No rockets for Tehran: Minsk",
//! "No rockets for Tehran – Minsk". In running text a colon attributes only before a quotation ("The reply of the
//! ministry: “...”").

use crate::sentence::Found;
use crate::view::View;
use gainsay_record::{Act, BlockKind, Sentence, Tag};
use std::ops::Range;

/// A speaker before a colon is no longer than this, in words.
const LONGEST_BEFORE: usize = 16;
/// Nor one behind a colon or a dash than this.
const LONGEST_BEHIND: usize = 8;

/// What a sentence without a cue attributes by its marks.
pub fn read(view: &View<'_>, index: usize) -> Option<Found> {
    let sentence = &view.analysis.sentences[index];
    let range = View::range(sentence);
    let headline = is_headline(view, sentence);
    let found = before_colon(view, &range, headline)
        .or_else(|| if headline { behind(view, &range) } else { None })?;
    Some(Found { sentence: index, ..found })
}

/// Whether a sentence is printed as headlines are: marked as one, or alone in its block and without a full stop.
fn is_headline(view: &View<'_>, sentence: &Sentence) -> bool {
    let kind = view.article.blocks[sentence.block as usize].kind;
    let last = sentence.tokens.end as usize - 1;
    let next = view.analysis.sentences.partition_point(|other| other.tokens.start <= sentence.tokens.start);
    let alone = view.analysis.sentences.get(next).is_none_or(|next| next.block != sentence.block);
    matches!(kind, BlockKind::Headline | BlockKind::Subhead)
        || (sentence.opens_block && alone && (view.tag(last) != Tag::Punct || view.is_quote_mark(last)))
}

fn before_colon(view: &View<'_>, range: &Range<usize>, headline: bool) -> Option<Found> {
    let colon = range.clone().take(LONGEST_BEFORE).find(|&at| view.word(at) == ":")?;
    let end = view.trimmed_end(range);
    let quoted = view.is_quote_mark(colon + 1) && view.quotation(colon + 1) != view.quotation(colon);
    // "The reply of the ministry": whose reply it is, is the source, the rest the cue.
    let of = (range.start..colon)
        .find(|&at| view.word(at) == "of" && at <= range.start + 3 && view.tag(at - 1) == Tag::Noun);
    let source = of.filter(|_| quoted).map_or(range.start, |of| of + 1)..colon;
    let topic = view.known.cues.explains(&view.lowered[colon + 1..range.end]);
    if !(headline || quoted) || topic || colon + 2 >= end || !is_speaker(view, &source) {
        return None;
    }
    let cue = (source.start > range.start).then(|| range.start..source.start - 1);
    Some(found(source, cue, colon + 1..end))
}

/// The speaker behind a colon or a dash, at the end.
fn behind(view: &View<'_>, range: &Range<usize>) -> Option<Found> {
    let end = view.trimmed_end(range);
    let mark = (range.start + 2..end)
        .rev()
        .take(LONGEST_BEHIND)
        .find(|&at| view.word(at) == ":" || (matches!(view.word(at), "-" | "–" | "—") && !view.joins(at)))?;
    let source = mark + 1..end;
    is_speaker(view, &source).then(|| found(source, None, range.start..mark))
}

fn found(source: Range<usize>, cue: Option<Range<usize>>, content: Range<usize>) -> Found {
    Found {
        act: Act::Says,
        cue: cue.into_iter().collect(),
        source: Some(source),
        content: vec![content],
        quotation: None,
        cited: vec![],
        carried: None,
        when: vec![],
        confidence: 0.7,
        sentence: 0,
    }
}

/// Whether words can name a speaker: they end in a known name or the description of one, or what follows that only
/// describes it further, and hold no verb. A war or a crisis that is named after a state ends in another word.
fn is_speaker(view: &View<'_>, range: &Range<usize>) -> bool {
    let printed: Vec<&str> = range.clone().map(|at| view.printed(at)).collect();
    let lowered: Vec<&str> = range.clone().map(|at| view.word(at)).collect();
    let ends = (0..lowered.len()).any(|at| {
        let name = view.known.names.at(&printed[at..], &lowered[at..]).map(|(length, ..)| length);
        let described = view.known.names.sector_at(&lowered[at..]).map(|(length, _)| length);
        let longest = name.max(described).unwrap_or(0);
        let further = |rest: &[&str]| rest.iter().any(|word| matches!(*word, "of" | "in" | "for"));
        longest > 0 && (at + longest == lowered.len() || further(&lowered[at + longest..]))
    });
    ends && !view.has_verb(range.clone())
}
