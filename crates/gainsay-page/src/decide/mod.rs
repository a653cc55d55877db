//! What each piece is: one decision over the whole page, the same for HTML and text.
//!
//! 1. [`marks`]: what a piece says of itself (phrases, shape, the element it stands in).
//! 2. [`run`]: the stretch of pieces that is the article: the one whose prose outweighs the furniture in it.
//! 3. Here: the headline before it, then a kind for every piece, by its own marks, by repetition, by where it stands.

mod marks;
mod repeats;
mod run;

use crate::piece::{Document, Element, Node, Role};
use crate::shape::Shape;
use gainsay_knowledge::{ClassHint, Furniture, Names};
use gainsay_record::{BlockKind, Language};
use marks::Marks;

/// The most bytes of a page that are read as article. The longest reports of news outlets have a tenth of it.
const MOST_ARTICLE: usize = 1 << 20;

/// The kinds of a page's pieces.
#[derive(Debug, Default)]
pub struct Decision {
    /// One for each piece.
    pub kinds: Vec<BlockKind>,
    /// The piece that is the headline.
    pub headline: Option<usize>,
    /// Whether there is an article at all.
    pub article: bool,
    /// Whether the article is longer than what is read.
    pub cut: bool,
}

/// A page as the decision sees it.
pub struct Page<'a> {
    pub document: &'a Document,
    pub texts: &'a [&'a str],
    pub shapes: &'a [Shape],
    pub languages: &'a [Option<Language>],
    /// Titles from the metadata, best first.
    pub titles: &'a [String],
    pub known: &'a Furniture,
    pub names: &'a Names,
}

impl Page<'_> {
    fn len(&self) -> usize {
        self.shapes.len()
    }

    fn element(&self, at: usize) -> Element {
        self.document.pieces[at].element
    }

    fn link(&self, at: usize) -> u8 {
        self.document.pieces[at].link
    }

    /// The language of most of the prose.
    fn language(&self) -> Option<Language> {
        let mut counts: Vec<(Language, u32)> = Vec::new();
        for (shape, language) in self.shapes.iter().zip(self.languages) {
            let (true, Some(language)) = (shape.prose(), language) else { continue };
            match counts.iter_mut().find(|count| count.0 == *language) {
                Some(count) => count.1 += shape.words,
                None => counts.push((*language, shape.words)),
            }
        }
        counts
            .iter()
            .copied()
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map(|count| count.0)
    }
}

/// Decides on every piece of a page.
pub fn decide(page: &Page<'_>) -> Decision {
    let language = page.language();
    let mut marks = marks::marks(page);
    let titled = headline_by_title(page, &marks);
    let repeats = repeats::repeats(page);
    marks::tags_without_separators(page, &repeats, titled, &mut marks);
    let Some(run) = run::article(page, &marks, &repeats, titled, language) else {
        let kinds = (0..page.len()).map(|at| marks.kind(at).unwrap_or(alone(page, at))).collect();
        return Decision { kinds, ..Decision::default() };
    };
    let headline =
        titled.filter(|at| *at < run.end).or_else(|| headline_by_place(page, &marks, &repeats, run.start));
    let mut decision = Decision { headline, article: true, ..Decision::default() };
    decision.kinds = (0..page.len())
        .map(|at| {
            if Some(at) == headline {
                BlockKind::Headline
            } else if run.contains(&at) {
                inside(page, &marks, &repeats, headline, run.end, at)
            } else if at < run.start {
                before(page, &marks, &repeats, headline, at, language)
            } else {
                after(page, &marks, &repeats, run.end, at, language)
            }
        })
        .collect();
    captions_before_credits(page, &mut decision.kinds);
    let opening = decision.kinds.iter_mut().find(|kind| matches!(kind, BlockKind::Body | BlockKind::Quote));
    if let Some(lede) = opening.filter(|kind| **kind == BlockKind::Body) {
        *lede = BlockKind::Lede;
    }
    let mut bytes = 0;
    for (at, kind) in decision.kinds.iter_mut().enumerate() {
        bytes += if kind.is_article() { page.texts[at].len() } else { 0 };
        if bytes > MOST_ARTICLE && kind.is_article() {
            *kind = BlockKind::Navigation;
            decision.cut = true;
        }
    }
    decision
}

