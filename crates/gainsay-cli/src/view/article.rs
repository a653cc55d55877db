//! The article on a terminal: its statements marked, furniture grey and told by its kind.

use super::paint::{CONTENT, CUE, FAINT, Ink, Look, PLAIN, SOURCE, TITLE};
use super::safe;
use anstyle::Style;
use gainsay::record::{Block, Method, Reading, Span};

/// How wide the column of the blocks' kinds is.
const GUTTER: usize = 13;

/// A part of a statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content,
    Source,
    Cue,
}

/// The words of one part of one statement.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    part: Part,
    /// Counted from 1, as the wire does.
    statement: usize,
}

/// What one page says, without its positions.
pub fn article(path: &str, reading: &Reading, look: Look) -> String {
    let mut out = heading(path, reading, look);
    out += &legend(look);
    out.push('\n');
    let mut coming = marks(reading).into_iter().peekable();
    let mut here: Vec<Mark> = Vec::new();
    for block in &reading.article.blocks {
        here.retain(|mark| mark.span.end() > block.span.start());
        while let Some(mark) = coming.next_if(|mark| mark.span.start() < block.span.end()) {
            if mark.span.end() > block.span.start() {
                here.push(mark);
            }
        }
        out += &shown(&reading.article.text, block, &here, look);
    }
    for note in reading.article.notes.iter().chain(&reading.notes) {
        let text = format!("note: {}", safe::line(&note.text));
        out += &look.wrap(&look.paint(FAINT, &text), "  ", "        ");
    }
    out
}

fn heading(path: &str, reading: &Reading, look: Look) -> String {
    let article = &reading.article;
    let mut out = format!("{}\n", look.paint(FAINT, &safe::line(path)));
    if let Some(title) = &article.title {
        out += &look.wrap(&look.paint(TITLE, &safe::line(title)), "", "");
    }
    let mut facts: Vec<String> = [&article.outlet, &article.byline, &article.url]
        .into_iter()
        .flatten()
        .map(|fact| safe::line(fact))
        .collect();
    facts.push(match (&article.published.edtf, article.published.method) {
        (Some(date), Method::Metadata) => format!("published {date} (from the page's metadata)"),
        (Some(date), Method::Text) => format!("published {date} (from its text)"),
        (Some(date), Method::Given | Method::Unknown) => format!("published {date} (as given)"),
        (None, _) => "date unknown".to_owned(),
    });
    facts.push(
        article.language.map_or("language unknown".to_owned(), |language| language.as_str().to_owned()),
    );
    out + &look.wrap(&facts.join(" · "), "", "")
}

fn legend(look: Look) -> String {
    let mut ink = look.ink();
    ink.add(FAINT, "marked: ");
    for (style, open, word, close) in
        [(SOURCE, "[", "source", "]"), (CUE, "‹", "cue", "›"), (CONTENT, "{", "content", "}")]
    {
        if !look.colour {
            ink.add(PLAIN, open);
        }
        ink.add(style, word);
        if !look.colour {
            ink.add(PLAIN, close);
        }
        ink.add(FAINT, "¹ ");
    }
    ink.add(FAINT, "of statement s1; (furniture) by its kind");
    look.wrap(&ink.finish(), "", "")
}

/// All marks, by their start, the outer before the inner.
fn marks(reading: &Reading) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, statement) in reading.statements.iter().enumerate() {
        let parts = [
            (Part::Source, &statement.source),
            (Part::Cue, &statement.cue),
            (Part::Content, &statement.content),
        ];
        for (part, spans) in parts {
            let filled = spans.iter().filter(|span| !span.is_empty());
            marks.extend(filled.map(|&span| Mark { span, part, statement: place + 1 }));
        }
    }
    marks.sort_by_key(|mark| {
        (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.part, mark.statement)
    });
    marks
}

/// One block with the marks that lie in it.
fn shown(text: &str, block: &Block, marks: &[Mark], look: Look) -> String {
    let kind = format!("{:?}", block.kind).to_lowercase();
    let article = block.kind.is_article();
    let label = if article { kind } else { format!("({kind})") };
    let base = if article { PLAIN } else { FAINT };
    let mut ink = look.ink();
    let mut open: Vec<Mark> = Vec::new();
    let mut coming = marks.iter().peekable();
    let mut space = false;
    let start = block.span.start();
    for (at, c) in block.span.of(text).char_indices().map(|(at, c)| (start + at, c)) {
        close(&mut ink, &mut open, at, look);
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            ink.add(base, " ");
        }
        while let Some(mark) = coming.next_if(|mark| mark.span.start() <= at) {
            if mark.span.end() > at {
                if !look.colour {
                    ink.add(PLAIN, opening(mark.part));
                }
                open.push(*mark);
            }
        }
        let style = open.last().map_or(base, |mark| style(mark.part));
        ink.letter(style, c);
    }
    close(&mut ink, &mut open, usize::MAX, look);
    let gutter = format!("{label:>GUTTER$}  ");
    let wrapped = look.wrap(&ink.finish(), &gutter, &" ".repeat(GUTTER + 2));
    match wrapped.strip_prefix(&gutter) {
        Some(words) => format!("{}{words}", look.paint(FAINT, &gutter)),
        None => wrapped,
    }
}

/// Closes every mark that ends at or before `at`, the innermost first.
fn close(ink: &mut Ink, open: &mut Vec<Mark>, at: usize, look: Look) {
    for place in (0..open.len()).rev() {
        if open[place].span.end() <= at {
            let mark = open.remove(place);
            if !look.colour {
                ink.add(PLAIN, closing(mark.part));
            }
            ink.add(FAINT, &raised(mark.statement));
        }
    }
}

fn style(part: Part) -> Style {
    match part {
        Part::Source => SOURCE,
        Part::Cue => CUE,
        Part::Content => CONTENT,
    }
}

fn opening(part: Part) -> &'static str {
    match part {
        Part::Source => "[",
        Part::Cue => "‹",
        Part::Content => "{",
    }
}

fn closing(part: Part) -> &'static str {
    match part {
        Part::Source => "]",
        Part::Cue => "›",
        Part::Content => "}",
    }
}

/// A number in raised digits.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}
