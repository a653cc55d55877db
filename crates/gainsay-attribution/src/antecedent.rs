//! Sources that are pronouns or bare descriptions, tied to the words they stand for.

use crate::view::View;
use gainsay_record::{Span, Statement, Tag};

/// How many statements back an antecedent may stand.
const REACH: usize = 12;

/// Gives each statement whose source refers back the antecedent of that source, where one stands before it.
pub fn resolve(view: &View<'_>, statements: &mut [Statement]) {
    for at in 0..statements.len() {
        let Some(wanted) = statements[at].source.first().and_then(|source| Wanted::of(view, *source)) else {
            continue;
        };
        let place = statements[at].source[0].start();
        let antecedent = statements[at.saturating_sub(REACH)..at]
            .iter()
            .rev()
            .filter_map(|earlier| earlier.antecedent.or(earlier.source.first().copied()))
            .find(|span| span.end() <= place && wanted.fits(view, *span));
        statements[at].antecedent = antecedent;
    }
}

/// What a source that refers back asks of its antecedent.
enum Wanted {
    /// "he", "she".
    Person,
    /// "it".
    Body,
    /// "they".
    Many,
    /// "the ministry": the same noun.
    Noun(String),
}

impl Wanted {
    fn of(view: &View<'_>, source: Span) -> Option<Self> {
        let tokens = view.analysis.within(source);
        let (first, last) = (tokens.start, tokens.end.checked_sub(1)?);
        match (tokens.len(), view.word(first)) {
            (1, "he" | "she") => Some(Self::Person),
            (1, "it") => Some(Self::Body),
            (1, "they") => Some(Self::Many),
            (2, "the" | "that" | "this") if view.tag(last) == Tag::Noun => {
                Some(Self::Noun(view.word(last).to_owned()))
            }
            _ => None,
        }
    }

    fn fits(&self, view: &View<'_>, span: Span) -> bool {
        let mut tokens = view.analysis.within(span);
        let pronoun = tokens.len() == 1 && view.tag(tokens.start) == Tag::Pron;
        match self {
            _ if pronoun => false,
            Self::Person => tokens.clone().any(|at| view.tag(at) == Tag::Propn) && !is_many(view, span),
            Self::Body => !is_many(view, span),
            Self::Many => true,
            Self::Noun(noun) => tokens.len() > 2 && tokens.any(|at| view.word(at) == noun),
        }
    }
}

/// "officials", "two diplomats": a plural common noun at the head.
fn is_many(view: &View<'_>, span: Span) -> bool {
    let head =
        view.analysis.within(span).take_while(|&at| view.tag(at) != Tag::Adp && view.word(at) != ",").last();
    head.is_some_and(|head| {
        view.tag(head) == Tag::Noun && view.word(head).ends_with('s') && !view.word(head).ends_with("ss")
    })
}
