//! What there is to learn from: documents cut into words, with what annotators marked of each.

use crate::attribution::{self, Spans};
use crate::corpora::conllu;
use anyhow::Context;
use gainsay_knowledge::Knowledge;
use gainsay_language::{Cut, roles};
use gainsay_page::Given;
use gainsay_record::{Article, Direction, Language, Part, Relation, Role, Tag};
use std::ops::Range;
use std::path::Path;

/// A document to learn from or to be scored on.
pub struct Example {
    /// Its name in the corpus.
    pub name: String,
    /// Its text.
    pub article: Article,
    /// Its words.
    pub cut: Cut,
    /// Its annotated attributions, in code points.
    pub gold: Vec<Spans>,
    /// For each word its state among [`roles::NAMES`], where attributions are annotated.
    pub states: Option<Vec<u8>>,
    /// Its syntax, where that is annotated.
    pub syntax: Option<Syntax>,
}

/// For each word of a document.
#[derive(Clone, Default)]
pub struct Syntax {
    /// Its part of speech, as its place among [`Tag::ALL`].
    pub tags: Vec<u8>,
    /// The index of its head; its own for a root.
    pub heads: Vec<u32>,
    /// Its relation, as its place among [`Relation::ALL`].
    pub relations: Vec<u8>,
    /// Whether it is the last of its sentence.
    pub ends: Vec<bool>,
}

impl Example {
    /// Whether each word opens a paragraph.
    pub fn opens(&self) -> Vec<bool> {
        let mut opens = vec![false; self.cut.tokens.len()];
        for (_, tokens) in &self.cut.blocks {
            opens[tokens.start as usize] = true;
        }
        opens
    }
}

/// The articles of a folder in PolNeAR's layout, by the first annotator of each.
pub fn attributions(folder: &Path) -> anyhow::Result<Vec<Example>> {
    let mut examples = Vec::new();
    for (name, gold) in attribution::gold(folder)? {
        let article = plain(&gold.text).with_context(|| name.clone())?;
        let cut = gainsay_language::cut(&article, None);
        let parts = parts(&article.text, &cut, &gold.versions[0]);
        let states = Some(roles::encode(&parts, cut.tokens.len()));
        examples.push(Example {
            name,
            article,
            cut,
            states,
            gold: gold.versions.into_iter().next().unwrap_or_default(),
            syntax: None,
        });
    }
    Ok(examples)
}

/// Articles without annotation: the column `articleBody` of a CSV file.
pub fn bodies(file: &Path) -> anyhow::Result<Vec<Example>> {
    let mut examples = Vec::new();
    let mut reader = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    for row in reader.records() {
        let row = row.with_context(|| file.display().to_string())?;
        let (Some(name), Some(text)) = (row.get(0), row.get(1)) else { continue };
        let Ok(article) = plain(text) else { continue };
        let cut = gainsay_language::cut(&article, None);
        if !cut.tokens.is_empty() {
            examples.push(Example {
                name: name.to_owned(),
                article,
                cut,
                states: None,
                gold: Vec::new(),
                syntax: None,
            });
        }
    }
    Ok(examples)
}

/// How the words of a treebank are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// As its annotators did.
    Gold,
    /// As gainsay cuts text, the annotation carried over.
    Ours,
}

/// The documents of a treebank.
pub fn treebank(file: &Path, words: Words) -> anyhow::Result<Vec<Example>> {
    Ok(conllu::read(file)?.iter().map(|document| tree(document, words)).collect())
}

/// One document of a treebank.
pub fn tree(document: &conllu::Document, words: Words) -> Example {
    let article = document.article();
    let cut = match words {
        Words::Gold => gainsay_language::cut(&article, Some(&document.spans())),
        Words::Ours => gainsay_language::cut(&article, None),
    };
    let syntax = Some(carried(document, &cut));
    Example { name: document.name.clone(), article, cut, states: None, gold: Vec::new(), syntax }
}

