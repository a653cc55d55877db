//! Pieces of the calendar that EDTF has one spelling for, and how to get from one to another.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::fmt;

/// A piece of the calendar. Those without a year, or without a month, are of the last or the next one, which only the
/// day of publication can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Day(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and the code of a season, quarter or half.
    Part(i16, u8),
    Year(i16),
    /// By its first three digits.
    Decade(i16),
    /// By its first two digits.
    Century(i16),
    /// Month and day: "6 September".
    DayOfYear(i8, i8),
    /// "September".
    MonthOfYear(i8),
    /// "the first quarter".
    PartOfYear(u8),
    /// "the 14th".
    DayOfMonth(i8),
}

/// The codes of the first quarter and the first half of a year.
pub(super) const QUARTER: u8 = 33;
pub(super) const HALF: u8 = 40;

/// The first month of a season, quarter or half, and how many months it has. A season is counted as in the north, where
/// it matters only to tell which year's is meant; the winter begins in December of its year.
fn months(code: u8) -> (i8, i8) {
    match code {
        21..=24 => ((code as i8 - 20) * 3, 3),
        33..=36 => ((code as i8 - 33) * 3 + 1, 3),
        _ => ((code as i8 - 40) * 6 + 1, 6),
    }
}

/// A day that may lie beyond the calendar.
pub(super) fn moved(day: Date, by: Span) -> Option<Date> {
    day.checked_add(by).ok()
}

/// Monday and Sunday of a day's week, as ISO 8601 counts.
pub(super) fn week(day: Date) -> Option<(Date, Date)> {
    let monday = moved(day, (-i64::from(day.weekday().to_monday_zero_offset())).days())?;
    Some((monday, moved(monday, 6.days())?))
}

