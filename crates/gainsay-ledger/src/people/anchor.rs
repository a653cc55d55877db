//! What ties a decision to a statement or a position: a page's bytes, and exact words in its text.

use super::quote::Quote;
use crate::Topic;
use gainsay_record::{Level, PageId, Position, Reading, Span, Statement};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A statement or a position, by its words. It can be found again in any later reading of the page that still has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The page, by the hash of its bytes.
    pub page: PageId,
    /// The words attributed: a quote for each part.
    pub content: Vec<Quote>,
    /// The words that name the source; none where the statement has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Quote>,
    /// What of the statement is meant, where it is a position of it and not the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// Which position of a statement is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The words that evoke the frame.
    pub trigger: Vec<Quote>,
    /// The frame's name.
    pub frame: String,
    /// Between whom the machine read it.
    pub parties: Vec<String>,
    /// At what level the machine read it.
    pub level: Level,
}

impl Claim {
    /// What the position is on, as the machine read it.
    pub(crate) fn topic(&self) -> Topic {
        let mut parties = self.parties.clone();
        parties.sort_unstable();
        parties.dedup();
        Topic { frame: self.frame.clone(), parties, ruling: None }
    }
}

/// What an anchor leads to in one reading: a place among its statements or its positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words are their own meaning")]
pub enum Spot {
    Statement(u32),
    Position(u32),
}

impl Anchor {
    /// The anchor of what stands at `spot`; `None` where nothing does, or nothing with words of its own.
    pub fn of(reading: &Reading, spot: Spot) -> Option<Self> {
        let text = &reading.article.text;
        let quotes = |spans: &[Span]| -> Option<Vec<Quote>> {
            let words = spans.iter().filter(|span| !span.of(text).trim().is_empty());
            words.map(|span| Quote::of(text, *span)).collect()
        };
        let (statement, claim) = match spot {
            Spot::Statement(at) => (at, None),
            Spot::Position(at) => {
                let position = reading.positions.get(at as usize)?;
                let proposition = &position.proposition;
                let claim = Claim {
                    trigger: quotes(&proposition.trigger)?,
                    frame: proposition.frame.clone(),
                    parties: proposition.parties.clone(),
                    level: position.level,
                };
                (position.statement.0, Some(claim))
            }
        };
        let statement = reading.statements.get(statement as usize)?;
        let anchor = Self {
            page: reading.article.id,
            content: quotes(&statement.content)?,
            source: quotes(&statement.source)?,
            claim,
        };
        (!anchor.content.is_empty()).then_some(anchor)
    }

    /// Where it leads in a reading of its page: the statement whose content shares most with the anchor's words, at least
    /// half of either; and in it the position with the same level and parties whose trigger is among the anchor's. `None`
    /// where words are gone or nothing is read in them any more: then the decision is an orphan.
    pub fn find(&self, reading: &Reading) -> Option<Spot> {
        let text = &reading.article.text;
        let found =
            |quotes: &[Quote]| quotes.iter().map(|quote| quote.find(text)).collect::<Option<Vec<_>>>();
        let content = found(&self.content)?;
        // The source's words only tell statements apart whose content is the same.
        let source = found(&self.source).unwrap_or_default();
        let fits = |at: &usize| shared(&content, &reading.statements[*at].content).is_enough();
        let rank = |at: usize| {
            let statement: &Statement = &reading.statements[at];
            (shared(&content, &statement.content), shared(&source, &statement.source))
        };
        let mut best: Option<usize> = None;
        for at in (0..reading.statements.len()).filter(fits) {
            if best.is_none_or(|best| rank(at) > rank(best)) {
                best = Some(at);
            }
        }
        let statement = best?;
        let place = |at: usize| u32::try_from(at).ok();
        let Some(claim) = &self.claim else { return place(statement).map(Spot::Statement) };
        let trigger = found(&claim.trigger)?;
        let meant = |position: &Position| {
            let proposition = &position.proposition;
            position.statement.0 as usize == statement
                && position.level == claim.level
                && proposition.frame == claim.frame
                && proposition.parties == claim.parties
        };
        let candidates = (0..reading.positions.len()).filter(|at| meant(&reading.positions[*at]));
        let overlap = |at: usize| shared(&trigger, &reading.positions[at].proposition.trigger);
        let mut best: Option<usize> = None;
        for at in candidates.filter(|at| trigger.is_empty() || overlap(*at).both > 0) {
            if best.is_none_or(|best| overlap(at) > overlap(best)) {
                best = Some(at);
            }
        }
        place(best?).map(Spot::Position)
    }
}

/// How many bytes two lists of spans share, and how many they have together: compared by the one over the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shared {
    both: u64,
    either: u64,
}

impl Shared {
    fn is_enough(self) -> bool {
        self.both > 0 && 2 * self.both >= self.either
    }
}

impl PartialOrd for Shared {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some((self.both * other.either.max(1)).cmp(&(other.both * self.either.max(1))))
    }
}

/// Both lists are in the order of the text, and spans of one list do not overlap.
fn shared(one: &[Span], other: &[Span]) -> Shared {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len() as u64).sum::<u64>();
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut both = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        both += x.end().min(y.end()).saturating_sub(x.start().max(y.start())) as u64;
        if x.end() <= y.end() {
            a.next()
        } else {
            b.next()
        };
    }
    Shared { both, either: (length(one) + length(other)).saturating_sub(both) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_counted_once() {
        let text = "0123456789";
        let spans = |ends: &[(usize, usize)]| -> Vec<Span> {
            ends.iter().map(|(from, to)| Span::new(text, *from, *to).expect("a span")).collect()
        };
        let (whole, parts) = (spans(&[(0, 10)]), spans(&[(0, 3), (5, 9)]));
        assert_eq!(shared(&whole, &parts), Shared { both: 7, either: 10 });
        assert_eq!(shared(&parts, &parts), Shared { both: 7, either: 7 });
        assert!(shared(&parts, &parts) > shared(&parts, &whole));
        assert!(!shared(&spans(&[(0, 3)]), &whole).is_enough());
        assert!(shared(&[], &whole) < shared(&parts, &whole));
    }
}
