//! Who said what, scored against annotated articles in brat's standoff format (PolNeAR's layout: `text/NAME.txt` and
//! `attributions/NAME_ANNOTATOR.ann`; where an article has several annotators, the first in sorted order is the gold).
//!
//! Everything is compared as sets of words. `words`: precision, recall and F1 of the words of each role. `pairs`:
//! statements matched one to one, best content first, from a Jaccard index of 0.5; right are the `content` alone,
//! `who-said-what` (the source too: overlap coefficient from 0.5, or both empty), `exact` (every role, word for word).

use crate::figures::Figures;
use crate::python::{self, Value};
use crate::words::{Range, Words, jaccard, ranges, shared};
use anyhow::{Context, bail};
use gainsay::{Known, Reader, Source, read_all, wire};
use indexmap::IndexMap;
use serde::Serialize;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const ROLES: [&str; 3] = ["source", "cue", "content"];

/// What to score.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with text/ and attributions/
    folder: PathBuf,
    /// Predictions, one object a line, or lines of `gainsay read --json`; without them the reader reads text/ itself
    predictions: Option<PathBuf>,
    /// Score the second annotators against the first: the human ceiling
    #[arg(long)]
    human: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// How many pages to read at once [default: one a processor]
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

/// The spans of one statement: source, cue, content.
pub type Spans = [Vec<Range>; 3];
/// A statement that was found, and how sure the reader is of it.
pub type Guess = (Spans, f64);
/// The words of one statement, by role.
pub type Roles = [BTreeSet<usize>; 3];

/// An article with its annotations.
pub struct Annotated {
    /// Its text.
    pub text: String,
    /// The statements of each annotator, in sorted order.
    pub versions: Vec<Vec<Spans>>,
}

impl Annotated {
    /// The statements that count as gold, in code points.
    pub fn first(&self) -> &[Spans] {
        self.versions.first().map_or(&[], Vec::as_slice)
    }
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let scores = score(&pairs(args)?);
    if args.json {
        let mut out = Vec::new();
        let pretty = serde_json::ser::PrettyFormatter::with_indent(b" ");
        scores.serialize(&mut serde_json::Serializer::with_formatter(&mut out, pretty))?;
        println!("{}", String::from_utf8(out)?);
    } else {
        print!("{}", table(&scores));
    }
    Ok(())
}

/// Scores the reader that ships on a folder; with `human`, the second annotators in its place.
pub fn scores(folder: &Path, human: bool) -> anyhow::Result<Scores> {
    let args = Args { folder: folder.to_owned(), predictions: None, human, json: false, threads: None };
    Ok(score(&pairs(&args)?))
}

/// The statements of the gold and those to be scored, one pair a document.
fn pairs(args: &Args) -> anyhow::Result<Vec<(Vec<Roles>, Vec<Roles>)>> {
    let gold = gold(&args.folder)?;
    Ok(if args.human {
        let mut pairs = Vec::new();
        for article in gold.values() {
            let words = Words::of(&article.text);
            for other in &article.versions[1..] {
                pairs.push((in_words(&words, &article.versions[0]), in_words(&words, other)));
            }
        }
        pairs
    } else {
        let guesses = match &args.predictions {
            Some(path) => predictions(path)?,
            None => {
                let rows = rows(&args.folder, &gold, args.threads)?;
                rows.into_iter().map(|(name, row)| (name, from_wire(&row))).collect()
            }
        };
        let unknown: BTreeSet<_> = guesses.keys().filter(|name| !gold.contains_key(*name)).collect();
        if !unknown.is_empty() {
            let some = python::list(unknown.into_iter().take(3).map(|name| python::repr(name)));
            bail!("predictions name documents that the gold lacks: {some}");
        }
        gold.iter()
            .map(|(name, article)| {
                let words = Words::of(&article.text);
                let guess = guesses.get(name).map_or(&[][..], Vec::as_slice);
                (in_words(&words, &article.versions[0]), in_words(&words, guess))
            })
            .collect()
    })
}

/// The annotated articles of a folder, by name.
pub fn gold(folder: &Path) -> anyhow::Result<IndexMap<String, Annotated>> {
    let mut files = Vec::new();
    let annotations = folder.join("attributions");
    for entry in std::fs::read_dir(&annotations).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ann") {
            files.push(path);
        }
    }
    files.sort();
    let mut gold: IndexMap<String, Annotated> = IndexMap::new();
    for path in files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.rsplit_once('_').map_or(&*stem, |(name, _)| name).to_owned();
        let statements = annotated(&text_of(&path)?);
        match gold.entry(name) {
            indexmap::map::Entry::Occupied(mut article) => article.get_mut().versions.push(statements),
            indexmap::map::Entry::Vacant(place) => {
                let text = text_of(&folder.join("text").join(format!("{}.txt", place.key())))?;
                place.insert(Annotated { text, versions: vec![statements] });
            }
        }
    }
    if gold.is_empty() {
        bail!("no gold annotations under {}", folder.display());
    }
    Ok(gold)
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(python::universal_newlines(&text))
}

