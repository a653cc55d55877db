//! Atom feeds (RFC 4287): what has become contested, first denials, changes of stance; of all disputes, or of those that a saved
//! search finds.
//!
//! An entry is a fact of the log, not of the moment of asking: it happened when the page that made it so was taken in. So its
//! id and its time stay, whoever asks and whenever.

use super::answer::Asked;
use super::fields::Fields;
use super::said::Said;
use crate::desk::Desk;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gainsay::ledger::Filter;
use gainsay::record::{Dispute, PageId, PositionRef, Side};
use gainsay::{Keeper, KeeperError, safe, terms};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap};

/// The kind of a feed.
pub(crate) const ATOM: &str = "application/atom+xml";
/// A feed has so many entries, the latest ones,
const MOST: usize = 100;
/// of the so many days before the latest page.
const DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    id: String,
    title: String,
    base: String,
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

/// One thing that happened.
struct Entry {
    id: String,
    title: String,
    updated: String,
    dispute: String,
    words: String,
}

/// The feed of all disputes.
pub(crate) async fn all(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    let host = asked.host().to_owned();
    let work = move |keeper: &Keeper, _: &Fields| feed(keeper, &host, None);
    asked.text(&desk, ATOM, work).await
}

/// The feed of a saved search.
pub(crate) async fn of_search(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let host = asked.host().to_owned();
    let work = move |keeper: &Keeper, _: &Fields| {
        let standing = keeper.ledger().standing()?;
        let searches = standing.searches();
        let saved = searches.iter().find(|(_, known, _)| *known == name);
        let (_, name, words) =
            saved.ok_or_else(|| Trouble::missing(format!("no search is saved under {name}")))?;
        feed(keeper, &host, Some((name, words)))
    };
    asked.text(&desk, ATOM, work).await
}

fn feed(keeper: &Keeper, host: &str, search: Option<(&str, &str)>) -> Result<String, Trouble> {
    let ledger = keeper.ledger();
    let seal = ledger.seal()?;
    let last = ledger.log_after(seal.entries.saturating_sub(1), 1)?.pop();
    // A ledger without an entry has a feed without one, as old as can be.
    let latest = last.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.at);
    let wanted = match search {
        None => None,
        Some((_, words)) => Some(Said::find(keeper, words)?.disputes(keeper, &Filter::default())?),
    };
    let mut entries = Vec::new();
    for dispute in keeper.disputes_since(&days_before(&latest))? {
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(&dispute.id)) {
            entries.extend(of_dispute(keeper, &dispute)?);
        }
    }
    entries.sort_by(|a, b| (&b.updated, &a.id).cmp(&(&a.updated, &b.id)));
    entries.truncate(MOST);
    let name = search.map(|(name, _)| safe::line(name));
    let path = name.as_ref().map_or_else(|| "all".to_owned(), |name| format!("search:{}", in_address(name)));
    let feed = Feed {
        id: format!("urn:gainsay:feed:{path}"),
        title: name.as_ref().map_or_else(|| "gainsay".to_owned(), |name| format!("gainsay: {name}")),
        base: format!("http://{}/", safe::line(host)),
        own: match &name {
            None => "/api/v1/feed".to_owned(),
            Some(name) => format!("/api/v1/searches/{}/feed", in_address(name)),
        },
        updated: entries.first().map_or(latest, |entry| entry.updated.clone()),
        entries,
    };
    feed.render().map_err(|error| Trouble::fault(error.to_string()))
}

/// What has happened in a dispute that has two sides, by when pages were taken in.
fn of_dispute(keeper: &Keeper, dispute: &Dispute) -> Result<Vec<Entry>, Trouble> {
    let mut when = When { keeper, known: HashMap::new() };
    let side = |side: Side| {
        let lists = dispute.sides.iter().filter(move |(of, _)| *of == side);
        lists.flat_map(|(_, positions)| positions)
    };
    let others = [Side::Denies, Side::Hedges, Side::Declines].into_iter().flat_map(side);
    let (Some(asserted), Some(contradicted)) = (when.first(side(Side::Asserts))?, when.first(others)?) else {
        return Ok(Vec::new());
    };
    let contested = asserted.max(contradicted);
    let known = keeper.reader().known();
    let title = safe::line(&dispute.title);
    let entry = |what: String, updated: &str, title: String, words: String| Entry {
        id: format!("urn:gainsay:dispute:{}:{what}", dispute.id),
        title,
        updated: updated.to_owned(),
        dispute: dispute.id.clone(),
        words,
    };
    let mut entries = vec![entry(
        "contested".to_owned(),
        &contested,
        format!("Contested: {title}"),
        "Somebody asserts it, and somebody denies it, hedges or gives no answer.".to_owned(),
    )];
    if let Some(denied) = when.first(side(Side::Denies))?
        && denied > contested
    {
        let words = "Somebody denies it who is the first to do so.".to_owned();
        entries.push(entry("denied".to_owned(), &denied, format!("First denial: {title}"), words));
    }
    for reversal in &dispute.reversals {
        let ((from, _), (to, at)) = (&reversal.from, &reversal.to);
        let turned = when.first([at].into_iter())?.unwrap_or_else(|| contested.clone());
        let holder = terms::in_words(reversal.holder.as_str(), known);
        let what = format!("turned:{}:{}", at.page, at.position + 1);
        let words = format!("{holder} {} it, and before {} it.", terms::stance(*to), terms::stance(*from));
        entries.push(entry(what, &turned, format!("Change of stance: {title}"), words));
    }
    Ok(entries)
}

/// When pages were taken in.
struct When<'a> {
    keeper: &'a Keeper,
    known: HashMap<PageId, String>,
}

impl When<'_> {
    fn first<'a>(
        &mut self,
        positions: impl Iterator<Item = &'a PositionRef>,
    ) -> Result<Option<String>, KeeperError> {
        let pages: BTreeSet<PageId> = positions.map(|at| at.page).collect();
        let mut first: Option<String> = None;
        for page in pages {
            if !self.known.contains_key(&page) {
                let captured = self.keeper.ledger().page(&page)?.map(|page| page.captured);
                self.known.insert(page, captured.unwrap_or_default());
            }
            let when = self.known.get(&page).filter(|when| !when.is_empty());
            first = first.into_iter().chain(when.cloned()).min();
        }
        Ok(first)
    }
}

fn days_before(latest: &str) -> String {
    let latest: Timestamp = latest.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    let from = latest.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::UNIX_EPOCH);
    from.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A name as it stands in an address.
fn in_address(name: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(one).collect()
}
