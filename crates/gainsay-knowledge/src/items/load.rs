//! The files of `data/items`, read into tables.

use super::{Bits, ItemClass, Items, System};
use crate::embedded;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Classes {
    class: Vec<ClassRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRow {
    code: String,
    name: String,
    /// Its parents, each given earlier in the file: so there can be no circle.
    #[serde(default)]
    under: Vec<String>,
    unroca: Option<String>,
    sipri: Option<String>,
    /// Of the topmost class of persons, that it is.
    #[serde(default)]
    persons: bool,
    /// Of ammunition, in millimetres.
    #[serde(default)]
    calibres: Vec<String>,
    /// What it is called, each form that occurs.
    #[serde(default)]
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Systems {
    system: Vec<SystemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SystemRow {
    name: String,
    class: String,
    #[serde(default)]
    makers: Vec<String>,
    /// Other names and designations.
    #[serde(default)]
    names: Vec<String>,
}

const CLASSES: &str = "items/classes.toml";
const SYSTEMS: &str = "items/systems.toml";

/// Reads both files: the tables, and what is wrong with the data, each fault with its file and phrase.
pub(super) fn load() -> (Items, Vec<String>) {
    let classes: Classes = embedded(CLASSES, include_str!("../../data/items/classes.toml"));
    let systems: Systems = embedded(SYSTEMS, include_str!("../../data/items/systems.toml"));
    let mut items = Items::default();
    let mut faults = Vec::new();
    for row in classes.class {
        add_class(&mut items, &mut faults, row);
    }
    items.below = transposed(&items.above);
    for row in systems.system {
        add_system(&mut items, &mut faults, row);
    }
    (items, faults)
}

fn add_class(items: &mut Items, faults: &mut Vec<String>, row: ClassRow) {
    let at = items.classes.len();
    if at >= Bits::default().len() * 64 {
        faults.push(format!("{CLASSES}: more classes than there is room for: {}", row.code));
        return;
    }
    let mut above = Bits::default();
    set(&mut above, at);
    let mut persons = row.persons;
    for parent in &row.under {
        match items.place(parent) {
            Some(parent) => {
                above.iter_mut().zip(items.above[parent]).for_each(|(own, more)| *own |= more);
                persons |= items.classes[parent].persons;
            }
            None => faults
                .push(format!("{CLASSES}: {} stands under {parent}, which is not given before it", row.code)),
        }
    }
    if items.codes.insert(row.code.as_str().into(), at as u32).is_some() {
        faults.push(format!("{CLASSES}: given twice: {}", row.code));
    }
    for phrase in &row.words {
        let new = match persons {
            true => items.persons.insert(phrase, at as u32),
            false => items.words.insert(phrase, (at as u32, None)),
        };
        if !new {
            faults.push(format!("{CLASSES}: given twice: {phrase}"));
        }
    }
    for calibre in &row.calibres {
        for spelt in ["mm", " mm", "-mm", " millimetre", "-millimetre", " millimeter", "-millimeter"] {
            for of in ["", " rounds", " ammunition", " cartridges", " calibre", " caliber"] {
                if !items.words.insert(&format!("{calibre}{spelt}{of}"), (at as u32, None)) {
                    faults.push(format!("{CLASSES}: given twice: {calibre}{spelt}{of}"));
                }
            }
        }
    }
    items.above.push(above);
    items.classes.push(ItemClass {
        code: row.code.into(),
        name: row.name.into(),
        under: row.under.into_iter().map(Box::from).collect(),
        unroca: row.unroca.map(Box::from),
        sipri: row.sipri.map(Box::from),
        persons,
    });
}

fn add_system(items: &mut Items, faults: &mut Vec<String>, row: SystemRow) {
    let Some(class) = items.place(&row.class) else {
        faults.push(format!("{SYSTEMS}: {} is of no known class: {}", row.name, row.class));
        return;
    };
    let at = items.systems.len() as u32;
    for phrase in std::iter::once(&row.name).chain(&row.names) {
        if !items.words.insert(phrase, (class as u32, Some(at))) {
            faults.push(format!("{SYSTEMS}: given twice: {phrase}"));
        }
    }
    items
        .systems
        .push(System { name: row.name.into(), makers: row.makers.into_iter().map(Box::from).collect() });
}

fn set(bits: &mut Bits, at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

/// What is a kind of each class, from what each is a kind of.
fn transposed(above: &[Bits]) -> Vec<Bits> {
    let mut below = vec![Bits::default(); above.len()];
    for (at, bits) in above.iter().enumerate() {
        for (other, kinds) in below.iter_mut().enumerate() {
            if bits[other / 64] >> (other % 64) & 1 == 1 {
                set(kinds, at);
            }
        }
    }
    below
}
