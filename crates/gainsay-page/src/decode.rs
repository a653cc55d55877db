//! From bytes to characters: byte-order mark, declared character set, then a guess.

use crate::{Given, Refusal};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use gainsay_record::Note;

/// More bytes than this are no page: 64 MiB.
pub const MOST_BYTES: usize = 64 << 20;

/// How many bytes are looked at to tell what they are.
const SAMPLE: usize = 1 << 16;

/// What files that are no pages open with.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a sound file"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"\0\0\x01\0", "an icon"),
    (0, b"%PDF-", "a PDF file"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"{\\rtf", "an RTF file"),
    (0, b"PK\x03\x04", "a zip archive or an office document"),
    (0, b"\xd0\xcf\x11\xe0", "an office document"),
    (0, b"\x1f\x8b", "gzip-compressed data"),
    (0, b"BZh", "bzip2-compressed data"),
    (0, b"\xfd7zXZ\0", "xz-compressed data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"\0asm", "a program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (4, b"ftyp", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"OggS", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"PAR1", "a Parquet file"),
];

/// The characters of a page, without a byte-order mark, and what could not be decoded.
pub fn decode(bytes: &[u8], given: &Given<'_>, html: bool) -> Result<(String, Vec<Note>), Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len(), most: MOST_BYTES });
    }
    if let Some(what) = magic(bytes) {
        return Err(Refusal::Binary { what });
    }
    let mut notes = Vec::new();
    let text = match declared(bytes, given, html) {
        Declared::Utf32 => return Err(Refusal::Binary { what: "UTF-32 text" }),
        Declared::Mark(encoding, length) => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[length..]);
            note_broken(broken, encoding, &mut notes);
            text.into_owned()
        }
        Declared::Label(encoding) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            if broken && encoding != UTF_8 && std::str::from_utf8(bytes).is_ok() {
                notes.push(Note::new(format!("the page says it is {} but is UTF-8", encoding.name())));
                String::from_utf8_lossy(bytes).into_owned()
            } else if broken && encoding == UTF_8 {
                lenient(bytes, &mut notes)
            } else {
                note_broken(broken, encoding, &mut notes);
                text.into_owned()
            }
        }
        Declared::Nothing => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => lenient(bytes, &mut notes),
        },
    };
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').is_empty() {
        return Err(Refusal::Empty);
    }
    if looks_binary(&text) {
        return Err(Refusal::Binary { what: "binary data" });
    }
    Ok((text, notes))
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC
        .iter()
        .find(|(at, mark, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)))
        .map(|m| m.2)
}

enum Declared {
    /// A byte-order mark of so many bytes.
    Mark(&'static Encoding, usize),
    /// A header, a `<meta>`, or the pattern of zero bytes that UTF-16 makes.
    Label(&'static Encoding),
    Utf32,
    Nothing,
}

fn declared(bytes: &[u8], given: &Given<'_>, html: bool) -> Declared {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Declared::Utf32;
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Declared::Mark(encoding, length);
    }
    if let Some(encoding) = utf_16(bytes) {
        return Declared::Label(encoding);
    }
    if let Some(encoding) = given.content_type.and_then(|header| label(header.as_bytes())) {
        return Declared::Label(encoding);
    }
    if html && let Some(encoding) = meta(bytes) {
        return Declared::Label(encoding);
    }
    Declared::Nothing
}

/// UTF-16 without a mark: zero bytes, and decoded one way round the words are parted by spaces.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 8 || !sample.contains(&0) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(sample);
        let all = text.chars().count();
        let plain = text.chars().filter(|c| c.is_ascii_whitespace() || c.is_ascii_punctuation()).count();
        let bad = text.chars().filter(|c| c.is_control() && !c.is_ascii_whitespace()).count();
        !broken && plain * 20 >= all && bad * 100 <= all
    })
}

/// The character set that a `Content-Type` header or a `<meta>` names after `charset=`.
fn label(value: &[u8]) -> Option<&'static Encoding> {
    let at = find(value, b"charset")? + b"charset".len();
    let rest = value[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/') || b.is_ascii_whitespace());
    Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
}

