//! What a page says of itself outside its text: `<title>`, `<meta>`, linked data, `<time>`.

use crate::dates;
use gainsay_knowledge::{Furniture, Place, lower, words};
use gainsay_record::{BlockKind, Edtf, Language};
use serde_json::Value;

/// The most `<meta>` pairs kept, and the most bytes of one.
const MOST_PAIRS: usize = 500;
const MOST_VALUE: usize = 4_000;
/// The most bytes of all scripts of linked data.
const MOST_LINKED: usize = 2 << 20;

/// The raw values, as they are met.
#[derive(Debug, Default)]
pub struct Metadata {
    title: String,
    pairs: Vec<(String, String)>,
    canonical: String,
    language: String,
    linked: Vec<String>,
    linked_bytes: usize,
    times: Vec<Time>,
}

/// A `<time datetime>`.
#[derive(Debug)]
struct Time {
    value: String,
    /// The piece it stands in or before.
    piece: u32,
    /// Whether it says that it is the date of publication.
    published: bool,
}

/// What follows from the raw values.
#[derive(Debug, Default)]
pub struct Facts {
    /// Titles, best first: the page's own words for its headline, the outlet's name possibly after them.
    pub titles: Vec<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The date of publication.
    pub published: Option<Edtf>,
    /// The language it says it is in.
    pub language: Option<Language>,
}

impl Metadata {
    pub fn wants_title(&self) -> bool {
        self.title.is_empty()
    }

    pub fn add_title(&mut self, text: &str) {
        if self.title.len() < MOST_VALUE {
            self.title.push_str(&text[..text.floor_char_boundary(MOST_VALUE)]);
        }
    }

    pub fn begin_linked(&mut self) {
        if self.linked.len() < 32 {
            self.linked.push(String::new());
        }
    }

    pub fn add_linked(&mut self, text: &str) {
        self.linked_bytes += text.len();
        if self.linked_bytes <= MOST_LINKED
            && let Some(last) = self.linked.last_mut()
        {
            last.push_str(text);
        }
    }

    pub fn set_canonical(&mut self, address: &str) {
        if self.canonical.is_empty() && address.len() < MOST_VALUE {
            address.trim().clone_into(&mut self.canonical);
        }
    }

    pub fn set_language(&mut self, language: &str) {
        if self.language.is_empty() && language.len() < 40 {
            language.trim().clone_into(&mut self.language);
        }
    }

    pub fn add_time(&mut self, value: &str, piece: u32, published: bool) {
        if self.times.len() < MOST_PAIRS && !value.is_empty() && value.len() < 100 {
            self.times.push(Time { value: value.to_owned(), piece, published });
        }
    }

    pub fn add_pair(&mut self, key: &str, value: &str) {
        let value = value.trim();
        if self.pairs.len() < MOST_PAIRS && key.len() < 200 && !value.is_empty() {
            let value = value[..value.floor_char_boundary(MOST_VALUE)].to_owned();
            self.pairs.push((key.trim().to_ascii_lowercase(), value));
        }
    }

    fn pair(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.pairs.iter().find(|pair| pair.0 == *key).map(|pair| &*pair.1))
    }

    /// What the raw values say, before the text is looked at.
    pub fn facts(&self, known: &Furniture) -> Facts {
        let linked = self.linked_data();
        let mut facts = Facts { language: language(&self.language), ..Facts::default() };
        let titles = [
            linked.headline.as_deref(),
            self.pair(&["og:title", "twitter:title", "dc.title"]),
            Some(&*self.title),
        ];
        facts.titles = titles.into_iter().flatten().map(tidy).filter(|title| !title.is_empty()).collect();
        let outlet =
            self.pair(&["og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site"]);
        facts.outlet = outlet
            .map(tidy)
            .filter(|name| !name.starts_with('@'))
            .or(linked.publisher)
            .filter(|name| !name.is_empty() && name.len() <= 80);
        let author = self.pair(&[
            "author",
            "article:author",
            "dc.creator",
            "byl",
            "parsely-author",
            "sailthru.author",
        ]);
        facts.byline =
            linked.authors.or_else(|| author.map(tidy)).map(|name| strip_by(&name, known).to_owned()).filter(
                |name| {
                    !name.is_empty() && name.len() <= 200 && !name.contains("://") && !name.starts_with('@')
                },
            );
        let address = [
            &*self.canonical,
            self.pair(&["og:url"]).unwrap_or_default(),
            linked.url.as_deref().unwrap_or_default(),
        ];
        facts.url = address.into_iter().find(|url| is_address(url)).map(str::to_owned);
        let dated = |value: &str| dates::metadata(value, known);
        facts.published = linked
            .published
            .iter()
            .find_map(|value| dated(value))
            .or_else(|| PUBLISHED.iter().find_map(|key| self.pair(&[key]).and_then(dated)))
            .or_else(|| self.times.iter().filter(|time| time.published).find_map(|time| dated(&time.value)));
        facts
    }

    /// The first `<time>` between the pieces `from` and `to`: near the headline it is the article's own.
    pub fn time_between(&self, from: usize, to: usize, known: &Furniture) -> Option<Edtf> {
        let near = |time: &&Time| (from..=to).contains(&(time.piece as usize));
        self.times.iter().filter(near).find_map(|time| dates::metadata(&time.value, known))
    }

    fn linked_data(&self) -> Linked {
        let mut found = Linked::default();
        for script in &self.linked {
            match serde_json::from_str::<Value>(script) {
                Ok(value) => found.read(&value),
                // Broken data is common (raw line breaks in a description); the date is mostly still there.
                Err(_) => found.published.extend(after_key(script, "\"datePublished\"")),
            }
        }
        // What an article says of itself goes before what a page around it says.
        found.published.append(&mut found.page_published);
        found
    }
}

