//! Rhetorical relations as GUM writes them (gucorpling.org/gum; Zeldes et al. 2025, "eRST"): `Discourse=` on the first
//! word of each elementary unit, as `relation:from->to:...`, several parted by `;`.
//!
//! Units are numbered from 1 in the order of the text, and the first number is the unit itself. `from` is the satellite
//! and `to` the nucleus: of an attribution, `from` attributes and `to` is what is said. The parts of a unit that another
//! interrupts point to its first part with `same-unit_m`.

use super::conllu::Document;
use anyhow::{Context, bail};
use std::ops::Range;

/// An elementary unit of discourse.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its words, as indices into the document's; never empty.
    pub words: Range<usize>,
    /// How it relates to others; empty for the root.
    pub relations: Vec<Relation>,
}

/// A relation of a unit to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name: "attribution-positive".
    pub name: String,
    /// The other unit, as an index.
    pub to: usize,
}

/// The units of a document, in order; none where it has no relations. An error names the document and the word.
pub fn units(document: &Document) -> anyhow::Result<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    for (at, word) in document.words.iter().enumerate() {
        if let Some(value) = word.misc.get("Discourse") {
            let relations = relations(value, units.len() + 1)
                .with_context(|| format!("{}, word {}: \"{value}\"", document.name, at + 1))?;
            units.push(Unit { words: at..at + 1, relations });
        } else if let Some(unit) = units.last_mut() {
            unit.words.end = at + 1;
        }
    }
    let count = units.len();
    if let Some(relation) = units.iter().flat_map(|unit| &unit.relations).find(|to| to.to >= count) {
        bail!("{}: {} to unit {} of {count}", document.name, relation.name, relation.to + 1);
    }
    Ok(units)
}

/// The relations of unit `number`.
fn relations(value: &str, number: usize) -> anyhow::Result<Vec<Relation>> {
    let mut relations = Vec::new();
    for relation in value.split(';') {
        let mut parts = relation.split(':');
        let (name, place) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let (from, to) = place.split_once("->").map_or((place, None), |(from, to)| (from, Some(to)));
        if from.parse() != Ok(number) {
            bail!("unit {number} is due");
        }
        let Some(to) = to else { continue };
        match to.parse::<usize>().ok().and_then(|to| to.checked_sub(1)) {
            Some(to) => relations.push(Relation { name: name.to_owned(), to }),
            None => bail!("\"{to}\" is no unit"),
        }
    }
    Ok(relations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpora::conllu;

    fn read(values: &[&str]) -> anyhow::Result<Vec<Unit>> {
        let row = |(at, value): (usize, &&str)| {
            format!("{}\tx\t_\tX\t_\t_\t{}\tdep\t_\tY=z|{value}\n", at + 1, usize::from(at > 0))
        };
        let file: String = values.iter().enumerate().map(row).collect();
        units(&conllu::parse(&file, "own").expect("a good file")[0])
    }

    #[test]
    fn units_run_from_word_to_word_and_point_at_each_other() {
        let units =
            read(&["Discourse=attribution-negative:1->2:0:_;x:1->3:0:1:_", "_", "Discourse=ROOT:2:0"]);
        let relation = |name: &str, to| Relation { name: name.to_owned(), to };
        assert!(units.is_err(), "there is no third unit");
        let units = read(&["Discourse=attribution-negative:1->2:0:_", "_", "Discourse=ROOT:2:0"]);
        assert_eq!(
            units.expect("good units"),
            [
                Unit { words: 0..2, relations: vec![relation("attribution-negative", 1)] },
                Unit { words: 2..3, relations: vec![] },
            ]
        );
    }

    #[test]
    fn units_out_of_order_are_an_error() {
        let fault = |values: &[&str]| format!("{:#}", read(values).expect_err("bad units"));
        assert_eq!(fault(&["Discourse=ROOT:2:0"]), "own, word 1: \"ROOT:2:0\": unit 1 is due");
        assert_eq!(fault(&["Discourse=x:1->0:0"]), "own, word 1: \"x:1->0:0\": \"0\" is no unit");
        assert_eq!(fault(&["Discourse=x:1->9:0"]), "own: x to unit 9 of 1");
    }
}
