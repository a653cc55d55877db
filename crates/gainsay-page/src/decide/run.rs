//! Where the article starts and ends.

use super::Page;
use super::marks::Marks;
use super::repeats::Repeats;
use crate::piece::{Element, Node, Role};
use gainsay_knowledge::{ClassHint, Place};
use gainsay_record::{BlockKind, Language};
use std::ops::Range;

/// What one stretch of furniture inside an article can cost at most: an article that goes on behind it for longer than
/// this is still the article.
const MOST_COST: i64 = 45;
/// The same inside the element that holds the article, and inside one that also says so.
const MOST_COST_WITHIN: i64 = 25;
const MOST_COST_NAMED: i64 = 12;
/// What a second headline of the first rank costs: another article starts.
const NEXT_ARTICLE: i64 = 400;
/// The least weight of an article: a sentence of some length.
const LEAST: i64 = 4;

/// The stretch of pieces with the greatest weight, where prose weighs its words and furniture pulls down: the article.
pub fn article(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &Repeats,
    headline: Option<usize>,
    language: Option<Language>,
) -> Option<Range<usize>> {
    let inside = container(page, marks);
    let weights: Vec<i64> = (0..page.len())
        .map(|at| {
            let within = inside.as_ref().is_some_and(|inside| inside.named && inside.pieces.contains(&at));
            weight(page, marks, repeats, headline, language, within, at) + outside(page, inside.as_ref(), at)
        })
        .collect();
    let run = heaviest(&weights, inside.as_ref())?;
    let run = run
        .start
        .max(headline.map_or(0, |at| if at < run.start || weights[at] <= 0 { run.start } else { at }))
        ..run.end;
    let run = with_first_paragraph(page, marks, headline, language, run);
    Some(stretched(page, marks, without_last_teaser(page, marks, run)))
}

fn weight(
    page: &Page<'_>,
    marks: &Marks,
    repeats: &Repeats,
    headline: Option<usize>,
    language: Option<Language>,
    within: bool,
    at: usize,
) -> i64 {
    let shape = &page.shapes[at];
    if let Some(headline) = headline
        && at > headline
        && page.element(at) == Element::Heading(1)
        && !repeats.same(headline, at)
        && shape.words >= 4
        && marks.kind(at).is_none()
    {
        return -NEXT_ARTICLE;
    }
    match marks.kind(at) {
        // A picture's words stand inside an article as well as beside it.
        Some(_) if marks.picture(at) => return -1,
        Some(BlockKind::Byline) if matches!(shape.phrase, Some((_, Place::Opens | Place::Holds))) => {
            return -16;
        }
        Some(BlockKind::Caption | BlockKind::Credit | BlockKind::Dateline | BlockKind::Byline) => return -6,
        // These close an article.
        Some(BlockKind::Tags | BlockKind::Comments | BlockKind::Legal) => return -16,
        Some(_) if marks.weak(at) => return -6,
        // One such line may stand in the middle of an article; many mark its end.
        Some(_) => {
            let before =
                (1..=2).take_while(|back| at >= *back && marks.kind(at - back).is_some()).count() as i64;
            return -4 * (before + 1);
        }
        None => {}
    }
    if !shape.prose() {
        return if shape.bullet || shape.colon || page.element(at) == Element::Item { -1 } else { -3 };
    }
    if page.languages[at].is_some() && page.languages[at] != language {
        return 0;
    }
    if page.link(at) > 60 {
        return -6;
    }
    let words = i64::from(shape.words.min(80));
    if shape.sentences >= 2 || shape.words > 40 || within {
        return words;
    }
    // One sentence alone among other things may be another article's.
    let prose = |at: Option<usize>| {
        at.and_then(|at| page.shapes.get(at).map(|shape| (at, shape))).is_some_and(|(at, shape)| {
            (shape.prose() || shape.colon || shape.quoted) && marks.kind(at).is_none()
        })
    };
    match u8::from(prose(at.checked_sub(1))) + u8::from(prose(Some(at + 1))) {
        0 if after_furniture(marks, at) => (words * 3 / 10).max(1),
        1 => (words * 8 / 10).max(1),
        _ => words,
    }
}

