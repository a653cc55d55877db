//! Words that attribute.

use crate::{Irregular, Phrases, WordForm, embedded, verb_forms};
use gainsay_record::Act;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a cue takes as its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// A clause, with or without "that".
    pub clause: bool,
    /// A quotation.
    pub quote: bool,
    /// A noun phrase or gerund: "denied supplying", "rejected the report".
    pub object: bool,
    /// "to" and a verb: "promised to send".
    pub infinitive: bool,
    /// Somebody and "of", "for" or "over": "accused Iran of supplying".
    pub target: bool,
    /// "of", "about" or "on" and a noun phrase: "spoke of a deal".
    pub about: bool,
    /// Somebody may stand between cue and content: "told reporters that".
    pub hearer: bool,
}

/// A verb that attributes, in one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// "point out".
    pub lemma: Box<str>,
    /// What is done by it.
    pub act: Act,
    /// What it takes.
    pub takes: Takes,
    /// Whether it attributes only with "that", a quotation or a colon.
    pub weak: bool,
    /// The form met.
    pub form: WordForm,
}

/// A cue with its object: "released a press statement".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcing {
    /// What is done by it.
    pub act: Act,
    /// The nouns of which one must follow, after an article and adjectives.
    pub objects: Vec<Box<str>>,
}

/// All cues.
#[derive(Debug, Default)]
pub struct Cues {
    verbs: Phrases<Cue>,
    prepositions: Phrases<Act>,
    nobody: Phrases<()>,
    citing: Phrases<()>,
    catenatives: Phrases<WordForm>,
    declining: Phrases<()>,
    announcing: Phrases<Announcing>,
    carrying: Phrases<()>,
    idle: Phrases<()>,
    continuations: Phrases<()>,
    explaining: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    act: Act,
    takes: Vec<Box<str>>,
    #[serde(default)]
    weak: bool,
    verbs: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct Exceptions {
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    preposition: Vec<ActPhrases>,
    nobody: List,
    citing: List,
    catenative: VerbList,
    declining: List,
    announcing: Vec<AnnouncingVerbs>,
    carrying: List,
    idle: List,
    continuation: Openers,
    explaining: Openers,
}

#[derive(Deserialize)]
struct ActPhrases {
    act: Act,
    phrases: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct AnnouncingVerbs {
    act: Act,
    verbs: Vec<Box<str>>,
    objects: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct List {
    phrases: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct VerbList {
    verbs: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct Openers {
    openers: Vec<Box<str>>,
}

impl Cues {
    pub(crate) fn shipped() -> Self {
        let verbs: Verbs = embedded("cues/verbs.toml", include_str!("../data/cues/verbs.toml"));
        let exceptions: Exceptions =
            embedded("cues/irregular.toml", include_str!("../data/cues/irregular.toml"));
        let others: Others = embedded("cues/phrases.toml", include_str!("../data/cues/phrases.toml"));
        let mut cues = Self::default();
        for group in &verbs.group {
            let takes = takes(&group.takes);
            for lemma in &group.verbs {
                for (spelled, form) in forms(lemma, &exceptions) {
                    let cue = Cue { lemma: lemma.clone(), act: group.act, takes, weak: group.weak, form };
                    cues.verbs.insert(&spelled, cue);
                }
            }
        }
        for group in &others.preposition {
            group.phrases.iter().for_each(|phrase| {
                cues.prepositions.insert(phrase, group.act);
            });
        }
        for phrase in &others.nobody.phrases {
            cues.nobody.insert(phrase, ());
        }
        for phrase in &others.citing.phrases {
            cues.citing.insert(phrase, ());
        }
        for verb in &others.catenative.verbs {
            for (spelled, form) in forms(verb, &exceptions) {
                cues.catenatives.insert(&spelled, form);
            }
        }
        for phrase in &others.declining.phrases {
            cues.declining.insert(phrase, ());
        }
        for group in &others.announcing {
            for verb in &group.verbs {
                for (spelled, _) in forms(verb, &exceptions) {
                    let value = Announcing { act: group.act, objects: group.objects.clone() };
                    cues.announcing.insert(&spelled, value);
                }
            }
        }
        for phrase in &others.idle.phrases {
            cues.idle.insert(phrase, ());
        }
        for phrase in &others.carrying.phrases {
            cues.carrying.insert(phrase, ());
        }
        for opener in &others.continuation.openers {
            cues.continuations.insert(opener, ());
        }
        for opener in &others.explaining.openers {
            cues.explaining.insert(opener, ());
        }
        cues
    }

    /// The longest verb cue with which a list of lower-cased words opens: its length in words.
    pub fn verb_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &Cue)> {
        self.verbs.at(lowered)
    }

    /// "according to" and its like.
    pub fn preposition_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Act)> {
        self.prepositions.at(lowered).map(|(length, act)| (length, *act))
    }

    /// Whether a noun after "according to" is nobody: "plan".
    pub fn is_nobody(&self, lowered: &str) -> bool {
        self.nobody.at(&[lowered]).is_some()
    }

    /// "citing" and its like: the length in words.
    pub fn citing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.citing.at(lowered).map(|(length, ())| length)
    }

    /// "trying", "continues": a verb that takes "to" and a cue.
    pub fn catenative_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, WordForm)> {
        self.catenatives.at(lowered).map(|(length, form)| (length, *form))
    }

