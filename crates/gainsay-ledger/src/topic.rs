//! What positions have in common that can be in dispute.

use gainsay_record::{ANYONE, Proposition, Reading};
use serde::{Deserialize, Serialize};

/// A frame and the parties between whom: the group of positions that one new position can touch.
///
/// Positions of different topics do not meet, so what a new page changes is the disputes of its own topics only, but for
/// denials, which are guests on the topics that they [bear on](gainsay_record::bears_on).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Topic {
    /// The frame's name: `arms-transfer`.
    pub frame: String,
    /// The parties, sorted, each once; after a single one [`ANYONE`], where a denial leaves nobody out.
    pub parties: Vec<String>,
    /// The id of the decision that made it, where a person split a dispute or merged several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<String>,
}

impl Topic {
    /// The topic of a proposition.
    pub fn of(proposition: &Proposition) -> Self {
        Self { frame: proposition.frame.clone(), parties: proposition.between(), ruling: None }
    }

    /// The topic between those who are named: what decisions go by, which know no [`ANYONE`].
    pub(crate) fn named(mut self) -> Self {
        self.parties.retain(|party| party != ANYONE);
        self
    }

    /// The topic between the one who is named and whoever there is.
    pub(crate) fn of_anyone(mut self) -> Self {
        self.parties.push(ANYONE.to_owned());
        self
    }

    /// The topics of a reading's positions, sorted, each once.
    pub fn all_of(reading: &Reading) -> Vec<Self> {
        let mut topics: Vec<_> =
            reading.positions.iter().map(|position| Self::of(&position.proposition)).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// The topic of no frame, between nobody.
    pub(crate) fn nobody() -> Self {
        Self { frame: String::new(), parties: Vec::new(), ruling: None }
    }

    /// The ruling as the database spells it.
    pub(crate) fn ruled(&self) -> &str {
        self.ruling.as_deref().unwrap_or_default()
    }

    /// The parties as the database spells them: a JSON list.
    pub(crate) fn spelt(&self) -> String {
        serde_json::Value::from(self.parties.clone()).to_string()
    }
}

impl std::fmt::Display for Topic {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.frame)?;
        match self.parties.as_slice() {
            [] => Ok(()),
            parties => write!(out, " between {}", parties.join(" and ")),
        }?;
        self.ruling.iter().try_for_each(|ruling| write!(out, ", by ruling {ruling}"))
    }
}
