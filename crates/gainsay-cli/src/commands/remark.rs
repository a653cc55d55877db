//! `gainsay note` and `gainsay tag`: words of a person's own, on anything.

use super::by::By;
use super::place::{Place, print};
use crate::Outcome;
use crate::view::{self, Look};
use gainsay::ledger::Deed;

/// Adds a note to an item, dispute, page, holder or outlet
///
/// `gainsay show` has it beside what it is on. `gainsay rule undo` takes it back.
#[derive(clap::Args)]
pub struct Note {
    /// An item (PAGE:p1, PAGE:s1), dispute, page, holder or outlet
    #[arg(value_name = "ON")]
    on: String,
    /// The words of the note
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    by: By,
}

/// Tags an item, dispute, page, holder or outlet
///
/// `gainsay show` has it beside what it is on. `gainsay rule undo` takes it back.
#[derive(clap::Args)]
pub struct Tag {
    /// An item (PAGE:p1, PAGE:s1), dispute, page, holder or outlet
    #[arg(value_name = "ON")]
    on: String,
    /// The tags
    #[arg(required = true, value_name = "TAG", value_parser = super::by::name)]
    tags: Vec<String>,
    #[command(flatten)]
    by: By,
}

/// Runs `gainsay note`.
pub fn note(args: &Note, place: &Place) -> anyhow::Result<Outcome> {
    let text = args.words.join(" ");
    enter(&args.on, &args.by, place, |on| vec![Deed::Note { on, text }])
}

/// Runs `gainsay tag`.
pub fn tag(args: &Tag, place: &Place) -> anyhow::Result<Outcome> {
    let tags = args.tags.clone();
    enter(&args.on, &args.by, place, |on| {
        tags.into_iter().map(|tag| Deed::Tag { on: on.clone(), tag }).collect()
    })
}

fn enter(
    on: &str,
    by: &By,
    place: &Place,
    deeds: impl FnOnce(gainsay::ledger::Subject) -> Vec<Deed>,
) -> anyhow::Result<Outcome> {
    let mut keeper = place.open_there()?;
    let on = keeper.subject(on)?;
    let decided = by.decide(&mut keeper, deeds(on))?;
    print(&view::people::entered(&decided, Look::of_stdout()))?;
    Ok(Outcome::Done)
}
