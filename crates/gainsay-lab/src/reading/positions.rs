//! The positions of a reading against the expected ones.

use super::statements::Matched;
use super::{Page, any_of, coarse, holder_ok};
use crate::python::{self, Value};
use std::collections::BTreeSet;

/// How many expected positions were read.
pub fn compare(page: &Page<'_>, matched: &Matched<'_>, faults: &mut Vec<String>) -> usize {
    let positions = page.actual.get("positions").items();
    let (mut taken, mut right) = (BTreeSet::new(), 0);
    let mut rows: Vec<&Value> = page.rows("positions").iter().collect();
    rows.sort_by_key(|row| !row.get("required").is_true());
    for row in rows {
        let owners: Vec<&Value> = row
            .get("statements")
            .texts()
            .iter()
            .filter_map(|id| matched.get(id))
            .map(|statement| statement.get("id"))
            .collect();
        let own: Vec<(usize, &Value)> = positions
            .iter()
            .enumerate()
            .filter(|(place, position)| !taken.contains(place) && owners.contains(&position.get("statement")))
            .collect();
        let said = Said::of(row, &own);
        let mut best: Option<(Vec<String>, usize)> = None;
        for (place, position) in &own {
            let wrong = check(row, position, Some(&said));
            if best.as_ref().is_none_or(|(least, _)| wrong.len() < least.len()) {
                best = Some((wrong, *place));
            }
        }
        match best {
            Some((wrong, place)) if wrong.is_empty() => {
                right += 1;
                taken.insert(place);
                if row.get("items").is_true() {
                    // A listed row may be split by item.
                    let parts = own.iter().filter(|(_, position)| check(row, position, None).is_empty());
                    taken.extend(parts.map(|(place, _)| place));
                }
            }
            best if row.get("required").is_true() => {
                let what =
                    best.map_or("missing".to_owned(), |(wrong, _)| format!("wrong: {}", wrong.join("; ")));
                faults.push(format!("position {} {what}", row.get("id")));
            }
            _ => {}
        }
    }
    for (place, position) in positions.iter().enumerate() {
        if !taken.contains(&place) && position.get("level").text() != Some("presupposed") {
            let proposition = position.get("proposition");
            faults.push(format!(
                "position that no row asks for: {} {} ({}) {} -> {} {}, on {}",
                position.get("holder"),
                position.get("stance"),
                position.get("level"),
                proposition.get("supplier"),
                proposition.get("recipient"),
                proposition.get("stage"),
                position.get("statement"),
            ));
        }
    }
    right
}

/// Items and quantities of all positions of a row's statements that take its stance at its level.
struct Said<'a> {
    items: String,
    quantities: Vec<&'a Value>,
}

impl<'a> Said<'a> {
    fn of(row: &Value, own: &[(usize, &'a Value)]) -> Self {
        let kin: Vec<&Value> = own
            .iter()
            .map(|(_, position)| *position)
            .filter(|position| {
                row.get("stances").items().contains(position.get("stance"))
                    && row.get("levels").items().contains(position.get("level"))
            })
            .collect();
        let listed: Vec<&Value> = kin
            .iter()
            .flat_map(|position| position.get("proposition").get("items").items())
            .filter(|item| matches!(item, Value::Dict(_)))
            .collect();
        let texts: Vec<&str> =
            listed.iter().map(|item| item.get("text").text().unwrap_or_default()).collect();
        let quantities = listed
            .iter()
            .map(|item| item.get("quantity"))
            .chain(kin.iter().map(|position| position.get("proposition").get("quantity")))
            .filter(|quantity| matches!(quantity, Value::Dict(_)));
        Self { items: texts.join(" | ").to_lowercase(), quantities: quantities.collect() }
    }
}

/// What is wrong with a position, in words; without `said`, items and quantity are not looked at.
fn check(row: &Value, position: &Value, said: Option<&Said<'_>>) -> Vec<String> {
    let proposition = position.get("proposition");
    let mut wrong = Vec::new();
    if proposition.get("frame") != row.get("frame") {
        wrong.push(format!("frame {}", proposition.get("frame")));
    }
    let state = |value: &Value| {
        let coarse = coarse(value.text().unwrap_or_default());
        coarse.split(':').next().unwrap_or_default().to_owned()
    };
    let [supplier, recipient] = ["supplier", "recipient"].map(|role| state(proposition.get(role)));
    let [want_supplier, want_recipient] =
        ["supplier", "recipient"].map(|role| row.get(role).text().unwrap_or_default().to_owned());
    if row.get("direction").text() == Some("either") {
        let parties = proposition.get("parties").items().iter().map(state);
        let both: BTreeSet<String> =
            [supplier, recipient].into_iter().chain(parties).filter(|party| !party.is_empty()).collect();
        if !both.contains(&want_supplier) || !both.contains(&want_recipient) {
            wrong.push(format!("parties {}", python::list(both.iter().map(|party| python::repr(party)))));
        }
    } else if (&supplier, &recipient) != (&want_supplier, &want_recipient) {
        wrong.push(format!("supplier {supplier}, recipient {recipient}"));
    }
    for (field, accepted, value) in [
        ("stance", row.get("stances"), position.get("stance")),
        ("level", row.get("levels"), position.get("level")),
        ("stage", row.get("stages"), proposition.get("stage")),
    ] {
        if !accepted.items().contains(value) {
            wrong.push(format!("{field} {value}, want {}", any_of(accepted)));
        }
    }
    if !holder_ok(position.get("holder"), row.get("holders")) {
        wrong.push(format!("holder {}, want {}", position.get("holder"), any_of(row.get("holders"))));
    }
    if let Some(said) = said {
        for item in row.get("items").texts() {
            if !said.items.contains(item) {
                wrong.push(format!("item {} not among {}", python::repr(item), python::repr(&said.items)));
            }
        }
        let want = row.get("quantity");
        let is_it = |quantity: &&Value| {
            let text = quantity.get("text").text().unwrap_or_default();
            text.contains(want.get("text").text().unwrap_or_default())
                && quantity.get("min") == want.get("min")
        };
        if want.is_true() && !said.quantities.iter().any(is_it) {
            let got = python::list(said.quantities.iter().map(|quantity| quantity.repr()));
            wrong.push(format!("quantity {got}, want {}", want.repr()));
        }
    }
    let time = proposition.get("time").get("edtf");
    if row.get("time_null").is_true() && time.is_true() {
        wrong.push(format!("time {time}, the page does not say when"));
    }
    wrong
}
