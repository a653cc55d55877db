//! A dispute on a terminal: its sides in order of time, words as printed, origins in words, and the slot table.

use super::paint::{CONTENT, FAINT, Look, MARKED, PLAIN, TITLE};
use super::people::Remarks;
use super::table::{Cell, Column, Row, table};
use super::{positions, safe, terms};
use gainsay::Knowledge;
use gainsay::record::{self, Dispute, PageId, PositionRef, Reading, Scope, Shift, Side, SideOrigins};
use std::collections::{BTreeSet, HashMap};

/// The pages that disputes speak of.
#[derive(Default)]
pub struct Pages<'a> {
    /// What was read from those whose words are shown.
    read: HashMap<PageId, &'a Reading>,
    /// Where each was seen, without what all of these share.
    paths: HashMap<PageId, &'a str>,
}

impl<'a> Pages<'a> {
    /// Pages whose words are shown, and others that are only named, each with where it was seen.
    pub fn new(read: &'a [(String, Reading)], named: &'a [(PageId, String)]) -> Self {
        let of_read = read.iter().map(|(path, reading)| (reading.article.id, path.as_str()));
        let of_named = named.iter().map(|(page, path)| (*page, path.as_str()));
        let mut paths: HashMap<PageId, &str> = of_read.chain(of_named).collect();
        let shared = shared(paths.values().copied());
        paths.values_mut().for_each(|path| *path = &path[shared..]);
        Self { read: read.iter().map(|(_, reading)| (reading.article.id, reading)).collect(), paths }
    }
}

/// How many bytes all of several paths have in common, up to a slash.
fn shared<'a>(mut paths: impl Iterator<Item = &'a str>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let mut several = false;
    let mut shared = first.rfind('/').map_or(0, |slash| slash + 1);
    for path in paths {
        several = true;
        while !path.starts_with(&first[..shared]) {
            shared = first[..shared - 1].rfind('/').map_or(0, |slash| slash + 1);
        }
    }
    if several { shared } else { 0 }
}

/// How many positions of one list are shown, unless more are asked for: the first and the last in time.
pub const MOST: usize = 40;
/// How many folds of a side, how many pages of a fold, and how many values of a slot are told one by one.
const FOLDS: usize = 12;
const NAMED: usize = 8;
const VALUES: usize = 16;
/// How many changes of stance.
const TURNS: usize = 20;

/// The two ends of a list of which `most` entries are shown, and how many lie between them.
fn ends<T>(list: &[T], most: usize) -> (&[T], usize, &[T]) {
    if list.len() <= most {
        return (list, 0, &[]);
    }
    let last = most / 4;
    (&list[..most - last], list.len() - most, &list[list.len() - last..])
}

/// The pages whose words [`dispute`] shows when it shows `most` positions of each list.
pub fn pages_shown(dispute: &Dispute, most: usize) -> BTreeSet<PageId> {
    let mut pages = BTreeSet::new();
    for (_, positions) in dispute.sides.iter().chain(&dispute.beneath) {
        let (first, _, last) = ends(positions, most);
        pages.extend(first.iter().chain(last).map(|at| at.page));
    }
    for reversal in dispute.reversals.iter().take(TURNS) {
        pages.extend([reversal.from.1.page, reversal.to.1.page]);
    }
    for shift in dispute.shifts.iter().take(TURNS) {
        pages.extend([shift.from.1.page, shift.to.1.page]);
    }
    pages
}

/// The pages that it names beside these.
pub fn pages_named(dispute: &Dispute) -> BTreeSet<PageId> {
    let folds = dispute.origins.iter().flat_map(|(_, origins)| origins.folds.iter().take(FOLDS));
    folds.flat_map(|fold| fold.pages.iter().take(NAMED)).copied().collect()
}

/// All disputes among some pages.
pub fn disputes(disputes: &[Dispute], pages: &Pages<'_>, known: &Knowledge, look: Look) -> String {
    let title = match (disputes.len(), pages.paths.len()) {
        (0, 1) => "No dispute on this page".to_owned(),
        (0, n) => format!("No dispute among these {n} pages"),
        (1, 1) => "The dispute on this page".to_owned(),
        (1, n) => format!("The dispute among these {n} pages"),
        (d, 1) => format!("{d} disputes on this page, the most contested first"),
        (d, n) => format!("{d} disputes among these {n} pages, the most contested first"),
    };
    let mut out = format!("{}\n", look.paint(TITLE, &title));
    for one in disputes {
        out.push('\n');
        out += &dispute(one, pages, &Remarks::default(), known, usize::MAX, look);
    }
    out
}

/// The positions that would be in a dispute, had people not rejected them.
pub fn set_aside(
    refs: &[PositionRef],
    pages: &Pages<'_>,
    remarks: &Remarks,
    known: &Knowledge,
    look: Look,
) -> String {
    if refs.is_empty() {
        return String::new();
    }
    let shown = rows(refs, pages, remarks, known, MOST, look);
    format!("\n{}\n{shown}", look.paint(FAINT.bold(), "SET ASIDE"))
}

