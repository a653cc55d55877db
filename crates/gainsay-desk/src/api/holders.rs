//! Holders: who takes positions, and what one of them has said over time.

use super::answer::{Asked, List};
use super::fields::Fields;
use super::{cursor, positions};
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::ledger::{Filter, Subject};
use gainsay::record::Holder;
use gainsay::{Keeper, wire};
use serde::Serialize;

/// Reversals and shifts are looked for in so many of a holder's disputes, the most contested ones.
const DISPUTES: usize = 200;

/// A holder in a list.
#[derive(Serialize)]
struct Listed {
    holder: Holder,
    positions: u64,
}

/// What a holder has said.
#[derive(Serialize)]
struct One {
    v: u32,
    holder: Holder,
    grades: Vec<wire::Remark>,
    people: wire::People,
    reversals: Vec<In<wire::Reversal>>,
    shifts: Vec<In<wire::Shift>>,
    positions: List<wire::Held>,
}

/// A change of stance or scope, and the dispute it is in.
#[derive(Serialize)]
struct In<T> {
    dispute: String,
    #[serde(flatten)]
    change: T,
}

/// The holders, by code.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let work = |keeper: &Keeper, fields: &Fields| {
        let limit = fields.limit(50);
        let after = fields.get("cursor").map(|written| cursor::key("holders", written)).transpose()?;
        let [after] = after.unwrap_or_default();
        let holders = keeper.ledger().holders_after(&after, limit as u32 + 1)?;
        let items: Vec<Listed> =
            holders.into_iter().map(|(holder, positions)| Listed { holder, positions }).collect();
        Ok(List::cut(items, limit, |last| cursor::after("holders", &[last.holder.as_str()])))
    };
    asked.json(&desk, work).await
}

/// One holder's positions over time, those beneath it included, and where it changed its stance or spoke of less or more.
pub(crate) async fn one(
    State(desk): State<Desk>,
    Path(code): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let work = move |keeper: &Keeper, fields: &Fields| {
        let missing = || Trouble::missing(format!("there is no holder {code}"));
        let holder = keeper.holder_named(&code).ok_or_else(missing)?;
        let filter = Filter { holder: Some(holder.to_string()), ..fields.filter(keeper)? };
        let held = positions::found(keeper, fields, filter)?;
        let standing = keeper.ledger().standing()?;
        let subject = Subject::Holder(holder.clone());
        let (mut reversals, mut shifts) = (Vec::new(), Vec::new());
        let its = Filter { holder: Some(holder.to_string()), limit: Some(DISPUTES), ..Filter::default() };
        for entry in keeper.ledger().disputes(&its)? {
            let Some(mut dispute) = keeper.ledger().dispute(&entry.id)? else { continue };
            dispute.reversals.retain(|it| is_under(&it.holder, &holder));
            dispute.shifts.retain(|it| is_under(&it.holder, &holder));
            let told = wire::Dispute::from(&dispute);
            let of = || entry.id.clone();
            reversals.extend(told.reversals.into_iter().map(|change| In { dispute: of(), change }));
            shifts.extend(told.shifts.into_iter().map(|change| In { dispute: of(), change }));
        }
        Ok(One {
            v: wire::VERSION,
            grades: standing.grades(&subject).map(|(decision, _)| decision.into()).collect(),
            people: wire::People::of(standing.remarks_on(&subject)),
            reversals,
            shifts,
            positions: held,
            holder,
        })
    };
    asked.json(&desk, work).await
}

/// Whether the one code goes on from the other, or is it.
fn is_under(one: &Holder, other: &Holder) -> bool {
    let rest = one.as_str().strip_prefix(other.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}
