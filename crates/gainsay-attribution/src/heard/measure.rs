//! How far stretches of tokens are the same.

use std::ops::Range;

/// Whether any of `ranges` has a token in common with another.
pub fn meets(ranges: &[Range<usize>], with: &Range<usize>) -> bool {
    ranges.iter().any(|range| range.start < with.end && with.start < range.end)
}

/// The share of the tokens of `ranges` that lie in `of`.
pub fn share(ranges: &[Range<usize>], of: &[Range<usize>]) -> f32 {
    let all: usize = ranges.iter().map(ExactSizeIterator::len).sum();
    let both: usize = ranges
        .iter()
        .flat_map(|a| of.iter().map(|b| b.end.min(a.end).saturating_sub(b.start.max(a.start))))
        .sum();
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
}
