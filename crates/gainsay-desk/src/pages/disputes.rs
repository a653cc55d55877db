//! The contested claims, most contested first, and what they can be narrowed to.

use super::frame::{Frame, Part, html};
use crate::asked::Asked;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::spark::Spark;
use crate::view::{dates, link, side};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gainsay::ledger::{Counts, DisputeEntry, Facets};
use gainsay::record::Side;
use gainsay::{Keeper, Knowledge, safe, terms};
use std::cmp::Reverse;

/// How many disputes a part of the list has.
const PART: usize = 25;
/// How many values of a facet are listed before the others are folded away.
const LISTED: usize = 8;
/// How many are listed at all.
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "disputes.html")]
struct Page {
    frame: Frame,
    counts: Counts,
    rows: Vec<Row>,
    /// How many fit, and which of them are shown.
    fit: usize,
    shown: (usize, usize),
    facets: Vec<Facet>,
    /// What the list is narrowed to, each with the address without it.
    narrowed: Vec<(String, String)>,
    before: Option<String>,
    after: Option<String>,
    orders: [(&'static str, String, bool); 2],
    all: (String, bool),
    asked: Asked,
    unsettled: usize,
}

/// A dispute in the list.
struct Row {
    address: String,
    title: String,
    parties: String,
    when: String,
    pages: String,
    sides: Vec<SideCount>,
    spark: Spark,
}

/// How many holders take a side, and what is known of whose word it goes back to.
struct SideCount {
    key: &'static str,
    holders: u64,
    verb: &'static str,
    answer: Option<&'static str>,
    address: String,
}

/// One thing that the list can be narrowed by.
struct Facet {
    name: &'static str,
    listed: Vec<Choice>,
    folded: Vec<Choice>,
}

struct Choice {
    words: String,
    count: u64,
    address: String,
}

/// Answers the list.
pub(crate) async fn disputes(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let on = desk.clone();
    desk.read(move |keeper| Ok(html(&page(&on, keeper, asked, &session)?))).await
}

fn page(desk: &Desk, keeper: &Keeper, asked: Asked, session: &Session) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let filter = asked.filter(known)?;
    let unsettled = desk.unsettled(keeper)?;
    let mut entries = ledger.disputes(&filter)?;
    if !asked.all() {
        entries.retain(DisputeEntry::is_contested);
    }
    if asked.newest() {
        entries.sort_by_cached_key(|entry| Reverse(entry.last.as_ref().map(|date| date.as_str().to_owned())));
    }
    let fit = entries.len();
    let start = ((asked.part() - 1) * PART).min(fit);
    let shown = &entries[start..(start + PART).min(fit)];
    let rows = shown.iter().map(|entry| row(desk, keeper, entry)).collect::<Result<Vec<_>, _>>()?;
    let tally = desk.tally(keeper, &filter, &asked)?;
    let part = |at: usize| asked.with("page", &at.to_string());
    Ok(Page {
        frame: Frame::new("Disputes", Part::Disputes, session),
        counts: ledger.counts()?,
        rows,
        fit,
        shown: (start + 1, start + shown.len()),
        facets: facets(&tally, &asked, known),
        narrowed: narrowed(&asked, known),
        before: (asked.part() > 1).then(|| part(asked.part() - 1)),
        after: (start + PART < fit).then(|| part(asked.part() + 1)),
        orders: [
            ("most contested", asked.with("sort", ""), !asked.newest()),
            ("newest", asked.with("sort", "newest"), asked.newest()),
        ],
        all: (asked.with("show", if asked.all() { "" } else { "all" }), asked.all()),
        unsettled,
        asked,
    })
}

fn row(desk: &Desk, keeper: &Keeper, entry: &DisputeEntry) -> Result<Row, Trouble> {
    let known = keeper.reader().known();
    let brief = desk.brief(keeper, entry)?;
    let address = link::dispute(&entry.id);
    let sides = Side::ALL.into_iter().zip(entry.holders).filter(|(_, holders)| *holders > 0);
    let sides = sides.map(|(side, holders)| SideCount {
        key: side::key(side),
        holders,
        verb: side::verb(side, holders),
        answer: brief.answers.iter().find(|(of, _)| *of == side).map(|(_, answer)| terms::answer(*answer)),
        address: format!("{address}#{}", side::key(side)),
    });
    Ok(Row {
        title: safe::line(&entry.title),
        parties: parties(&entry.topic.parties, known),
        when: dates::span(entry.first.as_ref(), entry.last.as_ref()),
        pages: terms::counted(entry.pages, "page"),
        sides: sides.collect(),
        spark: brief.spark.clone(),
        address,
    })
}

fn parties(codes: &[String], known: &Knowledge) -> String {
    codes.iter().map(|code| terms::in_words(code, known)).collect::<Vec<_>>().join(", ")
}

fn facets(tally: &Facets, asked: &Asked, known: &Knowledge) -> Vec<Facet> {
    let facet = |name, field, chosen: &str, values: &[(String, u64)], words: &dyn Fn(&str) -> String| {
        let mut listed: Vec<Choice> = values
            .iter()
            .take(MOST)
            .map(|(value, count)| Choice {
                words: words(value),
                count: *count,
                address: asked.with(field, value),
            })
            .collect();
        let folded = listed.split_off(LISTED.min(listed.len()));
        (chosen.is_empty() && !listed.is_empty()).then_some(Facet { name, listed, folded })
    };
    let plain = |value: &str| safe::line(value);
    let party = |code: &str| terms::in_words(code, known);
    let item = |class: &str| terms::class(class, known);
    [
        facet("Party", "party", &asked.party, &tally.parties, &party),
        facet("Item", "item", &asked.item, &tally.items, &item),
        facet("Outlet", "outlet", &asked.outlet, &tally.outlets, &plain),
        facet("Stance", "stance", &asked.stance, &tally.stances, &plain),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn narrowed(asked: &Asked, known: &Knowledge) -> Vec<(String, String)> {
    let party =
        gainsay::party(&asked.party, known).map_or_else(String::new, |code| terms::in_words(&code, known));
    let set = [
        ("party", "party", party),
        ("item", "item", terms::class(&asked.item, known)),
        ("outlet", "outlet", safe::line(&asked.outlet)),
        ("holder", "holder", terms::in_words(&asked.holder, known)),
        ("stance", "stance", safe::line(&asked.stance)),
        ("from", "said since", safe::line(&asked.from)),
        ("to", "said until", safe::line(&asked.to)),
    ];
    let set = set.into_iter().filter(|(_, _, words)| !words.is_empty());
    set.map(|(field, name, words)| (format!("{name}: {words}"), asked.with(field, ""))).collect()
}
