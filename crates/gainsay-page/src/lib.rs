//! From the bytes of a page to an article: in go HTML or text that some other tool extracted, out comes one
//! [`Article`], its text cut into blocks, each with its kind and language, furniture kept in its place.
//!
//! 1. Bytes become characters (byte-order mark, header, `<meta>`, then a guess), or are refused with one clear sentence.
//! 2. HTML is cut into pieces in one pass over its tokens, a text into its lines.
//! 3. Each piece is looked at for its shape and its language.
//! 4. One decision over the whole page, the same for both, gives every piece its kind: first the run of pieces whose
//!    prose outweighs the furniture in it (a maximum-sum segment), then each piece by its own marks, by repetition, and
//!    by where it stands to that run.
//!
//! It never changes a word of a text, reads no clock and no network, and takes time and memory that grow with the bytes
//! alone: nothing recurses on a page's depth.
//!
//! An extractor of main content (`dom_smoothie`, `trafilatura`) could vote on which blocks are article. None does yet:
//! they build a tree, so the guard's limits would have to hold for them too; they know nothing of text pages, for which
//! the decision has to stand alone; and no page was found on which the vote was missing. Whoever finds one can add the
//! vote as a weight of a piece in `decide::run`.
//!
//! ```
//! use gainsay_knowledge::Knowledge;
//! use gainsay_page::{Given, read};
//! use gainsay_record::BlockKind;
//!
//! let page = b"Ruritania denies the sale\n\nThe ministry in Strelsau denied on Monday that it had sold any shells.\n\n\
//!              It called the report a fabrication.\n\nSubscribe to our newsletter\n";
//! let given = Given { name: Some("page.txt"), ..Given::default() };
//! let article = read(page, &given, Knowledge::shipped())?;
//! let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
//! assert_eq!(kinds, [BlockKind::Headline, BlockKind::Lede, BlockKind::Body, BlockKind::Promotion]);
//! # Ok::<(), gainsay_page::Refusal>(())
//! ```

mod dateline;
mod dates;
mod decide;
mod decode;
mod facts;
mod html;
mod language;
mod metadata;
mod piece;
mod plain;
mod shape;

use decide::Page;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Block, BlockKind, Edtf, Note, PageId, Span};
use sha2::{Digest, Sha256};
use shape::Shape;

/// How many bytes of a page's text are judged; what comes after is kept as furniture, with a note.
const MOST_JUDGED: usize = 4 << 20;
/// How many bytes of one piece are looked at to judge it.
const MOST_OF_A_PIECE: usize = 1 << 16;

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
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No bytes, or only white space.
    #[error("the page is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the page has {} MB, and at most {} MB are read", bytes.div_ceil(1 << 20), most >> 20)]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many are read at most.
        most: usize,
    },
    /// An image, an archive, a program: no text.
    #[error("this is {what}, not a page")]
    Binary {
        /// What it is, with its article: "a PNG image".
        what: &'static str,
    },
}

/// The dateline that opens a stretch of a text, with the mark behind it: "KYIV, September 5 (Agency) —".
pub fn dateline_in(text: &str, span: Span, known: &Knowledge) -> Option<Span> {
    let found = dateline::at_head(span.of(text), &known.names, &known.furniture)?;
    Span::new(text, span.start(), span.start() + found.end)
}

/// Reads a page.
///
/// # Errors
///
/// A [`Refusal`] where the bytes are no page at all. A page on which no article is found is an article with a note.
pub fn read(bytes: &[u8], given: &Given<'_>, known: &Knowledge) -> Result<Article, Refusal> {
    let html = facts::is_html(bytes, given);
    let (source, mut notes) = decode::decode(bytes, given, html)?;
    // Only now can UTF-16 be told from other bytes.
    let html = html || facts::opens_as_html(source.as_bytes()) && !facts::named_text(given);
    let document = if html { html::read(&source, known) } else { plain::read(source) };
    notes.extend(document.notes.iter().cloned());
    let mut facts = document.metadata.facts(&known.furniture);
    // No article is longer than this, and what is not looked at costs nothing: it is empty here, and navigation below.
    let judged = |piece: &piece::Piece| {
        let text = if piece.start < MOST_JUDGED { document.words(piece) } else { "" };
        &text[..text.floor_char_boundary(MOST_OF_A_PIECE)]
    };
    let texts: Vec<&str> = document.pieces.iter().map(judged).collect();
    if document.pieces.last().is_some_and(|last| last.start >= MOST_JUDGED) {
        notes.push(Note::new(format!("only the first {} MB of the text are read", MOST_JUDGED >> 20)));
    }
    let shapes: Vec<Shape> = texts.iter().map(|text| Shape::of(text, &known.furniture)).collect();
    let languages = language::languages(&texts, &shapes, facts.language, &known.furniture);
    let titles = facts.titles.clone();
    let page = Page {
        document: &document,
        texts: &texts,
        shapes: &shapes,
        languages: &languages,
        titles: &titles,
        known: &known.furniture,
        names: &known.names,
    };
    let decision = if given.plain { decide::plain(&page) } else { decide::decide(&page) };
    if !decision.article {
        notes.push(Note::new("no article was found on the page"));
    }
    if decision.cut {
        notes.push(Note::new("the article is very long and is read only in part"));
    }
    facts::complete(&mut facts, &page, &decision, given);
    let language = facts::language(&page, &decision, facts.language);
    let published = facts::published(&facts, &page, &decision, given);
    let blocks = document.pieces.iter().zip(&decision.kinds).zip(&languages);
    let blocks: Vec<Block> = blocks
        .filter_map(|((piece, kind), language)| {
            let span = Span::new(&document.text, piece.start, piece.end)?;
            let mut block = Block::new(*kind, *language, span);
            if matches!(kind, BlockKind::Lede | BlockKind::Body | BlockKind::Quote) {
                block.dateline = dateline_in(&document.text, span, known);
            }
            Some(block)
        })
        .collect();
    let title = facts.titles.into_iter().next();
    Ok(Article {
        id: PageId(Sha256::digest(bytes).into()),
        url: given.url.map(str::to_owned).or(facts.url),
        outlet: given.outlet.map(str::to_owned).or(facts.outlet),
        title,
        byline: facts.byline,
        language,
        published,
        text: document.text,
        blocks,
        notes,
    })
}
