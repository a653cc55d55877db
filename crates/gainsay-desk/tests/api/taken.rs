//! What is entered, and what follows from it.

use super::*;
use common::page;
use gainsay_desk::Settings;

fn item(held: &Value) -> String {
    format!("{}:{}", held["page"].as_str().expect("a page"), held["position"]["id"].as_str().expect("an id"))
}

async fn contested(program: &mut Program) -> (String, Value) {
    let id = items(&program.get("/disputes?limit=1").await)[0]["id"].as_str().expect("an id").to_owned();
    let shown = program.get_as("/disputes/{dispute}", &format!("/disputes/{id}?limit=200")).await;
    (id, shown)
}

#[tokio::test]
async fn a_correction_changes_the_dispute_and_undoing_it_brings_the_old_one_back() {
    let mut program = Program::at_sample().await;
    let (id, before) = contested(&mut program).await;
    let denied = before["sides"]["denies"].as_array().expect("denials").len();
    let first = before["positions"]
        .as_array()
        .expect("positions")
        .iter()
        .find(|it| it["position"]["stance"] == "denies");
    let on = item(first.expect("a denial"));
    let entered =
        program.enter("/rulings", json!({"do": "edit", "by": "Ana", "item": on, "stance": "hedges"})).await;
    let decision = entered["decisions"][0]["id"].as_str().expect("an id").to_owned();
    let (_, after) = contested(&mut program).await;
    assert_eq!(after["sides"]["denies"].as_array().expect("denials").len(), denied - 1);
    assert_eq!(
        after["sides"]["hedges"].as_array().expect("hedges").len(),
        before["sides"]["hedges"].as_array().expect("hedges").len() + 1
    );
    let listed = program.get("/rulings").await;
    assert_eq!((items(&listed).len(), &items(&listed)[0]["by"]), (1, &json!("Ana")));
    program.enter("/rulings", json!({"do": "undo", "by": "Ben", "decisions": [decision]})).await;
    let (_, again) = contested(&mut program).await;
    assert_eq!(again["sides"], before["sides"]);
    assert_eq!(items(&program.get("/rulings?all=true").await).len(), 2);
    let told = program.post("/rulings", &json!({"do": "undo", "by": "Ben", "decisions": [decision]})).await;
    assert_eq!(program.problem(&told).0, StatusCode::CONFLICT);
    assert!(!id.is_empty());
}

