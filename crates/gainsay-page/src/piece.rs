//! A page cut into pieces, before anything is decided about them.

use crate::metadata::Metadata;
use gainsay_knowledge::ClassHint;
use gainsay_record::{BlockKind, Note};

/// More pieces than this are not told apart: the rest of the page is one piece.
pub const MOST_PIECES: usize = 200_000;

/// A page as text with the places of its lines or elements.
#[derive(Debug, Default)]
pub struct Document {
    /// The whole text, furniture included.
    pub text: String,
    /// Stretches of it in order, without white space at their edges, none empty.
    pub pieces: Vec<Piece>,
    /// The elements around the pieces; the first is the page. A node follows its parent.
    pub nodes: Vec<Node>,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// Whether elements are known: the page was HTML.
    pub html: bool,
    /// What could not be done.
    pub notes: Vec<Note>,
}

/// A line, a paragraph, a heading, an item of a list.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The innermost element that makes a block.
    pub element: Element,
    /// How much of it is link, in hundredths.
    pub link: u8,
    /// The node it stands in.
    pub node: u32,
}

impl Document {
    /// The words of a piece.
    pub fn words(&self, piece: &Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// The node of a piece and those around it, innermost first.
    pub fn around(&self, piece: &Piece) -> impl Iterator<Item = &Node> {
        let mut next = Some(piece.node);
        std::iter::from_fn(move || {
            let at = next?;
            let node = self.nodes.get(at as usize)?;
            next = (at != 0).then_some(node.parent);
            Some(node)
        })
    }
}

/// The element that makes a piece a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Element {
    /// A line of plain text, or text in a `<div>` and its like.
    #[default]
    Other,
    /// `<p>`.
    Paragraph,
    /// `<h1>` to `<h6>`.
    Heading(u8),
    /// `<li>`, `<dt>`, `<dd>`.
    Item,
    /// `<figcaption>`, `<caption>`.
    Caption,
    /// `<td>`, `<th>`.
    Cell,
    /// `<button>`, `<label>`, `<summary>`, `<legend>`: what a reader presses.
    Control,
}

/// An element that says something of what is inside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Node {
    /// The index of the node around it; the page is its own.
    pub parent: u32,
    /// The first piece inside.
    pub first: u32,
    /// The piece after the last inside.
    pub end: u32,
    /// What the element is by its name or role.
    pub role: Role,
    /// What its class, id or `itemprop` says.
    pub hint: Option<ClassHint>,
}

impl Node {
    /// The kind of furniture that the element says it holds; whether it says so by more than being aside.
    pub fn furniture(&self) -> Option<(BlockKind, bool)> {
        match (self.hint, self.role) {
            (Some(ClassHint::Furniture(kind)), _) => Some((kind, true)),
            (_, Role::Navigation) => Some((BlockKind::Navigation, true)),
            (_, Role::Form) => Some((BlockKind::Promotion, false)),
            (_, Role::Aside) => Some((BlockKind::Teaser, false)),
            (_, Role::Header | Role::Footer) => Some((BlockKind::Navigation, false)),
            _ => None,
        }
    }
}

/// What an element is by its name or its `role`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// `<div>` and its like.
    #[default]
    Plain,
    /// `<article>`.
    Article,
    /// `<main>`.
    Main,
    /// `<aside>`, `role=complementary`.
    Aside,
    /// `<nav>`, `role=navigation`.
    Navigation,
    /// `<header>` of the page, `role=banner`.
    Header,
    /// `<footer>` of the page, `role=contentinfo`.
    Footer,
    /// `<form>`.
    Form,
    /// `<figure>`.
    Figure,
    /// `<blockquote>`.
    Quotation,
}
