//! Already extracted text to pieces: a line is a piece, unless the text is wrapped at a column.

use crate::piece::{Document, Element, MOST_PIECES, Node, Piece};
use gainsay_record::Note;

/// Cuts a text into pieces. The text itself is kept as it is.
pub fn read(text: String) -> Document {
    let wrapped = is_wrapped(&text);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut overflow = false;
    // In a wrapped text a piece goes on until a blank line.
    let mut goes_on = false;
    for (start, end) in lines(&text) {
        if start == end {
            goes_on = false;
            continue;
        }
        let full = pieces.len() >= MOST_PIECES;
        match pieces.last_mut() {
            Some(last) if goes_on || full => {
                last.end = end;
                overflow |= full && !goes_on;
            }
            _ => pieces.push(Piece { start, end, element: Element::Other, link: 0, node: 0 }),
        }
        goes_on = wrapped;
    }
    let mut notes = Vec::new();
    if overflow {
        notes.push(Note::new(format!(
            "the page has more than {MOST_PIECES} lines, the rest of it is taken as one"
        )));
    }
    let end = pieces.len() as u32;
    Document { text, pieces, nodes: vec![Node { end, ..Node::default() }], notes, ..Document::default() }
}

/// The lines without white space (and invisible marks) at their edges, as byte ranges; empty where a line is blank.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\x0c', '\x0b']).map(move |line| {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\0');
        let start = at + (line.len() - line.trim_start_matches(blank).len());
        let end = start + line.trim_matches(blank).len();
        // Every separator but the two of Unicode is one byte; which one follows is seen in the text.
        at += line.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (start, end)
    })
}

/// Whether the text is wrapped at a column, its paragraphs parted by blank lines: in paragraphs of several lines the
/// lines before the last are all nearly of one length, and seldom end a sentence.
fn is_wrapped(text: &str) -> bool {
    let (mut inner, mut ended, mut longest) = (0_usize, 0_usize, 0_usize);
    let mut lengths: Vec<usize> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (start, end) in lines(text).take(2_000) {
        if let Some((first, close)) = last
            && start != end
        {
            let line = &text[first..close];
            let length = line.chars().count();
            inner += 1;
            ended += usize::from(line.ends_with(['.', '!', '?', '”', '"', ':']));
            longest = longest.max(length);
            lengths.push(length);
        }
        last = (start != end).then_some((start, end));
    }
    let near = lengths.iter().filter(|length| **length * 4 >= longest * 3).count();
    inner >= 4 && (40..=110).contains(&longest) && near * 10 >= inner * 9 && ended * 3 <= inner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let document = read(text.to_owned());
        assert_eq!(document.text, text, "the text is kept");
        document.pieces.iter().map(|piece| document.words(piece).to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_piece_whatever_ends_it() {
        assert_eq!(cut("  One.\r\nTwo.\n\n\u{2028}Three.\n"), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn a_text_wrapped_at_a_column_is_cut_at_blank_lines() {
        let text = "The ministry said on Monday that it had never sold shells to\nits neighbour and that reports to that effect were the work of\nhostile media.\n\nA spokeswoman for the government in the capital said that all\nexports of ammunition had to be licensed and that there were no\nsuch licences in the register, which anybody can look up there.\n";
        assert_eq!(cut(text).len(), 2);
    }
}
