//! Opening a ledger: whose file it is, which format, and how it is to be kept safe.
//!
//! The file is only ever touched through SQLite: on Unix, closing any other handle on it would drop the locks that
//! this process holds through SQLite.

use crate::Ledger;
use crate::error::{Inner, LedgerError, Trouble};
use crate::forward::{is_forward, put_confidence, put_parts, put_runs};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::{Duration, Instant};

/// The letters "gsay": how a ledger is told from other SQLite files.
pub(crate) const APPLICATION: i64 = 0x6773_6179;

/// The format that this crate writes. Ours, and never the version of the package.
pub(crate) const FORMAT: i64 = 9;

/// How long to wait for another process that is writing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

const SCHEMA: &str = include_str!("schema.sql");

/// For each format before this one, from the first, what brings a file of it to the next.
const FORWARD: [&str; 8] = [
    include_str!("format_2.sql"),
    include_str!("format_3.sql"),
    include_str!("format_4.sql"),
    include_str!("format_5.sql"),
    include_str!("format_6.sql"),
    include_str!("format_7.sql"),
    include_str!("format_8.sql"),
    include_str!("format_9.sql"),
];

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing yet.
    Empty,
    /// A ledger of this format.
    Ours,
    /// A ledger of an earlier format.
    Older(i64),
}

/// What a ledger is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

/// A connection to the ledger at `path`; with [`Access::Write`], one that is made where there is none.
pub(crate) fn connect(path: &Path, access: Access) -> Result<Connection, LedgerError> {
    if !path.exists() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if access == Access::Read {
            return Err(LedgerError::Missing { path: path.to_owned() });
        }
        if let Some(folder) = folder
            && !folder.is_dir()
        {
            return Err(LedgerError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
        }
    }
    if path.is_dir() {
        return Err(LedgerError::NotALedger { path: path.to_owned() });
    }
    let opened = match access {
        Access::Write => open_to_write(path),
        Access::Read => open_to_read(path),
    };
    opened.map_err(|trouble| trouble.at(path))
}

fn open_to_write(path: &Path) -> Inner<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    // SQLite opens a file that it may not write to for reading, without a word.
    if db.is_readonly("main")? {
        return Err(LedgerError::ReadOnly { path: path.to_owned() }.into());
    }
    if state(&db, path)? == State::Empty {
        create(&db, path)?;
    }
    keep_safe(&db)?;
    if let State::Older(_) = state(&db, path)? {
        bring_forward(&db, path)?;
    }
    settle(&db)?;
    Ok(db)
}

fn open_to_read(path: &Path) -> Inner<Connection> {
    let (db, found) = connect_to_read(path)?;
    let db = match found {
        State::Ours => db,
        State::Empty => return Err(LedgerError::NotALedger { path: path.to_owned() }.into()),
        State::Older(format) => {
            drop(db);
            let older = LedgerError::Older { path: path.to_owned(), found: format, known: FORMAT };
            match open_to_write(path) {
                Ok(db) => {
                    drop(db);
                    // What is derived anew needs more than a connection.
                    drop(Ledger::open(path)?);
                }
                Err(Trouble::Known(error)) if matches!(*error, LedgerError::ReadOnly { .. }) => {
                    return Err(older.into());
                }
                Err(Trouble::Sql(error))
                    if matches!(
                        error.sqlite_error_code(),
                        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied)
                    ) =>
                {
                    return Err(older.into());
                }
                Err(trouble) => return Err(trouble),
            }
            connect_to_read(path)?.0
        }
    };
    settle(&db)?;
    Ok(db)
}

fn connect_to_read(path: &Path) -> Inner<(Connection, State)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    match state(&db, path) {
        // A read-only folder: SQLite cannot make the file through which readers and writers agree. Where nobody has
        // anything unfinished there, nobody is writing, and the file can be read as it stands.
        Err(Trouble::Sql(error))
            if matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
                && !has_log(path) =>
        {
            drop(db);
            let still = Connection::open_with_flags(immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
            let found = state(&still, path)?;
            Ok((still, found))
        }
        found => Ok((db, found?)),
    }
}

/// What the file is, where it is a ledger or still empty.
fn state(db: &Connection, path: &Path) -> Inner<State> {
    if !db.is_autocommit() {
        return state_by_marks(db, path);
    }
    // Another process may be laying the file out at this moment: the marks must be read of one state of it.
    db.execute_batch("BEGIN")?;
    let found = state_by_marks(db, path);
    // Nothing was written, so that nothing can be lost by it.
    db.execute_batch("ROLLBACK").ok();
    found
}

