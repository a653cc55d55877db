//! How much time: "three weeks", "a few days", "a year and a half"; and what lies so far from a time.

use super::piece::{Piece, month_after};
use super::reader::Reader;
use super::value::{Point, Value};
use gainsay_knowledge::time::Unit;

/// More of any unit than this is no time that news would tell of.
const MOST: i64 = 1_000;

/// So many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// How many; `None` where the words do not even say vaguely: "days after".
    pub count: Option<i64>,
    pub unit: Unit,
    /// Whether the number is a guess: "a few".
    pub vague: bool,
}

/// What a bare plural ("the past weeks") and words like "a few" are taken for.
const FEW: i64 = 3;

impl Amount {
    /// The number, or what is taken for it, which is vague.
    pub fn counted(self) -> Self {
        match self.count {
            Some(_) => self,
            None => Self { count: Some(FEW), vague: true, ..self },
        }
    }

    /// The point so much later (`direction` 1) or earlier (-1). Its precision is that of the unit, since nobody who says
    /// "two months ago" means a day: weeks give a day, months a month, years a year, and all of them only about there,
    /// but for a single year, which gives a month, and for a time told in the very unit that is counted.
    pub fn from(self, point: Point, direction: i64) -> Option<Point> {
        let count = self.count? * direction;
        let year = |years: i64| match point.piece {
            Piece::Year(_) | Piece::Decade(_) | Piece::Century(_) => exact(point.piece.next(years)?),
            Piece::Month(year, month) => about(shifted_month(year, month, years * 12)?),
            Piece::Day(day) if years.abs() == 1 => about(shifted_month(day.year(), day.month(), years * 12)?),
            Piece::Day(day) => about(Piece::Year(day.year()).next(years)?),
            Piece::Part(year, code) => exact(Piece::Part(i16::try_from(i64::from(year) + years).ok()?, code)),
            _ => None,
        };
        let months = |months: i64| match point.piece {
            Piece::Day(day) => about(shifted_month(day.year(), day.month(), months)?),
            Piece::Month(..) => exact(point.piece.next(months)?),
            Piece::Part(_, 33..=36) if months % 3 == 0 => exact(point.piece.next(months / 3)?),
            _ => None,
        };
        let days = |days: i64| match point.piece {
            Piece::Day(_) => exact(point.piece.next(days)?),
            _ => None,
        };
        let found = match self.unit {
            Unit::Hour => days(count / 24),
            Unit::Day => days(count),
            Unit::Week => days(count * 7).map(near),
            Unit::Fortnight => days(count * 14).map(near),
            Unit::Month => months(count),
            Unit::Quarter => months(count * 3),
            Unit::Year => year(count),
            Unit::Decade => match point.piece {
                Piece::Decade(_) => exact(point.piece.next(count)?),
                _ => year(count * 10),
            },
            Unit::Century => match point.piece {
                Piece::Century(_) => exact(point.piece.next(count)?),
                _ => year(count * 100),
            },
        }?;
        Some(Point { about: found.about || self.vague || point.about, ..found })
    }

    /// From so long before a point up to it (`direction` -1), or from it on for so long: as exact as the number is.
    pub fn window(self, point: Point, direction: i64) -> Option<Value> {
        let amount = self.counted();
        let far = Point { about: amount.vague, ..amount.from(point, direction)? };
        Some(if direction < 0 {
            Value::Span(Some(far), Some(point))
        } else {
            Value::Span(Some(point), Some(far))
        })
    }
}

fn exact(piece: Piece) -> Option<Point> {
    Some(piece.into())
}

fn about(piece: Piece) -> Option<Point> {
    Some(Point { piece, about: true })
}

fn near(point: Point) -> Point {
    Point { about: true, ..point }
}

fn shifted_month(year: i16, month: i8, by: i64) -> Option<Piece> {
    month_after(year, month, by).map(|(year, month)| Piece::Month(year, month))
}

impl Reader<'_> {
    /// The amount of time that begins at a word: its end, and how much.
    pub(super) fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        let start = at + self.phrase(&self.quantities.bounding, at).map_or(0, |(length, _)| length);
        if self.word(start) == "half" && matches!(self.word(start + 1), "a" | "an") {
            let (end, unit) = self.unit(start + 2)?;
            return halved(1, unit).map(|amount| (end, amount));
        }
        let (after, number, vague) = match self.number(start) {
            Some((end, number, vague)) => (end, Some(number), vague),
            None => (start, None, false),
        };
        // "two and a half years".
        let half = ["and", "a", "half"];
        let halves = |at: usize| half.iter().enumerate().all(|(by, word)| self.word(at + by) == *word);
        if let Some(number) = number
            && halves(after)
        {
            let (end, unit) = self.unit(after + 3)?;
            return halved(number * 2 + 1, unit).map(|amount| (end, amount));
        }
        let (end, unit) = self.unit(after)?;
        let plural = self.word(end - 1).ends_with('s');
        if let Some(number) = number {
            // "a year and a half".
            if halves(end) {
                return halved(number * 2 + 1, unit).map(|amount| (end + 3, amount));
            }
            let singular = matches!(self.word(start), "a" | "an" | "one") && number == 1;
            return (singular != plural).then_some((end, Amount { count: Some(number), unit, vague }));
        }
        plural.then_some((end, Amount { count: None, unit, vague: true }))
    }

    /// "two", "a few", "25", "twenty-five": its end, the number, and whether it is a guess.
    fn number(&self, at: usize) -> Option<(usize, i64, bool)> {
        if let Some((length, number)) = self.phrase(&self.known.vague, at) {
            return Some((at + length, i64::from(*number), true));
        }
        if matches!(self.word(at), "a" | "an") {
            return match self.word(at + 1) {
                "dozen" => Some((at + 2, 12, true)),
                _ => Some((at + 1, 1, false)),
            };
        }
        let number = |at: usize| {
            let (length, number) = self.phrase(&self.quantities.numbers, at)?;
            Some((at + length, i64::try_from(*number).ok()?))
        };
        if let Some((end, tens)) = number(at) {
            if tens >= 20
                && tens % 10 == 0
                && self.is_dash(end)
                && let Some((end, ones)) = number(end + 1)
                && ones < 10
            {
                return Some((end, tens + ones, false));
            }
            return (tens <= MOST).then_some((end, tens, false));
        }
        let word = self.word(at);
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let number = word.parse().ok().filter(|number| digits && *number <= MOST)?;
        Some((at + 1, number, false))
    }

    /// "weeks".
    pub(super) fn unit(&self, at: usize) -> Option<(usize, Unit)> {
        self.phrase(&self.known.units, at).map(|(length, unit)| (at + length, *unit))
    }
}

/// So many halves of a unit.
fn halved(halves: i64, unit: Unit) -> Option<Amount> {
    let (of, each) = match unit {
        Unit::Year => (Unit::Month, 6),
        Unit::Decade => (Unit::Year, 5),
        Unit::Century => (Unit::Year, 50),
        Unit::Day => (Unit::Hour, 12),
        _ => return None,
    };
    (halves <= MOST).then_some(Amount { count: Some(halves * each), unit: of, vague: false })
}
