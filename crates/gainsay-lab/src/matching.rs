//! Which runs of two lists are the same: the matching of Python's `difflib.SequenceMatcher` without junk (Ratcliff and
//! Metzener, "Pattern matching: the gestalt approach", Dr. Dobb's Journal, July 1988), to the same choice among equals.

use std::collections::HashMap;
use std::hash::Hash;

/// `size` members from `a` in the one list and from `b` in the other are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// Where it starts in the first list.
    pub a: usize,
    /// Where it starts in the second list.
    pub b: usize,
    /// How long it is.
    pub size: usize,
}

/// The runs, in order; none overlaps or crosses another.
pub fn matching<T: Eq + Hash>(a: &[T], b: &[T]) -> Vec<Run> {
    let mut places: HashMap<&T, Vec<usize>> = HashMap::new();
    for (place, member) in b.iter().enumerate() {
        places.entry(member).or_default().push(place);
    }
    let mut runs = Vec::new();
    let mut stretches = vec![(0, a.len(), 0, b.len())];
    while let Some((a_from, a_to, b_from, b_to)) = stretches.pop() {
        let run = longest(a, &places, (a_from, a_to), (b_from, b_to));
        if run.size == 0 {
            continue;
        }
        runs.push(run);
        if a_from < run.a && b_from < run.b {
            stretches.push((a_from, run.a, b_from, run.b));
        }
        if run.a + run.size < a_to && run.b + run.size < b_to {
            stretches.push((run.a + run.size, a_to, run.b + run.size, b_to));
        }
    }
    runs.sort_unstable();
    runs
}

/// The longest run in a stretch of both; of equals the one that starts first in `a`, then in `b`.
fn longest<T: Eq + Hash>(
    a: &[T],
    places: &HashMap<&T, Vec<usize>>,
    (a_from, a_to): (usize, usize),
    (b_from, b_to): (usize, usize),
) -> Run {
    let mut best = Run { a: a_from, b: b_from, size: 0 };
    // The length of the run that ends at the member before, by where it ends in `b`.
    let mut lengths: HashMap<usize, usize> = HashMap::new();
    for (i, member) in a.iter().enumerate().take(a_to).skip(a_from) {
        let mut next = HashMap::new();
        for &j in places.get(member).map_or(&[][..], Vec::as_slice) {
            if j < b_from {
                continue;
            }
            if j >= b_to {
                break;
            }
            let size = j.checked_sub(1).and_then(|j| lengths.get(&j)).copied().unwrap_or(0) + 1;
            next.insert(j, size);
            if size > best.size {
                best = Run { a: i + 1 - size, b: j + 1 - size, size };
            }
        }
        lengths = next;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(a: &str, b: &str) -> Vec<(usize, usize, usize)> {
        let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
        matching(&a, &b).into_iter().map(|run| (run.a, run.b, run.size)).collect()
    }

    #[test]
    fn the_examples_of_the_python_manual() {
        assert_eq!(runs("abxcd", "abcd"), [(0, 0, 2), (3, 2, 2)]);
        assert_eq!(runs(" abcd", "abcd abcd"), [(0, 4, 5)]);
        assert_eq!(runs("qabxcd", "abycdf"), [(1, 0, 2), (4, 3, 2)]);
        assert_eq!(runs("ab", ""), []);
    }
}
