//! Words of time, as EDTF (ISO 8601-2:2019, annex A) against the day of publication.
//!
//! What the words do not say stays unspecified: without a day of publication "in September" is `XXXX-09`, "on the 14th"
//! `XXXX-XX-14`, and "on Tuesday" has no value. Words that name no date at all ("a few days after the vote") are kept
//! without one. Nothing is guessed: what is counted from a time that the text does not name has no value.
//!
//! # Conventions
//!
//! The standard says how a date is written, not what words mean. Here they mean this, with 22 September 2022, a Thursday, as
//! the day of publication:
//!
//! | words | value | why |
//! |---|---|---|
//! | on Tuesday; will meet on Tuesday | `2022-09-20`; `2022-09-27` | the tense tells the last one from the next, both of them counted from the day itself; so with months, days and seasons without a year |
//! | last Thursday; next Thursday | `2022-09-15`; `2022-09-29` | the nearest, the day itself left out |
//! | last week; over the weekend | `2022-09-12/2022-09-18`; `2022-09-17/2022-09-18` | weeks are those of ISO 8601, from Monday to Sunday |
//! | early, mid-, late September | `2022-09-01/2022-09-10`, `…-11/…-20`, `…-21/…-30` | thirds, of a month, a year (`2022-01/2022-04`), a decade (`1990/1993`), a week (Monday and Tuesday; to Thursday; to Sunday); "beginning", "middle" and "end" too. The standard has a code for none of them |
//! | the first half of 2022; the third quarter | `2022-40`; `2022-35` | ISO 8601-2 has codes for these |
//! | the summer of 2022; last winter | `2022-22`; `2021-24` | 21 to 24 name no hemisphere, as the words do not. A winter is of the year in which it begins |
//! | the 1990s; the 19th century | `199X`; `18XX` | |
//! | earlier this year; later this month | `2022-01-01/2022-09-22`; `2022-09-22/2022-09-30` | up to the day of publication, and from it on |
//! | ten days ago; three weeks ago; two months ago; a year ago; five years ago | `2022-09-12`; `2022-09-01~`; `2022-07~`; `2021-09~`; `2017~` | as exact as the unit that is counted in, and only about there when the unit is longer than a day |
//! | two weeks later; the day before | | the same, from the time that the text named last |
//! | the past three months; the next two weeks | `2022-06/2022-09-22`; `2022-09-22/2022-10-06` | up to the day of publication, and from it on; the other end is as exact as the unit |
//! | recent weeks; a few days ago | `2022-09-01~/2022-09-22`; `2022-09-19~` | "few", "several" and a bare plural are taken for three, "a couple" for two, and marked as approximate. A bare "weeks ago" has no value |
//! | since February; until July; by 2027 | `2022-02/..`; `../2022-07`; `../2027` | from its first day on; up to its last |
//! | before 24 February, after it | `../2022-02-24`, `2022-02-24/..` | a day borders on itself, which may have been in its other hours |
//! | before 2014, after it | `../2013`, `2015/..` | a longer time borders on its neighbour |
//! | from March to May; March 3-5 | `2022-03/2022-05`; `2022-03-03/2022-03-05` | both ends are included |
//! | 9/11/2022 | `[2022-09-11,2022-11-09]` | month first in America, day first elsewhere: one of the two. `9/13/2022` and `13.9.2022` are plain |
//! | in March and April 2022; in 2019 or 2020 | `{2022-03,2022-04}`; `[2019,2020]` | all of them; one of them |
//! | around 2015; shortly before 6 June | `2015~`; `2022-06-06~` | |
//! | overnight; last night | `2022-09-21/2022-09-22`; `2022-09-21` | times of day are left out |
//! | for two weeks; every September; recently | | no dates |

mod base;
mod calendar;
mod count;
mod counted;
mod joined;
mod piece;
mod portion;
mod reader;
mod tense;
#[cfg(test)]
mod tests;
mod value;

use crate::view::View;
use gainsay_record::{Edtf, Span, Time};
use jiff::civil::Date;
use reader::{Anchor, Named, Reader};
use std::ops::Range;
use value::Value;

/// How far back a time is looked for that another is counted from: so many sentences before, and no more words than that.
const SENTENCES_BACK: usize = 2;
const WORDS_BACK: usize = 120;

/// The date that the words of a span name.
pub(crate) fn resolve(view: &View<'_>, span: Span) -> Option<Edtf> {
    let stretches = view.stretches(span);
    stretches.into_iter().flat_map(|range| Expressions::new(view, range)).find_map(|(_, value)| edtf(value))
}

