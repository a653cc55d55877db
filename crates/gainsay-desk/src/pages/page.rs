//! One page: its text with its statements in the margin, where it came from, and what became of it.

use super::frame::{self, Frame, Part};
use super::notes::Remarks;
use crate::desk::Desk;
use crate::safety::Session;
use crate::trouble::Trouble;
use crate::view::card::{self, Named};
use crate::view::words::{Lit, Mark, Segment, marks, segments};
use crate::view::{dates, link, side};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gainsay::ledger::{Filter, PageEntry, Subject};
use gainsay::record::{Block, BlockKind, Edition, Level, Method, PageId, PositionRef, Provenance, Reading};
use gainsay::{Keeper, Kept, Knowledge, safe, terms};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many versions of a page are shown, the last ones.
const VERSIONS: usize = 20;

/// What is to be lit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    at: String,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    frame: Frame,
    title: String,
    outlet: String,
    published: String,
    original: Option<String>,
    facts: Vec<(&'static str, String)>,
    versions: Vec<Version>,
    runs: Vec<Run>,
    /// Whether one statement is lit and the others are dimmed.
    has_lit: bool,
    notes: Vec<String>,
    disputes: Vec<Named>,
    remarks: Remarks,
    statements: String,
    address: String,
}

/// Blocks of one sort that stand together.
enum Run {
    Article(Vec<Para>),
    Furniture { kinds: String, paras: Vec<Para> },
}

/// A block with the statements that begin in it.
struct Para {
    kind: &'static str,
    is_heading: bool,
    segments: Vec<Segment>,
    statements: Vec<Saying>,
}

/// A statement in the margin.
struct Saying {
    id: String,
    is_lit: bool,
    who: Named,
    naming: Option<&'static str>,
    act: &'static str,
    whose: &'static str,
    through: String,
    said: Option<String>,
    certainty: Option<String>,
    confidence: u8,
    nested: Option<String>,
    positions: Vec<Taking>,
    remarks: Vec<String>,
    original: Option<String>,
}

/// A position of a statement.
struct Taking {
    id: String,
    is_lit: bool,
    key: &'static str,
    stance: &'static str,
    aim: Option<&'static str>,
    claim: String,
    stage: Option<String>,
    review: String,
    address: String,
    ruled: Option<&'static str>,
    disputes: Vec<Named>,
}

/// Another version of the page.
struct Version {
    address: String,
    published: String,
    captured: String,
    is_this: bool,
    /// Whether it is the one that counts.
    counts: bool,
    came: Vec<String>,
    went: Vec<String>,
}

/// Answers a page.
pub(crate) async fn page(
    State(desk): State<Desk>,
    session: Session,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    frame::kept(&desk, session, move |keeper, session| shown(keeper, &id, &wanted, session)).await
}

/// A page with all that is known of it.
pub(super) fn kept(keeper: &Keeper, id: &str) -> Result<Kept, Trouble> {
    let id = keeper.page_named(id)?;
    let mut kept = keeper.pages(&BTreeSet::from([id]))?;
    kept.pop().ok_or_else(|| Trouble::missing("there is no such page"))
}

fn shown(keeper: &Keeper, id: &str, wanted: &Wanted, session: &Session) -> Result<Page, Trouble> {
    let (ledger, known) = (keeper.ledger(), keeper.reader().known());
    let kept = kept(keeper, id)?;
    let reading = &kept.ruled.reading;
    let lit = lit(&wanted.at, reading);
    let disputes = disputes(keeper, &kept)?;
    let marks = marks(reading, lit);
    let runs = runs(&kept, lit, &marks, &disputes, known);
    let standing = ledger.standing()?;
    let on_page = Subject::Page(kept.entry.id);
    let title = kept.entry.title.as_deref().map(safe::line).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| "(no title)".to_owned());
    let all: BTreeMap<&str, &Named> =
        disputes.values().flatten().map(|named| (named.words.as_str(), named)).collect();
    Ok(Page {
        frame: Frame::new(&title, Part::Disputes, session),
        outlet: card::outlet(&kept),
        published: card::when_published(&kept),
        original: kept.entry.url.as_deref().and_then(|url| link::original(url, &opening(reading))),
        facts: facts(&kept),
        versions: versions(keeper, &kept)?,
        has_lit: lit != Lit::default(),
        notes: reading
            .article
            .notes
            .iter()
            .chain(&reading.notes)
            .map(|note| safe::line(&note.text))
            .collect(),
        disputes: all.into_values().cloned().collect(),
        remarks: Remarks::of(standing.remarks_on(&on_page), &kept.entry.id.to_string()),
        statements: terms::counted(reading.statements.len() as u64, "statement"),
        address: link::page(kept.entry.id),
        runs,
        title,
    })
}

