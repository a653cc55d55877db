//! The time line of a dispute: a lane a side, a mark for each day on which something was said.

use super::spark::number;
use super::{card, dates, side};
use gainsay::ledger::PositionEntry;
use gainsay::record::{PositionRef, Side};
use std::collections::{BTreeMap, HashMap};

/// The drawing, in units of its own: the names of lanes on the left, then time.
const WIDTH: f32 = 1000.0;
const LEFT: f32 = 104.0;
const RIGHT: f32 = 16.0;
/// The height of one row of marks, and the room a mark needs beside the next.
const STEP: f32 = 17.0;
const ROOM: f32 = 15.0;
/// Marks of a lane stand in so many rows at most.
const ROWS: usize = 5;
/// The shortest time that is drawn over the whole width, in days.
const SHORTEST: f32 = 30.0;
/// A time shorter than this, in days, has a word for each half of a month.
const HALVES: f32 = 120.0;
/// About how many words the axis has.
const TICKS: f32 = 9.0;

/// The time line, drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct TimeLine {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub right: f32,
    pub lanes: Vec<Lane>,
    pub ticks: Vec<Tick>,
    /// How many positions have no date.
    pub undated: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Lane {
    pub key: &'static str,
    pub name: &'static str,
    pub middle: f32,
    pub marks: Vec<Mark>,
}

/// What was said on one day, or within some days.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub x: f32,
    pub y: f32,
    /// The days within which it was said, where the day is not known.
    pub within: Option<(f32, f32)>,
    /// Whether the day is that of the saying, and known.
    pub certain: bool,
    pub many: usize,
    /// The first of its positions.
    pub anchor: String,
    pub words: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Tick {
    pub x: f32,
    pub words: String,
}

/// What is drawn as one mark: a side, its days, and whether these are of the saying.
type Group = (Side, i32, i32, bool);

/// The time line of a dispute's positions. `sides` says on which side each is; those beneath are not drawn.
pub(crate) fn time_line(rows: &[PositionEntry], sides: &HashMap<PositionRef, Side>) -> TimeLine {
    let mut groups: BTreeMap<Group, (usize, &PositionEntry)> = BTreeMap::new();
    let mut undated = 0;
    for row in rows {
        let Some(side) = sides.get(&row.at) else { continue };
        let [first, last] = row.days.each_ref().map(|day| day.as_deref().and_then(number));
        let Some((first, last)) = first.or(last).zip(last.or(first)) else {
            undated += 1;
            continue;
        };
        let group = (*side, first as i32, last as i32, row.said.is_some());
        groups.entry(group).and_modify(|(many, _)| *many += 1).or_insert((1, row));
    }
    let (Some(first), Some(last)) =
        (groups.keys().map(|group| group.1).min(), groups.keys().map(|group| group.2).max())
    else {
        return TimeLine { undated, ..TimeLine::default() };
    };
    let (first, last) = (first as f32, last as f32);
    let length = (last - first).max(SHORTEST) * 1.04;
    let start = f32::midpoint(first, last) - length / 2.0;
    let x = |day: f32| LEFT + (day - start) / length * (WIDTH - LEFT - RIGHT);
    let mut lanes = Vec::new();
    let mut top = 6.0;
    for side in Side::ALL {
        let of_side = groups.iter().filter(|(group, _)| group.0 == side);
        let mut marks: Vec<Mark> = of_side.map(|(group, (many, row))| mark(*group, *many, row, &x)).collect();
        if marks.is_empty() {
            continue;
        }
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        let rows = stack(&mut marks);
        let height = rows as f32 * STEP + 9.0;
        for mark in &mut marks {
            mark.y = top + height / 2.0 + (mark.y - (rows as f32 - 1.0) / 2.0) * STEP;
        }
        let (key, name) = (side::key(side), side::heading(side));
        lanes.push(Lane { key, name, middle: top + height / 2.0, marks });
        top += height + 4.0;
    }
    TimeLine {
        width: WIDTH,
        height: top + 20.0,
        left: LEFT,
        right: WIDTH - RIGHT,
        lanes,
        ticks: ticks(start, length, &x),
        undated,
    }
}

fn mark(group: Group, many: usize, row: &PositionEntry, x: &dyn Fn(f32) -> f32) -> Mark {
    let (side, first, last, is_said) = group;
    let (first, last) = (first as f32, last as f32);
    let one_day = last - first < 1.0;
    let date = row.said.as_ref().or(row.published.as_ref()).map_or_else(String::new, dates::date);
    let holders = if many == 1 { "one position".to_owned() } else { format!("{many} positions") };
    let by = if is_said { "" } else { "by " };
    Mark {
        x: x(f32::midpoint(first, last)),
        y: 0.0,
        within: (!one_day).then(|| (x(first), x(last))),
        certain: one_day && is_said,
        many,
        anchor: card::anchor(&row.at),
        words: format!("{} {by}{date}: {holders}", side::heading(side)),
    }
}

/// Puts marks that would cover each other into rows; how many rows there are. The row is left in `y`.
fn stack(marks: &mut [Mark]) -> usize {
    let mut ends = [f32::MIN; ROWS];
    let mut used = 1;
    for mark in marks {
        let free = ends.iter().position(|end| mark.x - end >= ROOM).unwrap_or(ROWS - 1);
        ends[free] = mark.x;
        mark.y = free as f32;
        used = used.max(free + 1);
    }
    used
}

/// Words along the axis: halves of months, months or years, whichever are few enough.
fn ticks(start: f32, length: f32, x: &dyn Fn(f32) -> f32) -> Vec<Tick> {
    let months = (length / 30.4 / TICKS).ceil().max(1.0) as i32;
    let step = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|step| *step >= months).unwrap_or(240);
    let days: &[&str] = if length < HALVES { &["-01", "-15"] } else { &["-01"] };
    let zero = jiff::civil::date(2000, 1, 1);
    let day = |number: f32| zero.checked_add(jiff::Span::new().days(number as i64)).ok();
    let (Some(from), Some(to)) = (day(start), day(start + length)) else { return Vec::new() };
    let mut all = Vec::new();
    let mut month = i32::from(from.year()) * 12 + i32::from(from.month()) - 1;
    month += (step - month.rem_euclid(step)) % step;
    while month < i32::from(to.year()) * 12 + i32::from(to.month()) {
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
        let written = format!("{year:04}-{of_year:02}");
        for day in days {
            let date = format!("{written}{day}");
            let Some(at) = number(&date).filter(|at| (start..start + length).contains(at)) else { continue };
            let words = match (step, length < HALVES) {
                (12.., _) => year.to_string(),
                (_, true) => dates::day(&date),
                (_, false) => dates::day(&written),
            };
            all.push(Tick { x: x(at), words });
        }
        month += step;
    }
    all
}
