//! Times as EDTF spells them.

use super::parse::{Reader, When};
use jiff::civil::Date;

impl Reader<'_> {
    /// As EDTF spells it.
    pub(super) fn write(&self, when: When) -> Option<String> {
        Some(match when {
            When::Day(Some(year), month, day) => format!("{year:04}-{month:02}-{day:02}"),
            When::Day(None, month, day) => match self.today {
                Some(today) => {
                    let past = (month, day) <= (today.month(), today.day());
                    let year = today.year() - i16::from(!past);
                    // 29 February may be no day of that year.
                    Date::new(year, month, day).ok()?;
                    format!("{year:04}-{month:02}-{day:02}")
                }
                None => format!("XXXX-{month:02}-{day:02}"),
            },
            When::Month(Some(year), month) => format!("{year:04}-{month:02}"),
            When::Month(None, month) => match self.year_of(month, 1) {
                Some(year) => format!("{year:04}-{month:02}"),
                None => format!("XXXX-{month:02}"),
            },
            When::Year(year) => format!("{year:04}"),
            When::Decade(decade) => format!("{decade:03}X"),
            When::Season(year, season) => format!("{year:04}-{season}"),
            When::Days(first, last) if first == last => first.to_string(),
            When::Days(first, last) => {
                let whole_months =
                    first.day() == 1 && last == last.last_of_month() && first.month() != last.month();
                if whole_months {
                    format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month())
                } else {
                    format!("{first}/{last}")
                }
            }
            When::AboutMonth(year, month) => format!("{year:04}-{month:02}~"),
            When::AboutYear(year) => format!("{year:04}~"),
            When::Open => return None,
        })
    }
}
