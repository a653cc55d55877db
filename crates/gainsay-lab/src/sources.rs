//! Pages that a command is given.

use gainsay::{Source, pages_under};
use std::path::PathBuf;

/// Each file given and, for each folder, the pages under it; in that order.
pub fn sources(paths: &[PathBuf]) -> impl Iterator<Item = Source> + '_ {
    let files = |path: &PathBuf| if path.is_dir() { pages_under(path) } else { vec![path.clone()] };
    paths.iter().flat_map(files).map(Source::File)
}
