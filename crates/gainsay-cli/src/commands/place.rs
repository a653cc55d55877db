//! Which ledger and which frames, and what the commands do with them alike.

use crate::view::{self, Look};
use gainsay::ledger::{LedgerError, default_path};
use gainsay::record::{Dispute, Reading};
use gainsay::{Keeper, KeeperError, Reader};
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
        let path = match &self.ledger {
            Some(path) => path.clone(),
            None => default_path()?,
        };
        match Keeper::open_to_read(path) {
            Err(KeeperError::Ledger(error @ LedgerError::Missing { .. })) => {
                anyhow::bail!("{error}; gainsay add PAGE... makes one")
            }
            other => Ok(other?.with_reader(reader)),
        }
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

/// A dispute with the words of its pages, `most` positions of each list.
pub fn shown(keeper: &Keeper, dispute: &Dispute, most: usize, look: Look) -> anyhow::Result<String> {
    let pages = keeper.pages(&view::dispute::pages_shown(dispute, most))?;
    let named: Vec<(String, Reading)> = pages
        .into_iter()
        .map(|(entry, reading)| {
            (entry.paths.into_iter().next().unwrap_or_else(|| entry.id.to_string()), reading)
        })
        .collect();
    let pages = view::dispute::pages(&named);
    Ok(view::dispute::dispute(dispute, &pages, keeper.reader().known(), most, look))
}
