//! Which pages carry the same article.
//!
//! Two pages are compared by the runs of five words ("shingles") in their article blocks (Broder, "On the resemblance and
//! containment of documents", 1997). They are copies when at least [`Imprint::COPY`] percent of the shorter page's runs stand in
//! the longer one: containment, not resemblance, for an agency's report is usually reprinted shortened. Quoted words alone
//! seldom come to that, and furniture is not compared at all.
//!
//! The work is near linear. All runs of all pages are sorted; pages that share a run are counted together, each page only
//! with the first [`STARS`] pages of that run, so a text that stands on a thousand pages costs a thousand steps a run and
//! not a million.

use super::Sets;
use super::folds::told;
use gainsay_knowledge::words;
use gainsay_record::{Article, Fold, FoldGround, Imprint, PageId};
use std::collections::{BTreeMap, HashMap};

/// With how many pages of one run each page is compared: the first 4.
const STARS: usize = 4;

/// Of how many runs a page is known by: the 64 with the least hashes (Broder's "bottom k" sketch). A page of fewer is
/// compared whole. Of two longer ones the share is told within 6 hundredths two times of three, which is enough: copies share
/// nearly all, and others next to nothing.
const SAMPLE: usize = 64;

/// Words in a run.
const RUN: usize = 5;

/// The pages, put together where they carry one article.
#[derive(Debug)]
pub(crate) struct Copies {
    /// For each page, as an index, the first page of its set.
    first: Vec<usize>,
    /// For each such set of several pages, why.
    why: HashMap<usize, String>,
}

impl Copies {
    /// The pages by their imprints; pairs that are held apart are of one set in no case.
    pub fn among(imprints: &[&Imprint], apart: &[(usize, usize)]) -> Self {
        let mut sets = Sets::new(imprints.len());
        sets.keep_apart(apart);
        let mut shared = shared(imprints);
        for &(a, b, _) in &shared {
            sets.join(a, b);
        }
        shared.retain(|&(a, b, _)| sets.find(a) == sets.find(b));
        let mut least: HashMap<usize, usize> = HashMap::new();
        for &(a, _, hundredths) in &shared {
            let place = least.entry(sets.find(a)).or_insert(hundredths);
            *place = hundredths.min(*place);
        }
        let why =
            |(set, hundredths)| (set, format!("the same words: at least {hundredths}% of the shorter page"));
        let why = least.into_iter().map(why).collect();
        Self { first: (0..imprints.len()).map(|page| sets.find(page)).collect(), why }
    }

    /// The set of a page.
    pub fn set(&self, page: usize) -> usize {
        self.first[page]
    }

    /// The folds among these pages (indices): pages of one set, with the reason.
    pub fn folds(&self, pages: impl Iterator<Item = usize>, articles: &[&Article]) -> Vec<Fold> {
        let mut sets: BTreeMap<usize, Vec<PageId>> = BTreeMap::new();
        for page in pages {
            sets.entry(self.set(page)).or_default().push(articles[page].id);
        }
        let several = sets.into_iter().filter(|(_, pages)| pages.len() > 1);
        let why = |set| self.why.get(&set).cloned().unwrap_or_default();
        several.map(|(set, pages)| told(FoldGround::Words, pages, why(set))).collect()
    }
}

/// Pairs of pages that are copies, with the hundredths of the shorter one that are shared.
fn shared(imprints: &[&Imprint]) -> Vec<(usize, usize, usize)> {
    let mut runs = Vec::new();
    for (page, imprint) in imprints.iter().enumerate() {
        if imprint.length >= Imprint::LEAST {
            runs.extend(imprint.runs.iter().map(|&run| (run, page as u32)));
        }
    }
    runs.sort_unstable();
    let mut common: HashMap<(u32, u32), usize> = HashMap::new();
    for same in runs.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, page)) in same.iter().enumerate() {
            for &(_, earlier) in &same[..place.min(STARS)] {
                *common.entry((earlier, page)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = common
        .into_iter()
        .filter_map(|((a, b), common)| {
            let (a, b) = (a as usize, b as usize);
            let hundredths = imprints[a].hundredths(imprints[b], common);
            (hundredths >= Imprint::COPY).then_some((a, b, hundredths))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// The least [`SAMPLE`] of the hashes of a page's runs, sorted, and how many runs it has.
pub(super) fn sample(article: &Article) -> (Vec<u32>, u32) {
    let mut runs = runs_of(article);
    let length = runs.len() as u32;
    runs.truncate(SAMPLE);
    (runs, length)
}

/// The hashes of the runs of words in the article blocks, sorted, none twice. Runs do not cross blocks.
fn runs_of(article: &Article) -> Vec<u32> {
    let mut runs = Vec::new();
    for block in article.blocks.iter().filter(|block| block.kind.is_article()) {
        let text = block.span.of(&article.text);
        let is_word = |word: &&str| word.chars().next().is_some_and(char::is_alphanumeric);
        let hashes: Vec<u64> = words(text).map(|range| &text[range]).filter(is_word).map(hash).collect();
        runs.extend(hashes.windows(RUN).map(|run| {
            let mixed = run
                .iter()
                .fold(0u64, |all, word| all.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word);
            spread(mixed)
        }));
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The upper half of SplitMix64's last step: which runs are the least has nothing to do with their words.
fn spread(run: u64) -> u32 {
    let run = (run ^ (run >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let run = (run ^ (run >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((run ^ (run >> 31)) >> 32) as u32
}

/// FNV-1a over the word in lower case: the same on every machine and in every version, as the ids of disputes are.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        return word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(START, step);
    }
    word.to_lowercase().bytes().fold(START, step)
}
