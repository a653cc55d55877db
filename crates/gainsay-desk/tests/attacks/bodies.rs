//! Bodies that are too large, too slow, too deep, or no bodies at all.

use super::*;
use axum::http::header;
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

async fn signed(browser: &mut Browser) -> String {
    let answer = browser.get("/api/v1/session").await.body;
    let (_, sign) = answer.split_once("\"sign\":\"").expect("a sign");
    sign.split('"').next().expect("a value").to_owned()
}

#[tokio::test]
async fn what_is_too_deep_too_many_or_broken_is_refused_or_read_and_harms_nothing() {
    let mut browser = Browser::at_sample();
    let sign = signed(&mut browser).await;
    let before = entries(&mut browser).await;
    let json = |body: String| (("/api/v1/rulings", "application/json"), body);
    let many: Vec<String> = (0..20_000).map(|at| format!("\"x{at}\"")).collect();
    let fields: Vec<String> = (0..50_000).map(|at| format!("\"f{at}\":1")).collect();
    for ((address, kind), body) in [
        json("[".repeat(200_000)),
        json("{\"a\":".repeat(100_000)),
        json(format!("{{{}}}", fields.join(","))),
        json(format!("{{\"do\":\"accept\",\"by\":\"Eve\",\"items\":[{}]}}", many.join(","))),
        json("{\"do\":\"accept\",\"do\":\"reject\",\"by\":\"Eve\",\"items\":[\"x:p1\"]}".to_owned()),
        json("{\"do\":\"edit\",\"by\":\"Eve\",\"item\":\"x:p1\",\"__proto__\":{\"a\":1}}".to_owned()),
        json("{\"do\":\"undo\",\"by\":\"\\u0000\",\"decisions\":[\"\"]}".to_owned()),
        json("\u{feff}{}".to_owned()),
        json("1e999999".to_owned()),
        json("\"\\ud800\"".to_owned()),
        (("/api/v1/rulings", "application/json"), "\0".repeat(1000)),
        (("/api/v1/pages", "application/octet-stream"), "\u{1f}\u{8b}\u{8}".repeat(1000)),
        (("/api/v1/pages", "image/svg+xml"), "<svg onload=alert(1)>".to_owned()),
    ] {
        let request =
            Request::post(address).header(header::CONTENT_TYPE, kind).header("x-gainsay-sign", &sign);
        let answer = browser.send(request, Body::from(body.clone())).await;
        refuses(&answer, &body.chars().take(60).collect::<String>());
    }
    // What says it is packed is not unpacked: a small body cannot become a large one.
    let packed = Request::post("/api/v1/pages")
        .header(header::CONTENT_TYPE, "text/html")
        .header(header::CONTENT_ENCODING, "gzip")
        .header("x-gainsay-sign", &sign);
    let bomb =
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xed\xc1\x01\x01\0\0\0\x80\x90\xfe\xaf\xee\x08\x0a\0".repeat(100);
    let answer = browser.send(packed, Body::from(bomb)).await;
    assert!(!answer.status.is_server_error(), "{}", answer.body);
    assert_eq!(entries(&mut browser).await.parse::<u64>().ok(), {
        let added = u64::from(answer.status.is_success());
        before.parse::<u64>().ok().map(|before| before + added)
    });
}

#[tokio::test]
async fn a_page_that_is_nothing_but_depth_is_read_or_refused() {
    let mut browser = Browser::at_sample();
    let sign = signed(&mut browser).await;
    for (what, body) in [
        ("open elements", "<div>".repeat(200_000)),
        ("open quotations", "<blockquote><p>“".repeat(50_000)),
        ("one word", "a".repeat(2_000_000)),
        ("nothing but marks", "<!".repeat(200_000)),
        ("nothing but ampersands", "&".repeat(500_000)),
        ("tables", "<table><tr><td>".repeat(50_000)),
        ("quotes", "\"'“”".repeat(100_000)),
        ("one attribute", format!("<p {}>", "a=b ".repeat(200_000))),
    ] {
        let request = Request::post("/api/v1/pages")
            .header(header::CONTENT_TYPE, "text/html")
            .header("x-gainsay-sign", &sign);
        let began = std::time::Instant::now();
        let answer = browser.send(request, Body::from(body)).await;
        assert!(!answer.status.is_server_error(), "{what}: {}", answer.body);
        assert!(began.elapsed() < Duration::from_secs(45), "{what} took {:?}", began.elapsed());
    }
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_without_an_end_is_cut_off_by_its_length() {
    let mut browser = Browser::at_sample();
    let sign = signed(&mut browser).await;
    for (address, kind) in [
        ("/api/v1/notes", "application/json"),
        ("/decide", "application/x-www-form-urlencoded"),
        ("/enter", "application/x-www-form-urlencoded"),
    ] {
        let endless = stream::repeat_with(|| Ok::<_, Infallible>(vec![b'a'; 64 << 10]));
        let request =
            Request::post(address).header(header::CONTENT_TYPE, kind).header("x-gainsay-sign", &sign);
        let answer = browser.send(request, Body::from_stream(endless)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}: {}", answer.body);
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_comes_letter_by_letter_is_given_up() {
    let mut browser = Browser::at_sample();
    let sign = signed(&mut browser).await;
    for (address, kind) in [("/api/v1/pages", "text/plain"), ("/decide", "application/x-www-form-urlencoded")]
    {
        let slow = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, Infallible>(vec![b'a']), ()))
        });
        let request =
            Request::post(address).header(header::CONTENT_TYPE, kind).header("x-gainsay-sign", &sign);
        let answer = browser.send(request, Body::from_stream(slow)).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{address}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_form_with_files_that_breaks_off_or_has_no_edge_adds_nothing() {
    let mut browser = Browser::at_sample();
    let before = entries(&mut browser).await;
    let sign = browser.get("/add").await.sign();
    let part = |name: &str, text: &str| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let own = part("sign", &sign);
    let files: String = (0..2_100)
        .map(|at| {
            format!(
                "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{at}.txt\"\r\n\r\nx\r\n"
            )
        })
        .collect();
    for (what, kind, body) in [
        ("no edge", "multipart/form-data", format!("{own}--edge--\r\n")),
        ("another edge", "multipart/form-data; boundary=other", format!("{own}--edge--\r\n")),
        ("no end", "multipart/form-data; boundary=edge", format!("{own}{}", part("text", "words"))),
        ("no sign", "multipart/form-data; boundary=edge", format!("{}--edge--\r\n", part("text", "words"))),
        (
            "the sign of nobody",
            "multipart/form-data; boundary=edge",
            format!("{}--edge--\r\n", part("sign", "0")),
        ),
        ("too many files", "multipart/form-data; boundary=edge", format!("{own}{files}--edge--\r\n")),
        (
            "addresses, where none are fetched",
            "multipart/form-data; boundary=edge",
            format!("{own}{}--edge--\r\n", part("addresses", "http://127.0.0.1/")),
        ),
    ] {
        let answer =
            browser.send(Request::post("/add").header(header::CONTENT_TYPE, kind), Body::from(body)).await;
        refuses(&answer, what);
    }
    assert_eq!(entries(&mut browser).await, before);
}
