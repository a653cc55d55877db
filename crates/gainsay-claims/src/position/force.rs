//! How the cue of a statement turns its words.

use crate::stance::CueForce;
use crate::view::View;
use gainsay_knowledge::{GovernorKind, Progress};
use gainsay_record::{Act, Kind, Level, Statement, Tag};
use std::ops::Range;

/// How many words before a cue may undo it: "would not go so far as to" confirm.
const BEFORE: usize = 7;

/// How many words before a cue may say that it is left off: "grew tired of" denying.
const LEFT_OFF: usize = 4;

/// How many words before a verb of leaving off a "not" may stand: "did not ever stop".
const NOT: usize = 3;

/// How many words behind "warned" tell whom, before "against": "warned the South Korean government against".
const WARNED: usize = 7;

/// How many words behind a cue tell what it calls something: "as wholly fake news".
const CALLED: usize = 4;

/// How the statement's cue turns its words.
pub(super) fn force(view: &View<'_>, statement: &Statement) -> CueForce {
    let cue: Vec<Range<usize>> = statement.cue.iter().flat_map(|span| view.stretches(*span)).collect();
    let persists = cue.iter().any(|range| persists(view, range.clone()));
    let effects = cue.iter().cloned().flatten().filter_map(|at| {
        let (_, mut meanings) = view.known.wording.governor_at(&view.lowered[at..])?;
        meanings.find(|(kind, _)| matches!(kind, GovernorKind::Verb(_))).map(|(_, effect)| effect)
    });
    let effects: Vec<_> = effects.collect();
    let undone = cue.iter().any(|range| is_undone(view, range.clone()))
        && !denies_by_it(view, statement, &cue)
        && !persists;
    let nobody = says_nobody(view, statement) && !denies_by_it(view, statement, &cue);
    let denies = |at: usize| cue_act(view, at) == Some(Act::Denies);
    let opens_door = cue.iter().cloned().flatten().any(denies)
        && !cue.iter().cloned().flatten().any(|at| cue_act(view, at) == Some(Act::Confirms));
    // "Neither the Kremlin nor Tehran denied it": two who are named, and say neither yes nor no.
    let neither = opens_door && names_several(view, statement);
    let (nobody, undone) = (nobody && !neither, undone || neither);
    let warned = |range: &Range<usize>| {
        let warns = range.clone().any(|at| matches!(view.word(at), "warn" | "warns" | "warned" | "warning"));
        let end = view.sentence(range.start).end.min(range.end + WARNED);
        let whom = (range.end..end).find(|&at| view.word(at) == "against");
        warns
            && whom.is_some_and(|at| !(range.end..at).any(|at| matches!(view.word(at), "that" | "of" | ",")))
    };
    let against = cue
        .iter()
        .any(|range| (range.start..=range.end).any(|at| view.word(at) == "against") || warned(range));
    let rules_out = effects.iter().any(|effect| effect.negative && effect.level == Some(Level::Plan));
    // "described as fake news the claim that".
    let called = || {
        let Some(cue) = statement.cue.last() else { return false };
        let behind = view.analysis.within(*cue).end;
        let end = view.sentence(behind.saturating_sub(1)).end.min(behind + CALLED);
        let words = view.lowered.get(behind..end).unwrap_or_default();
        let untrue = &view.known.wording.untrue;
        words.first().is_some_and(|word| word == "as")
            && (1..words.len()).any(|at| untrue.at(&words[at..]).is_some())
    };
    let act = match statement.act {
        Act::Says | Act::Asserts | Act::Assesses if called() => Act::Denies,
        // "Nobody could rule out that": neither a yes nor a no.
        Act::Denies | Act::Declines if nobody && rules_out => Act::Denies,
        // What nobody denies is so, says who says that.
        Act::Denies if nobody => Act::Says,
        Act::Declines if nobody && opens_door => Act::Says,
        // "does not cease to reject" rejects.
        Act::Declines if persists && opens_door => Act::Denies,
        // "not only denied it": all the more.
        Act::Declines if opens_door && cue.iter().any(|range| is_more(view, range.start)) => Act::Denies,
        // "did not rule out" is no silence.
        Act::Declines if undone && opens_door => Act::Denies,
        // "won't comment on": no answer.
        Act::Says if undone && effects.iter().any(|effect| effect.speaks) => Act::Declines,
        // "vetoed the export": no word of its own for a denial, and yet it shall not be.
        Act::Says
            if !undone
                && effects.iter().any(|effect| effect.negative && effect.level == Some(Level::Plan)) =>
        {
            Act::Denies
        }
        // "did not accept the finding".
        Act::Says | Act::Believes if undone && accepts(view, &cue) => Act::Denies,
        // Who warns against a thing wants it not to be.
        Act::Says if against => Act::Demands,
        // "considered supplying the howitzers inhumane": what is thought of it, and neither that it is nor that it will be.
        Act::Believes if deems(view, statement, &cue) => Act::Demands,
        act => act,
    };
    let plans = effects.iter().filter(|effect| effect.level == Some(Level::Plan)).count();
    CueForce {
        act,
        negative: act != Act::Declines
            && (undone && !(act == Act::Denies && accepts(view, &cue))
                || nobody && (act == statement.act || rules_out)),
        level: effects.iter().find_map(|effect| effect.level).filter(|_| act != Act::Declines),
        // "declined to comment" is no plan, "declined to rule out" is of one.
        meant: plans > usize::from(statement.act == Act::Declines),
        doubts: effects.iter().any(|effect| effect.doubt),
        nested: statement.nested_in.is_some(),
        narrated: statement.kind == Kind::Narrated,
        warns: cue.iter().cloned().flatten().any(|at| {
            matches!(view.word(at), "warn" | "warns" | "warned" | "warning" | "cautioned" | "threatened")
        }),
        shows: effects.iter().any(|effect| effect.shows),
        progress: effects
            .iter()
            .find_map(|effect| effect.progress)
            .filter(|progress| matches!(progress, Progress::Authorised | Progress::Agreed))
            .filter(|_| matches!(act, Act::Says | Act::Asserts | Act::Believes | Act::Confirms)),
    }
}

