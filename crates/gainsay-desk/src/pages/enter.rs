//! The form that asks for the token, where one is set.

use super::frame::{Frame, html};
use crate::desk::Desk;
use crate::safety;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Form, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "enter.html")]
struct Page {
    frame: Frame,
    wrong: bool,
}

#[derive(Deserialize)]
pub(crate) struct Shown {
    #[serde(default)]
    token: String,
}

pub(crate) async fn form() -> Response {
    html(&Page { frame: Frame::bare("Enter"), wrong: false })
}

pub(crate) async fn enter(State(desk): State<Desk>, Form(shown): Form<Shown>) -> Response {
    match safety::enter(&desk, shown.token.trim()) {
        Ok(response) => response,
        Err(Trouble { status, .. }) => {
            let mut response = html(&Page { frame: Frame::bare("Enter"), wrong: true });
            *response.status_mut() = status;
            response
        }
    }
}
