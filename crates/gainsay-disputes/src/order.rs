//! Which proposition entails which.
//!
//! A proposition is read as the set of happenings that would make it true. `a ⇒ b` holds when every slot of `a` lies
//! within that slot of `b`; a slot that the words leave open holds everything. So to assert the specific is to assert
//! the general, and the order needs no weights and no threshold:
//!
//! | slot | `a` lies within `b` when |
//! |---|---|
//! | frame | they are one |
//! | parties | every party of `b` is one of `a`, or one of `a` stands under it |
//! | roles | every role that `b` fills is filled in `a` by the same, or by one that stands under it |
//! | items | every item of `b` is entailed by one of `a`: a list asserted asserts each |
//! | quantity | same unit, and the range of `a` lies within that of `b` |
//! | mode | they are one, or `b` leaves it open: a sale is a transfer |
//! | stage | the frame's file says so; see [`Order::stage_within`] for a stage that is left open |
//! | time | every day of `a` is one of `b` |

use gainsay_knowledge::{Frame, Knowledge, time};
use gainsay_record::{ANYONE, Item, Mode, Proposition, Quantity, lies_in};

/// The order over the propositions of one frame.
#[derive(Clone, Copy, Debug)]
pub struct Order<'k> {
    known: &'k Knowledge,
    frame: Option<&'k Frame>,
    /// The class that everyday language takes for the whole: "weapons".
    loose: Option<&'k str>,
}

/// How what is asserted lies to what is denied, in one slot or in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Nothing is in both.
    Apart,
    /// Something is in both.
    Overlaps,
    /// All that is asserted is denied.
    Covered,
}

impl<'k> Order<'k> {
    /// The order for the frame of this name. Of a frame that no file describes, stages and items entail only themselves.
    pub fn new(known: &'k Knowledge, frame: &str) -> Self {
        let frame = known.frames.get(frame);
        Self { known, frame, loose: frame.and_then(|frame| frame.loose.as_deref()) }
    }