/// Month and year so many months after another.
pub(super) fn month_after(year: i16, month: i8, by: i64) -> Option<(i16, i8)> {
    let months = i64::from(year) * 12 + i64::from(month) - 1 + by;
    let year = i16::try_from(months.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
    Some((year, months.rem_euclid(12) as i8 + 1))
}

impl Piece {
    /// Its first day, where it has a year. That of a season depends on where it is.
    pub fn first(self) -> Option<Date> {
        match self {
            Self::Part(_, 21..=24) => None,
            _ => self.first_in_the_north(),
        }
    }

    /// Its last day, where it has a year. That of a season depends on where it is.
    pub fn last(self) -> Option<Date> {
        match self {
            Self::Part(_, 21..=24) => None,
            _ => self.last_in_the_north(),
        }
    }

    fn first_in_the_north(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day(day) => return Some(day),
            Self::Month(year, month) => (year, month),
            Self::Part(year, code) => (year, months(code).0),
            Self::Year(year) => (year, 1),
            Self::Decade(decade) => (decade * 10, 1),
            Self::Century(century) => (century * 100, 1),
            Self::DayOfYear(..) | Self::MonthOfYear(_) | Self::PartOfYear(_) | Self::DayOfMonth(_) => {
                return None;
            }
        };
        Date::new(year, month, 1).ok()
    }

    fn last_in_the_north(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day(day) => return Some(day),
            Self::Month(year, month) => (year, month),
            Self::Part(year, code) => {
                let (first, count) = months(code);
                month_after(year, first, i64::from(count) - 1)?
            }
            Self::Year(year) => (year, 12),
            Self::Decade(decade) => (decade * 10 + 9, 12),
            Self::Century(century) => (century * 100 + 99, 12),
            Self::DayOfYear(..) | Self::MonthOfYear(_) | Self::PartOfYear(_) | Self::DayOfMonth(_) => {
                return None;
            }
        };
        Date::new(year, month, 1).ok().map(Date::last_of_month)
    }

    /// Its year; none where it has none, or many.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day(day) => Some(day.year()),
            Self::Month(year, _) | Self::Part(year, _) | Self::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The month that it is or lies in.
    pub fn month(self) -> Option<Self> {
        match self {
            Self::Day(day) => Some(Self::Month(day.year(), day.month())),
            Self::Month(..) => Some(self),
            _ => None,
        }
    }

    /// Whether its year, or its month, is not said.
    pub fn is_open(self) -> bool {
        matches!(self, Self::DayOfYear(..) | Self::MonthOfYear(_) | Self::PartOfYear(_) | Self::DayOfMonth(_))
    }

    /// The same of a year, where that is not said. Not every year has a 29 February.
    pub fn in_year(self, year: i16) -> Option<Self> {
        Some(match self {
            Self::DayOfYear(month, day) => Self::Day(Date::new(year, month, day).ok()?),
            Self::MonthOfYear(month) => Self::Month(year, month),
            Self::PartOfYear(code) => Self::Part(year, code),
            _ => self,
        })
    }

    /// The last such piece that has begun on a day: "in November", of what has happened.
    pub fn last_by(self, today: Date) -> Option<Self> {
        self.near(today, -1, |piece| piece.first_in_the_north().is_some_and(|first| first <= today))
    }

    /// The next such piece that is not over on a day: "in November", of what is to come.
    pub fn next_from(self, today: Date) -> Option<Self> {
        self.near(today, 1, |piece| piece.last_in_the_north().is_some_and(|last| last >= today))
    }

    /// The last such piece that is over before a day: "last November".
    pub fn last_before(self, today: Date) -> Option<Self> {
        self.near(today, -1, |piece| piece.last_in_the_north().is_some_and(|last| last < today))
    }

    /// The next such piece that begins after a day: "next November".
    pub fn next_after(self, today: Date) -> Option<Self> {
        self.near(today, 1, |piece| piece.first_in_the_north().is_some_and(|first| first > today))
    }

    /// The nearest year, or month, of which it fits, from the far side of today on.
    fn near(self, today: Date, step: i16, fits: impl Fn(Self) -> bool) -> Option<Self> {
        if let Self::DayOfMonth(day) = self {
            return (-1..=3).find_map(|by| {
                let (year, month) = month_after(today.year(), today.month(), i64::from(by * step))?;
                Date::new(year, month, day).ok().map(Self::Day).filter(|piece| fits(*piece))
            });
        }
        // Eight years hold a 29 February, unless there is a turn of a century between.
        (-1..=12).find_map(|by| {
            let year = today.year().checked_add(by * step).filter(|year| (1..=9999).contains(year))?;
            self.in_year(year).filter(|piece| fits(*piece))
        })
    }

    /// The same kind of piece, so many further on.
    pub fn next(self, by: i64) -> Option<Self> {
        let small = i16::try_from(by).ok()?;
        Some(match self {
            Self::Day(day) => Self::Day(moved(day, Span::new().try_days(by).ok()?)?),
            Self::Month(year, month) => {
                let (year, month) = month_after(year, month, by)?;
                Self::Month(year, month)
            }
            Self::Part(year, code) => {
                let (base, count) = match code {
                    21..=24 => (21, 4),
                    33..=36 => (QUARTER, 4),
                    _ => (HALF, 2),
                };
                let at = i64::from(year) * count + i64::from(code - base) + by;
                Self::Part(year_of(at.div_euclid(count))?, base + at.rem_euclid(count) as u8)
            }
            Self::Year(year) => Self::Year(year_of(i64::from(year) + by)?),
            Self::Decade(decade) => {
                Self::Decade(decade.checked_add(small).filter(|decade| (0..1_000).contains(decade))?)
            }
            Self::Century(century) => {
                Self::Century(century.checked_add(small).filter(|century| (0..100).contains(century))?)
            }
            Self::MonthOfYear(month) => {
                Self::MonthOfYear((i64::from(month) - 1 + by).rem_euclid(12) as i8 + 1)
            }
            Self::DayOfYear(..) | Self::PartOfYear(_) | Self::DayOfMonth(_) => return None,
        })
    }

    /// The day of a week that lies so many weekdays from a Monday.
    pub fn weekday(monday: Date, weekday: Weekday) -> Option<Self> {
        moved(monday, i64::from(weekday.to_monday_zero_offset()).days()).map(Self::Day)
    }
}

fn year_of(year: i64) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))
}

/// As EDTF spells it.
impl fmt::Display for Piece {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(out, "{day}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Part(year, code) => write!(out, "{year:04}-{code}"),
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Decade(decade) => write!(out, "{decade:03}X"),
            Self::Century(century) => write!(out, "{century:02}XX"),
            Self::DayOfYear(month, day) => write!(out, "XXXX-{month:02}-{day:02}"),
            Self::MonthOfYear(month) => write!(out, "XXXX-{month:02}"),
            Self::PartOfYear(code) => write!(out, "XXXX-{code}"),
            Self::DayOfMonth(day) => write!(out, "XXXX-XX-{day:02}"),
        }
    }
}
