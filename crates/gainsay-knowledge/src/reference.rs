//! What lets a text go on about somebody without the name: titles, given names, and nouns that can stand for one another.

use crate::{EntityKind, embedded, noun_forms};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Whether a word is said of men or of women.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "Mr", "Boris", "spokesman".
    Man,
    /// "Mrs", "Angela", "spokeswoman".
    Woman,
}

/// What a noun is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounClass {
    /// "the senator".
    Person,
    /// "the agency".
    Body,
    /// "the report": what has an author.
    Document,
    /// "the city": a place that can also act.
    Place,
}

/// A noun by which a text goes on about somebody or something met before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What it is said of.
    pub class: NounClass,
    /// Bit `i`: it is of set `i`. Nouns of one set can stand for one another.
    pub sets: u128,
    /// The noun in the singular, as a number: two forms of one noun have the same.
    pub lemma: u32,
    /// Whether it is a plural.
    pub plural: bool,
    /// Of a word for one sex only, which.
    pub gender: Option<Gender>,
    /// Whether it can stand for any person in view: "the businessman".
    pub whoever: bool,
    /// Bit `i`: who is called so works for a body of set `i`, and stands for it: "the journalists" of a newspaper.
    pub works_for: u128,
    /// What a known name must be for the noun to stand for it without having been said of it before.
    pub kinds: Vec<EntityKind>,
}

impl Noun {
    /// Whether one noun can stand for the other.
    pub fn renames(&self, other: &Self) -> bool {
        self.lemma == other.lemma || self.sets & other.sets != 0
    }
}

/// Titles, given names and nouns; all in lower case.
#[derive(Debug, Default)]
pub struct Reference {
    titles: FxHashMap<Box<str>, Gender>,
    names: FxHashMap<Box<str>, Gender>,
    nouns: FxHashMap<Box<str>, Noun>,
    /// Abbreviated titles, each as the first noun of its set.
    abbreviated: FxHashMap<Box<str>, Noun>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    men: Sex,
    women: Sex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sex {
    titles: Vec<Box<str>>,
    names: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    set: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    class: NounClass,
    words: Vec<Box<str>>,
    #[serde(default)]
    men: Vec<Box<str>>,
    #[serde(default)]
    women: Vec<Box<str>>,
    #[serde(default)]
    titles: Vec<Box<str>>,
    #[serde(default)]
    kinds: Vec<EntityKind>,
    #[serde(default)]
    whoever: bool,
    #[serde(default)]
    apart: bool,
    #[serde(default)]
    works_for: Vec<Box<str>>,
}

impl Reference {
    pub(crate) fn shipped() -> Self {
        let people: People = embedded("reference/people.toml", include_str!("../data/reference/people.toml"));
        let nouns: Nouns = embedded("reference/nouns.toml", include_str!("../data/reference/nouns.toml"));
        assert!(nouns.set.len() <= u128::BITS as usize, "data/reference/nouns.toml: too many sets");
        let mut all = Self::default();
        for (sex, gender) in [(people.men, Gender::Man), (people.women, Gender::Woman)] {
            all.titles.extend(sex.titles.into_iter().map(|title| (title, gender)));
            for name in sex.names {
                let before = all.names.insert(name.clone(), gender);
                assert!(
                    before.is_none_or(|other| other == gender),
                    "data/reference/people.toml: {name} twice"
                );
            }
        }
        let mut lemmas = 0;
        let employers: Vec<u128> = nouns.set.iter().map(|set| sets_of(&nouns.set, &set.works_for)).collect();
        for (bit, set) in nouns.set.into_iter().enumerate() {
            all.add(set, 1 << bit, employers[bit], &mut lemmas);
        }
        all
    }

