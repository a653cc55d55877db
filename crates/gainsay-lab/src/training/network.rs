//! The network as it is trained: in floating point, with an autodiff library for the dense layers. The tables of
//! embeddings, the chain and the trees have slopes of their own, worked out by hand, that enter and leave the library's graph
//! at its edges.

use super::adam::{Moments, Step};
use super::arcs::TreeParameters;
use super::chain::{FORBIDDEN, Transitions};
use super::operations::{Normalise, Recur, Starts, Window};
use candle_core::backprop::GradStore;
use candle_core::{D, Device, Result, Tensor, Var};
use gainsay_language::model::weights::OUTPUTS;
use gainsay_language::roles::STATES;
use gainsay_language::tree::VIEW;
use gainsay_language::{ROWS, Rows, TABLES};
use rayon::prelude::*;

/// A layer: does it look at its neighbours, and its weights.
pub struct Layer {
    /// Whether it sees the words before and after.
    pub window: bool,
    /// To the gates: `[width or 3 width, 3 width]`.
    pub weights: Var,
    /// Of the gates.
    pub bias: Var,
    /// Of the norm after it.
    pub gain: Var,
    /// Of the norm after it.
    pub offset: Var,
}

/// All that is learned.
pub struct Network {
    /// The width of every layer.
    pub width: usize,
    /// The tables of embeddings, each of `ROWS` rows.
    pub tables: Vec<Vec<f32>>,
    /// Of the norm over the sum of embeddings.
    pub gain: Var,
    /// Of the norm over the sum of embeddings.
    pub offset: Var,
    /// The recurrent layers.
    pub layers: Vec<Layer>,
    /// `[width, OUTPUTS]`.
    pub heads: Var,
    /// Of the heads.
    pub heads_bias: Var,
    /// `[width, 4 VIEW]`.
    pub views: Var,
    /// Of the views.
    pub views_bias: Var,
    /// The rest of the trees' scoring.
    pub tree: TreeParameters,
    /// Between states; what is forbidden stays so.
    pub transitions: Transitions,
    moments: Vec<Moments>,
    table_moments: Vec<Moments>,
    steps: i32,
}

/// What goes through the network at once.
pub struct Pass {
    /// The leaf of the graph: sums of embeddings.
    input: Var,
    /// What each layer, and last the heads, take in.
    pub inputs: Vec<Tensor>,
    /// `[n, OUTPUTS]`.
    pub heads: Tensor,
    /// `[n, 4 VIEW]`.
    pub views: Tensor,
}

/// Slopes by what a pass gave.
pub struct Slopes {
    /// By the heads.
    pub heads: Vec<f32>,
    /// By the views.
    pub views: Vec<f32>,
    /// By what is learned outside of the library's graph.
    pub shared: SharedSlopes,
}

/// Slopes by what all words share and the library does not know.
pub struct SharedSlopes {
    /// By the trees' parameters.
    pub tree: TreeParameters,
    /// By the transitions.
    pub transitions: Vec<f32>,
}

/// The rows of the words of a part, which of them were kept, and the slopes by the sums of their embeddings.
type LookedAt = (Vec<Rows>, Vec<[bool; TABLES]>, Vec<f32>);

/// Slopes by everything that is learned, from one part of a batch.
pub struct Gradient {
    rows: Vec<Rows>,
    kept: Vec<[bool; TABLES]>,
    input: Vec<f32>,
    dense: Vec<Vec<f32>>,
    shared: SharedSlopes,
}

/// How much is left out at random while training.
#[derive(Clone, Copy)]
pub struct Dropout {
    /// Of the units between layers.
    pub units: f32,
    /// Of the rows of words.
    pub words: f32,
}

