//! Many pages at once.

use crate::{Given, Reader, Refusal, Source, Worker, in_order};
use gainsay_ledger::LedgerError;
use gainsay_record::{Edtf, Reading};
use std::any::Any;
use std::error::Error;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is known of all pages of a batch beside their bytes; it overrides what the pages say.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The address.
    pub url: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The date of publication.
    pub published: Option<Edtf>,
    /// Every block is article: no furniture filter.
    pub plain: bool,
}

/// A page that was read.
#[derive(Debug)]
pub struct Read {
    /// The bytes it was read from.
    pub bytes: Vec<u8>,
    /// What was read.
    pub reading: Reading,
}

/// Why a page could not be read. The message names no path: who shows it knows which page it was.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The file does not open or breaks off.
    #[error("{}", in_words(.0))]
    Io(#[from] std::io::Error),
    /// Over [`PAGE_LIMIT`](crate::PAGE_LIMIT).
    #[error("larger than 64 MB, which no article is")]
    TooLarge,
    /// A folder without a page in it.
    #[error("no page in this folder (pages end in .html, .htm or .txt)")]
    Folder,
    /// The bytes are no page.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The ledger does not take it.
    #[error("cannot be stored: {}", .0.source().unwrap_or(.0))]
    Unstorable(#[source] LedgerError),
    /// A fault in the program, kept to this page.
    #[error("a fault in gainsay, please report it with the page: {0}")]
    Fault(String),
}

/// An operating system's error without its number and capitals.
fn in_words(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            words.to_lowercase()
        }
    }
}

/// Reads `sources` on `threads` threads and hands each result to `done` in the order of the sources, with its place.
///
/// Only a few results a thread are held at any time. A page that makes the reader fail is an error of that page alone.
/// The results do not depend on the number of threads.
pub fn read_all(
    reader: &Reader,
    sources: &[Source],
    known: &Known,
    threads: NonZeroUsize,
    done: impl FnMut(usize, Result<Read, PageError>) -> ControlFlow<()>,
) {
    in_order(
        sources,
        threads,
        || reader.worker(),
        |worker, source| read_one(reader, worker, source, known),
        done,
    );
}

/// Reads one page; a fault of the program is that page's error.
pub(crate) fn read_one<'a>(
    reader: &'a Reader,
    worker: &mut Worker<'a>,
    source: &Source,
    known: &Known,
) -> Result<Read, PageError> {
    let bytes = source.load()?;
    let given = Given {
        name: source.name(),
        url: known.url.as_deref(),
        outlet: known.outlet.as_deref(),
        published: known.published.clone(),
        plain: known.plain,
        ..Given::default()
    };
    match guarded(|| worker.read(&bytes, &given)) {
        Ok(reading) => Ok(Read { reading: reading?, bytes }),
        Err(fault) => {
            // Its buffers may be half-written.
            *worker = reader.worker();
            Err(PageError::Fault(fault))
        }
    }
}

/// Runs `work`; a panic in it becomes its message.
pub(crate) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic: Box<dyn Any + Send>| {
        let message =
            panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        message.unwrap_or("it does not say which").lines().next().unwrap_or_default().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_of_that_page() {
        let place = 7;
        assert_eq!(
            guarded(|| panic!("index {place} out of bounds")),
            Err::<(), _>("index 7 out of bounds".into())
        );
        assert_eq!(guarded(|| 1), Ok(1));
    }

    #[test]
    fn a_missing_file_stands_in_its_place_and_the_batch_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a.txt", "c.txt"] {
            std::fs::write(path(name), "The ministry denied the report.\n").expect("a file");
        }
        let sources = ["a.txt", "b.txt", "c.txt"].map(|name| Source::File(path(name)));
        for threads in [1, 3] {
            let mut seen = Vec::new();
            read_all(
                &Reader::shipped(),
                &sources,
                &Known::default(),
                NonZeroUsize::new(threads).expect("some"),
                |place, read| {
                    seen.push((place, read.map(|read| read.bytes.len()).map_err(|error| error.to_string())));
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(seen[1], (1, Err("no such file".to_owned())));
            assert_eq!(seen.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 1, 2]);
        }
    }
}