/// `s3` or `p2`: the statement, and the position where one is meant.
fn lit(at: &str, reading: &Reading) -> Lit {
    let number = |digits: &str| digits.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
    match at.split_at_checked(1) {
        Some(("p", digits)) => {
            let position = number(digits).filter(|at| (*at as usize) < reading.positions.len());
            let statement =
                position.and_then(|at| reading.positions.get(at as usize)).map(|it| it.statement.0);
            Lit { statement, position }
        }
        Some(("s", digits)) => {
            let statement = number(digits).filter(|at| (*at as usize) < reading.statements.len());
            Lit { statement, position: None }
        }
        _ => Lit::default(),
    }
}

/// The disputes that each position of a page is part of.
fn disputes(keeper: &Keeper, kept: &Kept) -> Result<BTreeMap<u32, Vec<Named>>, Trouble> {
    let ledger = keeper.ledger();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for position in 0..kept.ruled.reading.positions.len() as u32 {
        let mut named = Vec::new();
        for id in ledger.disputes_of(&PositionRef { page: kept.entry.id, position })? {
            if !titles.contains_key(&id) {
                let filter = Filter { dispute: Some(id.clone()), limit: Some(1), ..Filter::default() };
                let title = ledger.disputes(&filter)?.pop().map(|entry| safe::line(&entry.title));
                titles.insert(id.clone(), title.unwrap_or_default());
            }
            named.push(Named { words: titles[&id].clone(), address: Some(link::dispute(&id)) });
        }
        all.insert(position, named);
    }
    Ok(all)
}

