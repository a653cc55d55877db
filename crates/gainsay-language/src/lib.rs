//! From text to its analysis.

use gainsay_record::{Analysis, Article};

/// Reads a language. Make one, share it, and give each thread a [`Worker`].
#[derive(Debug, Default)]
pub struct Analyzer {}

impl Analyzer {
    /// The analyzer that ships with the program: English.
    pub fn shipped() -> Self {
        Self {}
    }

    /// A worker with buffers of its own.
    pub fn worker(&self) -> Worker<'_> {
        Worker { analyzer: self }
    }
}

/// Analyses one article after another, reusing its buffers.
#[derive(Debug)]
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
}

impl Worker<'_> {
    /// The sentences, words and quotations of the article blocks.
    pub fn analyze(&mut self, _article: &Article) -> Analysis {
        let _ = self.analyzer;
        Analysis::default()
    }
}
