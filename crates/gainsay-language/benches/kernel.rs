//! How many tokens a second one core takes through each part of the network, on each path of instructions:
//! `cargo bench -p gainsay-language`.

#[allow(
    dead_code,
    unused_imports,
    reason = "the kernel is private to its crate; the bench reads the same files"
)]
#[path = "../src/kernel/mod.rs"]
mod kernel;

use kernel::{Linear, Norm, Path, Quantised, Shape, Table, Tables, recur};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The numbers of a token's row.
const WIDTH: usize = 128;
const TABLES: usize = 8;
const ROWS: usize = 8192;
const LABELS: usize = 21;
/// The tokens of a call: a long paragraph. Another number can be named instead.
const TOKENS: usize = 128;

/// Numbers without a pattern that are the same in every run (Steele et al., SplitMix).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn floats(&mut self, count: usize, most: f32) -> Vec<f32> {
        (0..count).map(|_| (self.next() >> 40) as f32 / 8_388_608.0 * most - most).collect()
    }

    fn bytes(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next() >> 56) as i8).collect()
    }

    fn linear(&mut self, inputs: usize, around: usize, outputs: usize) -> Linear {
        let shape = Shape { inputs, around, outputs };
        let weights = self.bytes(shape.weights() * outputs);
        let (scales, bias) = (vec![1e-3; outputs], self.floats(outputs, 1.0));
        Linear::new(shape, &weights, &scales, &bias).expect("a layer")
    }
}

/// A network of two layers and its buffers.
struct Network {
    tables: Tables,
    norms: [Norm; 3],
    layers: [Linear; 2],
    labels: Linear,
    rows: Vec<f32>,
    bytes: Quantised,
    gates: Vec<f32>,
    memory: Vec<f32>,
    scores: Vec<f32>,
}

impl Network {
    fn new(tokens: usize, numbers: &mut Numbers) -> Self {
        let table = |numbers: &mut Numbers| Table::new(numbers.bytes(ROWS * WIDTH), vec![0.01; ROWS]);
        let norm = || Norm::new(&[1.0; WIDTH], &[0.1; WIDTH]).expect("a norm");
        Self {
            tables: Tables::new((0..TABLES).map(|_| table(numbers)).collect(), WIDTH).expect("tables"),
            norms: [norm(), norm(), norm()],
            layers: [numbers.linear(WIDTH, 1, 3 * WIDTH), numbers.linear(WIDTH, 0, 3 * WIDTH)],
            labels: numbers.linear(WIDTH, 0, LABELS),
            rows: vec![0.0; tokens * WIDTH],
            bytes: Quantised::default(),
            gates: vec![0.0; tokens * WIDTH * 3],
            memory: Vec::new(),
            scores: vec![0.0; tokens * LABELS],
        }
    }

    fn run(&mut self, path: Path, ids: &[u32]) {
        self.tables.sum(path, ids, &self.norms[0], &mut self.rows);
        for (layer, norm) in self.layers.iter().zip(&self.norms[1..]) {
            self.bytes.fill(path, &self.rows, WIDTH, 4.0);
            layer.apply(path, &self.bytes, &mut self.gates);
            recur(path, &self.gates, norm, &mut self.memory, &mut self.rows);
        }
        self.bytes.fill(path, &self.rows, WIDTH, 4.0);
        self.labels.apply(path, &self.bytes, &mut self.scores);
    }
}

fn main() {
    let named = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let tokens: usize = named.unwrap_or(TOKENS);
    let mut numbers = Numbers(1);
    let mut network = Network::new(tokens, &mut numbers);
    let ids: Vec<u32> = (0..tokens * TABLES).map(|_| numbers.next() as u32 % ROWS as u32).collect();
    println!("{tokens} tokens a call, {WIDTH} numbers a token");
    let mut sums = Vec::new();
    for path in Path::available() {
        part(path, "embeddings", tokens, 0, || {
            network.tables.sum(path, &ids, &network.norms[0], &mut network.rows)
        });
        let bytes = &mut network.bytes;
        part(path, "bytes", tokens, 0, || bytes.fill(path, &network.rows, WIDTH, 4.0));
        for (layer, name) in network.layers.iter().zip(["linear 3x128 to 384", "linear 128 to 384"]) {
            let products = layer.shape().weights() * layer.shape().outputs;
            part(path, name, tokens, products, || layer.apply(path, &network.bytes, &mut network.gates));
        }
        let (rows, memory) = (&mut network.rows, &mut network.memory);
        part(path, "recurrence and norm", tokens, 0, || {
            recur(path, &network.gates, &network.norms[1], memory, rows)
        });
        part(path, "norm", tokens, 0, || network.norms[1].apply(path, rows));
        let all = network.layers.iter().chain([&network.labels]);
        let products = all.map(|layer| layer.shape().weights() * layer.shape().outputs).sum();
        part(path, "whole network", tokens, products, || network.run(path, &ids));
        sums.push(network.scores.iter().fold(0_u32, |sum, x| sum.rotate_left(5) ^ x.to_bits()));
    }
    assert!(sums.iter().all(|sum| *sum == sums[0]), "every path gives the same bits: {sums:x?}");
}

/// Runs `work`, a call for `tokens` tokens with `products` products each, for a while and prints its rate: the best of
/// many short stretches, since others may be using the machine.
fn part(path: Path, name: &str, tokens: usize, products: usize, mut work: impl FnMut()) {
    let start = Instant::now();
    let mut best = f64::INFINITY;
    while start.elapsed() < Duration::from_millis(400) {
        let stretch = Instant::now();
        let mut calls = 0_u32;
        while stretch.elapsed() < Duration::from_millis(4) {
            black_box(&mut work)();
            calls += 1;
        }
        best = best.min(stretch.elapsed().as_secs_f64() / f64::from(calls) / tokens as f64);
    }
    let nanoseconds = best * 1e9;
    print!("{:12} {name:20} {nanoseconds:>9.1} ns/token {:>12.0} tokens/s", path.name(), 1.0 / best);
    if products > 0 {
        print!(" {:>7.1} GMAC/s", products as f64 / nanoseconds);
    }
    println!();
}
