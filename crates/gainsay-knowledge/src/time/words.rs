//! Words of time.

use crate::{Phrases, embedded};
use std::collections::HashMap;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: HashMap<Box<str>, u8>,
    weekdays: HashMap<Box<str>, u8>,
    seasons: HashMap<Box<str>, u8>,
    parts: HashMap<Box<str>, u8>,
    lists: Lists,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    since: Vec<Box<str>>,
    until: Vec<Box<str>>,
    after: Vec<Box<str>>,
    previous: Vec<Box<str>>,
    current: Vec<Box<str>>,
    next: Vec<Box<str>>,
}

/// What a word does to the time after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// From its first day on: "since".
    Since,
    /// Up to it: "until".
    Until,
    /// From its last day on: "after".
    After,
}

/// Which of several like times is meant, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "last".
    Previous,
    /// "this".
    Current,
    /// "next".
    Next,
}

/// Words of time, in lower case.
#[derive(Debug, Default)]
pub struct TimeWords {
    /// From 1 to 12.
    pub months: Phrases<u8>,
    /// From 1, Monday, to 7.
    pub weekdays: Phrases<u8>,
    /// Seasons and quarters by their codes in ISO 8601-2.
    pub seasons: Phrases<u8>,
    /// Which third of what follows.
    pub parts: Phrases<u8>,
    /// "since", "until", "after".
    pub shifts: Phrases<Shift>,
    /// "last", "this", "next".
    pub which: Phrases<Which>,
}

impl TimeWords {
    pub(crate) fn shipped() -> Self {
        let File { months, weekdays, seasons, parts, lists } =
            embedded("time/words.toml", include_str!("../../data/time/words.toml"));
        let [since, until, after] = [lists.since, lists.until, lists.after];
        let shifts = [(since, Shift::Since), (until, Shift::Until), (after, Shift::After)];
        let which =
            [(lists.previous, Which::Previous), (lists.current, Which::Current), (lists.next, Which::Next)];
        Self {
            months: phrases(months),
            weekdays: phrases(weekdays),
            seasons: phrases(seasons),
            parts: phrases(parts),
            shifts: phrases(
                shifts
                    .into_iter()
                    .flat_map(|(words, value)| words.into_iter().map(move |word| (word, value))),
            ),
            which: phrases(
                which.into_iter().flat_map(|(words, value)| words.into_iter().map(move |word| (word, value))),
            ),
        }
    }
}

fn phrases<T>(words: impl IntoIterator<Item = (Box<str>, T)>) -> Phrases<T> {
    let mut phrases = Phrases::default();
    for (word, value) in words {
        phrases.insert(&word, value);
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_parts_are_found() {
        let words = TimeWords::shipped();
        assert_eq!(words.months.get("sept"), Some(&9));
        assert_eq!(words.parts.at(&["the", "end", "of", "may"]), Some((3, &3)));
        assert_eq!(words.shifts.get("until"), Some(&Shift::Until));
    }
}
