//! What a piece says of itself: phrases, shape, the element it stands in.

use super::Page;
use super::repeats::Repeats;
use crate::piece::{Element, Node, Role};
use crate::shape::Shape;
use gainsay_knowledge::{ClassHint, Place};
use gainsay_record::BlockKind;
use std::collections::HashSet;

/// The marks of a page's pieces.
#[derive(Debug)]
pub struct Marks {
    kinds: Vec<Option<BlockKind>>,
    /// Whether a piece is the heading of a section of furniture.
    headings: Vec<bool>,
    standfirst: Vec<bool>,
    /// Whether a piece is marked by its place in the elements or its links alone.
    weak: Vec<bool>,
    /// Whether a piece is a picture's words by its element.
    picture: Vec<bool>,
    /// Whether a piece is a row of names that the page's prose has too.
    names: Vec<bool>,
}

impl Marks {
    /// The kind of furniture that a piece says it is.
    pub fn kind(&self, at: usize) -> Option<BlockKind> {
        self.kinds[at]
    }

    /// Whether it is the heading of a section of furniture: "Read also", "Comments".
    pub fn heading(&self, at: usize) -> bool {
        self.headings[at]
    }

    /// Whether its element is the summary under the headline.
    pub fn standfirst(&self, at: usize) -> bool {
        self.standfirst[at]
    }

    /// Whether it is a picture's words by its element, and so says nothing of what stands around it.
    pub fn picture(&self, at: usize) -> bool {
        self.picture[at]
    }

    /// Whether it is a row of names that the page's prose has too: tags, where it stands after the article.
    pub fn names(&self, at: usize) -> bool {
        self.names[at]
    }

    /// Whether it is marked by where it stands alone.
    pub fn weak(&self, at: usize) -> bool {
        self.weak[at]
    }

    pub(super) fn set(&mut self, at: usize, kind: BlockKind) {
        self.kinds[at] = Some(kind);
    }
}

/// Marks every piece by itself, then the sections that headings open.
pub fn marks(page: &Page<'_>) -> Marks {
    let believed = believed(page);
    let count = page.len();
    let mut marks = Marks {
        kinds: vec![None; count],
        headings: vec![false; count],
        standfirst: vec![false; count],
        weak: vec![false; count],
        picture: vec![false; count],
        names: vec![false; count],
    };
    for at in 0..count {
        let shape = &page.shapes[at];
        let heading_one = page.element(at) == Element::Heading(1);
        let own = if heading_one { None } else { by_phrase(shape).or_else(|| by_shape(shape)) };
        marks.headings[at] = own
            .is_some_and(|kind| matches!(kind, BlockKind::Teaser | BlockKind::Comments | BlockKind::Tags))
            && matches!(shape.phrase, Some((_, Place::Whole)));
        let (placed, weak) = match by_element(page, at, &believed) {
            Some((kind, sure)) => (Some(kind), !sure),
            None => (None, false),
        };
        let figure =
            page.document.around(&page.document.pieces[at]).take(2).any(|node| node.role == Role::Figure);
        let words_of_picture = |kind| matches!(kind, Some(BlockKind::Caption | BlockKind::Credit));
        marks.picture[at] = words_of_picture(placed) || (figure && words_of_picture(own));
        marks.standfirst[at] = page
            .document
            .around(&page.document.pieces[at])
            .any(|node| node.hint == Some(ClassHint::Standfirst));
        marks.kinds[at] = match (own, placed) {
            // Among comments everything is comment, in a caption the credit is one.
            (Some(_), Some(BlockKind::Comments)) => placed,
            (Some(BlockKind::Credit), Some(BlockKind::Caption)) if shape.words > 4 => placed,
            (Some(_), _) => own,
            _ if heading_one => None,
            _ => placed,
        };
        marks.weak[at] = own.is_none() && weak;
    }
    sections(page, &believed, &mut marks);
    marks
}

