//! The pages, a file each, rendered from the templates beside this crate.

mod decide;
mod dispute;
mod disputes;
mod enter;
mod failed;
mod frame;
mod notes;
mod page;
mod review;

pub(crate) use decide::{remembered, told};
pub(crate) use failed::{Failed, nothing_here};
pub(crate) use frame::{Frame, html};

use crate::desk::Desk;
use axum::Router;
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
        .route("/enter", get(enter::form).post(enter::enter))
}
