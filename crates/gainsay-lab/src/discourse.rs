//! `gainsay-lab discourse`: whether the reader hears the attributions that GUM's rhetorical relations mark
//! (`attribution-positive`, and `attribution-negative`: "she does not think that ...").
//!
//! GUM reads attribution wider than a newspaper's reader would: thoughts, perceptions and photo credits count. So this
//! is recall alone. An attribution is *heard* where at least half of the words of the reported unit stand in the content
//! of one statement that is not the outlet's own voice, and heard *with its source* where such a statement has a word of
//! its cue or source in the attributing unit. Punctuation does not count as a word, unless the unit has nothing else.

use crate::corpora::conllu::{self, Document};
use crate::corpora::discourse::{Unit, units};
use crate::figures::{four_decimals, share};
use anyhow::{Context, bail};
use gainsay::{Given, Reader};
use gainsay_record::{Kind, Span, Statement, Tag};
use serde::Serialize;
use std::ops::Range;
use std::path::PathBuf;

/// What to score.
#[derive(clap::Args)]
pub struct Args {
    /// Parts of GUM in CoNLL-U, scored as one
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show what was not heard
    #[arg(long)]
    missed: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    for file in &args.files {
        documents.extend(conllu::read(file)?);
    }
    let mut missed = Vec::new();
    let scores = scores(&documents, &mut missed)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
        return Ok(());
    }
    for (name, heard) in [("positive", &scores.positive), ("negative", &scores.negative)] {
        println!("{name:9} attributions {:5}", heard.attributions);
        for (what, count, recall) in
            [("heard", heard.heard, heard.recall), ("with its source", heard.sourced, heard.sourced_recall)]
        {
            println!("  {what:16} {count:5}  R {:6.2}", recall * 100.0);
        }
    }
    if args.missed {
        missed.iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

/// How many attributions are heard.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Discourse {
    /// Those that say what somebody says, thinks, knows.
    pub positive: Heard,
    /// Those that say what somebody does not say, think, know.
    pub negative: Heard,
}

/// How many attributions of one sort are heard.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Heard {
    /// How many there are.
    pub attributions: usize,
    /// Of how many the reported unit is some statement's content.
    pub heard: usize,
    /// Of how many of these the statement's cue or source stands in the attributing unit.
    pub sourced: usize,
    /// The share that is heard, from 0 to 1.
    pub recall: f64,
    /// The share that is heard with its source.
    pub sourced_recall: f64,
}

/// Scores the reader that ships. What it does not hear goes to `missed`, one line each.
pub fn scores(documents: &[Document], missed: &mut Vec<String>) -> anyhow::Result<Discourse> {
    let reader = Reader::shipped();
    let mut worker = reader.worker();
    let given = Given { name: Some("page.txt"), plain: true, ..Given::default() };
    let mut scores = Discourse::default();
    for document in documents {
        let units = units(document)?;
        let reading = worker.read(document.text.as_bytes(), &given).context(document.name.clone())?;
        if reading.article.text != document.text {
            bail!("{}: the reader changed the text", document.name);
        }
        for unit in 0..units.len() {
            scores.add(document, &units, unit, &reading.statements, missed);
        }
    }
    for heard in [&mut scores.positive, &mut scores.negative] {
        heard.recall = four_decimals(share(heard.heard, heard.attributions));
        heard.sourced_recall = four_decimals(share(heard.sourced, heard.attributions));
    }
    Ok(scores)
}

impl Discourse {
    /// Counts the attributions that a unit makes.
    fn add(
        &mut self,
        document: &Document,
        units: &[Unit],
        unit: usize,
        statements: &[Statement],
        missed: &mut Vec<String>,
    ) {
        for relation in &units[unit].relations {
            let heard = match relation.name.as_str() {
                "attribution-positive" => &mut self.positive,
                "attribution-negative" => &mut self.negative,
                _ => continue,
            };
            let reported = words(document, units[relation.to].words.clone());
            let holding: Vec<&Statement> = statements.iter().filter(|one| holds(one, &reported)).collect();
            let attributing: Vec<Range<usize>> =
                whole(units, unit).flat_map(|part| words(document, part.words.clone())).collect();
            let sourced = holding.iter().any(|one| {
                attributing
                    .iter()
                    .any(|word| one.cue.iter().chain(&one.source).any(|span| within(word, *span)))
            });
            heard.attributions += 1;
            heard.heard += usize::from(!holding.is_empty());
            heard.sourced += usize::from(sourced);
            if !sourced {
                let text = |unit: &Unit| {
                    let (first, last) =
                        (&document.words[unit.words.start], &document.words[unit.words.end - 1]);
                    document.text[first.range.start..last.range.end].replace('\n', " ")
                };
                let how = if holding.is_empty() { "not heard" } else { "without its source" };
                let (from, to) = (text(&units[unit]), text(&units[relation.to]));
                missed.push(format!("{}  {how}  {}: [{from}] [{to}]", document.name, relation.name));
            }
        }
    }
}

