//! Words that attribute.

mod silence;

use crate::{Irregular, Phrases, WordForm, embedded, noun_forms, verb_forms};
use gainsay_record::Act;
use serde::Deserialize;
use silence::Unanswered;
use std::collections::BTreeMap;

pub use silence::Silence;

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
    /// Something and "as", or "at" and a number: "described the cargo as food", "put the number at ninety".
    pub rating: bool,
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

/// A noun that attributes: "the ministry's claim that".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounCue {
    /// What is done by it.
    pub act: Act,
    /// Whether its speaker may stand behind "of": "the view of Vilnius that".
    pub of: bool,
}

/// What a document does with what stands in it: "lists".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The form met.
    pub form: WordForm,
    /// Whether it attributes only with "as": "gives the buyer as a dealer".
    pub rating: bool,
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
    nouns: Phrases<NounCue>,
    summaries: Phrases<()>,
    adverbs: Phrases<Act>,
    past: Phrases<()>,
    listing: Phrases<Listing>,
    prepositions: Phrases<Act>,
    nobody: Phrases<()>,
    accounts: Phrases<()>,
    phrasings: Phrases<()>,
    citing: Phrases<()>,
    catenatives: Phrases<WordForm>,
    before_gerunds: Phrases<WordForm>,
    ready: Phrases<()>,
    copular: Phrases<()>,
    declining: Phrases<()>,
    unanswered: Phrases<()>,
    /// What else is said of whoever gives no answer.
    pub silence: Silence,
    questions: Phrases<()>,
    silences: Phrases<()>,
    announcing: Phrases<Announcing>,
    carrying: Phrases<()>,
    idle: Phrases<()>,
    continuations: Phrases<()>,
    explaining: Phrases<()>,
    withheld: Phrases<bool>,
    disbelieving: Phrases<()>,
    placing: Phrases<()>,
    authoring: Phrases<()>,
    adjectives: Phrases<Act>,
    prompted: Phrases<()>,
    settings: Phrases<()>,
    deeds: Phrases<()>,
    undertakings: Phrases<()>,
    floor: Phrases<()>,
    plurals: Phrases<()>,
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
    past: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    group: Vec<NounGroup>,
    summary: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounGroup {
    act: Act,
    #[serde(default)]
    of: bool,
    nouns: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    preposition: Vec<ActPhrases>,
    nobody: List,
    account: List,
    phrasing: List,
    adverb: Vec<ActPhrases>,
    listing: ListingVerbs,
    citing: List,
    catenative: VerbList,
    before_gerund: VerbList,
    ready: List,
    copular: List,
    declining: List,
    unanswered: Unanswered,
    disbelieving: VerbList,
    silence: List,
    announcing: Vec<AnnouncingVerbs>,
    carrying: List,
    idle: List,
    continuation: Openers,
    explaining: Openers,
    withheld: Withheld,
    placing: List,
    authoring: List,
    adjective: Vec<ActPhrases>,
    prompted: List,
    setting: List,
    deed: List,
    undertaking: List,
    floor: List,
    plural: List,
}

