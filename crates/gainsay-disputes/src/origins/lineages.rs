//! The lineages of one side: the rules of the module above, one function each.

use super::answer::{Lineage, answer};
use super::copies::Copies;
use super::credit::Outlets;
use super::folds::{folds, told};
use super::follow::{Foot, TOLD_ON, feet};
use super::strands::{End, Strand, strands, versions};
use super::{Apart, NEAR, Sets};
use crate::member::Member;
use crate::order::Order;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Fold, FoldGround, Holder, PageId, SideOrigins};
use std::collections::BTreeMap;

/// Up to how many named holders of one state are compared pair by pair for one standing under the other: 256. Beyond, only
/// what the codes themselves say is used.
pub(super) const COMPARED: usize = 256;

/// What the pages of a dispute tell of where they have it from.
pub(super) struct Ground<'a> {
    pub articles: &'a [&'a Article],
    pub copies: &'a Copies,
    pub outlets: &'a Outlets<'a>,
    pub order: &'a Order<'a>,
    pub parties: &'a [String],
    /// What people hold apart.
    pub apart: &'a Apart,
}

impl Ground<'_> {
    pub fn known(&self) -> &Knowledge {
        self.order.known()
    }
}

pub(super) fn side<'a>(members: &[Member<'a>], ground: &Ground<'a>) -> SideOrigins {
    let known = ground.known();
    let strands = strands(members, ground.articles, ground.copies, ground.outlets, known);
    let feet = feet(&strands, ground);
    let on_own: Vec<usize> = (0..strands.len()).filter(|&at| feet[at] == Foot::Own).collect();
    let mut sets = Sets::new(strands.len());
    join_named(&strands, &on_own, &mut sets, known);
    join_voices(&strands, &on_own, &mut sets);
    join_unnamed_on_a_page(&strands, &on_own, &mut sets);
    let pages: Vec<PageId> = strands.iter().map(|strand| ground.articles[strand.page].id).collect();
    sets.keep_apart(&ground.apart.pairs(FoldGround::Outlet, &pages));
    join_documents(&strands, &on_own, &mut sets);
    join_unnamed_through_an_outlet(&strands, &on_own, ground.outlets, &mut sets);
    join_unknown(&strands, &on_own, &mut sets);
    for (at, foot) in feet.iter().enumerate() {
        if let Foot::On(other) | Foot::Circle(other) = *foot {
            sets.join(at, other);
        }
    }
    let mut by_set: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..strands.len() {
        by_set.entry(sets.find(at)).or_default().push(at);
    }
    let mut all_folds: Vec<Fold> = versions(members)
        .into_iter()
        .map(|mut pages| {
            pages.sort_unstable();
            told(FoldGround::Versions, pages, "versions of one page".to_owned())
        })
        .collect();
    let (mut counted, mut unnamed, mut unknown) = (Vec::new(), 0, 0);
    for own in by_set.into_values() {
        let is_circle = own.iter().all(|&at| matches!(feet[at], Foot::Circle(_)));
        let own: Vec<&Strand<'_>> = own.into_iter().map(|at| &strands[at]).collect();
        let lineage = Lineage::of(&own, is_circle, known);
        all_folds.extend(folds(&own, &lineage, ground));
        match lineage.end {
            End::Named | End::Document | End::Voice => counted.push(lineage),
            End::Unnamed => unnamed += 1,
            End::Unknown => unknown += 1,
        }
    }
    let answer = answer(&counted, unnamed, ground.parties, known);
    let mut named: Vec<Holder> = counted.into_iter().map(|lineage| Holder::new(lineage.code)).collect();
    named.sort_unstable();
    named.dedup();
    all_folds.sort_unstable_by(|a, b| (&a.pages, &a.why).cmp(&(&b.pages, &b.why)));
    all_folds.dedup();
    SideOrigins { answer, named, unnamed, unknown, folds: all_folds }
}

/// The government that a code speaks for: `PRK:GOV` for `PRK`, `PRK:GOV:mod` and `PRK:MIL`.
pub(super) fn government(code: &str) -> Option<String> {
    let mut parts = code.split(':');
    let state = parts
        .next()
        .filter(|state| state.len() == 3 && !matches!(*state, "XXX" | "IGO" | "REB" | "BUS" | "NGO"))?;
    matches!(parts.next(), None | Some("GOV" | "MIL")).then(|| format!("{state}:GOV"))
}

