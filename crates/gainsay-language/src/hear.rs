//! A page's words through the network: parts of speech, trees, sentences, and the parts of attributions.
//!
//! A long page goes through in chunks that overlap. A chunk ends with a sentence, and what stands near its edges was
//! seen with its neighbours, so that a page is read as if it went through at once, within a memory that does not grow
//! with it.

use crate::chain::Decoder;
use crate::cut::Cut;
use crate::features::{Extractor, Rows};
use crate::model::weights::OUTPUTS;
use crate::model::{Buffers, Model, STRIDE};
use crate::roles::{self, STATES};
use crate::tree::TreeBuffers;
use gainsay_knowledge::Vocabulary;
use gainsay_record::{Analysis, Part, Role, Sentence, Tag};
use std::ops::Range;

/// How many words of a chunk are kept, at most.
const CHUNK: usize = 896;
/// How many words on each side are seen with them.
const EDGE: usize = 64;
/// No sentence is longer than this, in words: a paragraph without a full stop is cut, so that what is quadratic in a
/// sentence stays bounded.
const LONGEST: usize = 300;

/// What one worker needs to hear a page.
#[derive(Debug, Default)]
pub(crate) struct Hearer {
    extractor: Extractor,
    rows: Vec<Rows>,
    buffers: Buffers,
    decoder: Decoder,
    states: Vec<u8>,
    sure: Vec<f32>,
    trees: TreeBuffers,
    /// The states and their probabilities, of the whole page.
    page_states: Vec<u8>,
    page_sure: Vec<f32>,
}

impl Hearer {
    /// Fills an analysis from a page that is cut. Where `ends` has the last words of sentences, in order, these are they.
    pub(crate) fn hear(
        &mut self,
        text: &str,
        cut: Cut,
        ends: Option<&[u32]>,
        model: &Model,
        vocabulary: &Vocabulary,
    ) -> Analysis {
        self.extractor.extract(text, &cut, vocabulary, &model.cues, &mut self.rows);
        self.page_states.clear();
        self.page_sure.clear();
        let mut analysis = Analysis { tokens: cut.tokens, quotations: cut.quotations, ..Analysis::default() };
        let mut blocks = Blocks { blocks: &cut.blocks, at: 0 };
        let words = self.rows.len();
        let mut start = 0;
        while start < words {
            let from = start.saturating_sub(EDGE);
            let to = words.min(start + CHUNK + EDGE);
            model.run(&self.rows[from..to], &mut self.buffers);
            let outputs = &self.buffers.outputs;
            let (decoder, states, sure) = (&mut self.decoder, &mut self.states, &mut self.sure);
            model.chain.decode(model.path(), outputs, STRIDE, decoder, states, sure);
            let most = if to == words { words } else { start + CHUNK };
            let mut done = start;
            while done < most {
                let block = blocks.of(done);
                let score = |at: usize| outputs[(at - from) * STRIDE + OUTPUTS - 1];
                let end = sentence_end(done..block.end, to, ends, score);
                let Some(end) = end.filter(|&end| end <= most || done == start) else { break };
                let opens_block = block.start == done;
                let seen = Seen { outputs, from, model };
                seen.sentence(&mut analysis, &mut self.trees, done..end, blocks.at, opens_block);
                done = end;
            }
            self.page_states.extend_from_slice(&self.states[start - from..done - from]);
            self.page_sure.extend_from_slice(&self.sure[start - from..done - from]);
            start = done;
        }
        let sure = &self.page_sure;
        analysis.parts =
            roles::decode(&self.page_states, |words| words.map(|at| sure[at]).fold(1.0, f32::min));
        for part in &mut analysis.parts {
            part.confidence = confidence(part, model);
        }
        analysis
    }
}

/// What came out of the network for the words from `from` on.
struct Seen<'a> {
    outputs: &'a [f32],
    from: usize,
    model: &'a Model,
}

impl Seen<'_> {
    /// Adds a sentence: its tags and its tree.
    fn sentence(
        &self,
        analysis: &mut Analysis,
        trees: &mut TreeBuffers,
        words: Range<usize>,
        block: usize,
        opens_block: bool,
    ) {
        let Self { outputs, from, model } = *self;
        let first = words.start;
        for at in words.clone() {
            analysis.tokens[at].tag = tag(&outputs[(at - from) * STRIDE + STATES..]);
        }
        let rows = words.start - from..words.end - from;
        let tokens = &mut analysis.tokens[words.clone()];
        model.tree.decode(&outputs[OUTPUTS..], STRIDE, rows, trees, |word, head, relation| {
            tokens[word].head = (first + head) as u32;
            tokens[word].relation = relation;
        });
        let span = analysis.tokens[words.start].span.cover(analysis.tokens[words.end - 1].span);
        let tokens = words.start as u32..words.end as u32;
        analysis.sentences.push(Sentence { tokens, span, block: block as u32, opens_block });
    }
}

/// The blocks that are read, walked through in order.
struct Blocks<'a> {
    blocks: &'a [(u32, Range<u32>)],
    /// The article's index of the block found last.
    at: usize,
}

impl Blocks<'_> {
    /// The words of the block that holds a word, which is in none before the last one asked for.
    fn of(&mut self, word: usize) -> Range<usize> {
        while self.blocks.len() > 1 && self.blocks[0].1.end as usize <= word {
            self.blocks = &self.blocks[1..];
        }
        let Some((block, words)) = self.blocks.first() else { return word..word + 1 };
        self.at = *block as usize;
        words.start as usize..words.end as usize
    }
}

/// The end (exclusive) of the sentence that opens the words of `block`; `None` where it does not show before `seen`.
fn sentence_end(
    block: Range<usize>,
    seen: usize,
    ends: Option<&[u32]>,
    score: impl Fn(usize) -> f32,
) -> Option<usize> {
    let longest = block.end.min(block.start + LONGEST);
    let end = match ends {
        Some(ends) => {
            let next = ends.partition_point(|&end| (end as usize) < block.start);
            ends.get(next).map_or(longest, |&end| (end as usize + 1).min(longest))
        }
        None => (block.start..longest.min(seen)).find(|&at| score(at) > 0.0).map_or(longest, |at| at + 1),
    };
    (end <= seen).then_some(end)
}

fn tag(scores: &[f32]) -> Tag {
    let (mut found, mut most) = (Tag::X, f32::MIN);
    for (tag, &score) in Tag::ALL.iter().zip(scores) {
        if score > most {
            (found, most) = (*tag, score);
        }
    }
    found
}

/// The share of such parts that is right, in three decimals.
fn confidence(part: &Part, model: &Model) -> f32 {
    let role = match part.role {
        Role::Source => 0,
        Role::Cue => 1,
        Role::Content => 2,
    };
    let [slope, offset] = model.confidence[role];
    let share = (slope * part.confidence + offset).clamp(0.01, 0.999);
    (share * 1000.0).round() / 1000.0
}
