//! Adding pages: pasted text and files, with what has come of them while they are read.

use super::frame::{Frame, Part, html};
use crate::desk::Desk;
use crate::jobs::{Batch, State as Job};
use crate::safety::{Session, signed};
use crate::trouble::Trouble;
use crate::view::card::{Named, outlet_of};
use crate::view::link;
use askama::Template;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use gainsay::record::Edtf;
use gainsay::{Known, Source, safe, terms};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

/// The most that may be sent at once, in bytes, and in files.
pub(crate) const LARGEST: usize = 64 << 20;
const FILES: usize = 2_000;
/// How many addresses may be given at once.
const ADDRESSES: usize = 100;
/// How many of the pages that came in are named.
const NAMED: usize = 50;
/// How often a browser hears how far it is.
const BEAT: Duration = Duration::from_millis(300);

#[derive(Template)]
#[template(path = "add.html")]
struct Page {
    frame: Frame,
    /// Whether addresses are fetched.
    fetch: bool,
}

/// Answers the form.
pub(crate) async fn form(State(desk): State<Desk>, session: Session) -> Response {
    html(&Page { frame: Frame::new("Add pages", Part::Add, &session), fetch: desk.settings().fetch })
}

/// Takes what was sent, and begins to read it.
pub(crate) async fn add(
    State(desk): State<Desk>,
    session: Session,
    mut sent: Multipart,
) -> Result<Response, Trouble> {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    let mut sources = Vec::new();
    let mut is_signed = false;
    while let Some(field) = sent.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        // The sign stands first: nothing is held of what is not ours.
        if !is_signed {
            let sign = if name == "sign" { Some(text(field).await?) } else { None };
            signed(&desk, &session, sign.as_deref())?;
            is_signed = true;
            continue;
        }
        match &*name {
            "files" => sources.extend(file(field).await?),
            _ => {
                fields.insert(name, text(field).await?);
            }
        }
        if sources.len() > FILES {
            return Err(Trouble::too_large(format!("more than {FILES} files at once")));
        }
    }
    signed(&desk, &session, is_signed.then_some(session.sign.as_str()))?;
    let given = |name: &str| fields.get(name).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    if let Some(words) = given("text") {
        let name = if words.starts_with('<') { "pasted.html" } else { "pasted.txt" };
        sources.push(source(name, words.into_bytes()));
    }
    let addresses = given("addresses").map(|all| addresses(&all)).transpose()?.unwrap_or_default();
    if !addresses.is_empty() && !desk.settings().fetch {
        return Err(Trouble::refused("this desk fetches nothing: it was started without --fetch"));
    }
    if sources.is_empty() && addresses.is_empty() {
        return Err(Trouble::wrong("there is nothing to add: paste text, or choose files"));
    }
    let url = given("url");
    if url.as_deref().is_some_and(|url| link::original(url, "").is_none()) {
        return Err(Trouble::wrong("an address of a page begins with https:// or http://"));
    }
    if url.is_some() && sources.len() > 1 {
        return Err(Trouble::wrong("an address is that of one page"));
    }
    let date = |written: String| {
        Edtf::parse(&written)
            .ok_or_else(|| Trouble::wrong(format!("“{written}” is no date in EDTF, such as 2022-09-22")))
    };
    let known = Known {
        url,
        outlet: given("outlet"),
        published: given("published").map(date).transpose()?,
        plain: fields.contains_key("plain"),
    };
    let number = desk.begin_to_add(Batch { sources, addresses, known })?;
    Ok(Redirect::to(&format!("/add/{number}")).into_response())
}

/// Addresses, one a line.
fn addresses(written: &str) -> Result<Vec<String>, Trouble> {
    let all: Vec<String> = written.split_whitespace().map(str::to_owned).collect();
    if all.len() > ADDRESSES {
        return Err(Trouble::too_large(format!("more than {ADDRESSES} addresses at once")));
    }
    Ok(all)
}

async fn text(field: Field<'_>) -> Result<String, Trouble> {
    field.text().await.map_err(broken)
}

