//! Cursors: where a list goes on. They name the last item that was given, not a number of items, so that what comes in meanwhile
//! moves nothing; and they are opaque, so that what they name can change.

use super::problem::unmeant;
use crate::trouble::Trouble;

/// A cursor of a list of this kind that goes on after the item with this key.
pub(crate) fn after(kind: &str, key: &[&str]) -> String {
    let text = [&[kind], key].concat().join("\n");
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

const OTHER: &str = "this is no cursor of this list; leave it out to begin anew";

/// What is said of a cursor that is none of the list's.
pub(crate) fn other() -> Trouble {
    unmeant(OTHER)
}

/// The key in a cursor of a list of this kind, which has so many parts.
///
/// # Errors
///
/// Where it is none, or one of another list.
pub(crate) fn key<const N: usize>(kind: &str, cursor: &str) -> Result<[String; N], Trouble> {
    let bytes = bytes(cursor).ok_or_else(|| Trouble::wrong(OTHER))?;
    let text = String::from_utf8(bytes).map_err(|_| other())?;
    let mut parts = text.split('\n').map(str::to_owned);
    if parts.next().as_deref() != Some(kind) {
        return Err(other());
    }
    parts.collect::<Vec<_>>().try_into().map_err(|_| other())
}

/// What is written in pairs of hex digits.
fn bytes(cursor: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = cursor.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let bytes: Option<Vec<u8>> =
        pairs.iter().map(|[high, low]| Some((digit(*high)? * 16 + digit(*low)?) as u8)).collect();
    bytes.filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_back_to_its_key_and_to_no_other_list() {
        let cursor = after("log", &["7", "é"]);
        assert_eq!(key("log", &cursor).expect("ours"), ["7", "é"]);
        assert!(key::<2>("pages", &cursor).is_err() && key::<1>("log", &cursor).is_err());
        for wrong in ["", "f", "zz", "+1", "ff", "é", "6c6f670"] {
            assert!(key::<1>("log", wrong).is_err(), "{wrong}");
        }
    }
}
