//! Who can act and speak: states, bodies, people, groups, outlets; nouns that describe a speaker.

use crate::Phrases;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A state: its code is ISO 3166-1 alpha-3.
    State,
    /// A body of a state: `PRK:GOV`, `USA:SPY:cia`, `RUS:GOV:kremlin`.
    Body,
    /// A person in office: `USA:GOV:kirby-john`.
    Person,
    /// An armed group: `YEM:REB:houthis`.
    Group,
    /// A company: `RUS:BUS:rosoboronexport`.
    Company,
    /// An international organisation: `IGO:un`.
    Organisation,
    /// An outlet or agency: `GBR:MED:reuters`.
    Outlet,
}

/// Somebody who can act or speak.
#[derive(Debug, PartialEq, Eq)]
pub struct Entity {
    /// The holder code; for a state its alpha-3 code.
    pub code: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Its usual English name, with its article where it has one: "North Korea", "the Kremlin".
    pub name: Box<str>,
    /// The state it belongs to, if any.
    pub state: Option<Box<str>>,
}

/// What form of an entity's name was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Its name or another name of it, acronyms included.
    Name,
    /// "North Korean", "Russian": also "the Russians".
    Adjective,
    /// "Pyongyang", "Moscow": the capital or seat of power, which may be the government or the city.
    Capital,
}

/// A name found in a text.
#[derive(Debug)]
pub struct Name {
    /// An index into the entities.
    pub(crate) entity: u32,
    /// The form.
    pub form: Form,
    /// Whether the name counts only with capitals as in the data ("Turkey", "US", "WHO").
    pub(crate) cased: bool,
}

/// What a common noun says of the speaker it describes: a sector of CAMEO/PLOVER, and whether it is a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    /// `GOV`, `MIL`, `SPY`, `MED`, `REB`, `BUS`, `NGO`, `LEG`, `JUD`, `OPP`, `EDU`, `CVL`.
    pub code: &'static str,
    /// A report, letter or statement, not a person or body.
    pub document: bool,
    /// A description of unnamed people ("officials", "sources"), not a body ("the ministry").
    pub people: bool,
}

/// All entities and the names they go by.
#[derive(Debug, Default)]
pub struct Names {
    entities: Vec<Entity>,
    names: Phrases<Name>,
    sectors: Phrases<Sector>,
}

impl Names {
    pub(crate) fn shipped() -> Self {
        Self::default()
    }

    /// The longest name with which a list of words opens: words as printed, and the same lower-cased. Its length in words.
    pub fn at<S: AsRef<str>>(&self, printed: &[S], lowered: &[S]) -> Option<(usize, &Entity, Form)> {
        let (length, name) = self.names.at(lowered)?;
        let _ = (printed, name.cased);
        Some((length, &self.entities[name.entity as usize], name.form))
    }

    /// The entity of a code.
    pub fn entity(&self, code: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| &*entity.code == code)
    }

    /// The longest description with which a list of lower-cased words opens: "ministry of defence", "intelligence",
    /// "officials", "media". Its length in words.
    pub fn sector_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Sector)> {
        self.sectors.at(lowered).map(|(length, sector)| (length, *sector))
    }

    /// Whether what `a` says, `b` says too: `a` is `b` or stands under it. `PRK:GOV:mod` stands under `PRK:GOV` and
    /// `PRK:MIL`, these under `PRK`.
    pub fn stands_under(&self, a: &str, b: &str) -> bool {
        a == b || (a.starts_with(b) && a[b.len()..].starts_with(':'))
    }

    /// A code in words: "North Korea", "the government of North Korea", "US intelligence", "media of the United
    /// States", "Reuters".
    pub fn in_words(&self, code: &str) -> String {
        code.to_owned()
    }
}
