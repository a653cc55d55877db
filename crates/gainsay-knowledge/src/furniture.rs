//! Phrases that mark what is not article.

/// Phrase lists in several languages.
#[derive(Debug, Default)]
pub struct Furniture;

impl Furniture {
    pub(crate) fn shipped() -> Self {
        Self
    }
}
