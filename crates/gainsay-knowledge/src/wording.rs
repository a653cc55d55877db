//! Words by which a stance, its level and its quantities are told.

use crate::{Irregular, Phrases, Progress, WordForm, embedded, noun_forms, verb_forms};
use gainsay_record::Level;
use rustc_hash::{FxHashMap, FxHashSet};
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

#[derive(serde::Deserialize)]
struct GovernorEntry {
    #[serde(flatten)]
    effect: Effect,
    #[serde(default)]
    verbs: Vec<Box<str>>,
    #[serde(default)]
    nouns: Vec<Box<str>>,
    #[serde(default)]
    phrases: Vec<Box<str>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Governors {
    governor: Vec<GovernorEntry>,
    irregular: BTreeMap<Box<str>, Irregular>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    untrue: Vec<Box<str>>,
    anyone: Vec<Box<str>>,
    everyone: Vec<Box<str>>,
    narrows: Vec<Box<str>>,
    spots: Vec<Box<str>>,
    victims: Vec<Box<str>>,
    harming: Vec<Box<str>>,
    belonging: Vec<Box<str>>,
    heading: Vec<Box<str>>,
    awarding: Vec<Box<str>>,
    accepting: Vec<Box<str>>,
    lands: Vec<Box<str>>,
    bands: Vec<Box<str>>,
    own_makers: Vec<Box<str>>,
    dug: Vec<Box<str>>,
    both: Vec<Box<str>>,
    others: Vec<Box<str>>,
    again: Vec<Box<str>>,
    items: Vec<Box<str>>,
    standing: FxHashMap<Box<str>, Vec<Box<str>>>,
    hedges: Vec<Box<str>>,
    not_acting: Vec<Box<str>>,
    producing: Vec<Box<str>>,
    perceiving: Vec<Box<str>>,
    eyes: Vec<Box<str>>,
    hands: Vec<Box<str>>,
    looking: Vec<Box<str>>,
    consisting: Vec<Box<str>>,
    undoing: Vec<Box<str>>,
    affirming: Vec<Box<str>>,
    papers_of: Vec<Box<str>>,
    papers: Vec<Box<str>>,
    conditions: Vec<Box<str>>,
    matters: Vec<Box<str>>,
    seeming: Vec<Box<str>>,
    resting: Vec<Box<str>>,
    founded: Vec<Box<str>>,
    remains: Vec<Box<str>>,
    marks: Vec<Box<str>>,
    silence: Vec<Box<str>>,
    unverified: Vec<Box<str>>,
    leaving_off: Vec<Box<str>>,
    asking: Vec<Box<str>>,
    yes: Vec<Box<str>>,
    no: Vec<Box<str>>,
    hostile: Vec<Box<str>>,
    answering: Vec<Box<str>>,
    unanswered: Vec<Box<str>>,
    carriers: Vec<Box<str>>,
    no_truth: Vec<Box<str>>,
    components: Vec<Box<str>>,
    hired: Vec<Box<str>>,
    elsewhere: Vec<Box<str>>,
    real: Vec<Box<str>>,
    certainty: FxHashMap<Box<str>, Box<str>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Quantities {
    measures: Vec<Box<str>>,
    heads: Vec<Box<str>>,
    units: Vec<Box<str>>,
    at_least: Vec<Box<str>>,
    at_most: Vec<Box<str>>,
    about: Vec<Box<str>>,
    indefinite: Vec<Box<str>>,
    fractions: Vec<Box<str>>,
    sizes: Vec<Box<str>>,
    percent: Vec<Box<str>>,
    amounting: Vec<Box<str>>,
    currencies: FxHashMap<Box<str>, Box<str>>,
    vague: FxHashMap<Box<str>, u64>,
    numbers: FxHashMap<Box<str>, u64>,
    scales: FxHashMap<Box<str>, u64>,
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

/// Words by which a stance, its level and its quantities are told.
#[derive(Debug, Default)]
pub struct Wording {
    effects: Vec<Effect>,
    governors: Phrases<Vec<(u32, GovernorKind)>>,
    /// What is said of a report to call it untrue.
    pub untrue: Phrases<()>,
    /// Parties that nobody names: "countries at war".
    pub anyone: Phrases<()>,
    /// Whoever there is, in a denial: "any country".
    pub everyone: Phrases<()>,
    /// Words that narrow those behind which they stand: "any country *at* war".
    pub narrows: Phrases<()>,
    /// Nouns for where something is: "the port".
    pub spots: Phrases<()>,
    /// Those and that which is hit: "a hospital".
    pub victims: Phrases<()>,
    /// Verbs for the harm that weapons do.
    pub harming: Phrases<()>,
    /// What is done with a contract by whoever orders: "awarded" it to a firm.
    pub awarding: Phrases<()>,
    /// Behind what is sent, before to whom: "bound" for.
    pub heading: Phrases<()>,
    /// Behind somebody, before whose they are: "owned" by.
    pub belonging: Phrases<()>,
    /// Verbs of taking for true what somebody says, which "not" turns into a denial.
    pub accepting: Phrases<()>,
    /// Nouns for a state: "the country".
    pub lands: Phrases<()>,
    /// Nouns for those who fight under no state: "the group".
    pub bands: Phrases<()>,
    /// Who makes things for their own state: "a domestic manufacturer".
    pub own_makers: Phrases<()>,
    /// Words for what is laid as a weapon or dug in a mountain: "mines".
    pub dug: Phrases<()>,
    /// Both ends of what was spoken of: "the two countries".
    pub both: Phrases<()>,
    /// Those who are with somebody or against them: "its partners".
    pub others: Phrases<()>,
    /// What stands for an event spoken of before: "do so".
    pub again: Phrases<()>,
    /// What stands for arms spoken of before: "them".
    pub items: Phrases<()>,
    /// Nouns for things in general, each with the classes of what it can stand for: "vehicles".
    pub standing: Phrases<Vec<Box<str>>>,
    /// Adverbs that leave it open: "allegedly".
    pub hedges: Phrases<()>,
    /// After a state and a hyphen: it is not who acts ("Iran-backed").
    pub not_acting: Phrases<()>,
    /// After a state and a hyphen: it made the thing ("US-made").
    pub producing: Phrases<()>,
    /// Nouns before "of" that only measure: "a batch of".
    pub measures: Phrases<()>,
    /// Nouns behind the name of a weapon that leave it what it is: "systems".
    pub heads: Phrases<()>,
    /// Verbs by which one who is named is the one who knows, in every form: "recorded".
    pub perceiving: Phrases<()>,
    /// What one's own is a way of knowing without help: "intercepts".
    pub eyes: Phrases<()>,
    /// Whose having looked is one's own looking: "officers".
    pub hands: Phrases<()>,
    /// Verbs of looking, in every form: "inspected".
    pub looking: Phrases<()>,
    /// Verbs that say what is all of a thing, in every form: "is limited to".
    pub consisting: Phrases<()>,
    /// Before a number: "up to".
    pub bounding: Phrases<Bounding>,
    /// "$", "euros", with their ISO 4217 codes.
    pub currencies: Phrases<Box<str>>,
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
    counting: FxHashSet<Box<str>>,
    /// Before a cue: it was not done ("stopped short of" denying).
    pub undoing: Phrases<()>,
    /// What is said of a report to call it true.
    pub affirming: Phrases<()>,
    /// What a headline calls an official paper: "statement of".
    pub papers_of: Phrases<()>,
    /// What an official paper is called where nothing else stands in the line.
    pub papers: Phrases<()>,
    /// What opens a condition: "unless".
    pub conditions: Phrases<()>,
    /// Nouns that name no thing but what was spoken of: "the matter".
    pub matters: Phrases<()>,
    /// Verbs that say what something is, as "be" does, in every form: "looked like".
    pub seeming: Phrases<()>,
    /// Verbs that say what a report is founded on, in every form: "rested on".
    pub resting: Phrases<()>,
    /// What a claim that holds is, and one that does not is not: "supported by facts".
    pub founded: Phrases<()>,
    /// What is left of a weapon that was used: "wreckage";
    pub remains: Phrases<()>,
    /// and what on it shows whose it was: "markings".
    pub marks: Phrases<()>,
    /// What is said by whoever gives no answer: "nothing to add".
    pub silence: Phrases<()>,
    /// Words of those who looked and cannot tell: "unable to verify".
    pub unverified: Phrases<()>,
    /// Verbs of leaving off, in every form: who does not "cease to" deny, denies.
    pub leaving_off: Phrases<()>,
    /// What opens a question that somebody was asked: "asked whether".
    pub asking: Phrases<()>,
    /// Answers to such a question that affirm it, whole: "yes";
    pub yes: Phrases<()>,
    /// and those that deny it: "no".
    pub no: Phrases<()>,
    /// What a threat says that an event would be taken for: "an act of war".
    pub hostile: Phrases<()>,
    /// and how it would be answered: "met with a response".
    pub answering: Phrases<()>,
    /// Of these, the ones that threaten only with a "not" before them.
    pub unanswered: Phrases<()>,
    /// Parts that are arms where they are for some: "engines for drones".
    pub components: Phrases<()>,
    /// The codes of those who are sent themselves, as mercenaries are.
    pub hired: FxHashSet<Box<str>>,
    /// Behind what "true" and "truth" are denied: "not a word of".
    pub no_truth: Phrases<()>,
    /// What carries things: "planes".
    pub carriers: Phrases<()>,
    /// Words of pages on which weapons are sports gear, exhibits or toys: "biathlon";
    pub elsewhere: Phrases<()>,
    /// and those of pages about wars and their arms: "embargo".
    pub real: Phrases<()>,
    /// Words of certainty, with the row of ICD 203 where they are its own.
    pub certainty: Phrases<Option<Box<str>>>,
}

impl Wording {
    pub(crate) fn shipped() -> Self {
        let governors: Governors =
            embedded("wording/governors.toml", include_str!("../data/wording/governors.toml"));
        let lists: Lists = embedded("wording/words.toml", include_str!("../data/wording/words.toml"));
        let quantities: Quantities =
            embedded("wording/quantities.toml", include_str!("../data/wording/quantities.toml"));
        let mut by_form = BTreeMap::<String, Vec<(u32, GovernorKind)>>::new();
        let mut effects = Vec::new();
        for (e, entry) in governors.governor.into_iter().enumerate() {
            let e = e as u32;
            for verb in &entry.verbs {
                let head = verb.split(' ').next().unwrap_or(verb);
                for (word, form) in verb_forms(verb, governors.irregular.get(head)) {
                    by_form.entry(word).or_default().push((e, GovernorKind::Verb(form)));
                }
            }
            for noun in &entry.nouns {
                for (word, _) in noun_forms(noun) {
                    by_form.entry(word).or_default().push((e, GovernorKind::Noun));
                }
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
        let mut phrases = Phrases::default();
        for (word, meanings) in by_form {
            phrases.insert(&word, meanings);
        }
        let mut bounding = Phrases::default();
        for (list, value) in [
            (&quantities.at_least, Bounding::AtLeast),
            (&quantities.at_most, Bounding::AtMost),
            (&quantities.about, Bounding::About),
        ] {
            list.iter().for_each(|phrase| {
                bounding.insert(phrase, value);
            });
        }
        let in_every_form = |verbs: &[Box<str>]| {
            let mut forms = Phrases::default();
            for verb in verbs {
                let head = verb.split(' ').next().unwrap_or(verb);
                for (form, _) in verb_forms(verb, governors.irregular.get(head)) {
                    forms.insert(&form, ());
                }
            }
            forms
        };
        let numbers = map(quantities.numbers);
        let scales = map(quantities.scales);
        let vague = map(quantities.vague);
        let currencies = map(quantities.currencies);
        let (indefinite, fractions) = (set(&quantities.indefinite), set(&quantities.fractions));
        let counting = numbers
            .first_words()
            .chain(scales.first_words())
            .chain(vague.first_words())
            .chain(currencies.first_words())
            .chain(indefinite.first_words())
            .chain(fractions.first_words())
            .chain(bounding.first_words())
            .chain(["a", "an", "one", "half", "quarter", "between", "from"])
            .map(Box::from)
            .collect();
        let row = |row: Box<str>| (!row.is_empty()).then_some(row);
        Self {
            effects,
            governors: phrases,
            untrue: set(&lists.untrue),
            anyone: set(&lists.anyone),
            everyone: set(&lists.everyone),
            narrows: set(&lists.narrows),
            spots: set(&lists.spots),
            victims: set(&lists.victims),
            harming: set(&lists.harming),
            belonging: set(&lists.belonging),
            heading: set(&lists.heading),
            awarding: set(&lists.awarding),
            accepting: set(&lists.accepting),
            lands: set(&lists.lands),
            bands: set(&lists.bands),
            own_makers: set(&lists.own_makers),
            dug: set(&lists.dug),
            both: set(&lists.both),
            others: set(&lists.others),
            again: set(&lists.again),
            items: set(&lists.items),
            standing: map(lists.standing),
            hedges: set(&lists.hedges),
            not_acting: set(&lists.not_acting),
            producing: set(&lists.producing),
            measures: set(&quantities.measures),
            heads: set(&quantities.heads),
            perceiving: in_every_form(&lists.perceiving),
            looking: in_every_form(&lists.looking),
            consisting: in_every_form(&lists.consisting),
            eyes: set(&lists.eyes),
            hands: set(&lists.hands),
            bounding,
            currencies,
            units: set(&quantities.units),
            indefinite,
            fractions,
            sizes: set(&quantities.sizes),
            percent: set(&quantities.percent),
            amounting: set(&quantities.amounting),
            vague,
            numbers,
            scales,
            counting,
            undoing: set(&lists.undoing),
            affirming: set(&lists.affirming),
            papers_of: set(&lists.papers_of),
            papers: set(&lists.papers),
            conditions: set(&lists.conditions),
            matters: set(&lists.matters),
            seeming: in_every_form(&lists.seeming),
            resting: in_every_form(&lists.resting),
            founded: set(&lists.founded),
            remains: set(&lists.remains),
            marks: set(&lists.marks),
            silence: set(&lists.silence),
            unverified: set(&lists.unverified),
            leaving_off: in_every_form(&lists.leaving_off),
            asking: set(&lists.asking),
            yes: set(&lists.yes),
            no: set(&lists.no),
            hostile: set(&lists.hostile),
            answering: set(&lists.answering),
            unanswered: set(&lists.unanswered),
            carriers: set(&lists.carriers),
            no_truth: set(&lists.no_truth),
            components: set(&lists.components),
            hired: lists.hired.into_iter().collect(),
            elsewhere: set(&lists.elsewhere),
            real: set(&lists.real),
            certainty: map(lists.certainty.into_iter().map(|(words, of)| (words, row(of))).collect()),
        }
    }

    /// Whether a number can open with a lower-cased word.
    pub fn opens_number(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.counting.contains(word)
    }

    /// The longest governor with which a list of lower-cased words opens: its length in words, and what it can be.
    pub fn governor_at<S: AsRef<str>>(
        &self,
        lowered: &[S],
    ) -> Option<(usize, impl Iterator<Item = (GovernorKind, &Effect)> + Clone + use<'_, S>)> {
        let (length, meanings) = self.governor_ids_at(lowered)?;
        Some((length, meanings.iter().map(|&(e, kind)| (kind, &self.effects[e as usize]))))
    }

    /// As [`Wording::governor_at`], with the numbers of the effects, for who keeps them.
    pub fn governor_ids_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &[(u32, GovernorKind)])> {
        let (length, meanings) = self.governors.at(lowered)?;
        Some((length, meanings))
    }

    /// The effect of a number that [`Wording::governor_ids_at`] gave.
    pub fn effect(&self, id: u32) -> Option<&Effect> {
        self.effects.get(id as usize)
    }
}

fn set(words: &[Box<str>]) -> Phrases<()> {
    let mut phrases = Phrases::default();
    words.iter().for_each(|word| {
        phrases.insert(word, ());
    });
    phrases
}

fn map<T>(words: FxHashMap<Box<str>, T>) -> Phrases<T> {
    let mut phrases = Phrases::default();
    for (word, value) in words {
        phrases.insert(&word, value);
    }
    phrases
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;
    use gainsay_record::Level;

    #[test]
    fn a_governor_is_found_in_every_form() {
        let wording = &Knowledge::shipped().wording;
        for word in ["plans", "planned", "planning", "intention"] {
            let (_, mut meanings) = wording.governor_at(&[word]).expect(word);
            assert!(meanings.any(|(_, effect)| effect.level == Some(Level::Plan)), "{word}");
        }
        assert!(wording.governor_at(&["tulip"]).is_none());
    }
}
