//! The text of a page with the words of its statements marked: who, which cue, what; and of one position that is lit, the
//! words that fill its slots.

use gainsay::record::{Position, Reading, Span};
use gainsay::safe;

/// A stretch of text that is marked all over alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub text: String,
    /// Style names, and `lit` where it belongs to what is lit.
    pub class: String,
    /// The statements that it belongs to: `s1 s4`.
    pub of: String,
}

/// What a stretch of text is.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    span: Span,
    statement: Option<u32>,
    class: &'static str,
    is_lit: bool,
}

/// What is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lit {
    pub statement: Option<u32>,
    pub position: Option<u32>,
}

/// The marks of all statements of a page, and of the slots of the position that is lit.
pub(crate) fn marks(reading: &Reading, lit: Lit) -> Vec<Mark> {
    let mut all = Vec::new();
    for (at, statement) in (0..).zip(&reading.statements) {
        let is_lit = lit.statement == Some(at);
        let parts: [(&[Span], &str); 3] =
            [(&statement.content, "content"), (&statement.source, "source"), (&statement.cue, "cue")];
        for (spans, class) in parts {
            all.extend(spans.iter().map(|span| Mark { span: *span, statement: Some(at), class, is_lit }));
        }
    }
    if let Some(position) = lit.position.and_then(|at| reading.positions.get(at as usize)) {
        all.extend(slots(position));
    }
    all
}

/// The words that fill the slots of a position.
pub(crate) fn slots(position: &Position) -> Vec<Mark> {
    let proposition = &position.proposition;
    let mark = |class| move |span: &Span| Mark { span: *span, statement: None, class, is_lit: true };
    let mut all: Vec<Mark> = proposition.trigger.iter().map(mark("slot trigger")).collect();
    for item in &proposition.items {
        all.extend(item.spans.iter().map(mark("slot item")));
    }
    for role in &proposition.roles {
        all.extend(role.spans.iter().map(mark("slot role")));
    }
    if let Some(time) = &proposition.time {
        all.extend(time.spans.iter().map(mark("slot time")));
    }
    all
}

/// The text between two places, cut where what it is changes.
pub(crate) fn segments(text: &str, within: Span, marks: &[Mark]) -> Vec<Segment> {
    let inside: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(within)).collect();
    let mut cuts: Vec<usize> = inside.iter().flat_map(|mark| [mark.span.start(), mark.span.end()]).collect();
    cuts.extend([within.start(), within.end()]);
    cuts.retain(|cut| (within.start()..=within.end()).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| segment(text, pair[0], pair[1], &inside)).collect()
}

fn segment(text: &str, start: usize, end: usize, marks: &[&Mark]) -> Segment {
    let mut classes: Vec<&str> = Vec::new();
    let mut of: Vec<String> = Vec::new();
    let mut is_lit = false;
    for mark in marks.iter().filter(|mark| mark.span.start() <= start && end <= mark.span.end()) {
        classes.extend(mark.class.split(' '));
        of.extend(mark.statement.map(|at| format!("s{}", at + 1)));
        is_lit |= mark.is_lit;
    }
    if is_lit {
        classes.push("lit");
    }
    classes.sort_unstable();
    classes.dedup();
    of.dedup();
    let mut shown = String::with_capacity(end - start);
    text.get(start..end).unwrap_or_default().chars().for_each(|c| safe::push(&mut shown, c));
    Segment { text: shown, class: classes.join(" "), of: of.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_its_marks_begin_and_end_and_nothing_is_lost() {
        let text = "The ministry <b>denied\u{202e} it.";
        let span = |from, to| Span::new(text, from, to).expect("a span");
        let mark = |from, to, class, is_lit| Mark { span: span(from, to), statement: Some(0), class, is_lit };
        let marks = [mark(0, 12, "source", true), mark(4, 22, "content", false)];
        let cut = segments(text, span(0, text.len()), &marks);
        let shown: Vec<(&str, &str)> = cut.iter().map(|it| (it.text.as_str(), it.class.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("The ", "lit source"),
                ("ministry", "content lit source"),
                (" <b>denied", "content"),
                ("<U+202E> it.", "")
            ]
        );
        assert_eq!(cut[1].of, "s1");
    }
}
