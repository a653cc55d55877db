//! Precision, recall and F1.

use serde::Serialize;

/// How much of what was predicted is right, how much of the gold was found, and their harmonic mean: each from 0 to 1,
/// rounded to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The share of the predicted that is right.
    pub precision: f64,
    /// The share of the gold that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Figures {
    /// The figures of `hit` right ones among `predicted`, of `gold` to be found. A share of nothing is 0.
    pub fn new(hit: usize, predicted: usize, gold: usize) -> Self {
        let (precision, recall) = (share(hit, predicted), share(hit, gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        Self { precision: four_decimals(precision), recall: four_decimals(recall), f1: four_decimals(f1) }
    }
}

/// What share `part` is of `whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Python's `round(x, 4)`: the nearest by the exact value, as printing it is.
pub fn four_decimals(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_and_nothing_counts_as_none() {
        assert_eq!(Figures::new(2, 3, 4), Figures { precision: 0.6667, recall: 0.5, f1: 0.5714 });
        assert_eq!(Figures::new(0, 0, 4), Figures { precision: 0.0, recall: 0.0, f1: 0.0 });
    }
}
