//! What people decide, from the forms of all pages: checked, entered in the log, and the way back.

use crate::asked::word;
use crate::desk::{Desk, now};
use crate::safety::{Signed, cookie, set};
use crate::trouble::Trouble;
use crate::view::link::{encoded, is_own};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use gainsay::ledger::{Anchor, Deed, Grade, Spot};
use gainsay::record::{Position, Reading, Span};
use gainsay::{Keeper, Wanted, safe};
use percent_encoding::percent_decode_str;

/// The name of who decided last at this browser, and what was entered last.
const BY: &str = "gainsay_by";
const DONE: &str = "gainsay_done";
const YEAR: u32 = 31_536_000;
/// The longest name, note and tag, in bytes.
const NAME: usize = 100;
const NOTE: usize = 20_000;
/// The most items that one decision is on.
const ITEMS: usize = 200;

/// Enters a decision, and goes back to where it was made.
pub(crate) async fn decide(State(desk): State<Desk>, form: Signed) -> Result<Response, Trouble> {
    let by = name(form.need("by", "your name")?)?;
    let back = form.get("back").filter(|back| is_own(back)).unwrap_or("/").to_owned();
    let signed_by = by.clone();
    let entered = desk
        .write(move |keeper| {
            let deeds = deeds(keeper, &form)?;
            Ok(keeper.decide(&by, &now(), deeds)?)
        })
        .await?;
    let mut response = Redirect::to(&back).into_response();
    set(response.headers_mut(), BY, &encoded(&signed_by), Some(YEAR));
    if let Some(last) = entered.last() {
        set(response.headers_mut(), DONE, &last.id, Some(60));
    }
    Ok(response)
}

/// Who decided last at this browser; what they entered, where the page after it has not been shown yet.
pub(crate) fn remembered(headers: &HeaderMap) -> (String, Option<String>) {
    let by = cookie(headers, BY).map(|by| percent_decode_str(by).decode_utf8_lossy().into_owned());
    let done =
        cookie(headers, DONE).filter(|id| id.len() == 16 && id.bytes().all(|it| it.is_ascii_hexdigit()));
    (by.unwrap_or_default(), done.map(str::to_owned))
}

/// Forgets what was entered: it has been told.
pub(crate) fn told(headers: &mut HeaderMap) {
    set(headers, DONE, "0", Some(0));
}

/// A name that can stand on one line of the log.
pub(crate) fn name(written: &str) -> Result<String, Trouble> {
    let name = written.trim();
    if name.is_empty() || name.len() > NAME || name.chars().any(char::is_control) {
        return Err(Trouble::wrong("a name is a word or a few, on one line"));
    }
    Ok(name.to_owned())
}

fn deeds(keeper: &Keeper, form: &Signed) -> Result<Vec<Deed>, Trouble> {
    let items = || -> Result<Vec<Anchor>, Trouble> {
        let written: Vec<&str> = form.all("item").collect();
        if written.is_empty() || written.len() > ITEMS {
            return Err(Trouble::wrong("no position is named, or too many are"));
        }
        written.into_iter().map(|item| Ok(keeper.item(item)?)).collect()
    };
    let text = |name: &'static str, what: &str| {
        let text = form.need(name, what)?;
        if text.len() > NOTE {
            Err(Trouble::wrong(format!("{what} is too long")))
        } else {
            Ok(text.to_owned())
        }
    };
    let on = || -> Result<_, Trouble> { Ok(keeper.subject(form.need("on", "what it is on")?)?) };
    let one = |deed: Deed| vec![deed];
    Ok(match form.need("do", "what to do")? {
        "accept" => items()?.into_iter().map(|on| Deed::Accept { on }).collect(),
        "reject" => items()?.into_iter().map(|on| Deed::Reject { on }).collect(),
        "edit" => one(edit(keeper, form)?),
        "split" => one(keeper.splitting(form.need("dispute", "the dispute")?, items()?)?),
        "merge" => {
            let disputes: Vec<String> = form.all("dispute").map(str::to_owned).collect();
            one(keeper.merging(&disputes)?)
        }
        "undo" => one(Deed::Undo { decision: keeper.decision(form.need("decision", "the decision")?)?.id }),
        "grade" => {
            let grade = form.need("grade", "the grade")?;
            let grade = Grade::parse(grade)
                .ok_or_else(|| Trouble::wrong("a grade is a letter from A to F or a digit from 1 to 6"))?;
            one(Deed::Grade { on: on()?, grade })
        }
        "note" => one(Deed::Note { on: on()?, text: text("text", "the note")? }),
        "tag" => one(Deed::Tag { on: on()?, tag: text("text", "the tag")? }),
        "search" => one(Deed::Search {
            name: name(form.need("name", "the name of the search")?)?,
            words: text("text", "what is looked for")?,
        }),
        other => return Err(Trouble::wrong(format!("“{other}” is nothing that can be done"))),
    })
}

