//! What a line looks like, whatever it means.

use crate::dates;
use gainsay_knowledge::{Furniture, Place, lower, words};
use gainsay_record::{BlockKind, Edtf};

/// The features of one piece.
#[derive(Debug, Default)]
pub struct Shape {
    /// Words with a letter; in scripts without spaces, half the letters.
    pub words: u32,
    /// Letters.
    pub letters: u32,
    /// How often each of the languages' commonest words occurs, by place in `Furniture::languages`.
    pub common: [u16; 16],
    /// The script most letters are of.
    pub script: Script,
    /// Letters of Ukrainian that Russian lacks, and the other way round.
    pub ukrainian: u32,
    /// See `ukrainian`.
    pub russian: u32,
    /// Whether it ends as a sentence does.
    pub ends: bool,
    /// Whether it ends with a colon.
    pub colon: bool,
    /// How many sentences it seems to hold.
    pub sentences: u32,
    /// Whether every word of weight is a name or stands in a title: capitals, small only the commonest words.
    pub titled: bool,
    /// Whether its letters are capitals.
    pub capitals: bool,
    /// Bars, dots, arrows between words.
    pub separators: u32,
    /// Commas between words.
    pub commas: u32,
    /// Hash tags.
    pub hash_tags: u32,
    /// Whether it starts with a bullet.
    pub bullet: bool,
    /// Whether it starts with an opening quotation mark.
    pub quoted: bool,
    /// Whether nothing but quotation stands in it: it opens a quotation that ends with the line or not at all.
    pub quotation: bool,
    /// Its words with a capital, hashed, for comparing with other lines.
    pub names: Vec<u64>,
    /// Its words and numbers, hashed, in order.
    pub hashes: Vec<u64>,
    /// All its words, hashed together: equal for lines that differ in marks and case alone.
    pub key: u64,
    /// Words that are services to share on, services for money, makers of pictures, words of time.
    pub platforms: u32,
    /// See `platforms`.
    pub payments: u32,
    /// See `platforms`.
    pub agencies: u32,
    /// See `platforms`.
    pub clock: u32,
    /// Numbers, clock times included.
    pub numbers: u32,
    /// Words in small letters with letters that English lacks.
    pub accented: u32,
    /// Names and signs of currencies.
    pub currencies: u32,
    /// A bank card or account number, or an address of e-mail.
    pub account: bool,
    /// An address on the web or of e-mail.
    pub address: bool,
    /// Whether it holds a clock time.
    pub time: bool,
    /// A date in its opening words.
    pub date: Option<Edtf>,
    /// How many of its words say that date.
    pub date_words: u32,
    /// Whether it is a row of phrases of furniture, and of which kind.
    pub row: Option<BlockKind>,
    /// A phrase of furniture.
    pub phrase: Option<(BlockKind, Place)>,
    /// Whether only names follow its opening phrase.
    pub names_follow: bool,
}

/// Scripts that tell languages apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Script {
    /// No letters.
    #[default]
    None,
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Any other.
    Other,
}

/// How many words of a line are looked at for phrases and names; the rest is only counted.
const HEAD: usize = 64;

