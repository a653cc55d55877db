//! Compression of what is stored whole: Zstandard frames (RFC 8878).
//!
//! A reading holds the text of its page, and the page's bytes hold it too. So the reading is compressed with the
//! bytes as its dictionary, which leaves little more than what was read out of them. What all readings have in common, the
//! names of fields and the usual words in them, stands in `dictionary.json`, which goes before.

use crate::error::Damage;
use std::borrow::Cow;
use zstd_safe::{CCtx, DCtx};

/// The levels at which Zstandard is still far faster than the stages before it: for pages, for what is read out of a page, and
/// for a dispute, which is written anew each time that something comes to it.
const PAGE: i32 = 5;
const READING: i32 = 6;
const DISPUTE: i32 = 3;

/// A reading of a made-up page, for its names and words. Part of the format: it never changes.
pub(crate) const DICTIONARY: &[u8] = include_bytes!("dictionary.json");

/// The bytes that open a trained dictionary; bytes that open so would be taken for one, and refused.
const DICTIONARY_MAGIC: [u8; 4] = 0xEC30_A437_u32.to_le_bytes();

/// Beyond this many bytes a dictionary costs more time to load than it saves.
const DICTIONARY_LIMIT: usize = 1 << 20;

/// No page and no reading is longer than this many bytes; what says it is, is damaged.
pub(crate) const LIMIT: usize = 1 << 29;

/// Makes frames; keeps its tables from one to the next.
pub(crate) struct Compressor {
    context: CCtx<'static>,
    /// For what has a dictionary.
    level: i32,
}

impl Compressor {
    /// For pages and what is read out of them.
    pub(crate) fn new() -> Self {
        Self { context: CCtx::create(), level: READING }
    }

    /// For disputes.
    pub(crate) fn for_disputes() -> Self {
        Self { context: CCtx::create(), level: DISPUTE }
    }

    /// `bytes` as a frame that can be read back with the same dictionary, the parts of which are given.
    pub(crate) fn compress(&mut self, bytes: &[u8], dictionary: &[&[u8]]) -> Result<Vec<u8>, Damage> {
        let mut frame = Vec::with_capacity(zstd_safe::compress_bound(bytes.len()));
        let dictionary = usable(dictionary);
        let level = if dictionary.is_empty() { PAGE } else { self.level };
        self.context.compress_using_dict(&mut frame, bytes, &dictionary, level).map_err(fault)?;
        // The bound is generous; what waits for its transaction should not hold on to it.
        frame.shrink_to_fit();
        Ok(frame)
    }
}

/// Reads frames back.
pub(crate) struct Decompressor(DCtx<'static>);

impl Decompressor {
    pub(crate) fn new() -> Self {
        Self(DCtx::create())
    }

    /// The bytes of a frame made with `dictionary`.
    pub(crate) fn decompress(&mut self, frame: &[u8], dictionary: &[&[u8]]) -> Result<Vec<u8>, Damage> {
        let length = match zstd_safe::get_frame_content_size(frame) {
            Ok(Some(length)) => usize::try_from(length).unwrap_or(usize::MAX),
            _ => return Err(Damage::new("it is no compressed frame")),
        };
        if length > LIMIT {
            return Err(Damage::new("its length is out of range"));
        }
        let mut bytes = Vec::with_capacity(length);
        self.0.decompress_using_dict(&mut bytes, frame, &usable(dictionary)).map_err(fault)?;
        if bytes.len() != length {
            return Err(Damage::new("it is shorter than it says"));
        }
        Ok(bytes)
    }
}

/// The parts one after the other, each cut at the limit.
fn usable<'a>(dictionary: &[&'a [u8]]) -> Cow<'a, [u8]> {
    let cut = |part: &'a [u8]| &part[..part.len().min(DICTIONARY_LIMIT)];
    let whole: Cow<'a, [u8]> = match dictionary {
        [] => Cow::Borrowed(&[]),
        [only] => Cow::Borrowed(cut(only)),
        parts => Cow::Owned(parts.iter().flat_map(|part| cut(part)).copied().collect()),
    };
    if whole.starts_with(&DICTIONARY_MAGIC) { Cow::Borrowed(&[]) } else { whole }
}

fn fault(code: usize) -> Damage {
    Damage::new(zstd_safe::get_error_name(code).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_costs_little_beside_its_page() {
        let page: Vec<u8> =
            (0..4000_u32).flat_map(|n| format!("{} ", n.wrapping_mul(2_654_435_761)).into_bytes()).collect();
        let reading = [b"{\"text\":\"", &page[..], b"\"}"].concat();
        let mut compressor = Compressor::new();
        let alone = compressor.compress(&reading, &[]).expect("compresses").len();
        let frame = compressor.compress(&reading, &[&page]).expect("compresses");
        assert!(frame.len() * 20 < alone, "{} bytes beside its page, {alone} alone", frame.len());
        assert_eq!(Decompressor::new().decompress(&frame, &[&page]).expect("reads back"), reading);
    }

    #[test]
    fn a_page_that_opens_like_a_dictionary_is_still_a_page() {
        let page = [&DICTIONARY_MAGIC[..], b" and then words, words and words"].concat();
        let frame = Compressor::new().compress(b"words and words", &[&page]).expect("compresses");
        assert_eq!(Decompressor::new().decompress(&frame, &[&page]).expect("reads back"), b"words and words");
    }

    #[test]
    fn broken_frames_are_errors() {
        let mut decompressor = Decompressor::new();
        let frame = Compressor::new().compress(&[7; 5000], &[]).expect("compresses");
        assert!(decompressor.decompress(b"", &[]).is_err());
        assert!(decompressor.decompress(b"no frame at all", &[]).is_err());
        for end in 0..frame.len() {
            assert!(decompressor.decompress(&frame[..end], &[]).is_err(), "cut at {end}");
        }
        assert_eq!(decompressor.decompress(&frame, &[]).expect("usable after errors"), [7; 5000]);
    }
}
