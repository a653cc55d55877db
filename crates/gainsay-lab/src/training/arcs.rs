//! The loss of dependency trees and its slopes: who is whose head, by the agreement of two views of the words and their
//! distance (after Dozat and Manning 2017, without the bilinear term), and the relation from two further views.

use gainsay_language::tree::{DISTANCES, ROOT_DISTANCE, VIEW, distance};
use gainsay_record::Relation;
use std::ops::Range;

/// How many relations there are.
pub const RELATIONS: usize = Relation::ALL.len();

/// What of the tree's scoring is learned beside the views.
#[derive(Clone)]
pub struct TreeParameters {
    /// The root's view as a head.
    pub root: Vec<f32>,
    /// The root's view as a head, for the relation.
    pub root_label: Vec<f32>,
    /// What each distance adds.
    pub distance: Vec<f32>,
    /// Relations over what the two views give together, by relation.
    pub label: Vec<f32>,
    /// What each relation adds.
    pub label_bias: Vec<f32>,
}

impl TreeParameters {
    /// All at zero but the relations' weights, which `random` gives.
    pub fn new(mut random: impl FnMut() -> f32) -> Self {
        Self {
            root: (0..VIEW).map(|_| random()).collect(),
            root_label: vec![0.0; VIEW],
            distance: vec![0.0; DISTANCES],
            label: (0..RELATIONS * VIEW).map(|_| random()).collect(),
            label_bias: vec![0.0; RELATIONS],
        }
    }

    /// The same shape, all zero.
    pub fn zero(&self) -> Self {
        Self {
            root: vec![0.0; VIEW],
            root_label: vec![0.0; VIEW],
            distance: vec![0.0; DISTANCES],
            label: vec![0.0; RELATIONS * VIEW],
            label_bias: vec![0.0; RELATIONS],
        }
    }

    /// The parts, in one order.
    pub fn parts_mut(&mut self) -> [&mut Vec<f32>; 5] {
        [&mut self.root, &mut self.root_label, &mut self.distance, &mut self.label, &mut self.label_bias]
    }
}

/// A sentence with its tree: rows of the batch, heads by their place in the sentence (their own for a root), relations.
pub struct Tree<'a> {
    /// Its rows.
    pub rows: Range<usize>,
    /// The index in the document of its first word.
    pub offset: usize,
    /// Heads as indices in the document.
    pub heads: &'a [u32],
    /// Relations.
    pub relations: &'a [u8],
    /// How much each of its words counts.
    pub weight: f32,
}

/// The four views of one row: as a dependent and as a head, for the arc and for the relation.
fn view(views: &[f32], row: usize, which: usize) -> &[f32] {
    &views[row * 4 * VIEW + which * VIEW..][..VIEW]
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f32], from: &[f32], by: f32) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += by * from);
}

/// Turns scores into probabilities; gives the logarithm of their sum.
fn softmax(scores: &mut [f32]) -> f32 {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
    most + sum.ln()
}

const SCALE: f32 = 0.125;

/// Adds the slopes of a tree's loss by the views to `slopes`, by the parameters to `learned`; gives the loss.
pub fn learn(
    tree: &Tree<'_>,
    views: &[f32],
    parameters: &TreeParameters,
    slopes: &mut [f32],
    learned: &mut TreeParameters,
) -> f32 {
    let length = tree.rows.len();
    let first = tree.rows.start;
    let mut loss = 0.0;
    let mut scores = vec![0.0; length + 1];
    for word in 0..length {
        let head = (tree.heads[word] as usize).wrapping_sub(tree.offset);
        if head >= length {
            continue;
        }
        arc_scores(views, parameters, &tree.rows, word, &mut scores);
        let target = if head == word { length } else { head };
        let gold = scores[target];
        let total = softmax(&mut scores);
        loss += (total - gold) * tree.weight;
        scores[target] -= 1.0;
        for (candidate, slope) in scores.iter().enumerate() {
            // What is left out must be next to nothing before it is weighed: left out one-sidedly, it adds up.
            if slope.abs() < 1e-5 {
                continue;
            }
            let slope = slope * tree.weight;
            let own = (first + word) * 4 * VIEW;
            if candidate == length {
                add(&mut slopes[own..own + VIEW], &parameters.root, slope * SCALE);
                add(&mut learned.root, view(views, first + word, 0), slope * SCALE);
                learned.distance[ROOT_DISTANCE] += slope;
            } else if candidate != word {
                add(&mut slopes[own..own + VIEW], view(views, first + candidate, 1), slope * SCALE);
                let other = (first + candidate) * 4 * VIEW + VIEW;
                add(&mut slopes[other..other + VIEW], view(views, first + word, 0), slope * SCALE);
                learned.distance[distance(word, candidate)] += slope;
            }
        }
        loss += learn_relation(tree, word, head, views, parameters, slopes, learned);
    }
    loss
}

