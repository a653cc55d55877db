//! The API, held against its own document: what it answers, what it takes, and what it refuses.

#[path = "../common/mod.rs"]
mod common;
mod document;
mod feed;
mod lists;
mod refused;
mod taken;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use common::{Answer, Browser};
use serde_json::{Value, json};

/// A program at a desk.
pub struct Program {
    browser: Browser,
    sign: String,
    document: Value,
}

/// What a program was answered.
#[allow(missing_docs, reason = "the words are their own meaning")]
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Program {
    /// At a desk over the sample pages.
    pub async fn at_sample() -> Self {
        Self::at(Browser::at_sample()).await
    }

    /// With this browser.
    pub async fn at(mut browser: Browser) -> Self {
        let json = |answer: Answer| serde_json::from_str::<Value>(&answer.body).expect("JSON");
        let sign = json(browser.get("/api/v1/session").await)["sign"].as_str().unwrap_or_default().to_owned();
        let document = json(browser.get("/api/v1/openapi.json").await);
        Self { browser, sign, document }
    }

    /// Asks, and holds the answer against the document's operation for `path`.
    pub async fn get_as(&mut self, path: &str, address: &str) -> Value {
        let told = self.send(Request::get(at(address)), Body::empty()).await;
        assert_eq!(told.status, StatusCode::OK, "{address}: {}", told.json);
        self.check("get", path, &told);
        told.json
    }

    /// Asks for a path that has nothing to be filled in.
    pub async fn get(&mut self, address: &str) -> Value {
        let path = address.split('?').next().expect("a path");
        self.get_as(path, address).await
    }

    /// Asks, and is refused.
    pub async fn refused(&mut self, address: &str) -> (StatusCode, String) {
        let told = self.send(Request::get(at(address)), Body::empty()).await;
        self.problem(&told)
    }

    /// Sends JSON with the session's sign.
    pub async fn post(&mut self, path: &str, body: &Value) -> Told {
        let request = Request::post(at(path))
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-gainsay-sign", self.sign.clone());
        self.send(request, Body::from(body.to_string())).await
    }

    /// Enters something; what was sent and what is answered is held against the document.
    pub async fn enter(&mut self, path: &str, body: Value) -> Value {
        let sent =
            &self.document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"];
        self.fits(sent, &body, path);
        let told = self.post(path, &body).await;
        assert_eq!(told.status, StatusCode::CREATED, "{path}: {}", told.json);
        self.check("post", path, &told);
        told.json
    }

    /// Sends a page.
    pub async fn page(&mut self, address: &str, kind: &str, bytes: impl Into<Body>) -> Told {
        let request = Request::post(at(address))
            .header(header::CONTENT_TYPE, kind)
            .header("x-gainsay-sign", self.sign.clone());
        self.send(request, bytes.into()).await
    }

    /// Sends anything.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Told {
        let Answer { status, headers, body } = self.browser.send(request, body).await;
        let json = serde_json::from_str(&body).unwrap_or(Value::String(body));
        Told { status, headers, json }
    }

    /// A refusal, which has to be a problem.
    pub fn problem(&self, told: &Told) -> (StatusCode, String) {
        assert_eq!(told.headers[header::CONTENT_TYPE], "application/problem+json", "{}", told.json);
        self.fits(&json!({"$ref": "#/components/schemas/Problem"}), &told.json, "a problem");
        assert_eq!(told.json["status"], told.status.as_u16());
        (told.status, told.json["detail"].as_str().unwrap_or_default().to_owned())
    }

    /// Holds an answer against what the document says of it.
    pub fn check(&self, method: &str, path: &str, told: &Told) {
        let operation = &self.document["paths"][path][method];
        let answer = &operation["responses"][told.status.as_str()]["content"];
        let kind =
            told.headers[header::CONTENT_TYPE].to_str().expect("text").split(';').next().expect("a kind");
        let schema = &answer[kind]["schema"];
        assert!(schema.is_object(), "{method} {path} has no {} of kind {kind}", told.status);
        self.fits(schema, &told.json, path);
    }

    fn fits(&self, schema: &Value, value: &Value, what: &str) {
        let mut schema = schema.clone();
        schema["components"] = self.document["components"].clone();
        close(&mut schema);
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let errors: Vec<String> =
            validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}");
    }
}

/// Forbids every field that is not described.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            let is_object = fields.get("type") == Some(&json!("object")) && fields.contains_key("properties");
            if is_object && !fields.contains_key("additionalProperties") {
                fields.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}

fn at(address: &str) -> String {
    format!("/api/v1{address}")
}

/// The items of a list.
pub fn items(list: &Value) -> &Vec<Value> {
    list["items"].as_array().expect("a list")
}
