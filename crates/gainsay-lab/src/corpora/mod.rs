//! Readers of the corpora.

pub mod conllu;
