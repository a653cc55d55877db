//! What people decide: rulings, grades, notes and tags, listed and entered.

use super::answer::{Asked, List};
use super::cursor;
use super::fields::Fields;
use super::problem::{meaningless, unmeant};
use super::sent::{Sent, name};
use crate::desk::{Desk, now};
use crate::trouble::Trouble;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gainsay::ledger::{Decision, Deed, Grade, LedgerError, Subject};
use gainsay::record::{Level, Stance};
use gainsay::{Keeper, KeeperError, Wanted, party, wire};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The longest note, in letters.
const NOTE: usize = 10_000;

/// A ruling to be entered.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Rule {
    /// It was read rightly.
    Accept { by: String, items: Vec<String> },
    /// It should not have been read.
    Reject { by: String, items: Vec<String> },
    /// It was read wrongly.
    Edit(Box<Edit>),
    /// Positions leave a dispute.
    Split { by: String, dispute: String, items: Vec<String> },
    /// Disputes become one.
    Merge { by: String, disputes: Vec<String> },
    /// Pages of a fold count each for itself.
    Unfold { by: String, dispute: String, fold: String },
    /// Earlier decisions hold no more.
    Undo { by: String, decisions: Vec<String> },
}

/// A correction; what is not there stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    by: String,
    item: String,
    stance: Option<Stance>,
    level: Option<Level>,
    holder: Option<String>,
    stage: Option<String>,
    supplier: Option<String>,
    recipient: Option<String>,
    #[serde(default)]
    parties: Vec<String>,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    cue: Vec<String>,
    #[serde(default)]
    content: Vec<String>,
}

/// A grade to be given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GradeSent {
    by: String,
    on: String,
    grade: String,
}

/// A note to be added.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteSent {
    by: String,
    on: String,
    text: String,
}

/// A tag to be added.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TagSent {
    by: String,
    on: String,
    tag: String,
}

/// Lists the rulings that hold, with `all` also those that were taken back, with `orphans` only those whose words are gone.
pub(crate) async fn rulings(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, |keeper, fields| listed(keeper, fields, "ruling")).await
}

/// Lists grades.
pub(crate) async fn grades(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, |keeper, fields| listed(keeper, fields, "grade")).await
}

/// Lists notes.
pub(crate) async fn notes(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, |keeper, fields| listed(keeper, fields, "note")).await
}

/// Lists tags.
pub(crate) async fn tags(State(desk): State<Desk>, asked: Asked) -> Result<Response, Trouble> {
    asked.json(&desk, |keeper, fields| listed(keeper, fields, "tag")).await
}

fn listed(keeper: &Keeper, fields: &Fields, kind: &str) -> Result<List<wire::Decided>, Trouble> {
    let limit = fields.limit(50);
    let list = format!("{kind}s");
    let after: u64 = match fields.get("cursor") {
        None => 0,
        Some(written) => {
            let [entry] = cursor::key(&list, written)?;
            entry.parse().map_err(|_| cursor::other())?
        }
    };
    let on = fields.get("on").map(|on| keeper.subject(on)).transpose();
    let on = on.map_err(|error| meaningless(error.into()))?;
    let standing = keeper.ledger().standing()?;
    let lost: HashSet<String> = keeper.ledger().orphans()?.into_iter().map(|decision| decision.id).collect();
    let fits = |decision: &&Decision| {
        decision.entry > after
            && decision.deed.kind() == kind
            && (fields.has("all") || standing.undone_by(&decision.id).is_none())
            && (!fields.has("orphans") || lost.contains(&decision.id))
            && on.as_ref().is_none_or(|on| subject(&decision.deed) == Some(on))
    };
    let items = standing.all().iter().filter(fits).take(limit + 1);
    let items = items.map(|it| wire::Decided::new(it, &standing, lost.contains(&it.id))).collect();
    Ok(List::cut(items, limit, |last| cursor::after(&list, &[&last.entry.to_string()])))
}

fn subject(deed: &Deed) -> Option<&Subject> {
    match deed {
        Deed::Grade { on, .. } | Deed::Note { on, .. } | Deed::Tag { on, .. } => Some(on),
        _ => None,
    }
}

/// Enters a ruling.
pub(crate) async fn rule(State(desk): State<Desk>, Sent(rule): Sent<Rule>) -> Result<Response, Trouble> {
    enter(&desk, move |keeper| rule.deeds(keeper)).await
}

/// Gives a grade.
pub(crate) async fn grade(
    State(desk): State<Desk>,
    Sent(sent): Sent<GradeSent>,
) -> Result<Response, Trouble> {
    enter(&desk, move |keeper| {
        let on = keeper.subject(&sent.on)?;
        let wrong = || unmeant(format!("“{}” is no letter from A to F and no digit from 1 to 6", sent.grade));
        let grade = Grade::parse(&sent.grade).ok_or_else(wrong)?;
        match (&on, grade) {
            (Subject::Item(_), Grade::Credibility(_))
            | (Subject::Holder(_) | Subject::Outlet(_), Grade::Reliability(_)) => {}
            (Subject::Item(_), _) => {
                return Err(unmeant(format!("an item takes a digit from 1 to 6, not {grade}")));
            }
            (Subject::Holder(_) | Subject::Outlet(_), _) => {
                return Err(unmeant(format!("a source takes a letter from A to F, not {grade}")));
            }
            _ => return Err(unmeant(format!("only sources and items are graded; {} is neither", sent.on))),
        }
        Ok((sent.by, vec![Deed::Grade { on, grade }]))
    })
    .await
}

