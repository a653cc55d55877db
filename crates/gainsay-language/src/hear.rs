//! A page's words through the network: parts of speech, trees, sentences, and the parts of attributions.
//!
//! A long page goes through in chunks that overlap. A chunk ends with a sentence, and what stands near its edges was
//! seen with its neighbours, so that a page is read as if it went through at once, within a memory that does not grow
//! with it.

use crate::chain::Decoder;
use crate::cut::Cut;
use crate::features::{Extractor, Page, Rows};
use crate::model::weights::OUTPUTS;
use crate::model::{Buffers, Model, STRIDE};
use crate::roles::{self, STATES};
use crate::tree::{Mark, TreeBuffers};
use gainsay_knowledge::Vocabulary;
use gainsay_record::{Analysis, Part, Role, Sentence, Tag, Token};
use std::cell::Cell;
use std::ops::Range;

/// How many words of a chunk are kept, at most.
const CHUNK: usize = 704;
/// How many words on each side are seen with them.
const EDGE: usize = 64;
/// No sentence is longer than this, in words: a paragraph without a full stop is cut, so that what is quadratic in a
/// sentence stays bounded.
const LONGEST: usize = 200;

/// What one worker needs to hear a page.
#[derive(Debug, Default)]
pub(crate) struct Hearer {
    extractor: Extractor,
    /// What the network sees of the words from those of the chunk at hand on.
    rows: Vec<Rows>,
    buffers: Buffers,
    decoder: Decoder,
    states: Vec<u8>,
    sure: Vec<f32>,
    trees: TreeBuffers,
    /// The states and their probabilities in thousandths, of the whole page.
    page_states: Vec<u8>,
    page_sure: Vec<u16>,
}

impl Hearer {
    /// Fills an analysis from a page that is cut. Where `ends` has the last words of sentences, in order, these are they.
    pub(crate) fn hear(
        &mut self,
        text: &str,
        mut cut: Cut,
        ends: Option<&[u32]>,
        model: &Model,
        vocabulary: &Vocabulary,
    ) -> Analysis {
        self.page_states.clear();
        self.page_sure.clear();
        self.extractor.begin();
        self.rows.clear();
        let words = cut.tokens.len();
        let mut sentences = Vec::new();
        let mut block = 0;
        let (mut start, mut first) = (0, 0);
        while start < words {
            let from = start.saturating_sub(EDGE);
            let to = words.min(start + CHUNK + EDGE);
            self.rows.drain(..from - first);
            first = from;
            let missing = to - from - self.rows.len();
            let page = Page { text, cut: &cut, vocabulary, cues: &model.cues };
            self.extractor.extend(page, missing, &mut self.rows);
            model.run(&self.rows, &mut self.buffers);
            let outputs = &self.buffers.outputs;
            let (decoder, states, sure) = (&mut self.decoder, &mut self.states, &mut self.sure);
            model.chain.decode(model.path(), outputs, STRIDE, decoder, states, sure);
            let most = if to == words { words } else { start + CHUNK };
            let mut done = start;
            while done < most {
                while cut.blocks[block].1.end as usize <= done {
                    block += 1;
                }
                let (index, words) = &cut.blocks[block];
                let score = |at: usize| outputs[(at - from) * STRIDE + OUTPUTS - 1];
                let end = sentence_end(done..words.end as usize, to, ends, score);
                let Some(end) = end.filter(|&end| end <= most || done == start) else { break };
                let span = cut.tokens[done].span.cover(cut.tokens[end - 1].span);
                let opens_block = words.start as usize == done;
                let tokens = done as u32..end as u32;
                sentences.push(Sentence { tokens, span, block: *index, opens_block });
                let seen = Seen { text, outputs, from, model };
                seen.sentence(&mut cut.tokens, &mut self.trees, done..end);
                done = end;
            }
            self.page_states.extend_from_slice(&self.states[start - from..done - from]);
            let sure = self.sure[start - from..done - from].iter();
            self.page_sure.extend(sure.map(|sure| (sure * 1000.0).round() as u16));
            start = done;
        }
        let weakest = |words: Range<usize>| self.page_sure[words].iter().copied().min().unwrap_or(0);
        let mut parts = roles::decode(&self.page_states, |words| f32::from(weakest(words)) / 1000.0);
        for part in &mut parts {
            part.confidence = confidence(part, model);
        }
        let Cut { tokens, quotations, .. } = cut;
        Analysis { tokens, sentences, quotations, parts, ..Analysis::default() }
    }
}

/// What came out of the network for the words from `from` on.
struct Seen<'a> {
    text: &'a str,
    outputs: &'a [f32],
    from: usize,
    model: &'a Model,
}

impl Seen<'_> {
    /// Gives the words of a sentence their tags and their tree.
    fn sentence(&self, tokens: &mut [Token], trees: &mut TreeBuffers, words: Range<usize>) {
        let Self { text, outputs, from, model } = *self;
        let first = words.start;
        for at in words.clone() {
            tokens[at].tag = tag(&outputs[(at - from) * STRIDE + STATES..]);
        }
        let rows = words.start - from..words.end - from;
        let tokens = Cell::from_mut(&mut tokens[words]).as_slice_of_cells();
        let mark = |word: usize| Mark::of(tokens[word].get().span.of(text));
        model.tree.decode(&outputs[OUTPUTS..], STRIDE, rows, trees, mark, |word, head, relation| {
            tokens[word].set(Token { head: (first + head) as u32, relation, ..tokens[word].get() });
        });
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
