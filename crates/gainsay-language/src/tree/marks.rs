//! Where marks hang in a tree: by rule, since the network hears the words between them better than the marks.
//!
//! The rules are those of Universal Dependencies (universaldependencies.org/u/dep/punct.html): a mark hangs as high as it can without
//! crossing an arc, on the conjunct it comes before, on the dependent unit it closes or opens, a pair of marks on the
//! head of what it encloses, and what ends the sentence on its root. Over the annotated trees of EWT's development set
//! they find the head of 97 of 100 marks.

use gainsay_record::Relation;

/// A mark as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Opens what the mark of the same number closes.
    Opens(u8),
    /// Closes what the mark of the same number opens.
    Closes(u8),
    /// Opens or closes, whichever is due.
    Turns(u8),
    /// Any other.
    Single,
}

impl Mark {
    /// What a word is as a mark.
    pub(crate) fn of(word: &str) -> Self {
        match word {
            "(" => Self::Opens(0),
            ")" => Self::Closes(0),
            "[" => Self::Opens(1),
            "]" => Self::Closes(1),
            "“" => Self::Opens(2),
            "”" => Self::Closes(2),
            "‘" => Self::Opens(3),
            "’" => Self::Closes(3),
            "«" => Self::Opens(4),
            "»" => Self::Closes(4),
            "\"" => Self::Turns(5),
            "'" => Self::Turns(6),
            "``" => Self::Opens(7),
            "''" => Self::Closes(7),
            _ => Self::Single,
        }
    }
}

/// What a worker needs to hang marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct MarkBuffers {
    /// For each word, the first and the last word of what hangs on it, marks left out.
    reach: Vec<(usize, usize)>,
    /// Whether it is a mark to be hung.
    hung: Vec<bool>,
    /// Marks that wait for the one that closes them.
    open: Vec<(u8, usize)>,
    /// For each mark of a pair, the other.
    other: Vec<Option<usize>>,
}

/// Hangs every word that is punctuation, and on which nothing hangs, where the rules have it. `heads` make a tree (the root
/// its own head), and still do afterwards.
pub(crate) fn hang(
    mark: impl Fn(usize) -> Mark,
    heads: &mut [usize],
    relations: &[Relation],
    buffers: &mut MarkBuffers,
) {
    let length = heads.len();
    let Some(root) = (0..length).find(|&word| heads[word] == word) else { return };
    let MarkBuffers { reach, hung, open, other } = buffers;
    hung.clear();
    hung.extend(relations.iter().map(|relation| *relation == Relation::Punct));
    hung[root] = false;
    for (word, &head) in heads.iter().enumerate() {
        if head != word {
            hung[head] = false;
        }
    }
    if !hung.contains(&true) {
        return;
    }
    reach.clear();
    reach.extend((0..length).map(|word| (word, word)));
    for word in (0..length).filter(|&word| !hung[word]) {
        let mut at = word;
        // What is above has a wider reach than what is below, so where nothing widens all is done.
        while heads[at] != at {
            at = heads[at];
            let wider = (reach[at].0.min(word), reach[at].1.max(word));
            if wider == reach[at] {
                break;
            }
            reach[at] = wider;
        }
    }
    pair(mark, hung, open, other);
    let tree = Tree { heads, relations, reach, hung, root };
    let found: Vec<(usize, usize)> =
        (0..length).filter(|&at| hung[at]).map(|at| (at, tree.head_of(at, other[at]))).collect();
    for (word, head) in found {
        heads[word] = head;
    }
}

fn pair(
    mark: impl Fn(usize) -> Mark,
    hung: &[bool],
    open: &mut Vec<(u8, usize)>,
    other: &mut Vec<Option<usize>>,
) {
    open.clear();
    other.clear();
    other.resize(hung.len(), None);
    for at in (0..hung.len()).filter(|&at| hung[at]) {
        let (kind, may_open, may_close) = match mark(at) {
            Mark::Opens(kind) => (kind, true, false),
            Mark::Closes(kind) => (kind, false, true),
            Mark::Turns(kind) => (kind, true, true),
            Mark::Single => continue,
        };
        let opener = open.iter().rposition(|(waiting, _)| *waiting == kind).filter(|_| may_close);
        if let Some(place) = opener {
            let first = open[place].1;
            (other[first], other[at]) = (Some(at), Some(first));
            open.truncate(place);
        } else if may_open {
            open.push((kind, at));
        }
    }
}

