//! What stands around every page: head, navigation, foot.

use crate::assets;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::views::{Behind, View};
use crate::visit::{Look, Visit};
use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use gainsay::{Keeper, safe};

/// Which part of the desk a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Disputes,
    Review,
    Add,
    Log,
    None,
}

/// What the templates need beside a page's own content.
pub(crate) struct Frame {
    /// The title of the page.
    pub title: String,
    /// The part that is marked in the navigation.
    pub part: Part,
    /// What forms carry.
    pub sign: String,
    /// Who decided last at this browser.
    pub by: String,
    /// The decision that was entered just now.
    pub done: Option<String>,
    /// The address of this page.
    pub here: String,
    /// What was searched for.
    pub search: String,
}

impl Frame {
    /// The frame of a page.
    pub fn new(title: impl Into<String>, part: Part, session: &Session) -> Self {
        Self {
            title: title.into(),
            part,
            sign: session.sign.clone(),
            by: safe::line(&session.by),
            done: session.done.clone(),
            here: session.here.clone(),
            search: String::new(),
        }
    }

    /// The frame of a page that has no forms: it is shown where there may be no session.
    pub fn bare(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            part: Part::None,
            sign: String::new(),
            by: String::new(),
            done: None,
            here: String::new(),
            search: String::new(),
        }
    }

    pub fn style(&self) -> &'static str {
        assets::style()
    }

    pub fn script(&self) -> &'static str {
        assets::script()
    }

    pub fn icon(&self) -> &'static str {
        assets::icon()
    }

    pub fn is_in(&self, part: &str) -> bool {
        let own = match self.part {
            Part::Disputes => "disputes",
            Part::Review => "review",
            Part::Add => "add",
            Part::Log => "log",
            Part::None => "",
        };
        own == part
    }
}

/// A page as it was rendered last for whoever asks at its address, with this session put in.
pub(crate) async fn kept<T: Template>(
    desk: &Desk,
    session: Session,
    make: impl FnOnce(&Keeper, &Session) -> Result<T, Trouble> + Send + 'static,
) -> Result<Response, Trouble> {
    if let Some(response) = at_hand(desk, &session) {
        return Ok(response);
    }
    let on = desk.clone();
    desk.read(move |keeper| made(&on, keeper, &session, "", |session| make(keeper, session), |_| true)).await
}

/// The same of a page that shows what came since the visit before, and is kept where `is_whole` says so.
pub(crate) async fn kept_by_visit<T: Template + 'static>(
    desk: &Desk,
    session: Session,
    headers: HeaderMap,
    make: impl FnOnce(&Keeper, &Session, Option<Look>) -> Result<T, Trouble> + Send + 'static,
    is_whole: fn(&T) -> bool,
) -> Result<Response, Trouble> {
    let first = desk.known_state().and_then(|found| Visit::first(&headers, found.seal));
    if let Some(visit) = first
        && let Some(mut response) = at_hand(desk, &session)
    {
        visit.remember(response.headers_mut());
        return Ok(response);
    }
    let on = desk.clone();
    desk.read(move |keeper| {
        let visit = Visit::of(&headers, keeper)?;
        let beside = visit.before.map(Look::written).unwrap_or_default();
        let make = |session: &Session| make(keeper, session, visit.before);
        let mut response = made(&on, keeper, &session, &beside, make, is_whole)?;
        visit.remember(response.headers_mut());
        Ok(response)
    })
    .await
}

/// The page where it is at hand and the ledger need not be asked, nor anything be waited for.
fn at_hand(desk: &Desk, session: &Session) -> Option<Response> {
    if session.done.is_some() {
        return None;
    }
    let (_, view) = desk.at_hand(&key(session, ""), session.takes_gzip)?;
    Some(filled(&view, session))
}

/// The page from the ledger. Where there is more than the address that it depends on, `beside` says what.
fn made<T: Template>(
    desk: &Desk,
    keeper: &Keeper,
    session: &Session,
    beside: &str,
    make: impl FnOnce(&Session) -> Result<T, Trouble>,
    is_whole: impl FnOnce(&T) -> bool,
) -> Result<Response, Trouble> {
    // What was entered just now is told once.
    if session.done.is_some() {
        return Ok(html(&make(session)?));
    }
    let render = || {
        let page = make(&session.marked(desk.marks()))?;
        let text = page.render().map_err(|_| Trouble::fault("the page could not be written"))?;
        Ok(View::marked(text, desk.marks(), is_whole(&page)))
    };
    let (_, view) =
        desk.views().get(key(session, beside), desk.state(keeper)?, Behind::ForAMoment, render)?;
    Ok(filled(&view, session))
}

fn key(session: &Session, beside: &str) -> String {
    format!("{}\n{beside}", session.here)
}

fn filled(view: &View, session: &Session) -> Response {
    let by = escaped(&safe::line(&session.by));
    let mut response = view.answer(session.takes_gzip, &session.sign, &by);
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Text as it stands in the value of an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A page rendered.
pub(crate) fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        // It cannot fail but by a template that writes to nothing.
        Err(_) => (Trouble::fault("").status, "the page could not be written").into_response(),
    }
}
