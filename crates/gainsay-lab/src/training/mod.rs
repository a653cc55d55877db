//! How the network is trained: from corpora to a model.

pub mod corpus;
pub mod examples;
