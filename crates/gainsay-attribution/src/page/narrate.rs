//! The outlet's own voice.

use super::{Draft, draft};
use crate::cue::Construction;
use crate::sentence::Found;
use crate::source;
use crate::view::View;
use gainsay_record::{Act, Kind, Sentence, Span};
use std::ops::Range;

/// The outlet's own voice, where it states what a frame covers.
pub fn narrate(view: &View<'_>, drafts: &mut Vec<Draft>) {
    let mut spoken: Vec<Span> = drafts
        .iter()
        .flat_map(|draft| draft.statement.content.iter().chain(&draft.statement.source).copied())
        .collect();
    spoken.sort();
    for (index, sentence) in view.analysis.sentences.iter().enumerate() {
        let first = spoken.partition_point(|span| span.end() <= sentence.span.start());
        // Spans nest, so the order of their ends is not that of their starts; a short look back makes up for it.
        let said: Vec<Span> = spoken[first.saturating_sub(16)..]
            .iter()
            .take_while(|span| span.start() < sentence.span.end())
            .filter(|span| span.overlaps(sentence.span))
            .copied()
            .collect();
        let Some(range) = own_words(view, sentence, &said) else { continue };
        if !view.known.frames.touches(&view.lowered[range.clone()], &view.known.items) {
            continue;
        }
        let mut statement = draft(view, Found::new(Act::Asserts, Construction::Finite, index)).statement;
        statement.kind = Kind::Narrated;
        statement.content = vec![view.span(&range)];
        statement.confidence = 0.6;
        drafts.push(Draft { statement, sentences: (index, index), quotation: None });
    }
}

/// What of a sentence the outlet says itself: all of it, or the clause before one in which somebody else speaks ("Belgium
/// shipped rifles, although the government denies it", "India has sold howitzers to Armenia, which Baku calls a threat").
fn own_words(view: &View<'_>, sentence: &Sentence, said: &[Span]) -> Option<Range<usize>> {
    let range = View::range(sentence);
    let range = source::behind_dateline(view, &range)..range.end;
    let first = said.iter().map(|span| span.start()).min();
    let end = match first {
        None => view.trimmed_end(&range),
        Some(first) => range.clone().find(|&at| {
            view.word(at) == ","
                && view.analysis.tokens[at].span.end() <= first
                && (matches!(view.word(at + 1), "although" | "though" | "but" | "whereas")
                    || opens_aside(view, at + 1, first))
                && view.has_verb(range.start..at)
        })?,
    };
    (end > range.start && view.word(range.end - 1) != "?").then_some(range.start..end)
}

/// Whether the words behind a comma stand for what was just told, and what somebody says of it begins with them: ", which Baku
/// says", ", an accusation Asmara denies".
fn opens_aside(view: &View<'_>, at: usize, first: usize) -> bool {
    let begins = view.analysis.tokens[at].span.start() == first;
    let sums_up = || (at + 1..at + 3).any(|noun| view.known.cues.sums_up(view.word(noun)));
    begins && (view.word(at) == "which" || matches!(view.word(at), "a" | "an") && sums_up())
}
