//! The rows that are derived from a reading. Pure: adding writes them, verifying makes them again and compares.

use crate::days::Days;
use crate::{Ruled, Topic};
use gainsay_record::{Edtf, Holder, Position, Reading, Span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// How many statements, and how many positions, a page can have: their numbers are `page * PLACES + place`.
pub(crate) const PLACES: i64 = 1 << 20;

/// Everything that is derived from one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) article: ArticleRow,
    pub(crate) statements: Vec<StatementRow>,
    pub(crate) positions: Vec<PositionRow>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ArticleRow {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) days: Days,
    pub(crate) statements: i64,
    pub(crate) positions: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatementRow {
    pub(crate) kind: String,
    pub(crate) act: String,
    /// A place among the page's statements.
    pub(crate) nested_in: Option<i64>,
    pub(crate) holder: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) said: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PositionRow {
    /// A place among the page's statements.
    pub(crate) statement: i64,
    pub(crate) topic: Topic,
    pub(crate) holder: Option<String>,
    pub(crate) stance: String,
    pub(crate) level: String,
    pub(crate) roles: String,
    pub(crate) mode: String,
    pub(crate) stage: Option<String>,
    pub(crate) time: Option<String>,
    pub(crate) said: Option<String>,
    pub(crate) days: Days,
    pub(crate) confidence: f64,
    /// What people decided on it, in a word.
    pub(crate) ruled: Option<String>,
    /// Sorted by class, as the table is.
    pub(crate) items: Vec<ItemRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ItemRow {
    pub(crate) class: String,
    pub(crate) place: i64,
    pub(crate) text: String,
    pub(crate) quantity: Option<String>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
    pub(crate) unit: Option<String>,
}

impl Rows {
    /// The rows of a reading with what people decided applied.
    pub(crate) fn ruled(ruled: &Ruled) -> Self {
        let mut rows = Self::of(&ruled.reading);
        for (at, (row, topic)) in (0..).zip(rows.positions.iter_mut().zip(&ruled.topics)) {
            row.topic = topic.clone();
            row.ruled = ruled.word_for(at).map(str::to_owned);
        }
        rows
    }

    pub(crate) fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        let none = Default::default();
        let statements = reading.statements.iter().enumerate().map(|(place, statement)| {
            let provenance = reading.provenance.get(place).unwrap_or(&none);
            StatementRow {
                kind: word(&statement.kind),
                act: word(&statement.act),
                nested_in: statement.nested_in.map(|outer| i64::from(outer.0)),
                holder: provenance.holder.as_ref().map(Holder::to_string),
                origin: provenance.origin().map(Holder::to_string),
                said: provenance.said.as_ref().and_then(|said| said.edtf.as_ref()).map(Edtf::to_string),
            }
        });
        Self {
            article: ArticleRow {
                url: article.url.clone(),
                outlet: article.outlet.clone(),
                title: article.title.clone(),
                byline: article.byline.clone(),
                language: article.language.map(String::from),
                published: article.published.edtf.as_ref().map(Edtf::to_string),
                days: Days::of(article.published.edtf.as_ref()),
                statements: reading.statements.len() as i64,
                positions: reading.positions.len() as i64,
            },
            statements: statements.collect(),
            positions: reading.positions.iter().map(|position| position_row(reading, position)).collect(),
        }
    }
}

fn position_row(reading: &Reading, position: &Position) -> PositionRow {
    let proposition = &position.proposition;
    let provenance = reading.provenance.get(position.statement.0 as usize);
    let said = provenance.and_then(|p| p.said.as_ref()).and_then(|said| said.edtf.as_ref());
    let said_days = Days::of(said);
    let days =
        if said_days.is_known() { said_days } else { Days::of(reading.article.published.edtf.as_ref()) };
    let roles: BTreeMap<_, _> =
        proposition.roles.iter().map(|r| (r.role.as_str(), r.filler.as_str())).collect();
    let mut items: Vec<_> = (0..)
        .zip(&proposition.items)
        .map(|(place, item)| {
            let quantity = item.quantity.as_ref();
            // The database counts no further than 2^63 - 1; the reading keeps the exact number.
            let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            ItemRow {
                class: item.class.clone(),
                place,
                text: item.text.clone(),
                quantity: quantity.map(|q| q.text.clone()),
                min: quantity.and_then(|q| q.min).map(number),
                max: quantity.and_then(|q| q.max).map(number),
                unit: quantity.and_then(|q| q.unit.clone()),
            }
        })
        .collect();
    items.sort_unstable();
    PositionRow {
        statement: i64::from(position.statement.0),
        topic: Topic::of(proposition),
        holder: position.holder.as_ref().map(Holder::to_string),
        stance: word(&position.stance),
        level: word(&position.level),
        roles: serde_json::to_string(&roles).unwrap_or_default(),
        mode: word(&proposition.mode),
        stage: proposition.stage.clone(),
        time: proposition.time.as_ref().and_then(|time| time.edtf.as_ref()).map(Edtf::to_string),
        said: said.map(Edtf::to_string),
        days,
        confidence: f64::from(position.confidence),
        ruled: None,
        items,
    }
}

/// The text of the article blocks, a line each: what a search of pages looks through.
pub(crate) fn article_text(reading: &Reading) -> String {
    let article = &reading.article;
    let blocks = article.blocks.iter().filter(|block| block.kind.is_article());
    blocks.map(|block| block.span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

/// The words that each statement is found by: those of its content, and those of its source.
pub(crate) fn statement_words(reading: &Reading) -> Vec<(String, String)> {
    let words = |spans: &[Span]| words_at(reading, spans);
    reading.statements.iter().map(|statement| (words(&statement.content), words(&statement.source))).collect()
}

/// The words at `spans`, gaps shown.
pub(crate) fn words_at(reading: &Reading, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(&reading.article.text)).collect::<Vec<_>>().join(" … ")
}

/// The word that stands for a value on the wire.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value that a word on the wire stands for.
pub(crate) fn value<T: DeserializeOwned>(word: String) -> Option<T> {
    serde_json::from_value(Value::String(word)).ok()
}
