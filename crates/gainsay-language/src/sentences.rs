//! Where sentences end, by the rules of print. The network hears them too; these rules are one of the things it looks at, and what
//! is left of a page that it cannot hear.

use gainsay_knowledge::{Vocabulary, lower};
use gainsay_record::Token;

/// No sentence is longer than this, in tokens: a paragraph without a full stop is cut, so that what is quadratic in a
/// sentence stays bounded.
const LONGEST: usize = 400;

/// The indices of the tokens after which a sentence ends; the last token is always one of them.
///
/// They are put into `ends`.
pub fn guess(text: &str, tokens: &[Token], vocabulary: &Vocabulary, ends: &mut Vec<usize>) {
    ends.clear();
    let lowered = &|at: usize| lower(tokens[at].span.of(text));
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        let stops = stops_at(text, tokens, lowered, at, vocabulary);
        if stops {
            // Closing marks and brackets belong to the sentence they close, unless they open the next.
            while end + 1 < tokens.len() && closes(text, tokens, end + 1) {
                end += 1;
            }
        }
        let breaks =
            stops && (end + 1 == tokens.len() || opens(text, tokens, lowered, at, end + 1, vocabulary));
        if breaks || end + 1 == tokens.len() || end + 1 - start >= LONGEST {
            ends.push(end);
            start = end + 1;
        }
        at = end + 1;
    }
}

fn stops_at(
    text: &str,
    tokens: &[Token],
    lowered: &impl Fn(usize) -> String,
    at: usize,
    vocabulary: &Vocabulary,
) -> bool {
    match tokens[at].span.of(text) {
        "…" | "。" => true,
        "." => at == 0 || !abbreviates(text, tokens, lowered, at - 1, vocabulary),
        word if is_run(word, "!") || is_run(word, "?") || is_run(word, ".") => true,
        // Initials carry their full stop with them: "in the U.S. The ..."
        word => {
            word.ends_with('.')
                && tokens.get(at + 1).is_some_and(|next| starts_upper(next.span.of(text)))
                && vocabulary.opens_sentence(&lowered(at + 1))
        }
    }
}

/// Whether the word before a full stop is an abbreviation that does not close a sentence here.
fn abbreviates(
    text: &str,
    tokens: &[Token],
    lowered: &impl Fn(usize) -> String,
    word: usize,
    vocabulary: &Vocabulary,
) -> bool {
    if tokens[word].span.end() != tokens[word + 1].span.start() {
        return false;
    }
    let printed = tokens[word].span.of(text);
    let initial = printed.chars().count() == 1 && printed.chars().all(char::is_uppercase) && printed != "I";
    let known = vocabulary.abbreviates(&lowered(word));
    // "no." abbreviates before a number only, "Co." anywhere but before a word that opens sentences.
    let closes = vocabulary.abbreviation_closes(&lowered(word))
        && tokens
            .get(word + 2)
            .is_none_or(|next| !next.span.of(text).starts_with(|c: char| c.is_ascii_digit()))
        && (!starts_upper(printed)
            || tokens.get(word + 2).is_none_or(|_| vocabulary.opens_sentence(&lowered(word + 2))));
    (initial || known) && !closes
}

fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let glued = tokens[at - 1].span.end() == tokens[at].span.start();
    match tokens[at].span.of(text) {
        "”" | "’" | "»" | ")" | "]" | "…" => true,
        "\"" | "'" | "“" => glued,
        word => is_run(word, ".") || is_run(word, "!") || is_run(word, "?"),
    }
}

/// Whether a word is nothing but one mark, once or more often.
fn is_run(word: &str, mark: &str) -> bool {
    !word.is_empty() && word.trim_start_matches(mark).is_empty()
}

/// Whether the token at `next` can open a sentence after the stop at `stop`.
fn opens(
    text: &str,
    tokens: &[Token],
    lowered: &impl Fn(usize) -> String,
    stop: usize,
    next: usize,
    vocabulary: &Vocabulary,
) -> bool {
    let word = tokens[next].span.of(text);
    let first = word.chars().next().unwrap_or(' ');
    if first.is_lowercase() {
        return false;
    }
    // A quotation that ends in a mark of its own and is followed by its speaker goes on: “Never!” Smith said. It is
    // left to attribution to join those; after "?" and "!" a capital opens a sentence here.
    let glued = tokens[next - 1].span.end() == tokens[next].span.start();
    let stopped_by_stop = is_run(tokens[stop].span.of(text), ".");
    if stopped_by_stop && glued && !matches!(first, '“' | '"' | '«' | '(' | '[' | '‘' | '—' | '–') {
        // "example.Next" is a missing space, "3.a" is not.
        return first.is_uppercase() && lowered(next).len() > 1 && !vocabulary.abbreviates(&lowered(next));
    }
    !matches!(first, ',' | ';' | ':' | '-' | '–' | '—')
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