/// The annotation of a treebank's words carried over to those of `cut`: each takes what the first word it shares a byte with
/// has; a further piece of one word hangs on the first piece, and is punctuation where it is a mark.
fn carried(document: &conllu::Document, cut: &Cut) -> Syntax {
    let tag = |tag| Tag::ALL.iter().position(|known| *known == tag).unwrap_or(0) as u8;
    let relation = |relation| Relation::ALL.iter().position(|known| *known == relation).unwrap_or(0) as u8;
    let gold = &document.words;
    let mut owner = Vec::with_capacity(cut.tokens.len());
    let mut first_piece = vec![u32::MAX; gold.len()];
    let mut at = 0;
    for (index, token) in cut.tokens.iter().enumerate() {
        while at + 1 < gold.len() && gold[at].range.end <= token.span.start() {
            at += 1;
        }
        owner.push(at);
        // A word of ours that covers several of theirs stands for all of them.
        for covered in at..gold.len() {
            if gold[covered].range.start >= token.span.end() {
                break;
            }
            if first_piece[covered] == u32::MAX {
                first_piece[covered] = index as u32;
            }
        }
    }
    let mut syntax = Syntax::default();
    let mut ends = vec![false; cut.tokens.len()];
    let sentence_of = sentences_of(document);
    for (index, &word) in owner.iter().enumerate() {
        let letters = cut.tokens[index].span.of(&document.text).chars().any(char::is_alphanumeric);
        let first = first_piece[word] as usize;
        if first == index {
            // Where the head is another word of the same piece, its head is meant.
            let mut head = word;
            for _ in 0..gold.len() {
                let next = gold[head].head;
                let settled = next == head || first_piece[next] as usize != index;
                head = next;
                if settled {
                    break;
                }
            }
            let head = first_piece[head];
            syntax.heads.push(if head == u32::MAX { index as u32 } else { head });
            syntax.tags.push(tag(gold[word].tag));
            syntax.relations.push(relation(gold[word].relation));
        } else {
            let mark = if letters { gold[word].tag } else { Tag::Punct };
            let how = if letters { Relation::Goeswith } else { Relation::Punct };
            syntax.heads.push(first as u32);
            syntax.tags.push(tag(mark));
            syntax.relations.push(relation(how));
        }
        let next = owner.get(index + 1).map(|&next| sentence_of[next]);
        ends[index] = next != Some(sentence_of[word]);
    }
    syntax.ends = ends;
    syntax
}

fn sentences_of(document: &conllu::Document) -> Vec<usize> {
    let mut of = vec![0; document.words.len()];
    for (index, sentence) in document.sentences.iter().enumerate() {
        of[sentence.clone()].fill(index);
    }
    of
}

/// A text as `read --plain` reads it, taken for English.
fn plain(text: &str) -> anyhow::Result<Article> {
    let given = Given { name: Some("text.txt"), plain: true, ..Given::default() };
    let mut article = gainsay_page::read(text.as_bytes(), &given, Knowledge::shipped())?;
    article.language = Some(Language::ENGLISH);
    for block in &mut article.blocks {
        block.language = None;
    }
    Ok(article)
}

/// The statements of an annotator as parts: runs of words with a role that know where their cue stands. Where two
/// statements share words, the first keeps them; a statement without content is none.
pub fn parts(text: &str, cut: &Cut, statements: &[Spans]) -> Vec<Part> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |point: i64| bytes[usize::try_from(point).unwrap_or(0).min(bytes.len() - 1)];
    let mut labels: Vec<Option<(usize, usize)>> = vec![None; cut.tokens.len()];
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| !statement[2].is_empty())
    {
        for (role, spans) in statement.iter().enumerate() {
            for &(start, end) in spans {
                let (start, end) = (byte(start), byte(end));
                let from = cut.tokens.partition_point(|token| token.span.end() <= start);
                let to = cut.tokens.partition_point(|token| token.span.start() < end);
                labels[from..to.max(from)]
                    .iter_mut()
                    .for_each(|label| *label = label.or(Some((role, index))));
            }
        }
    }
    let mut runs: Vec<(Range<usize>, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        while at < labels.len() && labels[at] == labels[start] {
            at += 1;
        }
        if let Some((role, statement)) = labels[start] {
            runs.push((start..at, role, statement));
        }
    }
    let toward = |at: usize| {
        let (_, role, statement) = runs[at];
        let own = |run: &&(Range<usize>, usize, usize)| run.1 == 1 && run.2 == statement;
        let is_cue = |run: &&(Range<usize>, usize, usize)| run.1 == 1;
        let before = runs[..at].iter().rev().find(is_cue).is_some_and(|run| run.2 == statement);
        let after = runs[at..].iter().find(is_cue).is_some_and(|run| run.2 == statement);
        let left = match (before, after) {
            (true, false) => true,
            (false, true) => false,
            // Its cue is not the nearest on either side.
            _ => runs[..at].iter().any(|run| own(&run)),
        };
        if role != 1 && !left { Direction::Right } else { Direction::Left }
    };
    let role = |role: usize| [Role::Source, Role::Cue, Role::Content][role];
    (0..runs.len())
        .map(|at| Part {
            tokens: runs[at].0.start as u32..runs[at].0.end as u32,
            role: role(runs[at].1),
            toward: toward(at),
            confidence: 1.0,
        })
        .collect()
}
