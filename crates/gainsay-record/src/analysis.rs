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
    /// What was heard as source, cue or content: runs of tokens that do not overlap, in order.
    pub parts: Vec<Part>,
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
    /// The token it depends on, as an index into `Analysis::tokens`, always of the same sentence; its own index where it
    /// is the root. Following heads always ends at the root.
    pub head: u32,
    /// How it depends on its head.
    pub relation: Relation,
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

impl Tag {
    /// All of them, in order.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];
}

/// Dependency relations as Universal Dependencies names them, without subtypes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the standard's: universaldependencies.org/u/dep")]
pub enum Relation {
    Acl,
    Advcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    Case,
    Cc,
    Ccomp,
    Clf,
    Compound,
    Conj,
    Cop,
    Csubj,
    #[default]
    Dep,
    Det,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    Nsubj,
    Nummod,
    Obj,
    Obl,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
}

impl Relation {
    /// All of them, in order.
    pub const ALL: [Self; 37] = [
        Self::Acl,
        Self::Advcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::Case,
        Self::Cc,
        Self::Ccomp,
        Self::Clf,
        Self::Compound,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::Dep,
        Self::Det,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::Nsubj,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];
}

/// A run of words with one role in an attribution (Pareti 2012).
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its tokens; never empty.
    pub tokens: Range<u32>,
    /// What it is.
    pub role: Role,
    /// Where the cue stands that it belongs to; `Left` for a cue itself.
    pub toward: Direction,
    /// How sure it is that exactly these words have this role: from 0 to 1, rounded to three decimals.
    pub confidence: f32,
}

/// The roles of an attribution: a cue attributes content to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that attribute.
    Cue,
    /// What is said.
    Content,
}

/// A side in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Before.
    Left,
    /// After.
    Right,
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
