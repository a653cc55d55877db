//! Words by which it is told how many.

use crate::{Phrases, embedded};
use rustc_hash::{FxHashMap, FxHashSet};

/// Whether a number's words bound it from below or above, or guess it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounding {
    /// "more than".
    AtLeast,
    /// "up to".
    AtMost,
    /// "around".
    About,
}

/// Words by which it is told how many.
#[derive(Debug, Default)]
pub struct Quantities {
    /// Nouns before "of" that only measure: "a batch of".
    pub measures: Phrases<()>,
    /// Nouns behind the name of a weapon that leave it what it is: "systems".
    pub heads: Phrases<()>,
    /// Before a number: "up to".
    pub bounding: Phrases<Bounding>,
    /// "$", "euros", with their ISO 4217 codes.
    pub currencies: Phrases<Box<str>>,
    /// A number that somebody gives: "its estimate".
    pub figures: Phrases<()>,
    /// "rounds", "tonnes".
    pub units: Phrases<()>,
    /// How many is said and not told: "a significant number".
    pub indefinite: Phrases<()>,
    /// Parts of a whole that is not counted: "a third".
    pub fractions: Phrases<()>,
    /// Behind a number that counts nothing: "km", "years".
    pub sizes: Phrases<()>,
    /// "percent".
    pub percent: Phrases<()>,
    /// Behind an item, before what it is worth: "worth".
    pub amounting: Phrases<()>,
    /// "dozens", with the least they mean.
    pub vague: Phrases<u64>,
    /// "twelve".
    pub numbers: Phrases<u64>,
    /// "million".
    pub scales: Phrases<u64>,
    /// The words with which a number can open.
    opening: FxHashSet<Box<str>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    measures: Phrases<()>,
    heads: Phrases<()>,
    figures: Phrases<()>,
    units: Phrases<()>,
    at_least: Vec<Box<str>>,
    at_most: Vec<Box<str>>,
    about: Vec<Box<str>>,
    indefinite: Phrases<()>,
    fractions: Phrases<()>,
    sizes: Phrases<()>,
    percent: Phrases<()>,
    amounting: Phrases<()>,
    currencies: FxHashMap<Box<str>, Box<str>>,
    vague: FxHashMap<Box<str>, u64>,
    numbers: FxHashMap<Box<str>, u64>,
    scales: FxHashMap<Box<str>, u64>,
}

impl Quantities {
    pub(crate) fn shipped() -> Self {
        let file: File = embedded("wording/quantities.toml", include_str!("../data/wording/quantities.toml"));
        let each = |list: Vec<Box<str>>, bounding| list.into_iter().map(move |phrase| (phrase, bounding));
        let bounding = each(file.at_least, Bounding::AtLeast)
            .chain(each(file.at_most, Bounding::AtMost))
            .chain(each(file.about, Bounding::About));
        let mut known = Self {
            measures: file.measures,
            heads: file.heads,
            figures: file.figures,
            bounding: bounding.collect(),
            currencies: file.currencies.into_iter().collect(),
            units: file.units,
            indefinite: file.indefinite,
            fractions: file.fractions,
            sizes: file.sizes,
            percent: file.percent,
            amounting: file.amounting,
            vague: file.vague.into_iter().collect(),
            numbers: file.numbers.into_iter().collect(),
            scales: file.scales.into_iter().collect(),
            opening: FxHashSet::default(),
        };
        known.opening = known.opening_words().map(Box::from).collect();
        known
    }

    fn opening_words(&self) -> impl Iterator<Item = &str> {
        (self.numbers.first_words())
            .chain(self.scales.first_words())
            .chain(self.vague.first_words())
            .chain(self.currencies.first_words())
            .chain(self.indefinite.first_words())
            .chain(self.fractions.first_words())
            .chain(self.bounding.first_words())
            .chain(["a", "an", "one", "half", "quarter", "between", "from"])
    }

    /// Whether a number can open with a lower-cased word.
    pub fn opens_number(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.opening.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;

    #[test]
    fn a_number_opens_with_a_digit_or_a_word_of_the_data() {
        let quantities = &Knowledge::shipped().quantities;
        for word in ["1,500", "twelve", "dozens", "upwards", "between"] {
            assert!(quantities.opens_number(word), "{word}");
        }
        assert!(!quantities.opens_number("shells"));
    }
}