fn by_phrase(shape: &Shape) -> Option<BlockKind> {
    let (kind, place) = shape.phrase?;
    let long = shape.ends && shape.words > 14;
    match place {
        Place::Whole => Some(kind),
        // A sentence can begin "Published reports ..." or "Source: ..." and be the article's.
        Place::Opens => match kind {
            BlockKind::Byline if shape.words > 14 && !shape.titled => {
                (shape.words <= 40 && shape.commas + 1 >= shape.words / 8 && !shape.quoted).then_some(kind)
            }
            BlockKind::Dateline | BlockKind::Navigation | BlockKind::Tags | BlockKind::Share => {
                (!long).then_some(kind)
            }
            BlockKind::Credit => (shape.words <= 30).then_some(kind),
            BlockKind::Teaser => (shape.words <= 45).then_some(kind),
            // Nobody's appeal in quotation marks is the outlet's.
            BlockKind::Promotion => {
                (shape.words <= 60 && shape.sentences <= 5 && !shape.quoted).then_some(kind)
            }
            _ => Some(kind),
        },
        Place::Holds => match kind {
            BlockKind::Dateline => (shape.words <= 8).then_some(kind),
            BlockKind::Credit => {
                (shape.words <= 40).then_some(if shape.words > 8 { BlockKind::Caption } else { kind })
            }
            BlockKind::Byline => (shape.words <= 40).then_some(kind),
            BlockKind::Promotion | BlockKind::Share => (shape.words <= 40 && !shape.quoted).then_some(kind),
            _ => (shape.words <= 60).then_some(kind),
        },
        Place::BeforeNames(_) => (shape.names_follow && !long && shape.words <= 18).then_some(kind),
    }
}

fn by_shape(shape: &Shape) -> Option<BlockKind> {
    let words = shape.words;
    if words == 0 {
        return if shape.account {
            Some(BlockKind::Promotion)
        } else if shape.time || shape.date.is_some() {
            Some(BlockKind::Dateline)
        } else {
            Some(BlockKind::Navigation)
        };
    }
    if shape.account && !shape.ends && (shape.payments > 0 || words <= 6) {
        return Some(BlockKind::Promotion);
    }
    if shape.payments > 0 && shape.payments * 2 >= words && !shape.ends {
        return Some(BlockKind::Promotion);
    }
    // "From 10 zł a month": an amount in a listed line, or beside a service to follow or to pay through.
    if shape.currencies > 0
        && words <= 12
        && !shape.ends
        && (shape.bullet || shape.platforms + shape.payments > 0)
    {
        return Some(BlockKind::Promotion);
    }
    if words <= 14 && !shape.ends && shape.platforms * 10 >= words * 6 && (shape.platforms >= 2 || words == 1)
    {
        return Some(BlockKind::Share);
    }
    if words <= 6 && shape.agencies == words && !shape.ends {
        return Some(BlockKind::Credit);
    }
    if shape.hash_tags >= 1 && shape.hash_tags * 4 >= words && !shape.ends {
        return Some(BlockKind::Tags);
    }
    // A date or a clock time, and hardly anything else.
    let said = shape.clock.max(shape.date_words.min(2));
    if words <= 12
        && (shape.date.is_some() || shape.time)
        && words.saturating_sub(said) <= 3
        && shape.sentences <= 1
    {
        return Some(BlockKind::Dateline);
    }
    if let Some(kind) = shape.row {
        return Some(kind);
    }
    if shape.separators >= 2 && !shape.ends && words <= 12 * (shape.separators + 1) && !shape.bullet {
        return Some(BlockKind::Navigation);
    }
    // "Russia, North Korea, Ammunition": names in a row with nothing to hold them together.
    if shape.titled && shape.commas >= 2 && !shape.ends && words <= 6 * (shape.commas + 1) && !shape.quoted {
        return Some(BlockKind::Tags);
    }
    None
}

