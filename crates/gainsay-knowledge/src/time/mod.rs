//! The order over dates: what lies within, meets or comes before what. Days are counted from 1970-01-01 in the
//! proleptic Gregorian calendar, as EDTF (ISO 8601-2:2019, annex A) counts them.

mod words;

pub use words::{Shift, Side, TimeWords, Unit, Which};

use edtf_core::{Bound, BoundDate, Date, Edtf as Value, IntervalEndpoint};
use gainsay_record::Edtf;

/// The first and the last day of a time, both included; `None` where it is open.
pub type Window = (Option<i64>, Option<i64>);

/// The time that a date stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// From a first to a last day, both included; `None` where it is open. "2022-09", "../2022-09-22".
    Days(Option<i64>, Option<i64>),
    /// It lies within the outer window and covers the inner one; where nothing is sure to be covered, that is `None`. A
    /// season is a half of the year as long as nobody says the hemisphere (ISO 8601-2 leaves 21 to 24 open), and of two
    /// dates, one is meant.
    Between {
        /// Where all of it lies.
        outer: Window,
        /// What it covers for sure.
        inner: Option<Window>,
    },
    /// A month, or a day of a month, of a year that is not said: `XXXX-09`.
    Yearly {
        /// From 1 to 12.
        month: u8,
        /// From 1 to 31.
        day: Option<u8>,
    },
    /// It has gaps, or an end that nobody knows: it is comparable only with itself.
    Unclear,
}

impl Reach {
    /// All days on which it may lie; `None` where it has no year, or is unclear.
    pub fn outer(self) -> Option<Window> {
        match self {
            Self::Days(first, last) => Some((first, last)),
            Self::Between { outer, .. } => Some(outer),
            Self::Yearly { .. } | Self::Unclear => None,
        }
    }

    fn inner(self) -> Option<Window> {
        match self {
            Self::Days(first, last) => Some((first, last)),
            Self::Between { inner, .. } => inner,
            Self::Yearly { .. } | Self::Unclear => None,
        }
    }
}

/// The time that `date` stands for.
pub fn reach(date: &Edtf) -> Reach {
    let Ok(value) = Value::parse(date.as_str()) else { return Reach::Unclear };
    let bounds = value.bounds();
    let outer = bound(bounds.earliest).zip(bound(bounds.latest));
    match &value {
        Value::Date(date) => {
            if let Some(yearly) = yearly(date) {
                return yearly;
            }
            if let Some(season) = season(date) {
                return Reach::Between { outer: (Some(season.first.0), Some(season.last.1)), inner: None };
            }
            if !has_no_gaps(date) {
                return Reach::Unclear;
            }
        }
        Value::DateTime(time) if has_no_gaps(&time.date) => {}
        Value::Interval(interval) => {
            let ends = [&interval.start, &interval.end].map(|end| match end {
                IntervalEndpoint::Date(date) => Some(date),
                _ => None,
            });
            if !ends.into_iter().flatten().all(has_no_gaps) {
                return Reach::Unclear;
            }
            let [from, to] = ends.map(|end| end.and_then(season));
            if let Some((first, last)) = outer
                && (from.is_some() || to.is_some())
            {
                let outer = (
                    from.as_ref().map_or(first, |season| Some(season.first.0)),
                    to.as_ref().map_or(last, |season| Some(season.last.1)),
                );
                let inner = (
                    from.map_or(first, |season| Some(season.first.1)),
                    to.map_or(last, |season| Some(season.last.0)),
                );
                let covers = !matches!(inner, (Some(first), Some(last)) if first > last);
                return Reach::Between { outer, inner: covers.then_some(inner) };
            }
        }
        Value::Set(_) if !date.as_str().contains('X') => {
            return outer.map_or(Reach::Unclear, |outer| Reach::Between { outer, inner: None });
        }
        _ => return Reach::Unclear,
    }
    outer.map_or(Reach::Unclear, |(first, last)| Reach::Days(first, last))
}

/// Whether what happened in `a` happened in `b`: September 2022 within 2022. A date is within itself.
///
/// ```
/// use gainsay_knowledge::time::within;
/// use gainsay_record::Edtf;
///
/// let date = |text| Edtf::parse(text).expect("a date");
/// assert!(within(&date("2022-09-01/2022-09-10"), &date("2022-09")));
/// assert!(within(&date("2022-09"), &date("XXXX-09")));
/// assert!(!within(&date("2022"), &date("2022-09")));
/// ```
pub fn within(a: &Edtf, b: &Edtf) -> bool {
    a == b || is_within(reach(a), reach(b))
}

