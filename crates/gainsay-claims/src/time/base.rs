//! Times that stand by themselves or are seen from the day of publication: "yesterday", "last week", "this spring", "the
//! same month", "Tuesday", "overnight".

use super::piece::{Piece, month_after, moved, week};
use super::reader::{Found, Reader};
use super::value::Value;
use gainsay_knowledge::time::{Unit, Which};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day, week, month and so on that a piece lies in; a decade and a century too. Of a month nobody can tell the week.
pub(super) fn around(piece: Piece, unit: Unit) -> Option<Value> {
    let year = || piece.year().or_else(|| piece.first().map(Date::year));
    Some(match (unit, piece) {
        (Unit::Day | Unit::Hour, Piece::Day(_)) => piece.into(),
        (Unit::Week, Piece::Day(day)) => {
            let (monday, sunday) = week(day)?;
            Value::days(monday, sunday)
        }
        (Unit::Month, _) => piece.month()?.into(),
        (Unit::Quarter, Piece::Day(day)) => Piece::Part(day.year(), quarter(day.month())).into(),
        (Unit::Quarter, Piece::Month(year, month)) => Piece::Part(year, quarter(month)).into(),
        (Unit::Quarter, Piece::Part(_, 33..=36)) => piece.into(),
        (Unit::Year, _) => Piece::Year(piece.year()?).into(),
        (Unit::Decade, Piece::Decade(_)) => piece.into(),
        (Unit::Decade, _) => Piece::Decade(year()?.div_euclid(10)).into(),
        (Unit::Century, Piece::Century(_)) => piece.into(),
        (Unit::Century, _) => Piece::Century(year()?.div_euclid(100)).into(),
        _ => return None,
    })
}

fn quarter(month: i8) -> u8 {
    33 + (month as u8 - 1) / 3
}

/// The same so many units on: the week after a week, the year after a year.
pub(super) fn moved_on(value: Value, by: i64) -> Option<Value> {
    match value {
        Value::At(point) => Some(point.piece.next(by)?.into()),
        _ => {
            let (first, last) = value.bounds()?;
            Some(Value::days(moved(first, (by * 7).days())?, moved(last, (by * 7).days())?))
        }
    }
}

