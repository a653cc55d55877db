//! `gainsay-lab train`: from corpora, and the labels of a teacher where there are any, to a network.

use super::arcs::{self, Tree};
use super::chain::{self, Transitions};
use super::corpus;
use super::examples::{self, Example, Syntax, Words};
use super::network::{Dropout, Gradient, Network, Pass, Slopes, values};
use super::recipe::Recipe;
use super::teacher;
use anyhow::Context;
use gainsay_knowledge::Knowledge;
use gainsay_language::model::weights::OUTPUTS;
use gainsay_language::roles::{self, STATES};
use gainsay_language::{CueLexicon, Cut, Extractor, Page, ROWS, Rows};
use gainsay_record::{Article, Role, Tag};
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// A document, ready to learn from.
pub struct Prepared {
    /// What the network sees.
    pub rows: Vec<Rows>,
    /// States, where annotated.
    states: Option<Vec<u8>>,
    /// Syntax, and how much it counts.
    syntax: Option<(Syntax, f32)>,
    /// The teacher's scores of the states.
    taught: Option<Vec<[f32; STATES]>>,
}

#[cfg(test)]
impl Prepared {
    /// A document of which everything is annotated.
    pub fn annotated(rows: Vec<Rows>, states: Vec<u8>, syntax: Syntax) -> Self {
        Self { rows, states: Some(states), syntax: Some((syntax, 1.0)), taught: None }
    }
}

/// What training needs.
pub struct Material {
    /// The documents.
    pub documents: Vec<Prepared>,
    /// What is known of cues.
    pub cues: CueLexicon,
    /// Which state may follow which.
    pub allowed: [[bool; STATES]; STATES + 1],
    /// The teacher's transitions.
    pub taught: Option<Transitions>,
}

/// A run of words of a document, by its index.
type Window = (usize, Range<usize>);

/// In how many parts a batch is worked on side by side. What comes out depends on it, so it is fixed.
const PARTS: usize = 8;

/// In how many parts the training set is cut, so that what is known of a document's cues was learned from others.
const FOLDS: usize = 5;

/// Reads all that there is to learn from. `labels` is the folder of the teacher's labels.
pub fn material(data: &Path, labels: Option<&Path>, recipe: &Recipe) -> anyhow::Result<Material> {
    let polnear = corpus::set("polnear-train", data)?;
    let cues = lexicon(&polnear, |_| true);
    let folds: Vec<CueLexicon> = (0..FOLDS).map(|fold| lexicon(&polnear, |at| at % FOLDS != fold)).collect();
    let allowed = corpus::allowed(polnear.iter().filter_map(|example| example.states.as_deref()));
    let taught_chain = labels.map(teacher::transitions).transpose()?;
    let mut documents = Vec::new();
    for set in ["polnear-train", "ewt-train", "gum-train", "bodies"] {
        if set == "bodies" && (labels.is_none() || !recipe.bodies) {
            continue;
        }
        let examples = match set {
            "polnear-train" => &polnear,
            _ => &corpus::set(set, data)?,
        };
        let taught = labels.map(|folder| teacher::labels(folder, set, examples)).transpose()?.flatten();
        let mut taught = taught.map(Vec::into_iter);
        for (at, example) in examples.iter().enumerate() {
            let cues = if set == "polnear-train" { &folds[at % FOLDS] } else { &cues };
            let labels = taught.as_mut().and_then(Iterator::next);
            let (scores, guessed) = labels.map(|labels| (labels.scores, labels.syntax)).unzip();
            let own = example.syntax.clone().map(|syntax| (syntax, 1.0));
            // Where no annotator has been, what the teacher hears counts as if one had.
            let heard = scores.as_deref().zip(taught_chain.as_ref());
            let heard = heard.map(|(scores, transitions)| chain::best(scores, transitions));
            documents.push(Prepared {
                rows: rows(example, cues),
                states: example.states.clone().or(heard),
                syntax: own.or(guessed.map(|syntax| (syntax, recipe.taught_syntax))),
                taught: scores,
            });
        }
    }
    // The treebanks once more, with the words as we cut them; a teacher's labels show that too.
    let again: &[&str] = if labels.is_none() { &["ewt/train.conllu", "gum/train.conllu"] } else { &[] };
    for file in again {
        for example in examples::treebank(&data.join(file), Words::Ours)? {
            let syntax = example.syntax.clone().map(|syntax| (syntax, 1.0));
            documents.push(Prepared { rows: rows(&example, &cues), states: None, syntax, taught: None });
        }
    }
    if let Some(transitions) = &taught_chain {
        let share = 100.0 * agreement(&documents[..polnear.len()], transitions);
        println!("the teacher agrees with the annotators on {share:.1} of 100 words");
    }
    Ok(Material { documents, cues, allowed, taught: taught_chain })
}

