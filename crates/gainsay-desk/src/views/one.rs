//! One view: the text of an answer with marks for what differs from one browser to the next, and the same packed.

use super::MOMENT;
use crate::pack::Packed;
use crate::safety::random_hex;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;
use std::sync::OnceLock;
use std::time::Instant;

/// What is smaller, in bytes, is not worth packing.
pub(super) const SMALL: usize = 860;

/// What stands in a view for what differs from one browser to the next.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    pub sign: String,
    pub by: String,
}

impl Marks {
    /// New ones; `None` where the system has no random numbers.
    pub fn random() -> Option<Self> {
        Some(Self { sign: format!("sign-{}", random_hex()?), by: format!("by-{}", random_hex()?) })
    }
}

/// A view, cut at its marks.
#[derive(Debug)]
pub(crate) struct View {
    text: Bytes,
    /// The marks, in order: where each stands, and whether it is that of the sign.
    marks: Vec<(Range<usize>, bool)>,
    /// What stands between the marks, packed, once somebody takes it so.
    packed: OnceLock<Option<Packed>>,
    /// When it is to be made anew although the ledger is as it was: not all is in it.
    until: Option<Instant>,
}

impl View {
    /// A view that is the same for all.
    pub fn plain(text: String) -> Self {
        Self { text: text.into(), marks: Vec::new(), packed: OnceLock::new(), until: None }
    }

    pub fn marked(text: String, marks: &Marks, is_whole: bool) -> Self {
        let find = |mark: &str, is_sign| -> Vec<(Range<usize>, bool)> {
            text.match_indices(mark).map(|(at, _)| (at..at + mark.len(), is_sign)).collect()
        };
        let mut found = [find(&marks.sign, true), find(&marks.by, false)].concat();
        found.sort_unstable_by_key(|(range, _)| range.start);
        let until = (!is_whole).then(|| Instant::now() + MOMENT);
        Self { text: text.into(), marks: found, packed: OnceLock::new(), until }
    }

    /// Whether it is to be made anew in any case.
    pub fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// How many bytes it has, without what is put in.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// The view with its marks replaced; `by` is escaped already.
    pub fn filled(&self, sign: &str, by: &str) -> Bytes {
        if self.marks.is_empty() {
            return self.text.clone();
        }
        let mut filled = Vec::with_capacity(self.text.len() + self.marks.len() * (sign.len() + by.len()));
        let mut words = self.words(sign, by);
        for part in self.parts() {
            filled.extend_from_slice(part);
            filled.extend_from_slice(words.next().unwrap_or_default());
        }
        filled.into()
    }

    /// Whether it can be answered as it is, without being packed first.
    pub fn is_ready(&self, takes_gzip: bool) -> bool {
        !takes_gzip || self.text.len() <= SMALL || self.packed.get().is_some()
    }

    /// Packs it where that is taken and worth it: work for the threads beside those that serve.
    pub fn pack(&self, takes_gzip: bool) -> Option<&Packed> {
        let is_packed = takes_gzip && self.text.len() > SMALL;
        is_packed.then(|| self.packed.get_or_init(|| Packed::new(self.parts())).as_ref()).flatten()
    }

    /// The view as an answer, packed where that is taken; `by` as in [`View::filled`].
    pub fn answer(&self, takes_gzip: bool, sign: &str, by: &str) -> Response {
        let Some(packed) = self.pack(takes_gzip) else {
            return Body::from(self.filled(sign, by)).into_response();
        };
        let mut response = Body::from(packed.joined(self.words(sign, by))).into_response();
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// What stands between the marks, and before the first and after the last.
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.marks.iter().map(|(range, _)| range.start).chain([self.text.len()]);
        let starts = [0].into_iter().chain(self.marks.iter().map(|(range, _)| range.end));
        starts.zip(ends).map(|(start, end)| &self.text[start..end])
    }

    /// What stands at the marks, in order.
    fn words<'a>(&self, sign: &'a str, by: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.marks.iter().map(move |(_, is_sign)| if *is_sign { sign } else { by }.as_bytes())
    }
}

/// Whether whoever sends these headers takes gzip (RFC 9110, 12.5.3).
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let is_refused =
            parts.any(|part| part.strip_prefix("q=").is_some_and(|share| share.parse() == Ok(0.0)));
        is_gzip && !is_refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_filled_for_each_browser_and_only_where_its_marks_stand() {
        let marks = Marks { sign: "sign-00ff".into(), by: "by-00ff".into() };
        let view = View::marked("<a sign-00ff>by-00ff, sign-00ff; sign-0".into(), &marks, true);
        assert_eq!(view.filled("S", "Ana"), "<a S>Ana, S; sign-0");
        assert_eq!(
            view.filled("by-00ff", ""),
            "<a by-00ff>, by-00ff; sign-0",
            "what is put in is not looked at"
        );
        assert_eq!(View::plain("x".into()).filled("S", "Ana"), "x");
    }
}
