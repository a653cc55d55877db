//! The statements of a page: what sentences attribute, joined over sentences and paragraphs.

use crate::antecedent;
use crate::headline;
use crate::heard;
use crate::sentence::{self, Claim, Found};
use crate::view::View;
use gainsay_record::{Act, Cited, How, Kind, Quotation, Sentence, Span, Statement, StatementId, Tag};
use std::collections::HashMap;
use std::ops::Range;

/// No statement lies deeper than this in others: who says that who says that who says is a chain nobody follows further.
const DEEPEST: usize = 5;

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
            ruled.extend(headline::read(view, index));
        }
        ruled.extend(found);
    }
    let found = heard::join(view, heard::read(view), ruled);
    let mut drafts: Vec<Draft> = found.into_iter().map(|found| draft(view, found)).collect();
    settle_claims(&mut drafts);
    go_on(view, &mut drafts);
    narrate(view, &mut drafts);
    order(view, drafts)
}

fn draft(view: &View<'_>, found: Found) -> Draft {
    let text = &view.article.text;
    let spans = |ranges: &[Range<usize>]| {
        ranges.iter().filter(|r| !r.is_empty()).map(|range| view.span(range)).collect::<Vec<_>>()
    };
    let mut content: Vec<Span> =
        found.content.iter().filter(|r| !r.is_empty()).map(|range| view.span(&closed(view, range))).collect();
    let mut last = found.sentence;
    for range in &found.content {
        last = last.max(view.sentence_of(range.end.saturating_sub(1)));
    }
    let quotation = found.quotation.map(|claim| claim.quotation);
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
    let statement = Statement {
        kind: Kind::Indirect,
        act: found.act,
        nested_in: None,
        verbatim: false,
        source: found.source.as_slice().iter().map(|range| view.span(range)).collect(),
        antecedent: None,
        cue: found.cue.iter().map(|range| view.span(range)).collect(),
        content,
        continued: Vec::new(),
        cited,
        when: joined(spans(&found.when)),
        confidence,
    };
    Draft { statement, sentences: (found.sentence, last), quotation }
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

/// Sentences without a cue that belong to the statement before them: quotation that goes on, "This includes ...".
fn go_on(view: &View<'_>, drafts: &mut [Draft]) {
    let sentences = &view.analysis.sentences;
    let mut covered = vec![false; sentences.len()];
    // By the sentence in which it ends, the outermost statement there.
    let mut ending: HashMap<usize, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let (first, last) = draft.sentences;
        covered[first.min(last)..=first.max(last)].fill(true);
        if let Some(quotation) = draft.quotation {
            for span in &view.analysis.quotations[quotation as usize].spans {
                covered[sentence_at(view, span.start())..=sentence_at(view, span.end().saturating_sub(1))]
                    .fill(true);
            }
        }
        let end = first.max(last);
        let longer = ending.get(&end).is_none_or(|&other| extent(&drafts[other]) < extent(draft));
        if longer {
            ending.insert(end, at);
        }
    }
    for index in 1..sentences.len() {
        let Some(&owner) = ending.get(&(index - 1)) else { continue };
        if covered[index] {
            continue;
        }
        let (before, here) = (&sentences[index - 1], &sentences[index]);
        let near = here.block == before.block || next_block(view, before, here);
        let quoted = whole_quotation(view, here);
        let owner_quotes = drafts[owner].quotation.is_some();
        let takes_up = view.known.cues.continues(&view.lowered[View::range(here)])
            || (here.block == before.block && tells_on(view, View::range(here)) && indirect(&drafts[owner]));
        if !near || !(takes_up || (quoted.is_some() && owner_quotes)) {
            continue;
        }
        let draft = &mut drafts[owner];
        let end = view.trimmed_end(&View::range(here));
        let spans = match quoted {
            Some(quotation) => quotation.spans.clone(),
            None if end > here.tokens.start as usize => vec![view.span(&(here.tokens.start as usize..end))],
            None => continue,
        };
        let last = sentence_at(view, spans.last().map_or(0, |span| span.start()));
        draft.statement.content.extend(&spans);
        // A quotation that goes on in its own paragraph is one with its beginning.
        if quoted.is_none() || here.opens_block {
            draft.statement.continued.extend(&spans);
        }
        covered[index..=last.max(index)].fill(true);
        ending.insert(last.max(index), owner);
    }
}

