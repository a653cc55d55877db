//! The network that hears: its weights, and how a run of words goes through it.

pub mod weights;

use crate::chain::Chain;
use crate::features::{CueLexicon, Rows, TABLES};
use crate::kernel::{Linear, Norm, Path, Quantised, Shape, Table, Tables, recur};
use crate::tree::{TreeScorer, VIEW};
use weights::{Dense, Evening, ModelError, OUTPUTS, Weights};

/// A model, ready to run. It does not change; what a run needs is in a worker's buffers.
#[derive(Debug)]
pub struct Model {
    tables: Tables,
    evening: Norm,
    layers: Vec<Layer>,
    heads: Linear,
    heads_clip: f32,
    /// What is known of cues.
    pub(crate) cues: CueLexicon,
    /// The chain of states.
    pub(crate) chain: Chain,
    /// The scores of trees.
    pub(crate) tree: TreeScorer,
    /// A slope and an offset for each role.
    pub(crate) confidence: [[f32; 2]; 3],
    path: Path,
}

#[derive(Debug)]
struct Layer {
    linear: Linear,
    clip: f32,
    norm: Norm,
}

/// What one worker needs to run a model.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    ids: Vec<u32>,
    rows: Vec<f32>,
    bytes: Quantised,
    gates: Vec<f32>,
    memory: Vec<f32>,
    /// For each word, [`OUTPUTS`] scores and then the four views.
    pub(crate) outputs: Vec<f32>,
}

/// The numbers of a word in `Buffers::outputs`.
pub(crate) const STRIDE: usize = OUTPUTS + 4 * VIEW;

impl Model {
    /// Builds a model from its weights.
    pub fn new(weights: Weights) -> Result<Self, ModelError> {
        let shape = |what| ModelError::Shape { what };
        let tables = weights.tables.into_iter().map(|table| Table::new(table.bytes, table.scales)).collect();
        let layers = weights.layers.iter().map(|(dense, evening)| {
            Ok(Layer { linear: linear(dense)?, clip: dense.clip, norm: norm(evening)? })
        });
        let confidence = weights.confidence.as_chunks::<2>().0;
        Ok(Self {
            tables: Tables::new(tables, weights.width).ok_or(shape("tables"))?,
            evening: norm(&weights.evening)?,
            layers: layers.collect::<Result<_, _>>()?,
            heads: linear(&weights.heads)?,
            heads_clip: weights.heads.clip,
            cues: CueLexicon(weights.cues),
            chain: Chain::new(&weights.transitions).ok_or(shape("transitions"))?,
            tree: TreeScorer::new(
                weights.root,
                weights.root_label,
                weights.distance,
                weights.label,
                weights.label_bias,
            ),
            confidence: confidence.try_into().map_err(|_| shape("confidence"))?,
            path: Path::best(),
        })
    }

    /// Reads a model from the bytes of its file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::new(Weights::from_bytes(bytes)?)
    }

    /// How many numbers a word has between layers.
    pub fn width(&self) -> usize {
        self.tables.columns()
    }

    /// The instructions it runs by.
    pub(crate) fn path(&self) -> Path {
        self.path
    }

    /// The same model on other instructions.
    #[cfg(test)]
    pub(crate) fn on(mut self, path: Path) -> Self {
        self.path = path;
        self
    }

    /// Runs a sequence of words; the outputs are in the buffers.
    pub(crate) fn run(&self, words: &[Rows], buffers: &mut Buffers) {
        let width = self.width();
        let Buffers { ids, rows, bytes, gates, memory, outputs } = buffers;
        ids.clear();
        ids.extend(words.iter().flat_map(|word| word.map(u32::from)));
        debug_assert_eq!(ids.len(), words.len() * TABLES);
        rows.resize(words.len() * width, 0.0);
        self.tables.sum(self.path, ids, &self.evening, rows);
        for layer in &self.layers {
            gates.resize(words.len() * 3 * width, 0.0);
            bytes.fill(self.path, rows, width, layer.clip);
            layer.linear.apply(self.path, bytes, gates);
            recur(self.path, gates, &layer.norm, memory, rows);
        }
        outputs.resize(words.len() * STRIDE, 0.0);
        bytes.fill(self.path, rows, width, self.heads_clip);
        self.heads.apply(self.path, bytes, outputs);
    }
}

fn linear(dense: &Dense) -> Result<Linear, ModelError> {
    let shape = Shape { inputs: dense.inputs, around: dense.around, outputs: dense.outputs };
    Linear::new(shape, &dense.weights, &dense.scales, &dense.bias).ok_or(ModelError::Shape { what: "layers" })
}

fn norm(evening: &Evening) -> Result<Norm, ModelError> {
    Norm::new(&evening.gain, &evening.offset).ok_or(ModelError::Shape { what: "norms" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::ROWS;

    #[test]
    fn the_card_of_the_model_that_ships_is_its_own() {
        let card = include_str!("../../models/en/CARD.toml");
        let bytes = include_bytes!("../../models/en/en.model");
        assert!(card.contains(&format!("checksum = \"{:016x}\"", weights::checksum(bytes))));
        assert!(card.contains(&format!("bytes = {}", bytes.len())));
        assert!(bytes.len() <= 12_000_000, "{} bytes", bytes.len());
        assert!(Model::from_bytes(bytes).is_ok());
    }

    #[test]
    fn every_path_of_instructions_gives_the_same_outputs() {
        let words: Vec<Rows> = (0..70u32)
            .map(|at| std::array::from_fn(|table| ((at * 7919 + 13) as usize % ROWS[table]) as u16))
            .collect();
        let outputs = |path: Path| {
            let model = Model::new(weights::tests::made_up()).expect("a model").on(path);
            let mut buffers = Buffers::default();
            model.run(&words, &mut buffers);
            // Once more with buffers that were used.
            model.run(&words, &mut buffers);
            buffers.outputs.iter().map(|x| x.to_bits()).collect::<Vec<_>>()
        };
        let plain = outputs(Path::PLAIN);
        assert_eq!(plain.len(), words.len() * STRIDE);
        for path in Path::available() {
            assert!(outputs(path) == plain, "{}", path.name());
        }
    }
}
