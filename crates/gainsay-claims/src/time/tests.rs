//! What words of time mean, by sentences with the words in brackets, as in the key of the laboratory.

use crate::tests::analyse;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Edtf, Method, PageId, Published, Time};
use proptest::prelude::*;

fn page(text: &str, published: Option<&str>) -> Article {
    Article {
        id: PageId([0; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language: None,
        published: Published { edtf: published.and_then(Edtf::parse), method: Method::Given },
        text: text.to_owned(),
        blocks: Vec::new(),
        notes: Vec::new(),
    }
}

fn times(text: &str, published: Option<&str>) -> Vec<Time> {
    crate::times(&page(text, published), &analyse(text), Knowledge::shipped())
}

/// The value of the words in brackets.
fn read(marked: &str, published: Option<&str>) -> Option<String> {
    let (from, to) = (marked.find('[').expect("a bracket"), marked.find(']').expect("a bracket") - 1);
    let text = marked.replace(['[', ']'], "");
    let found = times(&text, published);
    let within = |time: &&Time| time.spans.iter().any(|span| span.start() < to && span.end() > from);
    found.iter().find(within).and_then(|time| time.edtf.as_ref()).map(|edtf| edtf.as_str().to_owned())
}

fn check(published: Option<&str>, rows: &[(&str, Option<&str>)]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let marked = if text.contains('[') { (*text).to_owned() } else { format!("They said it [{text}].") };
        let got = read(&marked, published);
        if got.as_deref() != *expected {
            wrong.push(format!("{text}: want {expected:?}, got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// A Thursday.
const DAY: Option<&str> = Some("2022-09-22");

#[test]
fn against_a_day_of_publication() {
    check(
        DAY,
        &[
            ("at the beginning of September", Some("2022-09-01/2022-09-10")),
            ("in mid-August", Some("2022-08-11/2022-08-20")),
            ("in late February", Some("2022-02-21/2022-02-28")),
            ("in early to mid September", Some("2022-09-01/2022-09-20")),
            ("on Tuesday", Some("2022-09-20")),
            ("on Thursday", Some("2022-09-22")),
            ("last Thursday", Some("2022-09-15")),
            ("last week", Some("2022-09-12/2022-09-18")),
            ("last month", Some("2022-08")),
            ("last year", Some("2021")),
            ("yesterday", Some("2022-09-21")),
            ("earlier this month", Some("2022-09-01/2022-09-22")),
            ("earlier this year", Some("2022-01-01/2022-09-22")),
            ("this year", Some("2022")),
            ("since February", Some("2022-02/..")),
            ("since 2014", Some("2014/..")),
            ("until July", Some("../2022-07")),
            ("in November", Some("2021-11")),
            ("in September 2019", Some("2019-09")),
            ("on September 6", Some("2022-09-06")),
            ("on 6 September 2020", Some("2020-09-06")),
            ("on September 6th, 2020", Some("2020-09-06")),
            ("on December 25", Some("2021-12-25")),
            ("from March to May", Some("2022-03/2022-05")),
            ("from March to May 2020", Some("2020-03/2020-05")),
            ("between 2015 and 2018", Some("2015/2018")),
            ("from 2015 to the present", Some("2015/2022-09-22")),
            ("in the 1990s", Some("199X")),
            ("in the '80s", Some("198X")),
            ("in the spring of 2021", Some("2021-21")),
            ("in the winter of 2020-21", Some("2020-24")),
            ("last summer", Some("2022-22")),
            ("last winter", Some("2021-24")),
            ("in the first quarter of 2020", Some("2020-33")),
            ("three days ago", Some("2022-09-19")),
            ("two months ago", Some("2022-07~")),
            ("a year and a half ago", Some("2021-03~")),
            ("in early 2022", Some("2022-01/2022-04")),
            ("at the end of last year", Some("2021-09/2021-12")),
            ("on 2022-03-04", Some("2022-03-04")),
            ("on March 5 last year", Some("2021-03-05")),
            ("in the first half of September", Some("2022-09-01/2022-09-15")),
            ("on the first Monday in August", Some("2022-08-01")),
            ("in the last two weeks of August", Some("2022-08-18/2022-08-31")),
            ("in the week of 5 September", Some("2022-09-05/2022-09-11")),
            ("in the night to Wednesday", Some("2022-09-21")),
            ("at the weekend", Some("2022-09-17/2022-09-18")),
            ("on the 5th of this month", Some("2022-09-05")),
            ("from Friday to Monday", Some("2022-09-16/2022-09-19")),
            ("on 3 and 9 May", Some("{2022-05-03,2022-05-09}")),
            ("from 2003-05", Some("2003/2005")),
            ("from 2014-2016", Some("2014/2016")),
            ("in the 1980's", Some("198X")),
            ("in the [2014-2020] period", Some("2014/2020")),
            ("by year's end", Some("../2022-12")),
            ("at year-end 2020", Some("2020-09/2020-12")),
            ("the year before last", Some("2020")),
            ("the day before yesterday", Some("2022-09-20")),
            ("mid-to-late August", Some("2022-08-11/2022-08-31")),
            ("in January–June 2021", Some("2021-01/2021-06")),
            ("on the night of 21-22 August", Some("2022-08-21/2022-08-22")),
            ("in [2000] to 3000 crates", None),
            ("at [1900] a month", None),
            ("with Theresa [May]", None),
            ("at [Mar]-a-Lago", None),
        ],
    );
}

#[test]
fn without_a_day_of_publication_the_year_stays_open() {
    check(
        None,
        &[
            ("at the beginning of September", Some("XXXX-09")),
            ("on September 6", Some("XXXX-09-06")),
            ("on 6 September", Some("XXXX-09-06")),
            ("on the 14th", Some("XXXX-XX-14")),
            ("in September 2022", Some("2022-09")),
            ("in early September 2022", Some("2022-09-01/2022-09-10")),
            ("in the summer", Some("XXXX-22")),
            ("since March", Some("XXXX-03/..")),
            ("before September", Some("../XXXX-08")),
            ("in 2022", Some("2022")),
            ("on Tuesday", None),
            ("last week", None),
            ("yesterday", None),
            ("recently", None),
            ("for two weeks", None),
            ("with [2022] rockets", None),
            ("and they [may] sell", None),
            ("February 30", Some("XXXX-02")),
        ],
    );
}

#[test]
fn tense_tells_the_next_from_the_last() {
    check(
        DAY,
        &[
            ("Ministers will meet [on Tuesday].", Some("2022-09-27")),
            ("Ministers met [on Tuesday].", Some("2022-09-20")),
            ("[On Tuesday], ministers will meet.", Some("2022-09-27")),
            ("[On Tuesday], ministers met.", Some("2022-09-20")),
            ("Ministers may have met [on Tuesday].", Some("2022-09-20")),
            ("The ministry would not comment [on Tuesday].", Some("2022-09-20")),
            ("The army is expected to leave [in March].", Some("2023-03")),
            ("The army refused to leave [in March].", Some("2022-03")),
            ("Iran to send Russia drones [in October].", Some("2022-10")),
            ("He said that the ship would sail [on Friday].", Some("2022-09-23")),
            ("He said [on Friday] that the ship would sail.", Some("2022-09-16")),
            ("He said on Monday that the ship would sail [on Wednesday].", Some("2022-09-21")),
            ("He said on Monday that the ship will sail [on Wednesday].", Some("2022-09-28")),
            ("In October 2020 they agreed to deliver tanks [in March].", Some("2021-03")),
            ("The guns will be ready [by spring].", Some("../2023-21")),
            ("They will arrive [in two weeks].", Some("2022-10-06~")),
            ("The town was taken [in two weeks].", None),
        ],
    );
}

#[test]
fn a_time_is_counted_from_the_one_named_before() {
    check(
        DAY,
        &[
            ("It began on 3 March 2022. [Two weeks later] the trucks crossed.", Some("2022-03-17~")),
            ("It began on 3 March 2022. [The next day] it was over.", Some("2022-03-04")),
            (
                "It began on 3 March 2022. The next day came, and [a day later] it was over.",
                Some("2022-03-05"),
            ),
            ("It was sold in 2019, twice as often as [the previous year].", Some("2018")),
            ("It was sold in May 2019, and [that year] war came.", Some("2019")),
            ("It came [a week before the invasion of 24 February].", Some("2022-02-17~")),
            ("It came [two days after Tuesday's vote].", Some("2022-09-22")),
            ("It came [a few days after the vote].", None),
            ("It came [two weeks later].", None),
            ("It came [before the war].", None),
            ("It was moved [in the weeks before 24 February 2022].", Some("2022-02-03~/2022-02-24")),
            ("It came [on the eve of 24 February 2022].", Some("2022-02-23")),
            ("It was here on 3 March 2022 and not [since then].", Some("2022-03-03/..")),
        ],
    );
    // One that the text names too far back, or after it, is no anchor.
    let far =
        format!("It began on 3 March 2022. {}[Two weeks later] it was over.", "No day was named. ".repeat(4));
    assert_eq!(read(&far, DAY), None);
}

#[test]
fn both_orders_of_a_date_are_one_of_two() {
    check(
        None,
        &[
            ("on 9/11/2022", Some("[2022-09-11,2022-11-09]")),
            ("on 9/13/2022", Some("2022-09-13")),
            ("on 13/9/2022", Some("2022-09-13")),
            ("on 6/6/2022", Some("2022-06-06")),
            ("on 13.9.2022", Some("2022-09-13")),
            ("in June and July 2021", Some("{2021-06,2021-07}")),
            ("in 2019 or 2020", Some("[2019,2020]")),
        ],
    );
}

#[test]
fn a_weekday_tells_the_year_of_the_date_beside_it() {
    let published = Some("2022-12-28");
    // Both stand near the turn of the year; the tense alone would mislead.
    check(published, &[("It was to close [on Tuesday, January 3].", Some("2023-01-03"))]);
    check(published, &[("It closed [on Monday, January 3].", Some("2022-01-03"))]);
}

#[test]
fn words_without_a_date_are_kept() {
    let text = "It came a few days after the vote.";
    let time = &times(text, DAY)[0];
    assert_eq!((time.text.as_deref(), &time.edtf), (Some("a few days after the vote"), &None));
}

#[test]
fn what_says_it_all_is_resolved_against_nothing() {
    let against = |text: &str| times(text, DAY)[0].against.as_ref().map(|edtf| edtf.as_str().to_owned());
    assert_eq!(against("They were sold in May."), Some("2022-09-22".to_owned()));
    assert_eq!(against("They were sold in May 2019."), None);
}

/// What EDTF of level 2 looks like, as far as it is written here: a check of our own beside the library's.
fn is_well_formed(edtf: &str) -> bool {
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || b == b'X')
    };
    let date = |text: &str| {
        let parts: Vec<&str> = text.strip_suffix('~').unwrap_or(text).split('-').collect();
        parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2))
    };
    if let Some(list) = edtf.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        return list.split(',').count() == 2 && list.split(',').all(date);
    }
    if let Some(list) = edtf.strip_prefix('{').and_then(|list| list.strip_suffix('}')) {
        return list.split(',').count() == 2 && list.split(',').all(date);
    }
    match edtf.split_once('/') {
        Some((first, last)) => {
            let end = |end: &str| end == ".." || date(end);
            end(first) && end(last) && (first, last) != ("..", "..")
        }
        None => date(edtf),
    }
}

const WORDS: [&str; 96] = [
    "the",
    "a",
    "few",
    "last",
    "next",
    "this",
    "that",
    "same",
    "previous",
    "following",
    "past",
    "recent",
    "coming",
    "first",
    "second",
    "half",
    "quarter",
    "of",
    "in",
    "on",
    "from",
    "to",
    "between",
    "and",
    "or",
    "since",
    "until",
    "by",
    "before",
    "after",
    "early",
    "mid",
    "late",
    "-",
    "–",
    "/",
    ",",
    ".",
    "beginning",
    "end",
    "earlier",
    "later",
    "ago",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "century",
    "centuries",
    "Monday",
    "Tuesday",
    "Sunday",
    "February",
    "March",
    "May",
    "September",
    "Sept",
    "December",
    "29",
    "30",
    "31st",
    "14th",
    "6",
    "2022",
    "2024",
    "1990s",
    "'90s",
    "9",
    "11",
    "13.09.2022",
    "999",
    "1000",
    "twenty",
    "spring",
    "winter",
    "weekend",
    "overnight",
    "yesterday",
    "tomorrow",
    "New",
    "Year",
    "'s",
    "Eve",
    "then",
    "eve",
    "within",
    "turn",
    "will",
    "met",
    "about",
    "every",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_and_any_day_give_edtf_or_nothing(
        words in proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..24),
        (year, month, day) in (1_i16..=9999, 1_i8..=12, 1_i8..=31),
    ) {
        let text = words.join(" ");
        let published = jiff::civil::Date::new(year, month, day).ok().map(|day| day.to_string());
        for time in times(&text, published.as_deref()) {
            let spans = time.spans.iter().all(|span| span.fits(&text) && !span.is_empty());
            prop_assert!(spans, "{text}");
            if let Some(edtf) = time.edtf {
                prop_assert!(is_well_formed(edtf.as_str()), "{text}: {edtf}");
            }
        }
    }

    #[test]
    fn any_text_is_read(text in ".{0,60}", published in proptest::option::of(Just("2022-09-22"))) {
        let found = times(&text, published);
        prop_assert!(found.iter().all(|time| time.text.is_some()));
    }
}

#[test]
fn words_that_nest_without_end_are_read_in_time() {
    for words in [
        "a day before ",
        "the first half of ",
        "the 5th of the ",
        "since early ",
        "from May to ",
        "the end of the first week of ",
        "two days later, ",
        "the same day ",
    ] {
        let text = words.repeat(4_000);
        assert!(times(&text, DAY).iter().all(|time| time.text.is_some()), "{words}");
    }
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    for published in ["0001-01-01", "9999-12-31", "-0001-01-01", "0000-01-01"] {
        let text = "It came 1000 years ago, in 999 centuries, last week, next year, in the past 1000 decades, on Monday, at the turn of the year, overnight, this century, in the coming 900 months, last winter, next December 31st, on the 31st.";
        assert!(!times(text, Some(published)).is_empty());
    }
}
