//! All frames together: which of them the words of a text evoke.

use super::{Frame, Trigger, TriggerKind};
use crate::{Items, Phrases, WordForm, noun_forms, verb_forms};
use std::collections::BTreeMap;

/// A trigger met in a text, in one of its forms.
#[derive(Clone, Copy, Debug)]
pub struct Evoked<'a> {
    /// Its frame.
    pub frame: &'a Frame,
    /// The trigger.
    pub trigger: &'a Trigger,
    /// The form it was met in.
    pub form: WordForm,
}

/// All frames, and every form of their triggers.
#[derive(Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    /// Frame, trigger, form.
    phrases: Phrases<Vec<(u32, u32, WordForm)>>,
}

impl Frames {
    /// The frames that ship, and these.
    pub(crate) fn with(items: &Items, more: Vec<Frame>) -> Self {
        Self::new(shipped(items).chain(more).collect())
    }

    /// These frames.
    pub fn new(frames: Vec<Frame>) -> Self {
        let mut by_form = BTreeMap::<String, Vec<(u32, u32, WordForm)>>::new();
        for (f, frame) in frames.iter().enumerate() {
            for (t, trigger) in frame.triggers.iter().enumerate() {
                let head = trigger.lemma.split(' ').next().unwrap_or_default();
                let forms = match trigger.kind {
                    TriggerKind::Verb => verb_forms(&trigger.lemma, frame.irregular.get(head)),
                    TriggerKind::Noun => noun_forms(&trigger.lemma),
                };
                for (word, form) in forms {
                    by_form.entry(word).or_default().push((f as u32, t as u32, form));
                }
            }
        }
        Self { frames, phrases: by_form.into_iter().collect() }
    }

    /// The frame of a name.
    pub fn get(&self, name: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| &*frame.name == name)
    }

    /// All of them.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// The longest trigger with which a list of lower-cased words opens: its length in words, and everything the words
    /// can be ("supplies": verb and noun).
    pub fn evoked_at<S: AsRef<str>>(
        &self,
        lowered: &[S],
    ) -> Option<(usize, impl Iterator<Item = Evoked<'_>> + Clone)> {
        let (length, evoked) = self.phrases.at(lowered)?;
        let resolve = |&(f, t, form): &(u32, u32, WordForm)| {
            let frame = &self.frames[f as usize];
            Evoked { frame, trigger: &frame.triggers[t as usize], form }
        };
        Some((length, evoked.iter().map(resolve)))
    }

    /// The longest trigger with which a list of lower-cased words opens; of several readings the first of the data.
    pub fn trigger_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &Frame, &Trigger)> {
        let (length, mut evoked) = self.evoked_at(lowered)?;
        evoked.next().map(|first| (length, first.frame, first.trigger))
    }

    /// Whether a sentence's lower-cased words hold a trigger together with what it needs: a cheap test, to be asked
    /// before anything else is.
    pub fn touches<S: AsRef<str>>(&self, lowered: &[S], items: &Items) -> bool {
        // Where the first and the last item of each frame met so far stand.
        let mut spread: Vec<(&str, Option<(usize, usize)>)> = Vec::new();
        let mut at = 0;
        while at < lowered.len() {
            let Some((length, evoked)) = self.evoked_at(&lowered[at..]) else {
                at += 1;
                continue;
            };
            let after = at + length;
            for Evoked { frame, trigger, .. } in evoked {
                let brings = |word: &S| trigger.needs.iter().any(|needed| **needed == *word.as_ref());
                if !trigger.needs.is_empty() && !lowered[after..].iter().take(NEAR).any(brings) {
                    continue;
                }
                if trigger.carries.is_some() {
                    return true;
                }
                let found = match spread.iter().find(|(about, _)| **about == *frame.about) {
                    Some((_, found)) => *found,
                    None => {
                        let found = first_and_last(lowered, &frame.about, items);
                        spread.push((&frame.about, found));
                        found
                    }
                };
                let outside = |place: usize| !(at..after).contains(&place);
                if found.is_some_and(|(first, last)| outside(first) || outside(last)) {
                    return true;
                }
            }
            at = after;
        }
        false
    }
}

/// How many words behind a trigger a preposition is still taken for its own.
const NEAR: usize = 24;

/// The files of `data/frames`, in the order in which a reading lists what they cover.
const FILES: [(&str, &str); 3] = [
    ("arms-transfer", include_str!("../../data/frames/arms-transfer.toml")),
    ("troop-deployment", include_str!("../../data/frames/troop-deployment.toml")),
    ("use-in-combat", include_str!("../../data/frames/use-in-combat.toml")),
];

fn shipped(items: &Items) -> impl Iterator<Item = Frame> + '_ {
    FILES.into_iter().map(|(name, file)| match Frame::parse(name, file, items) {
        Ok(frame) => frame,
        // The files are part of the program and every one is read by a test.
        Err(error) => panic!("data/frames/{name}.toml: {error}"),
    })
}

/// Where the first and the last item that a frame is about stand in `lowered`.
fn first_and_last<S: AsRef<str>>(lowered: &[S], about: &str, items: &Items) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < lowered.len() {
        let Some((length, class)) = items.about_at(about, &lowered[at..]) else {
            at += 1;
            continue;
        };
        if items.entails(&class.code, about) {
            found = Some((found.map_or(at, |(first, _)| first), at));
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, lower, words};

    fn lowered(text: &str) -> Vec<String> {
        words(text).map(|range| lower(&text[range])).collect()
    }

    #[test]
    fn every_form_of_a_trigger_is_found_and_the_longest_wins() {
        let frames = &Knowledge::shipped().frames;
        for (text, name) in [
            ("supplied", "arms-transfer"),
            ("supplies", "arms-transfer"),
            ("re-exporting", "arms-transfer"),
            ("handed over", "arms-transfer"),
            ("sold", "arms-transfer"),
            ("arms deals", "arms-transfer"),
            ("given", "arms-transfer"),
            ("deployments", "troop-deployment"),
            ("crossed into", "troop-deployment"),
            ("struck", "use-in-combat"),
            ("made use of", "use-in-combat"),
        ] {
            let words = lowered(text);
            let (length, frame, _) = frames.trigger_at(&words).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((length, &*frame.name), (words.len(), name), "{text}");
        }
        assert!(frames.trigger_at(&lowered("denied")).is_none());
    }

    #[test]
    fn a_sentence_touches_the_frame_only_with_arms_in_it() {
        let Knowledge { frames, items, .. } = Knowledge::shipped();
        assert!(frames.touches(&lowered("Togo sent rockets to Benin"), items));
        assert!(frames.touches(&lowered("an arms deal between the neighbours"), items));
        assert!(!frames.touches(&lowered("Togo sent flowers to Benin"), items));
        assert!(!frames.touches(&lowered("the rockets stood in Benin"), items));
        assert!(frames.touches(&lowered("the rockets fell on Benin"), items));
        assert!(frames.touches(&lowered("Togo sent soldiers to Benin"), items));
        assert!(frames.touches(&lowered("Togo has soldiers in Benin"), items));
        assert!(!frames.touches(&lowered("Togo has soldiers"), items), "where is not said");
        assert!(frames.touches(&lowered("Togo deployed rockets against Benin"), items));
        assert!(!frames.touches(&lowered("Togo deployed rockets"), items), "a use must be against somebody");
    }
}
