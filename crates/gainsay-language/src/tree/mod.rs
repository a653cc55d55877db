//! Dependency trees over sentences: who is whose head, and how.
//!
//! An arc is scored by the agreement of two views of the words, as a dependent and as a head, and their distance (after
//! Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing", 2017, without the bilinear term, which a
//! view can take up). Each word takes the best head; where that makes no tree, the cheapest changes that do are made, so
//! that every sentence has one root and following heads always ends there. Marks then hang by rule (see `marks`).

mod marks;

pub(crate) use marks::Mark;

use gainsay_record::Relation;
use std::ops::Range;

/// The width of each of the four views of a word: as a dependent and as a head, for the arc and for the relation.
pub const VIEW: usize = 64;

/// How many kinds of distance there are between a word and its head.
pub const DISTANCES: usize = 17;

/// The distance to the root.
pub const ROOT_DISTANCE: usize = 16;

/// How many relations there are.
const RELATIONS: usize = Relation::ALL.len();

/// What the agreement of two views counts.
const SCALE: f32 = 0.125;

/// The kind of distance from a word to its head, both by their place: eight steps on either side.
pub fn distance(word: usize, head: usize) -> usize {
    let step = match word.abs_diff(head) {
        0..=4 => word.abs_diff(head).saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        _ => 7,
    };
    step + if head > word { 8 } else { 0 }
}

/// Scores trees.
#[derive(Clone, Debug)]
pub(crate) struct TreeScorer {
    root: Vec<f32>,
    root_label: Vec<f32>,
    distance: Vec<f32>,
    /// By column of a view, then by relation, filled up to [`WIDE`].
    label: Vec<[f32; WIDE]>,
    label_bias: [f32; WIDE],
}

/// Relations filled up to whole registers.
const WIDE: usize = 48;

/// What a worker needs to decode trees.
#[derive(Clone, Debug, Default)]
pub(crate) struct TreeBuffers {
    /// The views as heads, column after column.
    heads: Vec<f32>,
    /// For each word of the sentence, the scores of all heads.
    scores: Vec<f32>,
    /// For each word the place of its head in the sentence; its own for the root.
    found: Vec<usize>,
    /// For each word its relation.
    relations: Vec<Relation>,
    marks: marks::MarkBuffers,
}

impl TreeScorer {
    /// From the numbers of a model, whose lengths were checked: two views of the root, what distances add, and for
    /// each relation its weights and what it adds.
    pub(crate) fn new(
        root: Vec<f32>,
        root_label: Vec<f32>,
        distance: Vec<f32>,
        label: Vec<f32>,
        label_bias: Vec<f32>,
    ) -> Self {
        let mut columns = vec![[0.0; WIDE]; VIEW];
        for (relation, weights) in label.chunks_exact(VIEW).enumerate().take(RELATIONS) {
            columns.iter_mut().zip(weights).for_each(|(column, weight)| column[relation] = *weight);
        }
        let mut wide = [f32::MIN; WIDE];
        wide.iter_mut().zip(&label_bias).take(RELATIONS).for_each(|(wide, bias)| *wide = *bias);
        Self { root, root_label, distance, label: columns, label_bias: wide }
    }

    /// Puts the tree of a sentence into `heads` and `relations`, one a word: heads by their place in the sentence, the
    /// root its own. The four views of word `i` stand in `views` from `i * stride`; the sentence is `rows`, and `mark` says what
    /// its words are as marks.
    pub(crate) fn decode(
        &self,
        views: &[f32],
        stride: usize,
        rows: Range<usize>,
        buffers: &mut TreeBuffers,
        mark: impl Fn(usize) -> Mark,
        mut each: impl FnMut(usize, usize, Relation),
    ) {
        let length = rows.len();
        self.score(views, stride, &rows, buffers);
        let TreeBuffers { scores, found, relations, marks, .. } = buffers;
        found.clear();
        found.extend((0..length).map(|word| best(&scores[word * length..(word + 1) * length])));
        make_tree(scores, found);
        relations.clear();
        relations.extend(found.iter().enumerate().map(|(word, &head)| {
            let view = |at: usize, which: usize| &views[(rows.start + at) * stride + which * VIEW..][..VIEW];
            let theirs = if head == word { &self.root_label[..] } else { view(head, 3) };
            self.relation(view(word, 2), theirs, head == word)
        }));
        marks::hang(mark, found, relations, marks);
        found.iter().zip(relations).enumerate().for_each(|(word, (&head, &mut how))| each(word, head, how));
    }

    /// A word's score as its own head is that of the root.
    fn score(&self, views: &[f32], stride: usize, rows: &Range<usize>, buffers: &mut TreeBuffers) {
        let length = rows.len();
        let TreeBuffers { heads, scores, .. } = buffers;
        heads.clear();
        heads.resize(VIEW * length, 0.0);
        for at in 0..length {
            let view = &views[(rows.start + at) * stride + VIEW..][..VIEW];
            view.iter().enumerate().for_each(|(column, x)| heads[column * length + at] = *x);
        }
        scores.clear();
        scores.resize(length * length, 0.0);
        for word in 0..length {
            let own = &views[(rows.start + word) * stride..][..VIEW];
            let row = &mut scores[word * length..(word + 1) * length];
            for (x, column) in own.iter().zip(heads.chunks_exact(length)) {
                row.iter_mut().zip(column).for_each(|(sum, head)| *sum += x * head);
            }
            for (head, score) in row.iter_mut().enumerate() {
                *score = *score * SCALE + self.distance[distance(word, head)];
            }
            let root: f32 = own.iter().zip(&self.root).fold(0.0, |sum, (x, root)| sum + x * root);
            row[word] = root * SCALE + self.distance[ROOT_DISTANCE];
        }
    }

