//! JSON on one line, whatever a reader takes for the end of one.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// `value` as one line of JSON, without the line break at its end.
pub fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(1024);
    let result = value.serialize(&mut Serializer::with_formatter(&mut bytes, OneLine(CompactFormatter)));
    // The wire's types have string keys and nothing that fails; memory does not fail either.
    debug_assert!(result.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// JSON lets U+0085, U+2028 and U+2029 stand in a string, and programs that read by lines split there.
struct OneLine(CompactFormatter);

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, separator)) =
            rest.char_indices().find(|(_, c)| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
        {
            self.0.write_string_fragment(out, &rest[..at])?;
            write!(out, "\\u{:04x}", u32::from(separator))?;
            rest = &rest[at + separator.len_utf8()..];
        }
        self.0.write_string_fragment(out, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_separator_breaks_the_line() {
        let text = "a\n\u{2028}b\u{85}\u{2029}\u{7f}é\"";
        let json = line(&text);
        assert_eq!(json, "\"a\\n\\u2028b\\u0085\\u2029\u{7f}é\\\"\"");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
