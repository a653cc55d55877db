//! Quotations: marks of every shape, nested, unbalanced, running over paragraphs.
//!
//! The rule of print (Chicago Manual of Style 13.32): a quotation of several paragraphs opens each with a mark and
//! closes only the last. Pages extracted from the web often drop the later opening marks, so a quotation that is open
//! at the end of a paragraph also goes on where the next paragraphs close more than they open.

use gainsay_record::{Analysis, Quotation, Span};

/// A quotation is not followed over more than this many paragraphs.
const MOST_BLOCKS: usize = 8;
/// Nor deeper than this.
const DEEPEST: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// “ ”, and „ “ or „ ”.
    Double,
    /// « ».
    Angle,
    /// ".
    Straight,
    /// ‘ ’ and ‚ ‘.
    Single,
    /// ' as a mark, not an apostrophe.
    Tick,
    /// `` and ''.
    Typed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
}

struct Mark {
    start: usize,
    end: usize,
    shape: Shape,
    turn: Turn,
    /// It may be the apostrophe of a plural as well: "our soldiers' rifles".
    owns: bool,
}

struct Open {
    shape: Shape,
    /// An index into the quotations.
    quotation: usize,
    /// Where it opens in the block at hand.
    start: usize,
}

/// The quotations in `blocks` of `text`, by where they open.
pub fn find(text: &str, blocks: &[Span]) -> Vec<Quotation> {
    let marks: Vec<Vec<Mark>> = blocks.iter().map(|block| marks(text, *block)).collect();
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let mut here = marks[at].iter().peekable();
        // A mark that opens the block only renews what is already open.
        if let (Some(outer), Some(first)) = (open.first(), here.peek())
            && first.shape == outer.shape
            && first.start == block.start()
            && (first.turn == Turn::Open || first.shape == Shape::Straight)
        {
            here.next();
        }
        while let Some(mark) = here.next() {
            // The quotation closes further on: the mark is an apostrophe.
            let next = || here.clone().find(|next| next.shape == mark.shape);
            if mark.owns && next().is_some_and(|next| next.turn == Turn::Close && !next.owns) {
                continue;
            }
            let closes = mark.turn == Turn::Close
                || (mark.shape == Shape::Straight && is_open(&open, Shape::Straight));
            if closes {
                close(text, mark, &mut open, &mut found);
            } else if mark.turn == Turn::Open && open.len() < DEEPEST {
                let inside = open.last().map(|outer| outer.quotation as u32);
                open.push(Open { shape: mark.shape, quotation: found.len(), start: mark.start });
                found.push(Quotation { spans: Vec::new(), inside, closed: false });
            }
        }
        let goes_on = open.first().is_some_and(|outer| {
            found[outer.quotation].spans.len() + 1 < MOST_BLOCKS
                && goes_on(outer.shape, &marks[at + 1..], &blocks[at + 1..])
        });
        // Whatever is open covers the rest of this block; only the outermost goes on to the next.
        for (depth, quote) in open.iter().enumerate() {
            let single = matches!(quote.shape, Shape::Single | Shape::Tick);
            if !single || (goes_on && depth == 0) {
                found[quote.quotation].spans.extend(Span::new(text, quote.start, block.end()));
            }
        }
        open.truncate(usize::from(goes_on));
        if let Some(outer) = open.first_mut()
            && let Some(next) = blocks.get(at + 1)
        {
            outer.start = next.start();
        }
    }
    keep_real(found)
}

/// Tells each token which quotation it lies in, the innermost.
pub fn mark(analysis: &mut Analysis) {
    // Outer quotations come before those inside them, so that the inner have the last word.
    for at in 0..analysis.quotations.len() {
        for span in analysis.quotations[at].spans.clone() {
            for token in analysis.within(span) {
                analysis.tokens[token].quotation = Some(at as u32);
            }
        }
    }
}

fn is_open(open: &[Open], shape: Shape) -> bool {
    open.iter().any(|quote| quote.shape == shape)
}