impl Shape {
    /// Looks at a line.
    pub fn of(text: &str, known: &Furniture) -> Self {
        let mut shape = Self::default();
        let mut lowered: Vec<String> = Vec::new();
        let (mut latin, mut cyrillic, mut other, mut dense, mut upper) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        let mut small = 0_u32;
        let mut all = 0_u32;
        for range in words(text) {
            all += 1;
            let word = &text[range];
            let mut lettered = false;
            let mut capital = false;
            for (place, c) in word.chars().enumerate() {
                if !c.is_alphabetic() {
                    continue;
                }
                lettered = true;
                capital |= place == 0 && c.is_uppercase();
                upper += u32::from(c.is_uppercase());
                match c {
                    'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
                    '\u{400}'..='\u{52f}' => {
                        cyrillic += 1;
                        shape.ukrainian +=
                            u32::from(matches!(c, 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ'));
                        shape.russian += u32::from(matches!(c, 'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё'));
                    }
                    '\u{e00}'..='\u{eff}'
                    | '\u{1000}'..='\u{109f}'
                    | '\u{3040}'..='\u{30ff}'
                    | '\u{3400}'..='\u{9fff}' => {
                        dense += 1;
                        other += 1;
                    }
                    _ => other += 1,
                }
            }
            let low = lower(word);
            if lettered {
                shape.words += 1;
                let hashed = hash(&low);
                shape.hashes.push(hashed);
                let hint = known.word(&low);
                shape.accented += u32::from(
                    !capital
                        && latin > 0
                        && !word.is_ascii()
                        && word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()),
                );
                shape.currencies += u32::from(hint.currency);
                if hint.common_in != 0 {
                    for (place, count) in shape.common.iter_mut().enumerate() {
                        *count = count.saturating_add((hint.common_in >> place & 1) as u16);
                    }
                }
                shape.platforms += u32::from(hint.platform);
                shape.payments += u32::from(hint.payment);
                shape.agencies += u32::from(hint.agency);
                shape.clock += u32::from(hint.clock || hint.month.is_some());
                if capital {
                    if shape.names.len() < HEAD {
                        shape.names.push(hashed);
                    }
                } else if hint.common_in == 0 && !word.starts_with(['\'', '’']) {
                    small += 1;
                }
            } else if word.starts_with(|c: char| c.is_ascii_digit()) {
                shape.numbers += 1;
                shape.hashes.push(hash(&low));
            } else {
                match word {
                    "|" | "•" | "·" | "/" | "»" | "›" | ">" | "→" | "∙" | "●" | "‹" | "\\" => {
                        shape.separators += 1
                    }
                    "," => shape.commas += 1,
                    "#" => shape.hash_tags += 1,
                    "$" | "€" | "£" | "₴" | "₽" | "₺" | "¥" => shape.currencies += 1,
                    _ => {}
                }
            }
            if lowered.len() < HEAD {
                lowered.push(low);
            }
        }
        shape.key =
            shape.hashes.iter().fold(SEED, |key, hash| (key.rotate_left(5) ^ hash).wrapping_mul(PRIME));
        shape.letters = latin + cyrillic + other;
        shape.words += dense / 2;
        shape.script = match shape.letters {
            0 => Script::None,
            _ if cyrillic >= latin && cyrillic >= other => Script::Cyrillic,
            _ if latin >= other => Script::Latin,
            _ => Script::Other,
        };
        shape.titled = shape.words > 0 && small == 0 && !shape.names.is_empty();
        shape.capitals = shape.letters > 3 && upper * 10 >= shape.letters * 9;
        shape.edges(text);
        if all as usize <= HEAD {
            shape.money(text);
            if let Some((date, length)) = dates::in_words(text, known) {
                shape.date = Some(date);
                shape.date_words = length as u32;
            }
        }
        shape.look_up(&lowered, known);
        shape
    }

    fn edges(&mut self, text: &str) {
        let closing =
            |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“' | '*' | '\u{200b}');
        let end = text.trim_end_matches(closing).trim_end();
        let stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔' | '።');
        self.ends = end.ends_with(stop);
        self.colon = end.ends_with([':', '：']);
        self.bullet = text
            .starts_with(['•', '▪', '●', '◦', '‣', '*', '·', '■', '–', '—', '-', '➤', '►', '✔'])
            && text.chars().nth(1).is_some_and(|c| c.is_whitespace());
        self.quoted = text.starts_with(['“', '"', '«', '„', '‘']);
        // A sentence starts where a stop is followed by a space and a capital or a mark.
        let mut characters = text.chars().peekable();
        let mut before = ['\0'; 3];
        let mut starts = 0;
        while let Some(c) = characters.next() {
            // "U.S.", "Mr.", "J. Smith" end none.
            let short = before[2].is_uppercase()
                || !before[1].is_alphanumeric()
                || (before[1].is_uppercase() && !before[0].is_alphanumeric());
            if stop(c)
                && !(c == '.' && short)
                && !characters.peek().is_some_and(|next| next.is_alphanumeric())
            {
                starts += 1;
            }
            before = [before[1], before[2], c];
        }
        self.sentences = starts.max(u32::from(self.ends));
        let mut depth = 0_i32;
        let mut closed_early = false;
        let count = text.chars().count();
        // German closes with the mark with which English opens.
        let german = text.starts_with('„');
        if self.quoted {
            for (place, c) in text.chars().enumerate() {
                match c {
                    '“' if german => depth -= 1,
                    '“' | '«' | '„' => depth += 1,
                    '”' | '»' => depth -= 1,
                    '"' => depth = 1 - depth.min(1),
                    _ => {}
                }
                closed_early |= depth <= 0 && place + 2 < count;
            }
            self.quotation = !closed_early;
        }
        let c = |word: &str| text.contains(word);
        self.time = text.as_bytes().windows(5).any(|w| {
            w[0].is_ascii_digit()
                && w[1].is_ascii_digit()
                && w[2] == b':'
                && w[3].is_ascii_digit()
                && w[4].is_ascii_digit()
        }) || (text.len() < 12 && c(":") && self.numbers >= 2);
    }

    fn money(&mut self, text: &str) {
        self.address = text.contains("http://")
            || text.contains("https://")
            || text.contains("www.")
            || text.contains("@");
        // Four groups of three digits or more, or fourteen digits in a row: nothing but spaces and hyphens between them.
        let (mut run, mut row, mut groups, mut digits) = (0_u32, 0_u32, 0_u32, 0_u32);
        for c in text.chars().chain(['.']) {
            if c.is_ascii_digit() {
                run += 1;
                continue;
            }
            row = if run == 3 || run == 4 { row + 1 } else { 0 };
            groups = groups.max(row);
            digits = digits.max(run);
            if !matches!(c, ' ' | '-' | '\u{a0}') {
                row = 0;
            }
            run = 0;
        }
        self.account = groups >= 4
            || digits >= 14
            || text.contains("[email")
            || (text.contains('@') && text.contains('.'));
    }

    fn look_up(&mut self, lowered: &[String], known: &Furniture) {
        let found = known.phrase(lowered).filter(|found| !matches!(found.1, Place::Holds));
        // Bullets, arrows and brackets may stand before the phrase.
        let skip = lowered.iter().take_while(|word| !word.contains(char::is_alphanumeric)).count();
        self.phrase = found.or_else(|| known.phrase(&lowered[skip..]));
        if lowered.len() < 40 && !self.ends {
            self.row = known.row(lowered);
        }
        if let Some((_, Place::BeforeNames(length))) = self.phrase {
            let rest = lowered.get(skip + length..).unwrap_or_default();
            let lettered = rest.iter().filter(|word| word.contains(char::is_alphabetic)).count();
            let opening =
                lowered.iter().take(length).filter(|word| word.contains(char::is_alphabetic)).count();
            // The opening word may itself have a capital.
            let names = self.names.len().saturating_sub(opening.min(1)) + 1;
            self.names_follow = lettered > 0 && lettered <= 16 && self.titled && names > lettered / 2;
        }
    }

    /// Whether it reads as running text.
    pub fn prose(&self) -> bool {
        (self.ends && self.words >= 4) || self.words >= 30 || (self.colon && self.words >= 10)
    }
}

/// The numbers of FNV-1a.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x100_0000_01b3;

/// A number for a word, the same in every run. Words that collide would at worst look like a repetition.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(SEED, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay_knowledge::Knowledge;

    fn shape(text: &str) -> Shape {
        Shape::of(text, &Knowledge::shipped().furniture)
    }

    #[test]
    fn sentences_and_titles_are_told_apart() {
        let line = shape("Mr. Smith denied it. The U.S. said nothing.");
        assert!(line.prose() && line.sentences == 2 && !line.titled);
        let line = shape("War with Russia");
        assert!(!line.prose() && line.titled);
    }

    #[test]
    fn a_line_that_is_all_quotation_is_seen() {
        assert!(shape("“We never sold it.”").quotation);
        assert!(shape("“We never sold it, and “that” is that.").quotation);
        assert!(!shape("“We never sold it,” he said.").quotation);
        assert!(!shape("He said: “No.”").quotation);
    }

    #[test]
    fn card_numbers_are_seen() {
        assert!(shape("monobank 4441 0000 1111 2222").account);
        assert!(!shape("In 2022 2023 and 2024 it sold 1000 shells").account);
    }
}
