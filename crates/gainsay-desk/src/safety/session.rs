//! Sessions: who a browser is, whether it was let in, and the sign that its forms carry.

use super::cookies::{cookie, set};
use super::keys::random_hex;
use crate::desk::Desk;
use crate::pages::{remembered, told};
use crate::trouble::Trouble;
use crate::views::{Marks, takes_gzip};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

const COOKIE: &str = "gainsay_desk";
/// What a session was signed for: for anybody, or for one who showed the token.
const VISITOR: &str = "visitor";
const LET_IN: &str = "let-in";

/// Paths that are answered before somebody is let in: the form that asks for the token, and what it looks like.
fn is_open(path: &str) -> bool {
    path == "/enter" || path.starts_with("/assets/")
}

/// One browser.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    id: String,
    /// What forms carry, so that only our own pages can send them.
    pub sign: String,
    /// Who decided last at this browser.
    pub by: String,
    /// The decision that was entered just now.
    pub done: Option<String>,
    /// The address that was asked for.
    pub here: String,
    /// Whether the request itself shows the token.
    pub by_token: bool,
    /// Whether it takes packed answers.
    pub takes_gzip: bool,
}

impl Session {
    fn new(id: &str, desk: &Desk, request: &Request) -> Self {
        let (by, done) = remembered(request.headers());
        let here = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
        let by_token = shows_token(desk, request.headers());
        let takes_gzip = takes_gzip(request.headers());
        Self { id: id.to_owned(), sign: desk.keys().sign("form", id), by, done, here, by_token, takes_gzip }
    }

    /// A session that stands for all: what differs from one to the next is marked.
    pub fn marked(&self, marks: &Marks) -> Self {
        Self { sign: marks.sign.clone(), by: marks.by.clone(), done: None, ..self.clone() }
    }

    /// Whether a form with this sign is of this session.
    pub fn has_signed(&self, desk: &Desk, sign: &str) -> bool {
        desk.keys().has_signed("form", &self.id, sign)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Trouble::refused("there is no session"))
    }
}

/// Finds the session of a request, or begins one. Where a token is set, who has not shown it goes no further.
pub(super) async fn session(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let purpose = if desk.settings().token.is_some() { LET_IN } else { VISITOR };
    let known = known(&desk, purpose, request.headers());
    let by_header = known.is_none() && shows_token(&desk, request.headers());
    let is_let_in = desk.settings().token.is_none() || known.is_some() || by_header;
    if !is_let_in && !is_open(request.uri().path()) {
        let is_page = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok());
        if is_page.is_some_and(|accept| accept.contains("text/html")) {
            return Redirect::to("/enter").into_response();
        }
        let mut trouble = Trouble::refused("a token is needed");
        trouble.status = StatusCode::UNAUTHORIZED;
        return trouble.into_response();
    }
    let is_new = known.is_none() && !by_header;
    let Some(id) = known.or_else(random_hex) else {
        return Trouble::fault("the system gives no random numbers").into_response();
    };
    let own = Session::new(&id, &desk, &request);
    let is_told = own.done.is_some() && request.method() == Method::GET && !is_open(request.uri().path());
    request.extensions_mut().insert(own);
    let mut response = next.run(request).await;
    if is_told {
        told(response.headers_mut());
    }
    // One that is to be let in first is given its cookie when it is.
    if is_new && is_let_in {
        give(&desk, VISITOR, &id, response.headers_mut());
    }
    response
}

/// Lets a browser in that shows the token.
pub(crate) fn enter(desk: &Desk, token: &str) -> Result<Response, Trouble> {
    let right = desk.settings().token.as_ref().is_none_or(|known| desk.keys().same(known, token));
    if !right {
        return Err(Trouble::refused("this is not the token"));
    }
    let id = random_hex().ok_or_else(|| Trouble::fault("the system gives no random numbers"))?;
    let mut response = Redirect::to("/").into_response();
    give(desk, LET_IN, &id, response.headers_mut());
    Ok(response)
}

fn give(desk: &Desk, purpose: &str, id: &str, headers: &mut HeaderMap) {
    set(headers, COOKIE, &format!("{id}.{}", desk.keys().sign(purpose, id)), None);
}

fn known(desk: &Desk, purpose: &str, headers: &HeaderMap) -> Option<String> {
    let (id, sign) = cookie(headers, COOKIE)?.split_once('.')?;
    desk.keys().has_signed(purpose, id, sign).then(|| id.to_owned())
}

/// A program shows the token with every request: `Authorization: Bearer TOKEN`.
fn shows_token(desk: &Desk, headers: &HeaderMap) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer "));
    match (&desk.settings().token, shown) {
        (Some(token), Some(shown)) => desk.keys().same(token, shown.trim()),
        _ => false,
    }
}
