//! Readings and disputes on a terminal. Everything that comes from a page goes through [`safe`] before it is printed.

pub mod article;
pub mod dispute;
pub mod found;
pub mod list;
pub mod news;
mod paint;
pub mod people;
pub mod positions;
mod table;

pub use gainsay::{safe, terms};
pub use paint::Look;
