//! The lineages of one side: the rules of the module above, one function each.

use super::copies::Copies;
use super::credit::Outlets;
use super::{NEAR, Sets};
use crate::member::Member;
use gainsay_knowledge::Knowledge;
use gainsay_record::{Answer, Article, Fold, Holder, Naming, PageId, SideOrigins};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Up to how many named holders of one state are compared pair by pair for one standing under the other: 256. Beyond, only
/// what the codes themselves say is used.
const COMPARED: usize = 256;

/// How many pairs of lineages are looked at for two that are independent.
const PAIRS: usize = 10_000;

/// What stands at the end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum End {
    Named,
    /// An outlet's or agency's own voice.
    Voice,
    Unnamed,
    Unknown,
}

/// The end of one position's chain, with what the rules ask about.
#[derive(Debug)]
struct Strand<'a> {
    page: usize,
    /// The page with its copies.
    set: usize,
    end: End,
    code: &'a str,
    days: Option<(i64, i64)>,
    /// Everyone in the chain but its end.
    chain: Vec<&'a str>,
}

pub(super) fn side(
    members: &[Member<'_>],
    articles: &[&Article],
    copies: &Copies,
    outlets: &Outlets,
    known: &Knowledge,
) -> SideOrigins {
    let strands = strands(members, articles, copies, outlets);
    let mut sets = Sets::new(strands.len());
    join_named(&strands, &mut sets, known);
    join_voices(&strands, &mut sets);
    join_unnamed_on_a_page(&strands, &mut sets);
    let through = join_unnamed_through_an_outlet(&strands, outlets, &mut sets);
    join_unnamed_with_their_government(&strands, &mut sets);
    join_unknown(&strands, &mut sets);

    let mut lineages: BTreeMap<usize, Vec<&Strand<'_>>> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate() {
        lineages.entry(sets.find(at)).or_default().push(strand);
    }
    let pages: BTreeSet<usize> = strands.iter().map(|strand| strand.page).collect();
    let mut folds = copies.folds(pages.into_iter(), articles);
    let mut through_of: HashMap<usize, &str> = HashMap::new();
    for (strand, outlet) in through {
        through_of.entry(sets.find(strand)).or_insert(outlet);
    }
    let (mut named, mut unnamed, mut unknown) = (Vec::new(), 0, 0);
    let mut only_voices = true;
    for (set, strands) in &lineages {
        match strands.iter().map(|strand| strand.end).min() {
            Some(End::Named | End::Voice) => {
                let lineage = Lineage::of(strands, known);
                only_voices &= lineage.voice;
                named.push(lineage);
            }
            Some(End::Unnamed) => unnamed += 1,
            _ => unknown += 1,
        }
        let outlet = through_of.get(set).copied();
        folds.extend(fold(strands, outlet, known).map(|why| (page_ids(strands, articles), why)));
        // Within a lineage that spoke over months, each telling is a fold of its own beside the whole.
        let tellings = tellings(strands).into_iter().filter(|telling| telling.len() < strands.len());
        for telling in tellings {
            folds.extend(fold(&telling, outlet, known).map(|why| (page_ids(&telling, articles), why)));
        }
    }
    let answer = match (named.len(), unnamed) {
        (0, 0) => Answer::LineageUnknown,
        (1, 0) if !only_voices => Answer::OneOrigin,
        _ if independent(&named, known) => Answer::IndependenceShown,
        _ => Answer::IndependenceNotEstablished,
    };
    let mut named: Vec<Holder> = named.into_iter().map(|lineage| Holder::new(lineage.code)).collect();
    named.sort_unstable();
    let mut folds: Vec<Fold> = folds.into_iter().map(|(pages, why)| Fold { pages, why }).collect();
    folds.sort_unstable_by(|a, b| (&a.pages, &a.why).cmp(&(&b.pages, &b.why)));
    folds.dedup();
    SideOrigins { answer, named, unnamed, unknown, folds }
}