/// Whether more than one line of furniture, or a picture's words, stands right before a piece.
fn after_furniture(marks: &Marks, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| marks.kind(at));
    match before(1) {
        Some(_) if marks.picture(at - 1) => false,
        Some(BlockKind::Caption | BlockKind::Credit) => true,
        Some(_) => before(2).is_some(),
        // A title of its own, and furniture before it.
        None => before(2).is_some(),
    }
}

/// The heaviest run of weights; a stretch below zero counts for [`MOST_COST`] at most, unless a next article starts in
/// it. One pass.
fn heaviest(weights: &[i64], inside: Option<&Container>) -> Option<Range<usize>> {
    let mut best: Option<(i64, Range<usize>)> = None;
    let (mut sum, mut cost, mut start) = (0_i64, 0_i64, 0_usize);
    for (at, weight) in weights.iter().enumerate() {
        if *weight <= 0 {
            let most = match inside.filter(|inside| inside.pieces.contains(&at)) {
                Some(inside) => inside.most_cost(),
                None => MOST_COST,
            };
            cost = if *weight <= -NEXT_ARTICLE { -weight } else { cost.max((cost - weight).min(most)) };
            continue;
        }
        if sum <= cost {
            sum = 0;
            start = at;
        } else {
            sum -= cost;
        }
        cost = 0;
        sum += weight;
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, start..at + 1));
        }
    }
    best.filter(|(sum, _)| *sum >= LEAST).map(|(_, run)| run)
}

/// The element that holds the article.
struct Container {
    pieces: Range<usize>,
    /// Whether its name or class says so.
    named: bool,
}

impl Container {
    fn most_cost(&self) -> i64 {
        if self.named { MOST_COST_NAMED } else { MOST_COST_WITHIN }
    }
}

