//! A model as a file: plain numbers, with what guards them.
//!
//! All numbers are little-endian.
//!
//! ```text
//! "GAINSAY\0"  format u32  width u32  layers u32
//! for each of the 8 tables    rows u32, a scale f32 for each row, width bytes for each row
//! the grades of cues          a byte for each row of the first table
//! norm                        width gains f32, width offsets f32
//! for each layer              dense, norm
//! heads and views             dense
//! trees                       root 64 f32, root for relations 64 f32, distances 17 f32, relations 37 x 64 f32, 37 f32
//! transitions                 21 x 20 f32, the last row the start
//! confidence                  2 f32 for each role
//! checksum                    u64, FNV-1a of all before it
//!
//! dense: inputs u32, around u32, outputs u32, clip f32, a scale f32 and a bias f32 for each output, the weights' bytes
//! ```

use crate::features::{ROWS, TABLES};
use crate::roles::STATES;
use crate::tree::{DISTANCES, VIEW};
use gainsay_record::{Relation, Tag};

/// What the heads give for each word: states, parts of speech, whether a sentence ends; then the four views for the tree.
pub const OUTPUTS: usize = STATES + Tag::ALL.len() + 1;

const MAGIC: [u8; 8] = *b"GAINSAY\0";
/// The shape of the file. It changes when what is read here would be misread by older code, never with the package.
const FORMAT: u32 = 1;
/// No model is wider or deeper: what a broken file can ask for is bounded.
const MOST: usize = 1024;

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// They start otherwise.
    #[error("these bytes are no model of gainsay's")]
    Foreign,
    /// Another version of the format.
    #[error("the model has format {found}, and format {FORMAT} is read")]
    Format {
        /// Its version.
        found: u32,
    },
    /// They end too early, or go on after the end.
    #[error("the model is cut short or too long at byte {at}")]
    Length {
        /// Where that showed.
        at: usize,
    },
    /// A number cannot be.
    #[error("the model's {what} cannot be")]
    Shape {
        /// What is wrong.
        what: &'static str,
    },
    /// The checksum differs.
    #[error("the model's checksum does not match its bytes")]
    Damaged,
}

/// A dense layer: for each output, a scale, a bias, and a byte for each weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dense {
    /// Numbers of a word that come in.
    pub inputs: usize,
    /// Words on each side that are seen too: 0 or 1.
    pub around: usize,
    /// Numbers of a word that go out.
    pub outputs: usize,
    /// The largest input that is told from larger ones.
    pub clip: f32,
    /// What a weight's byte is worth, by output.
    pub scales: Vec<f32>,
    /// By output.
    pub bias: Vec<f32>,
    /// By output, then by word of the window, then by input.
    pub weights: Vec<i8>,
}

/// A gain and an offset for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evening {
    /// The gains.
    pub gain: Vec<f32>,
    /// The offsets.
    pub offset: Vec<f32>,
}

/// A table of embeddings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Embeddings {
    /// What a byte is worth, by row.
    pub scales: Vec<f32>,
    /// Row after row.
    pub bytes: Vec<i8>,
}

/// All numbers of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// The width of every layer.
    pub width: usize,
    /// By feature.
    pub tables: Vec<Embeddings>,
    /// The grades of cues.
    pub cues: Vec<u8>,
    /// Over the sum of the embeddings.
    pub evening: Evening,
    /// The recurrent layers.
    pub layers: Vec<(Dense, Evening)>,
    /// Heads, then views.
    pub heads: Dense,
    /// The root's view as a head.
    pub root: Vec<f32>,
    /// The same, for the relation.
    pub root_label: Vec<f32>,
    /// What each distance adds to an arc.
    pub distance: Vec<f32>,
    /// By relation.
    pub label: Vec<f32>,
    /// By relation.
    pub label_bias: Vec<f32>,
    /// From row to column.
    pub transitions: Vec<f32>,
    /// A slope and an offset for source, cue and content: they turn a probability into a share that is right.
    pub confidence: Vec<f32>,
}

