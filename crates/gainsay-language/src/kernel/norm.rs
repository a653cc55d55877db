//! Evening a row out: to mean 0 and variance 1, then a gain and a bias for each column.

use super::path::{Dots, LANES, Path, Task};

/// Keeps a row of equal numbers from a division by zero.
const LEAST_VARIANCE: f32 = 1e-5;

/// The gain and the bias of each column.
#[derive(Debug, Clone)]
pub(crate) struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// `None` if there are no columns or not as many gains as biases.
    pub(crate) fn new(gain: &[f32], bias: &[f32]) -> Option<Self> {
        (!gain.is_empty() && gain.len() == bias.len())
            .then(|| Self { gain: gain.to_vec(), bias: bias.to_vec() })
    }

    pub(crate) fn columns(&self) -> usize {
        self.gain.len()
    }

    /// Evens out each row of `rows`, which stand end to end.
    ///
    /// Panics if `rows` is not of whole rows.
    #[allow(dead_code, reason = "for the tests and the benchmark; the network evens out within its layers")]
    pub(crate) fn apply(&self, path: Path, rows: &mut [f32]) {
        assert!(rows.len().is_multiple_of(self.columns()), "rows of {} numbers", self.columns());
        path.run(Apply { norm: self, rows });
    }

    /// Evens out one row of as many numbers as there are columns.
    #[inline(always)]
    pub(super) fn even_out(&self, row: &mut [f32]) {
        let share = 1.0 / row.len() as f32;
        let mean = sum(row, |x| x) * share;
        let variance = sum(row, |x| (x - mean) * (x - mean)) * share;
        let factor = 1.0 / (variance + LEAST_VARIANCE).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&self.gain).zip(&self.bias) {
            *x = (*x - mean) * factor * gain + bias;
        }
    }
}

#[allow(dead_code, reason = "for the tests and the benchmark; the network evens out within its layers")]
struct Apply<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
}

impl Task for Apply<'_> {
    #[inline(always)]
    fn run<D: Dots>(self) {
        for row in self.rows.chunks_exact_mut(self.norm.columns()) {
            self.norm.even_out(row);
        }
    }
}

/// The sum of a function of each number, always in this order: number `i` goes to lane `i` modulo 16, and then the upper
/// half of the lanes is added to the lower until one is left.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for numbers in whole {
        for (lane, &x) in lanes.iter_mut().zip(numbers) {
            *lane += of(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane += of(x);
    }
    let lanes: [f32; 8] = std::array::from_fn(|at| lanes[at] + lanes[at + 8]);
    let lanes: [f32; 4] = std::array::from_fn(|at| lanes[at] + lanes[at + 4]);
    (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_path_gives_the_same_bits_and_they_are_near(row in prop::collection::vec(-9.0_f32..9.0, 2..200)) {
            let n = row.len();
            let gain: Vec<f32> = (0..n).map(|at| 0.5 + at as f32 / 64.0).collect();
            let bias: Vec<f32> = (0..n).map(|at| at as f32 / 32.0 - 1.0).collect();
            let norm = Norm::new(&gain, &bias).expect("a norm");
            let mut plain = [row.as_slice(), &row].concat();
            norm.apply(Path::PLAIN, &mut plain);
            for path in Path::available() {
                let mut output = [row.as_slice(), &row].concat();
                norm.apply(path, &mut output);
                prop_assert!(output.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()), "{}", path.name());
            }
            let row: Vec<f64> = row.iter().map(|&x| f64::from(x)).collect();
            let mean = row.iter().sum::<f64>() / n as f64;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64;
            for at in 0..n {
                let even = (row[at] - mean) / (variance + 1e-5).sqrt();
                let expected = even * f64::from(gain[at]) + f64::from(bias[at]);
                prop_assert!((f64::from(plain[at]) - expected).abs() < 1e-4);
                prop_assert_eq!(plain[at].to_bits(), plain[n + at].to_bits());
            }
        }
    }

    #[test]
    fn a_row_of_equal_numbers_becomes_the_bias() {
        let norm = Norm::new(&[2.0; 3], &[0.5; 3]).expect("a norm");
        let mut row = [7.0; 3];
        norm.apply(Path::best(), &mut row);
        assert_eq!(row, [0.5; 3]);
        assert!(Norm::new(&[1.0], &[]).is_none());
    }
}
