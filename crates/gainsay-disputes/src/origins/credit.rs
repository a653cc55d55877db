//! Which outlet a page is, which agencies its words are credited to, and what outlets its unresolved sources name.

use gainsay_knowledge::{EntityKind, Knowledge, lower, words};
use gainsay_record::{Article, BlockKind, Holder, Imprint, Naming, Reading, Span, Unresolved};
use std::collections::{BTreeMap, BTreeSet};

/// How far into its first paragraph an agency's credit may stand, in words and marks: "WASHINGTON, Sept. 5, 2022 (AP) -".
const HEAD: usize = 16;

/// How many words and marks a line of credit has at most.
const LINE: usize = 2 * HEAD;

/// How a line that credits words opens; one of a picture opens otherwise ("Photo: Reuters").
const OPENINGS: [&str; 12] = [
    "source",
    "sources",
    "(",
    "with material",
    "with agency",
    "with reporting",
    "reporting by",
    "additional reporting",
    "material from",
    "from",
    "by",
    "via",
];

/// What a line of credit speaks of that is no credit of words.
const PICTURES: [&str; 8] = ["photo", "image", "picture", "video", "handout", "getty", "file", "graphic"];

/// For each page its outlet and the outlets that it credits with its words, by code.
#[derive(Debug)]
pub(crate) struct Outlets<'a> {
    pub own: Vec<Option<&'a str>>,
    pub credited: Vec<&'a [String]>,
    cited: Vec<&'a [Unresolved]>,
    /// The outlets whose pages are among these, and how they print their names.
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Outlets<'a> {
    pub fn of(articles: &[&'a Article], imprints: &[&'a Imprint]) -> Self {
        let own: Vec<_> = imprints.iter().map(|imprint| imprint.outlet.as_deref()).collect();
        let printed = articles.iter().map(|article| article.outlet.as_deref());
        Self {
            names: own
                .iter()
                .zip(printed)
                .filter_map(|(own, name)| Some(((*own)?, name.unwrap_or_default())))
                .collect(),
            own,
            credited: imprints.iter().map(|imprint| imprint.credits.agencies.as_slice()).collect(),
            cited: imprints.iter().map(|imprint| imprint.credits.cited.as_slice()).collect(),
        }
    }

    /// The outlet that a link of a statement's chain names, or its source; `None` where its words name none that is known
    /// or has a page here.
    pub fn cited(&self, page: usize, position: u32, link: Option<u32>) -> Option<&'a str> {
        let of_it = |cited: &&Unresolved| cited.position == position && cited.link == link;
        let known = |code: &str| !code.starts_with("XXX:") || self.names.contains_key(code);
        let all = self.cited.get(page).copied().unwrap_or_default();
        all.iter().filter(of_it).map(|cited| cited.outlet.as_str()).find(|code| known(code))
    }

    /// The name of an outlet as a reader knows it.
    pub fn in_words(&self, code: &str, known: &Knowledge) -> String {
        match self.names.get(code) {
            Some(name) if code.starts_with("XXX:") && !name.is_empty() => (*name).to_owned(),
            _ => known.names.in_words(code),
        }
    }
}

pub(super) fn own(article: &Article, known: &Knowledge) -> Option<String> {
    let names = [&article.outlet, &article.url].into_iter().flatten();
    let known_one =
        names.filter_map(|name| known.names.outlet_of(name)).map(|outlet| outlet.code.to_string()).next();
    known_one.or_else(|| known.names.outlet_code(article.outlet.as_deref()?))
}

/// The outlets in the byline, in a dateline, in brackets where the first paragraph has its dateline, and in lines of credit.
/// Credits of pictures say nothing about the words.
pub(super) fn credited(article: &Article, known: &Knowledge) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(byline) = &article.byline {
        all.extend(named_in(byline, known));
    }
    let mut read_first = false;
    for block in &article.blocks {
        let text = block.span.of(&article.text);
        match block.kind {
            BlockKind::Byline | BlockKind::Dateline => all.extend(named_in(text, known)),
            BlockKind::Credit if is_of_words(text) => all.extend(named_in(text, known)),
            BlockKind::Lede | BlockKind::Body | BlockKind::Quote if !read_first => {
                read_first = true;
                let dateline = block.dateline.map_or("", |dateline| dateline.of(&article.text));
                all.extend(in_brackets(dateline, known));
            }
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|code| seen.insert(code.clone()));
    all
}