/// One dispute, with at most `most` positions of each list, and what people remarked on them.
pub fn dispute(
    dispute: &Dispute,
    pages: &Pages<'_>,
    remarks: &Remarks,
    known: &Knowledge,
    most: usize,
    look: Look,
) -> String {
    let mut out = look.wrap(&look.paint(TITLE, &safe::line(&dispute.title)), "", "  ");
    let parties: Vec<_> = dispute.parties.iter().map(|party| terms::in_words(party, known)).collect();
    let when = terms::from_to(dispute.first.as_ref(), dispute.last.as_ref());
    let facts = format!("{} · {} · {when} · {}", safe::line(&dispute.frame), parties.join(", "), dispute.id);
    out += &look.wrap(&look.paint(FAINT, &facts), "", "  ");
    for remark in &remarks.dispute {
        out += &look.wrap(&look.paint(MARKED, remark), "", "  ");
    }
    for side in Side::ALL {
        let listed = |sides: &[(Side, Vec<PositionRef>)]| -> Vec<PositionRef> {
            sides.iter().filter(|(of, _)| *of == side).flat_map(|(_, refs)| refs.iter().copied()).collect()
        };
        let (on_it, beneath) = (listed(&dispute.sides), listed(&dispute.beneath));
        if on_it.is_empty() && beneath.is_empty() {
            continue;
        }
        out.push('\n');
        let style = if side == Side::Denies { MARKED } else { PLAIN };
        out += &format!("{}\n", look.paint(style.bold(), name(side)));
        if let Some((_, origins)) = dispute.origins.iter().find(|(of, _)| *of == side)
            && !on_it.is_empty()
        {
            out += &whence(origins, pages, known, look);
        }
        out += &rows(&on_it, pages, remarks, known, most, look);
        if !beneath.is_empty() {
            let not_counted = "beside it, aimed at something else than the act or a plan, and not counted:";
            out += &look.wrap(&look.paint(FAINT, not_counted), "  ", "  ");
            out += &rows(&beneath, pages, remarks, known, most, look);
        }
    }
    out += &slots(dispute, known, look);
    for reversal in dispute.reversals.iter().take(TURNS) {
        let words = format!(
            "change of stance: {} first {}, later {} ({} to {})",
            terms::holder(Some(&reversal.holder), known),
            terms::stance(reversal.from.0),
            terms::stance(reversal.to.0),
            when_of(&reversal.from.1, pages),
            when_of(&reversal.to.1, pages),
        );
        out += &look.wrap(&look.paint(MARKED, &words), "  ", "    ");
    }
    if dispute.reversals.len() > TURNS {
        out += &format!("  and {} more changes of stance\n", dispute.reversals.len() - TURNS);
    }
    for shift in dispute.shifts.iter().take(TURNS) {
        out += &look.wrap(&look.paint(MARKED, &shifted(shift, pages, known)), "  ", "    ");
    }
    if dispute.shifts.len() > TURNS {
        out += &format!("  and {} more changes of scope\n", dispute.shifts.len() - TURNS);
    }
    out
}

/// That a holder spoke of a part of what it spoke of before, or of more.
fn shifted(shift: &Shift, pages: &Pages<'_>, known: &Knowledge) -> String {
    let what = |at: &PositionRef| {
        resolve(at, pages).map_or_else(String::new, |(.., position)| {
            format!(" {}", terms::proposition(&position.proposition, known))
        })
    };
    format!(
        "{}: {} first {}{}, later {}{} ({} to {})",
        match shift.scope {
            Scope::Narrows => "narrower",
            Scope::Widens => "wider",
        },
        terms::holder(Some(&shift.holder), known),
        terms::stance(shift.from.0),
        what(&shift.from.1),
        terms::stance(shift.to.0),
        what(&shift.to.1),
        when_of(&shift.from.1, pages),
        when_of(&shift.to.1, pages),
    )
}

fn name(side: Side) -> &'static str {
    match side {
        Side::Asserts => "ASSERTED",
        Side::Denies => "DENIED",
        Side::Hedges => "HEDGED",
        Side::Declines => "NO ANSWER",
    }
}

/// Who stands behind a side, and what was folded together.
fn whence(origins: &SideOrigins, pages: &Pages<'_>, known: &Knowledge, look: Look) -> String {
    let mut out = look.wrap(&terms::origins(origins, known), "  origins: ", "           ");
    for fold in origins.folds.iter().take(FOLDS) {
        let named = fold.pages.iter().take(NAMED).map(|page| path(*page, pages));
        let named = listed(named.collect(), fold.pages.len());
        let words = format!(
            "{} pages count once, {}: {named} (fold {})",
            fold.pages.len(),
            safe::line(&fold.why),
            fold.id.chars().take(8).collect::<String>()
        );
        out += &look.wrap(&look.paint(FAINT, &words), "           ", "             ");
    }
    if origins.folds.len() > FOLDS {
        let words = format!("and {} more such groups of pages", origins.folds.len() - FOLDS);
        out += &look.wrap(&look.paint(FAINT, &words), "           ", "             ");
    }
    out
}