struct Tree<'a> {
    heads: &'a [usize],
    relations: &'a [Relation],
    reach: &'a [(usize, usize)],
    hung: &'a [bool],
    root: usize,
}

impl Tree<'_> {
    fn head_of(&self, at: usize, other: Option<usize>) -> usize {
        if let Some(other) = other {
            let inside = at.min(other) + 1..at.max(other);
            let highest = inside.clone().find(|&word| {
                !self.hung[word] && (self.heads[word] == word || !inside.contains(&self.heads[word]))
            });
            if let Some(highest) = highest {
                return highest;
            }
        }
        let before = (0..at).rev().find(|&word| !self.hung[word]);
        let after = (at + 1..self.heads.len()).find(|&word| !self.hung[word]);
        let (Some(before), Some(after)) = (before, after) else {
            return match after {
                Some(after) => self.highest(after, |reach| reach.0 > at).unwrap_or(self.root),
                None => self.root,
            };
        };
        let left = self.highest(before, |reach| reach.1 < at);
        let right = self.highest(after, |reach| reach.0 > at);
        match (left, right) {
            (Some(left), Some(right)) => {
                let separates = matches!(
                    self.relations[right],
                    Relation::Conj | Relation::Appos | Relation::Parataxis | Relation::List
                );
                let siblings = self.heads[left] == self.heads[right];
                if separates || (siblings && self.heads[left] < at) { right } else { left }
            }
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => self.root,
        }
    }

    /// The highest word above `word`, or itself, of which all that hangs on it lies on one side.
    fn highest(&self, word: usize, aside: impl Fn((usize, usize)) -> bool) -> Option<usize> {
        let (mut at, mut found) = (word, None);
        while aside(self.reach[at]) {
            found = Some(at);
            if self.heads[at] == at {
                break;
            }
            at = self.heads[at];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Relation::{Advcl, Cc, Ccomp, Conj, Dep, Nsubj, Obl, Punct, Root};

    fn hung(words: &str, heads: &[usize], relations: &[Relation]) -> Vec<usize> {
        let words: Vec<&str> = words.split(' ').collect();
        let mut heads = heads.to_vec();
        hang(|at| Mark::of(words[at]), &mut heads, relations, &mut MarkBuffers::default());
        heads
    }

    #[test]
    fn a_comma_hangs_on_the_conjunct_after_it_and_the_stop_on_the_root() {
        let found = hung(
            "tanks , guns and shells arrived .",
            &[5, 0, 0, 4, 0, 5, 4],
            &[Nsubj, Punct, Conj, Cc, Conj, Root, Punct],
        );
        assert_eq!(found, [5, 2, 0, 4, 0, 5, 5]);
    }

    #[test]
    fn a_pair_hangs_on_the_head_of_what_it_encloses() {
        let found = hung(
            "He said “ arms came ” today",
            &[1, 1, 0, 4, 1, 0, 1],
            &[Nsubj, Root, Punct, Nsubj, Ccomp, Punct, Obl],
        );
        assert_eq!((found[2], found[5]), (4, 4));
    }

    #[test]
    fn a_comma_after_a_clause_that_comes_first_hangs_on_it() {
        let found = hung("asked , he left", &[3, 3, 3, 3], &[Advcl, Punct, Nsubj, Root]);
        assert_eq!(found, [3, 0, 3, 3]);
    }

    #[test]
    fn a_mark_on_which_words_hang_stays() {
        assert_eq!(hung("- arms", &[0, 0], &[Root, Punct]), [0, 0]);
        assert_eq!(hung("a - b .", &[2, 2, 2, 1], &[Dep, Punct, Root, Dep]), [2, 2, 2, 1]);
    }
}
