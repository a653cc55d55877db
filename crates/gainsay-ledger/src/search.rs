//! Full text: words and phrases over statements and pages.

use crate::error::{Inner, LedgerError};
use crate::ledger::id_of;
use crate::rows::{PLACES, article_text, words_at};
use crate::{Ledger, PageEntry, Ruled};
use gainsay_record::{PageId, Reading, StatementId};
use rusqlite::Connection;
use std::ops::Range;

/// What is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// The content of statements, and the words that name their sources.
    Statements,
    /// Titles and article blocks of pages.
    Pages,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The page.
    pub page: PageId,
    /// The statement, where statements were looked through.
    pub statement: Option<StatementId>,
    /// A stretch of about 40 words around what was found, cut at its ends with an ellipsis. Line ends are spaces.
    pub excerpt: String,
    /// Where in the excerpt the words are, as ranges of bytes.
    pub marks: Vec<Range<usize>>,
}

/// The words and phrases that somebody looks for.
///
/// Anything that can be typed is a query: words must all be there, in any order; words in double quotes stand one
/// after the other; a `*` at the end of a word stands for any ending. Case and diacritics make no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Query(Vec<String>);

/// More terms than this are cut off: the engine's own limit lies not far above.
const TERMS: usize = 64;

/// Around the words found in an excerpt: control characters that no text keeps.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

impl Query {
    fn parse(written: &str) -> Self {
        let mut terms = Vec::new();
        for (at, part) in written.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            // What stands after an odd number of marks is quoted; a mark that is never closed quotes the rest.
            if at % 2 == 1 {
                terms.extend(term(part, false));
            } else {
                terms.extend(part.split_whitespace().filter_map(|word| {
                    let stem = word.trim_end_matches('*');
                    term(stem, stem.len() < word.len())
                }));
            }
        }
        terms.truncate(TERMS);
        Self(terms)
    }
}

/// A phrase as FTS5 spells it; nothing, where it has no letter or digit.
fn term(words: &str, any_ending: bool) -> Option<String> {
    let clean: String = words.chars().map(|c| if c == '"' || c.is_control() { ' ' } else { c }).collect();
    clean
        .contains(char::is_alphanumeric)
        .then(|| format!("\"{}\"{}", clean.trim(), if any_ending { "*" } else { "" }))
}

impl Ledger {
    /// The best `limit` finds for what somebody typed, best first (BM25), then by page id and place.
    ///
    /// Words must all be there; words in double quotes stand one after the other; a `*` at the end of a word stands
    /// for any ending. Case and diacritics make no difference. No text is a mistake: one without a letter or digit
    /// finds nothing.
    pub fn search(&self, written: &str, within: Within, limit: usize) -> Result<Vec<Hit>, LedgerError> {
        let query = Query::parse(written);
        if query.0.is_empty() {
            return Ok(Vec::new());
        }
        self.run(|db| {
            let found = match within {
                Within::Statements => {
                    found(db, "statement_words", &format!("rowid / {PLACES}"), &query, limit)?
                }
                Within::Pages => found(db, "page_words", "rowid", &query, limit)?,
            };
            self.hits(db, &query, within, &found)
        })
    }

    /// The pages that a search found, as they are listed, each once, best first.
    pub fn search_pages(&self, written: &str, limit: usize) -> Result<Vec<PageEntry>, LedgerError> {
        let hits = self.search(written, Within::Pages, limit)?;
        hits.iter().filter_map(|hit| self.page(&hit.page).transpose()).collect()
    }

    fn hits(&self, db: &Connection, query: &Query, within: Within, found: &[i64]) -> Inner<Vec<Hit>> {
        let standing = self.standing_of(db)?;
        let mut texts = Vec::with_capacity(found.len());
        let mut last: Option<(i64, Reading)> = None;
        for &key in found {
            let (page, place) = match within {
                Within::Statements => (key / PLACES, Some((key % PLACES) as u32)),
                Within::Pages => (key, None),
            };
            let reading = match last.take() {
                Some((known, reading)) if known == page => reading,
                _ => Ruled::of(self.reading_of(page)?, &standing).reading,
            };
            texts.push(match place {
                Some(place) => reading
                    .statements
                    .get(place as usize)
                    .map(|statement| words_at(&reading, &statement.content))
                    .unwrap_or_default(),
                None => article_text(&reading),
            });
            last = Some((page, reading));
        }
        let excerpts = excerpts(db, query, &texts)?;
        let hits = found.iter().zip(excerpts).map(|(&key, (excerpt, marks))| {
            let (page, statement) = match within {
                Within::Statements => (key / PLACES, Some(StatementId((key % PLACES) as u32))),
                Within::Pages => (key, None),
            };
            Ok(Hit { page: id_of(db, page)?, statement, excerpt, marks })
        });
        hits.collect()
    }
}

