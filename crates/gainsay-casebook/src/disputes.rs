//! The disputes among the texts of a case held against what it wants.

use crate::fault::Fault;
use crate::notation::{Record, alternatives};
use crate::statements::{code, holder_fits};
use gainsay::record::{Cell, Dispute, Holder, Opposition, PageId, Position, PositionRef, Reading, Side};

/// The readings of a case by the names of their texts.
pub type Named<'a> = [(&'a str, &'a Reading)];

/// Compares every `dispute` record of a case.
pub fn compare(readings: &Named<'_>, disputes: &[Dispute], records: &[&Record]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for record in records {
        if record.value == "none" {
            let contradicted =
                |d: &&Dispute| d.sides.iter().any(|(side, at)| *side != Side::Asserts && !at.is_empty());
            let unasked = disputes.iter().filter(contradicted);
            faults.extend(
                unasked.map(|d| Fault::new(format!("a dispute that the case does not have: {}", d.title))),
            );
            continue;
        }
        let mut wanted = record.value.split_whitespace();
        let frame = wanted.next().unwrap_or_default();
        let parties: Vec<&str> = wanted.collect();
        let right = |dispute: &&Dispute| {
            let same = |(got, want): (&String, &&str)| holder_fits(Some(got), &[(*want).to_owned()]);
            dispute.frame == frame
                && dispute.parties.len() == parties.len()
                && dispute.parties.iter().zip(&parties).all(same)
        };
        match disputes.iter().find(right) {
            None => faults.push(Fault::new(format!("dispute missing: {}", record.value))),
            Some(dispute) => {
                let held = Held { readings, dispute };
                let wrong = record.attributes.iter().filter_map(|(name, want)| held.wrong(name, want));
                let wrong = wrong.chain(held.unasked_folds(record));
                faults.extend(wrong.map(|wrong| Fault::new(format!("dispute {}: {wrong}", record.value))));
            }
        }
    }
    faults
}

struct Held<'a> {
    readings: &'a Named<'a>,
    dispute: &'a Dispute,
}

impl<'a> Held<'a> {
    fn page(&self, name: &str) -> Option<PageId> {
        self.readings.iter().find(|(n, _)| *n == name).map(|(_, reading)| reading.article.id)
    }

