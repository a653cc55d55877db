//! Review: what nobody has decided on, the least sure first; and one position to be confirmed, rejected or corrected.

use super::decide::Current;
use super::frame::{self, Frame, Part};
use super::notes::Remarks;
use super::page::kept;
use crate::asked::Asked;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{Card, Named, cards};
use crate::view::words::{Lit, Segment, marks, segments};
use crate::view::{link, side};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gainsay::ledger::{Filter, Spot, Tally};
use gainsay::record::{Level, PageId, PositionRef, Stance};
use gainsay::{Beside, Keeper, Kept, safe, terms};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How many positions a part of the queue has.
const PART: usize = 30;

#[derive(Template)]
#[template(path = "queue.html")]
struct Queue {
    frame: Frame,
    rows: Vec<Waiting>,
    waiting: String,
    /// The next part.
    after: Option<String>,
    /// This part: where a decision leads back to.
    here: String,
}

/// A position that nobody decided on.
struct Waiting {
    card: Card,
    item: String,
    disputes: Vec<Named>,
    confidence: u8,
}

/// Where the queue goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    after: String,
}

/// Answers the queue, or a part of it.
pub(crate) async fn queue(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
    Query(from): Query<From>,
) -> Result<Response, Trouble> {
    let on = desk.clone();
    frame::kept(&desk, session, move |keeper, session| part(&on, keeper, &asked, &from, session)).await
}

fn part(
    desk: &Desk,
    keeper: &Keeper,
    asked: &Asked,
    from: &From,
    session: &Session,
) -> Result<Queue, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let filter = asked.filter(keeper)?;
    let after = Some(from.after.trim()).filter(|after| !after.is_empty());
    let after = after.map(|after| after.parse().map_err(|_| Trouble::wrong("this is no part of the queue")));
    let mut listed = ledger.unsure(&filter, after.transpose()?, PART + 1)?;
    let goes_on = listed.len() > PART;
    listed.truncate(PART);
    let next = listed
        .last()
        .filter(|_| goes_on)
        .map(|(last, _)| asked.within("/review", &[("after", &last.to_string())]));
    let ids: BTreeSet<PageId> = listed.iter().map(|(_, row)| row.at.page).collect();
    let pages = keeper.pages(&ids)?;
    let beside = nothing_beside(keeper)?;
    let mut rows = Vec::new();
    for (_, row) in &listed {
        let key = side::of(row.stance).map_or("none", side::key);
        let Some(card) = cards(&[row.at], key, &[], &pages, &beside, known).pop() else { continue };
        let Some(claim) = card.claims.first() else { continue };
        rows.push(Waiting {
            item: claim.item.clone(),
            disputes: disputes(keeper, row.at)?,
            confidence: (row.confidence * 100.0).round() as u8,
            card,
        });
    }
    Ok(Queue {
        frame: Frame::new("Review", Part::Review, session),
        rows,
        waiting: terms::counted(desk.waiting(keeper)?, "position"),
        after: next,
        here: session.here.clone(),
    })
}

/// The disputes that a position is part of.
fn disputes(keeper: &Keeper, at: PositionRef) -> Result<Vec<Named>, Trouble> {
    let mut disputes = Vec::new();
    for id in keeper.ledger().disputes_of(&at)? {
        let filter = Filter { dispute: Some(id.clone()), limit: Some(1), ..Filter::default() };
        if let Some(entry) = keeper.ledger().disputes(&filter)?.pop() {
            disputes.push(Named { words: safe::line(&entry.title), address: Some(link::dispute(&id)) });
        }
    }
    Ok(disputes)
}

