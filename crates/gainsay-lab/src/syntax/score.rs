//! The figures of the CoNLL 2018 shared task (Zeman et al. 2018, "CoNLL 2018 Shared Task: Multilingual Parsing from Raw
//! Text to Universal Dependencies"), on words: every word counts, punctuation too, and relations have no subtypes.
//!
//! A predicted word is right where it has the characters of a gold one, a sentence where both its ends are those of a
//! gold one. Parts of speech, heads and relations count on words that are right; a head is right where it is the same
//! gold word. With gold words and sentences every F1 is the accuracy.

use crate::corpora::conllu::Document;
use crate::figures::Figures;
use gainsay_record::{Analysis, Relation, Tag};
use indexmap::IndexMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;

/// How many of the commonest confusions are kept.
const CONFUSIONS: usize = 12;

/// How well text is cut, tagged and parsed.
#[derive(Debug, Serialize)]
pub struct Syntax {
    /// How many words the gold has.
    pub count: usize,
    /// Words with the right characters.
    pub words: Figures,
    /// Sentences with both ends right.
    pub sentences: Figures,
    /// Right words with the right part of speech.
    pub upos: Figures,
    /// Right words with the right head.
    pub uas: Figures,
    /// Right words with the right head and relation.
    pub las: Figures,
    /// The commonest wrong parts of speech.
    pub tags: Vec<Confusion>,
    /// The commonest wrong relations, whatever the head.
    pub labels: Vec<Confusion>,
    /// For each relation of the gold, the commonest first: words with it that have the right head too.
    pub relations: IndexMap<String, Labelled>,
}

/// How often one was taken for the other.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What the gold says.
    pub gold: String,
    /// What was predicted.
    pub predicted: String,
    /// How many words.
    pub times: usize,
}

