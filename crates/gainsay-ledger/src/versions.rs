//! Which of the pages at one address counts.

use crate::Batch;
use crate::error::Inner;
use gainsay_record::{Edition, Edtf, PageId};
use rusqlite::Connection;

/// A page among those at its address.
pub(crate) struct Version {
    page: i64,
    id: PageId,
    published: Option<Edtf>,
    /// Whether it is held for the latest.
    counts: bool,
}

/// The pages at an address.
pub(crate) fn versions_at(db: &Connection, url: &str) -> Inner<Vec<Version>> {
    let mut query = db.prepare_cached(
        "SELECT page, id, published, latest FROM article JOIN page USING (page) WHERE article.url = ?1",
    )?;
    let versions = query.query_map([url], |row| {
        let published = row.get_ref(2)?.as_str_or_null()?.and_then(Edtf::parse);
        Ok(Version { page: row.get(0)?, id: PageId(row.get(1)?), published, counts: row.get(3)? })
    })?;
    Ok(versions.collect::<Result<_, _>>()?)
}

/// The version that counts.
pub(crate) fn latest(versions: &[Version]) -> Option<PageId> {
    let editions = versions.iter().map(|version| Edition::new(version.published.as_ref(), version.id));
    editions.max().map(|edition| edition.page())
}

impl Batch<'_> {
    /// Sees to it that of the versions at an address the [latest](Edition) counts and no other. How many versions there are.
    pub(crate) fn set_latest(&mut self, url: Option<&str>) -> Inner<u64> {
        let Some(url) = url else { return Ok(1) };
        let versions = versions_at(&self.ledger.db, url)?;
        let last = latest(&versions);
        for version in &versions {
            let is_last = Some(version.id) == last;
            if version.counts != is_last {
                self.ledger
                    .db
                    .prepare_cached("UPDATE article SET latest = ?2 WHERE page = ?1")?
                    .execute((version.page, is_last))?;
                self.rule(version.page)?;
            }
        }
        Ok(versions.len() as u64)
    }
}