fn is_within(a: Reach, b: Reach) -> bool {
    match (a, b) {
        (Reach::Days(Some(first), Some(last)), Reach::Yearly { month, day }) => {
            let (first, last) = (civil(first), civil(last));
            (first.0, first.1) == (last.0, last.1)
                && first.1 == month
                && day.is_none_or(|day| first.2 == day && last.2 == day)
        }
        (Reach::Yearly { month, day }, Reach::Yearly { month: of, day: on }) => {
            month == of && on.is_none_or(|on| day == Some(on))
        }
        // A year that is not said can be any.
        (Reach::Yearly { .. }, Reach::Days(None, None)) => true,
        _ => a.outer().zip(b.inner()).is_some_and(|((first, last), (from, to))| {
            from.is_none_or(|from| first.is_some_and(|first| first >= from))
                && to.is_none_or(|to| last.is_some_and(|last| last <= to))
        }),
    }
}

/// Whether something can have happened in both. Where it is unclear, it can.
pub fn overlap(a: &Edtf, b: &Edtf) -> bool {
    let (a, b) = (reach(a), reach(b));
    match (a, b) {
        (Reach::Yearly { month, day }, Reach::Yearly { month: of, day: on }) => {
            month == of && (day.is_none() || on.is_none() || day == on)
        }
        (Reach::Yearly { month, day }, other) | (other, Reach::Yearly { month, day }) => {
            other.outer().is_none_or(|(first, last)| touches(first, last, month, day))
        }
        _ => a.outer().zip(b.outer()).is_none_or(|((first, last), (from, to))| {
            first.is_none_or(|first| to.is_none_or(|to| first <= to))
                && from.is_none_or(|from| last.is_none_or(|last| from <= last))
        }),
    }
}

/// Whether all of `a` lies before any of `b`. Never where one of them does not say its year.
pub fn before(a: &Edtf, b: &Edtf) -> bool {
    match (reach(a).outer(), reach(b).outer()) {
        (Some((_, Some(last))), Some((Some(first), _))) => last < first,
        _ => false,
    }
}

/// Whether a month, or a day of it, of some year lies between two days.
fn touches(first: Option<i64>, last: Option<i64>, month: u8, day: Option<u8>) -> bool {
    let (Some(first), Some(last)) = (first, last) else { return true };
    if last - first >= 366 {
        return true;
    }
    let (from, to) = (civil(first).0, civil(last).0);
    (from..=to).any(|year| {
        let start = number(BoundDate { year, month, day: day.unwrap_or(1) });
        let end = day.map_or_else(|| start + i64::from(days_in(year, month)) - 1, |_| start);
        start <= last && first <= end
    })
}

/// A month, or a day of it, without its year.
fn yearly(date: &Date) -> Option<Reach> {
    let year_open = date.year.value().is_none() && date.year.has_unspecified();
    let month = date.month?.value().filter(|month| (1..=12).contains(month))?;
    let whole_year_open = year_open
        && matches!(&date.year.kind, edtf_core::YearKind::Standard { digits, .. } if digits.iter().all(Option::is_none));
    if !whole_year_open {
        return None;
    }
    match date.day {
        None => Some(Reach::Yearly { month, day: None }),
        Some(day) => Some(Reach::Yearly { month, day: day.value() }),
    }
}

/// When a season begins and ends: the earliest and the latest day, for either hemisphere.
struct Season {
    first: (i64, i64),
    last: (i64, i64),
}

/// A season of a year, without its hemisphere. Spring is from March to May or from September to November, and so on; the
/// one that runs over the turn of the year counts for the year in which it begins.
fn season(date: &Date) -> Option<Season> {
    let code = date.month?.value().filter(|code| (21..=24).contains(code))?;
    let year = date.year.value()?;
    let (months, over) = if code % 2 == 1 { ([3, 9], (5, 11, 0)) } else { ([6, 12], (8, 2, 1)) };
    let first = |month| number(BoundDate { year, month, day: 1 });
    let last = |year, month| number(BoundDate { year, month, day: days_in(year, month) });
    Some(Season {
        first: (first(months[0]), first(months[1])),
        last: (last(year, over.0), last(year.saturating_add(over.2), over.1)),
    })
}

/// Whether every day between the bounds is meant.
fn has_no_gaps(date: &Date) -> bool {
    let open_month = date.month.is_some_and(|month| month.has_unspecified());
    let gaps = date.year.has_unspecified() && date.month.is_some() || open_month && date.day.is_some();
    !gaps
}

/// `None` where it is unknown, `Some(None)` where it is open.
fn bound(bound: Bound) -> Option<Option<i64>> {
    match bound {
        Bound::Date(date) => Some(Some(number(date))),
        Bound::NegativeInfinity | Bound::PositiveInfinity => Some(None),
        Bound::Unknown => None,
    }
}