/// "have never concluded": the "never" is what denies, and undoes nothing.
fn denies_by_it(view: &View<'_>, statement: &Statement, cue: &[Range<usize>]) -> bool {
    let noun = |at: usize| {
        view.known.cues.noun_at(&view.lowered[at..]).is_some_and(|(_, cue)| cue.act == Act::Denies)
    };
    let denies = |at: usize| cue_act(view, at) == Some(Act::Denies) || noun(at);
    statement.act == Act::Denies && !cue.iter().cloned().flatten().any(denies)
}

/// Whether what somebody considers ends in what they consider it to be: "supplying them *inhumane*".
fn deems(view: &View<'_>, statement: &Statement, cue: &[Range<usize>]) -> bool {
    let considers = |at: usize| {
        matches!(
            view.word(at),
            "consider" | "considers" | "considered" | "considering" | "deem" | "deems" | "deemed"
        )
    };
    let Some(content) = statement.content.last().filter(|_| cue.iter().cloned().flatten().any(considers))
    else {
        return false;
    };
    let words = view.analysis.within(*content);
    let Some(last) = words.clone().rev().find(|&at| view.tag(at) != Tag::Punct) else { return false };
    let before = (words.start..last).rev().find(|&at| view.tag(at) != Tag::Adv);
    let noun = |at: usize| matches!(view.tag(at), Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num);
    // "to Ukraine inhumane", whatever it was heard as: nothing else stands behind a name.
    let name =
        |at: usize| view.mention_at(at).is_some_and(|one| one.form != gainsay_knowledge::Form::Adjective);
    let behind_name =
        |at: usize| name(at) && !name(last) && view.printed[last].starts_with(char::is_lowercase);
    before.is_some_and(|at| view.tag(last) == Tag::Adj && noun(at) || behind_name(at))
}

/// Whether a cue is of taking what somebody says for true.
fn accepts(view: &View<'_>, cue: &[Range<usize>]) -> bool {
    let accepts = |at: usize, end: usize| view.known.cues.disbelieving_at(&view.lowered[at..end]).is_some();
    cue.iter().any(|range| range.clone().any(|at| accepts(at, range.end)))
}

