//! What stands after a cue: hearers, words of time and place, those cited; and where the content begins.

use crate::cue::{Construction, Hit};
use crate::view::View;
use crate::when::{fronted_times, time_phrase};
use gainsay_record::{Relation, Tag};
use std::ops::Range;

/// No aside between a cue and its "that" is longer, in tokens.
const LONGEST_ASIDE: usize = 16;

/// The way from a cue to its content.
#[derive(Debug, Default)]
pub struct Tail {
    /// Where the content begins; the limit, where there is none.
    pub content: usize,
    /// Whether "that" opens it.
    pub that: bool,
    /// Whether a colon, or a comma before a quotation, opens it.
    pub opened: bool,
    /// Whether a comma stands where the content would begin: ", he said, ".
    pub comma: bool,
    /// Whether an aside between commas stands before it: ", citing two diplomats, that".
    pub beyond: bool,
    /// Words of time.
    pub when: Vec<Range<usize>>,
    /// Who was told.
    pub hearer: Option<Range<usize>>,
    /// Those cited: ", citing two diplomats, that".
    pub cited: Vec<Range<usize>>,
}

/// Walks from the end of a cue's verb group to its content.
pub fn tail(view: &View<'_>, hit: &Hit, from: usize, limit: usize) -> Tail {
    let mut tail = Tail { content: limit, ..Tail::default() };
    let mut at = from;
    if hit.takes.hearer {
        at = after_hearer(view, at, limit);
        tail.when.extend(fronted_times(view, from..at));
        tail.hearer = (at > from).then_some(from..at);
    }
    while at < limit {
        let next = match view.word(at) {
            "that" if view.tag(at) == Tag::Det || view.tag(at) == Tag::Sconj => {
                tail.that = true;
                tail.content = at;
                return tail;
            }
            ":" => {
                tail.opened = true;
                tail.content = at + 1;
                return tail;
            }
            "," => {
                if at + 1 < limit && view.is_quote_mark(at + 1) {
                    tail.opened = true;
                    tail.content = at + 1;
                    return tail;
                }
                match citing(view, at + 1, limit) {
                    Some(cited) => {
                        let mut end = cited.end;
                        tail.cited.push(cited);
                        // "citing Yonhap, which quoted a lawmaker, that"
                        while let Some(more) = citing(view, end + 1, limit).filter(|_| view.word(end) == ",")
                        {
                            end = more.end;
                            tail.cited.push(more);
                        }
                        tail.beyond = true;
                        if end < limit && view.word(end) == "," { end + 1 } else { end }
                    }
                    None => match beyond_aside(view, at, limit) {
                        Some(that) => {
                            tail.beyond = true;
                            that
                        }
                        None => {
                            tail.comma = true;
                            tail.content = at;
                            return tail;
                        }
                    },
                }
            }
            _ if view.is_quote_mark(at) => {
                tail.content = at;
                return tail;
            }
            "–" | "—" => match beyond_dashes(view, at, limit) {
                Some(that) => {
                    tail.beyond = true;
                    that
                }
                None => break,
            },
            "on" | "about" if hit.construction == Construction::Declining => break,
            _ => match time_phrase(view, at, limit) {
                // "confirmed the night flights": which flights.
                Some(end) if hit.takes.object && view.word(at) == "the" && view.tag(end) == Tag::Noun => {
                    break;
                }
                Some(end) => {
                    tail.when.push(at..end);
                    end
                }
                None => match setting(view, at, limit) {
                    Some(end) => end,
                    // "conceded under pressure from the opposition that": how it was said.
                    None if matches!(view.word(at), "under" | "amid" | "to" | "through")
                        && hit.takes.clause
                        && let Some(that) = beyond_manner(view, at, limit) =>
                    {
                        that
                    }
                    // "said only Russians were there": what is said begins with it.
                    None if view.word(at) == "only" && !matches!(view.word(at + 1), "that" | ":") => break,
                    None if view.tag(at) == Tag::Adv
                        && !matches!(
                            view.word(at),
                            "there" | "when" | "where" | "how" | "why" | "whether"
                        )
                        && at + 1 < limit
                        && !hit.takes.object =>
                    {
                        at + 1
                    }
                    None => break,
                },
            },
        };
        at = next;
    }
    tail.content = at.min(limit);
    tail
}

/// The "that" behind a phrase without a verb which opens at this preposition.
fn beyond_manner(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let stops = |&at: &usize| {
        view.word(at) == "that"
            || matches!(view.tag(at), Tag::Verb | Tag::Aux | Tag::Punct | Tag::Sconj | Tag::Cconj)
    };
    let that = (at + 1..limit.min(at + LONGEST_ASIDE)).find(stops)?;
    // "to a report that it had bought": the noun's, not the verb's.
    let noun = view.known.cues.noun_at(&view.lowered[that - 1..that]).is_some();
    (view.word(that) == "that" && that + 1 < limit && !noun).then_some(that)
}

