//! Whether a sentence tells of what has happened or of what is to come. It decides which Tuesday "on Tuesday" is.

use super::reader::Reader;
use gainsay_record::Tag;
use std::ops::Range;

/// A verb further away than this many words says nothing of a time.
const REACH: usize = 40;

impl Reader<'_> {
    /// Whether what stands at a word is told of the future. The verb before it in its clause decides; where there is none
    /// ("On Monday, ministers will meet"), the one after it. Without a verb, news is of the past.
    pub(super) fn is_ahead(&self, at: usize) -> bool {
        let before = if self.is_fronted(at) { None } else { self.verb_before(at) };
        let verb = before.or_else(|| self.verb_after(at));
        verb.is_some_and(|verb| self.looks_ahead(verb, at))
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Verb | Tag::Aux) && self.known.months.get(self.any_word(at)).is_none()
            || self.any_phrase(&self.known.ahead, at).is_some_and(|(length, ())| {
                self.tag(at + length) != Tag::Verb && self.any_word(at + length) != "to"
            })
    }

    /// Whether a time opens its clause: what stands before it belongs to another.
    fn is_fronted(&self, at: usize) -> bool {
        let mut first = at;
        while first > 0
            && matches!(self.tag(first - 1), Tag::Adp | Tag::Det | Tag::Adv)
            && !matches!(self.any_word(first - 1), "that")
        {
            first -= 1;
        }
        first == 0 || matches!(self.any_word(first - 1), "that" | "\"" | "“" | ":" | ";" | "«")
    }

    fn verb_before(&self, at: usize) -> Option<usize> {
        let near = (at.saturating_sub(REACH)..at).rev();
        near.take_while(|&here| !matches!(self.any_word(here), ";" | ":" | "“" | "”"))
            .find(|&here| self.is_verb(here))
    }

    fn verb_after(&self, at: usize) -> Option<usize> {
        let near = at..self.length().min(at + REACH);
        near.take_while(|&here| !matches!(self.any_word(here), ";" | ":")).find(|&here| self.is_verb(here))
    }

    /// The verb group around a verb: "is expected to vote", "will not have met".
    fn group(&self, verb: usize) -> Range<usize> {
        let inside = |at: usize| {
            matches!(self.tag(at), Tag::Verb | Tag::Aux | Tag::Part | Tag::Adv)
                || self.any_word(at) == "to"
                || self.known.expecting.get(self.any_word(at)).is_some()
        };
        let start =
            (verb.saturating_sub(REACH)..verb).rev().take_while(|&at| inside(at)).last().unwrap_or(verb);
        let end =
            (verb + 1..self.length().min(verb + REACH)).take_while(|&at| inside(at)).last().unwrap_or(verb)
                + 1;
        start..end
    }

    fn looks_ahead(&self, verb: usize, at: usize) -> bool {
        let group = self.group(verb);
        // The group ends where the time begins.
        let group = if verb < at { group.start..group.end.min(at) } else { group };
        let has =
            |words: &[&str], from: usize| (from..group.end).any(|at| words.contains(&self.any_word(at)));
        let modal = group.clone().find_map(|at| match self.any_word(at) {
            "will" | "shall" | "'ll" | "wo" => Some((at, true)),
            "would" | "may" | "might" | "must" | "should" | "can" => Some((at, false)),
            _ => None,
        });
        if let Some((modal, sure)) = modal {
            // "would not comment on Tuesday", "may have left on Tuesday".
            let done = has(&["have"], modal)
                || self.any_word(modal) == "would" && has(&["not", "n't", "neither", "only"], modal);
            return sure || !done;
        }
        if let Some(to) =
            group.clone().rev().find(|&at| self.any_word(at) == "to" && self.tag(at + 1) != Tag::Adp)
        {
            let word = |at: usize| self.any_word(at);
            let governor = (0..to).rev().find(|&at| {
                !matches!(self.tag(at), Tag::Adv | Tag::Part) && !matches!(word(at), "not" | "n't")
            });
            let Some(governor) = governor else { return false };
            let was =
                (governor.saturating_sub(2)..governor).any(|at| matches!(word(at), "was" | "were" | "had"));
            return match self.tag(governor) {
                _ if self.known.expecting.get(word(governor)).is_some() => !was,
                // "Iran to send drones on Friday", "a plan to sell them in May".
                Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num => true,
                _ => false,
            };
        }
        let is = |at: usize| matches!(self.any_word(at), "is" | "are" | "'re" | "am" | "'m");
        let bare = group.clone().all(|at| self.tag(at) != Tag::Aux);
        let last = group.clone().rev().find(|&at| self.tag(at) == Tag::Verb);
        let going = last.is_some_and(|last| self.any_word(last).ends_with("ing")) && group.clone().any(is);
        let timetable =
            bare && last.is_some_and(|last| self.any_phrase(&self.known.scheduled, last).is_some());
        let was =
            (verb.saturating_sub(3)..verb).any(|at| matches!(self.any_word(at), "was" | "were" | "had"));
        let ahead = self.any_phrase(&self.known.ahead, verb).is_some() && !was;
        let stands = is(verb) && last.is_none() && verb < at && at - verb <= 2;
        going || timetable || ahead || stands
    }
}
