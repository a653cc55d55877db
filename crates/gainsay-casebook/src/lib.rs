//! The casebook: the specification of gainsay as cases that a person can read, and readings held against them.
//!
//! In go the files of a casebook; out come its cases ([`case`], [`pages`]), what is wrong with the reading of each
//! ([`judge`]), and how many positions of whole pages are found ([`score`]). The notation is defined in `casebook/README.md`
//! and parsed in [`notation`]; [`check`] says where it names what cannot be. Nothing here decides how a page is read, and no
//! part of the product uses it: the tests of `gainsay` do, and the laboratory.
//!
//! ```
//! use gainsay::Reader;
//! use gainsay_casebook::{case, judge};
//!
//! let file = "## A denial\n\nThe verb says so.\n\n```text\nIran denied supplying drones to Russia.\n```\n\n```reading\n\
//!     position IRN:GOV denies act\n  arms-transfer IRN -> RUS\n```\n";
//! let cases = case::in_file("denial.md", file)?;
//! assert_eq!(judge::judge(&Reader::shipped(), &cases[0]), None);
//! # Ok::<(), String>(())
//! ```

pub mod case;
pub mod check;
pub mod disputes;
pub mod fault;
pub mod forms;
pub mod judge;
pub mod notation;
pub mod open;
mod page;
pub mod pages;
mod pairs;
pub mod positions;
pub mod score;
pub mod statements;
pub mod words;
