//! The chain over the states of neighbouring words: the best sequence, and how sure each word's state is.

use crate::kernel::{Path, functions};
use crate::roles::STATES;

/// Scores of transitions. What cannot follow has a score so low that it never does.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    scores: [[f32; STATES]; STATES + 1],
    odds: [[f32; STATES]; STATES + 1],
}

/// What a worker needs to decode.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decoder {
    from: Vec<[u8; STATES]>,
    emit: Vec<f32>,
    forward: Vec<[f32; STATES]>,
}

impl Chain {
    /// From the rows of transitions, the last being the start; `None` where there are not as many as that.
    pub(crate) fn new(transitions: &[f32]) -> Option<Self> {
        let scores: [[f32; STATES]; STATES + 1] = transitions.as_chunks::<STATES>().0.try_into().ok()?;
        let mut odds = scores;
        functions::exp(Path::PLAIN, odds.as_flattened_mut());
        // What the scores forbid is impossible, not merely rare.
        for (odds, score) in odds.as_flattened_mut().iter_mut().zip(scores.as_flattened()) {
            if *score < -1000.0 {
                *odds = 0.0;
            }
        }
        Some(Self { scores, odds })
    }

    /// The best sequence of states for words whose scores stand at the beginning of each `stride` of `outputs`, and how
    /// probable each word's state is.
    pub(crate) fn decode(
        &self,
        path: Path,
        outputs: &[f32],
        stride: usize,
        decoder: &mut Decoder,
        states: &mut Vec<u8>,
        sure: &mut Vec<f32>,
    ) {
        self.best(outputs, stride, decoder, states);
        self.chances(path, outputs, stride, decoder, states, sure);
    }

    fn best(&self, outputs: &[f32], stride: usize, decoder: &mut Decoder, states: &mut Vec<u8>) {
        decoder.from.clear();
        let mut sums = self.scores[STATES];
        for (at, word) in outputs.chunks_exact(stride).enumerate() {
            let mut from = [0u8; STATES];
            if at > 0 {
                let mut next = [f32::MIN; STATES];
                for (before, (sum, row)) in sums.iter().zip(&self.scores).enumerate() {
                    for to in 0..STATES {
                        let score = sum + row[to];
                        let better = score > next[to];
                        next[to] = if better { score } else { next[to] };
                        from[to] = if better { before as u8 } else { from[to] };
                    }
                }
                sums = next;
            }
            sums.iter_mut().zip(word).for_each(|(sum, score)| *sum += score);
            // Kept near zero, so that a long page does not run out of digits.
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            sums.iter_mut().for_each(|sum| *sum -= most);
            decoder.from.push(from);
        }
        let mut state = 0;
        for to in 1..STATES {
            if sums[to] > sums[state] {
                state = to;
            }
        }
        states.clear();
        states.resize(decoder.from.len(), 0);
        for (from, place) in decoder.from.iter().zip(states.iter_mut()).rev() {
            *place = state as u8;
            state = usize::from(from[state]);
        }
    }

    /// Forwards and backwards.
    fn chances(
        &self,
        path: Path,
        outputs: &[f32],
        stride: usize,
        decoder: &mut Decoder,
        states: &[u8],
        sure: &mut Vec<f32>,
    ) {
        let Decoder { emit, forward, .. } = decoder;
        emit.clear();
        for word in outputs.chunks_exact(stride) {
            let most = word[..STATES].iter().copied().fold(f32::MIN, f32::max);
            emit.extend(word[..STATES].iter().map(|score| score - most));
        }
        functions::exp(path, emit);
        let emit = emit.as_chunks::<STATES>().0;
        forward.clear();
        for (at, emit) in emit.iter().enumerate() {
            let mut sums = if at == 0 { self.odds[STATES] } else { [0.0; STATES] };
            if let Some(before) = forward.last() {
                for (chance, odds) in before.iter().zip(&self.odds) {
                    for (sum, odds) in sums.iter_mut().zip(odds) {
                        *sum += chance * odds;
                    }
                }
            }
            sums.iter_mut().zip(emit).for_each(|(sum, emit)| *sum *= emit);
            forward.push(evened(sums));
        }
        sure.clear();
        sure.resize(states.len(), 0.0);
        let mut backward = [1.0; STATES];
        for at in (0..states.len()).rev() {
            let here: [f32; STATES] = std::array::from_fn(|state| forward[at][state] * backward[state]);
            sure[at] = evened(here)[usize::from(states[at])];
            let weighed: [f32; STATES] = std::array::from_fn(|state| emit[at][state] * backward[state]);
            let mut next = [0.0; STATES];
            for (next, odds) in next.iter_mut().zip(&self.odds) {
                *next = sum(&std::array::from_fn(|to| odds[to] * weighed[to]));
            }
            backward = evened(next);
        }
    }
}

/// Numbers as shares of their sum; all alike where that is nothing.
fn evened(numbers: [f32; STATES]) -> [f32; STATES] {
    let sum = sum(&numbers);
    if sum > 0.0 { numbers.map(|x| x / sum) } else { [1.0 / STATES as f32; STATES] }
}

/// Always in this order: four lanes, then the lanes.
fn sum(numbers: &[f32; STATES]) -> f32 {
    let mut lanes = [0.0; 4];
    for numbers in numbers.as_chunks::<4>().0 {
        lanes.iter_mut().zip(numbers).for_each(|(lane, x)| *lane += x);
    }
    (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_up(length: usize, f: f32) -> Vec<f32> {
        (0..length).map(|i| (i as f32 * f).sin() * 2.0).collect()
    }

    #[test]
    fn the_best_of_all_sequences_is_found_and_chances_add_up() {
        let transitions = made_up(STATES * (STATES + 1), 0.37);
        let chain = Chain::new(&transitions).expect("transitions");
        let outputs = made_up(3 * STATES, 0.91);
        let (mut states, mut sure) = (Vec::new(), Vec::new());
        chain.decode(Path::PLAIN, &outputs, STATES, &mut Decoder::default(), &mut states, &mut sure);
        let score = |s: [usize; 3]| {
            let step = |before: usize, at: usize| {
                transitions[before * STATES + s[at]] + outputs[at * STATES + s[at]]
            };
            f64::from(step(STATES, 0)) + f64::from(step(s[0], 1)) + f64::from(step(s[1], 2))
        };
        let (mut best, mut all, mut with) = (([0; 3], f64::MIN), 0.0, 0.0);
        for a in 0..STATES {
            for b in 0..STATES {
                for c in 0..STATES {
                    let score = score([a, b, c]);
                    all += score.exp();
                    with += if b == usize::from(states[1]) { score.exp() } else { 0.0 };
                    best = if score > best.1 { ([a, b, c], score) } else { best };
                }
            }
        }
        assert_eq!(states.iter().map(|&s| usize::from(s)).collect::<Vec<_>>(), best.0);
        assert!((f64::from(sure[1]) - with / all).abs() < 1e-4, "{} {}", sure[1], with / all);
    }

    #[test]
    fn nothing_goes_in_and_nothing_comes_out() {
        let chain = Chain::new(&[0.0; STATES * (STATES + 1)]).expect("transitions");
        let (mut states, mut sure) = (vec![1], vec![1.0]);
        chain.decode(Path::PLAIN, &[], STATES, &mut Decoder::default(), &mut states, &mut sure);
        assert!(states.is_empty() && sure.is_empty());
    }
}
