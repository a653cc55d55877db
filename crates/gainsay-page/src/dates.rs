//! Dates as pages give them: in metadata and in words.

use gainsay_knowledge::{Furniture, lower, words};
use gainsay_record::Edtf;

/// The years in which a news page can have been published. No clock is read here, so the upper end is only a bound on
/// nonsense.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

/// The date that a machine-readable value gives: ISO 8601 and its usual misspellings, RFC 2822, or words. Time and zone
/// are kept where both hour and minute are there; fractions of a second are dropped, since EDTF has none.
pub fn metadata(value: &str, known: &Furniture) -> Option<Edtf> {
    let value = value.trim();
    if value.len() > 100 {
        return None;
    }
    iso(value).or_else(|| compact(value)).or_else(|| {
        let (date, _) = in_words(value, known)?;
        Some(match time_in(value) {
            Some(time) => date_time(&date, &time).unwrap_or(date),
            None => date,
        })
    })
}

/// `2022-09-22`, `2022-09-22T10:00:00.000+0200`, `2022-09-22 10:00 UTC`, `2022/09/22`.
fn iso(value: &str) -> Option<Edtf> {
    let bytes = value.as_bytes();
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let year = number(value.get(0..4)?)?;
    let rest = value.get(5..)?;
    let (month, rest) = take_number(rest)?;
    let rest = rest.strip_prefix(char::from(separator))?;
    let (day, rest) = take_number(rest)?;
    let date = date(year, month, day)?;
    let rest = rest.strip_prefix(['T', 't', ' ']).unwrap_or_default();
    Some(time_in(rest).and_then(|time| date_time(&date, &time)).unwrap_or(date))
}

/// `20220922`, `20220922T100000Z`.
fn compact(value: &str) -> Option<Edtf> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 8 {
        return None;
    }
    date(number(value.get(0..4)?)?, number(value.get(4..6)?)?, number(value.get(6..8)?)?)
}

