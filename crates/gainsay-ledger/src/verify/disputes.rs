//! The disputes: stored ones against those worked out afresh.

use super::{Faults, Place, Settle};
use crate::brief;
use crate::disputes::tally;
use crate::error::{Damage, Inner};
use crate::gist::weighed;
use crate::{Contested, Ledger, Tally};
use gainsay_record::Dispute;
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
        let gists = ledger.gists(&topic).map_err(Into::into);
        let Some(gists) = faults.check(ledger, &place, gists)? else { continue };
        let derived = derive(&topic, &gists);
        let wanted: Vec<_> = derived.iter().map(|(d, contested)| Stored::of(d, contested)).collect();
        let counted = are_counted(db, number, derived.iter().map(|(dispute, _)| dispute));
        if faults.check(ledger, &place, counted)? == Some(false) {
            faults.add(&place, "the numbers of positions, holders or pages are wrong");
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
        }
    }
}

fn same(mut one: Vec<Stored>, mut other: Vec<Stored>) -> bool {
    one.sort_unstable();
    other.sort_unstable();
    one == other
}

fn stored(ledger: &Ledger, db: &Connection, topic: i64) -> Inner<Vec<Stored>> {
    let mut query =
        db.prepare_cached(
            "SELECT id, contested, record, title, first, last FROM dispute LEFT JOIN dispute_record USING (dispute)
            WHERE topic = ?1",
        )?;
    let mut rows = query.query([topic])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let frame: Vec<u8> = row.get::<_, Option<_>>(2)?.unwrap_or_default();
        let unreadable =
            |damage: Damage| crate::LedgerError::UnreadableDispute { id: id.clone(), source: damage.into() };
        let json = ledger.unpacked(&frame).map_err(unreadable)?;
        let dispute = brief::from_json(db, &json)?.map_err(unreadable)?;
        all.push(Stored {
            contested: row.get(1)?,
            json: serde_json::to_vec(&dispute).unwrap_or_default(),
            title: row.get(3)?,
            first: row.get(4)?,
            last: row.get(5)?,
            id,
        });
    }
    Ok(all)
}

/// Whether the positions, holders and pages of the topic's disputes are as many as they are said to be.
fn are_counted<'d>(db: &Connection, topic: i64, disputes: impl Iterator<Item = &'d Dispute>) -> Inner<bool> {
    let mut query = db.prepare_cached(
        "SELECT asserts, denies, hedges, declines, asserters, deniers, hedgers, decliners, pages, weighed
        FROM dispute WHERE topic = ?1",
    )?;
    let said = query
        .query_map([topic], |row| {
            Ok(Tally {
                sides: [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?],
                holders: [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
                pages: row.get(8)?,
                weighed: row.get(9)?,
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let counted = tally(db, topic, &weighed(db, topic)?, disputes)?;
    Ok(said.into_iter().all(|said| said == counted))
}
