//! A dispute on the wire. Every field is described in the [module](super).

use super::{VERSION, position_id};
use gainsay_record as record;
use gainsay_record::{Answer, Edtf, Holder, Opposition, PageId, PositionRef, Side, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Positions of many pages, held against each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Dispute {
    pub v: u32,
    pub id: String,
    pub title: String,
    pub frame: String,
    pub parties: Vec<String>,
    pub first: Option<Edtf>,
    pub last: Option<Edtf>,
    pub episodes: Vec<Episode>,
    pub sides: Sides,
    pub beneath: Sides,
    pub origins: BTreeMap<Side, SideOrigins>,
    pub slots: BTreeMap<String, Slot>,
    pub reversals: Vec<Reversal>,
    pub shifts: Vec<Shift>,
    pub oppositions: Vec<Meeting>,
}

/// A position of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Ref {
    pub page: PageId,
    pub position: String,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Episode {
    pub first: Edtf,
    pub last: Edtf,
    pub positions: Vec<Ref>,
}

/// The sides; all four are always there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Sides {
    pub asserts: Vec<Ref>,
    pub denies: Vec<Ref>,
    pub hedges: Vec<Ref>,
    pub declines: Vec<Ref>,
}

/// Who stands behind a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct SideOrigins {
    pub answer: Answer,
    pub named: Vec<Holder>,
    pub unnamed: u32,
    pub unknown: u32,
    pub folds: Vec<record::Fold>,
}

/// A row of the slot table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Slot {
    pub asserted: Vec<Cell>,
    pub denied: Vec<Cell>,
    pub not_addressed: Vec<Cell>,
}

/// A value and the positions that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Cell {
    pub value: String,
    pub positions: Vec<Ref>,
}

/// A holder's own change of stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Reversal {
    pub holder: Holder,
    pub from: Turn,
    pub to: Turn,
}

/// A holder who speaks of a part of what it spoke of before, or of more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Shift {
    pub holder: Holder,
    pub scope: record::Scope,
    pub from: Turn,
    pub to: Turn,
}

/// A stance, and the position that takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Turn {
    pub stance: Stance,
    #[serde(flatten)]
    pub at: Ref,
}

/// Two positions that speak to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in the module")]
pub struct Meeting {
    pub asserting: Ref,
    pub denying: Ref,
    pub how: Opposition,
}

impl From<&PositionRef> for Ref {
    fn from(at: &PositionRef) -> Self {
        Self { page: at.page, position: position_id(at.position) }
    }
}

fn refs(positions: &[PositionRef]) -> Vec<Ref> {
    positions.iter().map(Ref::from).collect()
}

fn cells(cells: &[record::Cell]) -> Vec<Cell> {
    cells.iter().map(|cell| Cell { value: cell.value.clone(), positions: refs(&cell.positions) }).collect()
}

impl From<&[(Side, Vec<PositionRef>)]> for Sides {
    fn from(listed: &[(Side, Vec<PositionRef>)]) -> Self {
        let mut sides = Self::default();
        for (side, positions) in listed {
            let list = match side {
                Side::Asserts => &mut sides.asserts,
                Side::Denies => &mut sides.denies,
                Side::Hedges => &mut sides.hedges,
                Side::Declines => &mut sides.declines,
            };
            list.extend(refs(positions));
        }
        sides
    }
}

impl From<&record::Dispute> for Dispute {
    fn from(dispute: &record::Dispute) -> Self {
        let turn = |(stance, at): &(Stance, PositionRef)| Turn { stance: *stance, at: at.into() };
        Self {
            v: VERSION,
            id: dispute.id.clone(),
            title: dispute.title.clone(),
            frame: dispute.frame.clone(),
            parties: dispute.parties.clone(),
            first: dispute.first.clone(),
            last: dispute.last.clone(),
            episodes: dispute
                .episodes
                .iter()
                .map(|episode| Episode {
                    first: episode.first.clone(),
                    last: episode.last.clone(),
                    positions: refs(&episode.positions),
                })
                .collect(),
            sides: dispute.sides.as_slice().into(),
            beneath: dispute.beneath.as_slice().into(),
            origins: dispute
                .origins
                .iter()
                .map(|(side, origins)| {
                    let origins = origins.clone();
                    let wire = SideOrigins {
                        answer: origins.answer,
                        named: origins.named,
                        unnamed: origins.unnamed,
                        unknown: origins.unknown,
                        folds: origins.folds,
                    };
                    (*side, wire)
                })
                .collect(),
            slots: dispute
                .slots
                .iter()
                .map(|slot| {
                    let row = Slot {
                        asserted: cells(&slot.asserted),
                        denied: cells(&slot.denied),
                        not_addressed: cells(&slot.not_addressed),
                    };
                    (slot.name.clone(), row)
                })
                .collect(),
            reversals: dispute
                .reversals
                .iter()
                .map(|reversal| Reversal {
                    holder: reversal.holder.clone(),
                    from: turn(&reversal.from),
                    to: turn(&reversal.to),
                })
                .collect(),
            shifts: dispute
                .shifts
                .iter()
                .map(|shift| Shift {
                    holder: shift.holder.clone(),
                    scope: shift.scope,
                    from: turn(&shift.from),
                    to: turn(&shift.to),
                })
                .collect(),
            oppositions: dispute
                .oppositions
                .iter()
                .map(|(asserting, denying, how)| Meeting {
                    asserting: asserting.into(),
                    denying: denying.into(),
                    how: *how,
                })
                .collect(),
        }
    }
}
