//! Chains that go on on another page: who stands on whose report.
//!
//! "The Alpine Register reported" ends at the Alpine Register, until there is a page of the Alpine Register that says from whom
//! it has it. An outlet's own voice stands on the sources that its page gives for the same thing.

use super::lineages::Ground;
use super::strands::{End, Strand};
use gainsay_record::FoldGround;
use std::collections::BTreeMap;

/// How many days an outlet's report is told on: a month.
pub(super) const TOLD_ON: i64 = 31;

/// How many strands that came through one outlet are looked at for one that is told on.
const CLOSE: usize = 64;

/// What a strand stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    /// Itself.
    Own,
    /// Another strand, which stands on itself.
    On(usize),
    /// Each of several outlets has it from another of them; this is one of them.
    Circle(usize),
}

/// For each strand what it stands on.
pub(super) fn feet(strands: &[Strand<'_>], ground: &Ground<'_>) -> Vec<Foot> {
    let next = next(strands, ground);
    let mut feet: Vec<Option<Foot>> = vec![None; strands.len()];
    for start in 0..strands.len() {
        let mut path = Vec::new();
        let mut at = start;
        let foot = loop {
            if let Some(foot) = feet[at] {
                break if foot == Foot::Own { Foot::On(at) } else { foot };
            }
            // While its path is walked, a strand is marked by its own number.
            if path.contains(&at) {
                break Foot::Circle(path.iter().copied().min().unwrap_or(at));
            }
            match next[at] {
                Some(further) if path.len() <= CLOSE => {
                    path.push(at);
                    at = further;
                }
                _ => {
                    feet[at] = Some(Foot::Own);
                    break Foot::On(at);
                }
            }
        };
        path.into_iter().for_each(|one| feet[one] = Some(foot));
    }
    feet.into_iter().map(|foot| foot.unwrap_or(Foot::Own)).collect()
}

/// For each strand that ends at an outlet the strand of that outlet's own page on which it stands, if there is one.
fn next(strands: &[Strand<'_>], ground: &Ground<'_>) -> Vec<Option<usize>> {
    let page = |strand: &Strand<'_>| ground.articles[strand.page].id;
    let mut through: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end != End::Unknown) {
        for outlet in strand.through(ground.outlets).into_keys() {
            if !(strand.end == End::Voice && strand.code == outlet) {
                through.entry(outlet).or_default().push(at);
            }
        }
    }
    for own in through.values_mut() {
        own.sort_by_key(|&at| (strands[at].days, at));
    }
    let of = |strand: &Strand<'_>| -> Option<usize> {
        if strand.end != End::Voice {
            return None;
        }
        let all = through.get(strand.code)?;
        let from = strand.days.map_or(0, |(first, _)| {
            let early = |&at: &usize| strands[at].days.is_none_or(|(_, last)| last < first - TOLD_ON);
            all.partition_point(early)
        });
        let fits = |&&at: &&usize| {
            let other = &strands[at];
            strand.apart(other) <= TOLD_ON
                && ground.order.touch(strand.proposition, other.proposition)
                && !ground.apart.parts(FoldGround::Circle, page(strand), page(other))
        };
        let rank = |&&at: &&usize| {
            let other = &strands[at];
            (other.end == End::Voice, other.page != strand.page, strand.apart(other), at)
        };
        all[from..].iter().take(CLOSE).filter(fits).min_by_key(rank).copied()
    };
    strands.iter().map(of).collect()
}
