//! Dates in words, no more precise than they are known.

use gainsay::record::Edtf;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date: "22 Sep 2022", "Sep 2022", "1 to 10 Sep 2022", "about 5 Sep 2022". What has no such words stands as EDTF has it.
pub(crate) fn date(date: &Edtf) -> String {
    let written = date.as_str();
    match written.split_once('/') {
        Some((from, to)) => match (point(from), point(to)) {
            (Some(from), Some(to)) => between(&from, &to),
            (Some(from), None) if matches!(to, "" | "..") => format!("{from} or later"),
            (None, Some(to)) if matches!(from, "" | "..") => format!("{to} or earlier"),
            _ => written.to_owned(),
        },
        None => point(written).unwrap_or_else(|| written.to_owned()),
    }
}

/// From the one to the other, what they share said once.
pub(crate) fn span(first: Option<&Edtf>, last: Option<&Edtf>) -> String {
    match (first, last) {
        (Some(first), Some(last)) => between(&date(first), &date(last)),
        (Some(one), None) | (None, Some(one)) => date(one),
        (None, None) => "undated".to_owned(),
    }
}

/// A day `YYYY-MM-DD` in words.
pub(crate) fn day(day: &str) -> String {
    point(day).unwrap_or_else(|| day.to_owned())
}

/// "1 Sep 2022" and "10 Sep 2022" as "1 to 10 Sep 2022".
fn between(from: &str, to: &str) -> String {
    if from == to {
        return from.to_owned();
    }
    let shared = [8, 4].iter().find_map(|length| {
        let end = from.get(from.len().checked_sub(*length)?..)?;
        (end.starts_with(|c: char| c.is_ascii_alphanumeric()) && to.ends_with(end) && from.len() > *length)
            .then_some(from.len() - length)
    });
    let from = shared.map_or(from, |at| from[..at].trim_end());
    format!("{from} – {to}")
}

/// One day, month or year, or a moment of a day.
fn point(written: &str) -> Option<String> {
    let written = written.split('T').next()?;
    let (plain, about) = match written.strip_suffix(['~', '?', '%']) {
        Some(plain) if written.ends_with('?') => (plain, "perhaps "),
        Some(plain) => (plain, "about "),
        None => (written, ""),
    };
    let mut parts = plain.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some()
        || year.len() != 4
        || !year.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
    {
        return None;
    }
    let year = if year.contains('X') { "(year not said)" } else { year };
    let named = |month: &str| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?).copied();
    let words = match (month, day) {
        (None, _) if year.starts_with('(') => return None,
        (None, _) => year.to_owned(),
        (Some(month), None) => format!("{} {year}", named(month)?),
        (Some(month), Some(day)) => format!("{} {} {year}", day.parse::<u8>().ok()?, named(month)?),
    };
    Some(format!("{about}{words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_no_more_precisely_than_they_are_known() {
        for (written, words) in [
            ("2022-09-22", "22 Sep 2022"),
            ("2022-09-22T06:00:00Z", "22 Sep 2022"),
            ("2022-09", "Sep 2022"),
            ("2022", "2022"),
            ("2022-09-05~", "about 5 Sep 2022"),
            ("2022-09-01/2022-09-10", "1 – 10 Sep 2022"),
            ("2022-09-30/2022-10-02", "30 Sep – 2 Oct 2022"),
            ("2022-09-30/2023-10-02", "30 Sep 2022 – 2 Oct 2023"),
            ("2022-09/..", "Sep 2022 or later"),
            ("XXXX-09", "Sep (year not said)"),
            ("2022-21", "2022-21"),
        ] {
            assert_eq!(date(&Edtf::parse(written).expect(written)), words, "{written}");
        }
        assert_eq!(span(None, None), "undated");
    }
}
