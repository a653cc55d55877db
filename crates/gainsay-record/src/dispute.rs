//! The positions of many pages, held against each other.

use crate::{Edtf, Holder, PageId, Stance};
use serde::{Deserialize, Serialize};

/// One position of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PositionRef {
    /// The page.
    pub page: PageId,
    /// Its place among the positions of that page's reading: `p1` on the wire is 0 here.
    pub position: u32,
}

/// A side of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Side {
    Asserts,
    Denies,
    Hedges,
    Declines,
}

impl Side {
    /// All sides, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Asserts, Self::Denies, Self::Hedges, Self::Declines];
}

/// All propositions of one frame between the same parties that speak to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// A hash of frame and sorted parties, 16 hex digits: it survives new pages and rebuilds.
    pub id: String,
    /// In plain words: "North Korea to Russia: weapons".
    pub title: String,
    /// The frame.
    pub frame: String,
    /// The parties, sorted.
    pub parties: Vec<String>,
    /// The earliest date on which anything was said (or published, where that is all there is).
    pub first: Option<Edtf>,
    /// The latest.
    pub last: Option<Edtf>,
    /// The episodes, in order of time; positions without a date are in none.
    pub episodes: Vec<Episode>,
    /// The positions of level `act` and `plan`, in order of time, then page, then place.
    pub sides: Vec<(Side, Vec<PositionRef>)>,
    /// Positions of the other levels, beneath the side they resemble; never counted as it.
    pub beneath: Vec<(Side, Vec<PositionRef>)>,
    /// Which positions meet, and how; the asserting one first.
    pub oppositions: Vec<(PositionRef, PositionRef, Opposition)>,
    /// Who stands behind each side.
    pub origins: Origins,
    /// What one side asserts, the other denies, and nobody addresses.
    pub slots: Vec<Slot>,
    /// Changes of a holder's own stance.
    pub reversals: Vec<Reversal>,
    /// Changes of what a holder's own stance is toward.
    pub shifts: Vec<Shift>,
}

/// A stretch of time in which a dispute was spoken of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// The first date.
    pub first: Edtf,
    /// The last.
    pub last: Edtf,
    /// The positions.
    pub positions: Vec<PositionRef>,
}

/// How two positions meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opposition {
    /// One asserts what the other's denial covers.
    Opposed,
    /// Slots overlap without covering.
    PartlyOpposed,
    /// They do not meet.
    PastEachOther,
}

/// The origins of each side.
pub type Origins = Vec<(Side, SideOrigins)>;

/// Who stands behind a side, after copies are folded together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideOrigins {
    /// The answer.
    pub answer: Answer,
    /// The named lineages, sorted.
    pub named: Vec<Holder>,
    /// How many lineages end in an unnamed source.
    pub unnamed: u32,
    /// How many end nowhere that is known: they count as no origin.
    pub unknown: u32,
    /// Which pages were folded together, and why.
    pub folds: Vec<Fold>,
}

/// Whether a side's reports are one witness or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Everything goes back to one.
    OneOrigin,
    /// Several lineages that may share a root.
    IndependenceNotEstablished,
    /// At least two that cannot.
    IndependenceShown,
    /// Nothing is known of where it comes from.
    LineageUnknown,
}

/// On what ground pages count once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoldGround {
    /// They carry the same words.
    Words,
    /// They are versions of one page.
    Versions,
    /// They have it through the same outlet or agency, or it is that outlet's own.
    Outlet,
    /// One statement of one holder, in other words.
    Statement,
    /// Each has it from another of them.
    Circle,
}

impl FoldGround {
    /// The word for it, as on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Versions => "versions",
            Self::Outlet => "outlet",
            Self::Statement => "statement",
            Self::Circle => "circle",
        }
    }
}

/// Pages that count once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// Made of its ground and its pages, 16 hex digits: the same wherever these are folded.
    pub id: String,
    /// On what ground.
    pub ground: FoldGround,
    /// The pages, sorted.
    pub pages: Vec<PageId>,
    /// Why: "the same words", "credited to the Associated Press", ...
    pub why: String,
}

/// A row of the slot table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The slot: `stage`, `intention`, `items`, `quantity`, `mode`, `time`, `supplier`, `recipient`, ...
    pub name: String,
    /// What the asserting side says.
    pub asserted: Vec<Cell>,
    /// What the denying side denies.
    pub denied: Vec<Cell>,
    /// Values that one side speaks of and the other does not answer, by name of the silent side.
    pub not_addressed: Vec<Cell>,
}

/// A value in the slot table, with the positions that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The value by its code, as printed, or by the frame's name.
    pub value: String,
    /// The positions.
    pub positions: Vec<PositionRef>,
}

/// A holder who took one stance and later another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// Who.
    pub holder: Holder,
    /// From which stance.
    pub from: (Stance, PositionRef),
    /// To which.
    pub to: (Stance, PositionRef),
}

/// How what is spoken of later lies to what was spoken of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// It is a part of it.
    Narrows,
    /// It has it as a part.
    Widens,
}

/// A holder who spoke of something, and later of a part of it, or of more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Who.
    pub holder: Holder,
    /// Which of the two.
    pub scope: Scope,
    /// The stance and position before.
    pub from: (Stance, PositionRef),
    /// The later ones; the stance may be another too.
    pub to: (Stance, PositionRef),
}
