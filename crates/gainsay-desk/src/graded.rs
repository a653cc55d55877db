//! Narrowing by the grades that people gave: a letter of the source, a digit of the item, or both.

use crate::trouble::Trouble;
use gainsay::Keeper;
use gainsay::ledger::{Deed, Filter, Grade, Sources, Spot, Standing, Subject};
use gainsay::record::PositionRef;
use std::collections::{BTreeMap, BTreeSet};

/// Narrows `filter` to what is graded so by somebody.
///
/// # Errors
///
/// Where `written` is no grade, or the ledger cannot be read.
pub(crate) fn narrow(keeper: &Keeper, filter: &mut Filter, written: &str) -> Result<(), Trouble> {
    let mut letters = written.trim().chars().map(|letter| Grade::parse(letter.encode_utf8(&mut [0; 4])));
    let grades = (letters.next(), letters.next(), letters.next());
    let (letter, digit) = match grades {
        (Some(Some(letter @ Grade::Reliability(_))), None, None) => (Some(letter), None),
        (Some(Some(digit @ Grade::Credibility(_))), None, None) => (None, Some(digit)),
        (Some(Some(letter @ Grade::Reliability(_))), Some(Some(digit @ Grade::Credibility(_))), None) => {
            (Some(letter), Some(digit))
        }
        _ => return Err(Trouble::wrong(format!("“{written}” is no grade, such as B, 2 or B2"))),
    };
    let standing = keeper.ledger().standing()?;
    let last = last(&standing);
    filter.sources = letter.map(|letter| sources(&last, letter));
    filter.among = digit.map(|digit| items(keeper, &last, digit)).transpose()?;
    Ok(())
}

/// The grades that hold, letters first, each once.
pub(crate) fn given(standing: &Standing) -> BTreeSet<Grade> {
    last(standing).into_values().map(|(_, grade)| grade).collect()
}

/// What was graded, by its JSON, with the last grade of each.
fn last(standing: &Standing) -> BTreeMap<String, (&Subject, Grade)> {
    let grades = standing.holding().filter_map(|decision| match &decision.deed {
        Deed::Grade { on, grade } => Some((serde_json::to_string(on).ok()?, (on, *grade))),
        _ => None,
    });
    grades.collect()
}

/// Who has this letter. The holder's grade counts before the outlet's, and is that of this holder, not of those beneath it.
fn sources(last: &BTreeMap<String, (&Subject, Grade)>, letter: Grade) -> Sources {
    let mut sources = Sources::default();
    for (on, grade) in last.values() {
        match on {
            Subject::Holder(holder) => {
                sources.unless.push(holder.to_string());
                if *grade == letter {
                    sources.holders.push(holder.to_string());
                }
            }
            Subject::Outlet(outlet) if *grade == letter => sources.outlets.push(outlet.clone()),
            _ => {}
        }
    }
    sources
}

/// The positions that have this digit, for themselves or by their statement.
fn items(
    keeper: &Keeper,
    last: &BTreeMap<String, (&Subject, Grade)>,
    digit: Grade,
) -> Result<Vec<PositionRef>, Trouble> {
    let mut found = BTreeSet::new();
    for (on, _) in last.values().filter(|(_, grade)| *grade == digit) {
        let Subject::Item(anchor) = on else { continue };
        let reading = keeper.ledger().reading(&anchor.page)?;
        let spot = anchor.find(&reading);
        for (position, read) in (0..).zip(&reading.positions) {
            let is_meant = match spot {
                Some(Spot::Position(at)) => at == position,
                Some(Spot::Statement(at)) => at == read.statement.0,
                None => false,
            };
            if is_meant {
                found.insert(PositionRef { page: anchor.page, position });
            }
        }
    }
    Ok(found.into_iter().collect())
}
