//! The pages, a file each, rendered from the templates beside this crate.

mod dispute;
mod disputes;
mod enter;
mod failed;
mod frame;
mod notes;
mod page;

pub(crate) use failed::{Failed, nothing_here};
pub(crate) use frame::{Frame, html};

use crate::desk::Desk;
use axum::Router;
use axum::routing::get;

/// All pages.
pub(crate) fn router() -> Router<Desk> {
    Router::new()
        .route("/", get(disputes::disputes))
        .route("/dispute/{id}", get(dispute::dispute))
        .route("/page/{id}", get(page::page))
        .route("/enter", get(enter::form).post(enter::enter))
}