/// Closes the innermost quotation of the mark's shape, and with it those that were left open inside.
fn close(text: &str, mark: &Mark, open: &mut Vec<Open>, found: &mut [Quotation]) {
    let Some(depth) = open.iter().rposition(|quote| quote.shape == mark.shape) else { return };
    for (inner, quote) in open.drain(depth..).enumerate() {
        let quotation = &mut found[quote.quotation];
        quotation.closed = inner == 0;
        let forgotten = matches!(quote.shape, Shape::Single | Shape::Tick) && inner > 0;
        if !forgotten {
            quotation.spans.extend(Span::new(text, quote.start, mark.end));
        }
    }
}

/// Whether a quotation of `shape`, open at the end of a block, goes on in the next.
fn goes_on(shape: Shape, marks: &[Vec<Mark>], blocks: &[Span]) -> bool {
    for (here, block) in marks.iter().zip(blocks).take(MOST_BLOCKS) {
        let mut depth = 1;
        let mut marks = here.iter().filter(|mark| mark.shape == shape).peekable();
        if let Some(first) = marks.peek()
            && first.start == block.start()
        {
            // The mark is renewed: the rule of print.
            return true;
        }
        if matches!(shape, Shape::Straight | Shape::Single | Shape::Tick) {
            // These do not tell opening from closing: without a renewed mark the quotation was left unclosed.
            return false;
        }
        for mark in marks {
            depth += if mark.turn == Turn::Open { 1 } else { -1 };
            if depth == 0 {
                return true;
            }
        }
        if depth > 1 || here.iter().any(|mark| mark.shape == shape) {
            return false;
        }
    }
    false
}

/// Drops what turned out to be no quotation (an apostrophe that never closed) and renumbers.
fn keep_real(found: Vec<Quotation>) -> Vec<Quotation> {
    let mut place = Vec::with_capacity(found.len());
    let mut kept: Vec<Quotation> = Vec::new();
    for quotation in found {
        let inside = quotation.inside.and_then(|outer| place.get(outer as usize).copied().flatten());
        if quotation.spans.is_empty() {
            place.push(inside);
        } else {
            place.push(Some(kept.len() as u32));
            kept.push(Quotation { inside, ..quotation });
        }
    }
    kept
}

/// The quotation marks of a block, in order.
fn marks(text: &str, block: Span) -> Vec<Mark> {
    let words = block.of(text);
    let mut marks = Vec::new();
    let mut before = ' ';
    let mut characters = words.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, next)| next);
        let start = block.start() + at;
        // ``No'': typewriters have no other marks.
        if matches!((c, after), ('`', '`') | ('\'', '\'')) {
            let turn = if c == '`' { Turn::Open } else { Turn::Close };
            marks.push(Mark { start, end: start + 2, shape: Shape::Typed, turn, owns: false });
            characters.next();
        } else if let Some((shape, turn)) = mark_of(c, before, after) {
            let follows = || words[at + c.len_utf8()..].trim_start().starts_with(char::is_lowercase);
            let owns = turn == Turn::Close
                && matches!(shape, Shape::Single | Shape::Tick)
                && before == 's'
                && after == ' '
                && follows();
            marks.push(Mark { start, end: start + c.len_utf8(), shape, turn, owns });
        }
        before = c;
    }
    marks
}

