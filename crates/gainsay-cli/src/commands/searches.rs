//! `gainsay searches`: the searches that are saved.

use super::place::{Place, print};
use crate::Outcome;
use crate::view::safe;
use gainsay::wire;

/// Lists the saved searches
///
/// `gainsay search --save NAME WORDS --by WHO` saves one, `gainsay search --saved NAME` makes it again, `gainsay rule undo` drops it.
#[derive(clap::Args)]
pub struct Args {
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let standing = keeper.ledger().standing()?;
    let mut text = String::new();
    for (decision, name, words) in standing.searches() {
        text += &if args.json {
            wire::line(&wire::Decided::new(decision, &standing, false)) + "\n"
        } else {
            format!(
                "{}: {}  ({}, {})\n",
                safe::line(name),
                safe::line(words),
                safe::line(&decision.by),
                decision.id
            )
        };
    }
    if text.is_empty() && !args.json {
        text = "No search is saved.\n".to_owned();
    }
    print(&text)?;
    Ok(Outcome::Done)
}
