//! What gainsay knows of the world, as plain files under `data/`, and the orders over them.
//!
//! In go the TOML files of `data/`, embedded at build time and checked by a test; out come lookups. It never reads a
//! page and never decides what a sentence means.
//!
//! * [`Cues`]: words that attribute, each with one act.
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
mod reference;
pub mod time;
mod vocabulary;
mod wording;
mod words;

pub use cues::{Announcing, Cue, Cues, Listing, NounCue, Takes};
pub use frames::{Evoked, Frame, FrameError, Frames, Pattern, Perspective, Slot, Trigger, TriggerKind};
pub use furniture::{ClassHint, Furniture, Place, WordHint};
pub use inflect::{Irregular, WordForm, noun_forms, verb_forms};
pub use items::{ItemClass, Items};
pub use names::{Entity, EntityKind, Form, Name, Names, Sector};
pub use phrases::Phrases;
pub use reference::{Gender, Noun, NounClass, Reference};
pub use vocabulary::Vocabulary;
pub use wording::{Bounding, Effect, GovernorKind, Wording};
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
    /// Words of time.
    pub calendar: time::TimeWords,
    /// Titles, given names and nouns that go on about what was met before.
    pub reference: Reference,
}

impl Knowledge {
    /// The data that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Knowledge> = LazyLock::new(|| {
            let items = Items::shipped();
            Knowledge {
                cues: Cues::shipped(),
                names: Names::shipped(),
                frames: Frames::shipped(&items),
                items,
                furniture: Furniture::shipped(),
                vocabulary: Vocabulary::shipped(),
                wording: Wording::shipped(),
                calendar: time::TimeWords::shipped(),
                reference: Reference::shipped(),
            }
        });
        &SHIPPED
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
