//! One dispute: its sides in order of time, the time line, the slot table, the origins, and what people decided.

use super::frame::{Frame, Part, kept_by_visit};
use super::notes::Remarks;
use super::since::{self, Since, since};
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{Card, cards};
use crate::view::slots::{self, Row};
use crate::view::time_line::{TimeLine, time_line};
use crate::view::turn::{self, Change, Turn};
use crate::view::whence::{NAMED, Whence, whence};
use crate::view::{card, dates, link, side};
use crate::visit::Look;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use gainsay::ledger::{Deed, Filter, PositionEntry};
use gainsay::record::{self, PageId, PositionRef, Side};
use gainsay::{Beside, Keeper, Kept, Knowledge, safe, terms};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many positions of one list are shown, unless all are asked for, and how many then.
const MOST: usize = 40;
const ALL: usize = 400;
/// How many rows of the ledger the time line is drawn from.
const DRAWN: usize = 1_000;
/// How many other disputes of a party are offered to be merged with.
const OTHERS: usize = 50;
/// How many changes of stance or scope are told.
const TURNS: usize = 20;
/// How many folds of a side are told.
const FOLDS: usize = 12;

/// What an address asks for beyond the dispute.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    show: String,
}

#[derive(Template)]
#[template(path = "dispute.html")]
struct Page {
    frame: Frame,
    shown: Shown,
    /// Others of the same frame that it can be merged with: id and title.
    others: Vec<(String, String)>,
}

/// A dispute as it is shown, on its page and in a dossier.
pub(super) struct Shown {
    pub id: String,
    pub address: String,
    pub title: String,
    pub frame_name: String,
    frame_code: String,
    codes: Vec<String>,
    pub parties: String,
    pub when: String,
    pub pages: String,
    /// That not all pages were weighed, where it is so.
    pub weighed: Option<String>,
    pub sides: Vec<SideShown>,
    pub line: TimeLine,
    pub slots: Vec<Row>,
    pub turns: Vec<Turn>,
    pub more_turns: usize,
    pub set_aside: Vec<Card>,
    /// How it came to be, where a person split or merged.
    pub ruling: Option<String>,
    pub remarks: Remarks,
    pub unsettled: usize,
    /// What came since the visit before.
    pub since: Option<Since>,
}

/// A side with its positions.
pub(super) struct SideShown {
    pub key: &'static str,
    pub heading: &'static str,
    pub holders: u64,
    pub verb: &'static str,
    pub cards: Vec<Card>,
    pub more: usize,
    pub beneath: Vec<Card>,
    pub more_beneath: usize,
    pub whence: Option<Whence>,
}

/// Answers a dispute.
pub(crate) async fn dispute(
    State(desk): State<Desk>,
    session: Session,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let on = desk.clone();
    let make = move |keeper: &Keeper, session: &Session, before| {
        let most = if wanted.show == "all" { ALL } else { MOST };
        let shown = shown(&on, keeper, &id, most, before)?;
        let frame = Frame::new(&shown.title, Part::Disputes, session);
        Ok(Page { frame, others: others(keeper, &shown)?, shown })
    };
    kept_by_visit(&desk, session, headers, make, |_| true).await
}

/// Disputes of the same frame that share a party.
fn others(keeper: &Keeper, shown: &Shown) -> Result<Vec<(String, String)>, Trouble> {
    let mut found = Vec::new();
    for party in &shown.codes {
        let filter = Filter {
            frame: Some(shown.frame_code.clone()),
            party: Some(party.clone()),
            limit: Some(OTHERS),
            ..Filter::default()
        };
        let entries = keeper.ledger().disputes(&filter)?.into_iter();
        found.extend(entries.map(|entry| (safe::line(&entry.title), entry.id)));
    }
    found.sort();
    found.dedup();
    found.retain(|(_, id)| *id != shown.id);
    Ok(found.into_iter().map(|(title, id)| (id, title)).collect())
}

