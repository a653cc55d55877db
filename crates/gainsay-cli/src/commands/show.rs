//! `gainsay show`: one dispute, with its words.

use super::place::{Place, print, shown};
use crate::Outcome;
use crate::view::{self, Look};
use gainsay::wire;

/// Shows one dispute: its sides, words, origins, and what is not addressed
///
/// Shows one dispute: the sides in order of time with date, holder, stance and the words as printed; whose word it goes
/// back to and which pages count once; what one side asserts, the other denies, and what is not addressed.
#[derive(clap::Args)]
pub struct Args {
    /// The dispute's id, or the opening of it that no other has
    #[arg(value_name = "DISPUTE")]
    dispute: String,
    /// Every position, however many there are
    #[arg(long)]
    all: bool,
    /// Print one JSON object: the dispute, and every position with its statement
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let dispute = keeper.dispute(&args.dispute)?;
    let most = if args.all || args.json { usize::MAX } else { view::dispute::MOST };
    let text = if args.json {
        let beside = keeper.beside(&dispute)?;
        let mut ids = view::dispute::pages_shown(&dispute, most);
        ids.extend(beside.set_aside.iter().map(|at| at.page));
        wire::line(&wire::Shown::new(&dispute, &keeper.pages(&ids)?, &beside)) + "\n"
    } else {
        shown(&keeper, &dispute, most, Look::of_stdout())?
    };
    print(&text)?;
    Ok(Outcome::Done)
}