impl Network {
    /// A network with random weights, in which `allowed` transitions may occur.
    pub fn new(
        width: usize,
        windows: &[bool],
        allowed: &[[bool; STATES]; STATES + 1],
        random: &mut fastrand::Rng,
    ) -> Result<Self> {
        let device = &Device::Cpu;
        let mut uniform = |rows: usize, columns: usize| -> Result<Var> {
            let most = (3.0 / rows as f32).sqrt();
            let values = (0..rows * columns).map(|_| (random.f32() * 2.0 - 1.0) * most).collect::<Vec<_>>();
            Var::from_vec(values, (rows, columns), device)
        };
        let constant = |value: f32, length: usize| Var::from_vec(vec![value; length], length, device);
        let mut layers = Vec::new();
        for &window in windows {
            let hidden = width / 2;
            let mut bias = vec![0.0f32; 6 * hidden];
            // To remember is the rule.
            bias[hidden..2 * hidden].fill(1.0);
            bias[4 * hidden..5 * hidden].fill(1.0);
            layers.push(Layer {
                window,
                weights: uniform(if window { 3 * width } else { width }, 6 * hidden)?,
                bias: Var::from_vec(bias, 6 * hidden, device)?,
                gain: constant(1.0, width)?,
                offset: constant(0.0, width)?,
            });
        }
        let heads = uniform(width, OUTPUTS)?;
        let views = uniform(width, 4 * VIEW)?;
        let tables =
            ROWS.map(|rows| (0..rows * width).map(|_| normal(random) * 0.3).collect::<Vec<_>>()).to_vec();
        let transitions = std::array::from_fn(|from| {
            std::array::from_fn(|to| if allowed[from][to] { 0.0 } else { FORBIDDEN })
        });
        let mut network = Self {
            width,
            gain: constant(1.0, width)?,
            offset: constant(0.0, width)?,
            layers,
            heads,
            heads_bias: constant(0.0, OUTPUTS)?,
            views,
            views_bias: constant(0.0, 4 * VIEW)?,
            tree: TreeParameters::new(|| normal(random) * 0.1),
            transitions,
            table_moments: tables.iter().map(|table| Moments::new(table.len())).collect(),
            tables,
            moments: Vec::new(),
            steps: 0,
        };
        let dense: Vec<usize> = network.dense().iter().map(|var| var.elem_count()).collect();
        let tree = network.tree.parts_mut().map(|part| part.len());
        let lengths = dense.into_iter().chain(tree).chain([STATES * (STATES + 1)]);
        network.moments = lengths.map(Moments::new).collect();
        Ok(network)
    }

    fn dense(&self) -> Vec<&Var> {
        let mut all =
            vec![&self.gain, &self.offset, &self.heads, &self.heads_bias, &self.views, &self.views_bias];
        for layer in &self.layers {
            all.extend([&layer.weights, &layer.bias, &layer.gain, &layer.offset]);
        }
        all
    }

    /// Multiplications for each word in the dense layers.
    pub fn cost(&self) -> usize {
        let layers = self.layers.iter().map(|layer| layer.weights.elem_count()).sum::<usize>();
        layers + self.heads.elem_count() + self.views.elem_count()
    }

    /// The sums of the embeddings of `rows`; with `kept`, only of those rows for which it says so.
    fn sums(&self, rows: &[Rows], kept: Option<&[[bool; TABLES]]>) -> Vec<f32> {
        let mut sums = vec![0.0; rows.len() * self.width];
        for (at, (rows, sum)) in rows.iter().zip(sums.chunks_exact_mut(self.width)).enumerate() {
            for (which, (&row, table)) in rows.iter().zip(&self.tables).enumerate() {
                if kept.is_none_or(|kept| kept[at][which]) {
                    let row = &table[row as usize * self.width..][..self.width];
                    sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
                }
            }
        }
        sums
    }

