//! A page as the reader sees it: text, and blocks over it.

use crate::{Edtf, Note, Span};
use serde::{Deserialize, Serialize};

/// The SHA-256 of a page's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PageId(pub [u8; 32]);

impl PageId {
    /// The id that bare lower-case hex spells: 64 digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        let value = |d: u8| match d {
            b'0'..=b'9' => Some(d - b'0'),
            b'a'..=b'f' => Some(d - b'a' + 10),
            _ => None,
        };
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Self(bytes))
    }
}

impl std::fmt::Display for PageId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl std::fmt::Debug for PageId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self}")
    }
}

impl From<PageId> for String {
    fn from(id: PageId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for PageId {
    type Error = &'static str;

    fn try_from(hex: String) -> Result<Self, Self::Error> {
        Self::parse(&hex).ok_or("a page id is 64 lower-case hex digits")
    }
}

/// A language as BCP 47 writes its primary subtag: `en`, `uk`, `ceb`. The shortest ISO 639 code there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// The language of a two- or three-letter code in lower case.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut letters = [0; 3];
        letters[..bytes.len()].copy_from_slice(bytes);
        Some(Self(letters))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.as_str().to_owned()
    }
}

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or("a language is two or three lower-case letters")
    }
}

/// What a block is for the reader. The first five are *article*, the rest *furniture*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The article's title as the page prints it.
    Headline,
    /// The paragraph that opens the article.
    Lede,
    /// A paragraph of the article.
    Body,
    /// A paragraph that is quotation, or part of one that runs over several.
    Quote,
    /// A heading inside the article.
    Subhead,
    /// Text that the page has already given, such as a second headline.
    Repeat,
    /// Words under a picture.
    Caption,
    /// Who made a picture or film.
    Credit,
    /// Who wrote the article.
    Byline,
    /// Where and when it was written or published.
    Dateline,
    /// Topics, with or without separators.
    Tags,
    /// Title or opening of another article.
    Teaser,
    /// Newsletters, donations, apps, subscriptions.
    Promotion,
    /// Links to share or follow.
    Share,
    /// Readers' comments and the form for them.
    Comments,
    /// Copyright, cookies, terms, privacy.
    Legal,
    /// What the outlet corrected.
    Correction,
    /// Menus, breadcrumbs, search, paging.
    Navigation,
}

impl BlockKind {
    /// Whether statements are read from such a block.
    pub fn is_article(self) -> bool {
        matches!(self, Self::Headline | Self::Lede | Self::Body | Self::Quote | Self::Subhead)
    }
}

/// A stretch of an article's text: a line, a paragraph, an item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its language, where its words tell.
    pub language: Option<Language>,
    /// Where it stands. Blocks are in order and do not overlap; no white space at the edges.
    pub span: Span,
    /// The dateline that opens it, with the mark that parts it from the story: "KYIV, September 5 (Agency) —". Furniture that is
    /// a dateline as a whole has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Span>,
}

impl Block {
    /// A block without a dateline.
    pub fn new(kind: BlockKind, language: Option<Language>, span: Span) -> Self {
        Self { kind, language, span, dateline: None }
    }

    /// What it says, behind its dateline: from which byte on.
    pub fn story(&self) -> usize {
        self.dateline.map_or(self.span.start(), |dateline| dateline.end())
    }
}

/// How the date of publication was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// JSON-LD, OpenGraph, meta elements, `<time>`.
    Metadata,
    /// Words on the page, such as a dateline.
    Text,
    /// The user said so.
    Given,
    /// It was not found.
    #[default]
    Unknown,
}

/// When a page was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date, with time and zone where the page gives them.
    pub edtf: Option<Edtf>,
    /// How it was found.
    pub method: Method,
}

/// A page: its text and the blocks over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The hash of the bytes it was read from.
    pub id: PageId,
    /// Its canonical address, where the page or the user gives one.
    pub url: Option<String>,
    /// The outlet's name as printed or given.
    pub outlet: Option<String>,
    /// The title, without the outlet's name.
    pub title: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The language of its article blocks.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Published,
    /// The whole text, furniture included. For plain text input: the file, decoded.
    pub text: String,
    /// The blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// What could not be done.
    pub notes: Vec<Note>,
}

/// The place of a page among its versions, the pages with its address: the greater is the later one, and the greatest counts.
///
/// The version that was published later is the later one, one without a date the earliest; of one date, as printed, the one
/// with the greater id. When a page was taken in is not asked: that tells of whoever took it in, and would make what counts
/// depend on the order of adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition<'a> {
    published: Option<&'a str>,
    page: PageId,
}

impl<'a> Edition<'a> {
    /// The place of the page that was published then.
    ///
    /// ```
    /// use gainsay_record::{Edition, Edtf, PageId};
    ///
    /// let (morning, noon) = (Edtf::parse("2022-04-08T10:00:00Z"), Edtf::parse("2022-04-08T13:00:00Z"));
    /// let first = Edition::new(morning.as_ref(), PageId([9; 32]));
    /// assert!(first < Edition::new(noon.as_ref(), PageId([1; 32])));
    /// assert!(Edition::new(None, PageId([9; 32])) < first);
    /// assert!(Edition::new(morning.as_ref(), PageId([1; 32])) < first);
    /// ```
    pub fn new(published: Option<&'a Edtf>, page: PageId) -> Self {
        Self { published: published.map(Edtf::as_str), page }
    }

    /// The page.
    pub fn page(&self) -> PageId {
        self.page
    }
}

impl Article {
    /// Its place among its versions.
    pub fn edition(&self) -> Edition<'_> {
        Edition::new(self.published.edtf.as_ref(), self.id)
    }
}
