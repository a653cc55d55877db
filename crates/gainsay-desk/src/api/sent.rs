//! What is sent to be entered: JSON of a known shape, from somebody who may.

use super::problem::{unmeant, unsupported};
use crate::desk::Desk;
use crate::safety::{Session, signed};
use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// The header that carries the sign of a session.
pub(crate) const SIGN: &str = "x-gainsay-sign";

/// The longest name of a person, in letters.
const NAME: usize = 100;

/// A body that was sent by somebody who may.
pub(crate) struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Desk> for Sent<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, desk: &Desk) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        may(desk, &mut parts).await?;
        if kind(&parts.headers) != "application/json" {
            return Err(unsupported("this takes application/json"));
        }
        let body = Bytes::from_request(Request::from_parts(parts, body), desk).await;
        let body = body.map_err(|error| told(error.status(), error.body_text()))?;
        let value: serde_json::Value = serde_json::from_slice(&body)
            .map_err(|error| Trouble::wrong(format!("the body is no JSON: {error}")))?;
        serde_json::from_value(value).map(Self).map_err(|error| unmeant(error.to_string()))
    }
}

/// Whether a change may be made: it shows the token, or the sign of its session.
pub(crate) async fn may(desk: &Desk, parts: &mut axum::http::request::Parts) -> Result<(), Trouble> {
    let session = Session::from_request_parts(parts, desk).await?;
    if session.by_token {
        return Ok(());
    }
    let sign = parts.headers.get(SIGN).and_then(|sign| sign.to_str().ok());
    signed(desk, &session, sign).map_err(|_| {
        Trouble::refused(
            "a change needs the sign of its session (GET /api/v1/session) in X-Gainsay-Sign, or the token",
        )
    })
}

/// The kind of what is sent, in lower case, without its parameters.
pub(crate) fn kind(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What the body's reading says, as a trouble.
pub(crate) fn told(status: axum::http::StatusCode, detail: String) -> Trouble {
    match status {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
            Trouble::too_large("the body is larger than is taken here")
        }
        _ => Trouble::wrong(detail),
    }
}

/// A name that can be shown on one line.
///
/// # Errors
///
/// Where it is none.
pub(crate) fn name(written: &str) -> Result<&str, Trouble> {
    let name = written.trim();
    if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > NAME {
        return Err(unmeant(format!("a name is a word or a few, on one line, {NAME} letters at most")));
    }
    Ok(name)
}
