//! HTML to tokens: names, attributes, text, in one pass without a stack.
//!
//! It follows the tokenizer of the WHATWG standard as far as text and attributes are concerned: comments, bogus
//! comments, quoted and bare values, elements whose content is no markup, character references. Kept simple: a script
//! ends at its first `</script>`, even inside an escaped comment.
//!
//! Why our own: of the tokenizers there are, `html5gum` (up to 0.9) calls itself once for each quoted attribute and
//! overflows the stack at some ten thousand of them, and `html5ever` looks each new attribute up among all before it.

use std::borrow::Cow;

/// What takes the tokens. A `Some` ends the reading and is handed on.
pub trait Sink {
    /// Why a reading was ended.
    type Stop;
    /// The start of a start tag, its name in lower case.
    fn open(&mut self, name: &[u8]);
    /// An attribute's name in lower case; whether its value is wanted.
    fn attribute(&mut self, name: &[u8]) -> Result<bool, Self::Stop>;
    /// The value of the last attribute.
    fn value(&mut self, value: &str);
    /// The end of the start tag.
    fn start(&mut self, self_closing: bool) -> Result<(), Self::Stop>;
    /// An end tag, its name in lower case.
    fn end(&mut self, name: &[u8]);
    /// Text; a run of it may come in several parts, cut at a `<` that starts no tag.
    fn text(&mut self, text: &str);
}

/// Reads a page.
pub fn read<S: Sink>(source: &str, sink: &mut S) -> Result<(), S::Stop> {
    let mut reader = Reader { source, bytes: source.as_bytes(), at: 0, name: Vec::new() };
    let mut text = 0;
    while let Some(open) = reader.find(reader.at, b'<') {
        reader.at = open + 1;
        let next = reader.peek();
        let tag = match next {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'?') => true,
            Some(b'/') => reader.bytes.get(open + 2).is_some(),
            _ => false,
        };
        if !tag {
            continue;
        }
        reader.text(text, open, sink);
        match next {
            Some(b'!') => reader.comment(),
            Some(b'?') => reader.past(b'>'),
            Some(b'/') => {
                reader.at += 1;
                reader.end_tag(sink)?;
            }
            _ => reader.start_tag(sink)?,
        }
        text = reader.at;
    }
    reader.text(text, source.len(), sink);
    Ok(())
}

struct Reader<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    name: Vec<u8>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Every mark that is looked for is ASCII, so what lies between two is whole characters.
    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn find(&self, from: usize, byte: u8) -> Option<usize> {
        Some(from + self.bytes.get(from..)?.iter().position(|b| *b == byte)?)
    }

    /// Goes past the next `byte`, or to the end.
    fn past(&mut self, byte: u8) {
        self.at = self.find(self.at, byte).map_or(self.bytes.len(), |found| found + 1);
    }

    fn text<S: Sink>(&self, start: usize, end: usize, sink: &mut S) {
        if start < end {
            sink.text(&decoded(self.slice(start, end)));
        }
    }

    /// After `<!`.
    fn comment(&mut self) {
        let Some(rest) = self.bytes[self.at..].strip_prefix(b"!--") else { return self.past(b'>') };
        self.at += 3;
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            return self.past(b'>');
        }
        while let Some(hyphen) = self.find(self.at, b'-') {
            self.at = hyphen + 1;
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"->") || rest.starts_with(b"-!>") {
                return self.past(b'>');
            }
        }
        self.at = self.bytes.len();
    }

    /// After `</`.
    fn end_tag<S: Sink>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.past(b'>');
            return Ok(());
        }
        self.name();
        // Attributes of an end tag mean nothing, but their quotation marks may hold a `>`.
        if self.attributes(&mut Nothing).unwrap_or_default().is_some() {
            sink.end(&self.name);
        }
        Ok(())
    }

    /// After `<`, at a letter.
    fn start_tag<S: Sink>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        self.name();
        sink.open(&self.name);
        let Some(self_closing) = self.attributes(sink)? else { return Ok(()) };
        sink.start(self_closing)?;
        let references = match self.name.as_slice() {
            b"script" | b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"noscript" => false,
            b"title" | b"textarea" => true,
            b"plaintext" => {
                sink.text(self.slice(self.at, self.bytes.len()));
                self.at = self.bytes.len();
                return Ok(());
            }
            _ => return Ok(()),
        };
        let start = self.at;
        let end = self.raw_end();
        let content = self.slice(start, end);
        if references {
            sink.text(&decoded(content));
        } else {
            sink.text(content);
        }
        self.at = end;
        Ok(())
    }

    /// Where the end tag of the element that was just opened starts; the end of the page where there is none.
    fn raw_end(&self) -> usize {
        let mut at = self.at;
        while let Some(open) = self.find(at, b'<') {
            at = open + 1;
            let Some(rest) = self.bytes[at..].strip_prefix(b"/") else { continue };
            let named = rest.get(..self.name.len()).is_some_and(|name| name.eq_ignore_ascii_case(&self.name));
            if named && rest.get(self.name.len()).is_none_or(|byte| is_end_of_name(*byte)) {
                return open;
            }
        }
        self.bytes.len()
    }

    /// The name of a tag, in lower case.
    fn name(&mut self) {
        self.name.clear();
        while let Some(byte) = self.peek().filter(|byte| !is_end_of_name(*byte)) {
            // Names are short; what is longer than any is not worth its memory.
            if self.name.len() < 64 {
                self.name.push(byte.to_ascii_lowercase());
            }
            self.at += 1;
        }
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// The attributes up to the end of the tag: whether it closes itself. `None` where the page ends first: then there
    /// is no tag.
    fn attributes<S: Sink>(&mut self, sink: &mut S) -> Result<Option<bool>, S::Stop> {
        let mut name = Vec::new();
        let mut self_closing = false;
        loop {
            self.space();
            match self.peek() {
                None => return Ok(None),
                Some(b'>') => {
                    self.at += 1;
                    return Ok(Some(self_closing));
                }
                Some(b'/') => {
                    self.at += 1;
                    self_closing = self.peek() == Some(b'>');
                    continue;
                }
                Some(_) => {}
            }
            name.clear();
            let start = self.at;
            while let Some(byte) = self.peek() {
                if is_end_of_name(byte) || (byte == b'=' && self.at > start) {
                    break;
                }
                if name.len() < 64 {
                    name.push(byte.to_ascii_lowercase());
                }
                self.at += 1;
            }
            let wanted = sink.attribute(&name)?;
            self.space();
            if self.peek() != Some(b'=') {
                continue;
            }
            self.at += 1;
            self.space();
            let Some(value) = self.value() else { return Ok(None) };
            if wanted {
                sink.value(&decoded(value));
            }
        }
    }

    /// After `=`. `None` where a quotation mark is never closed.
    fn value(&mut self) -> Option<&'a str> {
        let quote = self.peek()?;
        if quote == b'"' || quote == b'\'' {
            let start = self.at + 1;
            let end = self.find(start, quote).unwrap_or(self.bytes.len());
            self.at = (end + 1).min(self.bytes.len());
            return (end < self.bytes.len()).then(|| self.slice(start, end));
        }
        let start = self.at;
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
            self.at += 1;
        }
        Some(self.slice(start, self.at))
    }
}

