//! The disputes: stored ones against those worked out afresh.

use super::{Faults, Place, Settle};
use crate::disputes::{Member, counts, members};
use crate::error::Inner;
use crate::positions::place;
use crate::{Contested, Ledger};
use gainsay_record::{Dispute, PageId, PositionRef};
use rusqlite::Connection;

pub(super) fn check(
    ledger: &Ledger,
    db: &Connection,
    faults: &mut Faults,
    derive: &mut Settle<'_>,
) -> Inner<()> {
    let mut query =
        db.prepare("SELECT frame, parties, ruling, topic FROM topic WHERE stale = 0 ORDER BY topic")?;
    let topics = query
        .query_map([], |row| Ok((crate::batch::topic(row)?, row.get::<_, i64>(3)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    for (topic, number) in topics {
        let place = Place::Topic(topic.clone());
        let mut parties =
            db.prepare_cached("SELECT party FROM topic_party WHERE topic = ?1 ORDER BY party")?;
        let parties = parties.query_map([number], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        if parties != topic.parties {
            faults.add(&place, "the topic cannot be found by its parties");
        }
        let readings = ledger.readings_for(&topic).map_err(Into::into);
        let Some(readings) = faults.check(ledger, &place, readings)? else { continue };
        let wanted: Vec<_> =
            derive(&topic, &readings).iter().map(|(d, contested)| Stored::of(d, contested)).collect();
        let counted = are_counted(db, number);
        if faults.check(ledger, &place, counted)? == Some(false) {
            faults.add(&place, "the numbers of holders or pages are wrong");
        }
        let stored = stored(ledger, db, number);
        let Some(stored) = faults.check(ledger, &place, stored)? else { continue };
        if !same(wanted, stored) {
            faults.add(&place, "they would be others today");
        }
    }
    Ok(())
}

/// A dispute with everything that is stored of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Stored {
    id: String,
    contested: Vec<u8>,
    json: Vec<u8>,
    title: String,
    first: Option<String>,
    last: Option<String>,
    counts: [u64; 4],
    members: Vec<Member>,
}

impl Stored {
    fn of(dispute: &Dispute, contested: &Contested) -> Self {
        Self {
            id: dispute.id.clone(),
            contested: contested.to_bytes(),
            json: serde_json::to_vec(dispute).unwrap_or_default(),
            title: dispute.title.clone(),
            first: dispute.first.as_ref().map(ToString::to_string),
            last: dispute.last.as_ref().map(ToString::to_string),
            counts: gainsay_record::Side::ALL.map(|side| {
                let lists = dispute.sides.iter().filter(|(which, _)| *which == side);
                lists.map(|(_, positions)| positions.len() as u64).sum()
            }),
            members: members(dispute),
        }
    }
}

fn same(mut one: Vec<Stored>, mut other: Vec<Stored>) -> bool {
    one.sort_unstable();
    other.sort_unstable();
    one == other
}

fn stored(ledger: &Ledger, db: &Connection, topic: i64) -> Inner<Vec<Stored>> {
    let mut query = db.prepare_cached(
        "SELECT dispute, id, contested, record, title, first, last, asserts, denies, hedges, declines
        FROM dispute WHERE topic = ?1",
    )?;
    let mut rows = query.query([topic])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(1)?;
        let frame: Vec<u8> = row.get(3)?;
        let unreadable = |source| crate::LedgerError::UnreadableDispute { id: id.clone(), source };
        all.push(Stored {
            contested: row.get(2)?,
            json: ledger.unpacked(&frame).map_err(|damage| unreadable(damage.into()))?,
            title: row.get(4)?,
            first: row.get(5)?,
            last: row.get(6)?,
            counts: [row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?],
            members: stored_members(db, row.get(0)?)?,
            id,
        });
    }
    Ok(all)
}

/// Whether the holders and pages of the topic's disputes are as many as they are said to be.
fn are_counted(db: &Connection, topic: i64) -> Inner<bool> {
    let mut query = db.prepare_cached(
        "SELECT dispute, asserters, deniers, hedgers, decliners, pages FROM dispute WHERE topic = ?1",
    )?;
    let said = query
        .query_map([topic], |row| {
            let counts: [u64; 5] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((row.get::<_, i64>(0)?, counts))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    for (dispute, said) in said {
        if counts(db, dispute)? != said {
            return Ok(false);
        }
    }
    Ok(true)
}

fn stored_members(db: &Connection, dispute: i64) -> Inner<Vec<Member>> {
    let mut query = db.prepare_cached(
        "SELECT page.id, position, side, beneath FROM member JOIN position USING (position) JOIN page USING (page)
        WHERE dispute = ?1",
    )?;
    let rows = query.query_map([dispute], |row| {
        let at = PositionRef { page: PageId(row.get(0)?), position: place(row, 1)? };
        Ok((at, row.get(2)?, row.get(3)?))
    })?;
    let mut members = rows.collect::<Result<Vec<Member>, _>>()?;
    members.sort_unstable();
    Ok(members)
}
