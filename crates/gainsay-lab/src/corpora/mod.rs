//! Readers of annotated corpora. None of a corpus's sentences stands in this repository.

pub mod conllu;
pub mod discourse;

use gainsay_record::{Article, Block, BlockKind, Language, PageId, Published, Span};
use std::ops::Range;

/// A text as an article in English, a body block for each paragraph; one that lies outside of the text is left out.
pub fn in_blocks(text: &str, paragraphs: &[Range<usize>]) -> Article {
    let language = Some(Language::ENGLISH);
    let spans = paragraphs.iter().filter_map(|range| Span::new(text, range.start, range.end));
    Article {
        id: PageId([0; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language,
        published: Published::default(),
        blocks: spans.map(|span| Block::new(BlockKind::Body, language, span)).collect(),
        notes: Vec::new(),
        text: text.to_owned(),
    }
}
