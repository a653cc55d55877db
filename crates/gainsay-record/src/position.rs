//! What a holder holds of a proposition.

use crate::{Edtf, Side, Span, StatementId};
use serde::{Deserialize, Serialize};

/// Who takes a position: `STATE[:SECTOR[:slug]]`, `IGO:slug`, `[STATE:]REB:slug`, `[STATE:]BUS:slug`.
///
/// STATE is ISO 3166-1 alpha-3 (`XXX` when not said), SECTOR a CAMEO/PLOVER code. The tree of which holder stands under
/// which is data, in `gainsay-knowledge`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holder(Box<str>);

impl Holder {
    /// The holder of this code.
    pub fn new(code: impl Into<Box<str>>) -> Self {
        Self(code.into())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts between the colons.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(':')
    }

    /// The state, where the code has one: three capital letters that are no sector. `XXX` counts as none.
    pub fn state(&self) -> Option<&str> {
        let first = self.parts().next()?;
        (!matches!(first, "IGO" | "REB" | "BUS" | "XXX") && first.len() == 3).then_some(first)
    }

    /// The sector: the first part that is one (`GOV`, `MIL`, `SPY`, `MED`, `REB`, `BUS`, `IGO`, ...).
    pub fn sector(&self) -> Option<&str> {
        let mut parts = self.parts();
        let first = parts.next()?;
        if matches!(first, "IGO" | "REB" | "BUS") { Some(first) } else { parts.next() }
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// The stance a holder takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Stance {
    Asserts,
    Confirms,
    Accuses,
    Denies,
    Hedges,
    Declines,
    Threatens,
    /// Reports another's stance.
    Relays,
}

impl Stance {
    /// The side that it takes, where it takes one.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Asserts | Self::Confirms | Self::Accuses => Some(Side::Asserts),
            Self::Denies => Some(Side::Denies),
            Self::Hedges => Some(Side::Hedges),
            Self::Declines => Some(Side::Declines),
            Self::Threatens | Self::Relays => None,
        }
    }
}

/// What a stance is aimed at. Only `act` and `plan` make sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Level {
    Act,
    Plan,
    Report,
    Evidence,
    Knowledge,
    Responsibility,
    Policy,
    Legality,
    Authenticity,
    Decision,
    /// Taken for granted, not said: "a few days after the drones were delivered".
    Presupposed,
}

impl Level {
    /// Whether positions of this level make sides; those of the others are shown beneath them.
    pub fn makes_sides(self) -> bool {
        matches!(self, Self::Act | Self::Plan)
    }
}

/// A holder's stance toward a proposition, by a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The statement it is read from.
    pub statement: StatementId,
    /// The origin of that statement; `None` where nobody resolves (an unnamed voice keeps `XXX`).
    pub holder: Option<Holder>,
    /// The stance.
    pub stance: Stance,
    /// What it is aimed at.
    pub level: Level,
    /// What it is about.
    pub proposition: Proposition,
    /// From 0 to 1, rounded to three decimals.
    pub confidence: f32,
}

/// A frame with its slots filled. A slot that the words leave open is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// The frame's name: `arms-transfer`.
    pub frame: String,
    /// The words that evoke the frame.
    pub trigger: Vec<Span>,
    /// Who fills which role, in the order of the frame's roles (`supplier`, `recipient`, `via`, `broker`, `producer`).
    pub roles: Vec<RoleFiller>,
    /// The parties, sorted: those of the roles that make a dispute (supplier and recipient), or both ends of a
    /// transfer whose direction is left open. States by alpha-3 code; armed groups, companies by holder code.
    pub parties: Vec<String>,
    /// What is transferred, who is sent, what is used; empty where it is not said.
    pub items: Vec<Item>,
    /// How, where it is said.
    pub mode: Mode,
    /// The stage, by the frame's own names (`sought`, `negotiating`, `agreed`, `authorised`, `under-way`,
    /// `delivered`); `None` at level `plan` and where it is left open.
    pub stage: Option<String>,
    /// When it happened.
    pub time: Option<Time>,
}

