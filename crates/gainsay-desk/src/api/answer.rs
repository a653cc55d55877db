//! Answers from the ledger, each with a tag that changes when the ledger does.

use super::fields::Fields;
use crate::desk::Desk;
use crate::state::State;
use crate::trouble::Trouble;
use crate::views::{Behind, View, takes_gzip};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gainsay::{Keeper, wire};
use serde::Serialize;

/// What is asked: the fields of the address, the address itself, and what the asker has already.
pub(crate) struct Asked {
    pub fields: Fields,
    address: String,
    headers: HeaderMap,
    host: String,
    behind: Behind,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let fields = Fields::from_request_parts(parts, state).await?;
        let value = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Ok(Self {
            fields,
            address: parts.uri.to_string(),
            headers: parts.headers.clone(),
            behind: match value(header::CACHE_CONTROL) {
                Some(how) if how.contains("no-cache") => Behind::Never,
                _ => Behind::ForAMoment,
            },
            host: value(header::HOST).unwrap_or("localhost").to_owned(),
        })
    }
}

/// A list, or a part of one.
#[derive(Serialize)]
pub(crate) struct List<T> {
    v: u32,
    items: Vec<T>,
    next: Option<String>,
}

impl<T> List<T> {
    /// These items; `next` is the cursor with which the list goes on, where it does.
    pub fn new(items: Vec<T>, next: Option<String>) -> Self {
        Self { v: wire::VERSION, items, next }
    }

    /// The first `limit` of these items; where there are more, the list goes on after the last one that is given.
    pub fn cut(mut items: Vec<T>, limit: usize, after: impl FnOnce(&T) -> String) -> Self {
        let goes_on = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| goes_on).map(after);
        Self::new(items, next)
    }

    /// The same list with each item made into another.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> List<U> {
        List { v: self.v, items: self.items.into_iter().map(make).collect(), next: self.next }
    }
}

impl Asked {
    /// The name by which the desk was asked, and the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Answers with JSON.
    pub async fn json<T: Serialize>(
        self,
        desk: &Desk,
        work: impl FnOnce(&Keeper, &Fields) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<Response, Trouble> {
        let json = |keeper: &Keeper, fields: &Fields| Ok(wire::line(&work(keeper, fields)?));
        self.text(desk, "application/json", json).await
    }

    /// Answers with text of this kind; or with nothing, where the asker has what there is.
    pub async fn text(
        self,
        desk: &Desk,
        kind: &'static str,
        work: impl FnOnce(&Keeper, &Fields) -> Result<String, Trouble> + Send + 'static,
    ) -> Result<Response, Trouble> {
        let Self { fields, address, headers, host, behind } = self;
        let key = format!("{host}\n{address}");
        let given = Given { tagged: [host, address], headers, kind };
        if let Some((state, view)) = desk.at_hand(&key, takes_gzip(&given.headers)) {
            return given.answer(state, &view);
        }
        let on = desk.clone();
        desk.read(move |keeper| {
            // Taken before anything is read: should the ledger change in between, the next asker is told so.
            let state = on.state(keeper)?;
            if given.is_there(state) {
                return given.nothing_new(state);
            }
            let make = || Ok(View::plain(work(keeper, &fields)?));
            let (of, view) = on.views().get(key, state, behind, make)?;
            // The tag is that of what is given, which may be the one before.
            given.answer(of, &view)
        })
        .await
    }
}

/// How an answer is given.
struct Given {
    /// What a tag is of beside the state: by which name the desk was asked, and at which address.
    tagged: [String; 2],
    /// Of the request.
    headers: HeaderMap,
    kind: &'static str,
}

impl Given {
    fn tag(&self, of: State) -> String {
        of.tag(&[&self.tagged[0], &self.tagged[1]])
    }

    /// Whether the asker has it already.
    fn is_there(&self, of: State) -> bool {
        let has = self.headers.get(header::IF_NONE_MATCH).and_then(|has| has.to_str().ok());
        has.is_some_and(|has| fits(has, &self.tag(of)))
    }

    fn nothing_new(&self, of: State) -> Result<Response, Trouble> {
        Ok((StatusCode::NOT_MODIFIED, tagged(&self.tag(of))?).into_response())
    }

    fn answer(&self, of: State, view: &View) -> Result<Response, Trouble> {
        if self.is_there(of) {
            return self.nothing_new(of);
        }
        let mut response = view.answer(takes_gzip(&self.headers), "", "");
        response.headers_mut().extend(tagged(&self.tag(of))?);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        Ok(response)
    }
}

fn tagged(tag: &str) -> Result<HeaderMap, Trouble> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ETAG, HeaderValue::from_str(tag).map_err(|_| Trouble::fault("no tag"))?);
    Ok(headers)
}

/// Whether a list of tags, as `If-None-Match` has it, names this one.
fn fits(has: &str, tag: &str) -> bool {
    has.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_among_others_and_weak_ones() {
        assert!(fits("\"a\"", "\"a\"") && fits("\"b\", W/\"a\"", "\"a\"") && fits("*", "\"a\""));
        assert!(!fits("\"b\"", "\"a\"") && !fits("", "\"a\"") && !fits("a", "\"a\""));
    }
}
