//! Words about whoever gives no answer.

use crate::Phrases;
use serde::Deserialize;

/// How it is told that somebody gives no answer, where no verb of declining tells it.
#[derive(Debug, Default)]
pub struct Silence {
    alone: Phrases<()>,
    left: Phrases<()>,
    going: Phrases<()>,
    undone: Phrases<()>,
    bringing: Phrases<()>,
    seeking: Phrases<()>,
    vain: Phrases<()>,
}

/// The lists, as they stand in the data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unanswered {
    pub verbs: Vec<Box<str>>,
    pub objects: Vec<Box<str>>,
    pub going: Vec<Box<str>>,
    pub bringing: Vec<Box<str>>,
    alone: Vec<Box<str>>,
    left: Vec<Box<str>>,
    undone: Vec<Box<str>>,
    seeking: Vec<Box<str>>,
    vain: Vec<Box<str>>,
}

impl Silence {
    /// From the lists; of the verbs in two of them all forms.
    pub(super) fn new(lists: &Unanswered, going: &[String], bringing: &[String]) -> Self {
        let mut silence = Self::default();
        for (list, phrases) in [
            (&lists.alone, &mut silence.alone),
            (&lists.left, &mut silence.left),
            (&lists.undone, &mut silence.undone),
            (&lists.seeking, &mut silence.seeking),
            (&lists.vain, &mut silence.vain),
        ] {
            for phrase in list {
                phrases.insert(phrase, ());
            }
        }
        for (forms, phrases) in [(going, &mut silence.going), (bringing, &mut silence.bringing)] {
            for spelled in forms {
                phrases.insert(spelled, ());
            }
        }
        silence
    }

    /// "respond", "call back": a verb that whoever gives no answer is said not to do, with nothing behind it.
    pub fn alone_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.alone.at(lowered).map(|(length, ())| length)
    }

    /// "went unanswered", "were left without a reply": what became of a question that nobody answered; from the verb on.
    pub fn left_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        // "had been left unanswered", "went largely unanswered".
        const MOST_BETWEEN: usize = 2;
        let (from, ()) = self.going.at(lowered)?;
        (from..=from + MOST_BETWEEN).find_map(|at| Some(at + self.left_so_at(lowered.get(at..)?)?))
    }

    /// "unanswered": behind what somebody leaves so.
    pub fn left_so_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.left.at(lowered).map(|(length, ())| length)
    }

    /// "answered", "returned": what was not done with a question.
    pub fn undone_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.undone.at(lowered).map(|(length, ())| length)
    }

    /// "drew", "received": before "no reply", of a question.
    pub fn bringing_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.bringing.at(lowered).map(|(length, ())| length)
    }

    /// "efforts to reach": before somebody who gives no answer.
    pub fn seeking_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.seeking.at(lowered).map(|(length, ())| length)
    }

    /// "unsuccessful": what such efforts were.
    pub fn vain_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<usize> {
        self.vain.at(lowered).map(|(length, ())| length)
    }
}
