//! From an analysis to statements: who says what, in which words.

use gainsay_knowledge::Knowledge;
use gainsay_record::{Analysis, Article, Statement};

/// The statements of a page, in the order of the text, outer before nested.
pub fn attribute(_article: &Article, _analysis: &Analysis, _known: &Knowledge) -> Vec<Statement> {
    Vec::new()
}
