//! Noun phrases, and the mentions that they are cut into: "Clinton aide Huma Abedin", "Iran experts", "the ministry's spokesman".

use super::kinds::Kind;
use super::{Determiner, Finder, Place, Pronoun, What};
use gainsay_knowledge::NounClass;
use gainsay_record::Tag;
use std::ops::Range;

/// No phrase is followed further than this many tokens.
const LONGEST: usize = 24;

impl Finder<'_> {
    /// Reads the phrase that opens at a token; where to go on.
    pub(super) fn phrase(&mut self, at: usize, sentence: &Range<usize>) -> usize {
        let view = self.view;
        let pronoun = Pronoun::of(view.word(at));
        let next = self.kind(at + 1, sentence, None);
        let owns = matches!(view.word(at), "his" | "her" | "its" | "their")
            && at + 1 < sentence.end
            && matches!(next, Kind::Proper | Kind::Common);
        if let Some(pronoun) = pronoun {
            let place = if owns { Place::Genitive } else { self.place(&(at..at + 1), at, sentence) };
            self.push(at..at + 1, What::Pronoun(pronoun), place, pronoun == Pronoun::They);
            if !owns {
                return at + 1;
            }
        }
        self.kinds.clear();
        let mut end = at;
        while end < sentence.end && end - at < LONGEST {
            let before = self.kinds.last().copied();
            let kind = if end == at && owns { Kind::Possessive } else { self.kind(end, sentence, before) };
            let opens = matches!(kind, Kind::Determiner | Kind::Possessive);
            if kind == Kind::Other || opens && end > at || kind == Kind::Genitive && end == at {
                break;
            }
            self.kinds.push(kind);
            end += 1;
        }
        while matches!(self.kinds.last(), Some(Kind::Glue)) {
            self.kinds.pop();
            end -= 1;
        }
        if end == at {
            return at + 1;
        }
        self.run(at, end, sentence).max(at + 1)
    }

    /// Cuts a run of nominal tokens into mentions; where to go on.
    fn run(&mut self, at: usize, end: usize, sentence: &Range<usize>) -> usize {
        let kinds = std::mem::take(&mut self.kinds);
        let kind = |token: usize| kinds[token - at];
        let mut determiner = match kind(at) {
            Kind::Determiner
                if matches!(self.view.word(at), "the" | "this" | "that" | "these" | "those" | "both") =>
            {
                Determiner::Definite
            }
            Kind::Possessive => Determiner::Possessive,
            _ => Determiner::Indefinite,
        };
        let opens = matches!(kind(at), Kind::Determiner | Kind::Possessive);
        let mut segment = at + usize::from(opens);
        let mut next = end;
        while segment < end {
            let stop = (segment..end).find(|&token| kind(token) == Kind::Genitive).unwrap_or(end);
            let genitive = stop < end;
            if stop > segment {
                let whole = if determiner == Determiner::Possessive || segment == at + usize::from(opens) {
                    at
                } else {
                    segment
                };
                let reached = self.segment(whole, segment..stop, &kind, determiner, genitive, sentence);
                if reached < stop {
                    next = reached;
                    break;
                }
            }
            if genitive {
                determiner = Determiner::Possessive;
            }
            segment = stop + 1;
        }
        self.kinds = kinds;
        next
    }

    /// One segment without a genitive inside; `whole` is where its mention starts. Where it ends.
    fn segment(
        &mut self,
        whole: usize,
        range: Range<usize>,
        kind: &impl Fn(usize) -> Kind,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let proper = |token: usize| matches!(kind(token), Kind::Proper | Kind::Glue);
        // The first name in it, and where it ends.
        let Some(first) = range.clone().find(|&token| kind(token) == Kind::Proper) else {
            return self.description(whole, range.clone(), range.start, determiner, genitive, sentence);
        };
        let last = (first..range.end).find(|&token| !proper(token)).unwrap_or(range.end);
        if last == range.end {
            return self.name(whole, range.start, first..last, determiner, genitive, sentence);
        }
        // A name, then common nouns: "Iran experts", "the Vermont senator", "Clinton aide Huma Abedin".
        let common = (last..range.end).find(|&token| kind(token) == Kind::Proper).unwrap_or(range.end);
        let head = (last..common).find(|&token| self.noun(token).is_some());
        let determined = whole < range.start || determiner != Determiner::Indefinite;
        if head.is_none() && !determined {
            self.name(whole, range.start, first..last, determiner, genitive, sentence);
            return last;
        }
        self.push_name(first..last, first..last, false, Place::Modifier);
        if common < range.end && head.is_some_and(|_| self.is_person_noun(common - 1)) {
            let end = (common..range.end).find(|&token| !proper(token)).unwrap_or(range.end);
            return self.name(whole, range.start, common..end, determiner, genitive, sentence);
        }
        self.description(whole, range, last, determiner, genitive, sentence)
    }

    /// A description whose common nouns start at `from`; where it ends.
    fn description(
        &mut self,
        whole: usize,
        range: Range<usize>,
        from: usize,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let is_noun = |token: usize| match self.view.tag(token) {
            Tag::Noun | Tag::Propn | Tag::Verb => true,
            // "secretary" looks like an adjective.
            Tag::Adj => token + 1 == range.end && self.noun(token).is_some(),
            _ => false,
        };
        let last = (from..range.end).rev().find(|&token| is_noun(token)).unwrap_or(range.end - 1);
        let head = if self.parsed {
            last
        } else {
            // The last of the known nouns that stand together, and no verb behind it: "ministry spokesman". One unknown noun may stand between that is no verb's form: "law enforcement agency".
            let known = |&token: &usize| self.noun(token).is_some() && is_noun(token);
            let passes = |token: usize| {
                let word = self.view.word(token);
                !word.ends_with('s') && self.view.known.cues.verb_at(&[word]).is_none()
            };
            (from..range.end).find(known).map_or(last, |mut head| {
                loop {
                    let next = (head + 1..range.end.min(head + 3)).find(known);
                    match next.filter(|&next| (head + 1..next).all(passes)) {
                        Some(next) => head = next,
                        None => break head,
                    }
                }
            })
        };
        let tokens = whole..head + 1;
        let place = match genitive && head + 1 == range.end {
            true => Place::Genitive,
            false => self.place(&tokens, head, sentence),
        };
        let word = self.view.word(head);
        let plural = match self.noun(head) {
            Some(noun) => noun.plural,
            None => {
                word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() > 3
                    || matches!(word, "people" | "men" | "women" | "police" | "data")
            }
        };
        self.push(tokens, What::Description { head, determiner }, place, plural);
        head + 1
    }

    /// A name with what stands before it; where it ends.
    fn name(
        &mut self,
        whole: usize,
        start: usize,
        name: Range<usize>,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let the = whole < start && self.view.word(whole) == "the";
        // "Prime Minister Renzi": the name is what follows the last title, unless a body's noun closes it.
        let closes = self.noun(name.end - 1).is_some_and(|noun| noun.class != NounClass::Person);
        let title = if closes { None } else { name.clone().rev().find(|&token| self.is_title(token)) };
        let mut core = name.clone();
        if let Some(title) = title {
            core.start = self.after_title(title, &name);
        }
        if core.is_empty() {
            // "the Prime Minister", "The Republican": a title without a name.
            let head = title.unwrap_or(name.end - 1);
            let tokens = whole..name.end;
            let place = if genitive { Place::Genitive } else { self.place(&tokens, head, sentence) };
            let plural = self.noun(head).is_some_and(|noun| noun.plural);
            self.push(tokens, What::Description { head, determiner }, place, plural);
            return name.end;
        }
        // "spokesman Jan Król" is one mention, "praise Jan Król" two.
        let borne = start < name.start && self.is_person_noun(name.start - 1);
        let tokens = match borne || the && start == name.start || title.is_some() && start == name.start {
            true if borne || the => whole..name.end,
            _ => name.clone(),
        };
        if start < name.start && !borne {
            let known = (start..name.start).find(|&token| self.noun(token).is_some());
            if known.is_some() {
                self.description(whole, start..name.start, start, determiner, false, sentence);
            }
        }
        let place = if genitive { Place::Genitive } else { self.place(&tokens, core.end - 1, sentence) };
        self.push_name(tokens, core, the, place);
        name.end
    }
}
