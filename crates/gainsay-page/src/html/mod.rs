//! HTML to pieces, in one pass over the tokens and in memory that grows with the text alone.
//!
//! No tree is built. A stack holds the open elements, at most [`DEPTH`] of them; a page that goes deeper, or over one
//! of the other limits, is read again without the stack, as text between the starts and ends of blocks, with a note.

mod cutter;
mod elements;
mod tokens;

use crate::piece::Document;
use cutter::{Cutter, Over};
use gainsay_knowledge::Knowledge;
use gainsay_record::Note;

/// The deepest that elements may nest.
pub const DEPTH: usize = 512;
/// The most elements of a page.
pub const ELEMENTS: usize = 200_000;
/// The most attributes of one element.
pub const ATTRIBUTES: usize = 1_000;
/// The most bytes of a page, decoded to UTF-8.
pub const BYTES: usize = 20 << 20;

/// Cuts a page into pieces.
pub fn read(source: &str, known: &Knowledge) -> Document {
    let over = if source.len() > BYTES {
        Over::Bytes
    } else {
        let mut cutter = Cutter::new(&known.furniture, false);
        match tokens::read(source, &mut cutter) {
            Ok(()) => return cutter.finish(),
            Err(over) => over,
        }
    };
    let mut cutter = Cutter::new(&known.furniture, true);
    // Without its stack the cutter stops for nothing.
    _ = tokens::read(source, &mut cutter);
    let mut document = cutter.finish();
    let why = match over {
        Over::Bytes => "the page is very long",
        Over::Depth => "the page's elements are nested very deep",
        Over::Elements => "the page has very many elements",
        Over::Attributes => "an element of the page has very many attributes",
    };
    document.notes.push(Note::new(format!("{why}, so it was read as text without its structure")));
    document
}
