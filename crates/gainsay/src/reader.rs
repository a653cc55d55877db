//! The stages composed: one page's bytes to its reading.

use crate::frames::{FrameFileError, frames};
use gainsay_knowledge::Knowledge;
use gainsay_language::Analyzer;
use gainsay_page::{Given, Refusal};
use gainsay_record::{Dispute, Imprint, Reading};
use std::path::Path;

/// Reads pages. Make one and share it: it never changes. Each thread takes a [`Worker`] of its own.
#[derive(Debug)]
pub struct Reader {
    analyzer: Analyzer,
    /// Where more frames are read than those that ship.
    own: Option<Box<Knowledge>>,
    mark: String,
}

/// The mark of the reader that ships.
const MARK: &str = concat!("gainsay ", env!("CARGO_PKG_VERSION"), " ", env!("GAINSAY_KNOWN"));

impl Reader {
    /// The reader that ships with the program.
    pub fn shipped() -> Self {
        Self { analyzer: Analyzer::shipped(), own: None, mark: MARK.to_owned() }
    }

    /// The reader that ships, for the frames of these files as well. A file is named as its frame is.
    ///
    /// # Errors
    ///
    /// What is wrong with the first file that does not do, and in which line.
    pub fn with_frames(files: &[impl AsRef<Path>]) -> Result<Self, FrameFileError> {
        let own = match files {
            [] => None,
            files => Some(Box::new(Knowledge::with_frames(frames(files)?))),
        };
        let mut mark = MARK.to_owned();
        for file in files {
            // One that cannot be read was told of above.
            let text = std::fs::read(file).unwrap_or_default();
            mark = format!("{mark} {}", &gainsay_ledger::page_id(&text).to_string()[..16]);
        }
        Ok(Self { own, mark, ..Self::shipped() })
    }

    /// A worker with buffers of its own, for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { language: self.analyzer.worker(), known: self.known() }
    }

    /// Reads one page. For many, [`Worker::read`] reuses its buffers.
    pub fn read(&self, bytes: &[u8], given: &Given<'_>) -> Result<Reading, Refusal> {
        self.worker().read(bytes, given)
    }

    /// The disputes among the pages given, most contested first. The order of `readings` never matters.
    pub fn disputes(&self, readings: &[&Reading]) -> Vec<Dispute> {
        gainsay_disputes::disputes(readings, self.known())
    }

    /// What shows whose words a page carries: what a ledger keeps of its text to work out disputes.
    pub fn imprint(&self, reading: &Reading) -> Imprint {
        gainsay_disputes::imprint(reading, self.known())
    }

    /// Which reader this is: the program with its version, and a checksum of its model, of what it knows, and of frames of the
    /// user's own. Readings of another one may differ.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// What the reader knows of the world.
    pub fn known(&self) -> &Knowledge {
        self.own.as_deref().unwrap_or_else(|| Knowledge::shipped())
    }
}

/// Reads one page after another, reusing its buffers.
#[derive(Debug)]
pub struct Worker<'a> {
    language: gainsay_language::Worker<'a>,
    known: &'a Knowledge,
}

impl Worker<'_> {
    /// Reads one page: what an earlier page left behind never shows in it.
    pub fn read(&mut self, bytes: &[u8], given: &Given<'_>) -> Result<Reading, Refusal> {
        let article = gainsay_page::read(bytes, given, self.known)?;
        let analysis = self.language.analyze(&article);
        let statements = gainsay_attribution::attribute(&article, &analysis, self.known);
        let claims = gainsay_claims::claims(&article, &analysis, &statements, self.known);
        let mut notes = analysis.notes;
        notes.extend(claims.notes);
        let mut reading = Reading {
            article,
            statements,
            provenance: claims.provenance,
            positions: claims.positions,
            notes,
        };
        normalise(&mut reading);
        Ok(reading)
    }
}

/// Rounds what is computed in floating point to what the wire promises, so that stored and printed values are one.
fn normalise(reading: &mut Reading) {
    for statement in &mut reading.statements {
        statement.confidence = three_decimals(statement.confidence);
    }
    for position in &mut reading.positions {
        position.confidence = three_decimals(position.confidence);
    }
}

/// A confidence from 0 to 1 at three decimals; what is no number counts as none.
fn three_decimals(confidence: f32) -> f32 {
    if confidence.is_nan() {
        return 0.0;
    }
    ((f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_printed_with_three_decimals_at_most() {
        for (given, printed) in
            [(0.123_456, "0.123"), (0.999_6, "1.0"), (0.97, "0.97"), (-1.0, "0.0"), (f32::NAN, "0.0")]
        {
            assert_eq!(serde_json::to_string(&three_decimals(given)).expect("a number"), printed);
        }
    }

    #[test]
    fn a_frame_of_one_role_and_a_page_that_ends_in_a_name_are_read() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("loading.toml");
        let frame = "about = \"arms\"\nroles = [\"loader\"]\nparties = [\"loader\"]\nowners = [\"loader\"]\n[stages]\nloaded = []\n\
            [progress]\ndone = \"loaded\"\n[patterns.load]\nperspective = \"loader\"\nsubject = \"loader\"\nobject = \"item\"\n\
            prepositions = { of = \"item\" }\n[[triggers]]\nkind = \"verb\"\npattern = \"load\"\nwords = [\"load\"]\n\
            [[triggers]]\nkind = \"noun\"\npattern = \"load\"\nwords = [\"loading\"]\n";
        std::fs::write(&file, frame)?;
        let reader = Reader::with_frames(&[file])?;
        let told = "The minister said that Iran had loaded rockets. The Iranian loading of rockets was denied by Iran. \
            The rockets, it said, are not ours.";
        let reading = reader.read(told.as_bytes(), &Given { plain: true, ..Given::default() })?;
        assert!(reading.positions.iter().any(|position| position.proposition.frame == "loading"));
        for end in [
            "A foreign ministry spokesman said that Iran",
            "The Pentagon",
            "It is the policy of Iran's",
            "Mali, Iran's",
        ] {
            let page = format!("Iran denied it. {end}");
            assert!(reader.read(page.as_bytes(), &Given { plain: true, ..Given::default() }).is_ok());
        }
        Ok(())
    }

    #[test]
    fn an_empty_page_is_refused() {
        assert!(Reader::shipped().read(b"", &Given::default()).is_err());
    }
}
