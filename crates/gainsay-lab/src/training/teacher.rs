//! The labels of a teacher: a larger network that has read the same corpora. `teacher/README.md` says how they are made.
//!
//! `NAME.labels` has, for each document of a set in order and all little-endian: for n words, n times 20 scores of
//! the states (f32), n parts of speech (u8), n heads (u32), n relations (u8), n ends of sentences (u8).
//! `transitions.bin` has 21 times 20 scores (f32), of which the last row is the start.

use super::chain::Transitions;
use super::examples::{Example, Syntax};
use anyhow::{Context, ensure};
use gainsay_language::roles::STATES;
use std::fs;
use std::path::Path;

/// What the teacher says of one document.
pub struct Labels {
    /// Scores of the states.
    pub scores: Vec<[f32; STATES]>,
    /// Its syntax.
    pub syntax: Syntax,
}

/// The labels of a set; `None` where there are none.
pub fn labels(folder: &Path, set: &str, examples: &[Example]) -> anyhow::Result<Option<Vec<Labels>>> {
    let path = folder.join(set).with_extension("labels");
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let words: usize = examples.iter().map(|example| example.cut.tokens.len()).sum();
    let each = 4 * STATES + 1 + 4 + 1 + 1;
    ensure!(bytes.len() == words * each, "{}: {} bytes for {words} words", path.display(), bytes.len());
    let mut rest = &bytes[..];
    let mut take = |length: usize| {
        let (head, tail) = rest.split_at(length);
        rest = tail;
        head
    };
    let mut labels = Vec::new();
    for example in examples {
        let words = example.cut.tokens.len();
        let scores = take(words * 4 * STATES);
        let scores = floats(scores).collect::<Vec<_>>();
        let scores = scores.chunks_exact(STATES).map(|row| std::array::from_fn(|at| row[at])).collect();
        let tags = take(words).to_vec();
        let heads = take(4 * words).chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let heads: Vec<u32> = heads.collect();
        let relations = take(words).to_vec();
        let ends = take(words).iter().map(|&end| end != 0).collect();
        ensure!(
            heads.iter().all(|&head| (head as usize) < words),
            "{}: a head outside {}",
            path.display(),
            example.name
        );
        labels.push(Labels { scores, syntax: Syntax { tags, heads, relations, ends } });
    }
    Ok(Some(labels))
}

/// The teacher's transitions.
pub fn transitions(folder: &Path) -> anyhow::Result<Transitions> {
    let path = folder.join("transitions.bin");
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    ensure!(bytes.len() == 4 * STATES * (STATES + 1), "{}: {} bytes", path.display(), bytes.len());
    let all: Vec<f32> = floats(&bytes).collect();
    Ok(std::array::from_fn(|from| std::array::from_fn(|to| all[from * STATES + to])))
}

fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
