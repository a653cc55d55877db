//! A statement in a list of what somebody has said: when, in which words, on which page, and the positions that it takes.

use super::card::{self, Named, PageLine, When};
use super::{link, side};
use crate::trouble::Trouble;
use gainsay::ledger::{Filter, SayingEntry};
use gainsay::record::{Holder, Kind, Level, PositionRef, Provenance};
use gainsay::{Keeper, Kept, safe, terms};
use std::collections::BTreeMap;

/// A statement.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub when: When,
    /// Who says it, where that is somebody beneath the holder that was asked for.
    pub who: Option<Named>,
    pub act: &'static str,
    pub words: String,
    pub whose: &'static str,
    pub is_direct: bool,
    pub page: PageLine,
    /// The page with this statement lit.
    pub address: String,
    pub claims: Vec<Claim>,
}

/// A position that is taken by it.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub key: &'static str,
    pub stance: &'static str,
    pub aim: Option<&'static str>,
    pub words: String,
    pub address: String,
    pub ruled: Option<&'static str>,
    pub disputes: Vec<Named>,
    /// What the holder changed by it, in a word or two.
    pub turn: Option<&'static str>,
}

/// A statement of `holder` or of somebody beneath it; nothing where its page has it no more. `titles` are those of the disputes
/// that are known already.
pub(crate) fn said(
    keeper: &Keeper,
    kept: &Kept,
    entry: &SayingEntry,
    holder: &Holder,
    titles: &mut BTreeMap<String, String>,
) -> Result<Option<Said>, Trouble> {
    let known = keeper.reader().known();
    let reading = &kept.ruled.reading;
    let at = entry.statement.0;
    let Some(statement) = reading.statements.get(at as usize) else { return Ok(None) };
    let nobody = Provenance::default();
    let provenance = reading.provenance.get(at as usize).unwrap_or(&nobody);
    let mut claims = Vec::new();
    for (place, position) in (0..).zip(&reading.positions) {
        if position.statement.0 != at || position.holder.as_ref().is_some_and(|taker| *taker != entry.holder)
        {
            continue;
        }
        claims.push(Claim {
            key: side::of(position.stance).map_or("none", side::key),
            stance: terms::stance(position.stance),
            aim: (position.level != Level::Act).then(|| side::aim(position.level)),
            words: terms::proposition(&position.proposition, known),
            address: link::position(entry.page, place),
            ruled: card::ruled(&kept.ruled.marks_on(place)),
            disputes: disputes(keeper, PositionRef { page: entry.page, position: place }, titles)?,
            turn: None,
        });
    }
    let text = &reading.article.text;
    let words: Vec<String> = statement.content.iter().map(|span| safe::line(span.of(text))).collect();
    Ok(Some(Said {
        when: card::when(kept, provenance),
        who: (entry.holder != *holder).then(|| Named::holder(Some(&entry.holder), known)),
        act: terms::act(statement.act),
        words: words.join(" […] "),
        whose: card::whose(statement),
        is_direct: matches!(statement.kind, Kind::Direct),
        page: card::page_line(kept),
        address: link::statement(entry.page, at),
        claims,
    }))
}

/// The disputes that a position is part of.
fn disputes(
    keeper: &Keeper,
    at: PositionRef,
    titles: &mut BTreeMap<String, String>,
) -> Result<Vec<Named>, Trouble> {
    let mut named = Vec::new();
    for id in keeper.ledger().disputes_of(&at)? {
        if !titles.contains_key(&id) {
            let filter = Filter { dispute: Some(id.clone()), limit: Some(1), ..Filter::default() };
            let title = keeper.ledger().disputes(&filter)?.pop().map(|entry| safe::line(&entry.title));
            titles.insert(id.clone(), title.unwrap_or_default());
        }
        named.push(Named { words: titles[&id].clone(), address: Some(link::dispute(&id)) });
    }
    Ok(named)
}
