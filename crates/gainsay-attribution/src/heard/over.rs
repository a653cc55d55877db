//! Why a rule is trusted over what was heard of the same words.

use super::measure::{meets, share};
use super::pair::Pair;
use crate::cue::Construction;
use crate::sentence::Reliance;
use gainsay_record::Act;

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A headline attributes by a mark alone, and the whole of it is one statement.
    Mark,
    /// Its form says where source and content end: "the ministry's claim that", "as the minister put it".
    Form,
    /// "was quoted by the agency as saying", "declined to comment": a turn of speech in two parts, or without content, of
    /// which the network hears a part.
    Turn,
    /// “...,” said the ministry: what was heard as content is the speaker.
    Swapped,
    /// What is said stands on both sides of a parenthesis, and one side of it was heard.
    Parenthesis,
    /// The page is about what the frames cover, and both mean nearly the same words: the rule ends them by grammar.
    Agreed,
    /// The page is about what the frames cover, and the rule claims a whole quotation.
    Quotation,
    /// Of two cues side by side the network may hear one with the words of both; the rule then cuts better, on pages it was
    /// written for, where the second only says what was left unsaid ("but stopped short of"), and where both are
    /// participles ("saying ... and adding").
    TwoCues,
}

impl Reason {
    /// Whether the rule's source is right as well.
    pub fn names_the_source(self) -> bool {
        matches!(self, Self::Form | Self::Turn | Self::Swapped)
    }
}

/// The reason to trust it, if there is one.
pub fn reason(pair: &Pair<'_, '_, '_>) -> Option<Reason> {
    let rule = pair.rule;
    let part = share(&pair.theirs, &pair.words) > 0.99;
    let covered = pair.page.covered;
    match () {
        () if rule.construction == Construction::Mark => Some(Reason::Mark),
        () if rule.reliance == Reliance::Whole => Some(Reason::Form),
        () if rule.cue.len() > 1 || rule.act == Act::Declines => Some(Reason::Turn),
        () if is_swapped(pair) => Some(Reason::Swapped),
        () if part && (rule.content.len() > 1 || !rule.content.is_empty() && !pair.quoted.is_empty()) => {
            Some(Reason::Parenthesis)
        }
        () if covered && (part || agree(pair) >= 0.6) => Some(Reason::Agreed),
        () if covered && !pair.quoted.is_empty() => Some(Reason::Quotation),
        () if has_the_words_of_two(pair) => Some(Reason::TwoCues),
        () => None,
    }
}

/// How nearly both mean the same words.
fn agree(pair: &Pair<'_, '_, '_>) -> f32 {
    share(&pair.theirs, &pair.words).min(share(&pair.words, &pair.theirs))
}

fn is_swapped(pair: &Pair<'_, '_, '_>) -> bool {
    let source = pair.rule.source.as_ref();
    source.is_some_and(|own| share(&pair.theirs, std::slice::from_ref(own)) > 0.7)
}

fn has_the_words_of_two(pair: &Pair<'_, '_, '_>) -> bool {
    pair.same.len() == 1
        && pair.cues().any(|(cue, construction)| {
            (pair.page.covered
                || construction == Construction::Declining
                || pair.page.is_tied_participle(cue)
                    && pair.rule.cue.iter().any(|own| pair.page.is_participle(own)))
                && meets(&pair.theirs, cue)
                && !meets(&pair.words, cue)
                && !pair.rule.cue.contains(cue)
        })
}
