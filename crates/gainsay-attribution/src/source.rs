//! Sources: the words that name who speaks.

use crate::mark;
use crate::view::View;
use crate::when;
use gainsay_knowledge::NounClass;
use gainsay_record::{Relation, Tag};
use std::ops::Range;

/// No source is longer than this, in tokens.
const LONGEST: usize = 45;

/// A source, with what stands before it in its clause: "On Monday" is no part of it but may say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub tokens: Range<usize>,
    /// From the start of the clause to the source.
    pub fronted: Range<usize>,
    /// Words of time between the source and the cue.
    pub late: Option<Range<usize>>,
}

/// The subject that ends right before `end`, in a clause that starts no earlier than `left`.
pub fn before(view: &View<'_>, left: usize, mut end: usize) -> Option<Source> {
    // "The journalists also noted": the adverb is the verb's.
    while end > left + 1 && view.tag(end - 1) == Tag::Adv {
        end -= 1;
    }
    if end <= left {
        return None;
    }
    // "The envoy (“a liar”, in the words of a colleague), said".
    let closes = end - 1 - usize::from(view.word(end - 1) == "," && end > left + 1);
    if view.word(closes) == ")"
        && let Some(open) = (left + 1..closes).rev().take(LONGEST).find(|&at| view.word(at) == "(")
    {
        return before(view, left, open);
    }
    if view.word(end - 1) == "," {
        // "media, citing intelligence sources, reported": the noun phrase stands before the earlier comma.
        let quotation = view.quotation(end - 1);
        let comma = (left.max(end.saturating_sub(LONGEST))..end - 1)
            .rev()
            .find(|&at| view.word(at) == "," && view.quotation(at) == quotation)?;
        if comma + 1 == end - 1 {
            return None;
        }
        let source = phrase(view, left, comma)?;
        // "The Kremlin, asked on whose orders, answered": what somebody was asked does not name them.
        if view.known.cues.prompts(view.word(comma + 1)) {
            return Some(source);
        }
        return Some(Source { tokens: source.tokens.start..end - 1, ..source });
    }
    phrase(view, left, end)
}

/// A source with the words before it that the tree says are of the same subject: "the firm that built it", whose phrase before
/// the verb is only "it".
pub fn whole(view: &View<'_>, left: usize, cue: &Range<usize>, source: Source) -> Source {
    let start = source.tokens.start;
    let left = left.max(start.saturating_sub(LONGEST));
    let is_subject = |at: &usize| cue.contains(&view.head(*at)) && view.relation(*at) == Relation::Nsubj;
    // "that built it", "who had it": a verb of the subject's own stands before what was taken for it.
    if start == left || view.tag(start - 1) != Tag::Verb {
        return source;
    }
    let Some(subject) = (left..start).rev().find(is_subject) else { return source };
    if !view.is_below(start, subject) || view.quotation(subject) != view.quotation(start) {
        return source;
    }
    let opens = (left..subject).find(|&at| view.is_below(at, subject)).unwrap_or(subject);
    let opens = skip_fronted(view, opens, subject + 1);
    Source { tokens: opens..source.tokens.end, fronted: opens..opens, late: source.late }
}

/// A source without what is said, where that stands beside it: "something the junta denies", "What officials said:".
pub fn alone(view: &View<'_>, source: Range<usize>) -> Range<usize> {
    let source = behind_bullet(view, &source)..source.end;
    let said = matches!(view.word(source.start), "something" | "anything" | "everything" | "what");
    let speaks =
        matches!(view.tag(source.start + 1), Tag::Det | Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adj);
    source.start + usize::from(said && speaks && source.len() > 1)..source.end
}

