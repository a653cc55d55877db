//! A page held against what a case wants of it: title, date, language, blocks; and what holds of every reading.

use crate::statements::{Held, code};
use crate::fault::{Fault, Marks, marks_of};
use crate::notation::{Record, alternatives, places};
use gainsay::record::BlockKind;
use std::collections::BTreeSet;

impl Held<'_> {
    /// What holds of every reading, whatever the case: spans fit, and nothing is read from furniture.
    pub fn always(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let article = &self.reading.article;
        for statement in &self.reading.statements {
            for span in statement.source.iter().chain(&statement.cue).chain(&statement.content) {
                let mut under = article.blocks.iter().filter(|block| block.span.overlaps(*span)).peekable();
                let inside = under.peek().is_some() && under.all(|block| block.kind.is_article());
                if !span.fits(self.text()) || !inside {
                    let message = format!("a span outside the article: {:?}", span.of(self.text()));
                    faults.push(Fault { message, wanted: Marks::new(), read: marks_of(statement) });
                }
            }
        }
        if self.reading.provenance.len() != self.reading.statements.len() {
            faults.push(Fault::new("not one provenance for each statement"));
        }
        faults
    }

    /// The records about the page.
    pub fn page(&self, record: &Record) -> Option<Fault> {
        let article = &self.reading.article;
        let quoted = record.value.trim_matches('"');
        let differs = |got: Option<&str>, want: &str| {
            let want = (want != "none").then_some(want);
            (got != want).then(|| Fault::new(format!("{} {:?}, want {want:?}", record.name, got)))
        };
        match record.name.as_str() {
            "title" => differs(article.title.as_deref(), quoted),
            "byline" => differs(article.byline.as_deref(), quoted),
            "outlet" => differs(article.outlet.as_deref(), quoted),
            "language" => differs(article.language.as_ref().map(|language| language.as_str()), quoted),
            "note" => {
                let mut notes = article.notes.iter().chain(&self.reading.notes);
                (!notes.any(|note| note.text.contains(quoted)))
                    .then(|| Fault::new(format!("no note says {quoted:?}")))
            }
            "published" => {
                let (date, method) = quoted.split_once(' ').unwrap_or((quoted, ""));
                let got = article.published.edtf.as_ref().map_or("none", |edtf| edtf.as_str());
                let read = code(&article.published.method);
                let same_day = got == date || got.starts_with(&format!("{date}T"));
                let right = same_day && (method.is_empty() || method == read);
                (!right).then(|| Fault::new(format!("published {got} {read}, want {quoted}")))
            }
            _ => self.block(record),
        }
    }

    fn block(&self, record: &Record) -> Option<Fault> {
        let Some((head, rest)) = record.value.split_once('"') else {
            return Some(Fault::new(format!("line {}: a block has words in quotes", record.line)));
        };
        let mut head = head.split_whitespace();
        let kinds = alternatives(head.next().unwrap_or_default());
        let language = head.next();
        let wanted = match places(&format!("\"{rest}")).and_then(|options| self.located(&options, 'b')) {
            Ok(marks) => marks,
            Err(error) => return Some(Fault::new(format!("line {}: {error}", record.line))),
        };
        let (_, range) = wanted.first()?;
        let letters: Vec<usize> = self.text()[range.clone()]
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, _)| range.start + at)
            .collect();
        let of = |at: usize| {
            self.reading.article.blocks.iter().find(|b| b.span.start() <= at && at < b.span.end())
        };
        let fits = |kind: BlockKind| {
            kinds.iter().any(|want| match want.as_str() {
                "article" => kind.is_article(),
                "furniture" => !kind.is_article(),
                want => want == code(&kind),
            })
        };
        let tongue = |at: &&usize| {
            language.is_none() || of(**at).and_then(|b| b.language).as_ref().map(|l| l.as_str()) == language
        };
        let right = letters.iter().filter(|at| of(**at).is_some_and(|b| fits(b.kind))).filter(tongue).count();
        if right * 10 >= letters.len() * 9 {
            return None;
        }
        let got: BTreeSet<String> = letters
            .iter()
            .map(|at| {
                of(*at).map_or("no block".to_owned(), |b| format!("{} {:?}", code(&b.kind), b.language))
            })
            .collect();
        let message =
            format!("block {}, want {}", got.into_iter().collect::<Vec<_>>().join(", "), record.value);
        Some(Fault { message, wanted, read: Marks::new() })
    }
}