impl Weights {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.number(FORMAT as usize);
        out.number(self.width);
        out.number(self.layers.len());
        for table in &self.tables {
            out.number(table.scales.len());
            out.floats(&table.scales);
            out.bytes(&table.bytes);
        }
        out.0.extend_from_slice(&self.cues);
        out.evening(&self.evening);
        for (dense, evening) in &self.layers {
            out.dense(dense);
            out.evening(evening);
        }
        out.dense(&self.heads);
        let rest = [
            &self.root,
            &self.root_label,
            &self.distance,
            &self.label,
            &self.label_bias,
            &self.transitions,
            &self.confidence,
        ];
        rest.into_iter().for_each(|floats| out.floats(floats));
        let sum = checksum(&out.0);
        out.0.extend_from_slice(&sum.to_le_bytes());
        out.0
    }

    /// Reads a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut from = Reader { bytes, at: 0 };
        if bytes.len() < MAGIC.len() || bytes[..MAGIC.len()] != MAGIC {
            return Err(ModelError::Foreign);
        }
        from.at = MAGIC.len();
        let format = from.number()?;
        if format != FORMAT as usize {
            return Err(ModelError::Format { found: format as u32 });
        }
        let end = bytes.len().checked_sub(8).ok_or(ModelError::Length { at: bytes.len() })?;
        let sum = u64::from_le_bytes(bytes[end..].try_into().unwrap_or_default());
        let width = from.within("width", 16, MOST)?;
        let layers = from.within("number of layers", 1, 8)?;
        let mut weights = Self { width, ..Self::default() };
        for rows in ROWS {
            if from.number()? != rows {
                return Err(ModelError::Shape { what: "tables" });
            }
            let scales = from.floats(rows)?;
            weights.tables.push(Embeddings { scales, bytes: from.signed(rows * width)? });
        }
        weights.cues = from.take(ROWS[0])?.to_vec();
        weights.evening = from.evening(width)?;
        for _ in 0..layers {
            let dense = from.dense(width, 3 * width)?;
            weights.layers.push((dense, from.evening(width)?));
        }
        weights.heads = from.dense(width, OUTPUTS + 4 * VIEW)?;
        weights.root = from.floats(VIEW)?;
        weights.root_label = from.floats(VIEW)?;
        weights.distance = from.floats(DISTANCES)?;
        weights.label = from.floats(Relation::ALL.len() * VIEW)?;
        weights.label_bias = from.floats(Relation::ALL.len())?;
        weights.transitions = from.floats((STATES + 1) * STATES)?;
        weights.confidence = from.floats(6)?;
        if from.at != end {
            return Err(ModelError::Length { at: from.at });
        }
        if checksum(&bytes[..end]) != sum {
            return Err(ModelError::Damaged);
        }
        debug_assert_eq!(weights.tables.len(), TABLES);
        Ok(weights)
    }
}

