//! Which ledger, and what the commands do with it alike.

use crate::view::{self, Look};
use gainsay::ledger::{LedgerError, default_path};
use gainsay::record::{Dispute, Reading};
use gainsay::{Keeper, KeeperError};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The ledger that commands work on.
#[derive(clap::Args)]
pub struct Place {
    #[arg(long, global = true, value_name = "FILE", help = help())]
    ledger: Option<PathBuf>,
}

fn help() -> String {
    match default_path() {
        Ok(path) => format!("The ledger [default: {}]", path.display()),
        Err(_) => "The ledger (there is no home folder to keep one in, so it must be named)".to_owned(),
    }
}

impl Place {
    /// Opens the ledger to add to it; one is made where there is none.
    pub fn open(&self) -> anyhow::Result<Keeper> {
        Ok(match &self.ledger {
            Some(path) => Keeper::open(path)?,
            None => Keeper::open_default()?,
        })
    }

    /// Opens the ledger to look at it.
    pub fn open_to_read(&self) -> anyhow::Result<Keeper> {
        let path = match &self.ledger {
            Some(path) => path.clone(),
            None => default_path()?,
        };
        match Keeper::open_to_read(path) {
            Err(KeeperError::Ledger(error @ LedgerError::Missing { .. })) => {
                anyhow::bail!("{error}; gainsay add PAGE... makes one")
            }
            other => Ok(other?),
        }
    }

    /// How a person names this ledger on the command line.
    pub fn argument(&self) -> String {
        self.ledger.as_ref().map(|path| format!(" --ledger {}", path.display())).unwrap_or_default()
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
