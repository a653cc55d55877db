//! From an article to its analysis: in go the text and its blocks, out come sentences, words with their parts of
//! speech, and quotations. It never changes the text, never looks outside the article blocks, and never decides who
//! says what.
//!
//! One small trained network reads English (see `models/en`); rules of print find words and quotations. A block in
//! another language is noted and left alone.
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
//!     blocks: vec![Block::new(BlockKind::Body, Some(Language::ENGLISH), span)],
//!     text,
//! };
//! let analysis = Analyzer::shipped().worker().analyze(&article);
//! assert_eq!(analysis.sentences.len(), 2);
//! assert_eq!(analysis.tokens[0].tag, Tag::Propn);
//! assert_eq!(analysis.quotations[0].spans[0].of(&article.text), "“We never sold arms.”");
//! ```

mod chain;
mod cut;
mod features;
mod hear;
mod kernel;
pub mod model;
mod quotations;
pub mod roles;
mod sentences;
pub mod tree;

pub use cut::{Cut, MOST_TOKENS};
pub use features::{CueLexicon, Extractor, Page, ROWS, Rows, TABLES};

use gainsay_knowledge::Knowledge;
use gainsay_record::{Analysis, Article, Block, Language, Note, Span};
use model::Model;
use model::weights::ModelError;
use std::sync::{Arc, LazyLock};

/// The English model.
static ENGLISH: &[u8] = include_bytes!("../models/en/en.model");

static SHIPPED: LazyLock<Arc<Model>> =
    LazyLock::new(|| Arc::new(Model::from_bytes(ENGLISH).expect("the model that ships with the program")));

/// Reads English. Make one, share it, and give each thread a [`Worker`].
#[derive(Clone, Debug)]
pub struct Analyzer {
    known: &'static Knowledge,
    model: Arc<Model>,
}

impl Analyzer {
    /// The analyzer that ships with the program. The first call in a process takes some milliseconds.
    pub fn shipped() -> Self {
        Self { known: Knowledge::shipped(), model: SHIPPED.clone() }
    }

    /// An analyzer with a model of its own, from the bytes of its file.
    pub fn with_model(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { known: Knowledge::shipped(), model: Arc::new(Model::from_bytes(bytes)?) })
    }

    /// A worker with buffers of its own.
    pub fn worker(&self) -> Worker<'_> {
        Worker { analyzer: self, hearer: hear::Hearer::default() }
    }
}

/// Analyses one article after another, reusing its buffers.
#[derive(Debug)]
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
    hearer: hear::Hearer,
}

/// The article blocks in English, cut into words; into the words `given`, where some tool cut them already.
pub fn cut(article: &Article, given: Option<&[Span]>) -> Cut {
    let read: Vec<usize> =
        (0..article.blocks.len()).filter(|&at| is_read(article, &article.blocks[at])).collect();
    cut::cut(article, &read, given)
}

impl Worker<'_> {
    /// The sentences, words and quotations of the article blocks that are in English, and what in them was heard as
    /// source, cue and content.
    pub fn analyze(&mut self, article: &Article) -> Analysis {
        self.hear(article, cut(article, None), None)
    }

    /// The same for words that some other tool has cut, and sentences that it ended: `words` in the order of the text,
    /// each within a block, and the index of the last word of each sentence.
    pub fn tag(&mut self, article: &Article, words: &[Span], sentence_ends: Option<&[u32]>) -> Analysis {
        self.hear(article, cut(article, Some(words)), sentence_ends)
    }

    fn hear(&mut self, article: &Article, cut: Cut, ends: Option<&[u32]>) -> Analysis {
        let broken_off = cut.broken_off;
        let Analyzer { known, model } = self.analyzer;
        let mut analysis = self.hearer.hear(&article.text, cut, ends, model, &known.vocabulary);
        note_others(article, &mut analysis);
        if let Some(block) = broken_off {
            let text = format!("only the first {MOST_TOKENS} words of the article are read");
            analysis.notes.push(Note::at(article.blocks[block].span, text));
        }
        analysis
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
