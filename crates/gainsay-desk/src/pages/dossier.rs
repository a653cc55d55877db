//! A dispute to hand on: one file with everything in it, its sources numbered, every quotation with the place it stands at.

use super::dispute::{Shown, named, shown};
use crate::assets;
use crate::desk::{Desk, now};
use crate::trouble::Trouble;
use crate::view::card::{outlet, when_published};
use crate::view::link;
use crate::views::{Behind, View, takes_gzip};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use gainsay::record::Dispute;
use gainsay::{Keeper, Kept, safe};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many positions of one list are in it.
const MOST: usize = 400;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    save: String,
}

#[derive(Template)]
#[template(path = "dossier.html")]
struct Page {
    style: String,
    shown: Shown,
    sources: Vec<Source>,
    made: String,
    seal: String,
}

/// A page that is quoted.
struct Source {
    address: String,
    outlet: String,
    title: String,
    published: String,
    captured: String,
    id: String,
    url: Option<String>,
}

impl Page {
    /// The number of the source at this address of the desk.
    fn number(&self, address: &str) -> usize {
        let page = address.split('?').next().unwrap_or(address);
        self.sources.iter().position(|source| source.address == page).map_or(0, |at| at + 1)
    }
}

/// Answers a dossier.
pub(crate) async fn dossier(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let takes_gzip = takes_gzip(&headers);
    let at_hand = if is_whole(&id) { desk.at_hand(&key(&id), takes_gzip) } else { None };
    let (id, view) = match at_hand {
        Some((_, view)) => (id, view),
        None => {
            let on = desk.clone();
            desk.read(move |keeper| made(&on, keeper, &id, takes_gzip)).await?
        }
    };
    // Its style is in it, and known by its hash; it may do nothing else.
    let hash = base64(&Sha256::digest(style().as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let name = format!("attachment; filename=\"dispute-{id}.html\"");
    let mut response = view.answer(takes_gzip, "", "");
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if wanted.save == "1"
        && let Ok(name) = HeaderValue::from_str(&name)
    {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Whether this is the whole id of a dispute; else it may be one written otherwise, or the opening of one.
fn is_whole(id: &str) -> bool {
    id.len() == 16 && id.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

fn key(id: &str) -> String {
    format!("dossier\n{id}")
}

/// The whole id of a dispute, and its dossier, packed where that is taken.
fn made(desk: &Desk, keeper: &Keeper, id: &str, takes_gzip: bool) -> Result<(String, Arc<View>), Trouble> {
    let state = desk.state(keeper)?;
    let dispute = named(keeper, id)?;
    let id = dispute.id.clone();
    let make = || {
        let text = page(desk, keeper, dispute)?.render();
        text.map(View::plain).map_err(|_| Trouble::fault("the dossier could not be written"))
    };
    let (_, view) = desk.views().get(key(&id), state, Behind::ForAMoment, make)?;
    view.pack(takes_gzip);
    Ok((id, view))
}

/// The style that stands in it. What a template leaves as it is must not end the element that it stands in.
fn style() -> String {
    assets::style_sheet().replace("</", "<\\/")
}

fn page(desk: &Desk, keeper: &Keeper, dispute: Dispute) -> Result<Page, Trouble> {
    let shown = shown(desk, keeper, &dispute.id, MOST, None)?;
    let lists = dispute.sides.iter().chain(&dispute.beneath);
    let ids: BTreeSet<_> = lists.flat_map(|(_, refs)| refs.iter().take(MOST).map(|at| at.page)).collect();
    let mut pages = keeper.pages(&ids)?;
    pages.sort_by_key(|kept| {
        (kept.entry.published.as_ref().map(|date| date.as_str().to_owned()), kept.entry.id)
    });
    Ok(Page {
        style: style(),
        sources: pages.iter().map(source).collect(),
        made: now(),
        seal: keeper.ledger().seal()?.to_string(),
        shown,
    })
}

fn source(kept: &Kept) -> Source {
    let entry = &kept.entry;
    Source {
        address: link::page(entry.id),
        outlet: outlet(kept),
        title: entry.title.as_deref().map(safe::line).unwrap_or_default(),
        published: when_published(kept),
        captured: safe::line(&entry.captured),
        id: entry.id.to_string(),
        url: entry.url.as_deref().and_then(|url| link::original(url, "")),
    }
}

/// Bytes as letters, as a policy spells a hash (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_spelt_as_the_standard_has_it() {
        for (bytes, letters) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
    }
}
