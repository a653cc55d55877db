//! Everything a holder has said, in order of time, with the positions that it takes and what it changed.

use super::frame::{Frame, Part, kept};
use super::notes::{Remark, Remarks, letters};
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::Named;
use crate::view::link;
use crate::view::said::{Said, said};
use crate::view::turn::{self, Change, Turn};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gainsay::ledger::{Filter, SayingEntry, Subject};
use gainsay::record::{Holder, PageId};
use gainsay::{Keeper, safe, terms};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many statements a part of the list has.
const PART: usize = 40;
/// In how many disputes changes are looked for, the most contested ones; how many of these are named.
const LOOKED_AT: usize = 200;
const NAMED: usize = 30;
/// How many changes of stance or scope are told.
const TURNS: usize = 50;

#[derive(Template)]
#[template(path = "holder.html")]
struct Page {
    frame: Frame,
    code: String,
    name: String,
    above: Vec<Named>,
    turns: Vec<Turned>,
    said: Vec<Said>,
    /// Whether this is not the first part; where the next one is.
    is_later: bool,
    after: Option<String>,
    disputes: Vec<Named>,
    more: usize,
    grades: Vec<Remark>,
    letters: [(&'static str, &'static str); 6],
    remarks: Remarks,
    address: String,
}

/// A change of stance or scope, and the dispute that it is in.
struct Turned {
    turn: Turn,
    dispute: Named,
}

/// Where the list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    after: String,
}

/// What is known of a holder beyond its statements.
pub(crate) struct Standing {
    /// Its disputes, most contested first: title and id.
    disputes: Vec<(String, String)>,
    /// How many there are.
    all: usize,
    /// What it changed, each with the place of its dispute.
    turns: Vec<(usize, Change)>,
}

/// Answers a holder.
pub(crate) async fn holder(
    State(desk): State<Desk>,
    session: Session,
    Path(code): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Trouble> {
    let on = desk.clone();
    kept(&desk, session, move |keeper, session| page(&on, keeper, &code, &from, session)).await
}

/// The holder that an address names; one that nobody knows by name goes by its code.
fn named(keeper: &Keeper, written: &str) -> Holder {
    keeper
        .holder_named(written)
        .filter(|holder| holder.as_str().eq_ignore_ascii_case(written) || !written.contains(':'))
        .unwrap_or_else(|| Holder::new(written))
}

fn page(
    desk: &Desk,
    keeper: &Keeper,
    written: &str,
    from: &From,
    session: &Session,
) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let holder = named(keeper, written);
    let name = terms::holder(Some(&holder), known);
    let after = Some(from.after.trim()).filter(|after| !after.is_empty());
    let after = after.map(|after| after.parse().map_err(|_| Trouble::wrong("this is no part of the list")));
    let after = after.transpose()?;
    let mut sayings = ledger.sayings(holder.as_str(), after.as_ref(), PART + 1)?;
    let goes_on = sayings.len() > PART;
    sayings.truncate(PART);
    let address = link::holder(&holder);
    let next = sayings.last().filter(|_| goes_on);
    let next = next.map(|last| format!("{address}?after={}", link::encoded(&last.place.to_string())));
    let beyond = desk.standing_of(keeper, &holder)?;
    let (said, turns) = told(keeper, &holder, &sayings, &beyond)?;
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
        turns,
        said,
        is_later: after.is_some(),
        after: next,
        disputes: beyond.disputes.iter().take(NAMED).map(dispute).collect(),
        more: beyond.all.saturating_sub(NAMED),
        grades: grades.collect(),
        letters: letters(),
        remarks: Remarks::of(standing.remarks_on(&on), holder.as_str()),
        address,
        code: safe::line(holder.as_str()),
        name,
    })
}

fn dispute((title, id): &(String, String)) -> Named {
    Named { words: safe::line(title), address: Some(link::dispute(id)) }
}

/// What is said, and what changed, each with its dispute.
fn told(
    keeper: &Keeper,
    holder: &Holder,
    sayings: &[SayingEntry],
    beyond: &Standing,
) -> Result<(Vec<Said>, Vec<Turned>), Trouble> {
    let known = keeper.reader().known();
    let mut ids: BTreeSet<PageId> = sayings.iter().map(|entry| entry.page).collect();
    let turns = &beyond.turns[..beyond.turns.len().min(TURNS)];
    ids.extend(turns.iter().flat_map(|(_, it)| it.pages()));
    let pages = keeper.pages(&ids)?;
    let mut titles: BTreeMap<String, String> =
        beyond.disputes.iter().map(|(title, id)| (id.clone(), safe::line(title))).collect();
    let mut shown = Vec::new();
    for entry in sayings {
        let Ok(at) = pages.binary_search_by(|kept| kept.entry.id.cmp(&entry.page)) else { continue };
        shown.extend(said(keeper, &pages[at], entry, holder, &mut titles)?);
    }
    for (_, it) in turns {
        let to = link::position(it.to.1.page, it.to.1.position);
        let claims = shown.iter_mut().flat_map(|said| &mut said.claims).filter(|claim| claim.address == to);
        // That of the stance stands first, and says more.
        claims.for_each(|claim| claim.turn = claim.turn.or(Some(it.badge())));
    }
    let turns = turns.iter().map(|(place, it)| Turned {
        turn: turn::turn(it, &pages, known),
        dispute: dispute(&beyond.disputes[*place]),
    });
    Ok((shown, turns.collect()))
}

/// The disputes of a holder and those beneath it, and what it changed itself.
pub(crate) fn standing(keeper: &Keeper, holder: &Holder) -> Result<Standing, Trouble> {
    let ledger = keeper.ledger();
    let of_holder = Filter { holder: Some(holder.to_string()), ..Filter::default() };
    let all = ledger.count_disputes(&of_holder)? as usize;
    let entries = ledger.disputes(&Filter { limit: Some(LOOKED_AT), ..of_holder })?;
    let mut turns = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let Some(dispute) = ledger.dispute(&entry.id)? else { continue };
        let its = turn::changes(&dispute.reversals, &dispute.shifts).into_iter();
        turns.extend(its.filter(|it| it.holder == *holder).map(|it| (place, it)));
    }
    Ok(Standing { disputes: entries.into_iter().map(|entry| (entry.title, entry.id)).collect(), all, turns })
}
