//! `gainsay verify`: whether the ledger is as it should be.

use super::place::{Place, threads};
use crate::Outcome;
use anyhow::Context;
use gainsay::wire;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;

/// Checks everything in the ledger
///
/// Checks the file, the log, the bytes of the pages against their hashes, spans against the text, and everything derived
/// against a fresh reading with what people decided applied. A decision whose words are gone is counted as an orphan; it is no fault. Each fault is a line. Exit status: 0 all is well, 1 there are faults, 2 it could not be checked.
#[derive(clap::Args)]
pub struct Args {
    /// Print one JSON object a line: each fault
    #[arg(long)]
    json: bool,
    /// How many pages to read at once [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let counts = keeper.ledger().counts()?;
    let bar = if io::stderr().is_terminal() { ProgressBar::new(counts.pages) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} pages read again  {eta} left") {
        bar.set_style(style);
    }
    let faults = keeper.verify(threads(args.threads), |pages| bar.set_position(pages))?;
    bar.finish_and_clear();
    let mut text = String::new();
    for fault in &faults {
        let line = if args.json {
            wire::line(&wire::Fault::from(fault))
        } else {
            crate::view::safe::line(&fault.to_string())
        };
        text += &line;
        text.push('\n');
    }
    if faults.is_empty() && !args.json {
        text = format!(
            "All is well: {} pages, {} statements, {} positions, {} disputes.\n",
            counts.pages, counts.statements, counts.positions, counts.disputes
        );
        let decisions = keeper.ledger().standing()?.holding().count();
        if decisions > 0 {
            let orphans = keeper.ledger().orphans()?.len();
            text += &format!("{decisions} decisions of people hold, {orphans} of them orphans.\n");
        }
    }
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the result could not be written")?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::SomeUnread })
}
