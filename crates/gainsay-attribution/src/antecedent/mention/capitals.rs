//! Which words of a page are names, where a headline's capitals do not tell.

use crate::view::View;
use gainsay_record::{BlockKind, Sentence, Tag};
use std::collections::HashSet;

/// Whether a sentence is a headline most of whose longer words open with a capital.
pub fn in_capitals(view: &View<'_>, sentence: &Sentence) -> bool {
    let kind = view.article.blocks[sentence.block as usize].kind;
    // In text that some tool extracted the first block is the headline, whatever it was taken for.
    if sentence.block != 0 && !matches!(kind, BlockKind::Headline | BlockKind::Subhead) {
        return false;
    }
    let range = View::range(sentence);
    let long = range.map(|at| view.printed(at)).filter(|word| word.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    all > 0 && capital * 4 > all * 3
}

/// The capitalised words of the sentences that are not in capitals, and each two side by side: a word alone stands with
/// an empty one, and does not count where it opens the sentence before a noun.
pub fn neighbours<'a>(view: &'a View<'_>) -> HashSet<(&'a str, &'a str)> {
    let mut all = HashSet::new();
    for sentence in &view.analysis.sentences {
        if in_capitals(view, sentence) {
            continue;
        }
        let range = View::range(sentence);
        let capital = |at: usize| view.printed(at).starts_with(char::is_uppercase);
        for at in range.clone().filter(|&at| capital(at) && view.tag(at) == Tag::Propn) {
            let lone = at == range.start && matches!(view.tag(at + 1), Tag::Noun | Tag::Adj);
            if !lone || capital(at + 1) {
                all.insert((view.word(at), ""));
            }
            if at + 1 < range.end && capital(at + 1) {
                all.insert((view.word(at), view.word(at + 1)));
            }
        }
    }
    all
}
