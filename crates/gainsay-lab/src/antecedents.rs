//! What pronouns and descriptions stand for, scored against `data/antecedents.tsv`, whose head says how it was made.
//!
//! A row is right where the antecedent shares half of its words with one of the acceptable spans (overlap coefficient
//! from 0.5), or where there is none and none is asked for. It is missing where one is asked for and none is given,
//! wrong where another is given. Without `--found` the resolver is fed the annotated statements, so that the figures
//! measure it alone.

use crate::attribution::{self, Annotated};
use crate::words::{Range, Words, shared};
use anyhow::{Context, bail};
use gainsay::Given;
use gainsay_knowledge::Knowledge;
use gainsay_language::Analyzer;
use gainsay_record::{Act, Article, Kind, Span, Statement};
use std::collections::HashMap;
use std::path::PathBuf;

/// The key, built in: offsets into articles that are not here.
const KEY: &str = include_str!("../data/antecedents.tsv");

/// What to score.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with text/ and attributions/ of PolNeAR's dev articles
    folder: PathBuf,
    /// Resolve the statements that the reader finds, not the annotated ones
    #[arg(long)]
    found: bool,
    /// Print every row of a half (1 or 2) with what was found for it
    #[arg(long)]
    rows: Option<usize>,
}

/// One source that refers back.
#[derive(Debug, PartialEq)]
struct Row<'a> {
    /// The first digits of the SHA-256 of the article's file.
    article: &'a str,
    source: Range,
    /// Whether no antecedent is a right answer.
    none: bool,
    accepted: Vec<Range>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Right,
    Wrong,
    Missing,
    NotFound,
}

/// Rows by outcome, in the order of [`Outcome`].
#[derive(Clone, Copy, Default)]
struct Counts([usize; 4]);

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let rows = rows(KEY)?;
    let mut pages: HashMap<String, Page> = HashMap::new();
    let gold = attribution::gold(&args.folder)?;
    let known = Knowledge::shipped();
    let analyzer = Analyzer::shipped();
    let mut worker = analyzer.worker();
    for (name, annotated) in &gold {
        let path = args.folder.join("text").join(format!("{name}.txt"));
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let given = Given { name: Some("page.txt"), plain: true, ..Given::default() };
        let article = gainsay_page::read(&bytes, &given, known)?;
        let id = article.id.to_string();
        if !rows.iter().any(|row| id.starts_with(row.article)) {
            continue;
        }
        let analysis = worker.analyze(&article);
        let statements = if args.found {
            gainsay_attribution::attribute(&article, &analysis, known)
        } else {
            let mut statements = statements(&article, annotated);
            gainsay_attribution::resolve(&article, &analysis, &mut statements, known);
            statements
        };
        pages.insert(id[..16].to_owned(), Page { article, statements });
    }
    let half = rows.len() / 2;
    let mut table = vec![
        ("all", Counts::default()),
        ("pronouns", Counts::default()),
        ("descriptions", Counts::default()),
        ("none asked", Counts::default()),
        ("first half", Counts::default()),
        ("- pronouns", Counts::default()),
        ("- descriptions", Counts::default()),
        ("second half", Counts::default()),
        ("- pronouns", Counts::default()),
        ("- descriptions", Counts::default()),
    ];
    for (at, row) in rows.iter().enumerate() {
        let page = pages.get(row.article).with_context(|| format!("no article {}", row.article))?;
        let (outcome, antecedent) = page.judge(row);
        let pronoun = matches!(&*page.words_at(row.source).to_lowercase(), "he" | "she" | "it" | "they");
        let (kind, in_half) = (if pronoun { 1 } else { 2 }, if at < half { 4 } else { 7 });
        let kinds = [0, kind, in_half, in_half + kind];
        for kind in kinds.into_iter().chain(row.accepted.is_empty().then_some(3)) {
            table[kind].1.0[outcome as usize] += 1;
        }
        if args.rows == Some(1 + usize::from(at >= half)) {
            let outcome = format!("{outcome:?}").to_lowercase();
            let accepted: Vec<String> =
                row.accepted.iter().rev().take(3).map(|span| page.words_at(*span)).collect();
            println!(
                "{:3} {} {:5} {:9} {:24} -> {:40} of {}",
                at + 1,
                row.article,
                row.source.0,
                outcome,
                page.words_at(row.source),
                antecedent.map_or("-", |span| span.of(&page.article.text)),
                accepted.join(" | "),
            );
        }
    }
    println!("{:14}  rows  right  wrong  missing  not found  of found  of all", "");
    for (name, counts) in table {
        println!("{name:14} {counts}");
    }
    Ok(())
}

/// The statements of the first annotator, as the resolver takes them.
fn statements(article: &Article, annotated: &Annotated) -> Vec<Statement> {
    let bytes: Vec<usize> =
        article.text.char_indices().map(|(byte, _)| byte).chain([article.text.len()]).collect();
    let span = |&(start, end): &Range| {
        let byte = |point: i64| usize::try_from(point).ok().and_then(|point| bytes.get(point).copied());
        Span::new(&article.text, byte(start)?, byte(end)?)
    };
    let spans = |ranges: &[Range]| {
        let mut spans: Vec<Span> = ranges.iter().filter_map(span).collect();
        spans.sort();
        spans
    };
    let mut statements: Vec<Statement> = annotated
        .first()
        .iter()
        .map(|[source, cue, content]| Statement {
            kind: Kind::Indirect,
            act: Act::Says,
            nested_in: None,
            verbatim: false,
            source: spans(source),
            antecedent: None,
            cue: spans(cue),
            content: spans(content),
            continued: vec![],
            cited: vec![],
            when: vec![],
            confidence: 1.0,
        })
        .filter(|statement| !statement.content.is_empty())
        .collect();
    statements.sort_by_key(|statement| statement.content[0].start());
    statements
}

