//! Which positions of the two sides meet, and how.
//!
//! A dispute of thousands of positions has millions of pairs, nearly all of them the same: the same holder says the same
//! again. So positions are first put together by episode, holder, level and proposition, and one pair is given for two such
//! classes. The asserting class stands there with its earliest position, the denying class with the earliest that meets it
//! as closely as any. What remains is bounded: of each side the first [`CLASSES`] classes in order of time are compared.

use crate::member::Member;
use crate::order::Order;
use gainsay_record::{Episode, Level, Mode, Opposition, PositionRef, Proposition, Quantity, Side};
use std::collections::HashMap;

/// How many classes of a side are compared: 256, which makes 65,536 pairs at most.
pub(crate) const CLASSES: usize = 256;

/// The pairs, in order of time of the asserting position, then of the denying one.
pub(crate) fn oppositions(
    members: &[Member<'_>],
    episodes: &[Episode],
    order: &Order<'_>,
) -> Vec<(PositionRef, PositionRef, Opposition)> {
    let mut episode_of: HashMap<PositionRef, usize> = HashMap::new();
    for (number, episode) in episodes.iter().enumerate() {
        episode_of.extend(episode.positions.iter().map(|&at| (at, number)));
    }
    let asserting = classes(members, Side::Asserts, &episode_of);
    let denying = classes(members, Side::Denies, &episode_of);
    let mut pairs = Vec::new();
    for asserted in &asserting {
        let asserted = asserted[0];
        for denied in &denying {
            let meet = |denied: &Member<'_>| order.meet(&asserted.claim(), &denied.claim());
            // Of denials of an act the latest reaches furthest, of denials of a plan the earliest.
            let (first, last) = (denied[0], denied[denied.len() - 1]);
            let (mut at, mut how) = (first.at, meet(first));
            if how != Opposition::Opposed && denied.len() > 1 && meet(last) < how {
                how = meet(last);
                at = denied.iter().find(|denied| meet(denied) == how).map_or(last.at, |denied| denied.at);
            }
            pairs.push((asserted.at, at, how));
        }
    }
    pairs
}

/// The positions of a side that say the same, each class and all classes in order of time.
fn classes<'m, 'a>(
    members: &'m [Member<'a>],
    side: Side,
    episode_of: &HashMap<PositionRef, usize>,
) -> Vec<Vec<&'m Member<'a>>> {
    let mut places = HashMap::new();
    let mut classes: Vec<Vec<&Member<'_>>> = Vec::new();
    for member in members.iter().filter(|member| member.side == side) {
        let key = (
            episode_of.get(&member.at),
            member.holder(),
            meaning(member.position.level, member.claim().proposition),
        );
        let next = classes.len();
        match *places.entry(key).or_insert(next) {
            place if place < next => classes[place].push(member),
            _ if next < CLASSES => classes.push(vec![member]),
            _ => {}
        }
    }
    classes
}

/// What a position says, apart from the words: equal for two that no rule of the order can tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Meaning<'a> {
    level: Level,
    roles: Vec<(&'a str, &'a str)>,
    items: Vec<(&'a str, Option<Amount<'a>>)>,
    mode: Mode,
    stage: Option<&'a str>,
    time: Option<&'a str>,
}

/// A quantity without its words: at least, at most, of what.
pub(crate) type Amount<'a> = (Option<u64>, Option<u64>, Option<&'a str>);

pub(crate) fn amount(quantity: &Quantity) -> Amount<'_> {
    (quantity.min, quantity.max, quantity.unit.as_deref())
}

pub(crate) fn meaning(level: Level, proposition: &Proposition) -> Meaning<'_> {
    let mut roles: Vec<_> =
        proposition.roles.iter().map(|filler| (filler.role.as_str(), filler.filler.as_str())).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut items: Vec<_> = proposition
        .items
        .iter()
        .map(|item| (item.class.as_str(), item.quantity.as_ref().map(amount)))
        .collect();
    items.sort_unstable();
    items.dedup();
    Meaning {
        level,
        roles,
        items,
        mode: proposition.mode,
        stage: proposition.stage.as_deref(),
        time: crate::oppose::happened(proposition).map(|date| date.as_str()),
    }
}