    fn add(&mut self, set: Set, bit: u128, works_for: u128, lemmas: &mut u32) {
        for (at, word) in set.words.iter().enumerate() {
            let gender = if set.men.contains(word) {
                Some(Gender::Man)
            } else {
                set.women.contains(word).then_some(Gender::Woman)
            };
            *lemmas += 1;
            let lemma = self.nouns.get(word).map_or(*lemmas, |noun| noun.lemma);
            for (form, plural) in [(word.to_string(), false), (plural(word), true)] {
                let noun = self.nouns.entry(form.into()).or_insert_with(|| Noun {
                    class: set.class,
                    sets: 0,
                    lemma,
                    plural,
                    gender,
                    whoever: false,
                    works_for: 0,
                    kinds: vec![],
                });
                assert_eq!(noun.class, set.class, "data/reference/nouns.toml: {word} of two classes");
                noun.sets |= if set.apart { 0 } else { bit };
                noun.gender = noun.gender.or(gender);
                noun.whoever |= set.whoever;
                noun.works_for |= works_for;
                noun.kinds.extend(&set.kinds);
            }
            if at == 0 {
                let noun = &self.nouns[word];
                let titles = set.titles.iter().filter(|title| *title != word);
                self.abbreviated.extend(titles.map(|title| (title.clone(), noun.clone())));
            }
        }
    }

    /// Whether a title ("mr") is a man's or a woman's.
    pub fn title(&self, lowered: &str) -> Option<Gender> {
        self.titles.get(lowered).copied()
    }

    /// Whether a given name is a man's or a woman's.
    pub fn given_name(&self, lowered: &str) -> Option<Gender> {
        self.names.get(lowered).copied()
    }

    /// A noun in either number: "senators".
    pub fn noun(&self, lowered: &str) -> Option<&Noun> {
        self.nouns.get(lowered)
    }

    /// The noun for a person that closes a longer word which is no noun here: "neurosurgeon", "radioman".
    pub fn person_ending(&self, lowered: &str) -> Option<&Noun> {
        // A page can be one word of a million letters.
        let from = lowered.len().saturating_sub(LONGEST_ENDING);
        let starts = lowered.char_indices().map(|(at, _)| at).skip(2).skip_while(|at| *at < from);
        let endings = starts
            .filter_map(|at| lowered.get(at..))
            .filter(|ending| ending.len() > 4 || matches!(*ending, "man" | "men"));
        endings.filter_map(|ending| self.nouns.get(ending)).find(|noun| noun.class == NounClass::Person)
    }

    /// What an abbreviated title ("sen") says of its bearer.
    pub fn abbreviated(&self, lowered: &str) -> Option<&Noun> {
        self.abbreviated.get(lowered)
    }
}

/// No noun for a person that ends a longer word has more bytes than this.
const LONGEST_ENDING: usize = 32;

/// The sets that begin with one of these words, as bits.
fn sets_of(sets: &[Set], first: &[Box<str>]) -> u128 {
    let begins = |set: &Set| set.words.first().is_some_and(|word| first.contains(word));
    sets.iter().enumerate().filter(|(_, set)| begins(set)).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

fn plural(word: &str) -> String {
    match word.strip_suffix("man") {
        Some(stem) => format!("{stem}men"),
        None if word == "child" => "children".to_owned(),
        None => noun_forms(word).pop().map(|(form, _)| form).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_a_set_stand_for_one_another() {
        let known = Reference::shipped();
        let noun = |word| known.noun(word).expect("a noun of the data");
        assert!(noun("report").renames(noun("study")) && noun("report").renames(noun("article")));
        assert!(!noun("study").renames(noun("article")));
        assert!(noun("congresswomen").plural && noun("congresswomen").renames(noun("senator")));
        assert_eq!(noun("spokeswoman").gender, Some(Gender::Woman));
        assert_ne!(noun("journalists").works_for & noun("newspaper").sets, 0);
        assert!(known.abbreviated("rep").is_some_and(|title| title.renames(noun("lawmaker"))));
        assert_eq!((known.title("mrs"), known.given_name("boris")), (Some(Gender::Woman), Some(Gender::Man)));
        assert_eq!(known.given_name("alex"), None);
        assert!(
            known
                .nouns
                .iter()
                .all(|(word, noun)| noun.class != NounClass::Person || word.len() <= LONGEST_ENDING)
        );
        // In no more time than its letters take to read.
        assert!(known.person_ending(&("x".repeat(1 << 22) + "surgeon")).is_some());
        let ending = |word| known.person_ending(word).map(|noun| noun.gender);
        assert_eq!((ending("radioman"), ending("neurosurgeon")), (Some(Some(Gender::Man)), Some(None)));
        assert_eq!(ending("newsletter"), None);
    }
}
