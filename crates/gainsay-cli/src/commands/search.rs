//! `gainsay search`: full text over statements and pages.

use super::place::Place;
use crate::Outcome;
use crate::view::{self, Look};
use anyhow::Context;
use gainsay::ledger::Within;
use gainsay::wire;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  gainsay search artillery shells        statements and pages with both words
  gainsay search '\"no plans\"'            words that stand one after the other
  gainsay search 'drone*'                any ending";

/// Finds statements and pages by their words
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Words that must all be there; case and accents make no difference
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many statements, and so many pages
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Print one JSON object a line: statements, then pages, best first
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let words = args.words.join(" ");
    let statements = keeper.search(&words, Within::Statements, args.limit)?;
    let pages = keeper.search(&words, Within::Pages, args.limit)?;
    let text = if args.json {
        let lines = statements.iter().map(|found| wire::Hit::new(found, Within::Statements));
        let lines = lines.chain(pages.iter().map(|found| wire::Hit::new(found, Within::Pages)));
        lines.map(|hit| wire::line(&hit) + "\n").collect()
    } else {
        view::found::found(&statements, &pages, keeper.reader().known(), Look::of_stdout())
    };
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the result could not be written")?;
    Ok(Outcome::Done)
}