/// Whether a sentence keeps the tense of reported speech without a cue of its own: "They would be shipped in May", "They
/// were to leave by sea", "Nor had any been sold". The pluperfect alone does not: it also tells what went before.
fn tells_on(view: &View<'_>, range: Range<usize>) -> bool {
    match view.word(range.start) {
        "nor" => return true,
        "and" if view.word(range.start + 1) == "that" => return true,
        _ => {}
    }
    let verb = range.clone().find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let shifted = verb.is_some_and(|at| match view.word(at) {
        "would" => true,
        "was" | "were" => view.word(at + 1) == "to",
        _ => false,
    });
    shifted && range.into_iter().all(|at| view.quotation(at).is_none())
}

/// Whether a statement is in the outlet's words.
fn indirect(draft: &Draft) -> bool {
    draft.quotation.is_none() && draft.statement.act != Act::Declines && !draft.statement.source.is_empty()
}

fn extent(draft: &Draft) -> usize {
    draft.statement.content.iter().map(|span| span.len()).sum()
}

/// Whether two sentences stand in neighbouring article blocks (furniture between them does not count).
fn next_block(view: &View<'_>, before: &Sentence, here: &Sentence) -> bool {
    let between = &view.article.blocks[before.block as usize + 1..here.block as usize];
    here.opens_block && between.iter().all(|block| !block.kind.is_article())
}

/// The quotation that a sentence wholly lies in, where it opens with it.
fn whole_quotation<'a>(view: &'a View<'_>, sentence: &Sentence) -> Option<&'a Quotation> {
    let range = View::range(sentence);
    let mut quotation = view.quotation(range.start).filter(|_| view.is_quote_mark(range.start))?;
    while let Some(outer) = view.analysis.quotations[quotation as usize].inside {
        quotation = outer;
    }
    let quoted = &view.analysis.quotations[quotation as usize];
    range.clone().all(|at| view.quotation(at).is_some()).then_some(quoted)
}

/// The outlet's own voice, where it states what a frame covers.
fn narrate(view: &View<'_>, drafts: &mut Vec<Draft>) {
    let mut spoken: Vec<Span> = drafts
        .iter()
        .flat_map(|draft| draft.statement.content.iter().chain(&draft.statement.source).copied())
        .collect();
    spoken.sort();
    for (index, sentence) in view.analysis.sentences.iter().enumerate() {
        let first = spoken.partition_point(|span| span.end() <= sentence.span.start());
        // Spans nest, so the order of their ends is not that of their starts; a short look back makes up for it.
        let attributed = spoken[first.saturating_sub(16)..]
            .iter()
            .take_while(|span| span.start() < sentence.span.end())
            .any(|span| span.overlaps(sentence.span));
        let range = View::range(sentence);
        if attributed
            || range.is_empty()
            || !view.known.frames.touches(&view.lowered[range.clone()], &view.known.items)
        {
            continue;
        }
        let end = view.trimmed_end(&range);
        if end <= range.start || view.word(range.end - 1) == "?" {
            continue;
        }
        let content = vec![view.span(&(range.start..end))];
        let statement = Statement {
            kind: Kind::Narrated,
            act: Act::Asserts,
            nested_in: None,
            verbatim: false,
            source: vec![],
            antecedent: None,
            cue: vec![],
            content,
            continued: vec![],
            cited: vec![],
            when: vec![],
            confidence: 0.6,
        };
        drafts.push(Draft { statement, sentences: (index, index), quotation: None });
    }
}