/// Where the words of a unit stand, without punctuation if there is anything else.
fn words(document: &Document, unit: Range<usize>) -> Vec<Range<usize>> {
    let words = &document.words[unit];
    let all = words.iter().all(|word| word.tag == Tag::Punct);
    words.iter().filter(|word| all || word.tag != Tag::Punct).map(|word| word.range.clone()).collect()
}

/// A unit with those parts of it that stand apart.
fn whole(units: &[Unit], unit: usize) -> impl Iterator<Item = &Unit> {
    let first = |at: usize| {
        let same = units[at].relations.iter().find(|relation| relation.name.starts_with("same-unit"));
        same.map_or(at, |relation| relation.to)
    };
    let of = first(unit);
    units.iter().enumerate().filter(move |(at, _)| *at == of || first(*at) == of).map(|(_, unit)| unit)
}

/// Whether a statement's content has at least half of these words.
fn holds(statement: &Statement, words: &[Range<usize>]) -> bool {
    let inside = words.iter().filter(|word| statement.content.iter().any(|span| within(word, *span))).count();
    statement.kind != Kind::Narrated && inside * 2 >= words.len()
}

fn within(word: &Range<usize>, span: Span) -> bool {
    span.start() <= word.start && word.end <= span.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One word a line: form, the unit's relation if it starts one. A full stop ends the sentence.
    fn document(words: &[(&str, &str)]) -> Document {
        let mut file = String::from("# newdoc id = own\n");
        let mut number = 0;
        for (form, relation) in words {
            number += 1;
            let tag = if *form == "." { "PUNCT" } else { "X" };
            let discourse = if relation.is_empty() { "_" } else { relation };
            file += &format!("{number}\t{form}\t_\t{tag}\t_\t_\t0\troot\t_\t{discourse}\n");
            if *form == "." {
                file.push('\n');
                number = 0;
            }
        }
        conllu::parse(&file, "own").expect("a good file").remove(0)
    }

    #[test]
    fn an_attribution_is_heard_where_its_words_are_content() {
        let document = document(&[
            ("Officials", "Discourse=attribution-positive:1->2:0:_"),
            ("said", ""),
            ("the", "Discourse=ROOT:2:0"),
            ("bridge", ""),
            ("was", ""),
            ("closed", ""),
            (".", ""),
            ("Rain", "Discourse=attribution-negative:3->4:0:_"),
            ("fell", "Discourse=joint-list_m:4->2:0:_"),
            (".", ""),
        ]);
        let mut missed = Vec::new();
        let scores = scores(std::slice::from_ref(&document), &mut missed).expect("a good page");
        let all = Heard { attributions: 1, heard: 1, sourced: 1, recall: 1.0, sourced_recall: 1.0 };
        assert_eq!(
            scores,
            Discourse { positive: all, negative: Heard { attributions: 1, ..Heard::default() } }
        );
        assert_eq!(missed, ["own  not heard  attribution-negative: [Rain] [fell .]"]);
    }

    #[test]
    fn a_unit_is_whole_with_the_parts_that_stand_apart() {
        let document = document(&[
            ("She", "Discourse=attribution-positive:1->4:0:_"),
            ("tired", "Discourse=elaboration-attribute:2->1:0:_"),
            ("said", "Discourse=same-unit_m:3->1:0:_"),
            ("yes", "Discourse=ROOT:4:0"),
        ]);
        let units = units(&document).expect("good units");
        let starts = |unit| whole(&units, unit).map(|part| part.words.start).collect::<Vec<_>>();
        assert_eq!(starts(0), [0, 2]);
        assert_eq!(starts(2), [0, 2]);
        assert_eq!(starts(1), [1]);
    }
}
