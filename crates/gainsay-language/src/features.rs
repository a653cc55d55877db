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
pub const ROWS: [usize; TABLES] = [1 << 15, 1 << 12, 1 << 13, 1 << 9, 1 << 8, 1 << 6, 1 << 6, 1 << 14];

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

/// A page whose words are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its words.
    pub cut: &'a Cut,
    /// What is known of words.
    pub vocabulary: &'a Vocabulary,
    /// What is known of cues.
    pub cues: &'a CueLexicon,
}

/// Extracts, with buffers that are used again. A page is walked through from its first word to its last, as far as asked
/// each time, so that nobody need hold the rows of a whole page.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    /// The word at hand in lower case.
    letters: String,
    /// The words of the block at hand after which a sentence seems to end.
    sentence_ends: Vec<usize>,
    /// Which of the blocks that are read is at hand.
    block: usize,
    /// How far it was walked through, if it was begun.
    walk: Option<Walk>,
}

/// Where a walk through a block stands, and what it remembers.
#[derive(Clone, Debug)]
struct Walk {
    /// The next word.
    at: usize,
    /// The word that opens its sentence.
    sentence: usize,
    /// The next of the ends of sentences.
    next_end: usize,
    /// The last likely cue of the sentence, and its grade.
    cue: Option<(usize, u8)>,
    /// Since when the words are in or out of quotation as they are.
    quoted_since: usize,
    /// The hash of the word before.
    before: u32,
    /// What the word before and this one do to quotations.
    marks: [Mark; 2],
}

impl Extractor {
    /// Puts the rows of every word of a page into `rows`.
    pub fn extract(&mut self, page: Page<'_>, rows: &mut Vec<Rows>) {
        rows.clear();
        self.begin();
        self.extend(page, page.cut.tokens.len(), rows);
    }

    /// Begins a page.
    pub(crate) fn begin(&mut self) {
        self.block = 0;
        self.walk = None;
    }

    /// Adds the rows of the next `count` words of the page that was begun, or of as many as are left.
    pub(crate) fn extend(&mut self, page: Page<'_>, count: usize, rows: &mut Vec<Rows>) {
        let full = rows.len() + count;
        while rows.len() < full {
            let Some((_, tokens)) = page.cut.blocks.get(self.block) else { return };
            let tokens = &page.cut.tokens[tokens.start as usize..tokens.end as usize];
            let mut walk = match self.walk.take() {
                Some(walk) => walk,
                None => self.enter(page, tokens),
            };
            let until = tokens.len().min(walk.at + full - rows.len());
            while walk.at < until {
                rows.push(self.row(page, tokens, &mut walk));
            }
            if walk.at == tokens.len() {
                self.block += 1;
            } else {
                self.walk = Some(walk);
            }
        }
    }

    fn enter(&mut self, page: Page<'_>, tokens: &[Token]) -> Walk {
        sentences::guess(page.text, tokens, page.vocabulary, &mut self.sentence_ends);
        let first = tokens.first().map_or(Mark::None, |token| Mark::of(page, token));
        Walk {
            at: 0,
            sentence: 0,
            next_end: 0,
            cue: None,
            quoted_since: 0,
            before: hash(b"<p>", 0),
            marks: [Mark::None, first],
        }
    }

    fn lower(&mut self, word: &str) {
        self.letters.clear();
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
    }

    /// The rows of the word that a walk has come to; the walk goes on to the next.
    fn row(&mut self, page: Page<'_>, tokens: &[Token], walk: &mut Walk) -> Rows {
        let at = walk.at;
        let printed = tokens[at].span.of(page.text);
        self.lower(printed);
        let [last, here] = walk.marks;
        if at > 0 && tokens[at].quotation != tokens[at - 1].quotation {
            walk.quoted_since = at;
        }
        let quoted = tokens[at].quotation.is_some();
        let following = tokens.get(at + 1).map_or(Mark::None, |token| Mark::of(page, token));
        let word = match here {
            Mark::None => &self.letters[..],
            Mark::Opens => "“",
            Mark::Closes => "”",
        };
        let whole = hash(word.as_bytes(), 0);
        let row = whole as usize % ROWS[0];
        let grade = page.cues.0.get(row).copied().unwrap_or(CueLexicon::UNKNOWN);
        let distance = walk.cue.map_or(0, |(place, _)| 1 + distance(at - place));
        let flags = u16::from(quoted)
            | u16::from(last != Mark::None) << 1
            | u16::from(following != Mark::None) << 2
            | u16::from(at == 0) << 3
            | u16::from(at == walk.sentence) << 4
            | u16::from(at + 1 == tokens.len()) << 5
            | u16::from(self.block == 0) << 6;
        let pair = (walk.before.rotate_left(7) ^ whole).wrapping_mul(0x9E37_79B1) >> 16;
        let rows = [
            row as u16,
            (hash(head(word, 3).as_bytes(), 1) as usize % ROWS[1]) as u16,
            (hash(tail(word, 3).as_bytes(), 2) as usize % ROWS[2]) as u16,
            (shape(printed) as usize % ROWS[3]) as u16,
            flags,
            u16::from(grade) + 8 * distance,
            (at - walk.sentence).min(31) as u16 + 32 * u16::from(quoted && at - walk.quoted_since > 3),
            (pair as usize % ROWS[7]) as u16,
        ];
        if (CueLexicon::LIKELY..CueLexicon::UNKNOWN).contains(&grade) {
            walk.cue = Some((at, grade));
        }
        if self.sentence_ends.get(walk.next_end) == Some(&at) {
            walk.next_end += 1;
            walk.sentence = at + 1;
            walk.cue = None;
        }
        walk.before = whole;
        walk.marks = [here, following];
        walk.at += 1;
        rows
    }
}

/// What a mark does to the quotation it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Opens,
    Closes,
}

impl Mark {
    fn of(page: Page<'_>, token: &Token) -> Self {
        let word = token.span.of(page.text);
        let Some(c) = word.chars().next() else { return Self::None };
        if !"“”\"„«»‘‚‟'’＂`".contains(c) || word.chars().any(char::is_alphanumeric) {
            return Self::None;
        }
        let quotation = token.quotation.map(|at| &page.cut.quotations[at as usize]);
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
