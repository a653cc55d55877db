//! Where pages come from: files, folders, standard input, memory.

use crate::PageError;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest page that is read: 64 MiB. A larger file is refused before its bytes are held.
pub const PAGE_LIMIT: u64 = 64 << 20;

/// A page that is still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What standard input gives; `-` on the command line.
    Stdin,
    /// Bytes that are here already.
    Bytes {
        /// Where they come from, as it is shown: an address, the name of a file that was handed over.
        path: String,
        /// A file name that tells their kind by its extension; the kind is told by the bytes where there is none.
        name: Option<String>,
        /// The bytes.
        bytes: Arc<[u8]>,
    },
}

impl Source {
    /// The path as it is shown; `-` for standard input. Bytes that are no Unicode are replaced.
    pub fn path(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin => "-".to_owned(),
            Self::Bytes { path, .. } => path.clone(),
        }
    }

    /// The file's own name, which tells its kind by its extension.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::File(path) => path.file_name()?.to_str(),
            Self::Stdin => None,
            Self::Bytes { name, .. } => name.as_deref(),
        }
    }

    /// The bytes, [`PAGE_LIMIT`] at most.
    pub fn load(&self) -> Result<Vec<u8>, PageError> {
        match self {
            Self::File(path) => {
                let file = File::open(path)?;
                let about = file.metadata()?;
                if about.is_dir() {
                    return Err(PageError::Folder);
                }
                limited(file, about.len())
            }
            Self::Stdin => limited(std::io::stdin().lock(), 0),
            Self::Bytes { bytes, .. } => limited(&**bytes, bytes.len() as u64),
        }
    }
}

/// Reads up to the limit. A file's length is only a promise (a device or a pipe says 0, a log grows), so the reading
/// itself is limited too.
fn limited(from: impl Read, length: u64) -> Result<Vec<u8>, PageError> {
    if length > PAGE_LIMIT {
        return Err(PageError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(length as usize);
    from.take(PAGE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > PAGE_LIMIT { Err(PageError::TooLarge) } else { Ok(bytes) }
}

/// The pages under a folder, at any depth: files that end in `.html`, `.htm` or `.txt`, sorted by path. Links to other
/// folders are not followed, so that a link to a parent cannot make it endless.
///
/// A folder that cannot be listed stands among them itself, as does `folder` where there is no page in it: reading it
/// says why.
pub fn pages_under(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            pages.push(folder);
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if is_page(&path) && std::fs::metadata(&path).map_or(true, |about| about.is_file()) {
                pages.push(path);
            }
        }
    }
    if pages.is_empty() {
        pages.push(folder.to_owned());
    }
    pages.sort();
    pages
}

fn is_page(path: &Path) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| {
        ["html", "htm", "txt"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_pages_sorted_at_any_depth_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("b/deep")).expect("folders");
        for name in ["z.txt", "a.HTML", "b/deep/m.htm", "notes.md", "b/picture.png", "b/a.txt"] {
            std::fs::write(folder.path().join(name), "words").expect("a file");
        }
        let found = pages_under(folder.path());
        let names: Vec<_> =
            found.iter().map(|page| page.strip_prefix(folder.path()).expect("inside").to_owned()).collect();
        assert_eq!(names, ["a.HTML", "b/a.txt", "b/deep/m.htm", "z.txt"].map(PathBuf::from));
    }

    #[test]
    fn a_folder_without_a_page_says_so_when_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = pages_under(folder.path());
        assert_eq!(found, [folder.path()]);
        let error = Source::File(found[0].clone()).load().expect_err("no page");
        assert_eq!(error.to_string(), "no page in this folder (pages end in .html, .htm or .txt)");
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let endless = std::io::repeat(b'a');
        assert!(matches!(limited(endless, 0), Err(PageError::TooLarge)));
        assert!(matches!(limited(std::io::empty(), PAGE_LIMIT + 1), Err(PageError::TooLarge)));
        assert_eq!(limited(&b"words"[..], 5).expect("small"), b"words");
    }

    #[test]
    fn a_missing_file_says_so() {
        let error = Source::File("no/such/page.html".into()).load().expect_err("missing");
        assert_eq!(error.to_string(), "no such file");
    }
}
