//! Words above those of an event, and what they do to it.

use crate::{Irregular, Phrases, Progress, WordForm, embedded, noun_forms, verb_forms};
use gainsay_record::Level;
use std::collections::BTreeMap;

/// What a word does to the event it governs: "plans to", "rumours of".
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct Effect {
    /// What a stance is aimed at.
    pub level: Option<Level>,
    /// How far the event went.
    pub progress: Option<Progress>,
    /// It turns the sentence round: "refused to".
    #[serde(default)]
    pub negative: bool,
    /// It calls what it governs untrue: "rumours of".
    #[serde(default)]
    pub untrue: bool,
    /// The speaker does not commit.
    #[serde(default)]
    pub hedge: bool,
    /// Nothing can be read of an event under this word.
    #[serde(default)]
    pub drop: bool,
    /// The event is taken for granted.
    #[serde(default)]
    pub given: bool,
    /// The object of the verb is who acts: "asked them to supply".
    #[serde(default)]
    pub object: bool,
    /// A doubt: under a "no" it makes sure, else it hedges ("no doubt that").
    #[serde(default)]
    pub doubt: bool,
    /// Sureness: turned round, it hedges ("not certain that").
    #[serde(default)]
    pub sure: bool,
    /// It shows that the event was: turned round, it speaks of the lack of evidence ("does not prove that").
    #[serde(default)]
    pub shows: bool,
    /// A question, which is no claim and may be left unanswered.
    #[serde(default)]
    pub asked: bool,
    /// To speak of it: who does not, gives no answer ("do not comment on").
    #[serde(default)]
    pub speaks: bool,
    /// A thing that can be forged: "papers on".
    #[serde(default)]
    pub paper: bool,
    /// It ends the event; turned round, the event goes on: "will not stop".
    #[serde(default)]
    pub ends: bool,
    /// It says what the event would be taken for: "would regard as".
    #[serde(default)]
    pub judges: bool,
    /// Whoever does it to the event takes no part in it: "brokered the sale".
    #[serde(default)]
    pub third: bool,
    /// Nor whoever does this, and brokers nothing: "seized a shipment".
    #[serde(default)]
    pub outside: bool,
}

impl Effect {
    /// Whether it adds nothing of its own: "make", "take", "hold".
    pub fn is_light(&self) -> bool {
        *self == Self::default()
    }
}

/// What kind of word a governor is where it was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GovernorKind {
    /// A verb, in this form.
    Verb(WordForm),
    /// A noun.
    Noun,
    /// An adjective or fixed phrase: "ready", "in talks".
    Phrase,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Governors {
    pub effects: Vec<Effect>,
    /// What each word or phrase can be: the number of an effect, and the kind of word that has it.
    pub phrases: Phrases<Vec<(u32, GovernorKind)>>,
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    governor: Vec<Entry>,
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(serde::Deserialize)]
struct Entry {
    #[serde(flatten)]
    effect: Effect,
    #[serde(default)]
    verbs: Vec<Box<str>>,
    #[serde(default)]
    nouns: Vec<Box<str>>,
    #[serde(default)]
    phrases: Vec<Box<str>>,
}

impl Governors {
    pub fn shipped() -> Self {
        let File { governor, irregular } =
            embedded("wording/governors.toml", include_str!("../../data/wording/governors.toml"));
        let mut by_form = BTreeMap::<String, Vec<(u32, GovernorKind)>>::new();
        let mut effects = Vec::new();
        for (e, entry) in governor.into_iter().enumerate() {
            let e = e as u32;
            for (word, form) in entry.verbs.iter().flat_map(|verb| forms(verb, &irregular)) {
                by_form.entry(word).or_default().push((e, GovernorKind::Verb(form)));
            }
            for (word, _) in entry.nouns.iter().flat_map(|noun| noun_forms(noun)) {
                by_form.entry(word).or_default().push((e, GovernorKind::Noun));
            }
            for phrase in entry.phrases {
                by_form.entry(phrase.into()).or_default().push((e, GovernorKind::Phrase));
            }
            effects.push(entry.effect);
        }
        // Forms of "be" that follow no rule.
        let be = by_form.get("be").cloned().unwrap_or_default();
        for form in ["are", "were", "am", "'s", "'re"] {
            by_form.insert(form.to_owned(), be.clone());
        }
        Self { effects, phrases: by_form.into_iter().collect(), irregular }
    }

    /// Every form of some verbs, by the same exceptions.
    pub fn in_every_form(&self, verbs: &Phrases<()>) -> Phrases<()> {
        let forms = verbs.phrases().flat_map(|verb| forms(&verb, &self.irregular));
        forms.map(|(form, _)| (form, ())).collect()
    }
}

/// The forms of a verb; of a phrase the first word is inflected.
fn forms(verb: &str, irregular: &BTreeMap<Box<str>, Irregular>) -> Vec<(String, WordForm)> {
    let head = verb.split(' ').next().unwrap_or(verb);
    verb_forms(verb, irregular.get(head))
}
