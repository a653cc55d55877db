//! The words of a source made whole, whoever found it: the noun that a relative pronoun stands for, the rest of a noun phrase
//! of which the end was heard, and no words that say when.

use crate::sentence::Found;
use crate::source;
use crate::view::View;
use crate::when;
use gainsay_record::{Relation, Tag};
use std::ops::Range;

/// No source is longer than this, in tokens.
const LONGEST: usize = 45;
/// Brackets that belong to a name hold no more than this.
const LONGEST_BRACKET: usize = 5;
/// An aside between a noun and the clause that describes it is no longer than this.
const LONGEST_ASIDE: usize = 24;

/// Makes the source of a statement whole.
pub fn make_whole(view: &View<'_>, found: &mut Found) {
    let Some(source) = found.source.clone().filter(|source| !source.is_empty()) else { return };
    let sentence = View::range(&view.analysis.sentences[view.sentence_of(source.start)]);
    let left = source::behind_dateline(view, &sentence);
    let source = before_auxiliary(view, left, &source).unwrap_or(source);
    let source = described(view, left, &source).unwrap_or(source);
    let (source, when) = without_times(view, source);
    found.when.extend(when);
    let cue = found.cue.first().filter(|cue| cue.start >= source.end).cloned();
    let source = match &cue {
        Some(cue) => up_to_cue(view, whole(view, left, cue, source), cue),
        None => source,
    };
    let apart = |range: &Range<usize>| range.end <= source.start || source.end <= range.start;
    if found.content.iter().chain(&found.cue).all(apart) {
        found.source = Some(source);
    }
}

/// "which had *for months* denied": words of time between an auxiliary and its verb name nobody; who speaks stands before both.
fn before_auxiliary(view: &View<'_>, left: usize, source: &Range<usize>) -> Option<Range<usize>> {
    let times = matches!(view.word(source.start), "for" | "since" | "in" | "over" | "during")
        && source.clone().any(|at| view.is_time(at))
        && source.clone().all(|at| view.tag(at) != Tag::Propn);
    let auxiliary =
        source.start.checked_sub(1).filter(|&at| times && matches!(view.word(at), "has" | "have" | "had"))?;
    Some(source::before(view, left, auxiliary)?.tokens)
}

/// "the service, *which* said": what a source that is a relative pronoun stands for.
pub fn antecedent(view: &View<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let relative = source.len() == 1 && matches!(view.word(source.start), "who" | "which" | "that");
    let sentence = View::range(&view.analysis.sentences[view.sentence_of(source.start)]);
    let left = source::behind_dateline(view, &sentence);
    if relative { noun_before(view, left, source.start) } else { None }
}

/// "the government, *which has fled to Tobruk*, said", "fifteen states, *among them France*, said": the noun that is described,
/// with what describes it.
fn described(view: &View<'_>, left: usize, source: &Range<usize>) -> Option<Range<usize>> {
    let opens = source.start;
    let describes = matches!(view.word(opens), "who" | "which" | "among" | "including");
    let behind_comma = opens > left && view.word(opens - 1) == ",";
    if source.len() < 2 || !describes || !behind_comma {
        return None;
    }
    Some(noun_before(view, left, opens)?.start..source.end)
}

/// The noun phrase that stands before a relative pronoun, a comma apart: "South Korea's spy agency, which", "the guerrillas
/// of the ELN, who".
fn noun_before(view: &View<'_>, left: usize, pronoun: usize) -> Option<Range<usize>> {
    let comma = pronoun > left && view.word(pronoun - 1) == ",";
    let end = pronoun - usize::from(comma);
    let mut start = end;
    while start > left && end - start < LONGEST && is_of_phrase(view, left, start - 1) {
        start -= 1;
    }
    // "in Mombasa, who": a preposition that nothing stands before is none of the phrase's.
    while start < end && matches!(view.tag(start), Tag::Adp | Tag::Cconj | Tag::Punct | Tag::Part) {
        start += 1;
    }
    (start..end).any(|at| view.is_nominal(at)).then_some(start..end)
}

