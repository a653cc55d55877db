//! What fills an event.

use super::Turn;
use crate::party::Party;
use gainsay_record::{Item, Quantity};
use std::ops::Range;

/// What fills an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filled {
    /// By role, in the order of the frame.
    pub roles: Vec<Option<Party>>,
    /// Both ends, direction open.
    pub parties: Vec<Party>,
    pub items: Vec<Item>,
    /// A word stands for items spoken of before: "them".
    pub items_again: bool,
    /// How many of them: "six of them".
    pub how_many: Option<Quantity>,
    /// The object itself is denied: "fired none".
    pub none: bool,
    /// What is said of it, where that is not what the verb says.
    pub turn: Option<Turn>,
    /// The words that the trigger carries turn out to be of something else: "armed with figures".
    pub not_arms: bool,
    /// The words stand for an event spoken of before: "the deal".
    pub definite: bool,
    /// "countries at war".
    pub anyone: bool,
    /// It is for "it", which can be what was told before: "planes for it".
    pub serves: bool,
    /// It comes from whoever makes such things for their own state: nothing changes hands between two.
    pub at_home: bool,
    /// What was hit is told, and not whose it is: "a hospital", "two villages".
    pub struck: bool,
    /// The tokens that belong to the event, for its words of time.
    pub reach: Range<usize>,
    /// The prepositions behind the trigger, as tokens.
    pub prepositions: Vec<usize>,
    /// Who fills a role as well: "to Syria *and Lebanon*".
    pub(super) also: Vec<(usize, Party)>,
}

/// One list of ten names by another is more than anybody asserts in a sentence.
const MOST: usize = 12;

impl Filled {
    pub fn knows_anybody(&self) -> bool {
        !self.parties.is_empty() || self.roles.iter().any(Option::is_some)
    }

    /// Whether whom it is for is left to a kind: "to countries at war".
    pub fn is_of_anyone(&self) -> bool {
        self.anyone && self.roles.get(1).is_none_or(Option::is_none)
    }

    /// One event for each of those that a list names: who sells to two sells to each.
    pub(super) fn each(mut self) -> Vec<Self> {
        let also = std::mem::take(&mut self.also);
        let mut roles: Vec<usize> = also.iter().map(|(role, _)| *role).collect();
        roles.dedup();
        let mut all = vec![self];
        for role in roles {
            let more = all.clone();
            for (_, party) in also.iter().filter(|(other, _)| *other == role) {
                all.extend(more.iter().cloned().map(|mut one| {
                    one.roles[role] = Some(party.clone());
                    one
                }));
            }
        }
        all.truncate(MOST);
        all
    }
}
