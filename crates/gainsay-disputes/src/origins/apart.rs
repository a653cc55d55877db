//! Pages that a person holds apart: folds that were rejected.

use gainsay_record::{FoldGround, PageId};
use std::collections::{BTreeMap, BTreeSet};

/// The folds that people rejected. Of each, no two pages count once any more on its ground; on another ground they may.
///
/// A fold that was rejected does not come back when it grows: a third copy is folded with one of two pages that are held apart,
/// never with both.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    folds: Vec<(FoldGround, BTreeSet<PageId>)>,
    /// For each page the folds that it is of.
    of: BTreeMap<PageId, Vec<usize>>,
}

impl Apart {
    /// Holds the pages of a fold apart.
    pub fn add(&mut self, ground: FoldGround, pages: impl IntoIterator<Item = PageId>) {
        let pages: BTreeSet<PageId> = pages.into_iter().collect();
        for page in &pages {
            self.of.entry(*page).or_default().push(self.folds.len());
        }
        self.folds.push((ground, pages));
    }

    /// Whether two pages are held apart on a ground.
    pub(crate) fn parts(&self, ground: FoldGround, a: PageId, b: PageId) -> bool {
        let Some(own) = self.of.get(&a).filter(|_| a != b) else { return false };
        own.iter().any(|&at| {
            let (on, pages) = &self.folds[at];
            *on == ground && pages.contains(&b)
        })
    }

    /// The pairs of these pages that are held apart on a ground, as indices.
    pub(crate) fn pairs(&self, ground: FoldGround, pages: &[PageId]) -> Vec<(usize, usize)> {
        if self.of.is_empty() {
            return Vec::new();
        }
        let held: Vec<usize> = (0..pages.len()).filter(|&at| self.of.contains_key(&pages[at])).collect();
        let pairs =
            held.iter().enumerate().flat_map(|(place, &a)| held[place + 1..].iter().map(move |&b| (a, b)));
        pairs.filter(|&(a, b)| self.parts(ground, pages[a], pages[b])).collect()
    }

    /// These pages in groups of which none has two that are held apart: each goes to the first group that it fits.
    pub(crate) fn grouped(&self, ground: FoldGround, pages: BTreeSet<PageId>) -> Vec<Vec<PageId>> {
        let mut groups: Vec<Vec<PageId>> = Vec::new();
        for page in pages {
            let fits = |group: &&mut Vec<PageId>| !group.iter().any(|own| self.parts(ground, *own, page));
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(page),
                None => groups.push(vec![page]),
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u8) -> PageId {
        PageId([number; 32])
    }

    #[test]
    fn a_fold_that_was_rejected_does_not_come_back_when_it_grows() {
        let mut apart = Apart::default();
        apart.add(FoldGround::Words, [page(1), page(2)]);
        assert!(apart.parts(FoldGround::Words, page(2), page(1)));
        assert!(!apart.parts(FoldGround::Outlet, page(1), page(2)), "on another ground they may count once");
        assert!(!apart.parts(FoldGround::Words, page(1), page(1)));
        let all: BTreeSet<PageId> = (1..4).map(page).collect();
        assert_eq!(apart.grouped(FoldGround::Words, all.clone()), [vec![page(1), page(3)], vec![page(2)]]);
        assert_eq!(apart.grouped(FoldGround::Statement, all.clone()).len(), 1);
        let pages: Vec<PageId> = all.into_iter().collect();
        assert_eq!(apart.pairs(FoldGround::Words, &pages), [(0, 1)]);
    }
}