/// A source without what the clause opens with, where the tree has that beside the subject and not in it: "At a UN committee in
/// New York *a diplomat* rejected", "Two weeks ago *he* had dismissed".
pub fn of_subject(view: &View<'_>, cue: &[Range<usize>], source: Range<usize>) -> Range<usize> {
    let governs = |at: usize| cue.iter().any(|cue| cue.contains(&at));
    // "Tehran, which at the time rejected it": the words of time are the verb's.
    let which = source.start.checked_sub(1).filter(|&at| matches!(view.word(at), "who" | "which"));
    if let Some(which) = which.filter(|&at| view.tag(at + 1) == Tag::Adp && governs(view.head(at))) {
        return which..which + 1;
    }
    let Some(subject) =
        source.clone().find(|&at| view.relation(at) == Relation::Nsubj && governs(view.head(at)))
    else {
        return source;
    };
    let opens = source.clone().find(|&at| at == subject || view.is_below(at, subject)).unwrap_or(subject);
    let before = source.start..opens;
    let sentence = &view.analysis.sentences[view.sentence_of(source.start)];
    let behind_preposition = (sentence.tokens.start as usize..source.start)
        .rev()
        .take(5)
        .find(|&at| !matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn))
        .is_some_and(|at| view.tag(at) == Tag::Adp);
    let leads = before.clone().any(|at| view.is_time(at) || view.word(at) == "ago")
        || view.tag(source.start) == Tag::Adp
        || behind_preposition;
    if before.is_empty() || !leads { source } else { opens..source.end }
}

/// Where words open without the mark of a list: "* Minsk", "2. The navy".
pub fn behind_bullet(view: &View<'_>, words: &Range<usize>) -> usize {
    let (first, next) = (view.word(words.start), view.word(words.start + 1));
    let number = view.tag(words.start) == Tag::Num && matches!(next, "." | ")");
    let length = match first {
        "*" | "•" | "·" | "-" | "–" | "—" => 1,
        _ if number => 2,
        _ => 0,
    };
    if words.len() > length { words.start + length } else { words.start }
}

/// Where words open without the dateline of their block before them: "ANKARA (AP) — Turkey has never sold drones".
pub fn behind_dateline(view: &View<'_>, words: &Range<usize>) -> usize {
    let sentence = &view.analysis.sentences[view.sentence_of(words.start)];
    let story = view.article.blocks[sentence.block as usize].story();
    words.clone().find(|&at| view.analysis.tokens[at].span.start() >= story).unwrap_or(words.start)
}

/// The noun phrase that ends at `end`.
fn phrase(view: &View<'_>, left: usize, end: usize) -> Option<Source> {
    if end <= left {
        return None;
    }
    let left = left.max(end.saturating_sub(LONGEST));
    let quotation = view.quotation(end - 1);
    let mut start = end;
    while start > left && view.quotation(start - 1) == quotation && !bounds(view, left, start - 1, end) {
        start -= 1;
    }
    let mut opening = start;
    let mut start = skip_fronted(view, start, end);
    // "told reporters in Pretoria he was certain": a pronoun is all of its phrase.
    if start + 1 < end && matches!(view.word(end - 1), "he" | "she" | "they" | "we" | "i") {
        (opening, start) = (end - 1, end - 1);
    }
    // "Rwanda on Thursday rejected": the day is the verb's.
    let time = (start + 1..end)
        .find(|&at| view.tag(at) == Tag::Adp && when::time_phrase(view, at, end) == Some(end));
    let tokens = start..time.unwrap_or(end);
    let speaks = tokens.clone().any(|at| {
        view.is_nominal(at)
            || matches!(
                view.word(at),
                "some"
                    | "many"
                    | "most"
                    | "others"
                    | "several"
                    | "both"
                    | "few"
                    | "these"
                    | "those"
                    | "another"
                    | "neither"
            )
    });
    let late = time.map(|time| time..end);
    (speaks && tokens.len() < LONGEST).then_some(Source { tokens, fronted: opening..start, late })
}

/// Whether a noun is a document's: "the report", "customs records".
pub fn is_document(view: &View<'_>, noun: usize) -> bool {
    let known = view.known.reference.noun(view.word(noun)).map(|noun| noun.class);
    let described = view.known.names.sector_at(&view.lowered[noun..]).map(|(_, sector)| sector.document);
    view.is_nominal(noun) && (known == Some(NounClass::Document) || described == Some(true))
}

/// "Chad, UAE deny": two names that open a headline, in which a comma stands for "and".
fn is_pair(view: &View<'_>, left: usize, comma: usize, end: usize) -> bool {
    let name = |start: usize, end: usize| {
        start < end && view.names_at(start, end).is_some_and(|(length, ..)| start + length == end)
    };
    mark::is_headline(view, comma) && name(left, comma) && name(comma + 1, end)
}

