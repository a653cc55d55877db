//! The files of `data/names`, read into tables.

use super::rows::{Row, rows};
use super::{Entity, EntityKind, Form, Local, NOBODY, Name, Names, Office, Sector, Ties};
use crate::phrases::push_lower;
use crate::{Phrases, embedded, lower, words};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    sector: String,
    #[serde(default)]
    document: bool,
    #[serde(default)]
    people: bool,
    #[serde(default)]
    of_state: String,
    #[serde(default)]
    ties: Ties,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    knowing: Vec<String>,
    near: Vec<String>,
    former: Vec<String>,
    mouths: Vec<String>,
    anywhere: Vec<String>,
    societies: Vec<String>,
    others: Vec<String>,
    seats: Vec<String>,
    organs: Vec<String>,
    natives: Vec<String>,
    working_for: Vec<String>,
    juntas: FxHashMap<Box<str>, Box<str>>,
    sole: FxHashMap<Box<str>, Box<str>>,
    voices: FxHashSet<Box<str>>,
    conditions: Vec<String>,
    description: Vec<Description>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acronyms {
    words: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Homonyms {
    nobody: Vec<String>,
    people: Vec<String>,
    unless: BTreeMap<String, Vec<String>>,
}

/// The sectors that a description can name: see the head of `descriptions.toml`.
pub(super) const SECTORS: [&str; 13] =
    ["", "GOV", "MIL", "SPY", "MED", "REB", "BUS", "NGO", "LEG", "JUD", "OPP", "EDU", "CVL"];

macro_rules! files {
    ($($file:literal: $kind:ident),* $(,)?) => {
        [$((concat!("names/", $file), EntityKind::$kind, include_str!(concat!("../../data/names/", $file)))),*]
    };
}

/// The files of entities. Of two that claim one phrase the earlier has it.
pub(super) const FILES: [(&str, EntityKind, &str); 7] = files![
    "states.toml": State,
    "bodies.toml": Body,
    "organisations.toml": Organisation,
    "groups.toml": Group,
    "outlets.toml": Outlet,
    "companies.toml": Company,
    "people.toml": Person,
];

/// Reads all files: the tables, and what is wrong with the data, each fault with its file and phrase.
pub(super) fn load() -> (Names, Vec<String>) {
    let acronyms: Acronyms = embedded("names/acronyms.toml", include_str!("../../data/names/acronyms.toml"));
    let mut load = Loading {
        file: "",
        names: Names { names: Phrases::with_capacity(8192), ..Names::default() },
        faults: Vec::new(),
        acronyms: acronyms.words,
        local: FxHashMap::default(),
    };
    for (file, kind, text) in FILES {
        load.file = file;
        for row in rows(text) {
            match row {
                Ok(row) => load.entity(kind, row),
                Err(line) => load.fault(format!("no entry: {line}")),
            }
        }
    }
    load.locals();
    load.homonyms();
    load.descriptions();
    (load.names, load.faults)
}

struct Loading {
    file: &'static str,
    names: Names,
    faults: Vec<String>,
    acronyms: Vec<Box<str>>,
    local: FxHashMap<&'static str, Vec<u32>>,
}

impl Loading {
    fn entity(&mut self, kind: EntityKind, row: Row) {
        let code = row.code;
        let at = self.names.entities.len() as u32;
        let first = code.split(':').next().unwrap_or_default();
        let state =
            (first.len() == 3 && !matches!(first, "IGO" | "REB" | "BUS" | "NGO" | "XXX")).then_some(first);
        let surname = (kind == EntityKind::Person)
            .then(|| row.surname.or_else(|| row.name.split(' ').next_back()))
            .flatten();
        if self.names.codes.insert(code, at).is_some() {
            self.fault(format!("given twice: {code}"));
        }
        let name = row.name.strip_prefix("the ").unwrap_or(row.name);
        self.phrase(at, Form::Name, name);
        row.names.iter().for_each(|name| self.phrase(at, Form::Name, name));
        for adjective in &row.adjectives {
            self.phrase(at, Form::Adjective, adjective);
            // "Iranians", "Iraqis", "Greeks", "Filipinos"; not "Chinese", "Swiss", "Irish".
            if adjective.ends_with(['n', 'i', 'k', 'o', 'e']) && !adjective.ends_with("ese") {
                self.phrase(at, Form::Adjective, &format!("{adjective}s"));
            }
        }
        row.capitals.iter().for_each(|capital| self.phrase(at, Form::Capital, capital));
        row.cities.iter().for_each(|city| self.phrase(at, Form::City, city));
        for name in row.local {
            self.local.entry(name).or_default().push(at);
        }
        for host in row.hosts {
            if self.names.hosts.insert(host, at).is_some() {
                self.fault(format!("given twice: {host}"));
            }
        }
        for title in row.titles {
            let title = lower(title);
            let title = title.strip_prefix("the ").unwrap_or(&title);
            if self.names.titles.insert(title.into(), at).is_some() {
                self.fault(format!("given twice: {title}"));
            }
        }
        if let Some(adjective) = row.adjectives.first() {
            self.names.adjectives.insert(code, adjective);
        }
        if let Some(also) = row.also
            && self.names.also.insert(also, code).is_some()
        {
            self.fault(format!("given twice: {also}"));
        }
        if let Some(surname) = surname {
            self.names.surnames.entry(surname).or_default().push(at);
        }
        if !row.beside.is_empty() {
            self.names.beside.insert(code, row.beside.into());
        }
        if !row.under.is_empty() {
            self.names.under.insert(code, row.under.into());
        }
        let offices = row.office.map(|title| Office { title, time: row.time }).into_iter();
        let others = row.offices.iter().filter_map(|office| office.split_once(' '));
        let others = others.map(|(time, title)| Office { title, time: Some(time) });
        self.names.entities.push(Entity {
            code: code.into(),
            kind,
            name: row.name.into(),
            state: state.map(Box::from),
            surname: surname.map(Box::from),
            office: row.office.map(Box::from),
            offices: offices.chain(others).collect(),
            ended: row.ended.is_some(),
            bare: !row.bare.is_empty(),
        });
    }

    fn phrase(&mut self, entity: u32, form: Form, phrase: &str) {
        let (name, words) = self.spelled(entity, form, phrase);
        if !self.names.names.insert_joined(&words, name) {
            let other = self.names.names.get(phrase).map(|name| name.entity);
            // One entity may say the same word twice: "US" is a name and an adjective. The first form is kept.
            if other != Some(entity) {
                let of =
                    other.and_then(|at| self.names.entities.get(at as usize)).map_or("nobody", |of| &of.code);
                self.fault(format!("{phrase} is already a name of {of}"));
            }
        }
    }

    /// A name with the capitals that it asks for, and its words in lower case, a blank between two.
    fn spelled(&self, entity: u32, form: Form, phrase: &str) -> (Name, String) {
        let mut name = Name { entity, form, capital: 0, capitals: 0, english: false };
        let mut spelled = String::with_capacity(phrase.len() + 4);
        for (at, range) in words(phrase).enumerate().take(u32::BITS as usize) {
            let word = &phrase[range];
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            let upper = word.chars().any(char::is_uppercase);
            let acronym = letters > 1 && upper && !word.chars().any(char::is_lowercase);
            let english = acronym && self.acronyms.iter().any(|other| other.eq_ignore_ascii_case(word));
            // "The Guardian" is "the Guardian" within a sentence.
            let article = at == 0 && word == "The";
            if acronym && (letters <= 3 || english) {
                name.capitals |= 1 << at;
            } else if word.starts_with(char::is_uppercase) && !article {
                name.capital |= 1 << at;
            }
            name.english |= english;
            push_lower(&mut spelled, word);
        }
        name.english &= !spelled.contains(' ');
        (name, spelled)
    }

    /// The names that count only beside others.
    fn locals(&mut self) {
        for (phrase, mut entities) in std::mem::take(&mut self.local) {
            entities.sort_unstable();
            let (name, words) = self.spelled(NOBODY, Form::Name, phrase);
            if self.names.names.get(phrase).is_some() {
                self.fault(format!("{phrase} is a name everywhere"));
            }
            let local = Local { name, entities: entities.into() };
            if !self.names.local.insert_joined(&words, local) {
                self.fault(format!("given twice: {phrase}"));
            }
        }
    }

    fn homonyms(&mut self) {
        self.file = "names/homonyms.toml";
        let homonyms: Homonyms = embedded(self.file, include_str!("../../data/names/homonyms.toml"));
        for phrase in &homonyms.nobody {
            let (name, words) = self.spelled(NOBODY, Form::Name, phrase);
            if !self.names.names.insert_joined(&words, name) {
                self.fault(format!("{phrase} is somebody's name"));
            }
        }
        self.names.people = homonyms.people.iter().map(|word| lower(word).into()).collect();
        for (code, phrases) in homonyms.unless {
            let Some(&at) = self.names.codes.get(&*code) else {
                self.fault(format!("nobody has the code {code}"));
                continue;
            };
            let unless = self.listed(&phrases);
            self.names.unless.insert(at, unless);
        }
    }

    fn descriptions(&mut self) {
        self.file = "names/descriptions.toml";
        let all: Descriptions = embedded(self.file, include_str!("../../data/names/descriptions.toml"));
        self.names.knowing = self.listed(&all.knowing);
        self.names.near = self.listed(&all.near);
        self.names.former = self.listed(&all.former);
        self.names.mouths = self.listed(&all.mouths);
        self.names.anywhere = self.listed(&all.anywhere);
        self.names.societies = self.listed(&all.societies);
        self.names.seats = self.listed(&all.seats);
        self.names.organs = self.listed(&all.organs);
        self.names.natives = self.listed(&all.natives);
        self.names.working_for = self.listed(&all.working_for);
        self.names.others = self.listed(&all.others);
        self.names.juntas = all.juntas;
        for (office, code) in all.sole {
            self.names.sole.insert(&office, code);
        }
        self.names.voices = all.voices;
        self.names.conditions = self.listed(&all.conditions);
        for description in all.description {
            let code = |sought: &str| SECTORS.into_iter().find(|code| *code == sought);
            let (Some(sector), Some(of_state)) = (code(&description.sector), code(&description.of_state))
            else {
                self.fault(format!("no such sector: {}{}", description.sector, description.of_state));
                continue;
            };
            let Description { document, people, ties, phrases, .. } = description;
            let sector = Sector { code: sector, document, people, of_state, ties };
            for phrase in phrases {
                if !self.names.sectors.insert(&phrase, sector) {
                    self.fault(format!("given twice: {phrase}"));
                }
            }
        }
    }

    fn listed(&mut self, phrases: &[String]) -> Phrases<()> {
        let mut list = Phrases::default();
        for phrase in phrases {
            if !list.insert(phrase, ()) {
                self.fault(format!("given twice: {phrase}"));
            }
        }
        list
    }

    fn fault(&mut self, what: String) {
        self.faults.push(format!("{}: {what}", self.file));
    }
}
