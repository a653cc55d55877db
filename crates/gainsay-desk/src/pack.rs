//! A text packed once, although some words in it differ from one reader to the next.
//!
//! What stands between these words is packed into blocks that refer to nothing before them (DEFLATE, RFC 1951, with a full flush
//! at the end); the words go between the blocks as they are, in stored blocks (3.2.4). The checksum of the whole is put together from
//! those of the parts. So an answer costs a copy, and what is secret in it is never packed together with what somebody else chose.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// How a gzip member opens (RFC 1952, 2.3): DEFLATE, no name, no time, no system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// An empty stored block, the last.
const END: [u8; 5] = [1, 0, 0, 0xff, 0xff];
/// How hard it is tried, of 9: it is done once for many.
const LEVEL: u32 = 5;
/// The longest stored block, in bytes.
const LONGEST: usize = 0xffff;

/// A text in parts, packed.
#[derive(Debug)]
pub(crate) struct Packed {
    parts: Vec<(Vec<u8>, Crc)>,
}

impl Packed {
    /// Packs these parts of a text; `None` where that fails, which it never does but for want of memory.
    pub fn new<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        let parts = parts.map(|part| Some((deflated(part)?, checked(part))));
        parts.collect::<Option<_>>().map(|parts| Self { parts })
    }

    /// The text with these words between its parts, as one gzip member.
    pub fn joined<'a>(&self, words: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
        let length: usize = self.parts.iter().map(|(packed, _)| packed.len() + 128).sum();
        let mut out = Vec::with_capacity(HEAD.len() + length);
        out.extend(HEAD);
        let mut all = Crc::new();
        let mut words = words;
        for (packed, crc) in &self.parts {
            out.extend_from_slice(packed);
            all.combine(crc);
            for stored in words.next().unwrap_or_default().chunks(LONGEST) {
                let length = stored.len() as u16;
                out.push(0);
                out.extend(length.to_le_bytes());
                out.extend((!length).to_le_bytes());
                out.extend_from_slice(stored);
                all.update(stored);
            }
        }
        out.extend(END);
        out.extend(all.sum().to_le_bytes());
        out.extend(all.amount().to_le_bytes());
        out
    }
}

fn checked(part: &[u8]) -> Crc {
    let mut crc = Crc::new();
    crc.update(part);
    crc
}

fn deflated(part: &[u8]) -> Option<Vec<u8>> {
    // Never longer than that: where it cannot be packed it is stored, with five bytes to a block and as many at the end.
    let mut packed = Vec::with_capacity(part.len() + part.len() / 1000 + 128);
    let mut deflate = Compress::new(Compression::new(LEVEL), false);
    deflate.compress_vec(part, &mut packed, FlushCompress::Full).ok()?;
    packed.shrink_to_fit();
    (deflate.total_in() == part.len() as u64).then_some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn unpacked(packed: &[u8]) -> String {
        let mut text = String::new();
        GzDecoder::new(packed).read_to_string(&mut text).expect("gzip");
        text
    }

    #[test]
    fn what_is_packed_in_parts_is_unpacked_with_the_words_between_them() {
        let long = "<p>North Korea denied it.</p>\n".repeat(9_000);
        let noise: String = (0..70_000_u32)
            .map(|at| char::from(33 + (at.wrapping_mul(2_654_435_761) >> 20) as u8 % 90))
            .collect();
        for parts in
            [vec![""], vec!["a"], vec!["", ""], vec![&long, "</form>", "", &long], vec![&noise, &long]]
        {
            let packed = Packed::new(parts.iter().map(|part| part.as_bytes())).expect("packed");
            for words in ["", "Ana", &"é".repeat(40_000)] {
                let words = vec![words; parts.len() - 1];
                let whole: String = parts
                    .iter()
                    .enumerate()
                    .map(|(at, part)| format!("{part}{}", words.get(at).unwrap_or(&"")))
                    .collect();
                let joined = packed.joined(words.iter().map(|it| it.as_bytes()));
                assert_eq!(unpacked(&joined), whole);
            }
        }
        let packed = Packed::new([long.as_bytes()].into_iter()).expect("packed");
        assert!(packed.joined(std::iter::empty()).len() * 50 < long.len());
    }
}
