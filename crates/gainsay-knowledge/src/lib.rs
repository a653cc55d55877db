//! What gainsay knows of the world, as plain files under `data/`, and the orders over them.
//!
//! In go the TOML files of `data/`, embedded at build time and checked by a test; out come lookups. It never reads a
//! page and never decides what a sentence means.
//!
//! * [`Cues`]: words that attribute, each with one act.
//! * [`Wording`]: words by which a stance and its level are told; [`Quantities`]: those by which it is told how many.
//! * [`Names`]: states, bodies, people, groups, outlets; nouns that describe a speaker; which holder stands under which.
//! * [`Items`]: weapons and their classes; which class is a kind of which.
//! * [`Frames`]: what can be disputed: triggers, roles, stages and what entails what.
//! * [`Reference`]: titles, given names, and nouns that stand for one another.
//! * [`Furniture`]: phrases that mark what is not article, in several languages.
//!
//! ```
//! use gainsay_knowledge::Knowledge;
//!
//! let known = Knowledge::shipped();
//! assert!(known.items.entails("weapons", "arms"));
//! assert!(!known.items.entails("arms", "weapons"));
//! ```

mod cues;
mod frames;
mod furniture;
mod inflect;
mod items;
mod names;
mod phrases;
mod quantities;
mod reference;
pub mod time;
mod vocabulary;
mod wording;
mod words;

pub use cues::{Announcing, Cue, Cues, Listing, NounCue, Silence, Takes};
pub use frames::{
    Evoked, Frame, FrameError, Frames, Pattern, Perspective, Progress, Reached, Slot, Trigger, TriggerKind,
};
pub use furniture::{ClassHint, Furniture, Place, WordHint};
pub use inflect::{Irregular, WordForm, noun_forms, verb_forms};
pub use items::{ItemClass, Items};
pub use names::{Entity, EntityKind, Form, Name, Names, Office, Opening, Sector, Ties};
pub use phrases::Phrases;
pub use quantities::{Bounding, Quantities};
pub use reference::{Gender, Noun, NounClass, Reference};
pub use vocabulary::Vocabulary;
pub use wording::{Effect, GovernorKind, Wording};
pub use words::{lower, words};

use std::sync::LazyLock;

/// Everything that is known, read once.
#[derive(Debug)]
pub struct Knowledge {
    /// Words that attribute.
    pub cues: Cues,
    /// States, bodies, people, groups, outlets.
    pub names: Names,
    /// Weapons and their classes.
    pub items: Items,
    /// What can be disputed.
    pub frames: Frames,
    /// What marks a page's furniture.
    pub furniture: Furniture,
    /// Words that make English sentences.
    pub vocabulary: Vocabulary,
    /// Words that say how far an event went and what is thought of it.
    pub wording: Wording,
    /// Words by which it is told how many.
    pub quantities: Quantities,
    /// Words of time.
    pub calendar: time::TimeWords,
    /// Titles, given names and nouns that go on about what was met before.
    pub reference: Reference,
}

impl Knowledge {
    /// The data that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::with_frames(Vec::new()));
        &SHIPPED
    }

    /// The data that ships with the program, and these frames beside its own.
    ///
    /// ```
    /// use gainsay_knowledge::{Frame, Knowledge};
    ///
    /// let file = "about = \"ships\"\nroles = [\"buyer\"]\nparties = [\"buyer\"]\n[stages]\n[patterns]\n";
    /// let error = Frame::parse("refit", file, &Knowledge::shipped().items).err();
    /// assert_eq!(error.map(|error| error.to_string()).as_deref(), Some("line 1: missing field `triggers`"));
    ///
    /// let frame = Frame::parse("refit", &format!("triggers = []\n{file}"), &Knowledge::shipped().items)?;
    /// let known = Knowledge::with_frames(vec![frame]);
    /// assert!(known.frames.get("refit").is_some() && known.frames.get("arms-transfer").is_some());
    /// # Ok::<(), gainsay_knowledge::FrameError>(())
    /// ```
    pub fn with_frames(frames: Vec<Frame>) -> Self {
        let items = Items::shipped();
        Self {
            cues: Cues::shipped(),
            names: Names::shipped(),
            frames: Frames::with(&items, frames),
            items,
            furniture: Furniture::shipped(),
            vocabulary: Vocabulary::shipped(),
            wording: Wording::shipped(),
            quantities: Quantities::shipped(),
            calendar: time::TimeWords::shipped(),
            reference: Reference::shipped(),
        }
    }
}

/// Reads one of the embedded files. They are part of the program and every one is read by a test, so a fault in one is
/// a fault in the program.
fn embedded<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(data) => data,
        Err(error) => panic!("data/{file}: {error}"),
    }
}
