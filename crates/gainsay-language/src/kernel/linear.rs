//! A dense layer whose weights are bytes.
//!
//! The weights are kept in the order in which they are used. A *block* holds 16 outputs by 4 inputs:
//!
//! ```text
//! block          inputs 0..4 of output 0, of output 1, ... of output 15     64 bytes
//! band           the blocks of inputs 0..4, 4..8, ... for 16 outputs
//! the layer      the bands of outputs 0..16, 16..32, ...
//! ```
//!
//! Four bytes of a token, repeated in every lane, meet one block in one instruction. Inputs are filled up to fours (each
//! row of a window by itself, as [`Quantised`] does) and outputs to sixteens with weights of zero.

use super::path::{Band, Block, Dots, GROUP, LANES, Outputs, Path, Task, Tile};
use super::quantised::{Quantised, ZERO};

/// The numbers of a layer: how many come in for a token, how many tokens it sees, how many go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The numbers of one row of the input.
    pub(crate) inputs: usize,
    /// The rows on each side that are read too: 0, or 1 for a window of three.
    pub(crate) around: usize,
    /// The numbers of one row of the output.
    pub(crate) outputs: usize,
}

impl Shape {
    /// The weights of one output.
    pub(crate) fn weights(self) -> usize {
        self.inputs * (2 * self.around + 1)
    }
}

/// Three rows of so many bytes of at most 127, by weights of at least −128, and the start of the sum fit 31 bits.
const MOST_INPUTS: usize = 29_000;

/// `y[o] = scale[o] · step · Σ weight[o][i] · (byte[i] − 64) + bias[o]`.
#[derive(Debug, Clone)]
pub(crate) struct Linear {
    shape: Shape,
    blocks: Vec<Block>,
    /// The same weights, those of an output side by side.
    rows: Vec<i8>,
    /// The blocks of a band.
    band: usize,
    /// For each output, filled up to whole bands. A sum starts at −64 times that of the weights, for the bytes to count
    /// from 64.
    outputs: Vec<Outputs>,
}

impl Linear {
    /// `weights` are those of output 0, then of output 1 and so on; those of an output are for the row before, the row
    /// itself and the row after if the window is of three. The value of a weight is its byte times the output's scale.
    ///
    /// `None` if a slice has another length than `shape` demands, the shape has a zero, `around` is above 1, or an output
    /// reads so many numbers that its sum might overflow.
    pub(crate) fn new(shape: Shape, weights: &[i8], scales: &[f32], bias: &[f32]) -> Option<Self> {
        let Shape { inputs, around, outputs } = shape;
        let sound = inputs > 0 && outputs > 0 && around <= 1 && inputs <= MOST_INPUTS;
        if !sound || scales.len() != outputs || bias.len() != outputs {
            return None;
        }
        if weights.len() != shape.weights().checked_mul(outputs)? {
            return None;
        }
        let stride = inputs.next_multiple_of(GROUP);
        let band = stride / GROUP * (2 * around + 1);
        let mut blocks = vec![Block([0; LANES * GROUP]); band * outputs.div_ceil(LANES)];
        let mut rows = vec![0; band * outputs.next_multiple_of(LANES) * GROUP];
        let empty = Outputs { start: [0; LANES], scale: [0.0; LANES], bias: [0.0; LANES] };
        let mut bands = vec![empty; outputs.div_ceil(LANES)];
        for (o, weights) in weights.chunks_exact(shape.weights()).enumerate() {
            let lane = o % LANES;
            for (part, weights) in weights.chunks_exact(inputs).enumerate() {
                for (i, &weight) in weights.iter().enumerate() {
                    let i = part * stride + i;
                    blocks[o / LANES * band + i / GROUP].0[lane * GROUP + i % GROUP] = weight;
                    rows[o * band * GROUP + i] = weight;
                }
            }
            let sum: i32 = weights.iter().map(|&weight| i32::from(weight)).sum();
            let outputs = &mut bands[o / LANES];
            outputs.start[lane] = -i32::from(ZERO) * sum;
            outputs.scale[lane] = scales[o];
            outputs.bias[lane] = bias[o];
        }
        Some(Self { shape, blocks, rows, band, outputs: bands })
    }

    #[allow(dead_code, reason = "for the tests and the benchmark")]
    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    /// Writes the outputs of each row of `input`, row after row, to `output`.
    ///
    /// Panics if the input has other columns than the layer, or `output` is not rows × outputs long.
    pub(crate) fn apply(&self, path: Path, input: &Quantised, output: &mut [f32]) {
        assert_eq!(input.columns(), self.shape.inputs, "the columns of the input");
        assert_eq!(output.len(), input.rows() * self.shape.outputs, "the length of the output");
        path.run(Apply { layer: self, input, output });
    }

    #[inline(always)]
    fn band(&self, at: usize) -> Band<'_> {
        let rows = self.band * GROUP * LANES;
        Band {
            blocks: &self.blocks[at * self.band..(at + 1) * self.band],
            rows: &self.rows[at * rows..(at + 1) * rows],
            outputs: &self.outputs[at],
        }
    }
}

struct Apply<'a> {
    layer: &'a Linear,
    input: &'a Quantised,
    output: &'a mut [f32],
}

impl Task for Apply<'_> {
    #[inline(always)]
    fn run<D: Dots>(mut self) {
        match D::TILE {
            Tile::Four => self.all::<D, 4, 1>(),
            Tile::FourByFour => self.all::<D, 4, 4>(),
        }
    }
}

