//! The words of a page that stand for somebody or something: names with their titles, descriptions, pronouns, pairs.
//!
//! They are found by tags, capitals and the nouns of `gainsay-knowledge`, so that they hold where a tag is a guess: a
//! description ends at the first noun that is known to be said of speakers, whatever was taken for a noun behind it.
//!
//! `kinds`: what each token can be in a phrase; `phrases`: phrases cut into mentions; `titles`: what comes before a name;
//! `places`: what a mention does in its clause; `beside`: which mentions are the same, side by side.

mod beside;
mod capitals;
mod kinds;
mod phrases;
mod places;
mod titles;

use crate::view::View;
use gainsay_record::{Relation, Tag};
use kinds::Kind;
use std::collections::HashSet;
use std::ops::Range;

/// Words that stand for somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens, with article, title and what the name bears before it.
    pub tokens: Range<usize>,
    /// The sentence.
    pub sentence: usize,
    /// What kind of words they are.
    pub what: What,
    /// What they do in the sentence.
    pub place: Place,
    /// Whether they stand for several.
    pub plural: bool,
    /// An earlier mention of the same, by order of words: "the minister" of "the minister, Jan Król,".
    pub with: Option<usize>,
    /// Whether a later one says that it is the same.
    pub introduces: bool,
    /// Something says that it is a person: an age, "who".
    pub person: bool,
}

/// The kinds of words.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A name; `core` is without titles.
    Name { core: Range<usize>, the: bool },
    /// A common noun with what describes it.
    Description { head: usize, determiner: Determiner },
    /// "he", "him", "his".
    Pronoun(Pronoun),
    /// "Smith and Jones": where each of the two names starts.
    Pair { starts: [usize; 2] },
}

/// How a description opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this", "both".
    Definite,
    /// "a", "several", or nothing.
    Indefinite,
    /// "his", "Iran's".
    Possessive,
}

/// Pronouns of the third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// "he".
    He,
    /// "she".
    She,
    /// "it".
    It,
    /// "they".
    They,
}

impl Pronoun {
    /// The pronoun that a word is, in any case.
    pub fn of(lowered: &str) -> Option<Self> {
        Some(match lowered {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "themselves" => Self::They,
            _ => return None,
        })
    }
}

/// What words do in their clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The subject, or a speaker behind the verb.
    Subject,
    /// Any other place.
    Object,
    /// After a preposition.
    Oblique,
    /// "Iran's", "his".
    Genitive,
    /// "Iran" in "Iran experts".
    Modifier,
}

/// Nor is what belongs to a description longer.
const LONGEST_COMPLEMENT: usize = 10;

/// All mentions of a page, in the order of their first words.
pub fn all(view: &View<'_>) -> Vec<Mention> {
    let printed_so = capitals::neighbours(view);
    let (kinds, found) = (Vec::new(), Vec::new());
    let mut finder =
        Finder { view, kinds, found, sentence: 0, parsed: false, capitals: false, neighbours: printed_so };
    for (index, sentence) in view.analysis.sentences.iter().enumerate() {
        finder.sentence = index;
        finder.parsed = view.analysis.of(sentence).iter().any(|token| token.relation != Relation::Root);
        finder.capitals = capitals::in_capitals(view, sentence);
        finder.read(&View::range(sentence));
    }
    finder.found
}

/// The tokens of a mention with the complement that says whose or of what a person or body is: "a spokeswoman for the army".
pub fn with_complement(view: &View<'_>, mention: &Mention) -> Range<usize> {
    let What::Description { head, .. } = mention.what else { return mention.tokens.clone() };
    let opens = mention.tokens.end;
    if !matches!(view.word(opens), "for" | "of" | "in" | "at" | "from") {
        return mention.tokens.clone();
    }
    let limit = view.analysis.sentences[mention.sentence].tokens.end as usize;
    let inside = |at: usize| {
        matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Part)
            || view.word(at) == "-"
    };
    let end = (opens + 1..limit.min(opens + LONGEST_COMPLEMENT)).find(|&at| !inside(at)).unwrap_or(limit);
    let owned = (opens + 1..end).any(|at| view.head(at) == head && view.relation(at) == Relation::Nmod);
    mention.tokens.start..if owned { end } else { opens }
}

struct Finder<'a> {
    view: &'a View<'a>,
    /// The kinds of the tokens of the phrase at hand.
    kinds: Vec<Kind>,
    found: Vec<Mention>,
    sentence: usize,
    /// Whether the sentence has a tree.
    parsed: bool,
    /// Whether it is printed in capitals, as headlines are: they tell no names there.
    capitals: bool,
    /// Capitalised words that stand side by side in sentences of the other kind, and each alone.
    neighbours: HashSet<(&'a str, &'a str)>,
}

impl Finder<'_> {
    fn read(&mut self, range: &Range<usize>) {
        let first = self.found.len();
        let mut at = range.start;
        while at < range.end {
            at = self.phrase(at, range);
        }
        self.sort(first);
        self.pair(first);
        self.sort(first);
        self.join(first, range);
        self.join_nouns(first);
    }

    fn sort(&mut self, first: usize) {
        self.found[first..].sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
    }

    fn push_name(&mut self, tokens: Range<usize>, core: Range<usize>, the: bool, place: Place) {
        self.push(tokens, What::Name { core, the }, place, false);
    }

    fn push(&mut self, tokens: Range<usize>, what: What, place: Place, plural: bool) {
        let sentence = self.sentence;
        self.found.push(Mention {
            tokens,
            sentence,
            what,
            place,
            plural,
            with: None,
            introduces: false,
            person: false,
        });
    }
}