/// Whether the token at `at` cannot be part of a noun phrase that ends at `end`.
fn bounds(view: &View<'_>, left: usize, at: usize, end: usize) -> bool {
    let word = view.word(at);
    match view.tag(at) {
        Tag::Punct => match word {
            "’" | "'" => view.delimits(at),
            "-" => !view.joins(at),
            "(" | ")" | "." | "&" | "/" => false,
            "," => !lists(view, left, at, end) && !is_pair(view, left, at, end),
            _ => true,
        },
        // "With this letter": a preposition, whatever else it may be.
        Tag::Sconj => !matches!(word, "than" | "with" | "for" | "in" | "by" | "of"),
        // "Neither Doha nor Cairo".
        Tag::Cconj if word == "nor" => !(left..at).any(|at| view.word(at) == "neither"),
        Tag::Cconj => {
            matches!(word, "but" | "yet") || view.has_verb(left..at) && joins_clauses(view, left, at)
        }
        Tag::Det if word == "that" => true,
        Tag::Verb | Tag::Aux => finite(view, left, at, end),
        Tag::Pron if matches!(word, "who" | "which" | "whom") => end > at + 1,
        // "to" before a verb, "from Moscow to Tehran officials" apart.
        _ => false,
    }
}

/// Whether "and" behind a verb joins clauses and not names: in "Yerevan says so, Ankara *and* Baku deny it" the names open
/// their own clause.
fn joins_clauses(view: &View<'_>, left: usize, and: usize) -> bool {
    let mark = (left..and)
        .rev()
        .find(|&at| matches!(view.word(at), "," | ";") || view.tag(at) == Tag::Punct && !view.joins(at));
    mark.is_none_or(|mark| mark + 1 == and || view.has_verb(mark..and))
}

/// Whether a comma stands in a list of names: "officials in Kyiv, Washington and London".
fn lists(view: &View<'_>, left: usize, comma: usize, end: usize) -> bool {
    let and = (comma + 1..end).find(|&at| view.word(at) == "and");
    let names = |range: Range<usize>| {
        !range.is_empty()
            && range.len() <= 4
            && range.clone().all(|at| matches!(view.tag(at), Tag::Propn | Tag::Adj | Tag::Noun | Tag::Det))
    };
    let fronted = (left..comma).any(|at| view.is_time(at))
        || (left < comma && view.known.vocabulary.fronts(view.word(left)));
    !fronted
        && !view.has_verb(left..comma)
        && and.is_some_and(|and| {
            let mut opens = comma + 1;
            // "the United States, Britain, France and Germany".
            let listed = (comma + 1..=and).filter(|&at| at == and || view.word(at) == ",").all(|at| {
                let part = opens..at;
                opens = at + 1;
                names(part)
            });
            listed && names(and + 1..end)
        })
}

/// Whether a verb ends the search: one that modifies a noun ("officials briefed on the matter") does not.
fn finite(view: &View<'_>, left: usize, at: usize, end: usize) -> bool {
    let word = view.word(at);
    let after_noun = at > left && view.is_nominal(at - 1);
    let in_name = view.printed(at).starts_with(char::is_uppercase) && at > left;
    let compound = at > left && view.word(at - 1) == "-";
    // "a leaked report", "Yemen's internationally recognised government".
    let adverb = at > left && view.tag(at - 1) == Tag::Adv && at + 1 < end && view.is_nominal(at + 1);
    let modifies_next =
        at > left && (matches!(view.tag(at - 1), Tag::Det | Tag::Adj) || adverb) && word.ends_with("ed");
    let preposition = at + 1 < end && view.tag(at + 1) == Tag::Adp;
    let reduced =
        after_noun && ((word.ends_with("ing") && word.len() > 5) || (word.ends_with("ed") && preposition));
    let opens = at == left && word.ends_with("ing");
    !(in_name || compound || modifies_next || reduced || opens)
}

/// Passes over what a clause may open with before its subject: "On Tuesday", "Meanwhile", "In Moscow".
fn skip_fronted(view: &View<'_>, mut start: usize, end: usize) -> usize {
    while start < end {
        let word = view.word(start);
        let leads = view.known.vocabulary.fronts(word);
        let next = match view.tag(start) {
            Tag::Cconj if matches!(word, "both" | "either" | "neither") => break,
            Tag::Adv | Tag::Cconj => start + 1,
            Tag::Adp | Tag::Sconj if leads => after_fronted(view, start + 1, end),
            Tag::Det | Tag::Adj | Tag::Noun if leads && start + 1 < end && view.is_time(start + 1) => {
                after_time(view, start, end)
            }
            _ if view.is_time(start)
                && start + 1 < end
                && matches!(view.tag(start + 1), Tag::Det | Tag::Propn | Tag::Pron) =>
            {
                start + 1
            }
            _ => break,
        };
        if next >= end {
            break;
        }
        start = next;
    }
    start
}

