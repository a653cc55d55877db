//! `gainsay grade`: the Admiralty code.

use super::by::{decide, name};
use super::place::{Place, print};
use crate::Outcome;
use crate::view::{self, Look};
use anyhow::bail;
use gainsay::ledger::{Deed, Grade, Subject};
use gainsay::wire;

const EXAMPLES: &str = "\
Sources (a holder by its code or name, an outlet by its name), by a letter:
  A completely reliable        D not usually reliable
  B usually reliable           E unreliable
  C fairly reliable            F reliability cannot be judged
Items (PAGE:p1, PAGE:s1), by a digit:
  1 confirmed by other sources 4 doubtful
  2 probably true              5 improbable
  3 possibly true              6 truth cannot be judged

The two are judged apart (STANAG 2511; US Army FM 2-22.3, appendix B). What nobody graded is F6; gainsay grades nothing itself.

Examples:
  gainsay grade PRK:GOV D --by Ana
  gainsay grade \"Danube Wire\" B --by Ana
  gainsay grade 9f86d081:p1 3 --by Ana
  gainsay grade PRK:GOV                  what it was graded, and by whom";

/// Grades a source or an item by the Admiralty code, or shows its grades
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A holder, an outlet, or an item (PAGE:p1, PAGE:s1)
    #[arg(value_name = "SOURCE_OR_ITEM")]
    subject: String,
    /// A letter for a source, a digit for an item; without it the grades so far are shown
    #[arg(value_name = "GRADE", value_parser = grade, requires = "by")]
    grade: Option<Grade>,
    /// Whose decision it is; it stands in the log
    #[arg(long, value_name = "NAME", value_parser = name, requires = "grade")]
    by: Option<String>,
    /// Print one JSON object a line: each grade, the last one counting
    #[arg(long)]
    json: bool,
}

fn grade(written: &str) -> Result<Grade, String> {
    Grade::parse(written)
        .ok_or_else(|| format!("\"{written}\" is no letter from A to F and no digit from 1 to 6"))
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let mut keeper = place.open_to_read()?;
    let subject = match keeper.subject(&args.subject)? {
        subject @ (Subject::Item(_) | Subject::Holder(_) | Subject::Outlet(_)) => subject,
        Subject::Page(_) | Subject::Dispute(_) => {
            bail!("only sources and items are graded; {} is neither", args.subject)
        }
    };
    if let (Some(grade), Some(by)) = (args.grade, &args.by) {
        match (&subject, grade) {
            (Subject::Item(_), Grade::Reliability(_)) => {
                bail!("an item takes a digit from 1 to 6, not {grade}")
            }
            (Subject::Item(_), _) | (_, Grade::Reliability(_)) => {}
            _ => bail!("a source takes a letter from A to F, not {grade}"),
        }
        keeper = place.open_there()?;
        let decided = decide(by, &mut keeper, vec![Deed::Grade { on: subject, grade }])?;
        print(&view::people::entered(&decided, Look::of_stdout()))?;
        return Ok(Outcome::Done);
    }
    let standing = keeper.ledger().standing()?;
    let grades: Vec<_> = standing.grades(&subject).collect();
    let text = if args.json {
        let lines = grades.iter().map(|(decision, _)| wire::Decided::new(decision, &standing, false));
        lines.map(|line| wire::line(&line) + "\n").collect()
    } else {
        view::people::grades(&subject, &grades)
    };
    print(&text)?;
    Ok(Outcome::Done)
}
