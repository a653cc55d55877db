//! The wire as programs read it: a reading made by hand, its JSON field by field, and back.

use gainsay::record::*;
use gainsay::wire;

const TEXT: &str = "Заперечення 🛰 Ruritania\n\nMedia, citing officials, reported in May that Ruritania had almost certainly \
                    sent dozens of old rifles to Grustark last year.\n\nSubscribe";

/// The first place of `words` in the text.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::new(TEXT, start, start + words.len()).expect("whole characters")
}

fn edtf(written: &str) -> Option<Edtf> {
    Some(Edtf::parse(written).expect("a date"))
}

fn reading() -> Reading {
    let block = |kind, language, span| Block::new(kind, Language::parse(language), span);
    let filler = |role: &str, code: &str| RoleFiller {
        role: role.into(),
        filler: code.into(),
        text: "Ruritania".into(),
        spans: vec![Span::new(TEXT, at("Ruritania had").start(), at(" had").start()).expect("a word")],
    };
    Reading {
        article: Article {
            id: PageId([0xab; 32]),
            url: None,
            outlet: Some("The Strelsau Post".into()),
            title: Some("Заперечення 🛰 Ruritania".into()),
            byline: None,
            language: Some(Language::ENGLISH),
            published: Published { edtf: edtf("2021-06-02"), method: Method::Given },
            text: TEXT.into(),
            blocks: vec![
                block(BlockKind::Headline, "uk", at("Заперечення 🛰 Ruritania")),
                block(BlockKind::Body, "en", at("Media").cover(at("last year."))),
                block(BlockKind::Promotion, "?", at("Subscribe")),
            ],
            notes: vec![Note::new("the date was given")],
        },
        statements: vec![Statement {
            kind: Kind::Indirect,
            act: Act::Reports,
            nested_in: None,
            verbatim: false,
            source: vec![at("Media, citing officials")],
            antecedent: None,
            cue: vec![at("reported")],
            content: vec![at("that Ruritania").cover(at("last year"))],
            continued: vec![],
            cited: vec![Cited { spans: vec![at("officials")], how: How::Cited }],
            when: vec![at("in May")],
            confidence: 0.875,
        }],
        provenance: vec![Provenance {
            holder: Some(Holder::new("XXX:MED")),
            named: Naming::Unnamed,
            unnamed: Unnamed::default(),
            chain: vec![
                Link {
                    holder: Some(Holder::new("XXX:MED")),
                    spans: vec![at("Media")],
                    named: Naming::Unnamed,
                    unnamed: Unnamed::default(),
                    how: How::Reports,
                },
                Link {
                    holder: None,
                    spans: vec![at("officials")],
                    named: Naming::Unnamed,
                    unnamed: Unnamed {
                        at_least: Some(2),
                        at_most: None,
                        condition: Some(at("citing officials")),
                    },
                    how: How::Says,
                },
            ],
            said: Some(Said { edtf: edtf("2021-05"), text: "in May".into(), spans: vec![at("in May")] }),
            certainty: Some(Certainty {
                text: "almost certainly".into(),
                icd203: Some("almost certain".into()),
                spans: vec![at("almost certainly")],
            }),
        }],
        positions: vec![Position {
            statement: StatementId(0),
            holder: Some(Holder::new("XXX:MED")),
            stance: Stance::Asserts,
            level: Level::Act,
            proposition: Proposition {
                frame: "arms-transfer".into(),
                trigger: vec![at("sent")],
                roles: vec![filler("supplier", "RUR")],
                parties: vec!["GRU".into(), "RUR".into()],
                items: vec![Item {
                    text: "old rifles".into(),
                    class: "small-arms".into(),
                    spans: vec![at("old rifles")],
                    quantity: Some(Quantity {
                        text: "dozens".into(),
                        min: Some(24),
                        max: None,
                        vague: true,
                        unit: None,
                    }),
                }],
                mode: Mode::Unspecified,
                stage: Some("delivered".into()),
                time: Some(Time {
                    edtf: edtf("2020"),
                    text: Some("last year".into()),
                    spans: vec![at("last year")],
                    against: edtf("2021-06-02"),
                }),
            },
            confidence: 0.5,
        }],
        notes: vec![Note::at(at("officials"), "whose officials is not said")],
    }
}

