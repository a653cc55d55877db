//! What the names of HTML elements mean for cutting a page.

use crate::piece::{Element, Role};

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It has no content (`<img>`).
    Void,
    /// It ends a line (`<br>`, `<hr>`).
    Break,
    /// Its text is never the page's (`<script>`, `<template>`).
    Hidden,
    /// It only changes the type (`<b>`): neither its start nor its end matters.
    Type,
    /// It stands in a line (`<span>`, `<a>`, unknown names).
    Inline,
    /// It makes a block of its own.
    Block(Element, Shape),
}

/// What a block is beside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It closes an open `<p>`, and no more.
    Leaf,
    /// It can hold blocks and becomes a node.
    Container(Role),
    /// It closes an open element of its own name up to the nearest list or table (`<li>`, `<td>`).
    Part,
}

/// The effect of an element by its lower-case name.
pub fn effect(name: &[u8]) -> Effect {
    use Effect::{Block, Break, Hidden, Inline, Type, Void};
    use Shape::{Container, Leaf, Part};
    match name {
        b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" | b"frame" | b"keygen" | b"basefont" | b"bgsound" => Void,
        b"br" | b"hr" => Break,
        b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"math" | b"iframe" | b"object"
        | b"textarea" | b"select" | b"datalist" | b"noframes" | b"noembed" | b"audio" | b"video"
        | b"canvas" | b"title" | b"map" | b"progress" | b"meter" | b"xmp" => Hidden,
        b"b" | b"i" | b"em" | b"strong" | b"u" | b"font" | b"small" | b"big" | b"sub" | b"sup" | b"mark"
        | b"abbr" | b"cite" | b"q" | b"code" | b"kbd" | b"s" | b"strike" | b"ins" | b"del" | b"tt"
        | b"nobr" | b"acronym" | b"bdi" | b"bdo" | b"dfn" | b"samp" | b"var" | b"ruby" | b"html"
        | b"head" => Type,
        b"p" => Block(Element::Paragraph, Leaf),
        b"h1" => Block(Element::Heading(1), Leaf),
        b"h2" => Block(Element::Heading(2), Leaf),
        b"h3" => Block(Element::Heading(3), Leaf),
        b"h4" => Block(Element::Heading(4), Leaf),
        b"h5" => Block(Element::Heading(5), Leaf),
        b"h6" => Block(Element::Heading(6), Leaf),
        b"pre" | b"address" | b"center" | b"hgroup" | b"details" | b"dir" | b"listing" => {
            Block(Element::Other, Leaf)
        }
        b"li" | b"dt" | b"dd" => Block(Element::Item, Part),
        b"td" | b"th" => Block(Element::Cell, Part),
        b"tr" | b"tbody" | b"thead" | b"tfoot" => Block(Element::Other, Part),
        b"caption" => Block(Element::Caption, Leaf),
        b"figcaption" => Block(Element::Caption, Leaf),
        b"button" | b"label" | b"summary" | b"legend" | b"option" => Block(Element::Control, Leaf),
        b"article" => Block(Element::Other, Container(Role::Article)),
        b"main" => Block(Element::Other, Container(Role::Main)),
        b"aside" => Block(Element::Other, Container(Role::Aside)),
        b"nav" | b"menu" => Block(Element::Other, Container(Role::Navigation)),
        b"header" => Block(Element::Other, Container(Role::Header)),
        b"footer" => Block(Element::Other, Container(Role::Footer)),
        b"form" => Block(Element::Other, Container(Role::Form)),
        b"figure" => Block(Element::Other, Container(Role::Figure)),
        b"blockquote" => Block(Element::Other, Container(Role::Quotation)),
        b"div" | b"section" | b"body" | b"ul" | b"ol" | b"dl" | b"table" | b"fieldset" | b"dialog"
        | b"search" => Block(Element::Other, Container(Role::Plain)),
        _ => Inline,
    }
}

/// A short code for an element's name, so that open elements need no string of their own.
pub fn code(name: &[u8]) -> u64 {
    // FNV-1a: names are short, and two that collide would at worst close one another.
    name.iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// What `role="..."` makes of an element.
pub fn role(value: &str) -> Option<Role> {
    Some(match value.trim() {
        "navigation" | "menu" | "menubar" | "search" | "dialog" | "alertdialog" | "tablist" | "toolbar" => {
            Role::Navigation
        }
        "banner" => Role::Header,
        "contentinfo" => Role::Footer,
        "complementary" => Role::Aside,
        "main" => Role::Main,
        "article" => Role::Article,
        _ => return None,
    })
}
