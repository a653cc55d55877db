//! Sentences without a cue that go on with the statement before them.

use super::{Draft, sentence_at};
use crate::view::View;
use gainsay_record::{Act, Quotation, Sentence, Span, Tag};
use std::collections::HashMap;
use std::ops::Range;

/// Sentences without a cue that belong to the statement before them: quotation that goes on, "This includes ...".
pub fn go_on(view: &View<'_>, drafts: &mut [Draft]) {
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
        if covered[index] {
            continue;
        }
        let (before, here) = (&sentences[index - 1], &sentences[index]);
        let beyond = || ending.get(&(index.checked_sub(2)?)).filter(|_| is_gesture(view, before, here));
        let Some(&owner) = ending.get(&(index - 1)).or_else(beyond) else { continue };
        let near = here.block == before.block || next_block(view, before, here);
        let quoted = whole_quotation(view, here);
        let owner_quotes = drafts[owner].quotation.is_some();
        let beside = here.block == before.block && indirect(&drafts[owner]);
        let takes_up = view.known.cues.continues(&view.lowered[View::range(here)])
            || beside
                && (tells_on(view, View::range(here))
                    || spells_out(view, &drafts[owner], View::range(here))
                    || reports_on(view, &drafts[owner], View::range(here)));
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

/// Whether a sentence between two quotations of one paragraph only tells what their speaker does: "He put the folder back."
fn is_gesture(view: &View<'_>, between: &Sentence, here: &Sentence) -> bool {
    let range = View::range(between);
    between.block == here.block
        && !between.opens_block
        && matches!(view.word(range.start), "he" | "she" | "they" | "it")
        && range.clone().all(|at| view.quotation(at).is_none())
        && whole_quotation(view, here).is_some()
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
        "was" | "were" => matches!(view.word(at + 1), "to" | "due" | "meant"),
        _ => false,
    });
    shifted && range.into_iter().all(|at| view.quotation(at).is_none())
}

/// Whether a sentence says in the pluperfect what there was not, behind one that only says that a report is denied: "Minsk
/// rejected the report. There had been no flights."
fn spells_out(view: &View<'_>, owner: &Draft, range: Range<usize>) -> bool {
    let bare = owner.statement.content.iter().all(|span| !view.has_verb(view.analysis.within(*span)));
    let verb = range.clone().find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let denies = range
        .into_iter()
        .any(|at| view.is_negation(at) || matches!(view.word(at), "no" | "nobody" | "nothing"));
    owner.statement.act == Act::Denies && bare && denies && verb.is_some_and(|at| view.word(at) == "had")
}

/// Whether a sentence goes on in the tense of a report: "told them that Pyongyang had sent soldiers. The men had been issued
/// with false papers", "According to the panel, it trained recruits. It also gave them radios".
fn reports_on(view: &View<'_>, owner: &Draft, range: Range<usize>) -> bool {
    let said = |span: &Span| view.analysis.within(*span);
    let had = |range: Range<usize>| {
        range.clone().any(|at| view.word(at) == "had" && view.tag(at) == Tag::Aux && at + 1 < range.end)
    };
    let shifted = owner.statement.content.iter().any(|span| had(said(span)));
    let cue = owner.statement.cue.first().map(said);
    let preposition = cue.is_some_and(|cue| view.known.cues.preposition_at(&view.lowered[cue]).is_some());
    let verb = range.clone().find(|&at| matches!(view.tag(at), Tag::Verb | Tag::Aux));
    let pluperfect = verb.is_some_and(|at| view.word(at) == "had" && view.tag(at) == Tag::Aux);
    let also = matches!(view.word(range.start), "it" | "they") && view.word(range.start + 1) == "also";
    let plain = range.into_iter().all(|at| view.quotation(at).is_none());
    plain && (shifted && pluperfect || preposition && also)
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
