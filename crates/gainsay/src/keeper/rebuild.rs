//! Deriving everything again: read on many threads, put back many pages at once, going on where it was left.

use super::{Keeper, KeeperError, settle};
use crate::batch::guarded;
use crate::{Reader, Worker, in_order};
use gainsay_ledger::{LedgerError, PackedAgain, Packer, StoredPage};
use gainsay_record::PageId;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// A commit holds so many pages at most,
const PAGES: usize = 256;
/// or so many bytes of them.
const BYTES: u64 = 16 << 20;

/// What a rebuild has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Pages read again, those of an earlier start that was broken off not counted.
    pub pages: u64,
    /// Pages that an earlier start had read again already.
    pub before: u64,
    /// Pages that cannot be read today, with the reason; their earlier reading stays.
    pub unread: Vec<(PageId, String)>,
}

/// What [`Keeper::rebuild`] tells while it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuilding {
    /// So many pages are read again and on the disk, those of an earlier start among them.
    Pages(u64),
    /// The disputes of so many of so many topics have been worked out.
    Topics(usize, usize),
}

struct Bench<'a> {
    worker: Worker<'a>,
    packer: Packer,
}

impl Keeper {
    /// Derives everything again from the bytes and the log: readings, rows, disputes. What people decided is applied anew.
    /// A rebuild that was broken off goes on where the disk has it, unless it was that of another version, or all is to be
    /// done `anew`.
    ///
    /// # Errors
    ///
    /// Where the ledger fails. What was told is done.
    pub fn rebuild(
        &mut self,
        threads: NonZeroUsize,
        anew: bool,
        mut tell: impl FnMut(Rebuilding),
    ) -> Result<Rebuilt, KeeperError> {
        let Self { ledger, reader } = self;
        let mark = reader.mark();
        if anew {
            let mut batch = ledger.batch()?;
            batch.rebuild_anew()?;
            batch.commit()?;
        }
        let mut done = Rebuilt { before: ledger.rebuilt(mark)?, ..Rebuilt::default() };
        loop {
            let pages = ledger.to_rebuild(mark, PAGES, BYTES)?;
            let Some(last) = pages.last() else { break };
            let packed = packed_again(reader, &pages, threads);
            let mut batch = ledger.batch()?;
            for (page, packed) in pages.iter().zip(packed) {
                match packed {
                    Ok(packed) => batch.put_again(&packed)?,
                    Err(why) => done.unread.push((page.id, why)),
                }
            }
            batch.rebuilt_to(mark, &last.id)?;
            batch.commit()?;
            done.pages += pages.len() as u64;
            tell(Rebuilding::Pages(done.before + done.pages));
        }
        let mut batch = ledger.batch()?;
        batch.rebuilt_all()?;
        batch.commit()?;
        settle::settle(ledger, reader.known(), |done, all| tell(Rebuilding::Topics(done, all)))?;
        Ok(done)
    }
}

fn packed_again(
    reader: &Reader,
    pages: &[StoredPage],
    threads: NonZeroUsize,
) -> Vec<Result<PackedAgain, String>> {
    let mut all = Vec::with_capacity(pages.len());
    in_order(
        pages,
        threads,
        || Bench { worker: reader.worker(), packer: Packer::new() },
        |bench, page| match guarded(|| bench.worker.read(&page.bytes, &super::given(page))) {
            Ok(Ok(reading)) => {
                let imprint = reader.imprint(&reading);
                let packed = bench.packer.pack_again(&page.bytes, &reading, &imprint);
                packed.map_err(|error: LedgerError| error.to_string())
            }
            Ok(Err(refusal)) => Err(refusal.to_string()),
            Err(fault) => {
                // Its buffers may be half-written.
                bench.worker = reader.worker();
                Err(fault)
            }
        },
        |_, packed| {
            all.push(packed);
            ControlFlow::Continue(())
        },
    );
    all
}
