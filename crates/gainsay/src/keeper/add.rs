//! Adding pages: read and packed on many threads, committed many at a time, told of when the disk has them.

use super::{Keeper, KeeperError, settle};
use crate::batch::read_one;
use crate::{Known, PageError, Source, Worker, in_order};
use gainsay_knowledge::Knowledge;
use gainsay_ledger::{Added, Given, LedgerError, NewPage, Outcome, Packed, Packer};
use gainsay_record::PageId;
use std::num::NonZeroUsize;
use std::ops::AddAssign;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// A commit holds so many pages at most,
const PAGES: usize = 256;
/// or so many bytes of them,
const BYTES: usize = 16 << 20;
/// or what came in so much time, twice as much for each commit than for the one before: whoever looks on sees soon that it
/// goes on, and a kill costs little.
const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(2);

/// How pages are added.
#[derive(Clone, Debug)]
pub struct Adding {
    /// What is known of all of them.
    pub known: Known,
    /// How many to read at once.
    pub threads: NonZeroUsize,
    /// The time, RFC 3339: the keeper has no clock of its own.
    pub now: fn() -> String,
}

/// What [`Keeper::add`] tells while it works.
#[derive(Debug)]
pub enum Progress<'a> {
    /// The page at this place of the list is in the ledger, or could not be read.
    Page(usize, Result<Taken, &'a PageError>),
    /// The disputes of so many of so many topics have been worked out.
    Topics(usize, usize),
}

/// A page that is in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The page.
    pub page: PageId,
    /// Whether it was new.
    pub added: Added,
    /// How many statements were read from it.
    pub statements: usize,
    /// How many positions.
    pub positions: usize,
}

/// What became of the pages that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Never seen before.
    pub new: usize,
    /// New bytes at an address that was known.
    pub new_versions: usize,
    /// There already.
    pub known: usize,
    /// Of these: something else was given beside them this time, which was not taken over.
    pub given_differs: usize,
    /// Could not be read.
    pub unread: usize,
    /// Statements on the new pages and versions.
    pub statements: usize,
    /// Positions on them.
    pub positions: usize,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        // Named one by one, so that a count that is added to the summary cannot be left out here.
        let Self { new, new_versions, known, given_differs, unread, statements, positions } = other;
        self.new += new;
        self.new_versions += new_versions;
        self.known += known;
        self.given_differs += given_differs;
        self.unread += unread;
        self.statements += statements;
        self.positions += positions;
    }
}

/// A page between its reading and its commit.
struct Waiting {
    packed: Packed,
    bytes: usize,
    statements: usize,
    positions: usize,
}

/// What one thread keeps between two pages.
struct Bench<'a> {
    worker: Worker<'a>,
    packer: Packer,
}

impl Keeper {
    /// Adds pages that were read elsewhere, in one transaction together with the disputes that they change; where those are
    /// very many, the rest of them in further ones. What became of each, in order, once the disk has them.
    ///
    /// # Errors
    ///
    /// Where the ledger fails: none of the pages is in, or all of them.
    pub fn take(&mut self, pages: &[Packed]) -> Result<Vec<Outcome>, KeeperError> {
        let Self { ledger, reader } = self;
        let outcomes = commit(ledger, pages.iter(), Some(reader.known()))?;
        settle::settle(ledger, reader.known(), |_, _| {})?;
        Ok(outcomes)
    }