    /// The best relation of a word to its head. Only a root is one.
    fn relation(&self, own: &[f32], head: &[f32], root: bool) -> Relation {
        if root {
            return Relation::Root;
        }
        let mut scores = self.label_bias;
        for ((own, head), column) in own.iter().zip(head).zip(&self.label) {
            let both = (own + head).max(0.0);
            scores.iter_mut().zip(column).for_each(|(score, weight)| *score += both * weight);
        }
        let known = Relation::ALL.iter().zip(&scores).filter(|(relation, _)| **relation != Relation::Root);
        let (mut found, mut most) = (Relation::Dep, f32::MIN);
        for (relation, &score) in known {
            if score > most {
                (found, most) = (*relation, score);
            }
        }
        found
    }
}

/// The place of the largest number, the first of equals.
fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

/// Changes heads until there is one root, and every word hangs on it. Each change costs as little as can be, taken one at
/// a time; the result is a tree always, and the best one nearly always.
fn make_tree(scores: &[f32], heads: &mut [usize]) {
    let length = heads.len();
    if length == 0 {
        return;
    }
    // Of several roots the likeliest stays, of none the likeliest becomes one.
    let margin = |word: usize| {
        let row = &scores[word * length..(word + 1) * length];
        let other = (0..length).filter(|&head| head != word).map(|head| row[head]).fold(-1e30, f32::max);
        row[word] - other
    };
    let roots = heads.iter().enumerate().filter(|(word, head)| word == *head).count();
    let mut root = 0;
    let mut most = f32::MIN;
    for (word, head) in heads.iter().enumerate() {
        if (roots == 0 || *head == word) && margin(word) > most {
            (root, most) = (word, margin(word));
        }
    }
    for (word, head) in heads.iter_mut().enumerate() {
        if word != root && *head == word {
            let row = &scores[word * length..(word + 1) * length];
            *head = best_but(row, |head| head != word).unwrap_or(root);
        }
    }
    heads[root] = root;
    // Each round ties one cycle to what hangs on the root.
    let mut tied = vec![false; length];
    loop {
        tie(heads, root, &mut tied);
        if tied.iter().all(|&tied| tied) {
            return;
        }
        let mut change: Option<(f32, usize, usize)> = None;
        for word in (0..length).filter(|&word| !tied[word] && on_cycle(heads, word)) {
            let row = &scores[word * length..(word + 1) * length];
            if let Some(head) = best_but(row, |head| tied[head]) {
                let cost = row[heads[word]] - row[head];
                if change.is_none_or(|(least, ..)| cost < least) {
                    change = Some((cost, word, head));
                }
            }
        }
        match change {
            Some((_, word, head)) => heads[word] = head,
            None => return,
        }
    }
}

fn best_but(scores: &[f32], may: impl Fn(usize) -> bool) -> Option<usize> {
    let mut found: Option<usize> = None;
    for (at, score) in scores.iter().enumerate().filter(|(at, _)| may(*at)) {
        if found.is_none_or(|found| *score > scores[found]) {
            found = Some(at);
        }
    }
    found
}

/// Marks the words from which the root is reached.
fn tie(heads: &[usize], root: usize, tied: &mut [bool]) {
    tied.fill(false);
    tied[root] = true;
    for word in 0..heads.len() {
        let mut at = word;
        for _ in 0..heads.len() {
            if tied[at] {
                break;
            }
            at = heads[at];
        }
        if tied[at] {
            let mut at = word;
            while !tied[at] {
                tied[at] = true;
                at = heads[at];
            }
        }
    }
}

fn on_cycle(heads: &[usize], word: usize) -> bool {
    let mut at = heads[word];
    for _ in 0..heads.len() {
        if at == word {
            return true;
        }
        at = heads[at];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[usize]) -> bool {
        let roots = heads.iter().enumerate().filter(|(word, head)| word == *head).count();
        let reaches = |mut at: usize| {
            for _ in 0..heads.len() {
                at = heads[at];
            }
            heads[at] == at
        };
        roots == 1 && (0..heads.len()).all(reaches)
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // 1 and 2 want each other; 2 minds less.
        let scores = [9.0, 0.0, 0.0, 1.0, 0.0, 9.0, 4.0, 5.0, 0.0];
        let mut heads = [0, 2, 1];
        make_tree(&scores, &mut heads);
        assert_eq!(heads, [0, 2, 0]);
    }

    proptest! {
        #[test]
        fn whatever_the_scores_there_is_one_tree(
            scores in (1usize..9).prop_flat_map(|n| prop::collection::vec(-5.0f32..5.0, n * n))
        ) {
            let length = scores.len().isqrt();
            let mut heads: Vec<usize> =
                (0..length).map(|word| best(&scores[word * length..(word + 1) * length])).collect();
            let before = heads.clone();
            make_tree(&scores, &mut heads);
            prop_assert!(is_tree(&heads), "{:?}", heads);
            prop_assert!(!is_tree(&before) || before == heads);
        }
    }
}
