//! What words of time stand for: one piece of the calendar, from one to another, or one of two.

use super::piece::{HALF, Piece, QUARTER, month_after, moved, week};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::fmt;

/// A piece of the calendar, and whether it is only near: `2022-07~`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub piece: Piece,
    pub about: bool,
}

/// What words of time stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    At(Point),
    /// From one to another, both included; `None` where it is open.
    Span(Option<Point>, Option<Point>),
    /// One of the two: `[2022,2023]`.
    Either(Piece, Piece),
    /// Both of them: `{2022,2023}`.
    Both(Piece, Piece),
}

impl From<Piece> for Point {
    fn from(piece: Piece) -> Self {
        Self { piece, about: false }
    }
}

impl From<Piece> for Value {
    fn from(piece: Piece) -> Self {
        Self::At(piece.into())
    }
}

impl Value {
    /// From one piece to another.
    pub fn between(first: Piece, last: Piece) -> Self {
        if first == last { first.into() } else { Self::Span(Some(first.into()), Some(last.into())) }
    }

    /// From one day to another.
    pub fn days(first: Date, last: Date) -> Self {
        Self::between(Piece::Day(first), Piece::Day(last))
    }

    /// Its two ends and nothing between: "3 and 9 May".
    pub fn listed(self) -> Self {
        match self {
            Self::Span(Some(first), Some(last)) => Self::Both(first.piece, last.piece),
            other => other,
        }
    }

    /// The one piece that it is.
    pub fn piece(self) -> Option<Piece> {
        match self {
            Self::At(point) => Some(point.piece),
            _ => None,
        }
    }

    /// Where it begins; nowhere, where it is open.
    pub fn start(self) -> Option<Point> {
        match self {
            Self::At(point) => Some(point),
            Self::Span(first, _) => first,
            Self::Either(first, _) | Self::Both(first, _) => Some(first.into()),
        }
    }

    /// Where it ends; nowhere, where it is open.
    pub fn end(self) -> Option<Point> {
        match self {
            Self::At(point) => Some(point),
            Self::Span(_, last) => last,
            Self::Either(_, last) | Self::Both(_, last) => Some(last.into()),
        }
    }

    /// Somewhere near it.
    pub fn about(self) -> Self {
        let near = |point: Point| Point { about: true, ..point };
        match self {
            Self::At(point) => Self::At(near(point)),
            Self::Span(first, last) => Self::Span(first.map(near), last.map(near)),
            either => either,
        }
    }

    /// Its first and last day, where it has both.
    pub fn bounds(self) -> Option<(Date, Date)> {
        Some((self.start()?.piece.first()?, self.end()?.piece.last()?))
    }

    /// Its thirds from one to another, 1 to 3: "early", "mid", "late". What cannot be cut (a day, a season, a month of
    /// an unknown year) stays whole.
    pub fn thirds(self, from: u8, to: u8) -> Self {
        let (from, to) = (usize::from(from.clamp(1, 3) - 1), usize::from(to.clamp(1, 3) - 1));
        self.cut_in_thirds(from, to).unwrap_or(self)
    }

    fn cut_in_thirds(self, from: usize, to: usize) -> Option<Self> {
        let piece = match self {
            Self::At(point) => point.piece,
            Self::Span(..) => {
                let (first, last) = self.bounds()?;
                if week(first)? != (first, last) {
                    return None;
                }
                let day = |by: i64| moved(first, by.days());
                return Some(Self::days(day([0, 2, 4][from])?, day([1, 3, 6][to])?));
            }
            _ => return None,
        };
        Some(match piece {
            Piece::Month(year, month) => {
                let first = Date::new(year, month, [1, 11, 21][from]).ok()?;
                let last = if to == 2 {
                    first.last_of_month()
                } else {
                    Date::new(year, month, [10, 20][to]).ok()?
                };
                Self::days(first, last)
            }
            Piece::Year(year) => {
                Self::between(Piece::Month(year, [1, 5, 9][from]), Piece::Month(year, [4, 8, 12][to]))
            }
            Piece::Part(year, code @ QUARTER..) => {
                let first = piece.first()?.month();
                let each = if code >= HALF { 2 } else { 1 };
                let month = |by: usize| first + by as i8;
                Self::between(
                    Piece::Month(year, month(from * each)),
                    Piece::Month(year, month(to * each + each - 1)),
                )
            }
            Piece::Decade(decade) => Self::between(
                Piece::Year(decade * 10 + [0, 4, 7][from]),
                Piece::Year(decade * 10 + [3, 6, 9][to]),
            ),
            Piece::Century(century) => Self::between(
                Piece::Year(century * 100 + [0, 34, 67][from]),
                Piece::Year(century * 100 + [33, 66, 99][to]),
            ),
            _ => return None,
        })
    }

