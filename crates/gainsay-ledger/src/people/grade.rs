//! The Admiralty code: how far a source can be relied on, and how credible an item is.
//!
//! The two are judged apart: a reliable source can pass on a thing that is improbable. The scales and their words are those
//! of NATO's STANAG 2511; US Army field manual FM 2-22.3, appendix B, says what to look at for each. gainsay never sets a grade
//! itself; what nobody graded is F6.

use serde::{Deserialize, Serialize};

/// How far a source can be relied on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "`words` says what each means")]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    #[default]
    F,
}

/// A grade: of a source by a letter, or of an item by a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Grade {
    /// How far a source (a holder or an outlet) can be relied on, `A` to `F`.
    Reliability(Reliability),
    /// How credible an item (a statement or a position) is, from 1 to 6.
    Credibility(u8),
}

impl Reliability {
    const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// What the letter stands for.
    pub fn words(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

impl Grade {
    /// The digit of an item that nobody graded.
    pub const UNJUDGED: u8 = 6;

    /// A letter from A to F, in either case, or a digit from 1 to 6.
    pub fn parse(written: &str) -> Option<Self> {
        let mut letters = written.trim().chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
        match letter {
            '1'..='6' => letter.to_digit(10).map(|digit| Self::Credibility(digit as u8)),
            _ => {
                let place = ('A'..='F').position(|known| known == letter.to_ascii_uppercase())?;
                Reliability::ALL.get(place).copied().map(Self::Reliability)
            }
        }
    }

    /// What the letter or digit stands for.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reliability(reliability) => reliability.words(),
            Self::Credibility(1) => "confirmed by other sources",
            Self::Credibility(2) => "probably true",
            Self::Credibility(3) => "possibly true",
            Self::Credibility(4) => "doubtful",
            Self::Credibility(5) => "improbable",
            Self::Credibility(_) => "truth cannot be judged",
        }
    }
}

impl std::fmt::Display for Reliability {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self:?}")
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reliability(reliability) => reliability.fmt(out),
            Self::Credibility(digit) => digit.fmt(out),
        }
    }
}

impl From<Grade> for String {
    fn from(grade: Grade) -> Self {
        grade.to_string()
    }
}

impl TryFrom<String> for Grade {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        Self::parse(&written).ok_or("a grade is a letter from A to F or a digit from 1 to 6")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_read_and_nothing_else() {
        for written in ["A", "b", " F ", "1", "6"] {
            let grade = Grade::parse(written).expect("a grade");
            assert_eq!(grade.to_string(), written.trim().to_uppercase());
            assert_eq!(Grade::try_from(String::from(grade)), Ok(grade));
        }
        for wrong in ["", "G", "0", "7", "B2", "é"] {
            assert_eq!(Grade::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Grade::parse("d").map(Grade::words), Some("not usually reliable"));
    }
}
