//! What stands before every answer.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::Browser;
use gainsay_desk::{Desk, Settings};

#[tokio::test]
async fn a_page_is_answered_with_a_policy_that_allows_nothing_from_elsewhere() {
    let answer = Browser::at_sample().get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("North Korea to Russia"), "{}", answer.body);
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
    assert!(
        policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[tokio::test]
async fn a_name_that_was_made_to_point_here_is_not_answered() {
    let mut browser = Browser::at_sample();
    for host in ["example.org", "localhost.example.org", "192.0.2.7:7007"] {
        let answer = browser.send(Request::get("/").header(header::HOST, host), Body::empty()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!answer.body.contains("North Korea"), "{host}");
    }
}

#[tokio::test]
async fn a_desk_with_a_token_lets_nobody_in_without_it() {
    let (_folder, path) = common::sample();
    let token = "correct horse battery";
    let settings = Settings { token: Some(token.to_owned()), ..Settings::new(path) };
    let mut browser = Browser::at(settings);
    let html = || Request::get("/").header(header::ACCEPT, "text/html");
    let answer = browser.send(html(), Body::empty()).await;
    assert_eq!(
        (answer.status, &answer.headers[header::LOCATION]),
        (StatusCode::SEE_OTHER, &"/enter".parse().expect("text"))
    );
    assert_eq!(browser.get("/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get("/enter").await.status, StatusCode::OK);
    assert_eq!(browser.post("/enter", &[("token", "wrong")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/").await.status, StatusCode::UNAUTHORIZED);
    for (shown, status) in [("wrong", StatusCode::UNAUTHORIZED), (token, StatusCode::OK)] {
        let request = Request::get("/").header(header::AUTHORIZATION, format!("Bearer {shown}"));
        assert_eq!(browser.send(request, Body::empty()).await.status, status);
    }
    assert_eq!(browser.get("/").await.status, StatusCode::UNAUTHORIZED, "a program is given no session");
    assert_eq!(browser.post("/enter", &[("token", token)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[test]
fn an_address_that_others_reach_needs_a_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        address: std::net::IpAddr::from([0, 0, 0, 0]),
        ..Settings::new(folder.path().join("sample.db"))
    };
    for token in [None, Some("short".to_owned())] {
        let error = Desk::open(Settings { token, ..settings.clone() }).err().expect("refused");
        assert!(error.to_string().contains("a token of 16 letters or more is needed"), "{error}");
    }
}

#[tokio::test]
async fn what_another_site_sends_is_refused() {
    let mut browser = Browser::at_sample();
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "http://example.org"), ("origin", "null")]
    {
        let answer = browser.send(Request::post("/enter").header(name, value), Body::empty()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
}
