//! From an article to its analysis: in go the text and its blocks, out come sentences, words with their parts of
//! speech, and quotations. It never changes the text, never looks outside the article blocks, and never decides who
//! says what.
//!
//! This version knows closed classes of words and rules of print; it has no trained model and reads English. A block
//! in another language is noted and left alone.
//!
//! ```
//! use gainsay_language::Analyzer;
//! use gainsay_record::{Article, Block, BlockKind, Language, PageId, Published, Span, Tag};
//!
//! let text = "Gen. Smith said: “We never sold arms.” He left.".to_owned();
//! let span = Span::new(&text, 0, text.len()).expect("the whole text");
//! let article = Article {
//!     id: PageId([0; 32]), url: None, outlet: None, title: None, byline: None, language: Some(Language::ENGLISH),
//!     published: Published::default(), notes: vec![],
//!     blocks: vec![Block { kind: BlockKind::Body, language: Some(Language::ENGLISH), span }],
//!     text,
//! };
//! let analysis = Analyzer::shipped().worker().analyze(&article);
//! assert_eq!(analysis.sentences.len(), 2);
//! assert_eq!(analysis.tokens[0].tag, Tag::Propn);
//! assert_eq!(analysis.quotations[0].spans[0].of(&article.text), "“We never sold arms.”");
//! ```

#[allow(dead_code, unused_imports, reason = "the network that is made of it is still to come")]
mod kernel;
mod quotations;
mod sentences;
mod tags;

use gainsay_knowledge::{Knowledge, lower, words};
use gainsay_record::{Analysis, Article, Block, Language, Note, Relation, Span, Tag, Token};

/// No more of a page is read than this many words and marks: about a megabyte, ten times the longest news reports. It
/// bounds the memory that a page of nothing but claims can ask for.
const MOST_TOKENS: usize = 200_000;

/// Reads English. Make one, share it, and give each thread a [`Worker`].
#[derive(Debug)]
pub struct Analyzer {
    known: &'static Knowledge,
}

impl Analyzer {
    /// The analyzer that ships with the program.
    pub fn shipped() -> Self {
        Self { known: Knowledge::shipped() }
    }

    /// A worker with buffers of its own.
    pub fn worker(&self) -> Worker<'_> {
        Worker { analyzer: self, lowered: Vec::new() }
    }
}

/// Analyses one article after another, reusing its buffers.
#[derive(Debug)]
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
    /// The words of the block at hand in lower case.
    lowered: Vec<String>,
}

impl Worker<'_> {
    /// The sentences, words and quotations of the article blocks that are in English.
    pub fn analyze(&mut self, article: &Article) -> Analysis {
        let mut analysis = Analysis::default();
        let read: Vec<usize> =
            (0..article.blocks.len()).filter(|&at| is_read(article, &article.blocks[at])).collect();
        note_others(article, &mut analysis);
        let spans: Vec<Span> = read.iter().map(|&at| article.blocks[at].span).collect();
        analysis.quotations = quotations::find(&article.text, &spans);
        for &block in &read {
            if analysis.tokens.len() >= MOST_TOKENS {
                let text = format!("only the first {MOST_TOKENS} words of the article are read");
                analysis.notes.push(Note::at(article.blocks[block].span, text));
                break;
            }
            self.analyze_block(article, block, &mut analysis);
        }
        quotations::mark(&mut analysis);
        analysis
    }

    fn analyze_block(&mut self, article: &Article, block: usize, analysis: &mut Analysis) {
        let span = article.blocks[block].span;
        let first = analysis.tokens.len();
        self.lowered.clear();
        for range in words(span.of(&article.text)).take(MOST_TOKENS - first) {
            let (start, end) = (span.start() + range.start, span.start() + range.end);
            let Some(span) = Span::new(&article.text, start, end) else { continue };
            self.lowered.push(lower(span.of(&article.text)));
            let head = analysis.tokens.len() as u32;
            let relation = Relation::Root;
            analysis.tokens.push(Token { span, tag: Tag::X, head, relation, quotation: None });
        }
        if analysis.tokens.len() == first {
            return;
        }
        let tokens = &mut analysis.tokens[first..];
        tags::assign(&article.text, tokens, &self.lowered, self.analyzer.known);
        let ends = sentences::ends(&article.text, tokens, &self.lowered, &self.analyzer.known.vocabulary);
        sentences::push(analysis, first, &ends, block);
    }
}

/// Whether a block is article and in a language that is read; one whose language does not show follows the page's.
fn is_read(article: &Article, block: &Block) -> bool {
    let language = block.language.or(article.language).unwrap_or(Language::ENGLISH);
    block.kind.is_article() && language == Language::ENGLISH
}

/// One note for each language that stands in the article and is not read.
fn note_others(article: &Article, analysis: &mut Analysis) {
    let mut noted = Vec::new();
    for block in article.blocks.iter().filter(|block| block.kind.is_article() && !is_read(article, block)) {
        if let Some(language) = block.language.or(article.language)
            && !noted.contains(&language)
        {
            noted.push(language);
            let text =
                format!("text in the language \"{}\" is kept but not read for statements", language.as_str());
            analysis.notes.push(Note::at(block.span, text));
        }
    }
}