/// The statements of one file in brat's standoff format: `T` lines are spans, `E` lines tie them together.
fn annotated(file: &str) -> Vec<Spans> {
    let mut spans: IndexMap<&str, Vec<Range>> = IndexMap::new();
    let mut events = Vec::new();
    for line in python::lines(file) {
        let mut parts = line.split('\t');
        let (Some(id), Some(what)) = (parts.next(), parts.next()) else { continue };
        if line.starts_with('T') {
            let pieces = what.split_once(' ').map_or("", |(_, pieces)| pieces);
            let piece = |piece: &str| {
                let mut ends = piece.split_whitespace().map(str::parse);
                Some((ends.next()?.ok()?, ends.next()?.ok()?))
            };
            spans.insert(id, pieces.split(';').filter_map(piece).collect());
        } else if line.starts_with('E') {
            events.push(what);
        }
    }
    let mut statements = Vec::new();
    for event in events {
        let mut arguments = event.split_whitespace();
        if !arguments.next().is_some_and(|kind| kind.starts_with("Attribution:")) {
            continue;
        }
        let mut statement = Spans::default();
        for argument in arguments {
            let Some((name, target)) = argument.split_once(':') else { continue };
            let role = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
            if let (Some(role), Some(words)) = (role_named(&role), spans.get(target)) {
                statement[role].extend(words);
            }
        }
        statements.push(statement);
    }
    statements
}

fn role_named(name: &str) -> Option<usize> {
    ROLES.iter().position(|role| *role == name)
}

/// The statements of each line, by document.
fn predictions(path: &Path) -> anyhow::Result<IndexMap<String, Vec<Spans>>> {
    let file = text_of(path)?;
    let mut guesses = IndexMap::new();
    for line in python::lines(&file).filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let (name, statements) = if row.has("path") {
            let path = row.get("path").text().unwrap_or_default().to_owned();
            (Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned(), from_wire(&row))
        } else {
            let name = row.get("doc").text().context("a line without doc or path")?.to_owned();
            let plain = |statement: &Value| ROLES.map(|role| ranges(statement.get(role)));
            (name, row.get("statements").items().iter().map(plain).collect())
        };
        if guesses.contains_key(&name) {
            bail!("two predictions for document {name}");
        }
        guesses.insert(name, statements);
    }
    Ok(guesses)
}

fn counts(statement: &&Value) -> bool {
    !statement.get("nested_in").is_true() && statement.get("kind").text() != Some("narrated")
}

/// The statements of a reading that the annotation knows: neither nested nor the narrator's own, and of the content only
/// what stands in a sentence with a cue.
fn from_wire(page: &Value) -> Vec<Spans> {
    let spans = |statement: &Value| {
        let mut spans = ROLES.map(|role| ranges(statement.get(role).get("spans")));
        let continued = ranges(statement.get("content").get("continued"));
        spans[2].retain(|span| !continued.contains(span));
        spans
    };
    page.get("statements").items().iter().filter(counts).map(spans).collect()
}

/// The articles of a folder with the statements that the reader finds in them, and how sure it is of each.
pub fn read(folder: &Path) -> anyhow::Result<Vec<(Annotated, Vec<Guess>)>> {
    let gold = gold(folder)?;
    let mut rows = rows(folder, &gold, None)?;
    let read = gold.into_iter().map(|(name, article)| {
        let row = rows.shift_remove(&name).unwrap_or_default();
        let sure = row.get("statements").items().iter().filter(counts).map(|s| s.get("confidence").number());
        (article, from_wire(&row).into_iter().zip(sure).collect())
    });
    Ok(read.collect())
}

/// Reads the articles of the gold with the reader, as text without furniture: the lines of the wire.
fn rows(
    folder: &Path,
    gold: &IndexMap<String, Annotated>,
    threads: Option<NonZeroUsize>,
) -> anyhow::Result<IndexMap<String, Value>> {
    let names: Vec<&String> = gold.keys().collect();
    let sources: Vec<Source> =
        names.iter().map(|name| Source::File(folder.join("text").join(format!("{name}.txt")))).collect();
    let threads =
        threads.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    let known = Known { plain: true, ..Known::default() };
    let mut rows = IndexMap::new();
    let mut fault = None;
    read_all(&Reader::shipped(), &sources, &known, threads, |place, read| {
        let path = sources[place].path();
        let row = match read {
            Ok(read) => serde_json::from_str::<Value>(&wire::line(&wire::Reading::new(&path, &read.reading)))
                .map_err(anyhow::Error::from),
            Err(error) => Err(error.into()),
        };
        match row {
            Ok(row) => {
                rows.insert(names[place].clone(), row);
                ControlFlow::Continue(())
            }
            Err(error) => {
                fault = Some(error.context(path));
                ControlFlow::Break(())
            }
        }
    });
    fault.map_or(Ok(rows), Err)
}

fn in_words(words: &Words<'_>, statements: &[Spans]) -> Vec<Roles> {
    let in_words = |spans: &Spans| spans.each_ref().map(|spans| words.within(spans));
    statements.iter().map(in_words).filter(|roles| !roles[2].is_empty()).collect()
}

