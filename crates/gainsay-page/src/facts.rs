//! Title, outlet, byline, language and date, from metadata and text together.

use crate::Given;
use crate::dateline;
use crate::dates;
use crate::decide::{Decision, Page};
use crate::metadata::{Facts, strip_by};
use gainsay_record::{BlockKind, Language, Method, Published};

/// Whether bytes are HTML: by the header, by the name, by how they open.
pub fn is_html(bytes: &[u8], given: &Given<'_>) -> bool {
    if named_text(given) {
        return false;
    }
    let header = given.content_type.unwrap_or_default().to_ascii_lowercase();
    let name = given.name.unwrap_or_default().to_ascii_lowercase();
    header.contains("html")
        || [".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"].iter().any(|end| name.ends_with(end))
        || opens_as_html(bytes)
}

/// Whether the header or the name says plain text.
pub fn named_text(given: &Given<'_>) -> bool {
    let header = given.content_type.unwrap_or_default().trim().to_ascii_lowercase();
    let name = given.name.unwrap_or_default().to_ascii_lowercase();
    if header.contains("html") {
        return false;
    }
    header.starts_with("text/plain") || [".txt", ".text", ".md"].iter().any(|end| name.ends_with(end))
}

/// Whether the opening bytes are those of an HTML document.
pub fn opens_as_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opens = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<!--",
        "<div",
        "<article",
        "<p>",
        "<p ",
        "<meta",
        "<title",
        "<script",
    ];
    opens.iter().any(|mark| head.starts_with(mark)) || (head.contains("<html") && head.contains('>'))
}

/// The separators between a title and the outlet's name.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "];

/// Takes the outlet's name off the titles, and fills from the text what the metadata leave open.
pub fn complete(facts: &mut Facts, page: &Page<'_>, decision: &Decision, given: &Given<'_>) {
    let headline = decision
        .headline
        .and_then(|at| page.texts.get(at))
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let outlet = given.outlet.or(facts.outlet.as_deref()).map(str::to_owned);
    let mut found = None;
    for title in &mut facts.titles {
        let (rest, name) = without_outlet(title, headline.as_deref(), outlet.as_deref());
        if let Some(name) = name {
            found = found.or(Some(name.to_owned()));
        }
        *title = rest.to_owned();
    }
    facts.outlet = outlet.or(found).or_else(|| masthead(page, decision));
    if let Some(headline) = headline {
        let (rest, _) = without_outlet(&headline, None, facts.outlet.as_deref());
        facts.titles.insert(0, rest.to_owned());
    }
    if facts.byline.is_none() {
        let byline = decision
            .kinds
            .iter()
            .zip(page.texts)
            .find(|(kind, text)| **kind == BlockKind::Byline && text.len() <= 120);
        facts.byline =
            byline.map(|(_, text)| strip_by(text, page.known).to_owned()).filter(|name| !name.is_empty());
    }
}

/// The outlet's name where it stands alone above the headline and again beside the copyright sign.
fn masthead(page: &Page<'_>, decision: &Decision) -> Option<String> {
    let headline = decision.headline?;
    let legal: Vec<&str> =
        page.texts.iter().copied().filter(|text| text.contains('©') && text.len() < 400).take(5).collect();
    let above = page.texts.iter().zip(page.shapes).take(headline.min(20));
    let mut names =
        above.filter(|(text, shape)| shape.titled && (1..=6).contains(&shape.words) && text.len() >= 4);
    names.find(|(text, _)| legal.iter().any(|line| line.contains(**text))).map(|(text, _)| (*text).to_owned())
}

/// A title and the outlet's name after (or before) it: where it is the name that is known, or what is left is the
/// headline.
fn without_outlet<'a>(
    title: &'a str,
    headline: Option<&str>,
    outlet: Option<&str>,
) -> (&'a str, Option<&'a str>) {
    for separator in SEPARATORS {
        let Some((rest, name)) = title.rsplit_once(separator) else { continue };
        let (rest, name) = (rest.trim(), name.trim());
        let is_outlet = outlet.is_some_and(|outlet| same(outlet, name));
        let is_headline = headline.is_some_and(|headline| same(headline, rest));
        let short = name.split_whitespace().count() <= 4
            && rest.split_whitespace().count() >= 4
            && separator == " | ";
        if is_outlet || is_headline || (short && headline.is_none()) {
            let named = !rest.is_empty() && name.chars().count() <= 50 && (is_outlet || is_headline);
            // More than one part may follow: "Title | World | The Gazette".
            let rest = if is_outlet { without_section(rest, headline) } else { rest };
            return (rest, named.then_some(name));
        }
        if let Some((first, rest)) = title.split_once(separator)
            && outlet.is_some_and(|outlet| same(outlet, first.trim()))
        {
            return (rest.trim(), None);
        }
    }
    (title, None)
}

fn without_section<'a>(title: &'a str, headline: Option<&str>) -> &'a str {
    for separator in SEPARATORS {
        if let Some((rest, _)) = title.rsplit_once(separator)
            && headline.is_some_and(|headline| same(headline, rest))
        {
            return rest.trim();
        }
    }
    title
}

fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    letters(a) == letters(b)
}

/// The language of most of the article's words; what the page says of itself where the words do not tell.
pub fn language(page: &Page<'_>, decision: &Decision, declared: Option<Language>) -> Option<Language> {
    let mut counts: Vec<(Language, u32)> = Vec::new();
    let any = decision.kinds.iter().any(|kind| kind.is_article());
    for (at, kind) in decision.kinds.iter().enumerate() {
        let Some(language) = page.languages[at].filter(|_| kind.is_article() || !any) else { continue };
        let words = page.shapes[at].words;
        match counts.iter_mut().find(|count| count.0 == language) {
            Some(count) => count.1 += words,
            None => counts.push((language, words)),
        }
    }
    counts
        .iter()
        .copied()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|count| count.0)
        .or(declared)
}

/// The date of publication, and how it was found.
pub fn published(facts: &Facts, page: &Page<'_>, decision: &Decision, given: &Given<'_>) -> Published {
    if let Some(edtf) = &given.published {
        return Published { edtf: Some(edtf.clone()), method: Method::Given };
    }
    if let Some(edtf) = &facts.published {
        return Published { edtf: Some(edtf.clone()), method: Method::Metadata };
    }
    let lede = decision
        .kinds
        .iter()
        .position(|kind| matches!(kind, BlockKind::Lede | BlockKind::Body | BlockKind::Quote));
    let first = decision.headline.unwrap_or_default().min(lede.unwrap_or_default());
    let from = first.saturating_sub(8);
    let to = lede.map_or(page.texts.len(), |lede| lede + 1);
    if let Some(edtf) = page.document.metadata.time_between(from, to, page.known) {
        return Published { edtf: Some(edtf), method: Method::Metadata };
    }
    // A date line about the headline, else one anywhere, else the dateline that opens the first paragraph.
    let dated = |at: usize| {
        page.shapes[at]
            .date
            .clone()
            .filter(|_| matches!(decision.kinds[at], BlockKind::Dateline | BlockKind::Byline))
    };
    let near = (from..to.min(page.texts.len())).find_map(dated);
    let opening = || {
        let text = page.texts.get(lede?)?;
        let dateline = dateline::at_head(text, page.names, page.known)?;
        dates::in_words(&text[..dateline.words], page.known).map(|(date, _)| date)
    };
    let edtf = near.or_else(opening).or_else(|| (to..page.texts.len()).find_map(dated));
    match edtf {
        Some(edtf) => Published { edtf: Some(edtf), method: Method::Text },
        None => Published::default(),
    }
}
