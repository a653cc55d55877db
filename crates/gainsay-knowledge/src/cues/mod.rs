//! Words that attribute.

mod load;
mod silence;

use crate::{Phrases, WordForm};
use gainsay_record::Act;

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
    asides: Phrases<()>,
    settings: Phrases<()>,
    deeds: Phrases<()>,
    undertakings: Phrases<()>,
    floor: Phrases<()>,
    plurals: Phrases<()>,
}

impl Cues {
    /// The cues that ship with the program.
    pub(crate) fn shipped() -> Self {
        load::load()
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

    /// Whether a participle behind a comma opens words on to whom or where a source speaks: "*speaking* to a broadcaster".
    pub fn speaks_aside(&self, lowered: &str) -> bool {
        self.asides.at(&[lowered]).is_some()
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
