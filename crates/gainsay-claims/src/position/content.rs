//! Which words of a statement are read for positions.

use crate::clause::{is_valued, values};
use crate::view::View;
use gainsay_knowledge::{Effect, Form, GovernorKind, Progress};
use gainsay_record::{Act, Level, Span, Statement, Tag};
use std::ops::Range;

/// The content of a statement. What was asked for ends where an "and" tells what came of it: "asked Israel for drones and had
/// received none".
pub(super) fn content(view: &View<'_>, statement: &Statement) -> Vec<Span> {
    let asked = |span: &Span| {
        let tokens = view.analysis.within(*span);
        let goes_on = |at: &usize| {
            matches!(view.word(*at), "and" | "but")
                && (at + 1..tokens.end)
                    .take(2)
                    .any(|next| view.tag(next) == Tag::Aux && view.word(next) != "be")
        };
        let end = tokens.clone().skip(1).find(goes_on).unwrap_or(tokens.end);
        view.span(tokens.start..end).unwrap_or(*span)
    };
    match statement.act {
        Act::Asks | Act::Demands => statement.content.iter().map(asked).collect(),
        _ => statement.content.clone(),
    }
}

/// "Togo has / reportedly / received drones": the two sides of an adverb are one clause, with the adverb in it.
pub(super) fn around_adverb(view: &View<'_>, statement: &Statement) -> Option<Vec<Span>> {
    let ([before, after], [cue]) = (statement.content.as_slice(), statement.cue.as_slice()) else {
        return None;
    };
    let tokens = view.analysis.within(*cue);
    let adverb = view.known.cues.adverb_at(&view.lowered[tokens.clone()]).is_some();
    let beside =
        view.analysis.within(*before).end == tokens.start && view.analysis.within(*after).start == tokens.end;
    (adverb && beside).then(|| vec![before.cover(*after)])
}

/// Whether a statement takes its stance to what another tells that is nested in it: who rejects an accusation, or dismisses "a
/// report by" somebody, does so of what it says.
pub(super) fn is_told_of(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    let called = || {
        matches!(statement.act, Act::Says | Act::Asserts)
            && matches!(nested.act, Act::Says | Act::Asserts | Act::Accuses | Act::Reports)
            && is_called_untrue(view, statement, nested)
    };
    if !matches!(statement.act, Act::Denies | Act::Confirms | Act::Declines) {
        return called();
    }
    // "rejected Thai claims that": whose claims they are stands before them.
    let rejects = statement.cue.last().map(|cue| view.analysis.within(*cue).end);
    let owned = nested.source.iter().flat_map(|span| view.stretches(*span)).any(|source| {
        let adjective =
            view.mention_at(source.end - 1).is_some_and(|mention| mention.form == Form::Adjective);
        adjective || rejects.is_some_and(|end| end <= source.start && source.start <= end + 1)
    });
    let noun = || {
        nested.cue.iter().flat_map(|span| view.stretches(*span)).flatten().any(|at| {
            let meanings = view.known.wording.governor_at(&view.lowered[at..=at]);
            (view.tag(at) == Tag::Noun || owned)
                && meanings.is_some_and(|(_, mut all)| {
                    all.any(|(kind, effect)| {
                        kind == GovernorKind::Noun && effect.level == Some(Level::Report)
                    })
                })
        })
    };
    nested.act == Act::Accuses && statement.act == Act::Denies
        || noun()
        || is_own_plan(view, statement, nested)
}