/// "a, b and 3 more", where `named` are some of `all`.
fn listed(named: Vec<String>, all: usize) -> String {
    let more = all - named.len().min(all);
    let named = named.join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

fn path(page: PageId, pages: &Pages<'_>) -> String {
    pages.paths.get(&page).map_or_else(|| page.to_string()[..12].to_owned(), |path| safe::line(path))
}

/// A position with the page it stands on.
fn resolve<'a>(at: &PositionRef, pages: &Pages<'a>) -> Option<(&'a str, &'a Reading, &'a record::Position)> {
    let reading = pages.read.get(&at.page)?;
    Some((pages.paths.get(&at.page)?, reading, reading.positions.get(at.position as usize)?))
}

fn when_of(at: &PositionRef, pages: &Pages<'_>) -> String {
    resolve(at, pages).map_or("undated".to_owned(), |(_, reading, position)| {
        terms::date(&reading.article, reading.provenance.get(position.statement.0 as usize))
    })
}

fn rows(
    refs: &[PositionRef],
    pages: &Pages<'_>,
    remarks: &Remarks,
    known: &Knowledge,
    most: usize,
    look: Look,
) -> String {
    let columns = [
        Column { title: "date", width: Some(21) },
        Column { title: "holder", width: Some(26) },
        Column { title: "stance", width: Some(9) },
        Column { title: "claim", width: None },
        Column { title: "stage", width: Some(11) },
    ];
    let mut rows = Vec::new();
    let mut before = String::new();
    let (first, between, last) = ends(refs, most);
    for (place, at) in first.iter().chain(last).enumerate() {
        if between > 0 && place == first.len() {
            let words = format!("{between} more between these; --all shows them");
            rows.push(Row { cells: vec![(FAINT, "…".to_owned())], below: vec![(FAINT, words)] });
        }
        let Some((path, reading, position)) = resolve(at, pages) else { continue };
        let provenance = reading.provenance.get(position.statement.0 as usize);
        let mut holder = terms::speaker(reading, position.statement.0, position.holder.as_ref(), known);
        if let Some(naming) = provenance.and_then(terms::naming) {
            holder = format!("{holder} ({naming})");
        }
        let through = provenance.and_then(|provenance| terms::through(provenance, known));
        let through = through.map(|through| format!("through {through} · ")).unwrap_or_default();
        let place =
            format!("{through}{} · s{} p{}", safe::line(path), position.statement.0 + 1, at.position + 1);
        let aimed = match position.level {
            record::Level::Act => String::new(),
            level => format!("{}: ", terms::level(level)),
        };
        let words = terms::words_behind(reading, position);
        let mut below = vec![(CONTENT, positions::words_after(&before, &words)), (FAINT, place)];
        below.extend(remarks.on(at).iter().map(|remark| (MARKED, remark.clone())));
        rows.push(Row {
            cells: vec![
                (FAINT, terms::date(&reading.article, provenance)),
                (PLAIN, holder),
                (positions::of_stance(position.stance), terms::stance(position.stance).to_owned()),
                (PLAIN, format!("{aimed}{}", terms::proposition(&position.proposition, known))),
                (PLAIN, safe::line(position.proposition.stage.as_deref().unwrap_or("–"))),
            ],
            below,
        });
        before = words;
    }
    if rows.is_empty() { String::new() } else { table(&columns, &rows, 2, look) }
}

/// What one side asserts, the other denies, and nobody answers.
fn slots(dispute: &Dispute, known: &Knowledge, look: Look) -> String {
    if dispute.slots.is_empty() {
        return String::new();
    }
    let third = look.width.saturating_sub(18) / 3;
    let columns = [
        Column { title: "slot", width: Some(12) },
        Column { title: "asserted", width: Some(third) },
        Column { title: "denied", width: Some(third) },
        Column { title: "not addressed by the denials", width: None },
    ];
    let rows: Vec<Row> = dispute
        .slots
        .iter()
        .map(|slot| {
            let cell = |cells: &[record::Cell]| -> Cell {
                let values = cells.iter().take(VALUES).map(|cell| value(&slot.name, &cell.value, known));
                let values = listed(values.collect(), cells.len());
                (PLAIN, if values.is_empty() { "–".to_owned() } else { values })
            };
            Row {
                cells: vec![
                    (FAINT, safe::line(&slot.name)),
                    cell(&slot.asserted),
                    cell(&slot.denied),
                    cell(&slot.not_addressed),
                ],
                below: vec![],
            }
        })
        .collect();
    format!("\n{}", table(&columns, &rows, 2, look))
}

/// A value of the slot table in words: codes of parties and classes by their names, all else as it is.
fn value(slot: &str, value: &str, known: &Knowledge) -> String {
    match slot {
        "items" => safe::line(known.items.class(value).map_or(value, |class| &class.name)),
        "stage" | "intention" | "quantity" | "mode" | "time" => safe::line(value),
        _ => terms::in_words(value, known),
    }
}