/// What the elements around a piece say, and whether they say so by name.
fn by_element(page: &Page<'_>, at: usize, believed: &[bool]) -> Option<(BlockKind, bool)> {
    let piece = &page.document.pieces[at];
    if !page.document.html {
        return None;
    }
    let shape = &page.shapes[at];
    match piece.element {
        Element::Caption => return Some((BlockKind::Caption, true)),
        Element::Control => return Some((BlockKind::Navigation, true)),
        _ => {}
    }
    let mut node = piece.node as usize;
    let mut aside = None;
    while let Some(here) = page.document.nodes.get(node) {
        if believed[node]
            && let Some((kind, named)) = here.furniture()
        {
            if named && (kind != BlockKind::Dateline && kind != BlockKind::Byline || shape.words <= 40) {
                return Some((kind, true));
            }
            aside = aside.or(Some((kind, false)));
        }
        // What stands inside the article's own text element is judged by itself.
        if here.hint == Some(ClassHint::Article) || node == 0 {
            break;
        }
        node = here.parent as usize;
    }
    if aside.is_some() {
        return aside;
    }
    let heading = matches!(piece.element, Element::Heading(_));
    if piece.link >= 90 && !heading && !shape.prose() {
        return Some((if shape.words <= 3 { BlockKind::Navigation } else { BlockKind::Teaser }, false));
    }
    None
}

/// Whether what an element says of itself is to be believed: not where it holds most of the page's prose, or the
/// headline.
fn believed(page: &Page<'_>) -> Vec<bool> {
    let nodes = &page.document.nodes;
    let pieces = page.len();
    let mut prose = vec![0_u64; pieces + 1];
    let mut heads = vec![0_u32; pieces + 1];
    for at in 0..pieces {
        let shape = &page.shapes[at];
        let counts = shape.prose() && page.link(at) < 50;
        prose[at + 1] = prose[at] + if counts { u64::from(shape.words) } else { 0 };
        heads[at + 1] = heads[at] + u32::from(page.element(at) == Element::Heading(1) && shape.words >= 3);
    }
    let all = prose[pieces];
    nodes
        .iter()
        .map(|node| {
            let (first, end) = (node.first as usize, (node.end as usize).min(pieces));
            let inside = prose[end.max(first)].saturating_sub(prose[first.min(pieces)]);
            let comments = node
                .furniture()
                .is_some_and(|found| matches!(found.0, BlockKind::Comments | BlockKind::Legal));
            let headed = heads[end.max(first)] > heads[first.min(pieces)];
            match node {
                Node { hint: Some(ClassHint::Furniture(_)), .. } if comments => !headed || inside * 10 < all,
                _ => inside * 10 <= all * 4 && (!headed || inside * 4 < all) || inside < 12,
            }
        })
        .collect()
}

/// "Read also" and what stands under it, "Comments" and all that follows.
fn sections(page: &Page<'_>, believed: &[bool], marks: &mut Marks) {
    let mut section: Option<BlockKind> = None;
    // The piece with which the element around the heading ends.
    let mut scope = usize::MAX;
    let mut taken = 0;
    let mut prose_before = 0;
    for at in 0..page.len() {
        let shape = &page.shapes[at];
        if at >= scope {
            section = None;
        }
        if marks.heading(at) {
            let kind = marks.kinds[at];
            // A link to the comments at the top opens nothing.
            if kind != Some(BlockKind::Comments) || prose_before >= 2 {
                section = kind;
                scope = scope_of(page, believed, at);
                taken = 0;
            }
            continue;
        }
        let Some(kind) = section else {
            prose_before += u32::from(shape.prose() && marks.kinds[at].is_none());
            continue;
        };
        let next = page.shapes.get(at + 1);
        let flows = shape.prose()
            && page.link(at) < 50
            && (shape.sentences >= 2
                || shape.words >= 28
                || next.is_some_and(|next| next.prose() && next.words >= 12));
        let title = taken == 0 && shape.sentences <= 1 && shape.words <= 20 && !shape.quoted;
        let structured =
            page.document.html && matches!(page.element(at), Element::Heading(1 | 2)) && shape.words >= 2;
        let goes_on = kind == BlockKind::Comments && !page.document.html && article_goes_on(page, at);
        if goes_on || (flows && !title || structured) && kind != BlockKind::Comments {
            section = None;
            prose_before += 1;
            continue;
        }
        if kind == BlockKind::Tags && (shape.words > 5 || shape.ends) {
            section = None;
            continue;
        }
        taken += 1;
        let own = marks.kinds[at];
        // The page goes on after its comments.
        let kept = matches!(own, Some(BlockKind::Legal | BlockKind::Promotion | BlockKind::Share))
            && shape.words <= 30;
        if own.is_none() || (kind == BlockKind::Comments && !kept) || (kind == BlockKind::Tags && !kept) {
            marks.kinds[at] = Some(kind);
        }
    }
}

