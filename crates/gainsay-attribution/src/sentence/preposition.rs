//! "According to officials, ...", "..., according to officials", "The engines were, according to customs, declared as parts".

use super::place::Placed;
use super::quoted::closed_before;
use super::{Claim, Found, Nearness, Reliance};
use crate::clause::{self, trim_marks};
use crate::view::View;
use gainsay_record::Tag;
use std::ops::Range;

/// Reads it; nothing where no content is found.
pub fn read(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, source, scope, .. } = placed;
    let source = source.as_ref()?;
    if clause::is_manner(view, &source.tokens) {
        return None;
    }
    let start = hit.group.start;
    if start > scope.start + 1 && view.word(start - 1) == "(" {
        return bracketed(view, placed, limit, found);
    }
    // "in the view of": nothing else is meant by it.
    if hit.group.len() > 2 {
        found.reliance = Reliance::Clear;
    }
    // "Belarus, according to monitors, handed over tanks": the subject stands before, and nothing that leads up.
    let subject = start > scope.start + 1
        && view.word(start - 1) == ","
        && view.is_nominal(start - 2)
        && matches!(view.tag(scope.start), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Pron)
        && !view.is_time(start - 2);
    if start == scope.start || !subject && !view.has_verb(scope.start..start) && start - scope.start < 4 {
        // "In Kyiv, according to officials, talks have begun": where is no part of what.
        found.reliance = if start == scope.start { Reliance::Clear } else { Reliance::Whole };
        return fronted(view, placed, &source.tokens, limit, found);
    }
    let comma = view.word(start.wrapping_sub(1)) == ",";
    // "reported that, according to documents, the army had ordered parts": said is what follows.
    if comma
        && start - scope.start > 2
        && matches!(view.word(start - 2), "that" | "but" | "because" | "while")
    {
        found.reliance = Reliance::Clear;
        return fronted(view, placed, &source.tokens, limit, found);
    }
    let left = scope.start..if comma { start - 1 } else { start };
    let level = view.quotation(start);
    if let Some((quotation, first)) = closed_before(view, start, level)
        && (first <= scope.start || hit.group.len() > 2)
    {
        // "The “corridor of peace”, in the phrase of": the words in marks and no more.
        found.quotation = Some(Claim { nearness: Nearness::Closing, quotation });
        return Some(());
    }
    found.content.push(trim_marks(view, left.clone()));
    // "Russia, according to officials, is buying": the rest of the clause follows.
    let rest = (source.tokens.end..limit).find(|&at| view.word(at) == ",").map(|rest| rest + 1..limit);
    if let Some(rest) = rest.filter(|rest| comma && !rest.is_empty()) {
        let broken_off = view.tag(left.end - 1) == Tag::Aux && view.is_one_clause(&left, &rest);
        // ", according to his report, while firms shipped parts": the other half of what is reported.
        let contrast = matches!(view.word(rest.start), "while" | "whereas") && view.has_verb(rest.clone());
        if !view.has_verb(left) || broken_off || contrast {
            found.content.push(rest);
            found.reliance = Reliance::Whole;
        }
    }
    Some(())
}

/// "Sweden (according to its inspectorate) sold nothing": said is what stands around the brackets.
fn bracketed(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let Placed { hit, scope, .. } = placed;
    let close = (hit.group.end..limit.max(scope.end)).find(|&at| view.word(at) == ")")?;
    let parts = [scope.start..hit.group.start - 1, close + 1..limit.max(close + 1)];
    found.source = Some(hit.group.end..close);
    found
        .content
        .extend(parts.into_iter().map(|part| trim_marks(view, part)).filter(|part| !part.is_empty()));
    found.reliance = Reliance::Whole;
    Some(())
}

/// The source up to its comma, what is said behind it.
fn fronted(
    view: &View<'_>,
    placed: &Placed,
    source: &Range<usize>,
    limit: usize,
    found: &mut Found,
) -> Option<()> {
    let comma_from = |from: usize| (from..limit).find(|&at| view.word(at) == ",");
    // "According to Le Monde – which cited an officer – the plane landed".
    let dash = |at: &usize| matches!(view.word(*at), "–" | "—" | "-") && !view.joins(*at);
    if dash(&source.end)
        && let Some(close) = (source.end + 1..limit).find(dash)
    {
        found.cited.extend(clause::cited_in(view, &(source.end + 1..close)));
        let opens = close + 1 + usize::from(view.word(close + 1) == ",");
        found.content.push(opens..limit.max(opens));
        found.reliance = Reliance::Whole;
        return Some(());
    }
    let mut comma = comma_from(source.end)?;
    // "a Libyan officer, who had it from the pilots,": the clause describes the source.
    let described = matches!(view.word(comma + 1), "who" | "which" | "whose" | "where");
    // "a report by experts, seen by this newspaper,".
    let placed_by = (view.known.cues.carries(&view.lowered[comma + 1..limit])
        || view.known.cues.places(view.word(comma + 1)))
        && view.tag(comma + 2) == Tag::Adp;
    if placed_by && let Some(close) = comma_from(comma + 1) {
        found.carried = clause::carried(view, comma + 1..close);
        found.source = Some(placed.hit.group.end..comma);
        found.content.push(close + 1..clause::cut_citing(view, close + 1..limit, &mut found.cited));
        found.reliance = Reliance::Whole;
        return Some(());
    }
    if described {
        comma = comma_from(comma + 1)?;
    }
    // "three people who had seen the manifest and asked not to be named,".
    if described || matches!(view.word(source.end), "who" | "which" | "that") {
        found.source = Some(placed.hit.group.end..comma);
        found.reliance = Reliance::Whole;
    }
    let end = clause::cut_citing(view, comma + 1..limit, &mut found.cited);
    found.content.push(comma + 1..end);
    Some(())
}
