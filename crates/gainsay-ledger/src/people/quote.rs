//! Exact words in a text, and where they are.

use gainsay_record::Span;
use serde::{Deserialize, Serialize};

/// Words as they stand in a text, with some of what stands before and after them: the TextQuoteSelector of the W3C Web
/// Annotation Data Model (section 4.2.4), field for field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename = "TextQuoteSelector")]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them: 32 code points, or as many more as it takes to tell this place from others.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
}

/// How much of what surrounds the words is kept, in code points.
const AROUND: usize = 32;
/// And so much at most, where a page says the same thing over and over.
const FARTHEST: usize = 8192;

/// Words that stand in a text more often than this are not looked for: what a look costs stays bounded.
const OFTEN: usize = 1000;

impl Quote {
    /// The words at `span` of `text`, with as much around them as it takes for [`Quote::find`] to lead back here. `None`
    /// where there are no words, or the text says them over and over in the same surroundings.
    pub fn of(text: &str, span: Span) -> Option<Self> {
        let exact = text.get(span.start()..span.end()).filter(|words| !words.trim().is_empty())?;
        let (before, after) = (&text[..span.start()], &text[span.end()..]);
        let mut around = AROUND;
        loop {
            let from = before.char_indices().rev().take(around).last().map_or(before.len(), |(at, _)| at);
            let to = after.char_indices().nth(around).map_or(after.len(), |(at, _)| at);
            let quote = Self {
                exact: exact.to_owned(),
                prefix: before[from..].to_owned(),
                suffix: after[..to].to_owned(),
            };
            if quote.find(text) == Some(span) {
                return Some(quote);
            }
            if from == 0 && to == after.len() || around >= FARTHEST {
                return None;
            }
            around *= 4;
        }
    }

    /// Where the words stand in `text`: the one place that has them, and all that was kept of one of their sides at least.
    /// Of several the one with both sides is meant; where that leaves more than one, none is guessed. White space around
    /// the words may differ. Words that stand there more than a thousand times are not found.
    pub fn find(&self, text: &str) -> Option<Span> {
        let mut best: Option<(u8, usize)> = None;
        let mut several = false;
        let mut from = 0;
        let mut seen = 0;
        let step = self.exact.chars().next()?.len_utf8();
        while let Some(found) = text.get(from..).and_then(|rest| rest.find(&self.exact)) {
            let at = from + found;
            from = at + step;
            seen += 1;
            if seen > OFTEN {
                return None;
            }
            let end = at + self.exact.len();
            let before = agrees(self.prefix.chars().rev(), text[..at].chars().rev());
            let after = agrees(self.suffix.chars(), text[end..].chars());
            let sides = u8::from(before) + u8::from(after);
            let known = best.map_or(1, |(sides, _)| sides);
            if sides > known || sides == known && best.is_none() {
                (best, several) = (Some((sides, at)), false);
            } else if sides == known {
                several = true;
            }
        }
        let (_, at) = best.filter(|_| !several)?;
        Span::new(text, at, at + self.exact.len())
    }
}

/// Whether a text goes on as was kept, white space aside; where nothing was kept, whether it ends.
fn agrees(kept: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> bool {
    let mut kept = kept.filter(|c| !c.is_whitespace()).peekable();
    let mut text = text.filter(|c| !c.is_whitespace());
    if kept.peek().is_none() {
        return text.next().is_none();
    }
    kept.all(|c| text.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str, words: &str, which: usize) -> Span {
        let (start, _) = text.match_indices(words).nth(which).expect("there");
        Span::new(text, start, start + words.len()).expect("a span")
    }

    #[test]
    fn it_leads_back_to_the_words_where_others_are_alike() {
        let text = "He denied it. She denied it. They denied it, and he denied it.";
        for which in 0..4 {
            let span = at(text, "denied", which);
            assert_eq!(Quote::of(text, span).and_then(|quote| quote.find(text)), Some(span));
        }
    }

    #[test]
    fn it_lives_through_changes_around_it_and_never_guesses() {
        let text =
            "Title\nThe ministry of defence of the republic said that no shells had been sold. More of it.";
        let quote = Quote::of(text, at(text, "no shells had been sold", 0)).expect("words");
        let moved = "New title\n\nThe  ministry of defence of the republic said that\nno shells had been sold. Elsewhere";
        assert_eq!(quote.find(moved), Some(at(moved, "no shells had been sold", 0)), "one side is enough");
        assert_eq!(quote.find("Elsewhere, no shells had been sold, they said."), None, "neither side");
        assert_eq!(quote.find(&text.replace("no shells", "some shells")), None, "other words");
        assert_eq!(quote.find(&format!("{text} {text}")), None, "two alike");
    }

    #[test]
    fn it_is_written_as_the_standard_has_it() {
        let quote = Quote::of("a b c", Span::new("a b c", 2, 3).expect("a span")).expect("words");
        let json = serde_json::to_string(&quote).expect("JSON");
        assert_eq!(json, r#"{"type":"TextQuoteSelector","exact":"b","prefix":"a ","suffix":" c"}"#);
        assert_eq!(serde_json::from_str::<Quote>(&json).expect("read back"), quote);
    }

    #[test]
    fn a_text_that_repeats_itself_costs_no_more_than_it_must() {
        let text = "no ".repeat(200_000);
        let began = std::time::Instant::now();
        assert_eq!(Quote::of(&text, at(&text, "no", 1000)), None);
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    proptest! {
        #[test]
        fn every_place_with_words_can_be_found_again(text in "[ab \né]{1,60}", from in 0_usize..60, length in 1_usize..9) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = starts[from % starts.len()];
            let to = starts.iter().copied().filter(|to| *to > from).take(length).last().unwrap_or(from);
            let span = Span::new(&text, from, to).expect("a span");
            if let Some(quote) = Quote::of(&text, span) {
                prop_assert_eq!(quote.find(&text), Some(span));
            } else {
                // Only white space tells the places apart, or there are no words at all.
                let bare: String = text.split_whitespace().collect();
                let words = &text[from..to];
                prop_assert!(words.trim().is_empty() || bare.len() < text.len());
            }
        }
    }
}
