//! Statements: of one page or of all, in the order of the pages; or of one holder, in order of time.

use super::answer::{Asked, List};
use super::fields::Fields;
use super::problem::unmeant;
use super::{cursor, pages};
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::State;
use axum::response::Response;
use gainsay::ledger::SayingPlace;
use gainsay::record::{Edtf, PageId};
use gainsay::{Keeper, Kept, wire};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A statement and where it stands.
#[derive(Serialize)]
struct Stated {
    page: PageId,
    paths: Vec<String>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<Edtf>,
    words: String,
    statement: wire::Statement,
    rulings: Vec<wire::Ruling>,
}

/// The list, with what people decided applied.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, answer).await
}

fn answer(keeper: &Keeper, fields: &Fields) -> Result<List<Stated>, Trouble> {
    let limit = fields.limit(50);
    if let Some(holder) = fields.get("holder") {
        if fields.get("page").is_some() {
            return Err(unmeant("either “page” or “holder” is asked for, not both"));
        }
        return of_holder(keeper, holder, fields, limit);
    }
    let (mut last, mut skip) = match fields.get("cursor") {
        None => (None, 0),
        Some(written) => {
            let [page, place] = cursor::key("statements", written)?;
            let wrong = cursor::other;
            let place: usize = place.parse().map_err(|_| wrong())?;
            (Some(PageId::parse(&page).ok_or_else(wrong)?), place.saturating_add(1))
        }
    };
    let only = fields.get("page").map(|page| pages::named(keeper, page)).transpose()?;
    let mut items: Vec<(usize, Stated)> = Vec::new();
    if let Some(page) = only.or(last) {
        items.extend(of_page(keeper, page)?.into_iter().enumerate().skip(skip));
        last = Some(page);
    }
    skip = 0;
    while only.is_none() && items.len() <= limit {
        let next = keeper.ledger().pages_after(last.as_ref(), 16)?;
        let Some(end) = next.last() else { break };
        last = Some(end.id);
        for entry in next.iter().filter(|entry| entry.statements > 0) {
            items.extend(of_page(keeper, entry.id)?.into_iter().enumerate().skip(skip));
            if items.len() > limit {
                break;
            }
        }
    }
    let list = List::cut(items, limit, |(place, last)| {
        cursor::after("statements", &[&last.page.to_string(), &place.to_string()])
    });
    Ok(list.map(|(_, stated)| stated))
}

/// What a holder and those beneath it have said, by when.
fn of_holder(keeper: &Keeper, holder: &str, fields: &Fields, limit: usize) -> Result<List<Stated>, Trouble> {
    let after = fields.get("cursor").map(|written| -> Result<SayingPlace, Trouble> {
        let [place] = cursor::key("said", written)?;
        place.parse().map_err(|_| cursor::other())
    });
    let entries = keeper.ledger().sayings(holder, after.transpose()?.as_ref(), limit + 1)?;
    let ids: BTreeSet<PageId> = entries.iter().take(limit).map(|entry| entry.page).collect();
    let mut pages: BTreeMap<PageId, Vec<Option<Stated>>> = BTreeMap::new();
    for id in ids {
        pages.insert(id, of_page(keeper, id)?.into_iter().map(Some).collect());
    }
    let next = entries.get(limit).and(entries.get(limit.saturating_sub(1)));
    let next = next.map(|last| cursor::after("said", &[&last.place.to_string()]));
    let said = entries.iter().take(limit).filter_map(|entry| {
        // Two holders beneath the one that was asked for can make one statement: it is listed once.
        pages.get_mut(&entry.page)?.get_mut(entry.statement.0 as usize)?.take()
    });
    Ok(List::new(said.collect(), next))
}

fn of_page(keeper: &Keeper, page: PageId) -> Result<Vec<Stated>, Trouble> {
    let Some(Kept { entry, ruled, .. }) = keeper.pages(&BTreeSet::from([page]))?.pop() else {
        return Ok(Vec::new());
    };
    let text = &ruled.reading.article.text;
    let wire = wire::Reading::new("", &ruled.reading).statements;
    let stated =
        wire.into_iter().zip(&ruled.reading.statements).enumerate().map(|(place, (wire, statement))| {
            let parts: Vec<&str> = statement.content.iter().map(|span| span.of(text)).collect();
            let marks = u32::try_from(place).map(|place| ruled.marks_within(place)).unwrap_or_default();
            Stated {
                page,
                paths: entry.paths.clone(),
                url: entry.url.clone(),
                outlet: entry.outlet.clone(),
                title: entry.title.clone(),
                published: entry.published.clone(),
                words: parts.join(" […] "),
                statement: wire,
                rulings: marks.into_iter().map(|(_, mark)| mark.into()).collect(),
            }
        });
    Ok(stated.collect())
}
