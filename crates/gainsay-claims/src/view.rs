//! The words of a page as the other modules see them: printed, lower-cased, tagged; and who is named where.

use crate::dateline;
use crate::mention::{Finder, Mention};
use gainsay_knowledge::{Form, Knowledge, Phrases, lower};
use gainsay_record::{Analysis, Article, Span, Tag, Token};
use std::ops::Range;

/// So many different words of another world make a page about it.
const ELSEWHERE: usize = 3;

/// The words of a page, with what is known of them.
pub(crate) struct View<'a> {
    pub text: &'a str,
    pub known: &'a Knowledge,
    pub analysis: &'a Analysis,
    pub printed: Vec<&'a str>,
    pub lowered: Vec<String>,
    /// In the order of the text, none overlapping.
    pub mentions: Vec<Mention<'a>>,
    /// The state in which the page was written, where it says so.
    pub home: Option<&'a str>,
    /// The datelines of its paragraphs, in order.
    datelines: Vec<Span>,
    /// Where its paragraphs begin, as tokens.
    paragraphs: Vec<usize>,
    /// How often it names each state.
    pub states: Vec<(&'a str, usize)>,
    /// Whether it tells of parts that are for arms.
    pub has_components: bool,
    /// Whether it has a word of wars and their arms.
    pub tells_of_war: bool,
    /// The date to resolve words of time against.
    pub published: Option<jiff::civil::Date>,
    pub published_edtf: Option<gainsay_record::Edtf>,
}

/// The states that some names are of, each with how often.
fn counted<'a>(mentions: &[Mention<'a>]) -> Vec<(&'a str, usize)> {
    let mut codes: Vec<&'a str> = mentions.iter().filter_map(Mention::state).collect();
    codes.sort_unstable();
    codes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect()
}

impl<'a> View<'a> {
    pub fn new(article: &'a Article, analysis: &'a Analysis, known: &'a Knowledge) -> Self {
        let text = article.text.as_str();
        let printed: Vec<&str> = analysis.tokens.iter().map(|token| token.span.of(text)).collect();
        let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
        let borrowed: Vec<&str> = lowered.iter().map(String::as_str).collect();
        let mentions = Finder::new(known, analysis, &printed, &borrowed).mentions();
        let home = dateline::home(article, analysis, &mentions, known);
        let published = article.published.edtf.as_ref();
        let has_components = crate::items::has_components(known, &lowered);
        let tokens = &analysis.tokens;
        let opens = |&at: &usize| {
            at == 0 || {
                let gap = tokens[at - 1].span.end()..tokens[at].span.start();
                text.get(gap).is_some_and(|gap| gap.contains('\n'))
            }
        };
        Self {
            paragraphs: (0..tokens.len()).filter(opens).collect(),
            states: counted(&mentions),
            has_components,
            tells_of_war: (0..lowered.len()).any(|at| known.wording.real.at(&lowered[at..]).is_some()),
            text,
            known,
            analysis,
            printed,
            lowered,
            mentions,
            home,
            datelines: article.blocks.iter().filter_map(|block| block.dateline).collect(),
            published: published.and_then(|date| date.as_str().get(..10)?.parse().ok()),
            published_edtf: published.cloned(),
        }
    }

    /// How often the page names a state.
    pub fn named(&self, state: &str) -> usize {
        self.states.iter().find(|(other, _)| *other == state).map_or(0, |(_, count)| *count)
    }

    /// Whether a token stands in the dateline of its paragraph.
    pub fn in_dateline(&self, at: usize) -> bool {
        let span = self.token(at).span;
        self.datelines.iter().any(|dateline| dateline.contains(span))
    }

    pub fn token(&self, at: usize) -> &'a Token {
        &self.analysis.tokens[at]
    }

    /// The part of speech of a token; of none behind the last.
    pub fn tag(&self, at: usize) -> Tag {
        self.analysis.tokens.get(at).map_or(Tag::X, |token| token.tag)
    }

    /// The first token of the paragraph of a token.
    pub fn paragraph(&self, at: usize) -> usize {
        let place = self.paragraphs.partition_point(|&start| start <= at);
        place.checked_sub(1).map_or(0, |place| self.paragraphs[place])
    }

    pub fn word(&self, at: usize) -> &str {
        self.lowered.get(at).map_or("", String::as_str)
    }

    /// The tokens of a span, one range for each sentence it touches.
    pub fn stretches(&self, span: Span) -> Vec<Range<usize>> {
        let tokens = self.analysis.within(span);
        let tokens = tokens.start.min(self.printed.len())..tokens.end.min(self.printed.len());
        let sentences = &self.analysis.sentences;
        let first = sentences.partition_point(|sentence| sentence.tokens.end as usize <= tokens.start);
        let mut found: Vec<Range<usize>> = Vec::new();
        for sentence in sentences.iter().skip(first) {
            let start = (sentence.tokens.start as usize).max(tokens.start);
            let end = (sentence.tokens.end as usize).min(tokens.end);
            if sentence.tokens.start as usize >= tokens.end {
                break;
            }
            if start < end {
                found.push(start..end);
            }
        }
        found
    }

    /// The sentence of a token, as tokens.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let sentences = &self.analysis.sentences;
        let place = sentences.partition_point(|sentence| sentence.tokens.end as usize <= token);
        sentences.get(place).map_or(0..0, |sentence| {
            sentence.tokens.start as usize..(sentence.tokens.end as usize).min(self.printed.len())
        })
    }

    /// The mentions that begin within a range of tokens.
    pub fn mentions_in(&self, range: Range<usize>) -> &[Mention<'a>] {
        let start = self.mentions.partition_point(|mention| mention.start < range.start);
        let end = self.mentions.partition_point(|mention| mention.start < range.end);
        &self.mentions[start..end.max(start)]
    }

    /// The mention that a token lies in.
    pub fn mention_at(&self, token: usize) -> Option<&Mention<'a>> {
        let place = self.mentions.partition_point(|mention| mention.end <= token);
        self.mentions.get(place).filter(|mention| mention.start <= token)
    }

    /// Whether a name tells where somebody or something is: "in Moscow", not "in Moscow's view".
    pub fn is_place(&self, mention: &Mention<'_>) -> bool {
        let before = mention.start.checked_sub(1).map_or("", |at| self.word(at));
        let article = usize::from(before == "the");
        let before = mention.start.checked_sub(1 + article).map_or("", |at| self.word(at));
        mention.form != Form::Adjective
            && matches!(before, "in" | "near" | "outside" | "around" | "across" | "inside")
            && self.word(mention.end) != "'s"
    }

    /// Whether the page is about another world, in which weapons are sports gear, exhibits or toys: words of such worlds are
    /// on it, and more of them than words of wars and their arms.
    pub fn is_elsewhere(&self) -> bool {
        let wording = &self.known.wording;
        let met = |list: &Phrases<()>| {
            let words = (0..self.lowered.len()).filter(|&at| list.at(&self.lowered[at..]).is_some());
            let mut words: Vec<&str> = words.map(|at| self.word(at)).collect();
            words.sort_unstable();
            words.dedup();
            words.len()
        };
        let elsewhere = met(&wording.elsewhere);
        elsewhere >= ELSEWHERE && elsewhere > met(&wording.real)
    }

    /// The span from a first token to before a last; `None` for no tokens.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let tokens = self.analysis.tokens.get(range)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    pub fn of(&self, range: Range<usize>) -> &'a str {
        self.span(range).map_or("", |span| span.of(self.text))
    }
}
