//! Who decides, and when.

use gainsay::Keeper;
use gainsay::ledger::{Decision, Deed};

/// Whose decision it is.
#[derive(clap::Args)]
pub struct By {
    /// Whose decision it is; it stands in the log
    #[arg(long, value_name = "NAME", value_parser = name)]
    by: String,
}

/// A name that can be shown on one line.
pub fn name(written: &str) -> Result<String, String> {
    let name = written.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err("a name is a word or a few, on one line".to_owned());
    }
    Ok(name.to_owned())
}

impl By {
    /// Enters decisions, all or none; when this returns, the disk has them.
    pub fn decide(&self, keeper: &mut Keeper, deeds: Vec<Deed>) -> anyhow::Result<Vec<Decision>> {
        decide(&self.by, keeper, deeds)
    }
}

/// Enters decisions by `by`, now.
pub fn decide(by: &str, keeper: &mut Keeper, deeds: Vec<Deed>) -> anyhow::Result<Vec<Decision>> {
    Ok(keeper.decide(by, &now(), deeds)?)
}

/// The time, RFC 3339, to the second.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
