//! Whatever the text and the spans, reading neither fails nor invents.

use super::marked::analyse;
use gainsay_knowledge::Knowledge;
use gainsay_record::{
    Act, Article, Cited, Edtf, How, Kind, Language, Method, PageId, Published, Span, Statement, StatementId,
};
use proptest::prelude::*;

/// Words that the rules look at, in any order: it reaches more of them than letters would.
const WORDS: &[&str] = &[
    "Iran",
    "Russia",
    "North Korea",
    "Russian",
    "Kyiv",
    "the",
    "two",
    "countries",
    "both sides",
    "it",
    "its",
    "we",
    "them",
    "never",
    "not",
    "no",
    "sold",
    "supply",
    "supplying",
    "has",
    "have",
    "is",
    "was",
    "been",
    "being",
    "to",
    "from",
    "of",
    "between",
    "and",
    "or",
    "but",
    ",",
    ".",
    "?",
    "“",
    "”",
    "(",
    ")",
    "-",
    "'s",
    "weapons",
    "drones",
    "millions",
    "of",
    "rounds",
    "plans",
    "plan",
    "deal",
    "arms deal",
    "talks",
    "on",
    "accusations",
    "reports",
    "that",
    "which",
    "who",
    "if",
    "after",
    "before",
    "since",
    "September",
    "2022",
    "6",
    "last",
    "week",
    "early",
    "may",
    "will",
    "would",
    "do so",
    "doing so",
    "by",
    "said",
    "denied",
    "evidence",
    "rumors",
    "false",
    "including",
    "include",
    "this",
    "a",
    "more than",
    "up to",
    "$",
    "5",
    "million",
    "\n",
    "é",
    "\u{301}",
    "’s",
    "n't",
    "asked",
    "purchase",
    "were",
    "delivered",
    "US",
    "citing",
    "sources",
    "there",
    "soldiers",
    "its",
    "used",
    "fired",
    "against",
    "at",
    "half",
    "a third",
    "between",
    "500",
    "battery",
    "'s",
    "worth",
    "none",
    "any",
    "the same",
    "done",
    "neither",
    "nor",
    "only",
    "such",
    "deal",
    "under",
    "made",
    "in",
    "supplied",
    "155mm",
    "Shahed-136",
    "troops",
    "pledged",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..60).prop_map(|words| words.join(" ")),
        1 => "\\PC{0,120}",
    ]
}

fn span(text: &str, from: usize, length: usize) -> Option<Span> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(from % (text.len() + 1));
    Span::new(text, start, boundary(start + length).max(start))
}

const ACTS: [Act; 9] = [
    Act::Says,
    Act::Denies,
    Act::Confirms,
    Act::Accuses,
    Act::Asks,
    Act::Declines,
    Act::Threatens,
    Act::Promises,
    Act::Demands,
];

/// The claims of a text whose statements have these acts and spans.
fn claims(text: &str, places: &[(usize, usize)], acts: &[usize], published: &str) -> (usize, crate::Claims) {
    let analysis = analyse(text);
    let mut spans = places.iter().filter_map(|(from, length)| span(text, *from, *length));
    let mut list = |count: usize| -> Vec<Span> { spans.by_ref().take(count).collect() };
    let statements: Vec<Statement> = acts
        .iter()
        .enumerate()
        .map(|(i, act)| Statement {
            kind: if i == 3 { Kind::Narrated } else { Kind::Indirect },
            act: ACTS[*act],
            nested_in: (i % 2 == 1).then(|| StatementId(i as u32 - 1)),
            verbatim: false,
            source: if i == 3 { Vec::new() } else { list(1) },
            antecedent: None,
            cue: list(1),
            content: list(1),
            continued: list(1),
            cited: vec![Cited { spans: list(1), how: How::Cited }],
            when: list(1),
            confidence: 0.5,
        })
        .collect();
    let article = Article {
        id: PageId([0; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language: Some(Language::ENGLISH),
        published: Published { edtf: Edtf::parse(published), method: Method::Given },
        text: text.to_owned(),
        blocks: Vec::new(),
        notes: Vec::new(),
    };
    let claims = crate::claims(&article, &analysis, &statements, Knowledge::shipped());
    (statements.len(), claims)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_any_spans_are_read(
        text in text(),
        places in proptest::collection::vec((0_usize..400, 0_usize..200), 24),
        acts in proptest::collection::vec(0_usize..9, 4),
        published in proptest::sample::select(vec!["2022-09-22", "2024-02-29", "2022", "0001-01-01", "9999-12-31"]),
    ) {
        let (statements, claims) = claims(&text, &places, &acts, published);
        prop_assert_eq!(claims.provenance.len(), statements);
        for position in &claims.positions {
            let proposition = &position.proposition;
            prop_assert!(!proposition.parties.is_empty() && !proposition.items.is_empty());
            prop_assert!((0.0..=1.0).contains(&position.confidence));
            prop_assert!(proposition.parties.is_sorted());
            prop_assert!(proposition.stage.is_none() || position.level != gainsay_record::Level::Plan);
            for span in proposition.items.iter().flat_map(|item| &item.spans).chain(&proposition.trigger) {
                prop_assert!(span.fits(&text) && !span.is_empty());
            }
        }
    }
}

/// What the words above found once: an event that stands for one before, at the level of a plan, had the stage of that one.
#[test]
fn what_is_only_meant_is_at_no_stage() {
    let text = "has millions $ up to would rounds doing so to it , Russia 155mm early have $ “ arms deal has Kyiv Kyiv purchase \
        that Kyiv doing so it Kyiv millions before weapons";
    let mut places = [(0, 0); 24];
    (places[9], places[13], places[14], places[15]) = ((165, 87), (182, 2), (140, 0), (113, 0));
    let (_, claims) = claims(text, &places, &[0, 0, 5, 0], "2022-09-22");
    for position in &claims.positions {
        assert!(
            position.proposition.stage.is_none() || position.level != gainsay_record::Level::Plan,
            "{position:?}"
        );
    }
}
