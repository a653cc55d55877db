//! What can be decided, as it stands in the log.
//!
//! The payload of an entry is JSON: `by`, `at`, and a [`Deed`] told by its `do`. The kinds of entries are `ruling`, `grade`,
//! `note`, `tag` and `search`.

use super::anchor::Anchor;
use super::grade::Grade;
use super::quote::Quote;
use crate::Topic;
use gainsay_record::{FoldGround, Holder, Level, PageId, Stance};
use serde::{Deserialize, Serialize};

/// Something that somebody decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id: the first 16 hex digits of the hash of its entry in the log.
    pub id: String,
    /// The number of that entry.
    pub entry: u64,
    /// Who decided it.
    pub by: String,
    /// When, RFC 3339, as the caller said.
    pub at: String,
    /// What.
    pub deed: Deed,
}

/// What somebody decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// The machine has read it rightly.
    Accept {
        /// What.
        on: Anchor,
    },
    /// The machine should not have read it.
    Reject {
        /// What.
        on: Anchor,
    },
    /// The machine has read it wrongly.
    Edit {
        /// What.
        on: Anchor,
        /// What it should have read.
        change: Box<Change>,
    },
    /// Positions out of a dispute, into one of their own.
    Split {
        /// The dispute they leave.
        dispute: Topic,
        /// The positions.
        positions: Vec<Anchor>,
    },
    /// Disputes into one.
    Merge {
        /// The disputes.
        disputes: Vec<Topic>,
    },
    /// Pages that count once count each for itself, in every dispute.
    Unfold {
        /// The fold's id, as it was.
        fold: String,
        /// On what ground they were folded; on another they may still be.
        ground: FoldGround,
        /// The pages.
        pages: Vec<PageId>,
    },
    /// An earlier decision holds no more. It may itself have been an undoing: what that took back then holds again.
    Undo {
        /// The id of the earlier one.
        decision: String,
    },
    /// A grade of the Admiralty code.
    Grade {
        /// Of what: a letter is for a source, a digit for an item.
        on: Subject,
        /// Which.
        grade: Grade,
    },
    /// A note.
    Note {
        /// On what.
        on: Subject,
        /// Its words.
        text: String,
    },
    /// A tag.
    Tag {
        /// On what.
        on: Subject,
        /// One word or a few.
        tag: String,
    },
    /// A search to be made again. A later one of the same name takes its place.
    Search {
        /// What it goes by.
        name: String,
        /// The words that are looked for.
        words: String,
    },
}

/// What a grade, note or tag is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A statement or a position.
    Item(Anchor),
    /// A page.
    Page(PageId),
    /// A dispute.
    Dispute(Topic),
    /// A holder.
    Holder(Holder),
    /// An outlet, by its name.
    Outlet(String),
}

/// What should have been read. What is `None` or empty stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// The stance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// What it is aimed at. A position at level `plan` has no stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Who takes the position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// The stage, by the frame's name for it; `none` where the words leave it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Who fills which role, by the frame's names; both ends of a transfer, where its direction is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<(String, String)>,
    /// The parties, sorted: with `roles` those of the two ends, without them a transfer whose direction is left open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// The words that name the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Quote>,
    /// The words that attribute.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Quote>,
    /// The words attributed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Quote>,
}

/// The stage that says that the words leave it open.
pub(crate) const NO_STAGE: &str = "none";

impl Deed {
    /// The kind of entry of the log that it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Accept { .. }
            | Self::Reject { .. }
            | Self::Edit { .. }
            | Self::Split { .. }
            | Self::Merge { .. }
            | Self::Unfold { .. }
            | Self::Undo { .. } => "ruling",
            Self::Grade { .. } => "grade",
            Self::Note { .. } => "note",
            Self::Tag { .. } => "tag",
            Self::Search { .. } => "search",
        }
    }

    /// The word for what is done: `accept`, `reject`, ...
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Reject { .. } => "reject",
            Self::Edit { .. } => "edit",
            Self::Split { .. } => "split",
            Self::Merge { .. } => "merge",
            Self::Unfold { .. } => "unfold",
            Self::Undo { .. } => "undo",
            Self::Grade { .. } => "grade",
            Self::Note { .. } => "note",
            Self::Tag { .. } => "tag",
            Self::Search { .. } => "search",
        }
    }

    /// The statements and positions that it speaks of.
    pub fn anchors(&self) -> &[Anchor] {
        match self {
            Self::Accept { on } | Self::Reject { on } | Self::Edit { on, .. } => std::slice::from_ref(on),
            Self::Split { positions, .. } => positions,
            Self::Grade { on, .. } | Self::Note { on, .. } | Self::Tag { on, .. } => match on {
                Subject::Item(on) => std::slice::from_ref(on),
                _ => &[],
            },
            Self::Merge { .. } | Self::Unfold { .. } | Self::Undo { .. } | Self::Search { .. } => &[],
        }
    }

    /// Whether what a page's rows say can follow from it.
    pub(crate) fn changes_readings(&self) -> bool {
        matches!(
            self,
            Self::Accept { .. }
                | Self::Reject { .. }
                | Self::Edit { .. }
                | Self::Split { .. }
                | Self::Merge { .. }
        )
    }
}

/// The payload of an entry of the log.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Payload<D> {
    pub(crate) by: String,
    pub(crate) at: String,
    #[serde(flatten)]
    pub(crate) deed: D,
}
