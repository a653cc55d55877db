//! Lists on a terminal: what was added, and the disputes of a ledger.

use super::paint::{FAINT, Look, PLAIN, TITLE};
use super::table::{Cell, Column, Row, table};
use super::{safe, terms};
use gainsay::Summary;
use gainsay::ledger::{Counts, DisputeEntry};

/// What became of the pages that were added, and what the ledger has now.
pub fn summary(summary: &Summary, counts: &Counts, contested: usize, look: Look) -> String {
    let mut parts = vec![format!("{} new", counted(summary.new, "page"))];
    for (number, words) in [
        (summary.new_versions, "new versions of pages that were known"),
        (summary.known, "known already"),
        (summary.unread, "could not be read"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    }
    let mut out = look.wrap(&parts.join(", "), "", "  ");
    if summary.given_differs > 0 {
        let number = summary.given_differs;
        let words = format!(
            "{number} of these were added before with another date, address or outlet, which they keep"
        );
        out += &look.wrap(&look.paint(FAINT, &words), "  ", "  ");
    }
    let words = format!(
        "The ledger has {}, {}, {} and {}, {contested} of them contested.",
        counted(counts.pages as usize, "page"),
        counted(counts.statements as usize, "statement"),
        counted(counts.positions as usize, "position"),
        counted(counts.disputes as usize, "dispute"),
    );
    out + &look.wrap(&words, "", "  ")
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// The first of `fitting` disputes, or all of them, as a table: how many holders are on each side.
pub fn disputes(entries: &[DisputeEntry], fitting: u64, uncontested: bool, look: Look) -> String {
    if entries.is_empty() {
        let words = if uncontested {
            "No dispute fits."
        } else {
            "No contested dispute fits; --all shows those in which nobody is contradicted too."
        };
        return look.wrap(words, "", "");
    }
    let number = |title| Column { title, width: Some(9) };
    let columns = [
        Column { title: "id", width: Some(8) },
        Column { title: "dispute", width: None },
        number("assert"),
        number("deny"),
        number("hedge"),
        number("no answer"),
    ];
    let rows: Vec<Row> = entries.iter().map(row).collect();
    let listed = entries.len() as u64;
    let number = match fitting > listed {
        true => format!("The first {listed} of {} disputes", terms::thousands(fitting)),
        false => counted(entries.len(), "dispute"),
    };
    let title = format!("{number}, the most contested first; holders on each side");
    let mut out = format!("{}\n\n{}", look.paint(TITLE, &title), table(&columns, &rows, 0, look));
    if fitting > listed {
        out += &look.wrap(&look.paint(FAINT, "--limit N shows more of them."), "", "");
    }
    out
}

fn row(entry: &DisputeEntry) -> Row {
    let number = |holders: u64| -> Cell {
        if holders == 0 { (FAINT, "–".to_owned()) } else { (PLAIN, holders.to_string()) }
    };
    let [asserts, denies, hedges, declines] = entry.holders.map(number);
    let weighed = match entry.weighed < entry.pages {
        true => format!(", weighed {} of {}", terms::thousands(entry.weighed), terms::thousands(entry.pages)),
        false => String::new(),
    };
    let facts = format!(
        "{} · {} · {}{weighed}",
        safe::line(&entry.topic.parties.join(", ")),
        terms::from_to(entry.first.as_ref(), entry.last.as_ref()),
        counted(entry.pages as usize, "page")
    );
    Row {
        cells: vec![
            (PLAIN, entry.id.chars().take(8).collect()),
            (TITLE, safe::line(&entry.title)),
            asserts,
            denies,
            hedges,
            declines,
        ],
        below: vec![(FAINT, facts)],
    }
}
