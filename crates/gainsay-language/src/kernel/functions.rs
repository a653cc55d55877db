//! `exp`, `tanh` and the sigmoid by arithmetic alone, so that they give the same bits on every machine and a loop
//! over them becomes one over whole registers.
//!
//! | function | where | error |
//! |---|---|---|
//! | [`exp`] | −87 to 88, cut off beyond | 2e-7 of the value |
//! | `tanh_of` | everywhere | 7e-7 |
//! | `sigmoid_of` | everywhere | 4e-7 |
//!
//! What is not a number counts as the lowest number of the range.

use super::path::{Dots, Path, Task};

/// Replaces each number by its natural exponential.
pub(crate) fn exp(path: Path, numbers: &mut [f32]) {
    path.run(Each { numbers });
}

struct Each<'a> {
    numbers: &'a mut [f32],
}

impl Task for Each<'_> {
    #[inline(always)]
    fn run<D: Dots>(self) {
        self.numbers.iter_mut().for_each(|x| *x = exp_of(*x));
    }
}

/// `x` within the bounds. Two comparisons, each one instruction, where `f32::clamp` has to pass on what is not a number.
#[inline(always)]
fn within(x: f32, low: f32, high: f32) -> f32 {
    let x = if x > low { x } else { low };
    if x < high { x } else { high }
}

/// A polynomial by Horner's rule, the highest power first.
#[inline(always)]
fn polynomial<const N: usize>(x: f32, factors: [f32; N]) -> f32 {
    factors[1..].iter().fold(factors[0], |sum, factor| sum * x + factor)
}

/// 1.5 · 2²³: adding it leaves no room for a fraction.
const ROUND: f32 = 12_582_912.0;

/// e^x = 2^n · e^r with |r| at most half of ln 2, as in Moshier's Cephes.
#[inline(always)]
pub(super) fn exp_of(x: f32) -> f32 {
    let x = within(x, -87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, the first so short that its product with n is exact.
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let factors = [1.987_569_1e-4, 1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 5e-1];
    let fraction = polynomial(r, factors) * (r * r) + r + 1.0;
    // The lowest bits of the shifted number are n: move them to where the exponent is.
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits()));
    fraction * power
}

/// tanh x as a numerator and a denominator between 1 and 3.2. The polynomials are fitted for the least largest error,
/// 1.1e-7 before rounding, from 0 to where they are cut off.
#[inline(always)]
fn tanh_parts(x: f32) -> (f32, f32) {
    let x = within(x, -7.5, 7.5);
    let square = x * x;
    let above = [-6.642_722e-9, 7.422_632e-6, 2.729_239_6e-3, 1.274_371_6e-1, 9.999_994_6e-1];
    let below = [2.010_656_4e-4, 2.298_767_6e-2, 4.607_684_4e-1, 1.0];
    (x * polynomial(square, above), polynomial(square, below))
}

/// What [`gates_of`] does with one division for three, for the tests to hold it against.
#[cfg(test)]
fn tanh_of(x: f32) -> f32 {
    let (above, below) = tanh_parts(x);
    above / below
}

/// As [`tanh_of`].
#[cfg(test)]
fn sigmoid_of(x: f32) -> f32 {
    0.5 + 0.5 * tanh_of(0.5 * x)
}

/// tanh `z`, the sigmoid of `f` and that of `o`, for one division instead of three: it takes as long as twenty
/// multiplications.
#[inline(always)]
pub(super) fn gates_of(z: f32, f: f32, o: f32) -> (f32, f32, f32) {
    let (z, f, o) = (tanh_parts(z), tanh_parts(0.5 * f), tanh_parts(0.5 * o));
    let below = f.1 * o.1;
    let share = 1.0 / (z.1 * below);
    let (of_z, of_others) = (below * share, z.1 * share);
    (z.0 * of_z, 0.5 + 0.5 * (f.0 * (o.1 * of_others)), 0.5 + 0.5 * (o.0 * (f.1 * of_others)))
}

#[cfg(test)]
mod tests {
    use super::*;

    type InPlace = fn(Path, &mut [f32]);

    /// Numbers from `low` to `high`, a few thousand and an odd number of them.
    fn between(low: f32, high: f32) -> Vec<f32> {
        (0..=4002).map(|at| low + (high - low) * (at as f32 / 4002.0)).collect()
    }

    /// The largest error on any path, given what an error is; all paths must agree.
    fn worst(function: InPlace, input: &[f32], error: impl Fn(f32, f64) -> f64) -> f64 {
        let mut plain = input.to_vec();
        function(Path::PLAIN, &mut plain);
        for path in Path::available() {
            let mut output = input.to_vec();
            function(path, &mut output);
            assert!(output.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()), "{}", path.name());
        }
        input.iter().zip(plain).map(|(&x, y)| error(y, f64::from(x))).fold(0.0, f64::max)
    }

    #[test]
    fn exp_is_near() {
        let error = |y, x: f64| (f64::from(y) / x.exp() - 1.0).abs();
        assert!(worst(exp, &between(-87.0, 88.0), error) < 2e-7);
        assert!(worst(exp, &between(-1.0, 1.0), error) < 2e-7);
    }

    #[test]
    fn tanh_is_near_and_never_beyond_one() {
        let error = |y, x: f64| (f64::from(y) - x.tanh()).abs();
        for input in [between(-20.0, 20.0), between(-1.0, 1.0)] {
            let worst = input.iter().map(|&x| error(tanh_of(x), f64::from(x))).fold(0.0, f64::max);
            assert!(worst < 7e-7);
            assert!(input.iter().all(|&x| tanh_of(x).abs() <= 1.0));
        }
    }

    #[test]
    fn sigmoid_is_near_and_never_beyond_its_bounds() {
        let error = |y, x: f64| (f64::from(y) - 1.0 / (1.0 + (-x).exp())).abs();
        for input in [between(-20.0, 20.0), between(-1.0, 1.0)] {
            let worst = input.iter().map(|&x| error(sigmoid_of(x), f64::from(x))).fold(0.0, f64::max);
            assert!(worst < 4e-7);
            assert!(input.iter().all(|&x| (0.0..=1.0).contains(&sigmoid_of(x))));
        }
    }

    #[test]
    fn gates_are_near_their_functions() {
        for x in between(-20.0, 20.0) {
            let (z, f, o) = gates_of(x, -0.7 * x, 0.3 * x);
            for (a, b) in [(z, tanh_of(x)), (f, sigmoid_of(-0.7 * x)), (o, sigmoid_of(0.3 * x))] {
                assert!((a - b).abs() < 3e-7, "{a} {b}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_the_range_is_cut_off() {
        let all = [f32::NEG_INFINITY, f32::INFINITY, f32::NAN];
        assert_eq!(all.map(exp_of), [-87.0, 88.0, -87.0].map(exp_of));
        assert_eq!(all.map(tanh_of), [-9.0, 9.0, -9.0].map(tanh_of));
        assert_eq!([exp_of(0.0), tanh_of(0.0), sigmoid_of(0.0)], [1.0, 0.0, 0.5]);
    }
}
