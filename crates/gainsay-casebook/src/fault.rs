//! What is wrong with a reading, and the text with its spans marked under the words.

use gainsay::record::{Span, Statement};
use std::ops::Range;

/// Marks under a text: a letter under each byte range.
pub type Marks = Vec<(char, Range<usize>)>;

/// Something that is not as the case wants it.
#[derive(Debug, Default)]
pub struct Fault {
    /// One sentence.
    pub message: String,
    /// Where the case wants something: `s` source, `c` cue, `=` content, `b` a block.
    pub wanted: Marks,
    /// What was read instead.
    pub read: Marks,
}

impl Fault {
    /// A fault without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }
}

/// The marks of a statement.
pub fn marks_of(statement: &Statement) -> Marks {
    let under =
        |mark: char, spans: &[Span]| spans.iter().map(|s| (mark, s.start()..s.end())).collect::<Vec<_>>();
    let mut marks = under('=', &statement.content);
    marks.extend(under('c', &statement.cue));
    marks.extend(under('s', &statement.source));
    marks
}

/// The lines of `text`, each with its marks beneath where it has any.
pub fn drawn(text: &str, rows: &[(&str, &Marks)]) -> String {
    const WIDTH: usize = 110;
    let mut out = String::new();
    let mut start = 0;
    while start < text.len() {
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = text[start..line_end].char_indices().nth(WIDTH).map_or(line_end, |(at, _)| {
            text[start..start + at].rfind(' ').map_or(start + at, |space| start + space + 1)
        });
        let line = &text[start..end];
        let mut beneath = String::new();
        for (name, marks) in rows {
            let drawn: String = line.char_indices().map(|(at, _)| mark_at(marks, start + at)).collect();
            if !drawn.trim().is_empty() {
                beneath.push_str(&format!("    {name:>6} | {}\n", drawn.trim_end()));
            }
        }
        if !beneath.is_empty() || rows.is_empty() {
            out.push_str(&format!("    {:>6} | {}\n{beneath}", "", line.trim_end()));
        }
        start = if end == line_end { end + 1 } else { end };
    }
    out
}

fn mark_at(marks: &Marks, at: usize) -> char {
    marks.iter().rev().find(|(_, range)| range.contains(&at)).map_or(' ', |(mark, _)| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_their_words() {
        let text = "Für Iran\nsagt er nein.";
        let marks = vec![('=', 10..22), ('c', 10..14)];
        let want = "           | sagt er nein.\n      read | cccc========\n";
        assert_eq!(drawn(text, &[("read", &marks)]), want);
    }
}
