//! Two positions side by side: their words, and slot by slot what each says.

use super::frame::{self, Frame, Part};
use super::review::nothing_beside;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{Card, cards};
use crate::view::words::Segment;
use crate::view::{dates, link, side};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gainsay::ledger::Spot;
use gainsay::record::{Mode, Opposition, Position, PositionRef};
use gainsay::{Keeper, Kept, Knowledge, safe, terms};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How many positions are offered to be held against one.
const OFFERED: usize = 60;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    frame: Frame,
    sides: Vec<Shown>,
    rows: Vec<Row>,
    how: Option<&'static str>,
    offered: Vec<Offer>,
}

/// One of the two.
struct Shown {
    card: Card,
    paras: Vec<Vec<Segment>>,
}

/// A slot of both.
struct Row {
    name: &'static str,
    values: [String; 2],
    is_same: bool,
}

/// A position that can be held against the first.
struct Offer {
    address: String,
    card: Card,
    how: Option<&'static str>,
}

/// Answers two positions; or one, with those that it can be held against.
pub(crate) async fn compare(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    frame::kept(&desk, session, move |keeper, session| page(keeper, &asked, session)).await
}

fn page(keeper: &Keeper, asked: &Asked, session: &Session) -> Result<Page, Trouble> {
    let known = keeper.reader().known();
    let a = place(keeper, &asked.a)?;
    let b = if asked.b.is_empty() { None } else { Some(place(keeper, &asked.b)?) };
    let meets = meetings(keeper, a)?;
    let how = |other: PositionRef| meets.iter().find(|(at, _)| *at == other).and_then(|(_, how)| *how);
    let wanted: Vec<PositionRef> = match b {
        Some(b) => vec![a, b],
        None => std::iter::once(a).chain(meets.iter().map(|(at, _)| *at).take(OFFERED)).collect(),
    };
    let ids: BTreeSet<_> = wanted.iter().map(|at| at.page).collect();
    let pages = keeper.pages(&ids)?;
    let beside = nothing_beside(keeper)?;
    let card = |at: PositionRef| {
        let position = position(&pages, at)?;
        let key = side::of(position.stance).map_or("none", side::key);
        cards(&[at], key, &[], &pages, &beside, known).pop()
    };
    let shown = |at: PositionRef| Some(Shown { card: card(at)?, paras: paras(&pages, at) });
    let offered = wanted.iter().skip(1).filter(|_| b.is_none());
    let offered = offered.filter_map(|at| {
        let address = format!("/compare?a={}&b={}", link::encoded(&asked.a), link::item(*at));
        Some(Offer { address, card: card(*at)?, how: how(*at) })
    });
    let offered = offered.collect();
    let both = b.and_then(|b| Some((position(&pages, a)?, position(&pages, b)?)));
    Ok(Page {
        frame: Frame::new("Side by side", Part::Disputes, session),
        sides: std::iter::once(a).chain(b).filter_map(shown).collect(),
        rows: both.map(|(a, b)| rows(a, b, known)).unwrap_or_default(),
        how: b.and_then(how),
        offered,
    })
}

/// The position that `PAGE:p1` names.
fn place(keeper: &Keeper, written: &str) -> Result<PositionRef, Trouble> {
    let anchor = keeper.item(written)?;
    match anchor.find(&keeper.ledger().reading(&anchor.page)?) {
        Some(Spot::Position(position)) => Ok(PositionRef { page: anchor.page, position }),
        _ => Err(Trouble::wrong("only positions are held against each other")),
    }
}

/// The other positions of its disputes: those that it meets, and how, before those of which nothing is said.
fn meetings(keeper: &Keeper, at: PositionRef) -> Result<Vec<(PositionRef, Option<&'static str>)>, Trouble> {
    let ledger = keeper.ledger();
    let mut met = Vec::new();
    let mut others = Vec::new();
    for id in ledger.disputes_of(&at)? {
        let Some(dispute) = ledger.dispute(&id)? else { continue };
        for (asserting, denying, how) in &dispute.oppositions {
            let other = if *asserting == at { *denying } else { *asserting };
            if *asserting == at || *denying == at {
                met.push((other, Some(opposed(*how))));
            }
        }
        let all = dispute.sides.iter().chain(&dispute.beneath).flat_map(|(_, refs)| refs);
        others.extend(all.filter(|other| **other != at).map(|other| (*other, None)));
    }
    let known: BTreeSet<PositionRef> = met.iter().map(|(other, _)| *other).collect();
    met.extend(others.into_iter().filter(|(other, _)| !known.contains(other)));
    Ok(met)
}

fn opposed(how: Opposition) -> &'static str {
    match how {
        Opposition::Opposed => "opposed: one asserts what the other’s denial covers",
        Opposition::PartlyOpposed => "partly opposed: they overlap, and neither covers the other",
        Opposition::PastEachOther => "past each other: they do not meet",
    }
}

fn position(pages: &[Kept], at: PositionRef) -> Option<&Position> {
    let kept = pages.iter().find(|kept| kept.entry.id == at.page)?;
    kept.ruled.reading.positions.get(at.position as usize)
}

/// The paragraphs in which a position stands, the words that fill its slots lit.
fn paras(pages: &[Kept], at: PositionRef) -> Vec<Vec<Segment>> {
    let Some(kept) = pages.iter().find(|kept| kept.entry.id == at.page) else { return Vec::new() };
    super::review::around(kept, at.position)
}

/// Slot by slot what two positions say.
fn rows(a: &Position, b: &Position, known: &Knowledge) -> Vec<Row> {
    let row = |name, of: &dyn Fn(&Position) -> String| {
        let values = [of(a), of(b)];
        Row { name, is_same: values[0] == values[1], values }
    };
    let role = |role: &'static str| {
        move |position: &Position| {
            let filler = position.proposition.role(role);
            filler.map_or_else(|| "not said".to_owned(), |it| terms::in_words(&it.filler, known))
        }
    };
    let items = |position: &Position| -> String {
        let all: Vec<String> = position.proposition.items.iter().map(terms::item).collect();
        if all.is_empty() { "not said".to_owned() } else { all.join(", ") }
    };
    let time = |position: &Position| -> String {
        let time = position.proposition.time.as_ref();
        let words = time
            .and_then(|time| time.edtf.as_ref().map(dates::date).or(time.text.as_deref().map(safe::line)));
        words.unwrap_or_else(|| "not said".to_owned())
    };
    vec![
        row("Stance", &|position| terms::stance(position.stance).to_owned()),
        row("Aimed at", &|position| side::aim(position.level).to_owned()),
        row("Supplier", &role("supplier")),
        row("Recipient", &role("recipient")),
        row("Items", &items),
        row("Stage", &|position| match &position.proposition.stage {
            Some(stage) => terms::key(stage),
            None => "not said".to_owned(),
        }),
        row("Mode", &|position| match position.proposition.mode {
            Mode::Unspecified => "not said".to_owned(),
            mode => terms::mode(mode).to_owned(),
        }),
        row("Time", &time),
    ]
}
