//! Search by words, and the searches that are saved.

use super::answer::{Asked, List};
use super::fields::Fields;
use super::sent::{Sent, name};
use crate::desk::{Desk, now};
use crate::trouble::Trouble;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gainsay::ledger::{Deed, Within};
use gainsay::{Keeper, wire};
use serde::Deserialize;

/// What is found, statements before pages, best first.
pub(crate) async fn search(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let work = |keeper: &Keeper, fields: &Fields| {
        let words = fields.get("q").unwrap_or_default();
        let limit = fields.limit(20);
        let mut hits = Vec::new();
        for (word, within) in [("statements", Within::Statements), ("pages", Within::Pages)] {
            if fields.get("within").is_none_or(|wanted| wanted == word) {
                hits.extend(
                    keeper.search(words, within, limit)?.iter().map(|found| wire::Hit::new(found, within)),
                );
            }
        }
        Ok(List::new(hits, None))
    };
    asked.json(&desk, work).await
}

/// The searches that are saved, by name.
pub(crate) async fn saved(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let work = |keeper: &Keeper, _: &Fields| {
        let standing = keeper.ledger().standing()?;
        let searches = standing.searches().into_iter();
        Ok(List::new(searches.map(|(it, _, _)| wire::Decided::new(it, &standing, false)).collect(), None))
    };
    asked.json(&desk, work).await
}

/// A search to be saved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    by: String,
    name: String,
    words: String,
}

/// Saves a search.
pub(crate) async fn save(State(desk): State<Desk>, Sent(save): Sent<Save>) -> Result<Response, Trouble> {
    let deed = Deed::Search { name: name(&save.name)?.to_owned(), words: name(&save.words)?.to_owned() };
    let by = name(&save.by)?.to_owned();
    desk.write(move |keeper| {
        let decided = keeper.decide(&by, &now(), vec![deed])?;
        Ok((StatusCode::CREATED, super::decisions::entered(keeper, &decided)?).into_response())
    })
    .await
}
