//! Words of a text and the places that a case names by them.

use gainsay::record::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// The words of a text: runs of letters and digits, which is the rule of the rulers too, so that punctuation and
/// quotation marks never decide whether a case is green.
pub struct Words {
    ranges: Vec<Range<usize>>,
    lowered: Vec<String>,
}

/// Words that a case names: `"supplying ... Russia"@2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What stands between the quotes of the case.
    pub written: String,
    /// Which occurrence, from 1.
    pub nth: usize,
}

impl Words {
    /// Cuts `text` into words.
    pub fn of(text: &str) -> Self {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut open = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), open) {
                (true, None) => open = Some(at),
                (false, Some(start)) => {
                    ranges.push(start..at);
                    open = None;
                }
                _ => {}
            }
        }
        let lowered = ranges.iter().map(|range| text[range.clone()].to_lowercase()).collect();
        Self { ranges, lowered }
    }

    /// The numbers of the words that the spans touch.
    pub fn under(&self, spans: &[Span]) -> BTreeSet<usize> {
        let touched =
            |range: &Range<usize>| spans.iter().any(|s| range.start < s.end() && s.start() < range.end);
        self.ranges.iter().enumerate().filter(|(_, range)| touched(range)).map(|(number, _)| number).collect()
    }

    /// The numbers of the words at a place; `None` where the text has no such words.
    pub fn at(&self, place: &Place) -> Option<Range<usize>> {
        let written = place.written.replace('…', "...");
        let mut parts = written.split("...").map(|part| Self::of(part).lowered);
        let head = parts.next()?;
        let start = self.occurrences(&head, 0).nth(place.nth - 1)?;
        let mut end = start + head.len();
        for part in parts {
            end = self.occurrences(&part, end).next()? + part.len();
        }
        Some(start..end)
    }

    /// The bytes from the first to the last of these words.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.ranges[words.start].start..self.ranges[words.end - 1].end
    }

    fn occurrences<'a>(&'a self, wanted: &'a [String], from: usize) -> impl Iterator<Item = usize> + 'a {
        let last = if wanted.is_empty() { 0 } else { (self.lowered.len() + 1).saturating_sub(wanted.len()) };
        (from..last.max(from)).filter(move |&at| self.lowered[at..at + wanted.len()] == *wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, written: &str, nth: usize) -> Option<&'a str> {
        let words = Words::of(text);
        let place = Place { written: written.to_owned(), nth };
        Some(&text[words.bytes(words.at(&place)?)])
    }

    #[test]
    fn places_are_found_by_their_words() {
        let text = "“No,” said Iran. Iran’s envoy said it had sent no arms to Russia.";
        assert_eq!(found(text, "no said iran", 1), Some("No,” said Iran"));
        assert_eq!(found(text, "Iran", 2), Some("Iran"));
        assert_eq!(found(text, "it had ... Russia", 1), Some("it had sent no arms to Russia"));
        assert_eq!(found(text, "Iran", 3), None);
        assert_eq!(found(text, "sent ... Iran", 1), None);
    }
}
