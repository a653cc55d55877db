//! Who can act and speak: states, bodies, people, groups, outlets; nouns that describe a speaker.
//!
//! The data is in `data/names`: one file for each kind of entity, one for the nouns ([`Sector`]), one for acronyms
//! that are also English words, and one for names that hold a state's name and are nobody.
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
//! Where the longest name does not count, the next shorter one is tried. Whether a *local* name ("the North", "Congress")
//! counts is for the reader of the whole page to say.

mod load;
mod order;
mod rows;
mod spoken;

use crate::{Phrases, lower};
use gainsay_record::Edtf;
use rustc_hash::{FxHashMap, FxHashSet};

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
    /// Of a person: the office in which they are quoted most, in words.
    pub office: Option<Box<str>>,
    /// Of a person: all offices that we know, that one first.
    pub offices: Box<[Office]>,
    /// Of a state: whether it is no more ("the Soviet Union").
    pub ended: bool,
    /// Whether its local names count as well where the page names no organ of any state.
    pub bare: bool,
}

/// An office and when it was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// "Foreign Minister".
    pub title: &'static str,
    /// The time as EDTF, where we are sure of it.
    pub time: Option<&'static str>,
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
    /// "Hamburg", "Istanbul": another city, never its state's government.
    City,
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

/// A name that counts only on some pages.
#[derive(Debug)]
struct Local {
    /// How it is spelled; its entity says nothing.
    name: Name,
    /// Whose name it can be.
    entities: Box<[u32]>,
}

/// The entity of names that are nobody's: "New Mexico".
const NOBODY: u32 = u32::MAX;

/// What a list of words opens with.
#[derive(Clone, Copy, Debug)]
pub enum Opening<'a> {
    /// A name of so many words.
    Somebody(usize, &'a Entity, Form),
    /// So many words that hold a name and are nobody who acts or speaks: "Gulf of Oman".
    Nobody(usize),
}

/// What a description says of a state that stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// It is theirs: "officials in Kyiv", "the army of Chad".
    #[default]
    Own,
    /// Where they are and to whom they are sent says nothing of whose they are: "a diplomat in Kyiv", "envoy for Yemen".
    Abroad,
    /// "to" says whom they serve: "an adviser to the president".
    Serves,
    /// They are others than the one beside whose name they stand: "Ukraine's allies".
    Apart,
    /// The name is what they study: "an Iran expert".
    Studies,
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
    /// Of a noun that tells no sector by itself: the one that it tells beside a state, as "the Ukrainian side" does.
    pub of_state: &'static str,
    /// What it says of a state beside it.
    pub ties: Ties,
}

/// All entities and the names they go by.
#[derive(Debug, Default)]
pub struct Names {
    entities: Vec<Entity>,
    codes: FxHashMap<&'static str, u32>,
    names: Phrases<Name>,
    local: Phrases<Local>,
    sectors: Phrases<Sector>,
    /// Holders under which a code stands besides those that its own parts name.
    under: FxHashMap<&'static str, Box<[&'static str]>>,
    /// Other states whose names let an entity's local names count.
    beside: FxHashMap<&'static str, Box<[&'static str]>>,
    /// Codes that a reader makes by rule, with the entities that they mean.
    also: FxHashMap<&'static str, &'static str>,
    /// The first adjective of each state.
    adjectives: FxHashMap<&'static str, &'static str>,
    /// People by surname, as the data spells it.
    surnames: FxHashMap<&'static str, Vec<u32>>,
    /// Names of states that people bear too, in lower case.
    people: FxHashSet<Box<str>>,
    /// Words on whose pages an entity's name means something else.
    unless: FxHashMap<u32, Phrases<()>>,
    /// Outlets by web host.
    hosts: FxHashMap<&'static str, u32>,
    /// Outlets by names that are too common to count in running text ("Time", "The Sun"), lower-cased.
    titles: FxHashMap<Box<str>, u32>,
    /// What comes between a source and what it knows of: "familiar with".
    pub knowing: Phrases<()>,
    /// What comes between a source and whom it is near, and no more: "close to".
    pub near: Phrases<()>,
    /// "former", "retired".
    pub former: Phrases<()>,
    /// Who speaks for the body beside, whatever their name: "spokesman", "ambassador".
    pub mouths: Phrases<()>,
    /// Adjectives that tell no state: "Western".
    pub anywhere: Phrases<()>,
    /// Nouns that, in a name of several words, are of an association: "the Landmine Survivors Network".
    pub societies: Phrases<()>,
    /// Offices that go by this name in one state alone, each with whom they speak for: "the secretary of state".
    pub sole: Phrases<Box<str>>,
    /// Cities where many states keep bodies of theirs: "Geneva".
    pub seats: Phrases<()>,
    /// Nouns for an organ that every state has: "ministry".
    pub organs: Phrases<()>,
    /// With these a paper or broadcaster is one of the state where the page was written: "state television".
    pub natives: Phrases<()>,
    /// Words between experts and the organisation for which they work: "reports to".
    pub working_for: Phrases<()>,
    /// Words that make a description one not met before: "another", "a second".
    pub others: Phrases<()>,
    /// Nouns of those who speak for an organ or head it: "spokesman", "minister".
    voices: FxHashSet<Box<str>>,
    juntas: FxHashMap<Box<str>, Box<str>>,
    /// On what condition somebody spoke: "on condition of anonymity".
    pub conditions: Phrases<()>,
}

