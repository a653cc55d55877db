//! Words of time, resolved to EDTF against the day of publication.
//!
//! Without that day, what the words do not say stays unspecified (`XXXX-09`), and what they say only by it ("on
//! Tuesday") has no value.

mod parse;
mod write;

#[cfg(test)]
pub(crate) use parse::Reader;

use crate::view::View;
use gainsay_record::{Edtf, Span, Time};
use std::ops::Range;

/// The date that the words of a span name.
pub(crate) fn resolve(view: &View<'_>, span: Span) -> Option<Edtf> {
    view.stretches(span).into_iter().find_map(|range| first(view, range)).and_then(|(_, date)| date)
}

/// The first words of time in a range of tokens, those in `but` aside, with their date.
pub(crate) fn find(view: &View<'_>, range: Range<usize>, but: &[Span]) -> Option<Time> {
    let (tokens, edtf) = first(view, range)?;
    let span = view.span(tokens)?;
    if but.iter().any(|other| other.overlaps(span)) {
        return None;
    }
    let against = edtf.as_ref().and(view.published_edtf.clone());
    Some(Time { edtf, text: Some(span.of(view.text).to_owned()), spans: vec![span], against })
}

fn first(view: &View<'_>, range: Range<usize>) -> Option<(Range<usize>, Option<Edtf>)> {
    let words = view.lowered.get(range.clone())?;
    let printed = view.printed.get(range.clone())?;
    let found = parse::Reader {
        words,
        printed,
        known: &view.known.calendar,
        numbers: &view.known.wording.numbers,
        today: view.published,
    };
    (0..words.len()).find_map(|at| {
        let (length, value) = found.expression(at)?;
        let edtf = value.and_then(|value| Edtf::parse(&value));
        Some((range.start + at..range.start + at + length, edtf))
    })
}

#[cfg(test)]
mod tests {
    use gainsay_knowledge::{Knowledge, lower, words};
    use gainsay_record::Edtf;

    fn read(text: &str, today: Option<&str>) -> Option<String> {
        let printed: Vec<&str> = words(text).map(|range| &text[range]).collect();
        let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
        let known = Knowledge::shipped();
        let today = today.map(|day| day.parse().expect("a day"));
        let reader = super::parse::Reader {
            words: &lowered,
            printed: &printed,
            known: &known.calendar,
            numbers: &known.wording.numbers,
            today,
        };
        let value = (0..lowered.len()).find_map(|at| reader.expression(at))?.1?;
        assert!(Edtf::parse(&value).is_some(), "{text}: {value} is no EDTF");
        Some(value)
    }

    #[test]
    fn against_a_day_of_publication() {
        // A Thursday.
        let day = Some("2022-09-22");
        for (text, expected) in [
            ("at the beginning of September", "2022-09-01/2022-09-10"),
            ("in mid-August", "2022-08-11/2022-08-20"),
            ("late February", "2022-02-21/2022-02-28"),
            ("on Tuesday", "2022-09-20"),
            ("on Thursday", "2022-09-22"),
            ("last Thursday", "2022-09-15"),
            ("last week", "2022-09-12/2022-09-18"),
            ("last month", "2022-08"),
            ("last year", "2021"),
            ("yesterday", "2022-09-21"),
            ("earlier this month", "2022-09-01/2022-09-22"),
            ("earlier this year", "2022-01-01/2022-09-22"),
            ("this year", "2022"),
            ("since February", "2022-02/.."),
            ("since 2014", "2014/.."),
            ("until July", "../2022-07"),
            ("in November", "2021-11"),
            ("in September 2019", "2019-09"),
            ("on September 6", "2022-09-06"),
            ("on 6 September 2020", "2020-09-06"),
            ("on September 6th, 2020", "2020-09-06"),
            ("on December 25", "2021-12-25"),
            ("from March to May", "2022-03/2022-05"),
            ("from March to May 2020", "2020-03/2020-05"),
            ("between 2015 and 2018", "2015/2018"),
            ("in the 1990s", "199X"),
            ("in the spring of 2021", "2021-21"),
            ("last summer", "2022-22"),
            ("in the first quarter of 2020", "2020-33"),
            ("three days ago", "2022-09-19"),
            ("two months ago", "2022-07~"),
            ("in early 2022", "2022-01/2022-04"),
            ("at the end of last year", "2021-09/2021-12"),
            ("2022-03-04", "2022-03-04"),
        ] {
            assert_eq!(read(text, day).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn without_a_day_of_publication_the_year_stays_open() {
        for (text, expected) in [
            ("at the beginning of September", Some("XXXX-09")),
            ("on September 6", Some("XXXX-09-06")),
            ("on 6 September", Some("XXXX-09-06")),
            ("in September 2022", Some("2022-09")),
            ("early September 2022", Some("2022-09-01/2022-09-10")),
            ("in 2022", Some("2022")),
            ("on Tuesday", None),
            ("last week", None),
            ("yesterday", None),
            ("recently", None),
            ("they may sell", None),
            ("2022 rockets", None),
            ("February 30", Some("XXXX-02")),
        ] {
            assert_eq!(read(text, None).as_deref(), expected, "{text}");
        }
    }
}