/// What is done by the verb of attribution that opens at a token.
fn cue_act(view: &View<'_>, at: usize) -> Option<Act> {
    view.known.cues.verb_at(&view.lowered[at..]).map(|(_, cue)| cue.act)
}

/// "did not deny", "stopped short of denying": what undoes a cue stands among its auxiliaries or right before it.
fn is_undone(view: &View<'_>, cue: Range<usize>) -> bool {
    let sentence = view.sentence(cue.start);
    let negates = |at: usize| {
        matches!(view.word(at), "not" | "n't" | "never" | "nor" | "cannot") && !is_only(view, at + 1)
    };
    let from = cue.start.saturating_sub(2).max(sentence.start);
    let phrase = |at: usize| {
        let found = view.known.wording.undoing.at(&view.lowered[at..cue.end]);
        // It reaches the cue, or stands in it.
        found.is_some_and(|(length, ())| at + length >= cue.start && at + length < cue.end)
    };
    let before = cue.start.saturating_sub(BEFORE).max(sentence.start);
    (from..cue.end).any(negates) || (before..cue.end).any(phrase) || leaving_off(view, &cue).is_some()
}

/// "not *only*", "not *merely*".
fn is_only(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "only" | "just" | "merely" | "simply")
}

/// "not only denied": whether what stands before a cue says that more than it was done.
fn is_more(view: &View<'_>, cue: usize) -> bool {
    cue >= 2 && is_only(view, cue - 1) && view.word(cue - 2) == "not"
}

/// "never tires of denying": what is not left off is done.
fn persists(view: &View<'_>, cue: Range<usize>) -> bool {
    let negates = |at: usize| matches!(view.word(at), "not" | "n't" | "never" | "cannot");
    let Some(left) = leaving_off(view, &cue) else { return false };
    let from = left.saturating_sub(NOT).max(view.sentence(cue.start).start);
    (from..cue.end).any(negates)
}

/// "has stopped denying", "ceased to deny": where the verb of leaving off opens that reaches a cue or stands in it.
fn leaving_off(view: &View<'_>, cue: &Range<usize>) -> Option<usize> {
    let from = cue.start.saturating_sub(LEFT_OFF).max(view.sentence(cue.start).start);
    (from..cue.end).find(|&at| {
        let found = view.known.wording.leaving_off.at(&view.lowered[at..cue.end]);
        // It leads up to the word of the cue, and is no such word itself.
        found.is_some_and(|(length, ())| at + length >= cue.start && at + length < cue.end)
    })
}

/// "Nobody has shown that": what nobody says is held by nobody; but that nobody denies it, or has confirmed it, is told of somebody.
pub(super) fn is_nobody(view: &View<'_>, statement: &Statement) -> bool {
    let source = statement.source.first().and_then(|span| view.stretches(*span).into_iter().next());
    let mut cue = statement.cue.iter().flat_map(|span| view.stretches(*span)).flatten();
    !cue.any(|at| cue_act(view, at) == Some(Act::Denies))
        && source.is_some_and(|range| {
            let words = &view.lowered[range];
            matches!(words, [one] if one == "nobody" || one == "none")
                || matches!(words, [no, one] if no == "no" && one == "one")
                // "Nothing in the papers indicates".
                || words.first().is_some_and(|first| first == "nothing")
        })
}

/// "Neither Belgrade nor Minsk": whether a source is of two who are named.
fn names_several(view: &View<'_>, statement: &Statement) -> bool {
    let source = statement.source.first().and_then(|span| view.stretches(*span).into_iter().next());
    source.is_some_and(|range| {
        let nor = range.clone().find(|&at| view.word(at) == "nor");
        nor.is_some_and(|nor| {
            let named = |part: Range<usize>| !view.mentions_in(part).is_empty();
            named(range.start..nor) && named(nor..range.end)
        })
    })
}

/// "No official has confirmed", "neither Chad nor Niger has confirmed".
fn says_nobody(view: &View<'_>, statement: &Statement) -> bool {
    let Some(range) = statement.source.first().and_then(|span| view.stretches(*span).into_iter().next())
    else {
        return false;
    };
    let word = |at: usize| matches!(view.word(at), "no" | "nobody" | "none" | "neither");
    word(range.start) || range.start > 0 && view.word(range.start - 1) == "neither"
}