/// The first clock time, as EDTF writes it, with its zone where one follows.
fn time_in(text: &str) -> Option<String> {
    let colon = text.find(':')?;
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let hour = number(text.get(before..colon)?)?;
    let (minute, rest) = take_number(text.get(colon + 1..)?)?;
    let (second, rest) = match rest.strip_prefix(':').and_then(take_number) {
        Some(found) => found,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let mut rest = rest.trim_start();
    let mut hour = hour;
    let half: String = rest.chars().filter(|c| *c != '.').take(2).collect::<String>().to_ascii_lowercase();
    if half == "pm" || half == "am" {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        rest = rest.trim_start_matches(['a', 'A', 'p', 'P', 'm', 'M', '.']).trim_start();
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let zone = zone(rest).unwrap_or_default();
    Some(format!("{hour:02}:{minute:02}:{second:02}{zone}"))
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `-05`. Names of other zones are not read: several share one.
fn zone(text: &str) -> Option<String> {
    let upper = text.get(..3.min(text.len())).unwrap_or_default().to_ascii_uppercase();
    let after = if upper == "UTC" || upper == "GMT" { text[3..].trim_start() } else { text };
    let sign = match after.as_bytes().first() {
        Some(b'+') => '+',
        Some(b'-') => '-',
        _ if after.len() < text.len() || text.starts_with(['Z', 'z']) => return Some("Z".to_owned()),
        _ => return None,
    };
    let digits: String =
        after[1..].chars().filter(|c| *c != ':').take_while(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = match digits.len() {
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        2 => (number(&digits)?, 0),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

fn date_time(date: &Edtf, time: &str) -> Option<Edtf> {
    Edtf::parse(&format!("{}T{time}", date.as_str()))
}

fn date(year: u32, month: u32, day: u32) -> Option<Edtf> {
    if !YEARS.contains(&year) {
        return None;
    }
    Edtf::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn take_number(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((number(&text[..end])?, &text[end..]))
}

/// The first whole date (day, month and year) in a text of at most 400 bytes of interest, and how many of its words
/// say it: "22 September 2022", "September 22, 2022", "22.09.2022", "2022-09-22". A date of digits with the day and
/// month in doubt ("03/04/2022") is not read.
pub fn in_words(text: &str, known: &Furniture) -> Option<(Edtf, usize)> {
    let head = &text[..text.floor_char_boundary(400)];
    let list: Vec<&str> = words(head).map(|range| &head[range]).collect();
    (0..list.len()).find_map(|at| at_word(&list[at..], known))
}

fn at_word(list: &[&str], known: &Furniture) -> Option<(Edtf, usize)> {
    let word = |at: usize| list.get(at).copied().unwrap_or_default();
    let month = |at: usize| known.word(&lower(word(at))).month.map(u32::from);
    // "22.09.2022" and "22.09" are one word by the rule for numbers.
    let first = word(0);
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        // "September 22, 2022", "Sept. 22nd, 2022"
        let month = month(0)?;
        let mut at = 1 + usize::from(word(1) == ".");
        let day = day(word(at))?;
        at += 1 + usize::from(matches!(word(at + 1), "," | "."));
        let year = number(word(at)).filter(|_| word(at).len() == 4)?;
        return date(year, month, day).map(|date| (date, at + 1));
    }
    if let Some((day, rest)) = first.split_once('.')
        && let Some((month, year)) = rest.split_once('.')
    {
        let year = if year.len() == 2 { 2000 + number(year)? } else { number(year)? };
        return date(year, number(month)?, number(day)?).map(|date| (date, 1));
    }
    for mark in ["-", "/"] {
        if word(1) == mark && word(3) == mark {
            let parts =
                [number(word(0))?, number(word(2))?, number(&word(4).chars().take(4).collect::<String>())?];
            // "2022-09-22T10:00" has its time in the last word.
            if word(0).len() == 4 {
                let digits: String = word(4).chars().take_while(char::is_ascii_digit).collect();
                return date(parts[0], parts[1], number(&digits)?).map(|date| (date, 5));
            }
            return match parts {
                [day, month, year] if day > 12 && month <= 12 => date(year, month, day),
                [month, day, year] if day > 12 && month <= 12 => date(year, month, day),
                [day, month, year] if day == month => date(year, month, day),
                _ => None,
            }
            .map(|date| (date, 5));
        }
    }
    // "22 September 2022", "22. September 2022", "22nd of September, 2022", "22 de septiembre de 2022"
    let day = day(first)?;
    let mut at = 1;
    while at < 3 && matches!(lower(word(at)).as_str(), "." | "of" | "de" | "-") {
        at += 1;
    }
    let month = month(at)?;
    at += 1;
    while at < 6 && matches!(lower(word(at)).as_str(), "." | "," | "de" | "-" | "del") {
        at += 1;
    }
    let year = number(word(at)).filter(|_| word(at).len() == 4)?;
    date(year, month, day).map(|date| (date, at + 1))
}

/// "22", "22nd", "1er".
fn day(word: &str) -> Option<u32> {
    let (day, rest) = take_number(word)?;
    ((1..=31).contains(&day) && matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er" | "º")).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay_knowledge::Knowledge;

    fn read(value: &str) -> String {
        metadata(value, &Knowledge::shipped().furniture).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn machine_readable_dates_keep_time_and_zone() {
        assert_eq!(read("2022-09-22T10:15:30+03:00"), "2022-09-22T10:15:30+03:00");
        assert_eq!(read("2022-09-22T10:15:30.123Z"), "2022-09-22T10:15:30Z");
        assert_eq!(read("2022-09-22T10:15+0300"), "2022-09-22T10:15:00+03:00");
        assert_eq!(read("2022-09-22 10:15"), "2022-09-22T10:15:00");
        assert_eq!(read("Thu, 22 Sep 2022 10:15:00 GMT"), "2022-09-22T10:15:00Z");
        assert_eq!(read("20220922"), "2022-09-22");
        assert_eq!(read("2022/9/2"), "2022-09-02");
    }

    #[test]
    fn implausible_dates_are_refused() {
        for value in
            ["0001-01-01", "0001-01-01T00:00:00Z", "1970-01-01", "2022-13-01", "2022-02-30", "9999-12-31", ""]
        {
            assert_eq!(read(value), "", "{value}");
        }
    }

    #[test]
    fn dates_are_read_in_words() {
        for value in [
            "September 22, 2022",
            "Sept. 22, 2022",
            "22 September 2022",
            "Thursday, 22nd of September 2022",
            "22 вересня 2022",
            "22. September 2022",
            "22 de septiembre de 2022",
            "22.09.2022",
            "22/09/2022",
            "2022-09-22",
        ] {
            assert_eq!(read(value), "2022-09-22", "{value}");
        }
        assert_eq!(read("Sept. 22, 2022, 3:05 p.m."), "2022-09-22T15:05:00");
        assert_eq!(read("03/04/2022"), "", "day and month are in doubt");
    }
}