/// Whether the word at `at` goes on, to the left, with a noun phrase.
fn is_of_phrase(view: &View<'_>, left: usize, at: usize) -> bool {
    let word = view.word(at);
    match view.tag(at) {
        Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num => !view.is_time(at),
        Tag::Part => word != "to" && word != "not",
        Tag::Pron => matches!(word, "its" | "their" | "his" | "her" | "our" | "those"),
        Tag::Punct => matches!(word, "-" | "’" | "'") && view.joins(at),
        // "the head of an aid group in Mombasa": between two nouns.
        Tag::Adp => {
            matches!(word, "of" | "in" | "at" | "from" | "for") && at > left && view.is_nominal(at - 1)
        }
        _ => false,
    }
}

/// A source without words that say when before or behind it: "A year ago it", "the service last week".
fn without_times(view: &View<'_>, mut source: Range<usize>) -> (Range<usize>, Vec<Range<usize>>) {
    let mut when = Vec::new();
    let opens = view.word(source.start);
    // "A day after France and its partners".
    if view.is_time(source.start + 1)
        && matches!(view.word(source.start + 2), "after" | "before")
        && source.len() > 3
    {
        source.start += 3;
        return (source, when);
    }
    let counted = view.tag(source.start) == Tag::Num
        || view.is_time(source.start + 1)
            && matches!(opens, "a" | "an" | "last" | "this" | "that" | "earlier" | "several" | "some");
    if counted
        && let Some(end) = when::time_phrase(view, source.start, source.end)
        && end < source.end
        && (matches!(view.tag(end), Tag::Det | Tag::Propn | Tag::Pron) || view.word(end - 1) == "ago")
    {
        when.push(source.start..end);
        source.start = end + usize::from(view.word(end) == "," && end + 1 < source.end);
    }
    let trails = |at: &usize| {
        let leads = matches!(view.word(*at), "last" | "this" | "on" | "earlier" | "late" | "early");
        leads && when::time_phrase(view, *at, source.end) == Some(source.end)
    };
    if let Some(time) = (source.start + 1..source.end).find(trails)
        && view.is_nominal(time - 1)
    {
        when.push(time..source.end);
        source.end = time;
    }
    (source, when)
}

/// "A lawmaker who was briefed by *the spy agency* told", "France and *its partners* condemned": of the subject of the cue the
/// end was heard, and the tree knows the rest.
fn whole(view: &View<'_>, left: usize, cue: &Range<usize>, source: Range<usize>) -> Range<usize> {
    let left = left.max(source.start.saturating_sub(LONGEST_ASIDE));
    let verb = view.verb_of(cue);
    let Some(subject) = (left..source.start).rev().find(|&at| {
        view.relation(at) == Relation::Nsubj && (view.head(at) == verb || cue.contains(&view.head(at)))
    }) else {
        return source;
    };
    let tied = view.is_below(source.end - 1, subject) || view.is_below(source.start, subject);
    let together = view.quotation(subject) == view.quotation(source.start);
    if !tied || !together || (subject..source.start).any(|at| matches!(view.word(at), ":" | ";" | "—" | "–"))
    {
        return source;
    }
    let mut start = subject;
    while start > left && is_of_phrase(view, left, start - 1) && view.is_below(start - 1, subject) {
        start -= 1;
    }
    start..source.end
}

/// "a Zurich *weekly* reported": the outlet's last word, whatever it was tagged as.
fn up_to_cue(view: &View<'_>, source: Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let outlet = source.end + 1 == cue.start
        && view.known.names.sector_at(&view.lowered[source.end..cue.start]).is_some();
    // "the Communist Party (Marxist) accused".
    let close = cue.start.wrapping_sub(1);
    let bracket = view.word(source.end) == "("
        && view.word(close) == ")"
        && close.saturating_sub(source.end) < LONGEST_BRACKET;
    let both = source.start > 0 && view.word(source.start - 1) == "both";
    let source = source.start - usize::from(both)..source.end;
    if outlet || bracket { source.start..cue.start } else { source }
}
