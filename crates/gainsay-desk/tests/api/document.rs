//! The document says what is there.

use super::*;

/// Something real for every part of a path.
async fn filled(program: &mut Program, path: &str) -> String {
    let disputes = program.get("/disputes?limit=1").await;
    let dispute = items(&disputes)[0]["id"].as_str().expect("an id").to_owned();
    let position = items(&program.get("/positions?limit=1").await)[0].clone();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    path.replace("{dispute}", &dispute)
        .replace("{page}", &text(&position["page"]))
        .replace("{position}", &text(&position["position"]["id"]))
        .replace("{holder}", &text(&position["position"]["holder"]))
        .replace("{search}", "shells%20at%20sea")
}

#[tokio::test]
async fn every_address_of_the_document_answers_as_it_says_and_can_be_asked_again_for_nothing() {
    let mut program = Program::at_sample().await;
    program
        .enter("/searches", json!({"by": "Ana", "name": "shells at sea", "words": "artillery shells"}))
        .await;
    assert_eq!(program.document["openapi"], "3.1.0");
    let paths = program.document["paths"].as_object().expect("paths").clone();
    assert!(paths.len() >= 25, "{}", paths.len());
    for (path, methods) in &paths {
        if methods.get("get").is_none() {
            continue;
        }
        let mut address = at(&filled(&mut program, path).await);
        address += match path.as_str() {
            "/search" => "?q=shells",
            "/news" => "?since=2022",
            _ => "",
        };
        let told = program.send(Request::get(&address), Body::empty()).await;
        assert_eq!(told.status, StatusCode::OK, "{address}: {}", told.json);
        program.check("get", path, &told);
        let head = program.send(Request::head(&address), Body::empty()).await;
        assert_eq!((head.status, &head.json), (StatusCode::OK, &json!("")), "{address}");
        assert_eq!(head.headers[header::CONTENT_TYPE], told.headers[header::CONTENT_TYPE], "{address}");
        let Some(tag) = told.headers.get(header::ETAG) else {
            assert!(matches!(path.as_str(), "/session" | "/openapi.json"), "{address} has no tag");
            continue;
        };
        let again = Request::get(&address).header(header::IF_NONE_MATCH, tag);
        let again = program.send(again, Body::empty()).await;
        assert_eq!((again.status, &again.json), (StatusCode::NOT_MODIFIED, &json!("")), "{address}");
        assert_eq!(again.headers[header::ETAG], tag, "{address}");
        let unknown = program
            .refused(
                &(address.trim_start_matches("/api/v1").to_owned()
                    + if address.contains('?') { "&" } else { "?" }
                    + "colour=red"),
            )
            .await;
        assert_eq!(unknown.0, StatusCode::BAD_REQUEST, "{address}");
        assert!(unknown.1.contains("there is no field “colour” here"), "{}", unknown.1);
    }
}

#[tokio::test]
async fn a_tag_holds_until_the_ledger_changes() {
    let mut program = Program::at_sample().await;
    let told = program.send(Request::get("/api/v1/disputes"), Body::empty()).await;
    let tag = told.headers[header::ETAG].clone();
    let other = program.send(Request::get("/api/v1/disputes?all=true"), Body::empty()).await;
    assert_ne!(other.headers[header::ETAG], tag, "another address has another tag");
    let position = items(&program.get("/positions?limit=1").await)[0].clone();
    let on = format!(
        "{}:{}",
        position["page"].as_str().expect("a page"),
        position["position"]["id"].as_str().expect("an id")
    );
    program.enter("/notes", json!({"by": "Ana", "on": on, "text": "look again"})).await;
    let again = Request::get("/api/v1/disputes").header(header::IF_NONE_MATCH, &tag);
    let again = program.send(again, Body::empty()).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_ne!(again.headers[header::ETAG], tag);
}

#[tokio::test]
async fn the_document_names_every_operation_once_and_every_schema_it_refers_to() {
    let program = Program::at_sample().await;
    let text = program.document.to_string();
    let schemas = program.document["components"]["schemas"].as_object().expect("schemas");
    for part in text.split("\"#/components/schemas/").skip(1) {
        let name = part.split('"').next().expect("a name");
        assert!(schemas.contains_key(name), "{name}");
    }
    for name in schemas.keys() {
        assert!(text.contains(&format!("#/components/schemas/{name}\"")), "{name} is used nowhere");
    }
    let paths = program.document["paths"].as_object().expect("paths");
    let mut ids: Vec<&str> = paths
        .values()
        .flat_map(|methods| methods.as_object().expect("methods").values())
        .map(|operation| operation["operationId"].as_str().expect("an id"))
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