/// The share of words whose state the teacher hears as it was annotated.
fn agreement(documents: &[Prepared], transitions: &Transitions) -> f64 {
    let (mut right, mut all) = (0, 0);
    for document in documents {
        let (Some(gold), Some(scores)) = (&document.states, &document.taught) else { continue };
        let heard = chain::best(scores, transitions);
        right += heard.iter().zip(gold).filter(|(heard, gold)| heard == gold).count();
        all += gold.len();
    }
    right as f64 / all.max(1) as f64
}

/// What the network sees of a document.
pub fn rows(example: &Example, cues: &CueLexicon) -> Vec<Rows> {
    rows_of(&example.article, &example.cut, cues)
}

/// What the network sees of an article that is cut into words.
pub fn rows_of(article: &Article, cut: &Cut, cues: &CueLexicon) -> Vec<Rows> {
    let mut rows = Vec::new();
    let vocabulary = &Knowledge::shipped().vocabulary;
    Extractor::default().extract(Page { text: &article.text, cut, vocabulary, cues }, &mut rows);
    rows
}

/// How often each word is a cue, over the documents that `counts` takes.
fn lexicon(examples: &[Example], counts: impl Fn(usize) -> bool) -> CueLexicon {
    let mut cue = vec![0u32; ROWS[0]];
    let mut all = vec![0u32; ROWS[0]];
    for (_, example) in examples.iter().enumerate().filter(|(at, _)| counts(*at)) {
        let Some(states) = &example.states else { continue };
        for (rows, &state) in rows(example, &CueLexicon::empty()).iter().zip(states) {
            all[rows[0] as usize] += 1;
            cue[rows[0] as usize] +=
                u32::from(roles::meaning(state).is_some_and(|(role, _, _)| role == Role::Cue));
        }
    }
    CueLexicon(cue.iter().zip(&all).map(|(&cue, &all)| CueLexicon::grade(cue, all)).collect())
}

/// Trains a network. `each` sees it after every epoch, with its number and the mean losses: states, tags, ends, trees.
pub fn train(
    material: &Material,
    recipe: &Recipe,
    mut each: impl FnMut(usize, [f32; 4], &Network) -> anyhow::Result<()>,
) -> anyhow::Result<Network> {
    let mut random = fastrand::Rng::with_seed(recipe.seed);
    let mut network = Network::new(recipe.width, &recipe.layers, &material.allowed, &mut random)?;
    let dropout = Dropout { units: recipe.drop_units, words: recipe.drop_words };
    let words: usize = material.documents.iter().map(|document| document.rows.len()).sum();
    let planned = recipe.epochs * words.div_ceil(recipe.batch);
    let mut step = 0;
    for epoch in 0..recipe.epochs {
        let (mut loss, mut batches) = ([0.0; 4], 0);
        for batch in batches_of(&material.documents, recipe, &mut random) {
            let words: usize = batch.iter().map(|(_, range)| range.len()).sum();
            let parts: Vec<(u64, &[Window])> =
                batch.chunks(batch.len().div_ceil(PARTS)).map(|part| (random.u64(..), part)).collect();
            let gradient = |(seed, part): (u64, &[Window])| {
                let mut rows = Vec::new();
                let mut starts = vec![0];
                for (document, range) in part {
                    rows.extend_from_slice(&material.documents[*document].rows[range.clone()]);
                    starts.push(rows.len());
                }
                let mut random = fastrand::Rng::with_seed(seed);
                let (pass, kept) = network.run(&rows, &Arc::new(starts), Some((dropout, &mut random)))?;
                let (slopes, loss) = losses(&network, material, recipe, part, words, &pass)?;
                Ok((network.gradient(rows, kept, &pass, slopes)?, loss))
            };
            let parts: Vec<(Gradient, [f32; 4])> =
                parts.into_par_iter().map(gradient).collect::<anyhow::Result<_>>()?;
            let rate = recipe.rate
                * (step as f32 / recipe.warm_up.max(1) as f32).min(1.0)
                * (1.0 - step as f32 / planned as f32).max(0.0);
            let (parts, losses): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            let here: [f32; 4] = std::array::from_fn(|which| losses.iter().map(|loss| loss[which]).sum());
            network.learn(parts, rate, recipe.decay)?;
            step += 1;
            loss.iter_mut().zip(here).for_each(|(sum, here)| *sum += here);
            batches += 1;
        }
        each(epoch, loss.map(|loss| loss / batches.max(1) as f32), &network)?;
    }
    Ok(network)
}

