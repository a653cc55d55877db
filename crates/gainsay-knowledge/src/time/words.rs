//! Words of time.

use crate::{Phrases, WordForm, embedded, verb_forms};
use std::collections::HashMap;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: HashMap<Box<str>, u8>,
    weekdays: HashMap<Box<str>, u8>,
    short_weekdays: HashMap<Box<str>, u8>,
    seasons: HashMap<Box<str>, u8>,
    halves: HashMap<Box<str>, u8>,
    parts: HashMap<Box<str>, u8>,
    ordinals: HashMap<Box<str>, i8>,
    days: HashMap<Box<str>, (u8, u8)>,
    units: HashMap<Unit, Vec<Box<str>>>,
    vague: HashMap<Box<str>, u8>,
    lists: Lists,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    since: Vec<Box<str>>,
    until: Vec<Box<str>>,
    before: Vec<Box<str>>,
    after: Vec<Box<str>>,
    near: Vec<Box<str>>,
    eve: Vec<Box<str>>,
    about: Vec<Box<str>>,
    fillers: Vec<Box<str>>,
    previous: Vec<Box<str>>,
    current: Vec<Box<str>>,
    next: Vec<Box<str>>,
    preceding: Vec<Box<str>>,
    following: Vec<Box<str>>,
    same: Vec<Box<str>>,
    past: Vec<Box<str>>,
    coming: Vec<Box<str>>,
    later: Vec<Box<str>>,
    earlier: Vec<Box<str>>,
    now: Vec<Box<str>>,
    then: Vec<Box<str>>,
    day_parts: Vec<Box<str>>,
    overnight: Vec<Box<str>>,
    turn_of_the_year: Vec<Box<str>>,
    every: Vec<Box<str>>,
    onwards: Vec<Box<str>>,
    before_years: Vec<Box<str>>,
    before_numbers: Vec<Box<str>>,
    before_seasons: Vec<Box<str>>,
    before_days: Vec<Box<str>>,
    events: Vec<Box<str>>,
    ahead: Vec<Box<str>>,
    expecting: Vec<Box<str>>,
    expecting_verbs: Vec<Box<str>>,
    scheduled: Vec<Box<str>>,
}

/// What a word does to the time after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// From its first day on: "since".
    Since,
    /// Up to its last day: "until".
    Until,
    /// Up to its first day: "before".
    Before,
    /// From its last day on: "after".
    After,
    /// Close to it: "shortly before".
    Near,
    /// On the day before it: "on the eve of".
    Eve,
}

/// Which of several like times is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "last", seen from the day of publication.
    Previous,
    /// "this".
    Current,
    /// "next".
    Next,
    /// "the previous", seen from a time that the text names.
    Preceding,
    /// "that", "the same".
    Same,
    /// "the following".
    Following,
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Unit {
    /// Or less.
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// On which side of a time, or of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Earlier,
    /// After it.
    Later,
}

/// Words of time, in lower case.
#[derive(Debug, Default)]
pub struct TimeWords {
    /// From 1 to 12.
    pub months: Phrases<u8>,
    /// From 1, Monday, to 7.
    pub weekdays: Phrases<u8>,
    /// The same, as words that need a capital and a full stop.
    pub short_weekdays: Phrases<u8>,
    /// Seasons, quarters and halves by their codes in ISO 8601-2.
    pub seasons: Phrases<u8>,
    /// "first half".
    pub halves: Phrases<u8>,
    /// Which third of what follows.
    pub parts: Phrases<u8>,
    /// "first"; -1 for "last".
    pub ordinals: Phrases<i8>,
    /// Days that have a name: month and day.
    pub days: Phrases<(u8, u8)>,
    /// "days", "week".
    pub units: Phrases<Unit>,
    /// "a few", with the number that it is taken for.
    pub vague: Phrases<u8>,
    /// "since", "until", "after".
    pub shifts: Phrases<Shift>,
    /// "around".
    pub about: Phrases<()>,
    /// "sometime in".
    pub fillers: Phrases<()>,
    /// "last", "this", "the following".
    pub which: Phrases<Which>,
    /// Before a number of days up to now, or from now on: "the past", "the next".
    pub windows: Phrases<Side>,
    /// After a number of days: "two weeks later".
    pub sides: Phrases<Side>,
    /// "until now".
    pub now: Phrases<()>,
    /// "since then".
    pub then: Phrases<()>,
    /// "morning".
    pub day_parts: Phrases<()>,
    /// "overnight".
    pub overnight: Phrases<()>,
    /// "the turn of the year".
    pub turn_of_the_year: Phrases<()>,
    /// "every September".
    pub every: Phrases<()>,
    /// "from May onwards".
    pub onwards: Phrases<()>,
    /// Before four digits that are a year, whatever follows: "in".
    pub before_years: Phrases<()>,
    /// Before a year, or before a number that counts what follows: "by".
    pub before_numbers: Phrases<()>,
    /// Before a season whose year is not said: "since".
    pub before_seasons: Phrases<()>,
    /// Before a day of a month that is not said: "on".
    pub before_days: Phrases<()>,
    /// What happens, and may have no date: "war".
    pub events: Phrases<()>,
    /// What lies ahead: "due".
    pub ahead: Phrases<()>,
    /// What looks ahead, before "to" and a verb: "plans".
    pub expecting: Phrases<()>,
    /// Verbs in the present that tell of a timetable: "resumes".
    pub scheduled: Phrases<()>,
}