/// Puts statements in order, nests them, and says how their words are given.
fn order(view: &View<'_>, drafts: Vec<Draft>) -> Vec<Statement> {
    let mut statements: Vec<Statement> =
        drafts.into_iter().map(|draft| draft.statement).filter(|s| !s.content.is_empty()).collect();
    for statement in &mut statements {
        statement.content.sort();
        statement.content.dedup();
    }
    let start = |statement: &Statement| statement.content[0].start();
    let length = |statement: &Statement| statement.content.iter().map(|span| span.len()).sum::<usize>();
    statements
        .sort_by(|a, b| start(a).cmp(&start(b)).then(length(b).cmp(&length(a))).then(a.cue.cmp(&b.cue)));
    statements.dedup_by(|b, a| a.content == b.content && a.cue == b.cue);
    let mut statements = nest(statements);
    for statement in &mut statements {
        statement.kind = kind(view, statement);
        statement.verbatim = statement.kind == Kind::Direct && speaks_english(view, statement);
    }
    antecedent::resolve(view, &mut statements);
    statements
}

/// Each statement is nested in the smallest other whose content holds its cue and content; what lies too deep is dropped.
fn nest(statements: Vec<Statement>) -> Vec<Statement> {
    // In order of start a statement's holders come before it; those that ended cannot hold a later one.
    let mut nested: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut depths: Vec<usize> = Vec::with_capacity(statements.len());
    let mut open: Vec<usize> = Vec::new();
    for mut statement in statements {
        let start = statement.content[0].start();
        open.retain(|&outer| nested[outer].content.last().is_some_and(|span| span.end() > start));
        let length = |outer: usize| nested[outer].content.iter().map(|span| span.len()).sum::<usize>();
        let holders = open.iter().copied().filter(|&outer| holds(&nested[outer], &statement));
        let holder = holders.min_by_key(|&outer| (length(outer), std::cmp::Reverse(outer)));
        let depth = holder.map_or(0, |outer| depths[outer] + 1);
        if depth > DEEPEST {
            continue;
        }
        statement.nested_in = holder.map(|outer| StatementId(outer as u32));
        open.push(nested.len());
        nested.push(statement);
        depths.push(depth);
        if open.len() > 64 {
            open.remove(0);
        }
    }
    nested
}

fn holds(outer: &Statement, inner: &Statement) -> bool {
    let inside = |span: &Span| outer.content.iter().any(|content| content.contains(*span));
    !inner.cue.is_empty()
        && inner.cue.iter().all(inside)
        && inner.content.iter().all(|span| outer.content.iter().any(|content| content.overlaps(*span)))
}

fn kind(view: &View<'_>, statement: &Statement) -> Kind {
    if statement.kind == Kind::Narrated {
        return Kind::Narrated;
    }
    // A statement inside a quotation is quoted where it quotes in turn.
    let own = statement
        .cue
        .first()
        .and_then(|cue| view.analysis.within(*cue).next())
        .and_then(|at| view.quotation(at));
    let (mut quoted, mut words) = (0, 0);
    for at in statement.content.iter().flat_map(|span| view.analysis.within(*span)) {
        if view.printed(at).starts_with(char::is_alphanumeric) {
            words += 1;
            quoted += usize::from(view.quotation(at).is_some() && view.quotation(at) != own);
        }
    }
    match quoted {
        0 => Kind::Indirect,
        all if all == words => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// Whether a quotation is in the speaker's language, as far as the page tells: the source's state is named, and its
/// officials speak English in public. All else may be a translation.
fn speaks_english(view: &View<'_>, statement: &Statement) -> bool {
    let tokens: Vec<usize> = statement.source.iter().flat_map(|span| view.analysis.within(*span)).collect();
    let printed: Vec<&str> = tokens.iter().map(|&at| view.printed(at)).collect();
    let lowered: Vec<&str> = tokens.iter().map(|&at| view.word(at)).collect();
    let states: Vec<&str> = (0..tokens.len())
        .filter_map(|at| view.known.names.at(&printed[at..], &lowered[at..]))
        .filter_map(|(_, entity, _)| {
            entity.state.as_deref().or((entity.code.len() == 3).then_some(&*entity.code))
        })
        .collect();
    !states.is_empty() && states.iter().all(|state| view.known.vocabulary.speaks_english(state))
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
