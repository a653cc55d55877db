//! Notes, tags and grades as they stand below what they are on.

use gainsay::ledger::{Decision, Grade};
use gainsay::{safe, terms, wire};

/// What people remarked on one subject.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// The subject, as a form names it.
    pub on: String,
    pub tags: Vec<Remark>,
    pub notes: Vec<Remark>,
}

/// A note or a tag.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub id: String,
    pub text: String,
    pub by_on: String,
}

impl Remarks {
    /// These notes and tags, on a subject that forms name like this.
    pub fn of<'a>(decisions: impl Iterator<Item = &'a Decision>, on: &str) -> Self {
        let people = wire::People::of(decisions);
        let remark = |remark: &wire::Remark| Remark {
            id: safe::line(&remark.id),
            text: safe::line(&remark.text),
            by_on: terms::people::by_on(&remark.by, &remark.at),
        };
        Self {
            on: on.to_owned(),
            tags: people.tags.iter().map(remark).collect(),
            notes: people.notes.iter().map(remark).collect(),
        }
    }
}

/// What a source can be graded as.
pub(super) fn letters() -> [(&'static str, &'static str); 6] {
    ["A", "B", "C", "D", "E", "F"].map(|letter| (letter, Grade::parse(letter).map_or("", Grade::words)))
}