/// The best rows of a table of words.
fn found(db: &Connection, table: &str, page: &str, query: &Query, limit: usize) -> Inner<Vec<i64>> {
    let mut search = db.prepare_cached(&format!(
        "SELECT {table}.rowid FROM {table} JOIN page ON page.page = {table}.{page}
        WHERE {table} MATCH ?1 ORDER BY bm25({table}), page.id, {table}.rowid LIMIT ?2"
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(search.query_map((query.0.join(" "), limit), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// An excerpt of each text. The tables of words keep no text to cut from, so the few texts that were found are put
/// into one of this connection's own that does, which then marks exactly what it would have found.
fn excerpts(db: &Connection, query: &Query, texts: &[String]) -> Inner<Vec<(String, Vec<Range<usize>>)>> {
    db.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.excerpt
            USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
        DELETE FROM temp.excerpt",
    )?;
    let clean = |text: &String| text.replace(|c: char| c.is_control(), " ");
    let mut insert = db.prepare_cached("INSERT INTO temp.excerpt (rowid, words) VALUES (?1, ?2)")?;
    for (key, text) in (0_i64..).zip(texts) {
        insert.execute((key, clean(text)))?;
    }
    // Any term will do: one may have been found in the title, or in the words that name the source.
    let any = query.0.join(" OR ");
    let mut cut = db.prepare_cached(
        "SELECT snippet(excerpt, 0, char(2), char(3), '…', 40) FROM temp.excerpt WHERE excerpt MATCH ?1 AND rowid = ?2",
    )?;
    let mut all = Vec::with_capacity(texts.len());
    for (key, text) in (0_i64..).zip(texts) {
        let mut rows = cut.query((&any, key))?;
        all.push(match rows.next()? {
            Some(row) => marked(&row.get::<_, String>(0)?),
            None => (opening(&clean(text)), Vec::new()),
        });
    }
    db.execute_batch("DELETE FROM temp.excerpt")?;
    Ok(all)
}

/// The first words of a text in which nothing is to be marked.
fn opening(text: &str) -> String {
    match text.match_indices(char::is_whitespace).nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Takes the marks out of an excerpt.
fn marked(excerpt: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::with_capacity(excerpt.len());
    let mut marks = Vec::new();
    let mut open = None;
    for c in excerpt.chars() {
        match c {
            OPEN => open = Some(text.len()),
            CLOSE => marks.extend(open.take().map(|start| start..text.len())),
            c => text.push(c),
        }
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_is_words_and_phrases() {
        let terms = |written: &str| Query::parse(written).0;
        assert_eq!(terms("arms deal"), ["\"arms\"", "\"deal\""]);
        assert_eq!(terms("\"arms deal\" Moscow"), ["\"arms deal\"", "\"Moscow\""]);
        assert_eq!(terms("“arms deal” ammun*"), ["\"arms deal\"", "\"ammun\"*"]);
        assert_eq!(terms("\"never closed"), ["\"never closed\""]);
        assert_eq!(
            terms("NEAR(a b) OR -c ^d {e f}:g AND"),
            ["\"NEAR(a\"", "\"b)\"", "\"OR\"", "\"-c\"", "\"^d\"", "\"{e\"", "\"f}:g\"", "\"AND\""]
        );
        assert!(terms("\"\" * -- \u{0} ' ;").is_empty());
        assert_eq!(terms(&"word ".repeat(1000)).len(), TERMS);
    }

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let (text, marks) = marked("…of \u{2}armes\u{3} à…");
        assert_eq!(text, "…of armes à…");
        assert_eq!(marks.iter().map(|mark| &text[mark.clone()]).collect::<Vec<_>>(), ["armes"]);
    }
}
