//! What benches need of the system: how long a thread was at work, how much memory the process held, and a folder.

use anyhow::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long this thread has been at work, without waiting for the disk or for a processor; nothing where the system does not
/// say.
pub fn worked() -> Duration {
    at_work("/proc/thread-self/schedstat")
}

/// As [`worked`], of the thread with which the process began.
pub fn main_worked() -> Duration {
    at_work(&format!("/proc/self/task/{}/schedstat", std::process::id()))
}

fn at_work(counts: &str) -> Duration {
    let counted = std::fs::read_to_string(counts).unwrap_or_default();
    let nanoseconds = counted.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanoseconds)
}

/// The most memory that this process has held so far, in kB; 0 where the system does not say.
pub fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
}

/// A folder that goes when the work is done.
pub struct Folder(PathBuf);

impl Folder {
    /// A new one.
    pub fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("gainsay-lab-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system.
        std::fs::remove_dir_all(&self.0).ok();
    }
}
