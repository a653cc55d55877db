//! CoNLL-U (universaldependencies.org/format): from a treebank's file, the documents with the text as it ran, and over
//! it the words with their parts of speech, heads and relations.
//!
//! The text is put together again from the forms and `SpaceAfter=No`; a blank line stands between paragraphs. Of a
//! multiword token (`3-4 don't`) the words share the surface form between them; empty nodes (`8.1`) are left out, and so
//! are lemmas, features and the enhanced graph.

use anyhow::{Context, bail};
use gainsay_record::{Article, Relation, Span, Tag};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use std::ops::Range;
use std::path::Path;

/// A document of a treebank.
#[derive(Debug, Default)]
pub struct Document {
    /// The `id` of its `# newdoc`; the file's stem where there is none.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Where each paragraph stands in the text, in bytes, without white space at the edges.
    pub paragraphs: Vec<Range<usize>>,
    /// Its words and punctuation marks, in the order of the text.
    pub words: Vec<Word>,
    /// Its sentences, as runs of `words`: every word is in exactly one. None is empty.
    pub sentences: Vec<Range<usize>>,
}

/// A word or a punctuation mark.
#[derive(Debug)]
pub struct Word {
    /// Where it stands in the text, in bytes; never empty, never overlapping the next.
    pub range: Range<usize>,
    /// Its part of speech.
    pub tag: Tag,
    /// The word it depends on, as an index into `Document::words`; its own index where it is the root.
    pub head: usize,
    /// How it depends on its head, without the subtype.
    pub relation: Relation,
    /// What else the corpus says of it.
    pub misc: Misc,
}

/// The last column: keys and their values, in order.
#[derive(Debug, Default)]
pub struct Misc(Vec<(String, String)>);

impl Misc {
    fn read(column: &str) -> Self {
        let pair = |part: &str| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            (key.to_owned(), value.to_owned())
        };
        Self(column.split('|').filter(|part| *part != "_").map(pair).collect())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Reads a file. An error names the file and the line.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&text, &stem).with_context(|| path.display().to_string())
}

/// Reads a file's text; `stem` names a document that has no name.
pub fn parse(file: &str, stem: &str) -> anyhow::Result<Vec<Document>> {
    let mut parser = Parser { stem, ..Parser::default() };
    for (place, line) in file.lines().enumerate() {
        parser.line(line).with_context(|| format!("line {}", place + 1))?;
    }
    parser.end_sentence().context("the last line")?;
    Ok(parser.documents)
}

#[derive(Default)]
struct Parser<'a> {
    stem: &'a str,
    documents: Vec<Document>,
    sentence: Vec<Row<'a>>,
    surfaces: Vec<Surface<'a>>,
    /// Whether the next word opens a paragraph.
    opens_paragraph: bool,
    /// Whether white space follows the last word.
    spaced: bool,
}

/// A word as its line has it.
struct Row<'a> {
    form: &'a str,
    spaced: bool,
    tag: Tag,
    /// From 1 in the sentence; 0 for the root.
    head: usize,
    relation: Relation,
    misc: Misc,
}

/// A multiword token.
struct Surface<'a> {
    words: Range<usize>,
    form: &'a str,
    spaced: bool,
}

