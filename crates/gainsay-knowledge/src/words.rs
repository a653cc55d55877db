//! The rule by which text and data files are cut into words: the same for both, so that a name in a file is found in a
//! text.

use std::ops::Range;

/// The words and marks of `text`, as byte ranges in order; white space and invisible format characters are in none.
///
/// A word is a run of letters and digits. Kept whole: numbers ("1,500", "2.5"), initials ("U.S."). Split off: English
/// clitics ("'s", "n't"). Every other character is a mark of its own, hyphens included.
///
/// ```
/// let text = "The U.S. didn't send 1,500 short-range ones.";
/// let words: Vec<_> = gainsay_knowledge::words(text).map(|range| &text[range]).collect();
/// assert_eq!(words, ["The", "U.S.", "did", "n't", "send", "1,500", "short", "-", "range", "ones", "."]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let skipped = rest.find(|c: char| !(c.is_whitespace() || is_invisible(c)))?;
        let start = at + skipped;
        let end = start + word_length(&text[start..], text[..start].ends_with(char::is_alphanumeric));
        at = end;
        Some(start..end)
    })
}

/// The word as data files spell it: lower case, straight apostrophe.
pub fn lower(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_mark(c: char) -> bool {
    // Combining marks belong to the letter before them.
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// The length in bytes of the word that opens `text`, which opens with neither white space nor an invisible character.
fn word_length(text: &str, after_word: bool) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if !first.is_alphanumeric() {
        if is_apostrophe(first)
            && after_word
            && let Some(length) = clitic(&text[first.len_utf8()..])
        {
            return first.len_utf8() + length;
        }
        // "..." and "----" are one mark, as treebanks have it; brackets and quotation marks stand each for itself.
        let runs = !is_apostrophe(first) && !"()[]{}\"“”‘«»„‚`".contains(first);
        // A page of brackets alone is gone through once.
        let length = if runs { text.chars().take_while(|&c| c == first).count() } else { 1 };
        return first.len_utf8() * length;
    }
    // Most words are plain letters, and what follows them has no say.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let next = text.as_bytes().get(plain);
    if plain > 0 && next.is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'.' | b',')) {
        return plain;
    }
    if let Some(length) = initials(text) {
        return length;
    }
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    let mut last = first;
    while let Some((at, c)) = characters.next() {
        let joins = matches!(c, ',' | '.')
            && last.is_ascii_digit()
            && characters.peek().is_some_and(|&(_, next)| next.is_ascii_digit());
        if c.is_alphanumeric() || is_mark(c) || joins {
            end = at + c.len_utf8();
            last = c;
        } else {
            break;
        }
    }
    // "didn't" is "did" and "n't".
    let rest = &text[end..];
    if text[..end].len() > 1
        && text[..end].ends_with('n')
        && rest.chars().next().is_some_and(is_apostrophe)
        && ends_word(rest.trim_start_matches(is_apostrophe), "t")
    {
        return end - 1;
    }
    if text.starts_with(['n', 'N']) && end == 1 && after_word {
        let apostrophe = rest.chars().next().filter(|&c| is_apostrophe(c));
        if let Some(apostrophe) = apostrophe
            && ends_word(&rest[apostrophe.len_utf8()..], "t")
        {
            return end + apostrophe.len_utf8() + 1;
        }
    }
    end
}

/// Whether `text` opens with `letters` and the word ends there.
fn ends_word(text: &str, letters: &str) -> bool {
    text.get(..letters.len()).is_some_and(|head| head.eq_ignore_ascii_case(letters))
        && !text[letters.len()..].starts_with(char::is_alphanumeric)
}

fn clitic(text: &str) -> Option<usize> {
    ["s", "re", "ve", "ll", "d", "m"].into_iter().find(|c| ends_word(text, c)).map(str::len)
}

/// "U.S." and its like: two letters or more, each with its full stop; the last stop may be missing before a letterless
/// end ("U.N").
fn initials(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_alphabetic() || characters.peek() != Some(&'.') {
            // "U.S" without its last stop, at the end of a word.
            if c.is_alphabetic() && letters > 0 && !characters.peek().is_some_and(|n| n.is_alphanumeric()) {
                end += c.len_utf8();
                letters += 1;
            }
            break;
        }
        characters.next();
        end += c.len_utf8() + 1;
        letters += 1;
    }
    (letters >= 2).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_run_of_brackets_is_gone_through_once() {
        // Each stands for itself; to look at all behind it for each would take minutes.
        assert_eq!(words(&"(".repeat(1 << 20)).count(), 1 << 20);
    }

    #[test]
    fn clitics_are_words_of_their_own() {
        assert_eq!(split("It’s Iran's; we'll"), ["It", "’s", "Iran", "'s", ";", "we", "'ll"]);
        assert_eq!(split("won't can’t"), ["wo", "n't", "ca", "n’t"]);
        assert_eq!(split("'rumours'"), ["'", "rumours", "'"]);
    }

    #[test]
    fn numbers_and_initials_stay_whole() {
        assert_eq!(split("$2.5bn, 10,000."), ["$", "2.5bn", ",", "10,000", "."]);
        assert_eq!(
            split("the U.N. and the U.S., e.g. now"),
            ["the", "U.N.", "and", "the", "U.S.", ",", "e.g.", "now"]
        );
        assert_eq!(split("I. am"), ["I", ".", "am"]);
    }

    #[test]
    fn invisible_characters_are_in_no_word() {
        assert_eq!(split("\u{feff}arms\u{200b} deal"), ["arms", "deal"]);
    }
}
