//! Dates as days that can be compared in SQL.

use edtf_core::Bound;
use gainsay_record::Edtf;

/// The first and last day that a date can mean, as `YYYY-MM-DD`.
///
/// Either is `None` where it is open ("before 2022"), both where the date names no year: `XXXX-09` is a September,
/// and no stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
}

impl Days {
    pub(crate) fn of(date: Option<&Edtf>) -> Self {
        let Some(Ok(parsed)) = date.map(|date| edtf_core::Edtf::parse(date.as_str())) else {
            return Self::default();
        };
        let bounds = parsed.bounds();
        if let (Bound::Date(first), Bound::Date(last)) = (bounds.earliest, bounds.latest)
            && last.year - first.year > 1000
        {
            return Self::default();
        }
        Self { first: day(bounds.earliest), last: day(bounds.latest) }
    }

    pub(crate) fn is_known(&self) -> bool {
        self.first.is_some() || self.last.is_some()
    }
}

/// The first day that a date can mean, as `YYYY-MM-DD`; `None` where it is open or names no year.
pub fn first_day(date: &Edtf) -> Option<String> {
    Days::of(Some(date)).first
}

/// Days outside the years 0 to 9999 do not sort as text; no page speaks of them.
fn day(bound: Bound) -> Option<String> {
    match bound {
        Bound::Date(date) if (0..=9999).contains(&date.year) => Some(date.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_span_the_days_that_they_can_mean() {
        let days = |written: &str| {
            let days = Days::of(Edtf::parse(written).as_ref());
            (days.first.unwrap_or_default(), days.last.unwrap_or_default())
        };
        let pair = |first: &str, last: &str| (first.to_owned(), last.to_owned());
        assert_eq!(days("2022-09-22"), pair("2022-09-22", "2022-09-22"));
        assert_eq!(days("2022-09"), pair("2022-09-01", "2022-09-30"));
        assert_eq!(days("2022-09-01/2022-09-10"), pair("2022-09-01", "2022-09-10"));
        assert_eq!(days("../2022-09-22"), pair("", "2022-09-22"));
        assert_eq!(days("XXXX-09"), pair("", ""));
        assert_eq!(days("2022-09-22T06:00:00Z"), pair("2022-09-22", "2022-09-22"));
    }
}
