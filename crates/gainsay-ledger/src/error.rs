//! What can go wrong, each in a sentence that says what to do about it.

use gainsay_record::PageId;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why the ledger could not do what it was asked. The ledger on disk is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The platform names no home folder.
    #[error("there is no home folder to keep a ledger in; name a file for it")]
    NoHome(#[source] Cause),
    /// The folder that the ledger should be in does not exist.
    #[error("cannot make {}: there is no folder {}", .path.display(), .folder.display())]
    NoFolder {
        /// The ledger.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// There is no such file, and it was only to be read.
    #[error("there is no ledger at {}", .path.display())]
    Missing {
        /// The ledger.
        path: PathBuf,
    },
    /// A file of something else.
    #[error("{} is not a gainsay ledger", .path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
    },
    /// A format that this program does not know yet.
    #[error("{} was made by a newer gainsay (format {found}; this one reads up to {known})", .path.display())]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// Another process kept it locked for longer than this one's patience.
    #[error("{} is being written to by another process; try again when it is done", .path.display())]
    Locked {
        /// The ledger.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
    /// No room.
    #[error("there is no room left on the disk for {}", .path.display())]
    Full {
        /// The ledger.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
    /// The file or its folder cannot be written to, or it was opened to be read only.
    #[error("{} cannot be written to", .path.display())]
    ReadOnly {
        /// The ledger.
        path: PathBuf,
    },
    /// Parts of the file are damaged or missing.
    #[error("{} is damaged; restore it from a copy, or add its pages to a new ledger", .path.display())]
    Damaged {
        /// The ledger.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
    /// One stored page or reading cannot be read back.
    #[error("page {page} cannot be read back from the ledger")]
    Unreadable {
        /// The page.
        page: PageId,
        /// Why.
        source: Cause,
    },
    /// A stored dispute cannot be read back.
    #[error("dispute {id} cannot be read back from the ledger")]
    UnreadableDispute {
        /// The dispute.
        id: String,
        /// Why.
        source: Cause,
    },
    /// An entry of the log cannot be read back.
    #[error("entry {entry} of the log cannot be read back")]
    UnreadableEntry {
        /// Its number.
        entry: u64,
        /// Why.
        source: Cause,
    },
    /// A format from before this program's, in a file that it cannot bring forward.
    #[error(
        "{} was made by an older gainsay (format {found}), and must be writable once to be brought to format {known}",
        .path.display()
    )]
    Older {
        /// The ledger.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The one it would be brought to.
        known: i64,
    },
    /// There is no such decision here.
    #[error("there is no decision {id} in {}", .path.display())]
    NoSuchDecision {
        /// The ledger.
        path: PathBuf,
        /// What was asked for.
        id: String,
    },
    /// It was taken back before.
    #[error("decision {id} was undone by {by} before; undo {undoing} to have it again")]
    Undone {
        /// The decision.
        id: String,
        /// Who undid it.
        by: String,
        /// The id of the undoing.
        undoing: String,
    },
    /// A decision that cannot be written down.
    #[error("the decision cannot be entered")]
    Unenterable {
        /// Why.
        source: Cause,
    },
    /// A page that does not belong in a ledger.
    #[error("page {page} cannot be stored")]
    Unstorable {
        /// The page.
        page: PageId,
        /// Why.
        source: Cause,
    },
    /// There is no such page here.
    #[error("there is no page {page} in {}", .path.display())]
    NoSuchPage {
        /// The ledger.
        path: PathBuf,
        /// The page.
        page: PageId,
    },
    /// The batch has failed before; nothing of it is kept.
    #[error("nothing more can be added to a batch that has failed")]
    Over,
    /// The disk or the system failed.
    #[error("cannot read or write {}", .path.display())]
    Io {
        /// The ledger.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
    /// Anything else the database says: a fault in gainsay, most likely.
    #[error("the ledger {} failed", .path.display())]
    Failed {
        /// The ledger.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
}

/// What stands behind an error. The store's own error types stay inside this crate.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What is wrong with stored bytes.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Damage(String);

impl Damage {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// An error on its way up, before it learns which file it is about.
#[derive(Debug)]
pub(crate) enum Trouble {
    Sql(rusqlite::Error),
    Known(Box<LedgerError>),
}

/// What the functions inside this crate return.
pub(crate) type Inner<T> = Result<T, Trouble>;

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<LedgerError> for Trouble {
    fn from(error: LedgerError) -> Self {
        Self::Known(Box::new(error))
    }
}

impl Trouble {
    /// The error, said of the ledger at `path`.
    pub(crate) fn at(self, path: &Path) -> LedgerError {
        let error = match self {
            Self::Known(error) => return *error,
            Self::Sql(error) => error,
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                LedgerError::Locked { path, source: error.into() }
            }
            Some(ErrorCode::DiskFull) => LedgerError::Full { path, source: error.into() },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => LedgerError::ReadOnly { path },
            Some(ErrorCode::NotADatabase) => LedgerError::NotALedger { path },
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { path, source: error.into() },
            // A column that holds what this crate never writes.
            None if is_conversion(&error) => LedgerError::Damaged { path, source: error.into() },
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                LedgerError::Io { path, source: error.into() }
            }
            _ => LedgerError::Failed { path, source: error.into() },
        }
    }

    /// Whether the stored data is at fault, rather than the moment.
    ///
    /// Asked while checking, when the queries are known to be sound: an error of the general kind then says that a
    /// table is not what it should be, an index of words in particular.
    pub(crate) fn is_damage(&self) -> bool {
        match self {
            Self::Known(error) => matches!(
                **error,
                LedgerError::Unreadable { .. }
                    | LedgerError::UnreadableDispute { .. }
                    | LedgerError::UnreadableEntry { .. }
                    | LedgerError::Damaged { .. }
                    | LedgerError::NotALedger { .. }
                    | LedgerError::Failed { .. }
            ),
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(code) => {
                    matches!(code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown)
                }
                // A row that another refers to is not there, or holds what this crate never writes.
                None => is_conversion(error) || matches!(error, rusqlite::Error::QueryReturnedNoRows),
            },
        }
    }
}

fn is_conversion(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
    )
}
