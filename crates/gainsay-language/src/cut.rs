//! An article cut into words: what the network looks at.

use crate::quotations;
use gainsay_knowledge::words;
use gainsay_record::{Analysis, Article, Quotation, Relation, Span, Tag, Token};
use std::ops::Range;

/// No more of a page is read than this many words and marks: about a megabyte, ten times the longest news reports. It
/// bounds the memory that a page of nothing but claims can ask for.
pub const MOST_TOKENS: usize = 200_000;

/// The words of the blocks that are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// Every word and mark in order, as yet without tag, head or relation; each knows its quotation.
    pub tokens: Vec<Token>,
    /// For each block that is read and has words: its index in the article, and its tokens.
    pub blocks: Vec<(u32, Range<u32>)>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
    /// The first block that was not read to its end, where the article is too long.
    pub broken_off: Option<usize>,
}

/// Cuts the blocks `read` of an article. Where `given` has spans in order, they are the words, else the text's own are.
pub fn cut(article: &Article, read: &[usize], given: Option<&[Span]>) -> Cut {
    let spans: Vec<Span> = read.iter().map(|&at| article.blocks[at].span).collect();
    // A word has five bytes or more with the space after it, mostly.
    let bytes: usize = spans.iter().map(|span| span.end() - span.start()).sum();
    let mut cut = Cut { tokens: Vec::with_capacity((bytes / 5).min(MOST_TOKENS)), ..Cut::default() };
    for (&block, &span) in read.iter().zip(&spans) {
        let first = cut.tokens.len();
        let mut push = |span: Span| {
            if cut.tokens.len() >= MOST_TOKENS {
                cut.broken_off = cut.broken_off.or(Some(block));
                return false;
            }
            let head = cut.tokens.len() as u32;
            cut.tokens.push(Token { span, tag: Tag::X, head, relation: Relation::Root, quotation: None });
            true
        };
        match given {
            Some(given) => {
                let from = given.partition_point(|word| word.start() < span.start());
                let to = given.partition_point(|word| word.start() < span.end());
                given[from..to.max(from)].iter().all(|&word| push(word));
            }
            None => {
                let word = |range: Range<usize>| {
                    Span::new(&article.text, span.start() + range.start, span.start() + range.end)
                };
                words(span.of(&article.text)).filter_map(word).all(&mut push);
            }
        }
        if cut.tokens.len() > first {
            cut.blocks.push((block as u32, first as u32..cut.tokens.len() as u32));
        }
    }
    let mut analysis = Analysis { tokens: cut.tokens, ..Analysis::default() };
    analysis.quotations = quotations::find(&article.text, &spans);
    quotations::mark(&mut analysis);
    cut.tokens = analysis.tokens;
    cut.quotations = analysis.quotations;
    cut
}
