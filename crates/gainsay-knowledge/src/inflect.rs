//! Inflected forms of English words: the spelling rules, and a place for what breaks them.

/// Which form of a word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordForm {
    /// A noun, in either number.
    Noun,
    /// "supply": present or infinitive.
    Base,
    /// "supplies".
    Third,
    /// "gave": past, and never a participle.
    Past,
    /// "supplied", "sold": past or participle.
    PastOrParticiple,
    /// "given": participle only.
    Participle,
    /// "supplying".
    Ing,
}

/// The forms of a verb that the rules do not give.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregular {
    /// The past, and the participle too unless that is given: "sold".
    pub past: Option<Box<str>>,
    /// "given".
    pub participle: Option<Box<str>>,
    /// "shipping".
    pub ing: Option<Box<str>>,
    /// The third person singular: "has".
    pub third: Option<Box<str>>,
}

/// The forms of a verb, which may be a phrase: its first word is inflected ("hand over"), or the last part of a
/// hyphenated one ("re-export").
///
/// ```
/// use gainsay_knowledge::{WordForm, verb_forms};
///
/// let forms = verb_forms("supply", None);
/// assert!(forms.contains(&("supplies".to_owned(), WordForm::Third)));
/// assert!(forms.contains(&("supplied".to_owned(), WordForm::PastOrParticiple)));
/// ```
pub fn verb_forms(lemma: &str, irregular: Option<&Irregular>) -> Vec<(String, WordForm)> {
    let (head, rest) = lemma.split_at(lemma.find(' ').unwrap_or(lemma.len()));
    let mut forms = vec![(lemma.to_owned(), WordForm::Base)];
    let mut add = |word: String, form| forms.push((word + rest, form));
    let listed = |form: &Option<Box<str>>| form.as_deref().map(str::to_owned);
    let irregular = irregular.cloned().unwrap_or_default();
    add(listed(&irregular.third).unwrap_or_else(|| with_s(head)), WordForm::Third);
    add(listed(&irregular.ing).unwrap_or_else(|| with_ing(head)), WordForm::Ing);
    let past = listed(&irregular.past).unwrap_or_else(|| with_ed(head));
    match listed(&irregular.participle) {
        Some(participle) => {
            add(past, WordForm::Past);
            add(participle, WordForm::Participle);
        }
        None => add(past, WordForm::PastOrParticiple),
    }
    forms
}

/// A noun's singular and plural; of a phrase the last word is inflected.
pub fn noun_forms(lemma: &str) -> Vec<(String, WordForm)> {
    vec![(lemma.to_owned(), WordForm::Noun), (with_s(lemma), WordForm::Noun)]
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
}

fn with_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "go"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn with_ed(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ied", &word[..word.len() - 1])
    } else if word.ends_with('e') {
        format!("{word}d")
    } else {
        format!("{word}ed")
    }
}

fn with_ing(word: &str) -> String {
    if word.ends_with('e') && !word.ends_with("ee") && word.len() > 2 {
        format!("{}ing", &word[..word.len() - 1])
    } else {
        format!("{word}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_follows_the_rules_and_the_list() {
        let words = |lemma, irregular: Option<&Irregular>| -> Vec<String> {
            verb_forms(lemma, irregular).into_iter().map(|(word, _)| word).collect()
        };
        assert_eq!(words("supply", None), ["supply", "supplies", "supplying", "supplied"]);
        assert_eq!(words("purchase", None), ["purchase", "purchases", "purchasing", "purchased"]);
        assert_eq!(words("hand over", None), ["hand over", "hands over", "handing over", "handed over"]);
        assert_eq!(words("re-export", None)[3], "re-exported");
        let give =
            Irregular { past: Some("gave".into()), participle: Some("given".into()), ..Irregular::default() };
        assert_eq!(words("give", Some(&give)), ["give", "gives", "giving", "gave", "given"]);
        assert_eq!(noun_forms("delivery")[1].0, "deliveries");
    }
}
