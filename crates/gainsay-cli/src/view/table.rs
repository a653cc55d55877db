//! Tables whose cells wrap.

use super::paint::{FAINT, Look, wrap};
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// A column: its title, and how wide it is at most. One column takes what is left.
pub struct Column {
    /// The title.
    pub title: &'static str,
    /// Columns of the terminal; `None` for the one that takes what is left.
    pub width: Option<usize>,
}

/// A cell: safe text and its style.
pub type Cell = (Style, String);

/// A row, and whole lines below it.
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Shown below it, wrapped, under the second column.
    pub below: Vec<Cell>,
}

const GAP: usize = 2;

/// The table, every line indented by `indent`.
pub fn table(columns: &[Column], rows: &[Row], indent: usize, look: Look) -> String {
    let used = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(place));
        let longest = cells.map(|(_, text)| text.width()).max().unwrap_or(0);
        longest.max(columns[place].title.width())
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| column.width.map_or(0, |widest| used(place).min(widest)))
        .collect();
    let taken: usize = widths.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1) + indent;
    for (width, column) in widths.iter_mut().zip(columns) {
        if column.width.is_none() {
            *width = look.width.saturating_sub(taken).max(20);
        }
    }
    let titles = columns.iter().map(|column| (FAINT, column.title.to_owned())).collect();
    let mut out = line(&titles, &widths, indent, look);
    let deeper = " ".repeat(indent + widths.first().copied().unwrap_or(0) + GAP);
    for row in rows {
        out += &line(&row.cells, &widths, indent, look);
        for (style, text) in &row.below {
            for line in wrap(text, look.width, &deeper, &deeper) {
                let words = line.trim_start();
                out += &line[..line.len() - words.len()];
                out += &look.paint(*style, words.trim_end());
                out.push('\n');
            }
        }
    }
    out
}

/// One row over as many lines as its longest cell needs.
fn line(cells: &Vec<Cell>, widths: &[usize], indent: usize, look: Look) -> String {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|((_, text), &width)| wrap(text, width, "", "")).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..height {
        let mut line = " ".repeat(indent);
        let mut owed = 0;
        for ((lines, (style, _)), &width) in wrapped.iter().zip(cells).zip(widths) {
            let text = lines.get(at).map_or("", |text| text.trim_end());
            if !text.is_empty() {
                line += &" ".repeat(owed);
                line += &look.paint(*style, text);
                owed = 0;
            }
            owed += width.saturating_sub(text.width()) + GAP;
        }
        out += &line;
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::paint::PLAIN;
    use super::*;

    #[test]
    fn cells_wrap_and_columns_stay_in_line() {
        let cell = |text: &str| (PLAIN, text.to_owned());
        let columns = [Column { title: "id", width: Some(4) }, Column { title: "what", width: None }];
        let rows = [Row {
            cells: vec![cell("p1"), cell("a claim that is longer than its column is wide")],
            below: vec![cell("words")],
        }];
        let shown = table(&columns, &rows, 1, Look { width: 30, colour: false });
        assert_eq!(
            shown,
            " id  what\n p1  a claim that is longer\n     than its column is wide\n     words\n"
        );
    }
}