/// Everything is article, as the user says.
pub fn plain(page: &Page<'_>) -> Decision {
    let mut kinds = vec![BlockKind::Body; page.len()];
    let headline =
        (!page.shapes.is_empty() && !page.shapes[0].ends && page.shapes[0].words <= 25).then_some(0);
    if let (Some(at), true) = (headline, page.len() > 1) {
        kinds[at] = BlockKind::Headline;
    }
    for (at, kind) in kinds.iter_mut().enumerate() {
        if *kind == BlockKind::Body && page.shapes[at].quotation {
            *kind = BlockKind::Quote;
        }
    }
    if let Some(lede) = kinds.iter_mut().find(|kind| **kind == BlockKind::Body) {
        *lede = BlockKind::Lede;
    }
    Decision { kinds, headline: headline.filter(|_| page.len() > 1), article: true, cut: false }
}

/// The piece that says what the page's metadata calls its title, or the first `<h1>`.
fn headline_by_title(page: &Page<'_>, marks: &Marks) -> Option<usize> {
    if !page.document.html {
        return None;
    }
    let titles: Vec<Vec<u64>> = page
        .titles
        .iter()
        .map(|title| repeats::word_hashes(title))
        .filter(|title| title.len() <= 60)
        .collect();
    let mut best: Option<(u32, usize)> = None;
    for at in 0..page.len() {
        let shape = &page.shapes[at];
        if shape.words == 0 || shape.words > 50 {
            continue;
        }
        let heading = match page.element(at) {
            Element::Heading(1) => 30,
            Element::Heading(2) => 10,
            Element::Heading(_) => 4,
            // A headline without a heading's element stands near the top.
            Element::Other | Element::Paragraph if at < 3_000 => 0,
            _ => continue,
        };
        let words = &page.shapes[at].hashes;
        let alike = titles.iter().map(|title| repeats::alike(words, title)).max().unwrap_or_default();
        let furniture = marks.kind(at).is_some() && heading < 30;
        // A title of the metadata counts for more than the element; the outlet's name in an `<h1>` is like no title.
        let score = if alike >= 60 {
            alike + heading
        } else if heading == 30 && shape.words >= 3 {
            heading
        } else {
            0
        };
        let score = if furniture { score / 2 } else { score };
        if score >= 30 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The line before the article that looks most like its headline: one line, no full stop, several words, near.
fn headline_by_place(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &repeats::Repeats,
    start: usize,
) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    let mut margin = 4;
    let from = start.saturating_sub(60);
    for at in from..start {
        let shape = &page.shapes[at];
        if marks
            .kind(at)
            .is_some_and(|kind| matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Share))
        {
            // What follows a byline or a date is rather a caption or a summary.
            margin = 9;
        }
        if shape.words < 2
            || shape.words > 30
            || marks.kind(at).is_some()
            || shape.colon
            || (shape.ends && shape.words > 25)
        {
            continue;
        }
        if repeats.first_of(at).is_some_and(|first| first < at) {
            continue;
        }
        let mut score = shape.words.min(6) as i32 * 2;
        score += if repeats.occurs_again(at) { 8 } else { 0 };
        score -= if shape.ends { 6 } else { 0 };
        score -= if page.link(at) > 50 { 12 } else { 0 };
        score += if matches!(page.element(at), Element::Heading(_)) { 10 } else { 0 };
        // A line above a credit is what the picture shows.
        score -= if at + 1 < start && marks.kind(at + 1) == Some(BlockKind::Credit) { 6 } else { 0 };
        score -= (start - at).min(60) as i32 / 12;
        // Of two such lines the first is the headline and the second what stands under it.
        if score >= 7 && best.is_none_or(|(most, _)| score > most + margin) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

fn inside(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &repeats::Repeats,
    headline: Option<usize>,
    end: usize,
    at: usize,
) -> BlockKind {
    let shape = &page.shapes[at];
    if let Some(kind) = marks.kind(at) {
        return kind;
    }
    if headline.is_some_and(|headline| repeats.same(headline, at)) || repeats.repeated(at) {
        return BlockKind::Repeat;
    }
    let element = page.element(at);
    if page.link(at) >= 80 && shape.words >= 3 && !matches!(element, Element::Heading(_)) && !shape.prose() {
        return BlockKind::Teaser;
    }
    if shape.quotation && shape.words > 3 {
        return BlockKind::Quote;
    }
    if shape.prose() || shape.colon || shape.bullet || shape.quoted {
        return BlockKind::Body;
    }
    match element {
        Element::Heading(_) => BlockKind::Subhead,
        Element::Item | Element::Cell => BlockKind::Body,
        _ if shape.words <= 15 && at + 1 < end => BlockKind::Subhead,
        _ => BlockKind::Body,
    }
}

fn before(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &repeats::Repeats,
    headline: Option<usize>,
    at: usize,
    language: Option<Language>,
) -> BlockKind {
    if headline.is_some_and(|headline| repeats.same(headline, at)) {
        return BlockKind::Repeat;
    }
    if let Some(kind) = marks.kind(at) {
        return kind;
    }
    let Some(headline) = headline.filter(|headline| *headline < at) else { return BlockKind::Navigation };
    let shape = &page.shapes[at];
    let close = at - headline <= 4;
    // "By our correspondent": no names, but this is the place for them.
    if close && shape.words <= 8 && !shape.ends && matches!(shape.phrase, Some((BlockKind::Byline, _))) {
        return BlockKind::Byline;
    }
    if repeats.repeated(at) {
        return BlockKind::Repeat;
    }
    if is_of_its_summary(page, headline, at) && page.languages[at] == language {
        return BlockKind::Body;
    }
    if (marks.standfirst(at) || close) && page.languages[at] == language && page.link(at) < 50 {
        if shape.prose() && shape.words >= 5 {
            return BlockKind::Body;
        }
        if shape.words >= 6 && !shape.titled && page.element(at) != Element::Item {
            return BlockKind::Subhead;
        }
    }
    if shape.titled && (2..=4).contains(&shape.words) && close {
        return BlockKind::Byline;
    }
    if shape.words >= 6 { BlockKind::Teaser } else { BlockKind::Navigation }
}

/// A point of the list under the headline that sums an article up: words without a link in the element that is the article's.
fn is_of_its_summary(page: &Page<'_>, headline: usize, at: usize) -> bool {
    let shape = &page.shapes[at];
    let words = page.element(at) == Element::Item && page.link(at) == 0 && shape.words >= 6 && !shape.titled;
    let article = |node: &&Node| node.role == Role::Article || node.hint == Some(ClassHint::Article);
    let own = || page.document.around(&page.document.pieces[at]).find(article);
    words && own().is_some_and(|node| (node.first as usize..node.end as usize).contains(&headline))
}

fn after(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &repeats::Repeats,
    end: usize,
    at: usize,
    language: Option<Language>,
) -> BlockKind {
    if let Some(kind) = marks.kind(at) {
        return kind;
    }
    if repeats.repeated(at) {
        return BlockKind::Repeat;
    }
    // What stands in another language than the page belongs to the furniture around it.
    if page.languages[at].is_some() && page.languages[at] != language {
        let around = || (end..at).rev().take(6).chain(at + 1..page.len().min(at + 6));
        // What asks for something says it in several lines; a picture's words say nothing of the lines beside it.
        let asks = around().filter_map(|other| marks.kind(other)).find(|kind| {
            matches!(kind, BlockKind::Promotion | BlockKind::Share | BlockKind::Comments | BlockKind::Legal)
        });
        return asks.unwrap_or(BlockKind::Teaser);
    }
    if marks.names(at) {
        return BlockKind::Tags;
    }
    alone(page, at)
}

/// A piece of no known kind that is no article.
fn alone(page: &Page<'_>, at: usize) -> BlockKind {
    let shape = &page.shapes[at];
    if shape.words >= 4 || shape.prose() { BlockKind::Teaser } else { BlockKind::Navigation }
}

/// A line without a full stop before a credit is what the picture shows.
fn captions_before_credits(page: &Page<'_>, kinds: &mut [BlockKind]) {
    for at in 1..kinds.len() {
        let line = kinds[at - 1];
        if kinds[at] == BlockKind::Credit
            && matches!(line, BlockKind::Subhead | BlockKind::Teaser | BlockKind::Body)
            && !page.shapes[at - 1].ends
            && !page.shapes[at - 1].colon
            && page.shapes[at - 1].words >= 4
            && !matches!(page.element(at - 1), Element::Heading(_))
        {
            kinds[at - 1] = BlockKind::Caption;
        }
    }
}
