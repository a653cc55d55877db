//! What the language stage sees in an article.

use crate::{Note, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The sentences, words and quotations of a page's article blocks, in the order of the text.
///
/// Indices count from 0 within this analysis. Blocks in a language that is not read have no sentences here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Every word and punctuation mark of the article blocks.
    pub tokens: Vec<Token>,
    /// Runs of tokens; every token is in exactly one.
    pub sentences: Vec<Sentence>,
    /// Quotations, by where they open; a nested one follows the one around it.
    pub quotations: Vec<Quotation>,
    /// What could not be read.
    pub notes: Vec<Note>,
}

impl Analysis {
    /// The tokens of a sentence.
    pub fn of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// The indices of the tokens that share a byte with `span`.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }
}

/// A word or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// The quotation it lies in (the innermost), as an index into `Analysis::quotations`.
    pub quotation: Option<u32>,
}

/// Parts of speech as Universal Dependencies names them (`UPOS`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are the standard's: universaldependencies.org/u/pos")]
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// From its first token to its last.
    pub span: Span,
    /// The block it stands in, as an index into `Article::blocks`.
    pub block: u32,
    /// Whether it opens its block.
    pub opens_block: bool,
}

/// Words between quotation marks; it can run over sentences and blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// One span for each block it runs through, quotation marks included.
    pub spans: Vec<Span>,
    /// The quotation around it, as an index.
    pub inside: Option<u32>,
    /// Whether a closing mark was found.
    pub closed: bool,
}
