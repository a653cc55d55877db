//! Which kinds of statements are found, and how sure the reader may be: what lies behind the figures of `attribution`.
//!
//! A gold statement is of every kind that it shows; it counts as found when `who-said-what` is right (see `attribution`).
//! Parts of speech are the reader's own. How sure the reader was of a statement is held against how often it was right
//! (expected calibration error: Guo et al., "On Calibration of Modern Neural Networks", 2017).

use crate::attribution::{self, Spans};
use crate::corpora::in_blocks;
use crate::training::calibrate;
use crate::words::Range;
use gainsay_language::Analyzer;
use gainsay_record::{Analysis, Tag};
use indexmap::IndexMap;
use std::path::Path;

/// The kinds, in the order in which they are shown.
const KINDS: [&str; 17] = [
    "all",
    "direct",
    "mixed",
    "indirect",
    "content before the cue",
    "content within 25 words",
    "content of more than 25 words",
    "content of several pieces",
    "content over several sentences",
    "cue: a verb",
    "cue: a noun or adjective",
    "cue: according to and its like",
    "cue of several words",
    "no source",
    "source: a pronoun",
    "source of more than 6 words",
    "source in another sentence than the cue",
];

/// What was measured.
pub struct Kinds {
    /// For each kind, how many there are, and how many were found.
    pub kinds: IndexMap<&'static str, (usize, usize)>,
    /// For each tenth of confidence: how many statements, the mean of what was said, and the share that is right.
    pub tenths: Vec<(usize, f64, f64)>,
    /// The expected calibration error.
    pub error: f64,
}

/// Measures the reader that ships on a folder of annotated articles.
pub fn measure(folder: &Path) -> anyhow::Result<Kinds> {
    let analyzer = Analyzer::shipped();
    let mut kinds: IndexMap<&'static str, (usize, usize)> =
        KINDS.iter().map(|kind| (*kind, (0, 0))).collect();
    let mut said = Vec::new();
    for (article, guess) in attribution::read(folder)? {
        let gold = article.first();
        let (spans, sure): (Vec<Spans>, Vec<f64>) = guess.into_iter().unzip();
        let (gold_words, guess_words) = attribution::compare(&article.text, gold, &spans);
        if guess_words.len() == sure.len() {
            said.extend(sure.into_iter().zip(attribution::right(&gold_words, &guess_words)));
        }
        let found = attribution::right(&guess_words, &gold_words);
        if found.len() != gold.len() {
            continue;
        }
        let text = Text::of(&article.text, &analyzer);
        for (statement, found) in gold.iter().zip(found) {
            for kind in text.kinds(statement) {
                let (all, right) = kinds.entry(kind).or_default();
                *all += 1;
                *right += usize::from(found);
            }
        }
    }
    let error = calibrate::error(said.iter().copied());
    Ok(Kinds { kinds, tenths: tenths(&said), error })
}

fn tenths(said: &[(f64, bool)]) -> Vec<(usize, f64, f64)> {
    let mut tenths = vec![(0, 0.0, 0.0); 10];
    for &(sure, right) in said {
        let tenth = &mut tenths[((sure * 10.0) as usize).min(9)];
        *tenth = (tenth.0 + 1, tenth.1 + sure, tenth.2 + f64::from(u8::from(right)));
    }
    for (count, sure, right) in &mut tenths {
        *sure /= f64::max(*count as f64, 1.0);
        *right /= f64::max(*count as f64, 1.0);
    }
    tenths
}

/// An article as the kinds look at it.
struct Text {
    characters: Vec<char>,
    /// For each character, its byte; and at the end the length.
    bytes: Vec<usize>,
    analysis: Analysis,
}

