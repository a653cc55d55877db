//! The origins of a side as a graph: whose word it is, who passed it on, who printed it; and which pages count once.

use super::card::{Named, outlet};
use super::{dates, link};
use gainsay::record::{Answer, Holder, Naming, PageId, PositionRef, SideOrigins};
use gainsay::{Kept, Knowledge, safe, terms};
use std::collections::BTreeMap;

/// The drawing, in units of its own.
const WIDTH: f32 = 1000.0;
const ROW: f32 = 46.0;
const COLUMNS: [(f32, f32); 3] = [(0.0, 310.0), (372.0, 230.0), (664.0, 250.0)];
/// About how many letters stand on a line of a box that is 100 wide.
const LETTERS: f32 = 13.4;
/// How many pages are drawn.
const PAGES: usize = 24;
/// How many pages of a fold are named.
pub(crate) const NAMED: usize = 12;

/// The origins of one side.
#[derive(Clone, Debug)]
pub(crate) struct Whence {
    /// The answer, in words.
    pub answer: &'static str,
    /// What it means.
    pub meaning: &'static str,
    pub named: Vec<Named>,
    pub unnamed: Option<String>,
    pub unknown: Option<String>,
    pub folds: Vec<Fold>,
    pub graph: Graph,
    /// How many pages are not drawn.
    pub more: usize,
}

/// Pages that count once.
#[derive(Clone, Debug)]
pub(crate) struct Fold {
    pub many: usize,
    pub why: String,
    pub pages: Vec<Named>,
    pub more: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    pub width: f32,
    pub height: f32,
    pub boxes: Vec<Node>,
    pub edges: Vec<String>,
    pub brackets: Vec<Bracket>,
    pub words: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub lines: Vec<(f32, String)>,
    pub address: Option<String>,
    pub title: String,
    /// `origin`, `link`, `page`.
    pub kind: &'static str,
    /// Somebody who is not named.
    pub is_open: bool,
}

/// Pages next to each other that count once.
#[derive(Clone, Debug)]
pub(crate) struct Bracket {
    pub path: String,
    pub x: f32,
    pub y: f32,
    pub many: usize,
}

/// One page with the way its words came.
struct Way {
    origin: (String, Option<Holder>, bool),
    through: Vec<(String, Option<Holder>)>,
    page: PageId,
    outlet: String,
    day: String,
    fold: Option<usize>,
}

/// The origins of a side with these positions.
pub(crate) fn whence(
    origins: &SideOrigins,
    positions: &[PositionRef],
    pages: &[Kept],
    outlets: &BTreeMap<PageId, String>,
    known: &Knowledge,
) -> Whence {
    let mut ways = ways(positions, origins, pages, known);
    let more = ways.len().saturating_sub(PAGES);
    ways.truncate(PAGES);
    let many = |number: u32, one: &str, several: &str| match number {
        0 => None,
        1 => Some(one.to_owned()),
        number => Some(format!("{number} {several}")),
    };
    Whence {
        answer: terms::answer(origins.answer),
        meaning: meaning(origins.answer),
        named: origins.named.iter().map(|named| Named::holder(Some(named), known)).collect(),
        unnamed: many(
            origins.unnamed,
            "One lineage ends in an unnamed source",
            "lineages end in unnamed sources",
        ),
        unknown: many(
            origins.unknown,
            "One is of unknown lineage, which counts as none",
            "are of unknown lineage, which count as none",
        ),
        folds: origins.folds.iter().map(|fold| folded(fold, outlets)).collect(),
        graph: graph(&ways),
        more,
    }
}

fn meaning(answer: Answer) -> &'static str {
    match answer {
        Answer::OneOrigin => "Every report goes back to one voice.",
        Answer::IndependenceNotEstablished => "There are several lineages, but they may share a root.",
        Answer::IndependenceShown => "At least two lineages cannot share a root.",
        Answer::LineageUnknown => "Nothing is known of where it comes from; it counts as no origin.",
    }
}

fn folded(fold: &gainsay::record::Fold, outlets: &BTreeMap<PageId, String>) -> Fold {
    let named = fold.pages.iter().take(NAMED).map(|id| Named {
        words: outlets.get(id).cloned().unwrap_or_else(|| link::short(*id)),
        address: Some(link::page(*id)),
    });
    Fold {
        many: fold.pages.len(),
        why: safe::line(&fold.why),
        pages: named.collect(),
        more: fold.pages.len().saturating_sub(NAMED),
    }
}

/// One way a page, ordered so that what goes back to one origin, and what counts once, stands together.
fn ways(positions: &[PositionRef], origins: &SideOrigins, pages: &[Kept], known: &Knowledge) -> Vec<Way> {
    let mut found: BTreeMap<(String, usize, String, PageId), Way> = BTreeMap::new();
    for at in positions {
        let Some(kept) = pages.iter().find(|kept| kept.entry.id == at.page) else { continue };
        let reading = &kept.ruled.reading;
        let Some(position) = reading.positions.get(at.position as usize) else { continue };
        let provenance = reading.provenance.get(position.statement.0 as usize);
        let chain = provenance.map(|provenance| provenance.chain.as_slice()).unwrap_or_default();
        let is_open = provenance.is_none_or(|provenance| {
            chain.last().map_or(provenance.named, |link| link.named) == Naming::Unnamed
        });
        let mut origin = terms::holder(position.holder.as_ref(), known);
        if is_open {
            origin += " (unnamed)";
        }
        let before = chain.split_last().map(|(_, before)| before).unwrap_or_default();
        let through =
            before.iter().rev().map(|link| (terms::holder(link.holder.as_ref(), known), link.holder.clone()));
        let fold = origins.folds.iter().position(|fold| fold.pages.contains(&at.page));
        let day = kept.entry.published.as_ref().map(dates::date).unwrap_or_default();
        let sort = kept.entry.published.as_ref().map(|date| date.as_str().to_owned()).unwrap_or_default();
        let key = (origin.clone(), fold.unwrap_or(usize::MAX), sort, at.page);
        found.entry(key).or_insert_with(|| Way {
            origin: (origin, position.holder.clone(), is_open),
            through: through.collect(),
            page: at.page,
            outlet: outlet(kept),
            day,
            fold,
        });
    }
    found.into_values().collect()
}

