//! What is stored of a page's bytes: one frame, cut into rows that are short enough to fill the pages of the database.

use crate::error::Inner;
use crate::rows::PLACES;
use rusqlite::Connection;

/// How many bytes a part has, but for the last.
const PART: usize = 1000;

/// Stores the frame of a page.
pub(crate) fn put(db: &Connection, page: i64, frame: &[u8]) -> Inner<()> {
    let mut insert = db.prepare_cached("INSERT INTO page_part (part, bytes) VALUES (?1, ?2)")?;
    for (part, bytes) in (page * PLACES..(page + 1) * PLACES).zip(frame.chunks(PART)) {
        insert.execute((part, bytes))?;
    }
    Ok(())
}

/// The frame of a page; `None` where there is none of it.
pub(crate) fn get(db: &Connection, page: i64) -> Inner<Option<Vec<u8>>> {
    let mut query =
        db.prepare_cached("SELECT bytes FROM page_part WHERE part >= ?1 AND part < ?2 ORDER BY part")?;
    let mut rows = query.query((page * PLACES, (page + 1) * PLACES))?;
    let mut frame = Vec::new();
    while let Some(row) = rows.next()? {
        frame.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok((!frame.is_empty()).then_some(frame))
}
