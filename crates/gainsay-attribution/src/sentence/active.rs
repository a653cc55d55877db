//! Cues in the active voice: "officials said that ...", “...,” said the ministry, "..., officials said".

use super::following::following;
use super::place::Placed;
use super::quoted::{closed_before, items_after, opened_after, opens_clause};
use super::{Claim, Found, Nearness, Reliance, is_outlet};
use crate::clause::{self, trim_marks};
use crate::cue::Construction;
use crate::source;
use crate::view::View;
use gainsay_record::{Act, BlockKind, Tag};
use std::ops::Range;

/// Reads it; nothing where no content is found.
pub fn read(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, scope, source, .. } = placed;
    let cue = hit.group.clone();
    let level = view.quotation(cue.start);
    // A quotation right before the clause.
    let clause = source.as_ref().map_or(cue.start, |source| source.fronted.start.min(source.tokens.start));
    let sentence = View::range(&view.analysis.sentences[found.sentence]);
    let before = closed_before(view, clause, level)
        .filter(|_| clause > sentence.start || !view.analysis.sentences[found.sentence].opens_block);
    let inverted = if source.is_none() && before.is_some() && clause > sentence.start {
        source::after(view, cue.end, limit.max(scope.end))
    } else {
        None
    };
    let after_source = inverted.as_ref().map_or(cue.end, |source| source.end);
    let tail = clause::tail(view, hit, after_source, limit);
    found.when.extend(tail.when.iter().cloned());
    found.cited.extend(tail.cited.iter().cloned());
    found.carried = tail.hearer.clone().filter(|hearer| is_outlet(view, hearer));
    if inverted.is_some() {
        found.source.clone_from(&inverted);
    }
    let content_follows = tail.content < limit && !tail.comma && !view.is_quote_mark(tail.content);
    if hit.takes.quote
        && let Some((quotation, first)) = before
        && (clause > sentence.start || !content_follows)
        && (first <= scope.start
            || opens_clause(view, scope.start, first)
            || matches!(view.word(first - 1), "?" | "!" | "."))
    {
        found.quotation = Some(Claim { nearness: Nearness::Closing, quotation });
        // “...,” he said, “...”
        if tail.content < limit && view.is_quote_mark(tail.content) {
            let more = tail.content..limit;
            found.content.push(more);
        }
        return Some(());
    }
    // ", officials said." and "Russia, officials said, is buying": words before the clause, up to its comma.
    let comma =
        source.as_ref().filter(|_| hit.takes.clause || hit.takes.quote).and(clause.checked_sub(1)).filter(
            |&at| {
                let parts = |word| matches!(word, "," | "—" | "–") || word == ";" && hit.act == Act::Denies;
                at > scope.start && parts(view.word(at))
            },
        );
    let left = comma.map(|comma| scope.start..comma);
    if hit.takes.clause {
        let items = items_after(view, found.sentence);
        if !items.is_empty() && limit + 1 >= scope.end {
            found.content = items;
            found.reliance = Reliance::Whole;
            return Some(());
        }
    }
    let announced = hit.construction == Construction::Announcing;
    // "issued a note on the containers.": what it is about is no part of its words.
    let about = announced && tail.content < limit && view.tag(tail.content) == Tag::Adp;
    if tail.content < limit && !tail.comma && !about {
        following(view, hit, &tail, limit, found)?;
        // "The flights, the ministry said, “were humanitarian”": the subject of what is said stands before.
        let rest = tail.content + 1..limit;
        // "He has never, he told the agency, “sold a bullet”": or its subject and auxiliaries.
        let last = |left: &Range<usize>| left.clone().rev().find(|&at| view.tag(at) != Tag::Adv);
        let broken_off =
            |left: &Range<usize>| last(left).is_some_and(|at| view.tag(at) == Tag::Aux && at > left.start);
        let subject = |left: &Range<usize>| {
            (!view.has_verb(left.clone()) || broken_off(left))
                && !matches!(view.tag(left.start), Tag::Adp | Tag::Adv | Tag::Sconj)
        };
        if let Some(left) = left.filter(|left| tail.opened && subject(left))
            && (view.has_verb(rest.start..rest.start + 1) || view.is_one_clause(&left, &rest))
        {
            found.content.insert(0, left);
            found.reliance = Reliance::Whole;
        }
        return Some(());
    }
    if (tail.content >= limit || about)
        && limit >= view.trimmed_end(scope)
        && let Some(quotation) = opened_after(view, found.sentence, &tail, hit)
        && hit.takes.quote
    {
        found.quotation = Some(quotation);
        if announced {
            found.reliance = Reliance::Whole;
        }
        return Some(());
    }
    if let Some(answer) = answer(view, found.sentence).filter(|_| tail.content >= limit && hit.takes.clause) {
        found.content.push(answer);
        found.reliance = Reliance::Whole;
        return Some(());
    }
    if hit.construction == Construction::Declining {
        found.content.push(cue.clone());
        return Some(());
    }
    let left = left?;
    let rest = tail.content + 1..limit;
    // What follows goes on with what stands before, unless it is a scene: ", as they bristled", ", holding up a folder".
    let opens = view.word(rest.start);
    let scene = opens == "as" || opens.ends_with("ing") && opens != "including";
    let parenthesis = tail.comma && !scene && rest.start < limit && view.has_verb(rest.clone());
    if !view.has_verb(left.clone()) && !parenthesis && !is_headline(view, found.sentence) {
        return None;
    }
    found.content.push(trim_marks(view, left));
    if parenthesis {
        let end = clause::cut_citing(view, tail.content + 1..limit, &mut found.cited);
        found.content.push(tail.content + 1..end);
    } else if tail.comma {
        clause::citing(view, tail.content + 1, limit).into_iter().for_each(|cited| found.cited.push(cited));
    }
    Some(())
}

/// "What does Minsk say? That the depot was empty.": the answer, to a question that asks what is said.
fn answer(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let (asks, answers) = (&view.analysis.sentences[sentence], view.analysis.sentences.get(sentence + 1)?);
    let (question, answer) = (View::range(asks), View::range(answers));
    let fits = view.word(question.start) == "what"
        && view.word(question.end - 1) == "?"
        && view.word(answer.start) == "that"
        && asks.block == answers.block;
    let end = view.trimmed_end(&answer);
    (fits && end > answer.start + 1).then_some(answer.start..end)
}

fn is_headline(view: &View<'_>, sentence: usize) -> bool {
    let block = view.analysis.sentences[sentence].block as usize;
    matches!(view.article.blocks[block].kind, BlockKind::Headline | BlockKind::Subhead)
}
