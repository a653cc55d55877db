//! Narrowing by words, which have to be looked up first.

use super::fields::Fields;
use crate::trouble::Trouble;
use gainsay::Keeper;
use gainsay::ledger::{Filter, PositionEntry, Within};
use gainsay::record::PageId;
use std::collections::BTreeSet;

/// So many finds for the words are looked at, the best ones.
const FINDS: usize = 200;

/// The statements that words find.
pub(crate) struct Said(BTreeSet<(PageId, u32)>);

impl Said {
    /// What the field `q` finds; `None` where it is not there.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn asked(keeper: &Keeper, fields: &Fields) -> Result<Option<Self>, Trouble> {
        fields.get("q").map(|words| Self::find(keeper, words)).transpose()
    }

    /// What these words find.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn find(keeper: &Keeper, words: &str) -> Result<Self, Trouble> {
        let hits = keeper.ledger().search(words, Within::Statements, FINDS)?;
        Ok(Self(hits.iter().filter_map(|hit| Some((hit.page, hit.statement?.0))).collect()))
    }

    /// Whether this position is read from one of them.
    pub fn has(&self, entry: &PositionEntry) -> bool {
        self.0.contains(&(entry.at.page, entry.statement.0))
    }

    /// The disputes of their positions that fit `filter`.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn disputes(&self, keeper: &Keeper, filter: &Filter) -> Result<BTreeSet<String>, Trouble> {
        let pages: BTreeSet<PageId> = self.0.iter().map(|(page, _)| *page).collect();
        let mut disputes = BTreeSet::new();
        for page in pages {
            let filter = Filter { page: Some(page), ..filter.clone() };
            for entry in keeper.ledger().positions(&filter)?.iter().filter(|entry| self.has(entry)) {
                disputes.extend(keeper.ledger().disputes_of(&entry.at)?);
            }
        }
        Ok(disputes)
    }
}