/// The dispute with this id, or the only one whose id opens with it; as the ledger has it now, worked out or not.
pub(super) fn named(keeper: &Keeper, id: &str) -> Result<record::Dispute, Trouble> {
    let ledger = keeper.ledger();
    let id = id.trim().to_ascii_lowercase();
    if let Some(dispute) = ledger.dispute(&id)? {
        return Ok(dispute);
    }
    if id.is_empty() {
        return Err(Trouble::missing("no dispute is named"));
    }
    match &ledger.disputes_starting(&id, 2)?[..] {
        [one] => ledger.dispute(one)?.ok_or_else(|| Trouble::missing(format!("there is no dispute {id}"))),
        [] => Err(Trouble::missing(format!("there is no dispute {id}"))),
        _ => Err(Trouble::missing(format!("{id} opens the ids of several disputes"))),
    }
}

/// Of the positions on sides those that are no rows of the dispute's own: denials that answer it from outside.
fn guests(
    keeper: &Keeper,
    rows: &[PositionEntry],
    on_sides: &HashMap<PositionRef, Side>,
) -> Result<Vec<PositionEntry>, Trouble> {
    let own: HashSet<PositionRef> = rows.iter().map(|row| row.at).collect();
    let others: BTreeSet<PositionRef> = on_sides.keys().filter(|at| !own.contains(at)).copied().collect();
    let pages: BTreeSet<PageId> = others.iter().map(|at| at.page).collect();
    let mut found = Vec::new();
    for page in pages {
        let of_page = Filter { page: Some(page), ..Filter::default() };
        let positions = keeper.ledger().positions(&of_page)?;
        found.extend(positions.into_iter().filter(|row| others.contains(&row.at)));
    }
    Ok(found)
}

/// A dispute with at most `most` positions of each list, and what came since `look`.
pub(super) fn shown(
    desk: &Desk,
    keeper: &Keeper,
    id: &str,
    most: usize,
    look: Option<Look>,
) -> Result<Shown, Trouble> {
    let known = keeper.reader().known();
    let dispute = named(keeper, id)?;
    let unsettled = desk.unsettled(keeper)?;
    let beside = keeper.beside(&dispute)?;
    let filter = Filter { dispute: Some(dispute.id.clone()), limit: Some(DRAWN), ..Filter::default() };
    let mut rows = keeper.ledger().positions(&filter)?;
    let on_sides: HashMap<PositionRef, Side> =
        dispute.sides.iter().flat_map(|(side, refs)| refs.iter().map(|at| (*at, *side))).collect();
    if rows.len() < DRAWN {
        rows.extend(guests(keeper, &rows, &on_sides)?);
    }
    // One that is being worked out anew may be gone from the list for a moment.
    let entry = keeper.ledger().disputes(&Filter { limit: Some(1), ..filter })?.pop();
    let changes = look
        .map(|look| desk.changes(keeper, &dispute, entry.as_ref(), look.entries))
        .transpose()?
        .unwrap_or_default();
    let turned = turn::changes(&dispute.reversals, &dispute.shifts);
    let mut wanted = pages_shown(&dispute, &beside, most);
    wanted.extend(turned.iter().take(TURNS).flat_map(Change::pages));
    wanted.extend(since::pages(&changes));
    let pages = keeper.pages(&wanted)?;
    let outlets = outlets(keeper, &dispute, &pages)?;
    let holders = entry.as_ref().map(|entry| entry.holders).unwrap_or_default();
    let mut sides: Vec<SideShown> = Side::ALL
        .into_iter()
        .zip(holders)
        .filter_map(|(side, holders)| {
            side_shown(&dispute, side, holders, (&pages, &outlets), &beside, known, most)
        })
        .collect();
    since::mark(&changes, sides.iter_mut().flat_map(|side| side.cards.iter_mut().chain(&mut side.beneath)));
    Ok(Shown {
        address: link::dispute(&dispute.id),
        title: safe::line(&dispute.title),
        frame_code: dispute.frame.clone(),
        codes: dispute.parties.clone(),
        frame_name: terms::key(&dispute.frame),
        parties: dispute
            .parties
            .iter()
            .map(|code| terms::in_words(code, known))
            .collect::<Vec<_>>()
            .join(", "),
        when: dates::span(dispute.first.as_ref(), dispute.last.as_ref()),
        pages: terms::counted(entry.as_ref().map_or(0, |entry| entry.pages), "page"),
        weighed: entry.filter(|entry| entry.weighed < entry.pages).map(|entry| {
            format!(
                "Worked out from {} of {} pages",
                terms::thousands(entry.weighed),
                terms::thousands(entry.pages)
            )
        }),
        line: time_line(&rows, &on_sides),
        slots: slots::rows(&dispute, &pages, known),
        turns: turned.iter().take(TURNS).map(|it| turn::turn(it, &pages, known)).collect(),
        more_turns: turned.len().saturating_sub(TURNS),
        sides,
        set_aside: cards(capped(&beside.set_aside, most), "none", &[], &pages, &beside, known),
        ruling: beside.ruling.as_ref().map(|ruling| {
            let what = if matches!(ruling.deed, Deed::Split { .. }) { "Split off" } else { "Merged" };
            format!("{what} {}", terms::people::by_on(&ruling.by, &ruling.at))
        }),
        remarks: Remarks::of(beside.remarks.iter(), &dispute.id),
        unsettled,
        since: look.and_then(|look| since(look, &changes, &pages, &beside, known)),
        id: dispute.id,
    })
}

