//! Who a source is, scored against `data/holders.tsv`, whose head says how it was made.
//!
//! Each phrase is made the source of a statement behind the text before it. That text is read as any page is, so that whoever
//! it names or quotes is there for the phrase to refer back to; the phrase itself is given, so that the figure measures
//! who sources are, not where they stand. A row is right where the holder is one of the codes asked for, exactly.

use crate::figures::share;
use anyhow::{Context, bail};
use gainsay::Given;
use gainsay_knowledge::Knowledge;
use gainsay_language::{Analyzer, Worker};
use gainsay_record::{Act, Kind, Span, Statement};
use std::process::ExitCode;

/// The key, built in.
const KEY: &str = include_str!("../data/holders.tsv");

/// What is right of each half, at least.
const BAR: f64 = 0.95;

/// What to show.
#[derive(clap::Args)]
pub struct Args {
    /// List no misses of the half that was held out
    #[arg(long)]
    blind: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Tuned,
    Held,
}

/// A phrase and whom it names.
struct Row<'a> {
    phrase: &'a str,
    before: &'a str,
    /// The codes of which any is right; empty where it is nobody.
    codes: Vec<&'a str>,
    half: Half,
}

/// Runs the command; it fails where a half is under the bar.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let rows = rows(KEY)?;
    let known = Knowledge::shipped();
    let analyzer = Analyzer::shipped();
    let mut worker = analyzer.worker();
    let mut enough = true;
    for half in [Half::Tuned, Half::Held] {
        let of_half: Vec<&Row<'_>> = rows.iter().filter(|row| row.half == half).collect();
        let mut right = 0;
        for row in &of_half {
            let holder = row.read(known, &mut worker)?;
            if row.accepts(holder.as_deref()) {
                right += 1;
            } else if half == Half::Tuned || !args.blind {
                let got = holder.as_deref().unwrap_or("-");
                println!("{:44} want {:32} got {got}", row.phrase, row.codes.join("|"));
            }
        }
        let name = format!("{half:?}").to_lowercase();
        let share = share(right, of_half.len());
        println!("{name}: {right} of {} right, {share:.3}", of_half.len());
        enough &= share >= BAR;
    }
    Ok(if enough { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

impl Row<'_> {
    /// The code of whom the phrase names.
    fn read(&self, known: &Knowledge, worker: &mut Worker<'_>) -> anyhow::Result<Option<String>> {
        let mut text = String::new();
        if !self.before.is_empty() {
            text.push_str(self.before);
            text.push(' ');
        }
        let start = text.len();
        // It opens a sentence.
        let mut characters = self.phrase.chars();
        text.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(characters.as_str());
        let end = text.len();
        text.push_str(" said so.");
        let given = Given { name: Some("page.txt"), plain: true, ..Given::default() };
        let article = gainsay_page::read(text.as_bytes(), &given, known)?;
        let analysis = worker.analyze(&article);
        let mut statements = gainsay_attribution::attribute(&article, &analysis, known);
        statements.retain(|statement| {
            let spans = [&statement.source, &statement.cue, &statement.content];
            spans.into_iter().flatten().all(|span| span.end() <= start)
        });
        let span = |start, end| {
            Span::new(&article.text, start, end).with_context(|| format!("no place for {}", self.phrase))
        };
        let said = end + " ".len();
        statements.push(Statement {
            source: vec![span(start, end)?],
            cue: vec![span(said, said + "said".len())?],
            content: vec![span(said + "said ".len(), said + "said so".len())?],
            ..Statement::without_words(Kind::Indirect, Act::Says)
        });
        gainsay_attribution::resolve(&article, &analysis, &mut statements, known);
        let claims = gainsay_claims::claims(&article, &analysis, &statements, known);
        let provenance = claims.provenance.last();
        Ok(provenance.and_then(|one| one.holder.as_ref()).map(|holder| holder.as_str().to_owned()))
    }

    fn accepts(&self, holder: Option<&str>) -> bool {
        match holder {
            Some(holder) => self.codes.contains(&holder),
            None => self.codes.is_empty(),
        }
    }
}

fn rows(key: &str) -> anyhow::Result<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    for (at, line) in key.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        match row(line) {
            Some(row) => rows.push(row),
            None => bail!("data/holders.tsv:{}: not a row of the key", at + 1),
        }
    }
    Ok(rows)
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut columns = line.split('\t');
    let (phrase, before, codes, half) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let half = match half {
        "tuned" => Half::Tuned,
        "held" => Half::Held,
        _ => return None,
    };
    let codes = if codes == "-" { Vec::new() } else { codes.split('|').collect() };
    (columns.next().is_none() && !phrase.is_empty()).then_some(Row { phrase, before, codes, half })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_well_formed() {
        let rows = rows(KEY).expect("every line is a row");
        for half in [Half::Tuned, Half::Held] {
            assert_eq!(rows.iter().filter(|row| row.half == half).count(), 200);
        }
        let names = &Knowledge::shipped().names;
        let mut phrases: Vec<_> = rows.iter().map(|row| (row.phrase, row.before)).collect();
        phrases.sort_unstable();
        phrases.dedup();
        assert_eq!(phrases.len(), 400, "each phrase stands once");
        for code in rows.iter().flat_map(|row| &row.codes) {
            let first = code.split(':').next().unwrap_or_default();
            let somebody = names.entity(code).is_some() || names.entity(first).is_some();
            assert!(somebody || first == "XXX", "{code}");
            // A code of three parts is somebody in the data, or one of the two ministries that every state has.
            let by_rule = code.ends_with(":GOV:mfa") || code.ends_with(":GOV:mod");
            assert!(code.matches(':').count() < 2 || names.entity(code).is_some() || by_rule, "{code}");
        }
    }
}
