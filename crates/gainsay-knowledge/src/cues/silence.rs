//! Words about whoever gives no answer.

use crate::Phrases;
use serde::Deserialize;

/// How it is told that somebody gives no answer, where no verb of declining tells it.
#[derive(Debug, Default)]
pub struct Silence {
    pub(super) alone: Phrases<()>,
    pub(super) left: Phrases<()>,
    pub(super) going: Phrases<()>,
    pub(super) undone: Phrases<()>,
    pub(super) bringing: Phrases<()>,
    pub(super) seeking: Phrases<()>,
    pub(super) vain: Phrases<()>,
}

/// The lists, as they stand in the data: verbs are lemmas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unanswered {
    pub verbs: Vec<Box<str>>,
    pub objects: Phrases<()>,
    pub going: Vec<Box<str>>,
    pub bringing: Vec<Box<str>>,
    pub alone: Phrases<()>,
    pub left: Phrases<()>,
    pub undone: Phrases<()>,
    pub seeking: Phrases<()>,
    pub vain: Phrases<()>,
}

impl Silence {
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