fn capped(refs: &[PositionRef], most: usize) -> &[PositionRef] {
    &refs[..refs.len().min(most)]
}

fn listed(sides: &[(Side, Vec<PositionRef>)], side: Side) -> Vec<PositionRef> {
    sides.iter().filter(|(of, _)| *of == side).flat_map(|(_, refs)| refs.iter().copied()).collect()
}

/// The pages whose words are shown.
fn pages_shown(dispute: &record::Dispute, beside: &Beside, most: usize) -> BTreeSet<PageId> {
    let mut pages: BTreeSet<PageId> = BTreeSet::new();
    for (_, refs) in dispute.sides.iter().chain(&dispute.beneath) {
        pages.extend(capped(refs, most).iter().map(|at| at.page));
    }
    pages.extend(capped(&beside.set_aside, most).iter().map(|at| at.page));
    pages
}

/// The outlets of the pages that folds name. Most of these are not shown otherwise: their readings are left alone.
fn outlets(
    keeper: &Keeper,
    dispute: &record::Dispute,
    pages: &[Kept],
) -> Result<BTreeMap<PageId, String>, Trouble> {
    let folds = dispute.origins.iter().flat_map(|(_, origins)| origins.folds.iter().take(FOLDS));
    let named: BTreeSet<PageId> = folds.flat_map(|fold| fold.pages.iter().take(NAMED).copied()).collect();
    let mut outlets: BTreeMap<PageId, String> =
        pages.iter().map(|kept| (kept.entry.id, card::outlet(kept))).collect();
    for id in named {
        if !outlets.contains_key(&id)
            && let Some(entry) = keeper.ledger().page(&id)?
        {
            outlets.insert(id, card::outlet_of(&entry));
        }
    }
    Ok(outlets)
}

fn side_shown(
    dispute: &record::Dispute,
    side: Side,
    holders: u64,
    (pages, outlets): (&[Kept], &BTreeMap<PageId, String>),
    beside: &Beside,
    known: &Knowledge,
    most: usize,
) -> Option<SideShown> {
    let (on_it, beneath) = (listed(&dispute.sides, side), listed(&dispute.beneath, side));
    if on_it.is_empty() && beneath.is_empty() {
        return None;
    }
    let key = side::key(side);
    let origins = dispute.origins.iter().find(|(of, _)| *of == side).map(|(_, origins)| origins);
    let folds = origins.map(|origins| origins.folds.as_slice()).unwrap_or_default();
    let whence = origins.filter(|_| !on_it.is_empty()).map(|origins| {
        let mut origins = origins.clone();
        origins.folds.truncate(FOLDS);
        whence(&origins, capped(&on_it, most), pages, outlets, known)
    });
    Some(SideShown {
        key,
        heading: side::heading(side),
        holders,
        verb: terms::does(side, holders),
        more: on_it.len().saturating_sub(most),
        cards: cards(capped(&on_it, most), key, folds, pages, beside, known),
        more_beneath: beneath.len().saturating_sub(most),
        beneath: cards(capped(&beneath, most), key, folds, pages, beside, known),
        whence,
    })
}
