//! `gainsay search`: full text over statements and pages.

use super::by::{decide, name};
use super::place::{Place, print};
use crate::Outcome;
use crate::view::{self, Look};
use anyhow::bail;
use gainsay::ledger::{Deed, Within};
use gainsay::wire;

const EXAMPLES: &str = "\
Examples:
  gainsay search artillery shells        statements and pages with both words
  gainsay search '\"no plans\"'            words that stand one after the other
  gainsay search 'drone*'                any ending
  gainsay search --save drones 'drone*' --by Ana
  gainsay search --saved drones";

/// Finds statements and pages by their words
///
/// Finds statements and pages by their words. What people ruled is applied: a statement whose words were corrected is found by those.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Words that must all be there; case and accents make no difference
    #[arg(required_unless_present = "saved", value_name = "WORDS")]
    words: Vec<String>,
    /// Save the search under this name, and make it
    #[arg(long, value_name = "NAME", value_parser = name, requires = "by")]
    save: Option<String>,
    /// Whose search it is; it stands in the log
    #[arg(long, value_name = "NAME", value_parser = name, requires = "save")]
    by: Option<String>,
    /// Make the search that was saved under this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["words", "save"])]
    saved: Option<String>,
    /// At most so many statements, and so many pages
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Print one JSON object a line: statements, then pages, best first
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let mut words = args.words.join(" ");
    if let (Some(name), Some(by)) = (&args.save, &args.by) {
        let deed = Deed::Search { name: name.clone(), words: words.clone() };
        decide(by, &mut place.open_there()?, vec![deed])?;
    }
    let keeper = place.open_to_read()?;
    if let Some(wanted) = &args.saved {
        let standing = keeper.ledger().standing()?;
        match standing.searches().iter().find(|(_, name, _)| name == wanted) {
            Some((_, _, saved)) => words = (*saved).to_owned(),
            None => bail!("no search is saved under {wanted}; gainsay searches lists them"),
        }
    }
    let statements = keeper.search(&words, Within::Statements, args.limit)?;
    let pages = keeper.search(&words, Within::Pages, args.limit)?;
    let text = if args.json {
        let lines = statements.iter().map(|found| wire::Hit::new(found, Within::Statements));
        let lines = lines.chain(pages.iter().map(|found| wire::Hit::new(found, Within::Pages)));
        lines.map(|hit| wire::line(&hit) + "\n").collect()
    } else {
        view::found::found(&statements, &pages, keeper.reader().known(), Look::of_stdout())
    };
    print(&text)?;
    Ok(Outcome::Done)
}
