//! A dispute as it is stored: JSON in which a page is a short number.
//!
//! A dispute names its pages by the hash of their bytes, 64 digits, and each page some ten times: in its side, its episode,
//! the slot table, the pairs that meet. Stored so, the largest would be megabytes of digits that no compression shortens and
//! that have to be read back before anything can be shown. Here the pages stand once, as their numbers in this file, each as
//! its distance from the one before; everything else refers to them by their place in that list.

use crate::error::{Damage, Inner};
use crate::ledger::{id_of, number};
use gainsay_record::{
    Answer, Cell, Dispute, Edtf, Episode, Fold, FoldGround, Holder, Opposition, PageId, PositionRef,
    Reversal, Scope, Shift, Side, SideOrigins, Slot, Stance,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A position: the place of its page in the list, and its own on the page.
type At = (u32, u32);

/// A value with the positions that give it.
type Value = (String, Vec<At>);

/// Pages that count once: the fold's id, its ground, the pages, and why.
type Together = (String, FoldGround, Vec<u32>, String);

/// Who stands behind a side: the answer, those named, how many are unnamed and unknown, and what counts once.
type Whence = (Answer, Vec<Holder>, u32, u32, Vec<Together>);

#[derive(Serialize, Deserialize)]
struct Brief {
    pages: Vec<i64>,
    id: String,
    title: String,
    frame: String,
    parties: Vec<String>,
    first: Option<Edtf>,
    last: Option<Edtf>,
    episodes: Vec<(Edtf, Edtf, Vec<At>)>,
    sides: Vec<(Side, Vec<At>)>,
    beneath: Vec<(Side, Vec<At>)>,
    pairs: Vec<(u32, u32, u32, u32, Opposition)>,
    origins: Vec<(Side, Whence)>,
    slots: Vec<(String, [Vec<Value>; 3])>,
    turns: Vec<(Holder, Stance, At, Stance, At)>,
    shifts: Vec<(Holder, Scope, Stance, At, Stance, At)>,
}

/// The dispute as JSON with the numbers of its pages in this file, of which some may be known.
pub(crate) fn to_json(
    db: &Connection,
    dispute: &Dispute,
    known: &HashMap<PageId, i64>,
) -> Inner<Result<Vec<u8>, Damage>> {
    let mut numbers: BTreeMap<i64, PageId> = BTreeMap::new();
    let mut seen: HashSet<PageId> = HashSet::new();
    for page in pages_of(dispute).filter(|page| seen.insert(*page)) {
        let found = match known.get(&page) {
            Some(known) => Some(*known),
            None => number(db, &page)?,
        };
        let Some(number) = found else {
            return Ok(Err(Damage::new("it refers to a page that is not there")));
        };
        numbers.insert(number, page);
    }
    let places: HashMap<PageId, u32> = numbers.values().copied().zip(0..).collect();
    let place = |page: &PageId| places.get(page).copied().unwrap_or_default();
    let at = |at: &PositionRef| -> At { (place(&at.page), at.position) };
    let all = |refs: &[PositionRef]| -> Vec<At> { refs.iter().map(at).collect() };
    let sides = |sides: &[(Side, Vec<PositionRef>)]| -> Vec<(Side, Vec<At>)> {
        sides.iter().map(|(side, refs)| (*side, all(refs))).collect()
    };
    let cells = |cells: &[Cell]| -> Vec<Value> {
        cells.iter().map(|cell| (cell.value.clone(), all(&cell.positions))).collect()
    };
    let mut before = 0;
    let brief = Brief {
        pages: numbers.keys().map(|number| number - std::mem::replace(&mut before, *number)).collect(),
        id: dispute.id.clone(),
        title: dispute.title.clone(),
        frame: dispute.frame.clone(),
        parties: dispute.parties.clone(),
        first: dispute.first.clone(),
        last: dispute.last.clone(),
        episodes: dispute
            .episodes
            .iter()
            .map(|it| (it.first.clone(), it.last.clone(), all(&it.positions)))
            .collect(),
        sides: sides(&dispute.sides),
        beneath: sides(&dispute.beneath),
        pairs: dispute
            .oppositions
            .iter()
            .map(|(a, b, how)| (place(&a.page), a.position, place(&b.page), b.position, *how))
            .collect(),
        origins: dispute
            .origins
            .iter()
            .map(|(side, it)| {
                let fold = |fold: &Fold| {
                    let pages = fold.pages.iter().map(place).collect();
                    (fold.id.clone(), fold.ground, pages, fold.why.clone())
                };
                let folds = it.folds.iter().map(fold);
                (*side, (it.answer, it.named.clone(), it.unnamed, it.unknown, folds.collect()))
            })
            .collect(),
        slots: dispute
            .slots
            .iter()
            .map(|it| (it.name.clone(), [cells(&it.asserted), cells(&it.denied), cells(&it.not_addressed)]))
            .collect(),
        turns: dispute
            .reversals
            .iter()
            .map(|it| (it.holder.clone(), it.from.0, at(&it.from.1), it.to.0, at(&it.to.1)))
            .collect(),
        shifts: dispute
            .shifts
            .iter()
            .map(|it| (it.holder.clone(), it.scope, it.from.0, at(&it.from.1), it.to.0, at(&it.to.1)))
            .collect(),
    };
    Ok(serde_json::to_vec(&brief).map_err(|error| Damage::new(error.to_string())))
}

/// The dispute that such JSON spells.
pub(crate) fn from_json(db: &Connection, json: &[u8]) -> Inner<Result<Dispute, Damage>> {
    let brief: Brief = match serde_json::from_slice(json) {
        Ok(brief) => brief,
        Err(error) => return Ok(Err(Damage::new(error.to_string()))),
    };
    let mut pages = Vec::with_capacity(brief.pages.len());
    let mut number = 0_i64;
    for distance in &brief.pages {
        number = number.saturating_add(*distance);
        pages.push(id_of(db, number)?);
    }
    Ok(brief.back(&pages).ok_or_else(|| Damage::new("it refers to a page that is not in its list")))
}

impl Brief {
    /// The dispute; `None` where a place is beyond the list of its pages.
    fn back(self, pages: &[PageId]) -> Option<Dispute> {
        let page = |place: u32| pages.get(place as usize).copied();
        let at = |(place, position): At| Some(PositionRef { page: page(place)?, position });
        let all = |refs: Vec<At>| -> Option<Vec<PositionRef>> { refs.into_iter().map(at).collect() };
        let sides = |sides: Vec<(Side, Vec<At>)>| -> Option<Vec<(Side, Vec<PositionRef>)>> {
            sides.into_iter().map(|(side, refs)| Some((side, all(refs)?))).collect()
        };
        let cells = |cells: Vec<Value>| -> Option<Vec<Cell>> {
            cells.into_iter().map(|(value, refs)| Some(Cell { value, positions: all(refs)? })).collect()
        };
        let episode = |(first, last, refs)| Some(Episode { first, last, positions: all(refs)? });
        let pair = |(a, a_at, b, b_at, how)| Some((at((a, a_at))?, at((b, b_at))?, how));
        let fold = |(id, ground, places, why): Together| {
            Some(Fold { id, ground, pages: places.into_iter().map(page).collect::<Option<_>>()?, why })
        };
        let origins = |(side, (answer, named, unnamed, unknown, folds)): (Side, Whence)| {
            let folds = folds.into_iter().map(fold).collect::<Option<_>>()?;
            Some((side, SideOrigins { answer, named, unnamed, unknown, folds }))
        };
        let slot = |(name, [asserted, denied, open]): (String, [Vec<Value>; 3])| {
            Some(Slot {
                name,
                asserted: cells(asserted)?,
                denied: cells(denied)?,
                not_addressed: cells(open)?,
            })
        };
        let turn = |(holder, was, from, is, to)| {
            Some(Reversal { holder, from: (was, at(from)?), to: (is, at(to)?) })
        };
        let shift = |(holder, scope, was, from, is, to)| {
            Some(Shift { holder, scope, from: (was, at(from)?), to: (is, at(to)?) })
        };
        Some(Dispute {
            id: self.id,
            title: self.title,
            frame: self.frame,
            parties: self.parties,
            first: self.first,
            last: self.last,
            episodes: self.episodes.into_iter().map(episode).collect::<Option<_>>()?,
            sides: sides(self.sides)?,
            beneath: sides(self.beneath)?,
            oppositions: self.pairs.into_iter().map(pair).collect::<Option<_>>()?,
            origins: self.origins.into_iter().map(origins).collect::<Option<_>>()?,
            slots: self.slots.into_iter().map(slot).collect::<Option<_>>()?,
            reversals: self.turns.into_iter().map(turn).collect::<Option<_>>()?,
            shifts: self.shifts.into_iter().map(shift).collect::<Option<_>>()?,
        })
    }
}

/// Every page that a dispute names, as often as it does.
fn pages_of(dispute: &Dispute) -> impl Iterator<Item = PageId> + '_ {
    let sides = dispute.sides.iter().chain(&dispute.beneath).flat_map(|(_, refs)| refs);
    let episodes = dispute.episodes.iter().flat_map(|episode| &episode.positions);
    let pairs = dispute.oppositions.iter().flat_map(|(a, b, _)| [a, b]);
    let cells = dispute
        .slots
        .iter()
        .flat_map(|slot| slot.asserted.iter().chain(&slot.denied).chain(&slot.not_addressed));
    let turns = dispute.reversals.iter().flat_map(|turn| [&turn.from.1, &turn.to.1]);
    let turns = turns.chain(dispute.shifts.iter().flat_map(|shift| [&shift.from.1, &shift.to.1]));
    let folds = dispute.origins.iter().flat_map(|(_, side)| &side.folds).flat_map(|fold| &fold.pages);
    let refs = sides.chain(episodes).chain(pairs).chain(cells.flat_map(|cell| &cell.positions)).chain(turns);
    refs.map(|at| at.page).chain(folds.copied())
}