/// The first `<meta>` with a character set in the opening 8 KiB. One that says UTF-16 cannot be right, since it could
/// not be read: it is UTF-8 then (WHATWG HTML, "prescan a byte stream").
fn meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut head = &bytes[..bytes.len().min(8 << 10)];
    while let Some(at) = find(head, b"<meta") {
        head = &head[at + 5..];
        let element = &head[..head.iter().position(|b| *b == b'>').unwrap_or(head.len())];
        if let Some(encoding) = label(element) {
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
    }
    None
}

/// Where `needle`, in lower case, stands in `bytes`.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

/// Bytes that are not UTF-8 and do not say what they are: UTF-8 with faults where most of what is not ASCII is UTF-8,
/// else what the detector finds plausible.
fn lenient(bytes: &[u8], notes: &mut Vec<Note>) -> String {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good < bad.saturating_mul(3) {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let sample = &bytes[..bytes.len().min(1 << 20)];
        detector.feed(sample, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        // The detector always answers. Single-byte sets decode anything, so stray bytes give themselves away by the
        // control characters that they become.
        if !broken
            && !text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}'))
            && bad > 0
            && letters_meet(&text)
        {
            notes.push(Note::new(format!("the page names no character set, read as {}", encoding.name())));
            return text.into_owned();
        }
    }
    note_broken(true, UTF_8, notes);
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether characters beyond ASCII are mostly letters or the marks of running text, as in a language; stray bytes are
/// not.
fn letters_meet(text: &str) -> bool {
    let (mut good, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        let mark = matches!(
            c,
            '\u{a0}'
                | '«'
                | '»'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '–'
                | '—'
                | '…'
                | '№'
                | '€'
                | '£'
                | '©'
                | '°'
        );
        good += usize::from(mark || (c.is_alphabetic() && !matches!(c, 'ÿ' | 'þ' | 'ª' | 'º' | 'ƒ')));
    }
    good * 10 >= all * 9
}

fn note_broken(broken: bool, encoding: &'static Encoding, notes: &mut Vec<Note>) {
    if broken {
        let name = encoding.name();
        notes.push(Note::new(format!("some bytes are not valid {name} and stand as \u{fffd} in the text")));
    }
}

/// Whether the opening characters are no text: control characters, or hardly anything that could be decoded.
fn looks_binary(text: &str) -> bool {
    let (mut all, mut control, mut unknown) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().take(SAMPLE) {
        all += 1;
        control +=
            usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1b' | '\u{85}'));
        unknown += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    control * 50 > all || unknown * 5 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes, &Given::default(), true)
            .map(|found| found.0)
            .unwrap_or_else(|refusal| refusal.to_string())
    }

    #[test]
    fn marks_headers_and_meta_elements_name_the_set() {
        assert_eq!(read(b"\xef\xbb\xbfKyiv"), "Kyiv");
        assert_eq!(read(b"\xff\xfeK\0y\0i\0v\0"), "Kyiv");
        assert_eq!(read(b"\xfe\xff\0K\0y\0i\0v"), "Kyiv");
        assert_eq!(
            read(b"<meta charset=windows-1251><p>\xca\xe8\xbf\xe2"),
            "<meta charset=windows-1251><p>Київ"
        );
        let given = Given { content_type: Some("text/html; charset=\"koi8-u\""), ..Given::default() };
        assert_eq!(
            decode(b"\xeb\xc9\xa7\xd7", &given, true).map(|found| found.0).unwrap_or_default(),
            "Київ"
        );
    }

    #[test]
    fn utf_16_without_a_mark_is_seen() {
        let line = "The ministry denied it. Київ промовчав.";
        let little: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), line);
        assert_eq!(read(&big), line);
    }

    #[test]
    fn faulty_utf_8_is_kept_with_a_note() {
        let (text, notes) = decode(
            "Київ і Львів \u{2014} ".bytes().chain([0xff, b'!']).collect::<Vec<_>>().as_slice(),
            &Given::default(),
            false,
        )
        .expect("text");
        assert_eq!(text, "Київ і Львів \u{2014} \u{fffd}!");
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n...."), "this is a PNG image, not a page");
        assert_eq!(read(b"%PDF-1.7"), "this is a PDF file, not a page");
        assert_eq!(read(&[7, 0, 3, 0, 0, 1, 2, 200, 0, 0]), "this is binary data, not a page");
        assert_eq!(read(b" \n\t"), "the page is empty");
        assert_eq!(read(b""), "the page is empty");
    }
}
