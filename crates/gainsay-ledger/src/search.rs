//! Full text: words and phrases over statements and pages.

use crate::error::{Inner, LedgerError};
use crate::indexed::known;
use crate::rows::{PLACES, article_text, words_at};
use crate::{Ledger, PageEntry, Standing};
use gainsay_record::{PageId, Reading, StatementId};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
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

/// Of how many that have all the words the words are looked at together, and how many times.
const LOOKED_AT: usize = 200;
const TIMES: usize = 10;

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

    /// The single words of all phrases, each as a phrase of its own. What is one word, the tokenizer says.
    fn words(&self, db: &Connection) -> Inner<String> {
        db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed
                USING fts5(phrase, tokenize = 'unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed_word USING fts5vocab(temp, typed, instance);
            DELETE FROM temp.typed",
        )?;
        let mut insert = db.prepare_cached("INSERT INTO temp.typed (rowid, phrase) VALUES (?1, ?2)")?;
        for (at, phrase) in (0_i64..).zip(&self.0) {
            insert.execute((at, phrase))?;
        }
        let mut query =
            db.prepare_cached("SELECT term, doc, offset FROM temp.typed_word ORDER BY doc, offset")?;
        let words = query
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let spelt = words.iter().enumerate().map(|(at, (word, phrase))| {
            let last = words.get(at + 1).is_none_or(|(_, next)| next != phrase);
            let phrase = usize::try_from(*phrase).ok().and_then(|phrase| self.0.get(phrase));
            let any_ending = last && phrase.is_some_and(|phrase| phrase.ends_with('*'));
            format!("\"{word}\"{}", if any_ending { "*" } else { "" })
        });
        Ok(spelt.collect::<Vec<_>>().join(" "))
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
    ///
    /// Everything that has all the words is ranked: first by how much of it they can be, for which the lengths do; then the
    /// words of the shortest are looked at, 200 at a time, until enough of them have the phrases too, and ten times at most.
    pub fn search(&self, written: &str, within: Within, limit: usize) -> Result<Vec<Hit>, LedgerError> {
        let query = Query::parse(written);
        if query.0.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.run(|db| {
            let standing = self.standing_of(db)?;
            let words = query.words(db)?;
            if words.is_empty() {
                return Ok(Vec::new());
            }
            let mut hits = Vec::new();
            for keys in having(db, &words, within)?.chunks(LOOKED_AT) {
                hits.extend(self.found(db, &query, within, keys, &standing, limit - hits.len())?);
                if hits.len() >= limit {
                    break;
                }
            }
            Ok(hits)
        })
    }

    /// The pages that a search found, as they are listed, each once, best first.
    pub fn search_pages(&self, written: &str, limit: usize) -> Result<Vec<PageEntry>, LedgerError> {
        let hits = self.search(written, Within::Pages, limit)?;
        hits.iter().filter_map(|hit| self.page(&hit.page).transpose()).collect()
    }

    /// The best of these, with excerpts. The tables of words hold no text, so the few that have all the words are put into
    /// one of this connection's own that does.
    fn found(
        &self,
        db: &Connection,
        query: &Query,
        within: Within,
        keys: &[i64],
        standing: &Standing,
        limit: usize,
    ) -> Inner<Vec<Hit>> {
        db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found
                USING fts5(words, beside, page UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
            DELETE FROM temp.found",
        )?;
        let mut insert =
            db.prepare_cached("INSERT INTO temp.found (rowid, words, beside, page) VALUES (?1, ?2, ?3, ?4)")?;
        let mut last: Option<(i64, Reading)> = None;
        for &key in keys {
            let (page, place) = match within {
                Within::Statements => (key / PLACES, (key % PLACES) as usize),
                Within::Pages => (key, 0),
            };
            let reading = match last.take() {
                Some((known, reading)) if known == page => reading,
                _ => self.ruled_of(db, self.reading_of(page)?, standing)?.reading,
            };
            let (words, beside) = match within {
                Within::Statements => {
                    let at = reading.statements.get(place);
                    let words = at.map(|it| words_at(&reading, &it.content)).unwrap_or_default();
                    (words, at.map(|it| words_at(&reading, &it.source)).unwrap_or_default())
                }
                Within::Pages => (article_text(&reading), reading.article.title.clone().unwrap_or_default()),
            };
            let clean = |text: &str| text.replace(|c: char| c.is_control(), " ");
            insert.execute((key, clean(&words), clean(&beside), reading.article.id.0))?;
            last = Some((page, reading));
        }
        let mut best = db.prepare_cached(
            "SELECT rowid, page, snippet(found, 0, char(2), char(3), '…', 40), words FROM temp.found
            WHERE found MATCH ?1 ORDER BY bm25(found), page, rowid LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let hits = best.query_map((query.0.join(" "), limit), |row| {
            let key: i64 = row.get(0)?;
            let (mut excerpt, marks) = marked(&row.get::<_, String>(2)?);
            if marks.is_empty() {
                // All was found beside the words.
                excerpt = opening(&row.get::<_, String>(3)?);
            }
            let statement = match within {
                Within::Statements => Some(StatementId((key % PLACES) as u32)),
                Within::Pages => None,
            };
            Ok(Hit { page: PageId(row.get(1)?), statement, excerpt, marks })
        })?;
        let hits = hits.collect::<Result<_, _>>()?;
        db.execute_batch("DELETE FROM temp.found")?;
        Ok(hits)
    }
}

/// The pages or statements that have all words of a query, wherever they stand, by their numbers, the shortest first; of those
/// of one length the last. No more than are looked at.
///
/// Rows that have the same words once differ in BM25 by their length alone; how often they have them is not in the index.
fn having(db: &Connection, words: &str, within: Within) -> Inner<Vec<i64>> {
    let (table, number): (_, fn(i64) -> Option<i64>) = match within {
        Within::Statements => ("statement_words", known),
        Within::Pages => ("page_words", Some),
    };
    let mut search = db.prepare_cached(&format!(
        "SELECT {table}.rowid, sz FROM {table} CROSS JOIN {table}_docsize ON id = {table}.rowid WHERE {table} MATCH ?1"
    ))?;
    let mut rows = search.query([words])?;
    let mut shortest = BinaryHeap::with_capacity(LOOKED_AT * TIMES + 1);
    while let Some(row) = rows.next()? {
        let length = length(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
        let row: i64 = row.get(0)?;
        // Of no statement: the index is damaged.
        let key = number(row).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, row))?;
        shortest.push((length, Reverse(key)));
        if shortest.len() > LOOKED_AT * TIMES {
            shortest.pop();
        }
    }
    Ok(shortest.into_sorted_vec().into_iter().map(|(_, Reverse(key))| key).collect())
}

/// How many words a row has, from the lengths of its columns as the engine stores them: variable-length integers, seven bits a
/// byte, the highest first.
fn length(sizes: &[u8]) -> u64 {
    let (mut all, mut one) = (0_u64, 0_u64);
    for byte in sizes {
        one = one << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            all = all.saturating_add(std::mem::take(&mut one));
        }
    }
    all
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
    fn lengths_are_read_as_the_engine_writes_them() {
        assert_eq!(length(&[]), 0);
        assert_eq!(length(&[3, 9]), 12);
        assert_eq!(length(&[0x84, 0x58, 2]), 602);
    }

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let (text, marks) = marked("…of \u{2}armes\u{3} à…");
        assert_eq!(text, "…of armes à…");
        assert_eq!(marks.iter().map(|mark| &text[mark.clone()]).collect::<Vec<_>>(), ["armes"]);
    }
}
