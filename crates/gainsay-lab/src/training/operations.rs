//! The operations of the network that the autodiff library lacks. Each works on the rows of all windows of a batch, one
//! behind the other; `starts` says where each window begins, and nothing flows from one to the next.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// Where the windows of a batch begin, and at the end how many rows there are.
pub type Starts = Arc<Vec<usize>>;

fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let (from, to) = layout.contiguous_offsets().ok_or_else(|| candle_core::Error::msg("not contiguous"))?;
    Ok(&storage.as_slice::<f32>()?[from..to])
}

fn flat(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1::<f32>()
}

/// Each row beside the one before and the one after it: `[n, d]` to `[n, 3 d]`.
pub struct Window(pub Starts);

impl CustomOp1 for Window {
    fn name(&self) -> &'static str {
        "window"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (rows, width) = layout.shape().dims2()?;
        let x = values(storage, layout)?;
        let mut out = vec![0.0; rows * 3 * width];
        for window in self.0.windows(2) {
            for row in window[0]..window[1] {
                let place = &mut out[row * 3 * width..(row + 1) * 3 * width];
                if row > window[0] {
                    place[..width].copy_from_slice(&x[(row - 1) * width..row * width]);
                }
                place[width..2 * width].copy_from_slice(&x[row * width..(row + 1) * width]);
                if row + 1 < window[1] {
                    place[2 * width..].copy_from_slice(&x[(row + 1) * width..(row + 2) * width]);
                }
            }
        }
        Ok((CpuStorage::F32(out), (rows, 3 * width).into()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (rows, width) = x.dims2()?;
        let grad = flat(grad)?;
        let mut out = vec![0.0; rows * width];
        for window in self.0.windows(2) {
            for row in window[0]..window[1] {
                let from = &grad[row * 3 * width..(row + 1) * 3 * width];
                let mut add = |to: usize, part: &[f32]| {
                    out[to * width..(to + 1) * width].iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
                };
                if row > window[0] {
                    add(row - 1, &from[..width]);
                }
                add(row, &from[width..2 * width]);
                if row + 1 < window[1] {
                    add(row + 1, &from[2 * width..]);
                }
            }
        }
        Tensor::from_vec(out, (rows, width), x.device()).map(Some)
    }
}

/// Each row with mean 0 and variance 1 (Ba, Kiros and Hinton 2016, without gain and bias).
pub struct Normalise;

const EPSILON: f32 = 1e-5;

fn moments(row: &[f32]) -> (f32, f32) {
    let mean = row.iter().sum::<f32>() / row.len() as f32;
    let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / row.len() as f32;
    (mean, 1.0 / (variance + EPSILON).sqrt())
}

impl CustomOp1 for Normalise {
    fn name(&self) -> &'static str {
        "normalise"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (rows, width) = layout.shape().dims2()?;
        let mut out = values(storage, layout)?.to_vec();
        for row in out.chunks_exact_mut(width) {
            let (mean, scale) = moments(row);
            row.iter_mut().for_each(|x| *x = (*x - mean) * scale);
        }
        Ok((CpuStorage::F32(out), (rows, width).into()))
    }

    fn bwd(&self, x: &Tensor, y: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (rows, width) = x.dims2()?;
        let (x, y, mut out) = (flat(x)?, flat(y)?, flat(grad)?);
        let rows_of = x.chunks_exact(width).zip(y.chunks_exact(width)).zip(out.chunks_exact_mut(width));
        for ((x, y), grad) in rows_of {
            let (_, scale) = moments(x);
            let mean = grad.iter().sum::<f32>() / width as f32;
            let along = grad.iter().zip(y).map(|(g, y)| g * y).sum::<f32>() / width as f32;
            grad.iter_mut().zip(y).for_each(|(g, y)| *g = (*g - mean - y * along) * scale);
        }
        Tensor::from_vec(out, (rows, width), grad.device()).map(Some)
    }
}

/// The gated sums of a quasi-recurrent network (Bradbury et al. 2017) in both directions: `[n, 6 h]`, for each direction the
/// candidate z, the forget gate f and the output gate o before their functions, to `[n, 2 h]`:
/// c = f c' + (1 - f) tanh z, y = sigmoid(o) c.
pub struct Recur(pub Starts);

pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// e to the x, to six digits; plain arithmetic, so that the compiler can do several at once.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (x + 12_582_912.0) - 12_582_912.0;
    let part = (x - whole) * std::f32::consts::LN_2;
    let sum =
        1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    sum * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

impl Recur {
    /// The gates after their functions, in place.
    fn gates(gates: &mut [f32], hidden: usize) {
        for row in gates.chunks_exact_mut(6 * hidden) {
            for direction in row.chunks_exact_mut(3 * hidden) {
                let (z, rest) = direction.split_at_mut(hidden);
                z.iter_mut().for_each(|x| *x = tanh(*x));
                rest.iter_mut().for_each(|x| *x = sigmoid(*x));
            }
        }
    }

