//! Who the words are that a pronoun or description stands for: by what they name, by whoever spoke there, or whose organ they are.

use super::stands::Reading;
use super::unnamed::is_plural;
use super::words::by_words;
use super::{Met, Who};
use crate::view::View;
use gainsay_knowledge::NounClass;
use gainsay_record::{Naming, Span, Tag};
use std::ops::Range;

/// Whether words are of several people or firms, or only of where they are.
pub(super) fn is_of_several(view: &View<'_>, words: Span) -> bool {
    let start = view.analysis.within(words).start;
    let names = view.mention_at(start).is_some_and(|mention| view.is_place(mention));
    if names {
        return true;
    }
    // "The UN panel of experts" is one.
    let end = view.analysis.within(words).end;
    let body = |at: usize| {
        let noun = view.known.reference.noun(view.word(at));
        noun.is_some_and(|noun| noun.class == NounClass::Body && !noun.plural) && view.word(at + 1) == "of"
    };
    if matches!(view.word(start), "the" | "a" | "an") && (start..end).any(body) {
        return false;
    }
    let described = Reading::new(view, &view.stretches(words)).described;
    described.first().is_some_and(|one| {
        (one.sector.people || one.sector.code == "BUS") && is_plural(view, one.tokens.clone())
    })
}

/// Who an antecedent is: by its own words, as the source that it was, or by what points back in it.
pub(super) fn stood_for(view: &View<'_>, antecedent: Span, met: &[Met]) -> Who {
    let who = named(view, antecedent);
    if who.is_resolved() {
        return who;
    }
    let Some(tokens) = view.stretches(antecedent).into_iter().next() else { return who };
    if let Some(found) = super::home::there(view, std::slice::from_ref(&tokens), &who, met) {
        return found;
    }
    let touches = |other: &&Met| other.tokens.start < tokens.end && tokens.start < other.tokens.end;
    if let Some(other) = met.iter().rev().find(touches).filter(|other| other.who.holder.is_some()) {
        return other.who.clone();
    }
    // What somebody said in a letter the letter says.
    let document =
        Reading::new(view, std::slice::from_ref(&tokens)).described.iter().any(|one| one.sector.document);
    match author(view, tokens.start, met).filter(|_| document) {
        Some(author) => Who { named: Naming::Document, ..author },
        None => {
            let wide = with_place(view, tokens.clone());
            let by = |tokens: &Range<usize>| super::home::home(view, std::slice::from_ref(tokens), &who, met);
            by(&tokens).or_else(|| by(&wide)).unwrap_or(who)
        }
    }
}

/// Who spoke in the sentence of a document, before its name: "said in a letter".
pub(super) fn author(view: &View<'_>, document: usize, met: &[Met]) -> Option<Who> {
    let sentence = view.sentence(document);
    let in_it = |other: &&Met| sentence.contains(&other.tokens.start) && other.who.is_resolved();
    Some(met.iter().rev().find(in_it)?.who.clone())
}

/// How many words behind an antecedent may still be its own.
const REACH: usize = 12;

/// Who an antecedent names, with the words behind it that say whose it is where its own do not: "A spokesman for the Kenyan
/// army".
fn named(view: &View<'_>, antecedent: Span) -> Who {
    let mut ranges = view.stretches(antecedent);
    let who = by_words(view, &ranges);
    let Some(last) = ranges.last_mut().filter(|_| !who.is_resolved()) else { return who };
    *last = with_place(view, last.clone());
    let longer = by_words(view, &ranges);
    if longer.is_resolved() { longer } else { who }
}

/// The words of an antecedent with those behind it that can still be its own.
fn with_place(view: &View<'_>, tokens: Range<usize>) -> Range<usize> {
    let end = view.sentence(tokens.start).end.min(tokens.end + REACH);
    let goes_on = |at: &usize| {
        let preposition = matches!(view.word(*at), "for" | "of" | "at" | "from" | "with" | "in" | "'s");
        preposition || matches!(view.tag(*at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num)
    };
    tokens.start..tokens.end + (tokens.end..end).take_while(goes_on).count()
}
