//! `gainsay-lab casebook`: how many cases are read as they should be, and how many positions of whole pages are found.

use anyhow::{Context, bail};
use gainsay::Reader;
use gainsay_casebook::case::{self, Case};
use gainsay_casebook::judge::judge_all;
use gainsay_casebook::pages;
use gainsay_casebook::score::{BESIDE, Miss, SCORED, Scores, Tally, share};
use gainsay_casebook::statements::code;
use std::fmt::Write as _;
use std::path::PathBuf;

/// What to count.
#[derive(clap::Args)]
pub struct Args {
    /// The casebook's folder
    #[arg(default_value = "casebook")]
    folder: PathBuf,
    /// List each position of a whole page that is missed, and each that is unasked for
    #[arg(long)]
    misses: bool,
    /// List the cases that are red, as OPEN.md does, and nothing else
    #[arg(long, conflicts_with = "misses")]
    open: bool,
    /// Print what is wrong with each red case whose name opens so ("origins/"), and nothing else
    #[arg(long, value_name = "NAME", conflicts_with_all = ["misses", "open"])]
    why: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let read = |cases: Result<Vec<Case>, String>| cases.map_err(anyhow::Error::msg);
    let cases = read(case::all(&args.folder)).context("the cases")?;
    let pages = read(pages::all(&args.folder)).context("the whole pages")?;
    let reader = Reader::shipped();
    if let Some(opening) = &args.why {
        let of_these = |case: &Case| case.name.starts_with(opening);
        let asked: Vec<Case> = cases.into_iter().chain(pages).filter(of_these).collect();
        judge_all(&reader, &asked).into_iter().flatten().for_each(|report| println!("{report}"));
        return Ok(());
    }
    let judged: Vec<(&Case, bool)> = cases
        .iter()
        .zip(judge_all(&reader, &cases))
        .chain(pages.iter().zip(judge_all(&reader, &pages)))
        .map(|(case, report)| (case, report.is_none()))
        .collect();
    if args.open {
        print!("{}", open(&judged));
        return Ok(());
    }
    let mut scores = Scores::default();
    for page in pages.iter().filter(|page| positions_only(page)) {
        match page.texts[0].read(&reader) {
            Ok(reading) => scores.add(page, &reading),
            Err(refusal) => bail!("{}: {refusal}", page.name),
        }
    }
    print!("{}\n{}", counts(&judged), figures(&scores));
    if args.misses {
        print!("{}", misses(&scores));
    }
    Ok(())
}

/// Whether a page's reading says which positions are on it and nothing of its blocks or statements.
fn positions_only(page: &Case) -> bool {
    page.of("statement").next().is_none()
}

/// The list of open cases, in the order of their names.
fn open(judged: &[(&Case, bool)]) -> String {
    let mut names: Vec<&str> =
        judged.iter().filter(|(_, green)| !green).map(|(case, _)| case.name.as_str()).collect();
    names.sort_unstable();
    names.iter().map(|name| format!("- {name}\n")).collect()
}

/// How many cases of each file are green; the whole pages are counted as one.
fn counts(judged: &[(&Case, bool)]) -> String {
    let mut files: Vec<(&str, usize, usize)> = Vec::new();
    for (case, green) in judged {
        let file = if case.file.ends_with(".md") { case.file.as_str() } else { "whole pages" };
        if files.last().is_none_or(|(last, ..)| *last != file) {
            files.push((file, 0, 0));
        }
        if let Some((_, good, all)) = files.last_mut() {
            *good += usize::from(*green);
            *all += 1;
        }
    }
    files.push(("all", files.iter().map(|(_, good, _)| good).sum(), judged.len()));
    let mut out = format!("{:<36} {:>9}\n", "cases", "green");
    for (file, good, all) in files {
        let _ = writeln!(out, "{file:<36} {:>9}", format!("{good}/{all}"));
    }
    out
}

fn figures(scores: &Scores) -> String {
    let mut out = format!(
        "{:<24} wanted  found unasked  precision  recall     F1\n",
        format!("positions of {} pages", scores.pages)
    );
    let mut row = |name: &str, tally: &Tally| {
        let _ = writeln!(
            out,
            "{name:<24} {:>6} {:>6} {:>7}  {:>9.3} {:>7.3} {:>6.3}",
            tally.wanted,
            tally.found,
            tally.unasked,
            tally.precision(),
            tally.recall(),
            tally.f1()
        );
    };
    row("all", &scores.all);
    for (frame, tally) in &scores.frames {
        row(frame, tally);
    }
    for (head, fields) in
        [("the other five right", SCORED.as_slice()), ("found, and it is asked for", BESIDE.as_slice())]
    {
        let _ = writeln!(out, "\n{:<24} {head:>26}  and it, too  share", "field");
        for field in fields {
            let (all, right) = scores.fields.get(field).copied().unwrap_or_default();
            let _ = writeln!(out, "{:<24} {all:>26} {right:>12} {:>6.3}", code(field), share(right, all));
        }
    }
    out
}

fn misses(scores: &Scores) -> String {
    let mut out = String::new();
    for (head, misses) in [("missed", &scores.missed), ("unasked for", &scores.unasked)] {
        let _ = writeln!(out, "\n{head}: {}", misses.len());
        for Miss { place, what, words, nearest } in misses {
            let _ = writeln!(out, "{place}: {what}");
            if !words.is_empty() {
                let _ = writeln!(out, "    {words}");
            }
            if let Some(nearest) = nearest {
                let _ = writeln!(out, "    near: {nearest}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_folder_with_one_case_and_one_page() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |file: &str, text: &str| {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        put("positions/x.md", "## A\n\nWhy.\n\n```text\nRain fell.\n```\n\n```reading\nposition none\n```\n");
        put("pages/01-x.txt", "Iran denied supplying drones to Russia.\n");
        put("pages/01-x.expected", "position IRN:GOV denies act\n  arms-transfer IRN -> SYR\n");
        let args = |folder: &Path| Args { folder: folder.to_owned(), misses: true, open: false, why: None };
        assert!(run(&args(folder.path())).is_ok());
        assert!(run(&args(Path::new("no/such/folder"))).is_err());
        let cases = case::all(folder.path()).expect("well-formed");
        let pages = pages::all(folder.path()).expect("well-formed");
        let judged = [(&cases[0], true), (&pages[0], false)];
        assert_eq!(open(&judged), "- pages/01-x\n");
        let counts = counts(&judged);
        let rows: Vec<Vec<&str>> = counts.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(
            rows[1..],
            [vec!["positions/x.md", "1/1"], vec!["whole", "pages", "0/1"], vec!["all", "1/2"]]
        );
    }

    #[test]
    fn figures_and_misses_in_words() {
        let all = Tally { wanted: 4, found: 3, unasked: 1 };
        let miss = Miss {
            place: "pages/01-x.expected:3".to_owned(),
            what: "IRN:GOV denies act: arms-transfer IRN -> SYR".to_owned(),
            words: "The headline.".to_owned(),
            nearest: None,
        };
        let scores = Scores { pages: 1, all, missed: vec![miss], ..Scores::default() };
        let figures = figures(&scores);
        let row = figures.lines().nth(1).expect("a row");
        assert_eq!(
            row.split_whitespace().collect::<Vec<_>>(),
            ["all", "4", "3", "1", "0.750", "0.750", "0.750"]
        );
        assert!(misses(&scores).starts_with(
            "\nmissed: 1\npages/01-x.expected:3: IRN:GOV denies act: arms-transfer IRN -> SYR\n    The headline.\n"
        ));
    }
}
