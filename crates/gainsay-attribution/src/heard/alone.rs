//! Why a rule is kept of whose words nothing was heard.

use super::measure::{meets, share};
use super::pair::Pair;
use crate::cue::Construction;
use crate::sentence::Reliance;
use gainsay_record::{Act, Relation, Tag};
use std::ops::Range;

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It stands inside words that are attributed: no corpus marks nesting, so the network never heard it.
    Nested,
    /// The page is about what the frames cover: the rules were written for it.
    Covered,
    /// A headline attributes by a mark alone, and corpora have few headlines.
    Mark,
    /// What is said, the network hears; that something is denied or left unanswered is rarer, and the rules know.
    Answer,
    /// Its words can mean nothing else.
    Clear,
    /// The network heard the cue, and only lost what it attributes.
    HalfHeard,
    /// "saying ... and adding": a participle beside another, whose words the network heard as one.
    Tied,
    /// The tree bears it out: the source is the subject of the cue, and what is said a clause of it.
    Tree,
}

/// The reason to keep it, if there is one.
pub fn reason(pair: &Pair<'_, '_, '_>) -> Option<Reason> {
    let rule = pair.rule;
    let inside = pair.near.iter().any(|found| share(&rule.cue, &found.content) > 0.99);
    // "The ministry denied on Tuesday that it had, the agency reported": the network heard the agency, and of the ministry only
    // what it denied.
    let heard = |cue: &Range<usize>| pair.near.iter().any(|found| meets(&found.cue, cue));
    let answers = matches!(rule.act, Act::Denies | Act::Declines | Act::Accuses | Act::Confirms);
    let told = |own: &Range<usize>| pair.page.told_by(rule.sentence, own).any(heard);
    if inside || answers && rule.cue.first().is_some_and(told) {
        // What is uncertain inside of what somebody says is uncertain to that somebody.
        return (rule.construction != Construction::Adverb).then_some(Reason::Nested);
    }
    if !is_apart(pair) {
        return None;
    }
    match () {
        () if pair.page.covered => Some(Reason::Covered),
        () if rule.construction == Construction::Mark => Some(Reason::Mark),
        () if answers => Some(Reason::Answer),
        () if rule.reliance >= Reliance::Clear => Some(Reason::Clear),
        () if rule.cue.iter().any(|cue| meets(&pair.page.without_content, cue)) => Some(Reason::HalfHeard),
        () if is_tied(pair) => Some(Reason::Tied),
        () if is_borne_out(pair) => Some(Reason::Tree),
        () => None,
    }
}

/// Whether nothing was heard of its cue, and nothing of its words, though two may speak of the same words.
fn is_apart(pair: &Pair<'_, '_, '_>) -> bool {
    let rule = pair.rule;
    !pair.near.iter().any(|found| {
        // "rejected a newspaper report that it had ordered rockets": all that was heard lies in what the rule has as said.
        // But not of a participle: "When assessing the deal, an official claimed".
        let inside = rule.construction != Construction::Participle
            && [&found.cue, &found.content].into_iter().all(|words| share(words, &pair.words) > 0.99);
        let crossed = found.cue.iter().any(|cue| meets(&pair.words, cue))
            || found.cue.iter().chain(&found.content).any(|range| meets(&rule.cue, range))
            || found.content.iter().any(|range| meets(&pair.words, range))
                && rule.reliance == Reliance::Usual;
        !inside && crossed || rule.construction == Construction::Mark && found.sentence == rule.sentence
    })
}

/// Whether it is a participle tied to another cue of its sentence that is one.
fn is_tied(pair: &Pair<'_, '_, '_>) -> bool {
    let page = pair.page;
    let sentence = |cue: &Range<usize>| page.view.sentence_of(cue.start);
    pair.rule.cue.first().is_some_and(|own| {
        page.is_tied_participle(own)
            && pair.cues().any(|(other, _)| {
                other.start < own.start && page.is_participle(other) && sentence(other) == sentence(own)
            })
    })
}

/// Whether the tree agrees: a verb with its subject in the source and a clause in the content.
fn is_borne_out(pair: &Pair<'_, '_, '_>) -> bool {
    let (view, rule) = (pair.page.view, pair.rule);
    let (Some(source), Some(cue)) = (&rule.source, rule.cue.first()) else { return false };
    let verb = view.verb_of(cue);
    let subject = view.dependent(verb, Relation::Nsubj, source.clone()).is_some();
    let clause =
        pair.words.iter().any(|range| view.dependent(verb, Relation::Ccomp, range.clone()).is_some());
    view.tag(verb) == Tag::Verb && subject && clause
}
