//! Which pages of a lineage count once, and why.
//!
//! That two pages go back to one holder is no fold: it may have spoken twice. They are folded where they carry the same
//! article, where they have it through the same agency, or where they tell one statement: one holder, one day, one thing.

use super::answer::Lineage;
use super::lineages::{Ground, is_near};
use super::strands::{End, Strand};
use gainsay_record::{Fold, FoldGround, PageId};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How many different things one holder says on one day are held against each other: the first 64.
const THINGS: usize = 64;

pub(super) fn folds(strands: &[&Strand<'_>], lineage: &Lineage, ground: &Ground<'_>) -> Vec<Fold> {
    let mut folds = copied(strands, ground);
    if lineage.circle {
        let codes: BTreeSet<&str> = strands.iter().map(|strand| strand.code).collect();
        let names: Vec<String> =
            codes.iter().map(|code| ground.outlets.in_words(code, ground.known())).collect();
        let why = format!("each has it from another: {}", names.join(", "));
        folds.extend(fold(strands, FoldGround::Circle, &why, ground));
        return folds;
    }
    folds.extend(through(strands, lineage, ground));
    if lineage.end == End::Voice && sets(strands) > 1 {
        let name = ground.outlets.in_words(&lineage.code, ground.known());
        folds.extend(fold(strands, FoldGround::Outlet, &format!("all are the words of {name}"), ground));
    }
    folds.extend(told_twice(strands, ground));
    folds
}

/// The folds of these strands, where they are on two pages or more that nobody holds apart.
fn fold(strands: &[&Strand<'_>], on: FoldGround, why: &str, ground: &Ground<'_>) -> Vec<Fold> {
    let pages: BTreeSet<PageId> = strands.iter().map(|strand| ground.articles[strand.page].id).collect();
    let groups = ground.apart.grouped(on, pages).into_iter().filter(|pages| pages.len() > 1);
    groups.map(|pages| told(on, pages, why.to_owned())).collect()
}

/// The fold of these pages, which are sorted. Its id is the first 16 hex digits of the SHA-256 over the word for its ground and
/// the id of each page in hex, every one of them followed by one line feed.
pub(super) fn told(ground: FoldGround, pages: Vec<PageId>, why: String) -> Fold {
    let mut hash = Sha256::new();
    hash.update(format!("{}\n", ground.word()));
    pages.iter().for_each(|page| hash.update(format!("{page}\n")));
    let id = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Fold { id, ground, pages, why }
}

/// How many pages there are, copies taken together.
fn sets(strands: &[&Strand<'_>]) -> usize {
    strands.iter().map(|strand| strand.set).collect::<BTreeSet<_>>().len()
}

fn copied(strands: &[&Strand<'_>], ground: &Ground<'_>) -> Vec<Fold> {
    let pages: BTreeSet<usize> = strands.iter().map(|strand| strand.page).collect();
    ground.copies.folds(pages.into_iter(), ground.articles)
}

/// Pages that have it through the same outlet or agency within a few days, at least one of them on its word.
fn through<'a>(strands: &[&Strand<'a>], lineage: &Lineage, ground: &Ground<'a>) -> Vec<Fold> {
    let mut groups: BTreeMap<&str, Vec<(&Strand<'_>, bool)>> = BTreeMap::new();
    for strand in strands {
        for (outlet, passed_on) in strand.through(ground.outlets) {
            groups.entry(outlet).or_default().push((strand, passed_on));
        }
    }
    let mut folds = Vec::new();
    for (outlet, all) in groups {
        let name = ground.outlets.in_words(outlet, ground.known());
        // Two holders of one government may both speak to one agency; what only passes it on goes with either.
        let ends: BTreeSet<&str> = all
            .iter()
            .filter(|(strand, _)| strand.end == lineage.end)
            .map(|(strand, _)| strand.code)
            .collect();
        for end in ends {
            let of_it = |(strand, _): &&(&Strand<'_>, bool)| {
                strand.end != lineage.end || strand.code == end || lineage.end == End::Unnamed
            };
            let mut group: Vec<(&Strand<'_>, bool)> = all.iter().filter(of_it).copied().collect();
            group.sort_by_key(|(strand, _)| (strand.days.is_none(), strand.days, strand.page));
            for run in group.chunk_by(|a, b| is_near(a.0, b.0)) {
                if !run.iter().any(|(_, passed_on)| *passed_on) {
                    continue;
                }
                let why = match lineage.end {
                    End::Named => format!("all have it through {name}"),
                    End::Document => format!("a document that all of them have through {name}"),
                    End::Unnamed => format!("an unnamed source that all of them have through {name}"),
                    End::Voice | End::Unknown => format!("all are the words of {name}"),
                };
                let run: Vec<&Strand<'_>> = run.iter().map(|(strand, _)| *strand).collect();
                folds.extend(fold(&run, FoldGround::Outlet, &why, ground));
            }
        }
    }
    folds
}

/// One named holder's words of one day on one thing, told on several pages that are no copies.
fn told_twice(strands: &[&Strand<'_>], ground: &Ground<'_>) -> Vec<Fold> {
    let mut by_day: BTreeMap<(&str, i64), Vec<&Strand<'_>>> = BTreeMap::new();
    for strand in strands.iter().filter(|strand| strand.end == End::Named) {
        if let Some((day, last)) = strand.days
            && day == last
        {
            by_day.entry((strand.code, day)).or_default().push(strand);
        }
    }
    let mut folds = Vec::new();
    for ((code, _), strands) in by_day {
        let mut tellings: Vec<Vec<&Strand<'_>>> = Vec::new();
        for strand in strands {
            let same =
                |telling: &Vec<&Strand<'_>>| ground.order.touch(telling[0].proposition, strand.proposition);
            match tellings.iter().position(same) {
                Some(at) => tellings[at].push(strand),
                None if tellings.len() < THINGS => tellings.push(vec![strand]),
                None => {}
            }
        }
        let name = ground.known().names.in_words(code);
        for telling in tellings.iter().filter(|telling| sets(telling) > 1) {
            let why = format!("the same statement by {name}, in other words");
            folds.extend(fold(telling, FoldGround::Statement, &why, ground));
        }
    }
    folds
}