/// "Kigali said Congo's claim that it had sent troops *was untrue*": whether a noun's own claim is called untrue behind its words.
fn is_called_untrue(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    const FAR: usize = 4;
    let cue = nested.cue.last().map(|cue| view.analysis.within(*cue));
    let noun = cue.and_then(|mut cue| cue.next_back()).is_some_and(|last| view.tag(last) == Tag::Noun);
    let Some(end) = nested.content.last().map(|content| view.analysis.within(*content).end) else {
        return false;
    };
    let outer = statement.content.iter().map(|content| view.analysis.within(*content));
    let Some(outer) = outer.into_iter().find(|outer| outer.contains(&end)) else { return false };
    let behind = end..outer.end.min(end + FAR);
    let untrue = &view.known.wording.untrue;
    let not = behind.clone().any(|at| matches!(view.word(at), "not" | "n't"));
    noun && !not
        && crate::syntax::is_be(view.word(end))
        && behind.clone().any(|at| untrue.at(&view.lowered[at..outer.end]).is_some())
}

/// "denied that *it was considering* a delivery", "*having promised* one": what whoever denies would think of himself, ask for or
/// promise is what he denies.
pub(super) fn is_own_plan(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    let plans = || {
        nested.cue.iter().flat_map(|span| view.stretches(*span)).flatten().any(|at| {
            let meanings = view.known.wording.governor_at(&view.lowered[at..=at]);
            meanings.is_some_and(|(_, mut all)| all.any(|(_, effect)| effect.level == Some(Level::Plan)))
        })
    };
    let means = match nested.act {
        Act::Believes => plans(),
        Act::Asks | Act::Promises | Act::Intends | Act::Threatens => true,
        _ => false,
    };
    let means_own = |own: Span| statement.source.iter().any(|source| source.contains(own));
    // "rejected American allegations that it is considering a delivery": what another claims that it would think of.
    let claimed = || {
        let mut cue = statement.cue.iter().flat_map(|span| view.stretches(*span)).flatten();
        matches!(statement.act, Act::Accuses | Act::Asserts | Act::Reports)
            && nested.act == Act::Believes
            && cue.any(|at| view.tag(at) == Tag::Noun)
            && nested.antecedent.is_none_or(|other| !means_own(other))
            && nested.source.iter().all(|source| is_third_person(view, source))
    };
    means && (statement.act == Act::Denies && is_by_himself(view, statement, nested) || claimed())
}

/// "denied that *it had admitted* a sale": that whoever denies has not said a thing says nothing of whether it is so.
pub(super) fn is_own_word(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    let says = matches!(nested.act, Act::Says | Act::Asserts | Act::Confirms | Act::Reports | Act::Predicts);
    let own = || {
        let first = nested.source.first().map(|source| view.analysis.within(*source).start);
        first.is_some_and(|first| matches!(view.word(first), "its" | "their" | "his" | "her"))
    };
    says && statement.act == Act::Denies && (is_by_himself(view, statement, nested) || own())
}

/// Whether the source of a statement that is nested in another stands for that of the other, and does not name it anew.
fn is_by_himself(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    let means = |own: Span| statement.source.iter().any(|source| source.contains(own));
    // "denied having promised it", but "denied it and later promised it".
    let gerund = || {
        let first = nested.cue.first().map(|cue| view.analysis.within(*cue).start);
        first.is_some_and(|first| view.word(first).ends_with("ing"))
    };
    nested.source == statement.source && gerund()
        || nested.antecedent.is_none_or(means)
            && nested.source.iter().all(|source| is_third_person(view, source))
}

/// "it", "he": whether a source is a pronoun for somebody else than who speaks.
fn is_third_person(view: &View<'_>, source: &Span) -> bool {
    let source = view.analysis.within(*source);
    source.len() == 1 && matches!(view.word(source.start), "it" | "he" | "she" | "they")
}

/// "declined to say whether it believed that": what is nested in a question that was left open is told by nobody.
pub(super) fn is_left_open(view: &View<'_>, statement: &Statement, nested: &Statement) -> bool {
    let Some(content) = statement.content.first().filter(|_| statement.act == Act::Declines) else {
        return false;
    };
    let start = view.analysis.within(*content).start;
    let own =
        [&nested.source, &nested.cue].into_iter().flatten().map(|span| view.analysis.within(*span).start);
    matches!(view.word(start), "whether" | "if") && own.min().is_some_and(|own| own <= start + 2)
}