impl TimeWords {
    pub(crate) fn shipped() -> Self {
        let file: File = embedded("time/words.toml", include_str!("../../data/time/words.toml"));
        let lists = file.lists;
        let units = file.units.into_iter();
        Self {
            months: phrases(file.months),
            weekdays: phrases(file.weekdays),
            short_weekdays: phrases(file.short_weekdays),
            seasons: phrases(file.seasons),
            halves: phrases(file.halves),
            parts: phrases(file.parts),
            ordinals: phrases(file.ordinals),
            days: phrases(file.days),
            units: phrases(units.flat_map(|(unit, words)| words.into_iter().map(move |word| (word, unit)))),
            vague: phrases(file.vague),
            shifts: one_of([
                (lists.since, Shift::Since),
                (lists.until, Shift::Until),
                (lists.before, Shift::Before),
                (lists.after, Shift::After),
                (lists.near, Shift::Near),
                (lists.eve, Shift::Eve),
            ]),
            about: set(lists.about),
            fillers: set(lists.fillers),
            which: one_of([
                (lists.previous, Which::Previous),
                (lists.current, Which::Current),
                (lists.next, Which::Next),
                (lists.preceding, Which::Preceding),
                (lists.same, Which::Same),
                (lists.following, Which::Following),
            ]),
            windows: one_of([(lists.past, Side::Earlier), (lists.coming, Side::Later)]),
            sides: one_of([(lists.earlier, Side::Earlier), (lists.later, Side::Later)]),
            now: set(lists.now),
            then: set(lists.then),
            day_parts: set(lists.day_parts),
            overnight: set(lists.overnight),
            turn_of_the_year: set(lists.turn_of_the_year),
            every: set(lists.every),
            onwards: set(lists.onwards),
            before_years: set(lists.before_years),
            before_numbers: set(lists.before_numbers),
            before_seasons: set(lists.before_seasons),
            before_days: set(lists.before_days),
            events: set(lists.events),
            ahead: set(lists.ahead),
            expecting: set(lists.expecting.into_iter().chain(forms(&lists.expecting_verbs))),
            scheduled: set(present(&lists.scheduled)),
        }
    }
}

fn phrases<T>(words: impl IntoIterator<Item = (Box<str>, T)>) -> Phrases<T> {
    words.into_iter().collect()
}

fn set(words: impl IntoIterator<Item = Box<str>>) -> Phrases<()> {
    phrases(words.into_iter().map(|word| (word, ())))
}

fn one_of<T: Copy, const N: usize>(lists: [(Vec<Box<str>>, T); N]) -> Phrases<T> {
    phrases(lists.into_iter().flat_map(|(words, value)| words.into_iter().map(move |word| (word, value))))
}

/// Every form of each verb.
fn forms(verbs: &[Box<str>]) -> Vec<Box<str>> {
    verbs.iter().flat_map(|verb| verb_forms(verb, None)).map(|(word, _)| word.into_boxed_str()).collect()
}

/// The present tense of each verb.
fn present(verbs: &[Box<str>]) -> Vec<Box<str>> {
    let forms = verbs.iter().flat_map(|verb| verb_forms(verb, None));
    let present = forms.filter(|(_, form)| matches!(form, WordForm::Base | WordForm::Third));
    present.map(|(word, _)| word.into_boxed_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_and_the_longest_wins() {
        let words = TimeWords::shipped();
        assert_eq!(words.months.get("sept"), Some(&9));
        assert_eq!(words.parts.at(&["end", "of", "may"]), Some((2, &3)));
        assert_eq!(words.shifts.get("until"), Some(&Shift::Until));
        assert_eq!(words.shifts.at(&["not", "until", "2024"]), Some((2, &Shift::Since)));
        assert_eq!(words.days.at(&["new", "year", "'s", "eve", "2019"]), Some((4, &(12, 31))));
        assert_eq!(words.units.get("fortnight"), Some(&Unit::Fortnight));
    }

    #[test]
    fn verbs_that_look_ahead_stand_in_every_form_and_timetables_in_the_present() {
        let words = TimeWords::shipped();
        assert!(["plans", "planned", "planning"].iter().all(|form| words.expecting.get(form).is_some()));
        assert!(words.scheduled.get("resumes").is_some());
        assert!(words.scheduled.get("resumed").is_none());
    }
}
