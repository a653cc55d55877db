//! The subcommands, a file each.

pub mod add;
mod by;
pub mod diff;
pub mod disputes;
pub mod grade;
pub mod log;
mod place;
pub mod read;
pub mod rebuild;
pub mod remark;
pub mod rule;
pub mod search;
pub mod searches;
pub mod serve;
pub mod show;
pub mod verify;

pub use place::Place;