#[derive(Deserialize)]
struct Withheld {
    also_negated: Vec<Box<str>>,
    verbs: Vec<Box<str>>,
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
struct ListingVerbs {
    verbs: Vec<Box<str>>,
    rating: Vec<Box<str>>,
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
        let nouns: Nouns = embedded("cues/nouns.toml", include_str!("../data/cues/nouns.toml"));
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
        for group in &nouns.group {
            let noun = NounCue { act: group.act, of: group.of };
            for (form, _) in group.nouns.iter().flat_map(|noun| noun_forms(noun)) {
                cues.nouns.insert(&form, noun);
            }
        }
        for (groups, phrases) in [
            (&others.preposition, &mut cues.prepositions),
            (&others.adverb, &mut cues.adverbs),
            (&others.adjective, &mut cues.adjectives),
        ] {
            for group in groups {
                for phrase in &group.phrases {
                    phrases.insert(phrase, group.act);
                }
            }
        }
        for (verbs, phrases) in
            [(&others.catenative, &mut cues.catenatives), (&others.before_gerund, &mut cues.before_gerunds)]
        {
            for (spelled, form) in verbs.verbs.iter().flat_map(|verb| forms(verb, &exceptions)) {
                phrases.insert(&spelled, form);
            }
        }
        for (verbs, negated) in [(&others.withheld.verbs, false), (&others.withheld.also_negated, true)] {
            for verb in verbs {
                // "has commented": whoever "neither ... nor" has done so gives no answer.
                let forms = forms(verb, &exceptions).into_iter().map(|(spelled, _)| spelled);
                for spelled in forms.filter(|_| negated).chain([verb.to_string()]) {
                    cues.withheld.insert(&spelled, negated);
                }
            }
        }
        let unanswered = &others.unanswered;
        let all = |verbs: &[Box<str>]| {
            let forms = verbs.iter().flat_map(|verb| forms(verb, &exceptions));
            forms.map(|(spelled, _)| spelled).collect::<Vec<_>>()
        };
        for spelled in all(&unanswered.verbs) {
            cues.unanswered.insert(&spelled, ());
        }
        cues.silence = Silence::new(unanswered, &all(&unanswered.going), &all(&unanswered.bringing));
        for spelled in all(&others.disbelieving.verbs) {
            cues.disbelieving.insert(&spelled, ());
        }
        for (verbs, rating) in [(&others.listing.verbs, false), (&others.listing.rating, true)] {
            for (spelled, form) in verbs.iter().flat_map(|verb| forms(verb, &exceptions)) {
                cues.listing.insert(&spelled, Listing { form, rating });
            }
        }
        for group in &others.announcing {
            for (spelled, _) in group.verbs.iter().flat_map(|verb| forms(verb, &exceptions)) {
                let value = Announcing { act: group.act, objects: group.objects.clone() };
                cues.announcing.insert(&spelled, value);
            }
        }
        for (list, phrases) in [
            (&nouns.summary.phrases, &mut cues.summaries),
            (&exceptions.past.phrases, &mut cues.past),
            (&others.nobody.phrases, &mut cues.nobody),
            (&others.account.phrases, &mut cues.accounts),
            (&others.phrasing.phrases, &mut cues.phrasings),
            (&others.citing.phrases, &mut cues.citing),
            (&others.ready.phrases, &mut cues.ready),
            (&others.copular.phrases, &mut cues.copular),
            (&others.declining.phrases, &mut cues.declining),
            (&others.unanswered.objects, &mut cues.questions),
            (&others.silence.phrases, &mut cues.silences),
            (&others.carrying.phrases, &mut cues.carrying),
            (&others.idle.phrases, &mut cues.idle),
            (&others.continuation.openers, &mut cues.continuations),
            (&others.explaining.openers, &mut cues.explaining),
            (&others.placing.phrases, &mut cues.placing),
            (&others.authoring.phrases, &mut cues.authoring),
            (&others.prompted.phrases, &mut cues.prompted),
            (&others.setting.phrases, &mut cues.settings),
            (&others.deed.phrases, &mut cues.deeds),
            (&others.undertaking.phrases, &mut cues.undertakings),
            (&others.floor.phrases, &mut cues.floor),
            (&others.plural.phrases, &mut cues.plurals),
        ] {
            for phrase in list {
                phrases.insert(phrase, ());
            }
        }
        cues
    }

