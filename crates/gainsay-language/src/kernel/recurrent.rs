//! The recurrent part of a layer: a memory that runs over the tokens once forwards and once backwards.
//!
//! The gates come from a [`super::Linear`], six for each number of the memory:
//!
//! ```text
//! gates of a token     z f o  of the way forwards, z f o of the way backwards, each as wide as the memory
//! c[t] = f · c[t−1] + (1 − f) · tanh z      f = sigmoid of its gate; c[t+1] on the way backwards; c starts as 0
//! y[t] = c[t] · sigmoid o
//! x[t] = norm(x[t] + y[t])                  y of the way forwards and then of the way backwards
//! ```
//!
//! A bias that makes a young network remember is part of the gates.

use super::functions::gates_of;
use super::norm::Norm;
use super::path::{Dots, Path, Task};

/// Runs over the tokens of `rows`, adding what it remembers to each and evening it out. A row is twice as wide as the
/// memory; `memory` is working space that is reused.
///
/// Panics if the columns of `norm` are odd, `rows` is not of whole rows, or `gates` has not three numbers for each of
/// `rows`.
pub(crate) fn recur(path: Path, gates: &[f32], norm: &Norm, memory: &mut Vec<f32>, rows: &mut [f32]) {
    assert!(
        norm.columns().is_multiple_of(2) && rows.len().is_multiple_of(norm.columns()),
        "rows of two halves"
    );
    assert_eq!(gates.len(), rows.len() * 3, "six gates for each number of the memory");
    memory.clear();
    memory.resize(norm.columns() / 2, 0.0);
    path.run(Recur { gates, norm, memory, rows });
}

struct Recur<'a> {
    gates: &'a [f32],
    norm: &'a Norm,
    memory: &'a mut [f32],
    rows: &'a mut [f32],
}

impl Task for Recur<'_> {
    #[inline(always)]
    fn run<D: Dots>(self) {
        let width = self.memory.len();
        let tokens = self.gates.chunks_exact(width * 6).zip(self.rows.chunks_exact_mut(width * 2));
        for (gates, row) in tokens {
            step(&gates[..width * 3], self.memory, &mut row[..width]);
        }
        self.memory.fill(0.0);
        let tokens = self.gates.chunks_exact(width * 6).zip(self.rows.chunks_exact_mut(width * 2));
        for (gates, row) in tokens.rev() {
            step(&gates[width * 3..], self.memory, &mut row[width..]);
            self.norm.even_out(row);
        }
    }
}

/// One token one way: `gates` are those of this way, `half` the numbers of the row it adds to.
#[inline(always)]
fn step(gates: &[f32], memory: &mut [f32], half: &mut [f32]) {
    let width = memory.len();
    let (z, f, o) = (&gates[..width], &gates[width..width * 2], &gates[width * 2..width * 3]);
    let half = &mut half[..width];
    for at in 0..width {
        let (z, f, o) = gates_of(z[at], f[at], o[at]);
        let c = z + f * (memory[at] - z);
        memory[at] = c;
        half[at] += c * o;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition in `f64`, `width` numbers each way.
    fn expected(gates: &[f32], width: usize, rows: &[f32]) -> Vec<f64> {
        let sigmoid = |x: f32| 1.0 / (1.0 + (-f64::from(x)).exp());
        let tokens = gates.len() / (width * 6);
        let mut output: Vec<f64> = rows.iter().map(|&x| f64::from(x)).collect();
        for way in 0..2 {
            for at in 0..width {
                let mut c = 0.0;
                for t in 0..tokens {
                    let t = if way == 0 { t } else { tokens - 1 - t };
                    let gate = |which: usize| gates[(t * 6 + way * 3 + which) * width + at];
                    let f = sigmoid(gate(1));
                    c = f * c + (1.0 - f) * f64::from(gate(0)).tanh();
                    output[(t * 2 + way) * width + at] += c * sigmoid(gate(2));
                }
            }
        }
        for row in output.chunks_mut(width * 2) {
            let n = row.len() as f64;
            let mean = row.iter().sum::<f64>() / n;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
            row.iter_mut().for_each(|x| *x = (*x - mean) / (variance + 1e-5).sqrt());
        }
        output
    }

    fn cases() -> impl Strategy<Value = (usize, Vec<f32>, Vec<f32>)> {
        (1_usize..40, 0_usize..9).prop_flat_map(|(width, tokens)| {
            (
                Just(width),
                prop::collection::vec(-6.0_f32..6.0, tokens * width * 6),
                prop::collection::vec(-3.0_f32..3.0, tokens * width * 2),
            )
        })
    }

    proptest! {
        #[test]
        fn every_path_gives_the_same_bits_and_they_are_near((width, gates, rows) in cases()) {
            let norm = Norm::new(&vec![1.0; width * 2], &vec![0.0; width * 2]).expect("a norm");
            let mut memory = vec![5.0; 3];
            let mut plain = rows.clone();
            recur(Path::PLAIN, &gates, &norm, &mut memory, &mut plain);
            for path in Path::available() {
                let mut output = rows.clone();
                recur(path, &gates, &norm, &mut memory, &mut output);
                prop_assert!(output.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()), "{}", path.name());
            }
            // Two numbers that happen to be near each other are hard to even out; the tolerance is for them.
            for (a, b) in plain.iter().zip(expected(&gates, width, &rows)) {
                prop_assert!((f64::from(*a) - b).abs() < 1e-3, "{a} {b}");
            }
        }
    }
}
