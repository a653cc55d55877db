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

mod cut;
mod features;
mod kernel;
mod quotations;
pub mod roles;
mod sentences;
mod tags;
pub mod tree;

pub use cut::{Cut, MOST_TOKENS};
pub use features::{CueLexicon, Extractor, ROWS, Rows, TABLES};

use gainsay_knowledge::{Knowledge, lower};
use gainsay_record::{Analysis, Article, Block, Language, Note, Span};

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

impl Analyzer {
    /// The article blocks in English, cut into words; into the words `given`, where some tool cut them already.
    pub fn cut(&self, article: &Article, given: Option<&[Span]>) -> Cut {
        let read: Vec<usize> =
            (0..article.blocks.len()).filter(|&at| is_read(article, &article.blocks[at])).collect();
        cut::cut(article, &read, given)
    }
}

impl Worker<'_> {
    /// The sentences, words and quotations of the article blocks that are in English.
    pub fn analyze(&mut self, article: &Article) -> Analysis {
        let cut = self.analyzer.cut(article, None);
        let mut analysis = Analysis { tokens: cut.tokens, quotations: cut.quotations, ..Analysis::default() };
        note_others(article, &mut analysis);
        if let Some(block) = cut.broken_off {
            let text = format!("only the first {MOST_TOKENS} words of the article are read");
            analysis.notes.push(Note::at(article.blocks[block].span, text));
        }
        for (block, range) in &cut.blocks {
            self.analyze_block(
                article,
                *block as usize,
                range.start as usize..range.end as usize,
                &mut analysis,
            );
        }
        analysis
    }

    fn analyze_block(
        &mut self,
        article: &Article,
        block: usize,
        range: std::ops::Range<usize>,
        analysis: &mut Analysis,
    ) {
        let first = range.start;
        let tokens = &mut analysis.tokens[range];
        self.lowered.clear();
        self.lowered.extend(tokens.iter().map(|token| lower(token.span.of(&article.text))));
        tags::assign(&article.text, tokens, &self.lowered, self.analyzer.known);
        let word = |at: usize| self.lowered[at].as_str();
        let ends = sentences::guess(&article.text, tokens, word, &self.analyzer.known.vocabulary);
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