/// The outlets that the words of sources name which resolve to nobody.
pub(super) fn cited(reading: &Reading, known: &Knowledge) -> Vec<Unresolved> {
    let mut all = Vec::new();
    let positions = reading.positions.iter().enumerate();
    for (place, position) in positions.filter(|(_, position)| position.level.makes_sides()) {
        let at = position.statement.0 as usize;
        let (Some(provenance), Some(own)) = (reading.provenance.get(at), reading.statements.get(at)) else {
            continue;
        };
        let Ok(position) = u32::try_from(place) else { continue };
        let open = |holder: Option<&Holder>, named| {
            named == Naming::Document || holder.is_none_or(|holder| holder.as_str().starts_with("XXX"))
        };
        let mut add = |link: Option<u32>, spans: &[Span]| {
            let outlets = spans.iter().flat_map(|span| outlets_in(span.of(&reading.article.text), known));
            all.extend(outlets.map(|outlet| Unresolved { position, link, outlet }));
        };
        if open(provenance.holder.as_ref(), provenance.named) {
            add(None, &own.source);
        }
        for (place, link) in provenance.chain.iter().enumerate() {
            if open(link.holder.as_ref(), link.named) {
                add(u32::try_from(place).ok(), &link.spans);
            }
        }
    }
    all
}

/// Known outlets first, then names in capitals that may be outlets.
fn outlets_in(text: &str, known: &Knowledge) -> Vec<String> {
    let mut found = named_in(text, known);
    let mut name = String::new();
    let all: Vec<&str> = words(text).take(LINE).map(|range| &text[range]).collect();
    for word in all.into_iter().chain([""]) {
        let capital = word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An");
        if capital {
            name.push_str(word);
            name.push(' ');
        } else if !name.is_empty() {
            found.extend(known.names.outlet_code(&name));
            name.clear();
        }
    }
    found
}

/// Whether a line of credit is one of words: "Source: AFP", "(AP)", "With material from AP and AFP".
fn is_of_words(line: &str) -> bool {
    let line = lower(line);
    OPENINGS.iter().any(|opening| line.starts_with(opening)) && !PICTURES.iter().any(|one| line.contains(one))
}

/// The outlets that a line names.
fn named_in(line: &str, known: &Knowledge) -> Vec<String> {
    let printed: Vec<&str> = words(line).take(LINE).map(|range| &line[range]).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    let mut at = 0;
    let mut found = Vec::new();
    while at < printed.len() {
        match outlet_at(&printed[at..], &lowered[at..], known) {
            Some((length, code)) => {
                found.push(code);
                at += length.max(1);
            }
            None => at += 1,
        }
    }
    found
}

/// "KYIV, Nov 2 (Reuters) - The ..."
fn in_brackets(text: &str, known: &Knowledge) -> Option<String> {
    let printed: Vec<&str> = words(text).take(HEAD).map(|range| &text[range]).collect();
    let lowered: Vec<String> = printed.iter().map(|word| lower(word)).collect();
    let open = printed.iter().position(|word| *word == "(")?;
    let (length, code) = outlet_at(printed.get(open + 1..)?, lowered.get(open + 1..)?, known)?;
    (printed.get(open + 1 + length) == Some(&")")).then_some(code)
}

fn outlet_at(printed: &[&str], lowered: &[String], known: &Knowledge) -> Option<(usize, String)> {
    let lowered: Vec<&str> = lowered.iter().map(String::as_str).collect();
    let (length, entity, _) = known.names.at(printed, &lowered)?;
    (entity.kind == EntityKind::Outlet).then(|| (length, entity.code.to_string()))
}
