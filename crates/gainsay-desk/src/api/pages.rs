//! Pages: the list, one with what was read from it, its text.

use super::answer::{Asked, List};
use super::cursor;
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::ledger::PageEntry;
use gainsay::record::{Edtf, PageId};
use gainsay::{Keeper, Kept, wire};
use serde::Serialize;
use std::collections::BTreeSet;

/// A page in a list.
#[derive(Serialize)]
pub(crate) struct Listed {
    pub page: PageId,
    paths: Vec<String>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    language: Option<String>,
    published: Option<Edtf>,
    captured: String,
    bytes: u64,
    statements: u64,
    positions: u64,
}

/// A page with all that is known of it.
#[derive(Serialize)]
struct Whole {
    v: u32,
    #[serde(flatten)]
    listed: Listed,
    versions: Vec<PageId>,
    reading: wire::Reading,
    people: Vec<OnPosition>,
}

/// What people decided on a position of a page.
#[derive(Serialize)]
struct OnPosition {
    position: String,
    disputes: Vec<String>,
    people: wire::People,
}

impl From<PageEntry> for Listed {
    fn from(entry: PageEntry) -> Self {
        Self {
            page: entry.id,
            paths: entry.paths,
            url: entry.url,
            outlet: entry.outlet,
            title: entry.title,
            language: entry.language,
            published: entry.published,
            captured: entry.captured,
            bytes: entry.length,
            statements: entry.statements,
            positions: entry.positions,
        }
    }
}

/// The pages, in the order in which they were taken in.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let work = |keeper: &Keeper, fields: &super::fields::Fields| {
        let limit = fields.limit(50);
        let after = fields.get("cursor").map(page_after).transpose()?;
        let pages = keeper.ledger().pages_after(after.as_ref(), limit as u32 + 1)?;
        let items: Vec<Listed> = pages.into_iter().map(Listed::from).collect();
        Ok(List::cut(items, limit, |last| cursor::after("pages", &[&last.page.to_string()])))
    };
    asked.json(&desk, work).await
}

fn page_after(written: &str) -> Result<PageId, Trouble> {
    let [page] = cursor::key("pages", written)?;
    PageId::parse(&page).ok_or_else(cursor::other)
}

/// One page.
pub(crate) async fn one(
    State(desk): State<Desk>,
    Path(page): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, _: &_| {
        let kept = kept(keeper, &page)?;
        let ledger = keeper.ledger();
        let standing = ledger.standing()?;
        let id = kept.entry.id;
        let versions = ledger.versions(&id)?.into_iter().map(|version| version.id).collect();
        let path = kept.entry.paths.first().cloned().unwrap_or_default();
        let count = u32::try_from(kept.ruled.reading.positions.len()).unwrap_or(u32::MAX);
        let people = (0..count)
            .map(|position| {
                let at = gainsay::record::PositionRef { page: id, position };
                Ok(OnPosition {
                    position: wire::position_id(position),
                    disputes: ledger.disputes_of(&at)?,
                    people: wire::People::on_position(&kept, position, &standing),
                })
            })
            .collect::<Result<Vec<_>, Trouble>>()?;
        let reading = wire::Reading::new(&path, &kept.ruled.reading);
        Ok(Whole { v: wire::VERSION, listed: kept.entry.into(), versions, reading, people })
    };
    asked.json(&desk, work).await
}

/// The text of one page: never the bytes it came as.
pub(crate) async fn text(
    State(desk): State<Desk>,
    Path(page): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, _: &_| {
        let id = named(keeper, &page)?;
        Ok(keeper.ledger().reading(&id)?.article.text)
    };
    asked.text(&desk, "text/plain; charset=utf-8", work).await
}

/// The page with this id, or the only one whose id opens with these digits.
pub(crate) fn named(keeper: &Keeper, written: &str) -> Result<PageId, Trouble> {
    let missing = || Trouble::missing(format!("there is no page {written}"));
    let digits = written.to_ascii_lowercase();
    if digits.len() < 4 {
        return Err(missing());
    }
    match keeper.ledger().pages_starting(&digits, 2)?[..] {
        [page] => Ok(page),
        [] => Err(missing()),
        _ => Err(Trouble::missing(format!("{written} opens the ids of several pages"))),
    }
}

/// A page with what was read from it and what people decided.
pub(crate) fn kept(keeper: &Keeper, written: &str) -> Result<Kept, Trouble> {
    let id = named(keeper, written)?;
    let mut pages = keeper.pages(&BTreeSet::from([id]))?;
    pages.pop().ok_or_else(|| Trouble::missing(format!("there is no page {written}")))
}
