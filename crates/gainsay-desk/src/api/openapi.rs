//! The OpenAPI 3.1 document, made from the table of routes.

use super::problem::PROBLEM;
use super::routes::{Answer, BASE, Body, Kind, Param, ROUTES, Route};
use super::schema::{self, Shape};
use super::{feed, sent};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static DOCUMENT: LazyLock<String> = LazyLock::new(|| make().to_string());

/// Answers the document.
pub(crate) async fn document(_: super::fields::Fields) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

fn make() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let methods = paths.entry(route.path).or_insert_with(|| json!({}));
        methods[route.method.as_str().to_ascii_lowercase()] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "gainsay",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A ledger of contested claims",
            "description": "The wire's JSON. Fields may be added within a version; those described here stay and keep their meaning.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {
            "schemas": schema::all(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "the token the desk was opened with, where it was"},
                "session": {"type": "apiKey", "in": "cookie", "name": "gainsay_desk"},
                "sign": {"type": "apiKey", "in": "header", "name": sent::SIGN},
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let in_path = in_path
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}}));
    let parameters: Vec<Value> = in_path.chain(route.query.iter().map(parameter)).collect();
    let mut responses: Map<String, Value> =
        route.answers.iter().map(|(status, answer)| (status.to_string(), response(*answer))).collect();
    let is_ask = route.method == Method::GET;
    if is_ask {
        responses.insert(
            "304".to_owned(),
            json!({"description": "nothing has changed since the tag in If-None-Match"}),
        );
    }
    responses.insert(
        "default".to_owned(),
        json!({
            "description": "a problem (RFC 9457)",
            "content": {PROBLEM: {"schema": super::schema::Shape::Problem.reference()}},
        }),
    );
    let mut operation = json!({
        "operationId": id(route),
        "summary": route.about,
        "parameters": parameters,
        "responses": responses,
    });
    if let Some(body) = route.body {
        operation["requestBody"] = json!({"required": true, "content": sent_as(body)});
    }
    if !is_ask {
        operation["security"] = json!([{"token": []}, {"session": [], "sign": []}]);
    }
    operation
}

/// "get-pages-page-text".
fn id(route: &Route) -> String {
    let path = route.path.replace(['{', '}'], "").replace(['/', '.'], "-");
    route.method.as_str().to_ascii_lowercase() + &path
}

fn parameter(param: &Param) -> Value {
    let schema = match param.kind {
        Kind::Text if param.name == "cursor" => json!({"type": "string", "pattern": "^([0-9a-f]{2})*$"}),
        Kind::Text | Kind::Date | Kind::Moment => {
            json!({"type": "string", "minLength": usize::from(param.needed)})
        }
        Kind::Flag => json!({"type": "boolean", "default": false}),
        Kind::Count { default, most } => {
            json!({"type": "integer", "minimum": 1, "maximum": most, "default": default})
        }
        Kind::Word(words) => json!({"type": "string", "enum": words()}),
    };
    json!({"name": param.name, "in": "query", "required": param.needed, "description": param.about, "schema": schema})
}

fn sent_as(body: Body) -> Value {
    match body {
        Body::Json(shape) => json!({"application/json": {"schema": shape.reference()}}),
        Body::Page => {
            let kinds = ["text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"];
            kinds.into_iter().map(|kind| (kind.to_owned(), json!({}))).collect::<Map<_, _>>().into()
        }
    }
}

fn response(answer: Answer) -> Value {
    let (kind, schema) = match answer {
        Answer::One(shape) => ("application/json", shape.reference()),
        Answer::List(shape) => ("application/json", list(shape)),
        Answer::Text => ("text/plain", json!({"type": "string"})),
        Answer::Atom => (feed::ATOM, json!({"type": "string"})),
        Answer::Document => ("application/json", json!({"type": "object"})),
    };
    json!({"description": "what was asked for", "content": {kind: {"schema": schema}}})
}

/// A list of such items.
pub(crate) fn list(shape: Shape) -> Value {
    schema::list(shape.reference())
}
