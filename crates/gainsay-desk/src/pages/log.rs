//! What people decided, the latest first, each to be taken back; and the seal of the log.

use super::frame::{self, Frame, Part};
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gainsay::{Keeper, safe, terms};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How many decisions a part of the list has.
const PART: usize = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    entries: String,
    hash: String,
    after: Option<usize>,
}

struct Row {
    id: String,
    at: String,
    by: String,
    what: String,
    undone: Option<String>,
    is_orphan: bool,
}

/// Answers the log.
pub(crate) async fn log(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let part = asked.page.parse().unwrap_or(1_usize).max(1);
    frame::kept(&desk, session, move |keeper, session| page(keeper, part, session)).await
}

fn page(keeper: &Keeper, part: usize, session: &Session) -> Result<Page, Trouble> {
    let ledger = keeper.ledger();
    let standing = ledger.standing()?;
    let seal = ledger.seal()?;
    let orphans: BTreeSet<String> = ledger.orphans()?.into_iter().map(|decision| decision.id).collect();
    let skip = (part - 1).saturating_mul(PART);
    let rows = standing.all().iter().rev().skip(skip).take(PART).map(|decision| Row {
        id: safe::line(&decision.id),
        at: safe::line(&decision.at),
        by: safe::line(&decision.by),
        what: terms::people::deed(&decision.deed),
        undone: standing.undone_by(&decision.id).map(|later| safe::line(&later.id)),
        is_orphan: orphans.contains(&decision.id),
    });
    Ok(Page {
        frame: Frame::new("Log", Part::Log, session),
        rows: rows.collect(),
        entries: match seal.entries {
            1 => "1 entry".to_owned(),
            several => format!("{} entries", terms::thousands(several)),
        },
        hash: seal.to_string().split(':').nth(1).unwrap_or_default().to_owned(),
        after: (standing.all().len() > skip.saturating_add(PART)).then_some(part + 1),
    })
}
