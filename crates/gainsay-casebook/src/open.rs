//! The cases that are not read as they should be yet, as `casebook/OPEN.md` lists them.

use std::path::Path;

/// The names in the list of a casebook: its lines that open with a dash.
pub fn all(casebook: &Path) -> std::io::Result<Vec<String>> {
    let text = std::fs::read_to_string(casebook.join("OPEN.md"))?;
    Ok(text.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect())
}
