//! `gainsay log`: everything that came into the ledger, in order.

use super::place::{Place, since};
use crate::Outcome;
use crate::view;
use anyhow::Context;
use gainsay::wire;
use std::io::{self, Write};

/// Lists what came into the ledger: pages, rulings, grades, notes, tags
///
/// Lists the entries of the log in order. Each has a hash over itself and all before it, so whoever keeps the last hash can tell
/// later that nothing was changed, left out or slipped in; `gainsay verify` checks them.
#[derive(clap::Args)]
pub struct Args {
    /// Entered at this time or later: a date in EDTF (2022-09-22, 2022-09) or a moment (2022-09-22T06:00:00Z)
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: Option<String>,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let standing = keeper.ledger().standing()?;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    for entry in keeper.ledger().log() {
        let entry = entry?;
        if args.since.as_ref().is_some_and(|since| entry.at < *since) {
            continue;
        }
        let line = if args.json {
            wire::line(&wire::Entry::new(&entry, &standing))
        } else {
            view::people::entry(&entry, &standing)
        };
        writeln!(out, "{line}").context("the result could not be written")?;
    }
    out.flush().context("the result could not be written")?;
    Ok(Outcome::Done)
}