fn strands<'a>(
    members: &[Member<'a>],
    articles: &[&'a Article],
    copies: &Copies,
    outlets: &'a Outlets,
) -> Vec<Strand<'a>> {
    let place: HashMap<PageId, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id, at)).collect();
    let mut seen = BTreeSet::new();
    let mut strands = Vec::new();
    for member in members {
        let Some(&page) = place.get(&member.at.page) else { continue };
        let holder = member.holder().map_or("", Holder::as_str);
        let links = member.provenance().map_or(&[][..], |provenance| &provenance.chain);
        let last = links.iter().rposition(|link| link.holder.is_some()).unwrap_or(0);
        let chain: Vec<&str> =
            links[..last].iter().filter_map(|link| Some(link.holder.as_ref()?.as_str())).collect();
        let (end, code) = if member.narrated() {
            let outlet = outlets.credited[page].as_deref().or(outlets.own[page].as_deref());
            match outlet.or((!is_media_at_large(holder)).then_some(holder)) {
                Some(outlet) => (End::Voice, outlet),
                None => (End::Unknown, ""),
            }
        } else if holder.is_empty() || holder == "XXX" || is_media_at_large(holder) && chain.is_empty() {
            (End::Unknown, "")
        } else {
            let is_somebody = !is_sector_of_nobody(holder);
            match member.naming() {
                Naming::Named | Naming::Document if is_somebody => (End::Named, holder),
                _ => (End::Unnamed, holder),
            }
        };
        if seen.insert((page, end, code, member.days, chain.clone())) {
            strands.push(Strand { page, set: copies.set(page), end, code, days: member.days, chain });
        }
    }
    strands
}

/// "Media", of no state or of one: nobody that could be asked.
fn is_media_at_large(code: &str) -> bool {
    code.is_empty() || code == "XXX:MED" || code == "XXX"
}

/// "Intelligence sources", "US intelligence", "American media": a whole sector, in which nobody has put a name to what is
/// said, even where the words name the sector; and whatever belongs to no state that is said.
fn is_sector_of_nobody(code: &str) -> bool {
    let parts: Vec<&str> = code.split(':').collect();
    parts.len() <= 2 && (parts[0] == "XXX" || matches!(parts.get(1), Some(&("SPY" | "MED"))))
}

/// The government that a code speaks for: `PRK:GOV` for `PRK`, `PRK:GOV:mod` and `PRK:MIL`.
fn government(code: &str) -> Option<String> {
    let mut parts = code.split(':');
    let state = parts
        .next()
        .filter(|state| state.len() == 3 && !matches!(*state, "XXX" | "IGO" | "REB" | "BUS" | "NGO"))?;
    matches!(parts.next(), None | Some("GOV" | "MIL")).then(|| format!("{state}:GOV"))
}

