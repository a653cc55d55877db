//! Times so far from another: "three days ago", "two weeks later", "a week before the invasion of 24 February", "the past
//! three months", "in two weeks".

use super::base::{around, moved_on};
use super::count::Amount;
use super::piece::Piece;
use super::reader::{Found, Reader};
use super::value::{Point, Value};
use gainsay_knowledge::time::{Shift, Side, Unit};

impl Reader<'_> {
    /// "the past three months", "recent weeks", "the next two years", "the coming days".
    pub(super) fn window(&self, at: usize, the: bool) -> Option<Found> {
        let (length, side) = self.phrase(&self.known.windows, at)?;
        let opener = self.word(at + length - 1);
        let next = at + length;
        let (end, amount) = match self.amount(next) {
            Some((end, amount)) if !matches!(self.word(next), "a" | "an") => (end, amount),
            Some(_) => return None,
            // "the past year", "the coming week"; but "last week" and "next year" are those of the calendar.
            None => {
                let (end, unit) = self.unit(next)?;
                let rolling = match opener {
                    "past" | "recent" => true,
                    "last" => the && unit != Unit::Century,
                    "next" => the && unit != Unit::Day && self.is_ahead(at),
                    "coming" => unit != Unit::Day,
                    _ => false,
                };
                if !rolling {
                    return None;
                }
                (end, Amount { count: Some(1), unit, vague: false })
            }
        };
        // "the last days of the war", "the following two weeks", "the previous three years".
        if matches!(opener, "previous" | "preceding" | "following") {
            let direction = if *side == Side::Earlier { -1 } else { 1 };
            return Some((end, self.window_of(self.anchored(at), amount, direction)));
        }
        if self.word(end) == "of" && amount.count.is_none() {
            return None;
        }
        let today = self.today.map(|day| Piece::Day(day).into());
        let direction = if *side == Side::Earlier { -1 } else { 1 };
        Some((end, self.window_of(today, amount, direction)))
    }

    fn window_of(&self, of: Option<Value>, amount: Amount, direction: i64) -> Option<Value> {
        let of = of?;
        amount.window(if direction < 0 { of.start()? } else { of.end()? }, direction)
    }

    /// "three days ago", "two weeks later", "the day before", "in two weeks".
    pub(super) fn counted(&self, at: usize, the: bool) -> Option<Found> {
        let ahead_of = matches!(self.word(at), "in" | "within");
        if ahead_of {
            return self.ahead_by(at);
        }
        let (end, amount) = match self.amount(at) {
            Some(found) => found,
            // "the day before", "the week after".
            None => {
                let unit = self.unit(at).or_else(|| self.night(at)).filter(|_| the);
                let (end, unit) = unit?;
                let amount = Amount { count: Some(1), unit, vague: false };
                // "the year before last", "the week after next".
                let twice = match (self.word(end), self.word(end + 1)) {
                    ("before", "last") => Some(-2),
                    ("after", "next") => Some(2),
                    _ => None,
                };
                if let Some(by) = twice {
                    let value = self.today.and_then(|today| moved_on(around(Piece::Day(today), unit)?, by));
                    return Some((end + 2, value));
                }
                let named = matches!(self.word(end), "before" | "after" | "following" | "preceding");
                return if named { self.beside(at, end, amount, false) } else { None };
            }
        };
        let today = self.today.map(|day| Point::from(Piece::Day(day)));
        match (self.word(end), self.word(end + 1)) {
            ("ago", _) => Some((end + 1, today.and_then(|day| amount.from(day, -1)).map(Value::At))),
            ("from", "now") => Some((end + 2, today.and_then(|day| amount.from(day, 1)).map(Value::At))),
            _ => self.beside(at, end, amount, the),
        }
    }

    /// "before X", "after X", "earlier", "later", once it is known how far.
    fn beside(&self, at: usize, end: usize, amount: Amount, window: bool) -> Option<Found> {
        let shift = self
            .phrase(&self.known.shifts, end)
            .filter(|(_, shift)| matches!(shift, Shift::Before | Shift::After));
        let preceding = self.word(end) == "preceding";
        if let Some((length, earlier)) =
            shift.map(|(length, shift)| (length, *shift == Shift::Before)).or(preceding.then_some((1, true)))
        {
            let direction = if earlier { -1 } else { 1 };
            let next = end + length;
            if let Some((after, value)) =
                self.plain(next).or_else(|| self.happening(next)).or_else(|| self.noun_phrase(next))
            {
                let value = value.and_then(|value| self.settled(value, at));
                let value = value.and_then(|value| {
                    let point = if earlier { value.start()? } else { value.end()? };
                    if window {
                        amount.window(point, direction)
                    } else {
                        amount.from(point, direction).map(Value::At)
                    }
                });
                return Some((after, value));
            }
            // "two days after he had left": something happened, and no date is told.
            let clause = !matches!(self.word(next), "" | "," | "." | ";" | ":" | "and" | "but" | ")");
            let value = if clause { None } else { self.anchored_by(at, amount, direction) };
            return Some((next, value));
        }
        let (length, side) = self.phrase(&self.known.sides, end)?;
        let direction = if *side == Side::Earlier { -1 } else { 1 };
        // "two weeks earlier than planned" is told of no time.
        if self.word(end + length) == "than" {
            return None;
        }
        Some((end + length, self.anchored_by(at, amount, direction)))
    }

    fn anchored_by(&self, at: usize, amount: Amount, direction: i64) -> Option<Value> {
        let anchor = self.anchored(at)?;
        let point = if direction < 0 { anchor.start()? } else { anchor.end()? };
        amount.from(point, direction).map(Value::At)
    }

    /// "in two weeks", "within days": of the future only, else it tells how long something took.
    fn ahead_by(&self, at: usize) -> Option<Found> {
        let (end, amount) = self.amount(at + 1)?;
        let owner = matches!(self.word(end), "'" | "'s") && self.word(end + 1) == "time";
        if !owner
            && (!self.is_ahead(at)
                || matches!(self.word(end), "of" | "before" | "after" | "ago" | "earlier" | "later"))
        {
            return None;
        }
        let end = if owner { end + 2 } else { end };
        let today = self.today.map(|day| Point::from(Piece::Day(day)));
        let value = today.and_then(|day| {
            if self.word(at) == "within" { amount.window(day, 1) } else { amount.from(day, 1).map(Value::At) }
        });
        Some((end, value))
    }

    /// "the night before" is the day before.
    fn night(&self, at: usize) -> Option<(usize, Unit)> {
        self.phrase(&self.known.day_parts, at).map(|(length, ())| (at + length, Unit::Day))
    }

    /// A noun phrase of two words or more that no date is told of: "the Iranian drones".
    fn noun_phrase(&self, at: usize) -> Option<Found> {
        use gainsay_record::Tag;
        if !matches!(self.tag(at), Tag::Det) || self.word(at).is_empty() {
            return None;
        }
        let inside = |at: usize| {
            matches!(self.tag(at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num)
                || self.is_dash(at)
        };
        let end =
            (at + 1..self.length()).take_while(|&at| !self.word(at).is_empty() && inside(at)).last()? + 1;
        Some((end, None))
    }
}
