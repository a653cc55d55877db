//! What somebody might try: each line of these tables is one input, and after each the desk answers as before and has entered
//! nothing. What an address of the inside can be spelt like is tried beside the fetching itself (`fetch/tests.rs`).

#[path = "../common/mod.rs"]
mod common;

mod bodies;
mod doors;
mod paths;
mod sockets;
mod words;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Browser};

/// How many entries the log has, asked as a program would.
async fn entries(browser: &mut Browser) -> String {
    let answer = browser.send(Request::get("/api/v1/status"), Body::empty()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let (_, seal) = answer.body.split_once("\"seal\":\"").expect("a seal");
    seal.split(':').next().expect("a number").to_owned()
}

/// Whether an answer refuses, and tells nothing of the machine.
fn refuses(answer: &Answer, what: &str) {
    assert!(answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.body);
    for inside in ["/tmp", "sample.db", "panicked", "src/", "root:", "rusqlite"] {
        assert!(!answer.body.contains(inside), "{what} tells {inside}: {}", answer.body);
    }
}

/// A page without the fields that its forms carry along: what a list is narrowed to stands there unseen and as it is.
fn shown(body: &str) -> String {
    let mut parts = body.split("<input type=\"hidden\"");
    let first = parts.next().unwrap_or_default();
    let others = parts.filter_map(|part| Some(part.split_once('>')?.1));
    std::iter::once(first).chain(others).collect()
}
