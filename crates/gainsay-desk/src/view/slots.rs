//! The slot table: what one side asserts, the other denies, and what is not addressed.

use super::card::outlet;
use super::link;
use gainsay::record::{Cell, Dispute, PositionRef, Slot};
use gainsay::{Kept, Knowledge, safe, terms};

/// How many values of a cell are shown, and how many places of a value.
const VALUES: usize = 16;
const PLACES: usize = 24;

/// A row of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub name: String,
    pub asserted: Vec<Value>,
    pub denied: Vec<Value>,
    pub not_addressed: Vec<Value>,
    /// How many values are not shown.
    pub more: usize,
    /// Both sides say the same of it, so there is no dispute here.
    pub agree: bool,
}

/// A value with the places that give it.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub words: String,
    pub places: Vec<Place>,
    pub more: usize,
    /// Asserted, and covered by what is denied; or denied, and covering it.
    pub in_conflict: bool,
}

/// Where a value stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub words: String,
    /// The page with the position lit.
    pub address: String,
}

/// The table of a dispute.
pub(crate) fn rows(dispute: &Dispute, pages: &[Kept], known: &Knowledge) -> Vec<Row> {
    dispute.slots.iter().map(|slot| row(slot, pages, known)).collect()
}

fn row(slot: &Slot, pages: &[Kept], known: &Knowledge) -> Row {
    let values = |cells: &[Cell]| -> Vec<String> { cells.iter().map(|cell| cell.value.clone()).collect() };
    let (asserted, denied) = (values(&slot.asserted), values(&slot.denied));
    let is_role = !matches!(&*slot.name, "stage" | "intention" | "items" | "quantity" | "mode" | "time");
    let open = values(&slot.not_addressed);
    let agree = is_role && !asserted.is_empty() && asserted == denied;
    // What is asserted and not left open is covered by a denial.
    let covered = |value: &String| !is_role && !denied.is_empty() && !open.contains(value);
    let any_covered = asserted.iter().any(covered);
    let cells = |cells: &[Cell], conflict: &dyn Fn(&String) -> bool| -> Vec<Value> {
        let shown = cells.iter().take(VALUES);
        shown.map(|cell| value(&slot.name, cell, conflict(&cell.value), pages, known)).collect()
    };
    let lists = [&slot.asserted, &slot.denied, &slot.not_addressed];
    Row {
        name: name(&slot.name),
        asserted: cells(&slot.asserted, &covered),
        denied: cells(&slot.denied, &|_| any_covered),
        not_addressed: cells(&slot.not_addressed, &|_| false),
        more: lists.iter().map(|cells| cells.len().saturating_sub(VALUES)).sum(),
        agree,
    }
}

fn value(slot: &str, cell: &Cell, in_conflict: bool, pages: &[Kept], known: &Knowledge) -> Value {
    let places: Vec<Place> = cell.positions.iter().take(PLACES).filter_map(|at| place(at, pages)).collect();
    Value {
        words: words(slot, &cell.value, known),
        more: cell.positions.len().saturating_sub(places.len()),
        places,
        in_conflict,
    }
}

fn place(at: &PositionRef, pages: &[Kept]) -> Option<Place> {
    let kept = pages.iter().find(|kept| kept.entry.id == at.page)?;
    let day = kept.entry.published.as_ref().map(super::dates::date);
    Some(Place {
        words: std::iter::once(outlet(kept)).chain(day).collect::<Vec<_>>().join(", "),
        address: link::position(at.page, at.position),
    })
}

/// A slot by a name that a person would use.
fn name(slot: &str) -> String {
    let mut words = terms::key(slot);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A value in words: codes of parties and classes by their names, all else as it is.
pub(crate) fn words(slot: &str, value: &str, known: &Knowledge) -> String {
    match slot {
        "items" => terms::class(value, known),
        "stage" | "intention" | "mode" => terms::key(value),
        "quantity" | "time" => safe::line(value),
        _ => terms::in_words(value, known),
    }
}