fn runs(
    kept: &Kept,
    lit: Lit,
    marks: &[Mark],
    disputes: &BTreeMap<u32, Vec<Named>>,
    known: &Knowledge,
) -> Vec<Run> {
    let reading = &kept.ruled.reading;
    let blocks = &reading.article.blocks;
    let begins = begins(reading);
    let para = |(at, block): (usize, &Block)| Para {
        kind: kind(block.kind),
        is_heading: matches!(block.kind, BlockKind::Headline | BlockKind::Subhead),
        segments: segments(&reading.article.text, block.span, marks),
        statements: begins
            .iter()
            .filter(|(_, of)| **of == at)
            .map(|(statement, _)| saying(kept, *statement, lit, disputes, known))
            .collect(),
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for run in blocks.chunk_by(|a, b| a.kind.is_article() == b.kind.is_article()) {
        let paras = run.iter().enumerate().map(|(at, block)| para((start + at, block))).collect();
        start += run.len();
        if run[0].kind.is_article() {
            runs.push(Run::Article(paras));
        } else {
            let mut kinds: Vec<&str> = run.iter().map(|block| kind(block.kind)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            runs.push(Run::Furniture { kinds: kinds.join(", "), paras });
        }
    }
    runs
}

/// The block in which each statement begins.
fn begins(reading: &Reading) -> BTreeMap<u32, usize> {
    let place = |at: usize| {
        let blocks = &reading.article.blocks;
        blocks.iter().position(|block| {
            (block.span.start()..block.span.end().max(block.span.start() + 1)).contains(&at)
        })
    };
    let of = |(at, statement): (u32, &gainsay::record::Statement)| {
        let spans = statement.content.iter().chain(&statement.source).chain(&statement.cue);
        let first = spans.map(|span| span.start()).min()?;
        place(first).map(|block| (at, block))
    };
    (0..).zip(&reading.statements).filter_map(of).collect()
}

fn saying(kept: &Kept, at: u32, lit: Lit, disputes: &BTreeMap<u32, Vec<Named>>, known: &Knowledge) -> Saying {
    let reading = &kept.ruled.reading;
    let statement = &reading.statements[at as usize];
    let nobody = Provenance::default();
    let provenance = reading.provenance.get(at as usize).unwrap_or(&nobody);
    let own = (0..).zip(&reading.positions).filter(|(_, position)| position.statement.0 == at);
    let positions = own.map(|(place, position)| Taking {
        id: format!("p{}", place + 1),
        is_lit: lit.position == Some(place),
        key: side::of(position.stance).map_or("none", side::key),
        stance: terms::stance(position.stance),
        aim: (position.level != Level::Act).then(|| side::aim(position.level)),
        claim: terms::proposition(&position.proposition, known),
        stage: position.proposition.stage.as_deref().map(terms::key),
        review: link::review(kept.entry.id, place),
        address: link::position(kept.entry.id, place),
        ruled: card::ruled(&kept.ruled.marks_on(place)),
        disputes: disputes.get(&place).cloned().unwrap_or_default(),
    });
    Saying {
        id: format!("s{}", at + 1),
        is_lit: lit.statement == Some(at),
        who: Named::speaker(reading, at, provenance.origin(), known),
        naming: terms::naming(provenance),
        act: terms::act(statement.act),
        whose: card::whose(statement),
        through: terms::through(provenance, known).unwrap_or_default(),
        said: provenance.said.as_ref().map(|said| safe::line(&said.text)),
        certainty: provenance.certainty.as_ref().map(|certainty| safe::line(&certainty.text)),
        confidence: (statement.confidence * 100.0).round() as u8,
        nested: statement.nested_in.map(|outer| format!("s{}", outer.0 + 1)),
        positions: positions.collect(),
        remarks: kept.ruled.marks_within(at).into_iter().map(|(_, mark)| terms::people::mark(mark)).collect(),
        original: card::original(kept, statement),
    }
}

/// The first words of the article: what a text fragment leads to.
fn opening(reading: &Reading) -> String {
    let lede =
        reading.article.blocks.iter().find(|block| matches!(block.kind, BlockKind::Lede | BlockKind::Body));
    lede.map(|block| block.span.of(&reading.article.text).to_owned()).unwrap_or_default()
}

fn facts(kept: &Kept) -> Vec<(&'static str, String)> {
    let (entry, article) = (&kept.entry, &kept.ruled.reading.article);
    let how = match article.published.method {
        Method::Metadata => "from the page’s metadata",
        Method::Text => "from its text",
        Method::Given => "given by whoever added it",
        Method::Unknown => "not found",
    };
    let mut facts = vec![("Published", format!("{}, {how}", card::when_published(kept)))];
    facts.extend(article.byline.as_deref().map(|byline| ("Byline", safe::line(byline))));
    facts.extend(entry.language.as_deref().map(|language| ("Language", safe::line(language))));
    facts.push(("Captured", safe::line(&entry.captured)));
    facts.push(("Seen at", entry.paths.iter().map(|path| safe::line(path)).collect::<Vec<_>>().join(", ")));
    facts.push(("Bytes", terms::thousands(entry.length)));
    facts.push(("SHA-256", entry.id.to_string()));
    facts
}

/// The versions of a page, in the order of their publication, each with what it says that the one before did not, and the other way round.
fn versions(keeper: &Keeper, kept: &Kept) -> Result<Vec<Version>, Trouble> {
    let mut entries = keeper.ledger().versions(&kept.entry.id)?;
    if entries.len() < 2 {
        return Ok(Vec::new());
    }
    // As it is decided which of them counts: the last.
    entries.sort_by(|a, b| edition(a).cmp(&edition(b)));
    let last = entries.last().map(|entry| entry.id);
    let shown = &entries[entries.len().saturating_sub(VERSIONS)..];
    let mut versions = Vec::new();
    let mut before: Option<BTreeSet<String>> = None;
    for entry in shown {
        let now = said(keeper, entry.id)?;
        let only =
            |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect();
        let (came, went) =
            before.as_ref().map(|before| (only(&now, before), only(before, &now))).unwrap_or_default();
        versions.push(Version {
            address: link::page(entry.id),
            published: entry.published.as_ref().map_or_else(|| "date not known".to_owned(), dates::date),
            captured: safe::line(&entry.captured),
            counts: Some(entry.id) == last,
            is_this: entry.id == kept.entry.id,
            came,
            went,
        });
        before = Some(now);
    }
    Ok(versions)
}

fn edition(entry: &PageEntry) -> Edition<'_> {
    Edition::new(entry.published.as_ref(), entry.id)
}

/// The statements of a page by their words.
fn said(keeper: &Keeper, page: PageId) -> Result<BTreeSet<String>, Trouble> {
    let reading = keeper.ledger().reading(&page)?;
    let words = |statement: &gainsay::record::Statement| {
        let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        let mut parts: Vec<_> = parts.collect();
        parts.sort_unstable();
        parts.into_iter().map(|span| safe::line(span.of(&reading.article.text))).collect::<Vec<_>>().join(" ")
    };
    Ok(reading.statements.iter().map(words).collect())
}

/// A kind of block in a word.
fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Lede => "lede",
        BlockKind::Body => "body",
        BlockKind::Quote => "quote",
        BlockKind::Subhead => "subhead",
        BlockKind::Repeat => "repeat",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Tags => "tags",
        BlockKind::Teaser => "teaser",
        BlockKind::Promotion => "promotion",
        BlockKind::Share => "share",
        BlockKind::Comments => "comments",
        BlockKind::Legal => "legal",
        BlockKind::Correction => "correction",
        BlockKind::Navigation => "navigation",
    }
}