    /// Whether `a` entails `b`: whoever asserts `a` has asserted `b`.
    ///
    /// Reflexive, transitive, and antisymmetric up to what says the same: {shells, ammunition} and {shells} entail each
    /// other.
    pub fn entails(&self, a: &Proposition, b: &Proposition) -> bool {
        a.frame == b.frame
            && b.parties.iter().all(|party| a.parties.iter().any(|own| self.stands_under(own, party)))
            && self.roles_within(a, b)
            && self.items_within(&a.items, &b.items)
            && mode_within(a.mode, b.mode)
            && self.stage_within(a.stage.as_deref(), b.stage.as_deref())
            && match (edtf(a), edtf(b)) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(a), Some(b)) => time::within(a, b),
            }
    }

    /// Whether a happening at stage `a` is one at stage `b`.
    ///
    /// A stage that is left open ("arms trade", "arms deals") is the transfer itself, however far it has come: it holds
    /// what the last stage entails (agreed, under way, delivered) but not what can be without any transfer. To deny the
    /// trade is not to deny talks.
    pub fn stage_within(&self, a: Option<&str>, b: Option<&str>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => a == b || self.frame.is_some_and(|frame| frame.stage_entails(a, b)),
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(a), None) => match self.frame {
                Some(frame) => {
                    let last = last_stage(frame);
                    last.is_none_or(|last| {
                        frame
                            .stages()
                            .any(|stage| frame.stage_entails(last, stage) && frame.stage_entails(a, stage))
                    })
                }
                None => true,
            },
        }
    }

    /// The stages of the frame, in the order of their names.
    pub(crate) fn stages(&self) -> impl Iterator<Item = &'k str> {
        self.frame.into_iter().flat_map(|frame| frame.stages())
    }

    /// The roles of the frame, in the order of its file.
    pub(crate) fn roles(&self) -> impl Iterator<Item = &'k str> {
        self.frame.into_iter().flat_map(|frame| frame.roles.iter().map(|role| &**role))
    }

    /// The names of the roles that make a dispute's parties.
    pub(crate) fn party_roles(&self) -> &'k [Box<str>] {
        self.frame.map_or(&[], Frame::party_roles)
    }

    /// What the frame is about: the class that all its items are a kind of.
    pub(crate) fn top_item(&self) -> Option<&'k str> {
        self.frame.map(|frame| &*frame.about).filter(|class| !class.is_empty())
    }

    pub(crate) fn known(&self) -> &'k Knowledge {
        self.known
    }

    pub(crate) fn stands_under(&self, a: &str, b: &str) -> bool {
        a == b || b == ANYONE || self.known.names.stands_under(a, b)
    }

    /// Who fills `role`. Between two parties, whoever is not the one named in a party's role has the other.
    pub(crate) fn filler<'p>(&self, proposition: &'p Proposition, role: &str) -> Option<&'p str> {
        if let Some(filler) = proposition.role(role) {
            return Some(&filler.filler);
        }
        let [first, second] = proposition.parties.as_slice() else { return None };
        let roles = self.party_roles();
        if roles.len() != 2 || !roles.iter().any(|name| **name == *role) {
            return None;
        }
        let other = proposition.role(roles.iter().find(|name| ***name != *role)?)?;
        match () {
            () if other.filler == *first => Some(second),
            () if other.filler == *second => Some(first),
            () => None,
        }
    }

    fn roles_within(&self, a: &Proposition, b: &Proposition) -> bool {
        let filled = |role: &str| match (self.filler(a, role), self.filler(b, role)) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(a), Some(b)) => self.stands_under(a, b),
        };
        self.party_roles().iter().all(|role| filled(role))
            && b.roles.iter().all(|filler| filled(&filler.role))
    }

    /// Items that nobody names are "arms", or whatever the frame's file says everything is a kind of.
    fn items_within(&self, a: &[Item], b: &[Item]) -> bool {
        let top = self.top_item();
        let any_within = |item: &Item| match (a, top) {
            ([], Some(top)) => item.quantity.is_none() && self.class_within(top, &item.class),
            _ => a.iter().any(|own| self.item_within(own, item)),
        };
        match (b, top) {
            ([], Some(top)) => a.is_empty() || a.iter().any(|own| self.class_within(&own.class, top)),
            _ => b.iter().all(any_within),
        }
    }

    fn item_within(&self, a: &Item, b: &Item) -> bool {
        self.class_within(&a.class, &b.class) && quantity_within(a.quantity.as_ref(), b.quantity.as_ref())
    }

    pub(crate) fn class_within(&self, a: &str, b: &str) -> bool {
        a == b || self.known.items.entails(a, b)
    }

    /// How an asserting proposition lies to a denied one in all slots but time.
    pub(crate) fn fit(&self, asserted: &Proposition, denied: &Proposition) -> Fit {
        if asserted.frame != denied.frame {
            return Fit::Apart;
        }
        // Most pairs part on the first of these, so the dear ones come last.
        let mut fit = self.stage_fit(asserted.stage.as_deref(), denied.stage.as_deref());
        fit = fit.min(mode_fit(asserted.mode, denied.mode));
        if fit == Fit::Apart {
            return fit;
        }
        fit = fit.min(self.roles_fit(asserted, denied));
        if fit == Fit::Apart { fit } else { fit.min(self.items_fit(&asserted.items, &denied.items)) }
    }

    pub(crate) fn stage_fit(&self, asserted: Option<&str>, denied: Option<&str>) -> Fit {
        either_way(self.stage_within(asserted, denied), self.stage_within(denied, asserted))
    }

    /// Whether who does it, and to whom, can be the same.
    pub(crate) fn may_be_between(&self, asserted: &Proposition, denied: &Proposition) -> bool {
        self.roles_fit(asserted, denied) != Fit::Apart
    }

    fn roles_fit(&self, asserted: &Proposition, denied: &Proposition) -> Fit {
        let one = |role: &str| match (self.filler(asserted, role), self.filler(denied, role)) {
            (_, None) => Fit::Covered,
            (None, Some(_)) => Fit::Overlaps,
            (Some(a), Some(b)) => match either_way(self.stands_under(a, b), self.stands_under(b, a)) {
                // Rebels are not the country that they are in, and yet "to Yemen" can mean the land with all who are there.
                Fit::Apart if lies_in(a, b) || lies_in(b, a) => Fit::Overlaps,
                fit => fit,
            },
        };
        let parties = self.party_roles().iter().map(|role| one(role)).min().unwrap_or(Fit::Covered);
        denied.roles.iter().map(|filler| one(&filler.role)).min().unwrap_or(Fit::Covered).min(parties)
    }

    /// A list denied denies each, so one denied item is enough to cover an asserted one; a list asserted asserts each,
    /// so all must be covered for the whole to be.
    fn items_fit(&self, asserted: &[Item], denied: &[Item]) -> Fit {
        let best = |item: Option<&Item>| match denied {
            [] => self.item_fit(item, None),
            _ => denied.iter().map(|no| self.item_fit(item, Some(no))).max().unwrap_or(Fit::Covered),
        };
        if asserted.is_empty() {
            return best(None);
        }
        let (mut all, mut any) = (Fit::Covered, Fit::Apart);
        for item in asserted {
            let fit = best(Some(item));
            (all, any) = (all.min(fit), any.max(fit));
        }
        if all == Fit::Apart { any.min(Fit::Overlaps) } else { all }
    }

    fn item_fit(&self, asserted: Option<&Item>, denied: Option<&Item>) -> Fit {
        let top = self.top_item();
        let classes = match (
            asserted.map_or(top, |item| Some(&item.class)),
            denied.map_or(top, |item| Some(&item.class)),
        ) {
            (Some(asserted), Some(denied)) => self.class_fit(asserted, denied),
            (_, None) => Fit::Covered,
            (None, Some(_)) => Fit::Overlaps,
        };
        let asserted = asserted.and_then(|item| item.quantity.as_ref());
        classes.min(quantity_fit(asserted, denied.and_then(|item| item.quantity.as_ref())))
    }

    pub(crate) fn class_fit(&self, asserted: &str, denied: &str) -> Fit {
        let fit = either_way(self.class_within(asserted, denied), self.class_within(denied, asserted));
        let top = self.top_item().unwrap_or_default();
        let loosely = || {
            [asserted, denied].into_iter().any(|class| self.loose == Some(class))
                && [asserted, denied].into_iter().all(|class| self.class_within(class, top))
        };
        if fit == Fit::Apart && (self.known.items.overlap(asserted, denied) || loosely()) {
            return Fit::Overlaps;
        }
        fit
    }
}