    /// Adds pages, in their order, and works out the disputes that they change. `tell` hears of every page, in the order
    /// of `sources`: of one that is in, only when the disk has it.
    ///
    /// Memory does not grow with the number of pages.
    ///
    /// # Errors
    ///
    /// Where the ledger fails: its disk may be full. What `tell` heard of is in. A page that cannot be read is no error.
    pub fn add(
        &mut self,
        sources: &[Source],
        how: &Adding,
        mut tell: impl FnMut(Progress<'_>),
    ) -> Result<Summary, KeeperError> {
        let Self { ledger, reader } = self;
        let mut summary = Summary::default();
        let mut trouble = None;
        // In the order of the sources, those that could not be read among the others.
        let mut waiting: Vec<(usize, Result<Waiting, PageError>)> = Vec::new();
        let mut bytes = 0;
        let mut since = Instant::now();
        let mut time = FIRST;
        let known = reader.known();
        let mut commit = |waiting: &mut Vec<(usize, Result<Waiting, PageError>)>, last: bool| {
            let packed = waiting.iter().filter_map(|(_, page)| page.as_ref().ok());
            let outcomes = commit(ledger, packed.map(|page| &page.packed), last.then_some(known))?;
            let mut outcomes = outcomes.into_iter();
            for (place, page) in waiting.drain(..) {
                match page {
                    Err(error) => {
                        summary.unread += 1;
                        tell(Progress::Page(place, Err(&error)));
                    }
                    Ok(page) => {
                        // As many as were added.
                        let Some(outcome) = outcomes.next() else { break };
                        let taken = Taken {
                            page: outcome.page,
                            added: outcome.added,
                            statements: page.statements,
                            positions: page.positions,
                        };
                        summary.count(&taken);
                        tell(Progress::Page(place, Ok(taken)));
                    }
                }
            }
            Ok::<(), LedgerError>(())
        };
        in_order(
            sources,
            how.threads,
            || Bench { worker: reader.worker(), packer: Packer::new() },
            |bench, source| {
                let read = read_one(reader, &mut bench.worker, source, &how.known)?;
                let page = NewPage {
                    bytes: &read.bytes,
                    reading: &read.reading,
                    imprint: &reader.imprint(&read.reading),
                    given: &given(source, &how.known),
                    path: &source.path(),
                    captured: &(how.now)(),
                };
                Ok(Waiting {
                    packed: bench.packer.pack(&page).map_err(PageError::Unstorable)?,
                    bytes: read.bytes.len(),
                    statements: read.reading.statements.len(),
                    positions: read.reading.positions.len(),
                })
            },
            |place, page: Result<Waiting, PageError>| {
                bytes += page.as_ref().map_or(0, |page| page.bytes);
                waiting.push((place, page));
                if waiting.len() < PAGES && bytes < BYTES && since.elapsed() < time {
                    return ControlFlow::Continue(());
                }
                let done = commit(&mut waiting, false);
                bytes = 0;
                since = Instant::now();
                time = (time * 2).min(LONGEST);
                match done {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        trouble = Some(error);
                        ControlFlow::Break(())
                    }
                }
            },
        );
        if let Some(error) = trouble {
            return Err(error.into());
        }
        commit(&mut waiting, true)?;
        settle::settle(ledger, reader.known(), |done, all| tell(Progress::Topics(done, all)))?;
        Ok(summary)
    }
}

/// Adds these pages in one transaction, and with them, where somebody knows the world, the disputes that they change.
fn commit<'a>(
    ledger: &mut gainsay_ledger::Ledger,
    pages: impl Iterator<Item = &'a Packed>,
    settling: Option<&Knowledge>,
) -> Result<Vec<Outcome>, LedgerError> {
    let mut pages = pages.peekable();
    if pages.peek().is_none() {
        return Ok(Vec::new());
    }
    let mut batch = ledger.batch()?;
    for page in pages {
        batch.add(page)?;
    }
    if let Some(known) = settling {
        let touched = batch.touched();
        settle::settle_some(&mut batch, known, &touched)?;
    }
    batch.commit()
}

fn given(source: &Source, known: &Known) -> Given {
    Given {
        name: source.name().map(str::to_owned),
        content_type: None,
        url: known.url.clone(),
        outlet: known.outlet.clone(),
        published: known.published.clone(),
        plain: known.plain,
    }
}

impl Summary {
    fn count(&mut self, taken: &Taken) {
        match taken.added {
            Added::New => self.new += 1,
            Added::NewVersion { .. } => self.new_versions += 1,
            Added::Known { given_differs } => {
                self.known += 1;
                self.given_differs += usize::from(given_differs);
                return;
            }
        }
        self.statements += taken.statements;
        self.positions += taken.positions;
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn every_count_is_summed() {
        let one = Summary {
            new: 1,
            new_versions: 2,
            known: 3,
            given_differs: 4,
            unread: 5,
            statements: 6,
            positions: 7,
        };
        let mut both = one;
        both += one;
        let twice = Summary {
            new: 2,
            new_versions: 4,
            known: 6,
            given_differs: 8,
            unread: 10,
            statements: 12,
            positions: 14,
        };
        assert_eq!(both, twice);
    }
}
