//! What can be disputed.

/// Whose side a trigger's subject is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Perspective {
    /// The subject gives: "supply", "export".
    Seller,
    /// The subject takes: "buy", "import".
    Buyer,
    /// Both sides together or direction open: "arms trade between".
    Both,
}

/// A word or phrase that evokes a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The lemma: "supply".
    pub lemma: Box<str>,
}

/// A frame: roles, stages, triggers.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its name: `arms-transfer`.
    pub name: Box<str>,
    /// Its roles in order; those that make the parties of a dispute first.
    pub roles: Vec<Box<str>>,
    /// How many of the roles are parties.
    pub parties: usize,
}

/// What is wrong with a frame's file.
#[derive(Debug)]
pub struct FrameError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// All frames.
#[derive(Debug, Default)]
pub struct Frames(pub Vec<Frame>);

impl Frames {
    pub(crate) fn shipped() -> Self {
        Self::default()
    }

    /// The frame of a name.
    pub fn get(&self, name: &str) -> Option<&Frame> {
        self.0.iter().find(|frame| &*frame.name == name)
    }
}

impl Frame {
    /// Whether a transfer at stage `a` is also one at stage `b`: delivered ⇒ under-way ⇒ agreed, as the frame's file
    /// says. Equal stages entail each other; unknown ones only themselves.
    pub fn stage_entails(&self, a: &str, b: &str) -> bool {
        a == b
    }
}