fn mark_of(c: char, before: char, after: char) -> Option<(Shape, Turn)> {
    let after_edge = before.is_whitespace() || "([{—–-/\"“‘'«„".contains(before);
    let opens = after_edge && !after.is_whitespace();
    let by_place = if opens { Turn::Open } else { Turn::Close };
    match c {
        '„' => Some((Shape::Double, Turn::Open)),
        // “ opens in English and closes in German; what stands around it tells.
        '“' => Some((
            Shape::Double,
            if !after_edge && (after.is_whitespace() || ".,;:!?)".contains(after)) {
                Turn::Close
            } else {
                Turn::Open
            },
        )),
        // ” at the edge of a word opens in Swedish and in pages whose editor turned every mark one way.
        '”' | '‟' => Some((
            Shape::Double,
            if before.is_whitespace() && after.is_alphanumeric() { Turn::Open } else { Turn::Close },
        )),
        '«' => Some((Shape::Angle, Turn::Open)),
        '»' => Some((Shape::Angle, Turn::Close)),
        // `said:"No"`, where a space is missing.
        '"' | '＂' if ":,".contains(before) && after.is_alphanumeric() => {
            Some((Shape::Straight, Turn::Open))
        }
        '"' | '＂' => Some((Shape::Straight, by_place)),
        '‘' | '‚' if opens => Some((Shape::Single, Turn::Open)),
        '’' if !before.is_whitespace() && !after.is_alphanumeric() => Some((Shape::Single, Turn::Close)),
        '\'' if opens && after.is_alphanumeric() => Some((Shape::Tick, Turn::Open)),
        '\'' if !before.is_whitespace() && !after.is_alphanumeric() => Some((Shape::Tick, Turn::Close)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quotations of paragraphs, each as its parts joined by " / ", with its depth.
    fn quotations(paragraphs: &[&str]) -> Vec<(usize, String)> {
        let text = paragraphs.join("\n\n");
        let mut at = 0;
        let blocks: Vec<_> = paragraphs
            .iter()
            .map(|paragraph| {
                let span = Span::new(&text, at, at + paragraph.len()).expect("a paragraph");
                at += paragraph.len() + 2;
                span
            })
            .collect();
        let found = find(&text, &blocks);
        let depth = |mut at: usize| {
            let mut depth = 0;
            while let Some(outer) = found[at].inside {
                depth += 1;
                at = outer as usize;
            }
            depth
        };
        (0..found.len())
            .map(|at| {
                (depth(at), found[at].spans.iter().map(|s| s.of(&text)).collect::<Vec<_>>().join(" / "))
            })
            .collect()
    }

    #[test]
    fn every_shape_of_mark() {
        for text in [
            "He said “no” twice",
            "He said \"no\" twice",
            "He said «no» twice",
            "He said „no“ twice",
            "He said ‘no’ twice",
            "He said 'no' twice",
            "He said:\"no\" twice",
        ] {
            let found = quotations(&[text]);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].1.contains("no") && found[0].1.chars().count() == 4, "{text}: {found:?}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        assert_eq!(quotations(&["the ministers’ view isn’t Iran's, it’s the allies' own"]), []);
        assert_eq!(
            quotations(&["rock 'n' roll of the '90s"]).len(),
            1,
            "indistinguishable from a quoted letter"
        );
    }

    #[test]
    fn the_apostrophe_of_a_plural_closes_nothing_that_closes_later() {
        for text in ["'None of our soldiers' rifles are gone.'", "‘None of our soldiers’ rifles are gone.’"]
        {
            assert_eq!(quotations(&[text]), [(0, text.to_owned())]);
        }
        assert_eq!(quotations(&["the 'big guns' were gone"]), [(0, "'big guns'".to_owned())]);
    }

    #[test]
    fn marks_of_typewriters() {
        let found = quotations(&["``We were not asked,'' he said. It was ''odd''."]);
        assert_eq!(found, [(0, "``We were not asked,''".to_owned())]);
    }

    #[test]
    fn quotations_nest() {
        let found = quotations(&["“They call it ‘a rumour’ again,” he said."]);
        assert_eq!(found, [(0, "“They call it ‘a rumour’ again,”".into()), (1, "‘a rumour’".into())]);
        let same = quotations(&["“They speak of “violations” and “deals” now,” it said."]);
        assert_eq!(same.iter().map(|q| q.0).collect::<Vec<_>>(), [0, 1, 1]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_by_the_rule_of_print() {
        let found = quotations(&["“We never sold arms.", "“We never will,” the ministry said."]);
        assert_eq!(found, [(0, "“We never sold arms. / “We never will,”".into())]);
        let straight = quotations(&["\"We never sold arms.", "\"We never will,\" the ministry said."]);
        assert_eq!(straight, [(0, "\"We never sold arms. / \"We never will,\"".into())]);
    }

    #[test]
    fn and_where_the_later_mark_was_dropped() {
        let found = quotations(&["“They spread “rumours” of deals.", "We never sold arms,” it said."]);
        assert_eq!(found[0].1, "“They spread “rumours” of deals. / We never sold arms,”");
        assert_eq!(found[1], (1, "“rumours”".into()));
    }

    #[test]
    fn a_mark_that_is_never_closed_ends_with_its_paragraph() {
        let found = quotations(&["He said “we never sold arms.", "The talks ended. “Good,” she said."]);
        assert_eq!(found[0].1, "“we never sold arms.");
        assert_eq!(found[1], (0, "“Good,”".into()));
    }
}
