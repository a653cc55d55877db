//! What a rule read beside what was heard of the same words: the facts by which the reasons judge.

use super::measure::{meets, share};
use crate::cue::Construction;
use crate::sentence::Found;
use crate::view::View;
use std::ops::Range;

/// How many sentences apart a rule and what was heard can stand and still be about the same words: more than the longest
/// quotation that is followed.
const NEAR: usize = 40;

/// What a page's rules and the network found, so that each pair looks only at what stands near it: a long page costs no more
/// a sentence than a short one.
pub struct Ruled<'v, 'a> {
    pub view: &'v View<'a>,
    /// Whether the page is about what the frames cover.
    pub covered: bool,
    /// Cues that were heard without words that they attribute.
    pub without_content: Vec<Range<usize>>,
    /// The sentence of each statement heard, in order.
    places: Vec<usize>,
    /// The cues of the rules with their sentences, in order, and how they attribute.
    cues: Vec<(usize, Range<usize>, Construction)>,
    /// What the rules have as content, with the cue and its sentence, in order.
    contents: Vec<(usize, Range<usize>, Range<usize>)>,
}

impl<'v, 'a> Ruled<'v, 'a> {
    pub fn new(
        view: &'v View<'a>,
        ruled: &[Found],
        without_content: Vec<Range<usize>>,
        heard: &[Found],
    ) -> Self {
        let places = heard.iter().map(|found| found.sentence).collect();
        let of = |rule: &Found| {
            let (sentence, construction) = (rule.sentence, rule.construction);
            rule.cue.clone().into_iter().map(move |cue| (sentence, cue, construction))
        };
        let cues = ruled.iter().flat_map(of).collect();
        let told = |rule: &Found| {
            let (sentence, cue) = (rule.sentence, rule.cue.first().cloned());
            let content = rule.content.clone().into_iter();
            content.filter_map(move |content| Some((sentence, cue.clone()?, content)))
        };
        let contents = ruled.iter().flat_map(told).collect();
        Self { view, covered: is_covered(view), without_content, places, cues, contents }
    }

    /// The cues by which, so the rules say, somebody else tells what stands at these words of a sentence.
    pub fn told_by(&self, sentence: usize, words: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let first = self.contents.partition_point(|(at, ..)| *at < sentence);
        let own = self.contents[first..].iter().take_while(move |(at, ..)| *at == sentence);
        own.filter(|(_, _, told)| told.start <= words.start && words.end <= told.end).map(|(_, cue, _)| cue)
    }

    /// "saying".
    pub fn is_participle(&self, cue: &Range<usize>) -> bool {
        self.view.word(cue.end - 1).ends_with("ing")
    }

    /// "saying ... and adding": whether a cue is a participle that "and" ties to what is before it.
    pub fn is_tied_participle(&self, cue: &Range<usize>) -> bool {
        let before = cue.start.checked_sub(1).map_or("", |before| self.view.word(before));
        matches!(before, "and" | "but") && self.is_participle(cue)
    }
}

/// Whether a page is about what the frames cover: the rules were written for such pages, and are at their best there;
/// elsewhere the network is. One sentence in a dozen evokes a frame, or items of one come thick.
fn is_covered(view: &View<'_>) -> bool {
    const WORDS_AN_ITEM: usize = 60;
    const SENTENCES_A_FRAME: usize = 6;
    let lowered = &view.lowered;
    let items = (0..lowered.len()).filter(|&at| view.known.items.at(&lowered[at..]).is_some()).count();
    let sentences = &view.analysis.sentences;
    let evokes = |range: Range<usize>| view.known.frames.touches(&lowered[range], &view.known.items);
    items * WORDS_AN_ITEM >= lowered.len()
        || sentences.iter().filter(|s| evokes(View::range(s))).count() * SENTENCES_A_FRAME >= sentences.len()
}

/// A rule and what was heard near it.
pub struct Pair<'p, 'v, 'a> {
    pub page: &'p Ruled<'v, 'a>,
    pub rule: &'p Found,
    /// All that the rule has as content, the quotation that it claims among it.
    pub words: Vec<Range<usize>>,
    /// That quotation alone.
    pub quoted: Vec<Range<usize>>,
    /// The statements heard near it that are not taken yet.
    pub near: Vec<&'p Found>,
    /// Those that are about the same words, by their place among all that were heard.
    pub same: Vec<usize>,
    /// What these have as content.
    pub theirs: Vec<Range<usize>>,
}

impl<'p, 'v, 'a> Pair<'p, 'v, 'a> {
    pub fn new(page: &'p Ruled<'v, 'a>, heard: &'p [Option<Found>], rule: &'p Found) -> Self {
        let quoted = rule.quotation.map(|claim| quotation(page.view, claim.quotation)).unwrap_or_default();
        let mut words = rule.content.clone();
        words.extend(quoted.iter().cloned());
        let (first, last) = (rule.sentence.saturating_sub(NEAR), rule.sentence + NEAR);
        let near =
            page.places.partition_point(|&at| at < first)..page.places.partition_point(|&at| at <= last);
        let is_same = |found: &Found| {
            rule.cue.iter().any(|cue| meets(&found.cue, cue))
                || (rule.construction == Construction::Mark && found.sentence == rule.sentence)
                || (!quoted.is_empty()
                    && share(&found.content, &quoted) >= 0.8
                    && !found.cue.iter().any(|cue| meets(&quoted, cue)))
        };
        let untaken = near.filter_map(|at| Some((at, heard[at].as_ref()?)));
        let same: Vec<usize> =
            untaken.clone().filter(|(_, found)| is_same(found)).map(|(at, _)| at).collect();
        let theirs =
            same.iter().filter_map(|&at| heard[at].as_ref()).flat_map(|f| f.content.clone()).collect();
        let near = untaken.map(|(_, found)| found).collect();
        Self { page, rule, words, quoted, near, same, theirs }
    }

    /// The cues of the rules in the sentences near this one, each with how it attributes.
    pub fn cues(&self) -> impl Iterator<Item = (&'p Range<usize>, Construction)> {
        let (first, last) = (self.rule.sentence.saturating_sub(NEAR), self.rule.sentence + NEAR);
        let cues = &self.page.cues;
        let near = cues.partition_point(|cue| cue.0 < first)..cues.partition_point(|cue| cue.0 <= last);
        cues[near].iter().map(|(_, cue, construction)| (cue, *construction))
    }
}

/// The tokens of a quotation.
fn quotation(view: &View<'_>, index: u32) -> Vec<Range<usize>> {
    let quotation = &view.analysis.quotations[index as usize];
    quotation.spans.iter().map(|span| view.analysis.within(*span)).collect()
}
