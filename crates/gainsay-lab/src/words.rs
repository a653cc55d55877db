//! Words as the scores count them: maximal runs of letters and digits, by their place in code points.

use crate::python::Value;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Letters and numbers by their general category, which is what Python takes for a word without the underscore.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]+").expect("a pattern of our own"));

/// A span in code points. Either end may be anything: it comes from a file.
pub type Range = (i64, i64);

/// The words of a text, in order.
pub struct Words<'a> {
    ranges: Vec<Range>,
    words: Vec<&'a str>,
}

impl<'a> Words<'a> {
    /// Cuts a text into words.
    pub fn of(text: &'a str) -> Self {
        let (mut ranges, mut words) = (Vec::new(), Vec::new());
        let (mut byte, mut point) = (0, 0);
        for word in WORD.find_iter(text) {
            point += text[byte..word.start()].chars().count() as i64;
            let start = point;
            point += word.as_str().chars().count() as i64;
            byte = word.end();
            ranges.push((start, point));
            words.push(word.as_str());
        }
        Self { ranges, words }
    }

    /// The words themselves.
    pub fn words(&self) -> &[&'a str] {
        &self.words
    }

    /// The indexes of the words of which some character lies inside one of `spans`.
    pub fn within(&self, spans: &[Range]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for &(begin, end) in spans {
            let first = self.ranges.partition_point(|&(_, e)| e <= begin);
            found.extend((first..self.ranges.len()).take_while(|&index| self.ranges[index].0 < end));
        }
        found
    }
}

/// A list of spans as the wire has them; what is no list of pairs of integers holds none.
pub fn ranges(value: &Value) -> Vec<Range> {
    value
        .items()
        .iter()
        .filter_map(|pair| match pair.items() {
            [Value::Int(start), Value::Int(end)] => Some((*start as i64, *end as i64)),
            _ => None,
        })
        .collect()
}

/// How many members two sets share.
pub fn shared(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> usize {
    a.intersection(b).count()
}

/// The share of all members of two sets that both have; 1 for two empty sets.
pub fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = shared(a, b);
    let all = a.len() + b.len() - both;
    if all == 0 { 1.0 } else { both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_code_points_without_underscores() {
        let words = Words::of("Київ_says «no», 1,500 х2");
        assert_eq!(words.words(), ["Київ", "says", "no", "1", "500", "х2"]);
        assert_eq!(words.ranges[1], (5, 9));
        assert_eq!(words.within(&[(6, 12)]), BTreeSet::from([1, 2]), "part of a word is enough");
        assert_eq!(words.within(&[(4, 5)]), BTreeSet::new());
    }
}
