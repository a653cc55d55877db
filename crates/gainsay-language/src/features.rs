//! What the network sees of a word: rows of small tables, found by hashing. The one extractor serves training and reading.
//!
//! Eight rows a word: the word in lower case, its first and last three letters, its shape, where it stands to marks and
//! edges, how far back the last likely cue is, its place in its sentence,
//! and the word together with the one before it. Digits count as one digit and quotation
//! marks of every make as one opening and one closing mark, so that an unseen year or a foreign mark is nothing new.

use crate::cut::Cut;
use crate::sentences;
use gainsay_knowledge::Vocabulary;
use gainsay_record::Token;

/// How many tables there are.
pub const TABLES: usize = 8;

/// The rows of each table.
pub const ROWS: [usize; TABLES] = [1 << 15, 1 << 12, 1 << 13, 1 << 9, 1 << 8, 1 << 6, 1 << 6, 1 << 15];

/// The rows of one word.
pub type Rows = [u16; TABLES];

/// How likely a word is (part of) a cue, learned from a corpus: for each row of the table of words 0 (hardly ever) to 5, or
/// [`CueLexicon::UNKNOWN`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueLexicon(pub Vec<u8>);

impl CueLexicon {
    /// The grade of a word that was not seen often enough.
    pub const UNKNOWN: u8 = 6;
    /// From this grade a word is a likely cue.
    const LIKELY: u8 = 3;

    /// A lexicon that knows no word.
    pub fn empty() -> Self {
        Self(vec![Self::UNKNOWN; ROWS[0]])
    }

    /// The grade of a word that was a cue `cues` times of `times`.
    pub fn grade(cues: u32, times: u32) -> u8 {
        if times < 3 {
            return Self::UNKNOWN;
        }
        let share = f64::from(cues) / f64::from(times + 1);
        [0.02, 0.08, 0.2, 0.4, 0.65].iter().filter(|edge| share >= **edge).count() as u8
    }
}

/// Extracts, with buffers that are used again.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    /// All words in lower case, one behind the other.
    letters: String,
    /// Where each ends in `letters`.
    ends: Vec<u32>,
}

impl Extractor {
    /// Puts the rows of every word of `cut` into `rows`.
    pub fn extract(
        &mut self,
        text: &str,
        cut: &Cut,
        vocabulary: &Vocabulary,
        cues: &CueLexicon,
        rows: &mut Vec<Rows>,
    ) {
        rows.clear();
        for (place, (_, tokens)) in cut.blocks.iter().enumerate() {
            let tokens = &cut.tokens[tokens.start as usize..tokens.end as usize];
            self.lower(text, tokens);
            self.block(text, tokens, cut, place == 0, vocabulary, cues, rows);
        }
    }

    fn lower(&mut self, text: &str, tokens: &[Token]) {
        self.letters.clear();
        self.ends.clear();
        for token in tokens {
            let word = token.span.of(text);
            if word.is_ascii() {
                self.letters.extend(word.bytes().map(|b| {
                    let b = b.to_ascii_lowercase();
                    char::from(if b.is_ascii_digit() { b'0' } else { b })
                }));
            } else {
                for c in word.chars().flat_map(char::to_lowercase) {
                    self.letters.push(match c {
                        '’' | '‘' => '\'',
                        c if c.is_numeric() => '0',
                        c => c,
                    });
                }
            }
            self.ends.push(self.letters.len() as u32);
        }
    }

    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[at] as usize]
    }

    #[allow(clippy::too_many_arguments, reason = "one pass over one block")]
    fn block(
        &mut self,
        text: &str,
        tokens: &[Token],
        cut: &Cut,
        opens_page: bool,
        vocabulary: &Vocabulary,
        cues: &CueLexicon,
        rows: &mut Vec<Rows>,
    ) {
        let mut sentence = 0;
        let mut next_end = 0;
        let ends = sentences::guess(text, tokens, |at| self.word(at), vocabulary);
        let mut cue: Option<(usize, u8)> = None;
        let mut quoted_since = 0;
        let mut before = hash(b"<p>", 0);
        let mark = |at: usize| tokens.get(at).map_or(Mark::None, |token| Mark::of(text, token, cut));
        let (mut last, mut here) = (Mark::None, mark(0));
        for at in 0..tokens.len() {
            if at > 0 && tokens[at].quotation != tokens[at - 1].quotation {
                quoted_since = at;
            }
            let quoted = tokens[at].quotation.is_some();
            let following = mark(at + 1);
            let word = match here {
                Mark::None => self.word(at),
                Mark::Opens => "“",
                Mark::Closes => "”",
            };
            let whole = hash(word.as_bytes(), 0);
            let row = whole as usize % ROWS[0];
            let grade = cues.0.get(row).copied().unwrap_or(CueLexicon::UNKNOWN);
            let distance = cue.map_or(0, |(place, _)| 1 + distance(at - place));
            let flags = u16::from(quoted)
                | u16::from(last != Mark::None) << 1
                | u16::from(following != Mark::None) << 2
                | u16::from(at == 0) << 3
                | u16::from(at == sentence) << 4
                | u16::from(at + 1 == tokens.len()) << 5
                | u16::from(opens_page) << 6;
            rows.push([
                row as u16,
                (hash(head(word, 3).as_bytes(), 1) as usize % ROWS[1]) as u16,
                (hash(tail(word, 3).as_bytes(), 2) as usize % ROWS[2]) as u16,
                (shape(tokens[at].span.of(text)) as usize % ROWS[3]) as u16,
                flags,
                u16::from(grade) + 8 * distance,
                (at - sentence).min(31) as u16 + 32 * u16::from(quoted && at - quoted_since > 3),
                ((before.rotate_left(7) ^ whole).wrapping_mul(0x9E37_79B1) >> 17) as u16,
            ]);
            if (CueLexicon::LIKELY..CueLexicon::UNKNOWN).contains(&grade) {
                cue = Some((at, grade));
            }
            if ends.get(next_end) == Some(&at) {
                next_end += 1;
                sentence = at + 1;
                cue = None;
            }
            before = whole;
            (last, here) = (here, following);
        }
    }
}

