//! Weapons and their classes, and those of the people who are sent to wars.
//!
//! The data is in `data/items`: `classes.toml` has the taxonomy with the words for each class, `systems.toml` the names
//! and designations of systems with class and maker.

mod load;

use crate::Phrases;
use rustc_hash::FxHashMap;

/// A class of arms, of goods beside them, or of persons.
#[derive(Debug, PartialEq, Eq)]
pub struct ItemClass {
    /// Its code: `artillery-ammunition`.
    pub code: Box<str>,
    /// In words: "artillery ammunition".
    pub name: Box<str>,
    /// The classes it is a kind of.
    pub under: Vec<Box<str>>,
    /// The category of the UN Register of Conventional Arms, I to VII, or VIII for small arms and light weapons
    /// (reported beside the seven), if any.
    pub unroca: Option<Box<str>>,
    /// The SIPRI category, if any.
    pub sipri: Option<Box<str>>,
    /// Whether these are people, who can take part in what is told, and not things.
    pub persons: bool,
}

/// A weapon system known by its name or designation.
#[derive(Debug, PartialEq, Eq)]
pub struct System {
    /// Its usual name: "Shahed-136".
    pub name: Box<str>,
    /// The states that make it, alpha-3; the designer's first. "Kalashnikov" has more makers than a list could hold
    /// and names its designer's state alone.
    pub makers: Vec<Box<str>>,
}

/// The taxonomy: classes, the words for them, and which is a kind of which. The top is `arms`; `weapons` and
/// `ammunition` are under it side by side, so that "weapons" and "shells" only partly meet. Goods of dual use stand
/// beside `arms`, not under it: to deny arms is not to deny microchips. So do persons.
#[derive(Debug, Default)]
pub struct Items {
    classes: Vec<ItemClass>,
    codes: FxHashMap<Box<str>, u32>,
    systems: Vec<System>,
    /// Class, and system where the phrase names one.
    words: Phrases<(u32, Option<u32>)>,
    /// Words for classes of persons, apart from the others.
    persons: Phrases<u32>,
    /// For each class, as a set of bits, what it is a kind of, itself included.
    above: Vec<Bits>,
    /// For each class, as a set of bits, what is a kind of it, itself included.
    below: Vec<Bits>,
}

/// Room for 256 classes; a test of the data would fail long before it is too small.
type Bits = [u64; 4];

impl Items {
    pub(crate) fn shipped() -> Self {
        // Faults in the data are found by the tests of `load`, which see the same list.
        load::load().0
    }

    /// The longest item with which a list of lower-cased words opens, singular or plural: its length in words and class.
    /// Persons are found by [`Items::persons_at`].
    pub fn at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &ItemClass)> {
        self.words.at(lowered).map(|(length, (class, _))| (length, &self.classes[*class as usize]))
    }

    /// The longest word for persons ("military advisers") with which a list of lower-cased words opens: its length in
    /// words and class.
    pub fn persons_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &ItemClass)> {
        self.persons.at(lowered).map(|(length, class)| (length, &self.classes[*class as usize]))
    }

    /// [`Items::persons_at`] where `about` is a class of persons, unless the words go on to be a thing ("fighter jets");
    /// else [`Items::at`].
    pub fn about_at<S: AsRef<str>>(&self, about: &str, lowered: &[S]) -> Option<(usize, &ItemClass)> {
        let thing = self.at(lowered);
        if !self.class(about).is_some_and(|class| class.persons) {
            return thing;
        }
        let longest = thing.map_or(0, |(length, _)| length);
        self.persons_at(lowered).filter(|(length, _)| *length >= longest)
    }

    /// The system that the item at this place names ("Shahed-136"), with the states that make it; `None` where the
    /// longest item here is a class in general ("drones").
    pub fn system_at<S: AsRef<str>>(&self, lowered: &[S]) -> Option<(usize, &System)> {
        let (length, (_, system)) = self.words.at(lowered)?;
        Some((length, self.systems.get((*system)? as usize)?))
    }

    /// The class of a code.
    pub fn class(&self, code: &str) -> Option<&ItemClass> {
        self.place(code).map(|at| &self.classes[at])
    }

    /// All classes, in the order of the file.
    pub fn classes(&self) -> &[ItemClass] {
        &self.classes
    }

    /// Whether `a` is a kind of `b`, or is `b`: to transfer `a` is to transfer `b`. Unknown codes entail only themselves.
    pub fn entails(&self, a: &str, b: &str) -> bool {
        match (self.place(a), self.place(b)) {
            (Some(a), Some(b)) => self.above[a][b / 64] >> (b % 64) & 1 == 1,
            _ => a == b,
        }
    }

    /// Whether something can be both: one is a kind of the other, or they have a common kind.
    pub fn overlap(&self, a: &str, b: &str) -> bool {
        match (self.place(a), self.place(b)) {
            (Some(a), Some(b)) => self.below[a].iter().zip(&self.below[b]).any(|(a, b)| a & b != 0),
            _ => a == b,
        }
    }

    fn place(&self, code: &str) -> Option<usize> {
        self.codes.get(code).map(|&at| at as usize)
    }
}

#[cfg(test)]
mod tests;
