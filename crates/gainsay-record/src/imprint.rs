//! What shows whose words a page carries.

use serde::{Deserialize, Serialize};

/// What tells an article from another and from its copies, without its text: whose page it is, whom it credits, and a
/// sample of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Imprint {
    /// The outlet whose page it is, by code, `XXX:MED:slug` for one that only its page names; `None` where nothing names it.
    pub outlet: Option<String>,
    /// What its words say of where it has them from.
    pub credits: Credits,
    /// The least of the hashes of the runs of words in its article blocks, sorted, none twice.
    pub runs: Vec<u32>,
    /// How many such runs there are; more than in `runs`, where those are a sample.
    pub length: u32,
}

impl Imprint {
    /// From how many hundredths of the shorter page's runs on two pages are copies: 50. Edited agency reports keep more than
    /// half; two reporters who quote the same statement share its sentences and little else.
    pub const COPY: usize = 50;

    /// A page of fewer runs is too short to tell a copy from a coincidence: 24 runs are 28 words, which is more than a sentence
    /// and its background.
    pub const LEAST: u32 = 24;

    /// The hundredths of the shorter page's runs that stand in the longer one (containment: A. Broder, "On the resemblance and
    /// containment of documents", 1997), where the samples have `common` runs in common.
    pub fn hundredths(&self, other: &Self, common: usize) -> usize {
        // Of both pages the runs that the sample of either would hold.
        let reach = self.reach().min(other.reach());
        let within = |imprint: &Self| imprint.runs.partition_point(|&run| run <= reach);
        common * 100 / within(self).min(within(other)).max(1)
    }

    /// Whether two pages carry the same article.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        if self.length.min(other.length) < Self::LEAST {
            return false;
        }
        let common = self.runs.iter().filter(|run| other.runs.binary_search(run).is_ok()).count();
        self.hundredths(other, common) >= Self::COPY
    }

    /// Up to which hash it holds every run of its page.
    fn reach(&self) -> u32 {
        let all = self.length as usize <= self.runs.len();
        if all { u32::MAX } else { self.runs.last().copied().unwrap_or(u32::MAX) }
    }
}

/// What the words of a page say of where it has them from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Credits {
    /// The other outlets and agencies that are credited with the words, by code, in the order of the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// Sources that resolve to nobody, and what outlets their words name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<Unresolved>,
    /// The positions, by their places on the page, whose words go on to say that the source looked for itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub firsthand: Vec<u32>,
}

impl Credits {
    /// Whether the words say nothing of it.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

/// A source, or one who passes words on, that resolves to nobody: "invoices seen by the Harbour Courier". Whether the
/// Harbour Courier is an outlet is known once a page of its own has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unresolved {
    /// The position, by its place on the page.
    pub position: u32,
    /// The place in the chain of its statement; `None` for the source itself.
    pub link: Option<u32>,
    /// The code of an outlet that the words name, or would name if there is one of such a name.
    pub outlet: String,
}