impl Proposition {
    /// Who fills `role`.
    pub fn role(&self, role: &str) -> Option<&RoleFiller> {
        self.roles.iter().find(|filler| filler.role == role)
    }

    /// Between whom it is: the parties, sorted, each once, and [`ANYONE`] after a single one where the words leave nobody out.
    pub fn between(&self) -> Vec<String> {
        let mut between: Vec<String> =
            self.parties.iter().filter(|party| *party != ANYONE).cloned().collect();
        between.sort_unstable();
        between.dedup();
        if between.len() == 1 && self.roles.iter().any(|filler| filler.filler == ANYONE) {
            between.push(ANYONE.to_owned());
        }
        between
    }
}

/// Whether what is said between `these` bears on what is between two others, without being between the same: each of the one
/// pair is, or lies in, or holds, its counterpart in the other (Turkey and a Turkish company; a country and the rebels in
/// it); or [`ANYONE`] stands for the second. Both are as [`Proposition::between`] gives them.
///
/// ```
/// use gainsay_record::bears_on;
///
/// let between = |codes: [&str; 2]| codes.map(str::to_owned);
/// assert!(bears_on(&between(["PRK", "any"]), &between(["PRK", "RUS"])));
/// assert!(bears_on(&between(["IRN", "YEM"]), &between(["IRN", "YEM:REB:houthis"])));
/// assert!(!bears_on(&between(["IRN", "YEM"]), &between(["IRN", "SAU"])));
/// assert!(!bears_on(&between(["IRN", "YEM"]), &between(["IRN", "YEM"])));
/// ```
pub fn bears_on(these: &[String], others: &[String]) -> bool {
    let ([a, b], [x, y]) = (these, others) else { return false };
    if y == ANYONE || these == others {
        return false;
    }
    if b == ANYONE {
        return are_related(a, x) || are_related(a, y);
    }
    are_related(a, x) && are_related(b, y)
}

/// Whether two codes are one, or one of them [lies in](lies_in) the other.
fn are_related(a: &str, b: &str) -> bool {
    a == b || lies_in(a, b) || lies_in(b, a)
}

/// Whether the code `a` opens with the code `b`: a company, an armed group or a ministry lies in its state, which is not to say
/// that it speaks for it. In what names nobody (`XXX`, a bare `REB`) nothing lies.
pub fn lies_in(a: &str, b: &str) -> bool {
    let nobody = b.starts_with("XXX") || matches!(b, "IGO" | "REB" | "BUS" | "NGO" | "MED");
    !nobody && a.strip_prefix(b).is_some_and(|rest| rest.starts_with(':'))
}

/// One role of a frame with who or what fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleFiller {
    /// The frame's name for it.
    pub role: String,
    /// Who: a state's code or a holder's.
    pub filler: Filler,
    /// The words as printed; those of the antecedent where a pronoun fills the role.
    pub text: String,
    /// Where the words stand.
    pub spans: Vec<Span>,
}

/// A state's alpha-3 code, or a holder's code for an armed group, company or organisation; `none` where words say that it is nobody
/// ("not directly"), and [`ANYONE`].
pub type Filler = String;

/// Who fills a party's role in a denial that leaves nobody out: "to no country", "from any foreign state".
pub const ANYONE: &str = "any";

/// Something transferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// As printed.
    pub text: String,
    /// Its class in the taxonomy of `gainsay-knowledge`.
    pub class: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// How many.
    pub quantity: Option<Quantity>,
}

/// How many, as printed and as a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// As printed: "millions".
    pub text: String,
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// Whether the words are vague ("millions", "dozens").
    pub vague: bool,
    /// Of what: "rounds", "USD".
    pub unit: Option<String>,
}

/// How arms change hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Mode {
    Sale,
    Gift,
    Barter,
    Loan,
    Licence,
    ReExport,
    #[default]
    Unspecified,
}

/// When a thing happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The date; `None` where the words do not resolve.
    pub edtf: Option<Edtf>,
    /// As printed.
    pub text: Option<String>,
    /// Where the words stand.
    pub spans: Vec<Span>,
    /// The date it was resolved against.
    pub against: Option<Edtf>,
}
