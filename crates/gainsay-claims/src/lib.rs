//! From statements to positions: who takes which stance toward what.

use gainsay_knowledge::Knowledge;
use gainsay_record::{Analysis, Article, Note, Position, Provenance, Statement};

/// What this stage adds to a page's statements.
#[derive(Debug, Default)]
pub struct Claims {
    /// One for each statement, in the same order.
    pub provenance: Vec<Provenance>,
    /// The positions, in the order of their statements.
    pub positions: Vec<Position>,
    /// What could not be resolved and matters.
    pub notes: Vec<Note>,
}

/// Resolves the sources of `statements` and reads the positions in them.
pub fn claims(_article: &Article, _analysis: &Analysis, statements: &[Statement], _known: &Knowledge) -> Claims {
    Claims { provenance: vec![Provenance::default(); statements.len()], ..Claims::default() }
}
