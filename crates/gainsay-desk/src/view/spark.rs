//! The small time line in a row of the list: a lane a side, a dot for the days that cannot be told apart at its size.

use super::side;
use gainsay::ledger::Lane;
use gainsay::record::Side;
use gainsay::terms;
use std::collections::BTreeMap;

/// The drawing, in units of its own.
const WIDTH: f32 = 200.0;
const LANE: f32 = 11.0;
const MARGIN: f32 = 7.0;
/// The shortest time that a line stands for, in days: two days are not drawn far apart.
const SHORTEST: f32 = 28.0;
/// How far apart dots are at least.
const STEP: f32 = 4.0;

/// A small time line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spark {
    pub width: f32,
    pub height: f32,
    pub lanes: Vec<SparkLane>,
    /// What it shows, for those who do not see it.
    pub words: String,
}

/// The lane of one side.
#[derive(Clone, Debug)]
pub(crate) struct SparkLane {
    pub key: &'static str,
    pub y: f32,
    pub dots: Vec<Dot>,
}

/// Positions of one day or of days close by, or of a stretch of days of which one is meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dot {
    pub x: f32,
    pub radius: f32,
    pub certain: bool,
}

/// A day `YYYY-MM-DD` as a number of days; `None` where it is none.
pub(crate) fn number(day: &str) -> Option<f32> {
    let date: jiff::civil::Date = day.parse().ok()?;
    let since = date.since(jiff::civil::date(2000, 1, 1)).ok()?;
    Some(since.get_days() as f32)
}

/// The time line of these positions.
pub(crate) fn spark(lanes: &[Lane]) -> Spark {
    // Where it is, how many, and whether the day is known.
    let placed: Vec<(Side, f32, u64, bool)> = lanes
        .iter()
        .filter_map(|lane| {
            let first = lane.first_day.as_deref().and_then(number);
            let last = lane.last_day.as_deref().and_then(number);
            let (first, last) = (first.or(last)?, last.or(first)?);
            Some((lane.side, f32::midpoint(first, last), lane.positions, last - first < 1.0))
        })
        .collect();
    let ends = |fold: fn(f32, f32) -> f32| placed.iter().map(|(_, day, ..)| *day).reduce(fold);
    let (Some(first), Some(last)) = (ends(f32::min), ends(f32::max)) else { return Spark::default() };
    let length = (last - first).max(SHORTEST);
    let start = f32::midpoint(first, last) - length / 2.0;
    let x = |day: f32| MARGIN + (day - start) / length * (WIDTH - 2.0 * MARGIN);
    let mut drawn = Vec::new();
    let mut words = Vec::new();
    for side in Side::ALL {
        let of_side = placed.iter().filter(|(of, ..)| *of == side);
        let dots = dots(of_side.map(|(_, day, many, certain)| (x(*day), *many, *certain)));
        let positions: u64 = lanes.iter().filter(|lane| lane.side == side).map(|lane| lane.positions).sum();
        if positions > 0 {
            words.push(format!("{positions} {}", terms::does(side, positions)));
        }
        if !dots.is_empty() {
            let y = LANE * (drawn.len() as f32 + 0.5);
            drawn.push(SparkLane { key: side::key(side), y, dots });
        }
    }
    Spark { width: WIDTH, height: LANE * drawn.len() as f32, lanes: drawn, words: words.join(", ") }
}

/// Dots for so many positions at each place, known or not; those that would lie on one another are one.
fn dots(placed: impl Iterator<Item = (f32, u64, bool)>) -> Vec<Dot> {
    let mut steps: BTreeMap<(bool, i32), u64> = BTreeMap::new();
    for (x, many, certain) in placed {
        *steps.entry((certain, (x / STEP).round() as i32)).or_default() += many;
    }
    let dot = |((certain, step), many): ((bool, i32), u64)| Dot {
        x: step as f32 * STEP,
        radius: tenths((2.0 + (many as f32).ln()).min(5.0)),
        certain,
    };
    steps.into_iter().map(dot).collect()
}

fn tenths(number: f32) -> f32 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_all_that_is_known_is_drawn_hollow_in_its_middle() {
        let lane = |side, first: &str, last: &str| Lane {
            side,
            first_day: Some(first.into()),
            last_day: Some(last.into()),
            positions: 1,
        };
        let spark = spark(&[
            lane(Side::Asserts, "2022-09-01", "2022-09-30"),
            lane(Side::Denies, "2022-09-22", "2022-09-22"),
            Lane { side: Side::Denies, first_day: None, last_day: None, positions: 2 },
        ]);
        assert_eq!(spark.lanes.len(), 2);
        assert!(!spark.lanes[0].dots[0].certain && spark.lanes[1].dots[0].certain);
        assert!(spark.lanes[0].dots[0].x < spark.lanes[1].dots[0].x);
        assert_eq!(spark.words, "1 asserts, 3 deny");
    }

    #[test]
    fn years_of_days_are_no_more_dots_than_can_be_told_apart() {
        let day = |number: i64| {
            let day = jiff::civil::date(2019, 1, 1) + jiff::SignedDuration::from_hours(24 * number);
            let day = Some(day.to_string());
            Lane { side: Side::Denies, first_day: day.clone(), last_day: day, positions: 3 }
        };
        let lanes: Vec<Lane> = (0..1500).map(day).collect();
        let spark = spark(&lanes);
        let dots = &spark.lanes[0].dots;
        assert!((40..=50).contains(&dots.len()), "{}", dots.len());
        assert!(dots.windows(2).all(|two| two[1].x - two[0].x >= STEP), "none on another");
        assert_eq!(spark.words, "4500 deny");
    }
}
