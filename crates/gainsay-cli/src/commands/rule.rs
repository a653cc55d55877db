//! `gainsay rule`: what a person holds of the machine's reading.

use super::by::By;
use super::place::{Place, print};
use crate::Outcome;
use crate::view::{self, Look};
use anyhow::bail;
use clap::Subcommand;
use gainsay::ledger::{Deed, Standing};
use gainsay::record::{Level, Stance};
use gainsay::{Keeper, Wanted, party, wire};
use std::collections::HashSet;

const EXAMPLES: &str = "\
Examples:
  gainsay rule reject 2022-09-22-danube-wire.html:p2 --by Ana
  gainsay rule edit 9f86d081:p1 --stance denies --level plan --by Ana
  gainsay rule edit 9f86d081:s3 --source \"the ministry\" --by Ana
  gainsay rule split 30f740d9 9f86d081:p1 9f86d081:p4 --by Ana
  gainsay rule unfold 30f740d9 1b2c3d4e --by Ana
  gainsay rule undo 5c0ffee1 --by Ben
  gainsay rule list --orphans

An ITEM is PAGE:p1 (a position) or PAGE:s1 (a statement); PAGE is the opening of a page's id, or the end of the path at which it was \
seen. `gainsay show` prints both. A ruling is kept with the exact words that it speaks of; after a rebuild it is applied to the same \
words again, and where these are gone it is listed as an orphan.";

/// Accepts, rejects, corrects what was read; splits and merges disputes; takes back
///
/// What a person decides lives beside the machine's reading, never in it: `show` has both. It stands in the log, and nothing of it is
/// ever deleted: who takes a ruling back makes another.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    ruling: Ruling,
}