/// Adds a note.
pub(crate) async fn note(State(desk): State<Desk>, Sent(sent): Sent<NoteSent>) -> Result<Response, Trouble> {
    enter(&desk, move |keeper| {
        let text = sent.text.trim().to_owned();
        if text.is_empty() || text.chars().count() > NOTE {
            return Err(unmeant(format!("a note has from 1 to {NOTE} letters")));
        }
        Ok((sent.by, vec![Deed::Note { on: keeper.subject(&sent.on)?, text }]))
    })
    .await
}

/// Adds a tag.
pub(crate) async fn tag(State(desk): State<Desk>, Sent(sent): Sent<TagSent>) -> Result<Response, Trouble> {
    enter(&desk, move |keeper| {
        let tag = name(&sent.tag)?.to_owned();
        Ok((sent.by, vec![Deed::Tag { on: keeper.subject(&sent.on)?, tag }]))
    })
    .await
}

impl Rule {
    fn deeds(self, keeper: &Keeper) -> Result<(String, Vec<Deed>), Trouble> {
        let some = |items: &[String]| match items {
            [] => Err(unmeant("nothing is named on which it is decided")),
            _ => Ok(()),
        };
        Ok(match self {
            Self::Accept { by, items } => {
                some(&items)?;
                let deeds = items.iter().map(|item| Ok(Deed::Accept { on: keeper.item(item)? }));
                (by, deeds.collect::<Result<_, KeeperError>>()?)
            }
            Self::Reject { by, items } => {
                some(&items)?;
                let deeds = items.iter().map(|item| Ok(Deed::Reject { on: keeper.item(item)? }));
                (by, deeds.collect::<Result<_, KeeperError>>()?)
            }
            Self::Edit(edit) => {
                let deed = keeper.correction(keeper.item(&edit.item)?, &edit.wanted(keeper)?)?;
                (edit.by, vec![deed])
            }
            Self::Split { by, dispute, items } => {
                some(&items)?;
                let items = items.iter().map(|item| keeper.item(item)).collect::<Result<_, _>>()?;
                (by, vec![keeper.splitting(&dispute, items)?])
            }
            Self::Merge { by, disputes } => (by, vec![keeper.merging(&disputes)?]),
            Self::Unfold { by, dispute, fold } => (by, vec![keeper.unfolding(&dispute, &fold)?]),
            Self::Undo { by, decisions } => {
                some(&decisions)?;
                let deeds = decisions.iter().map(|id| Ok(Deed::Undo { decision: keeper.decision(id)?.id }));
                (by, deeds.collect::<Result<_, KeeperError>>()?)
            }
        })
    }
}

impl Edit {
    fn wanted(&self, keeper: &Keeper) -> Result<Wanted, Trouble> {
        let known = keeper.reader().known();
        let code = |written: &String| match party(written, known) {
            Some(code) => Ok(code),
            None => keeper
                .holder_named(written)
                .map(|holder| holder.to_string())
                .ok_or_else(|| unmeant(format!("“{written}” is no party that is known"))),
        };
        let holder = |written: &String| {
            let unknown =
                || unmeant(format!("“{written}” is no holder that is known; a code is written PRK:GOV"));
            keeper.holder_named(written).ok_or_else(unknown)
        };
        Ok(Wanted {
            stance: self.stance,
            level: self.level,
            holder: self.holder.as_ref().map(holder).transpose()?,
            stage: self.stage.clone(),
            supplier: self.supplier.as_ref().map(code).transpose()?,
            recipient: self.recipient.as_ref().map(code).transpose()?,
            parties: self.parties.iter().map(code).collect::<Result<_, _>>()?,
            source: self.source.clone(),
            cue: self.cue.clone(),
            content: self.content.clone(),
        })
    }
}

/// Enters what `deeds` gives, by whom it says, all or nothing.
async fn enter(
    desk: &Desk,
    deeds: impl FnOnce(&Keeper) -> Result<(String, Vec<Deed>), Trouble> + Send + 'static,
) -> Result<Response, Trouble> {
    desk.write(move |keeper| {
        // What names nothing in a body is no missing page: the address was right.
        let (by, deeds) = deeds(keeper).map_err(|trouble| match trouble.status {
            StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => unmeant(trouble.detail),
            _ => trouble,
        })?;
        let decided = keeper.decide(name(&by)?, &now(), deeds).map_err(told)?;
        Ok((StatusCode::CREATED, entered(keeper, &decided)?).into_response())
    })
    .await
}

fn told(error: KeeperError) -> Trouble {
    match error {
        KeeperError::Ledger(error @ LedgerError::Undone { .. }) => {
            Trouble { status: StatusCode::CONFLICT, title: "Undone before", detail: error.to_string() }
        }
        other => other.into(),
    }
}

/// What was entered.
#[derive(Serialize)]
struct Entered {
    v: u32,
    decisions: Vec<wire::Decided>,
}

/// The answer to what was entered.
pub(crate) fn entered(keeper: &Keeper, decided: &[Decision]) -> Result<impl IntoResponse + use<>, Trouble> {
    let standing = keeper.ledger().standing()?;
    let decisions = decided.iter().map(|it| wire::Decided::new(it, &standing, false)).collect();
    let json = wire::line(&Entered { v: wire::VERSION, decisions });
    Ok(([(header::CONTENT_TYPE, "application/json")], json))
}
