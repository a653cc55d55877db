//! The positions of a page as a table.

use super::paint::{CONTENT, FAINT, Look, MARKED, PLAIN, TITLE};
use super::table::{Cell, Column, Row, table};
use super::{safe, terms};
use anstyle::Style;
use gainsay::Knowledge;
use gainsay::record::{Position, Reading, Stance};

/// The table; a sentence where there is no position.
pub fn positions(reading: &Reading, known: &Knowledge, look: Look) -> String {
    if reading.positions.is_empty() {
        let nothing = match reading.statements.len() {
            0 => "no statement, and so no position",
            _ => "no position: no statement speaks of a claim that gainsay knows",
        };
        return format!("{}\n", look.paint(FAINT, nothing));
    }
    let columns = [
        Column { title: "id", width: Some(4) },
        Column { title: "by", width: Some(4) },
        Column { title: "holder", width: Some(24) },
        Column { title: "stance", width: Some(9) },
        Column { title: "level", width: Some(11) },
        Column { title: "claim", width: None },
        Column { title: "stage", width: Some(11) },
    ];
    let mut rows: Vec<Row> = Vec::new();
    let mut before = String::new();
    for (place, position) in reading.positions.iter().enumerate() {
        let words = terms::words_behind(reading, position);
        rows.push(row(place, position, &words_after(&before, &words), reading, known));
        before = words;
    }
    format!("{}\n{}", look.paint(TITLE, "Positions"), table(&columns, &rows, 1, look))
}

/// Words that were just shown are not shown again.
pub fn words_after(before: &str, words: &str) -> String {
    if words == before { "(the same words)".to_owned() } else { words.to_owned() }
}

fn row(place: usize, position: &Position, words: &str, reading: &Reading, known: &Knowledge) -> Row {
    let statement = position.statement.0 as usize;
    let provenance = reading.provenance.get(statement);
    let mut holder = terms::speaker(reading, position.statement.0, position.holder.as_ref(), known);
    if let Some(naming) = provenance.and_then(terms::naming) {
        holder = format!("{holder} ({naming})");
    }
    let mut below: Vec<Cell> = vec![(CONTENT, words.to_owned())];
    if let Some(through) = provenance.and_then(|provenance| terms::through(provenance, known)) {
        below.push((FAINT, format!("through {through}")));
    }
    if let Some(said) = provenance.and_then(|provenance| provenance.said.as_ref()) {
        let date = said.edtf.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        below.push((FAINT, format!("said: “{}”{date}", safe::line(&said.text))));
    }
    if let Some(certainty) = provenance.and_then(|provenance| provenance.certainty.as_ref()) {
        let row = certainty.icd203.as_deref().map(|row| format!(" (ICD 203: {row})")).unwrap_or_default();
        below.push((FAINT, format!("how surely: “{}”{}", safe::line(&certainty.text), safe::line(&row))));
    }
    let stage = position.proposition.stage.as_deref().unwrap_or("–");
    Row {
        cells: vec![
            (PLAIN, format!("p{}", place + 1)),
            (FAINT, format!("s{}", statement + 1)),
            (PLAIN, holder),
            (of_stance(position.stance), terms::stance(position.stance).to_owned()),
            (PLAIN, terms::level(position.level).to_owned()),
            (PLAIN, terms::proposition(&position.proposition, known)),
            (PLAIN, safe::line(stage)),
        ],
        below,
    }
}

/// Denials stand out.
pub fn of_stance(stance: Stance) -> Style {
    if stance == Stance::Denies { MARKED } else { PLAIN }
}