/// Whether three long paragraphs follow one another: a text page has the form for comments in its middle then, since
/// between readers' comments stand their names.
fn article_goes_on(page: &Page<'_>, at: usize) -> bool {
    let long = |shape: &Shape| shape.prose() && shape.words >= 30;
    page.shapes.get(at..at + 3).is_some_and(|shapes| shapes.iter().all(long))
}

/// Where the section that a heading opens has to end: with the element around the heading, or the one around that
/// where the heading has one of its own. In a text, and where the element is the article's too, it has no such end.
fn scope_of(page: &Page<'_>, believed: &[bool], at: usize) -> usize {
    if !page.document.html {
        return usize::MAX;
    }
    let mut node = page.document.pieces[at].node as usize;
    for _ in 0..4 {
        let here = &page.document.nodes[node];
        if !believed[node] || node == 0 {
            return usize::MAX;
        }
        if here.end as usize > at + 1 {
            return here.end as usize;
        }
        // The last of its element: it opens nothing.
        if (here.first as usize) < at {
            return at + 1;
        }
        node = here.parent as usize;
    }
    usize::MAX
}

/// Lines of tags that nothing parts: names that the page has elsewhere, no sentence, often twice on the page.
pub fn tags_without_separators(
    page: &Page<'_>,
    repeats: &Repeats,
    headline: Option<usize>,
    marks: &mut Marks,
) {
    // The names of the prose, with which a line of tags shares its words.
    let mut named: HashSet<u64> = HashSet::new();
    let mut spoken: HashSet<u64> = HashSet::new();
    for shape in page.shapes.iter().filter(|shape| shape.prose()) {
        named.extend(&shape.names);
        spoken.extend(&shape.hashes);
    }
    let prose = page.shapes.iter().position(Shape::prose).unwrap_or(page.len());
    let mut longest: Option<usize> = None;
    // The key of a line before that can be the headline in its stead.
    let mut line_before: Option<usize> = None;
    for at in 0..page.len() {
        let shape = &page.shapes[at];
        let before = line_before.filter(|before| !repeats.same(*before, at));
        if line_before.is_none()
            && marks.kind(at).is_none()
            && shape.words >= 4
            && !shape.titled
            && !shape.ends
        {
            line_before = Some(at);
        }
        // Given above and below the article: as no headline is. Then a topic may go on in small letters ("Arms exports").
        let around = repeats.occurs_again(at) && repeats.last_of(at) > prose;
        let topics = shape.titled || (around && shape.names.len() * 10 >= shape.words as usize * 6);
        if marks.kind(at).is_some() || Some(at) == headline || !topics || shape.ends || shape.colon {
            continue;
        }
        if !(3..=30).contains(&shape.words) || headline.is_some_and(|headline| repeats.same(headline, at)) {
            continue;
        }
        let recurring = shape.names.iter().filter(|name| named.contains(name)).count();
        let mut distinct = shape.names.clone();
        distinct.sort_unstable();
        distinct.dedup();
        // A title seldom says a name twice; a row of tags does ("Russia", "War with Russia").
        let doubled = distinct.len() < shape.names.len();
        let again = around;
        // On a text page the first line of its kind is rather the headline, even in capitals.
        let first_line = longest.is_none() && before.is_none() && !page.document.html && !doubled;
        longest = longest.or(Some(at));
        let bound = shape.common.iter().any(|count| u32::from(*count) * 4 > shape.words);
        let shares = if again { recurring > 0 } else { recurring * 2 >= shape.names.len() };
        let told = shape.names.iter().filter(|name| spoken.contains(name)).count();
        marks.names[at] = !bound && recurring >= 2 && told * 2 >= shape.names.len();
        if !first_line && !bound && shares && (again || doubled) {
            marks.set(at, BlockKind::Tags);
        }
    }
}
