//! The desk: a ledger in a browser.
//!
//! In goes the path of a ledger; out comes a server that shows its disputes, pages and holders, takes what people decide,
//! and speaks the wire's JSON under `/api/v1`. Every page is rendered here, complete without JavaScript, and asks for
//! nothing from anywhere else. Nothing of a stored page's HTML is ever sent to a browser: only its text, escaped.
//!
//! * [`Settings`]: which ledger, which names the desk answers to, whether a token is asked for.
//! * [`Desk::open`]: the ledger opened; [`Desk::router`]: everything it answers, to be served or tried in a test.
//! * [`Desk::serve`] listens.
//!
//! `pages` renders, `api` answers in JSON, `safety` stands before both, `assets` holds the style and the script.
//!
//! ```
//! use gainsay_desk::{Desk, Settings};
//!
//! let folder = tempfile::tempdir()?;
//! let desk = Desk::open(Settings::new(folder.path().join("sample.db")))?;
//! let _router = desk.router();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod api;
mod asked;
mod assets;
mod brief;
mod desk;
mod fetch;
mod graded;
mod jobs;
mod listen;
mod pace;
mod pack;
mod pages;
mod safety;
mod state;
mod trouble;
mod view;
mod views;
mod visit;

pub use desk::{Desk, DeskError, Settings};
