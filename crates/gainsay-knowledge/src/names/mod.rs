//! Who can act and speak: states, bodies, people, groups, outlets; nouns that describe a speaker.
//!
//! The data is in `data/names`: one file for each kind of entity, one for the nouns ([`Sector`]) and one for acronyms
//! that are also English words.
//!
//! **When a name counts.** A name is compared without regard to case, and then word by word with its spelling in the
//! data:
//!
//! * a word that the data spells with lower-case letters only ("of"), or an opening "The", may be printed in any way;
//! * one with a capital ("Turkey", "Iranian") must be printed with a capital;
//! * an acronym of up to three letters ("US", "UN", "AP") or one that is also an English word ("WHO") must be printed in
//!   capitals; a longer one at least with a capital, as British papers print "Nato" and "Tass";
//! * an acronym that is also an English word does not count where the words after it are in capitals too, as in a
//!   headline set in capitals ("GIVE US ARMS NOW").
//!
//! Where the longest name does not count, the next shorter one is tried.

mod load;
mod order;
mod spoken;

use crate::{Phrases, lower};
use std::collections::HashMap;

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
    /// Of a person: the name by which a text goes on ("Kirby", "Kim"). It stands for the person only where the full
    /// name came before.
    pub surname: Option<Box<str>>,
    /// Of a person: the office, in words.
    pub office: Option<Box<str>>,
    /// Of a person: the time in that office, as EDTF, where we are sure of it.
    pub in_office: Option<Box<str>>,
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

/// A name as the data spells it.
#[derive(Debug)]
pub struct Name {
    /// An index into the entities.
    pub(crate) entity: u32,
    /// The form.
    pub form: Form,
    /// Bit `i`: the first letter of word `i` must be a capital.
    pub(crate) capital: u32,
    /// Bit `i`: word `i` must be in capitals throughout.
    pub(crate) capitals: u32,
    /// Whether it is an acronym that is also an English word.
    pub(crate) english: bool,
}

/// What a common noun says of the speaker it describes: a sector of CAMEO/PLOVER, and whether it is a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    /// `GOV`, `MIL`, `SPY`, `MED`, `REB`, `BUS`, `NGO`, `LEG`, `JUD`, `OPP`, `EDU`, `CVL`; empty where the noun does
    /// not say ("sources", "people familiar with the matter", "the report").
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
    codes: HashMap<Box<str>, u32>,
    names: Phrases<Name>,
    sectors: Phrases<Sector>,
    /// Holders under which a code stands besides those that its own parts name.
    under: HashMap<Box<str>, Vec<Box<str>>>,
    /// The first adjective of each state.
    adjectives: HashMap<Box<str>, Box<str>>,
    /// Outlets by web host.
    hosts: HashMap<Box<str>, u32>,
    /// Outlets by names that are too common to count in running text ("Time", "The Sun"), lower-cased.
    titles: HashMap<Box<str>, u32>,
}

impl Names {
    pub(crate) fn shipped() -> Self {
        // Faults in the data are found by the tests of `load`, which see the same list.
        load::load().0
    }

    /// The longest name with which a list of words opens: words as printed, and the same lower-cased. Its length in words.
    pub fn at<S: AsRef<str>>(&self, printed: &[S], lowered: &[S]) -> Option<(usize, &Entity, Form)> {
        let (length, name) = self.names.at_where(lowered, |length, name| name.counts(length, printed))?;
        Some((length, &self.entities[name.entity as usize], name.form))
    }

    /// The entity of a code.
    pub fn entity(&self, code: &str) -> Option<&Entity> {
        self.codes.get(code).map(|&at| &self.entities[at as usize])
    }

    /// All entities, in the order of kind and code.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The longest description with which a list of lower-cased words opens: "ministry of defence", "intelligence",
    /// "officials", "media". Its length in words.
    pub fn sector_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, Sector)> {
        self.sectors.at(lowered).map(|(length, sector)| (length, *sector))
    }

    /// The usual adjective of a state: "Russian", "US".
    pub fn adjective(&self, state: &str) -> Option<&str> {
        self.adjectives.get(state).map(|adjective| &**adjective)
    }

    /// The outlet of a name as a page prints it ("Reuters", "The New York Times"), or of a web host or address
    /// (`edition.cnn.com`, `https://www.dawn.com/news/1`). The whole of it must be the name.
    pub fn outlet_of(&self, name_or_host: &str) -> Option<&Entity> {
        let given = name_or_host.trim();
        let spoken = lower(given);
        let bare = spoken.strip_prefix("the ").unwrap_or(&spoken);
        let named = self.titles.get(&*spoken).or_else(|| self.titles.get(bare)).copied();
        let named = named.or_else(|| {
            let phrases = [given, bare].into_iter().filter_map(|name| self.names.get(name));
            phrases.map(|name| name.entity).find(|&at| self.entities[at as usize].kind == EntityKind::Outlet)
        });
        named.or_else(|| self.host(&spoken)).map(|at| &self.entities[at as usize])
    }

    /// The outlet of a lower-cased host or address: "edition.cnn.com" is of "cnn.com".
    fn host(&self, address: &str) -> Option<u32> {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next()?;
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let mut host = host.split(':').next()?;
        loop {
            if let Some(&at) = self.hosts.get(host) {
                return Some(at);
            }
            host = host.split_once('.')?.1;
        }
    }
}

impl Name {
    /// Whether the words as printed have the capitals that the name asks for.
    fn counts<S: AsRef<str>>(&self, length: usize, printed: &[S]) -> bool {
        let Some(own) = printed.get(..length) else { return false };
        for (at, word) in own.iter().enumerate().take(u32::BITS as usize) {
            let word = word.as_ref();
            if self.capitals >> at & 1 == 1 && word.chars().any(char::is_lowercase) {
                return false;
            }
            if self.capital >> at & 1 == 1 && word.chars().next().is_some_and(char::is_lowercase) {
                return false;
            }
        }
        !(self.english && shouted(&printed[length..]))
    }
}

/// Whether the next few words are set in capitals throughout: a headline of an agency, not a sentence.
fn shouted<S: AsRef<str>>(next: &[S]) -> bool {
    let next = &next[..next.len().min(4)];
    let long = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() >= 4;
    next.iter().any(|word| long(word.as_ref()))
        && !next.iter().any(|word| word.as_ref().chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests;
