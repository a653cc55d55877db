//! The rows that are derived from a reading. Pure: adding writes them, verifying makes them again and compares.

use crate::days::Days;
use crate::{Ruled, Topic};
use gainsay_record::{Edtf, Holder, Position, Reading, Span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

/// How many statements, and how many positions, a page can have: their numbers are `page * PLACES + place`.
pub(crate) const PLACES: i64 = 1 << 20;

/// Everything that is derived from one page and listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) article: ArticleRow,
    pub(crate) positions: Vec<PositionRow>,
    /// By holder, then by day.
    pub(crate) sayings: Vec<SayingRow>,
}

/// That somebody says something on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SayingRow {
    pub(crate) holder: String,
    /// The first day on which it can have been said, or else printed.
    pub(crate) day: Day,
}

/// A day as YYYYMMDD; one that is not known comes after all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

impl Day {
    pub(crate) const UNKNOWN: Self = Self(99_999_999);

    /// From `YYYY-MM-DD`.
    fn of(day: Option<&str>) -> Self {
        day.and_then(|day| day.replace('-', "").parse().ok()).map_or(Self::UNKNOWN, Self)
    }
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
pub(crate) struct PositionRow {
    pub(crate) topic: Topic,
    /// Empty where nobody is known.
    pub(crate) holder: String,
    /// Empty where none is taken.
    pub(crate) side: String,
    pub(crate) level: String,
    pub(crate) stance: String,
    pub(crate) days: Days,
    /// What people decided on it, in a word.
    pub(crate) ruled: Option<String>,
    /// How sure the machine is, of 1000.
    pub(crate) confidence: u16,
    /// The classes of its items, sorted, none twice.
    pub(crate) items: Vec<String>,
}

impl Rows {
    /// The rows of a reading with what people decided applied.
    pub(crate) fn ruled(ruled: &Ruled) -> Self {
        let mut rows = Self::of(&ruled.reading);
        for (at, (row, topic)) in (0..).zip(rows.positions.iter_mut().zip(&ruled.topics)) {
            row.topic = topic.clone();
            row.ruled = ruled.word_for(at).map(str::to_owned);
            if ruled.is_rejected(at) {
                row.side.clear();
            }
        }
        rows
    }

    /// The rows of a page of which a later version is there: its positions take no side.
    pub(crate) fn superseded(mut self) -> Self {
        self.positions.iter_mut().for_each(|row| row.side.clear());
        self
    }

    pub(crate) fn of(reading: &Reading) -> Self {
        let article = &reading.article;
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
            positions: reading.positions.iter().map(|position| position_row(reading, position)).collect(),
            sayings: saying_rows(reading),
        }
    }
}

/// The days on which a statement can have been said, or else those of the publication.
fn said_on(reading: &Reading, statement: u32) -> Days {
    let provenance = reading.provenance.get(statement as usize);
    let said = Days::of(provenance.and_then(|it| it.said.as_ref()).and_then(|said| said.edtf.as_ref()));
    if said.is_known() { said } else { Days::of(reading.article.published.edtf.as_ref()) }
}

/// Who says something, and when.
fn saying_rows(reading: &Reading) -> Vec<SayingRow> {
    let mut rows: Vec<SayingRow> =
        sayings(reading).into_iter().map(|(_, holder, day)| SayingRow { holder, day }).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Who makes which statement, and when: the origin of each, and whoever takes a position by it.
pub(crate) fn sayings(reading: &Reading) -> BTreeSet<(u32, String, Day)> {
    let origins = (0..).zip(&reading.provenance).filter_map(|(at, it)| Some((at, it.origin()?)));
    let takers = reading.positions.iter().filter_map(|it| Some((it.statement.0, it.holder.as_ref()?)));
    let all = origins.chain(takers);
    all.map(|(at, holder)| (at, holder.to_string(), Day::of(said_on(reading, at).first.as_deref()))).collect()
}

fn position_row(reading: &Reading, position: &Position) -> PositionRow {
    let proposition = &position.proposition;
    let days = said_on(reading, position.statement.0);
    let mut items: Vec<String> = proposition.items.iter().map(|item| item.class.clone()).collect();
    items.sort_unstable();
    items.dedup();
    PositionRow {
        topic: Topic::of(proposition),
        holder: position.holder.as_ref().map(Holder::to_string).unwrap_or_default(),
        side: position.stance.side().map(|side| word(&side)).unwrap_or_default(),
        level: word(&position.level),
        stance: word(&position.stance),
        days,
        ruled: None,
        confidence: of_1000(position.confidence),
        items,
    }
}

/// A share of 1 as so many of 1000.
pub(crate) fn of_1000(share: f32) -> u16 {
    // Whatever is no number is 0.
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
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
