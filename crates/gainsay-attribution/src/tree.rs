//! The tree of a sentence, asked about by token.

use crate::view::View;
use gainsay_record::{Relation, Tag};
use std::ops::Range;

/// No chain of heads is followed further: a sentence that a person wrote is not deeper.
const DEEPEST: usize = 40;

impl View<'_> {
    /// The token that a token depends on; itself where it is the root.
    pub fn head(&self, at: usize) -> usize {
        self.analysis.tokens.get(at).map_or(at, |token| token.head as usize)
    }

    /// How a token depends on its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.analysis.tokens.get(at).map_or(Relation::Dep, |token| token.relation)
    }

    /// Whether a token hangs below another, or is it.
    pub fn is_below(&self, at: usize, top: usize) -> bool {
        let mut here = at;
        for _ in 0..DEEPEST {
            if here == top {
                return true;
            }
            let head = self.head(here);
            if head == here {
                return false;
            }
            here = head;
        }
        false
    }

    /// The first token of a range that depends on another in this way.
    pub fn dependent(&self, of: usize, relation: Relation, mut within: Range<usize>) -> Option<usize> {
        within.find(|&at| at != of && self.head(at) == of && self.relation(at) == relation)
    }

    /// The verb of a cue: its last, or its last word where it has none.
    pub fn verb_of(&self, cue: &Range<usize>) -> usize {
        cue.clone().rev().find(|&at| self.tag(at) == Tag::Verb).unwrap_or(cue.end.saturating_sub(1))
    }

    /// Whether two stretches on both sides of a parenthesis are one clause: a word of one depends on a word of the other,
    /// and not as another clause beside it.
    pub fn is_one_clause(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let ties = |from: &Range<usize>, to: &Range<usize>| {
            from.clone().any(|at| {
                let beside = matches!(
                    self.relation(at),
                    Relation::Punct
                        | Relation::Conj
                        | Relation::Cc
                        | Relation::Parataxis
                        | Relation::Advcl
                        | Relation::Appos
                        | Relation::Root
                );
                !beside && to.contains(&self.head(at))
            })
        };
        ties(left, right) || ties(right, left)
    }
}
