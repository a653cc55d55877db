//! Dates as the calendar has them: "6 September 2022", "Sept. 5", "9/13/2022", "the 14th", "the 1990s", "New Year's Eve".

use super::piece::Piece;
use super::reader::{Found, Reader};
use super::value::Value;
use gainsay_knowledge::time::{Unit, Which};
use gainsay_record::Tag;
use jiff::civil::Date;

/// A day of a month of a year that may not be said. A day that no year has is only its month.
fn day_of(year: Option<i16>, month: i8, day: i8) -> Piece {
    match year {
        Some(year) => Date::new(year, month, day).map_or(Piece::Month(year, month), Piece::Day),
        None if Date::new(2000, month, day).is_ok() => Piece::DayOfYear(month, day),
        None => Piece::MonthOfYear(month),
    }
}

fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

impl Reader<'_> {
    /// A month, or a day of one.
    pub(super) fn calendar(&self, at: usize, the: bool) -> Option<Found> {
        if let Some(found) = self.in_digits(at) {
            return Some(found);
        }
        if let Some((end, first, last)) = self.days_of_one_month(at) {
            let span = self.spanning(first, last, at);
            let listed = (at..end).any(|at| self.word(at) == "and");
            return Some((end, if listed { span.map(Value::listed) } else { span }));
        }
        if let Some((day, next)) = self.day_number(at) {
            let of = next + usize::from(self.word(next) == "of");
            if let Some((month, next)) = self.month(of) {
                let (year, end) = self.year_after(next);
                return Some((end, Some(day_of(year, month, day).into())));
            }
            return self.day_of_month(at, the, day, next);
        }
        let (month, next) = self.month(at)?;
        if let Some((day, after)) = self.day_number(self.article(next)) {
            let (year, end) = self.year_after(after);
            return Some((end, Some(day_of(year, month, day).into())));
        }
        let (year, end) = self.year_after(next);
        let piece = year.map_or(Piece::MonthOfYear(month), |year| Piece::Month(year, month));
        Some((end, Some(piece.into())))
    }

    /// "3-5 March", "March 3 to 5", "5 and 9 April 2023": the end, and the first and the last day.
    pub(super) fn days_of_one_month(&self, at: usize) -> Option<(usize, Value, Value)> {
        let joint =
            |at: usize| self.is_dash(at) || matches!(self.word(at), "to" | "through" | "until" | "and");
        let days = |at: usize| {
            let (first, next) = self.day_number(at)?;
            let (last, end) = self.day_number(self.article(next + 1)).filter(|_| joint(next))?;
            (first < last).then_some((first, last, end))
        };
        let (first, last, month, next) = match days(at) {
            Some((first, last, next)) => {
                let (month, next) = self.month(next + usize::from(self.word(next) == "of"))?;
                (first, last, month, next)
            }
            None => {
                let (month, next) = self.month(at)?;
                let (first, last, next) = days(next)?;
                // "March 3 to 5 April" is another matter.
                if self.month(next).is_some() {
                    return None;
                }
                (first, last, month, next)
            }
        };
        let (year, end) = self.year_after(next);
        Some((end, day_of(year, month, first).into(), day_of(year, month, last).into()))
    }

    /// "the 14th", "the 5th of this month".
    fn day_of_month(&self, at: usize, the: bool, day: i8, next: usize) -> Option<Found> {
        if !the || digits(self.word(at)) {
            return None;
        }
        if self.word(next) == "of" {
            let (named, the) = self.named_at(next + 1);
            let (end, value) = self.which(named, the).or_else(|| self.this_unit(named, the))?;
            let Some(Piece::Month(year, month)) = value.and_then(Value::piece) else { return None };
            return Some((end, Some(day_of(Some(year), month, day).into())));
        }
        let placed = self.known.before_days.get(self.word_before(at - 1)).is_some();
        let counts =
            matches!(self.tag(next), Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num) || self.is_dash(next);
        (placed && !counts).then(|| (next, Some(Piece::DayOfMonth(day).into())))
    }

    /// "2022-09-06", "9/13/2022", "13.09.2022".
    fn in_digits(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        let number = |word: &str| word.parse::<i16>().ok().filter(|_| digits(word) && word.len() <= 4);
        let day = |year: i16, month: i16, day: i16| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Piece::Day)
        };
        // Dots are written where the day comes first.
        if word.contains('.') {
            let parts: Vec<i16> = word.split('.').map_while(number).collect();
            let [of_month, month, year] = parts[..] else { return None };
            return day(full_year(year, word.len())?, month, of_month).map(|day| (at + 1, Some(day.into())));
        }
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/") || self.word(at + 3) != mark {
            return None;
        }
        // "2022-09-06T10:00:00Z".
        let last = self.word(at + 4);
        let last = last.split_once('t').map_or(last, |(date, _)| date);
        let (first, second, third) = (number(word)?, number(self.word(at + 2))?, number(last)?);
        if word.len() == 4 {
            return day(first, second, third).map(|day| (at + 5, Some(day.into())));
        }
        let year = full_year(third, if last.len() == 4 { 10 } else { 8 }).filter(|_| mark == "/")?;
        let value = match (day(year, first, second), day(year, second, first)) {
            // Month first in America, day first elsewhere: where both make a date, it is one of the two.
            (Some(Piece::Day(us)), Some(Piece::Day(other))) if us != other => {
                Value::Either(Piece::Day(us.min(other)), Piece::Day(us.max(other)))
            }
            (Some(day), _) | (None, Some(day)) => day.into(),
            (None, None) => return None,
        };
        Some((at + 5, Some(value)))
    }

    /// A month's number, from 1, and the end of its name.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (length, month) = self.phrase(&self.known.months, at)?;
        let word = self.word(at);
        // "may" and "march" are verbs unless they are capitalised, and begin no sentence.
        if matches!(word, "may" | "march" | "mar" | "jun" | "dec" | "jan" | "sep") {
            let capital = self.is_capital(at);
            let counted = self.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
            if !capital || at == 0 && !counted && self.length() > 1 {
                return None;
            }
        }
        let next = at + length;
        let number = self.word(next).starts_with(|c: char| c.is_ascii_digit());
        // "Mar-a-Lago".
        if word.len() == 3
            && word != "may"
            && self.is_dash(next)
            && self.word(next + 1).starts_with(char::is_alphabetic)
        {
            return None;
        }
        if matches!(word, "march" | "april" | "may" | "june" | "august") && !number {
            // "Theresa May", "the March of the Living".
            let before = at.checked_sub(1);
            let name = before.is_some_and(|at| {
                self.tag(at) == Tag::Propn && self.known.weekdays.get(self.any_word(at)).is_none()
            });
            let of = self.word(next) == "of" && self.year_after(next).0.is_none();
            if name || of && word == "march" {
                return None;
            }
        }
        let abbreviated =
            self.word(next) == "." && word.len() <= 4 && !matches!(word, "may" | "june" | "july");
        Some((*month as i8, next + usize::from(abbreviated)))
    }

    /// "6", "6th", "sixth": a day's number, from 1 to 31.
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.word(at);
        if let Some((length, day)) = self.phrase(&self.known.ordinals, at)
            && *day > 0
        {
            return Some((*day, at + length));
        }
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let day: i8 = number.parse().ok().filter(|_| digits(number) && number.len() <= 2)?;
        (1..=31).contains(&day).then_some((day, at + 1))
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 = word.parse().ok().filter(|_| word.len() == 4 && digits(word))?;
        (1800..=2100).contains(&year).then_some(year)
    }

    /// The year after a month, a season or a part of a year, and the end: "2022", ", 2022", "of last year".
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let next = at + usize::from(matches!(self.word(at), "," | "of" | "in"));
        if let Some(year) = self.year_number(next).filter(|_| self.word(at) != "in" || next == at)
            && !(self.word(at) == "," && self.is_counted(next))
        {
            // "the winter of 2021-22".
            let second = next + 2;
            let short = self.word(second).len() == 2 && digits(self.word(second));
            let over = matches!(self.word(next + 1), "-" | "–" | "/")
                && self.word(second).parse().ok().filter(|_| short) == Some((year + 1) % 100);
            return (Some(year), if over { second + 1 } else { next + 1 });
        }
        let named = self.article(at + usize::from(self.word(at) == "of"));
        if let Some((length, which)) = self.phrase(&self.known.which, named)
            && self.unit(named + length) == Some((named + length + 1, Unit::Year))
        {
            let anchor = || self.anchored(at).and_then(Value::start).and_then(|point| point.piece.year());
            let today = self.today.map(Date::year);
            let year = match which {
                Which::Previous => today.map(|year| year - 1),
                Which::Current => today,
                Which::Next => today.map(|year| year + 1),
                Which::Same => anchor(),
                Which::Preceding => anchor().map(|year| year - 1),
                Which::Following => anchor().map(|year| year + 1),
            };
            if year.is_some() {
                return (year, named + length + 1);
            }
        }
        (None, at)
    }

    /// "New Year's Eve", "Christmas 2019".
    pub(super) fn named_day(&self, at: usize) -> Option<Found> {
        let (length, &(month, day)) = self.phrase(&self.known.days, at)?;
        if !self.is_capital(at) {
            return None;
        }
        let (year, end) = self.year_after(at + length);
        Some((end, Some(day_of(year, month as i8, day as i8).into())))
    }

    /// "spring 2021", "the first quarter of last year", "the summer".
    pub(super) fn part_of_year(&self, at: usize) -> Option<Found> {
        let (length, &code) = self.phrase(&self.known.seasons, at)?;
        let next = at + length;
        let (year, end) = self.year_after(next);
        if let Some(year) = year {
            return Some((end, Some(Piece::Part(year, code).into())));
        }
        let of_year =
            matches!(self.word(next), "of") && self.word(next + 1) == "the" && self.word(next + 2) == "year";
        let end = if of_year { next + 3 } else { next };
        // "The fall of the town" is no season, and "a spring offensive" is not told of one.
        let else_of = !of_year && self.word(next) == "of";
        let compound = matches!(self.tag(next), Tag::Noun | Tag::Propn) && !self.word(next).is_empty()
            || self.is_dash(next);
        let placed = of_year || self.stands_in(at);
        (placed && !else_of && !compound).then(|| (end, Some(Piece::PartOfYear(code).into())))
    }

    /// Whether a word of time stands before, that makes a time of a bare "summer" or "first half": "in the", "since".
    pub(super) fn stands_in(&self, at: usize) -> bool {
        let the = usize::from(self.word_before(at) == "the");
        let before = self.word_before(at.saturating_sub(the));
        self.known.before_seasons.get(before).is_some()
            || self.known.parts.get(before).is_some()
            || self.known.about.get(before).is_some()
    }

    fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.any_word(before))
    }

    /// A year, a decade or a century on its own.
    pub(super) fn year(&self, at: usize, the: bool) -> Option<Found> {
        if let Some(found) = self.decade(at, the).or_else(|| self.century(at)) {
            return Some(found);
        }
        let year = self.year_number(at)?;
        let before = self.word_before(at);
        let placed = if self.known.before_years.get(before).is_some() {
            !(self.is_counted(at) && self.is_low_end(at))
        } else {
            let numbers = self.known.before_numbers.get(before).is_some();
            numbers && !self.is_counted(at) || self.known.parts.get(before).is_some()
        };
        // "The 2014-2020 period": two years are no number of things.
        if self.is_dash(at + 1)
            && let Some(last) = self.year_number(at + 2).filter(|last| *last > year)
        {
            return Some((at + 3, Some(Value::between(Piece::Year(year), Piece::Year(last)))));
        }
        if !placed || self.is_rate(at) {
            return None;
        }
        let (end, value) = self.shortened(at, year).unwrap_or((at + 1, Piece::Year(year).into()));
        Some((end, Some(value)))
    }

    /// "2014/15", "2003-05": the years from one to another; but "2022-09" is a month.
    fn shortened(&self, at: usize, year: i16) -> Option<(usize, Value)> {
        let mark = self.word(at + 1);
        let second = self.word(at + 2);
        let number: i16 = second.parse().ok().filter(|_| digits(second) && second.len() == 2)?;
        let end = at + 3;
        if matches!(mark, "-" | "–" | "/") && number > year % 100 {
            return Some((end, Value::between(Piece::Year(year), Piece::Year(year - year % 100 + number))));
        }
        let month = i8::try_from(number).ok().filter(|month| mark == "-" && (1..=12).contains(month))?;
        Some((end, Piece::Month(year, month).into()))
    }

    /// Whether a number counts the noun after it: "2022 rockets", "2000 to 3000 shells".
    fn is_counted(&self, at: usize) -> bool {
        let next = at + if self.is_low_end(at) { 3 } else { 1 };
        let noun = matches!(self.tag(next), Tag::Noun | Tag::Adj) && next < self.length();
        noun && self.any_phrase(&self.known.day_parts, next).is_none()
    }

    /// Whether a number is the lower one of two: "2000 to".
    fn is_low_end(&self, at: usize) -> bool {
        let joint = matches!(self.any_word(at + 1), "to" | "and" | "or" | "-" | "–");
        joint && self.any_word(at + 2).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "1900 a month".
    fn is_rate(&self, at: usize) -> bool {
        let each = matches!(self.any_word(at + 1), "a" | "an" | "per");
        each && self.any_phrase(&self.known.units, at + 2).is_some()
    }

    /// "the 1990s", "the '90s".
    fn decade(&self, at: usize, the: bool) -> Option<Found> {
        // "the 1980's" is an old spelling; "1980's elections" are those of a year.
        if the && self.word(at + 1) == "'s" && !matches!(self.tag(at + 2), Tag::Noun | Tag::Adj) {
            let year = self.year_number(at).filter(|year| year % 10 == 0)?;
            return Some((at + 2, Some(Piece::Decade(year / 10).into())));
        }
        let apostrophe = matches!(self.word(at), "'" | "‘" | "’");
        let start = at + usize::from(apostrophe);
        let decade =
            self.word(start).strip_suffix('s').filter(|decade| digits(decade) && decade.ends_with('0'))?;
        let year: i16 = decade.parse().ok()?;
        match decade.len() {
            4 if (1800..=2100).contains(&year) => Some((start + 1, Some(Piece::Decade(year / 10).into()))),
            // "His 90s" are an age.
            2 if the && (30..=90).contains(&year) => {
                Some((start + 1, Some(Piece::Decade(190 + year / 10).into())))
            }
            _ => None,
        }
    }

    /// "the 19th century".
    fn century(&self, at: usize) -> Option<Found> {
        let (number, next) = self.day_number(at)?;
        let (end, unit) = self.unit(next)?;
        let ordinal = !digits(self.word(at));
        let century = unit == Unit::Century && ordinal && (2..=21).contains(&number);
        century.then(|| (end, Some(Piece::Century(i16::from(number) - 1).into())))
    }
}

/// A year of two digits is of this century: "13.9.22".
fn full_year(year: i16, length: usize) -> Option<i16> {
    match year {
        1000.. => Some(year),
        0..=99 if length <= 8 => Some(2000 + year),
        _ => None,
    }
}
