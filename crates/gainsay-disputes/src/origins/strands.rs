//! Where the chain of each position ends.

use super::copies::Copies;
use super::credit::Outlets;
use crate::meetings::meaning;
use crate::member::Member;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Article, Edition, Holder, Naming, PageId, Proposition};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What stands at the end of a chain; of those that one lineage has, the first is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum End {
    Named,
    /// A document that nobody is named for, by the outlet that has it.
    Document,
    Unnamed,
    /// An outlet or agency, without a source.
    Voice,
    Unknown,
}

/// The end of one position's chain, with what the rules ask about.
#[derive(Debug)]
pub(super) struct Strand<'a> {
    pub page: usize,
    /// The page with its copies.
    pub set: usize,
    pub end: End,
    pub code: &'a str,
    pub days: Option<(i64, i64)>,
    /// Everyone in the chain but its end.
    pub chain: Vec<&'a str>,
    pub proposition: &'a Proposition,
    /// Whether the words say that whoever stands at the end looked for themselves.
    pub firsthand: bool,
}

impl<'a> Strand<'a> {
    /// The outlets and agencies that the words came through, and for each whether they were passed on by another.
    pub fn through(&self, outlets: &Outlets<'a>) -> BTreeMap<&'a str, bool> {
        let mut through: BTreeMap<&str, bool> = BTreeMap::new();
        let own = outlets.own[self.page];
        through.extend(own.map(|own| (own, false)));
        through.extend(outlets.credited[self.page].iter().map(|agency| (agency.as_str(), true)));
        let ends_there = matches!(self.end, End::Voice | End::Document).then_some(self.code);
        let links = self.chain.iter().copied().filter(|link| is_outlet(link)).chain(ends_there);
        through.extend(links.filter(|link| own != Some(link)).map(|link| (link, true)));
        through
    }

    /// How many days lie between two; none where a day of either is not known.
    pub fn apart(&self, other: &Self) -> i64 {
        match (self.days, other.days) {
            (Some((first, last)), Some((from, to))) => {
                from.saturating_sub(last).max(first.saturating_sub(to)).max(0)
            }
            _ => 0,
        }
    }
}

/// The strands of a side. Of versions of one page only the last one that is on this side speaks.
pub(super) fn strands<'a>(
    members: &[Member<'a>],
    articles: &[&'a Article],
    copies: &Copies,
    outlets: &Outlets<'a>,
    known: &Knowledge,
) -> Vec<Strand<'a>> {
    let place: HashMap<PageId, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id, at)).collect();
    let superseded: BTreeSet<PageId> =
        versions(members).into_iter().flat_map(|own| own.into_iter().skip(1)).collect();
    let mut seen = HashSet::new();
    let mut strands = Vec::new();
    for member in members.iter().filter(|member| !superseded.contains(&member.at.page)) {
        let Some(&page) = place.get(&member.at.page) else { continue };
        let path = path(member, page, outlets);
        let (end, code) = end(member, &path, page, outlets, known);
        let mut chain: Vec<&str> = path.iter().map(|(code, _)| *code).collect();
        if chain.last() == Some(&code) {
            chain.pop();
        }
        chain.retain(|link| !link.is_empty() && *link != code);
        let proposition = &member.position.proposition;
        let means = meaning(member.position.level, proposition);
        if seen.insert((page, end, code, member.days, chain.clone(), means)) {
            let firsthand = member.imprint.credits.firsthand.contains(&member.at.position);
            let set = copies.set(page);
            strands.push(Strand { page, set, end, code, days: member.days, chain, proposition, firsthand });
        }
    }
    strands
}

/// The pages that are versions of one another, the last one first: those of one address.
pub(super) fn versions(members: &[Member<'_>]) -> Vec<Vec<PageId>> {
    let mut versions: BTreeMap<&str, BTreeSet<Edition<'_>>> = BTreeMap::new();
    for member in members {
        let article = &member.reading.article;
        if let Some(url) = article.url.as_deref() {
            versions.entry(url).or_default().insert(article.edition());
        }
    }
    let several = versions.into_values().filter(|own| own.len() > 1);
    several.map(|own| own.iter().rev().map(Edition::page).collect()).collect()
}

/// The chain of a position, from the outermost to its source: each by code, empty where nobody is known, and whether they
/// are named.
fn path<'a>(member: &Member<'a>, page: usize, outlets: &Outlets<'a>) -> Vec<(&'a str, Naming)> {
    let Some(provenance) = member.provenance() else { return Vec::new() };
    let who = |holder: Option<&'a Holder>, link: Option<u32>| {
        let code = holder.map_or("", Holder::as_str);
        let found = is_nobody(code).then(|| outlets.cited(page, member.at.position, link)).flatten();
        found.unwrap_or(code)
    };
    if provenance.chain.is_empty() {
        return vec![(who(member.holder().or(provenance.holder.as_ref()), None), provenance.named)];
    }
    let links = provenance.chain.iter().enumerate();
    links.map(|(at, link)| (who(link.holder.as_ref(), u32::try_from(at).ok()), link.named)).collect()
}

