//! Whether the words of a reading are ones that can ever be read: a slip of the pen would be a case that nothing can make
//! green.

use crate::notation::{Record, alternatives, parties, quantities};
use gainsay::Knowledge;
use gainsay::record::{Act, Edtf, Kind, Level, Mode, Stance};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// The records, where nothing is wrong with them.
pub fn checked(records: Vec<Record>) -> Result<Vec<Record>, String> {
    for record in &records {
        let checked = match record.name.as_str() {
            "position" if record.value != "none" => position(record),
            "statement" if record.value != "none" => statement(record),
            _ => Ok(()),
        };
        checked.map_err(|error| format!("line {}: {error}", record.line))?;
    }
    Ok(records)
}

fn statement(record: &Record) -> Result<(), String> {
    let head = record.head();
    let [acts, kinds] = head.as_slice() else {
        return Err(format!("a statement has an act and a kind: {}", record.value));
    };
    every(acts, "act", word::<Act>)?;
    every(kinds, "kind", word::<Kind>)?;
    for said in record.all("said") {
        let accepted = match said.strip_prefix("published ").and_then(|rest| rest.split_once(' ')) {
            Some((date, accepted)) => {
                every(&[date.to_owned()], "date", is_date)?;
                accepted
            }
            None => said,
        };
        every(&alternatives(accepted), "date", is_date)?;
    }
    Ok(())
}

fn position(record: &Record) -> Result<(), String> {
    let head = record.head();
    let [_, stances, levels] = head.as_slice() else {
        return Err(format!("a position has a holder, a stance and a level: {}", record.value));
    };
    every(stances, "stance", word::<Stance>)?;
    every(levels, "level", word::<Level>)?;
    let values = |name: &str| record.get(name).map(alternatives).unwrap_or_default();
    every(&values("mode"), "mode", word::<Mode>)?;
    every(&values("time"), "date", is_date)?;
    quantities(record.get("quantity").unwrap_or("none"))?;
    let Some((frame, written)) = record.frame() else { return Ok(()) };
    parties(written)?;
    // A frame that does not ship yet has any stage and any role.
    let Some(frame) = Knowledge::shipped().frames.get(frame) else { return Ok(()) };
    every(&values("stage"), "stage", |stage| stage == "none" || frame.stages().any(|known| known == stage))?;
    let roles: Vec<String> =
        record.all("role").filter_map(|role| Some(role.split_whitespace().next()?.to_owned())).collect();
    every(&roles, "role", |role| frame.roles.iter().any(|known| **known == *role))
}

fn every(words: &[String], what: &str, right: impl Fn(&str) -> bool) -> Result<(), String> {
    words.iter().find(|word| !right(word)).map_or(Ok(()), |word| Err(format!("no {what} is called {word}")))
}

/// Whether the record has such a word for one of its values.
fn word<T: for<'a> Deserialize<'a>>(word: &str) -> bool {
    let word: serde::de::value::StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(word).is_ok()
}

fn is_date(written: &str) -> bool {
    written == "none" || Edtf::parse(written).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::records;

    fn error(text: &str) -> String {
        checked(records(text, 1).expect("of the notation")).expect_err(text)
    }

    #[test]
    fn words_that_nothing_is_ever_read_as_are_errors() {
        assert_eq!(error("position A:GOV denis act"), "line 1: no stance is called denis");
        assert_eq!(error("position A:GOV denies fact"), "line 1: no level is called fact");
        assert_eq!(error("statement says loud"), "line 1: no kind is called loud");
        assert_eq!(error("statement says direct\n  said soon"), "line 1: no date is called soon");
        assert!(error("position A:GOV denies").contains("a holder, a stance and a level"));
        let transfer = "position A:GOV denies act\n  arms-transfer A -> B\n  ";
        assert_eq!(error(&format!("{transfer}stage deployed")), "line 1: no stage is called deployed");
        assert_eq!(error(&format!("{transfer}role rolle A")), "line 1: no role is called rolle");
        assert_eq!(error(&format!("{transfer}mode theft")), "line 1: no mode is called theft");
    }

    #[test]
    fn a_frame_that_does_not_ship_has_any_stage() {
        let written = "position A:GOV denies act|plan\n  bread-baking A -> B\n  stage baked\n  role flour C";
        assert!(checked(records(written, 1).expect("of the notation")).is_ok());
    }
}
