//! Which positions belong together, and their dispute.

use crate::member::{Leaf, Member};
use crate::order::Order;
use crate::origins::{Apart, imprint};
use crate::{meetings, origins, shifts, slots, story, title};
use gainsay_knowledge::Knowledge;
use gainsay_record::{
    Dispute, Imprint, Opposition, PageId, Position, PositionRef, Proposition, Reading, Side, bears_on,
};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What a dispute is about: a frame and the parties of it.
///
/// Direction is no part of it, so "who supplies whom" can itself be disputed; positions on opposite directions are in one
/// dispute and past each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The frame's name.
    pub frame: String,
    /// The parties, sorted, none twice.
    pub parties: Vec<String>,
}

impl Key {
    /// The key of a proposition; `None` with fewer than two parties, for a claim about one party alone is about nobody in
    /// particular and joins no dispute.
    pub fn of(proposition: &Proposition) -> Option<Self> {
        let mut parties = proposition.parties.clone();
        parties.sort_unstable();
        parties.dedup();
        (parties.len() >= 2).then(|| Self { frame: proposition.frame.clone(), parties })
    }

    /// The dispute's id: the first 16 hex digits of the SHA-256 over the frame's name and each party in UTF-8, every one of
    /// them followed by one line feed (`0A`).
    ///
    /// ```
    /// use gainsay_disputes::Key;
    ///
    /// let key = Key { frame: "arms-transfer".into(), parties: vec!["PRK".into(), "RUS".into()] };
    /// // printf 'arms-transfer\nPRK\nRUS\n' | sha256sum
    /// assert_eq!(key.id(), "30f740d93b5911d9");
    /// ```
    pub fn id(&self) -> String {
        let mut hash = Sha256::new();
        for part in std::iter::once(&self.frame).chain(&self.parties) {
            hash.update(part.as_bytes());
            hash.update(b"\n");
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The disputes that a page has a position of their own in: what a store must reconcile again when the page is added or goes, with
/// all that its denials [bear on](bears_on).
pub fn keys(reading: &Reading) -> BTreeSet<Key> {
    reading.positions.iter().filter_map(|position| Key::of(&position.proposition)).collect()
}

/// The dispute of one key among these pages; pages that have nothing to say in it may be among them. `None` where no
/// position of level act or plan takes a side.
///
/// This is the whole of the work, for one dispute: a store that calls it for the [`keys`] of each page it adds, and for those that
/// a denial on it bears on, has what [`disputes`](crate::disputes) would return over all pages. Neither the order of the pages nor a page given twice
/// changes anything.
pub fn reconcile(key: &Key, readings: &[&Reading], known: &Knowledge) -> Option<Dispute> {
    let speaks = |reading: &&&Reading| {
        let mut positions = reading.positions.iter();
        positions.any(|it| Key::of(&it.proposition).as_ref() == Some(key) || may_visit(it, key))
    };
    let own = readings.iter().filter(speaks);
    let own: Vec<(&Reading, Imprint)> = own.map(|reading| (*reading, imprint(reading, known))).collect();
    let leaves: Vec<Leaf<'_>> = own.iter().map(|(reading, imprint)| Leaf { reading, imprint }).collect();
    reconcile_leaves(key, &leaves, known, &Apart::default())
}

/// As [`reconcile`], for a store that has kept the imprints of its pages and need not read their texts again, and knows which
/// folds people rejected.
pub fn reconcile_leaves(key: &Key, leaves: &[Leaf<'_>], known: &Knowledge, apart: &Apart) -> Option<Dispute> {
    let (mut members, mut guests) = (Vec::new(), Vec::new());
    for leaf in distinct(leaves).into_values() {
        for (place, position) in leaf.reading.positions.iter().enumerate() {
            if Key::of(&position.proposition).as_ref() == Some(key) {
                members.extend(Member::new(leaf, place, position));
            } else if may_visit(position, key) {
                guests.extend(Member::new(leaf, place, position));
            }
        }
    }
    dispute(key, members, guests, known, apart)
}

/// Whether a position of another dispute, or of none, can be a guest in this one: a denial of an act or a plan that
/// [bears on](bears_on) it.
fn may_visit(position: &Position, key: &Key) -> bool {
    is_denial(position)
        && position.proposition.frame == key.frame
        && bears_on(&position.proposition.between(), &key.parties)
}

fn is_denial(position: &Position) -> bool {
    position.stance.side() == Some(Side::Denies) && position.level.makes_sides()
}

/// All disputes among the pages given, most contested first (see [`more_contested`]).
pub fn disputes(readings: &[&Reading], known: &Knowledge) -> Vec<Dispute> {
    let imprints: Vec<Imprint> = readings.iter().map(|reading| imprint(reading, known)).collect();
    let leaves: Vec<Leaf<'_>> =
        readings.iter().zip(&imprints).map(|(reading, imprint)| Leaf { reading, imprint }).collect();
    let mut groups: BTreeMap<Key, Vec<Member<'_>>> = BTreeMap::new();
    let mut denials: Vec<(Vec<String>, Member<'_>)> = Vec::new();
    for leaf in distinct(&leaves).into_values() {
        for (place, position) in leaf.reading.positions.iter().enumerate() {
            let Some(member) = Member::new(leaf, place, position) else { continue };
            if is_denial(position) {
                denials.push((position.proposition.between(), member));
            }
            if let Some(key) = Key::of(&position.proposition) {
                groups.entry(key).or_default().push(member);
            }
        }
    }
    let mut all: Vec<Dispute> = groups
        .into_iter()
        .filter_map(|(key, members)| {
            let bears = |(between, denial): &&(Vec<String>, Member<'_>)| {
                denial.position.proposition.frame == key.frame && bears_on(between, &key.parties)
            };
            let guests = denials.iter().filter(bears).map(|(_, denial)| *denial).collect();
            dispute(&key, members, guests, known, &Apart::default())
        })
        .collect();
    all.sort_by(more_contested);
    all
}

/// Whether somebody asserts, and somebody denies, hedges or declines to say.
pub fn is_contested(dispute: &Dispute) -> bool {
    let has = |side| dispute.sides.iter().any(|(of, positions)| *of == side && !positions.is_empty());
    has(Side::Asserts) && (has(Side::Denies) || has(Side::Hedges) || has(Side::Declines))
}

/// The order in which disputes are shown: more opposed pairs first, then more partly opposed ones, then more past each
/// other; then contested before uncontested, more lineages, more pages; then by id.
pub fn more_contested(a: &Dispute, b: &Dispute) -> Ordering {
    weight(b).cmp(&weight(a)).then_with(|| a.id.cmp(&b.id))
}

/// How contested a dispute is: numbers, of which the first that differs decides, the higher being the more contested. They
/// count pairs that are opposed, partly opposed and past each other; then say whether it is contested (1 or 0); then count
/// lineages and pages. A store that keeps them can sort as [`more_contested`] does without the disputes themselves.
pub fn weight(dispute: &Dispute) -> [u64; 6] {
    let count = |kind| dispute.oppositions.iter().filter(|(.., how)| *how == kind).count() as u64;
    let lineages =
        |(_, side): &(Side, gainsay_record::SideOrigins)| side.named.len() as u64 + u64::from(side.unnamed);
    let positions = dispute.sides.iter().flat_map(|(_, positions)| positions);
    let pages: BTreeSet<PageId> = positions.map(|at: &PositionRef| at.page).collect();
    [
        count(Opposition::Opposed),
        count(Opposition::PartlyOpposed),
        count(Opposition::PastEachOther),
        u64::from(is_contested(dispute)),
        dispute.origins.iter().map(lineages).sum(),
        pages.len() as u64,
    ]
}

/// One reading for each page. Readings of the same bytes differ only where the user gave different dates or names; then
/// the one that says more, and the greater, is taken, so that the order does not matter.
fn distinct<'a>(leaves: &[Leaf<'a>]) -> BTreeMap<PageId, Leaf<'a>> {
    let rank = |leaf: &Leaf<'_>| {
        let article = &leaf.reading.article;
        let given = (article.published.edtf.clone(), article.url.clone(), article.outlet.clone());
        (leaf.reading.positions.len(), given, article.title.clone(), article.byline.clone())
    };
    let mut kept: BTreeMap<PageId, Leaf<'_>> = BTreeMap::new();
    for &leaf in leaves {
        let place = kept.entry(leaf.reading.article.id).or_insert(leaf);
        if rank(&leaf) > rank(place) {
            *place = leaf;
        }
    }
    kept
}

fn dispute<'a>(
    key: &Key,
    mut members: Vec<Member<'a>>,
    guests: Vec<Member<'a>>,
    known: &Knowledge,
    apart: &Apart,
) -> Option<Dispute> {
    if !members.iter().any(Member::counts) {
        return None;
    }
    let order = Order::new(known, &key.frame);
    // A denial of what goes the other way answers nobody.
    let answers = |guest: &Member<'_>| {
        members.iter().any(|own| {
            own.side == Side::Asserts
                && own.counts()
                && order.may_be_between(&own.position.proposition, &guest.position.proposition)
        })
    };
    let guests: Vec<_> = guests.into_iter().filter(answers).collect();
    // Guests are between others, and name nothing here.
    let own: Vec<_> = members.iter().filter(|member| member.counts()).copied().collect();
    let title = title::title(key, &own, &order);
    members.extend(guests);
    members.sort_unstable_by(Member::in_time);
    let (counted, beneath): (Vec<_>, Vec<_>) = members.iter().copied().partition(Member::counts);
    let of = |members: &[Member<'_>], side| -> Vec<PositionRef> {
        members.iter().filter(|member| member.side == side).map(|member| member.at).collect()
    };
    let episodes = story::episodes(&members);
    let (first, last) = story::ends(&members);
    Some(Dispute {
        id: key.id(),
        title,
        frame: key.frame.clone(),
        parties: key.parties.clone(),
        first,
        last,
        sides: Side::ALL.map(|side| (side, of(&counted, side))).to_vec(),
        beneath: Side::ALL.map(|side| (side, of(&beneath, side))).to_vec(),
        oppositions: meetings::oppositions(&counted, &episodes, &order),
        origins: origins::origins(&counted, &key.parties, &order, apart),
        slots: slots::table(&counted, &order),
        reversals: story::reversals(&counted, &order),
        shifts: shifts::shifts(&counted, &order),
        episodes,
    })
}
