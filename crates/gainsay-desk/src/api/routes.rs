//! The one table of what the API answers. The router, the checks of fields and the OpenAPI document are made from it.

use super::schema::Shape;
use super::words::words;
use super::{
    add, decisions, disputes, feed, holders, log, openapi, pages, positions, search, statements, status,
};
use crate::desk::Desk;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use gainsay::PAGE_LIMIT;
use gainsay::record::{Level, Stance};

/// Where the API is.
pub(crate) const BASE: &str = "/api/v1";

/// One thing that is answered.
pub(crate) struct Route {
    /// How it is asked for.
    pub method: Method,
    /// Where, below the base.
    pub path: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// The fields that an address can have.
    pub query: &'static [Param],
    /// What is sent with it.
    pub body: Option<Body>,
    /// What is answered, by status.
    pub answers: &'static [(u16, Answer)],
    /// Who answers.
    pub handler: fn() -> MethodRouter<Desk>,
}

/// A field of an address.
#[derive(Clone, Copy)]
pub(crate) struct Param {
    pub name: &'static str,
    pub about: &'static str,
    pub kind: Kind,
    pub needed: bool,
}

/// What a field can be.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number from 1 on.
    Count { default: usize, most: usize },
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// A date in EDTF.
    Date,
    /// A date in EDTF, or a moment.
    Moment,
}

/// What is sent.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    /// JSON of this shape.
    Json(Shape),
    /// A page's bytes.
    Page,
}

/// What is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// JSON of this shape.
    One(Shape),
    /// A list of such.
    List(Shape),
    /// Text.
    Text,
    /// An Atom feed.
    Atom,
    /// The document itself.
    Document,
}

const fn param(name: &'static str, kind: Kind, about: &'static str) -> Param {
    Param { name, about, kind, needed: false }
}

const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Param {
    Param { name, about, kind, needed: true }
}

const CURSOR: Param = param(
    "cursor",
    Kind::Text,
    "where the list goes on: the `next` of the part before; items that come in meanwhile move nothing",
);
const LIMIT: Param = param("limit", Kind::Count { default: 50, most: 200 }, "at most so many items");
const FEW: Param = param("limit", Kind::Count { default: 20, most: 100 }, "at most so many items");
const POSITIONS: Param = param(
    "limit",
    Kind::Count { default: 100, most: 200 },
    "at most so many of its positions; `next` leads to the others",
);
const PARTY: Param =
    param("party", Kind::Text, "among the parties: a code (`PRK`) or a name (`North Korea`)");
const ITEM: Param = param(
    "item",
    Kind::Text,
    "what is transferred: a class or a word for one; kinds of it count (`ammunition` finds shells)",
);
const OUTLET: Param = param("outlet", Kind::Text, "printed by this outlet");
const HOLDER: Param = param(
    "holder",
    Kind::Text,
    "taken by this holder, or one beneath it: a code, or the opening of one at a colon",
);
const FRAME: Param = param("frame", Kind::Text, "of this frame: `arms-transfer`, ...");
const STANCE: Param = param("stance", Kind::Word(words::<Stance>), "with this stance");
const LEVEL: Param = param("level", Kind::Word(words::<Level>), "aimed at this");
const FROM: Param = param("from", Kind::Date, "said on this date (EDTF) or later");
const TO: Param = param("to", Kind::Date, "said on this date or earlier");
const GRADE: Param = param(
    "grade",
    Kind::Text,
    "graded so by somebody: a letter for the source, a digit for the item, or both (`B2`)",
);
const WORDS: Param = param("q", Kind::Text, "with a statement among the 200 that these words find best");
const ALL: Param = param("all", Kind::Flag, "also those in which nobody denies, hedges or declines to say");
const SINCE: Param = param(
    "since",
    Kind::Moment,
    "entered at this time or later: a date in EDTF, or a moment (`2022-09-22T06:00:00Z`)",
);
const ON: Param = param(
    "on",
    Kind::Text,
    "on this: an item (`PAGE:p1`), dispute, page, holder or outlet, the first of these that it names",
);
const UNDONE: Param = param("all", Kind::Flag, "also those that were taken back");

const NARROWED: &[Param] =
    &[PARTY, ITEM, OUTLET, HOLDER, FRAME, STANCE, LEVEL, FROM, TO, GRADE, WORDS, LIMIT, CURSOR];
