//! Works out which reader this is: a checksum of the model and of all that is known of the world, so that a rebuild which
//! another reader began is told from one of this.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["gainsay-knowledge/data", "gainsay-language/models"] {
        let folder = crates.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        walk(&folder, &mut files)?;
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending != "md"));
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let bytes = std::fs::read(&file)?;
        let name = file.strip_prefix(&crates).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        for part in [name.as_bytes(), &bytes] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    let opening: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=GAINSAY_KNOWN={opening}");
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