fn graph(ways: &[Way]) -> Graph {
    if ways.is_empty() {
        return Graph::default();
    }
    let mut graph = Graph { width: WIDTH, height: ROW * ways.len() as f32, ..Graph::default() };
    let middle = |row: usize| ROW * (row as f32 + 0.5);
    let mut told = Vec::new();
    for run in ways.chunk_by(|a, b| a.origin.0 == b.origin.0) {
        let start = row_of(ways, run);
        let y = ROW * (start as f32 + run.len() as f32 / 2.0);
        let (words, holder, is_open) = &run[0].origin;
        let origin = node(0, y, words, holder.as_ref().map(link::holder), "origin", *is_open);
        // Those who pass on are drawn once for all their pages that stand together.
        let mut row = start;
        for passing in run.chunk_by(|a, b| words_of(&a.through) == words_of(&b.through)) {
            let y_of = ROW * (row as f32 + passing.len() as f32 / 2.0);
            let via = (!passing[0].through.is_empty()).then(|| {
                let holder = passing[0].through.last().and_then(|(_, holder)| holder.as_ref());
                node(1, y_of, &words_of(&passing[0].through), holder.map(link::holder), "link", false)
            });
            if let Some(via) = &via {
                graph.edges.push(edge(&origin, via));
            }
            for way in passing {
                let words = format!("{}, {}", way.outlet, way.day);
                let words = words.trim_end_matches([',', ' ']);
                let page = node(2, middle(row), words, Some(link::page(way.page)), "page", false);
                graph.edges.push(edge(via.as_ref().unwrap_or(&origin), &page));
                graph.boxes.push(page);
                row += 1;
            }
            graph.boxes.extend(via);
        }
        told.push(format!("{words}, on {}", terms::counted(run.len() as u64, "page")));
        graph.boxes.push(origin);
    }
    let mut row = 0;
    for run in ways.chunk_by(|a, b| a.fold.is_some() && a.fold == b.fold && a.origin.0 == b.origin.0) {
        if run.len() > 1 {
            graph.brackets.push(bracket(row, run.len()));
        }
        row += run.len();
    }
    graph.words = told.join("; ");
    graph
}

/// In which row a run of `ways` begins.
fn row_of(ways: &[Way], run: &[Way]) -> usize {
    ways.iter().position(|way| std::ptr::eq(way, &run[0])).unwrap_or(0)
}

fn words_of(through: &[(String, Option<Holder>)]) -> String {
    through.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(", then ")
}

fn bracket(row: usize, many: usize) -> Bracket {
    let (left, width) = COLUMNS[2];
    let x = left + width + 8.0;
    let (top, end) = (ROW * row as f32 + 7.0, ROW * (row + many) as f32 - 7.0);
    Bracket { path: format!("M{x} {top}h7V{end}h-7"), x: x + 14.0, y: f32::midpoint(top, end), many }
}

fn node(
    column: usize,
    middle: f32,
    words: &str,
    address: Option<String>,
    kind: &'static str,
    is_open: bool,
) -> Node {
    let (x, width) = COLUMNS[column];
    let lines = wrapped(words, (width / 100.0 * LETTERS) as usize);
    let height = if lines.len() > 1 { 42.0 } else { 30.0 };
    let first = middle + 4.5 - (lines.len() as f32 - 1.0) * 8.0;
    Node {
        x,
        y: middle - height / 2.0,
        width,
        height,
        lines: lines.into_iter().enumerate().map(|(at, line)| (first + at as f32 * 16.0, line)).collect(),
        address,
        title: words.to_owned(),
        kind,
        is_open,
    }
}

fn edge(from: &Node, to: &Node) -> String {
    let (x1, y1) = (from.x + from.width, from.y + from.height / 2.0);
    let (x2, y2) = (to.x, to.y + to.height / 2.0);
    let bend = f32::midpoint(x1, x2).max(x2 - 62.0);
    format!("M{x1} {y1}H{}C{bend} {y1} {bend} {y2} {x2} {y2}", (x2 - 62.0).max(x1))
}

/// Two lines at most of so many letters; what does not fit is cut.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut().map(|line| line.chars().count()).unwrap_or_default();
        if line > 0 && line + 1 + word.chars().count() > letters {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let is_cut = lines.len() > 2;
    lines.truncate(2);
    for line in &mut lines {
        if line.chars().count() > letters + 2 {
            *line = line.chars().take(letters).chain(['…']).collect();
        }
    }
    if is_cut && let Some(last) = lines.last_mut() {
        last.push('…');
    }
    lines
}