    /// Its first (1) or second half; whole where it cannot be cut.
    pub fn half(self, which: u8) -> Self {
        let second = which > 1;
        let pick = |first: i16, other: i16| if second { other } else { first };
        let cut = match self.piece() {
            Some(Piece::Year(year)) => Some(Piece::Part(year, HALF + u8::from(second)).into()),
            Some(Piece::Month(year, month)) => {
                let day = |day| Date::new(year, month, day).ok();
                if second {
                    day(16).map(|first| Self::days(first, first.last_of_month()))
                } else {
                    day(1).zip(day(15)).map(|(first, last)| Self::days(first, last))
                }
            }
            Some(Piece::Decade(decade)) => {
                let year = |year: i16| Piece::Year(decade * 10 + year);
                Some(Self::between(year(pick(0, 5)), year(pick(4, 9))))
            }
            Some(Piece::Century(century)) => {
                let year = |year: i16| Piece::Year(century * 100 + year);
                Some(Self::between(year(pick(0, 50)), year(pick(49, 99))))
            }
            _ => None,
        };
        cut.unwrap_or(self)
    }

    /// Days out of it: `count` groups of `size` days, from the `nth` on; from its end where that is negative.
    pub fn days_of(self, nth: i8, count: i64, size: i64) -> Option<Self> {
        let (first, last) = self.bounds()?;
        let length = count.checked_mul(size)?;
        let from = if nth < 0 {
            moved(last, (1 - length).days())?
        } else {
            moved(first, (i64::from(nth - 1) * size).days())?
        };
        let to = moved(from, (length - 1).days())?.min(last);
        (from >= first && from <= last).then(|| Self::days(from, to))
    }

    /// Months out of a year, a quarter or a half.
    pub fn months_of(self, nth: i8, count: i64) -> Option<Self> {
        let (first, last) = self.bounds()?;
        let has = i64::from(last.year() - first.year()) * 12 + i64::from(last.month() - first.month()) + 1;
        let from = if nth < 0 { has - count } else { i64::from(nth) - 1 };
        if first.day() != 1 || last != last.last_of_month() || from < 0 || from + count > has {
            return None;
        }
        let month =
            |by| month_after(first.year(), first.month(), by).map(|(year, month)| Piece::Month(year, month));
        Some(Self::between(month(from)?, month(from + count - 1)?))
    }

    /// Years out of a decade or a century.
    pub fn years_of(self, nth: i8, count: i64) -> Option<Self> {
        let (first, last) = self.bounds()?;
        let has = i64::from(last.year() - first.year()) + 1;
        let from = if nth < 0 { has - count } else { i64::from(nth) - 1 };
        if has < 10 || from < 0 || from + count > has {
            return None;
        }
        let year = |by: i64| i16::try_from(by).ok().map(|by| Piece::Year(first.year() + by));
        Some(Self::between(year(from)?, year(from + count - 1)?))
    }

    /// "The first Monday in September".
    pub fn weekday_of(self, nth: i8, weekday: Weekday) -> Option<Self> {
        let (first, last) = self.bounds()?;
        let day = if nth < 0 {
            let back = last.weekday().since(weekday);
            moved(last, (-i64::from(back)).days())?
        } else {
            let ahead = first.weekday().until(weekday);
            moved(first, (i64::from(ahead) + i64::from(nth - 1) * 7).days())?
        };
        (day >= first && day <= last).then(|| Piece::Day(day).into())
    }
}

/// As EDTF spells it.
impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.piece, if self.about { "~" } else { "" })
    }
}

/// As EDTF spells it.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(out),
            Self::Span(first, last) => {
                let end = |out: &mut fmt::Formatter<'_>, end: &Option<Point>| match end {
                    Some(point) => point.fmt(out),
                    None => out.write_str(".."),
                };
                end(out, first)?;
                out.write_str("/")?;
                end(out, last)
            }
            Self::Either(first, last) => write!(out, "[{first},{last}]"),
            Self::Both(first, last) => write!(out, "{{{first},{last}}}"),
        }
    }
}
