//! From the bytes of a page to an article.

use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Edtf};

/// What is known of a page beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Given<'a> {
    /// The file's name or the address's last part, for its extension.
    pub name: Option<&'a str>,
    /// A `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The address, over what the page says.
    pub url: Option<&'a str>,
    /// The outlet, over what the page says.
    pub outlet: Option<&'a str>,
    /// The date of publication, over what the page says.
    pub published: Option<Edtf>,
    /// Every block of the page is article: no furniture filter.
    pub plain: bool,
}

/// Why bytes are no page.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No bytes, or only white space.
    #[error("the page is empty")]
    Empty,
}

/// Reads a page.
pub fn read(_bytes: &[u8], _given: &Given<'_>, _known: &Knowledge) -> Result<Article, Refusal> {
    Err(Refusal::Empty)
}
