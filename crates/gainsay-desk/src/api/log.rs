//! The log, and what is new since some time.

use super::answer::{Asked, List};
use super::cursor;
use super::fields::Fields;
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::State;
use axum::response::Response;
use gainsay::{Keeper, wire};

/// So many entries are read in one step.
const STEP: u32 = 512;

/// The entries of the log, in order.
pub(crate) async fn list(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, entries).await
}

fn entries(keeper: &Keeper, fields: &Fields) -> Result<List<wire::Entry>, Trouble> {
    let limit = fields.limit(50);
    let since = fields.moment("since");
    let standing = keeper.ledger().standing()?;
    let mut after = match fields.get("cursor") {
        None => 0,
        Some(written) => {
            let [number] = cursor::key("log", written)?;
            number.parse().map_err(|_| cursor::other())?
        }
    };
    let mut items = Vec::new();
    while items.len() <= limit {
        let step = if since.is_some() { STEP } else { limit as u32 + 1 };
        let entries = keeper.ledger().log_after(after, step)?;
        let Some(last) = entries.last() else { break };
        after = last.number;
        let new = entries.iter().filter(|entry| since.as_ref().is_none_or(|since| entry.at >= *since));
        items.extend(new.map(|entry| wire::Entry::new(entry, &standing)));
    }
    Ok(List::cut(items, limit, |last| cursor::after("log", &[&last.entry.to_string()])))
}

/// What the pages that came in since have brought.
pub(crate) async fn news(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let work = |keeper: &Keeper, fields: &Fields| {
        let since = fields.moment("since").ok_or_else(|| Trouble::wrong("“since” is empty"))?;
        let news = keeper.diff(&since)?;
        Ok(List::new(news.iter().map(wire::News::from).collect(), None))
    };
    asked.json(&desk, work).await
}
