//! What marks the parts of a page that are not article: phrases, names of HTML classes, months, the commonest words.

use crate::{Phrases, embedded};
use gainsay_record::{BlockKind, Language};
use std::collections::{BTreeMap, HashMap};

/// Where in a line a phrase of furniture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the line.
    Whole,
    /// The line starts with it.
    Opens,
    /// The line holds it.
    Holds,
    /// The line starts with it and has to go on with names alone; the number is its length in words.
    BeforeNames(usize),
}

/// What an HTML class or id says of what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassHint {
    /// Furniture of this kind.
    Furniture(BlockKind),
    /// The article's text.
    Article,
    /// The summary under the headline.
    Standfirst,
}

/// What a single word can be beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct WordHint {
    /// A service to share or follow on: "Telegram".
    pub platform: bool,
    /// A service through which money is given: "PayPal".
    pub payment: bool,
    /// A name of a currency: "zł".
    pub currency: bool,
    /// Who makes pictures: "Reuters".
    pub agency: bool,
    /// A word of lines that say when: "GMT", "updated".
    pub clock: bool,
    /// A month, from 1 to 12.
    pub month: Option<u8>,
    /// In which languages it is one of the commonest words: a bit for each of [`Furniture::languages`].
    pub common_in: u32,
}

/// Phrase lists in several languages, and the other marks of furniture.
#[derive(Debug, Default)]
pub struct Furniture {
    whole: Phrases<BlockKind>,
    opens: Phrases<BlockKind>,
    holds: Phrases<BlockKind>,
    names: Phrases<BlockKind>,
    classes: Phrases<ClassHint>,
    words: HashMap<Box<str>, WordHint>,
    languages: Vec<Language>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseFile {
    phrases: Vec<PhraseList>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseList {
    kind: BlockKind,
    #[serde(rename = "language")]
    _language: Language,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    opens: Vec<String>,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct HintFile {
    article: Vec<String>,
    standfirst: Vec<String>,
    hint: Vec<HintList>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct HintList {
    kind: BlockKind,
    names: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    platforms: Vec<String>,
    payments: Vec<String>,
    currencies: Vec<String>,
    agencies: Vec<String>,
    clock: Vec<String>,
    months: BTreeMap<u8, Vec<String>>,
    function: BTreeMap<Language, Vec<String>>,
}

impl Furniture {
    pub(crate) fn shipped() -> Self {
        let mut known = Self::default();
        let file: PhraseFile = embedded("page/phrases.toml", include_str!("../data/page/phrases.toml"));
        for list in &file.phrases {
            // The same phrase may stand in the lists of two languages; the first is as good as the second.
            list.whole.iter().for_each(|phrase| _ = known.whole.insert(phrase, list.kind));
            list.opens.iter().for_each(|phrase| _ = known.opens.insert(phrase, list.kind));
            list.holds.iter().for_each(|phrase| _ = known.holds.insert(phrase, list.kind));
            list.names.iter().for_each(|phrase| _ = known.names.insert(phrase, list.kind));
        }
        let file: HintFile = embedded("page/hints.toml", include_str!("../data/page/hints.toml"));
        file.article.iter().for_each(|name| _ = known.classes.insert(name, ClassHint::Article));
        file.standfirst.iter().for_each(|name| _ = known.classes.insert(name, ClassHint::Standfirst));
        for list in &file.hint {
            list.names
                .iter()
                .for_each(|name| _ = known.classes.insert(name, ClassHint::Furniture(list.kind)));
        }
        let file: WordFile = embedded("page/words.toml", include_str!("../data/page/words.toml"));
        known.read_words(&file);
        known
    }

    fn read_words(&mut self, file: &WordFile) {
        let words = &mut self.words;
        let mut each = |list: &[String], set: &mut dyn FnMut(&mut WordHint)| {
            list.iter().for_each(|word| set(words.entry(word.as_str().into()).or_default()));
        };
        each(&file.platforms, &mut |hint| hint.platform = true);
        each(&file.payments, &mut |hint| hint.payment = true);
        each(&file.currencies, &mut |hint| hint.currency = true);
        each(&file.agencies, &mut |hint| hint.agency = true);
        each(&file.clock, &mut |hint| hint.clock = true);
        for (month, names) in &file.months {
            each(names, &mut |hint| hint.month = Some(*month));
        }
        for (place, (language, list)) in file.function.iter().enumerate() {
            self.languages.push(*language);
            each(list, &mut |hint| hint.common_in |= 1 << place);
        }
    }

    /// The kind of furniture that a line of lower-cased words says it is, and how it says so. Leading marks should be
    /// gone. A phrase that is the whole line wins over one that opens it, and this over one that it holds.
    pub fn phrase<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(BlockKind, Place)> {
        if let Some((length, kind)) = self.whole.at(lowered)
            && lowered[length..].iter().all(|word| !word.as_ref().contains(char::is_alphabetic))
        {
            return Some((*kind, Place::Whole));
        }
        if let Some((_, kind)) = self.opens.at(lowered) {
            return Some((*kind, Place::Opens));
        }
        if lowered.len() <= 60 {
            for at in 0..lowered.len() {
                if let Some((_, kind)) = self.holds.at(&lowered[at..]) {
                    return Some((*kind, Place::Holds));
                }
            }
        }
        self.names.at(lowered).map(|(length, kind)| (*kind, Place::BeforeNames(length)))
    }

    /// The kind of a line that is nothing but such whole phrases in a row: "Home News Opinion", "Print this E-mail this".
    /// At least two, and no more than one word in five between them.
    pub fn row<S: AsRef<str>>(&self, lowered: &[S]) -> Option<BlockKind> {
        let lettered = |word: &S| word.as_ref().contains(char::is_alphabetic);
        let (mut first, mut phrases, mut other, mut at) = (None, 0, 0, 0);
        while at < lowered.len() {
            match self.whole.at(&lowered[at..]) {
                Some((length, kind)) => {
                    first = first.or(Some(*kind));
                    phrases += 1;
                    at += length;
                }
                None => {
                    other += usize::from(lettered(&lowered[at]));
                    at += 1;
                }
            }
        }
        first.filter(|_| phrases >= 2 && other * 4 <= phrases + other)
    }

    /// What a lower-cased word can be.
    pub fn word(&self, lowered: &str) -> WordHint {
        self.words.get(lowered).copied().unwrap_or_default()
    }

    /// The languages whose commonest words are known, in the order of the bits of [`WordHint::common_in`].
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// What the value of a `class` or `id` attribute says; the longest name in it wins.
    pub fn class(&self, value: &str) -> Option<ClassHint> {
        let mut best: Option<(usize, ClassHint)> = None;
        // Real values are short; what is longer is generated, and says nothing.
        for name in value.split_ascii_whitespace().take(16).filter(|name| name.len() <= 80) {
            let parts = class_parts(name);
            for at in 0..parts.len() {
                if let Some((length, hint)) = self.classes.at(&parts[at..])
                    && best.is_none_or(|(longest, _)| length > longest)
                {
                    best = Some((length, *hint));
                }
            }
        }
        best.map(|(_, hint)| hint)
    }
}

/// "relatedPosts_list" is `related`, `posts`, `list`.
fn class_parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            parts.push(String::new());
            after_small = false;
            continue;
        }
        if c.is_uppercase() && after_small {
            parts.push(String::new());
        }
        after_small = c.is_lowercase();
        if let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lower, words};

    fn phrase(line: &str) -> Option<(BlockKind, Place)> {
        let lowered: Vec<_> = words(line).map(|range| lower(&line[range])).collect();
        Furniture::shipped().phrase(&lowered)
    }

    #[test]
    fn a_phrase_is_weighed_by_its_place() {
        assert_eq!(phrase("Comments (12)"), Some((BlockKind::Comments, Place::Whole)));
        assert_eq!(phrase("Read also: Envoys meet in Geneva"), Some((BlockKind::Teaser, Place::Opens)));
        assert_eq!(phrase("A pier at dusk. Photo: A. Writer"), Some((BlockKind::Credit, Place::Holds)));
        assert_eq!(phrase("By Jane Miller"), Some((BlockKind::Byline, Place::BeforeNames(1))));
        assert_eq!(phrase("The ministry denied the report."), None);
        let row = ["home", "news", "opinion"];
        assert_eq!(Furniture::shipped().row(&row), Some(BlockKind::Navigation));
        assert_eq!(Furniture::shipped().row(&["war", "with", "russia"]), None);
    }

    #[test]
    fn phrases_are_known_in_other_languages() {
        assert_eq!(phrase("Читайте також: Новини дня").map(|found| found.0), Some(BlockKind::Teaser));
        assert_eq!(phrase("Lesen Sie auch").map(|found| found.0), Some(BlockKind::Teaser));
        assert_eq!(phrase("© 2024 Agencia").map(|found| found.0), Some(BlockKind::Legal));
    }

    #[test]
    fn class_names_are_cut_at_hyphens_and_capitals() {
        let known = Furniture::shipped();
        assert_eq!(known.class("box relatedPosts"), Some(ClassHint::Furniture(BlockKind::Teaser)));
        assert_eq!(known.class("post__entry-content"), Some(ClassHint::Article));
        assert_eq!(known.class("wp-caption-text"), Some(ClassHint::Furniture(BlockKind::Caption)));
        assert_eq!(known.class("css-1q2w3e"), None);
    }

    #[test]
    fn words_are_months_platforms_or_common() {
        let known = Furniture::shipped();
        assert_eq!(known.word("вересня").month, Some(9));
        assert!(known.word("telegram").platform && known.word("paypal").payment);
        let english =
            known.languages().iter().position(|l| *l == Language::ENGLISH).expect("English is known");
        assert_ne!(known.word("the").common_in & 1 << english, 0);
    }
}
