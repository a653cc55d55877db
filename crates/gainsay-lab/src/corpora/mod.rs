//! Readers of annotated corpora. None of a corpus's sentences stands in this repository.

pub mod conllu;
pub mod discourse;
