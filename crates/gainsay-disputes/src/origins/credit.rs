//! Which outlet a page is, and which agency its words are credited to.

use gainsay_knowledge::{EntityKind, Knowledge, lower, words};
use gainsay_record::{Article, BlockKind, Imprint};

/// How far into its first paragraph an agency's credit may stand, in words and marks: "WASHINGTON, Sept. 5, 2022 (AP) -".
const HEAD: usize = 16;

/// For each page its outlet and the outlet that it credits with its words, by code.
#[derive(Debug)]
pub(crate) struct Outlets {
    pub own: Vec<Option<String>>,
    pub credited: Vec<Option<String>>,
}

impl Outlets {
    pub fn of(imprints: &[&Imprint]) -> Self {
        Self {
            own: imprints.iter().map(|imprint| imprint.outlet.clone()).collect(),
            credited: imprints.iter().map(|imprint| imprint.credited.clone()).collect(),
        }
    }
}

pub(super) fn own(article: &Article, known: &Knowledge) -> Option<String> {
    let names = [&article.outlet, &article.url].into_iter().flatten();
    names.filter_map(|name| known.names.outlet_of(name)).map(|outlet| outlet.code.to_string()).next()
}

/// The outlet in the byline, in a dateline, or in brackets where the first paragraph has its dateline. Credits of
/// pictures say nothing about the words.
pub(super) fn credited(article: &Article, known: &Knowledge) -> Option<String> {
    if let Some(agency) = article.byline.as_deref().and_then(|byline| named_in(byline, known)) {
        return Some(agency);
    }
    let mut read_first = false;
    for block in &article.blocks {
        let text = block.span.of(&article.text);
        let found = match block.kind {
            BlockKind::Byline | BlockKind::Dateline => named_in(text, known),
            BlockKind::Lede | BlockKind::Body | BlockKind::Quote if !read_first => {
                read_first = true;
                in_brackets(text, known)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The first outlet that a line names.
fn named_in(line: &str, known: &Knowledge) -> Option<String> {
    let printed: Vec<&str> = words(line).take(2 * HEAD).map(|range| &line[range]).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    (0..printed.len()).find_map(|at| outlet_at(&printed[at..], &lowered[at..], known).map(|(_, code)| code))
}

/// "KYIV, Nov 2 (Reuters) - The ..."
fn in_brackets(text: &str, known: &Knowledge) -> Option<String> {
    let printed: Vec<&str> = words(text).take(HEAD).map(|range| &text[range]).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    let open = printed.iter().position(|word| *word == "(")?;
    let (length, code) = outlet_at(printed.get(open + 1..)?, lowered.get(open + 1..)?, known)?;
    let after = printed.get(open + 1 + length..)?;
    let dash = |word: &str| matches!(word, "-" | "–" | "—" | "―");
    (after.first() == Some(&")") && after.get(1).is_some_and(|word| dash(word))).then_some(code)
}

fn outlet_at(printed: &[&str], lowered: &[String], known: &Knowledge) -> Option<(usize, String)> {
    let lowered: Vec<&str> = lowered.iter().map(String::as_str).collect();
    let (length, entity, _) = known.names.at(printed, &lowered)?;
    (entity.kind == EntityKind::Outlet).then(|| (length, entity.code.to_string()))
}
