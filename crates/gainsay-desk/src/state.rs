//! What state a ledger is in, and how that is known without asking it each time.

use crate::desk::Desk;
use crate::trouble::Trouble;
use gainsay::Keeper;
use gainsay::ledger::Seal;
use sha2::{Digest, Sha256};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long ago a file must have been written to for the time of that to tell it from one that is written to now: most file systems
/// count in steps of 10 ms at most,
const STEP: Duration = Duration::from_millis(50);
/// and some in whole seconds, or in two (FAT): there a time is a multiple of [`ROUND`] nanoseconds, and elsewhere hardly ever.
const COARSE: Duration = Duration::from_millis(2500);
const ROUND: u128 = 10_000_000;

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
    fn of(keeper: &Keeper, seal: Seal, stamp: Option<Stamp>) -> Result<Self, Trouble> {
        let mut hash = Sha256::new();
        hash.update(seal.to_string());
        // Where the files do not say when they were written to, every moment may be another state.
        let files = stamp.map_or_else(|| [nanoseconds(SystemTime::now()).unwrap_or(0), 0], |stamp| stamp.0);
        for file in files {
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
    /// `None` where the system does not say.
    fn of(ledger: &Path) -> Option<Self> {
        let mut beside = ledger.as_os_str().to_owned();
        beside.push("-wal");
        Some(Self([changed(ledger)?, changed(Path::new(&beside))?]))
    }

    /// Whether a write from `now` on will change it.
    fn is_settled(self, now: SystemTime) -> bool {
        let until = |step| now.checked_sub(step).and_then(nanoseconds).unwrap_or(0);
        self.0.iter().map(|file| file >> 40).all(|time| {
            let step = if time.is_multiple_of(ROUND) { COARSE } else { STEP };
            time <= until(step)
        })
    }
}

fn changed(file: &Path) -> Option<u128> {
    match file.metadata() {
        Ok(about) => Some(nanoseconds(about.modified().ok()?)? << 40 | u128::from(about.len())),
        Err(error) => (error.kind() == ErrorKind::NotFound).then_some(0),
    }
}

fn nanoseconds(time: SystemTime) -> Option<u128> {
    time.duration_since(UNIX_EPOCH).ok().map(|time| time.as_nanos())
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
        if let Some(stamp) = stamp.filter(|stamp| stamp.is_settled(now) && Stamp::of(path) == Some(*stamp)) {
            *self.found() = Some(Found { state, seal, stamp });
        }
        Ok(state)
    }

    /// The state of the ledger, where none of its files was written to since it was last asked: then it need not be asked again.
    pub(crate) fn known_state(&self) -> Option<Found> {
        let found = (*self.found())?;
        (Stamp::of(&self.settings().ledger) == Some(found.stamp)).then_some(found)
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
        let stamp = || Stamp::of(&path).expect("the system says when");
        let first = stamp();
        assert!(!first.is_settled(SystemTime::now()), "a write might come in the same step");
        assert!(first.is_settled(SystemTime::now() + COARSE * 2));
        std::thread::sleep(STEP);
        std::fs::write(&path, "b").expect("written");
        assert_ne!(stamp(), first);
        std::fs::write(folder.path().join("sample.db-wal"), "c").expect("written");
        assert_ne!(stamp().0[1], 0);
    }

    #[test]
    fn where_files_have_whole_seconds_it_is_trusted_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.db");
        let file = std::fs::File::create(&path).expect("made");
        let at = |nanoseconds| UNIX_EPOCH + Duration::new(1_700_000_000, nanoseconds);
        for (written, later, settled) in [
            (at(0), Duration::from_secs(2), false),
            (at(0), Duration::from_secs(3), true),
            (at(1_234_500), Duration::from_millis(40), false),
            (at(1_234_500), Duration::from_millis(60), true),
        ] {
            file.set_modified(written).expect("set");
            let stamp = Stamp::of(&path).expect("the system says when");
            assert_eq!(stamp.is_settled(written + later), settled, "{written:?}, {later:?} later");
        }
    }
}
