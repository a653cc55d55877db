//! What a search found, its words marked.

use super::paint::{CONTENT, FAINT, Look, MARKED, PLAIN, SOURCE, TITLE};
use super::{people, safe, terms};
use anstyle::Style;
use gainsay::{Found, Knowledge};

/// Statements, then pages, best first.
pub fn found(statements: &[Found], pages: &[Found], known: &Knowledge, look: Look) -> String {
    if statements.is_empty() && pages.is_empty() {
        return "Nothing found.\n".to_owned();
    }
    let mut out = String::new();
    for (title, found) in [("Statements", statements), ("Pages", pages)] {
        if found.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out += &format!("{}\n", look.paint(TITLE, title));
        for one in found {
            out.push('\n');
            out += &shown(one, known, look);
        }
    }
    out
}

fn shown(found: &Found, known: &Knowledge, look: Look) -> String {
    let mut out = String::new();
    let reading = &found.ruled.reading;
    let path = found.page.paths.first().map(|path| safe::line(path)).unwrap_or_default();
    let words = match found.hit.statement {
        Some(at) => {
            let provenance = reading.provenance.get(at.0 as usize);
            let origin = provenance.and_then(|provenance| provenance.origin());
            let holder = terms::speaker(reading, at.0, origin, known);
            let date = terms::date(&reading.article, provenance);
            out += &look.wrap(&format!("{} · {date}", look.paint(SOURCE, &holder)), "", "  ");
            CONTENT
        }
        None => {
            let title = found.page.title.as_deref().unwrap_or("without a title");
            out += &look.wrap(&look.paint(SOURCE, &safe::line(title)), "", "  ");
            PLAIN
        }
    };
    out += &look.wrap(&marked(found, words, look), "  ", "  ");
    let mut facts = vec![path];
    facts.extend(found.page.outlet.as_deref().map(safe::line));
    facts.extend(found.hit.statement.map(|at| format!("s{}", at.0 + 1)));
    out += &look.wrap(&look.paint(FAINT, &facts.join(" · ")), "  ", "    ");
    let marks = found.hit.statement.map(|at| found.ruled.marks_within(at.0)).unwrap_or_default();
    for line in people::on_found(&marks) {
        out += &look.wrap(&look.paint(MARKED, &line), "  ", "    ");
    }
    out
}

/// The excerpt; what was looked for stands out, without colours in brackets.
fn marked(found: &Found, words: Style, look: Look) -> String {
    let mut ink = look.ink();
    let mut at = 0;
    let excerpt = &found.hit.excerpt;
    let mut add = |style: Style, text: &str| {
        let mut safe_text = String::new();
        text.chars().for_each(|c| safe::push(&mut safe_text, c));
        ink.add(style, &safe_text);
    };
    for mark in &found.hit.marks {
        add(words, &excerpt[at..mark.start]);
        let hit = &excerpt[mark.clone()];
        if look.colour {
            add(MARKED.bold(), hit);
        } else {
            add(PLAIN, &format!("[{hit}]"));
        }
        at = mark.end;
    }
    add(words, &excerpt[at..]);
    ink.finish()
}
