//! What shows whose words a page carries.

use serde::{Deserialize, Serialize};

/// What tells an article from another and from its copies, without its text: whose page it is, whom it credits, and a
/// sample of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Imprint {
    /// The outlet whose page it is, by code; `None` where it is not known.
    pub outlet: Option<String>,
    /// Another outlet or agency that is credited with the words, by code.
    pub credited: Option<String>,
    /// The least of the hashes of the runs of words in its article blocks, sorted, none twice.
    pub runs: Vec<u32>,
    /// How many such runs there are; more than in `runs`, where those are a sample.
    pub length: u32,
}
