//! From tokens to pieces: the stack of open elements and the piece under way.

use super::elements::{Effect, Shape, code, effect, role};
use super::tokens::Sink;
use super::{ATTRIBUTES, DEPTH, ELEMENTS};
use crate::piece::{Document, Element, MOST_PIECES, Node, Piece, Role};
use gainsay_knowledge::{ClassHint, Furniture};
use gainsay_record::Note;
use std::collections::HashMap;

/// The limit that a page went over.
#[derive(Clone, Copy, Debug)]
pub enum Over {
    Bytes,
    Depth,
    Elements,
    Attributes,
}

/// An open element.
struct Open {
    code: u64,
    /// `None` for an element in a line.
    block: Option<(Element, Shape)>,
    /// Whether it became the current node.
    node: bool,
    link: bool,
    hidden: bool,
}

/// The attributes of the element under way that matter here; the buffers are used again for the next.
#[derive(Default)]
struct Attributes {
    pairs: Vec<(&'static str, String)>,
    used: usize,
    count: usize,
    /// Whether the value that comes next is wanted.
    wanted: bool,
}

const WANTED: &[&str] = &[
    "name", "property", "itemprop", "content", "class", "id", "href", "rel", "datetime", "role", "type",
    "hidden", "style", "lang", "pubdate",
];

impl Attributes {
    fn get(&self, name: &str) -> Option<&str> {
        self.pairs[..self.used].iter().find(|pair| pair.0 == name).map(|pair| &*pair.1)
    }
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
        self.attributes.used = 0;
        self.attributes.count = 0;
        self.attributes.wanted = false;
    }

    fn attribute(&mut self, name: &[u8]) -> Result<bool, Over> {
        let attributes = &mut self.attributes;
        attributes.count += 1;
        attributes.wanted = false;
        if attributes.count > ATTRIBUTES && !self.flat {
            return Err(Over::Attributes);
        }
        let Some(known) = WANTED.iter().find(|wanted| wanted.as_bytes() == name) else { return Ok(false) };
        if attributes.used <= WANTED.len() && attributes.get(known).is_none() {
            match attributes.pairs.get_mut(attributes.used) {
                Some(pair) => {
                    pair.0 = known;
                    pair.1.clear();
                }
                None => attributes.pairs.push((known, String::new())),
            }
            attributes.used += 1;
            attributes.wanted = true;
        }
        Ok(attributes.wanted)
    }

