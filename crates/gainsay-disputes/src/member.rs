//! The positions of a dispute, each with what the rest needs to know of it.

use crate::oppose::{Claim, window};
use gainsay_record::{
    Edtf, Holder, Imprint, Kind, Naming, Position, PositionRef, Provenance, Reading, Side, Statement,
};
use std::cmp::Ordering;

/// A page as disputes are worked out from it. Neither the text of the reading nor any place in it is looked at: the imprint
/// stands for them.
#[derive(Clone, Copy, Debug)]
pub struct Leaf<'a> {
    /// What was read from it.
    pub reading: &'a Reading,
    /// What shows whose words it carries, as [`imprint`](crate::imprint) makes it.
    pub imprint: &'a Imprint,
}

/// A position that takes a side, or lies beneath one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    pub at: PositionRef,
    pub reading: &'a Reading,
    pub imprint: &'a Imprint,
    pub position: &'a Position,
    pub side: Side,
    /// When it was said, else when its page was published.
    pub date: Option<&'a Edtf>,
    /// First and last day of `date`, where both are known.
    pub days: Option<(i64, i64)>,
}

impl<'a> Member<'a> {
    /// The position at this place; `None` where its stance takes no side.
    pub fn new(leaf: Leaf<'a>, place: usize, position: &'a Position) -> Option<Self> {
        let Leaf { reading, imprint } = leaf;
        let provenance = reading.provenance.get(position.statement.0 as usize);
        let said = provenance.and_then(|provenance| provenance.said.as_ref()?.edtf.as_ref());
        let published = reading.article.published.edtf.as_ref();
        let days = |date: Option<&Edtf>| match window(date) {
            (Some(first), Some(last)) => Some((first, last)),
            _ => None,
        };
        // "September", the year not said, tells less than the day on which the page came out.
        let date =
            if days(said).is_none() && days(published).is_some() { published } else { said.or(published) };
        Some(Self {
            at: PositionRef { page: reading.article.id, position: u32::try_from(place).ok()? },
            reading,
            imprint,
            position,
            side: position.stance.side()?,
            date,
            days: days(date),
        })
    }

    /// Whether it counts for its side; the other levels are only shown beneath.
    pub fn counts(&self) -> bool {
        self.position.level.makes_sides()
    }

    pub fn claim(&self) -> Claim<'a> {
        Claim { level: self.position.level, proposition: &self.position.proposition, said: self.date }
    }

    pub fn holder(&self) -> Option<&'a Holder> {
        self.position.holder.as_ref()
    }

    pub fn provenance(&self) -> Option<&'a Provenance> {
        self.reading.provenance.get(self.position.statement.0 as usize)
    }

    pub fn statement(&self) -> Option<&'a Statement> {
        self.reading.statements.get(self.position.statement.0 as usize)
    }

    pub fn narrated(&self) -> bool {
        self.statement().is_some_and(|statement| statement.kind == Kind::Narrated)
    }

    /// Whether the holder is named. The outlet's own voice is named when the outlet is.
    pub fn naming(&self) -> Naming {
        let Some(provenance) = self.provenance() else { return Naming::Unnamed };
        if self.narrated() {
            return Naming::Named;
        }
        let last = provenance.chain.iter().rev().find(|link| link.holder.is_some());
        last.map_or(provenance.named, |link| link.named)
    }

    /// In order of time, what has no date last; then by page and place.
    pub fn in_time(&self, other: &Self) -> Ordering {
        let key = |member: &Self| (member.days.is_none(), member.days, member.at);
        key(self).cmp(&key(other))
    }
}
