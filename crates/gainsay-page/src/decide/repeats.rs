//! Text that the page gives twice: second headlines, pull quotes, tags above and below.

use super::Page;
use crate::shape::hash;
use gainsay_knowledge::{lower, words};
use std::collections::HashMap;

/// Lines that are met again, whole or inside others.
#[derive(Debug)]
pub struct Repeats {
    keys: Vec<u64>,
    /// By key: the first piece, how many there are, and the last.
    by_key: HashMap<u64, (usize, u32, usize)>,
    /// Whether a piece's words all stand, in order, in a longer paragraph.
    contained: Vec<bool>,
    counted: Vec<u32>,
}

/// How many words open the window by which a line is looked for in others.
const WINDOW: usize = 4;
/// A longer line is no pull quote.
const MOST_WORDS: usize = 60;

impl Repeats {
    /// The first piece with the same words.
    pub fn first_of(&self, at: usize) -> Option<usize> {
        self.by_key.get(&self.keys[at]).map(|found| found.0)
    }

    /// The last piece with the same words.
    pub fn last_of(&self, at: usize) -> usize {
        self.by_key.get(&self.keys[at]).map_or(at, |found| found.2)
    }

    /// Whether the same words come again.
    pub fn occurs_again(&self, at: usize) -> bool {
        self.by_key.get(&self.keys[at]).is_some_and(|found| found.1 > 1)
    }

    /// Whether two pieces have the same words.
    pub fn same(&self, a: usize, b: usize) -> bool {
        a != b && self.keys[a] == self.keys[b] && self.counted[a] > 0
    }

    /// Whether these words were given before, or stand in a longer paragraph.
    pub fn repeated(&self, at: usize) -> bool {
        let again = self.counted[at] >= 4 && self.first_of(at).is_some_and(|first| first < at);
        again || self.contained[at]
    }
}

/// Finds what is repeated, in time that grows with the text alone.
pub fn repeats(page: &Page<'_>) -> Repeats {
    let keys: Vec<u64> = page.shapes.iter().map(|shape| shape.key).collect();
    let counted: Vec<u32> = page.shapes.iter().map(|shape| shape.words).collect();
    let mut by_key: HashMap<u64, (usize, u32, usize)> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        let found = by_key.entry(*key).or_insert((at, 0, at));
        found.1 += 1;
        found.2 = at;
    }
    let contained = contained(page);
    Repeats { keys, by_key, contained, counted }
}

/// Lines of a few words that stand word by word in a longer paragraph. The paragraphs are walked once with a window of
/// a few words; where a line opens with these, the rest is compared.
fn contained(page: &Page<'_>) -> Vec<bool> {
    let mut found = vec![false; page.len()];
    let short: Vec<usize> = (0..page.len())
        .filter(|at| {
            (WINDOW + 1..MOST_WORDS).contains(&(page.shapes[*at].words as usize))
                && page.texts[*at].len() < 600
        })
        .collect();
    let mut by_opening: HashMap<u64, Vec<(usize, &[u64])>> = HashMap::new();
    for at in short {
        let hashes = &page.shapes[at].hashes;
        if hashes.len() > WINDOW {
            let lines = by_opening.entry(opening(hashes)).or_default();
            // Many lines with one opening are a list, not pull quotes.
            if lines.len() < 8 {
                lines.push((at, &hashes[..]));
            }
        }
    }
    if by_opening.is_empty() {
        return found;
    }
    for at in 0..page.len() {
        if page.shapes[at].words as usize <= WINDOW + 2 {
            continue;
        }
        let hashes = &page.shapes[at].hashes;
        for place in 0..hashes.len().saturating_sub(WINDOW) {
            let Some(lines) = by_opening.get(&opening(&hashes[place..])) else { continue };
            for (line, words) in lines {
                let longer = hashes.len() > words.len() + 1 && *line != at && !found[*line];
                found[*line] |= longer && hashes[place..].starts_with(words);
            }
        }
    }
    found
}

fn opening(hashes: &[u64]) -> u64 {
    hashes.iter().take(WINDOW).fold(0, |sum: u64, hash| sum.rotate_left(7) ^ hash)
}

/// The words of a text, marks left out, as numbers.
pub fn word_hashes(text: &str) -> Vec<u64> {
    words(text)
        .map(|range| &text[range])
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| hash(&lower(word)))
        .collect()
}

/// How much two short texts share, in hundredths of the longer; the outlet's name after a title costs little.
pub fn alike(a: &[u64], title: &[u64]) -> u32 {
    if a.is_empty() || title.is_empty() {
        return 0;
    }
    let shared = a.iter().filter(|word| title.contains(word)).count();
    let most = a.len().max(title.len().saturating_sub(3)).max(1);
    (shared.min(most) * 100 / most) as u32
}
