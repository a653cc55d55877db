//! An article with its analysis, asked about by token.

use gainsay_knowledge::{Entity, Form, Knowledge, lower};
use gainsay_record::{Analysis, Article, Sentence, Span, Tag};
use std::ops::Range;

/// What every rule looks at. Token indices run over the whole page.
pub struct View<'a> {
    pub article: &'a Article,
    pub analysis: &'a Analysis,
    pub known: &'a Knowledge,
    /// Every token in lower case.
    pub lowered: Vec<String>,
}

impl<'a> View<'a> {
    pub fn new(article: &'a Article, analysis: &'a Analysis, known: &'a Knowledge) -> Self {
        let lowered = analysis.tokens.iter().map(|token| lower(token.span.of(&article.text))).collect();
        Self { article, analysis, known, lowered }
    }

    /// A token as printed; nothing beyond the last, so that rules may look ahead freely.
    pub fn printed(&self, at: usize) -> &'a str {
        self.analysis.tokens.get(at).map_or("", |token| token.span.of(&self.article.text))
    }

    /// The sentence that a token stands in, as an index.
    pub fn sentence_of(&self, at: usize) -> usize {
        let sentences = &self.analysis.sentences;
        let after = sentences.partition_point(|sentence| sentence.tokens.end as usize <= at);
        after.min(sentences.len().saturating_sub(1))
    }

    /// A token in lower case; nothing beyond the last.
    pub fn word(&self, at: usize) -> &str {
        self.lowered.get(at).map_or("", String::as_str)
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.analysis.tokens.get(at).map_or(Tag::X, |token| token.tag)
    }

    /// The innermost quotation a token lies in.
    pub fn quotation(&self, at: usize) -> Option<u32> {
        self.analysis.tokens.get(at).and_then(|token| token.quotation)
    }

    pub fn range(sentence: &Sentence) -> Range<usize> {
        sentence.tokens.start as usize..sentence.tokens.end as usize
    }

    /// From the first token of a range to its last.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.analysis.tokens[range.start].span.cover(self.analysis.tokens[range.end - 1].span)
    }

    pub fn is_nominal(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num)
    }

    /// A form of "be", which before a participle makes a passive.
    pub fn is_be(&self, at: usize) -> bool {
        matches!(self.word(at), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re" | "am")
    }

    pub fn is_negation(&self, at: usize) -> bool {
        // "not only denied it": all the more.
        let only = matches!(self.word(at + 1), "only" | "just" | "merely" | "simply");
        matches!(self.word(at), "not" | "n't" | "never") && !only
    }

    /// "itself": a pronoun that can do no more than stress who acts.
    pub fn is_reflexive(&self, at: usize) -> bool {
        matches!(self.word(at), "itself" | "himself" | "herself" | "themselves")
    }

    /// A mark that opens or closes a quotation of any shape.
    pub fn is_quote_mark(&self, at: usize) -> bool {
        self.tag(at) == Tag::Punct
            && !self.word(at).is_empty()
            && self.word(at).chars().all(|c| "“”\"„«»‘‚‟'’＂`".contains(c))
    }

    /// Whether a token opens or closes the quotation it lies in: a mark, and not an apostrophe of the same shape.
    pub fn delimits(&self, at: usize) -> bool {
        let span = self.analysis.tokens[at].span;
        let quotation = self.quotation(at).map(|quotation| &self.analysis.quotations[quotation as usize]);
        quotation.is_some_and(|q| {
            q.spans.iter().any(|part| part.start() == span.start() || part.end() == span.end())
        })
    }

    /// Whether no space stands on both sides of a hyphen.
    pub fn joins(&self, at: usize) -> bool {
        let span = |at: usize| self.analysis.tokens.get(at).map(|token| token.span);
        let (Some(before), Some(here), Some(after)) =
            (at.checked_sub(1).and_then(span), span(at), span(at + 1))
        else {
            return false;
        };
        before.end() == here.start() || here.end() == after.start()
    }

    /// Whether the words before a subject make its clause one that leads up to another: "After", "A day after", "While".
    pub fn opens_subordinate(&self, mut opening: Range<usize>) -> bool {
        let joins = |at: usize| {
            matches!(
                self.word(at),
                "after"
                    | "when"
                    | "while"
                    | "although"
                    | "though"
                    | "as"
                    | "since"
                    | "because"
                    | "once"
                    | "whereas"
            )
        };
        let plain = opening.clone().all(|at| !matches!(self.tag(at), Tag::Punct | Tag::Verb | Tag::Aux));
        plain && opening.any(joins)
    }

    /// A verb in a range of tokens, as far as tags tell: what makes words a clause.
    pub fn has_verb(&self, mut range: Range<usize>) -> bool {
        range.any(|at| matches!(self.tag(at), Tag::Verb | Tag::Aux))
    }

    /// The known names in a range: length in tokens, entity, form.
    pub fn names_in(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &'a Entity, Form)> {
        let printed: Vec<&str> = range.clone().map(|at| self.printed(at)).collect();
        let lowered: Vec<&str> = range.clone().map(|at| self.word(at)).collect();
        let known = self.known;
        let names = (0..lowered.len()).filter_map(|at| known.names.at(&printed[at..], &lowered[at..]));
        names.collect::<Vec<_>>().into_iter()
    }

    /// The known name that opens a range: length in tokens, entity, form.
    pub fn names_at(&self, start: usize, end: usize) -> Option<(usize, &'a Entity, Form)> {
        let printed: Vec<&str> = (start..end).map(|at| self.printed(at)).collect();
        let lowered: Vec<&str> = (start..end).map(|at| self.word(at)).collect();
        self.known.names.at(&printed, &lowered)
    }

    /// Whether words can name a speaker: they end in a known name or the description of one, or what follows that only
    /// describes it further, and hold no verb. A war or a crisis that is named after a state ends in another word.
    pub fn is_speaker(&self, range: &Range<usize>) -> bool {
        let printed: Vec<&str> = range.clone().map(|at| self.printed(at)).collect();
        let lowered: Vec<&str> = range.clone().map(|at| self.word(at)).collect();
        let longest = |at: usize| {
            let name = self.known.names.at(&printed[at..], &lowered[at..]).map(|(length, ..)| length);
            let described = self.known.names.sector_at(&lowered[at..]).map(|(length, _)| length);
            name.max(described).unwrap_or(0)
        };
        let further = |rest: &[&str]| rest.iter().any(|word| matches!(*word, "of" | "in" | "for"));
        let ends = (0..lowered.len()).any(|at| {
            let longest = longest(at);
            longest > 0 && (at + longest == lowered.len() || further(&lowered[at + longest..]))
        });
        // A name is one whatever it was tagged as.
        ends && (longest(0) == lowered.len() || !self.has_verb(range.clone()))
    }

    /// A word of time or a year.
    pub fn is_time(&self, at: usize) -> bool {
        let word = self.word(at);
        // "may" and "march" are months only with a capital.
        let month_or_verb =
            matches!(word, "may" | "march" | "mar" | "sat" | "sun" | "second" | "fall" | "mon");
        let year = word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit());
        year || (self.known.vocabulary.is_time(word)
            && (!month_or_verb || self.printed(at).starts_with(char::is_uppercase)))
    }

    /// The end of the sentence without its final marks: full stop, closing marks and brackets.
    pub fn trimmed_end(&self, range: &Range<usize>) -> usize {
        let mut end = range.end;
        while end > range.start
            && self.tag(end - 1) == Tag::Punct
            && !matches!(self.word(end - 1), ")" | "]" | "%")
        {
            end -= 1;
        }
        end
    }
}
