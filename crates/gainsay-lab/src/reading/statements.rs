//! The statements of a reading against the expected ones.

use super::{Page, any_of, head, holder_ok, spans};
use crate::python::{self, Value, slice};
use crate::words::{Range, ranges, shared};
use std::collections::{BTreeSet, HashMap};

/// For each expected statement that was found, the one that was read.
pub type Matched<'a> = HashMap<&'a str, &'a Value>;

struct Row<'a> {
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
    statement: &'a Value,
}

/// The matches, and how many of them are right in everything.
pub fn compare<'a>(page: &'a Page<'_>, faults: &mut Vec<String>) -> (Matched<'a>, usize) {
    let statements = page.actual.get("statements").items();
    let ids: BTreeSet<String> = statements.iter().map(|statement| statement.get("id").repr()).collect();
    if ids.len() != statements.len() || ids.contains("None") {
        faults.push("statement ids are not unique".to_owned());
    }
    let rows: Vec<Row<'_>> = statements
        .iter()
        .map(|statement| Row {
            content: page.got(&spans(statement.get("content"))),
            source: page.got(&spans(statement.get("source"))),
            statement,
        })
        .collect();
    let pairs = pairs(page, &rows);
    let matched: Matched<'_> = pairs.iter().map(|(id, row)| (*id, rows[*row].statement)).collect();

    let mut right = 0;
    for row in page.rows("statements") {
        let required = row.get("required").is_true();
        let id = row.get("id").text().unwrap_or_default();
        let Some(statement) = matched.get(id) else {
            if required {
                let first = ranges(row.get("content")).first().copied().unwrap_or_default();
                let words = python::repr(&head(slice(&page.page, first.0, first.1), 60));
                faults.push(format!("statement {id} missing: {words}"));
            }
            continue;
        };
        let wrong = wrong(page, &matched, row, statement);
        if wrong.is_empty() {
            right += 1;
        } else if required {
            faults.push(format!("statement {id}: {}", wrong.join("; ")));
        }
    }
    for (place, row) in rows.iter().enumerate() {
        let (start, end) = spans(row.statement.get("content")).first().copied().unwrap_or_default();
        let words = |n| python::repr(&head(slice(&page.text, start, end), n));
        if !row.content.is_empty()
            && shared(&row.content, &page.outside) as f64 > 0.5 * row.content.len() as f64
        {
            faults.push(format!("statement read from furniture: {}", words(60)));
        } else if !pairs.iter().any(|(_, used)| *used == place)
            && row.statement.get("kind").text() != Some("narrated")
        {
            faults.push(format!("statement that no row asks for: {}", words(70)));
        }
    }
    (matched, right)
}

/// Expected statements and rows, one to one: those that share a source first, then required ones, then by content.
fn pairs<'a>(page: &'a Page<'_>, rows: &[Row<'_>]) -> Vec<(&'a str, usize)> {
    let mut ranked = Vec::new();
    for expected in page.rows("statements") {
        let sources = page.want(&ranges(expected.get("sources")));
        let id = expected.get("id").text().unwrap_or_default();
        for (place, row) in rows.iter().enumerate() {
            let fit = fit(page, expected, &row.content);
            if fit > 0.0 {
                let same_source = shared(&row.source, &sources) > 0;
                ranked.push((same_source, expected.get("required").is_true(), fit, id, place));
            }
        }
    }
    ranked.sort_by(|a, b| {
        (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then((b.3, b.4).cmp(&(a.3, a.4)))
    });
    let mut pairs: Vec<(&str, usize)> = Vec::new();
    for (_, _, _, id, place) in ranked {
        if !pairs.iter().any(|(known, used)| *known == id || *used == place) {
            pairs.push((id, place));
        }
    }
    pairs
}

/// How well a content fits an expected one: the best Jaccard index over its variants, 0 where it does not.
fn fit(page: &Page<'_>, row: &Value, content: &BTreeSet<usize>) -> f64 {
    let mut best = 0.0_f64;
    let variants = std::iter::once(row.get("content")).chain(row.get("also_content").items());
    for variant in variants {
        let parts: Vec<BTreeSet<usize>> =
            ranges(variant).iter().map(|span: &Range| page.want(&[*span])).collect();
        let whole: BTreeSet<usize> = parts.iter().flatten().copied().collect();
        let both = shared(&whole, content);
        if whole.is_empty()
            || parts.iter().any(|part| (shared(part, content) as f64) < 0.8 * part.len() as f64)
            || (content.len() - both) as f64 > 0.5 * whole.len() as f64
        {
            continue;
        }
        best = best.max(both as f64 / (whole.len() + content.len() - both) as f64);
    }
    best
}

/// What is wrong with a statement, in words.
fn wrong(page: &Page<'_>, matched: &Matched<'_>, row: &Value, statement: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let meets = |part: &str, accepted: &str| {
        shared(&page.got(&spans(statement.get(part))), &page.want(&ranges(row.get(accepted)))) > 0
    };
    if !meets("source", "sources") {
        wrong.push("source".to_owned());
    }
    if !meets("cue", "cues") {
        wrong.push("cue".to_owned());
    }
    for (field, accepted) in [("act", "acts"), ("kind", "kinds")] {
        let (value, accepted) = (statement.get(field), row.get(accepted));
        if !accepted.items().contains(value) {
            wrong.push(format!("{field} {value}, want {}", any_of(accepted)));
        }
    }
    let holder = statement.get("source").get("holder");
    if !holder_ok(holder, row.get("holders")) {
        wrong.push(format!("holder {holder}, want {}", any_of(row.get("holders"))));
    }
    wrong.extend(broken_chain(row, statement));
    let said = statement.get("said").get("edtf");
    if row.get("said").is_true() {
        let accepted = accepted_dates(page, row.get("said"));
        if !accepted.items().contains(said) {
            wrong.push(format!("said {said}, want {}", any_of(accepted)));
        }
    } else if said.is_true() && row.get("required").is_true() {
        wrong.push(format!("said {said}, the page does not say when"));
    }
    if let Some(outer) = row.get("nested_in").text().and_then(|outer| matched.get(outer))
        && statement.get("nested_in") != outer.get("id")
    {
        wrong.push(format!("nested_in {}", statement.get("nested_in")));
    }
    wrong
}

/// The first step of the expected chain that the statement's lacks.
fn broken_chain(row: &Value, statement: &Value) -> Option<String> {
    let mut links: Vec<&Value> = Vec::new();
    for link in statement.get("chain").items() {
        if matches!(link, Value::Dict(_)) {
            links.push(link.get("holder"));
        }
    }
    links.push(statement.get("source").get("holder"));
    let mut at = 0;
    for (place, step) in row.get("chain").items().iter().enumerate() {
        while at < links.len() && !holder_ok(links[at], step) {
            at += 1;
        }
        let at_the_source = place == 0 && links.last().is_some_and(|last| holder_ok(last, step));
        if at == links.len() && !at_the_source {
            let links = python::list(links.iter().map(|link| link.repr()));
            return Some(format!("chain {links} lacks {}", any_of(step)));
        }
    }
    None
}

/// The dates that are right, as the reading knows when the page was published.
fn accepted_dates<'a>(page: &Page<'_>, said: &'a Value) -> &'a Value {
    let published = page.actual.get("published").get("edtf").text().unwrap_or_default();
    let day: String = published.chars().take(10).collect();
    if day.is_empty() { said.get("edtf") } else { said.get("edtf_published").get(&day) }
}
