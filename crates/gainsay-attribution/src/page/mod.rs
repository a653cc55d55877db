//! The statements of a page: what sentences attribute, joined over sentences and paragraphs.

mod go_on;
mod narrate;
mod order;

use crate::heard;
use crate::mark;
use crate::sentence::{self, Claim, Found};
use crate::source;
use crate::speaker;
use crate::view::View;
use gainsay_knowledge::GovernorKind;
use gainsay_record::{Act, Cited, How, Kind, Level, Span, Statement};
use std::collections::HashMap;
use std::ops::Range;

/// A statement on its way: spans, and the sentences it covers.
struct Draft {
    statement: Statement,
    /// The sentence of its cue, and the last sentence of its content.
    sentences: (usize, usize),
    quotation: Option<u32>,
}

/// Reads a page.
pub fn read(view: &View<'_>) -> Vec<Statement> {
    let mut ruled = Vec::new();
    for index in 0..view.analysis.sentences.len() {
        let found = sentence::read(view, index);
        if found.is_empty() {
            ruled.extend(mark::read(view, index));
        }
        ruled.extend(found);
    }
    let mut found = heard::join(view, heard::read(view), ruled);
    for one in &mut found {
        one.source = one.source.take().map(|source| source::of_subject(view, &one.cue, source));
        lacks(view, one);
    }
    let mut drafts: Vec<Draft> = found.into_iter().map(|found| draft(view, found)).collect();
    settle_claims(&mut drafts);
    go_on::go_on(view, &mut drafts);
    narrate::narrate(view, &mut drafts);
    order::order(view, drafts)
}

/// "had found / no indication that": what somebody found none of belongs to what is said.
fn lacks(view: &View<'_>, found: &mut Found) {
    let ([cue], Some(content)) = (found.cue.as_mut_slice(), found.content.first_mut()) else { return };
    let tells = |at: usize| {
        let meanings = view.known.wording.governor_at(&view.lowered[at..cue.end]);
        meanings.is_some_and(|(_, mut all)| {
            all.any(|(kind, effect)| kind == GovernorKind::Noun && effect.level == Some(Level::Evidence))
        })
    };
    let no = (cue.start + 1..cue.end).find(|&at| view.word(at) == "no" && (at + 1..cue.end).any(tells));
    if let Some(no) = no.filter(|_| found.act != Act::Declines && content.start == cue.end) {
        cue.end = no;
        content.start = no;
    }
}

fn draft(view: &View<'_>, found: Found) -> Draft {
    let text = &view.article.text;
    let spans = |ranges: &[Range<usize>]| {
        ranges.iter().filter(|r| !r.is_empty()).map(|range| view.span(range)).collect::<Vec<_>>()
    };
    let mut content: Vec<Span> = found
        .content
        .iter()
        .filter(|r| !r.is_empty())
        .map(|range| view.span(&opened(view, closed(view, range))))
        .collect();
    let mut last = found.sentence;
    for range in &found.content {
        last = last.max(view.sentence_of(range.end.saturating_sub(1)));
    }
    let quotation = found.quotation.map(|claim| claim.quotation);
    let continued = continued(view, &mut content, found.sentence);
    if let Some(quotation) = quotation {
        let quoted = &view.analysis.quotations[quotation as usize];
        content.extend(quoted.spans.iter().map(|span| span.trim(text)));
        last = last.max(sentence_at(view, quoted.spans.last().map_or(0, |span| span.start())));
    }
    content = joined(content);
    let link = |range: &Range<usize>, how| Cited { spans: vec![view.span(range)], how };
    let carried = found.carried.iter();
    let cited = found.cited.iter().filter(|range| !range.is_empty()).map(|range| link(range, How::Cited));
    let cited = carried.map(|range| link(range, How::Reports)).chain(cited).collect();
    let confidence = confidence(found.confidence, found.quotation);
    let antecedent = found.source.as_ref().and_then(|source| speaker::antecedent(view, source));
    let antecedent = antecedent.map(|range| view.span(&range));
    let statement = Statement {
        kind: Kind::Indirect,
        act: found.act,
        nested_in: None,
        verbatim: false,
        source: found.source.into_iter().map(|range| view.span(&source::alone(view, range))).collect(),
        antecedent,
        cue: found.cue.iter().map(|range| view.span(range)).collect(),
        content,
        continued,
        cited,
        when: joined(spans(&found.when)),
        confidence,
    };
    Draft { statement, sentences: (found.sentence, last), quotation }
}

