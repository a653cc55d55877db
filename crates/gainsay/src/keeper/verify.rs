//! Checking a ledger against a fresh reading of its bytes.

use super::{Keeper, KeeperError, settle};
use crate::batch::guarded;
use crate::{Reader, in_order};
use gainsay_ledger::{Fault, StoredPage};
use gainsay_record::{Imprint, Reading};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

impl Keeper {
    /// Checks everything: the file, the log, bytes against their hashes, spans against the text, and all that is derived
    /// against a fresh derivation. What is not as it should be; nothing, in a sound ledger. `done` is told how many pages
    /// have been read again.
    ///
    /// # Errors
    ///
    /// Where the check cannot be done. Damage is no error, but a fault.
    pub fn verify(
        &self,
        threads: NonZeroUsize,
        mut done: impl FnMut(u64),
    ) -> Result<Vec<Fault>, KeeperError> {
        let mut pages_done = 0;
        let derive = |pages: &[StoredPage]| {
            let readings = read_again(&self.reader, pages, threads);
            pages_done += pages.len() as u64;
            done(pages_done);
            readings
        };
        self.verify_with(derive)
    }

    /// As [`Keeper::verify`], for pages that were read elsewhere: `derive` reads some dozens of them again and answers for each
    /// in order.
    ///
    /// # Errors
    ///
    /// Where the check cannot be done.
    pub fn verify_with(
        &self,
        derive: impl FnMut(&[StoredPage]) -> Vec<Result<(Reading, Imprint), String>>,
    ) -> Result<Vec<Fault>, KeeperError> {
        let known = self.reader.known();
        let apart = settle::apart(&*self.ledger.standing()?);
        Ok(self.ledger.verify(derive, |topic, gists| settle::disputes_on(topic, gists, known, &apart))?)
    }
}

fn read_again(
    reader: &Reader,
    pages: &[StoredPage],
    threads: NonZeroUsize,
) -> Vec<Result<(Reading, Imprint), String>> {
    let mut readings = Vec::with_capacity(pages.len());
    in_order(
        pages,
        threads,
        || reader.worker(),
        |worker, page| match guarded(|| worker.read(&page.bytes, &super::given(page))) {
            Ok(Ok(reading)) => {
                let imprint = reader.imprint(&reading);
                Ok((reading, imprint))
            }
            Ok(Err(refusal)) => Err(refusal.to_string()),
            Err(fault) => {
                *worker = reader.worker();
                Err(fault)
            }
        },
        |_, reading| {
            readings.push(reading);
            ControlFlow::Continue(())
        },
    );
    readings
}
