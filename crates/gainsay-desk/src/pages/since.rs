//! What has come to a dispute since the visit before, and the word that all of it is seen.

use crate::desk::Desk;
use crate::safety::Signed;
use crate::trouble::Trouble;
use crate::view::card::{Card, cards};
use crate::view::link::is_own;
use crate::view::side;
use crate::visit::{Look, Visit};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use gainsay::record::{PageId, PositionRef, Stance};
use gainsay::{Beside, Changes, Event, Kept, Knowledge, terms};
use std::collections::BTreeSet;

/// So many positions and decisions are told one by one.
const TOLD: usize = 20;

/// What has come.
pub(super) struct Since {
    pub when: String,
    pub positions: Vec<Card>,
    pub more: usize,
    /// New sides, stages, changes of stance, origins, in words.
    pub news: Vec<String>,
    pub decisions: Vec<Decided>,
}

/// Something that somebody decided.
pub(super) struct Decided {
    pub id: String,
    pub words: String,
    pub by_on: String,
}

/// The pages of the positions that are told.
pub(super) fn pages(changes: &Changes) -> impl Iterator<Item = PageId> {
    changes.positions.iter().take(TOLD).map(|at| at.page)
}

/// What has come to a dispute since `look`; `None` where nothing has.
pub(super) fn since(
    look: Look,
    changes: &Changes,
    pages: &[Kept],
    beside: &Beside,
    known: &Knowledge,
) -> Option<Since> {
    if *changes == Changes::default() {
        return None;
    }
    let stance = |at: &PositionRef| -> Option<Stance> {
        let kept = pages.iter().find(|kept| kept.entry.id == at.page)?;
        kept.ruled.reading.positions.get(at.position as usize).map(|it| it.stance)
    };
    let told = changes.positions.iter().take(TOLD);
    let positions = told.flat_map(|at| {
        let key = stance(at).and_then(side::of).map_or("none", side::key);
        cards(&[*at], key, &[], pages, beside, known)
    });
    // That it is new says that everything on it is.
    let news = changes.events.iter().filter(|event| !matches!(event, Event::Dispute));
    let decisions = changes.decisions.iter().rev().take(TOLD).map(|decision| Decided {
        id: gainsay::safe::line(&decision.id),
        words: terms::people::deed(&decision.deed),
        by_on: terms::people::by_on(&decision.by, &decision.at),
    });
    Some(Since {
        when: look.when(),
        positions: positions.collect(),
        more: changes.positions.len().saturating_sub(TOLD),
        news: news.map(|event| terms::news::event(event, known)).collect(),
        decisions: decisions.collect(),
    })
}

/// Marks the cards with a position that has come.
pub(super) fn mark<'a>(changes: &Changes, cards: impl Iterator<Item = &'a mut Card>) {
    let new: BTreeSet<String> = changes.positions.iter().map(crate::view::card::anchor).collect();
    for card in cards {
        card.is_new = card.claims.iter().any(|claim| new.contains(&claim.anchor));
    }
}

/// Takes the word that all is seen, and goes back.
pub(crate) async fn seen(
    State(desk): State<Desk>,
    headers: HeaderMap,
    form: Signed,
) -> Result<Response, Trouble> {
    let back = form.get("back").filter(|back| is_own(back)).unwrap_or("/").to_owned();
    desk.read(move |keeper| {
        let mut response = Redirect::to(&back).into_response();
        Visit::of(&headers, keeper)?.seen().remember(response.headers_mut());
        Ok(response)
    })
    .await
}
