//! The pages, a file each, rendered from the templates beside this crate.

mod add;
mod compare;
mod decide;
mod dispute;
mod disputes;
mod dossier;
mod enter;
mod failed;
mod frame;
mod holder;
mod log;
mod notes;
mod page;
mod review;
mod search;
mod since;

pub(crate) use decide::{remembered, told};
pub(crate) use failed::{Failed, nothing_here};
pub(crate) use frame::{Frame, html};
pub(crate) use holder::{Standing, standing};

use crate::desk::Desk;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// All pages.
pub(crate) fn router() -> Router<Desk> {
    Router::new()
        .route("/", get(disputes::disputes))
        .route("/dispute/{id}", get(dispute::dispute))
        .route("/page/{id}", get(page::page))
        .route("/review", get(review::queue))
        .route("/review/{page}/{at}", get(review::position))
        .route("/decide", post(decide::decide))
        .route("/holder/{code}", get(holder::holder))
        .route("/search", get(search::search))
        .route("/seen", post(since::seen))
        .route("/log", get(log::log))
        .route("/add", get(add::form).post(add::add).layer(DefaultBodyLimit::max(add::LARGEST)))
        .route("/add/{number}", get(add::progress))
        .route("/add/{number}/events", get(add::events))
        .route("/dispute/{id}/dossier", get(dossier::dossier))
        .route("/compare", get(compare::compare))
        .route("/enter", get(enter::form).post(enter::enter))
}