fn state_by_marks(db: &Connection, path: &Path) -> Inner<State> {
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let format: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, format, tables) {
        (0, 0, 0) => Ok(State::Empty),
        (APPLICATION, FORMAT, 1..) if is_forward(db)? => Ok(State::Ours),
        // It was being brought forward when it was last closed.
        (APPLICATION, FORMAT, 1..) => Ok(State::Older(FORMAT - 1)),
        (APPLICATION, 1..FORMAT, 1..) => Ok(State::Older(format)),
        (APPLICATION, _, _) if format > FORMAT => {
            Err(LedgerError::Newer { path: path.to_owned(), found: format, known: FORMAT }.into())
        }
        _ => Err(LedgerError::NotALedger { path: path.to_owned() }.into()),
    }
}

/// That the file, inside a transaction that writes, has this format: another program may have brought it to its own.
pub(crate) fn still_ours(db: &Connection, path: &Path) -> Inner<()> {
    match db.pragma_query_value(None, "user_version", |row| row.get(0))? {
        FORMAT => Ok(()),
        found if found > FORMAT => {
            Err(LedgerError::Newer { path: path.to_owned(), found, known: FORMAT }.into())
        }
        _ => Err(LedgerError::NotALedger { path: path.to_owned() }.into()),
    }
}

/// Brings a ledger of an earlier format to this one, whole or not at all.
fn bring_forward(db: &Connection, path: &Path) -> Inner<()> {
    // Tables that others refer to are made anew; no row changes what it refers to.
    db.pragma_update(None, "foreign_keys", false)?;
    in_one(db, || {
        // Another process may have been faster.
        let State::Older(_) = state(db, path)? else { return Ok(()) };
        let format: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        // None for one whose tables are laid out already, and whose rows wait to be derived.
        let done = usize::try_from(format - 1).unwrap_or(0);
        for step in FORWARD.iter().skip(done) {
            db.execute_batch(step)?;
        }
        if format == 3 {
            put_confidence(db)?;
        }
        if format < 8 {
            put_runs(db)?;
        }
        if format < 9 {
            put_parts(db)?;
        }
        Ok(db.pragma_update(None, "user_version", FORMAT)?)
    })
}

/// Lays out an empty file, whole or not at all.
fn create(db: &Connection, path: &Path) -> Inner<()> {
    // Larger pages than usual: most rows with a blob then fit into a page with others.
    db.pragma_update(None, "page_size", 8192)?;
    in_one(db, || {
        // Another process may have been faster.
        if state(db, path)? == State::Empty {
            db.execute_batch(SCHEMA)?;
            db.pragma_update(None, "application_id", APPLICATION)?;
            db.pragma_update(None, "user_version", FORMAT)?;
        }
        Ok(())
    })
}

/// Runs `steps` in one transaction.
fn in_one(db: &Connection, steps: impl FnOnce() -> Inner<()>) -> Inner<()> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let made = steps().and_then(|()| Ok(db.execute_batch("COMMIT")?));
    if made.is_err() && !db.is_autocommit() {
        // The first error is the one to tell.
        db.execute_batch("ROLLBACK").ok();
    }
    made
}

/// What is committed stays: readers go on beside one writer, and a commit returns when the disk has it.
fn keep_safe(db: &Connection) -> Inner<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        let mode = db.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
        let changed = match mode {
            Ok(mode) if mode == "wal" => break,
            Ok(_) => db
                .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))
                .map(drop),
            Err(error) => Err(error),
        };
        // The change of mode does not wait for others by itself.
        match changed {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && Instant::now() < until =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => other?,
        }
    }
    db.pragma_update(None, "synchronous", "full")?;
    // In pages: what many small commits wrote to the same places is carried into the file once.
    db.pragma_update(None, "wal_autocheckpoint", 4096)?;
    Ok(())
}

/// What every connection needs.
fn settle(db: &Connection) -> Inner<()> {
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "temp_store", "memory")?;
    db.pragma_update(None, "cell_size_check", true)?;
    // In KiB, when negative.
    db.pragma_update(None, "cache_size", -32_768)?;
    // The file may come from anywhere: its schema may not call functions with effects, nor anyone write past the
    // tables.
    db.pragma_update(None, "trusted_schema", false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Whether a write-ahead log with anything in it lies beside the file.
fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|log| log.len() > 0)
}

/// The address under which SQLite reads a file without locks or side files (sqlite.org/uri.html).
fn immutable(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut address = String::from("file:");
    for byte in whole.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                address.push(byte as char)
            }
            // Paths of Windows.
            b'\\' => address.push('/'),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address + "?immutable=1"
}
