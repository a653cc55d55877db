//! The subcommands, a file each.

pub mod add;
pub mod disputes;
mod place;
pub mod read;
pub mod search;
pub mod show;
pub mod verify;

pub use place::Place;
