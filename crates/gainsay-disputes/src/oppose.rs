//! How two positions meet.
//!
//! An asserting position and a denying one are
//!
//! * **opposed** when all that is asserted is denied, slot by slot (a denial of the general covers the specific);
//! * **partly opposed** when the slots overlap without covering (a denial of the specific leaves the general standing);
//! * **past each other** when one slot has nothing in common, or when one speaks of acts and the other of plans.
//!
//! # Time
//!
//! What a denial covers ends, or begins, when it was *said*:
//!
//! * a denial of the act covers the time that it names, and no day after the one on which it was said;
//! * a denial of a plan covers the time that it names from the day on which it was said.
//!
//! An asserted act whose time nobody gives lies on or before the day on which it was asserted. So a denial answers every
//! earlier undated assertion, and a later one only partly: that one may speak of something new. Where nothing is known of
//! a time, it is no reason to part two positions or to call them only partly opposed.

use crate::order::{Fit, Order};
use gainsay_knowledge::time::{self, Window};
use gainsay_record::{Edtf, Level, Opposition, Proposition};

/// What a position holds, and when it was said.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// What the stance is aimed at. Only acts and plans meet.
    pub level: Level,
    /// What it is about.
    pub proposition: &'a Proposition,
    /// When it was said; when it was published, where that is all there is.
    pub said: Option<&'a Edtf>,
}

impl Order<'_> {
    /// How a claim that is asserted meets one that is denied.
    pub fn meet(&self, asserted: &Claim<'_>, denied: &Claim<'_>) -> Opposition {
        if asserted.level != denied.level || !matches!(asserted.level, Level::Act | Level::Plan) {
            return Opposition::PastEachOther;
        }
        let fit = self.fit(asserted.proposition, denied.proposition);
        match if fit == Fit::Apart { fit } else { fit.min(time_fit(asserted, denied)) } {
            Fit::Covered => Opposition::Opposed,
            Fit::Overlaps => Opposition::PartlyOpposed,
            Fit::Apart => Opposition::PastEachOther,
        }
    }

    /// Whether two propositions speak of one thing in part: they have something in common in every slot.
    pub(crate) fn touch(&self, a: &Proposition, b: &Proposition) -> bool {
        let times = match (happened(a), happened(b)) {
            (Some(a), Some(b)) => time::overlap(a, b),
            _ => true,
        };
        times && self.fit(a, b) != Fit::Apart
    }
}

pub(crate) fn happened(proposition: &Proposition) -> Option<&Edtf> {
    proposition.time.as_ref().and_then(|time| time.edtf.as_ref())
}

/// The days of a date; open where it does not say its year or is unclear.
pub(crate) fn window(date: Option<&Edtf>) -> Window {
    date.and_then(|date| time::reach(date).outer()).unwrap_or_default()
}

/// How the time of what is asserted lies to the time that a denial covers.
pub(crate) fn time_fit(asserted: &Claim<'_>, denied: &Claim<'_>) -> Fit {
    let said = window(denied.said);
    // The named times first: a yearly date ("September", the year not said) is compared as such.
    let (event, scope) = (happened(asserted.proposition), happened(denied.proposition));
    let named = match (event, scope) {
        (_, None) => Fit::Covered,
        (None, Some(_)) => Fit::Overlaps,
        (Some(event), Some(scope)) if time::within(event, scope) => Fit::Covered,
        (Some(event), Some(scope)) if time::overlap(event, scope) => Fit::Overlaps,
        _ => Fit::Apart,
    };
    let event = match event {
        Some(event) => window(Some(event)),
        None if asserted.level == Level::Act => (None, window(asserted.said).1),
        None => (None, None),
    };
    let scope = window(scope);
    let reached = match denied.level {
        // Up to the day it was said: an act that may be later is reached in part, one that must be later is not.
        Level::Act => match said.1 {
            Some(said) if event.0.is_some_and(|first| first > said) => Fit::Apart,
            Some(said) if scope.0.is_some_and(|first| first > said) => Fit::Apart,
            Some(said) if event.1.is_some_and(|last| last > said) => Fit::Overlaps,
            _ => Fit::Covered,
        },
        _ => match said.0 {
            Some(said) if event.1.is_some_and(|last| last < said) => Fit::Apart,
            Some(said) if scope.1.is_some_and(|last| last < said) => Fit::Apart,
            Some(said) if event.0.is_some_and(|first| first < said) => Fit::Overlaps,
            _ => Fit::Covered,
        },
    };
    let undated_after = |scope: Window| {
        // An undated act was no later than its telling: a denial of a later time is about something else.
        matches!((event, scope), ((None, Some(last)), (Some(first), _)) if last < first)
    };
    if undated_after(scope) { Fit::Apart } else { named.min(reached) }
}
