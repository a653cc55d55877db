//! The fields of an address, checked against the table of routes: one that is not there, or given twice, is refused rather than
//! passed over, so that a list is never wider than was asked for.

use super::problem::{meaningless, unmeant};
use super::routes::{self, Kind, Param};
use crate::asked::{Asked, word};
use crate::trouble::Trouble;
use axum::extract::{FromRequestParts, MatchedPath, Query};
use axum::http::request::Parts;
use gainsay::Keeper;
use gainsay::ledger::{Filter, first_day};
use gainsay::record::Edtf;
use std::collections::BTreeMap;

/// The fields of an address that were filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(BTreeMap<&'static str, String>);

impl<S: Send + Sync> FromRequestParts<S> for Fields {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let matched = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned());
        let route = matched.and_then(|path| routes::find(&parts.method, &path));
        let known = route.map(|route| route.query).unwrap_or_default();
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Query(pairs) = pairs.map_err(|error| Trouble::wrong(error.body_text()))?;
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            let param = known.iter().find(|param| param.name == name).ok_or_else(|| unknown(&name, known))?;
            // An empty text narrows nothing; an empty number is none.
            let is_text = matches!(param.kind, Kind::Text | Kind::Date | Kind::Moment);
            if !(is_text && value.trim().is_empty()) {
                check(param, &value)?;
            }
            if fields.insert(param.name, value).is_some() {
                return Err(Trouble::wrong(format!("“{name}” is given twice")));
            }
        }
        let fields = Self(fields);
        if let Some(missing) = known.iter().find(|param| param.needed && fields.get(param.name).is_none()) {
            return Err(Trouble::wrong(format!("“{}” is missing: {}", missing.name, missing.about)));
        }
        Ok(fields)
    }
}

fn unknown(name: &str, known: &[Param]) -> Trouble {
    let names: Vec<&str> = known.iter().map(|param| param.name).collect();
    let there = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    Trouble::wrong(format!("there is no field “{name}” here; there is {there}"))
}

fn check(param: &Param, value: &str) -> Result<(), Trouble> {
    let told = |what: String| format!("“{}” is {what}, not “{value}”", param.name);
    let wrong = |what: String| Err(Trouble::wrong(told(what)));
    match param.kind {
        Kind::Count { most, .. } => match value.parse::<usize>() {
            // A plus sign is a number to Rust and none to JSON Schema.
            Ok(count) if (1..=most).contains(&count) && !value.starts_with('+') => Ok(()),
            _ => wrong(format!("a number from 1 to {most}")),
        },
        Kind::Flag if !matches!(value, "true" | "false") => wrong("true or false".to_owned()),
        Kind::Word(words) if !words().contains(&value) => wrong(format!("one of {}", words().join(", "))),
        Kind::Date if Edtf::parse(value).is_none() => {
            Err(unmeant(told("a date in EDTF, such as 2022-09-22 or 2022-09".to_owned())))
        }
        Kind::Moment if moment(value).is_none() => {
            Err(unmeant(told("a date in EDTF (2022-09-22) or a moment (2022-09-22T06:00:00Z)".to_owned())))
        }
        _ => Ok(()),
    }
}

/// A time as the log's are compared with it: a moment, or the first day that a date in EDTF can mean.
fn moment(written: &str) -> Option<String> {
    match written.parse::<jiff::Timestamp>() {
        Ok(moment) if written.contains('T') => Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        _ => Edtf::parse(written).as_ref().and_then(first_day),
    }
}

impl Fields {
    /// A field as it was given; `None` where it is empty or not there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a flag is set.
    pub fn has(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// How many items are wanted at most.
    pub fn limit(&self, default: usize) -> usize {
        self.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(default)
    }

    /// The time in this field.
    pub fn moment(&self, name: &str) -> Option<String> {
        self.get(name).and_then(moment)
    }

    /// What a list of disputes or positions is narrowed to; words are looked up apart.
    ///
    /// # Errors
    ///
    /// Where a name is no party, or a word no class of items, that is known, or a grade is none.
    pub fn filter(&self, keeper: &Keeper) -> Result<Filter, Trouble> {
        let text = |name| self.get(name).unwrap_or_default().to_owned();
        let asked = Asked {
            party: text("party"),
            item: text("item"),
            outlet: text("outlet"),
            holder: text("holder"),
            stance: text("stance"),
            from: text("from"),
            to: text("to"),
            grade: text("grade"),
            ..Asked::default()
        };
        Ok(Filter {
            frame: self.get("frame").map(str::to_owned),
            levels: self.get("level").and_then(word).into_iter().collect(),
            ..asked.filter(keeper).map_err(meaningless)?
        })
    }
}
