//! Cues in the passive: "Rwanda is accused by Kinshasa of arming", "Russia is reported to have bought", "It is understood that",
//! "has been denied by the air force". The subject is what is spoken of; who speaks stands behind "by", or nowhere.

use super::place::Placed;
use super::{Found, Reliance, noun};
use crate::cue;
use crate::source;
use crate::view::View;
use crate::when;
use gainsay_knowledge::Form;
use gainsay_record::{Act, Tag};
use std::ops::Range;

/// No parenthesis between "accused" and "of" is longer, in tokens.
const LONGEST_PARENTHESIS: usize = 20;

/// Reads it; nothing where no content is found.
pub fn read(view: &View<'_>, placed: &Placed, limit: usize, found: &mut Found) -> Option<()> {
    let hit = &placed.hit;
    let takes = hit.takes;
    let mut subject = found.source.take()?;
    // "That the bridge was a target has been denied": a clause as the subject.
    let start = placed.scope.start;
    if view.word(start) == "that" && view.has_verb(start + 1..subject.end) {
        subject = start..hit.group.start;
    }
    if let Some(noun) = noun::subject_of(view, &placed.scope, hit.group.start) {
        subject = noun..hit.group.start;
    }
    let mut at = hit.group.end;
    if let Some(parenthesis) = parenthesis(view, at, limit) {
        let speaks =
            if view.word(parenthesis.start) == "by" || view.word(parenthesis.start) == "in" { 1 } else { 0 };
        found.source = Some(parenthesis.start + speaks..parenthesis.end);
        at = parenthesis.end + 1;
    } else if at < limit && view.word(at) == "by" {
        let agent = agent(view, at, limit)?;
        // "a lawmaker who was briefed by the agency told reporters that": whoever is told does not speak.
        if takes.hearer && view.has_verb(agent.clone()) {
            return None;
        }
        at = agent.end;
        // "accused by Kinshasa on Monday of arming".
        let named = (agent.start + 1..agent.end)
            .find(|&here| when::time_phrase(view, here, agent.end) == Some(agent.end));
        found.when.extend(named.map(|time| time..agent.end));
        found.source = Some(agent.start..named.unwrap_or(agent.end));
        if at < limit && view.word(at) == "," {
            at += 1;
        }
    } else if matches!(hit.act, Act::Denies | Act::Confirms)
        && let Some(end) = capital(view, at, limit)
    {
        found.source = Some(at + 1..end);
        at = end;
    }
    if let Some(end) = when::time_phrase(view, at, limit) {
        found.when.push(at..end);
        at = end;
    }
    let impersonal = view.word(subject.start) == "it" && subject.len() == 1;
    let head = subject.start..first_comma(view, &subject);
    let next = if at < limit { view.word(at) } else { "" };
    match next {
        "that" if impersonal || found.source.is_some() => {
            found.content.push(at..limit);
            found.reliance = Reliance::Clear;
        }
        "of" | "for" if takes.target => {
            found.content.extend([subject, at..limit]);
            found.reliance = Reliance::Clear;
        }
        "to" if takes.clause && !takes.hearer => {
            found.content.extend([subject, at..limit]);
            if matches!(hit.act, Act::Says | Act::Asserts | Act::Reports) {
                found.reliance = Reliance::Clear;
            }
        }
        "as" if takes.rating && found.source.is_some() => {
            found.content.extend([subject, at..limit]);
            found.reliance = Reliance::Clear;
        }
        // "has been denied by the air force", "The sale, first reported by a newspaper".
        _ if found.source.is_some()
            && !impersonal
            && (matches!(hit.act, Act::Denies | Act::Confirms | Act::Declines)
                || cue::reduced(view, hit).is_some()) =>
        {
            found.content.push(head);
            found.reliance = Reliance::Clear;
        }
        _ => return None,
    }
    Some(())
}

/// The end of "in Tehran", where a capital stands for its government: "The sale was denied in Tehran".
fn capital(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let place = at + 1..limit.min(at + 4);
    let name = (at < limit && view.word(at) == "in").then(|| view.names_at(place.start, place.end))??;
    (name.2 == Form::Capital).then_some(at + 1 + name.0)
}

/// Who speaks behind "by": up to what opens the content, else a noun phrase.
fn agent(view: &View<'_>, by: usize, limit: usize) -> Option<Range<usize>> {
    let opens =
        |here: usize| matches!(view.word(here), "of" | "to" | "as" | "that" | "for" | ",") && here > by + 1;
    let gerund =
        |here: usize| matches!(view.word(here), "of" | "for") && view.word(here + 1).ends_with("ing");
    let end = (by + 1..limit).find(|&here| opens(here) && (gerund(here) || !follows_body(view, here)));
    match end {
        Some(end) => Some(by + 1..end),
        None => source::after(view, by + 1, limit),
    }
}

/// ", in a letter signed by nine states," between the verb and "of".
fn parenthesis(view: &View<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    if at >= limit || view.word(at) != "," || !matches!(view.word(at + 1), "in" | "by") {
        return None;
    }
    let end = (at + 2..limit.min(at + LONGEST_PARENTHESIS)).find(|&here| view.word(here) == ",")?;
    matches!(view.word(end + 1), "of" | "to" | "that" | "as").then_some(at + 1..end)
}

/// Whether "of" belongs to a name before it: "the Ministry of Defence", "the government of Sudan".
fn follows_body(view: &View<'_>, of: usize) -> bool {
    view.word(of) == "of" && view.known.names.sector_at(&view.lowered[of - 1..]).is_some()
}

fn first_comma(view: &View<'_>, range: &Range<usize>) -> usize {
    range.clone().find(|&at| view.tag(at) == Tag::Punct && view.word(at) == ",").unwrap_or(range.end)
}