/// An article of the key, resolved.
struct Page {
    article: Article,
    statements: Vec<Statement>,
}

impl Page {
    fn judge(&self, row: &Row<'_>) -> (Outcome, Option<Span>) {
        let words = Words::of(&self.article.text);
        let wanted = words.within(&[row.source]);
        let of = |span: Span| words.within(&[self.points(span)]);
        let fit = |statement: &Statement| -> usize {
            statement.source.iter().map(|&source| shared(&of(source), &wanted)).sum()
        };
        let Some(statement) =
            self.statements.iter().filter(|s| fit(s) > 0).max_by_key(|s| (fit(s), s.antecedent.is_some()))
        else {
            return (Outcome::NotFound, None);
        };
        let accepted = |span: Span| {
            row.accepted.iter().any(|&range| {
                let (given, range) = (of(span), words.within(&[range]));
                let smaller = given.len().min(range.len());
                smaller > 0 && shared(&given, &range) * 2 >= smaller
            })
        };
        let outcome = match statement.antecedent {
            None if row.none => Outcome::Right,
            None => Outcome::Missing,
            Some(span) if accepted(span) => Outcome::Right,
            Some(_) => Outcome::Wrong,
        };
        (outcome, statement.antecedent)
    }

    /// A span of the article in code points.
    fn points(&self, span: Span) -> Range {
        let before = self.article.text[..span.start()].chars().count() as i64;
        (before, before + span.of(&self.article.text).chars().count() as i64)
    }

    fn words_at(&self, (start, end): Range) -> String {
        let (start, length) = (start.max(0) as usize, (end - start).max(0) as usize);
        self.article.text.chars().skip(start).take(length).collect()
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [right, wrong, missing, lost] = self.0;
        let found = right + wrong + missing;
        let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let (of_found, of_all) = (share(found), share(found + lost));
        let rows = found + lost;
        write!(out, "{rows:5}  {right:5}  {wrong:5}  {missing:7}  {lost:9}  {of_found:8.3}  {of_all:6.3}")
    }
}

fn rows(key: &str) -> anyhow::Result<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    for (at, line) in key.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        match row(line) {
            Some(row) => rows.push(row),
            None => bail!("data/antecedents.tsv:{}: not a row of the key", at + 1),
        }
    }
    Ok(rows)
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut columns = line.split('\t');
    let (article, start, end) = (columns.next()?, columns.next()?, columns.next()?);
    let answers: Vec<&str> = columns.next()?.split(' ').collect();
    let accepted = answers.iter().filter(|answer| **answer != "-").map(|answer| {
        let (start, end) = answer.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    });
    Some(Row {
        article,
        source: (start.parse().ok()?, end.parse().ok()?),
        none: answers.contains(&"-"),
        accepted: accepted.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay_record::PageId;

    #[test]
    fn the_key_is_well_formed() {
        let rows = rows(KEY).expect("every line is a row");
        assert_eq!(rows.len(), 200);
        for row in &rows {
            assert_eq!(row.article.len(), 16);
            assert!(row.none || !row.accepted.is_empty());
            assert!(row.accepted.iter().all(|span| span.0 < span.1 && span.1 <= row.source.0), "{row:?}");
        }
    }

    #[test]
    fn an_antecedent_is_right_where_half_of_its_words_are_accepted() {
        let text = "The envoy, Mr. Król, left. Later he said no.";
        let span = |words: &str| {
            let start = text.find(words).expect("the words are in the text");
            Span::new(text, start, start + words.len()).expect("a span")
        };
        let article =
            gainsay_page::read(text.as_bytes(), &Given::default(), Knowledge::shipped()).expect("a page");
        assert_ne!(article.id, PageId([0; 32]));
        let statement = |antecedent| Statement {
            kind: Kind::Indirect,
            act: Act::Says,
            nested_in: None,
            verbatim: false,
            source: vec![span("he said").cover(span("he said"))],
            antecedent,
            cue: vec![],
            content: vec![span("no")],
            continued: vec![],
            cited: vec![],
            when: vec![],
            confidence: 1.0,
        };
        let outcome = |antecedent, none| {
            let page = Page { article: article.clone(), statements: vec![statement(antecedent)] };
            let accepted = if none { vec![] } else { vec![(11, 19)] };
            page.judge(&Row { article: "", source: (33, 35), none, accepted }).0
        };
        assert_eq!(outcome(Some(span("Król")), false), Outcome::Right);
        assert_eq!(outcome(Some(span("The envoy")), false), Outcome::Wrong);
        assert_eq!(outcome(None, false), Outcome::Missing);
        assert_eq!(outcome(None, true), Outcome::Right);
        assert_eq!(outcome(Some(span("Król")), true), Outcome::Wrong);
    }
}