/// What a mark does to the quotation it stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Opens,
    Closes,
}

impl Mark {
    fn of(text: &str, token: &Token, cut: &Cut) -> Self {
        let word = token.span.of(text);
        let Some(c) = word.chars().next() else { return Self::None };
        if !"“”\"„«»‘‚‟'’＂`".contains(c) || word.chars().any(char::is_alphanumeric) {
            return Self::None;
        }
        let quotation = token.quotation.map(|at| &cut.quotations[at as usize]);
        let opens = quotation.is_some_and(|q| q.spans.iter().any(|s| s.start() == token.span.start()));
        let closes = quotation.is_some_and(|q| q.spans.iter().any(|s| s.end() == token.span.end()));
        match c {
            _ if opens => Self::Opens,
            _ if closes => Self::Closes,
            '“' | '„' | '«' => Self::Opens,
            '”' | '»' | '"' | '＂' => Self::Closes,
            _ => Self::None,
        }
    }
}

/// Distances in seven steps.
fn distance(words: usize) -> u16 {
    match words {
        0..4 => words as u16 - u16::from(words > 0),
        4..6 => 3,
        6..10 => 4,
        10..20 => 5,
        _ => 6,
    }
}

fn head(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(at, _)| &word[..at])
}

fn tail(word: &str, letters: usize) -> &str {
    word.char_indices().rev().nth(letters - 1).map_or(word, |(at, _)| &word[at..])
}

/// FNV-1a, 32 bits.
fn hash(bytes: &[u8], seed: u32) -> u32 {
    let start = 0x811C_9DC5 ^ seed.wrapping_mul(0x9E37_79B1);
    let sum = bytes.iter().fold(start, |sum, &b| (sum ^ u32::from(b)).wrapping_mul(0x0100_0193));
    // Its low bits are the weaker ones.
    sum ^ (sum >> 15)
}

/// A hash of the shape of a word: capitals, small letters, digits and marks, runs of more than two cut to two.
fn shape(word: &str) -> u32 {
    let mut sum = 0x811C_9DC5u32;
    let (mut last, mut run) = ('\0', 0);
    for c in word.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            '’' => '\'',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            sum = (sum ^ class as u32).wrapping_mul(0x0100_0193);
        }
    }
    sum ^ (sum >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_lies_in_its_table() {
        assert!(ROWS.iter().all(|&rows| rows <= 1 << 16));
        assert!(usize::from(u16::from(CueLexicon::UNKNOWN) + 8 * (1 + distance(usize::MAX))) < ROWS[5]);
    }

    #[test]
    fn grades_are_shares_of_cues() {
        assert_eq!(CueLexicon::grade(2, 2), CueLexicon::UNKNOWN);
        assert_eq!(CueLexicon::grade(0, 500), 0);
        assert_eq!(CueLexicon::grade(50, 99), 4);
        assert_eq!(CueLexicon::grade(900, 999), 5);
    }

    #[test]
    fn shapes_forget_length_and_keep_kind() {
        assert_eq!(shape("Moscow"), shape("Tehran"));
        assert_ne!(shape("Moscow"), shape("NATO"));
        assert_eq!(shape("2016"), shape("1999"));
    }
}
