//! Pages that are handed over, or fetched where that is allowed.

use super::fields::Fields;
use super::problem::{too_many, unmeant, unsupported};
use super::sent::{Sent, kind, may, told};
use crate::desk::Desk;
use crate::jobs::{Batch, State};
use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{self, FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gainsay::record::Edtf;
use gainsay::{Known, Source, wire};
use serde::Deserialize;
use tokio::sync::Semaphore;

/// So many pages are held while they wait to be added; who comes then is asked to come again.
const WAITING: usize = 4;

static PLACES: Semaphore = Semaphore::const_new(WAITING);

/// Takes a page that was sent: its bytes are the body.
pub(crate) async fn add(
    extract::State(desk): extract::State<Desk>,
    request: Request,
) -> Result<Response, Trouble> {
    let (mut parts, body) = request.into_parts();
    may(&desk, &mut parts).await?;
    let fields = Fields::from_request_parts(&mut parts, &desk).await?;
    let ending = match kind(&parts.headers).as_str() {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "text/plain" => Some("txt"),
        // Told by the bytes.
        "application/octet-stream" => None,
        _ => {
            let kinds = "text/html, application/xhtml+xml, text/plain or application/octet-stream";
            return Err(unsupported(format!("a page is sent as {kinds}")));
        }
    };
    let _place = PLACES.try_acquire().map_err(|_| too_many("other pages wait to be added; try again"))?;
    let body = Bytes::from_request(Request::from_parts(parts, body), &desk).await;
    let bytes = body.map_err(|error| told(error.status(), error.body_text()))?;
    let known = Known {
        url: fields.get("url").map(str::to_owned),
        outlet: fields.get("outlet").map(str::to_owned),
        published: fields.get("published").and_then(Edtf::parse),
        plain: fields.has("plain"),
    };
    let path = fields.get("path").or(fields.get("url")).unwrap_or("sent").to_owned();
    let name = ending.map(|ending| format!("page.{ending}"));
    let sources = vec![Source::Bytes { path, name, bytes: bytes[..].into() }];
    put(&desk, Batch { sources, known, ..Batch::default() }).await
}

/// A page to be fetched.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fetch {
    address: String,
    outlet: Option<String>,
}

/// Fetches a page and takes it, where the desk was told to.
pub(crate) async fn fetch(
    extract::State(desk): extract::State<Desk>,
    Sent(sent): Sent<Fetch>,
) -> Result<Response, Trouble> {
    if !desk.settings().fetch {
        return Err(Trouble::refused("this desk fetches nothing; gainsay serve --fetch allows it"));
    }
    let known = Known { outlet: sent.outlet, ..Known::default() };
    put(&desk, Batch { addresses: vec![sent.address], known, ..Batch::default() }).await
}

/// Adds the one page of a batch, and answers what came of it.
async fn put(desk: &Desk, batch: Batch) -> Result<Response, Trouble> {
    let State { first, unread, end, .. } = desk.add(batch).await?;
    if let Some(Err(trouble)) = end {
        return Err(trouble);
    }
    match (first, unread.into_iter().next()) {
        (Some((path, taken)), _) => {
            let page = wire::Page::new(&path, &taken);
            let status = match page.added {
                wire::Newness::Known => StatusCode::OK,
                wire::Newness::New | wire::Newness::NewVersion => StatusCode::CREATED,
            };
            Ok((status, [(header::CONTENT_TYPE, "application/json")], wire::line(&page)).into_response())
        }
        (None, Some((_, why))) => Err(unmeant(why)),
        (None, None) => Err(Trouble::fault("nothing became of this page")),
    }
}
