//! The piece under way: the words of a block as they come.

use super::Cutter;
use crate::piece::{MOST_PIECES, Piece};

impl Cutter<'_> {
    pub(super) fn line(&mut self, value: &str) {
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

    pub(super) fn line_break(&mut self, rule: bool) {
        if rule || self.broken {
            self.flush();
        }
        self.broken = self.under_way;
    }

    /// Ends the piece under way.
    pub(super) fn flush(&mut self) {
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
}
