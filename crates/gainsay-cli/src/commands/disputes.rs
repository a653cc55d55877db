//! `gainsay disputes`: what is disputed, most contested first.

use super::place::Place;
use super::read;
use crate::Outcome;
use crate::view::{self, Look};
use anyhow::Context;
use gainsay::ledger::Filter;
use gainsay::record::Edtf;
use gainsay::{Knowledge, kinds_of, party, wire};
use std::io::{self, Write};

const EXAMPLES: &str = "\
Examples:
  gainsay disputes --party \"North Korea\" --since 2022-09
  gainsay disputes --item ammunition     ammunition, and every kind of it
  gainsay disputes --all --json > disputes.jsonl

A dispute is listed when one of its positions fits all of the filters together.";

/// How many disputes are listed, where nobody says.
const LISTED: usize = 50;

/// Lists the disputes of the ledger, most contested first
///
/// Lists the disputes of the ledger, most contested first: how many holders assert, deny, hedge or give no answer, since
/// when, and on how many pages.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A party: a code (PRK) or a name ("North Korea")
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// What is transferred: a class or a word for it; kinds of it count (--item ammunition finds shells)
    #[arg(long, value_name = "CLASS")]
    item: Option<String>,
    /// Said on this date or later, in EDTF (2022-09-22, 2022-09)
    #[arg(long, value_name = "EDTF", value_parser = read::date)]
    since: Option<Edtf>,
    /// Said on this date or earlier
    #[arg(long, value_name = "EDTF", value_parser = read::date)]
    until: Option<Edtf>,
    /// Printed by this outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Also those in which nobody denies, hedges or declines to say
    #[arg(long)]
    all: bool,
    /// At most so many [default: 50; with --json all of them]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print one JSON object a line: each dispute, whole
    #[arg(long)]
    json: bool,
}

impl Args {
    fn filter(&self, known: &Knowledge) -> anyhow::Result<Filter> {
        let party_code = |written: &String| {
            party(written, known).with_context(|| {
                format!(
                    "\"{written}\" is no party that is known; a code such as PRK or a name such as Russia"
                )
            })
        };
        let kinds = |written: &String| {
            kinds_of(written, known).with_context(|| {
                format!("\"{written}\" is no class of arms that is known; one such as ammunition or drones")
            })
        };
        Ok(Filter {
            party: self.party.as_ref().map(party_code).transpose()?,
            items: self.item.as_ref().map(kinds).transpose()?.unwrap_or_default(),
            from: self.since.clone(),
            to: self.until.clone(),
            outlet: self.outlet.clone(),
            limit: if self.json { self.limit } else { Some(self.limit.unwrap_or(LISTED)) },
            contested: !self.all,
            ..Filter::default()
        })
    }
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let known = keeper.reader().known();
    let filter = args.filter(known)?;
    let entries = keeper.disputes(&filter, args.all)?;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let written = if args.json {
        let mut written = Ok(());
        for entry in &entries {
            let dispute = keeper.dispute(&entry.id)?;
            written = written.and_then(|()| writeln!(out, "{}", wire::line(&wire::Dispute::from(&dispute))));
        }
        written
    } else {
        // A list that is not full has all of them.
        let full = filter.limit.is_some_and(|limit| entries.len() >= limit);
        let all = if full { keeper.ledger().count_disputes(&filter)? } else { 0 };
        write!(out, "{}", view::list::disputes(&entries, all, args.all, Look::of_stdout()))
    };
    written.and_then(|()| out.flush()).context("the result could not be written")?;
    Ok(Outcome::Done)
}