impl Apply<'_> {
    /// `B` bands at a time for all tokens, so that their weights stay near, `T` tokens at a time.
    #[inline(always)]
    fn all<D: Dots, const T: usize, const B: usize>(&mut self) {
        let whole = self.layer.shape.outputs / LANES;
        let by_many = whole - whole % B;
        for band in (0..by_many).step_by(B) {
            self.bands::<D, T, B, true>(band);
        }
        for band in by_many..whole {
            self.bands::<D, T, 1, true>(band);
        }
        if whole < self.layer.outputs.len() {
            self.bands::<D, T, 1, false>(whole);
        }
    }

    /// `WHOLE` says that all outputs of the bands are the layer's own.
    #[inline(always)]
    fn bands<D: Dots, const T: usize, const B: usize, const WHOLE: bool>(&mut self, band: usize) {
        let rows = self.input.rows();
        let by_many = rows - rows % T;
        for row in (0..by_many).step_by(T) {
            self.tile::<D, T, B, WHOLE>(row, band);
        }
        for row in by_many..rows {
            self.tile::<D, 1, B, WHOLE>(row, band);
        }
    }

    #[inline(always)]
    fn tile<D: Dots, const T: usize, const B: usize, const WHOLE: bool>(&mut self, row: usize, band: usize) {
        let Shape { around, outputs, .. } = self.layer.shape;
        let tokens: [&[u8]; T] = std::array::from_fn(|t| self.input.window(row + t, around));
        let bands: [Band<'_>; B] = std::array::from_fn(|b| self.layer.band(band + b));
        let output = &mut self.output[row * outputs..(row + T) * outputs];
        D::tile(tokens, bands, self.input.step(), |t, b, values| {
            let start = t * outputs + (band + b) * LANES;
            if WHOLE {
                output[start..start + LANES].copy_from_slice(&values);
            } else {
                let own = outputs % LANES;
                output[start..start + own].copy_from_slice(&values[..own]);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, written out.
    fn expected(
        shape: Shape,
        weights: &[i8],
        scales: &[f32],
        bias: &[f32],
        rows: &[Vec<f32>],
        clip: f32,
    ) -> Vec<f32> {
        let zeros = vec![0.0; shape.inputs];
        let around = shape.around as isize;
        let mut output = Vec::new();
        for t in 0..rows.len() as isize {
            let window = (t - around..=t + around)
                .flat_map(|t| usize::try_from(t).ok().and_then(|t| rows.get(t)).unwrap_or(&zeros).clone());
            let bytes: Vec<i32> =
                window.map(|x| (x * (63.0 / clip)).clamp(-63.0, 63.0).round_ties_even() as i32).collect();
            for (o, weights) in weights.chunks(shape.weights()).enumerate() {
                let sum: i32 = bytes.iter().zip(weights).map(|(&b, &w)| b * i32::from(w)).sum();
                output.push(sum as f32 * (scales[o] * (clip / 63.0)) + bias[o]);
            }
        }
        output
    }

    fn shapes() -> impl Strategy<Value = Shape> {
        (1_usize..40, 0_usize..2, 1_usize..150).prop_map(|(inputs, around, outputs)| Shape {
            inputs,
            around,
            outputs,
        })
    }

    type Case = (Shape, Vec<i8>, Vec<f32>, Vec<f32>, Vec<Vec<f32>>);

    fn cases() -> impl Strategy<Value = Case> {
        (shapes(), 0_usize..12).prop_flat_map(|(shape, rows)| {
            let row = prop::collection::vec(-4.0_f32..4.0, shape.inputs);
            (
                Just(shape),
                prop::collection::vec(any::<i8>(), shape.weights() * shape.outputs),
                prop::collection::vec(0.0001_f32..0.1, shape.outputs),
                prop::collection::vec(-3.0_f32..3.0, shape.outputs),
                prop::collection::vec(row, rows),
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_path_gives_the_bits_of_the_definition((shape, weights, scales, bias, rows) in cases()) {
            let clip = 3.0;
            let layer = Linear::new(shape, &weights, &scales, &bias).expect("a layer");
            let expected = expected(shape, &weights, &scales, &bias, &rows, clip);
            let mut input = Quantised::default();
            let mut output = vec![0.0; expected.len()];
            for path in Path::available() {
                output.fill(f32::NAN);
                input.fill(path, &rows.concat(), shape.inputs, clip);
                layer.apply(path, &input, &mut output);
                let same = output.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
                prop_assert!(same, "{}", path.name());
            }
        }
    }

    #[test]
    fn the_largest_products_do_not_overflow_on_any_path() {
        let shape = Shape { inputs: 64, around: 0, outputs: 2 };
        let weights = [[-128_i8; 64], [127; 64]].concat();
        let layer = Linear::new(shape, &weights, &[1.0, 1.0], &[0.0, 0.5]).expect("a layer");
        let mut input = Quantised::default();
        let mut output = [0.0; 2];
        for path in Path::available() {
            input.fill(path, &[9.0; 64], 64, 63.0 * 0.1);
            layer.apply(path, &input, &mut output);
            let step = 63.0_f32 * 0.1 / 63.0;
            assert_eq!(
                output,
                [-(128.0 * 63.0 * 64.0) * step, 127.0 * 63.0 * 64.0 * step + 0.5],
                "{}",
                path.name()
            );
        }
    }

    #[test]
    fn slices_of_another_length_are_refused() {
        let shape = Shape { inputs: 3, around: 1, outputs: 2 };
        assert!(Linear::new(shape, &[0; 18], &[1.0; 2], &[0.0; 2]).is_some());
        assert!(Linear::new(shape, &[0; 6], &[1.0; 2], &[0.0; 2]).is_none());
        assert!(Linear::new(shape, &[0; 18], &[1.0; 1], &[0.0; 2]).is_none());
        assert!(Linear::new(Shape { around: 2, ..shape }, &[0; 30], &[1.0; 2], &[0.0; 2]).is_none());
    }
}
