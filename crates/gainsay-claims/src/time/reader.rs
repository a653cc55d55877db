//! The grammar of words of time, from the outside in: what shifts a time ("since"), what joins two ("from", "to"), what
//! cuts a part out of one ("the end of"), and the time itself.

use super::piece::Piece;
use super::value::{Point, Value};
use crate::view::View;
use gainsay_knowledge::time::TimeWords;
use gainsay_knowledge::{Phrases, Quantities};
use gainsay_record::{Tag, Token};
use jiff::civil::Date;
use std::ops::Range;

/// Reads words of time in one sentence.
pub(super) struct Reader<'a> {
    /// The words of the sentence, in lower case.
    words: &'a [String],
    printed: &'a [&'a str],
    tokens: &'a [Token],
    /// The grammar looks no further than this word, which is none of it; for the tense the whole sentence counts.
    end: usize,
    pub known: &'a TimeWords,
    pub quantities: &'a Quantities,
    /// The day of publication.
    pub today: Option<Date>,
    pub anchor: Anchor<'a>,
}

/// Where the time stands that "two weeks later" is counted from.
#[derive(Clone, Copy)]
pub(super) enum Anchor<'a> {
    /// In the page, before the words that are read, whose sentence begins at this token.
    Page(&'a View<'a>, usize),
    Known(Named),
}

/// The times that a text named last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    /// In the sentence itself.
    pub here: Option<Value>,
    /// In those before it.
    pub before: Option<Value>,
}

/// The end of the words read, and what they name. They may name no date: "a few days after the vote".
pub(super) type Found = (usize, Option<Value>);

impl<'a> Reader<'a> {
    /// A reader of the words of `sentence` up to `end`.
    pub fn new(
        view: &'a View<'a>,
        sentence: Range<usize>,
        end: usize,
        today: Option<Date>,
        anchor: Anchor<'a>,
    ) -> Self {
        let (from, to) = (sentence.start, sentence.end.max(sentence.start).min(view.lowered.len()));
        Self {
            words: &view.lowered[from..to],
            printed: &view.printed[from..to],
            tokens: &view.analysis.tokens[from..to],
            end: end.min(to).saturating_sub(from),
            known: &view.known.calendar,
            quantities: &view.known.quantities,
            today,
            anchor,
        }
    }

    /// The words of time that begin at a word.
    pub fn expression(&self, at: usize) -> Option<Found> {
        let (end, value) = self
            .recurring(at)
            .or_else(|| self.range(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.joined(at))?;
        Some((end, value.and_then(|value| self.settled(value, at))))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).filter(|_| at < self.end).map_or("", String::as_str)
    }

