//! The cases that are not read as they should be yet, as `casebook/OPEN.md` lists them.

use crate::case::Case;
use std::path::Path;

/// A case as the list names it: `statements/none.md: Claimed lives`.
pub fn name(case: &Case) -> String {
    format!("{}: {}", case.file, case.title)
}

/// The names in the list: its lines that open with a dash.
pub fn all() -> std::io::Result<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../casebook/OPEN.md");
    let text = std::fs::read_to_string(file)?;
    Ok(text.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect())
}
