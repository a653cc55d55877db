//! Weapons and their classes.

use crate::Phrases;

/// A class of arms.
#[derive(Debug, PartialEq, Eq)]
pub struct ItemClass {
    /// Its code: `artillery-ammunition`.
    pub code: Box<str>,
    /// In words: "artillery ammunition".
    pub name: Box<str>,
    /// The classes it is a kind of.
    pub under: Vec<Box<str>>,
    /// The category of the UN Register of Conventional Arms, I to VIII, if any.
    pub unroca: Option<Box<str>>,
    /// The SIPRI category, if any.
    pub sipri: Option<Box<str>>,
}

/// The taxonomy: classes, the words for them, and which is a kind of which. The top is `arms`; `weapons` and
/// `ammunition` are under it side by side, so that "weapons" and "shells" only partly meet.
#[derive(Debug, Default)]
pub struct Items {
    classes: Vec<ItemClass>,
    words: Phrases<u32>,
}

impl Items {
    pub(crate) fn shipped() -> Self {
        Self::default()
    }

    /// The longest item with which a list of lower-cased words opens, singular or plural: its length in words and class.
    pub fn at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &ItemClass)> {
        self.words.at(lowered).map(|(length, class)| (length, &self.classes[*class as usize]))
    }

    /// The class of a code.
    pub fn class(&self, code: &str) -> Option<&ItemClass> {
        self.classes.iter().find(|class| &*class.code == code)
    }

    /// Whether `a` is a kind of `b`, or is `b`: to transfer `a` is to transfer `b`. Unknown codes entail only themselves.
    pub fn entails(&self, a: &str, b: &str) -> bool {
        a == b
    }

    /// Whether something can be both: one is a kind of the other, or they have a common kind.
    pub fn overlap(&self, a: &str, b: &str) -> bool {
        self.entails(a, b) || self.entails(b, a)
    }
}
