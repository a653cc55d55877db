//! Disputes: the list, most contested first, and one with its positions.

use super::answer::{Asked, List};
use super::fields::Fields;
use super::said::Said;
use super::{cursor, positions};
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::ledger::{Contested, DisputeEntry, Filter};
use gainsay::record::{Edtf, PageId, PositionRef, Side};
use gainsay::{Keeper, wire};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows are looked at in one step, where words choose among them.
const STEP: usize = 1024;

/// A dispute in a list.
#[derive(Serialize)]
struct Listed {
    id: String,
    title: String,
    frame: String,
    parties: Vec<String>,
    first: Option<Edtf>,
    last: Option<Edtf>,
    sides: BTreeMap<Side, Count>,
    pages: u64,
    weighed: u64,
    contested: bool,
    #[serde(skip)]
    weight: Contested,
}

/// How much there is on a side.
#[derive(Serialize)]
struct Count {
    positions: u64,
    holders: u64,
}

/// A dispute with the first of its positions.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    shown: wire::Shown,
    next: Option<String>,
}

impl From<DisputeEntry> for Listed {
    fn from(entry: DisputeEntry) -> Self {
        let contested = entry.is_contested();
        let counts = entry.sides.into_iter().zip(entry.holders);
        Self {
            sides: counts.map(|((side, positions), holders)| (side, Count { positions, holders })).collect(),
            id: entry.id,
            title: entry.title,
            frame: entry.topic.frame,
            parties: entry.topic.parties,
            first: entry.first,
            last: entry.last,
            pages: entry.pages,
            weighed: entry.weighed,
            contested,
            weight: entry.contested,
        }
    }
}

/// The disputes that fit, most contested first.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, answer).await
}

fn answer(keeper: &Keeper, fields: &Fields) -> Result<List<Listed>, Trouble> {
    let filter = Filter { contested: !fields.has("all"), ..fields.filter(keeper)? };
    let said = Said::asked(keeper, fields)?;
    let ids = said.map(|said| said.disputes(keeper, &filter)).transpose()?;
    let mut below = fields.get("cursor").map(after).transpose()?;
    let limit = fields.limit(20);
    let step = if ids.is_some() { STEP } else { limit + 1 };
    let mut entries: Vec<DisputeEntry> = Vec::new();
    loop {
        let mut found =
            keeper.ledger().disputes(&Filter { below: below.take(), limit: Some(step), ..filter.clone() })?;
        let is_end = found.len() < step;
        below = found.last().map(|last| (last.contested.clone(), last.id.clone()));
        found.retain(|entry| ids.as_ref().is_none_or(|ids| ids.contains(&entry.id)));
        entries.extend(found);
        if is_end || entries.len() > limit {
            break;
        }
    }
    let items: Vec<Listed> = entries.into_iter().map(Listed::from).collect();
    Ok(List::cut(items, limit, |last| {
        let weight: Vec<String> = last.weight.0.iter().map(u64::to_string).collect();
        cursor::after("disputes", &[&weight.join(","), &last.id])
    }))
}

/// The dispute after which a list goes on.
fn after(written: &str) -> Result<(Contested, String), Trouble> {
    let [weight, id] = cursor::key("disputes", written)?;
    let weight: Result<Vec<u64>, _> = weight.split(',').filter(|it| !it.is_empty()).map(str::parse).collect();
    let weight = weight.map_err(|_| cursor::other())?;
    Ok((Contested(weight), id))
}

/// One dispute, with the first of its positions: by side, in order of time, those beneath the sides last.
pub(crate) async fn one(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, fields: &Fields| {
        let dispute = named(keeper, &id)?;
        let all = in_order(&dispute);
        let given = &all[..all.len().min(fields.limit(100))];
        let beside = keeper.beside(&dispute)?;
        let pages: BTreeSet<PageId> = beside.set_aside.iter().map(|at| at.page).collect();
        let mut shown = wire::Shown::new(&dispute, &keeper.pages(&pages)?, &beside);
        shown.positions = positions::held(keeper, given)?;
        let next = given.last().filter(|_| given.len() < all.len()).copied().map(positions::goes_on);
        Ok(Whole { shown, next })
    };
    asked.json(&desk, work).await
}

/// The positions of one dispute, in the same order, from the cursor on.
pub(crate) async fn its_positions(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, fields: &Fields| {
        let all = in_order(&named(keeper, &id)?);
        let from = match fields.get("cursor") {
            None => 0,
            Some(written) => {
                let after = positions::after(written)?;
                // One that has left the dispute since leaves no place to go on from.
                let place = all.iter().position(|at| *at == after);
                place.ok_or_else(|| Trouble::missing("the position of this cursor has left the dispute"))? + 1
            }
        };
        let given: Vec<PositionRef> = all[from..].iter().copied().take(fields.limit(50)).collect();
        let goes_on = from + given.len() < all.len();
        let next = given.last().filter(|_| goes_on).copied().map(positions::goes_on);
        Ok(List::new(positions::held(keeper, &given)?, next))
    };
    asked.json(&desk, work).await
}

fn in_order(dispute: &gainsay::record::Dispute) -> Vec<PositionRef> {
    let lists = dispute.sides.iter().chain(&dispute.beneath);
    lists.flat_map(|(_, positions)| positions).copied().collect()
}

/// The dispute with this id, or the only one whose id opens with it.
fn named(keeper: &Keeper, id: &str) -> Result<gainsay::record::Dispute, Trouble> {
    let missing = || Trouble::missing(format!("there is no dispute {id}"));
    let ledger = keeper.ledger();
    let found = ledger.disputes_starting(&id.to_ascii_lowercase(), 2)?;
    match &found[..] {
        [one] if !id.is_empty() => ledger.dispute(one)?.ok_or_else(missing),
        [] | [_] => Err(missing()),
        _ => Err(Trouble::missing(format!("{id} opens the ids of several disputes"))),
    }
}
