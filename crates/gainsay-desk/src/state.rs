//! What state a ledger is in, and how that is known without asking it each time.

use crate::desk::Desk;
use crate::trouble::Trouble;
use gainsay::Keeper;
use gainsay::ledger::Seal;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long ago a file must have been written to for the time of that to tell it from one that is written to now: file systems
/// count in steps, of 10 ms at most where SQLite's log can be used.
const STEP: Duration = Duration::from_millis(50);

/// The state of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// How much people decided.
    pub decided: usize,
    /// Of the last entry of the log, and of the times and lengths of the files, which every commit changes, also one that
    /// derives something again and enters nothing.
    pub hash: [u8; 16],
}

impl State {
    fn of(keeper: &Keeper, seal: Seal, stamp: Stamp) -> Result<Self, Trouble> {
        let mut hash = Sha256::new();
        hash.update(seal.to_string());
        for file in stamp.0 {
            hash.update(file.to_be_bytes());
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        Ok(Self { decided: keeper.ledger().standing()?.all().len(), hash: short })
    }

    /// A tag for what is at an address, as HTTP has it.
    pub fn tag(self, address: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.hash);
        for part in [&[env!("CARGO_PKG_VERSION")], address].concat() {
            hash.update(part);
            hash.update([0]);
        }
        let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("\"{hex}\"")
    }
}

/// When the files of a ledger were written to and how long they are: the database and the log that SQLite writes ahead of it, each
/// in one number; 0 where it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp([u128; 2]);

impl Stamp {
    fn of(ledger: &Path) -> Self {
        let mut beside = ledger.as_os_str().to_owned();
        beside.push("-wal");
        Self([ledger, Path::new(&beside)].map(changed))
    }

    /// Whether a write from `now` on will change it.
    fn is_settled(self, now: SystemTime) -> bool {
        let until = now.checked_sub(STEP).map_or(0, nanoseconds);
        self.0.iter().all(|file| (file >> 40) <= until)
    }
}

fn changed(file: &Path) -> u128 {
    let Ok(about) = file.metadata() else { return 0 };
    about.modified().map_or(0, nanoseconds) << 40 | u128::from(about.len())
}

fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}

/// The state that a ledger was found in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub state: State,
    pub seal: Seal,
    stamp: Stamp,
}

impl Desk {
    /// The state of the ledger.
    pub(crate) fn state(&self, keeper: &Keeper) -> Result<State, Trouble> {
        let (path, now) = (keeper.ledger().path(), SystemTime::now());
        let stamp = Stamp::of(path);
        let seal = keeper.ledger().seal()?;
        let state = State::of(keeper, seal, stamp)?;
        if stamp.is_settled(now) && stamp == Stamp::of(path) {
            *self.found() = Some(Found { state, seal, stamp });
        }
        Ok(state)
    }

    /// The state of the ledger, where none of its files was written to since it was last asked: then it need not be asked again.
    pub(crate) fn known_state(&self) -> Option<Found> {
        let found = (*self.found())?;
        (Stamp::of(&self.settings().ledger) == found.stamp).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_trusted_when_the_next_write_must_change_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.db");
        std::fs::write(&path, "a").expect("written");
        let first = Stamp::of(&path);
        assert!(!first.is_settled(SystemTime::now()), "a write might come in the same step");
        assert!(first.is_settled(SystemTime::now() + STEP * 2));
        std::thread::sleep(STEP);
        std::fs::write(&path, "b").expect("written");
        assert_ne!(Stamp::of(&path), first);
        std::fs::write(folder.path().join("sample.db-wal"), "c").expect("written");
        assert_ne!(Stamp::of(&path).0[1], 0);
    }
}
