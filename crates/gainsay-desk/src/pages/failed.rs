//! The page that says what went wrong.

use super::{Frame, html};
use crate::trouble::Trouble;
use askama::Template;
use axum::response::{IntoResponse, Response};

/// A trouble as a page.
pub(crate) struct Failed(pub Trouble);

#[derive(Template)]
#[template(path = "failed.html")]
struct Page {
    frame: Frame,
    title: &'static str,
    detail: String,
    status: u16,
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let Self(trouble) = self;
        let mut response = html(&Page {
            frame: Frame::bare(trouble.title),
            title: trouble.title,
            detail: gainsay::safe::line(&trouble.detail),
            status: trouble.status.as_u16(),
        });
        *response.status_mut() = trouble.status;
        response.extensions_mut().insert(trouble);
        response
    }
}

/// Answers what no route does.
pub(crate) async fn nothing_here() -> Trouble {
    Trouble::missing("there is nothing at this address")
}
