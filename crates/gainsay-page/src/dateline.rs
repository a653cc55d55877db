//! The dateline that opens a paragraph: "KYIV, September 5, 2022 (Agency) —", "Abuja (Agency) -", "TUNIS |", "BAMAKO.".
//!
//! Every stage after this one takes the mark that is set here: who wrote a page, where and when, and where its story begins.

use crate::dates;
use gainsay_knowledge::{EntityKind, Form, Furniture, Names, lower, words};
use std::ops::Range;

/// No dateline is longer than this, in words, nor in bytes.
const LONGEST: usize = 20;
const MOST_BYTES: usize = 140;

/// A dateline at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Where its words end, in bytes.
    pub words: usize,
    /// Where the mark behind them ends.
    pub end: usize,
}

/// The dateline that opens a text, if one does.
pub fn at_head(text: &str, names: &Names, known: &Furniture) -> Option<Dateline> {
    let head = &text[..text.floor_char_boundary(MOST_BYTES)];
    let tokens: Vec<Range<usize>> = words(head).take(LONGEST + 2).collect();
    let word = |at: usize| tokens.get(at).map_or("", |range| &head[range.clone()]);
    if tokens.first()?.start > 0 || !word(0).starts_with(char::is_uppercase) {
        return None;
    }
    let mut brackets = 0_u32;
    for at in 1..tokens.len().min(LONGEST) {
        match word(at) {
            "(" => brackets += 1,
            ")" => brackets = brackets.saturating_sub(1),
            _ if brackets > 0 => {}
            mark if is_mark(head, &tokens, at, mark) => {
                let opening = Opening { head, tokens: &tokens[..at], names, known };
                if !opening.is_dateline(mark) {
                    return None;
                }
                let mut last = at;
                while is_dash(word(last + 1)) {
                    last += 1;
                }
                let end = tokens[last].end;
                let story = tokens.get(last + 1).is_some();
                return story.then_some(Dateline { words: tokens[at - 1].end, end });
            }
            word if is_inside(word) => {}
            _ => return None,
        }
    }
    None
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "―" | "--")
}

/// Whether a word can part a dateline from the story: a dash that joins no two words, a stroke, a bar, a stop or colon.
fn is_mark(head: &str, tokens: &[Range<usize>], at: usize, word: &str) -> bool {
    let here = &tokens[at];
    let spaced = |end: usize, start: usize| end < start;
    let before = at > 0 && spaced(tokens[at - 1].end, here.start);
    let behind = tokens.get(at + 1).is_some_and(|next| spaced(here.end, next.start));
    match word {
        "—" | "―" => true,
        "-" | "–" | "--" => before || behind || head[here.end..].starts_with('-'),
        "|" => true,
        // "(Agency) / Kyiv said"; "TEHRAN/BAGHDAD" is one place.
        "/" => before && behind,
        "." => {
            let next = tokens.get(at + 1).map_or("", |next| &head[next.clone()]);
            let ends = &head[tokens[at - 1].clone()];
            // "Sept. 3", "D.C." end no dateline.
            behind
                && next.starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c))
                && ends.chars().count() > 3
        }
        ":" => behind,
        _ => false,
    }
}

/// Whether a word can stand in a dateline: a name, a number, what parts them, what belongs to a date.
fn is_inside(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || matches!(
            word,
            "," | "." | "/" | "-" | "&" | "’" | "'" | "'s" | "’s" | "of" | "de" | "la" | "al" | "el"
        )
}

/// What stands before a mark.
struct Opening<'t> {
    head: &'t str,
    tokens: &'t [Range<usize>],
    names: &'t Names,
    known: &'t Furniture,
}

