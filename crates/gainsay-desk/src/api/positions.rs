//! Positions: the list in order of time, and one.

use super::answer::{Asked, List};
use super::fields::Fields;
use super::said::Said;
use super::{cursor, pages};
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::ledger::{Filter, PositionEntry};
use gainsay::record::{PageId, PositionRef};
use gainsay::{Keeper, wire};
use serde::Serialize;
use std::collections::BTreeSet;

/// So many rows are looked at in one step.
const STEP: usize = 256;
/// So many rows are looked at for one answer; where few of them fit, an answer is short and the list goes on.
const MOST: usize = 20 * STEP;

/// One position, and the disputes it is part of.
#[derive(Serialize)]
struct One {
    v: u32,
    #[serde(flatten)]
    held: wire::Held,
    disputes: Vec<String>,
}

/// The positions that fit, by when they were said.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, |keeper, fields| found(keeper, fields, fields.filter(keeper)?)).await
}

/// The positions that fit `filter` and the fields beside it, from the cursor on.
pub(crate) fn found(
    keeper: &Keeper,
    fields: &Fields,
    mut filter: Filter,
) -> Result<List<wire::Held>, Trouble> {
    let limit = fields.limit(50);
    let said = Said::asked(keeper, fields)?;
    filter.after = fields.get("cursor").map(after).transpose()?;
    let step = if said.is_none() { limit + 1 } else { STEP };
    let mut fit = Vec::new();
    let mut looked_at = 0;
    let next = loop {
        let entries = keeper.ledger().positions(&Filter { limit: Some(step), ..filter.clone() })?;
        looked_at += entries.len();
        let is_end = entries.len() < step;
        filter.after = entries.last().map(|entry| entry.at).or(filter.after);
        let fits = |entry: &PositionEntry| said.as_ref().is_none_or(|said| said.has(entry));
        fit.extend(entries.into_iter().filter(fits).map(|entry| entry.at));
        if fit.len() > limit {
            fit.truncate(limit);
            break fit.last().copied();
        }
        if is_end {
            break None;
        }
        if looked_at >= MOST {
            break filter.after;
        }
    };
    Ok(List::new(held(keeper, &fit)?, next.map(goes_on)))
}

/// The cursor after a position.
pub(crate) fn goes_on(at: PositionRef) -> String {
    cursor::after("positions", &[&at.page.to_string(), &at.position.to_string()])
}

/// The position after which a list goes on.
pub(crate) fn after(written: &str) -> Result<PositionRef, Trouble> {
    let [page, position] = cursor::key("positions", written)?;
    let wrong = cursor::other;
    let page = PageId::parse(&page).ok_or_else(wrong)?;
    Ok(PositionRef { page, position: position.parse().map_err(|_| wrong())? })
}

/// These positions with their statements and where they stand, in this order.
pub(crate) fn held(keeper: &Keeper, positions: &[PositionRef]) -> Result<Vec<wire::Held>, Trouble> {
    let ids: BTreeSet<PageId> = positions.iter().map(|at| at.page).collect();
    let standing = keeper.ledger().standing()?;
    let kept = keeper.pages(&ids)?;
    let wires: Vec<_> = kept.iter().map(|kept| wire::Reading::new("", &kept.ruled.reading)).collect();
    let held = positions.iter().filter_map(|at| {
        // Pages are sorted by id.
        let place = kept.binary_search_by(|kept| kept.entry.id.cmp(&at.page)).ok()?;
        wire::Held::new(&kept[place], &wires[place], at.position, &standing)
    });
    Ok(held.collect())
}

/// One position of a page.
pub(crate) async fn one(
    State(desk): State<Desk>,
    Path((page, position)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, _: &Fields| {
        let page = pages::named(keeper, &page)?;
        let missing = || Trouble::missing(format!("there is no position {position} on page {page}"));
        let place = place(&position).ok_or_else(missing)?;
        let at = PositionRef { page, position: place };
        let held = held(keeper, &[at])?.pop().ok_or_else(missing)?;
        Ok(One { v: wire::VERSION, held, disputes: keeper.ledger().disputes_of(&at)? })
    };
    asked.json(&desk, work).await
}

/// The place that `p1` names.
pub(crate) fn place(written: &str) -> Option<u32> {
    let digits =
        written.strip_prefix('p').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse::<u32>().ok()?.checked_sub(1)
}
