//! `gainsay add`: pages into the ledger.

use super::place::{Place, shown, threads};
use super::read;
use crate::view::{self, Look};
use crate::{Outcome, tell};
use anyhow::{Context, bail};
use gainsay::ledger::Filter;
use gainsay::record::Edtf;
use gainsay::{Adding, Keeper, Known, Progress, Source, Summary, wire};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  gainsay add pages/                     every .html, .htm and .txt below a folder
  gainsay add --ledger sample.db page.html
  gainsay add --published 2022-09-22 --outlet \"The Post\" page.txt

The same bytes are one page, however often they are added. A page is told of (with --json, on a line of its own) only
when the disk has it: what was told is there after a crash.
Exit status: 0 done, 1 some pages could not be read, 2 could not start or could not go on.";

/// Adds pages to the ledger, and shows what is disputed most
///
/// Reads pages and keeps them in the ledger: their bytes, what was read from them, and the disputes among them. Prints how
/// many were new, and the most contested dispute.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Print one JSON object a line: each page, then a summary
    #[arg(long)]
    json: bool,
    /// The text is all article: no furniture filter
    #[arg(long)]
    plain: bool,
    /// When the pages were published, as a date in EDTF (2022-09-22, 2022-09); overrides what they say
    #[arg(long, value_name = "EDTF", value_parser = read::date)]
    published: Option<Edtf>,
    /// The address of the page; overrides what it says
    #[arg(long)]
    url: Option<String>,
    /// The outlet's name; overrides what the page says
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// How many pages to read at once [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Endings of files that hold many pages.
const ARCHIVES: &[&str] =
    &["zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "7z", "warc", "wacz", "mbox", "maff", "epub"];
/// Endings of feeds.
const FEEDS: &[&str] = &["rss", "atom", "rdf", "xml", "opml"];

/// Whether this version reads such a thing; else a sentence that says so.
fn is_readable(page: &Path) -> anyhow::Result<()> {
    let written = page.to_string_lossy();
    let only = "this version reads files and folders only";
    if written.contains("://") && !page.exists() {
        bail!("{written} is a web address; {only} (save the page, and name its address with --url)");
    }
    let ending = page.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if page.is_dir() {
        Ok(())
    } else if ARCHIVES.contains(&&*ending) {
        bail!("{written} is an archive; {only} (unpack it first)")
    } else if FEEDS.contains(&&*ending) {
        bail!("{written} is a feed; {only} (save the pages that it links to)")
    } else {
        Ok(())
    }
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    args.pages.iter().try_for_each(|page| is_readable(page))?;
    let sources = read::sources(&args.pages)?;
    let how = Adding {
        known: Known {
            url: args.url.clone(),
            outlet: args.outlet.clone(),
            published: args.published.clone(),
            plain: args.plain,
        },
        threads: threads(args.threads),
        now: || jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    };
    let mut keeper = place.open()?;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let bar = bar(sources.len());
    let mut written = Ok(());
    let summary = keeper.add(&sources, &how, |progress| match progress {
        Progress::Page(at, page) => {
            let line = one(&sources[at], page, &bar);
            if args.json && written.is_ok() {
                // At once: what was written is in the ledger, and the other way round as far as can be.
                written = writeln!(out, "{line}").and_then(|()| out.flush());
            }
            bar.inc(1);
        }
        Progress::Topics(done, all) => bar.set_message(format!("disputes {done} of {all}")),
    });
    bar.finish_and_clear();
    let summary = summary?;
    written.context("the result could not be written")?;
    let shown = told(&keeper, &summary, args.json, place)?;
    write!(out, "{shown}").and_then(|()| out.flush()).context("the result could not be written")?;
    Ok(if summary.unread == 0 { Outcome::Done } else { Outcome::SomeUnread })
}

/// One page as a line of JSON; one that could not be read is also told of on stderr.
fn one(source: &Source, page: Result<gainsay::Taken, &gainsay::PageError>, bar: &ProgressBar) -> String {
    let path = source.path();
    match page {
        Ok(taken) => wire::line(&wire::Page::new(&path, &taken)),
        Err(error) => {
            bar.suspend(|| tell(&format!("{path}: {error}")));
            wire::line(&wire::Failure { path, error: error.to_string() })
        }
    }
}

/// A bar on stderr, where that is a terminal.
fn bar(pages: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(pages as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} pages  {eta} left  {msg}") {
        bar.set_style(style);
    }
    bar
}

/// What became of the pages, what the ledger has now, and its most contested dispute.
fn told(keeper: &Keeper, summary: &Summary, json: bool, place: &Place) -> anyhow::Result<String> {
    let counts = keeper.ledger().counts()?;
    let contested = keeper.disputes(&Filter::default(), false)?;
    if json {
        return Ok(wire::line(&wire::Sum::new(summary, &counts, contested.len())) + "\n");
    }
    let look = Look::of_stdout();
    let mut out = view::list::summary(summary, &counts, contested.len(), look);
    if let Some(first) = contested.first() {
        let dispute = keeper.dispute(&first.id)?;
        out += "\nThe most contested:\n\n";
        out += &shown(keeper, &dispute, view::dispute::MOST, look)?;
        let argument = place.argument();
        out += &format!(
            "\nAll of them: gainsay disputes{argument}\nOne of them: gainsay show {}{argument}\n",
            &first.id[..8]
        );
    }
    Ok(out)
}