/// Windows at random places, shuffled into batches.
fn batches_of(documents: &[Prepared], recipe: &Recipe, random: &mut fastrand::Rng) -> Vec<Vec<Window>> {
    let mut windows = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let length = document.rows.len();
        let mut from = 0;
        let mut to = random.usize(1..=recipe.window);
        while from < length {
            windows.push((at, from..to.min(length)));
            from = to;
            to += recipe.window;
        }
    }
    windows.retain(|(_, range)| range.len() > 4 || range.start == 0);
    random.shuffle(&mut windows);
    let mut batches = vec![Vec::new()];
    let mut words = 0;
    for window in windows {
        if words >= recipe.batch {
            batches.push(Vec::new());
            words = 0;
        }
        words += window.1.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(window);
        }
    }
    batches
}

/// The loss of a part of a batch of `all` words, a word's on average, and its slopes.
fn losses(
    network: &Network,
    material: &Material,
    recipe: &Recipe,
    part: &[Window],
    all: usize,
    pass: &Pass,
) -> anyhow::Result<(Slopes, [f32; 4])> {
    let heads = values(&pass.heads)?;
    let views = values(&pass.views)?;
    let words = heads.len() / OUTPUTS;
    let share = 1.0 / all as f32;
    let mut slopes = Slopes::zero(words, &network.tree);
    let mut loss = [0.0; 4];
    let mut first = 0;
    for (document, range) in part {
        let document = &material.documents[*document];
        let rows = first..first + range.len();
        first = rows.end;
        let here = &heads[rows.start * OUTPUTS..rows.end * OUTPUTS];
        let slopes_here = &mut slopes.heads[rows.start * OUTPUTS..rows.end * OUTPUTS];
        let gold = document.states.as_ref().map(|states| &states[range.clone()]);
        let taught = document.taught.as_ref().zip(material.taught.as_ref()).filter(|_| recipe.teacher > 0.0);
        let taught = taught.map(|(scores, transitions)| (&scores[range.clone()], transitions));
        if gold.is_some() || taught.is_some() {
            let weight = recipe.states * share;
            let taught_share = recipe.teacher;
            loss[0] += states(
                network,
                here,
                gold,
                taught.map(|t| (t, taught_share)),
                weight,
                slopes_here,
                &mut slopes.shared.transitions,
            );
        }
        let Some((syntax, counts)) = &document.syntax else { continue };
        for (at, word) in range.clone().enumerate() {
            let row = at * OUTPUTS;
            let scores = &here[row + STATES..row + STATES + Tag::ALL.len()];
            let tag = syntax.tags[word] as usize;
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
            let weight = recipe.tags * counts * share;
            loss[1] += weight * (most + sum.ln() - scores[tag]);
            for (which, score) in scores.iter().enumerate() {
                let chance = (score - most).exp() / sum;
                slopes_here[row + STATES + which] += weight * (chance - f32::from(which == tag));
            }
            let (score, end) = (here[row + OUTPUTS - 1], f32::from(syntax.ends[word]));
            let chance = super::operations::sigmoid(score);
            let weight = recipe.ends * counts * share;
            loss[2] -= weight * (end * chance.max(1e-9).ln() + (1.0 - end) * (1.0 - chance).max(1e-9).ln());
            slopes_here[row + OUTPUTS - 1] += weight * (chance - end);
        }
        for sentence in sentences(&syntax.ends, range) {
            let tree = Tree {
                rows: rows.start + sentence.start - range.start..rows.start + sentence.end - range.start,
                offset: sentence.start,
                heads: &syntax.heads[sentence.clone()],
                relations: &syntax.relations[sentence.clone()],
                weight: recipe.trees * counts * share,
            };
            loss[3] += arcs::learn(&tree, &views, &network.tree, &mut slopes.views, &mut slopes.shared.tree);
        }
    }
    Ok((slopes, loss))
}

