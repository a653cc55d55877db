//! Why something could not be answered, for pages and for the API alike.

use crate::pages::Failed;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gainsay::KeeperError;
use gainsay::ledger::LedgerError;

/// What went wrong, as the one who asked is told.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// The status.
    pub status: StatusCode,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What exactly, in a sentence without a full stop.
    pub detail: String,
}

impl Trouble {
    /// There is no such thing.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, title: "Not here", detail: detail.into() }
    }

    /// What was asked makes no sense.
    pub fn wrong(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, title: "Not understood", detail: detail.into() }
    }

    /// What was asked may not be done.
    pub fn refused(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, title: "Refused", detail: detail.into() }
    }

    /// What was sent is too large.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, title: "Too large", detail: detail.into() }
    }

    /// Somebody else is writing, or the disk is full: it may go later.
    pub fn later(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, title: "Not now", detail: detail.into() }
    }

    /// A fault of ours.
    pub fn fault(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, title: "A fault", detail: detail.into() }
    }
}

impl From<KeeperError> for Trouble {
    fn from(error: KeeperError) -> Self {
        match error {
            // The path of the ledger is nobody's business in a browser.
            KeeperError::NoSuchDispute { id, .. } => Self::missing(format!("there is no dispute {id}")),
            KeeperError::NoSuchPage { written, .. } => Self::missing(format!("there is no page {written}")),
            KeeperError::NoSuchItem { .. } => Self::missing(error.to_string()),
            KeeperError::Ledger(error) => error.into(),
            other => Self::wrong(other.to_string()),
        }
    }
}

impl From<LedgerError> for Trouble {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::NoSuchPage { page, .. } => Self::missing(format!("there is no page {page}")),
            LedgerError::NoSuchDecision { id, .. } => Self::missing(format!("there is no decision {id}")),
            LedgerError::Locked { .. } => Self::later("somebody else is writing to the ledger"),
            LedgerError::Full { .. } => Self::later("the disk, or the room set for the ledger, is full"),
            // The path of the ledger is nobody's business in a browser: what lies beneath tells more.
            other => match std::error::Error::source(&other) {
                Some(source) => Self::fault(format!("the ledger failed: {source}")),
                None => Self::fault("the ledger failed"),
            },
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        Failed(self).into_response()
    }
}
