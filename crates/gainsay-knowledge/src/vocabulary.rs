//! Words of English that make sentences: closed classes, abbreviations, words of time.

use crate::embedded;
use gainsay_record::Tag;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

type Set = FxHashSet<Box<str>>;

/// Words by what they do in a sentence; all in lower case.
#[derive(Debug, Default)]
pub struct Vocabulary {
    tags: FxHashMap<Box<str>, Tag>,
    abbreviations: Set,
    closing_abbreviations: Set,
    openers: Set,
    fronted: Set,
    noun_openers: Set,
    time: Set,
    english: Set,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tags: BTreeMap<Tag, Vec<Box<str>>>,
    lists: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    abbreviations: Set,
    closing_abbreviations: Set,
    openers: Set,
    fronted: Set,
    noun_openers: Set,
    time: Set,
    english: Set,
}

impl Vocabulary {
    pub(crate) fn shipped() -> Self {
        let File { tags, lists } = embedded("words/closed.toml", include_str!("../data/words/closed.toml"));
        let mut tag_of = FxHashMap::default();
        for (tag, words) in tags {
            for word in words {
                let before = tag_of.insert(word.clone(), tag);
                assert!(before.is_none(), "data/words/closed.toml: two tags for {word}");
            }
        }
        Self {
            tags: tag_of,
            abbreviations: lists.abbreviations,
            closing_abbreviations: lists.closing_abbreviations,
            openers: lists.openers,
            fronted: lists.fronted,
            noun_openers: lists.noun_openers,
            time: lists.time,
            english: lists.english,
        }
    }

    /// The part of speech that a word of a closed class has most often.
    pub fn tag(&self, lowered: &str) -> Option<Tag> {
        self.tags.get(lowered).copied()
    }

    /// Whether a full stop after the word ends no sentence: "Gen", "Sept".
    pub fn abbreviates(&self, lowered: &str) -> bool {
        self.abbreviations.contains(lowered)
    }

    /// Whether an abbreviation may close a sentence all the same: "Inc".
    pub fn abbreviation_closes(&self, lowered: &str) -> bool {
        self.closing_abbreviations.contains(lowered)
    }

    /// Whether the word opens a sentence more often than it follows initials.
    pub fn opens_sentence(&self, lowered: &str) -> bool {
        self.openers.contains(lowered)
    }

    /// Whether the word may open a clause before its subject: "on", "meanwhile".
    pub fn fronts(&self, lowered: &str) -> bool {
        self.fronted.contains(lowered)
    }

    /// Whether the word opens a noun phrase of its own right behind another: "gave the army *no* shells".
    pub fn opens_noun_phrase(&self, lowered: &str) -> bool {
        self.noun_openers.contains(lowered)
    }

    /// Whether it is a word of time: "Tuesday", "week".
    pub fn is_time(&self, lowered: &str) -> bool {
        self.time.contains(lowered)
    }

    /// Whether officials of a state (alpha-3) speak English in public.
    pub fn speaks_english(&self, state: &str) -> bool {
        self.english.contains(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_classes_are_tagged() {
        let vocabulary = Vocabulary::shipped();
        assert_eq!(vocabulary.tag("the"), Some(Tag::Det));
        assert_eq!(vocabulary.tag("never"), Some(Tag::Adv));
        assert_eq!(vocabulary.tag("n't"), Some(Tag::Part));
        assert_eq!(vocabulary.tag("howitzer"), None);
        assert!(
            vocabulary.is_time("tuesday") && vocabulary.abbreviates("gen") && !vocabulary.abbreviates("arms")
        );
    }
}
