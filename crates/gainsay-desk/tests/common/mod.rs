//! A desk over the sample pages, and a browser that has no window.
#![allow(dead_code, reason = "each test file uses some of it")]

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::{Router, response::Response};
use gainsay::{Adding, Keeper, Known, Source, pages_under};
use gainsay_desk::{Desk, Settings};
use http_body_util::BodyExt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tower::ServiceExt;

/// A ledger with the sample pages, made once for all tests of a file.
static SAMPLE: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    add(&path, pages_under(&pages).into_iter().map(Source::File).collect());
    (folder, path)
});

/// Adds pages to the ledger at `path`.
pub fn add(path: &Path, sources: Vec<Source>) {
    let mut keeper = Keeper::open(path).expect("a ledger");
    let how = Adding {
        known: Known::default(),
        threads: NonZeroUsize::MIN,
        now: || "2022-12-01T08:00:00Z".to_owned(),
    };
    let summary = keeper.add(&sources, &how, |_| {}).expect("added");
    assert_eq!(summary.unread, 0);
}

/// A ledger of its own with the sample pages.
pub fn sample() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    std::fs::copy(&SAMPLE.1, &path).expect("a copy");
    (folder, path)
}

/// One page as a source.
pub fn page(name: &str, text: &str) -> Source {
    Source::Bytes { path: name.to_owned(), name: Some(name.to_owned()), bytes: text.as_bytes().into() }
}

/// A browser at a desk.
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    /// Kept for as long as the ledger is used.
    _folder: Option<tempfile::TempDir>,
}

/// What a browser was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    /// At a desk over the sample pages.
    pub fn at_sample() -> Self {
        let (folder, path) = sample();
        Self { _folder: Some(folder), ..Self::at(Settings::new(path)) }
    }

    /// At a desk that is set up like this.
    pub fn at(settings: Settings) -> Self {
        let desk = Desk::open(settings).expect("a desk");
        Self { router: desk.router(), cookies: Vec::new(), _folder: None }
    }

    /// Leaves the desk for an hour: all looks it remembers are so much older.
    pub fn leave(&mut self) {
        let (_, seen) = self.cookies.iter_mut().find(|(name, _)| name == "gainsay_seen").expect("a visit");
        let (_, last) = seen.split_once('-').expect("two looks");
        let (rest, at) = last.rsplit_once('.').expect("a time");
        let earlier = at.parse::<u64>().expect("a time") - 3600;
        *seen = format!("-{rest}.{earlier}");
    }

    /// The value of a cookie that it keeps.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Sends a request with no cookies but its own, and keeps none.
    pub async fn send_bare(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let kept = std::mem::take(&mut self.cookies);
        let answer = self.send(request, body).await;
        self.cookies = kept;
        answer
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.push((name.to_owned(), value.to_owned()));
    }

    /// Asks for an address.
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Request::get(address), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let form = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(form, Body::from(encoded(fields))).await
    }

    /// Sends a request with the cookies of this browser, and keeps those that come back.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut request = request.body(body).expect("a request");
        let headers = request.headers_mut();
        headers.entry(header::HOST).or_insert(header::HeaderValue::from_static("localhost"));
        if !self.cookies.is_empty() {
            let all: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(header::COOKIE, all.join("; ").parse().expect("cookies"));
        }
        let response: Response = self.router.clone().oneshot(request).await.expect("an answer");
        for set in response.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

impl Answer {
    /// The sign that the forms of a page carry.
    pub fn sign(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"sign\" value=\"").expect("a form");
        rest.split('"').next().expect("a value").to_owned()
    }
}

/// Fields as a form sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String {
        let safe = |byte: &u8| byte.is_ascii_alphanumeric();
        text.bytes()
            .map(|byte| if safe(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect()
    };
    let all: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", one(name), one(value))).collect();
    all.join("&")
}