/// Whether the cue takes away what its words would say: "blocked the sale of". A verb that speaks does not, whatever it does
/// to an event elsewhere ("called for").
pub(super) fn is_idle(view: &View<'_>, statement: &Statement) -> bool {
    // Who hopes that a thing will be, or not, tells nothing of it.
    let hopes = |effect: &Effect| effect.progress == Some(Progress::Sought) && !effect.object;
    // "[containers left] near a former position suggested": the words behind a preposition are no source of their own.
    let source = statement.source.first().and_then(|span| view.stretches(*span).into_iter().next());
    // Nor does "whoever says so" say anything.
    let placed = |source: Range<usize>| {
        let word = view.word(source.start);
        view.tag(source.start) == Tag::Adp && !matches!(word, "according" | "per" | "like")
            || word == "whoever"
    };
    if statement.nested_in.is_some() && source.is_some_and(placed) {
        return true;
    }
    if statement.act == Act::Believes && cue_effects(view, statement).any(|(_, effect)| hopes(effect)) {
        return true;
    }
    if statement.act == Act::Believes && opines(view, statement) {
        return true;
    }
    super::force::is_nobody(view, statement)
        || matches!(statement.act, Act::Says | Act::Asserts | Act::Reports)
            && cue_effects(view, statement)
                .any(|(at, effect)| effect.drop && view.known.cues.verb_at(&view.lowered[at..]).is_none())
}

/// "Iran will deny it, he said", "should confirm", "if it denies": whether somebody is only thought to answer some day, or ought to:
/// who is to deny a thing has not done so.
pub(super) fn is_to_come(view: &View<'_>, statement: &Statement) -> bool {
    if !matches!(statement.act, Act::Denies | Act::Confirms) {
        return false;
    }
    let Some(cue) = statement.cue.first().map(|cue| view.analysis.within(*cue)) else { return false };
    let sentence = view.sentence(cue.start);
    let start = statement.source.first().map_or(cue.start, |source| view.analysis.within(*source).start);
    let from = cue.start.saturating_sub(2).max(sentence.start);
    let modal = |at: usize| matches!(view.word(at), "will" | "should" | "must" | "may" | "might" | "'ll");
    let condition = start.checked_sub(1).is_some_and(|at| {
        at >= sentence.start && matches!(view.word(at), "if" | "unless") && start < cue.start
    });
    // "will neither confirm nor deny", "may not deny that": no such word at all.
    let negated =
        (from..cue.end).any(|at| matches!(view.word(at), "not" | "n't" | "never" | "neither" | "nor"));
    (condition || (from..cue.end).any(modal)) && !negated
}

/// "considers aid to either side to be wrong": what is thought of a thing, and nothing of whether it is.
fn opines(view: &View<'_>, statement: &Statement) -> bool {
    let mut cue = statement.cue.iter().flat_map(|span| view.stretches(*span)).flatten();
    let mut content = statement.content.iter().flat_map(|span| view.stretches(*span));
    cue.any(|at| values(view, at)) && content.any(|words| is_valued(view, words))
}

/// What the verbs of a cue do to an event, with their places.
pub(super) fn cue_effects<'a>(
    view: &View<'a>,
    statement: &Statement,
) -> impl Iterator<Item = (usize, &'a Effect)> {
    let (lowered, wording) = (&view.lowered, &view.known.wording);
    let ranges = statement.cue.iter().flat_map(|span| view.stretches(*span));
    ranges.flat_map(|range| range.clone().map(move |at| at..range.end)).flat_map(move |rest| {
        let at = rest.start;
        let meanings = wording.governor_at(&lowered[rest]).map(|(_, meanings)| meanings);
        meanings
            .into_iter()
            .flatten()
            .filter_map(move |(kind, effect)| matches!(kind, GovernorKind::Verb(_)).then_some((at, effect)))
    })
}
