//! What the words beside a mention tell of it: appositions, titles behind "is", ages, and who is named together.

use super::{Determiner, Finder, Mention, Place, What};
use gainsay_record::Tag;
use std::ops::Range;

impl Finder<'_> {
    /// Ties descriptions to the names beside them: ", the minister,", "is the minister"; and sees ages and "who".
    pub(super) fn join(&mut self, first: usize, sentence: &Range<usize>) {
        let view = self.view;
        for at in first..self.found.len() {
            let What::Name { .. } = self.found[at].what else { continue };
            if matches!(self.found[at].place, Place::Modifier | Place::Genitive) {
                continue;
            }
            let (start, mut end) = (self.found[at].tokens.start, self.found[at].tokens.end);
            // "(R-Tex.)", "(D)".
            if view.word(end) == "(" {
                let close = (end..sentence.end.min(end + 8)).find(|&token| view.word(token) == ")");
                end = close.map_or(end, |close| close + 1);
            }
            let comma = view.word(end) == "," && end < sentence.end;
            let mut person = matches!(view.word(end + usize::from(comma)), "who" | "whose");
            if comma && view.tag(end + 1) == Tag::Num && view.word(end + 2) == "," {
                person |= view.word(end + 1).len() == 2;
                end += 2;
            }
            let verb = matches!(view.word(end), "is" | "was" | "became" | "remains");
            let opens = |mention: &Mention| {
                matches!(mention.what, What::Description { .. })
                    && !mention.plural
                    && mention.place != Place::Genitive
            };
            if (comma || verb) && end + 1 < sentence.end {
                let gap = if matches!(view.word(end + 1), "then" | "now" | "also" | "still") { 2 } else { 1 };
                let behind = (at + 1..self.found.len().min(at + 6))
                    .find(|&other| self.found[other].tokens.start == end + gap && opens(&self.found[other]));
                if let Some(other) = behind
                    && self.is_role(other)
                    && (verb || self.closes(other, sentence))
                {
                    self.found[other].with = Some(at);
                }
            }
            // "the minister, Jan Król," or "his daughter, Ellie".
            if start > sentence.start + 1 && view.word(start - 1) == "," && (comma || end + 1 >= sentence.end)
            {
                let ahead = (first..at)
                    .rev()
                    .take(6)
                    .find(|&other| self.found[other].tokens.end == start - 1 && opens(&self.found[other]));
                if let Some(other) = ahead
                    && self.is_role(other)
                    && self.found[other].with.is_none()
                {
                    self.found[at].with = Some(other);
                    self.found[other].introduces = true;
                }
            }
            self.found[at].person |= person;
        }
    }

    /// Ties "nominee" to "the mogul" in "the mogul and nominee".
    pub(super) fn join_nouns(&mut self, first: usize) {
        let view = self.view;
        for at in first + 1..self.found.len() {
            let (before, here) = (&self.found[at - 1], &self.found[at]);
            let (What::Description { .. }, What::Description { determiner: Determiner::Indefinite, .. }) =
                (&before.what, &here.what)
            else {
                continue;
            };
            let and = here.tokens.start == before.tokens.end + 1 && view.word(before.tokens.end) == "and";
            let bare = !matches!(view.tag(here.tokens.start), Tag::Det | Tag::Num);
            let determined = matches!(view.tag(before.tokens.start), Tag::Det);
            let singular = !before.plural && !here.plural;
            if and && bare && determined && singular && self.is_person(at - 1) && self.is_person(at) {
                self.found[at].with = Some(at - 1);
            }
        }
    }

    fn is_person(&self, at: usize) -> bool {
        matches!(self.found[at].what, What::Description { head, .. } if self.is_person_noun(head))
    }

    /// Whether a description is of a known kind and so can be somebody's office.
    fn is_role(&self, at: usize) -> bool {
        let What::Description { head, .. } = self.found[at].what else { return false };
        self.noun(head).is_some()
    }

    /// Whether an apposition is closed or goes on with its complement: "the minister,", "the minister of trade". Else
    /// the description is a new clause's subject: "In Minsk, the minister also said".
    fn closes(&self, at: usize, sentence: &Range<usize>) -> bool {
        let end = self.found[at].tokens.end;
        end >= sentence.end
            || matches!(self.view.tag(end), Tag::Punct | Tag::Adp)
            || matches!(self.view.word(end), "who" | "whose" | "and" | "to")
    }

    /// Adds pairs: "Smith and Jones", "Smith, the mayor, and Jones".
    pub(super) fn pair(&mut self, first: usize) {
        let view = self.view;
        let named = |mention: &Mention| {
            matches!(mention.what, What::Name { .. }) && !matches!(mention.place, Place::Modifier)
        };
        let names: Vec<usize> = (first..self.found.len()).filter(|&at| named(&self.found[at])).collect();
        for (index, &one) in names.iter().enumerate() {
            // The words of an apposition may hold names: "Smith, mayor of Leeds, and Jones".
            for &other in names[index + 1..].iter().take(3) {
                let (a, b) = (&self.found[one], &self.found[other]);
                if b.tokens.start <= a.tokens.end || a.place == Place::Genitive {
                    continue;
                }
                let between = a.tokens.end..b.tokens.start;
                let and = view.word(between.end - 1) == "and";
                let direct = and && between.len() == 1;
                let apposed = and
                    && (4..14).contains(&between.len())
                    && view.word(between.start) == ","
                    && view.word(between.end - 2) == ","
                    && !view.has_verb(between.clone());
                if direct || apposed {
                    let (tokens, place) = (a.tokens.start..b.tokens.end, a.place);
                    let starts = [a.tokens.start, b.tokens.start];
                    self.found[other].place = place;
                    self.push(tokens, What::Pair { starts }, place, true);
                    break;
                }
            }
        }
    }
}