/// How well one relation is found.
#[derive(Debug, PartialEq, Serialize)]
pub struct Labelled {
    /// How many words have it in the gold.
    pub count: usize,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What has been counted so far.
#[derive(Debug, Default)]
pub struct Tally {
    words: Hits,
    sentences: Hits,
    upos: usize,
    uas: usize,
    las: usize,
    tags: BTreeMap<(Tag, Tag), usize>,
    labels: BTreeMap<(Relation, Relation), usize>,
    relations: BTreeMap<Relation, Hits>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Hits {
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Hits {
    fn figures(self) -> Figures {
        Figures::new(self.right, self.predicted, self.gold)
    }
}

impl Tally {
    /// Counts the analysis of a document.
    pub fn add(&mut self, gold: &Document, guess: &Analysis) {
        self.sentences(gold, guess);
        let same = aligned(gold, guess);
        self.words.gold += gold.words.len();
        self.words.predicted += guess.tokens.len();
        for word in &gold.words {
            self.relations.entry(word.relation).or_default().gold += 1;
        }
        for (at, token) in guess.tokens.iter().enumerate() {
            let relation = self.relations.entry(token.relation).or_default();
            relation.predicted += 1;
            let Some(place) = same[at] else { continue };
            let word = &gold.words[place];
            // A root is its own head, on both sides.
            let head = same[token.head as usize] == Some(word.head);
            let labelled = head && token.relation == word.relation;
            relation.right += usize::from(labelled);
            self.words.right += 1;
            self.upos += usize::from(token.tag == word.tag);
            self.uas += usize::from(head);
            self.las += usize::from(labelled);
            if token.tag != word.tag {
                *self.tags.entry((word.tag, token.tag)).or_default() += 1;
            }
            if token.relation != word.relation {
                *self.labels.entry((word.relation, token.relation)).or_default() += 1;
            }
        }
    }

    fn sentences(&mut self, gold: &Document, guess: &Analysis) {
        let ends = |sentence: &std::ops::Range<usize>| {
            (gold.words[sentence.start].range.start, gold.words[sentence.end - 1].range.end)
        };
        let real: HashSet<_> = gold.sentences.iter().map(ends).collect();
        let found = guess.sentences.iter().map(|sentence| (sentence.span.start(), sentence.span.end()));
        self.sentences.right += found.filter(|ends| real.contains(ends)).count();
        self.sentences.gold += gold.sentences.len();
        self.sentences.predicted += guess.sentences.len();
    }

    /// The figures of all that was counted.
    pub fn scores(&self) -> Syntax {
        let of_words = |right| Hits { right, ..self.words }.figures();
        let mut relations: Vec<_> = self.relations.iter().filter(|(_, hits)| hits.gold > 0).collect();
        relations.sort_by_key(|(_, hits)| Reverse(hits.gold));
        let labelled = |hits: &Hits| Labelled { count: hits.gold, figures: hits.figures() };
        Syntax {
            count: self.words.gold,
            words: self.words.figures(),
            sentences: self.sentences.figures(),
            upos: of_words(self.upos),
            uas: of_words(self.uas),
            las: of_words(self.las),
            tags: commonest(&self.tags, |tag| name(tag).to_uppercase()),
            labels: commonest(&self.labels, |relation| name(relation).to_lowercase()),
            relations: relations
                .into_iter()
                .map(|(relation, hits)| (name(relation).to_lowercase(), labelled(hits)))
                .collect(),
        }
    }
}

/// For each predicted word the gold word with the same characters.
fn aligned(gold: &Document, guess: &Analysis) -> Vec<Option<usize>> {
    let mut place = 0;
    let one = |token: &gainsay_record::Token| {
        while gold.words.get(place).is_some_and(|word| word.range.start < token.span.start()) {
            place += 1;
        }
        let word = gold.words.get(place)?;
        (word.range == (token.span.start()..token.span.end())).then_some(place)
    };
    guess.tokens.iter().map(one).collect()
}

fn commonest<T: Copy + Ord>(counts: &BTreeMap<(T, T), usize>, name: impl Fn(T) -> String) -> Vec<Confusion> {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(_, times)| Reverse(**times));
    let confusion =
        |(&(gold, predicted), &times)| Confusion { gold: name(gold), predicted: name(predicted), times };
    counts.into_iter().take(CONFUSIONS).map(confusion).collect()
}

/// What the standard calls it, but for the case of its letters.
fn name(of: impl Debug) -> String {
    format!("{of:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpora::conllu;
    use gainsay_record::{Sentence, Span, Token};

    /// Forms (`_` for none), parts of speech, heads and relations of two sentences of our own.
    fn gold() -> Document {
        let rows = [
            ["1", "Ada", "PROPN", "2", "nsubj"],
            ["2", "did", "AUX", "0", "root"],
            ["3", "n't", "PART", "2", "advmod"],
            ["4", ".", "PUNCT", "2", "punct"],
            ["1", "Why", "ADV", "0", "root"],
            ["2", "?", "PUNCT", "1", "punct"],
        ];
        let mut file = String::new();
        for [id, form, tag, head, relation] in rows {
            let space = if form == "did" { "SpaceAfter=No" } else { "_" };
            let break_before = if form == "Why" { "\n" } else { "" };
            file += &format!("{break_before}{id}\t{form}\t_\t{tag}\t_\t_\t{head}\t{relation}\t_\t{space}\n");
        }
        conllu::parse(&file, "own").expect("a good file").remove(0)
    }

    fn analysis(
        text: &str,
        words: &[(usize, usize, Tag, u32, Relation)],
        sentences: &[(u32, u32)],
    ) -> Analysis {
        let span = |start, end| Span::new(text, start, end).expect("a place");
        let token = |&(start, end, tag, head, relation)| Token {
            span: span(start, end),
            tag,
            head,
            relation,
            quotation: None,
        };
        let tokens: Vec<Token> = words.iter().map(token).collect();
        let sentence = |&(first, last): &(u32, u32)| Sentence {
            tokens: first..last,
            span: tokens[first as usize].span.cover(tokens[last as usize - 1].span),
            block: 0,
            opens_block: first == 0,
        };
        Analysis { sentences: sentences.iter().map(sentence).collect(), tokens, ..Analysis::default() }
    }

    #[test]
    fn what_is_right_is_counted_as_the_shared_task_does() {
        let gold = gold();
        assert_eq!(gold.text, "Ada didn't . Why ?");
        // The second word and the third are one here, and the question mark starts a sentence of its own.
        let guess = analysis(
            &gold.text,
            &[
                (0, 3, Tag::Noun, 1, Relation::Nsubj),
                (4, 10, Tag::Aux, 1, Relation::Root),
                (11, 12, Tag::Punct, 0, Relation::Punct),
                (13, 16, Tag::Adv, 3, Relation::Root),
                (17, 18, Tag::Punct, 3, Relation::Dep),
            ],
            &[(0, 3), (3, 4), (4, 5)],
        );
        let mut tally = Tally::default();
        tally.add(&gold, &guess);
        let scores = tally.scores();
        assert_eq!(scores.words, Figures::new(4, 5, 6));
        assert_eq!(scores.sentences, Figures::new(1, 3, 2));
        assert_eq!(scores.upos, Figures::new(3, 5, 6), "a noun is no name");
        assert_eq!(scores.uas, Figures::new(2, 5, 6), "a head that is no gold word is wrong");
        assert_eq!(scores.las, Figures::new(1, 5, 6));
        let confusion = |gold: &str, predicted: &str| Confusion {
            gold: gold.to_owned(),
            predicted: predicted.to_owned(),
            times: 1,
        };
        assert_eq!(scores.tags, [confusion("PROPN", "NOUN")]);
        assert_eq!(scores.labels, [confusion("punct", "dep")]);
        assert_eq!(scores.relations["root"], Labelled { count: 2, figures: Figures::new(1, 2, 2) });
        assert_eq!(scores.relations.get_index(0).map(|(name, _)| name.as_str()), Some("punct"));
        assert!(!scores.relations.contains_key("dep"), "what the gold lacks has no figures");
    }
}
