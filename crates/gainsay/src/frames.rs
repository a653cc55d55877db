//! Frames of the user's own, from files.

use gainsay_knowledge::{Frame, FrameError, Knowledge};
use std::path::{Path, PathBuf};

/// Why a frame cannot be read from a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrameFileError {
    /// The file cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no frame.
    #[error("{} is no frame", .path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, and in which line.
        source: FrameError,
    },
    /// There is one of this name.
    #[error("{}: there is a frame {name} already", .path.display())]
    Taken {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
    },
}

/// The frames of these files, each named as its file is.
pub(crate) fn frames(files: &[impl AsRef<Path>]) -> Result<Vec<Frame>, FrameFileError> {
    let known = Knowledge::shipped();
    let mut frames: Vec<Frame> = Vec::with_capacity(files.len());
    for file in files {
        let path = file.as_ref().to_owned();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if known.frames.get(&name).is_some() || frames.iter().any(|frame| *frame.name == *name) {
            return Err(FrameFileError::Taken { path, name });
        }
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(FrameFileError::Unreadable { path, source }),
        };
        match Frame::parse(&name, &text, &known.items) {
            Ok(frame) => frames.push(frame),
            Err(source) => return Err(FrameFileError::Wrong { path, source }),
        }
    }
    Ok(frames)
}