/// Cuts what was heard over the end of its sentence there, where it is no quotation; gives what stands behind.
fn continued(view: &View<'_>, content: &mut Vec<Span>, sentence: usize) -> Vec<Span> {
    let mut continued = Vec::new();
    let mut at = 0;
    while at < content.len() {
        let span = content[at];
        let tokens = view.analysis.within(span);
        let here = &view.analysis.sentences[view.sentence_of(tokens.start)];
        let next = here.tokens.end as usize;
        let said = view.sentence_of(tokens.start) == sentence && next < tokens.end;
        if said && (next..tokens.end).all(|at| view.quotation(at).is_none()) {
            content[at] = view.span(&(tokens.start..view.trimmed_end(&(tokens.start..next))));
            content.insert(at + 1, view.span(&(next..tokens.end)));
            continued.push(content[at + 1]);
        }
        at += 1;
    }
    continued
}

/// A range without what only introduces it: the mark of a list, a dateline.
fn opened(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    let start = source::behind_dateline(view, &range).max(source::behind_bullet(view, &range));
    // What stands before a quotation alone says nothing.
    if start < range.end { start..range.end } else { range }
}

/// A range with the mark that closes a quotation opened inside it.
fn closed(view: &View<'_>, range: &Range<usize>) -> Range<usize> {
    let Some(quotation) = view.quotation(range.end - 1) else { return range.clone() };
    // The part of it that stands in this block.
    let here = view.analysis.tokens[range.end - 1].span;
    let end = view.analysis.quotations[quotation as usize]
        .spans
        .iter()
        .find(|span| span.contains(here))
        .map_or(0, |span| span.end());
    let opens_inside =
        range.clone().any(|at| view.is_quote_mark(at) && view.quotation(at) == Some(quotation));
    let last = (range.end..view.analysis.tokens.len().min(range.end + 3))
        .find(|&at| view.analysis.tokens[at].span.end() == end);
    match last {
        Some(last) if opens_inside => range.start..last + 1,
        _ => range.clone(),
    }
}

/// Quotation marks are the surest sign of an attribution.
fn confidence(base: f32, claim: Option<Claim>) -> f32 {
    let sure = base + if claim.is_some() { 0.07 } else { 0.0 };
    (sure.clamp(0.05, 0.99) * 1000.0).round() / 1000.0
}

/// Of the cues that claim one quotation the nearest keeps it; the others attribute nothing.
fn settle_claims(drafts: &mut Vec<Draft>) {
    let mut best: HashMap<u32, (usize, usize)> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        if let Some(quotation) = draft.quotation {
            // A cue in the sentence where the quotation ends stands nearest to it.
            let nearness = draft.sentences.1.abs_diff(draft.sentences.0);
            best.entry(quotation)
                .and_modify(|kept| {
                    if nearness < kept.1 {
                        *kept = (at, nearness)
                    }
                })
                .or_insert((at, nearness));
        }
    }
    let mut at = 0;
    drafts.retain(|draft| {
        let keeps = draft.quotation.is_none_or(|quotation| best[&quotation].0 == at);
        at += 1;
        keeps
    });
}

/// The sentence that holds a byte.
fn sentence_at(view: &View<'_>, byte: usize) -> usize {
    view.analysis
        .sentences
        .partition_point(|sentence| sentence.span.end() <= byte)
        .min(view.analysis.sentences.len().saturating_sub(1))
}

/// Spans in order, without duplicates.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans.dedup();
    spans
}