    /// "declined to comment", "would neither confirm nor deny": the length in words.
    pub fn declining_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.declining.at(lowered).map(|(length, ())| length)
    }

    /// "released", "issued": a verb that attributes with the right object.
    pub fn announcing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &Announcing)> {
        self.announcing.at(lowered)
    }

    /// "carried", "quoted": a participle that, before "by", names one who passes words on.
    pub fn carries<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        self.carrying.at(lowered).is_some()
    }

    /// A turn of speech that holds the word of a cue and attributes nothing: the length in words.
    pub fn idle_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.idle.at(lowered).map(|(length, ())| length)
    }

    /// Whether a sentence opens as one that takes up the statement before it.
    pub fn continues<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        self.continuations.at(lowered).is_some()
    }

    /// Whether words open as those behind a headline's topic do: "Sudan war: a guide to the talks".
    pub fn explains<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        self.explaining.at(lowered).is_some()
    }
}

fn takes(words: &[Box<str>]) -> Takes {
    let has = |word: &str| words.iter().any(|w| **w == *word);
    let known = ["clause", "quote", "object", "infinitive", "target", "about", "hearer"];
    assert!(
        words.iter().all(|word| known.contains(&&**word)),
        "data/cues/verbs.toml: unknown word in {words:?}"
    );
    Takes {
        clause: has("clause"),
        quote: has("quote"),
        object: has("object"),
        infinitive: has("infinitive"),
        target: has("target"),
        about: has("about"),
        hearer: has("hearer"),
    }
}

/// The forms of a verb; of a phrase the first word is inflected.
fn forms(lemma: &str, exceptions: &Exceptions) -> Vec<(String, WordForm)> {
    let verb = lemma.split(' ').next().unwrap_or(lemma);
    verb_forms(lemma, exceptions.irregular.get(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(phrase: &str) -> (usize, Act, WordForm) {
        let cues = Cues::shipped();
        let words: Vec<_> = phrase.split(' ').collect();
        let (length, cue) = cues.verb_at(&words).expect("a cue");
        (length, cue.act, cue.form)
    }

    #[test]
    fn every_form_is_a_cue() {
        assert_eq!(cue("denied"), (1, Act::Denies, WordForm::PastOrParticiple));
        assert_eq!(cue("denies"), (1, Act::Denies, WordForm::Third));
        assert_eq!(cue("refuting"), (1, Act::Denies, WordForm::Ing));
        assert_eq!(cue("pointed out that"), (2, Act::Says, WordForm::PastOrParticiple));
        assert_eq!(cue("written"), (1, Act::Says, WordForm::Participle));
        assert_eq!(cue("stresses"), (1, Act::Says, WordForm::Third));
        assert_eq!(cue("agreed"), (1, Act::Believes, WordForm::PastOrParticiple));
    }

    #[test]
    fn a_longer_phrase_is_found_before_its_first_word() {
        let cues = Cues::shipped();
        assert_eq!(cues.declining_at(&["would", "neither", "confirm", "nor", "deny"]), Some(5));
        assert_eq!(cues.preposition_at(&["according", "to"]), Some((2, Act::Says)));
        assert!(cues.continues(&["this", "includes", "shells"]));
        assert!(!cues.continues(&["this", "is"]));
    }
}