/// "reported, without naming a source, that": the "that" behind an aside which opens at this comma.
fn beyond_aside(view: &View<'_>, comma: usize, limit: usize) -> Option<usize> {
    let opens = matches!(view.tag(comma + 1), Tag::Adp | Tag::Sconj | Tag::Adv) || view.is_time(comma + 1);
    let close = (comma + 2..limit.min(comma + LONGEST_ASIDE)).find(|&at| view.word(at) == ",")?;
    (opens && view.word(close + 1) == "that" && close + 2 < limit).then_some(close + 1)
}

/// "insists – and has shown reporters fragments to prove it – that": the "that" behind an aside between dashes.
pub fn beyond_dashes(view: &View<'_>, dash: usize, limit: usize) -> Option<usize> {
    let close = (dash + 1..limit.min(dash + LONGEST_ASIDE)).find(|&at| view.word(at) == view.word(dash))?;
    (view.word(close + 1) == "that" && close + 2 < limit).then_some(close + 1)
}

/// Passes over whom something is told: "told reporters that", "told the BBC there was".
fn after_hearer(view: &View<'_>, from: usize, limit: usize) -> usize {
    let near = limit.min(from + 14);
    let opens = |at: usize| {
        (view.word(at) == "that" && at > from) || matches!(view.word(at), ":" | ",") || view.is_quote_mark(at)
    };
    if let Some(end) = (from..near).find(|&at| opens(at)) {
        // "told reporters Russia had bought shells, which": a comma far off says nothing of the hearer.
        // Nor does a mark behind a verb: "told parliament he could “neither confirm nor deny”".
        let parts = view.word(end) == "," || view.is_quote_mark(end) && view.has_verb(from..end);
        // "told reporters he was certain that": a pronoun with its verb is what was told.
        let pronoun = |at: usize| {
            matches!(view.word(at), "he" | "she" | "it" | "they" | "we" | "i")
                && matches!(view.tag(at + 1), Tag::Verb | Tag::Aux)
        };
        let told = (from + 1..end).any(pronoun);
        if !told && !parts
            || !told && end + 1 < limit && (view.is_quote_mark(end + 1) || !view.has_verb(from..end))
        {
            return end;
        }
    }
    let mut at = from;
    if at < limit && view.tag(at) == Tag::Pron {
        return at + 1;
    }
    while at < limit && matches!(view.tag(at), Tag::Det | Tag::Adj) {
        at += 1;
    }
    while at < limit && matches!(view.tag(at), Tag::Noun | Tag::Propn) {
        let name_ended = view.tag(at) == Tag::Propn && at > from && view.tag(at - 1) == Tag::Noun;
        if name_ended {
            break;
        }
        at += 1;
    }
    at
}

/// Where something is said: "in a statement", "at a briefing in Vienna", "on state television".
fn setting(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if !matches!(view.word(at), "in" | "at" | "during" | "on" | "via" | "through" | "to" | "from") {
        return None;
    }
    let mut end = at + 1;
    let owned = |at: usize| matches!(view.word(at), "its" | "their" | "his" | "her");
    // "in an *emailed* statement", "in a pre-*recorded* address": a participle between the article and its noun.
    let describes = |at: usize| {
        let noun = |at: usize| at < limit && matches!(view.tag(at), Tag::Noun | Tag::Adj);
        match view.word(at) {
            "-" | "‐" | "‑" => true,
            word if view.tag(at) == Tag::Verb => {
                (word.ends_with("ed") || word.ends_with("en")) && noun(at + 1)
            }
            _ => view.tag(at) == Tag::Adv && view.word(at + 1) == "-",
        }
    };
    while end < limit
        && (matches!(view.tag(end), Tag::Det | Tag::Adj) || owned(end) || end > at + 1 && describes(end))
        && view.word(end) != "that"
    {
        end += 1;
    }
    let nouns = end;
    while end < limit && matches!(view.tag(end), Tag::Noun | Tag::Propn) {
        // "in a statement Russia had bought": a name after a common noun opens the content.
        if view.tag(end) == Tag::Propn && end > nouns && view.tag(end - 1) == Tag::Noun {
            break;
        }
        end += 1;
    }
    if end == nouns {
        return None;
    }
    // "on condition of anonymity", "in an interview with the agency".
    while end + 1 < limit && matches!(view.word(end), "of" | "with") {
        let mut next = end + 1;
        while next < limit
            && matches!(view.tag(next), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn)
            && view.word(next) != "that"
        {
            next += 1;
        }
        if next == end + 1 {
            break;
        }
        end = next;
    }
    // "in a post seen by the BBC that".
    if view.known.cues.carries(&view.lowered[end..limit.min(end + 1)]) && view.word(end + 1) == "by" {
        let that = (end + 2..limit.min(end + LONGEST_ASIDE)).find(|&at| view.word(at) == "that");
        end = that.unwrap_or(end);
    }
    // "in a communique read on state television": how the paper reached the outlet.
    if end < limit && view.known.cues.places(view.word(end)) && view.tag(end + 1) == Tag::Adp {
        let mark = |&at: &usize| matches!(view.word(at), "that" | "," | ":") || view.is_quote_mark(at);
        end = (end + 1..limit.min(end + LONGEST_ASIDE)).find(mark).unwrap_or(limit);
    }
    // Only what leads to the content is passed over; else it may be the content itself ("said in Moscow ...").
    let indefinite = matches!(view.word(at + 1), "a" | "an" | "his" | "her" | "its" | "their");
    let opens = end >= limit
        || matches!(
            view.word(end),
            "that" | ":" | "," | "on" | "in" | "to" | "with" | "for" | "by" | "of" | "after" | "at"
        )
        || view.is_quote_mark(end);
    (opens || indefinite).then_some(end)
}

