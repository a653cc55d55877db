//! The contested claims, most contested first, and what they can be narrowed to.

use super::frame::{Frame, Part, kept_by_visit};
use crate::asked::Asked;
use crate::brief::Tally;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::spark::Spark;
use crate::view::{dates, link, side};
use crate::visit::Look;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use gainsay::ledger::{Counts, DisputeEntry, Filter, Grade};
use gainsay::record::Side;
use gainsay::{Changed, Keeper, Knowledge, safe, terms};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    counts: Arc<Counts>,
    rows: Vec<Row>,
    /// How many fit, and which of them are shown.
    fit: Option<u64>,
    /// Whether the facets are all there are; otherwise they are being counted.
    is_counted: bool,
    shown: (usize, usize),
    facets: Vec<Facet>,
    since: Option<Since>,
    /// What the list is narrowed to, each with the address without it.
    narrowed: Vec<(String, String)>,
    before: Option<String>,
    after: Option<String>,
    orders: [(&'static str, String, bool); 2],
    all: (String, bool),
    asked: Asked,
    unsettled: usize,
}

impl Page {
    fn is_whole(&self) -> bool {
        self.is_counted
    }
}

/// What came since the visit before.
struct Since {
    when: String,
    /// How many disputes changed, in words, and the list of those with new positions.
    words: String,
    address: Option<String>,
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
    /// What came to it since the visit before.
    new: Option<String>,
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
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let on = desk.clone();
    let make = move |keeper: &Keeper, session: &Session, before| page(&on, keeper, asked, session, before);
    kept_by_visit(&desk, session, headers, make, Page::is_whole).await
}

fn page(
    desk: &Desk,
    keeper: &Keeper,
    asked: Asked,
    session: &Session,
    before: Option<Look>,
) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let mut filter = Filter { contested: !asked.all(), ..asked.filter(keeper)? };
    if asked.is_new() {
        filter.since = Some(ledger.arrival_at(before.map_or(u64::MAX, |look| look.entries))?);
    }
    let unsettled = desk.unsettled(keeper)?;
    let start = (asked.part() - 1) * PART;
    let of_part = Filter { newest: asked.newest(), skip: start, limit: Some(PART + 1), ..filter.clone() };
    let mut entries = ledger.disputes(&of_part)?;
    let goes_on = entries.len() > PART;
    entries.truncate(PART);
    let changed = before.map(|look| desk.changed(keeper, look.entries)).transpose()?.unwrap_or_default();
    let rows = entries.iter().map(|entry| row(desk, keeper, entry, changed.get(&entry.id)));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let tally = desk.tally(keeper, &filter, &asked)?;
    let part = |at: usize| asked.with("page", &at.to_string());
    Ok(Page {
        frame: Frame::new("Disputes", Part::Disputes, session),
        counts: desk.counts(keeper)?,
        shown: (start + 1, start + rows.len()),
        fit: tally.as_ref().map(|tally| tally.fit.max((start + rows.len()) as u64)),
        since: before.map(|look| since(look, &changed, &asked)),
        rows,
        is_counted: tally.is_some(),
        facets: tally.map(|tally| facets(&tally, &asked, known)).unwrap_or_default(),
        narrowed: narrowed(&asked, known),
        before: (asked.part() > 1).then(|| part(asked.part() - 1)),
        after: goes_on.then(|| part(asked.part() + 1)),
        orders: [
            ("most contested", asked.with("sort", ""), !asked.newest()),
            ("newest", asked.with("sort", "newest"), asked.newest()),
        ],
        all: (asked.with("show", if asked.all() { "" } else { "all" }), asked.all()),
        unsettled,
        asked,
    })
}

fn since(look: Look, changed: &BTreeMap<String, Changed>, asked: &Asked) -> Since {
    let gained = changed.values().any(|it| it.positions > 0);
    Since {
        when: look.when(),
        words: match changed.len() as u64 {
            0 => "nothing has changed".to_owned(),
            1 => "1 claim has changed".to_owned(),
            many => format!("{} claims have changed", terms::thousands(many)),
        },
        address: (gained && !asked.is_new()).then(|| asked.with("show", "new")),
    }
}

/// What came to a dispute: "2 new positions, 1 decision".
fn came(changed: &Changed) -> String {
    let parts = [(changed.positions, "new position"), (changed.decisions, "decision")];
    let parts = parts.into_iter().filter(|(many, _)| *many > 0);
    parts.map(|(many, what)| terms::counted(many, what)).collect::<Vec<_>>().join(", ")
}

fn row(
    desk: &Desk,
    keeper: &Keeper,
    entry: &DisputeEntry,
    changed: Option<&Changed>,
) -> Result<Row, Trouble> {
    let known = keeper.reader().known();
    let brief = desk.brief(keeper, entry)?;
    let address = link::dispute(&entry.id);
    let sides = Side::ALL.into_iter().zip(entry.holders).filter(|(_, holders)| *holders > 0);
    let sides = sides.map(|(side, holders)| SideCount {
        key: side::key(side),
        holders,
        verb: terms::does(side, holders),
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
        new: changed.map(came),
        address,
    })
}

fn parties(codes: &[String], known: &Knowledge) -> String {
    codes.iter().map(|code| terms::in_words(code, known)).collect::<Vec<_>>().join(", ")
}

fn facets(tally: &Tally, asked: &Asked, known: &Knowledge) -> Vec<Facet> {
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
    let grade = |code: &str| match Grade::parse(code) {
        Some(grade) => format!("{grade}: {}", grade.words()),
        None => safe::line(code),
    };
    let Tally { facets: tally, grades, .. } = tally;
    [
        facet("Party", "party", &asked.party, &tally.parties, &party),
        facet("Item", "item", &asked.item, &tally.items, &item),
        facet("Outlet", "outlet", &asked.outlet, &tally.outlets, &plain),
        facet("Stance", "stance", &asked.stance, &tally.stances, &plain),
        facet("Grade", "grade", &asked.grade, grades, &grade),
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
        ("grade", "graded", safe::line(&asked.grade)),
        ("show", "", if asked.is_new() { "new since the last visit".to_owned() } else { String::new() }),
    ];
    let set = set.into_iter().filter(|(_, _, words)| !words.is_empty());
    let words = |name: &str, words: String| if name.is_empty() { words } else { format!("{name}: {words}") };
    set.map(|(field, name, value)| (words(name, value), asked.with(field, ""))).collect()
}