impl Opening<'_> {
    fn is_dateline(&self, mark: &str) -> bool {
        let first = self.head[self.tokens[0].clone()].trim_matches(|c: char| !c.is_alphabetic());
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        // "ST. PETERSBURG", "AL-TANF": the first word alone may be short.
        let second = self
            .tokens
            .get(1..)
            .unwrap_or_default()
            .iter()
            .map(|range| &self.head[range.clone()])
            .find(|word| word.len() > 2);
        let capitals = |word: &str| !word.chars().any(char::is_lowercase);
        let shouted = capitals(first)
            && (letters > 2
                || letters > 0
                    && second.is_some_and(|word| capitals(word) && word.starts_with(char::is_alphabetic)));
        let credited = self.head[..self.end()].ends_with(')');
        let place = self.place();
        let dated = || dates::in_words(&self.head[..self.end()], self.known).is_some();
        let placed = || place == Some(true);
        match mark {
            "." => (shouted || placed()) && (placed() && self.is_alone() && shouted || dated()),
            ":" => shouted && placed() && dated(),
            "|" => shouted || placed(),
            // A body in capitals is no place: "NATO - which has members".
            _ => shouted && place != Some(false) || credited || placed() && dated(),
        }
    }

    fn end(&self) -> usize {
        self.tokens.last().map_or(0, |last| last.end)
    }

    /// Whether the first name is a place's; nothing where nobody knows it.
    fn place(&self) -> Option<bool> {
        let printed: Vec<&str> = self.tokens.iter().map(|range| &self.head[range.clone()]).collect();
        let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
        let lowered: Vec<&str> = lowered.iter().map(String::as_str).collect();
        let (_, entity, form) = self.names.at(&printed, &lowered)?;
        let state = entity.kind == EntityKind::State;
        Some(state && matches!(form, Form::Capital | Form::City | Form::Name) || &*entity.code == "IGO:un")
    }

    /// Whether a place stands alone, or with no more than what it lies in: "BAMAKO", "BAMAKO, Mali".
    fn is_alone(&self) -> bool {
        self.tokens.len() <= 4
    }
}

#[cfg(test)]
mod tests {
    use super::at_head;
    use gainsay_knowledge::Knowledge;

    fn parted(text: &str) -> Option<(&str, &str)> {
        let known = Knowledge::shipped();
        let found = at_head(text, &known.names, &known.furniture)?;
        Some((&text[..found.words], text[found.end..].trim_start()))
    }

    #[test]
    fn whatever_parts_it_from_the_story() {
        for (text, words) in [
            ("KYIV, September 5, 2022 (Agency) — Ukraine said so.", "KYIV, September 5, 2022 (Agency)"),
            ("Abuja (Agency) - Nigeria said so.", "Abuja (Agency)"),
            ("TEHRAN/BAGHDAD, Sept. 3, 2018 - Iran said so.", "TEHRAN/BAGHDAD, Sept. 3, 2018"),
            ("HARARE, 8 November 2011. Zimbabwe said so.", "HARARE, 8 November 2011"),
            ("BAMAKO. Mali said so.", "BAMAKO"),
            ("TUNIS | Libya said so.", "TUNIS"),
            ("SEOUL -- Korea said so.", "SEOUL"),
            ("UNITED NATIONS (AP) — The panel said so.", "UNITED NATIONS (AP)"),
            ("Bishkek, 20 September 2022 – Kyrgyzstan said so.", "Bishkek, 20 September 2022"),
            ("ST. PETERSBURG, Russia—The yard said so.", "ST. PETERSBURG, Russia"),
        ] {
            let (found, story) = parted(text).unwrap_or_else(|| panic!("no dateline in {text}"));
            assert_eq!(found, words);
            assert!(story.ends_with("said so."), "{story}");
        }
    }

    #[test]
    fn a_subject_is_none() {
        for text in [
            "NATO - which has 32 members - said so.",
            "Kyiv – no talks are planned.",
            "Iran, which denies it, said so.",
            "Moscow. Then Minsk. Then Baku.",
            "The U.S. Navy - it said so - has left.",
            "KYIV",
            "",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }
}
