//! Everything a holder has said, dispute by dispute and over time, with changes of stance.

use super::dispute::{Turn, turn};
use super::frame::{Frame, Part, html};
use super::notes::{Remark, Remarks, letters};
use super::review::nothing_beside;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{Card, Named, cards};
use crate::view::{link, side};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::Keeper;
use gainsay::ledger::{DisputeEntry, Filter, Subject};
use gainsay::record::{Holder, PageId, PositionRef};
use gainsay::{safe, terms};
use std::collections::BTreeSet;

/// How many disputes are shown, and how many positions of each.
const DISPUTES: usize = 30;
const OF_EACH: usize = 30;

#[derive(Template)]
#[template(path = "holder.html")]
struct Page {
    frame: Frame,
    code: String,
    name: String,
    above: Vec<Named>,
    sections: Vec<Section>,
    more: usize,
    grades: Vec<Remark>,
    letters: [(&'static str, &'static str); 6],
    remarks: Remarks,
    address: String,
}

/// What a holder says in one dispute.
struct Section {
    title: String,
    address: String,
    cards: Vec<Card>,
    more: bool,
    turns: Vec<Turn>,
}

/// Answers a holder.
pub(crate) async fn holder(
    State(desk): State<Desk>,
    session: Session,
    Path(code): Path<String>,
) -> Result<Response, Trouble> {
    desk.read(move |keeper| Ok(html(&page(keeper, &code, &session)?))).await
}

fn page(keeper: &Keeper, written: &str, session: &Session) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let holder = keeper
        .holder_named(written)
        .filter(|holder| holder.as_str().eq_ignore_ascii_case(written) || !written.contains(':'))
        .unwrap_or_else(|| Holder::new(written));
    let name = terms::holder(Some(&holder), known);
    let of_holder = Filter { holder: Some(holder.to_string()), ..Filter::default() };
    let entries = ledger.disputes(&of_holder)?;
    let mut sections = Vec::new();
    for entry in entries.iter().take(DISPUTES) {
        sections.push(section(keeper, &holder, &of_holder, entry)?);
    }
    let standing = ledger.standing()?;
    let on = Subject::Holder(holder.clone());
    let grades = standing.grades(&on).map(|(decision, grade)| Remark {
        id: safe::line(&decision.id),
        text: format!("{grade}: {}", grade.words()),
        by_on: terms::people::by_on(&decision.by, &decision.at),
    });
    let parts: Vec<&str> = holder.parts().collect();
    let above = (2..parts.len()).map(|length| Holder::new(parts[..length].join(":")));
    Ok(Page {
        frame: Frame::new(&name, Part::Disputes, session),
        above: above.map(|above| Named::holder(Some(&above), known)).collect(),
        more: entries.len().saturating_sub(DISPUTES),
        grades: grades.collect(),
        letters: letters(),
        remarks: Remarks::of(standing.remarks_on(&on), holder.as_str()),
        address: link::holder(&holder),
        code: safe::line(holder.as_str()),
        sections,
        name,
    })
}

fn section(
    keeper: &Keeper,
    holder: &Holder,
    filter: &Filter,
    entry: &DisputeEntry,
) -> Result<Section, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let of_it = Filter { dispute: Some(entry.id.clone()), limit: Some(OF_EACH + 1), ..filter.clone() };
    let mut rows = ledger.positions(&of_it)?;
    let more = rows.len() > OF_EACH;
    rows.truncate(OF_EACH);
    let turns: Vec<_> = ledger
        .dispute(&entry.id)?
        .map(|dispute| dispute.reversals)
        .unwrap_or_default()
        .into_iter()
        .filter(|turn| turn.holder == *holder)
        .collect();
    let mut ids: BTreeSet<PageId> = rows.iter().map(|row| row.at.page).collect();
    ids.extend(turns.iter().flat_map(|turn| [turn.from.1.page, turn.to.1.page]));
    let pages = keeper.pages(&ids)?;
    let beside = nothing_beside(keeper)?;
    // Each run of positions with the mark of its own stance.
    let mut shown = Vec::new();
    for run in rows.chunk_by(|a, b| a.stance == b.stance) {
        let key = side::of(run[0].stance).map_or("none", side::key);
        let refs: Vec<PositionRef> = run.iter().map(|row| row.at).collect();
        shown.extend(cards(&refs, key, &[], &pages, &beside, known));
    }
    Ok(Section {
        title: safe::line(&entry.title),
        address: link::dispute(&entry.id),
        cards: shown,
        more,
        turns: turns.iter().map(|it| turn(it, &pages, known)).collect(),
    })
}