    /// The states c of both directions.
    fn states(&self, gates: &[f32], hidden: usize) -> Vec<f32> {
        let rows = gates.len() / (6 * hidden);
        let mut states = vec![0.0; rows * 2 * hidden];
        let mut state = vec![0.0; hidden];
        for window in self.0.windows(2) {
            for direction in 0..2 {
                state.fill(0.0);
                for step in 0..window[1] - window[0] {
                    let row = if direction == 0 { window[0] + step } else { window[1] - 1 - step };
                    let from = row * 6 * hidden + direction * 3 * hidden;
                    let (z, f) = gates[from..from + 2 * hidden].split_at(hidden);
                    for ((c, z), f) in state.iter_mut().zip(z).zip(f) {
                        *c = f * *c + (1.0 - f) * z;
                    }
                    let to = row * 2 * hidden + direction * hidden;
                    states[to..to + hidden].copy_from_slice(&state);
                }
            }
        }
        states
    }
}

impl CustomOp1 for Recur {
    fn name(&self) -> &'static str {
        "recur"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (rows, six) = layout.shape().dims2()?;
        let hidden = six / 6;
        let mut gates = values(storage, layout)?.to_vec();
        Self::gates(&mut gates, hidden);
        let mut out = self.states(&gates, hidden);
        for (row, out) in gates.chunks_exact(six).zip(out.chunks_exact_mut(2 * hidden)) {
            for direction in 0..2 {
                let o = &row[(3 * direction + 2) * hidden..][..hidden];
                let out = &mut out[direction * hidden..][..hidden];
                out.iter_mut().zip(o).for_each(|(c, o)| *c *= o);
            }
        }
        Ok((CpuStorage::F32(out), (rows, 2 * hidden).into()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (rows, six) = x.dims2()?;
        let hidden = six / 6;
        let mut gates = flat(x)?;
        Self::gates(&mut gates, hidden);
        let states = self.states(&gates, hidden);
        let grad = flat(grad)?;
        let mut out = vec![0.0; rows * six];
        let mut carry = vec![0.0; hidden];
        for window in self.0.windows(2) {
            for direction in 0..2 {
                carry.fill(0.0);
                let length = window[1] - window[0];
                for step in (0..length).rev() {
                    let row = if direction == 0 { window[0] + step } else { window[1] - 1 - step };
                    let from = row * six + direction * 3 * hidden;
                    let at = row * 2 * hidden + direction * hidden;
                    let before = (step > 0).then(|| {
                        let row = if direction == 0 { row - 1 } else { row + 1 };
                        &states[row * 2 * hidden + direction * hidden..][..hidden]
                    });
                    let gate = &gates[from..from + 3 * hidden];
                    let (c, g) = (&states[at..at + hidden], &grad[at..at + hidden]);
                    let out = &mut out[from..from + 3 * hidden];
                    for i in 0..hidden {
                        let (z, f, o) = (gate[i], gate[hidden + i], gate[2 * hidden + i]);
                        let dc = g[i] * o + carry[i];
                        let earlier = before.map_or(0.0, |before| before[i]);
                        out[i] = dc * (1.0 - f) * (1.0 - z * z);
                        out[hidden + i] = dc * (earlier - z) * f * (1.0 - f);
                        out[2 * hidden + i] = g[i] * c[i] * o * (1.0 - o);
                        carry[i] = dc * f;
                    }
                }
            }
        }
        Tensor::from_vec(out, (rows, six), x.device()).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{Device, Var};

    /// Holds the gradient of an operation against small differences.
    fn check<O: CustomOp1 + Send + Sync + 'static>(
        op: impl Fn() -> O,
        rows: usize,
        width: usize,
        out: usize,
    ) {
        let device = Device::Cpu;
        let wave = |n: usize, f: f32| (0..n).map(|i| (i as f32 * f).sin()).collect::<Vec<_>>();
        let start = wave(rows * width, 0.7);
        let weights = Tensor::from_vec(wave(rows * out, 1.3), (rows, out), &device).expect("weights");
        let value = |x: &[f32]| -> f32 {
            let x = Tensor::from_vec(x.to_vec(), (rows, width), &device).expect("input");
            let y = x.apply_op1(op()).expect("forward");
            (y * &weights).and_then(|y| y.sum_all()).and_then(|y| y.to_scalar()).expect("sum")
        };
        let x = Var::from_vec(start.clone(), (rows, width), &device).expect("input");
        let y = x.apply_op1(op()).expect("forward");
        let loss = (y * &weights).and_then(|y| y.sum_all()).expect("sum");
        let grads = loss.backward().expect("backward");
        let grad = flat(grads.get(&x).expect("gradient")).expect("values");
        for at in 0..start.len() {
            let (mut up, mut down) = (start.clone(), start.clone());
            up[at] += 1e-2;
            down[at] -= 1e-2;
            let slope = (value(&up) - value(&down)) / 2e-2;
            assert!((slope - grad[at]).abs() < 2e-2 * (1.0 + slope.abs()), "{at}: {slope} {}", grad[at]);
        }
    }

    #[test]
    fn gradients_are_slopes() {
        let starts = || Arc::new(vec![0, 3, 5]);
        check(|| Window(starts()), 5, 4, 12);
        check(|| Normalise, 5, 6, 6);
        check(|| Recur(starts()), 5, 12, 4);
    }

    #[test]
    fn the_fast_exponential_is_one() {
        for x in [-20.0f32, -3.3, -0.1, 0.0, 0.4, 2.0, 11.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-5, "{x}");
        }
    }
}
