//! The contested claims, most contested first.

use super::frame::{Frame, Part, html};
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gainsay::ledger::{DisputeEntry, Filter};

#[derive(Template)]
#[template(path = "disputes.html")]
struct Page {
    frame: Frame,
    rows: Vec<DisputeEntry>,
}

pub(crate) async fn disputes(State(desk): State<Desk>, session: Session) -> Result<Response, Trouble> {
    desk.read(move |keeper| {
        let rows = keeper.disputes(&Filter::default(), false)?;
        Ok(html(&Page { frame: Frame::new("Disputes", Part::Disputes, &session), rows }))
    })
    .await
}
