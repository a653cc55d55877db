//! `gainsay diff`: what is new since some time.

use super::place::{Place, print, since};
use crate::Outcome;
use crate::view::{self, Look};
use gainsay::wire;

/// Shows what is new since some time: sides, first denials, stages, changes of stance, origins
///
/// Holds the disputes as they are now against those without the pages that were taken in since. Rulings are applied to both alike;
/// what people decided since, `gainsay log --since` lists.
#[derive(clap::Args)]
pub struct Args {
    /// Since when: a date in EDTF (2022-09-22, 2022-09) or a moment (2022-09-22T06:00:00Z), by when pages were taken in
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: String,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let news = keeper.diff(&args.since)?;
    let text = if args.json {
        news.iter().map(|one| wire::line(&wire::News::from(one)) + "\n").collect()
    } else {
        view::news::news(&news, keeper.reader().known(), Look::of_stdout())
    };
    print(&text)?;
    Ok(Outcome::Done)
}