/// A file that was sent: its own name tells its kind, and leads nowhere.
async fn file(field: Field<'_>) -> Result<Option<Source>, Trouble> {
    let name = field.file_name().unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(broken)?;
    Ok((!bytes.is_empty()).then(|| source(&name, bytes.to_vec())))
}

fn source(name: &str, bytes: Vec<u8>) -> Source {
    let name = if name.is_empty() { "unnamed" } else { name };
    Source::Bytes { path: name.to_owned(), name: Some(name.to_owned()), bytes: bytes.into() }
}

fn broken(error: axum::extract::multipart::MultipartError) -> Trouble {
    let mut trouble = Trouble::wrong("what was sent breaks off or is too large");
    trouble.status = error.status();
    trouble
}

#[derive(Template)]
#[template(path = "adding.html")]
struct Progress {
    frame: Frame,
    number: u64,
    job: Job,
    words: String,
    /// What came of it, in sentences.
    told: Vec<String>,
    failed: Option<String>,
    pages: Vec<Named>,
    more: usize,
}

/// Answers how far a batch is.
pub(crate) async fn progress(
    State(desk): State<Desk>,
    session: Session,
    Path(number): Path<u64>,
) -> Result<Response, Trouble> {
    let job =
        desk.jobs().state(number).ok_or_else(|| Trouble::missing("nothing of this number was added"))?;
    desk.read(move |keeper| {
        let mut pages = Vec::new();
        for id in job.pages.iter().take(NAMED) {
            if let Some(entry) = keeper.ledger().page(id)? {
                let title = entry.title.as_deref().map(safe::line).unwrap_or_default();
                let words = format!("{}: {title}", outlet_of(&entry));
                pages.push(Named { words, address: Some(link::page(*id)) });
            }
        }
        let (told, failed) = match &job.end {
            Some(Ok(summary)) => (told(summary), None),
            Some(Err(trouble)) => (Vec::new(), Some(trouble.detail.clone())),
            None => (Vec::new(), None),
        };
        let frame = Frame::new("Adding pages", Part::Add, &session);
        let (words, more) = (words(&job), job.pages.len().saturating_sub(NAMED));
        Ok(html(&Progress { frame, number, words, told, failed, pages, more, job }))
    })
    .await
}

/// How far it is, on one line.
fn words(job: &Job) -> String {
    match (&job.end, job.topics) {
        (Some(Ok(_)), _) => "All is in.".to_owned(),
        (Some(Err(_)), _) => "It could not go on.".to_owned(),
        (None, (_, 0)) => format!("{} of {} read.", job.done, terms::counted(job.all as u64, "page")),
        (None, (done, all)) => format!("All pages are in; disputes worked out on {done} of {all} topics."),
    }
}

fn told(summary: &gainsay::Summary) -> Vec<String> {
    let pages = |number: usize, words: &str| {
        (number > 0).then(|| format!("{} {words}.", terms::counted(number as u64, "page")))
    };
    let found = format!(
        "{} and {} on them.",
        terms::counted(summary.statements as u64, "statement"),
        terms::counted(summary.positions as u64, "position")
    );
    [
        pages(summary.new, "new"),
        pages(summary.new_versions, "new as versions of pages that were known"),
        pages(summary.known, "known already"),
        pages(summary.unread, "that could not be read"),
        (summary.new + summary.new_versions > 0).then_some(found),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Tells how far a batch is until it is done.
pub(crate) async fn events(State(desk): State<Desk>, Path(number): Path<u64>) -> Response {
    let stream = futures_util::stream::unfold(Some(desk), move |desk| async move {
        let desk = desk?;
        tokio::time::sleep(BEAT).await;
        let job = desk.jobs().state(number)?;
        let name = if job.end.is_some() { "done" } else { "progress" };
        let event = Event::default().event(name).data(format!("{} {} {}", job.done, job.all, words(&job)));
        Some((Ok::<_, Infallible>(event), job.end.is_none().then_some(desk)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}
