//! The blocks of a reading against the lines of the page.

use super::{Page, any_of, head, span};
use crate::python::{self, Value, is_space, slice};
use std::collections::BTreeSet;

/// How many lines have the kind and language that are expected.
pub fn compare(page: &Page<'_>, faults: &mut Vec<String>) -> usize {
    let mut kind_of = vec![&Value::None; page.text.len()];
    let mut language_of = kind_of.clone();
    for block in page.actual.get("blocks").items() {
        for (start, end) in span(block.get("span")) {
            for place in start.max(0)..end.min(page.text.len() as i64) {
                kind_of[place as usize] = block.get("kind");
                language_of[place as usize] = block.get("language");
            }
        }
    }
    let mut good = 0;
    for row in page.rows("blocks") {
        let Some(&(start, end)) = span(row.get("span")).first() else { continue };
        let end = end.min(page.text.len() as i64);
        let letters: Vec<usize> =
            (start.max(0) as usize..end.max(0) as usize).filter(|&i| !is_space(page.text[i])).collect();
        let enough = |count: usize| count as f64 >= 0.9 * letters.len() as f64;
        let right = letters.iter().filter(|&&i| row.get("kinds").items().contains(kind_of[i])).count();
        let language = row.get("language");
        let tongue = *language == Value::None
            || enough(letters.iter().filter(|&&i| language_of[i] == language).count());
        if enough(right) && tongue {
            good += 1;
        } else {
            let all = |of: &[&Value]| {
                let names: BTreeSet<String> = letters.iter().map(|&i| of[i].to_string()).collect();
                python::list(names.iter().map(|name| python::repr(name)))
            };
            faults.push(format!(
                "block  want {} in {language}, got {} in {}: {}",
                any_of(row.get("kinds")),
                all(&kind_of),
                all(&language_of),
                python::repr(&head(slice(&page.text, start, end), 60))
            ));
        }
    }
    good
}
