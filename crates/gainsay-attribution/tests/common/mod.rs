//! Articles of our own, and what is read in them.

use gainsay_attribution::attribute;
use gainsay_knowledge::Knowledge;
use gainsay_language::Analyzer;
use gainsay_record::{Article, Block, BlockKind, Language, PageId, Published, Span, Statement};

/// An article with a block for each line; a line that starts with "# " is a headline.
pub fn article(text: &str) -> Article {
    let text = text.to_owned();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let headline = line.starts_with("# ");
        let start = at + if headline { 2 } else { 0 };
        if let Some(span) = Span::new(&text, start, at + line.trim_end().len().max(start - at))
            && !span.trim(&text).is_empty()
        {
            let kind = if headline { BlockKind::Headline } else { BlockKind::Body };
            blocks.push(Block::new(kind, Some(Language::ENGLISH), span.trim(&text)));
        }
        at += line.len();
    }
    Article {
        id: PageId([0; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language: Some(Language::ENGLISH),
        published: Published::default(),
        notes: vec![],
        blocks,
        text,
    }
}

/// The statements of an article.
pub fn statements(article: &Article) -> Vec<Statement> {
    let analysis = Analyzer::shipped().worker().analyze(article);
    attribute(article, &analysis, Knowledge::shipped())
}
