//! Words of a page, made fit to be shown on a terminal or in a browser: a page must not drive it, nor change the order in
//! which others are read.

/// Whether a character would change the terminal or the order of what is read: controls, and the marks that embed,
/// override or isolate a direction.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Characters that have no width and no meaning on a terminal: the soft hyphen, the zero-width space, the word joiner,
/// the byte-order mark.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Adds one character as it may be shown: white space as a space, a dangerous one by its number.
pub fn push(out: &mut String, c: char) {
    if c.is_whitespace() {
        out.push(' ');
    } else if is_dangerous(c) {
        out.push_str(&format!("<U+{:04X}>", u32::from(c)));
    } else if !is_nothing(c) {
        out.push(c);
    }
}

/// `text` on one line, every run of white space as one space.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|c| push(&mut out, c));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_directions_are_shown_not_obeyed() {
        assert_eq!(line("a\u{1b}[31mb\u{7}"), "a<U+001B>[31mb<U+0007>");
        assert_eq!(line("denied\u{202e}deined"), "denied<U+202E>deined");
        assert_eq!(line("one\r\n\ttwo\u{2028}three\u{ad}\u{feff}"), "one two three");
        assert_eq!(line("C1: \u{9b}2J"), "C1: <U+009B>2J");
        assert_eq!(line("می‌خواهم"), "می‌خواهم", "joiners that letters need stay");
    }
}
