//! What there is, and the session.

use super::answer::Asked;
use super::fields::Fields;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gainsay::ledger::Counts;
use gainsay::{Keeper, wire};
use serde::Serialize;

/// How much there is in the ledger.
#[derive(Serialize)]
struct Status {
    v: u32,
    version: &'static str,
    pages: u64,
    statements: u64,
    positions: u64,
    disputes: u64,
    seal: String,
}

/// The sign of a session.
#[derive(Serialize)]
struct Sign {
    v: u32,
    sign: String,
}

/// Answers how much there is, and how the log ends.
pub(crate) async fn status(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let on = desk.clone();
    let work = move |keeper: &Keeper, _: &Fields| {
        let Counts { pages, statements, positions, disputes } = *on.counts(keeper)?;
        let seal = keeper.ledger().seal()?.to_string();
        let version = env!("CARGO_PKG_VERSION");
        Ok(Status { v: wire::VERSION, version, pages, statements, positions, disputes, seal })
    };
    asked.json(&desk, work).await
}

/// Answers the sign that a program without a token sends with its changes, together with the session's cookie.
pub(crate) async fn session(session: Session, _: Fields) -> Response {
    let kept = [(header::CACHE_CONTROL, "no-store")];
    (kept, Json(Sign { v: wire::VERSION, sign: session.sign })).into_response()
}
