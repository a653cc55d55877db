//! All that was read from one page.

use crate::{Article, Position, Provenance, Span, Statement};
use serde::{Deserialize, Serialize};

/// A sentence for the person who reads the result: what a stage could not do, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// One clear sentence without a full stop, lower case.
    pub text: String,
    /// The place it speaks of, where there is one.
    pub span: Option<Span>,
}

impl Note {
    /// A note on the whole page.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }

    /// A note on one place.
    pub fn at(span: Span, text: impl Into<String>) -> Self {
        Self { text: text.into(), span: Some(span) }
    }
}

/// What the stages read from one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The page.
    pub article: Article,
    /// Who says what, in the order of the text (by the start of the content, outer before nested).
    pub statements: Vec<Statement>,
    /// For each statement, at the same index, who stands behind it.
    pub provenance: Vec<Provenance>,
    /// What the statements hold of propositions.
    pub positions: Vec<Position>,
    /// Notes of the stages after the page's own.
    pub notes: Vec<Note>,
}