fn end<'a>(
    member: &Member<'a>,
    path: &[(&'a str, Naming)],
    page: usize,
    outlets: &Outlets<'a>,
    known: &Knowledge,
) -> (End, &'a str) {
    let own = outlets.own[page];
    if member.narrated() {
        let holder = member.holder().map_or("", Holder::as_str);
        let outlet = outlets.credited[page].first().map(String::as_str).or(own);
        return match outlet.or((!is_nobody(holder)).then_some(holder)) {
            Some(outlet) => (End::Voice, outlet),
            None => (End::Unknown, ""),
        };
    }
    let Some((&(last, named), before)) = path.split_last() else { return (End::Unknown, "") };
    let passing = || before.iter().rev().map(|(code, _)| *code).find(|code| !is_nobody(code));
    if named == Naming::Document && (matches!(last, "" | "XXX") || is_outlet(last)) {
        let outlet = Some(last).filter(|code| is_outlet(code));
        let outlet = outlet.or_else(|| passing().filter(|code| is_outlet(code))).or(own);
        return outlet.map_or((End::Unnamed, ""), |outlet| (End::Document, outlet));
    }
    // Somebody it is, and nobody says who: "sources".
    if last == "XXX" && named == Naming::Unnamed {
        return (End::Unnamed, last);
    }
    let (code, named) = match is_nobody(last) {
        false => (last, named),
        true => match before.iter().rev().find(|(code, _)| !is_nobody(code)) {
            Some(link) => *link,
            None => return (End::Unknown, ""),
        },
    };
    let through_media = before.iter().any(|(code, _)| sector(code) == Some("MED"));
    let named = named != Naming::Unnamed || is_a_service(code, member);
    match named {
        _ if is_outlet(code) && !speaks_for_a_state(code, known) => (End::Voice, code),
        true if !is_sector_of_nobody(code, through_media) => (End::Named, code),
        _ => (End::Unnamed, code),
    }
}

/// "American intelligence", the body itself and no people of it, of whom it would be known whether they are one or more.
fn is_a_service(code: &str, member: &Member<'_>) -> bool {
    let Some(provenance) = member.provenance() else { return false };
    let link = provenance.chain.iter().rev().find(|link| link.holder.is_some());
    let unnamed = link.map_or(provenance.unnamed, |link| link.unnamed);
    sector(code) == Some("SPY") && unnamed.at_least.is_none() && unnamed.at_most.is_none()
}

/// A state's own agency.
fn speaks_for_a_state(outlet: &str, known: &Knowledge) -> bool {
    let state = outlet.split(':').next().unwrap_or_default();
    known.names.stands_under(outlet, &format!("{state}:GOV"))
}

/// Nobody that could be asked: not said, or media at large.
fn is_nobody(code: &str) -> bool {
    matches!(code, "" | "XXX" | "XXX:MED")
}

fn sector(code: &str) -> Option<&str> {
    code.split(':').nth(1)
}

/// "Intelligence sources", "American media": a whole sector, in which nobody has put a name to what is said; whatever
/// belongs to no state that is said; and a state's intelligence services at large, where media say that they say so.
fn is_sector_of_nobody(code: &str, through_media: bool) -> bool {
    let parts: Vec<&str> = code.split(':').collect();
    let at_large = match parts.get(1) {
        Some(&"MED") => true,
        Some(&"SPY") => through_media,
        _ => false,
    };
    parts.len() <= 2 && (parts[0] == "XXX" || at_large)
}

/// A single outlet or agency: `GBR:MED:reuters`, not "American media".
pub(super) fn is_outlet(code: &str) -> bool {
    let mut parts = code.split(':');
    parts.nth(1) == Some("MED") && parts.next().is_some()
}