/// All figures, in the order in which they are printed.
#[derive(Serialize)]
pub struct Scores {
    /// How many statements there are.
    pub statements: Counts,
    /// By role.
    pub words: IndexMap<&'static str, Figures>,
    /// By how much of a statement is right.
    pub pairs: IndexMap<&'static str, Figures>,
}

#[derive(Serialize)]
pub struct Counts {
    /// Annotated.
    pub gold: usize,
    /// Found.
    pub predicted: usize,
}

/// Gold and guessed statements of one text as words, ready to be scored.
pub fn compare(text: &str, gold: &[Spans], guess: &[Spans]) -> (Vec<Roles>, Vec<Roles>) {
    let words = Words::of(text);
    (in_words(&words, gold), in_words(&words, guess))
}

/// Scores gold and guessed statements, both as words, one pair a document.
pub fn score(pairs: &[(Vec<Roles>, Vec<Roles>)]) -> Scores {
    let mut words = [[0; 3]; 3];
    let (mut content, mut who, mut exact) = (0, 0, 0);
    let (mut gold_all, mut guess_all) = (0, 0);
    for (gold, guess) in pairs {
        for (role, counts) in words.iter_mut().enumerate() {
            let all = |statements: &[Roles]| -> BTreeSet<usize> {
                statements.iter().flat_map(|statement| statement[role].iter().copied()).collect()
            };
            let (g, p) = (all(gold), all(guess));
            counts[0] += shared(&g, &p);
            counts[1] += p.len();
            counts[2] += g.len();
        }
        gold_all += gold.len();
        guess_all += guess.len();
        for (i, j) in matched(gold, guess) {
            content += 1;
            who += usize::from(same_source(&gold[i][0], &guess[j][0]));
            exact += usize::from(gold[i] == guess[j]);
        }
    }
    Scores {
        statements: Counts { gold: gold_all, predicted: guess_all },
        words: ROLES.into_iter().zip(words).map(|(role, [h, p, g])| (role, Figures::new(h, p, g))).collect(),
        pairs: [("content", content), ("who-said-what", who), ("exact", exact)]
            .into_iter()
            .map(|(name, hit)| (name, Figures::new(hit, guess_all, gold_all)))
            .collect(),
    }
}

/// Of each guessed statement, whether who said what is right.
pub fn right(gold: &[Roles], guess: &[Roles]) -> Vec<bool> {
    let mut right = vec![false; guess.len()];
    for (i, j) in matched(gold, guess) {
        right[j] = same_source(&gold[i][0], &guess[j][0]);
    }
    right
}

/// Statements matched one to one, best content first.
fn matched(gold: &[Roles], guess: &[Roles]) -> Vec<(usize, usize)> {
    let mut ranked = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in guess.iter().enumerate() {
            let fit = jaccard(&g[2], &p[2]);
            if fit >= 0.5 {
                ranked.push((fit, i, j));
            }
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used_gold, mut used_guess) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in ranked {
        if !used_gold.contains(&i) && !used_guess.contains(&j) {
            used_gold.insert(i);
            used_guess.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

fn same_source(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    shared(a, b) as f64 / a.len().min(b.len()) as f64 >= 0.5
}

fn table(scores: &Scores) -> String {
    let mut out =
        format!("statements  gold {}  predicted {}\n", scores.statements.gold, scores.statements.predicted);
    for (level, rows) in [("words", &scores.words), ("pairs", &scores.pairs)] {
        for (name, row) in rows {
            out += &format!(
                "{level:6} {name:14} P {:.3}  R {:.3}  F1 {:.3}\n",
                row.precision, row.recall, row.f1
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_standoff_format_gives_its_statements() {
        let file = "T1\tSource 0 3\tThe\nT2\tCue 4 8;9 10\tsaid it\nT3\tContent 11 20\twords\n\
                    E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T9\nE2\tOther:T1 Source:T1\nA1\tNote E1\n";
        assert_eq!(annotated(file), [[vec![(0, 3)], vec![(4, 8), (9, 10)], vec![(11, 20)]]]);
    }

    #[test]
    fn statements_are_matched_one_to_one_best_content_first() {
        let roles = |source: &[usize], content: &[usize]| [set(source), BTreeSet::new(), set(content)];
        let set_a = [roles(&[0], &[1, 2, 3, 4])];
        let guesses = [roles(&[9], &[1, 2]), roles(&[0], &[1, 2, 3])];
        assert_eq!(matched(&set_a, &guesses), [(0, 1)]);
        let scores = score(&[(set_a.to_vec(), guesses.to_vec())]);
        assert_eq!(scores.pairs["who-said-what"], Figures { precision: 0.5, recall: 1.0, f1: 0.6667 });
        assert_eq!(scores.pairs["exact"].f1, 0.0);
        assert!(table(&scores).contains("pairs  who-said-what  P 0.500  R 1.000  F1 0.667\n"));
    }

    fn set(members: &[usize]) -> BTreeSet<usize> {
        members.iter().copied().collect()
    }
}
