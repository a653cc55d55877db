//! The ledger and what can be asked of its pages.

use crate::compress::{DICTIONARY, Decompressor};
use crate::error::{Damage, Inner, LedgerError};
use crate::open::{Access, connect};
use crate::parts;
use crate::{Given, PageEntry, Seal, Standing, StoredPage, default_path};
use gainsay_record::{Edtf, PageId, Reading};
use rusqlite::{Connection, OptionalExtension, Row};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A ledger that is open. One thread at a time; any number of processes, of which one writes at a time.
pub struct Ledger {
    pub(crate) db: Connection,
    path: PathBuf,
    pub(crate) decompressor: RefCell<Decompressor>,
    /// What people decided up to some entry of the log.
    pub(crate) standing: RefCell<Option<(Seal, Arc<Standing>)>>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages, versions counted each.
    pub pages: u64,
    /// Statements.
    pub statements: u64,
    /// Positions.
    pub positions: u64,
    /// Disputes.
    pub disputes: u64,
}

impl Ledger {
    /// Opens the ledger at `path`, and makes one where there is none or the file is empty.
    ///
    /// # Errors
    ///
    /// Where the folder does not exist, the file is of something else or of a newer gainsay, damaged, cannot be
    /// written to, or is locked for longer than 30 seconds.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        Self::connected(path.as_ref(), Access::Write)
    }

    /// Opens the ledger at `path` for reading. It need not be writable, nor its folder.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`], and [`LedgerError::Missing`] where there is none.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        Self::connected(path.as_ref(), Access::Read)
    }

    /// Opens the ledger at [`default_path`], and makes it and its folder where there is none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`], and where the platform names no home folder.
    pub fn open_default() -> Result<Self, LedgerError> {
        let path = default_path()?;
        if let Some(folder) = path.parent()
            && std::fs::create_dir_all(folder).is_err()
        {
            return Err(LedgerError::NoFolder { folder: folder.to_owned(), path });
        }
        Self::open(path)
    }

    fn connected(path: &Path, access: Access) -> Result<Self, LedgerError> {
        let opened = |db| {
            let decompressor = RefCell::new(Decompressor::new());
            Self { db, path: path.to_owned(), decompressor, standing: RefCell::new(None) }
        };
        let mut ledger = opened(connect(path, access)?);
        if access == Access::Write {
            ledger.derive_forward()?;
        }
        Ok(ledger)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long to wait for another process that is writing, before [`LedgerError::Locked`]; 30 seconds unless set.
    pub fn set_patience(&mut self, patience: Duration) -> Result<(), LedgerError> {
        self.run(|db| Ok(db.busy_timeout(patience)?))
    }

    /// How large the database may grow, in bytes; adding beyond it fails with [`LedgerError::Full`]. Kept for as
    /// long as the ledger is open.
    pub fn set_quota(&mut self, bytes: u64) -> Result<(), LedgerError> {
        self.run(|db| {
            let page: u64 = db.pragma_query_value(None, "page_size", |row| row.get(0))?;
            let pages = i64::try_from((bytes / page.max(1)).max(1)).unwrap_or(i64::MAX);
            Ok(db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
        })
    }

    /// How much there is.
    pub fn counts(&self) -> Result<Counts, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT (SELECT count(*) FROM page), (SELECT coalesce(sum(statements), 0) FROM article),
                    (SELECT coalesce(sum(positions), 0) FROM article), (SELECT count(*) FROM dispute)",
            )?;
            Ok(query.query_row([], |row| {
                Ok(Counts {
                    pages: row.get(0)?,
                    statements: row.get(1)?,
                    positions: row.get(2)?,
                    disputes: row.get(3)?,
                })
            })?)
        })
    }

    /// Whether the page is here.
    pub fn contains(&self, page: &PageId) -> Result<bool, LedgerError> {
        self.run(|db| Ok(number(db, page)?.is_some()))
    }

    /// The pages, in the order in which they were taken in. Read from the disk as they are asked for.
    pub fn pages(&self) -> impl Iterator<Item = Result<PageEntry, LedgerError>> + '_ {
        self.walk(256, entries)
    }

    /// The pages that were taken in after this one (all, where there is none), at most `limit`, in the same order.
    pub fn pages_after(&self, page: Option<&PageId>, limit: u32) -> Result<Vec<PageEntry>, LedgerError> {
        self.run(|db| {
            let after = page.map_or(Ok(0), |page| self.number_of(db, page))?;
            Ok(entries(db, after, limit.into())?.into_iter().map(|(_, page)| page).collect())
        })
    }

    /// One page as it is listed.
    pub fn page(&self, page: &PageId) -> Result<Option<PageEntry>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(&format!("{ENTRIES} WHERE page.id = ?1"))?;
            let row = query.query_row([page.0], entry).optional()?;
            Ok(row.map(|row| with_paths(db, row)).transpose()?.map(|(_, page)| page))
        })
    }

    /// The pages whose id opens with these hex digits, at most `limit`, sorted by id.
    pub fn pages_starting(&self, digits: &str, limit: usize) -> Result<Vec<PageId>, LedgerError> {
        if digits.len() > 64 || !digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(Vec::new());
        }
        let (Some(from), Some(to)) =
            (PageId::parse(&format!("{digits:0<64}")), PageId::parse(&format!("{digits:f<64}")))
        else {
            return Ok(Vec::new());
        };
        self.run(|db| {
            let mut query =
                db.prepare_cached("SELECT id FROM page WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3")?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let ids = query.query_map((from.0, to.0, limit), |row| row.get(0).map(PageId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// All versions of a page, itself included: the pages with its canonical address, in the order in which they were
    /// taken in. A page without an address has itself alone.
    pub fn versions(&self, page: &PageId) -> Result<Vec<PageEntry>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(&format!(
                "{ENTRIES} WHERE page IN (
                    SELECT page FROM page WHERE id = ?1
                    UNION SELECT other.page FROM page JOIN article USING (page)
                        JOIN article other ON other.url = article.url WHERE page.id = ?1
                ) ORDER BY page"
            ))?;
            let rows = query.query_map([page.0], entry)?.collect::<Result<Vec<_>, _>>()?;
            rows.into_iter().map(|row| Ok(with_paths(db, row)?.1)).collect()
        })
    }

    /// The pages that were seen at a path or address that is `written`, or ends in it after a slash; at most `limit`, sorted
    /// by id.
    pub fn pages_seen_at(&self, written: &str, limit: usize) -> Result<Vec<PageId>, LedgerError> {
        self.run(|db| {
            let mut query = db.prepare_cached(
                "SELECT DISTINCT page.id FROM seen JOIN page USING (page)
                WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY page.id LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let ids = query.query_map((written, limit), |row| row.get(0).map(PageId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// Whether a page is of this outlet.
    pub fn has_outlet(&self, name: &str) -> Result<bool, LedgerError> {
        self.run(|db| Ok(db.prepare_cached("SELECT 1 FROM article WHERE outlet = ?1")?.exists([name])?))
    }

    /// A page's bytes, exactly as they came.
    pub fn bytes(&self, page: &PageId) -> Result<Vec<u8>, LedgerError> {
        self.run(|db| self.bytes_of(self.number_of(db, page)?, page))
    }

    /// A page with all that is needed to read it again.
    pub fn stored(&self, page: &PageId) -> Result<StoredPage, LedgerError> {
        self.run(|db| self.stored_of(db, self.number_of(db, page)?))
    }

    /// What the machine has read from a page. [`Ledger::ruled`] has what people hold of it.
    pub fn reading(&self, page: &PageId) -> Result<Reading, LedgerError> {
        self.run(|db| self.reading_of(self.number_of(db, page)?))
    }

    /// All readings of the machine, in the order in which their pages were taken in. Read from the disk as they are asked for, one
    /// at a time.
    pub fn readings(&self) -> impl Iterator<Item = Result<Reading, LedgerError>> + '_ {
        let numbers = self.walk(256, numbers_after);
        numbers.map(|number| self.run(|_| self.reading_of(number?)))
    }

    /// Runs a query; its error is said of this ledger.
    pub(crate) fn run<T>(&self, query: impl FnOnce(&Connection) -> Inner<T>) -> Result<T, LedgerError> {
        query(&self.db).map_err(|trouble| trouble.at(&self.path))
    }

    /// Walks through pages by number, `step` at a time, so that no statement stays open and memory stays flat.
    pub(crate) fn walk<T>(
        &self,
        step: i64,
        fetch: impl Fn(&Connection, i64, i64) -> Inner<Vec<(i64, T)>>,
    ) -> impl Iterator<Item = Result<T, LedgerError>> {
        let mut after = 0;
        let mut fetched = Vec::new().into_iter();
        let mut done = false;
        std::iter::from_fn(move || {
            if fetched.len() == 0 && !done {
                match self.run(|db| fetch(db, after, step)) {
                    Ok(rows) => {
                        done = rows.is_empty();
                        fetched = rows.into_iter();
                    }
                    Err(error) => {
                        done = true;
                        return Some(Err(error));
                    }
                }
            }
            let (number, value) = fetched.next()?;
            after = number;
            Some(Ok(value))
        })
    }

    pub(crate) fn number_of(&self, db: &Connection, page: &PageId) -> Inner<i64> {
        let missing = || LedgerError::NoSuchPage { path: self.path.clone(), page: *page };
        Ok(number(db, page)?.ok_or_else(missing)?)
    }

    pub(crate) fn bytes_of(&self, number: i64, id: &PageId) -> Inner<Vec<u8>> {
        let unreadable = |damage: Damage| LedgerError::Unreadable { page: *id, source: damage.into() };
        let frame = parts::get(&self.db, number)?;
        let frame = frame.ok_or_else(|| unreadable(Damage::new("its bytes are missing")))?;
        Ok(self.decompressor.borrow_mut().decompress(&frame, &[]).map_err(unreadable)?)
    }

    pub(crate) fn stored_of(&self, db: &Connection, number: i64) -> Inner<StoredPage> {
        let (id, given) = db
            .prepare_cached(&format!("SELECT id, {GIVEN} FROM page WHERE page = ?1"))?
            .query_row([number], |row| Ok((PageId(row.get(0)?), given(row, 1)?)))?;
        Ok(StoredPage { id, bytes: self.bytes_of(number, &id)?, given })
    }

    pub(crate) fn reading_of(&self, number: i64) -> Inner<Reading> {
        let id = id_of(&self.db, number)?;
        let bytes = self.bytes_of(number, &id)?;
        let json = self.reading_json(number, &id, &bytes)?;
        let unreadable =
            |error: serde_json::Error| LedgerError::Unreadable { page: id, source: error.into() };
        Ok(serde_json::from_slice(&json).map_err(unreadable)?)
    }

    /// The reading of a page as it is stored: JSON.
    pub(crate) fn reading_json(&self, number: i64, id: &PageId, bytes: &[u8]) -> Inner<Vec<u8>> {
        let mut query = self.db.prepare_cached("SELECT reading FROM reading WHERE page = ?1")?;
        let mut rows = query.query([number])?;
        let unreadable = |damage: Damage| LedgerError::Unreadable { page: *id, source: damage.into() };
        let Some(row) = rows.next()? else {
            return Err(unreadable(Damage::new("what was read from it is missing")).into());
        };
        let frame = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        Ok(self.decompressor.borrow_mut().decompress(frame, &[DICTIONARY, bytes]).map_err(unreadable)?)
    }

    /// A record that is stored whole.
    pub(crate) fn unpacked(&self, frame: &[u8]) -> Result<Vec<u8>, Damage> {
        self.decompressor.borrow_mut().decompress(frame, &[DICTIONARY])
    }
}

/// The numbers of the pages after one of them.
pub(crate) fn numbers_after(db: &Connection, after: i64, limit: i64) -> Inner<Vec<(i64, i64)>> {
    let mut query = db.prepare_cached("SELECT page FROM page WHERE page > ?1 ORDER BY page LIMIT ?2")?;
    let rows = query.query_map((after, limit), |row| Ok((row.get(0)?, row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A page's number in this file.
pub(crate) fn number(db: &Connection, page: &PageId) -> Inner<Option<i64>> {
    let mut query = db.prepare_cached("SELECT page FROM page WHERE id = ?1")?;
    Ok(query.query_row([page.0], |row| row.get(0)).optional()?)
}

/// The id of the page with this number.
pub(crate) fn id_of(db: &Connection, number: i64) -> Inner<PageId> {
    let mut query = db.prepare_cached("SELECT id FROM page WHERE page = ?1")?;
    Ok(query.query_row([number], |row| row.get(0).map(PageId))?)
}

/// What was given, as columns of `page`.
pub(crate) const GIVEN: &str =
    "given_name, given_content_type, given_url, given_outlet, given_published, given_plain";

/// What was given, from these columns, which begin at `at`.
pub(crate) fn given(row: &Row<'_>, at: usize) -> rusqlite::Result<Given> {
    Ok(Given {
        name: row.get(at)?,
        content_type: row.get(at + 1)?,
        url: row.get(at + 2)?,
        outlet: row.get(at + 3)?,
        published: row.get::<_, Option<String>>(at + 4)?.as_deref().and_then(Edtf::parse),
        plain: row.get(at + 5)?,
    })
}

const ENTRIES: &str =
    "SELECT page, id, length, captured, article.url, outlet, title, language, article.published,
        statements, positions,
        given_name, given_content_type, given_url, given_outlet, given_published, given_plain
    FROM page JOIN article USING (page)";

/// The pages after one of them, each with its number.
fn entries(db: &Connection, after: i64, limit: i64) -> Inner<Vec<(i64, PageEntry)>> {
    let mut query = db.prepare_cached(&format!("{ENTRIES} WHERE page > ?1 ORDER BY page LIMIT ?2"))?;
    let rows = query.query_map((after, limit), entry)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(|row| with_paths(db, row)).collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<(i64, PageEntry)> {
    let entry = PageEntry {
        id: PageId(row.get(1)?),
        length: row.get(2)?,
        captured: row.get(3)?,
        url: row.get(4)?,
        outlet: row.get(5)?,
        title: row.get(6)?,
        language: row.get(7)?,
        published: row.get::<_, Option<String>>(8)?.as_deref().and_then(Edtf::parse),
        statements: row.get(9)?,
        positions: row.get(10)?,
        given: given(row, 11)?,
        paths: Vec::new(),
    };
    Ok((row.get(0)?, entry))
}

fn with_paths(db: &Connection, (number, mut entry): (i64, PageEntry)) -> Inner<(i64, PageEntry)> {
    let mut query = db.prepare_cached("SELECT path FROM seen WHERE page = ?1 ORDER BY path")?;
    entry.paths = query.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok((number, entry))
}
