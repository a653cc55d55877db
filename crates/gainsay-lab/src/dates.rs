//! What words of time mean, scored against `data/dates.tsv`, whose head says how it was made.
//!
//! Each row is read as a page of its own, from its bytes to its words of time. It is right where the words of time that
//! share most with those in brackets have the value expected; where none is expected, also where there are none.

use anyhow::{Context, bail};
use gainsay::Given;
use gainsay_knowledge::Knowledge;
use gainsay_language::{Analyzer, Worker};
use gainsay_record::{Edtf, Time};

/// The key, built in.
const KEY: &str = include_str!("../data/dates.tsv");

/// What to score.
#[derive(clap::Args)]
pub struct Args {
    /// Print the rows of the held half that are wrong, too
    #[arg(long)]
    held: bool,
}

/// Which half of the key a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Tuned,
    Held,
}

/// A sentence with words of time in it.
#[derive(Debug, PartialEq)]
struct Row<'a> {
    half: Half,
    marked: &'a str,
    text: String,
    /// The bytes of `text` that were in brackets.
    words: std::ops::Range<usize>,
    published: Option<Edtf>,
    expected: Option<Edtf>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let rows = rows(KEY)?;
    let analyzer = Analyzer::shipped();
    let mut worker = analyzer.worker();
    let mut right = [0_usize; 2];
    for row in &rows {
        let found = read(row, &mut worker)?;
        let value = found.as_ref().and_then(|time| time.edtf.as_ref());
        if value == row.expected.as_ref() {
            right[row.half as usize] += 1;
        } else if row.half == Half::Tuned || args.held {
            let name = |edtf: Option<&Edtf>| edtf.map_or("none", Edtf::as_str).to_owned();
            let words = found.as_ref().and_then(|time| time.text.as_deref()).unwrap_or("-");
            println!(
                "{}\n    want {}, got {} from \"{words}\"",
                row.marked,
                name(row.expected.as_ref()),
                name(value)
            );
        }
    }
    println!("half   rows  right  share");
    for (half, name) in [(Half::Tuned, "tuned"), (Half::Held, "held")] {
        let all = rows.iter().filter(|row| row.half == half).count();
        let right = right[half as usize];
        println!("{name:5} {all:5}  {right:5}  {:.3}", right as f64 / all.max(1) as f64);
    }
    Ok(())
}

/// The words of time that share most with those in brackets.
fn read(row: &Row<'_>, worker: &mut Worker<'_>) -> anyhow::Result<Option<Time>> {
    let known = Knowledge::shipped();
    let given =
        Given { name: Some("row.txt"), plain: true, published: row.published.clone(), ..Given::default() };
    let article = gainsay_page::read(row.text.as_bytes(), &given, known).context(row.text.clone())?;
    let analysis = worker.analyze(&article);
    let shared = |time: &Time| -> usize {
        let spans = time.spans.iter();
        spans
            .map(|span| span.end().min(row.words.end).saturating_sub(span.start().max(row.words.start)))
            .sum()
    };
    let times = gainsay_claims::times(&article, &analysis, known).into_iter();
    Ok(times.filter(|time| shared(time) > 0).max_by_key(shared))
}

fn rows(key: &str) -> anyhow::Result<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    for (at, line) in key.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        match row(line) {
            Some(row) => rows.push(row),
            None => bail!("data/dates.tsv:{}: not a row of the key", at + 1),
        }
    }
    Ok(rows)
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut columns = line.split('\t');
    let half = match columns.next()? {
        "tuned" => Half::Tuned,
        "held" => Half::Held,
        _ => return None,
    };
    let marked = columns.next()?;
    let (before, rest) = marked.split_once('[')?;
    let (words, after) = rest.split_once(']')?;
    let date = |edtf: &str, none: &str| if edtf == none { Some(None) } else { Edtf::parse(edtf).map(Some) };
    let (published, expected) = (date(columns.next()?, "")?, date(columns.next()?, "none")?);
    Some(Row {
        half,
        marked,
        text: [before, words, after].concat(),
        words: before.len()..before.len() + words.len(),
        published,
        expected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_well_formed_and_each_half_has_its_rows() {
        let rows = rows(KEY).expect("every line is a row");
        for half in [Half::Tuned, Half::Held] {
            assert_eq!(rows.iter().filter(|row| row.half == half).count(), 150);
        }
        let mut seen: Vec<_> = rows.iter().map(|row| (row.marked, row.published.clone())).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), rows.len(), "no row stands twice");
    }

    #[test]
    fn a_row_is_right_by_the_words_in_its_brackets() {
        let analyzer = Analyzer::shipped();
        let mut worker = analyzer.worker();
        let mut value = |line: &str| {
            let row = row(line).expect("a row");
            let time = read(&row, &mut worker).expect("a page");
            time.and_then(|time| time.edtf).map(|edtf| edtf.as_str().to_owned())
        };
        let (said, sold) = (
            "tuned\tThe ministry said [on Tuesday] that it had sold none in 2014.\t2022-09-22\t2022-09-20",
            "tuned\tThe ministry said on Tuesday that it had sold none in [2014].\t2022-09-22\t2014",
        );
        assert_eq!(value(said).as_deref(), Some("2022-09-20"));
        assert_eq!(value(sold).as_deref(), Some("2014"));
        assert_eq!(value("tuned\tThe [ministry] said nothing.\t\tnone"), None);
    }
}