    fn position(&self, at: PositionRef) -> Option<&'a Position> {
        let (_, reading) = self.readings.iter().find(|(_, reading)| reading.article.id == at.page)?;
        reading.positions.get(at.position as usize)
    }

    fn holders(&self, side: &str) -> Vec<Option<&'a str>> {
        let of_side = self.dispute.sides.iter().filter(|(s, _)| code(s) == side);
        let positions = of_side.flat_map(|(_, positions)| positions).filter_map(|at| self.position(*at));
        positions.map(|position| position.holder.as_ref().map(Holder::as_str)).collect()
    }

    fn wrong(&self, name: &str, want: &str) -> Option<String> {
        let words: Vec<&str> = want.split_whitespace().collect();
        match (name, words.as_slice()) {
            ("side", [side, "none"]) => {
                let holders = self.holders(side);
                (!holders.is_empty()).then(|| format!("{side} {holders:?}, want nobody"))
            }
            ("meets", [a, b, ..]) => self.meets(a, b, &alternatives(&words[2..].join(" "))),
            ("origins", [side, answer]) => {
                let origins = self.dispute.origins.iter().find(|(s, _)| code(s) == *side);
                let got = origins.map_or("none".to_owned(), |(_, origins)| code(&origins.answer));
                (got != *answer).then(|| format!("origins of {side}: {got}, want {answer}"))
            }
            ("fold", _) => self.fold(want),
            ("slot", [slot, column, ..]) => {
                let row = self.dispute.slots.iter().find(|row| row.name == *slot);
                let cells = |row: &'a gainsay::record::Slot| match *column {
                    "asserted" => &row.asserted,
                    "denied" => &row.denied,
                    _ => &row.not_addressed,
                };
                let cells: &[Cell] = row.map_or(&[], |row| cells(row));
                let accepted = alternatives(&words[2..].join(" "));
                let right = cells.iter().any(|cell| accepted.is_empty() || accepted.contains(&cell.value));
                let got: Vec<&str> = cells.iter().map(|cell| cell.value.as_str()).collect();
                (!right).then(|| {
                    format!("slot {slot} {column}: {}, want {}", got.join(", "), accepted.join(" or "))
                })
            }
            ("reversal", [holder, from, to]) => {
                let right = self.dispute.reversals.iter().any(|reversal| {
                    let stances = (code(&reversal.from.0), code(&reversal.to.0));
                    holder_fits(Some(reversal.holder.as_str()), &[(*holder).to_owned()])
                        && stances == ((*from).to_owned(), (*to).to_owned())
                });
                (!right).then(|| format!("no reversal {want}"))
            }
            (side, _) => {
                let holders = self.holders(side);
                let right = holders.iter().any(|holder| holder_fits(*holder, &alternatives(want)));
                (!right).then(|| format!("{side} {holders:?}, want {want}"))
            }
        }
    }

    fn meets(&self, a: &str, b: &str, accepted: &[String]) -> Option<String> {
        let (asserting, denying) = (self.page(a)?, self.page(b)?);
        let silent = self
            .readings
            .iter()
            .find(|(name, reading)| (*name == a || *name == b) && reading.positions.is_empty());
        if let Some((name, _)) = silent {
            return Some(format!("no position was read from text {name}"));
        }
        let met =
            self.dispute.oppositions.iter().filter(|(x, y, _)| x.page == asserting && y.page == denying);
        let got = met.map(|(_, _, how)| *how).min().unwrap_or(Opposition::PastEachOther);
        (!accepted.contains(&code(&got)))
            .then(|| format!("{a} and {b} {}, want {}", code(&got), accepted.join(" or ")))
    }

    /// The texts that one fold joins; words in double quotes after them stand in its reason.
    fn fold(&self, want: &str) -> Option<String> {
        let (names, reason) = want.split_once('"').unwrap_or((want, ""));
        let names: Vec<&str> = names.split_whitespace().collect();
        let reason = reason.trim_end_matches('"');
        let folds: Vec<_> = self.dispute.origins.iter().flat_map(|(_, origins)| &origins.folds).collect();
        let why: Vec<&str> = folds.iter().map(|fold| fold.why.as_str()).collect();
        if names == ["none"] {
            return (!folds.is_empty()).then(|| format!("folded: {}, want none", why.join("; ")));
        }
        let pages = self.folded(want);
        let right = folds
            .iter()
            .any(|fold| fold.why.contains(reason) && pages.iter().all(|page| fold.pages.contains(page)));
        (!right).then(|| format!("no fold of {}; folded: {}", names.join(" and "), why.join("; ")))
    }

    /// Folds of pages that do not follow from those that the case wants, where it wants some.
    fn unasked_folds(&self, record: &Record) -> Vec<String> {
        let wanted: Vec<Vec<PageId>> = record.all("fold").map(|want| self.folded(want)).collect();
        if wanted.iter().flatten().next().is_none() {
            return Vec::new();
        }
        let together = |pages: &[PageId]| {
            let mut reached: Vec<PageId> = pages.iter().take(1).copied().collect();
            while let Some(more) = wanted
                .iter()
                .find(|own| {
                    own.iter().any(|page| reached.contains(page))
                        && !own.iter().all(|page| reached.contains(page))
                })
                .cloned()
            {
                reached.extend(more);
            }
            pages.iter().all(|page| reached.contains(page))
        };
        let folds = self.dispute.origins.iter().flat_map(|(_, origins)| &origins.folds);
        let name = |page: &PageId| {
            self.readings.iter().find(|(_, of)| of.article.id == *page).map_or("", |(n, _)| n)
        };
        folds
            .filter(|fold| !together(&fold.pages))
            .map(|fold| {
                let pages: Vec<&str> = fold.pages.iter().map(name).collect();
                format!("a fold that the case does not have: {} ({})", pages.join(" and "), fold.why)
            })
            .collect()
    }

    /// The pages that a wanted fold names.
    fn folded(&self, want: &str) -> Vec<PageId> {
        let names = want.split_once('"').map_or(want, |(names, _)| names);
        names.split_whitespace().filter_map(|name| self.page(name)).collect()
    }
}
