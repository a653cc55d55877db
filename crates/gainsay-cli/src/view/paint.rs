//! Widths, colours and wrapping.

use super::safe;
use anstyle::{AnsiColor, Color, Effects, Style};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// How wide a line may be where nobody sees it on a terminal.
const WIDTH: usize = 100;
/// Longer lines are hard to read.
const WIDEST: usize = 120;
/// Below this a table has no room.
const NARROWEST: usize = 60;

/// The words that name a source.
pub const SOURCE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan))).effects(Effects::BOLD);
/// The words that attribute.
pub const CUE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Yellow)));
/// What is said.
pub const CONTENT: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
/// Furniture, labels, what is only mentioned.
pub const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// Titles.
pub const TITLE: Style = Style::new().effects(Effects::BOLD);
/// What needs a look: denials, changes of stance.
pub const MARKED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));
/// No colour.
pub const PLAIN: Style = Style::new();

/// How wide the view may be, and whether it may be in colour.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether colours are printed; without them marks tell the same.
    pub colour: bool,
}

impl Look {
    /// What standard output can show: no colours where it is no terminal or `NO_COLOR` is set.
    pub fn of_stdout() -> Self {
        let stdout = std::io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = if std::io::IsTerminal::is_terminal(&stdout) { textwrap::termwidth() } else { WIDTH };
        Self { width: width.clamp(NARROWEST, WIDEST), colour }
    }

    /// `text` in `style`, where there are colours.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Text that is built letter by letter and can be wrapped anywhere.
    pub fn ink(self) -> Ink {
        Ink { out: String::new(), colour: self.colour, style: PLAIN }
    }

    /// `text` wrapped to the width, every line after `first` or `rest`.
    pub fn wrap(self, text: &str, first: &str, rest: &str) -> String {
        let mut out = String::new();
        for line in wrap(text, self.width, first, rest) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The lines of `text`. Takes time linear in the text: each line is filled as far as it goes.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// A run of styled letters. The style ends before every space and starts again after it, so that lines can be broken
/// there.
pub struct Ink {
    out: String,
    colour: bool,
    style: Style,
}

impl Ink {
    /// Adds `text`, which is safe to show, in `style`.
    pub fn add(&mut self, style: Style, text: &str) {
        for c in text.chars() {
            self.turn(if c == ' ' { PLAIN } else { style });
            self.out.push(c);
        }
    }

    /// Adds one letter of a page, made safe to show, in `style`.
    pub fn letter(&mut self, style: Style, c: char) {
        self.turn(style);
        safe::push(&mut self.out, c);
    }

    fn turn(&mut self, style: Style) {
        if self.colour && style != self.style {
            let before = std::mem::replace(&mut self.style, style);
            self.out.push_str(&format!("{before:#}{style}"));
        }
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.turn(PLAIN);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_end_before_a_line_does() {
        let look = Look { width: 60, colour: true };
        let mut ink = look.ink();
        ink.add(CUE, "has denied");
        ink.add(PLAIN, "!");
        let text = ink.finish();
        assert_eq!(text, format!("{CUE}has{CUE:#} {CUE}denied{CUE:#}!"));
        assert_eq!(wrap(&text, 7, "", ""), [format!("{CUE}has{CUE:#}"), format!("{CUE}denied{CUE:#}!")]);
    }
}
