//! `gainsay read`: pages in, their statements, positions and disputes out; nothing is kept.

use super::Place;
use crate::view::{self, Look};
use crate::{Outcome, tell};
use anyhow::{Context, bail};
use gainsay::record::{Edtf, Reading};
use gainsay::{Knowledge, Known, Source, pages_under, read_all, wire};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  gainsay read page.html                 blocks, statements and positions on the terminal
  gainsay read pages/                    every .html, .htm and .txt below a folder, and the disputes among them
  gainsay read --published 2022-09-22 page.txt
                                         \"at the beginning of September\" then has a year
  gainsay read --frame training.toml page.txt
                                         what a frame of your own covers as well (see docs/FRAMES.md)
  curl -s https://example.org/a | gainsay read --url https://example.org/a -
  gainsay read --json pages/ > readings.jsonl
                                         one JSON object a line, in the order of the files

With --json a page that cannot be read is a line {\"path\":...,\"error\":...} in its place.
Exit status: 0 done, 1 some pages could not be read, 2 could not start.";

/// Shows what is read from pages: blocks, statements, positions, disputes
///
/// Shows what is read from pages. On the terminal: the article with its statements marked, furniture grey with its kind,
/// the positions as a table, and at the end the disputes among the pages given. Nothing is stored.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Print one JSON object a line, in the order of the files
    #[arg(long)]
    json: bool,
    /// The text is all article: no furniture filter
    #[arg(long)]
    plain: bool,
    /// When the pages were published, as a date in EDTF (2022-09-22, 2022-09); overrides what they say
    #[arg(long, value_name = "EDTF", value_parser = date)]
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

pub(super) fn date(written: &str) -> Result<Edtf, String> {
    Edtf::parse(written).ok_or_else(|| "not a date in EDTF, such as 2022-09-22 or 2022-09".to_owned())
}

/// The pages that the arguments name, in their order, each folder's sorted.
pub(super) fn sources(pages: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for page in pages {
        if page.as_os_str() == "-" {
            sources.push(Source::Stdin);
        } else if page.is_dir() {
            sources.extend(pages_under(page).into_iter().map(Source::File));
        } else {
            sources.push(Source::File(page.clone()));
        }
    }
    if sources.iter().filter(|source| matches!(source, Source::Stdin)).count() > 1 {
        bail!("standard input can be read once only");
    }
    let a_folder = |source: &Source| matches!(source, Source::File(path) if path.is_dir());
    if sources.iter().all(a_folder) {
        bail!("there is no page to read: a folder's pages end in .html, .htm or .txt");
    }
    Ok(sources)
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let sources = sources(&args.pages)?;
    let known = Known {
        url: args.url.clone(),
        outlet: args.outlet.clone(),
        published: args.published.clone(),
        plain: args.plain,
    };
    let threads =
        args.threads.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    let reader = place.reader()?;
    let look = Look::of_stdout();
    // Without colours there is nothing to translate for the terminal.
    let stdout: Box<dyn Write> =
        if look.colour { Box::new(anstream::stdout().lock()) } else { Box::new(io::stdout().lock()) };
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout);
    let mut unread = 0;
    // For the disputes at the end; with --json nothing is kept.
    let mut kept: Vec<(String, Reading)> = Vec::new();
    let mut shown = Ok(());
    read_all(&reader, &sources, &known, threads, |place, read| {
        let path = sources[place].path();
        shown = match read {
            Ok(read) if args.json => {
                writeln!(out, "{}", wire::line(&wire::Reading::new(&path, &read.reading)))
            }
            Ok(read) => {
                let shown = page(&path, &read.reading, reader.known(), look);
                kept.push((path, read.reading));
                write!(out, "{shown}")
            }
            Err(error) => {
                unread += 1;
                tell(&format!("{path}: {error}"));
                let failure = wire::Failure { path, error: error.to_string() };
                if args.json { writeln!(out, "{}", wire::line(&failure)) } else { Ok(()) }
            }
        };
        if shown.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    shown.context("the result could not be written")?;
    if !args.json && !kept.is_empty() {
        let readings: Vec<&Reading> = kept.iter().map(|(_, reading)| reading).collect();
        let disputes = reader.disputes(&readings);
        let pages = view::dispute::Pages::new(&kept, &[]);
        let shown = view::dispute::disputes(&disputes, &pages, reader.known(), look);
        write!(out, "{shown}").context("the result could not be written")?;
    }
    out.flush().context("the result could not be written")?;
    if unread == 0 { Ok(Outcome::Done) } else { Ok(Outcome::SomeUnread) }
}

/// One page: article and positions.
fn page(path: &str, reading: &Reading, known: &Knowledge, look: Look) -> String {
    let article = view::article::article(path, reading, look);
    let positions = view::positions::positions(reading, known, look);
    format!("{article}\n{positions}\n")
}
