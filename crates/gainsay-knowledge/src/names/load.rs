//! The files of `data/names`, read into tables.

use super::{Entity, EntityKind, Form, Name, Names, Sector};
use crate::{embedded, lower, words};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a file says of one entity. Which fields make sense depends on the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The usual name; a lower-case "the" in front is not part of what must be found.
    name: String,
    /// Other names.
    #[serde(default)]
    names: Vec<String>,
    /// Adjectives and demonyms in the singular, the usual one first; plurals in "-s" are added.
    #[serde(default)]
    adjectives: Vec<String>,
    /// Capitals and seats of power.
    #[serde(default)]
    capitals: Vec<String>,
    /// Holders under which it stands besides those that its code names.
    #[serde(default)]
    under: Vec<String>,
    /// Web hosts of an outlet.
    #[serde(default)]
    hosts: Vec<String>,
    /// Names of an outlet that count only where the page says who it is, not in running text.
    #[serde(default)]
    titles: Vec<String>,
    /// A person's surname, where it is not the last word of the name.
    surname: Option<String>,
    /// A person's office.
    office: Option<String>,
    /// The time in that office.
    time: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    sector: String,
    #[serde(default)]
    document: bool,
    #[serde(default)]
    people: bool,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    description: Vec<Description>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acronyms {
    words: Vec<String>,
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
const FILES: [(&str, EntityKind, &str); 7] = files![
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
    let mut names = Names::default();
    let mut faults = Vec::new();
    for (file, kind, text) in FILES {
        let rows: BTreeMap<String, Row> = embedded(file, text);
        for (code, row) in rows {
            let mut add = Adding { file, names: &mut names, faults: &mut faults, acronyms: &acronyms.words };
            add.entity(kind, code, row);
        }
    }
    let file = "names/descriptions.toml";
    let descriptions: Descriptions = embedded(file, include_str!("../../data/names/descriptions.toml"));
    for description in descriptions.description {
        let Some(code) = SECTORS.into_iter().find(|code| *code == description.sector) else {
            faults.push(format!("{file}: no such sector: {}", description.sector));
            continue;
        };
        let sector = Sector { code, document: description.document, people: description.people };
        for phrase in description.phrases {
            if !names.sectors.insert(&phrase, sector) {
                faults.push(format!("{file}: given twice: {phrase}"));
            }
        }
    }
    (names, faults)
}

struct Adding<'a> {
    file: &'static str,
    names: &'a mut Names,
    faults: &'a mut Vec<String>,
    acronyms: &'a [String],
}

impl Adding<'_> {
    fn entity(&mut self, kind: EntityKind, code: String, row: Row) {
        let at = self.names.entities.len() as u32;
        let first = code.split(':').next().unwrap_or_default();
        let state = (first.len() == 3 && !matches!(first, "IGO" | "REB" | "BUS" | "NGO" | "XXX"))
            .then(|| first.into());
        let surname = (kind == EntityKind::Person)
            .then(|| row.surname.as_deref().or_else(|| row.name.split(' ').next_back()).map(Box::from))
            .flatten();
        if self.names.codes.insert(code.as_str().into(), at).is_some() {
            self.fault(format!("given twice: {code}"));
        }
        let name = row.name.strip_prefix("the ").unwrap_or(&row.name);
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
        for host in row.hosts {
            if self.names.hosts.insert(host.as_str().into(), at).is_some() {
                self.fault(format!("given twice: {host}"));
            }
        }
        for title in row.titles {
            let title = lower(&title);
            let title = title.strip_prefix("the ").unwrap_or(&title);
            if self.names.titles.insert(title.into(), at).is_some() {
                self.fault(format!("given twice: {title}"));
            }
        }
        if let Some(adjective) = row.adjectives.first() {
            self.names.adjectives.insert(code.as_str().into(), adjective.as_str().into());
        }
        if !row.under.is_empty() {
            self.names.under.insert(code.as_str().into(), row.under.into_iter().map(Box::from).collect());
        }
        self.names.entities.push(Entity {
            code: code.into(),
            kind,
            name: row.name.into(),
            state,
            surname,
            office: row.office.map(Box::from),
            in_office: row.time.map(Box::from),
        });
    }

    fn phrase(&mut self, entity: u32, form: Form, phrase: &str) {
        let mut name = Name { entity, form, capital: 0, capitals: 0, english: false };
        let mut count = 0;
        for (at, range) in words(phrase).enumerate().take(u32::BITS as usize) {
            let word = &phrase[range];
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            let upper = word.chars().any(char::is_uppercase);
            let acronym = letters > 1 && upper && !word.chars().any(char::is_lowercase);
            let english = acronym && self.acronyms.contains(&lower(word));
            // "The Guardian" is "the Guardian" within a sentence.
            let article = at == 0 && word == "The";
            if acronym && (letters <= 3 || english) {
                name.capitals |= 1 << at;
            } else if word.starts_with(char::is_uppercase) && !article {
                name.capital |= 1 << at;
            }
            name.english |= english;
            count = at + 1;
        }
        name.english &= count == 1;
        if !self.names.names.insert(phrase, name) {
            let other = self.names.names.get(phrase).map(|name| name.entity);
            // One entity may say the same word twice: "US" is a name and an adjective. The first form is kept.
            if other != Some(entity) {
                let of =
                    other.and_then(|at| self.names.entities.get(at as usize)).map_or("nobody", |of| &of.code);
                self.fault(format!("{phrase} is already a name of {of}"));
            }
        }
    }

    fn fault(&mut self, what: String) {
        self.faults.push(format!("{}: {what}", self.file));
    }
}
