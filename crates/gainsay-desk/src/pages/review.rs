//! Review: what nobody has decided on, the least sure first; and one position to be confirmed, rejected or corrected.

use super::decide::Current;
use super::frame::{Frame, Part, html};
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
use gainsay::ledger::{DisputeEntry, Filter, Spot};
use gainsay::record::{Level, PageId, PositionRef, Stance};
use gainsay::{Beside, Keeper, Kept, safe, terms};
use std::collections::BTreeSet;

/// From how many disputes the queue is made, how many positions of each, and how many are shown.
const DISPUTES: usize = 20;
const OF_EACH: usize = 60;
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "queue.html")]
struct Queue {
    frame: Frame,
    rows: Vec<Waiting>,
    waiting: usize,
}

/// A position that nobody decided on.
struct Waiting {
    card: Card,
    item: String,
    title: String,
    dispute: String,
    confidence: u8,
}

/// Answers the queue.
pub(crate) async fn queue(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    desk.read(move |keeper| {
        let filter = asked.filter(keeper.reader().known())?;
        let (rows, waiting) = waiting(keeper, filter)?;
        Ok(html(&Queue { frame: Frame::new("Review", Part::Review, &session), rows, waiting }))
    })
    .await
}

fn waiting(keeper: &Keeper, filter: Filter) -> Result<(Vec<Waiting>, usize), Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let mut entries = ledger.disputes(&filter)?;
    entries.retain(DisputeEntry::is_contested);
    let mut all = Vec::new();
    for entry in entries.iter().take(DISPUTES) {
        let of_it = Filter {
            dispute: Some(entry.id.clone()),
            undecided: true,
            limit: Some(OF_EACH),
            ..filter.clone()
        };
        all.extend(ledger.positions(&of_it)?.into_iter().map(|row| (row, entry)));
    }
    let count = all.len();
    all.sort_by(|(a, _), (b, _)| a.confidence.total_cmp(&b.confidence).then(a.at.cmp(&b.at)));
    all.truncate(SHOWN);
    let ids: BTreeSet<PageId> = all.iter().map(|(row, _)| row.at.page).collect();
    let pages = keeper.pages(&ids)?;
    let beside = nothing_beside(keeper)?;
    let rows = all.iter().filter_map(|(row, entry)| {
        let key = side::of(row.stance).map_or("none", side::key);
        let card = cards(&[row.at], key, &[], &pages, &beside, known).pop()?;
        Some(Waiting {
            item: card.claims.first()?.item.clone(),
            card,
            title: safe::line(&entry.title),
            dispute: link::dispute(&entry.id),
            confidence: (row.confidence * 100.0).round() as u8,
        })
    });
    Ok((rows.collect(), count))
}

/// What is decided on single positions, and on no dispute.
pub(super) fn nothing_beside(keeper: &Keeper) -> Result<Beside, Trouble> {
    let standing = keeper.ledger().standing()?;
    Ok(Beside { ruling: None, remarks: Vec::new(), set_aside: Vec::new(), standing })
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
    desk.read(move |keeper| Ok(html(&form(keeper, &page, &at, &session)?))).await
}

fn form(keeper: &Keeper, page: &str, at: &str, session: &Session) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
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
    let mut disputes = Vec::new();
    for id in ledger.disputes_of(&at)? {
        let filter = Filter { dispute: Some(id.clone()), limit: Some(1), ..Filter::default() };
        if let Some(entry) = ledger.disputes(&filter)?.pop() {
            disputes.push(Named { words: safe::line(&entry.title), address: Some(link::dispute(&id)) });
        }
    }
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