    /// Runs the network over windows of words; with `noise`, as in training: then it also says which rows were kept.
    pub fn run(
        &self,
        rows: &[Rows],
        starts: &Starts,
        noise: Option<(Dropout, &mut fastrand::Rng)>,
    ) -> Result<(Pass, Vec<[bool; TABLES]>)> {
        let mut noise = noise;
        let kept: Option<Vec<[bool; TABLES]>> = noise.as_mut().map(|(dropout, random)| {
            let chance = |which: usize| match which {
                0 => dropout.words,
                1..4 => dropout.words / 2.0,
                7 => 0.5,
                _ => 0.0,
            };
            rows.iter().map(|_| std::array::from_fn(|which| random.f32() >= chance(which))).collect()
        });
        let device = &Device::Cpu;
        let input = Var::from_vec(self.sums(rows, kept.as_deref()), (rows.len(), self.width), device)?;
        let mut drop = |x: Tensor| match &mut noise {
            Some((dropout, random)) if dropout.units > 0.0 => {
                let scale = 1.0 / (1.0 - dropout.units);
                let mask: Vec<f32> = (0..x.elem_count())
                    .map(|_| if random.f32() < dropout.units { 0.0 } else { scale })
                    .collect();
                x * Tensor::from_vec(mask, (rows.len(), self.width), device)?
            }
            _ => Ok(x),
        };
        let norm = |x: &Tensor, gain: &Var, offset: &Var| {
            x.apply_op1(Normalise)?.broadcast_mul(gain)?.broadcast_add(offset)
        };
        let mut x = drop(norm(&input, &self.gain, &self.offset)?)?;
        let mut inputs = vec![x.clone()];
        for layer in &self.layers {
            let seen = if layer.window { x.apply_op1(Window(starts.clone()))? } else { x.clone() };
            let gates = seen.matmul(&layer.weights)?.broadcast_add(&layer.bias)?;
            let y = drop(gates.apply_op1(Recur(starts.clone()))?)?;
            x = norm(&(&x + y)?, &layer.gain, &layer.offset)?;
            inputs.push(x.clone());
        }
        let heads = x.matmul(&self.heads)?.broadcast_add(&self.heads_bias)?;
        let views = x.matmul(&self.views)?.broadcast_add(&self.views_bias)?;
        Ok((Pass { input, inputs, heads, views }, kept.unwrap_or_default()))
    }

    /// From the slopes by what a pass gave to those by everything that is learned.
    pub fn gradient(
        &self,
        rows: Vec<Rows>,
        kept: Vec<[bool; TABLES]>,
        pass: &Pass,
        slopes: Slopes,
    ) -> Result<Gradient> {
        let device = &Device::Cpu;
        let surrogate = |values: &Tensor, slopes: Vec<f32>| -> Result<Tensor> {
            (values * Tensor::from_vec(slopes, values.shape(), device)?)?.sum_all()
        };
        let loss = (surrogate(&pass.heads, slopes.heads)? + surrogate(&pass.views, slopes.views)?)?;
        let grads = loss.backward()?;
        let dense = self.dense().into_iter().map(|var| slope(&grads, var)).collect::<Result<_>>()?;
        let input = slope(&grads, &pass.input)?;
        Ok(Gradient { rows, kept, input, dense, shared: slopes.shared })
    }

    /// Takes one step against the slopes of all parts of a batch, added up in their order.
    pub fn learn(&mut self, parts: Vec<Gradient>, rate: f32, decay: f32) -> Result<()> {
        let device = &Device::Cpu;
        self.steps += 1;
        let mut tables = Vec::new();
        let mut sum: Option<(Vec<Vec<f32>>, SharedSlopes)> = None;
        for part in parts {
            tables.push((part.rows, part.kept, part.input));
            match &mut sum {
                None => sum = Some((part.dense, part.shared)),
                Some((dense, shared)) => {
                    dense.iter_mut().zip(&part.dense).for_each(|(sum, more)| add(sum, more));
                    shared.add(part.shared);
                }
            }
        }
        let Some((mut dense, mut shared)) = sum else { return Ok(()) };
        let transitions = shared.transitions.chunks_exact_mut(STATES);
        for (row, row_slopes) in self.transitions.iter().zip(transitions) {
            row.iter().zip(row_slopes).filter(|(score, _)| **score <= FORBIDDEN).for_each(|(_, s)| *s = 0.0);
        }
        // No step longer than 1 together.
        let tree: Vec<&mut Vec<f32>> = shared.tree.parts_mut().into_iter().collect();
        let square = |x: &[f32]| x.iter().map(|x| f64::from(x * x)).sum::<f64>();
        let norm = dense.iter().map(|x| square(x)).sum::<f64>()
            + tree.iter().map(|x| square(x)).sum::<f64>()
            + square(&shared.transitions)
            + tables.iter().map(|(_, _, input)| square(input)).sum::<f64>();
        let shrink = (1.0 / norm.sqrt().max(1e-12)).min(1.0) as f32;
        let step = Step { rate, decay, number: self.steps };
        let mut moments = std::mem::take(&mut self.moments);
        let mut place = moments.iter_mut();
        for (var, slopes) in self.dense().into_iter().zip(&mut dense) {
            slopes.iter_mut().for_each(|x| *x *= shrink);
            let mut values = var.flatten_all()?.to_vec1::<f32>()?;
            if let Some(moments) = place.next() {
                moments.step(0, &mut values, slopes, step);
            }
            var.set(&Tensor::from_vec(values, var.shape(), device)?)?;
        }
        for (values, slopes) in self.tree.parts_mut().into_iter().zip(tree) {
            slopes.iter_mut().for_each(|x| *x *= shrink);
            if let Some(moments) = place.next() {
                moments.step(0, values, slopes, Step { decay: 0.0, ..step });
            }
        }
        shared.transitions.iter_mut().for_each(|x| *x *= shrink);
        if let Some(moments) = place.next() {
            moments.step(
                0,
                self.transitions.as_flattened_mut(),
                &shared.transitions,
                Step { decay: 0.0, ..step },
            );
        }
        self.moments = moments;
        self.learn_tables(&tables, shrink, Step { decay: 0.0, ..step });
        Ok(())
    }

