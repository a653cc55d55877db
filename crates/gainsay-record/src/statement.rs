//! Who says what.

use crate::{Edtf, Holder, Span};
use serde::{Deserialize, Serialize};

/// A statement's place among those of its page: `s1` on the wire is 0 here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementId(pub u32);

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// In quotation marks.
    Direct,
    /// In the outlet's words.
    Indirect,
    /// Partly quoted.
    Mixed,
    /// In the outlet's own voice, without a source.
    Narrated,
}

/// What the cue says is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Act {
    Says,
    Reports,
    Asserts,
    Denies,
    Confirms,
    Accuses,
    Assesses,
    Believes,
    Predicts,
    Intends,
    Promises,
    Demands,
    Asks,
    Threatens,
    Declines,
}

/// A statement as attribution finds it: spans only. Who the source is, `claims` says in a [`Provenance`].
///
/// Span lists are in the order of the text and do not overlap within one role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// How the words are given.
    pub kind: Kind,
    /// What the cue says is done.
    pub act: Act,
    /// The statement whose content holds this one.
    pub nested_in: Option<StatementId>,
    /// Whether the content is direct quotation in the speaker's language, as far as the page tells.
    pub verbatim: bool,
    /// The words that name the source; empty where there is none.
    pub source: Vec<Span>,
    /// Where the source is a pronoun or a bare description ("he", "the ministry"): the words it stands for.
    pub antecedent: Option<Span>,
    /// The words that attribute; empty in the outlet's own voice.
    pub cue: Vec<Span>,
    /// The words attributed, quotation marks included.
    pub content: Vec<Span>,
    /// Those of `content` that stand in later sentences without a cue of their own.
    pub continued: Vec<Span>,
    /// Those who pass the source's words on, then those on whose word it speaks, outermost first.
    pub cited: Vec<Cited>,
    /// Words of time that say when it was said (not when the thing happened).
    pub when: Vec<Span>,
    /// From 0 to 1, rounded to three decimals.
    pub confidence: f32,
}

impl Statement {
    /// A statement of this kind and act that points to no words, with confidence 1.
    pub fn without_words(kind: Kind, act: Act) -> Self {
        Self {
            kind,
            act,
            nested_in: None,
            verbatim: false,
            source: Vec::new(),
            antecedent: None,
            cue: Vec::new(),
            content: Vec::new(),
            continued: Vec::new(),
            cited: Vec::new(),
            when: Vec::new(),
            confidence: 1.0,
        }
    }
}

/// Somebody on whose word a source speaks (`how` is cited: "citing two diplomats"), or who passes the source's words on
/// (`how` is reports: "in a statement carried by the agency").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The words that name them.
    pub spans: Vec<Span>,
    /// How they pass it on.
    pub how: How,
}

/// How a link of a chain passes a statement on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It reports what the next link says.
    Reports,
    /// It is cited: "citing", "according to", "told".
    Cited,
    /// It says it: the origin.
    Says,
}

/// What is known of a source's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Naming {
    /// A person, body or state that is named.
    Named,
    /// "An American official", "intelligence sources".
    #[default]
    Unnamed,
    /// A report, letter, statement or database.
    Document,
}

/// What a text tells of sources that it does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unnamed {
    /// How many they are at least; `None` where the words do not say.
    pub at_least: Option<u32>,
    /// How many they are at most.
    pub at_most: Option<u32>,
    /// The words that say on what condition they spoke: "on condition of anonymity".
    pub condition: Option<Span>,
}

/// Who stands behind a statement, when it was said, and how surely: what `claims` adds to a [`Statement`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Who the source's own words name.
    pub holder: Option<Holder>,
    /// Whether they are named.
    pub named: Naming,
    /// What is known of them where they are not.
    #[serde(default)]
    pub unnamed: Unnamed,
    /// Everyone the words came through, outermost first, the last being the origin; empty where the source speaks
    /// for itself. The page's own outlet is not repeated here.
    pub chain: Vec<Link>,
    /// When it was said.
    pub said: Option<Said>,
    /// How surely, as worded.
    pub certainty: Option<Certainty>,
}

impl Provenance {
    /// The last resolved link: who takes the position.
    pub fn origin(&self) -> Option<&Holder> {
        self.chain.iter().rev().find_map(|link| link.holder.as_ref()).or(self.holder.as_ref())
    }
}

/// One who passes a statement on, or makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Who it is; `None` where the words do not resolve.
    pub holder: Option<Holder>,
    /// The words that name them.
    pub spans: Vec<Span>,
    /// Whether they are named.
    pub named: Naming,
    /// What is known of them where they are not.
    #[serde(default)]
    pub unnamed: Unnamed,
    /// How they pass it on.
    pub how: How,
}

/// When a statement was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The date; `None` where the words do not resolve to one.
    pub edtf: Option<Edtf>,
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
}

/// How sure the source says it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certainty {
    /// The words as printed: "almost certainly".
    pub text: String,
    /// The row of ICD 203 whose own words these are.
    pub icd203: Option<String>,
    /// Where they stand.
    pub spans: Vec<Span>,
}