fn days_in(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day's number. The rule is Howard Hinnant's `days_from_civil`, which counts in eras of 400 years from 1 March.
fn number(date: BoundDate) -> i64 {
    let year = if date.month <= 2 { date.year.saturating_sub(1) } else { date.year };
    let year = year.clamp(-1_000_000_000_000, 1_000_000_000_000);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let months = (i64::from(date.month) + 9) % 12;
    let of_year = (153 * months + 2) / 5 + i64::from(date.day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number: `civil_from_days`, by the same author.
fn civil(number: i64) -> (i64, u8, u8) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let months = (5 * of_year + 2) / 153;
    let day = of_year - (153 * months + 2) / 5 + 1;
    let month = if months < 10 { months + 3 } else { months - 9 };
    (year + era * 400 + i64::from(month <= 2), month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Edtf {
        Edtf::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_month_lies_within_its_year_and_a_day_within_its_month() {
        assert!(within(&date("2022-09"), &date("2022")));
        assert!(within(&date("2022-09-06"), &date("2022-09")));
        assert!(within(&date("2022-09-06T10:00:00Z"), &date("2022-09-06")));
        assert!(within(&date("2022-09-01/2022-09-10"), &date("../2022-10")));
        assert!(!within(&date("../2022-09"), &date("2022")), "it reaches further back");
        assert!(within(&date("2020"), &date("202X")));
    }

    #[test]
    fn a_year_that_is_not_said_can_be_any_but_proves_none() {
        assert!(within(&date("2022-09-06"), &date("XXXX-09")));
        assert!(within(&date("2022-09-06"), &date("XXXX-09-06")));
        assert!(!within(&date("2022-09"), &date("XXXX-09-06")));
        assert!(!within(&date("XXXX-09"), &date("2022")));
        assert!(overlap(&date("XXXX-09"), &date("2022")));
        assert!(!overlap(&date("XXXX-09"), &date("2022-05")));
        assert!(overlap(&date("2022-08-20/2022-09-02"), &date("XXXX-09")));
        assert!(!before(&date("XXXX-09"), &date("2030")));
    }

    #[test]
    fn before_means_every_day_of_it() {
        assert!(before(&date("2022-09"), &date("2022-10-01")));
        assert!(!before(&date("2022"), &date("2022-10-01")));
        assert!(before(&date("../2022-09-22"), &date("2022-09-23/..")));
    }

    #[test]
    fn a_season_is_half_a_year_as_long_as_nobody_says_the_hemisphere() {
        assert!(!within(&date("2022-07"), &date("2022-22")), "it may be winter there");
        assert!(overlap(&date("2022-07"), &date("2022-22")));
        assert!(overlap(&date("2023-01"), &date("2022-22")));
        assert!(!overlap(&date("2022-04"), &date("2022-22")));
        assert!(within(&date("2022-22"), &date("2022-22")));
        assert!(within(&date("2022-21"), &date("2022")));
        assert!(!within(&date("2022-22"), &date("2022")), "the southern summer ends in the next");
        assert!(within(&date("2022"), &date("2021-21/..")));
        assert!(!within(&date("2021-06"), &date("2021-21/..")));
    }

    #[test]
    fn of_two_dates_one_is_meant() {
        let either = date("[2022-09-11,2022-11-09]");
        assert!(within(&either, &date("2022")));
        assert!(!within(&date("2022-09-11"), &either));
        assert!(overlap(&date("2022-09-11"), &either));
        assert!(before(&either, &date("2022-11-10")));
    }

    #[test]
    fn days_and_numbers_map_onto_each_other() {
        assert_eq!(number(BoundDate { year: 1970, month: 1, day: 1 }), 0);
        assert_eq!(number(BoundDate { year: 2000, month: 3, day: 1 }), 11_017);
        for day in [-800_000, -1, 0, 59, 60, 19_000, 800_000] {
            let (year, month, of_month) = civil(day);
            assert_eq!(number(BoundDate { year, month, day: of_month }), day);
        }
    }

    fn any_date() -> impl Strategy<Value = Edtf> {
        let texts = [
            "2022",
            "2022-09",
            "2022-09-06",
            "XXXX-09",
            "XXXX-09-06",
            "202X",
            "2022-XX-06",
            "../2022-09",
            "2022-09/..",
            "2022-09-01/2022-09-10",
            "2021/2022",
            "/2022",
            "2022-21",
            "2022?",
            "20XX-09",
            "{2021,2022}",
            "[2022-09-11,2022-11-09]",
            "2021-21/..",
            "2022-21/2022-24",
            "2022-40",
        ];
        proptest::sample::select(texts.to_vec()).prop_map(date)
    }

    proptest! {
        #[test]
        fn within_is_an_order(a in any_date(), b in any_date(), c in any_date()) {
            prop_assert!(within(&a, &a));
            prop_assert!(!(within(&a, &b) && within(&b, &c)) || within(&a, &c), "{a} {b} {c}");
            prop_assert!(!within(&a, &b) || overlap(&a, &b), "{a} {b}");
            prop_assert_eq!(overlap(&a, &b), overlap(&b, &a));
            prop_assert!(!before(&a, &b) || (!overlap(&a, &b) && !before(&b, &a)), "{a} {b}");
        }
    }
}