    /// Only the rows that were looked at move.
    fn learn_tables(&mut self, parts: &[LookedAt], shrink: f32, step: Step) {
        let width = self.width;
        let tables: Vec<_> = self.tables.iter_mut().zip(&mut self.table_moments).enumerate().collect();
        tables.into_par_iter().for_each(|(which, (table, moments))| {
            let mut sums: Vec<f32> = Vec::new();
            let mut place = vec![u32::MAX; ROWS[which]];
            let mut touched: Vec<u16> = Vec::new();
            for (rows, kept, slopes) in parts {
                for (at, rows) in rows.iter().enumerate().filter(|(at, _)| kept[*at][which]) {
                    let row = rows[which] as usize;
                    if place[row] == u32::MAX {
                        place[row] = touched.len() as u32;
                        touched.push(rows[which]);
                        sums.resize(touched.len() * width, 0.0);
                    }
                    let sum = &mut sums[place[row] as usize * width..][..width];
                    let slope = &slopes[at * width..(at + 1) * width];
                    sum.iter_mut().zip(slope).for_each(|(sum, slope)| *sum += shrink * slope);
                }
            }
            for (row, slopes) in touched.iter().zip(sums.chunks_exact(width)) {
                let from = *row as usize * width;
                moments.step(from, &mut table[from..from + width], slopes, step);
            }
        });
    }
}

impl Slopes {
    /// All zero, for `words` words.
    pub fn zero(words: usize, tree: &TreeParameters) -> Self {
        Self {
            heads: vec![0.0; words * OUTPUTS],
            views: vec![0.0; words * 4 * VIEW],
            shared: SharedSlopes { tree: tree.zero(), transitions: vec![0.0; STATES * (STATES + 1)] },
        }
    }
}

impl SharedSlopes {
    fn add(&mut self, mut more: Self) {
        self.tree.parts_mut().into_iter().zip(more.tree.parts_mut()).for_each(|(sum, more)| add(sum, more));
        add(&mut self.transitions, &more.transitions);
    }
}

fn add(sum: &mut [f32], more: &[f32]) {
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

fn slope(grads: &GradStore, var: &Var) -> Result<Vec<f32>> {
    match grads.get(var) {
        Some(grad) => grad.contiguous()?.flatten_all()?.to_vec1::<f32>(),
        None => Ok(vec![0.0; var.elem_count()]),
    }
}

/// The last dimension of a tensor as rows.
pub fn values(tensor: &Tensor) -> Result<Vec<f32>> {
    debug_assert!(tensor.dim(D::Minus1).is_ok());
    tensor.flatten_all()?.to_vec1::<f32>()
}

/// A normal deviate, by the sum of uniform ones.
fn normal(random: &mut fastrand::Rng) -> f32 {
    (0..12).map(|_| random.f32()).sum::<f32>() - 6.0
}
