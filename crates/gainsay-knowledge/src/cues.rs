//! Words that attribute.

/// What a cue takes as its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes;

/// A word or phrase that attributes.
#[derive(Debug)]
pub struct Cue;

/// All cues.
#[derive(Debug, Default)]
pub struct Cues;

impl Cues {
    pub(crate) fn shipped() -> Self {
        Self
    }
}
