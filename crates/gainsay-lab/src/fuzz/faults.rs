//! What counts as a fault, and the smallest input that shows it.

use gainsay::{Given, Knowledge, Reader, Worker, wire};
use gainsay_knowledge::Frame;
use gainsay_record::Reading;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// A frame of the user's own; else a page.
    pub frame: bool,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What is wrong with how a case is read; else the reading, where it is a page that can be read.
pub fn fault(reader: &Reader, worker: &mut Worker<'_>, case: &Case) -> Result<Option<Reading>, String> {
    if case.frame {
        let text = String::from_utf8_lossy(&case.bytes);
        return match catch_unwind(|| Frame::parse("spoilt", &text, &Knowledge::shipped().items).is_ok()) {
            Ok(_) => Ok(None),
            Err(panic) => Err(format!("a frame panics: {}", words(&*panic))),
        };
    }
    let given = Given { name: Some("page"), ..Given::default() };
    let read = catch_unwind(AssertUnwindSafe(|| worker.read(&case.bytes, &given)));
    let Ok(reading) = read.map_err(|panic| format!("reading panics: {}", words(&*panic)))? else {
        return Ok(None);
    };
    let line = wire::line(&wire::Reading::new("page", &reading));
    let json: Value = serde_json::from_str(&line).map_err(|error| format!("the wire is no JSON: {error}"))?;
    let length = json["text"].as_str().map_or(0, |text| text.chars().count() as u64);
    spans(&json, length)?;
    match reader.worker().read(&case.bytes, &given) {
        Ok(again) if again == reading => Ok(Some(reading)),
        _ => Err("a new worker reads otherwise".to_owned()),
    }
}

/// Whether every span of the wire lies in a text of so many code points.
fn spans(json: &Value, length: u64) -> Result<(), String> {
    match json {
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| match name.as_str() {
            "span" => span(value, length),
            "spans" | "continued" => {
                value.as_array().into_iter().flatten().try_for_each(|value| span(value, length))
            }
            _ => spans(value, length),
        }),
        Value::Array(values) => values.iter().try_for_each(|value| spans(value, length)),
        _ => Ok(()),
    }
}

fn span(value: &Value, length: u64) -> Result<(), String> {
    let ends = (value[0].as_u64(), value[1].as_u64());
    match ends {
        (Some(start), Some(end)) if start < end && end <= length => Ok(()),
        _ if value.is_null() => Ok(()),
        _ => Err(format!("{value} is no span of a text of {length}")),
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words")
}

/// Leaves out piece after piece, from halves to single bytes, as long as the fault still shows.
pub fn smallest(case: &Case, mut shows: impl FnMut(&Case) -> bool) -> Case {
    /// So many tries are reasonable.
    const TRIES: usize = 4000;
    let mut small = case.clone();
    let mut tries = 0;
    let mut piece = small.bytes.len() / 2;
    while piece > 0 {
        let mut start = 0;
        while start < small.bytes.len() && tries < TRIES {
            tries += 1;
            let mut less = small.clone();
            less.bytes.drain(start..(start + piece).min(small.bytes.len()));
            if shows(&less) {
                small = less;
            } else {
                start += piece;
            }
        }
        piece /= 2;
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_a_fault_is_cut_down_to_it() {
        let case = Case { frame: false, bytes: b"a page with a fault ! in its midst".to_vec() };
        let small = smallest(&case, |case| case.bytes.contains(&b'!'));
        assert_eq!(small.bytes, b"!");
    }

    #[test]
    fn spans_beyond_the_text_are_seen() {
        let json: Value = serde_json::from_str(r#"{"a":[{"spans":[[0,4]]},{"span":[3,6]}]}"#).expect("JSON");
        assert!(spans(&json, 6).is_ok());
        assert!(spans(&json, 5).is_err());
    }
}