fn is_end_of_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/' || byte == b'>'
}

/// The attributes of an end tag.
struct Nothing;

impl Sink for Nothing {
    type Stop = ();
    fn open(&mut self, _: &[u8]) {}
    fn attribute(&mut self, _: &[u8]) -> Result<bool, ()> {
        Ok(false)
    }
    fn value(&mut self, _: &str) {}
    fn start(&mut self, _: bool) -> Result<(), ()> {
        Ok(())
    }
    fn end(&mut self, _: &[u8]) {}
    fn text(&mut self, _: &str) {}
}

/// Character references decoded. Those by number from 128 to 159 mean the characters of windows-1252, as in every
/// browser.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = html_escape::decode_html_entities(text);
    if !text.contains(|c| matches!(c, '\u{80}'..='\u{9f}')) {
        return text;
    }
    let map = |c: char| match u8::try_from(c) {
        Ok(byte @ 0x80..=0x9f) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c)
        }
        _ => c,
    };
    Cow::Owned(text.chars().map(map).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes tokens down.
    #[derive(Default)]
    struct Log(String);

    impl Sink for Log {
        type Stop = ();
        fn open(&mut self, name: &[u8]) {
            self.0 += &format!("<{}", String::from_utf8_lossy(name));
        }
        fn attribute(&mut self, name: &[u8]) -> Result<bool, ()> {
            self.0 += &format!(" {}", String::from_utf8_lossy(name));
            Ok(true)
        }
        fn value(&mut self, value: &str) {
            self.0 += &format!("={value}");
        }
        fn start(&mut self, self_closing: bool) -> Result<(), ()> {
            self.0 += if self_closing { "/>" } else { ">" };
            Ok(())
        }
        fn end(&mut self, name: &[u8]) {
            self.0 += &format!("</{}>", String::from_utf8_lossy(name));
        }
        fn text(&mut self, text: &str) {
            self.0 += &format!("[{text}]");
        }
    }

    fn tokens(source: &str) -> String {
        let mut log = Log::default();
        assert_eq!(read(source, &mut log), Ok(()));
        log.0
    }

    #[test]
    fn tags_and_attributes() {
        assert_eq!(
            tokens("<P Class='a b' id=x hidden data-x = \"1>2\">Hi</p >"),
            "<p class=a b id=x hidden data-x=1>2>[Hi]</p>"
        );
        assert_eq!(tokens("<br/><a/href=x>y</a>"), "<br/><a href=x>[y]</a>");
        assert_eq!(tokens("<a href=/x/>y"), "<a href=/x/>[y]", "the slash is the value's");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(tokens("1 < 2 &lt; 3 <3"), "[1 < 2 < 3 <3]");
        assert_eq!(tokens("a</>b"), "[a][b]");
        assert_eq!(tokens("a<p class=\"never closed>b"), "[a]<p class");
    }

    #[test]
    fn comments_and_the_like_are_skipped() {
        assert_eq!(
            tokens("<!doctype html>a<!-- <p> -- > -->b<!-->c<!--->d<?xml x>e</ x>f<![CDATA[x]]>g"),
            "[a][b][c][d][e][f][g]"
        );
        assert_eq!(tokens("a<!-- open <p>b"), "[a]");
    }

    #[test]
    fn scripts_and_titles_hold_no_markup() {
        assert_eq!(
            tokens("<script>if (a</b) '</scripts>'</SCRIPT >x"),
            "<script>[if (a</b) '</scripts>']</script>[x]"
        );
        assert_eq!(tokens("<title>A &amp; <b></title>x"), "<title>[A & <b>]</title>[x]");
        assert_eq!(tokens("<style>p>a{}"), "<style>[p>a{}]");
    }

    #[test]
    fn references_are_decoded_as_browsers_do() {
        assert_eq!(
            decoded("&laquo;Київ&raquo; &#1050;&#x44f; &#151; &nope; AT&T"),
            "«Київ» Кя — &nope; AT&T"
        );
    }
}
