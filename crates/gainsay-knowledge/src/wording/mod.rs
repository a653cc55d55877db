//! Words by which a stance and its level are told.

mod governors;

use crate::{Phrases, embedded};
use governors::Governors;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Deserializer};

pub use governors::{Effect, GovernorKind};

/// Words by which a stance and its level are told: the governors, and the lists of `data/wording/words.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    #[serde(skip)]
    governors: Governors,
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
    /// Nouns for a state: "the country".
    pub lands: Phrases<()>,
    /// Nouns for those who fight under no state: "the group".
    pub bands: Phrases<()>,
    /// Before "of" and an armed group, the part of it that is meant: "a wing".
    pub parts: Phrases<()>,
    /// Who makes things for their own state: "a domestic manufacturer".
    pub own_makers: Phrases<()>,
    /// Words for what is laid as a weapon or dug in a mountain: "mines".
    pub dug: Phrases<()>,
    /// Both ends of what was spoken of: "the two countries".
    pub both: Phrases<()>,
    /// Those who are with somebody or against them: "its partners".
    pub others: Phrases<()>,
    /// The one state with which another deals: "its ally".
    pub counterparts: Phrases<()>,
    /// What stands for an event spoken of before: "do so".
    pub again: Phrases<()>,
    /// What stands for arms spoken of before: "them".
    pub items: Phrases<()>,
    /// Nouns for things in general, each with the classes of what it can stand for: "vehicles".
    #[serde(deserialize_with = "map")]
    pub standing: Phrases<Vec<Box<str>>>,
    /// Adverbs that leave it open: "allegedly".
    pub hedges: Phrases<()>,
    /// After a state and a hyphen: it is not who acts ("Iran-backed").
    pub not_acting: Phrases<()>,
    /// After a state and a hyphen: it made the thing ("US-made").
    pub producing: Phrases<()>,
    /// Verbs by which one who is named is the one who knows, in every form: "recorded".
    pub perceiving: Phrases<()>,
    /// What one's own is a way of knowing without help: "intercepts".
    pub eyes: Phrases<()>,
    /// Whose having looked is one's own looking: "officers".
    pub hands: Phrases<()>,
    /// Verbs of looking, in every form: "inspected".
    pub looking: Phrases<()>,
    /// Nouns for an inquiry: "probe".
    pub inquiries: Phrases<()>,
    /// Verbs that say what is all of a thing, in every form: "is limited to".
    pub consisting: Phrases<()>,
    /// Before a cue: it was not done ("stopped short of" denying).
    pub undoing: Phrases<()>,
    /// What is said of a report to call it true.
    pub affirming: Phrases<()>,
    /// What a headline calls an official paper: "statement of".
    pub papers_of: Phrases<()>,
    /// What an official paper is called where nothing else stands in the line.
    pub papers: Phrases<()>,
    /// Behind whose paper it is, before what it is about: "on".
    pub topics: Phrases<()>,
    /// What opens a condition: "unless".
    pub conditions: Phrases<()>,
    /// Before an "if" that means "whether": "say".
    pub before_if: Phrases<()>,
    /// Behind a "no" these deny no deed: "has no right to".
    pub no_deed: Phrases<()>,
    /// Verbs that tell that what is under them came about: "managed".
    pub achieving: Phrases<()>,
    /// What forbids a thing as a law does: "the constitution".
    pub laws: Phrases<()>,
    /// What is violated by whoever breaks no law of trade: "its airspace".
    pub borders: Phrases<()>,
    /// Nouns that name no thing but what was spoken of: "the matter".
    pub matters: Phrases<()>,
    /// Verbs that say what something is, as "be" does, in every form: "looked like".
    pub seeming: Phrases<()>,
    /// Verbs of thinking something of a thing, in every form: "considers".
    pub valuing: Phrases<()>,
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
    /// Nouns that stand for a company of those: "the firm".
    pub firms: Phrases<()>,
    /// Behind what "true" and "truth" are denied: "not a word of".
    pub no_truth: Phrases<()>,
    /// What carries things: "planes".
    pub carriers: Phrases<()>,
    /// Words of pages on which weapons are sports gear, exhibits or toys: "biathlon";
    pub elsewhere: Phrases<()>,
    /// and those of pages about wars and their arms: "embargo".
    pub real: Phrases<()>,
    /// Words of certainty, with the row of ICD 203 where they are its own.
    #[serde(deserialize_with = "rows")]
    pub certainty: Phrases<Option<Box<str>>>,
}

impl Wording {
    pub(crate) fn shipped() -> Self {
        let lists: Self = embedded("wording/words.toml", include_str!("../../data/wording/words.toml"));
        let governors = Governors::shipped();
        Self {
            perceiving: governors.in_every_form(&lists.perceiving),
            looking: governors.in_every_form(&lists.looking),
            consisting: governors.in_every_form(&lists.consisting),
            valuing: governors.in_every_form(&lists.valuing),
            seeming: governors.in_every_form(&lists.seeming),
            resting: governors.in_every_form(&lists.resting),
            leaving_off: governors.in_every_form(&lists.leaving_off),
            governors,
            ..lists
        }
    }

    /// The longest governor with which a list of lower-cased words opens: its length in words, and what it can be.
    pub fn governor_at<S: AsRef<str>>(
        &self,
        lowered: &[S],
    ) -> Option<(usize, impl Iterator<Item = (GovernorKind, &Effect)> + Clone + use<'_, S>)> {
        let (length, meanings) = self.governor_ids_at(lowered)?;
        Some((length, meanings.iter().map(|&(e, kind)| (kind, &self.governors.effects[e as usize]))))
    }

    /// As [`Wording::governor_at`], with the numbers of the effects, for who keeps them.
    pub fn governor_ids_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &[(u32, GovernorKind)])> {
        let (length, meanings) = self.governors.phrases.at(lowered)?;
        Some((length, meanings))
    }

    /// The effect of a number that [`Wording::governor_ids_at`] gave.
    pub fn effect(&self, id: u32) -> Option<&Effect> {
        self.governors.effects.get(id as usize)
    }
}

/// A table of phrases, each with what it stands for.
fn map<'de, D: Deserializer<'de>, T: Deserialize<'de>>(table: D) -> Result<Phrases<T>, D::Error> {
    Ok(FxHashMap::<Box<str>, T>::deserialize(table)?.into_iter().collect())
}

/// A table of phrases, each with the row that it is in, or with "" where it is in none.
fn rows<'de, D: Deserializer<'de>>(table: D) -> Result<Phrases<Option<Box<str>>>, D::Error> {
    let rows = FxHashMap::<Box<str>, Box<str>>::deserialize(table)?;
    Ok(rows.into_iter().map(|(phrase, row)| (phrase, (!row.is_empty()).then_some(row))).collect())
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