/// What of the form is not what was read.
fn edit(keeper: &Keeper, form: &Signed) -> Result<Deed, Trouble> {
    let on = keeper.item(form.need("item", "the position")?)?;
    let ruled = keeper.ledger().ruled(&on.page)?;
    let reading = &ruled.reading;
    // The place is that of the machine's reading, which rulings do not move.
    let spot = on.find(&keeper.ledger().reading(&on.page)?);
    let Some(Spot::Position(at)) = spot else {
        return Err(Trouble::wrong("only positions are corrected here"));
    };
    let position =
        reading.positions.get(at as usize).ok_or_else(|| Trouble::missing("there is no such position"))?;
    let now = Current::of(reading, position);
    let changed =
        |field: &'static str, was: &str| form.get(field).filter(|new| *new != was).map(str::to_owned);
    let unknown = |what: &str, written: &str| Trouble::wrong(format!("“{written}” is no {what}"));
    let holder = changed("holder", &now.holder).map(|written| {
        keeper.holder_named(&written).ok_or_else(|| unknown("holder that is known", &written))
    });
    let party = |field: &'static str, was: &str| -> Result<Option<String>, Trouble> {
        let Some(written) = changed(field, was) else { return Ok(None) };
        let code = gainsay::party(&written, keeper.reader().known());
        code.map(Some).ok_or_else(|| unknown("party that is known", &written))
    };
    let lines = |field: &'static str, was: &[String]| -> Vec<String> {
        let new: Vec<String> = form
            .all(field)
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if new == was { Vec::new() } else { new }
    };
    let stance = changed("stance", &now.stance);
    let level = changed("level", &now.level);
    let wanted = Wanted {
        stance: stance.map(|it| word(&it).ok_or_else(|| unknown("stance", &it))).transpose()?,
        level: level.map(|it| word(&it).ok_or_else(|| unknown("level", &it))).transpose()?,
        holder: holder.transpose()?,
        stage: changed("stage", &now.stage),
        supplier: party("supplier", &now.supplier)?,
        recipient: party("recipient", &now.recipient)?,
        parties: Vec::new(),
        source: lines("source", &now.source),
        cue: lines("cue", &now.cue),
        content: lines("content", &now.content),
    };
    Ok(keeper.correction(on, &wanted)?)
}

/// What a position says now, as its form shows it; words as they are fit to be shown.
#[derive(Clone, Debug)]
pub(super) struct Current {
    pub stance: String,
    pub level: String,
    pub holder: String,
    pub stage: String,
    pub supplier: String,
    pub recipient: String,
    pub source: Vec<String>,
    pub cue: Vec<String>,
    pub content: Vec<String>,
}

impl Current {
    pub fn of(reading: &Reading, position: &Position) -> Self {
        let role =
            |role: &str| position.proposition.role(role).map(|it| it.filler.to_string()).unwrap_or_default();
        let statement = reading.statements.get(position.statement.0 as usize);
        let words = |spans: &[Span]| -> Vec<String> {
            let lines = spans.iter().flat_map(|span| span.of(&reading.article.text).lines());
            lines.map(safe::line).filter(|line| !line.is_empty()).collect()
        };
        Self {
            stance: written(&position.stance),
            level: written(&position.level),
            holder: position.holder.as_ref().map(ToString::to_string).unwrap_or_default(),
            stage: position.proposition.stage.clone().unwrap_or_else(|| "none".to_owned()),
            supplier: role("supplier"),
            recipient: role("recipient"),
            source: statement.map(|it| words(&it.source)).unwrap_or_default(),
            cue: statement.map(|it| words(&it.cue)).unwrap_or_default(),
            content: statement.map(|it| words(&it.content)).unwrap_or_default(),
        }
    }
}

/// A value by its word on the wire.
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