/// The names under which publication dates stand, in order of trust.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "originalpublicationdate",
    "publication_date",
    "publish-date",
    "publish_date",
    "published_at",
    "published-date",
    "pubdate",
    "ptime",
    "article_date_original",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// What linked data (schema.org in JSON-LD) says.
#[derive(Default)]
struct Linked {
    headline: Option<String>,
    publisher: Option<String>,
    authors: Option<String>,
    url: Option<String>,
    published: Vec<String>,
    page_published: Vec<String>,
}

impl Linked {
    fn read(&mut self, value: &Value) {
        // Lists and graphs only: what is deeper speaks of other things (related articles, comments).
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev().take(1_000)),
                Value::Object(fields) => {
                    open.extend(fields.get("@graph"));
                    open.extend(fields.get("mainEntity"));
                    self.object(fields);
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, fields: &serde_json::Map<String, Value>) {
        let text = |key: &str| {
            fields.get(key).and_then(text_of).map(|text| tidy(&text)).filter(|text| !text.is_empty())
        };
        let kind = fields.get("@type").and_then(text_of).unwrap_or_default();
        let article = kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
        if !article {
            if matches!(kind.as_str(), "WebPage" | "ItemPage") {
                self.page_published.extend(text("datePublished"));
            }
            if matches!(kind.as_str(), "NewsMediaOrganization") {
                self.publisher = self.publisher.take().or_else(|| text("name"));
            }
            return;
        }
        self.published.extend(text("datePublished").or_else(|| text("dateCreated")));
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.publisher = self.publisher.take().or_else(|| fields.get("publisher").and_then(name_of));
        self.authors = self.authors.take().or_else(|| fields.get("author").and_then(name_of));
        self.url = self.url.take().or_else(|| text("url"));
    }
}

/// A string, or the first of a list.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => items.first().and_then(|item| item.as_str()).map(str::to_owned),
        _ => None,
    }
}

/// The name of a person or organisation, or the names of several.
fn name_of(value: &Value) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(name) => Some(tidy(name)),
        Value::Object(fields) => fields.get("name").and_then(text_of).map(|name| tidy(&name)),
        _ => None,
    };
    let names: Vec<String> = match value {
        Value::Array(items) => items.iter().take(10).filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    };
    let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The string after a key in text that is no valid JSON.
fn after_key(script: &str, key: &str) -> Option<String> {
    let rest = script[script.find(key)? + key.len()..]
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    rest.split('"').next().map(str::to_owned)
}

/// One line, entities of a second encoding decoded where they are common.
fn tidy(text: &str) -> String {
    let text = if text.contains('&') {
        text.replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#039;", "'")
            .replace("&nbsp;", " ")
    } else {
        text.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "By Jane Miller" is Jane Miller.
pub fn strip_by<'a>(name: &'a str, known: &Furniture) -> &'a str {
    let ranges: Vec<_> = words(name).take(40).collect();
    let lowered: Vec<_> = ranges.iter().map(|range| lower(&name[range.clone()])).collect();
    match known.phrase(&lowered) {
        Some((BlockKind::Byline, Place::BeforeNames(length))) => {
            ranges.get(length).map_or(name, |range| &name[range.start..]).trim()
        }
        _ => name.trim(),
    }
}

fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.len() < MOST_VALUE
        && !url.contains(char::is_whitespace)
}

/// The primary subtag of a BCP 47 tag.
fn language(tag: &str) -> Option<Language> {
    Language::parse(&tag.split(['-', '_']).next()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay_knowledge::Knowledge;

    #[test]
    fn an_article_s_own_date_goes_before_its_page_s_and_published_before_modified() {
        let mut metadata = Metadata::default();
        metadata.begin_linked();
        metadata.add_linked(
            r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
              {"@type":"NewsArticle","dateModified":"2022-09-25","datePublished":"2022-09-22T08:00:00+03:00",
               "author":[{"name":"By Jane Miller"}],"publisher":{"name":"The Gazette"},"headline":"A &amp; B"}]}"#,
        );
        metadata.add_pair("article:modified_time", "2022-09-26");
        let facts = metadata.facts(&Knowledge::shipped().furniture);
        assert_eq!(
            facts.published.map(|date| date.to_string()).as_deref(),
            Some("2022-09-22T08:00:00+03:00")
        );
        assert_eq!(facts.outlet.as_deref(), Some("The Gazette"));
        assert_eq!(facts.byline.as_deref(), Some("Jane Miller"));
        assert_eq!(facts.titles, ["A & B"]);
    }

    #[test]
    fn an_implausible_date_gives_way_to_the_next() {
        let mut metadata = Metadata::default();
        metadata.add_pair("article:published_time", "0001-01-01T00:00:00Z");
        metadata.add_pair("dc.date", "2021-05-06");
        let facts = metadata.facts(&Knowledge::shipped().furniture);
        assert_eq!(facts.published.map(|date| date.to_string()).as_deref(), Some("2021-05-06"));
    }
}
