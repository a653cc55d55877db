//! Treebanks in CoNLL-U.
use anyhow::Context;
use gainsay_record::{Relation, Tag};
use std::ops::Range;
use std::path::Path;
pub struct Word {
    pub range: Range<usize>,
    pub tag: Tag,
    pub head: usize,
    pub relation: Relation,
}
#[derive(Default)]
pub struct Document {
    pub name: String,
    pub text: String,
    pub paragraphs: Vec<Range<usize>>,
    pub words: Vec<Word>,
    pub sentences: Vec<Range<usize>>,
}
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut docs: Vec<Document> = Vec::new();
    let mut newpar = false;
    let mut first = 0;
    let mut mwt: Option<(usize, usize, usize, bool)> = None;
    let mut space = false;
    let tags: Vec<String> = Tag::ALL.iter().map(|t| format!("{t:?}").to_uppercase()).collect();
    let rels: Vec<String> = Relation::ALL.iter().map(|t| format!("{t:?}").to_lowercase()).collect();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            docs.push(Document { name: name.to_owned(), ..Default::default() });
            newpar = true;
            space = false;
            continue;
        }
        if line.starts_with("# newpar") {
            newpar = true;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let Some(doc) = docs.last_mut() else { continue };
        if line.is_empty() {
            if doc.words.len() > first || first > doc.words.len() {
                let from = doc.sentences.last().map_or(0, |s| s.end);
                if from < doc.words.len() {
                    doc.sentences.push(from..doc.words.len());
                }
            }
            mwt = None;
            continue;
        }
        let c: Vec<&str> = line.split('\t').collect();
        if c[0].contains('.') {
            continue;
        }
        let from = doc.sentences.last().map_or(0, |s| s.end);
        first = from;
        let para = newpar && doc.words.len() == from;
        if (para || newpar) && mwt.is_none() {
            if !doc.text.is_empty() {
                doc.text.push_str("\n\n");
            }
            let at = doc.text.len();
            doc.paragraphs.push(at..at);
            newpar = false;
            space = false;
        }
        let after = !c[9].split('|').any(|m| m == "SpaceAfter=No");
        if c[0].contains('-') {
            let (a, b) = c[0].split_once('-').context("range")?;
            if space {
                doc.text.push(' ');
            }
            mwt = Some((b.parse()?, doc.text.len(), a.parse()?, after));
            doc.text.push_str(c[1]);
            space = false;
            continue;
        }
        let id: usize = c[0].parse()?;
        let range = if let Some((last, at, start, sp)) = mwt {
            let _ = start;
            let end =
                if id == last { doc.text.len() } else { (at + c[1].len()).min(doc.text.len() - (last - id)) };
            let end = (at + 1..=end).rev().find(|&e| doc.text.is_char_boundary(e)).unwrap_or(end);
            if id == last {
                mwt = None;
                space = sp;
            } else {
                mwt = Some((last, end, start, sp));
            }
            at..end
        } else {
            if space {
                doc.text.push(' ');
            }
            let at = doc.text.len();
            doc.text.push_str(c[1]);
            space = after;
            at..doc.text.len()
        };
        let head: usize = c[6].parse()?;
        let rel = c[7].split(':').next().unwrap_or("dep");
        let head = if head == 0 { doc.words.len() } else { from + head - 1 };
        doc.words.push(Word {
            range,
            tag: Tag::ALL[tags.iter().position(|t| t == c[3]).with_context(|| line.to_owned())?],
            head,
            relation: Relation::ALL[rels.iter().position(|t| t == rel).with_context(|| line.to_owned())?],
        });
        if let Some(p) = doc.paragraphs.last_mut() {
            p.end = doc.text.len();
        }
    }
    Ok(docs)
}
