//! How a page is spoilt: what goes wrong on the web, and what nobody would do by accident.

use super::faults::Case;
use fastrand::Rng;

/// The longest spoilt page, in bytes.
const LONGEST: usize = 512 * 1024;

/// Pieces that rules look out for, and pieces that break tools.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "„",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "—",
    "...",
    ":",
    ";",
    ",",
    ".",
    "?",
    "!",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{301}",
    "\u{1f600}",
    " said ",
    " said that ",
    " denied ",
    " denied that it ",
    " not ",
    " never ",
    " no ",
    " and ",
    " or ",
    " if ",
    " which ",
    " who ",
    " that ",
    " according to ",
    " he ",
    " she ",
    " they ",
    " it ",
    " the deal ",
    " the ministry ",
    " reportedly ",
    " would neither confirm nor deny ",
    " Russia ",
    " North Korea ",
    " Iran ",
    " weapons ",
    " shells ",
    " supplied ",
    " was sold to ",
    " between ",
    " both sides ",
    " millions of ",
    " up to 100,000 ",
    " $25 million ",
    "99999999999999999999",
    " -1 ",
    " 1e999 ",
    " in September ",
    " last week ",
    " on Tuesday ",
    " 2022-02-30 ",
    " 31 February 9999 ",
    " since ",
    " yesterday ",
    " the 1990s ",
    "<p>",
    "</p>",
    "<div>",
    "<h1>",
    "</",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "<blockquote>",
    "<table><tr><td>",
    "<time datetime=\"",
    "ß",
    "İ",
    "ﬁ",
    "й",
    "日本",
    "مصر",
];

/// A page or frame, spoilt.
pub fn case(pages: &[Case], random: &mut Rng) -> Case {
    let page = &pages[random.usize(..pages.len())];
    let mut case = page.clone();
    for _ in 0..random.usize(1..10) {
        let other = &pages[random.usize(..pages.len())].bytes;
        spoil(&mut case.bytes, other, random);
        case.bytes.truncate(LONGEST);
    }
    case
}

/// One change.
fn spoil(bytes: &mut Vec<u8>, other: &[u8], random: &mut Rng) {
    match random.u8(..12) {
        // Something is lost, from a byte to a half.
        0 => drop(bytes.drain(range(bytes, random))),
        // Something stands there twice, or very often.
        1 => {
            let piece = bytes[range(bytes, random)].to_vec();
            let times = if random.u8(..16) == 0 { 2000 } else { random.usize(1..4) };
            let times = times.min(LONGEST / piece.len().max(1));
            insert(bytes, random, &piece.repeat(times));
        }
        // A piece of another page.
        2 => {
            let piece = range(other, random);
            insert(bytes, random, &other[piece]);
        }
        // A piece that rules look out for, once or in a long row.
        3..=6 => {
            let piece = PIECES[random.usize(..PIECES.len())].as_bytes();
            let times = if random.u8(..64) == 0 { 5000 } else { 1 };
            insert(bytes, random, &piece.repeat(times));
        }
        // A word changes places with another.
        7 | 8 => words(bytes, random),
        // A byte that is another, which may leave no text at all.
        9 => {
            if let Some(index) = index(bytes, random) {
                bytes[index] = random.u8(..);
            }
        }
        // All in capitals, or all small.
        10 => {
            let range = range(bytes, random);
            if random.bool() {
                bytes[range].make_ascii_uppercase();
            } else {
                bytes[range].make_ascii_lowercase();
            }
        }
        // The spaces are gone.
        _ => {
            let range = range(bytes, random);
            let kept: Vec<u8> = bytes[range.clone()].iter().copied().filter(|byte| *byte != b' ').collect();
            bytes.splice(range, kept);
        }
    }
}

fn index(bytes: &[u8], random: &mut Rng) -> Option<usize> {
    (!bytes.is_empty()).then(|| random.usize(..bytes.len()))
}

/// A range, more often a short one.
fn range(bytes: &[u8], random: &mut Rng) -> std::ops::Range<usize> {
    let Some(start) = index(bytes, random) else { return 0..0 };
    let longest = (bytes.len() - start).min(1 << random.usize(1..16));
    start..start + random.usize(..=longest)
}

fn insert(bytes: &mut Vec<u8>, random: &mut Rng, piece: &[u8]) {
    let at = random.usize(..=bytes.len());
    bytes.splice(at..at, piece.iter().copied());
}

/// Exchanges two words.
fn words(bytes: &mut Vec<u8>, random: &mut Rng) {
    let (Some(a), Some(b)) = (index(bytes, random), index(bytes, random)) else { return };
    let (first, second) = (word(bytes, a.min(b)), word(bytes, a.max(b)));
    if first.end > second.start {
        return;
    }
    let early = bytes[first.clone()].to_vec();
    let late = bytes[second.clone()].to_vec();
    bytes.splice(second, early);
    bytes.splice(first, late);
}

/// The word around a place.
fn word(bytes: &[u8], at: usize) -> std::ops::Range<usize> {
    let start = bytes[..at].iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
    let end = bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |space| at + space);
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_spoils_the_same_way() {
        let pages =
            [Case { frame: false, bytes: b"The ministry denied that it had sold shells.\n".to_vec() }];
        let mut different = 0;
        for seed in 0..200 {
            let once = case(&pages, &mut Rng::with_seed(seed));
            assert_eq!(once, case(&pages, &mut Rng::with_seed(seed)));
            different += usize::from(once != pages[0]);
        }
        assert!(different > 150);
    }

    #[test]
    fn words_change_places() {
        let mut text = b"one two three".to_vec();
        let mut random = Rng::with_seed(3);
        for _ in 0..20 {
            words(&mut text, &mut random);
        }
        let text = String::from_utf8(text).expect("text");
        let mut found: Vec<&str> = text.split(' ').collect();
        found.sort_unstable();
        assert_eq!(found, ["one", "three", "two"]);
    }
}
