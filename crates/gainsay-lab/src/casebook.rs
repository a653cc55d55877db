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
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let read = |cases: Result<Vec<Case>, String>| cases.map_err(anyhow::Error::msg);
    let cases = read(case::all(&args.folder)).context("the cases")?;
    let pages = read(pages::all(&args.folder)).context("the whole pages")?;
    let reader = Reader::shipped();
    let green = |cases: &[Case]| judge_all(&reader, cases).iter().map(Option::is_none).collect::<Vec<_>>();
    let mut files: Vec<(&str, usize, usize)> = Vec::new();
    for (case, green) in cases.iter().zip(green(&cases)) {
        match files.last_mut() {
            Some((file, good, all)) if *file == case.file => {
                *good += usize::from(green);
                *all += 1;
            }
            _ => files.push((&case.file, usize::from(green), 1)),
        }
    }
    let green_pages = green(&pages);
    files.push(("whole pages", green_pages.iter().filter(|green| **green).count(), green_pages.len()));
    let mut scores = Scores::default();
    for page in pages.iter().filter(|page| positions_only(page)) {
        match page.texts[0].read(&reader) {
            Ok(reading) => scores.add(page, &reading),
            Err(refusal) => bail!("{}: {refusal}", page.name),
        }
    }
    print!("{}\n{}", counts(&files), figures(&scores));
    if args.misses {
        print!("{}", misses(&scores));
    }
    Ok(())
}

/// Whether a page's reading says which positions are on it and nothing of its blocks or statements.
fn positions_only(page: &Case) -> bool {
    page.of("statement").next().is_none()
}

fn counts(files: &[(&str, usize, usize)]) -> String {
    let mut out = format!("{:<36} green\n", "cases");
    for (file, green, all) in files {
        let _ = writeln!(out, "{file:<36} {:>9}", format!("{green}/{all}"));
    }
    let (green, all) = files.iter().fold((0, 0), |(g, a), (_, green, all)| (g + green, a + all));
    let _ = writeln!(out, "{:<36} {:>9}", "all", format!("{green}/{all}"));
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
        let (folder, misses) = (folder.path().to_owned(), true);
        assert!(run(&Args { folder, misses }).is_ok());
        assert!(run(&Args { folder: "no/such/folder".into(), misses }).is_err());
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
        assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["all", "4", "3", "1", "0.750", "0.750", "0.750"]);
        assert!(misses(&scores).starts_with(
            "\nmissed: 1\npages/01-x.expected:3: IRN:GOV denies act: arms-transfer IRN -> SYR\n    The headline.\n"
        ));
    }
}
