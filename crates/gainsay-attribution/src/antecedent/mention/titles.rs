//! Nouns and titles that say what somebody is, and where a name starts behind them: "Secretary of State John Kerry".

use super::Finder;
use gainsay_knowledge::{Noun, NounClass};
use std::ops::Range;

impl Finder<'_> {
    pub(super) fn noun(&self, at: usize) -> Option<&Noun> {
        self.view.known.reference.noun(self.view.word(at))
    }

    pub(super) fn is_person_noun(&self, at: usize) -> bool {
        self.title(at).is_some_and(|noun| noun.class == NounClass::Person)
    }

    /// The noun of a title, abbreviated or not.
    pub(super) fn title(&self, at: usize) -> Option<&Noun> {
        self.view.known.reference.abbreviated(self.view.word(at)).or_else(|| self.noun(at))
    }

    /// Whether a capitalised word is a title: "President", "Sen", "Mrs".
    pub(super) fn is_title(&self, token: usize) -> bool {
        let word = self.view.word(token);
        self.view.known.reference.title(word).is_some()
            || self.view.known.reference.abbreviated(word).is_some()
            || self.noun(token).is_some_and(|noun| noun.class == NounClass::Person)
    }

    /// Where the name starts behind a title: after its full stop, and after "of State".
    pub(super) fn after_title(&self, title: usize, name: &Range<usize>) -> usize {
        let view = self.view;
        let mut at = title + 1;
        if view.word(at) == "." {
            at += 1;
        }
        if at < name.end && matches!(view.word(at), "of" | "for") {
            at += 1 + usize::from(view.word(at + 1) == "the");
            at += 1;
            while name.end.saturating_sub(at) > 2 && view.known.reference.given_name(view.word(at)).is_none()
            {
                at += 1;
            }
        }
        at.min(name.end)
    }
}
