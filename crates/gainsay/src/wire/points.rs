//! From bytes to Unicode code points.

use gainsay_record::Span;

/// How many bytes lie between two remembered places.
const STEP: usize = 64;

/// Maps places in one text from bytes to code points. Made in one pass; a look-up counts at most 64 bytes.
#[derive(Clone, Debug)]
pub struct Points<'a> {
    text: &'a [u8],
    /// Code points before byte `i * STEP`; empty where all bytes are ASCII and the two counts are one.
    before: Vec<u32>,
}

impl<'a> Points<'a> {
    /// The map for `text`.
    ///
    /// ```
    /// use gainsay::wire::Points;
    ///
    /// assert_eq!(Points::new("Київ denies").at(8), 4);
    /// ```
    pub fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() / STEP + 1);
            let mut points = 0;
            for chunk in text.chunks(STEP) {
                before.push(points);
                points += starts(chunk);
            }
            before.push(points);
        }
        Self { text, before }
    }

    /// How many code points stand before byte `byte`; beyond the end, how many there are.
    pub fn at(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte as u32;
        }
        let step = byte / STEP;
        self.before[step] + starts(&self.text[step * STEP..byte])
    }

    /// A span in code points.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }

    /// Spans in code points.
    pub fn spans(&self, spans: &[Span]) -> Vec<[u32; 2]> {
        spans.iter().map(|&span| self.span(span)).collect()
    }
}

/// How many characters start in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_has_the_place_that_counting_gives(text in "(.|[äж—𝔤]){0,300}") {
            let points = Points::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte) as usize, point);
            }
            prop_assert_eq!(points.at(text.len()) as usize, text.chars().count());
            prop_assert_eq!(points.at(text.len() + 9) as usize, text.chars().count());
        }
    }
}
