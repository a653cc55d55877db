//! From tokens to pieces: the stack of open elements and the piece under way.

mod attributes;
mod collect;
mod stack;
mod text;

use super::elements::{Effect, code, effect};
use super::tokens::Sink;
use super::{ATTRIBUTES, ELEMENTS};
use crate::piece::{Document, Element, MOST_PIECES, Node};
use attributes::Attributes;
use gainsay_knowledge::{ClassHint, Furniture};
use gainsay_record::Note;
use stack::Open;
use std::collections::HashMap;

/// The limit that a page went over.
#[derive(Clone, Copy, Debug)]
pub enum Over {
    Bytes,
    Depth,
    Elements,
    Attributes,
}

/// Cuts tokens into pieces.
pub struct Cutter<'a> {
    known: &'a Furniture,
    /// Without the stack: blocks begin and end where block elements do, and that is all.
    flat: bool,
    document: Document,
    stack: Vec<Open>,
    node: u32,
    links: u32,
    hidden: u32,
    elements: usize,
    name: Vec<u8>,
    attributes: Attributes,
    /// What classes said, by their value: pages repeat them.
    classes: HashMap<Box<str>, Option<ClassHint>>,
    /// Whether there is a piece under way, where it starts in the text, and the node that holds all of it.
    under_way: bool,
    start: usize,
    piece_node: u32,
    /// How many of its bytes are link.
    linked: usize,
    /// Whether white space is due before the next word.
    space: bool,
    /// Whether a `<br>` was met and nothing since.
    broken: bool,
    /// Whether a link has just ended: two links that touch are two words.
    after_link: bool,
    /// The block element that text without a stack stands in.
    flat_element: Element,
    /// The hidden element that text without a stack stands in.
    flat_hidden: Option<u64>,
    /// Whether text goes to the title, or to a script of linked data.
    capture: Option<Capture>,
    preformatted: bool,
    overflow: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Capture {
    Title,
    LinkedData,
}

impl Sink for Cutter<'_> {
    type Stop = Over;

    fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.attributes.clear();
    }

    fn attribute(&mut self, name: &[u8]) -> Result<bool, Over> {
        let wanted = self.attributes.begin(name);
        if self.attributes.count > ATTRIBUTES && !self.flat {
            return Err(Over::Attributes);
        }
        Ok(wanted)
    }

    fn value(&mut self, value: &str) {
        self.attributes.value(value);
    }

    /// The end of a start tag: the element opens.
    fn start(&mut self, self_closing: bool) -> Result<(), Over> {
        self.elements += 1;
        let name = std::mem::take(&mut self.name);
        let over = self.start_named(&name, self_closing);
        self.name = name;
        over.map_or(Ok(()), Err)
    }

    fn end(&mut self, name: &[u8]) {
        let effect = effect(name);
        self.capture = None;
        match effect {
            Effect::Void | Effect::Type => return,
            // `</br>` is a line break to every browser.
            Effect::Break => return self.line_break(false),
            _ => {}
        }
        if self.flat {
            return self.flat_end(effect, name);
        }
        let this = code(name);
        match effect {
            Effect::Block(..) => {
                self.flush();
                if name == b"pre" {
                    self.preformatted = false;
                }
                if let Some(at) = self.stack.iter().rposition(|open| open.code == this) {
                    self.close_to(at);
                }
            }
            Effect::Hidden => {
                if let Some(at) = self.stack.iter().rposition(|open| open.code == this) {
                    self.close_to(at);
                }
            }
            _ => {
                // A block inside a link ends with the link.
                if name == b"a"
                    && let Some(at) = self.stack.iter().rposition(|open| open.code == this)
                {
                    if self.stack[at..].iter().any(|open| open.block.is_some()) {
                        self.flush();
                    }
                    self.close_to(at);
                    self.after_link = true;
                    return;
                }
                self.close_in_line(this);
            }
        }
    }

    fn text(&mut self, value: &str) {
        match self.capture {
            Some(Capture::Title) => return self.document.metadata.add_title(value),
            Some(Capture::LinkedData) => return self.document.metadata.add_linked(value),
            None => {}
        }
        if self.hidden > 0 || self.flat_hidden.is_some() {
            return;
        }
        if !self.preformatted {
            return self.line(value);
        }
        for (number, line) in value.split('\n').enumerate() {
            if number > 0 {
                if line.trim().is_empty() {
                    self.flush();
                }
                self.broken = self.under_way;
            }
            self.line(line);
        }
    }
}

impl<'a> Cutter<'a> {
    pub fn new(known: &'a Furniture, flat: bool) -> Self {
        let document = Document { html: true, nodes: vec![Node::default()], ..Document::default() };
        Self {
            known,
            flat,
            document,
            stack: Vec::new(),
            node: 0,
            links: 0,
            hidden: 0,
            elements: 0,
            name: Vec::new(),
            attributes: Attributes::default(),
            classes: HashMap::new(),
            under_way: false,
            start: 0,
            piece_node: 0,
            linked: 0,
            space: false,
            broken: false,
            after_link: false,
            flat_element: Element::Other,
            flat_hidden: None,
            capture: None,
            preformatted: false,
            overflow: false,
        }
    }

    pub fn finish(mut self) -> Document {
        self.flush();
        self.close_to(0);
        let pieces = self.document.pieces.len() as u32;
        self.document.nodes[0].end = pieces;
        if self.overflow {
            let note = format!("the page has more than {MOST_PIECES} blocks, the rest of it is taken as one");
            self.document.notes.push(Note::new(note));
        }
        self.document
    }

    fn start_named(&mut self, name: &[u8], self_closing: bool) -> Option<Over> {
        let effect = effect(name);
        self.collect(name);
        match effect {
            Effect::Void | Effect::Type => return None,
            Effect::Break => {
                self.line_break(name == b"hr");
                return None;
            }
            _ => {}
        }
        if self.flat {
            self.flat_start(effect, name);
            return None;
        }
        if self.elements > ELEMENTS {
            return Some(Over::Elements);
        }
        // A drawing may hold elements that close themselves; those of HTML never do.
        if self_closing && self.hidden > 0 {
            return None;
        }
        if let Effect::Block(_, shape) = effect {
            self.flush();
            self.close_implied(name, shape);
            self.preformatted |= name == b"pre";
        }
        if name == b"a" {
            self.close_in_line(code(b"a"));
        }
        self.push(name, effect)
    }

    fn flat_start(&mut self, effect: Effect, name: &[u8]) {
        match effect {
            Effect::Block(element, _) => {
                self.flush();
                self.flat_element = element;
            }
            Effect::Hidden if self.flat_hidden.is_none() => self.flat_hidden = Some(code(name)),
            _ => {}
        }
    }

    fn flat_end(&mut self, effect: Effect, name: &[u8]) {
        if let Some(hidden) = self.flat_hidden {
            if hidden == code(name) {
                self.flat_hidden = None;
            }
            return;
        }
        if let Effect::Block(..) = effect {
            self.flush();
            self.flat_element = Element::Other;
        }
    }
}
