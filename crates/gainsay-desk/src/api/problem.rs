//! One shape for everything that could not be answered: RFC 9457, `application/problem+json`.

use crate::trouble::Trouble;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

/// The media type of a problem.
pub(crate) const PROBLEM: &str = "application/problem+json";

/// What could not be answered, and why.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
}

/// Turns every answer of the API that is no success into a problem, wherever it comes from: a handler, the router, or what
/// stands before both.
pub(crate) async fn problems(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let ours = path == "/api" || path.starts_with("/api/");
    let is_head = *request.method() == Method::HEAD;
    let response = next.run(request).await;
    if !ours || !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    problem(response, is_head)
}

fn problem(response: Response, is_head: bool) -> Response {
    let status = response.status();
    let trouble = response.extensions().get::<Trouble>().cloned();
    let title = status.canonical_reason().unwrap_or("Not answered");
    let (title, detail) = match &trouble {
        Some(trouble) => (trouble.title, gainsay::safe::line(&trouble.detail)),
        None if status == StatusCode::METHOD_NOT_ALLOWED => {
            (title, "what is at this address does not take this method".to_owned())
        }
        None => (title, title.to_lowercase()),
    };
    let json = gainsay::wire::line(&Problem {
        r#type: "about:blank",
        title,
        status: status.as_u16(),
        detail: &detail,
    });
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    parts.headers.insert(header::CONTENT_LENGTH, json.len().into());
    parts.headers.remove(header::ETAG);
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    Response::from_parts(parts, if is_head { Body::empty() } else { Body::from(json) })
}

/// What was sent is of a kind that is not taken here.
pub(crate) fn unsupported(detail: impl Into<String>) -> Trouble {
    Trouble { status: StatusCode::UNSUPPORTED_MEDIA_TYPE, title: "Unsupported kind", detail: detail.into() }
}

/// What was sent is well formed, and cannot be done.
pub(crate) fn unmeant(detail: impl Into<String>) -> Trouble {
    Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, title: "Cannot be done", detail: detail.into() }
}

/// What was not understood of a field that is as the document says, but names nothing that is known.
pub(crate) fn meaningless(trouble: Trouble) -> Trouble {
    if trouble.status == StatusCode::BAD_REQUEST { unmeant(trouble.detail) } else { trouble }
}

/// Too much at once.
pub(crate) fn too_many(detail: impl Into<String>) -> Trouble {
    Trouble { status: StatusCode::TOO_MANY_REQUESTS, title: "Too many at once", detail: detail.into() }
}
