//! Cues in the active voice: "officials said that ...", “...,” said the ministry, "..., officials said".

use super::following::following;
use super::place::{self, Placed};
use super::quoted::{closed_before, items_after, opened_after, opens_clause};
use super::{Claim, Found, Nearness, Reliance, is_outlet};
use crate::clause::{self, trim_marks};
use crate::cue::Construction;
use crate::ends;
use crate::source;
use crate::view::View;
use gainsay_record::{Act, BlockKind, Tag};
use std::ops::Range;

/// No speaker between a cue and a colon is longer, in tokens.
const LONGEST_INVERTED: usize = 12;

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
    let fragment = unquoted_before(view, placed, limit);
    if let Some((left, speaker)) = fragment {
        (found.source, found.reliance) = (Some(speaker), Reliance::Whole);
        found.content.push(left);
        return Some(());
    }
    let inverted = if source.is_none() && before.is_some() && clause > sentence.start {
        source::after(view, cue.end, limit.max(scope.end))
    } else {
        before_colon(view, cue.end, limit).filter(|_| source.is_none() && found.source.is_none())
    };
    let after_source = inverted.as_ref().map_or(cue.end, |source| source.end);
    // he could “neither confirm nor deny” that
    let after_source =
        after_source + usize::from(after_source < limit && place::quoted_alone(view, hit).is_some());
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
    let left = comma.map(|comma| said_before(view, scope.start..comma));
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
    // "gave no answer after Moscow accused it": on what occasion.
    let occasion = hit.construction == Construction::Declining
        && matches!(view.word(tail.content), "after" | "when" | "before" | "while" | "as");
    // "There was none, the presidency says whenever it is asked": nor on what occasion something is said.
    let asked = hit.takes.clause && left.is_some() && view.word(tail.content) == "whenever";
    let limit = if asked { tail.content } else { limit };
    if tail.content < limit && !tail.comma && !about && !occasion {
        if following(view, hit, &tail, limit, found).is_none() {
            // "did not respond to messages sent through its media wing": what it did not answer is no content.
            found.content.extend((hit.construction == Construction::Declining).then(|| cue.clone()));
            return (!found.content.is_empty()).then_some(());
        }
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
        // "No accord was in force, he said, “and without one there can be no soldiers”": two clauses that an "and" joins.
        let joined = |left: &Range<usize>| {
            view.has_verb(left.clone())
                && view.quotation(left.start) == level
                && matches!(view.word(tail.content + 1), "and" | "but" | "so" | "because")
        };
        if let Some(left) = left.clone().filter(|left| tail.opened && joined(left)) {
            found.content.insert(0, trim_marks(view, left));
            found.reliance = Reliance::Whole;
        } else if let Some(left) = left.filter(|left| tail.opened && subject(left))
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
        found.content.push(asked_before(view, scope.start, clause, left).unwrap_or_else(|| cue.clone()));
        return Some(());
    }
    let left = left?;
    let rest = tail.content + 1..limit;
    // What follows goes on with what stands before, unless it is a scene: ", as they bristled", ", holding up a folder".
    let opens = view.word(rest.start);
    let scene =
        opens == "as" || opens.ends_with("ing") && opens != "including" || is_occasion(view, rest.clone());
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

/// "Not so, said China's embassy in Israel.": words without quotation marks that open a sentence, before a cue with its speaker
/// behind it, where the sentence ends.
fn unquoted_before(view: &View<'_>, placed: &Placed, limit: usize) -> Option<(Range<usize>, Range<usize>)> {
    const LONGEST: usize = 6;
    let Placed { hit, scope, .. } = placed;
    let sentence = View::range(&view.analysis.sentences[view.sentence_of(hit.group.start)]);
    let comma = hit.group.start.checked_sub(1).filter(|&at| view.word(at) == "," && at > sentence.start)?;
    let left = sentence.start..comma;
    let speaker = hit.group.end..view.trimmed_end(scope).min(limit.max(hit.group.end));
    let whole = speaker.end >= view.trimmed_end(&sentence);
    let takes = hit.takes.clause && hit.takes.quote && !hit.takes.object;
    let finite = hit.construction == Construction::Finite && takes && hit.group.len() == 1;
    let short = left.len() <= LONGEST && !view.has_verb(left.clone()) && !view.is_speaker(&left);
    let names = !view.has_verb(speaker.clone()) && view.is_speaker(&speaker);
    let apart = left.clone().all(|at| view.quotation(at).is_none());
    (finite && whole && short && names && apart).then_some((left, speaker))
}

/// "Not so, says Kigali: its troops are at home": who speaks behind the cue, up to the colon.
fn before_colon(view: &View<'_>, from: usize, limit: usize) -> Option<Range<usize>> {
    let colon = (from + 1..limit.min(from + LONGEST_INVERTED)).find(|&at| view.word(at) == ":")?;
    Some(from..colon).filter(|speaker| view.is_speaker(speaker))
}

/// "Asked which parts, the spokesman refused to say", "How many there are, it refused to say": what is left without an answer
/// stands before whoever gives none.
fn asked_before(
    view: &View<'_>,
    start: usize,
    clause: usize,
    left: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let comma = clause.checked_sub(1).filter(|&at| at > start && view.word(at) == ",")?;
    if view.known.cues.prompts(view.word(start)) {
        // "Pressed by reporters on whether": not who asked.
        let asked = |at: &usize| matches!(view.word(*at), "about" | "on" | "over");
        let by = view.word(start + 1) == "by";
        let about = if by { (start + 2..comma).find(asked)? } else { start };
        let opens = about + 1 + usize::from(asked(&(about + 1)));
        return Some(opens..comma).filter(|range| !range.is_empty());
    }
    let asks = |range: &Range<usize>| {
        matches!(
            view.word(range.start),
            "how" | "whether" | "who" | "what" | "when" | "where" | "why" | "which" | "if"
        )
    };
    left.or(Some(start..comma)).filter(|range| asks(range) && view.has_verb(range.clone()))
}

/// What stands before ", she said,": behind a colon or a semicolon, where the outlet leads up to it ("The minister gave another
/// account: the ship"), and without a conjunction that opens it.
pub fn said_before(view: &View<'_>, left: Range<usize>) -> Range<usize> {
    let level = view.quotation(left.end);
    let mark = |at: &usize| matches!(view.word(*at), ":" | ";") && view.quotation(*at) == level;
    let leads =
        left.clone().rev().find(mark).filter(|&at| at + 1 < left.end && view.has_verb(left.start..at));
    let start = leads.map_or(left.start, |mark| mark + 1);
    let start =
        start + usize::from(matches!(view.word(start), "but" | "and" | "yet") && start + 1 < left.end);
    start..left.end
}

/// ", after a newspaper reported that talks were under way", ", hours after the cabinet met": on what occasion something was
/// said, behind who said it.
fn is_occasion(view: &View<'_>, rest: Range<usize>) -> bool {
    let counted = view.is_time(rest.start) || view.is_time(rest.start + 1);
    let after = if counted { rest.start..rest.start + 3 } else { rest.start..rest.start + 1 };
    let opens = after.into_iter().any(|at| matches!(view.word(at), "after" | "before" | "when"));
    opens && (counted || ends::reports(view, rest))
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
