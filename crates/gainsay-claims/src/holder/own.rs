//! "The foreign minister" who says what a state will not do, or has not done: that state's.

use super::home::is_voice;
use super::stands::{Described, Reading};
use super::whose::Asked;
use super::{LOOK_BACK, Met, Who};
use crate::view::View;
use gainsay_knowledge::EntityKind;
use gainsay_record::{Holder, Tag};
use std::ops::Range;

/// How many tokens behind a source what it says may open.
const OPENS: usize = 6;

/// How many tokens behind the subject its "not" may stand.
const DENIES: usize = 14;

/// "Spain will let no such vessel call at its ports, the foreign minister repeated": nobody but a state's own minister says so, unless
/// the words before have spoken of another state's "foreign minister", or let somebody speak in the same paragraph.
pub(super) fn of_own_deeds(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let reading = Reading::new(view, ranges);
    if !matches!(view.word(first.start), "the" | "a" | "an") || reading.former || !reading.mentions.is_empty()
    {
        return None;
    }
    let one = reading.described.iter().find(|one| is_voice(view, one))?;
    // "a ministry" is one of which the page has not spoken, "a ministry spokesman" somebody's.
    if view.word(first.start) != "the" && !one.sector.people {
        return None;
    }
    if !matches!(one.sector.code, "GOV" | "MIL" | "") || !is_at_home(view, &first) {
        return None;
    }
    let asked = Asked { view, one, first: first.clone(), met };
    let state = told_before(&asked).or_else(|| told_behind(&asked))?;
    let before = || met.iter().rev().take(LOOK_BACK).filter(|other| other.tokens.start < first.start);
    let paragraph = asked.paragraph(first.start);
    let spoke = before().any(|other| paragraph.start <= other.tokens.start && other.who.is_resolved());
    let other_state = |other: &&Met| {
        other.who.holder.as_ref().and_then(|holder| holder.state()).is_some_and(|of| of != state)
    };
    let taken = before().filter(other_state).any(|other| is_called_so(view, one, &other.tokens));
    (!spoke && !taken).then(|| Who { holder: Some(asked.of(state)), ..own.clone() })
}

/// "*One of its leaders* told a radio station": of the armed group, company or body that spoke last before, in the same paragraph or
/// the one before it.
pub(super) fn one_of_its(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let one = matches!(view.word(first.start), "one" | "two" | "some" | "several" | "another")
        && view.word(first.start + 1) == "of"
        && matches!(view.word(first.start + 2), "its" | "their");
    if !one || !view.mentions_in(first.clone()).is_empty() {
        return None;
    }
    let last = met.iter().rev().find(|other| other.tokens.start < first.start)?;
    let holder = last.who.holder.as_ref()?;
    let body = matches!(holder.sector(), Some("REB" | "BUS" | "NGO" | "IGO" | "OPP"));
    let paragraph = view.paragraph(first.start);
    let near = view.paragraph(paragraph.saturating_sub(1)) <= last.tokens.start;
    (body && near).then(|| Who { holder: Some(holder.clone()), ..own.clone() })
}

/// "*The secretary of state* had said": an office that goes by this name in one state alone, unless the page has told of another's.
pub(super) fn of_one_state(view: &View<'_>, ranges: &[Range<usize>], own: &Who, met: &[Met]) -> Option<Who> {
    let first = ranges.first()?.clone();
    let opens = first.start + usize::from(view.word(first.start) == "the");
    let (length, code) = view.known.names.sole.at(view.lowered.get(opens..first.end)?)?;
    let end = opens + length;
    // "The secretary of state for defence" is another's.
    let alone = end == first.end && !matches!(view.word(end), "for" | "of" | "at" | "in");
    let other = |other: &&Met| {
        let state = other.who.holder.as_ref().and_then(|holder| holder.state());
        state.is_some_and(|state| state != &code[..3])
            && view.lowered[other.tokens.clone()]
                .windows(length)
                .any(|some| *some == view.lowered[opens..end])
    };
    let taken = met.iter().rev().take(LOOK_BACK).any(|met| other(&met));
    (alone && !taken).then(|| Who { holder: Some(Holder::new(&**code)), ..own.clone() })
}

/// Whether no words right behind a source say that it is elsewhere: "the ambassador there".
fn is_at_home(view: &View<'_>, source: &Range<usize>) -> bool {
    !super::home::is_abroad(view, source) && view.word(source.end) != "there"
}

/// Whether the words of a source before are those of the description: "India's *foreign ministry*", "the foreign ministry".
fn is_called_so(view: &View<'_>, one: &Described, tokens: &Range<usize>) -> bool {
    let words = &view.lowered[one.tokens.clone()];
    view.lowered[tokens.clone()].windows(words.len().max(1)).any(|some| some == words)
}

/// The state that is the subject of what stands before the source, and is said not to do a thing.
fn told_before<'a>(asked: &Asked<'_, 'a>) -> Option<&'a str> {
    let before = asked.before();
    let state = asked.subject()?;
    let mention = asked.view.mentions_in(before.clone()).iter().find(|it| it.state() == Some(state))?;
    // China “has never sold any”: what is quoted opens behind the subject.
    let behind = mention.end
        + usize::from(asked.view.tag(mention.end) == Tag::Punct && asked.view.word(mention.end) != ",");
    denies(asked.view, behind..before.end.min(mention.end + DENIES)).then_some(state)
}

/// The state that is the subject of what stands behind the source and its cue, and is said not to do a thing.
fn told_behind<'a>(asked: &Asked<'_, 'a>) -> Option<&'a str> {
    let view = asked.view;
    let end = view.sentence(asked.first.start).end;
    let from = (asked.first.end..end.min(asked.first.end + OPENS)).find(|&at| view.word(at) == "that")?;
    let mention = view.mentions_in(from + 1..end).first()?;
    let subject = mention.start <= from + 2
        && mention.entity.kind == EntityKind::State
        && asked.is_subject(mention, end)
        && matches!(view.tag(mention.end), Tag::Verb | Tag::Aux | Tag::Adv);
    (subject && denies(view, mention.end..end.min(mention.end + DENIES))).then(|| mention.state())?
}

/// Whether some words deny what they tell, of a state's own doing: no "has no right to".
fn denies(view: &View<'_>, words: Range<usize>) -> bool {
    let no =
        |at: usize| matches!(view.word(at), "not" | "n't" | "never" | "no" | "none" | "nothing" | "neither");
    let judged = |at: usize| view.known.wording.no_deed.at(&view.lowered[at..words.end]).is_some();
    let verb = matches!(view.tag(words.start), Tag::Verb | Tag::Aux | Tag::Adv);
    verb && words.clone().any(no) && !words.clone().any(judged)
}