/// The words of time in a range of tokens within one sentence, those in `but` left out: the first that name a date, or the
/// first.
pub(crate) fn find(view: &View<'_>, range: Range<usize>, but: &[Span]) -> Option<Time> {
    let mut first = None;
    for (tokens, value) in Expressions::new(view, range) {
        let Some(time) = time(view, tokens, value) else { continue };
        if time.spans.iter().any(|span| but.iter().any(|other| other.overlaps(*span))) {
            continue;
        }
        if time.edtf.is_some() {
            return Some(time);
        }
        first = first.or(Some(time));
    }
    first
}

/// All words of time on a page, in order.
pub(crate) fn all(view: &View<'_>) -> Vec<Time> {
    let sentences = view.analysis.sentences.iter();
    let ranges = sentences.map(|sentence| sentence.tokens.start as usize..sentence.tokens.end as usize);
    ranges
        .flat_map(|range| Expressions::new(view, range))
        .filter_map(|(tokens, value)| time(view, tokens, value))
        .collect()
}

/// Whether words of time begin at a token and end before another.
pub(crate) fn opens(view: &View<'_>, range: Range<usize>) -> bool {
    let from = range.start;
    let mut first = Expressions::new(view, range);
    first.starts = from + 1;
    first.next().is_some_and(|(tokens, _)| tokens.start == from)
}

fn time(view: &View<'_>, tokens: Range<usize>, value: Option<Value>) -> Option<Time> {
    let span = view.span(tokens.clone())?;
    let edtf = edtf(value);
    // What says it all by itself is resolved against nothing.
    let alone =
        Expressions { today: None, ..Expressions::new(view, tokens) }.next().and_then(|(_, value)| value);
    let against = if alone == value { None } else { view.published_edtf.clone() };
    Some(Time { edtf, text: Some(span.of(view.text).to_owned()), spans: vec![span], against })
}

fn edtf(value: Option<Value>) -> Option<Edtf> {
    Edtf::parse(&value?.to_string())
}

/// The times that the text named last before a token.
fn named_before(view: &View<'_>, at: usize, today: Option<Date>) -> Named {
    let sentences = &view.analysis.sentences;
    let last = sentences.partition_point(|sentence| sentence.tokens.end as usize <= at);
    let from = at.saturating_sub(WORDS_BACK);
    let mut named = Named::default();
    for sentence in sentences.iter().take(last + 1).skip(last.saturating_sub(SENTENCES_BACK)) {
        named = Named { here: None, before: named.here.or(named.before) };
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let mut here = tokens.start.max(from);
        let end = tokens.end.min(at);
        while here < end {
            let reader = Reader::new(view, tokens.clone(), end, today, Anchor::Known(named));
            match reader.expression(here - tokens.start) {
                Some((length, value)) => {
                    named.here = value.or(named.here);
                    here = (tokens.start + length).max(here + 1);
                }
                None => here += 1,
            }
        }
    }
    named
}

/// Goes through the words of time in a range of tokens within one sentence.
struct Expressions<'a> {
    view: &'a View<'a>,
    sentence: Range<usize>,
    range: Range<usize>,
    /// They begin before this token.
    starts: usize,
    today: Option<Date>,
}

impl<'a> Expressions<'a> {
    fn new(view: &'a View<'a>, range: Range<usize>) -> Self {
        let sentence = view.sentence(range.start);
        let range = range.start.max(sentence.start)..range.end.min(sentence.end);
        Self { view, sentence, starts: range.end, range, today: view.published }
    }
}

impl Iterator for Expressions<'_> {
    type Item = (Range<usize>, Option<Value>);

    fn next(&mut self) -> Option<Self::Item> {
        let (view, start) = (self.view, self.sentence.start);
        let anchor = Anchor::Page(view, start);
        let reader = Reader::new(view, self.sentence.clone(), self.range.end, self.today, anchor);
        while self.range.start < self.range.end.min(self.starts) {
            let at = self.range.start;
            self.range.start += 1;
            // "The Sunday Times" is no day.
            if view.mention_at(at).is_some() {
                continue;
            }
            if let Some((end, value)) = reader.expression(at - start) {
                self.range.start = (start + end).max(at + 1);
                return Some((at..(start + end).min(self.range.end.max(at + 1)), value));
            }
        }
        None
    }
}
