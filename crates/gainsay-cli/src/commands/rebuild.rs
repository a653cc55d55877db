//! `gainsay rebuild`: everything derived again from the stored bytes.

use super::place::{Place, print, threads};
use crate::{Outcome, tell};
use gainsay::Rebuilding;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;

/// Derives everything again from the stored bytes: what a newer gainsay reads better
///
/// Reads every page of the ledger again, applies what people decided to what is read now, and works the disputes out again. One that
/// was broken off goes on where it was. Meanwhile others can read and add.
#[derive(clap::Args)]
pub struct Args {
    /// From the first page on, even where an earlier start was broken off
    #[arg(long)]
    anew: bool,
    /// How many pages to read at once [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let mut keeper = place.open_there()?;
    let pages = keeper.ledger().counts()?.pages;
    let bar = if io::stderr().is_terminal() { ProgressBar::new(pages) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} pages  {eta} left  {msg}") {
        bar.set_style(style);
    }
    let done = keeper.rebuild(threads(args.threads), args.anew, |progress| match progress {
        Rebuilding::Pages(pages) => bar.set_position(pages),
        Rebuilding::Topics(done, all) => bar.set_message(format!("disputes {done} of {all}")),
    })?;
    bar.finish_and_clear();
    for (page, why) in &done.unread {
        tell(&format!("page {page}: {why}; its earlier reading stays"));
    }
    let orphans = keeper.ledger().orphans()?.len();
    let mut text = match done.before {
        0 => format!("{} pages read again", done.pages),
        before => format!("{} pages read again, after {before} before it was broken off", done.pages),
    };
    if orphans > 0 {
        text += &format!(
            "; {orphans} decisions are orphans now (gainsay rule list --orphans{})",
            place.argument()
        );
    }
    print(&format!("{text}.\n"))?;
    Ok(if done.unread.is_empty() { Outcome::Done } else { Outcome::SomeUnread })
}
