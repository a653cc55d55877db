//! Phrases of one or more words, each with what it stands for.

use crate::{lower, words};
use std::collections::HashMap;

/// The words of a phrase after its first, and what it stands for.
type Rest<T> = (Vec<Box<str>>, T);

/// A map from phrases to values, looked up at a place in a list of words; the longest phrase wins.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By first word; longest phrase first.
    by_first: HashMap<Box<str>, Vec<Rest<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// No phrases yet, and room for so many first words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        Self { by_first: HashMap::with_capacity(words) }
    }

    /// Adds a phrase, which is cut by [`words`] and lower-cased. Of two equal phrases the first added is kept; whether
    /// this one was.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        self.insert_words(words(phrase).map(|range| lower(&phrase[range]).into_boxed_str()), value)
    }

    /// As [`Phrases::insert`], for a phrase that is cut and lower-cased already.
    pub(crate) fn insert_words(&mut self, mut parts: impl Iterator<Item = Box<str>>, value: T) -> bool {
        let Some(first) = parts.next() else { return false };
        let rest: Vec<_> = parts.collect();
        let phrases = self.by_first.entry(first).or_default();
        let place = phrases.partition_point(|(other, _)| other.len() >= rest.len());
        if phrases[..place].iter().any(|(other, _)| *other == rest) {
            return false;
        }
        phrases.insert(place, (rest, value));
        true
    }

    /// The longest phrase with which `lowered` (words as [`lower`] gives them) opens: its length in words and its value.
    pub fn at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &T)> {
        let (first, rest) = lowered.split_first()?;
        self.by_first.get(first.as_ref())?.iter().find_map(|(phrase, value)| {
            let fits = phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(a, b)| **a == *b.as_ref());
            fits.then_some((phrase.len() + 1, value))
        })
    }

    /// As [`Phrases::at`], passing over phrases that `accept` refuses; it is given the length in words and the value.
    pub fn at_where<S: AsRef<str>>(
        &self,
        lowered: &[S],
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let (first, rest) = lowered.split_first()?;
        self.by_first.get(first.as_ref())?.iter().find_map(|(phrase, value)| {
            let fits = phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(a, b)| **a == *b.as_ref());
            (fits && accept(phrase.len() + 1, value)).then_some((phrase.len() + 1, value))
        })
    }

    /// Every phrase in `lowered`, left to right, none overlapping: first word, number of words, value.
    pub fn find<S: AsRef<str>>(&self, lowered: &[S]) -> Vec<(usize, usize, &T)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < lowered.len() {
            match self.at(&lowered[at..]) {
                Some((length, value)) => {
                    found.push((at, length, value));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The words with which the phrases open.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|word| &**word)
    }

    /// The value of exactly this phrase.
    pub fn get(&self, phrase: &str) -> Option<&T> {
        let lowered: Vec<_> = words(phrase).map(|range| lower(&phrase[range])).collect();
        self.at(&lowered).filter(|(length, _)| *length == lowered.len()).map(|(_, value)| value)
    }
}
