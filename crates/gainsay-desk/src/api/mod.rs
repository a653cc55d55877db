//! The wire's JSON, under `/api/v1`.

use crate::desk::Desk;
use axum::Router;

/// What is answered below `/api/v1`.
pub(crate) fn router() -> Router<Desk> {
    Router::new()
}