#[tokio::test]
async fn a_position_is_accepted_rejected_split_off_and_merged_again() {
    let mut program = Program::at_sample().await;
    let (id, before) = contested(&mut program).await;
    let positions = before["positions"].as_array().expect("positions").clone();
    let (one, two) = (item(&positions[0]), item(&positions[1]));
    program.enter("/rulings", json!({"do": "accept", "by": "Ana", "items": [one]})).await;
    program.enter("/rulings", json!({"do": "reject", "by": "Ana", "items": [two]})).await;
    let (_, after) = contested(&mut program).await;
    assert_eq!(after["set_aside"].as_array().expect("some").len(), 1);
    assert_eq!(after["positions"].as_array().expect("positions").len(), positions.len() - 1);
    let split =
        program.enter("/rulings", json!({"do": "split", "by": "Ana", "dispute": id, "items": [one]})).await;
    let own = split["decisions"][0]["id"].as_str().expect("an id").to_owned();
    let shown = program.get_as("/disputes/{dispute}", &format!("/disputes/{own}")).await;
    assert_eq!(shown["positions"].as_array().expect("positions").len(), 1);
    assert_eq!(shown["ruling"]["id"], json!(own));
    program.enter("/rulings", json!({"do": "merge", "by": "Ana", "disputes": [id, own]})).await;
    assert_eq!(program.refused(&format!("/disputes/{own}")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn notes_tags_and_searches_stand_beside_what_they_are_on() {
    let mut program = Program::at_sample().await;
    let (id, shown) = contested(&mut program).await;
    let on = item(&shown["positions"][0]);
    program.enter("/notes", json!({"by": "Ana", "on": on, "text": "see <b>page 3</b> \u{2028} again"})).await;
    program.enter("/tags", json!({"by": "Ana", "on": id, "tag": "for Monday"})).await;
    program.enter("/searches", json!({"by": "Ana", "name": "drones", "words": "drone*"})).await;
    let (_, now) = contested(&mut program).await;
    assert_eq!(now["positions"][0]["people"]["notes"][0]["text"], "see <b>page 3</b> \u{2028} again");
    assert_eq!(now["people"]["tags"][0]["text"], "for Monday");
    assert_eq!(items(&program.get(&format!("/tags?on={id}")).await).len(), 1);
    assert_eq!(items(&program.get(&format!("/notes?on={on}")).await).len(), 1);
    assert_eq!(items(&program.get("/searches").await)[0]["words"], "drone*");
    let log = program.get("/log?limit=200").await;
    let kinds: Vec<&str> = items(&log).iter().map(|entry| entry["kind"].as_str().expect("a kind")).collect();
    assert_eq!(&kinds[kinds.len() - 3..], ["note", "tag", "search"]);
}

#[tokio::test]
async fn a_page_that_is_sent_is_read_and_known_the_second_time() {
    let mut program = Program::at_sample().await;
    let before = program.get("/status").await["pages"].as_u64().expect("a number");
    let html = "<!doctype html><title>Talks</title><article><h1>Serbia denies sale</h1><p>BELGRADE - Serbia's government denied \
        on Monday that it had sold mortar shells to Ukraine.</p></article>";
    let address = "/pages?url=https%3A%2F%2Fnews.example%2Ftalks&outlet=Danube%20Wire&published=2023-03-06";
    let told = program.page(address, "text/html; charset=utf-8", html).await;
    assert_eq!((told.status, &told.json["added"]), (StatusCode::CREATED, &json!("new")), "{}", told.json);
    program.check("post", "/pages", &told);
    let id = told.json["page"].as_str().expect("an id").to_owned();
    let page = program.get_as("/pages/{page}", &format!("/pages/{id}")).await;
    assert_eq!((&page["outlet"], &page["published"]), (&json!("Danube Wire"), &json!("2023-03-06")));
    assert_eq!(page["url"], "https://news.example/talks");
    let again = program.page(address, "application/octet-stream", html).await;
    assert_eq!((again.status, &again.json["added"]), (StatusCode::OK, &json!("known")));
    assert_eq!(program.get("/status").await["pages"], before + 1);
    let news = program.get("/news?since=2023").await;
    assert!(
        items(&news).iter().any(|one| one["title"].as_str().is_some_and(|title| title.contains("Serbia"))),
        "{news}"
    );
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_refused_in_the_words_of_the_command_line() {
    let mut program = Program::at_sample().await;
    let told = program
        .page("/pages", "application/octet-stream", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"[..])
        .await;
    let (status, detail) = program.problem(&told);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let source = page("sent", "");
    let bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0";
    let refusal = gainsay::Reader::shipped().read(bytes, &gainsay::Given::default()).expect_err("no page");
    assert_eq!(detail, refusal.to_string());
    assert!(matches!(source, gainsay::Source::Bytes { .. }));
}

#[tokio::test]
async fn the_token_is_enough_and_its_absence_is_not() {
    let (_folder, path) = common::sample();
    let token = "correct horse battery";
    let mut browser = Browser::at(Settings { token: Some(token.to_owned()), ..Settings::new(path) });
    let body = json!({"by": "Ana", "name": "drones", "words": "drone*"}).to_string();
    for (shown, status) in [(None, 401), (Some("wrong"), 401), (Some(token), 201)] {
        let mut request = Request::post("/api/v1/searches").header(header::CONTENT_TYPE, "application/json");
        if let Some(shown) = shown {
            request = request.header(header::AUTHORIZATION, format!("Bearer {shown}"));
        }
        let answer = browser.send(request, Body::from(body.clone())).await;
        assert_eq!(answer.status.as_u16(), status, "{shown:?}: {}", answer.body);
        if status == 401 {
            assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
        }
    }
}
