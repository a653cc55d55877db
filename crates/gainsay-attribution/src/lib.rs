//! From an analysis to statements: who says what, in which words.
//!
//! In go an article and its analysis; out come [`Statement`]s: the spans of source, cue and content, of those cited and
//! of words that say when. It never says who a source *is* (that is `gainsay-claims`), and never reads furniture.
//!
//! Terms are those of the PARC and PolNeAR corpora (Pareti 2012; Newell, Margolin and Ruths, LREC 2018): a *cue*
//! attributes *content* to a *source*. Two readers work side by side, a network and rules, and are joined:
//!
//! 1. `group`: the parts that the network heard, tied to their cues.
//! 2. `cue`: where a sentence attributes, from the cue files of `gainsay-knowledge`; `source`, `clause`, `sentence`: the
//!    subject before or after the cue, what stands between cue and content, and the content, beside or inside other
//!    clauses; `mark`: headlines and signatures; `ends`: where what is said ends.
//! 3. `heard`: the two joined; each reason to trust a rule over what was heard has a name. `speaker`: the words of a source
//!    made whole.
//! 4. `page`: quotations that run over sentences and paragraphs, sentences that go on without a cue, nesting, the
//!    outlet's own voice; `antecedent`: whom a pronoun or a description stands for.
//!
//! ```
//! use gainsay_attribution::attribute;
//! use gainsay_knowledge::Knowledge;
//! use gainsay_language::Analyzer;
//! # use gainsay_record::{Article, Block, BlockKind, Language, PageId, Published, Span};
//! # fn article(text: &str) -> Article {
//! #     let span = Span::new(text, 0, text.len()).expect("the whole text");
//! #     let english = Some(Language::ENGLISH);
//! #     Article { id: PageId([0; 32]), url: None, outlet: None, title: None, byline: None, language: english,
//! #         published: Published::default(), notes: vec![], text: text.to_owned(),
//! #         blocks: vec![Block::new(BlockKind::Body, english, span)] }
//! # }
//!
//! let article = article("Belarus has denied that it sold rockets, a Minsk newspaper reported on Friday.");
//! let analysis = Analyzer::shipped().worker().analyze(&article);
//! let statements = attribute(&article, &analysis, Knowledge::shipped());
//! let words = |spans: &[Span]| spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ... ");
//! assert_eq!(words(&statements[0].source), "a Minsk newspaper");
//! assert_eq!(words(&statements[0].when), "on Friday");
//! assert_eq!(words(&statements[1].source), "Belarus");
//! assert_eq!(words(&statements[1].content), "that it sold rockets");
//! ```

#![allow(clippy::single_range_in_vec_init, reason = "words are lists of ranges, and many a list has one")]

mod antecedent;
mod clause;
mod cue;
mod ends;
pub mod group;
mod heard;
mod mark;
mod page;
mod sentence;
mod source;
mod speaker;
mod tree;
mod view;
mod when;

use gainsay_knowledge::Knowledge;
use gainsay_record::{Analysis, Article, Statement};

/// The statements of a page, in the order of the text, outer before nested.
pub fn attribute(article: &Article, analysis: &Analysis, known: &Knowledge) -> Vec<Statement> {
    page::read(&view::View::new(article, analysis, known))
}

/// Gives each statement whose source is a pronoun or a bare description the words before it that it stands for, where
/// they can be told. [`attribute`] does so itself; this is for statements that came from elsewhere, in any order.
pub fn resolve(article: &Article, analysis: &Analysis, statements: &mut [Statement], known: &Knowledge) {
    antecedent::resolve(&view::View::new(article, analysis, known), statements);
}