impl Reader<'_> {
    /// A time that is no part of another and is not counted from one. `the` says whether the article stood before it.
    pub(super) fn base(&self, at: usize, the: bool) -> Option<Found> {
        let (end, value) = self
            .day_word(at)
            .or_else(|| self.which(at, the))
            .or_else(|| self.weekday(at))
            .or_else(|| self.named_day(at))
            .or_else(|| self.calendar(at, the))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.year(at, the))
            .or_else(|| self.turn(at, the))?;
        let is_day = value.is_none_or(|value| {
            value.piece().is_none_or(|piece| matches!(piece, Piece::Day(_) | Piece::DayOfYear(..)))
        });
        Some((if is_day { self.past(&self.known.day_parts, end) } else { end }, value))
    }

    fn day(&self, by: i64) -> Option<Value> {
        moved(self.today?, by.days()).map(|day| Piece::Day(day).into())
    }

    /// "yesterday", "tonight".
    fn day_word(&self, at: usize) -> Option<Found> {
        let by = match self.word(at) {
            "today" | "tonight" => 0,
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => return None,
        };
        Some((at + 1, self.day(by)))
    }

    /// "last week", "this spring", "next Monday", "the same day", "the following year", "last March".
    pub(super) fn which(&self, at: usize, the: bool) -> Option<Found> {
        let (length, which) = self.phrase(&self.known.which, at)?;
        let which = *which;
        let next = at + length;
        if self.is_dash(next) {
            return None;
        }
        if let Some((length, weekday)) = self.phrase(&self.known.weekdays, next) {
            let weekday = Weekday::from_monday_one_offset(*weekday as i8).ok()?;
            let end = next + length;
            // "last Tuesday, 20 September".
            if let Some(found) = self.date_of_weekday(end, weekday) {
                return Some(found);
            }
            return Some((end, self.weekday_from(which, weekday, at)));
        }
        if let Some((length, ())) = self.phrase(&self.known.day_parts, next) {
            // "last night", "the following morning".
            let value = match which {
                Which::Previous => self.day(-1),
                Which::Current => self.day(0),
                Which::Next if !the => return None,
                Which::Same | Which::Preceding => self.unit_from(which, Unit::Day, at, the)?,
                Which::Next | Which::Following => self.unit_from(Which::Following, Unit::Day, at, the)?,
            };
            return Some((next + length, value));
        }
        if self.word(next) == "weekend" {
            return Some((next + 1, self.weekend(Some(which), at)));
        }
        if let Some((length, season)) = self.phrase(&self.known.seasons, next)
            && (self.word(at) != "last" || self.word(next + length) != "of")
        {
            return Some((next + length, self.part_from(which, *season, at)));
        }
        if let Some((month, end)) = self.month(next)
            && !matches!(which, Which::Same | Which::Preceding)
            && self.day_number(end).is_none()
        {
            let (year, end) = self.year_after(end);
            if let Some(year) = year {
                return Some((end, Some(Piece::Month(year, month).into())));
            }
            return Some((end, self.month_from(which, month, at)));
        }
        let (end, unit) = self.unit(next)?;
        if self.word(end - 1).ends_with('s') {
            return None;
        }
        // "the last day of the war" is told of no day that is known; "this day" and "last day" are none.
        if unit == Unit::Hour || self.word(end) == "of" && which == Which::Previous {
            return None;
        }
        Some((end, self.unit_from(which, unit, at, the)?))
    }

    /// Some unit by its place; `None` where the words are no time, `Some(None)` where it has no date.
    fn unit_from(&self, which: Which, unit: Unit, at: usize, the: bool) -> Option<Option<Value>> {
        let (from, by) = match which {
            Which::Previous | Which::Current | Which::Next => {
                let by = match which {
                    Which::Previous => -1,
                    Which::Current => 0,
                    _ => 1,
                };
                // "The next day" comes after a day that the text names, and so does "the next year" in what is past.
                let told = which == Which::Next && the && !self.is_ahead(at);
                if unit == Unit::Day && !told {
                    return None;
                }
                let from = if told { self.anchored(at).and_then(Value::end) } else { None };
                (from.map(|point| point.piece).or(self.today.filter(|_| !told).map(Piece::Day)), by)
            }
            Which::Same => (self.anchored(at).and_then(Value::start).map(|point| point.piece), 0),
            Which::Preceding => (self.anchored(at).and_then(Value::start).map(|point| point.piece), -1),
            Which::Following => (self.anchored(at).and_then(Value::end).map(|point| point.piece), 1),
        };
        if unit == Unit::Fortnight {
            return None;
        }
        Some(from.and_then(|piece| moved_on(around(piece, unit)?, by)))
    }

    fn weekday_from(&self, which: Which, weekday: Weekday, at: usize) -> Option<Value> {
        let anchor = |end: fn(Value) -> Option<super::value::Point>| match end(self.anchored(at)?)?.piece {
            Piece::Day(day) => Some(day),
            _ => None,
        };
        let day = match which {
            Which::Previous => before(self.today?, weekday)?,
            Which::Next => after(self.today?, weekday)?,
            Which::Current => return Piece::weekday(week(self.today?)?.0, weekday).map(Value::from),
            Which::Preceding => before(anchor(Value::start)?, weekday)?,
            Which::Following => after(anchor(Value::end)?, weekday)?,
            Which::Same => return Piece::weekday(week(anchor(Value::start)?)?.0, weekday).map(Value::from),
        };
        Some(Piece::Day(day).into())
    }

    /// "last winter", "this summer", "next spring".
    fn part_from(&self, which: Which, code: u8, at: usize) -> Option<Value> {
        let part = Piece::PartOfYear(code);
        let anchor = |end: fn(Value) -> Option<super::value::Point>| {
            let piece = end(self.anchored(at)?)?.piece;
            piece.first().or_else(|| piece.year().and_then(|year| Date::new(year, 1, 1).ok()))
        };
        let piece = match which {
            Which::Previous => part.last_before(self.today?)?,
            Which::Next => part.next_after(self.today?)?,
            // The winter that began last year, as long as it lasts.
            Which::Current if code == 24 && self.today?.month() <= 3 => {
                Piece::Part(self.today?.year() - 1, code)
            }
            Which::Current => Piece::Part(self.today?.year(), code),
            Which::Same => Piece::Part(anchor(Value::start)?.year(), code),
            Which::Preceding => part.last_before(anchor(Value::start)?)?,
            Which::Following => part.next_after(anchor(Value::end)?)?,
        };
        Some(piece.into())
    }

    /// "last March", "next May".
    fn month_from(&self, which: Which, month: i8, at: usize) -> Option<Value> {
        let of = Piece::MonthOfYear(month);
        let piece = match which {
            Which::Previous => of.last_before(self.today?.first_of_month())?,
            Which::Next => of.next_after(self.today?)?,
            Which::Following => of.next_after(self.anchored(at)?.end()?.piece.last()?)?,
            _ => Piece::Month(self.today?.year(), month),
        };
        Some(piece.into())
    }

    /// "on Tuesday", "Tuesday last week", "Tuesday, 6 September".
    fn weekday(&self, at: usize) -> Option<Found> {
        let (end, weekday) = match self.phrase(&self.known.weekdays, at) {
            Some((length, weekday)) => (at + length, *weekday),
            None => {
                let (length, weekday) = self.phrase(&self.known.short_weekdays, at)?;
                let end = at + length;
                if !self.is_capital(at) || self.word(end) != "." {
                    return None;
                }
                (end + 1, *weekday)
            }
        };
        let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
        if let Some(found) = self.date_of_weekday(end, weekday) {
            return Some(found);
        }
        // "Monday last week", "Tuesday of this week".
        let past_day = self.past(&self.known.day_parts, end);
        let of = past_day + usize::from(matches!(self.word(past_day), "of" | "in" | ","));
        if let Some((length, which @ (Which::Previous | Which::Current | Which::Next))) =
            self.phrase(&self.known.which, of)
            && self.word(of + length) == "week"
        {
            let week = self.unit_from(*which, Unit::Week, at, false)?;
            let day = week.and_then(|week| Piece::weekday(week.bounds()?.0, weekday));
            return Some((of + length + 1, day.map(Value::from)));
        }
        let day = self
            .seen_from(at)
            .and_then(|day| if self.is_ahead(at) { from(day, weekday) } else { by(day, weekday) });
        Some((end, day.map(|day| Piece::Day(day).into())))
    }

    /// The date that stands beside a weekday: it counts, and the weekday tells its year where nothing else does.
    fn date_of_weekday(&self, end: usize, weekday: Weekday) -> Option<Found> {
        let next = self.article(end + usize::from(matches!(self.word(end), "," | "(" | "–" | "-")));
        let (end, value) = self.calendar(next, false)?;
        let piece = value.and_then(Value::piece)?;
        match piece {
            Piece::Day(_) => Some((end, value)),
            Piece::DayOfYear(..) => {
                let day = |piece: Piece| if let Piece::Day(day) = piece { Some(day) } else { None };
                let fits = |piece: &Piece| day(*piece).is_some_and(|day| day.weekday() == weekday);
                let today = self.today;
                let near = [
                    today.and_then(|today| piece.last_by(today)),
                    today.and_then(|today| piece.next_from(today)),
                ];
                // Where both or neither of the two years fit, the tense decides.
                let one = match near.map(|near| near.filter(fits)) {
                    [Some(past), None] => Some(past),
                    [None, Some(next)] => Some(next),
                    _ => None,
                };
                Some((end, one.map(Value::from).or(value)))
            }
            _ => None,
        }
    }

    /// "the weekend", "overnight", "the turn of the year".
    fn turn(&self, at: usize, the: bool) -> Option<Found> {
        if self.word(at) == "weekend" && the {
            return Some((at + 1, self.weekend(None, at)));
        }
        if let Some((length, ())) = self.phrase(&self.known.overnight, at) {
            let end = at + length;
            let night =
                if self.is_ahead(at) { self.day(0).zip(self.day(1)) } else { self.day(-1).zip(self.day(0)) };
            return Some((end, night.and_then(|(evening, morning)| self.spanning(evening, morning, at))));
        }
        let (length, ()) = self.phrase(&self.known.turn_of_the_year, at)?;
        let year = self.today.map(|today| {
            let near = self.is_ahead(at) || today.month() == 12;
            today.year() + i16::from(near)
        });
        let months = year.and_then(|year| {
            let (before, month) = month_after(year, 1, -1)?;
            Some(Value::between(Piece::Month(before, month), Piece::Month(year, 1)))
        });
        Some((at + length, months))
    }

    /// Saturday and Sunday.
    fn weekend(&self, which: Option<Which>, at: usize) -> Option<Value> {
        let today = match which {
            Some(Which::Same | Which::Preceding | Which::Following) => {
                match self.anchored(at)?.start()?.piece {
                    Piece::Day(day) => day,
                    _ => return None,
                }
            }
            _ => self.today?,
        };
        let (monday, _) = week(today)?;
        let by = match which {
            Some(Which::Previous | Which::Preceding) => -7,
            Some(Which::Current | Which::Same) => 0,
            Some(Which::Next | Which::Following) => 7,
            None if self.is_ahead(at) || today.weekday().to_monday_zero_offset() >= 5 => 0,
            None => -7,
        };
        let saturday = moved(monday, (5 + by).days())?;
        Some(Value::days(saturday, moved(saturday, 1.days())?))
    }
}

/// The last such weekday on or before a day.
fn by(day: Date, weekday: Weekday) -> Option<Date> {
    moved(day, (-i64::from(day.weekday().since(weekday))).days())
}

/// The first such weekday on or after a day.
fn from(day: Date, weekday: Weekday) -> Option<Date> {
    moved(day, i64::from(day.weekday().until(weekday)).days())
}

/// The last such weekday before a day.
fn before(day: Date, weekday: Weekday) -> Option<Date> {
    by(moved(day, (-1).days())?, weekday)
}

/// The first such weekday after a day.
fn after(day: Date, weekday: Weekday) -> Option<Date> {
    from(moved(day, 1.days())?, weekday)
}