    /// The longest verb cue with which a list of lower-cased words opens: its length in words.
    pub fn verb_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &Cue)> {
        self.verbs.at(lowered)
    }

    /// A noun that attributes where its speaker and a clause stand beside it: "claim", "allegations".
    pub fn noun_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, NounCue)> {
        self.nouns.at(lowered).map(|(length, noun)| (length, *noun))
    }

    /// Whether a noun behind a comma can sum up what was said before it: ", a decision that caused bad blood".
    pub fn sums_up(&self, lowered: &str) -> bool {
        self.summaries.at(&[lowered]).is_some()
    }

    /// "reportedly" and its like: somebody says so, and the page does not say who.
    pub fn adverb_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Act)> {
        self.adverbs.at(lowered).map(|(length, act)| (length, *act))
    }

    /// Whether a verb is in the past and can be nothing else: "flew".
    pub fn is_past(&self, lowered: &str) -> bool {
        self.past.at(&[lowered]).is_some()
    }

    /// "lists", "gives": what a document does with what stands in it.
    pub fn listing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Listing)> {
        self.listing.at(lowered).map(|(length, listing)| (length, *listing))
    }

    /// "according to" and its like.
    pub fn preposition_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Act)> {
        self.prepositions.at(lowered).map(|(length, act)| (length, *act))
    }

    /// Whether a noun after "according to" is nobody: "plan".
    pub fn is_nobody(&self, lowered: &str) -> bool {
        self.nobody.at(&[lowered]).is_some()
    }

    /// Whether a noun behind "by its own" attributes: "account".
    pub fn is_account(&self, lowered: &str) -> bool {
        self.accounts.at(&[lowered]).is_some()
    }

    /// "put it", as in "as the minister put it": the length in words.
    pub fn phrasing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.phrasings.at(lowered).map(|(length, ())| length)
    }

    /// "citing" and its like: the length in words.
    pub fn citing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.citing.at(lowered).map(|(length, ())| length)
    }

    /// "trying", "continues": a verb that takes "to" and a cue.
    pub fn catenative_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, WordForm)> {
        self.catenatives.at(lowered).map(|(length, form)| (length, *form))
    }

    /// "lost no time in": a verb that takes the "-ing" of a cue.
    pub fn before_gerund_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, WordForm)> {
        self.before_gerunds.at(lowered).map(|(length, form)| (length, *form))
    }

    /// "at pains", "quick": what stands between a form of "be" and "to" and a cue; the length in words.
    pub fn ready_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.ready.at(lowered).map(|(length, ())| length)
    }

    /// Whether a word makes a passive as a form of "be" does: "stands accused".
    pub fn is_copular(&self, lowered: &str) -> bool {
        self.copular.at(&[lowered]).is_some()
    }

    /// "declined to comment", "would neither confirm nor deny": the length in words.
    pub fn declining_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.declining.at(lowered).map(|(length, ())| length)
    }

    /// "comment", "tell": what whoever declines or refuses to do gives no answer by; the length in words, and whether "not"
    /// alone says so as well ("won't comment").
    pub fn withheld_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, bool)> {
        self.withheld.at(lowered).map(|(length, negated)| (length, *negated))
    }

    /// Whether a participle says how a paper reached its readers: "a communique *read* on state television".
    pub fn places(&self, lowered: &str) -> bool {
        self.placing.at(&[lowered]).is_some()
    }

    /// Whether a participle is said of whoever was spoken to before speaking: "*asked* on whose orders, the ministry said".
    pub fn prompts(&self, lowered: &str) -> bool {
        self.prompted.at(&[lowered]).is_some()
    }

    /// "adamant", "certain": behind a form of "be" and before "that" what somebody says or believes.
    pub fn adjective_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<Act> {
        self.adjectives.at(lowered).map(|(_, act)| *act)
    }

    /// Whether a noun is where somebody speaks: "in a *letter*".
    pub fn sets<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        self.settings.at(lowered).is_some()
    }

    /// Whether a verb, by its lemma, tells of a deed where a mere thing stands behind it: "concluded an agreement".
    pub fn is_deed(&self, lemma: &str) -> bool {
        self.deeds.at(&[lemma]).is_some()
    }

    /// Whether a verb, by its lemma, tells of a deed before "not to": "agreed not to sell".
    pub fn is_undertaking(&self, lemma: &str) -> bool {
        self.undertakings.at(&[lemma]).is_some()
    }

    /// Whether words tell that somebody is about to speak: "reacted".
    pub fn takes_the_floor<S: AsRef<str>>(&self, lowered: &[S]) -> bool {
        self.floor.at(lowered).is_some()
    }

    /// Whether a word that looks like a verb is as often the plural of a noun: "states", "documents".
    pub fn is_plural(&self, lowered: &str) -> bool {
        self.plurals.at(&[lowered]).is_some()
    }

    /// "respond to an emailed request": a verb and one of its objects in the words after it, which somebody who gives no
    /// answer is said not to do.
    pub fn unanswered_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        const MOST_BETWEEN: usize = 4;
        let (verb, ()) = self.unanswered.at(lowered)?;
        let end = (verb..lowered.len().min(verb + MOST_BETWEEN))
            .find_map(|at| Some(at + self.question_at(&lowered[at..])?))?;
        let comment = matches!(&lowered[end..], [f, c, ..] if f.as_ref() == "for" && c.as_ref() == "comment");
        Some(end + if comment { 2 } else { 0 })
    }

    /// "accept", "believe": a verb that denies with a "not" before it and what others say behind it; its length in words, and what
    /// is done by it then.
    pub fn disbelieving_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Act)> {
        self.disbelieving.at(lowered).map(|(length, ())| (length, Act::Denies))
    }

    /// "published", "issued": a participle that, between a document and "by", tells whose it is.
    pub fn authors(&self, lowered: &str) -> bool {
        self.authoring.at(&[lowered]).is_some()
    }

    /// "questions", "e-mails": what somebody may leave without an answer.
    pub fn question_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.questions.at(lowered).map(|(length, ())| length)
    }

    /// "comment", "reaction": what there is none of where somebody gives no answer.
    pub fn is_answer(&self, word: &str) -> bool {
        self.silences.at(&[word]).is_some()
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
    let known = ["clause", "quote", "object", "infinitive", "target", "about", "hearer", "rating"];
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
        rating: has("rating"),
    }
}

/// The forms of a verb; of a phrase the first word is inflected. Where the past looks like the base ("put"), it is the past.
fn forms(lemma: &str, exceptions: &Exceptions) -> Vec<(String, WordForm)> {
    let verb = lemma.split(' ').next().unwrap_or(lemma);
    let mut forms = verb_forms(lemma, exceptions.irregular.get(verb));
    let past = forms.iter().any(|(word, form)| word == lemma && *form == WordForm::PastOrParticiple);
    forms.retain(|(word, form)| !(past && word == lemma && *form == WordForm::Base));
    forms
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
        assert_eq!(cues.noun_at(&["allegations", "by"]).map(|(_, noun)| noun.act), Some(Act::Accuses));
        assert_eq!(cues.before_gerund_at(&["lost", "no", "time", "in"]).map(|(length, _)| length), Some(4));
        assert!(cues.continues(&["this", "includes", "shells"]));
        assert!(!cues.continues(&["this", "is"]));
    }
}