/// What is decided on single positions, and on no dispute.
pub(super) fn nothing_beside(keeper: &Keeper) -> Result<Beside, Trouble> {
    let standing = keeper.ledger().standing()?;
    Ok(Beside {
        ruling: None,
        remarks: Vec::new(),
        set_aside: Vec::new(),
        unfolded: Vec::new(),
        tally: Tally::default(),
        standing,
    })
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    card: Card,
    item: String,
    now: Current,
    who: String,
    stances: Vec<(&'static str, bool)>,
    levels: Vec<(&'static str, bool)>,
    stages: Vec<(String, bool)>,
    paras: Vec<Vec<Segment>>,
    disputes: Vec<Named>,
    remarks: Remarks,
    back: String,
    rejected: bool,
}

/// Answers the form for one position.
pub(crate) async fn position(
    State(desk): State<Desk>,
    session: Session,
    Path((page, at)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    frame::kept(&desk, session, move |keeper, session| form(keeper, &page, &at, session)).await
}

fn form(keeper: &Keeper, page: &str, at: &str, session: &Session) -> Result<Page, Trouble> {
    let known = keeper.reader().known();
    let kept = kept(keeper, page)?;
    let reading = &kept.ruled.reading;
    let missing = || Trouble::missing(format!("there is no position {at} on this page"));
    let place = at
        .strip_prefix('p')
        .and_then(|digits| digits.parse::<u32>().ok()?.checked_sub(1))
        .ok_or_else(missing)?;
    let position = reading.positions.get(place as usize).ok_or_else(missing)?;
    let at = PositionRef { page: kept.entry.id, position: place };
    let now = Current::of(reading, position);
    let beside = nothing_beside(keeper)?;
    let key = side::of(position.stance).map_or("none", side::key);
    let pages = std::slice::from_ref(&kept);
    let card = cards(&[at], key, &[], pages, &beside, known).pop().ok_or_else(missing)?;
    let stages: Vec<String> = known
        .frames
        .get(&position.proposition.frame)
        .map(|frame| frame.stages().map(str::to_owned).collect())
        .unwrap_or_default();
    let disputes = disputes(keeper, at)?;
    let back =
        disputes.first().and_then(|dispute| dispute.address.clone()).unwrap_or_else(|| link::page(at.page));
    let item = link::item(at);
    let remarks = kept.remarks.iter().filter(|(spot, _)| *spot == Spot::Position(place));
    Ok(Page {
        frame: Frame::new("Review", Part::Review, session),
        who: terms::holder(position.holder.as_ref(), known),
        stances: STANCES.map(|it| (terms::stance(it), it == position.stance)).to_vec(),
        levels: LEVELS.map(|it| (terms::level(it), it == position.level)).to_vec(),
        stages: std::iter::once("none".to_owned())
            .chain(stages)
            .map(|stage| {
                let is = stage == now.stage;
                (stage, is)
            })
            .collect(),
        paras: around(&kept, place),
        remarks: Remarks::of(remarks.map(|(_, decision)| decision), &item),
        rejected: kept.ruled.is_rejected(place),
        disputes,
        card,
        item,
        now,
        back,
    })
}

const STANCES: [Stance; 8] = [
    Stance::Asserts,
    Stance::Confirms,
    Stance::Accuses,
    Stance::Denies,
    Stance::Hedges,
    Stance::Declines,
    Stance::Threatens,
    Stance::Relays,
];

const LEVELS: [Level; 11] = [
    Level::Act,
    Level::Plan,
    Level::Report,
    Level::Evidence,
    Level::Knowledge,
    Level::Responsibility,
    Level::Policy,
    Level::Legality,
    Level::Authenticity,
    Level::Decision,
    Level::Presupposed,
];

/// The paragraphs that the statement of a position stands in, its words lit.
pub(super) fn around(kept: &Kept, place: u32) -> Vec<Vec<Segment>> {
    let reading = &kept.ruled.reading;
    let Some(position) = reading.positions.get(place as usize) else { return Vec::new() };
    let Some(statement) = reading.statements.get(position.statement.0 as usize) else { return Vec::new() };
    let lit = Lit { statement: Some(position.statement.0), position: Some(place) };
    let marks = marks(reading, lit);
    let own = || statement.content.iter().chain(&statement.source).chain(&statement.cue);
    let blocks = reading.article.blocks.iter().filter(|block| own().any(|span| span.overlaps(block.span)));
    blocks.take(6).map(|block| segments(&reading.article.text, block.span, &marks)).collect()
}