#[derive(Subcommand)]
enum Ruling {
    /// It was read rightly
    Accept {
        /// Statements or positions
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// It should not have been read: a rejected position leaves its dispute
    Reject {
        /// Statements or positions
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// It was read wrongly
    Edit(Box<Edit>),
    /// Positions leave a dispute and make one of their own
    Split {
        /// The dispute's id, or the opening of it
        #[arg(value_name = "DISPUTE")]
        dispute: String,
        /// The positions that leave it
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// Disputes become one
    Merge {
        /// Ids of disputes, or the openings of them
        #[arg(required = true, num_args = 2.., value_name = "DISPUTE")]
        disputes: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// Pages that count once, as `show` has them, count each for itself
    Unfold {
        /// The dispute's id, or the opening of it
        #[arg(value_name = "DISPUTE")]
        dispute: String,
        /// The fold's id, or the opening of it
        #[arg(value_name = "FOLD")]
        fold: String,
        #[command(flatten)]
        by: By,
    },
    /// Takes back any earlier decision (a ruling, grade, note, tag, saved search, or an undoing)
    Undo {
        /// Ids of decisions, or the openings of them
        #[arg(required = true, value_name = "DECISION")]
        decisions: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// Lists the decisions that hold
    List {
        /// Only those whose words are gone from their page, or in which nothing is read any more
        #[arg(long)]
        orphans: bool,
        /// Also those that were taken back
        #[arg(long, conflicts_with = "orphans")]
        all: bool,
        /// Print one JSON object a line
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
struct Edit {
    /// A statement or position
    #[arg(value_name = "ITEM")]
    item: String,
    /// asserts, confirms, accuses, denies, hedges, declines, threatens, relays
    #[arg(long, value_parser = stance)]
    stance: Option<Stance>,
    /// What the stance is aimed at: act, plan, report, evidence, knowledge, responsibility, policy, legality, authenticity, decision, presupposed
    #[arg(long, value_parser = level)]
    level: Option<Level>,
    /// Who takes the position: a code (PRK:GOV) or a name
    #[arg(long, value_name = "HOLDER")]
    holder: Option<String>,
    /// How far the thing has come, by the frame's name (agreed, delivered, ...), or none
    #[arg(long)]
    stage: Option<String>,
    /// Who supplies: a code (PRK) or a name
    #[arg(long, value_name = "PARTY")]
    supplier: Option<String>,
    /// Who receives
    #[arg(long, value_name = "PARTY")]
    recipient: Option<String>,
    /// Between whom, where the direction is left open; separated by commas
    #[arg(long, value_name = "PARTY,PARTY", value_delimiter = ',', conflicts_with_all = ["supplier", "recipient"])]
    parties: Vec<String>,
    /// The words that name the source, as they stand on the page; once for each part
    #[arg(long, value_name = "WORDS")]
    source: Vec<String>,
    /// The words that attribute
    #[arg(long, value_name = "WORDS")]
    cue: Vec<String>,
    /// The words attributed
    #[arg(long, value_name = "WORDS")]
    content: Vec<String>,
    #[command(flatten)]
    by: By,
}

fn stance(written: &str) -> Result<Stance, String> {
    serde_json::from_value(word(written)).map_err(|_| unknown(written))
}

fn level(written: &str) -> Result<Level, String> {
    serde_json::from_value(word(written)).map_err(|_| unknown(written))
}

/// A word as it stands on the wire.
fn word(written: &str) -> serde_json::Value {
    serde_json::Value::String(written.trim().to_lowercase())
}

fn unknown(written: &str) -> String {
    format!("\"{written}\" is none of the words that stand here")
}

impl Edit {
    fn wanted(&self, keeper: &Keeper) -> anyhow::Result<Wanted> {
        let known = keeper.reader().known();
        let code = |written: &String| match party(written, known) {
            Some(code) => Ok(code),
            None => match keeper.holder_named(written) {
                Some(holder) => Ok(holder.to_string()),
                None => bail!("\"{written}\" is no party that is known"),
            },
        };
        let holder = match &self.holder {
            None => None,
            Some(written) => match keeper.holder_named(written) {
                Some(holder) => Some(holder),
                None => bail!("\"{written}\" is no holder that is known; a code is written PRK:GOV"),
            },
        };
        Ok(Wanted {
            stance: self.stance,
            level: self.level,
            holder,
            stage: self.stage.clone(),
            supplier: self.supplier.as_ref().map(code).transpose()?,
            recipient: self.recipient.as_ref().map(code).transpose()?,
            parties: self.parties.iter().map(code).collect::<anyhow::Result<_>>()?,
            source: self.source.clone(),
            cue: self.cue.clone(),
            content: self.content.clone(),
        })
    }
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let (by, deeds, mut keeper) = match &args.ruling {
        Ruling::List { orphans, all, json } => return list(place, *orphans, *all, *json),
        Ruling::Accept { items, by } => {
            let keeper = place.open_there()?;
            let deeds = items.iter().map(|item| Ok(Deed::Accept { on: keeper.item(item)? }));
            (by, deeds.collect::<anyhow::Result<Vec<_>>>()?, keeper)
        }
        Ruling::Reject { items, by } => {
            let keeper = place.open_there()?;
            let deeds = items.iter().map(|item| Ok(Deed::Reject { on: keeper.item(item)? }));
            (by, deeds.collect::<anyhow::Result<Vec<_>>>()?, keeper)
        }
        Ruling::Edit(edit) => {
            let keeper = place.open_there()?;
            let deed = keeper.correction(keeper.item(&edit.item)?, &edit.wanted(&keeper)?)?;
            (&edit.by, vec![deed], keeper)
        }
        Ruling::Split { dispute, items, by } => {
            let keeper = place.open_there()?;
            let items = items.iter().map(|item| keeper.item(item)).collect::<Result<Vec<_>, _>>()?;
            (by, vec![keeper.splitting(dispute, items)?], keeper)
        }
        Ruling::Merge { disputes, by } => {
            let keeper = place.open_there()?;
            (by, vec![keeper.merging(disputes)?], keeper)
        }
        Ruling::Unfold { dispute, fold, by } => {
            let keeper = place.open_there()?;
            (by, vec![keeper.unfolding(dispute, fold)?], keeper)
        }
        Ruling::Undo { decisions, by } => {
            let keeper = place.open_there()?;
            let deeds = decisions.iter().map(|id| Ok(Deed::Undo { decision: keeper.decision(id)?.id }));
            (by, deeds.collect::<anyhow::Result<Vec<_>>>()?, keeper)
        }
    };
    let decided = by.decide(&mut keeper, deeds)?;
    print(&view::people::entered(&decided, Look::of_stdout()))?;
    Ok(Outcome::Done)
}

fn list(place: &Place, orphans: bool, all: bool, json: bool) -> anyhow::Result<Outcome> {
    let keeper = place.open_to_read()?;
    let standing = keeper.ledger().standing()?;
    let lost: HashSet<String> = keeper.ledger().orphans()?.into_iter().map(|decision| decision.id).collect();
    let decisions = standing.all().iter().filter(|decision| {
        let holds = standing.undone_by(&decision.id).is_none();
        if orphans { lost.contains(&decision.id) } else { all || holds }
    });
    let listed: Vec<_> = decisions
        .map(|decision| wire::Decided::new(decision, &standing, lost.contains(&decision.id)))
        .collect();
    let text = if json {
        listed.iter().map(|decision| wire::line(decision) + "\n").collect()
    } else {
        told(&listed, &standing, orphans)
    };
    print(&text)?;
    Ok(Outcome::Done)
}

fn told(listed: &[wire::Decided], standing: &Standing, orphans: bool) -> String {
    if listed.is_empty() {
        return if orphans { "No decision is an orphan.\n" } else { "Nothing was decided yet.\n" }.to_owned();
    }
    let look = Look::of_stdout();
    listed.iter().map(|decided| view::people::listed(decided, standing, look)).collect()
}
