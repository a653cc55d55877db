//! The wire's JSON, under `/api/v1`.
//!
//! `routes` is the one table of what is answered: the router, the checks of an address's fields and the OpenAPI document are
//! made from it. The other files hold what is answered: `pages`, `statements`, `positions`, `disputes`, `holders`, `decisions`,
//! `search`, `log`, `add`, `feed`.

mod add;
mod answer;
mod cursor;
mod decisions;
mod disputes;
mod feed;
mod fields;
mod holders;
mod log;
mod openapi;
mod pages;
mod positions;
mod problem;
mod routes;
mod said;
mod schema;
mod search;
mod sent;
mod statements;
mod status;
mod words;

pub(crate) use problem::problems;

use crate::desk::Desk;
use axum::Router;

/// What is answered below `/api/v1`.
pub(crate) fn router() -> Router<Desk> {
    routes::ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()))
}