/// The stage that entails the most and that no other entails: the one that ends what the frame is about.
fn last_stage(frame: &Frame) -> Option<&str> {
    let entailed = |stage: &str| frame.stages().filter(|other| frame.stage_entails(stage, other)).count();
    let ends =
        |stage: &&str| !frame.stages().any(|other| other != *stage && frame.stage_entails(other, stage));
    frame.stages().filter(ends).max_by_key(|stage| entailed(stage))
}

fn either_way(asserted_within_denied: bool, denied_within_asserted: bool) -> Fit {
    match (asserted_within_denied, denied_within_asserted) {
        (true, _) => Fit::Covered,
        (false, true) => Fit::Overlaps,
        (false, false) => Fit::Apart,
    }
}

fn edtf(proposition: &Proposition) -> Option<&gainsay_record::Edtf> {
    proposition.time.as_ref().and_then(|time| time.edtf.as_ref())
}

fn mode_within(a: Mode, b: Mode) -> bool {
    a == b || b == Mode::Unspecified
}

pub(crate) fn mode_fit(asserted: Mode, denied: Mode) -> Fit {
    either_way(mode_within(asserted, denied), mode_within(denied, asserted))
}

/// A quantity as a range of whole numbers, both ends included.
fn range(quantity: &Quantity) -> (u64, u64) {
    (quantity.min.unwrap_or(0), quantity.max.unwrap_or(u64::MAX))
}

fn quantity_within(a: Option<&Quantity>, b: Option<&Quantity>) -> bool {
    match (a, b) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) => {
            let (own, other) = (range(a), range(b));
            a.unit == b.unit && other.0 <= own.0 && own.1 <= other.1
        }
    }
}

pub(crate) fn quantity_fit(asserted: Option<&Quantity>, denied: Option<&Quantity>) -> Fit {
    if quantity_within(asserted, denied) {
        return Fit::Covered;
    }
    match (asserted, denied) {
        (Some(a), Some(b)) if a.unit == b.unit => {
            let (own, other) = (range(a), range(b));
            if own.0 <= other.1 && other.0 <= own.1 { Fit::Overlaps } else { Fit::Apart }
        }
        // Rounds and dollars cannot be compared, and so do not part two propositions either.
        _ => Fit::Overlaps,
    }
}
