//! Adam (Kingma and Ba 2015) with decoupled weight decay. Ours, since the tables of embeddings want it row by row: a
//! step touches some thousand of their ninety thousand rows, and the library's optimisers would walk through all.

/// How far to go.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The learning rate of this step.
    pub rate: f32,
    /// The weight decay.
    pub decay: f32,
    /// The number of this step, from 1.
    pub number: i32,
}

const BETA: (f32, f32) = (0.9, 0.98);
const EPSILON: f32 = 1e-8;

/// The moments of some parameters.
#[derive(Clone, Debug)]
pub struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    /// Of `length` parameters.
    pub fn new(length: usize) -> Self {
        Self { first: vec![0.0; length], second: vec![0.0; length] }
    }

    /// Moves the parameters that start at `from` against their slopes.
    pub fn step(&mut self, from: usize, parameters: &mut [f32], slopes: &[f32], step: Step) {
        let (one, two) = (1.0 - BETA.0.powi(step.number), 1.0 - BETA.1.powi(step.number));
        let first = &mut self.first[from..from + slopes.len()];
        let second = &mut self.second[from..from + slopes.len()];
        for (((m, v), x), g) in first.iter_mut().zip(second).zip(parameters).zip(slopes) {
            *m = BETA.0 * *m + (1.0 - BETA.0) * g;
            *v = BETA.1 * *v + (1.0 - BETA.1) * g * g;
            *x -= step.rate * (*m / one / ((*v / two).sqrt() + EPSILON) + step.decay * *x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_bowl() {
        let mut x = [3.0f32, -2.0];
        let mut moments = Moments::new(2);
        for number in 1..2000 {
            let slopes = [2.0 * (x[0] - 1.0), 2.0 * (x[1] - 0.5)];
            moments.step(0, &mut x, &slopes, Step { rate: 0.01, decay: 0.0, number });
        }
        assert!((x[0] - 1.0).abs() < 1e-2 && (x[1] - 0.5).abs() < 1e-2, "{x:?}");
    }
}
