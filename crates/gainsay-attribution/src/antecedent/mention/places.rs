//! What words do in their clause: by the tree where there is one, else by what stands beside them.

use super::{Finder, Place};
use gainsay_record::{Relation, Tag};
use std::ops::Range;

impl Finder<'_> {
    /// What a mention does in its clause: by the tree where there is one, else by what stands beside it.
    pub(super) fn place(&self, tokens: &Range<usize>, head: usize, sentence: &Range<usize>) -> Place {
        let view = self.view;
        if self.parsed {
            let root = tokens.clone().find(|&token| {
                let of = view.analysis.tokens[token].head as usize;
                of == token || !tokens.contains(&of)
            });
            return match view.analysis.tokens[root.unwrap_or(head)].relation {
                Relation::Nsubj | Relation::Csubj | Relation::Root => Place::Subject,
                Relation::Obl | Relation::Nmod => Place::Oblique,
                Relation::Compound => Place::Modifier,
                _ => Place::Object,
            };
        }
        let before = tokens.start.checked_sub(1).filter(|&before| before >= sentence.start);
        // "for both Smith and Jones": "both" is no part of the name.
        let before = match before {
            Some(at) if view.tag(at) == Tag::Det && view.word(at) != "that" => {
                at.checked_sub(1).filter(|&before| before >= sentence.start)
            }
            other => other,
        };
        let Some(before) = before else { return Place::Subject };
        let speaks = |at: usize| view.known.cues.verb_at(&view.lowered[at..at + 1]).is_some();
        match view.tag(before) {
            Tag::Adp => Place::Oblique,
            // "...," said Smith.
            Tag::Verb if speaks(before) && before > sentence.start && view.tag(before - 1) == Tag::Punct => {
                Place::Subject
            }
            Tag::Verb | Tag::Aux | Tag::Part => Place::Object,
            Tag::Punct | Tag::Cconj | Tag::Sconj | Tag::Pron | Tag::Adv
                if self.acts(tokens.end, sentence) =>
            {
                Place::Subject
            }
            _ if view.word(before) == "that" => Place::Subject,
            _ => Place::Object,
        }
    }

    /// Whether what opens a clause is its subject: a verb or an apposition follows, be it behind "of ...".
    fn acts(&self, end: usize, sentence: &Range<usize>) -> bool {
        for at in end..sentence.end.min(end + 10) {
            match self.view.tag(at) {
                Tag::Verb | Tag::Aux => return true,
                Tag::Punct => return matches!(self.view.word(at), "," | "(" | "-" | "–" | "—"),
                Tag::Adp | Tag::Adv | Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Part => {
                }
                _ => return false,
            }
        }
        false
    }
}
