//! A date as precise as it is known.

use serde::{Deserialize, Serialize};

/// A date or interval in the Extended Date/Time Format (ISO 8601-2:2019, annex A), checked when it is made:
/// `2022-09-22`, `2022-09`, `XXXX-09`, `2022-09-01/2022-09-10`, `../2022-09-22`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Edtf(Box<str>);

impl Edtf {
    /// The date that `written` spells; `None` where it is no EDTF.
    pub fn parse(written: &str) -> Option<Self> {
        edtf_core::is_valid(written).then(|| Self(written.into()))
    }

    /// The date as EDTF spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Edtf {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> Self {
        date.0.into()
    }
}

impl TryFrom<String> for Edtf {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        Self::parse(&written).ok_or_else(|| format!("not a date in EDTF: {written}"))
    }
}