impl Text {
    fn of(text: &str, analyzer: &Analyzer) -> Self {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            if !words.is_empty() {
                let from = start + line.find(words).unwrap_or(0);
                paragraphs.push(from..from + words.len());
            }
            start += line.len();
        }
        let article = in_blocks(text, &paragraphs);
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { characters: text.chars().collect(), bytes, analysis: analyzer.worker().analyze(&article) }
    }

    fn words(&self, spans: &[Range]) -> String {
        let of = |&(start, end): &Range| {
            let (start, end) = (start.max(0) as usize, (end.max(0) as usize).min(self.characters.len()));
            self.characters.get(start..end).unwrap_or_default().iter().collect::<String>()
        };
        spans.iter().map(of).collect::<Vec<_>>().join(" ")
    }

    /// The parts of speech of the words in spans.
    fn tags(&self, spans: &[Range]) -> Vec<Tag> {
        let byte = |point: i64| self.bytes[(point.max(0) as usize).min(self.bytes.len() - 1)];
        let mut tags = Vec::new();
        for &(start, end) in spans {
            let (start, end) = (byte(start), byte(end));
            let from = self.analysis.tokens.partition_point(|token| token.span.end() <= start);
            let within = self.analysis.tokens[from..].iter().take_while(|token| token.span.start() < end);
            tags.extend(within.map(|token| token.tag));
        }
        tags
    }

    fn sentence(&self, point: i64) -> usize {
        let byte = self.bytes[(point.max(0) as usize).min(self.bytes.len() - 1)];
        self.analysis.sentences.partition_point(|sentence| sentence.span.end() <= byte)
    }

    fn kinds(&self, [source, cue, content]: &Spans) -> Vec<&'static str> {
        let mut kinds = vec!["all"];
        let words = self.words(content);
        let trimmed = words.trim();
        let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„');
        let marked = trimmed.contains(is_mark);
        let whole =
            trimmed.starts_with(is_mark) && trimmed.trim_end_matches(['.', ',', ';', ' ']).ends_with(is_mark);
        kinds.push(match (marked, whole) {
            (true, true) => "direct",
            (true, false) => "mixed",
            (false, _) => "indirect",
        });
        let first = |spans: &[Range]| spans.first().map_or(0, |span| span.0);
        let last = content.iter().map(|span| span.1).max().unwrap_or(0);
        let count = words.split_whitespace().count();
        let cue_words = self.words(cue).to_lowercase();
        let tags = self.tags(cue);
        let source_words = self.words(source).to_lowercase();
        let mut push = |holds: bool, kind: &'static str| kinds.extend(holds.then_some(kind));
        push(!cue.is_empty() && first(content) < first(cue), "content before the cue");
        push(count <= 25, "content within 25 words");
        push(count > 25, "content of more than 25 words");
        push(content.len() > 1, "content of several pieces");
        push(self.sentence(first(content)) != self.sentence(last - 1), "content over several sentences");
        let verb = tags.iter().any(|tag| matches!(tag, Tag::Verb | Tag::Aux));
        let according = cue_words.starts_with("accord") || cue_words == "per";
        push(verb && !according, "cue: a verb");
        push(!verb && !according && !cue.is_empty(), "cue: a noun or adjective");
        push(according, "cue: according to and its like");
        push(cue_words.split_whitespace().count() > 1, "cue of several words");
        push(source.is_empty(), "no source");
        let pronouns = ["he", "she", "they", "it", "i", "we", "who", "you", "which", "that"];
        push(pronouns.contains(&source_words.trim()), "source: a pronoun");
        push(source_words.split_whitespace().count() > 6, "source of more than 6 words");
        let apart = !source.is_empty()
            && !cue.is_empty()
            && self.sentence(first(source)) != self.sentence(first(cue));
        push(apart, "source in another sentence than the cue");
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_of_every_kind_it_shows() {
        let text = Text::of("“No arms were sold,” the ministry said.\nHe left.", &Analyzer::shipped());
        let statement = [vec![(21, 33)], vec![(34, 38)], vec![(0, 20)]];
        let kinds = text.kinds(&statement);
        assert_eq!(kinds[..3], ["all", "direct", "content before the cue"]);
        assert!(kinds.contains(&"cue: a verb"), "{kinds:?}");
        assert!(!kinds.contains(&"content over several sentences"), "{kinds:?}");
    }
}
