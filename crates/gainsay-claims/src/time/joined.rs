//! What joins two times into a span ("from", "to", "between") and what shifts one ("since", "by", "two weeks after").

use super::piece::{Piece, moved};
use super::reader::{Found, Reader};
use super::value::{Point, Value};
use gainsay_knowledge::time::Shift;
use gainsay_record::Tag;
use jiff::ToSpan;

impl Reader<'_> {
    /// "Every September" is no date.
    pub(super) fn recurring(&self, at: usize) -> Option<Found> {
        let (length, ()) = self.phrase(&self.known.every, at)?;
        let (end, _) = self.base(at + length, false).or_else(|| Some((self.unit(at + length)?.0, None)))?;
        Some((end, None))
    }

    /// "from X to Y", "between X and Y".
    pub(super) fn range(&self, at: usize) -> Option<Found> {
        let joints: &[&str] = match self.word(at) {
            "from" => &["to", "until", "through", "till", "up", "into", "-", "–", "—"],
            "between" => &["and", "to", "-", "–", "—"],
            _ => return None,
        };
        // "between 5 and 9 April": the month is said once.
        let days = self.article(at + 1);
        if let Some((end, first, last)) = self.days_of_one_month(days) {
            return Some((end, self.spanning(first, last, at)));
        }
        // "from 2014-2016" has its other end already.
        if let Some((end, value @ Some(Value::Span(Some(_), Some(_))))) = self.joined(at + 1)
            && (at + 2..end)
                .any(|at| self.is_dash(at) && self.any_word(at - 1).ends_with(|c: char| c.is_ascii_digit()))
        {
            return Some((end, value));
        }
        let (middle, first) = self.time(at + 1)?;
        if !joints.contains(&self.word(middle)) {
            return None;
        }
        let next = middle
            + 1
            + usize::from(self.word(middle) == "up" && matches!(self.word(middle + 1), "to" | "until"));
        if let Some((length, ())) = self.phrase(&self.known.now, self.article(next)) {
            let end = self.article(next) + length;
            let today = self.today.map(|day| Piece::Day(day).into());
            let from = first.and_then(|first| self.settled(first, at));
            return Some((end, from.map(|first| Value::Span(first.start(), today))));
        }
        let (end, last) = self.time(next)?;
        Some((end, first.zip(last).and_then(|(first, last)| self.spanning(first, last, at))))
    }

    /// From one time to another. Where one of them does not say its year, it is the nearest to the other that fits.
    pub(super) fn spanning(&self, first: Value, last: Value, at: usize) -> Option<Value> {
        let (mut from, mut to) = (first.start()?, last.end()?);
        if from.piece.is_open() && to.piece.is_open() {
            match self.is_ahead(at) {
                true => from = self.settled_point(from, at)?,
                false => to = self.settled_point(to, at)?,
            }
        }
        if let (true, Some(end)) = (from.piece.is_open(), to.piece.last()) {
            from.piece = from.piece.last_by(end)?;
        }
        if let (true, Some(start)) = (to.piece.is_open(), from.piece.first()) {
            to.piece = to.piece.next_from(start)?;
        }
        // "from Friday to Monday", told on a Thursday: the Friday before.
        if let (Piece::Day(first), Piece::Day(last)) = (from.piece, to.piece)
            && first > last
            && let Some(earlier) = moved(first, (-7).days())
            && earlier <= last
        {
            from.piece = Piece::Day(earlier);
        }
        Some(if from == to { Value::At(from) } else { Value::Span(Some(from), Some(to)) })
    }

    /// "since X", "before X".
    pub(super) fn shifted(&self, at: usize) -> Option<Found> {
        let (length, shift) = self.phrase(&self.known.shifts, at)?;
        if self.word(at) == "from" && length == 1 && self.is_origin(at) {
            return None;
        }
        let mut next = at + length;
        // "pre-2014", "post-2014"; but the Post is a newspaper.
        if matches!(self.word(at), "pre" | "post") {
            next += self.is_dash(next).then_some(1)?;
        }
        if matches!((self.word(next), self.word(next + 1)), ("at", "least" | "about")) {
            next += 2;
        }
        let (end, value) = self.shift_target(*shift, next, at)?;
        let end = match shift {
            Shift::Since => self.past(&self.known.onwards, end),
            _ => end,
        };
        Some((end, value.and_then(|value| self.shift(*shift, value, at))))
    }

    /// "a letter from May 2014" is of May, and nothing begins with it.
    pub(super) fn is_origin(&self, from: usize) -> bool {
        match from.checked_sub(1).map(|before| self.tag(before)) {
            Some(Tag::Aux) => true,
            Some(Tag::Noun | Tag::Propn) => !self.is_ahead(from),
            _ => false,
        }
    }

    /// What stands after a word that shifts.
    pub(super) fn shift_target(&self, shift: Shift, next: usize, at: usize) -> Option<Found> {
        let named = self.article(next);
        if let Some((length, ())) = self.phrase(&self.known.then, next)
            && matches!(shift, Shift::Since | Shift::Until | Shift::Before | Shift::After)
        {
            return Some((next + length, self.anchored(at)));
        }
        if shift == Shift::Until
            && self.word(at) != "by"
            && let Some((length, ())) = self.phrase(&self.known.now, named)
        {
            return Some((named + length, self.today.map(|day| Piece::Day(day).into())));
        }
        if let Some(found) = self.joined(next) {
            // "from Tuesday's talks": that is no beginning.
            let owner = matches!(self.word(found.0), "'s" | "'") && matches!(self.word(at), "from" | "by");
            return (!owner).then_some(found);
        }
        let happens = !matches!(self.word(at), "by" | "from" | "starting" | "effective");
        happens.then(|| self.happening(next)).flatten()
    }

    pub(super) fn shift(&self, shift: Shift, value: Value, at: usize) -> Option<Value> {
        let value = self.settled(value, at)?;
        let is_day =
            |point: Point| matches!(point.piece, Piece::Day(_) | Piece::DayOfYear(..) | Piece::DayOfMonth(_));
        // A day borders on itself, since it may have been in its other hours; a longer time on the one beside it.
        let beside = |point: Point, by: i64| {
            if is_day(point) { Some(point) } else { Some(Point { piece: point.piece.next(by)?, ..point }) }
        };
        Some(match shift {
            Shift::Since => Value::Span(Some(value.start()?), None),
            Shift::Until => Value::Span(None, Some(value.end()?)),
            Shift::Before => Value::Span(None, Some(beside(value.start()?, -1)?)),
            Shift::After => Value::Span(Some(beside(value.end()?, 1)?), None),
            Shift::Near => value.about(),
            Shift::Eve => Piece::Day(value.start()?.piece.first()?).next(-1)?.into(),
        })
    }
}