    fn value(&mut self, value: &str) {
        if self.attributes.wanted
            && let Some(pair) = self.attributes.pairs.get_mut(self.attributes.used.wrapping_sub(1))
        {
            pair.1.push_str(value);
        }
        self.attributes.wanted = false;
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

    fn push(&mut self, name: &[u8], effect: Effect) -> Option<Over> {
        if self.stack.len() >= DEPTH {
            return Some(Over::Depth);
        }
        let block = if let Effect::Block(element, shape) = effect { Some((element, shape)) } else { None };
        let mut open = Open {
            code: code(name),
            block,
            node: false,
            link: name == b"a" && self.attributes.get("href").is_some(),
            hidden: effect == Effect::Hidden || self.is_hidden(name),
        };
        let hint = if matches!(name, b"body" | b"main" | b"article") { None } else { self.class_hint() };
        let hint = if self.attributes.get("itemprop").is_some_and(|value| value.trim() == "articleBody") {
            Some(ClassHint::Article)
        } else {
            hint
        };
        let mut role_here = match block {
            Some((_, Shape::Container(role))) => role,
            _ => Role::Plain,
        };
        if let Some(role) = self.attributes.get("role").and_then(role) {
            role_here = role;
        }
        // The header and the footer of an article are not the page's.
        if matches!(role_here, Role::Header | Role::Footer) && self.inside_article() {
            role_here = Role::Plain;
        }
        if matches!(block, Some((_, Shape::Container(_)))) || hint.is_some() || role_here != Role::Plain {
            let first = self.document.pieces.len() as u32;
            self.document.nodes.push(Node { parent: self.node, first, end: u32::MAX, role: role_here, hint });
            self.node = self.document.nodes.len() as u32 - 1;
            open.node = true;
        }
        self.links += u32::from(open.link);
        self.hidden += u32::from(open.hidden);
        if open.link && self.after_link {
            self.space = true;
        }
        self.stack.push(open);
        None
    }

    fn inside_article(&self) -> bool {
        let article = code(b"article");
        self.stack.iter().any(|open| open.code == article)
    }

    fn class_hint(&mut self) -> Option<ClassHint> {
        let mut best = None;
        for name in ["class", "id"] {
            let Some(value) = self.attributes.get(name).filter(|value| !value.is_empty()) else { continue };
            let hint = match self.classes.get(value) {
                Some(hint) => *hint,
                None => {
                    let hint = self.known.class(value);
                    // The memory stays small on a page that gives every element a class of its own.
                    if self.classes.len() < 4096 {
                        self.classes.insert(value.into(), hint);
                    }
                    hint
                }
            };
            best = best.or(hint);
        }
        best
    }

    fn is_hidden(&self, name: &[u8]) -> bool {
        // Some pages hide the whole of themselves until a script has run.
        if matches!(name, b"body" | b"main" | b"article") {
            return false;
        }
        self.attributes.get("hidden").is_some_and(|value| value != "until-found")
            || self.attributes.get("style").is_some_and(|style| {
                let style: String = style.chars().filter(|c| !c.is_whitespace()).take(2_000).collect();
                style.contains("display:none") || style.contains("visibility:hidden")
            })
    }

    /// A `<p>` ends where a block starts; an item where the next one does.
    fn close_implied(&mut self, name: &[u8], shape: Shape) {
        if shape == Shape::Part {
            let this = code(name);
            let row = matches!(name, b"tr" | b"tbody" | b"thead" | b"tfoot");
            let paired = match name {
                b"dt" => code(b"dd"),
                b"dd" => code(b"dt"),
                b"td" => code(b"th"),
                b"th" => code(b"td"),
                _ => this,
            };
            for at in (0..self.stack.len()).rev() {
                let open = &self.stack[at];
                let part = matches!(open.block, Some((_, Shape::Part)));
                if open.code == this || open.code == paired || (row && part) {
                    self.close_to(at);
                    if !row {
                        return;
                    }
                } else if matches!(open.block, Some((_, Shape::Container(_)))) {
                    return;
                }
            }
            return;
        }
        let paragraph = code(b"p");
        for at in (0..self.stack.len()).rev() {
            match self.stack[at].block {
                Some(_) if self.stack[at].code == paragraph => return self.close_to(at),
                Some(_) => return,
                None => {}
            }
        }
    }

    /// Closes an element in a line, unless it was opened outside the block.
    fn close_in_line(&mut self, this: u64) {
        for at in (0..self.stack.len()).rev() {
            if self.stack[at].code == this {
                return self.close_to(at);
            }
            if self.stack[at].block.is_some() {
                return;
            }
        }
    }

    fn close_to(&mut self, length: usize) {
        while self.stack.len() > length {
            let Some(open) = self.stack.pop() else { return };
            self.links -= u32::from(open.link);
            self.hidden -= u32::from(open.hidden);
            if open.node {
                let pieces = self.document.pieces.len() as u32 + u32::from(self.under_way);
                let node = &mut self.document.nodes[self.node as usize];
                node.end = pieces;
                self.node = node.parent;
            }
        }
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

    fn line(&mut self, value: &str) {
        let mut space = self.space || value.starts_with(char::is_whitespace);
        for word in value.split_whitespace() {
            self.word(word, space);
            space = true;
        }
        self.space = if value.trim_end().is_empty() { space } else { value.ends_with(char::is_whitespace) };
    }

    fn word(&mut self, word: &str, space: bool) {
        if self.broken {
            self.broken = false;
            // One line break inside a sentence is only typography.
            let text = &self.document.text[self.start..];
            let link = self.linked * 10 >= text.len() * 8 || self.links > 0;
            let link = link || word.starts_with(['•', '▪', '●', '–', '—', '*']);
            if self.under_way
                && (link
                    || text.ends_with(['.', '!', '?', '…', '”', '"', '»', ':', ';', ')', '。', '؟', '।']))
            {
                self.flush();
            } else if self.under_way {
                self.document.text.push(' ');
            }
            return self.word(word, false);
        }
        if self.under_way {
            if space {
                self.document.text.push(' ');
            }
            self.piece_node = self.around_both(self.piece_node);
        } else {
            if !self.document.text.is_empty() {
                self.document.text.push_str("\n\n");
            }
            self.start = self.document.text.len();
            self.under_way = true;
            self.linked = 0;
            self.piece_node = self.node;
        }
        self.after_link = false;
        self.document.text.push_str(word);
        if self.links > 0 {
            self.linked += word.len() + usize::from(space);
        }
    }

    /// The node that holds `node` and the one where text is now. Nodes in a line are few, and those around a block are
    /// the same for all of it, so the way up is short.
    fn around_both(&self, node: u32) -> u32 {
        let (mut a, mut b) = (node, self.node);
        while a != b {
            // A node follows its parent, so the greater index is never around the other.
            let greater = if a > b { &mut a } else { &mut b };
            *greater = self.document.nodes[*greater as usize].parent;
        }
        a
    }

    fn line_break(&mut self, rule: bool) {
        if rule || self.broken {
            self.flush();
        }
        self.broken = self.under_way;
    }

    /// Ends the piece under way.
    fn flush(&mut self) {
        self.space = false;
        self.broken = false;
        self.after_link = false;
        if !std::mem::take(&mut self.under_way) {
            return;
        }
        let (start, end) = (self.start, self.document.text.len());
        let link = (self.linked.min(end - start) * 100 / (end - start).max(1)) as u8;
        if self.document.pieces.len() >= MOST_PIECES
            && let Some(last) = self.document.pieces.last_mut()
        {
            last.end = end;
            self.overflow = true;
            return;
        }
        let element = if self.flat { self.flat_element } else { self.element() };
        self.document.pieces.push(Piece { start, end, element, link, node: self.piece_node });
    }

    /// The element that makes the text here a block: the innermost, or one close around it that says more.
    fn element(&self) -> Element {
        let mut blocks = self.stack.iter().rev().filter_map(|open| open.block);
        let Some((inner, _)) = blocks.next() else { return Element::Other };
        if !matches!(inner, Element::Other | Element::Paragraph) {
            return inner;
        }
        for (outer, shape) in blocks.take(3) {
            match outer {
                Element::Caption | Element::Control => return outer,
                Element::Heading(_) | Element::Item if inner == Element::Other => return outer,
                Element::Cell => return inner,
                _ if matches!(shape, Shape::Container(role) if role != Role::Plain) => return inner,
                _ => {}
            }
        }
        inner
    }

    /// Takes what the start tag says of the page.
    fn collect(&mut self, name: &[u8]) {
        let pieces = self.document.pieces.len() as u32;
        let metadata = &mut self.document.metadata;
        let attributes = &self.attributes;
        let get = |name: &str| attributes.get(name);
        match name {
            b"html" => metadata.set_language(get("lang").unwrap_or_default()),
            b"title" if self.hidden == 0 && metadata.wants_title() => self.capture = Some(Capture::Title),
            b"script"
                if get("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                metadata.begin_linked();
                self.capture = Some(Capture::LinkedData);
            }
            b"link" if get("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical")) => {
                metadata.set_canonical(get("href").unwrap_or_default());
            }
            b"time" => {
                let published = get("pubdate").is_some()
                    || get("itemprop").is_some_and(|prop| prop.contains("datePublished"))
                    || get("class")
                        .is_some_and(|class| class.contains("publish") && !class.contains("updated"));
                let modified = get("itemprop").is_some_and(|prop| prop.contains("dateModified"))
                    || get("class")
                        .is_some_and(|class| class.contains("updated") && !class.contains("publish"));
                if !modified {
                    metadata.add_time(get("datetime").unwrap_or_default(), pieces, published);
                }
            }
            _ => {
                let key = get("property").or(get("name")).or(get("itemprop"));
                if let (Some(key), Some(content)) = (key, get("content")) {
                    metadata.add_pair(key, content);
                }
            }
        }
    }
}
