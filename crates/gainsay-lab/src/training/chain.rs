//! The chain over the states of neighbouring words: how likely a sequence is, and the slopes of that (Lafferty, McCallum
//! and Pereira 2001).

use gainsay_language::roles::STATES;

/// Scores of the transitions, from row to column; the last row is the start.
pub type Transitions = [[f32; STATES]; STATES + 1];

/// What cannot follow.
pub const FORBIDDEN: f32 = -10_000.0;

/// The likelihood of states in a sequence of words, and what would be expected.
pub struct Expected {
    /// The logarithm of the sum over all sequences.
    pub total: f64,
    /// The probability of each state at each word.
    pub states: Vec<[f32; STATES]>,
    /// How often each transition is expected.
    pub transitions: [[f64; STATES]; STATES + 1],
}

/// Forwards and backwards over one sequence.
pub fn expect(scores: &[[f32; STATES]], transitions: &Transitions) -> Expected {
    let words = scores.len();
    let odds: Vec<[f64; STATES]> =
        transitions.iter().map(|row| row.map(|score| f64::from(score).exp())).collect();
    let mut total = 0.0;
    let mut emit = vec![[0.0; STATES]; words];
    for (emit, scores) in emit.iter_mut().zip(scores) {
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        total += f64::from(most);
        emit.iter_mut().zip(scores).for_each(|(e, s)| *e = f64::from(s - most).exp());
    }
    let mut forward = vec![[0.0; STATES]; words];
    let mut scale = vec![1.0; words];
    for at in 0..words {
        let mut sums = [0.0; STATES];
        if at == 0 {
            sums = odds[STATES].as_slice().try_into().unwrap_or(sums);
        } else {
            for (before, odds) in forward[at - 1].iter().zip(&odds).filter(|(before, _)| **before > 0.0) {
                sums.iter_mut().zip(odds).for_each(|(sum, odds)| *sum += before * odds);
            }
        }
        sums.iter_mut().zip(&emit[at]).for_each(|(sum, emit)| *sum *= emit);
        let sum = sums.iter().sum::<f64>().max(1e-300);
        scale[at] = sum;
        total += sum.ln();
        forward[at] = sums.map(|x| x / sum);
    }
    let mut states = vec![[0.0f32; STATES]; words];
    let mut expected = [[0.0; STATES]; STATES + 1];
    let mut backward = [1.0; STATES];
    for at in (0..words).rev() {
        for state in 0..STATES {
            states[at][state] = (forward[at][state] * backward[state]) as f32;
        }
        let here: [f64; STATES] = std::array::from_fn(|state| emit[at][state] * backward[state] / scale[at]);
        if at == 0 {
            for state in 0..STATES {
                expected[STATES][state] += f64::from(states[0][state]);
            }
        } else {
            let mut next = [0.0; STATES];
            for (from, odds) in odds[..STATES].iter().enumerate() {
                let before = forward[at - 1][from];
                for to in 0..STATES {
                    let weight = odds[to] * here[to];
                    next[from] += weight;
                    expected[from][to] += before * weight;
                }
            }
            backward = next;
        }
    }
    Expected { total, states, transitions: expected }
}

/// The best sequence.
pub fn best(scores: &[[f32; STATES]], transitions: &Transitions) -> Vec<u8> {
    let mut from = vec![[0u8; STATES]; scores.len()];
    let mut sums = [0.0; STATES];
    for (at, scores) in scores.iter().enumerate() {
        let mut next = [0.0; STATES];
        for to in 0..STATES {
            let (mut best, mut sum) = (0, f32::MIN);
            if at == 0 {
                sum = transitions[STATES][to];
            } else {
                for before in 0..STATES {
                    let score = sums[before] + transitions[before][to];
                    if score > sum {
                        (best, sum) = (before, score);
                    }
                }
            }
            from[at][to] = best as u8;
            next[to] = sum + scores[to];
        }
        sums = next;
    }
    let mut state = (0..STATES).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or(0) as u8;
    let mut states = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        states[at] = state;
        state = from[at][state as usize];
    }
    states
}

/// The score of one sequence.
pub fn score(scores: &[[f32; STATES]], transitions: &Transitions, states: &[u8]) -> f64 {
    let mut sum = 0.0;
    let mut before = STATES;
    for (scores, &state) in scores.iter().zip(states) {
        sum += f64::from(scores[state as usize] + transitions[before][state as usize]);
        before = state as usize;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_up(words: usize) -> (Vec<[f32; STATES]>, Transitions) {
        let wave = |i: usize, j: usize, f: f32| ((i * 7 + j * 3) as f32 * f).sin();
        let scores = (0..words).map(|i| std::array::from_fn(|j| wave(i, j, 0.9))).collect();
        (scores, std::array::from_fn(|i| std::array::from_fn(|j| wave(i, j, 0.37))))
    }

    #[test]
    fn all_sequences_together_are_certain() {
        let (scores, transitions) = made_up(2);
        let expected = expect(&scores, &transitions);
        let mut all = 0.0;
        let mut best_of_all = (f64::MIN, vec![]);
        for a in 0..STATES as u8 {
            for b in 0..STATES as u8 {
                let score = score(&scores, &transitions, &[a, b]);
                all += (score - expected.total).exp();
                if score > best_of_all.0 {
                    best_of_all = (score, vec![a, b]);
                }
            }
        }
        assert!((all - 1.0).abs() < 1e-4, "{all}");
        assert_eq!(best(&scores, &transitions), best_of_all.1);
        let states: f32 = expected.states[1].iter().sum();
        let transitions: f64 = expected.transitions.iter().flatten().sum();
        assert!((states - 1.0).abs() < 1e-4 && (transitions - 2.0).abs() < 1e-4);
    }
}
