//! Which ledger and which frames, and what the commands do with them alike.

use crate::view::{self, Look};
use anyhow::Context;
use gainsay::ledger::{LedgerError, default_path, first_day};
use gainsay::record::{Dispute, Edtf, Reading};
use gainsay::{Keeper, KeeperError, Reader};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The ledger that commands work on, and the frames that they read by.
#[derive(clap::Args)]
pub struct Place {
    #[arg(long, global = true, value_name = "FILE", help = help())]
    ledger: Option<PathBuf>,
    /// A frame of your own beside those that ship: what can be disputed, and which words say so; once for each
    #[arg(long, global = true, value_name = "FILE")]
    frame: Vec<PathBuf>,
}

fn help() -> String {
    match default_path() {
        Ok(path) => format!("The ledger [default: {}]", path.display()),
        Err(_) => "The ledger (there is no home folder to keep one in, so it must be named)".to_owned(),
    }
}

impl Place {
    /// The reader, for the frames that ship and those that are given.
    pub fn reader(&self) -> anyhow::Result<Reader> {
        Ok(Reader::with_frames(&self.frame)?)
    }

    /// Opens the ledger to add to it; one is made where there is none.
    pub fn open(&self) -> anyhow::Result<Keeper> {
        let reader = self.reader()?;
        let keeper = match &self.ledger {
            Some(path) => Keeper::open(path)?,
            None => Keeper::open_default()?,
        };
        Ok(keeper.with_reader(reader))
    }

    /// Opens the ledger to look at it.
    pub fn open_to_read(&self) -> anyhow::Result<Keeper> {
        let reader = self.reader()?;
        match Keeper::open_to_read(self.path()?) {
            Err(KeeperError::Ledger(error @ LedgerError::Missing { .. })) => {
                anyhow::bail!("{error}; gainsay add PAGE... makes one")
            }
            other => Ok(other?.with_reader(reader)),
        }
    }

    /// Where the ledger lies.
    pub fn path(&self) -> anyhow::Result<PathBuf> {
        Ok(match &self.ledger {
            Some(path) => path.clone(),
            None => default_path()?,
        })
    }

    /// The files of frames beside those that ship.
    pub fn frames(&self) -> &[PathBuf] {
        &self.frame
    }

    /// Opens the ledger to change what is in it: one must be there.
    pub fn open_there(&self) -> anyhow::Result<Keeper> {
        drop(self.open_to_read()?);
        self.open()
    }

    /// How a person names this ledger, and these frames, on the command line.
    pub fn argument(&self) -> String {
        let ledger = self.ledger.iter().map(|path| format!(" --ledger {}", path.display()));
        ledger.chain(self.frame.iter().map(|path| format!(" --frame {}", path.display()))).collect()
    }
}

/// How many threads, where nobody says.
pub fn threads(given: Option<NonZeroUsize>) -> NonZeroUsize {
    given.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

/// Prints a result.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the result could not be written")
}

/// A time as the log's are compared with it: a moment, or the first day that a date in EDTF can mean.
pub fn since(written: &str) -> Result<String, String> {
    if written.contains('T')
        && let Ok(moment) = written.parse::<jiff::Timestamp>()
    {
        return Ok(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    let day = Edtf::parse(written).as_ref().and_then(first_day);
    day.ok_or_else(|| {
        format!("\"{written}\" is no date in EDTF (2022-09-22, 2022-09) and no moment (2022-09-22T06:00:00Z)")
    })
}

/// A dispute with the words of its pages, `most` positions of each list.
pub fn shown(keeper: &Keeper, dispute: &Dispute, most: usize, look: Look) -> anyhow::Result<String> {
    let beside = keeper.beside(dispute)?;
    let mut ids = view::dispute::pages_shown(dispute, most);
    ids.extend(beside.set_aside.iter().map(|at| at.page));
    let paths = keeper.paths(&view::dispute::pages_named(dispute).difference(&ids).copied().collect())?;
    let kept = keeper.pages(&ids)?;
    let remarks = view::people::remarks(&kept, &beside);
    let named: Vec<(String, Reading)> = kept
        .into_iter()
        .map(|kept| {
            let entry = kept.entry;
            (entry.paths.into_iter().next().unwrap_or_else(|| entry.id.to_string()), kept.ruled.reading)
        })
        .collect();
    let pages = view::dispute::Pages::new(&named, &paths);
    let known = keeper.reader().known();
    let mut out = view::dispute::dispute(dispute, &pages, &remarks, known, most, look);
    out += &view::dispute::set_aside(&beside.set_aside, &pages, &remarks, known, look);
    Ok(out)
}