/// The element that holds the article, as the pieces inside it: the one its class says, else the one whose own
/// paragraphs hold most prose (a paragraph speaks for the element around it, and half for the next).
fn container(page: &Page<'_>, marks: &Marks) -> Option<Container> {
    if !page.document.html {
        return None;
    }
    let nodes = &page.document.nodes;
    let mut scores = vec![0_i64; nodes.len()];
    let mut all = 0;
    for (at, piece) in page.document.pieces.iter().enumerate() {
        let shape = &page.shapes[at];
        if !shape.prose() || page.link(at) > 50 || marks.kind(at).is_some() {
            continue;
        }
        let words = i64::from(shape.words);
        all += words;
        let mut node = piece.node as usize;
        for share in [4, 2, 1] {
            scores[node] += words * share;
            if node == 0 {
                break;
            }
            node = nodes[node].parent as usize;
        }
    }
    if all == 0 {
        return None;
    }
    let mut best: Option<(i64, usize)> = None;
    for (at, node) in nodes.iter().enumerate() {
        let named = node.hint == Some(ClassHint::Article) || matches!(node.role, Role::Article);
        let score = if named { scores[at] * 3 / 2 } else { scores[at] };
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let (_, at) = best?;
    // Out to the `<article>` or the element named for it, where it is not the whole page's.
    let mut chosen = at;
    let mut node = at;
    for _ in 0..6 {
        if node == 0 {
            break;
        }
        node = nodes[node].parent as usize;
        if matches!(nodes[node].role, Role::Article) || nodes[node].hint == Some(ClassHint::Article) {
            chosen = node;
        }
    }
    // Out to where it holds half of the prose: the entries of a live page are articles each, and it is all of them.
    let prose = |node: &Node| -> i64 {
        let pieces = node.first as usize..(node.end as usize).min(page.len());
        pieces
            .filter(|at| page.shapes[*at].prose() && marks.kind(*at).is_none())
            .map(|at| i64::from(page.shapes[at].words))
            .sum()
    };
    for _ in 0..3 {
        let parent = nodes[chosen].parent as usize;
        if chosen == 0 || prose(&nodes[chosen]) * 20 >= prose(&nodes[parent]) * 9 {
            break;
        }
        chosen = parent;
    }
    let node = &nodes[chosen];
    let named = node.role == Role::Article || node.hint == Some(ClassHint::Article);
    Some(Container { pieces: node.first as usize..(node.end as usize).min(page.len()), named })
}

/// What it costs to stand outside the article's element.
fn outside(page: &Page<'_>, inside: Option<&Container>, at: usize) -> i64 {
    match inside {
        Some(inside) if !inside.pieces.contains(&at) => -(i64::from(page.shapes[at].words.min(80)) * 7 / 10),
        _ => 0,
    }
}

/// The run with the article's first paragraph where a box parts it from the rest: a paragraph that opens the text, or
/// opens with a dateline ("STRELSAU (Agency) -").
fn with_first_paragraph(
    page: &Page<'_>,
    marks: &Marks,
    headline: Option<usize>,
    language: Option<Language>,
    run: Range<usize>,
) -> Range<usize> {
    let floor = headline.map_or(0, |at| at + 1).max(run.start.saturating_sub(15));
    let prose = |at: &usize| {
        let shape = &page.shapes[*at];
        marks.kind(*at).is_none() && shape.prose() && shape.words >= 12 && page.languages[*at] == language
    };
    let first = (floor.min(run.start)..run.start).rev().find(prose);
    match first.filter(|at| {
        let opens = || crate::dateline::at_head(page.texts[*at], page.names, page.known).is_some();
        *at == 0 || Some(at - 1) == headline || opens()
    }) {
        Some(at) => at..run.end,
        None => run,
    }
}

/// A single sentence between a picture's words and more furniture, at the very end, is another article's, unless the
/// picture has an element of its own, or the sentence names somebody of whom the article speaks.
fn without_last_teaser(page: &Page<'_>, marks: &Marks, run: Range<usize>) -> Range<usize> {
    let last = run.end - 1;
    let shape = &page.shapes[last];
    let picture = |at: usize| matches!(marks.kind(at), Some(BlockKind::Caption | BlockKind::Credit));
    let alone = last > run.start && picture(last - 1) && shape.sentences <= 1;
    let followed = run.end < page.len() && marks.kind(run.end).is_some();
    if !alone || !followed {
        return run;
    }
    if marks.picture(last - 1) {
        return run;
    }
    let foreign = page.languages[last - 1].is_some() && page.languages[last - 1] != page.languages[last];
    let speaks_of = |name: &u64| {
        let prose = (run.start..last - 1).filter(|at| page.shapes[*at].prose() && marks.kind(*at).is_none());
        prose.into_iter().any(|at| page.shapes[at].names.iter().skip(1).any(|other| other == name))
    };
    if !foreign && shape.names.iter().skip(1).any(speaks_of) {
        return run;
    }
    let end = (run.start..last).rev().find(|at| marks.kind(*at).is_none() && page.shapes[*at].prose());
    run.start..end.map_or(run.end, |at| at + 1)
}

/// The run with what belongs to its ends: the items of a list that closes the article, a quotation that opens it.
fn stretched(page: &Page<'_>, marks: &Marks, run: Range<usize>) -> Range<usize> {
    let mut end = run.end;
    let listing = |at: usize| {
        let shape = &page.shapes[at];
        marks.kind(at).is_none() && shape.words > 0 && (shape.bullet || page.element(at) == Element::Item)
    };
    if page.shapes[end - 1].colon || end < page.len() && listing(end) && listing(end - 1) {
        while end < page.len() && listing(end) {
            end += 1;
        }
    } else if end < page.len() && page.shapes[end].colon && marks.kind(end).is_none() && end + 1 < page.len()
    {
        let mut items = end + 1;
        while items < page.len() && listing(items) {
            items += 1;
        }
        if items > end + 1 {
            end = items;
        }
    }
    run.start..end
}