/// Those cited by a phrase that starts at `at`: "citing two diplomats". Up to the next comma, "that" or mark.
pub fn citing(view: &View<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let length = view.known.cues.citing_at(view.lowered.get(at..limit)?)?;
    let start = at + length;
    let end = (start..limit)
        .find(|&here| matches!(view.word(here), "," | "that" | ";" | ":") || view.is_quote_mark(here))
        .unwrap_or(limit);
    (end > start && end - start < 40).then_some(start..end)
}

/// The end of a content without a trailing ", citing ...", which is noted in `cited`.
pub fn cut_citing(view: &View<'_>, range: Range<usize>, cited: &mut Vec<Range<usize>>) -> usize {
    for at in range.clone().skip(1) {
        if let Some(named) = citing(view, at, range.end) {
            let end = if view.word(at - 1) == "," { at - 1 } else { at };
            cited.push(named);
            return end;
        }
    }
    range.end
}

/// A range without the commas and dashes at its edges.
pub fn trim_marks(view: &View<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && matches!(view.word(range.start), "," | "-" | "–" | "—") {
        range.start += 1;
    }
    while range.start < range.end && matches!(view.word(range.end - 1), "," | "-" | "–" | "—") {
        range.end -= 1;
    }
    range
}

/// "the enemy the bridge": two noun phrases side by side, of which the first is given, or refused, the second.
pub fn is_given_something(view: &View<'_>, range: &Range<usize>) -> bool {
    let mut at = range.start;
    while at < range.end && matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Num) {
        at += 1;
    }
    let nouns = at;
    while at < range.end && matches!(view.tag(at), Tag::Noun | Tag::Propn | Tag::Pron) {
        at += 1;
    }
    at > nouns
        && at < range.end
        && view.tag(at) == Tag::Det
        && view.word(at) != "that"
        && !view.is_time(at + 1)
        // "denied the allegation the same day".
        && !(view.tag(at + 1) == Tag::Adj && view.is_time(at + 2))
}

/// "According to plan", "stored according to calibre": nobody, but a manner. One bare common noun in the singular is that of
/// nobody who speaks.
pub fn is_manner(view: &View<'_>, source: &Range<usize>) -> bool {
    let noun = source.start;
    let word = view.word(noun);
    let bare = source.len() == 1 || view.tag(noun + 1) == Tag::Punct;
    let common = view.tag(noun) == Tag::Noun
        && view.printed(noun).starts_with(char::is_lowercase)
        && !word.ends_with('s')
        && view.known.reference.noun(word).is_none()
        && view.known.names.sector_at(&view.lowered[noun..]).is_none();
    bare && (view.known.cues.is_nobody(word) || common && view.relation(noun) != Relation::Nsubj)
}

/// Who passes words on, in a range of tokens: "carried by the state news agency", "quoted by a newspaper".
pub fn carried(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let by = range
        .clone()
        .skip(1)
        .find(|&at| view.word(at) == "by" && view.known.cues.carries(&view.lowered[at - 1..at]))?;
    let end = (by + 1..range.end)
        .find(|&at| {
            matches!(view.word(at), "," | ";" | ":" | "as" | "that" | "on" | "in" | "late" | "early")
                || view.is_time(at)
                || view.is_quote_mark(at)
                || matches!(view.tag(at), Tag::Verb | Tag::Aux)
        })
        .unwrap_or(range.end);
    (end > by + 1).then_some(by + 1..end)
}

/// Those cited within a range of tokens.
pub fn cited_in(view: &View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    range.clone().filter_map(|at| citing(view, at, range.end)).take(1).collect()
}