/// Rule 2; an outlet that stands under a government is its voice.
fn join_named(strands: &[Strand<'_>], on_own: &[usize], sets: &mut Sets, known: &Knowledge) {
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_government: BTreeMap<String, usize> = BTreeMap::new();
    let named = |at: &&usize| matches!(strands[**at].end, End::Named | End::Voice);
    for &at in on_own.iter().filter(named) {
        let code = strands[at].code;
        sets.join(*by_code.entry(code).or_insert(at), at);
        if let Some(government) = government(code) {
            sets.join(*by_government.entry(government).or_insert(at), at);
        }
    }
    let mut by_state: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (&code, &at) in &by_code {
        by_state.entry(code.split(':').next().unwrap_or(code)).or_default().push((code, at));
        let mut above = code;
        while let Some((parent, _)) = above.rsplit_once(':') {
            above = parent;
            // A state as a whole stands above all its organs; that two of them have it in common is not enough.
            if parent.contains(':')
                && let Some(&other) = by_code.get(parent)
                && known.names.stands_under(code, parent)
            {
                sets.join(at, other);
            }
        }
    }
    for own in by_state.into_values().filter(|own| own.len() <= COMPARED) {
        for (place, (a, at)) in own.iter().enumerate() {
            for (b, other) in &own[place + 1..] {
                let meets = |low: &str, high: &str| high.contains(':') && known.names.stands_under(low, high);
                if meets(a, b) || meets(b, a) {
                    sets.join(*at, *other);
                }
            }
        }
    }
}

/// Rule 4: the own voice of outlets whose pages are copies.
fn join_voices(strands: &[Strand<'_>], on_own: &[usize], sets: &mut Sets) {
    let mut by_set: BTreeMap<usize, usize> = BTreeMap::new();
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Voice) {
        sets.join(*by_set.entry(strands[at].set).or_insert(at), at);
    }
}

/// Rule 6: the documents of one outlet within a month.
fn join_documents(strands: &[Strand<'_>], on_own: &[usize], sets: &mut Sets) {
    let mut by_outlet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Document) {
        by_outlet.entry(strands[at].code).or_default().push(at);
    }
    for mut own in by_outlet.into_values() {
        own.sort_by_key(|&at| (strands[at].days, at));
        let near = |a: &usize, b: &usize| strands[*a].apart(&strands[*b]) <= TOLD_ON;
        own.chunk_by(near).for_each(|run| sets.join_all(run));
    }
}

/// Rule 3a.
fn join_unnamed_on_a_page(strands: &[Strand<'_>], on_own: &[usize], sets: &mut Sets) {
    let mut by_page: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Unnamed) {
        by_page.entry((strands[at].set, sector(strands[at].code))).or_default().push(at);
    }
    by_page.values().for_each(|own| join_one_state(own, strands, sets));
}

/// Rule 3b.
fn join_unnamed_through_an_outlet(
    strands: &[Strand<'_>],
    on_own: &[usize],
    outlets: &Outlets<'_>,
    sets: &mut Sets,
) {
    // For each outlet and sector: the strands that came through it, and whether another page says so.
    let mut groups: BTreeMap<(&str, &str), Vec<(usize, bool)>> = BTreeMap::new();
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Unnamed) {
        for (outlet, passed_on) in strands[at].through(outlets) {
            groups.entry((outlet, sector(strands[at].code))).or_default().push((at, passed_on));
        }
    }
    for mut group in groups.into_values() {
        group.sort_by_key(|&(at, _)| (strands[at].days.is_none(), strands[at].days, at));
        for run in group.chunk_by(|a, b| is_near(&strands[a.0], &strands[b.0])) {
            // An outlet's own pages may each have a source of their own; only passing it on ties them to one.
            if run.len() > 1 && run.iter().any(|(_, passed_on)| *passed_on) {
                let run: Vec<usize> = run.iter().map(|(at, _)| *at).collect();
                join_one_state(&run, strands, sets);
            }
        }
    }
}

/// Whether the second, in order of time, comes within [`NEAR`] days of the first; so do two without a date.
pub(super) fn is_near(first: &Strand<'_>, second: &Strand<'_>) -> bool {
    first.days.is_some() == second.days.is_some() && first.apart(second) <= NEAR
}

/// Joins unnamed strands of one sector that name the same state; those that name none join it where there is only one.
fn join_one_state(own: &[usize], strands: &[Strand<'_>], sets: &mut Sets) {
    let mut by_state: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in own {
        by_state.entry(strands[at].code.split(':').next().unwrap_or_default()).or_default().push(at);
    }
    let nobody = by_state.remove("XXX").unwrap_or_default();
    by_state.values().for_each(|own| sets.join_all(own));
    sets.join_all(&nobody);
    if let (1, Some(&at)) = (by_state.len(), nobody.first())
        && let Some(own) = by_state.values().next()
    {
        sets.join(own[0], at);
    }
}

/// Rule 5.
fn join_unknown(strands: &[Strand<'_>], on_own: &[usize], sets: &mut Sets) {
    let mut by_set: BTreeMap<usize, usize> = BTreeMap::new();
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Unknown) {
        sets.join(*by_set.entry(strands[at].set).or_insert(at), at);
    }
    // An unknown voice on a copy of a known outlet's page is that outlet's.
    for &at in on_own.iter().filter(|at| strands[**at].end == End::Voice) {
        if let Some(&unknown) = by_set.get(&strands[at].set) {
            sets.join(unknown, at);
        }
    }
}

/// The sector of a code, for holders without a slug; otherwise the whole code, which only itself equals.
fn sector(code: &str) -> &str {
    match code.split_once(':') {
        Some((_, rest)) if !rest.contains(':') => rest,
        _ => code,
    }
}
