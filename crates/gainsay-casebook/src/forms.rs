//! The two forms of the reading of a whole page held against each other: `NAME.expected` in the notation, and `NAME.json` with
//! offsets in code points, which `gainsay-lab reading` takes.

use crate::notation::{Record, alternatives, places, records};
use crate::pages::expected;
use crate::words::Words;
use serde_json::Value;
use std::path::Path;

/// Where a whole page has its reading in both forms, whether they say the same: every difference.
pub fn differ(casebook: &Path) -> Result<Vec<String>, String> {
    let folder = casebook.join("pages");
    let (mut differences, mut compared) = (Vec::new(), 0);
    for (name, expected) in expected(&folder)? {
        let Ok(json) = std::fs::read_to_string(folder.join(format!("{name}.json"))) else { continue };
        compared += 1;
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))
            .map_err(|e| format!("{name}.txt: {e}"))?;
        let json: Value = serde_json::from_str(&json).map_err(|error| format!("{name}.json: {error}"))?;
        let form = Form { words: Words::of(&text), text: &text };
        let records = records(&expected, 1)?;
        for (part, kind) in [("blocks", "block"), ("statements", "statement"), ("positions", "position")] {
            let rows: Vec<&Value> = json[part].as_array().into_iter().flatten().collect();
            let wanted: Vec<&Record> = records.iter().filter(|record| record.name == kind).collect();
            if rows.len() != wanted.len() {
                differences.push(format!(
                    "{name}: {} {part} in the JSON, {} in the notation",
                    rows.len(),
                    wanted.len()
                ));
            }
            for (number, (row, record)) in rows.iter().zip(&wanted).enumerate() {
                if let Some(field) = form.differs(part, row, record) {
                    differences.push(format!(
                        "{name}: {kind} {} (line {}): {field}",
                        number + 1,
                        record.line
                    ));
                }
            }
        }
    }
    if compared == 0 { Err("no page has its reading in both forms".to_owned()) } else { Ok(differences) }
}

struct Form<'a> {
    words: Words,
    text: &'a str,
}

impl Form<'_> {
    fn differs(&self, part: &str, row: &Value, record: &Record) -> Option<String> {
        let strings = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().map(|v| v.as_str().unwrap_or("none").to_owned()).collect()
        };
        let head = record.head();
        let compare = |field: &str, wanted: Vec<String>| {
            let got = strings(&row[field]);
            (got != wanted).then(|| format!("{field} {got:?} and {wanted:?}"))
        };
        let values = |name: &str| record.get(name).map(alternatives).unwrap_or_default();
        match part {
            "blocks" => {
                let kinds = compare("kinds", head.first().cloned().unwrap_or_default());
                let quoted =
                    record.value.split_once('"').map(|(_, rest)| format!("\"{rest}")).unwrap_or_default();
                let place = places(&quoted).ok()?.into_iter().flatten().next();
                let range =
                    place.and_then(|place| self.words.at(&place)).map(|words| self.words.bytes(words));
                let span = self.bytes(&row["span"]);
                let inside =
                    range.zip(span).is_some_and(|(words, span)| span.0 <= words.start && words.end <= span.1);
                kinds.or((!inside).then(|| "another place".to_owned()))
            }
            "statements" => compare("acts", head.first().cloned().unwrap_or_default())
                .or_else(|| compare("kinds", head.get(1).cloned().unwrap_or_default()))
                .or_else(|| compare("holders", values("holder")))
                .or_else(|| self.spans_differ("sources", &row["sources"], record.get("source")))
                .or_else(|| self.spans_differ("cues", &row["cues"], record.get("cue")))
                .or_else(|| self.spans_differ("content", &row["content"], record.get("content")))
                .or_else(|| (row["required"] == record.may).then(|| "required".to_owned())),
            _ => compare("holders", head.first().cloned().unwrap_or_default())
                .or_else(|| compare("stances", head.get(1).cloned().unwrap_or_default()))
                .or_else(|| compare("levels", head.get(2).cloned().unwrap_or_default()))
                .or_else(|| compare("stages", values("stage")))
                .or_else(|| (row["required"] == record.may).then(|| "required".to_owned())),
        }
    }

    /// Byte offsets of a pair of code points.
    fn bytes(&self, span: &Value) -> Option<(usize, usize)> {
        let offset = |point: &Value| {
            let point = usize::try_from(point.as_u64()?).ok()?;
            self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).nth(point)
        };
        Some((offset(&span[0])?, offset(&span[1])?))
    }

    /// Whether the spans touch other words than the places; a content's further alternatives are not compared.
    fn spans_differ(&self, field: &str, spans: &Value, value: Option<&str>) -> Option<String> {
        let spans = spans.as_array().into_iter().flatten().filter_map(|span| self.bytes(span));
        let spans: Vec<_> =
            spans.filter_map(|(start, end)| gainsay::record::Span::new(self.text, start, end)).collect();
        let taken = if field == "content" { 1 } else { usize::MAX };
        let options = places(value.unwrap_or("none")).unwrap_or_default();
        let wanted =
            options.iter().take(taken).flatten().filter_map(|place| self.words.at(place)).flatten().collect();
        (self.words.under(&spans) != wanted).then(|| format!("{field}: other words"))
    }
}
