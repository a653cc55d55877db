//! What each token can be in a noun phrase: by its tag, its capital, and what stands beside it.

use super::Finder;
use gainsay_knowledge::NounClass;
use gainsay_record::Tag;
use std::ops::Range;

/// What a token can be in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "the", "a", "both".
    Determiner,
    /// "its", "his".
    Possessive,
    /// A word of a name.
    Proper,
    /// A common noun or what describes one.
    Common,
    /// A hyphen, the full stop of an initial, "of" in a name.
    Glue,
    /// "'s".
    Genitive,
    /// Anything else: the phrase ends before it.
    Other,
}

impl Finder<'_> {
    pub(super) fn kind(&self, at: usize, sentence: &Range<usize>, before: Option<Kind>) -> Kind {
        let view = self.view;
        if at >= sentence.end {
            return Kind::Other;
        }
        let (word, tag) = (view.word(at), view.tag(at));
        let proper_before = before == Some(Kind::Proper);
        let touches = |at: usize| {
            let tokens = &view.analysis.tokens;
            at > 0 && tokens.get(at).is_some_and(|token| tokens[at - 1].span.end() == token.span.start())
        };
        if before.is_some() {
            match word {
                "'s" | "’s" if tag != Tag::Aux => return Kind::Genitive,
                "'" | "’" if touches(at) && view.word(at - 1).ends_with('s') && !view.delimits(at) => {
                    return Kind::Genitive;
                }
                "-" | "–" | "‑" if touches(at) && touches(at + 1) => return Kind::Glue,
                "." if proper_before
                    && touches(at)
                    && self.is_proper(at + 1, sentence)
                    && (printed_letters(view.printed(at - 1)) == 1
                        || view.known.vocabulary.abbreviates(view.word(at - 1))) =>
                {
                    return Kind::Glue;
                }
                "de" | "van" | "von" | "der" | "den" | "bin" | "ibn" | "al" | "el" | "da" | "di" | "la"
                | "le" | "du" | "dos" | "ben"
                    if proper_before && self.particle(at, sentence) =>
                {
                    return Kind::Proper;
                }
                "and" if proper_before && self.names_a_body(at, sentence) => return Kind::Glue,
                "&" if proper_before && self.is_proper(at + 1, sentence) => return Kind::Glue,
                "of" | "for" if proper_before && self.opens_name(at, sentence) => return Kind::Glue,
                "the" if before == Some(Kind::Glue) && matches!(view.word(at - 1), "of" | "for") => {
                    return Kind::Glue;
                }
                _ => {}
            }
        }
        if before == Some(Kind::Glue) && touches(at) && self.kinds.iter().rev().nth(1) == Some(&Kind::Proper)
        {
            return Kind::Proper;
        }
        if self.is_proper(at, sentence) {
            // "Merkel Calls": a headline's name ends where the text never goes on so.
            let parted = self.capitals
                && proper_before
                && !self.neighbours.contains(&(view.word(at - 1), view.word(at)));
            return if parted { Kind::Other } else { Kind::Proper };
        }
        match tag {
            Tag::Det
                if before.is_none()
                    && matches!(word, "its" | "their" | "his" | "her" | "our" | "my" | "your") =>
            {
                Kind::Possessive
            }
            // "the law that divides them": an article only where a known noun follows.
            Tag::Det
                if word == "that"
                    && !(before.is_none() && self.noun(at + 1).is_some_and(|noun| !noun.plural)) =>
            {
                Kind::Other
            }
            Tag::Det if before.is_none() => Kind::Determiner,
            Tag::Noun | Tag::Adj | Tag::Num | Tag::Propn if !view.is_time(at) || before.is_some() => {
                Kind::Common
            }
            // "the party's existing rules": a verb's form behind an article is no verb.
            Tag::Verb
                if matches!(before, Some(Kind::Determiner | Kind::Possessive | Kind::Genitive))
                    && (view.known.reference.noun(word).is_some()
                        || word.ends_with("ing")
                        || word.ends_with("ed")) =>
            {
                Kind::Common
            }
            _ => Kind::Other,
        }
    }

    /// Whether "of" goes on with a name: "Secretary of State", "Department of Energy", not "Pence of Indiana".
    fn opens_name(&self, of: usize, sentence: &Range<usize>) -> bool {
        let after = if self.view.word(of + 1) == "the" { of + 2 } else { of + 1 };
        let before = self.view.word(of - 1);
        let known = self.view.known.reference.noun(before).is_some()
            || matches!(
                before,
                "university" | "bank" | "house" | "court" | "center" | "institute" | "secretary"
            );
        known && self.is_proper(after, sentence)
    }

    /// Whether "and" is inside a body's name: "the Central and East European Coalition".
    fn names_a_body(&self, and: usize, sentence: &Range<usize>) -> bool {
        let the = self.kinds.first() == Some(&Kind::Determiner);
        let end = (and + 1..sentence.end).find(|&at| !self.is_proper(at, sentence)).unwrap_or(sentence.end);
        the && end > and + 2 && self.noun(end - 1).is_some_and(|noun| noun.class == NounClass::Body)
    }

    /// Whether a name goes on behind particles: "Bill de Blasio", "Ursula von der Leyen".
    fn particle(&self, at: usize, sentence: &Range<usize>) -> bool {
        let next = if matches!(self.view.word(at + 1), "der" | "den" | "la" | "-") { at + 2 } else { at + 1 };
        self.is_proper(next, sentence)
    }

    pub(super) fn is_proper(&self, at: usize, sentence: &Range<usize>) -> bool {
        let view = self.view;
        // "Jan" is a month only where no name follows.
        let given = view.known.reference.given_name(view.word(at)).is_some();
        let named = given && view.tag(at + 1) == Tag::Propn && !view.is_time(at + 1);
        if at >= sentence.end
            || view.is_time(at) && !named
            || !view.printed(at).starts_with(char::is_uppercase)
        {
            return false;
        }
        if self.capitals && !self.neighbours.contains(&(view.word(at), "")) {
            return false;
        }
        // "Last week": a capital at the start that nothing else makes a name.
        let next = at + 1;
        if at == sentence.start
            && matches!(view.tag(next), Tag::Noun | Tag::Adj)
            && !self.is_capital(next)
            && !self.is_title(at)
            && !self.neighbours.contains(&(view.word(at), ""))
            && view.known.names.at(&[view.printed(at)], &[view.word(at)]).is_none()
        {
            return false;
        }
        match view.tag(at) {
            Tag::Propn => true,
            Tag::Noun | Tag::Adj | Tag::Num => {
                let opens = at == sentence.start || view.is_quote_mark(at - 1);
                !opens || self.is_title(at) && (self.is_capital(at + 1) || view.word(at + 1) == "of")
            }
            _ => false,
        }
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.view.printed(at).starts_with(char::is_uppercase)
    }
}

fn printed_letters(word: &str) -> usize {
    word.chars().count()
}