impl<'a> Parser<'a> {
    fn line(&mut self, line: &'a str) -> anyhow::Result<()> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment);
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, tag, _, _, head, relation, _, misc] = &columns[..] else {
            bail!("{} columns instead of 10", columns.len());
        };
        if form.trim().is_empty() {
            bail!("a word without a form");
        }
        let misc = Misc::read(misc);
        let spaced = misc.get("SpaceAfter") != Some("No");
        let next = self.sentence.len() + 1;
        if id.contains('.') {
            return Ok(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (first.parse().unwrap_or(0), last.parse().unwrap_or(0));
            if first != next || last < first {
                bail!("the multiword token {id} does not start at word {next}");
            }
            self.surfaces.push(Surface { words: first - 1..last, form, spaced });
            return Ok(());
        }
        if id.parse() != Ok(next) {
            bail!("word {id} where word {next} is due");
        }
        let head = head.parse().with_context(|| format!("the head \"{head}\""))?;
        let tag = named(tag).with_context(|| format!("the part of speech \"{tag}\""))?;
        let relation = relation.split(':').next().unwrap_or_default();
        let relation = named(relation).with_context(|| format!("the relation \"{relation}\""))?;
        self.sentence.push(Row { form, spaced, tag, head, relation, misc });
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "newdoc id" => self.open(value.trim()),
            "newdoc" => self.open(self.stem),
            "newpar" | "newpar id" => self.opens_paragraph = true,
            _ => {}
        }
    }

    fn open(&mut self, name: &str) {
        self.documents.push(Document { name: name.to_owned(), ..Document::default() });
    }

    fn end_sentence(&mut self) -> anyhow::Result<()> {
        let mut rows = std::mem::take(&mut self.sentence);
        let count = rows.len();
        for surface in self.surfaces.drain(..) {
            let Some(words) = rows.get_mut(surface.words.clone()) else {
                bail!(
                    "the multiword token \"{}\" ends at word {} of {count}",
                    surface.form,
                    surface.words.end
                );
            };
            surface.share(words)?;
        }
        if let Some(row) = rows.iter().find(|row| row.head > count) {
            bail!("\"{}\" has word {} for a head, of {count}", row.form, row.head);
        }
        if rows.is_empty() {
            return Ok(());
        }
        if self.documents.is_empty() {
            self.open(self.stem);
        }
        let Some(document) = self.documents.last_mut() else { return Ok(()) };
        let first = document.words.len();
        for row in rows {
            let opens = std::mem::take(&mut self.opens_paragraph) || row.misc.get("NewPar") == Some("Yes");
            document.push(&row, opens, self.spaced);
            self.spaced = row.spaced;
            let head = if row.head == 0 { document.words.len() } else { first + row.head - 1 };
            let range = document.text.len() - row.form.len()..document.text.len();
            document.words.push(Word { range, tag: row.tag, head, relation: row.relation, misc: row.misc });
        }
        document.sentences.push(first..document.words.len());
        Ok(())
    }
}

impl Document {
    /// The document as an article: a block for each paragraph, in English.
    pub fn article(&self) -> Article {
        super::in_blocks(&self.text, &self.paragraphs)
    }

    /// Where its words stand in its text.
    pub fn spans(&self) -> Vec<Span> {
        let span = |word: &Word| Span::new(&self.text, word.range.start, word.range.end);
        self.words.iter().filter_map(span).collect()
    }

    /// Writes a word's form into the text.
    fn push(&mut self, row: &Row<'_>, opens_paragraph: bool, spaced: bool) {
        if opens_paragraph || self.paragraphs.is_empty() {
            if !self.paragraphs.is_empty() {
                self.text.push_str("\n\n");
            }
            self.paragraphs.push(self.text.len()..self.text.len());
        } else if spaced {
            self.text.push(' ');
        }
        self.text.push_str(row.form);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.end = self.text.len();
        }
    }
}

impl<'a> Surface<'a> {
    /// Gives each of its words a piece of its form: the word's own form where the forms add up to it, else as many
    /// characters as its length asks for, and one at least.
    fn share(&self, words: &mut [Row<'a>]) -> anyhow::Result<()> {
        let adds_up = words.iter().map(|word| word.form).collect::<String>() == self.form;
        let lengths: Vec<usize> = words.iter().map(|word| word.form.chars().count()).collect();
        let whole: usize = lengths.iter().sum();
        let ends: Vec<usize> =
            self.form.char_indices().skip(1).map(|(at, _)| at).chain([self.form.len()]).collect();
        if !adds_up && ends.len() < words.len() {
            bail!("\"{}\" is too short for its {} words", self.form, words.len());
        }
        let (mut start, mut taken, mut due, last) = (0, 0, 0, words.len() - 1);
        for (place, word) in words.iter_mut().enumerate() {
            word.spaced = place == last && self.spaced;
            if adds_up {
                continue;
            }
            due += lengths[place];
            taken = (due * ends.len() / whole).clamp(taken + 1, ends.len() - (last - place));
            word.form = &self.form[start..ends[taken - 1]];
            start = ends[taken - 1];
        }
        Ok(())
    }
}

/// The value that goes by this name on the wire, which is the standard's.
fn named<'a, T: Deserialize<'a>>(name: &'a str) -> Result<T, Error> {
    T::deserialize(StrDeserializer::new(name))
}

#[cfg(test)]
mod tests;