    /// A word of the sentence, read or not.
    pub(super) fn any_word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// How many words the sentence has.
    pub(super) fn length(&self) -> usize {
        self.words.len()
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::X, |token| token.tag)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.printed.get(at).is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "‑" | "‒")
    }

    /// The longest phrase that begins at a word: how many words it has, and its value.
    pub(super) fn phrase<'p, T>(&self, phrases: &'p Phrases<T>, at: usize) -> Option<(usize, &'p T)> {
        phrases.at(self.words.get(at..self.end)?)
    }

    /// The same, in the whole sentence.
    pub(super) fn any_phrase<'p, T>(&self, phrases: &'p Phrases<T>, at: usize) -> Option<(usize, &'p T)> {
        phrases.at(self.words.get(at..)?)
    }

    /// Past one of these phrases, where one begins here.
    pub(super) fn past<T>(&self, phrases: &Phrases<T>, at: usize) -> usize {
        at + self.phrase(phrases, at).map_or(0, |(length, _)| length)
    }

    pub(super) fn article(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == "the")
    }

    /// Past an article and words of no weight ("the course of", "the year" of "the year 2014"), and whether an article
    /// stood last.
    pub(super) fn named_at(&self, at: usize) -> (usize, bool) {
        let filled = self.past(&self.known.fillers, self.article(at));
        let start = self.article(filled);
        let the = start > at && self.any_word(start - 1) == "the";
        let year =
            self.word(start) == "year" && self.word(start + 1).starts_with(|c: char| c.is_ascii_digit());
        (start + usize::from(year), the)
    }

    /// A noun phrase that tells of something with a date ("the invasion of 24 February"), or without one ("the vote").
    pub(super) fn happening(&self, at: usize) -> Option<Found> {
        let mut end = at;
        let mut event = None;
        while end < at + 10 && end < self.end {
            if end > at
                && let Some(found) = self.plain(end).filter(|(_, value)| value.is_some())
            {
                return Some(found);
            }
            let word = self.word(end);
            let inside = match self.tag(end) {
                Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num => true,
                Tag::Adp => matches!(word, "of" | "on" | "in" | "at"),
                _ => self.is_dash(end) || word == "'s",
            };
            if !inside {
                break;
            }
            if self.known.events.get(word).is_some() {
                event = event.or(Some(end + 1));
            }
            end += 1;
        }
        event.map(|end| (end, None))
    }

    /// One time, or two of a kind: "March to May", "2014-2016", "Monday and Tuesday".
    pub(super) fn joined(&self, at: usize) -> Option<Found> {
        let (middle, first) = self.time(at)?;
        let alone = Some((middle, first));
        let word = self.word(middle);
        let through = self.is_dash(middle) || matches!(word, "to" | "through" | "until");
        if !through && !matches!(word, "and" | "or") {
            return alone;
        }
        let Some(((end, last), first)) = self.time(middle + 1).zip(first) else { return alone };
        let Some(last) = last else { return alone };
        let (from, to) = match (first.piece(), last.piece()) {
            (Some(from), Some(to)) => (from, to),
            (None, None) if first.bounds().is_some() && last.bounds().is_some() => {
                return Some((end, self.spanning(first, last, at)));
            }
            _ => return alone,
        };
        if rank(from) != rank(to) {
            return alone;
        }
        let value = match self.spanning(first, last, at) {
            Some(Value::Span(Some(from), Some(to))) if !through => {
                let (first, last) =
                    if to.piece.first() < from.piece.first() { (to, from) } else { (from, to) };
                let list = if word == "or" { Value::Either } else { Value::Both };
                Some(list(first.piece, last.piece))
            }
            value => value,
        };
        Some((end, value))
    }

    /// One time.
    pub(super) fn time(&self, at: usize) -> Option<Found> {
        let about = self.past(&self.known.about, at);
        let near = about > at && self.phrase(&self.known.units, about).is_none();
        let (named, the) = self.named_at(if near { about } else { at });
        let found = self
            .portion(named)
            .or_else(|| self.window(named, the))
            .or_else(|| self.counted(named, the))
            .or_else(|| self.base(named, the));
        let (end, value) = found?;
        let value =
            if near { value.and_then(|value| self.settled(value, at)).map(Value::about) } else { value };
        Some((end, value))
    }

    /// One time that is not counted from another, so that no time is counted from one that is counted from one.
    pub(super) fn plain(&self, at: usize) -> Option<Found> {
        let (named, the) = self.named_at(at);
        self.portion(named).or_else(|| self.base(named, the))
    }

    /// A value with its years, where the day of publication tells them: the last ones in what is told of the past, the
    /// next ones in what is told of the future.
    pub(super) fn settled(&self, value: Value, at: usize) -> Option<Value> {
        Some(match value {
            Value::At(point) => Value::At(self.settled_point(point, at)?),
            Value::Span(first, last) => {
                let end = |point: Option<Point>| match point {
                    Some(point) => self.settled_point(point, at).map(Some),
                    None => Some(None),
                };
                Value::Span(end(first)?, end(last)?)
            }
            either => either,
        })
    }

    pub(super) fn settled_point(&self, point: Point, at: usize) -> Option<Point> {
        self.dated(point.piece, at).map(|piece| Point { piece, ..point })
    }

    /// The time that the text named last before a word.
    pub(super) fn anchored(&self, at: usize) -> Option<Value> {
        let named = self.named(at);
        named.here.or(named.before)
    }

    /// The same, in this sentence.
    pub(super) fn anchored_here(&self, at: usize) -> Option<Value> {
        self.named(at).here
    }

    fn named(&self, at: usize) -> Named {
        match self.anchor {
            Anchor::Known(named) => named,
            Anchor::Page(view, sentence) => super::named_before(view, sentence + at, self.today),
        }
    }
}

/// Pieces of one rank can be joined.
fn rank(piece: Piece) -> u8 {
    match piece {
        Piece::Day(_) | Piece::DayOfYear(..) | Piece::DayOfMonth(_) => 0,
        Piece::Month(..) | Piece::MonthOfYear(_) => 1,
        Piece::Part(..) | Piece::PartOfYear(_) => 2,
        Piece::Year(_) => 3,
        Piece::Decade(_) => 4,
        Piece::Century(_) => 5,
    }
}
