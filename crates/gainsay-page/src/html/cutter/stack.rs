//! The elements that are open.

use super::super::DEPTH;
use super::super::elements::{Effect, Shape, code, role};
use super::{Cutter, Over};
use crate::piece::{Element, Node, Role};
use gainsay_knowledge::ClassHint;

/// An open element.
pub(super) struct Open {
    pub code: u64,
    /// `None` for an element in a line.
    pub block: Option<(Element, Shape)>,
    /// Whether it became the current node.
    node: bool,
    link: bool,
    hidden: bool,
}

impl Cutter<'_> {
    pub(super) fn push(&mut self, name: &[u8], effect: Effect) -> Option<Over> {
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
    pub(super) fn close_implied(&mut self, name: &[u8], shape: Shape) {
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
    pub(super) fn close_in_line(&mut self, this: u64) {
        for at in (0..self.stack.len()).rev() {
            if self.stack[at].code == this {
                return self.close_to(at);
            }
            if self.stack[at].block.is_some() {
                return;
            }
        }
    }

    pub(super) fn close_to(&mut self, length: usize) {
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

    /// The element that makes the text here a block: the innermost, or one close around it that says more.
    pub(super) fn element(&self) -> Element {
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
}
