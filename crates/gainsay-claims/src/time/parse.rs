//! The grammar of words of time.

use gainsay_knowledge::Phrases;
use gainsay_knowledge::time::{Shift, TimeWords, Which};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Reads words of time from a list of words.
pub(crate) struct Reader<'a> {
    pub words: &'a [String],
    pub printed: &'a [&'a str],
    pub known: &'a TimeWords,
    pub numbers: &'a Phrases<u64>,
    /// The day of publication.
    pub today: Option<Date>,
}

/// A time as its parts, before it is written down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// Year (`None` where it is open), month, day.
    Day(Option<i16>, i8, i8),
    Month(Option<i16>, i8),
    Year(i16),
    /// The first three digits.
    Decade(i16),
    /// Year and code in ISO 8601-2.
    Season(i16, u8),
    Days(Date, Date),
    /// About that month or year.
    AboutMonth(i16, i8),
    AboutYear(i16),
    /// Words that say something only by a day that is not known.
    Open,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn of<'p, T>(&self, phrases: &'p Phrases<T>, at: usize) -> Option<(usize, &'p T)> {
        phrases.at(self.words.get(at..)?)
    }

    /// The words of time that begin at a word: how many they are, and their date as EDTF, where they name one.
    pub fn expression(&self, at: usize) -> Option<(usize, Option<String>)> {
        if let Some(found) = self.interval(at) {
            return Some(found);
        }
        if let Some((length, shift)) = self.of(&self.known.shifts, at) {
            let start = self.article(at + length);
            if let Some((end, when)) = self.with_part(start) {
                let text = self.write(when).filter(|text| !text.contains('/') || *shift == Shift::Until);
                let text = text.and_then(|text| match shift {
                    // An interval of an interval keeps the end that counts.
                    Shift::Since | Shift::After => Some(format!("{text}/..")),
                    Shift::Until => Some(format!("../{}", text.rsplit('/').next()?)),
                });
                return Some((end - at, text));
            }
        }
        let start = self.article(at);
        let (end, when) = self.with_part(start)?;
        Some((end - at, self.write(when)))
    }

    fn article(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == "the" && self.of(&self.known.parts, at).is_none())
    }

    /// "from X to Y", "between X and Y".
    fn interval(&self, at: usize) -> Option<(usize, Option<String>)> {
        let joints: &[&str] = match self.word(at) {
            "from" => &["to", "until", "through", "till"],
            "between" => &["and"],
            _ => return None,
        };
        let (middle, first) = self.with_part(self.article(at + 1))?;
        if !joints.contains(&self.word(middle)) {
            return None;
        }
        let (end, second) = self.with_part(self.article(middle + 1))?;
        // "from March to May 2020": the year is said once.
        let first = match (first, second) {
            (When::Month(_, month), When::Month(Some(year), other)) if month <= other => {
                When::Month(Some(year), month)
            }
            _ => first,
        };
        let text = self.write(first).zip(self.write(second)).and_then(|(first, second)| {
            Some(format!("{}/{}", first.split('/').next()?, second.rsplit('/').next()?))
        });
        Some((end - at, text))
    }

    /// "early", "the end of", and a time.
    fn with_part(&self, at: usize) -> Option<(usize, When)> {
        if let Some((length, part)) = self.of(&self.known.parts, at) {
            let mut next = at + length;
            next += usize::from(matches!(self.word(next), "-" | "the"));
            let (end, when) = self.plain(next)?;
            return Some((end, self.third(when, *part)));
        }
        match self.word(at) {
            "earlier" | "later" => {
                let (end, when) = self.plain(at + 1)?;
                if !matches!(self.word(at + 1), "this" | "in" | "on") {
                    return Some((end, when));
                }
                let earlier = self.word(at) == "earlier";
                Some((end, if earlier { self.so_far(when) } else { when }))
            }
            _ => self.plain(at),
        }
    }

    /// The part of a time up to today.
    fn so_far(&self, when: When) -> When {
        match (when, self.today) {
            (When::Month(Some(year), month), Some(today))
                if (year, month) == (today.year(), today.month()) =>
            {
                When::Days(today.first_of_month(), today)
            }
            (When::Year(year), Some(today)) if year == today.year() => {
                When::Days(today.first_of_year(), today)
            }
            (When::Days(first, _), Some(today)) => When::Days(first, today.max(first)),
            _ => when,
        }
    }

    fn third(&self, when: When, part: u8) -> When {
        let month = |year: i16, month: i8| -> Option<When> {
            let first = Date::new(year, month, 1).ok()?;
            let day = |day: i8| Date::new(year, month, day).ok();
            Some(match part {
                1 => When::Days(first, day(10)?),
                2 => When::Days(day(11)?, day(20)?),
                _ => When::Days(day(21)?, first.last_of_month()),
            })
        };
        match when {
            When::Month(Some(year), of) => month(year, of).unwrap_or(when),
            When::Month(None, of) => self.year_of(of, 1).and_then(|year| month(year, of)).unwrap_or(when),
            When::Year(year) => {
                let (from, to) = [(1, 4), (5, 8), (9, 12)][usize::from(part.clamp(1, 3) - 1)];
                let last = Date::new(year, to, 1).map(Date::last_of_month);
                match (Date::new(year, from, 1), last) {
                    (Ok(first), Ok(last)) => When::Days(first, last),
                    _ => when,
                }
            }
            _ => when,
        }
    }

    fn plain(&self, at: usize) -> Option<(usize, When)> {
        self.relative(at)
            .or_else(|| self.calendar_day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.season(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.year(at))
    }

    /// "September 6, 2022", "6 September", "September", "2022-09-06".
    fn calendar_day(&self, at: usize) -> Option<(usize, When)> {
        if let (Some(year), "-", "-") = (self.year_at(at), self.word(at + 1), self.word(at + 3)) {
            let (month, day) = (self.word(at + 2).parse().ok()?, self.word(at + 4).parse().ok()?);
            Date::new(year, month, day).ok()?;
            return Some((at + 5, When::Day(Some(year), month, day)));
        }
        if let Some((day, next)) = self.day_at(at) {
            let next = next + usize::from(self.word(next) == "of");
            let (month, next) = self.month_at(next)?;
            let (year, end) = self.year_after(next);
            return Some((end, self.checked(year, month, day)));
        }
        let (month, next) = self.month_at(at)?;
        if let Some((day, after)) = self.day_at(next) {
            let (year, end) = self.year_after(after);
            return Some((end, self.checked(year, month, day)));
        }
        let (year, end) = self.year_after(next);
        Some((end, When::Month(year, month)))
    }

    /// A day that no year has is only its month.
    fn checked(&self, year: Option<i16>, month: i8, day: i8) -> When {
        if Date::new(year.unwrap_or(2000), month, day).is_ok() {
            When::Day(year, month, day)
        } else {
            When::Month(year, month)
        }
    }

    fn month_at(&self, at: usize) -> Option<(i8, usize)> {
        let (length, month) = self.of(&self.known.months, at)?;
        // "may" and "march" are verbs unless they are capitalised, and begin no sentence.
        let word = self.word(at);
        if matches!(word, "may" | "march" | "mar" | "jun" | "dec") {
            let capital = self.printed.get(at).is_some_and(|printed| printed.starts_with(char::is_uppercase));
            if !capital
                || at == 0
                    && !self.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
                    && self.words.len() > 1
            {
                return None;
            }
        }
        let abbreviated = self.word(at + length) == "." && word.len() <= 4;
        Some((*month as i8, at + length + usize::from(abbreviated)))
    }

    /// "6", "6th".
    fn day_at(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.word(at);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let day: i8 = digits.parse().ok().filter(|_| digits.len() <= 2 && !digits.starts_with('+'))?;
        (1..=31).contains(&day).then_some((day, at + 1))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 =
            word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
        (1800..=2100).contains(&year).then_some(year)
    }

    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let next = at + usize::from(matches!(self.word(at), "," | "of"));
        match self.year_at(next) {
            Some(year) => (Some(year), next + 1),
            None => (None, at),
        }
    }

    /// A year on its own, in a place where a number of things cannot stand.
    fn year(&self, at: usize) -> Option<(usize, When)> {
        if let Some(decade) = self.word(at).strip_suffix('s')
            && let Ok(year) = decade.parse::<i16>()
            && decade.len() == 4
            && decade.ends_with('0')
        {
            return Some((at + 1, When::Decade(year / 10)));
        }
        let year = self.year_at(at)?;
        let before = if at > 0 { self.word(at - 1) } else { "" };
        let placed = matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "from"
                | "to"
                | "and"
                | "between"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "-"
                | "before"
                | "after"
                | "of"
                | "till"
                | "through"
        );
        let (after, money) =
            (self.word(at + 1), before.starts_with(|c: char| !c.is_alphabetic() && c != '-'));
        let counts = after.starts_with(char::is_alphabetic) && !placed;
        (placed || (!counts && !money && at > 0)).then_some((at + 1, When::Year(year)))
    }

    fn weekday(&self, at: usize) -> Option<(usize, When)> {
        let (which, next) = match self.of(&self.known.which, at) {
            Some((length, which)) => (Some(*which), at + length),
            None => (None, at),
        };
        let (length, weekday) = self.of(&self.known.weekdays, next)?;
        let end = next + length;
        let Some(today) = self.today else { return Some((end, When::Open)) };
        let back = (today.weekday().to_monday_one_offset() - *weekday as i8).rem_euclid(7);
        let back = match which {
            Some(Which::Previous) if back == 0 => 7,
            Some(Which::Next) => back - 7,
            _ => back,
        };
        let when = today.checked_sub(i64::from(back).days()).map_or(When::Open, |day| When::Days(day, day));
        Some((end, when))
    }

    fn season(&self, at: usize) -> Option<(usize, When)> {
        let (which, next) = match self.of(&self.known.which, at) {
            Some((length, which)) => (Some(*which), at + length),
            None => (None, at),
        };
        let (length, season) = self.of(&self.known.seasons, next)?;
        let (year, end) = self.year_after(next + length);
        if let Some(year) = year {
            return Some((end, When::Season(year, *season)));
        }
        let which = which?;
        let Some(today) = self.today else { return Some((end, When::Open)) };
        // A season is of this year once it has begun: spring in March, and so on; quarters in January.
        let begins = if *season < 30 { (*season as i8 - 21) * 3 + 3 } else { (*season as i8 - 33) * 3 + 1 };
        let ended = today.month() >= begins + 3;
        let year = match which {
            Which::Previous if ended => today.year(),
            Which::Previous => today.year() - 1,
            Which::Current => today.year(),
            Which::Next => today.year() + i16::from(today.month() >= begins),
        };
        Some((end, When::Season(year, *season)))
    }

    /// "yesterday", "last month", "this week".
    fn relative(&self, at: usize) -> Option<(usize, When)> {
        let day = |days: i64| {
            let day = self.today.and_then(|today| today.checked_add(days.days()).ok());
            Some((at + 1, day.map_or(When::Open, |day| When::Days(day, day))))
        };
        match self.word(at) {
            "today" | "tonight" => return day(0),
            "yesterday" => return day(-1),
            "tomorrow" => return day(1),
            _ => {}
        }
        let (length, which) = self.of(&self.known.which, at)?;
        let next = at + length;
        let unit = self.word(next);
        let step = match which {
            Which::Previous => -1,
            Which::Current => 0,
            Which::Next => 1,
        };
        if let Some((month, end)) = self.month_at(next) {
            let year = self.year_of(month, if *which == Which::Next { -1 } else { 1 });
            return Some((end, When::Month(year, month)));
        }
        if !matches!(unit, "day" | "week" | "month" | "year" | "decade") {
            return None;
        }
        let Some(today) = self.today else { return Some((next + 1, When::Open)) };
        let moved = |span: Span| today.checked_add(span).ok();
        let when = match unit {
            "week" => {
                let monday =
                    moved((i64::from(step) * 7 - i64::from(today.weekday().to_monday_zero_offset())).days());
                monday.and_then(|monday| Some(When::Days(monday, monday.checked_add(6.days()).ok()?)))
            }
            "month" => moved(i64::from(step).months()).map(|day| When::Month(Some(day.year()), day.month())),
            "year" => Some(When::Year(today.year() + step)),
            "decade" => Some(When::Decade(today.year() / 10 + step)),
            _ => moved(i64::from(step).days()).map(|day| When::Days(day, day)),
        };
        Some((next + 1, when.unwrap_or(When::Open)))
    }

    /// "three days ago".
    fn ago(&self, at: usize) -> Option<(usize, When)> {
        let count = match self.word(at) {
            "a" | "an" | "one" => 1,
            word => self
                .of(self.numbers, at)
                .filter(|(length, _)| *length == 1)
                .map(|(_, number)| *number)
                .or_else(|| word.parse().ok())?,
        };
        let unit = self.word(at + 1).trim_end_matches('s').to_owned();
        if self.word(at + 2) != "ago" || count > 1_000 {
            return None;
        }
        let count = count as i64;
        let back = match unit.as_str() {
            "day" => count.days(),
            "week" => (count * 7).days(),
            "month" => count.months(),
            "year" => count.years(),
            _ => return None,
        };
        let when = self.today.and_then(|today| today.checked_sub(back).ok()).map(|day| match unit.as_str() {
            "month" => When::AboutMonth(day.year(), day.month()),
            "year" => When::AboutYear(day.year()),
            _ => When::Days(day, day),
        });
        Some((at + 3, when.unwrap_or(When::Open)))
    }

    /// The year of a month that is named without one: the last such month that has begun (`direction` 1), or the next.
    pub(super) fn year_of(&self, month: i8, direction: i8) -> Option<i16> {
        let today = self.today?;
        Some(match direction {
            1 => today.year() - i16::from(month > today.month()),
            _ => today.year() + i16::from(month <= today.month()),
        })
    }
}