impl Names {
    pub(crate) fn shipped() -> Self {
        // Faults in the data are found by the tests of `load`, which see the same list.
        load::load().0
    }

    /// The longest name with which a list of words opens, somebody's or nobody's: words as printed, and the same
    /// lower-cased.
    pub fn opening<S: AsRef<str>>(&self, printed: &[S], lowered: &[S]) -> Option<Opening<'_>> {
        let (length, name) = self.names.at_where(lowered, |length, name| name.counts(length, printed))?;
        Some(match self.entities.get(name.entity as usize) {
            Some(entity) => Opening::Somebody(length, entity, name.form),
            None => Opening::Nobody(length),
        })
    }

    /// The longest name with which a list of words opens, where it is somebody's: its length in words.
    pub fn at<S: AsRef<str>>(&self, printed: &[S], lowered: &[S]) -> Option<(usize, &Entity, Form)> {
        match self.opening(printed, lowered)? {
            Opening::Somebody(length, entity, form) => Some((length, entity, form)),
            Opening::Nobody(_) => None,
        }
    }

    /// The longest name with which a list of words opens that counts only beside another name of the same entity or of
    /// its state: its length in words, and whose it can be.
    pub fn local_at<S: AsRef<str>>(
        &self,
        printed: &[S],
        lowered: &[S],
    ) -> Option<(usize, impl Iterator<Item = &Entity>)> {
        let (length, local) =
            self.local.at_where(lowered, |length, local| local.name.counts(length, printed))?;
        Some((length, local.entities.iter().filter_map(|&at| self.entities.get(at as usize))))
    }

    /// Other states whose names let a state's local names count: "the North" beside South Korea.
    pub fn beside(&self, code: &str) -> &[&'static str] {
        self.beside.get(code).map_or(&[], |states| states)
    }

    /// Words on whose pages the name of an entity means something else, unless another name of it is there.
    pub fn unless(&self, code: &str) -> Option<&Phrases<()>> {
        self.unless.get(self.codes.get(code)?)
    }

    /// Whether a state's name, in lower case, is also a given name or surname: "jordan".
    pub fn is_also_a_person(&self, lowered: &str) -> bool {
        self.people.contains(lowered)
    }

    /// Whether a noun, in lower case, is of somebody who speaks for an organ or heads it: "spokesman", "minister".
    pub fn is_voice(&self, lowered: &str) -> bool {
        self.voices.contains(lowered)
    }

    /// Whether soldiers who had taken power ruled a state at a date, or at any where there is none.
    pub fn is_under_arms(&self, state: &str, date: Option<&Edtf>) -> bool {
        let Some(ruled) = self.juntas.get(state) else { return false };
        match (date, Edtf::parse(ruled)) {
            (Some(date), Some(ruled)) => crate::time::overlap(date, &ruled),
            _ => true,
        }
    }

    /// The people of a surname, as it is printed.
    pub fn of_surname(&self, surname: &str) -> impl Iterator<Item = &Entity> {
        self.surnames.get(surname).into_iter().flatten().filter_map(|&at| self.entities.get(at as usize))
    }

    /// The code of the entity that a code made by rule means: the Pentagon's for `USA:GOV:mod`.
    pub fn known_as<'a>(&'a self, code: &'a str) -> &'a str {
        self.also.get(code).copied().unwrap_or(code)
    }

    /// The body or group that a person or body speaks for.
    pub fn speaks_for(&self, code: &str) -> Option<&str> {
        self.under.get(code)?.first().copied()
    }

    /// The entity of a code.
    pub fn entity(&self, code: &str) -> Option<&Entity> {
        self.codes.get(code).map(|&at| &self.entities[at as usize])
    }

    /// All entities, in the order of the files.
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
        self.adjectives.get(state).copied()
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
            let outlet =
                |at: &u32| self.entities.get(*at as usize).is_some_and(|it| it.kind == EntityKind::Outlet);
            phrases.map(|name| name.entity).find(outlet)
        });
        named.or_else(|| self.host(&spoken)).map(|at| &self.entities[at as usize])
    }

    /// The code of the outlet that is called so, whether it is known (`GBR:MED:reuters`) or not: then it is `XXX:MED` with
    /// the name in small letters, its article left out (`XXX:MED:harbour-courier`). `None` where there is no letter in it.
    pub fn outlet_code(&self, name: &str) -> Option<String> {
        if let Some(outlet) = self.outlet_of(name) {
            return Some(outlet.code.to_string());
        }
        let mut slug = String::new();
        for c in name.trim().chars().take(60) {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        let slug = slug.strip_prefix("the-").unwrap_or(slug);
        (!slug.is_empty()).then(|| format!("XXX:MED:{slug}"))
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
