//! Whom the desk lets in: names that were made to point here, tokens, pages of somebody else's.

use super::*;
use axum::http::header;
use common::encoded;
use gainsay_desk::Settings;

const TOKEN: &str = "correct horse battery";

#[tokio::test]
async fn no_other_name_leads_here() {
    let mut browser = Browser::at_sample();
    for host in [
        "attacker.example",
        "attacker.example:7007",
        "localhost.attacker.example",
        "127.0.0.1.attacker.example",
        "localhost@attacker.example",
        "attacker.example#localhost",
        "localhost:7007:7007",
        "localhost\\attacker.example",
        "[::ffff:10.0.0.1]",
        "169.254.169.254",
        "0x7f.1",
        "2130706433",
        " ",
        "lоcalhost",
    ] {
        for address in ["/", "/api/v1/disputes", "/assets/desk.css"] {
            let Ok(value) = header::HeaderValue::from_bytes(host.as_bytes()) else { continue };
            let answer = browser.send(Request::get(address).header(header::HOST, value), Body::empty()).await;
            refuses(&answer, host);
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host} at {address}");
        }
    }
    // One that the head has and one that the address has.
    let both = Request::get("http://attacker.example/").header(header::HOST, "attacker.example");
    refuses(&browser.send(both, Body::empty()).await, "an address with a name");
}

#[tokio::test]
async fn no_token_is_guessed_cut_off_or_shown_twice() {
    let (_folder, path) = common::sample();
    let mut browser = Browser::at(Settings { token: Some(TOKEN.to_owned()), ..Settings::new(path) });
    for shown in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer correct horse batter",
        "Bearer correct horse battery2",
        "Bearer CORRECT HORSE BATTERY",
        "bearer correct horse battery",
        "Basic correct horse battery",
        "Bearer correct horse battery, Bearer x",
        "Bearer null",
        "Bearer *",
    ] {
        for address in ["/", "/api/v1/disputes", "/api/v1/openapi.json", "/add/1/events", "/api/v1/feed"] {
            let request = Request::get(address).header(header::AUTHORIZATION, shown);
            let answer = browser.send(request, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{shown} at {address}: {}", answer.body);
        }
    }
    // A cookie of a desk without a token, of another process, or made up, opens nothing.
    let mut elsewhere = Browser::at_sample();
    elsewhere.get("/").await;
    let stolen = elsewhere.cookie("gainsay_desk").expect("a session");
    for cookie in [stolen.as_str(), "00.00", "a.b.c", ".", "let-in", &"f".repeat(8_000)] {
        let request = Request::get("/").header(header::COOKIE, format!("gainsay_desk={cookie}"));
        let answer = browser.send_bare(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
    for token in ["", "wrong", "correct horse batter", "correct horse battery\0"] {
        let answer = browser.post("/enter", &[("token", token)]).await;
        assert!(answer.status.is_client_error(), "{token}: {}", answer.status);
    }
    assert_eq!(browser.get("/").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_page_of_somebody_else_enters_nothing() {
    let mut browser = Browser::at_sample();
    let before = entries(&mut browser).await;
    let sign = browser.get("/review").await.sign();
    let own = [("sign", sign.as_str()), ("do", "note"), ("on", "PRK:GOV"), ("text", "x"), ("by", "Eve")];
    let form = || Request::post("/decide").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    // Even with the right sign, which it cannot have.
    for (name, value) in [
        ("origin", "https://attacker.example"),
        ("origin", "null"),
        ("origin", "http://localhost.attacker.example"),
        ("origin", "http://localhost:1"),
        ("origin", "localhost"),
        ("origin", "\u{ff}"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "Same-Origin"),
    ] {
        let Ok(value) = header::HeaderValue::from_bytes(value.as_bytes()) else { panic!("{value}") };
        let answer = browser.send(form().header(name, value.clone()), Body::from(encoded(&own))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value:?}");
    }
    // Kinds that a form of another site can send without being asked, a sign in the address, a sign of nobody's.
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json", ""] {
        let request = Request::post("/decide").header(header::CONTENT_TYPE, kind);
        let answer = browser.send(request, Body::from(encoded(&own))).await;
        refuses(&answer, kind);
    }
    for address in [format!("/decide?sign={sign}"), "/seen".to_owned()] {
        let request =
            Request::post(&address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let unsigned = encoded(&own[1..]);
        assert_eq!(
            browser.send(request, Body::from(unsigned)).await.status,
            StatusCode::FORBIDDEN,
            "{address}"
        );
    }
    for (address, kind, body) in [
        ("/api/v1/notes", "application/json", r#"{"by":"Eve","on":"PRK:GOV","text":"x"}"#),
        ("/api/v1/notes", "text/plain", r#"{"by":"Eve","on":"PRK:GOV","text":"x"}"#),
        ("/api/v1/pages", "text/plain", "Iran denied it."),
        ("/api/v1/pages/fetch", "application/json", r#"{"address":"https://news.example/"}"#),
    ] {
        for sign in [None, Some(""), Some("0"), Some("undefined")] {
            let mut request = Request::post(address).header(header::CONTENT_TYPE, kind);
            if let Some(sign) = sign {
                request = request.header("x-gainsay-sign", sign);
            }
            let answer = browser.send(request, Body::from(body)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address} {sign:?}: {}", answer.body);
        }
    }
    assert_eq!(entries(&mut browser).await, before, "nothing was entered");
}

#[tokio::test]
async fn nobody_frames_reads_or_scripts_the_desk() {
    let mut browser = Browser::at_sample();
    for address in ["/", "/nothing", "/api/v1/status", "/?party=Atlantis", "/assets/none.js", "/log"] {
        let asked = Request::get(address)
            .header(header::ORIGIN, "https://attacker.example")
            .header("access-control-request-private-network", "true");
        let answer = browser.send(asked, Body::empty()).await;
        let value = |name: &str| answer.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
        assert_eq!(value("access-control-allow-origin"), "", "{address}");
        assert_eq!(value("access-control-allow-private-network"), "", "{address}");
        assert_eq!(value("x-frame-options"), "DENY", "{address}");
        assert!(value("content-security-policy").contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(value("cross-origin-resource-policy"), "same-origin", "{address}");
        assert_eq!(value("x-content-type-options"), "nosniff", "{address}");
    }
}