/// The end of a fronted phrase whose preposition stands before `start`.
fn after_fronted(view: &View<'_>, start: usize, end: usize) -> usize {
    let time = (start..end.min(start + 6)).any(|at| view.is_time(at));
    if time {
        return after_time(view, start, end);
    }
    // "In Moscow the Kremlin said", "In Moscow officials said".
    let mut at = start;
    while at < end && view.tag(at) == Tag::Propn {
        at += 1;
    }
    // "With these words Moscow said", "In a statement the Kremlin said".
    if at == start {
        while at < end && matches!(view.tag(at), Tag::Det | Tag::Adj) {
            at += 1;
        }
        while at < end && view.tag(at) == Tag::Noun {
            at += 1;
        }
    }
    at
}

/// The end of the words of time that start at `start`.
fn after_time(view: &View<'_>, start: usize, end: usize) -> usize {
    let mut last = start;
    for at in start..end.min(start + 8) {
        if view.is_time(at) || view.tag(at) == Tag::Num {
            last = at + 1;
        } else if !matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Adp | Tag::Adv | Tag::Noun)
            || last > start && view.tag(at) == Tag::Det
        {
            break;
        }
    }
    last.max(start)
}

/// The source that follows an inverted cue: "stressed the Ministry of Defence, ...".
pub fn after(view: &View<'_>, from: usize, right: usize) -> Option<Range<usize>> {
    let mut end = from;
    while end < right.min(from + LONGEST) {
        let stops = match view.tag(end) {
            // One that was opened before the source.
            Tag::Punct if view.word(end) == ")" => !(from..end).any(|at| view.word(at) == "("),
            Tag::Punct => {
                !matches!(view.word(end), "-" | "(" | ")" | "'" | "’" | "." | "&")
                    && !apposition(view, from, end, right)
            }
            // "documents published by a campaign group": whose they are.
            Tag::Verb
                if end > from && view.word(end + 1) == "by" && view.known.cues.authors(view.word(end)) =>
            {
                false
            }
            Tag::Verb | Tag::Aux | Tag::Sconj => {
                !view.printed(end).starts_with(char::is_uppercase) && view.word(end - 1) != "-"
            }
            Tag::Adp => {
                let next = end + 1;
                next < right
                    && (view.is_time(next)
                        || (matches!(
                            view.word(end),
                            "in" | "during" | "at" | "on" | "after" | "before" | "via" | "through"
                        ) && matches!(view.word(next), "a" | "an" | "his" | "her" | "its" | "their")))
            }
            Tag::Cconj => {
                end + 1 < right && !matches!(view.tag(end + 1), Tag::Propn | Tag::Det | Tag::Noun | Tag::Adj)
            }
            Tag::Pron => end > from,
            Tag::Adv => true,
            _ => view.is_time(end) && end > from && view.tag(end) != Tag::Noun,
        };
        // "." stands inside "J. Smith" only.
        if stops || (view.word(end) == "." && end + 1 >= right) {
            break;
        }
        end += 1;
    }
    while end > from
        && matches!(view.tag(end - 1), Tag::Punct | Tag::Adp | Tag::Cconj)
        && view.word(end - 1) != ")"
    {
        end -= 1;
    }
    (from..end).any(|at| view.is_nominal(at)).then_some(from..end)
}

/// Whether the comma at `comma` opens an apposition: "said John Kirby, a spokesman for the council."
fn apposition(view: &View<'_>, from: usize, comma: usize, right: usize) -> bool {
    if view.word(comma) != "," || comma == from || view.tag(comma - 1) != Tag::Propn {
        return false;
    }
    let end =
        (comma + 1..right).find(|&at| view.tag(at) == Tag::Punct && view.word(at) != "-").unwrap_or(right);
    let inside = comma + 1..end;
    let opens =
        inside.start < end && matches!(view.tag(inside.start), Tag::Det | Tag::Noun | Tag::Propn | Tag::Adj);
    opens
        && inside.len() <= 16
        && !view.has_verb(inside.clone())
        && !inside.clone().any(|at| view.is_time(at))
}