#[test]
fn a_reading_has_the_documented_json() {
    let shown = serde_json::to_string_pretty(&wire::Reading::new("post.txt", &reading())).expect("JSON");
    let golden = include_str!("wire/reading.json");
    assert_eq!(shown.trim(), golden.trim(), "the shape of the wire changed: see gainsay::wire");
}

#[test]
fn spans_count_code_points() {
    let json: serde_json::Value =
        serde_json::from_str(&wire::line(&wire::Reading::new("post.txt", &reading()))).expect("JSON");
    let letters: Vec<char> = json["text"].as_str().expect("a text").chars().collect();
    let words = |span: &serde_json::Value| -> String {
        let end = |place: usize| span[place].as_u64().expect("a number") as usize;
        letters[end(0)..end(1)].iter().collect()
    };
    assert_eq!(words(&json["statements"][0]["cue"]["spans"][0]), "reported");
    assert_eq!(words(&json["positions"][0]["proposition"]["items"][0]["spans"][0]), "old rifles");
    assert_eq!(words(&json["blocks"][0]["span"]), "Заперечення 🛰 Ruritania");
    assert_eq!(words(&json["notes"][1]["span"]), "officials");
}

#[test]
fn what_is_written_can_be_read_again() {
    let written = wire::Reading::new("post.txt", &reading());
    let line = wire::line(&written);
    let read: wire::Reading = serde_json::from_str(&line).expect("our own JSON");
    assert_eq!(read, written);
    assert_eq!(wire::line(&read), line);

    let dispute = wire::Dispute::from(&dispute());
    let line = wire::line(&dispute);
    let read: wire::Dispute = serde_json::from_str(&line).expect("our own JSON");
    assert_eq!(read, dispute);
    assert_eq!(wire::line(&read), line);
}

fn dispute() -> Dispute {
    let at = |position| PositionRef { page: PageId([1; 32]), position };
    let origins = SideOrigins {
        answer: Answer::OneOrigin,
        named: vec![Holder::new("RUR:GOV")],
        unnamed: 0,
        unknown: 1,
        folds: vec![Fold {
            id: "5c0ffee15c0ffee1".into(),
            ground: FoldGround::Words,
            pages: vec![PageId([1; 32]), PageId([2; 32])],
            why: "the same words".into(),
        }],
    };
    Dispute {
        id: "0123456789abcdef".into(),
        title: "Ruritania to Grustark: rifles".into(),
        frame: "arms-transfer".into(),
        parties: vec!["GRU".into(), "RUR".into()],
        first: edtf("2021-05"),
        last: None,
        episodes: vec![Episode {
            first: edtf("2021-05").expect("a date"),
            last: edtf("2021-06").expect("a date"),
            positions: vec![at(0)],
        }],
        sides: vec![(Side::Asserts, vec![at(0)]), (Side::Denies, vec![at(1), at(2)])],
        beneath: vec![(Side::Denies, vec![at(3)])],
        oppositions: vec![(at(0), at(1), Opposition::PartlyOpposed)],
        origins: vec![(Side::Denies, origins)],
        slots: vec![Slot {
            name: "stage".into(),
            asserted: vec![Cell { value: "delivered".into(), positions: vec![at(0)] }],
            denied: vec![],
            not_addressed: vec![Cell { value: "sought".into(), positions: vec![] }],
        }],
        reversals: vec![Reversal {
            holder: Holder::new("RUR:GOV"),
            from: (Stance::Denies, at(1)),
            to: (Stance::Confirms, at(4)),
        }],
        shifts: vec![Shift {
            holder: Holder::new("RUR:GOV"),
            scope: Scope::Narrows,
            from: (Stance::Denies, at(1)),
            to: (Stance::Confirms, at(4)),
        }],
    }
}

#[test]
fn a_dispute_has_the_documented_json() {
    let shown = serde_json::to_string_pretty(&wire::Dispute::from(&dispute())).expect("JSON");
    let golden = include_str!("wire/dispute.json");
    assert_eq!(shown.trim(), golden.trim(), "the shape of the wire changed: see gainsay::wire");
}
