//! How the network is trained: from corpora to a model.

mod adam;
mod arcs;
pub mod calibrate;
mod chain;
pub mod check;
pub mod command;
pub mod corpus;
pub mod examples;
mod export;
mod network;
mod operations;
pub mod recipe;
mod teacher;
#[cfg(test)]
mod toy;
pub mod train;