const OF_HOLDER: &[Param] =
    &[PARTY, ITEM, OUTLET, FRAME, STANCE, LEVEL, FROM, TO, GRADE, WORDS, LIMIT, CURSOR];

macro_rules! ask {
    ($path:literal, $about:literal, $query:expr, $answer:expr, $handler:path) => {
        Route {
            method: Method::GET,
            path: $path,
            about: $about,
            query: $query,
            body: None,
            answers: &[(200, $answer)],
            handler: || get($handler),
        }
    };
}

macro_rules! enter {
    ($path:literal, $about:literal, $shape:expr, $handler:path) => {
        Route {
            method: Method::POST,
            path: $path,
            about: $about,
            query: &[],
            body: Some(Body::Json($shape)),
            answers: &[(201, Answer::One(Shape::Entered))],
            handler: || post($handler),
        }
    };
}

/// Everything that is answered.
pub(crate) static ROUTES: &[Route] = &[
    ask!(
        "/status",
        "How much there is in the ledger, and how its log ends.",
        &[],
        Answer::One(Shape::Status),
        status::status
    ),
    ask!(
        "/session",
        "The sign that changes carry in `X-Gainsay-Sign`, together with the cookie that comes along; whoever has the token needs neither.",
        &[],
        Answer::One(Shape::Sign),
        status::session
    ),
    ask!("/openapi.json", "This document.", &[], Answer::Document, openapi::document),
    ask!(
        "/pages",
        "The pages, in the order in which they were taken in.",
        &[LIMIT, CURSOR],
        Answer::List(Shape::PageListed),
        pages::list
    ),
    Route {
        method: Method::POST,
        path: "/pages",
        about: "Takes in a page: the body is its bytes, as they came.",
        query: &[
            param("path", Kind::Text, "where it was seen, as it is to be shown; nothing is opened there"),
            param("url", Kind::Text, "its address, over what the page says"),
            param("outlet", Kind::Text, "its outlet, over what the page says"),
            param("published", Kind::Date, "its date (EDTF), over what the page says"),
            param("plain", Kind::Flag, "every block of it is article"),
        ],
        body: Some(Body::Page),
        answers: &[(201, Answer::One(Shape::Page)), (200, Answer::One(Shape::Page))],
        handler: || post(add::add).layer(DefaultBodyLimit::max(PAGE_LIMIT as usize)),
    },
    Route {
        method: Method::POST,
        path: "/pages/fetch",
        about: "Fetches a page and takes it in, where the desk was told to fetch (`--fetch`): http(s), public addresses only.",
        query: &[],
        body: Some(Body::Json(Shape::FetchSent)),
        answers: &[(201, Answer::One(Shape::Page)), (200, Answer::One(Shape::Page))],
        handler: || post(add::fetch),
    },
    ask!(
        "/pages/{page}",
        "A page with what was read from it and what people decided. `page` is its id, or the opening of it.",
        &[],
        Answer::One(Shape::PageWhole),
        pages::one
    ),
    ask!(
        "/pages/{page}/text",
        "The text of a page, in which all spans count code points.",
        &[],
        Answer::Text,
        pages::text
    ),
    ask!(
        "/pages/{page}/positions/{position}",
        "A position (`p1`) of a page, and the disputes that it is part of.",
        &[],
        Answer::One(Shape::PositionOne),
        positions::one
    ),
    ask!(
        "/statements",
        "The statements of a page or of all pages, with what people decided applied; or those of a holder, by when they were said.",
        &[
            param("page", Kind::Text, "of this page only"),
            param(
                "holder",
                Kind::Text,
                "by this holder, or one beneath it: a code, or the opening of one at a colon; not together with `page`"
            ),
            LIMIT,
            CURSOR
        ],
        Answer::List(Shape::Stated),
        statements::list
    ),
    ask!(
        "/positions",
        "The positions that fit, by when they were said.",
        NARROWED,
        Answer::List(Shape::Held),
        positions::list
    ),
    ask!(
        "/disputes",
        "The disputes with a position that fits, most contested first.",
        &[PARTY, ITEM, OUTLET, HOLDER, FRAME, STANCE, LEVEL, FROM, TO, GRADE, WORDS, ALL, FEW, CURSOR],
        Answer::List(Shape::DisputeListed),
        disputes::list
    ),
    ask!(
        "/disputes/{dispute}",
        "A dispute with its positions. `dispute` is its id, or the opening of it.",
        &[POSITIONS],
        Answer::One(Shape::DisputeWhole),
        disputes::one
    ),
    ask!(
        "/disputes/{dispute}/positions",
        "The positions of a dispute: by side, in order of time, those beneath the sides last.",
        &[LIMIT, CURSOR],
        Answer::List(Shape::Held),
        disputes::its_positions
    ),
    ask!(
        "/holders",
        "Who takes positions, by code.",
        &[LIMIT, CURSOR],
        Answer::List(Shape::HolderListed),
        holders::list
    ),
    ask!(
        "/holders/{holder}",
        "What a holder and those beneath it have said over time, and where they changed their stance or its scope.",
        OF_HOLDER,
        Answer::One(Shape::HolderWhole),
        holders::one
    ),
    ask!(
        "/rulings",
        "The rulings that hold, in the order in which they were made.",
        &[
            UNDONE,
            param("orphans", Kind::Flag, "only those whose words are gone from their page"),
            LIMIT,
            CURSOR
        ],
        Answer::List(Shape::Decided),
        decisions::rulings
    ),
    enter!(
        "/rulings",
        "Accepts, rejects or corrects what was read, splits or merges disputes, or takes back any earlier decision.",
        Shape::RuleSent,
        decisions::rule
    ),
    ask!(
        "/grades",
        "The grades that hold; of those on one thing the last counts.",
        &[ON, UNDONE, LIMIT, CURSOR],
        Answer::List(Shape::Decided),
        decisions::grades
    ),
    enter!(
        "/grades",
        "Grades a source by a letter or an item by a digit of the Admiralty code.",
        Shape::GradeSent,
        decisions::grade
    ),
    ask!(
        "/notes",
        "The notes that hold.",
        &[ON, UNDONE, LIMIT, CURSOR],
        Answer::List(Shape::Decided),
        decisions::notes
    ),
    enter!("/notes", "Adds a note.", Shape::NoteSent, decisions::note),
    ask!(
        "/tags",
        "The tags that hold.",
        &[ON, UNDONE, LIMIT, CURSOR],
        Answer::List(Shape::Decided),
        decisions::tags
    ),
    enter!("/tags", "Adds a tag.", Shape::TagSent, decisions::tag),
    ask!(
        "/searches",
        "The searches that are saved, by name.",
        &[],
        Answer::List(Shape::Decided),
        search::saved
    ),
    enter!(
        "/searches",
        "Saves a search; a later one of the same name takes its place.",
        Shape::SearchSent,
        search::save
    ),
    ask!(
        "/searches/{search}/feed",
        "Atom: what has become contested, first denials and changes of stance, in disputes that a saved search finds.",
        &[],
        Answer::Atom,
        feed::of_search
    ),
    ask!(
        "/search",
        "Statements and pages by their words, best first. All words must be there; words in quotes stand one after the other; `*` is any ending.",
        &[
            needed("q", Kind::Text, "the words"),
            param("within", Kind::Word(|| vec!["statements", "pages"]), "only these"),
            FEW
        ],
        Answer::List(Shape::Hit),
        search::search
    ),
    ask!(
        "/log",
        "The entries of the log, in order.",
        &[SINCE, LIMIT, CURSOR],
        Answer::List(Shape::Entry),
        log::list
    ),
    ask!(
        "/news",
        "What the pages that came in since some time have brought: new sides, first denials, stages, changes of stance, origins.",
        &[needed(
            "since",
            Kind::Moment,
            "since when, by when pages were taken in: a date in EDTF, or a moment"
        )],
        Answer::List(Shape::News),
        log::news
    ),
    ask!(
        "/feed",
        "Atom: what has become contested, first denials and changes of stance, in all disputes.",
        &[],
        Answer::Atom,
        feed::all
    ),
];

/// The route with this method and the path that the router matched, with the base or without.
pub(crate) fn find(method: &Method, path: &str) -> Option<&'static Route> {
    let path = path.strip_prefix(BASE).unwrap_or(path);
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    ROUTES.iter().find(|route| route.method == *method && route.path == path)
}
