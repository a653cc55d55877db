//! Rows of numbers as bytes of seven bits.
//!
//! A number `x` is the byte `round(x · 63 / clip) + 64`, kept within 1 and 127: the clip is the model's, one for a whole
//! layer, so that rows can be shared between windows. Seven bits and not eight, for the products of two pairs must fit
//! 16 bits (see `path`).
//!
//! ```text
//! stride    row −1        row 0         row 1         row 2
//!        [64 64 64 64] [b  b  b  64] [b  b  b  64] [64 64 64 64]     two rows of three numbers
//!         └───────── window of row 0 ────────┘
//! ```
//!
//! A row of zeros stands before the first and behind the last, so that the window of any row is one slice.

use super::path::{Dots, GROUP, Path, Task};

/// The byte of zero.
pub(super) const ZERO: u8 = 64;
/// How many steps of a byte the clip is.
const STEPS: f32 = 63.0;

/// A matrix of bytes with one scale. Its buffer is reused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Quantised {
    bytes: Vec<u8>,
    rows: usize,
    columns: usize,
    step: f32,
}

impl Quantised {
    /// Takes over the rows of `columns` numbers that stand end to end in `input`; a number beyond `clip`, which is above
    /// 0, counts as `clip`. What is not a number counts as −`clip`.
    ///
    /// Panics if `columns` is 0 or does not divide the length of `input`.
    pub(crate) fn fill(&mut self, path: Path, input: &[f32], columns: usize, clip: f32) {
        assert!(columns > 0 && input.len().is_multiple_of(columns), "rows of {columns} numbers");
        (self.rows, self.columns, self.step) = (input.len() / columns, columns, clip / STEPS);
        let stride = self.stride();
        self.bytes.resize((self.rows + 2) * stride, ZERO);
        self.bytes[..stride].fill(ZERO);
        self.bytes[(self.rows + 1) * stride..].fill(ZERO);
        path.run(Fill { input, columns, factor: STEPS / clip, bytes: &mut self.bytes[stride..], stride });
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// What one step of a byte is worth.
    pub(super) fn step(&self) -> f32 {
        self.step
    }

    /// The bytes from one row to the next.
    pub(super) fn stride(&self) -> usize {
        self.columns.next_multiple_of(GROUP)
    }

    /// The bytes of `row` and of the `around` rows on each side of it, 0 or 1.
    #[inline(always)]
    pub(super) fn window(&self, row: usize, around: usize) -> &[u8] {
        let stride = self.stride();
        &self.bytes[(row + 1 - around) * stride..(row + 2 + around) * stride]
    }
}

struct Fill<'a> {
    input: &'a [f32],
    columns: usize,
    factor: f32,
    bytes: &'a mut [u8],
    stride: usize,
}

impl Task for Fill<'_> {
    #[inline(always)]
    fn run<D: Dots>(self) {
        let rows = self.input.chunks_exact(self.columns);
        for (row, bytes) in rows.zip(self.bytes.chunks_exact_mut(self.stride)) {
            let (bytes, padding) = bytes.split_at_mut(self.columns);
            for (byte, &x) in bytes.iter_mut().zip(row) {
                *byte = quantise(x * self.factor);
            }
            padding.fill(ZERO);
        }
    }
}

/// The byte of a number given in steps. Adding 1.5 · 2²³ leaves no room for a fraction: the sum is rounded, ties to even,
/// and its lowest byte is the whole number.
#[inline(always)]
fn quantise(steps: f32) -> u8 {
    let steps = if steps > -STEPS { steps } else { -STEPS };
    let steps = if steps < STEPS { steps } else { STEPS };
    (steps + (12_582_912.0 + ZERO as f32)).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_the_nearest_byte_within_the_clip() {
        let mut rows = Quantised::default();
        let input = [0.0, 6.3, -6.3, 100.0, -100.0, 0.14, 0.16, -0.16, f32::NAN];
        for path in Path::available() {
            rows.fill(path, &input, 9, 6.3);
            assert_eq!(rows.window(0, 0), [64, 127, 1, 127, 1, 65, 66, 62, 1, 64, 64, 64]);
        }
    }

    #[test]
    fn halves_go_to_the_even_byte() {
        let bytes = [0.5, 1.5, 2.5, -0.5, -1.5].map(quantise);
        assert_eq!(bytes, [64, 66, 66, 64, 62]);
    }

    #[test]
    fn the_windows_at_the_ends_hold_zeros_even_after_a_longer_text() {
        let mut rows = Quantised::default();
        rows.fill(Path::PLAIN, &[1.0; 40], 4, 1.0);
        rows.fill(Path::PLAIN, &[1.0, 1.0, 1.0, -1.0, -1.0, -1.0], 3, 1.0);
        assert_eq!(rows.window(0, 1), [64, 64, 64, 64, 127, 127, 127, 64, 1, 1, 1, 64]);
        assert_eq!(rows.window(1, 1), [127, 127, 127, 64, 1, 1, 1, 64, 64, 64, 64, 64]);
    }
}
