//! What is refused, always as a problem.

use super::*;

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let mut program = Program::at_sample().await;
    let none = "0".repeat(64);
    for address in [
        "/nothing".to_owned(),
        "/disputes/ffffffffffffffff".to_owned(),
        "/disputes/%00".to_owned(),
        format!("/pages/{none}"),
        "/pages/..%2f..%2fetc%2fpasswd".to_owned(),
        "/pages/a".to_owned(),
        format!("/pages/{none}/text"),
        format!("/pages/{none}/positions/p1"),
        "/holders/Atlantis".to_owned(),
        "/searches/none/feed".to_owned(),
    ] {
        assert_eq!(program.refused(&address).await.0, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_field_that_makes_no_sense_is_refused_in_words() {
    let mut program = Program::at_sample().await;
    // 400: not as the document says; 422: as it says, and nothing that is known.
    for (status, address, words) in [
        (422, "/disputes?party=Atlantis", "“Atlantis” is no party that is known"),
        (422, "/disputes?item=poems", "“poems” is no class of items that is known"),
        (400, "/disputes?stance=maybe", "“stance” is one of asserts, confirms"),
        (
            422,
            "/disputes?from=yesterday",
            "“from” is a date in EDTF, such as 2022-09-22 or 2022-09, not “yesterday”",
        ),
        (400, "/disputes?limit=0", "“limit” is a number from 1 to 100, not “0”"),
        (400, "/disputes?limit=101", "“limit” is a number from 1 to 100"),
        (400, "/disputes?limit=%2B5", "“limit” is a number"),
        (400, "/log?limit=", "“limit” is a number"),
        (400, "/disputes?all=", "“all” is true or false"),
        (400, "/disputes?all=yes", "“all” is true or false"),
        (400, "/disputes?party=PRK&party=RUS", "“party” is given twice"),
        (422, "/disputes?cursor=00", "this is no cursor of this list"),
        (400, "/disputes?cursor=0g", "this is no cursor of this list"),
        (422, "/positions?grade=Z9", "“Z9” is no grade"),
        (400, "/search", "“q” is missing"),
        (422, "/news?since=soon", "“since” is a date in EDTF"),
        (422, "/log?cursor=6c6f670a2d31", "this is no cursor of this list"),
        (422, "/statements?page=a&holder=RUS", "not both"),
        (422, "/notes?on=%20x", "is no item (PAGE:p1), dispute, page, holder or outlet"),
    ] {
        let (told, detail) = program.refused(address).await;
        assert_eq!(told.as_u16(), status, "{address}");
        assert!(detail.contains(words), "{address}: {detail}");
    }
    let pages = program.get("/pages?limit=1").await;
    let cursor = pages["next"].as_str().expect("a cursor");
    let (status, _) = program.refused(&format!("/log?cursor={cursor}")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a cursor of another list");
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_named_as_such() {
    let mut program = Program::at_sample().await;
    for (method, path) in
        [("DELETE", "/pages"), ("PUT", "/rulings"), ("POST", "/disputes"), ("PATCH", "/status")]
    {
        let told = program.send(Request::builder().method(method).uri(at(path)), Body::empty()).await;
        assert_eq!(program.problem(&told).0, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert!(told.headers.contains_key(header::ALLOW), "{method} {path}");
    }
}

#[tokio::test]
async fn nothing_is_entered_without_the_sign_or_without_a_name() {
    let mut program = Program::at_sample().await;
    let before = program.get("/status").await["seal"].clone();
    let good = json!({"by": "Ana", "name": "drones", "words": "drone*"});
    for sign in [None, Some(""), Some("0000"), Some(&"f".repeat(64)[..])] {
        let mut request = Request::post("/api/v1/searches").header(header::CONTENT_TYPE, "application/json");
        if let Some(sign) = sign {
            request = request.header("x-gainsay-sign", sign);
        }
        let told = program.send(request, Body::from(good.to_string())).await;
        assert_eq!(program.problem(&told).0, StatusCode::FORBIDDEN, "{sign:?}");
    }
    let elsewhere = Request::post("/api/v1/searches").header("origin", "http://example.org");
    let told = program.send(elsewhere, Body::from(good.to_string())).await;
    assert_eq!(program.problem(&told).0, StatusCode::FORBIDDEN);
    let no_form = Request::post("/api/v1/pages").header(header::CONTENT_TYPE, "text/plain");
    let told = program.send(no_form, Body::from("words")).await;
    assert_eq!(program.problem(&told).0, StatusCode::FORBIDDEN);
    let page =
        items(&program.get("/positions?limit=1").await)[0]["page"].as_str().expect("a page").to_owned();
    for (path, body) in [
        ("/searches", json!({"name": "drones", "words": "drone*"})),
        ("/searches", json!({"by": "  ", "name": "drones", "words": "drone*"})),
        ("/searches", json!({"by": "Ana\nBen", "name": "drones", "words": "drone*"})),
        ("/searches", json!({"by": "A".repeat(101), "name": "drones", "words": "drone*"})),
        ("/searches", json!({"by": "Ana", "name": "drones", "words": "drone*", "colour": "red"})),
        ("/rulings", json!({"do": "accept", "by": "Ana", "items": []})),
        ("/rulings", json!({"do": "accept", "by": "Ana", "items": ["nothing"]})),
        ("/rulings", json!({"do": "accept", "by": "Ana", "items": [format!("{page}:p999")]})),
        ("/rulings", json!({"do": "edit", "by": "Ana", "item": format!("{page}:p1")})),
        ("/rulings", json!({"do": "edit", "by": "Ana", "item": format!("{page}:p1"), "stance": "maybe"})),
        ("/rulings", json!({"do": "edit", "by": "Ana", "item": format!("{page}:p1"), "stage": "imagined"})),
        ("/rulings", json!({"do": "merge", "by": "Ana", "disputes": ["ffffffff"]})),
        ("/rulings", json!({"do": "undo", "by": "Ana", "decisions": ["ffffffff"]})),
        ("/rulings", json!({"do": "burn", "by": "Ana"})),
        ("/rulings", json!([1, 2])),
        ("/grades", json!({"by": "Ana", "on": "PRK:GOV", "grade": "3"})),
        ("/grades", json!({"by": "Ana", "on": format!("{page}:p1"), "grade": "B"})),
        ("/grades", json!({"by": "Ana", "on": page, "grade": "B"})),
        ("/notes", json!({"by": "Ana", "on": "PRK:GOV", "text": ""})),
        ("/notes", json!({"by": "Ana", "on": "no such thing", "text": "words"})),
        ("/pages/fetch", json!({"addres": "http://news.example/"})),
    ] {
        let told = program.post(path, &body).await;
        assert_eq!(
            program.problem(&told).0,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path} {body}: {}",
            told.json
        );
    }
    assert_eq!(program.get("/status").await["seal"], before, "nothing was entered");
}

#[tokio::test]
async fn what_is_of_another_kind_no_json_or_too_large_is_refused() {
    let mut program = Program::at_sample().await;
    let sign = program.sign.clone();
    let send = |kind: &'static str, path: &str| {
        Request::post(at(path)).header(header::CONTENT_TYPE, kind).header("x-gainsay-sign", sign.clone())
    };
    let form =
        program.send(send("application/x-www-form-urlencoded", "/searches"), Body::from("by=Ana")).await;
    assert_eq!(program.problem(&form).0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let image = program.send(send("image/png", "/pages"), Body::from("x")).await;
    assert_eq!(program.problem(&image).0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for body in ["", "{", "{\"by\": \"Ana\"", "\u{0}", "[[[[[[[[", &"[".repeat(100_000)] {
        let told = program.send(send("application/json", "/searches"), Body::from(body.to_owned())).await;
        assert_eq!(program.problem(&told).0, StatusCode::BAD_REQUEST);
    }
    let large = json!({"by": "Ana", "on": "PRK:GOV", "text": "a".repeat(300 << 10)});
    let told = program.post("/notes", &large).await;
    assert_eq!(program.problem(&told).0, StatusCode::PAYLOAD_TOO_LARGE);
    let pieces = Body::from(vec![b'a'; (64 << 20) + 1]);
    let told = program.page("/pages", "text/plain", pieces).await;
    assert_eq!(program.problem(&told).0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nothing_is_fetched_unless_the_desk_was_told_to_and_never_from_inside() {
    let mut program = Program::at_sample().await;
    let told = program.post("/pages/fetch", &json!({"address": "https://news.example/"})).await;
    let (status, detail) = program.problem(&told);
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(detail.contains("fetches nothing"), "{detail}");
    let (_folder, path) = common::sample();
    let settings = gainsay_desk::Settings { fetch: true, ..gainsay_desk::Settings::new(path) };
    let mut program = Program::at(Browser::at(settings)).await;
    for address in [
        "http://127.0.0.1:7007/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "http://a:b@news.example/",
    ] {
        let told = program.post("/pages/fetch", &json!({"address": address})).await;
        assert_eq!(program.problem(&told).0, StatusCode::UNPROCESSABLE_ENTITY, "{address}: {}", told.json);
    }
}