/// FNV-1a over words of eight bytes, the last filled up with zeros: a guard against damage, not against malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u32).to_le_bytes());
    }

    fn floats(&mut self, floats: &[f32]) {
        floats.iter().for_each(|float| self.0.extend_from_slice(&float.to_le_bytes()));
    }

    fn bytes(&mut self, bytes: &[i8]) {
        self.0.extend(bytes.iter().map(|&byte| byte as u8));
    }

    fn evening(&mut self, evening: &Evening) {
        self.floats(&evening.gain);
        self.floats(&evening.offset);
    }

    fn dense(&mut self, dense: &Dense) {
        self.number(dense.inputs);
        self.number(dense.around);
        self.number(dense.outputs);
        self.floats(&[dense.clip]);
        self.floats(&dense.scales);
        self.floats(&dense.bias);
        self.bytes(&dense.weights);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let short = ModelError::Length { at: self.at };
        let end = self.at.checked_add(length).ok_or(short.clone())?;
        let taken = self.bytes.get(self.at..end).ok_or(short)?;
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, ModelError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes(bytes.try_into().unwrap_or_default()) as usize)
    }

    fn within(&mut self, what: &'static str, least: usize, most: usize) -> Result<usize, ModelError> {
        let number = self.number()?;
        if (least..=most).contains(&number) { Ok(number) } else { Err(ModelError::Shape { what }) }
    }

    fn floats(&mut self, length: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.take(4 * length)?;
        let floats: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if floats.iter().all(|float| float.is_finite()) {
            Ok(floats)
        } else {
            Err(ModelError::Shape { what: "numbers" })
        }
    }

    fn signed(&mut self, length: usize) -> Result<Vec<i8>, ModelError> {
        Ok(self.take(length)?.iter().map(|&byte| byte as i8).collect())
    }

    fn evening(&mut self, width: usize) -> Result<Evening, ModelError> {
        Ok(Evening { gain: self.floats(width)?, offset: self.floats(width)? })
    }

    fn dense(&mut self, inputs: usize, outputs: usize) -> Result<Dense, ModelError> {
        let shape = ModelError::Shape { what: "layers" };
        let (own_inputs, around, own_outputs) = (self.number()?, self.number()?, self.number()?);
        let clip = self.floats(1)?[0];
        if own_inputs != inputs || own_outputs != outputs || around > 1 || clip <= 0.0 {
            return Err(shape);
        }
        let scales = self.floats(outputs)?;
        let bias = self.floats(outputs)?;
        let weights = self.signed(outputs * inputs * (2 * around + 1))?;
        Ok(Dense { inputs, around, outputs, clip, scales, bias, weights })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Weights that are made up, of width 16.
    pub(crate) fn made_up() -> Weights {
        let width = 16;
        let mut seed = 7u32;
        let mut next = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 8
        };
        let mut floats =
            |length: usize| (0..length).map(|_| (next() % 2000) as f32 / 1000.0 - 1.0).collect::<Vec<_>>();
        let signed = |floats: Vec<f32>| floats.iter().map(|x| (x * 100.0) as i8).collect::<Vec<_>>();
        let mut dense = |inputs: usize, around: usize, outputs: usize| Dense {
            inputs,
            around,
            outputs,
            clip: 4.0,
            scales: vec![0.01; outputs],
            bias: floats(outputs),
            weights: signed(floats(outputs * inputs * (2 * around + 1))),
        };
        let evening = || Evening { gain: vec![1.0; width], offset: vec![0.0; width] };
        let layers = vec![(dense(width, 1, 3 * width), evening()), (dense(width, 0, 3 * width), evening())];
        let heads = dense(width, 0, OUTPUTS + 4 * VIEW);
        let tables = ROWS
            .iter()
            .map(|&rows| Embeddings { scales: vec![0.02; rows], bytes: signed(floats(rows * width)) })
            .collect();
        Weights {
            width,
            tables,
            cues: vec![3; ROWS[0]],
            evening: evening(),
            layers,
            heads,
            root: floats(VIEW),
            root_label: floats(VIEW),
            distance: floats(DISTANCES),
            label: floats(Relation::ALL.len() * VIEW),
            label_bias: floats(Relation::ALL.len()),
            transitions: floats((STATES + 1) * STATES),
            confidence: vec![1.0, 0.0, 1.0, 0.0, 1.0, 0.0],
        }
    }

    #[test]
    fn a_model_survives_the_way_through_its_bytes() {
        let weights = made_up();
        assert_eq!(Weights::from_bytes(&weights.to_bytes()), Ok(weights));
    }

    #[test]
    fn broken_bytes_are_an_error() {
        let bytes = made_up().to_bytes();
        assert_eq!(Weights::from_bytes(b"PNG"), Err(ModelError::Foreign));
        assert_eq!(Weights::from_bytes(&[]), Err(ModelError::Foreign));
        for length in (8..bytes.len()).step_by(bytes.len() / 50) {
            assert!(Weights::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        let mut damaged = bytes.clone();
        damaged[bytes.len() / 2] ^= 1;
        assert_eq!(Weights::from_bytes(&damaged), Err(ModelError::Damaged));
        let mut newer = bytes.clone();
        newer[8] = 9;
        assert_eq!(Weights::from_bytes(&newer), Err(ModelError::Format { found: 9 }));
        let longer = [bytes, vec![0]].concat();
        assert!(Weights::from_bytes(&longer).is_err());
    }
}
