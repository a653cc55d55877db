//! Parts of speech, as far as closed classes, known verbs and the look of a word tell them.

use gainsay_knowledge::{Knowledge, WordForm};
use gainsay_record::{Tag, Token};

/// Gives each token of one block its tag. Closed classes are right, open ones guessed.
pub fn assign(text: &str, tokens: &mut [Token], lowered: &[String], known: &Knowledge) {
    let shouted = tokens.iter().filter(|t| is_upper(t.span.of(text))).count() * 2 > tokens.len();
    let mut opens = true;
    for at in 0..tokens.len() {
        let printed = tokens[at].span.of(text);
        let before = at.checked_sub(1).map(|before| tokens[before].tag);
        tokens[at].tag = guess(printed, &lowered[at..], before, opens || shouted, known);
        opens = matches!(printed, "." | "!" | "?" | ":" | "“" | "\"" | "‘" | "«");
    }
}

fn guess(printed: &str, lowered: &[String], before: Option<Tag>, opens: bool, known: &Knowledge) -> Tag {
    let first = printed.chars().next().unwrap_or(' ');
    let word = lowered[0].as_str();
    if !first.is_alphanumeric() && !word.starts_with('\'') {
        return if matches!(first, '$' | '€' | '£' | '%' | '+' | '=' | '#' | '@') {
            Tag::Sym
        } else {
            Tag::Punct
        };
    }
    if first.is_numeric() {
        return Tag::Num;
    }
    if word == "'" {
        return Tag::Punct;
    }
    if word == "'s" && lowered.len() > 1 {
        // "it's" is a verb, "Iran's" a genitive; "Iran's selling" is read as one too, for want of a tree.
        return if matches!(before, Some(Tag::Pron)) { Tag::Aux } else { Tag::Part };
    }
    let capital = first.is_uppercase();
    if let Some(tag) = known.vocabulary.tag(word)
        && !(capital && !opens && matches!(tag, Tag::Adv | Tag::Num | Tag::Verb | Tag::Aux))
    {
        return match tag {
            // "the 's", "US" and "us" differ by their capitals.
            Tag::Pron if is_upper(printed) && printed.len() > 1 && !opens => Tag::Propn,
            Tag::Verb if matches!(before, Some(Tag::Det | Tag::Adj)) => Tag::Noun,
            tag => tag,
        };
    }
    if capital && (!opens || known.names.at(&[printed], &[word]).is_some()) {
        return Tag::Propn;
    }
    if let Some((1, cue)) = known.cues.verb_at(&lowered[..1]) {
        return verb_or_noun(cue.form, before);
    }
    match () {
        () if word.ends_with("ly") && word.len() > 4 => Tag::Adv,
        () if word.ends_with("ing") && matches!(before, Some(Tag::Det | Tag::Adj)) => Tag::Noun,
        () if word.ends_with("ing") || word.ends_with("ed") => {
            if matches!(before, Some(Tag::Det | Tag::Adj | Tag::Adp)) && word.ends_with("ed") {
                Tag::Adj
            } else {
                Tag::Verb
            }
        }
        () if is_adjective(word) => Tag::Adj,
        () if capital => Tag::Propn,
        () => Tag::Noun,
    }
}

/// "report", "claims", "claimed": a noun after a determiner or adjective, else a verb.
fn verb_or_noun(form: WordForm, before: Option<Tag>) -> Tag {
    let nominal = matches!(before, Some(Tag::Det | Tag::Adj | Tag::Adp | Tag::Num | Tag::Verb));
    match form {
        WordForm::Base | WordForm::Third if nominal => Tag::Noun,
        WordForm::Past | WordForm::PastOrParticiple | WordForm::Participle
            if matches!(before, Some(Tag::Det)) =>
        {
            Tag::Adj
        }
        _ => Tag::Verb,
    }
}

fn is_adjective(word: &str) -> bool {
    ["al", "ous", "ive", "ic", "able", "ible", "ary", "ful", "less", "ian", "ean", "ese", "ish"]
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}
