//! What gainsay knows of the world, as plain files under `data/`, and the orders over them.
//!
//! In go the TOML files of `data/`, embedded at build time and checked by a test; out come lookups. It never reads a
//! page and never decides what a sentence means.
//!
//! * [`Cues`]: words that attribute, each with one act.
//! * [`Names`]: states, bodies, people, groups, outlets; nouns that describe a speaker; which holder stands under which.
//! * [`Items`]: weapons and their classes; which class is a kind of which.
//! * [`Frames`]: what can be disputed: triggers, roles, stages and what entails what.
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
mod items;
mod names;
mod phrases;
pub mod time;
mod words;

pub use cues::{Cue, Cues, Takes};
pub use frames::{Frame, FrameError, Frames, Perspective, Trigger};
pub use furniture::Furniture;
pub use items::{ItemClass, Items};
pub use names::{Entity, EntityKind, Form, Name, Names, Sector};
pub use phrases::Phrases;
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
}

impl Knowledge {
    /// The data that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Knowledge> = LazyLock::new(|| Knowledge {
            cues: Cues::shipped(),
            names: Names::shipped(),
            items: Items::shipped(),
            frames: Frames::shipped(),
            furniture: Furniture::shipped(),
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
