//! What stands before every answer: only names the desk goes by, only those who may come in, only changes that its own
//! pages asked for, no longer than it takes, and headers that keep a browser from doing more than showing the page.

mod cookies;
mod form;
mod hosts;
mod keys;
mod session;

pub(crate) use cookies::{cookie, set};
pub(crate) use form::{Signed, signed};
pub(crate) use keys::{Keys, random_hex};
pub(crate) use session::{Session, enter};

use crate::desk::{Desk, DeskError, Settings};
use crate::trouble::Trouble;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Router, http::Method};
use std::any::Any;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;

/// A token shorter than this can be guessed.
pub(crate) const TOKEN_LENGTH: usize = 16;

/// The largest body of a request, in bytes, where a route does not set its own.
const BODY: usize = 256 << 10;

/// The longest an answer may take, with the reading of what was sent.
const LONGEST: Duration = Duration::from_secs(60);

/// What a browser may do with a page: show it with our own style and script, send forms to us, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not "no-referrer": with that, browsers say "null" of where our own forms come from.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Whether a desk set up like this may be opened.
pub(crate) fn check(settings: &Settings) -> Result<(), DeskError> {
    let long_enough = settings.token.as_ref().is_some_and(|token| token.len() >= TOKEN_LENGTH);
    let needed = !settings.address.is_loopback() || settings.token.is_some();
    if needed && !long_enough {
        return Err(DeskError::NoToken { address: settings.address });
    }
    Ok(())
}

/// Puts all of it before `router`.
pub(crate) fn before(router: Router, desk: &Desk) -> Router {
    // The last one is the first that a request meets.
    router
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(desk.clone(), session::session))
        .layer(from_fn(own_changes))
        .layer(from_fn_with_state(desk.clone(), known_host))
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(caught))
        .layer(from_fn(headers))
}

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache, private"));
    response
}

fn caught(_: Box<dyn Any + Send>) -> Response {
    Trouble::fault("a fault in gainsay while this was answered").into_response()
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Trouble::later("this took too long and was given up").into_response(),
    }
}

/// A page of somebody else's cannot reach the desk through a name that it lets point here.
async fn known_host(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if host.is_some_and(|host| hosts::is_ours(host, desk.settings())) {
        return next.run(request).await;
    }
    let mut trouble = Trouble::refused("the desk does not answer to this name");
    trouble.status = axum::http::StatusCode::MISDIRECTED_REQUEST;
    trouble.into_response()
}

/// What changes something must not be sent by another site's page. A form has its own sign as well ([`Signed`]).
async fn own_changes(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && is_from_elsewhere(request.headers()) {
        return Trouble::refused("this was sent by a page of another site").into_response();
    }
    next.run(request).await
}

/// What browsers say of where a request comes from; programs say nothing.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let value = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let other_site = value(HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let other_origin = value(header::ORIGIN)
        .is_some_and(|origin| origin.split_once("://").map(|(_, host)| host) != value(header::HOST));
    other_site || other_origin
}
