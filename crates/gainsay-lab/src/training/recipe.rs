//! A recipe: all that decides what a training gives, beside the corpora.

use anyhow::Context;
use serde::Deserialize;
use std::path::Path;

/// What stands in a file of `recipes/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The seed of everything random.
    pub seed: u64,
    /// The width of every layer; a multiple of 32.
    pub width: usize,
    /// For each recurrent layer, whether it sees the words before and after.
    pub layers: Vec<bool>,
    /// How often each set is gone through.
    pub epochs: usize,
    /// Words in a window.
    pub window: usize,
    /// Words in a batch, at least.
    pub batch: usize,
    /// The highest learning rate; it rises for `warm_up` steps and falls to nothing at the end.
    pub rate: f32,
    /// Steps.
    pub warm_up: usize,
    /// Weight decay of the dense layers.
    pub decay: f32,
    /// The share of units left out at random.
    pub drop_units: f32,
    /// The share of words left out at random.
    pub drop_words: f32,
    /// How much the teacher counts beside the annotators, where both have labelled: 0 to 1.
    pub teacher: f32,
    /// How much the states of attributions count.
    pub states: f32,
    /// How much parts of speech count.
    pub tags: f32,
    /// How much trees count.
    pub trees: f32,
    /// How much ends of sentences count.
    pub ends: f32,
    /// How much of that a label of the teacher's for syntax counts, where no annotator has been.
    pub taught_syntax: f32,
    /// How much likelier than the network says the beginning of a cue is held to be (added to its scores): what is heard is
    /// surer than what is missed, and this evens the two.
    pub lean: f32,
    /// Whether texts that no annotator has seen are learned from, if a teacher has labelled them.
    pub bodies: bool,
}

impl Recipe {
    /// Reads a recipe.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }
}
