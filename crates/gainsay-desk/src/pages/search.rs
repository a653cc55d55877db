//! Full text over statements and pages.

use super::frame::{self, Frame, Part};
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{Named, outlet_of};
use crate::view::{dates, link};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gainsay::ledger::Within;
use gainsay::{Found, Keeper, Knowledge, safe};
use serde::Deserialize;

/// How many finds are shown.
const SHOWN: usize = 60;
/// The longest words that are looked for, in bytes.
const LONGEST: usize = 2_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    r#in: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    words: String,
    in_pages: bool,
    hits: Vec<Hit>,
    is_full: bool,
    saved: Vec<Saved>,
    others: String,
}

/// A search that somebody saved.
struct Saved {
    name: String,
    address: String,
    /// Where its Atom feed is.
    feed: String,
}

struct Hit {
    address: String,
    who: Option<Named>,
    excerpt: Vec<(String, bool)>,
    outlet: String,
    title: String,
    when: String,
}

/// Answers a search.
pub(crate) async fn search(
    State(desk): State<Desk>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    if asked.q.len() > LONGEST {
        return Err(Trouble::wrong("these are too many words to look for"));
    }
    frame::kept(&desk, session, move |keeper, session| page(keeper, &asked, session)).await
}

fn page(keeper: &Keeper, asked: &Asked, session: &Session) -> Result<Page, Trouble> {
    let known = keeper.reader().known();
    let in_pages = asked.r#in == "pages";
    let within = if in_pages { Within::Pages } else { Within::Statements };
    let found =
        if asked.q.trim().is_empty() { Vec::new() } else { keeper.search(&asked.q, within, SHOWN)? };
    let standing = keeper.ledger().standing()?;
    let address = |words: &str, place: &str| format!("/search?q={}{place}", link::encoded(words));
    let saved = standing.searches().into_iter();
    let words = safe::line(&asked.q);
    let mut frame = Frame::new("Search", Part::None, session);
    frame.search.clone_from(&words);
    Ok(Page {
        frame,
        in_pages,
        is_full: found.len() == SHOWN,
        hits: found.iter().map(|found| hit(found, known)).collect(),
        saved: saved
            .map(|(_, name, words)| Saved {
                name: safe::line(name),
                address: address(words, ""),
                feed: format!("/api/v1/searches/{}/feed", link::encoded(name)),
            })
            .collect(),
        others: address(&asked.q, if in_pages { "" } else { "&in=pages" }),
        words,
    })
}

fn hit(found: &Found, known: &Knowledge) -> Hit {
    let entry = &found.page;
    let text = &found.hit.excerpt;
    let mut excerpt = Vec::new();
    let mut end = 0;
    for mark in &found.hit.marks {
        excerpt.push((shown(text.get(end..mark.start)), false));
        excerpt.push((shown(text.get(mark.clone())), true));
        end = mark.end;
    }
    excerpt.push((shown(text.get(end..)), false));
    let statement = found.hit.statement;
    let origin = statement
        .and_then(|at| found.ruled.reading.provenance.get(at.0 as usize))
        .and_then(|provenance| provenance.origin());
    Hit {
        address: statement.map_or_else(|| link::page(entry.id), |at| link::statement(entry.id, at.0)),
        who: origin.map(|holder| Named::holder(Some(holder), known)),
        excerpt,
        outlet: outlet_of(entry),
        title: entry.title.as_deref().map(safe::line).unwrap_or_default(),
        when: entry.published.as_ref().map(dates::date).unwrap_or_default(),
    }
}

fn shown(text: Option<&str>) -> String {
    let mut out = String::new();
    text.unwrap_or_default().chars().for_each(|c| safe::push(&mut out, c));
    out
}
