//! Whether a sentence tells of what has happened or of what is to come. It decides which Tuesday "on Tuesday" is.

use super::piece::Piece;
use super::reader::Reader;
use gainsay_record::Tag;
use jiff::civil::Date;
use std::ops::Range;

/// A verb further away than this many words says nothing of a time.
const REACH: usize = 40;

/// What a sentence tells of at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    Past,
    /// Seen from the day of publication: "will".
    Future,
    /// Seen from a time in the past: "would", "agreed to".
    FutureOfPast,
}

impl Reader<'_> {
    /// Whether what stands at a word is told of the future.
    pub(super) fn is_ahead(&self, at: usize) -> bool {
        self.tense(at) != Tense::Past
    }

    /// The day from which a time at a word is seen: that of publication, or, where the future of a past is told ("said on
    /// Monday that the ship would sail on Wednesday"), the day that the sentence names before.
    pub(super) fn seen_from(&self, at: usize) -> Option<Date> {
        let then = match self.tense(at) {
            Tense::FutureOfPast => self.anchored_here(at).and_then(|value| value.start()?.piece.first()),
            _ => None,
        };
        then.filter(|then| self.today.is_none_or(|today| *then <= today)).or(self.today)
    }

    /// A piece of a year or month that is not said: the last by the day of publication in what is past, the next in what is
    /// to come.
    pub(super) fn dated(&self, piece: Piece, at: usize) -> Option<Piece> {
        let Some(day) = self.seen_from(at).filter(|_| piece.is_open()) else { return Some(piece) };
        if self.is_ahead(at) { piece.next_from(day) } else { piece.last_by(day) }
    }

    /// The verb before a word in its clause decides; where there is none ("On Monday, ministers will meet"), the one after
    /// it. Without a verb, news is of the past.
    fn tense(&self, at: usize) -> Tense {
        let before = if self.is_fronted(at) { None } else { self.verb_before(at) };
        let verb = before.or_else(|| self.verb_after(at));
        verb.map_or(Tense::Past, |verb| self.tense_of(verb, at))
    }

    fn is_verb(&self, at: usize) -> bool {
        let verb = matches!(self.tag(at), Tag::Verb | Tag::Aux);
        verb && self.known.months.get(self.any_word(at)).is_none() || self.lies_ahead(at)
    }

    /// "due on Friday"; but "due to" tells why, and "due to arrive" has its verb behind it.
    fn lies_ahead(&self, at: usize) -> bool {
        let phrase = self.any_phrase(&self.known.ahead, at);
        phrase.is_some_and(|(length, ())| {
            self.tag(at + length) != Tag::Verb && self.any_word(at + length) != "to"
        })
    }

    /// Whether a time opens its clause: what stands before it belongs to another.
    fn is_fronted(&self, at: usize) -> bool {
        let mut first = at;
        while first > 0
            && matches!(self.tag(first - 1), Tag::Adp | Tag::Det | Tag::Adv)
            && self.any_word(first - 1) != "that"
        {
            first -= 1;
        }
        first == 0 || matches!(self.any_word(first - 1), "that" | "\"" | "“" | ":" | ";" | "«")
    }

    fn verb_before(&self, at: usize) -> Option<usize> {
        let near = (at.saturating_sub(REACH)..at).rev();
        let mut clause = near.take_while(|&here| !matches!(self.any_word(here), ";" | ":" | "“" | "”"));
        clause.find(|&here| self.is_verb(here))
    }

    fn verb_after(&self, at: usize) -> Option<usize> {
        let near = at..self.length().min(at + REACH);
        let mut clause = near.take_while(|&here| !matches!(self.any_word(here), ";" | ":"));
        clause.find(|&here| self.is_verb(here))
    }

    /// The verb group around a verb: "is expected to vote", "will not have met".
    fn group(&self, verb: usize) -> Range<usize> {
        let inside = |at: &usize| {
            matches!(self.tag(*at), Tag::Verb | Tag::Aux | Tag::Part | Tag::Adv)
                || self.any_word(*at) == "to"
                || self.known.expecting.get(self.any_word(*at)).is_some()
        };
        let before = (verb.saturating_sub(REACH)..verb).rev().take_while(inside).last();
        let after = (verb + 1..self.length().min(verb + REACH)).take_while(inside).last();
        before.unwrap_or(verb)..after.unwrap_or(verb) + 1
    }

    fn tense_of(&self, verb: usize, at: usize) -> Tense {
        let group = self.group(verb);
        // The group ends where the time begins.
        let group = if verb < at { group.start..group.end.min(at) } else { group };
        self.modal(&group).or_else(|| self.infinitive(&group)).unwrap_or_else(|| {
            if self.is_present_future(&group, verb, at) { Tense::Future } else { Tense::Past }
        })
    }

    /// "will meet", "would meet", "may have met".
    fn modal(&self, group: &Range<usize>) -> Option<Tense> {
        let (modal, future) = group.clone().find_map(|at| match self.any_word(at) {
            "will" | "shall" | "'ll" | "wo" => Some((at, Tense::Future)),
            "may" | "might" | "must" | "should" | "can" => Some((at, Tense::Future)),
            "would" => Some((at, Tense::FutureOfPast)),
            _ => None,
        })?;
        let then = |words: &[&str]| (modal..group.end).any(|at| words.contains(&self.any_word(at)));
        let done = match self.any_word(modal) {
            "will" | "shall" | "'ll" | "wo" => false,
            // "would not comment on Tuesday" tells of Tuesday.
            "would" => then(&["have", "not", "n't", "neither", "only"]),
            _ => then(&["have"]),
        };
        Some(if done { Tense::Past } else { future })
    }

    /// "plans to sell", "is to sell", "Iran to sell"; but "refused to sell", "was to sell".
    fn infinitive(&self, group: &Range<usize>) -> Option<Tense> {
        let to = group.clone().rev().find(|&at| self.any_word(at) == "to" && self.tag(at + 1) != Tag::Adp)?;
        let governs = |at: &usize| {
            !matches!(self.tag(*at), Tag::Adv | Tag::Part) && !matches!(self.any_word(*at), "not" | "n't")
        };
        let Some(governor) = (0..to).rev().find(governs) else { return Some(Tense::Past) };
        let near = |words: &[&str]| {
            (governor.saturating_sub(2)..governor).any(|at| words.contains(&self.any_word(at)))
        };
        let word = self.any_word(governor);
        Some(match self.tag(governor) {
            _ if self.known.expecting.get(word).is_some() => match () {
                () if near(&["was", "were", "had"]) => Tense::Past,
                () if word.ends_with("ed") && !near(&["is", "are", "'s", "'re", "has", "have"]) => {
                    Tense::FutureOfPast
                }
                () => Tense::Future,
            },
            Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num => Tense::Future,
            _ => Tense::Past,
        })
    }

    /// "is meeting", "the talks resume", "is due", "the vote is on Friday".
    fn is_present_future(&self, group: &Range<usize>, verb: usize, at: usize) -> bool {
        let is = |at: usize| matches!(self.any_word(at), "is" | "are" | "'re" | "am" | "'m");
        let last = group.clone().rev().find(|&at| self.tag(at) == Tag::Verb);
        let going = last.is_some_and(|last| self.any_word(last).ends_with("ing")) && group.clone().any(is);
        let bare = group.clone().all(|at| self.tag(at) != Tag::Aux);
        let timetable =
            bare && last.is_some_and(|last| self.any_phrase(&self.known.scheduled, last).is_some());
        let was =
            (verb.saturating_sub(3)..verb).any(|at| matches!(self.any_word(at), "was" | "were" | "had"));
        let stands = is(verb) && last.is_none() && verb < at && at - verb <= 2;
        going || timetable || self.lies_ahead(verb) && !was || stands
    }
}
