//! Phrases of one or more words, each with what it stands for.

use crate::{lower, words};
use rustc_hash::FxHashMap;

/// What follows the first word of a phrase.
#[derive(Debug)]
struct Rest<T> {
    /// The words after the first, a blank between two.
    words: Box<str>,
    /// How many these are.
    length: usize,
    value: T,
}

impl<T> Rest<T> {
    /// Whether a list of words opens with these. They are held against each other where they stand, without cutting.
    fn opens<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        let Some(lowered) = lowered.get(..self.length) else { return false };
        let mut rest = &*self.words;
        for (place, word) in lowered.iter().enumerate() {
            let after = rest.strip_prefix(word.as_ref());
            let after = if place + 1 < self.length {
                after.and_then(|after| after.strip_prefix(' '))
            } else {
                after.filter(|after| after.is_empty())
            };
            let Some(after) = after else { return false };
            rest = after;
        }
        true
    }
}

/// Which first words there may be, told from their length and three of their bytes. Most words of a page open no phrase of a
/// list; this says so for nine of ten without hashing them.
#[derive(Debug, Default)]
struct Sieve {
    /// A power of two of them, or none while there is no phrase.
    bits: Vec<u64>,
    /// How many words were put in.
    filled: usize,
}

impl Sieve {
    /// Bits for each word: more make fewer words pass that open nothing.
    const ROOM: usize = 16;

    fn place(word: &[u8], bits: usize) -> (usize, u64) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { return (0, 1) };
        let key = u32::from_le_bytes([*first, *last, word[word.len() / 2], word.len() as u8]);
        let hash = (key.wrapping_mul(0x9e37_79b1) >> 8) as usize;
        ((hash >> 6) & (bits - 1), 1 << (hash & 63))
    }

    fn may_have(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word.as_bytes(), self.bits.len().max(1));
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Puts a word in; `all` are those that are in, for when the room must grow.
    fn insert<'w>(&mut self, word: &str, all: impl Iterator<Item = &'w str>) {
        self.filled += 1;
        if self.filled * Self::ROOM > self.bits.len() * 64 {
            self.bits = vec![0; (self.filled * Self::ROOM).div_ceil(64).next_power_of_two()];
            for word in all {
                self.mark(word);
            }
        }
        self.mark(word);
    }

    fn mark(&mut self, word: &str) {
        let (at, bit) = Self::place(word.as_bytes(), self.bits.len());
        self.bits[at] |= bit;
    }
}

/// A map from phrases to values, looked up at a place in a list of words; the longest phrase wins.
#[derive(Debug)]
pub struct Phrases<T> {
    sieve: Sieve,
    /// By first word; longest phrase first.
    by_first: FxHashMap<Box<str>, Vec<Rest<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { sieve: Sieve::default(), by_first: FxHashMap::default() }
    }
}

/// Of two equal phrases the first is kept.
impl<S: AsRef<str>, T> FromIterator<(S, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (S, T)>>(all: I) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in all {
            phrases.insert(phrase.as_ref(), value);
        }
        phrases
    }
}

/// A list of phrases in a file of the data.
impl<'de> serde::Deserialize<'de> for Phrases<()> {
    fn deserialize<D: serde::Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        let list = Vec::<Box<str>>::deserialize(list)?;
        Ok(list.iter().map(|phrase| (phrase, ())).collect())
    }
}

impl<T> Phrases<T> {
    /// No phrases yet, and room for so many first words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        let by_first = FxHashMap::with_capacity_and_hasher(words, Default::default());
        Self { sieve: Sieve::default(), by_first }
    }

    /// Adds a phrase, which is cut by [`words`] and lower-cased. Of two equal phrases the first added is kept; whether
    /// this one was.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        let mut joined = String::with_capacity(phrase.len());
        for range in words(phrase) {
            push_lower(&mut joined, &phrase[range]);
        }
        self.insert_joined(&joined, value)
    }

    /// As [`Phrases::insert`], for a phrase that is cut and lower-cased already, a blank between two words.
    pub(crate) fn insert_joined(&mut self, phrase: &str, value: T) -> bool {
        if phrase.is_empty() {
            return false;
        }
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let length = if rest.is_empty() { 0 } else { rest.bytes().filter(|byte| *byte == b' ').count() + 1 };
        let rest = Rest { words: rest.into(), length, value };
        let Some(phrases) = self.by_first.get_mut(first) else {
            self.sieve.insert(first, self.by_first.keys().map(|word| &**word));
            self.by_first.insert(first.into(), vec![rest]);
            return true;
        };
        let place = phrases.partition_point(|other| other.length >= length);
        let same = |other: &Rest<T>| other.length == length && other.words == rest.words;
        if phrases[..place].iter().rev().take_while(|other| other.length == length).any(same) {
            return false;
        }
        phrases.insert(place, rest);
        true
    }

    /// The longest phrase with which `lowered` (words as [`lower`] gives them) opens: its length in words and its value.
    #[inline]
    pub fn at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &T)> {
        let (first, rest) = lowered.split_first()?;
        let phrase = self.opened_by(first.as_ref())?.iter().find(|phrase| phrase.opens(rest))?;
        Some((phrase.length + 1, &phrase.value))
    }

    /// The phrases that open with a word.
    #[inline]
    fn opened_by(&self, first: &str) -> Option<&[Rest<T>]> {
        if self.sieve.may_have(first) { self.by_first.get(first).map(Vec::as_slice) } else { None }
    }

    /// As [`Phrases::at`], passing over phrases that `accept` refuses; it is given the length in words and the value.
    pub fn at_where<S: AsRef<str>>(
        &self,
        lowered: &[S],
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let (first, rest) = lowered.split_first()?;
        let mut phrases = self.opened_by(first.as_ref())?.iter();
        let phrase = phrases.find(|phrase| phrase.opens(rest) && accept(phrase.length + 1, &phrase.value))?;
        Some((phrase.length + 1, &phrase.value))
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

    /// The phrases, in no order.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = String> {
        self.by_first.iter().flat_map(|(first, phrases)| {
            phrases.iter().map(move |phrase| match phrase.length {
                0 => first.to_string(),
                _ => format!("{first} {}", phrase.words),
            })
        })
    }

    /// The value of exactly this phrase.
    pub fn get(&self, phrase: &str) -> Option<&T> {
        let lowered: Vec<_> = words(phrase).map(|range| lower(&phrase[range])).collect();
        self.at(&lowered).filter(|(length, _)| *length == lowered.len()).map(|(_, value)| value)
    }
}

/// Adds a word to a phrase as [`lower`] gives it, behind a blank where it is not the first.
pub(crate) fn push_lower(joined: &mut String, word: &str) {
    if !joined.is_empty() {
        joined.push(' ');
    }
    if word.is_ascii() {
        joined.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        joined.push_str(&lower(word));
    }
}
