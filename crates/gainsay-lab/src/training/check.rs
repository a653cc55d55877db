//! How good a network in training is: on development sets, without the rest of the reader.

use super::arcs;
use super::chain;
use super::examples::Example;
use super::network::{Network, values};
use super::train::scores_of;
use crate::attribution::{self, Scores, Spans};
use gainsay_attribution::group::group;
use gainsay_language::Rows;
use gainsay_language::model::weights::OUTPUTS;
use gainsay_language::roles::{self, STATES};
use gainsay_record::{Part, Tag};
use std::sync::Arc;

/// Shares of words that are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Syntactic {
    /// Parts of speech.
    pub tags: f64,
    /// Heads.
    pub heads: f64,
    /// Heads with their relation.
    pub labelled: f64,
    /// Of ends of sentences, precision and recall as F1.
    pub ends: f64,
}

/// Scores the syntax of documents whose sentences are known.
pub fn syntax(network: &Network, examples: &[(Example, Vec<Rows>)]) -> anyhow::Result<Syntactic> {
    let (mut words, mut tags, mut heads_right, mut labelled) = (0, 0, 0, 0);
    let (mut both, mut guessed, mut gold_ends) = (0, 0, 0);
    for (example, rows) in examples {
        let Some(syntax) = &example.syntax else { continue };
        let (pass, _) = network.run(rows, &Arc::new(vec![0, rows.len()]), None)?;
        let heads = values(&pass.heads)?;
        let views = values(&pass.views)?;
        let mut start = 0;
        for word in 0..rows.len() {
            let scores = &heads[word * OUTPUTS + STATES..][..Tag::ALL.len()];
            words += 1;
            tags += usize::from(largest(scores) == syntax.tags[word] as usize);
            let end = heads[word * OUTPUTS + OUTPUTS - 1] > 0.0;
            both += usize::from(end && syntax.ends[word]);
            guessed += usize::from(end);
            gold_ends += usize::from(syntax.ends[word]);
            if !syntax.ends[word] {
                continue;
            }
            let sentence = start..word + 1;
            start = word + 1;
            let mut scores = vec![0.0; sentence.len() + 1];
            for at in 0..sentence.len() {
                arcs::arc_scores(&views, &network.tree, &sentence, at, &mut scores);
                let head = largest(&scores);
                let own = sentence.start + at;
                let gold = syntax.heads[own] as usize;
                let guess = if head == sentence.len() { own } else { sentence.start + head };
                if guess == gold {
                    heads_right += 1;
                    let head = (guess != own).then_some(guess);
                    let (scores, _) = arcs::relation_scores(&views, &network.tree, own, head);
                    labelled += usize::from(largest(&scores) == syntax.relations[own] as usize);
                }
            }
        }
    }
    let share = |count: usize| count as f64 / words.max(1) as f64;
    Ok(Syntactic {
        tags: share(tags),
        heads: share(heads_right),
        labelled: share(labelled),
        ends: 2.0 * both as f64 / (guessed + gold_ends).max(1) as f64,
    })
}

/// Scores who said what.
pub fn attributions(network: &Network, examples: &[(Example, Vec<Rows>)]) -> anyhow::Result<Scores> {
    let mut pairs = Vec::new();
    for (example, rows) in examples {
        let (pass, _) = network.run(rows, &Arc::new(vec![0, rows.len()]), None)?;
        let states = chain::best(&scores_of(&values(&pass.heads)?), &network.transitions);
        let parts = roles::decode(&states, |_| 1.0);
        pairs.push(attribution::compare(&example.article.text, &example.gold, &spans(example, &parts)));
    }
    Ok(attribution::score(&pairs))
}

/// The attributions among parts, as spans in code points.
pub fn spans(example: &Example, parts: &[Part]) -> Vec<Spans> {
    let text = &example.article.text;
    let point = |byte: usize| text[..byte].chars().count() as i64;
    let span = |&part: &usize| {
        let tokens = &parts[part].tokens;
        let start = example.cut.tokens[tokens.start as usize].span.start();
        let end = example.cut.tokens[tokens.end as usize - 1].span.end();
        (point(start), point(end))
    };
    let all = |parts: &[usize]| parts.iter().map(span).collect::<Vec<_>>();
    let groups = group(parts);
    groups.iter().map(|g| [all(g.source.as_slice()), all(&[g.cue]), all(&g.contents)]).collect()
}

fn largest(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}