/// The scores of all heads of a word: the sentence's words, then the root. A word is never its own head.
pub fn arc_scores(
    views: &[f32],
    parameters: &TreeParameters,
    rows: &Range<usize>,
    word: usize,
    scores: &mut [f32],
) {
    let own = view(views, rows.start + word, 0);
    for (candidate, score) in scores.iter_mut().enumerate().take(rows.len()) {
        let agree = dot(own, view(views, rows.start + candidate, 1)) * SCALE;
        *score = agree + parameters.distance[distance(word, candidate)];
    }
    scores[word] = -1e9;
    scores[rows.len()] = dot(own, &parameters.root) * SCALE + parameters.distance[ROOT_DISTANCE];
}

/// The scores of the relations of a word (a row) to its head (a row, or the root), and what both views give together.
pub fn relation_scores(
    views: &[f32],
    parameters: &TreeParameters,
    word: usize,
    head: Option<usize>,
) -> (Vec<f32>, Vec<f32>) {
    let head = head.map_or(&parameters.root_label[..], |head| view(views, head, 3));
    let both: Vec<f32> =
        view(views, word, 2).iter().zip(head).map(|(own, head)| (own + head).max(0.0)).collect();
    let scores = parameters.label.chunks_exact(VIEW).zip(&parameters.label_bias);
    (scores.map(|(weights, bias)| dot(weights, &both) + bias).collect(), both)
}

fn learn_relation(
    tree: &Tree<'_>,
    word: usize,
    head: usize,
    views: &[f32],
    parameters: &TreeParameters,
    slopes: &mut [f32],
    learned: &mut TreeParameters,
) -> f32 {
    let first = tree.rows.start;
    let other = (head != word).then_some(first + head);
    let (mut scores, both) = relation_scores(views, parameters, first + word, other);
    let gold = tree.relations[word] as usize;
    let score = scores[gold];
    let total = softmax(&mut scores);
    scores[gold] -= 1.0;
    let mut slope = vec![0.0; VIEW];
    for (relation, by) in scores.iter().enumerate() {
        let by = by * tree.weight;
        let weights = relation * VIEW..(relation + 1) * VIEW;
        add(&mut learned.label[weights.clone()], &both, by);
        learned.label_bias[relation] += by;
        add(&mut slope, &parameters.label[weights], by);
    }
    slope.iter_mut().zip(&both).filter(|(_, both)| **both <= 0.0).for_each(|(slope, _)| *slope = 0.0);
    let own = (first + word) * 4 * VIEW + 2 * VIEW;
    add(&mut slopes[own..own + VIEW], &slope, 1.0);
    match other {
        Some(other) => add(&mut slopes[other * 4 * VIEW + 3 * VIEW..][..VIEW], &slope, 1.0),
        None => add(&mut learned.root_label, &slope, 1.0),
    }
    (total - score) * tree.weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_slopes() {
        let wave = |n: usize, f: f32| (0..n).map(|i| (i as f32 * f).sin()).collect::<Vec<_>>();
        let views = wave(3 * 4 * VIEW, 0.71);
        let mut at = 0;
        let parameters = TreeParameters::new(|| {
            at += 1;
            (at as f32 * 0.37).sin() * 0.3
        });
        let (heads, relations) = ([1, 1, 1], [3, 35, 7]);
        let tree = Tree { rows: 0..3, offset: 0, heads: &heads, relations: &relations, weight: 1.0 };
        let value = |views: &[f32], parameters: &TreeParameters| {
            learn(&tree, views, parameters, &mut vec![0.0; views.len()], &mut parameters.zero())
        };
        let mut slopes = vec![0.0; views.len()];
        let mut learned = parameters.zero();
        learn(&tree, &views, &parameters, &mut slopes, &mut learned);
        for at in (0..views.len()).step_by(41) {
            let (mut up, mut down) = (views.clone(), views.clone());
            up[at] += 1e-2;
            down[at] -= 1e-2;
            let slope = (value(&up, &parameters) - value(&down, &parameters)) / 2e-2;
            assert!((slope - slopes[at]).abs() < 1e-2, "{at}: {slope} {}", slopes[at]);
        }
        let mut up = parameters.clone();
        up.root[5] += 1e-2;
        let slope = (value(&views, &up) - value(&views, &parameters)) / 1e-2;
        assert!((slope - learned.root[5]).abs() < 1e-2, "{slope} {}", learned.root[5]);
    }
}