/// Rule 2.
fn join_named(strands: &[Strand<'_>], sets: &mut Sets, known: &Knowledge) {
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_government: BTreeMap<String, usize> = BTreeMap::new();
    let named = |strand: &Strand<'_>| matches!(strand.end, End::Named | End::Voice);
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| named(strand)) {
        sets.join(*by_code.entry(strand.code).or_insert(at), at);
        if let Some(government) = government(strand.code) {
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
fn join_voices(strands: &[Strand<'_>], sets: &mut Sets) {
    let mut by_set: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Voice) {
        sets.join(*by_set.entry(strand.set).or_insert(at), at);
    }
}

/// Rule 3a.
fn join_unnamed_on_a_page(strands: &[Strand<'_>], sets: &mut Sets) {
    let mut by_page: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Unnamed) {
        by_page.entry((strand.set, sector(strand.code))).or_default().push(at);
    }
    by_page.values().for_each(|own| join_one_state(own, strands, sets));
}

/// Rule 3b; for each strand that was so joined, the outlet.
fn join_unnamed_through_an_outlet<'a>(
    strands: &[Strand<'a>],
    outlets: &'a Outlets,
    sets: &mut Sets,
) -> Vec<(usize, &'a str)> {
    // For each outlet and sector: the strands that came through it, and whether another page says so.
    let mut groups: BTreeMap<(&str, &str), Vec<(usize, bool)>> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Unnamed) {
        let sector = sector(strand.code);
        let mut outlets_of: BTreeMap<&str, bool> = BTreeMap::new();
        outlets_of.extend(outlets.own[strand.page].as_deref().map(|own| (own, false)));
        outlets_of.extend(outlets.credited[strand.page].as_deref().map(|agency| (agency, true)));
        outlets_of.extend(strand.chain.iter().filter(|link| is_outlet(link)).map(|link| (*link, true)));
        for (outlet, passed_on) in outlets_of {
            groups.entry((outlet, sector)).or_default().push((at, passed_on));
        }
    }
    let mut joined = Vec::new();
    for ((outlet, _), mut group) in groups {
        group.sort_by_key(|&(at, _)| (strands[at].days.is_none(), strands[at].days, at));
        let near = |a: &(usize, bool), b: &(usize, bool)| match (strands[a.0].days, strands[b.0].days) {
            (Some((_, last)), Some((first, _))) => first.saturating_sub(last) <= NEAR,
            (None, None) => true,
            _ => false,
        };
        for run in group.chunk_by(near) {
            // An outlet's own pages may each have a source of their own; only passing it on ties them to one.
            if run.len() > 1 && run.iter().any(|(_, passed_on)| *passed_on) {
                let run: Vec<usize> = run.iter().map(|(at, _)| *at).collect();
                join_one_state(&run, strands, sets);
                joined.extend(run.into_iter().map(|at| (at, outlet)));
            }
        }
    }
    joined
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

/// Rule 3c.
fn join_unnamed_with_their_government(strands: &[Strand<'_>], sets: &mut Sets) {
    let mut governments: HashMap<String, usize> = HashMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Named) {
        if let Some(government) = government(strand.code) {
            governments.entry(government).or_insert(at);
        }
    }
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Unnamed) {
        if let Some(&named) = government(strand.code).and_then(|government| governments.get(&government)) {
            sets.join(named, at);
        }
    }
}

/// Rule 5.
fn join_unknown(strands: &[Strand<'_>], sets: &mut Sets) {
    let mut by_set: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Unknown) {
        sets.join(*by_set.entry(strand.set).or_insert(at), at);
    }
    // An unknown voice on a copy of a known outlet's page is that outlet's.
    for (at, strand) in strands.iter().enumerate().filter(|(_, strand)| strand.end == End::Voice) {
        if let Some(&unknown) = by_set.get(&strand.set) {
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

/// A single outlet or agency: `GBR:MED:reuters`, not "American media".
fn is_outlet(code: &str) -> bool {
    let mut parts = code.split(':');
    parts.nth(1) == Some("MED") && parts.next().is_some()
}

/// A named lineage.
struct Lineage {
    /// The holder that stands for it.
    code: String,
    /// Whether it is an outlet's own voice and nothing else.
    voice: bool,
    /// Whether it ends at an outlet.
    media: bool,
    /// Everyone its words came through.
    chain: BTreeSet<String>,
}

impl Lineage {
    fn of(strands: &[&Strand<'_>], known: &Knowledge) -> Self {
        let ends = strands.iter().filter(|strand| matches!(strand.end, End::Named | End::Voice));
        let codes: BTreeSet<&str> = ends.clone().map(|strand| strand.code).collect();
        // The holder under whom all the others stand; else the government they belong to; else the first.
        let above_all =
            |code: &&&str| codes.iter().take(COMPARED).all(|other| known.names.stands_under(other, code));
        let government = || codes.iter().find_map(|code| government(code)).filter(|_| codes.len() > 1);
        let earliest = || {
            let first = ends.clone().min_by_key(|strand| (strand.days.is_none(), strand.days, strand.code));
            first.map(|strand| strand.code.to_owned())
        };
        let code = codes.iter().take(COMPARED).find(above_all).map(|code| (*code).to_owned());
        Self {
            code: code.or_else(government).or_else(earliest).unwrap_or_default(),
            voice: ends.clone().all(|strand| strand.end == End::Voice),
            media: ends.clone().all(|strand| strand.code.split(':').any(|part| part == "MED")),
            chain: strands.iter().flat_map(|strand| &strand.chain).map(|link| (*link).to_owned()).collect(),
        }
    }

    /// The state or organisation that it belongs to.
    fn root(&self) -> &str {
        let first = self.code.split(':').next().unwrap_or_default();
        if matches!(first, "IGO" | "REB" | "BUS" | "NGO" | "XXX") { &self.code } else { first }
    }

    fn passes_on(&self, other: &Self, known: &Knowledge) -> bool {
        self.chain.iter().any(|link| {
            known.names.stands_under(link, &other.code)
                || government(link).is_some_and(|link| link == other.code)
        })
    }
}

fn independent(named: &[Lineage], known: &Knowledge) -> bool {
    let firm: Vec<&Lineage> = named.iter().filter(|lineage| !lineage.media).collect();
    let pairs = firm.iter().enumerate().flat_map(|(at, a)| firm[at + 1..].iter().map(move |b| (a, b)));
    pairs.take(PAIRS).any(|(a, b)| a.root() != b.root() && !a.passes_on(b, known) && !b.passes_on(a, known))
}

fn page_ids(strands: &[&Strand<'_>], articles: &[&Article]) -> Vec<PageId> {
    let pages: BTreeSet<PageId> = strands.iter().map(|strand| articles[strand.page].id).collect();
    pages.into_iter().collect()
}

/// The dated words of a named lineage, in order of time, parted where more than [`NEAR`] days lie between the first and
/// the next.
fn tellings<'s, 'a>(strands: &[&'s Strand<'a>]) -> Vec<Vec<&'s Strand<'a>>> {
    let mut dated: Vec<_> = strands
        .iter()
        .filter(|strand| matches!(strand.end, End::Named))
        .filter_map(|strand| Some((strand.days?, *strand)))
        .collect();
    dated.sort_by_key(|(days, _)| *days);
    let mut tellings: Vec<Vec<&Strand<'_>>> = Vec::new();
    let mut until = i64::MIN;
    for ((first, last), strand) in dated {
        match tellings.last_mut() {
            Some(telling) if first <= until => telling.push(strand),
            _ => {
                until = last.saturating_add(NEAR);
                tellings.push(vec![strand]);
            }
        }
    }
    tellings
}

/// Why the pages of a lineage count once; `None` where there is one page, or copies of one, which say so themselves.
fn fold(strands: &[&Strand<'_>], outlet: Option<&str>, known: &Knowledge) -> Option<String> {
    let pages: BTreeSet<usize> = strands.iter().map(|strand| strand.set).collect();
    if pages.len() < 2 {
        return None;
    }
    let ends = strands.iter().filter(|strand| matches!(strand.end, End::Named | End::Voice));
    if ends.clone().next().is_none() {
        let outlet = known.names.in_words(outlet?);
        return Some(format!("an unnamed source that all of them have through {outlet}"));
    }
    let lineage = Lineage::of(strands, known);
    let name = known.names.in_words(&lineage.code);
    if lineage.voice {
        return Some(format!("all are the words of {name}"));
    }
    let first = strands.iter().filter_map(|strand| Some(strand.days?.1)).min();
    let last = strands.iter().filter_map(|strand| Some(strand.days?.0)).max();
    let near = first.zip(last).is_some_and(|(first, last)| last - first <= NEAR);
    let dated = strands.iter().all(|strand| strand.days.is_some());
    Some(match near && dated {
        true => format!("the same statement by {name}, in other words"),
        false => format!("all go back to {name}, who is one origin however often it speaks"),
    })
}