/// The whole sentences within a range of words. One that is too long to be one teaches nothing.
fn sentences(ends: &[bool], range: &Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = if range.start == 0 || ends[range.start - 1] {
        range.start
    } else {
        (range.start..range.end).find(|&at| ends[at]).map_or(range.end, |at| at + 1)
    };
    while let Some(last) = (start..range.end).find(|&at| ends[at]) {
        sentences.push(start..last + 1);
        start = last + 1;
    }
    sentences.retain(|sentence| sentence.len() <= 150);
    sentences
}

/// The teacher's scores of the states, and its transitions.
type Taught<'a> = (&'a [[f32; STATES]], &'a Transitions);

/// The loss of the states of a window.
fn states(
    network: &Network,
    heads: &[f32],
    gold: Option<&[u8]>,
    taught: Option<(Taught<'_>, f32)>,
    weight: f32,
    slopes: &mut [f32],
    transitions: &mut [f32],
) -> f32 {
    let scores = scores_of(heads);
    let expected = chain::expect(&scores, &network.transitions);
    let (taught, teacher) = taught.unzip();
    let from_gold = weight * (1.0 - teacher.unwrap_or(0.0));
    let from_teacher = weight * teacher.unwrap_or(0.0);
    let mut add = |word: usize, state: usize, by: f32| slopes[word * OUTPUTS + state] += by;
    for (word, chances) in expected.states.iter().enumerate() {
        chances.iter().enumerate().for_each(|(state, chance)| add(word, state, weight * chance));
    }
    for (slope, count) in transitions.iter_mut().zip(expected.transitions.as_flattened()) {
        *slope += weight * *count as f32;
    }
    let mut loss = 0.0;
    if let Some(gold) = gold {
        loss += from_gold * (expected.total - chain::score(&scores, &network.transitions, gold)) as f32;
        let mut before = STATES;
        for (word, &state) in gold.iter().enumerate() {
            add(word, state as usize, -from_gold);
            if word > 0 || network.transitions[before][state as usize] > chain::FORBIDDEN {
                transitions[before * STATES + state as usize] -= from_gold;
            }
            before = state as usize;
        }
    }
    if let Some((scores, theirs)) = taught {
        let theirs = chain::expect(scores, theirs);
        for (word, chances) in theirs.states.iter().enumerate() {
            chances.iter().enumerate().for_each(|(state, chance)| add(word, state, -from_teacher * chance));
        }
        for (slope, count) in transitions.iter_mut().zip(theirs.transitions.as_flattened()) {
            *slope -= from_teacher * *count as f32;
        }
    }
    loss
}

/// The scores of the states in the outputs of the heads.
pub fn scores_of(heads: &[f32]) -> Vec<[f32; STATES]> {
    heads.chunks_exact(OUTPUTS).map(|row| std::array::from_fn(|state| row[state])).collect()
}

/// Prints how long something took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let start = Instant::now();
    let done = work().with_context(|| what.to_owned())?;
    println!("{what}: {:.0} s", start.elapsed().as_secs_f64());
    Ok(done)
}
