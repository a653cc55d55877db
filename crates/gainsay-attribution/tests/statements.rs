//! Sentences of our own with the statements a person reads out of them.
//!
//! A case is a text and one line a statement: `kind act | source | cue | content`, with "..." between the parts of what is
//! discontinuous and `>` before a line for each level of nesting. `kind` is one letter: direct, indirect, mixed, narrated.

mod common;

use common::{article, statements};
use gainsay_record::{Kind, Span, Statement};
use proptest::prelude::*;

/// The statements of a text, a line each.
fn read(text: &str) -> Vec<String> {
    let article = article(text);
    let statements = statements(&article);
    let words =
        |spans: &[Span]| spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" ... ");
    let line = |statement: &Statement| {
        let mut depth = String::new();
        let mut outer = statement.nested_in;
        while let Some(id) = outer {
            depth.push('>');
            outer = statements[id.0 as usize].nested_in;
        }
        let kind = match statement.kind {
            Kind::Direct => "d",
            Kind::Indirect => "i",
            Kind::Mixed => "m",
            Kind::Narrated => "n",
        };
        let act = format!("{:?}", statement.act).to_lowercase();
        let parts = [words(&statement.source), words(&statement.cue), words(&statement.content)];
        format!("{depth}{kind} {act} | {}", parts.join(" | "))
    };
    statements.iter().map(line).collect()
}

#[track_caller]
fn case(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "in: {text}");
}

#[test]
fn all_words_that_say_when_are_kept() {
    for (text, expected) in [
        ("Reuters reported on Sept. 5 that Russia was buying rockets from North Korea.", "on Sept. 5"),
        ("The Kremlin said overnight that Belarus had sent tanks to Mali.", "overnight"),
        ("The ministry said on Tuesday that shells were delivered last week.", "on Tuesday"),
        (
            "The White House accused North Korea on Wednesday of covertly supplying Russia with shells.",
            "on Wednesday",
        ),
        (
            "North Korea was accused by Washington on Wednesday of supplying Russia with shells.",
            "on Wednesday",
        ),
    ] {
        let article = article(text);
        let statements = statements(&article);
        let when: Vec<&str> = statements[0].when.iter().map(|span| span.of(text)).collect();
        assert_eq!(when, [expected], "{text}");
    }
}

#[test]
fn a_source_before_its_cue() {
    case(
        "Belarus has repeatedly denied selling rockets to Sudan.",
        &["i denies | Belarus | has repeatedly denied | selling rockets to Sudan"],
    );
    case(
        "Oman's foreign minister said the cargo was humanitarian.",
        &["i says | Oman's foreign minister | said | the cargo was humanitarian"],
    );
    case(
        "Officials in Baku, Ankara and Tbilisi believe the crates held mines.",
        &["i believes | Officials in Baku, Ankara and Tbilisi | believe | the crates held mines"],
    );
    case(
        "The defence minister, Ana Brnabic, also said on Friday that Serbia had sold nothing.",
        &["i says | The defence minister, Ana Brnabic | also said | that Serbia had sold nothing"],
    );
    case(
        "A diplomat speaking on condition of anonymity said the talks had failed.",
        &["i says | A diplomat speaking on condition of anonymity | said | the talks had failed"],
    );
}

#[test]
fn a_source_after_its_cue() {
    case(
        "“We sent no rockets,” said Ana Brnabic, the prime minister of Serbia.",
        &["d says | Ana Brnabic, the prime minister of Serbia | said | “We sent no rockets,”"],
    );
    // British papers quote with single marks; the apostrophe is none of them.
    case(
        "‘Serbia’s answer is no,’ said the ministers’ spokesman.",
        &["d says | the ministers’ spokesman | said | ‘Serbia’s answer is no,’"],
    );
    case(
        "\"We sent no rockets,\" stressed the Ministry of Defence of Serbia on Monday.",
        &["d says | the Ministry of Defence of Serbia | stressed | \"We sent no rockets,\""],
    );
}

#[test]
fn content_before_its_source() {
    case(
        "Sudan has received Belarusian rockets, two diplomats said on Thursday.",
        &["i says | two diplomats | said | Sudan has received Belarusian rockets"],
    );
    case(
        "The first crates left in May, according to officials in Minsk.",
        &["i says | officials in Minsk | according to | The first crates left in May"],
    );
    case(
        "According to two diplomats, Minsk shipped mines across the border.",
        &["i says | two diplomats | According to | Minsk shipped mines across the border"],
    );
    case("The crates, she said, were empty.", &["i says | she | said | The crates ... were empty"]);
    case(
        "# Minsk selling rockets to Sudan, Oman says",
        &["i says | Oman | says | Minsk selling rockets to Sudan"],
    );
    case("# Minsk: no rockets for Sudan", &["i says | Minsk |  | no rockets for Sudan"]);
}

#[test]
fn one_source_for_several_cues() {
    case(
        "Minsk rejected the report, saying it had sold nothing and adding that the ledgers were open.",
        &[
            "i denies | Minsk | rejected | the report",
            "i says | Minsk | saying | it had sold nothing",
            "i says | Minsk | adding | that the ledgers were open",
        ],
    );
    case(
        "Oman said it had seen the crates, but Minsk denied that they existed.",
        &["i says | Oman | said | it had seen the crates", "i denies | Minsk | denied | that they existed"],
    );
    // "which" stands for the name before it, and its clause ends at the comma.
    case(
        "Minsk, which has denied arming Sudan, said the crates held tents.",
        &[
            "i denies | Minsk | has denied | arming Sudan",
            "i says | Minsk, which has denied arming Sudan | said | the crates held tents",
        ],
    );
}

#[test]
fn words_that_deny_or_decline() {
    case(
        "Minsk is trying to refute the accusations.",
        &["i denies | Minsk | is trying to refute | the accusations"],
    );
    case(
        "Minsk dismissed the story as “a fairy tale”.",
        &["m denies | Minsk | dismissed | the story as “a fairy tale”"],
    );
    case(
        "Minsk neither confirmed nor denied the sale.",
        &["i declines | Minsk | neither confirmed nor denied | the sale"],
    );
    case(
        "Minsk did not say when the crates would leave.",
        &["i declines | Minsk | did not say | when the crates would leave"],
    );
    // To decline to comment has no content but the act itself.
    case(
        "The ministry declined to comment.",
        &["i declines | The ministry | declined to comment | declined to comment"],
    );
}

#[test]
fn passives() {
    case(
        "Minsk is accused by Oman of arming Sudan.",
        &["i accuses | Oman | is accused | Minsk ... of arming Sudan"],
    );
    // Nobody is named who believes it.
    case(
        "It is believed that the crates held mines.",
        &["i believes |  | is believed | that the crates held mines"],
    );
    case(
        "Minsk is reported to have sold rockets.",
        &["i reports |  | is reported | Minsk ... to have sold rockets"],
    );
    case(
        "The minister was quoted by a Minsk newspaper as saying that nothing was sold.",
        &["i says | The minister | quoted ... as saying | that nothing was sold"],
    );
}

#[test]
fn statements_inside_statements() {
    case(
        "Sudan rejected the claims as “a fairy tale”, according to the agency SUNA.",
        &[
            "m says | the agency SUNA | according to | Sudan rejected the claims as “a fairy tale”",
            ">m denies | Sudan | rejected | the claims as “a fairy tale”",
        ],
    );
}

#[test]
fn quotation_over_sentences_and_paragraphs() {
    case(
        "“Never!” Lukashenko said. “We sell tractors.”",
        &["d says | Lukashenko | said | “Never!” ... “We sell tractors.”"],
    );
    case(
        "The statement reads:\n“Oman spreads “rumours” again.\nWe sold no rifles,” stressed the ministry of defence.",
        &[
            "d says | the ministry of defence | stressed | “Oman spreads “rumours” again. ... We sold no rifles,”",
        ],
    );
    // A quotation before belongs to whoever spoke it, not to the cue that opens the next paragraph.
    case(
        "Minsk called it “a fairy tale.”\nOman told reporters on Friday that it had proof.",
        &["m denies | Minsk | called | it “a fairy tale.”", "i says | Oman | told | that it had proof"],
    );
}

#[test]
fn a_sentence_without_a_cue_goes_on() {
    let text =
        "Two diplomats said that Minsk was selling weapons to Sudan.\nThis includes rockets and mines.";
    case(
        text,
        &[
            "i says | Two diplomats | said | that Minsk was selling weapons to Sudan ... This includes rockets and mines",
        ],
    );
    let article = article(text);
    let continued: Vec<_> =
        statements(&article)[0].continued.iter().map(|span| span.of(&article.text)).collect();
    assert_eq!(continued, ["This includes rockets and mines"]);
}

#[test]
fn when_it_was_said_and_on_whose_word() {
    let article = article(
        "At the beginning of May, Omani media, citing intelligence sources, reported that Minsk was selling rockets.\n\
         In a statement carried by the agency BelTA, the ministry denied the sale.",
    );
    let statements = statements(&article);
    let words = |span: &Span| span.of(&article.text).to_owned();
    assert_eq!(statements[0].when.iter().map(words).collect::<Vec<_>>(), ["At the beginning of May"]);
    assert_eq!(statements[0].cited[0].spans.iter().map(words).collect::<Vec<_>>(), ["intelligence sources"]);
    let accused = common::article(
        "Oman accused Minsk on Friday of arming Sudan.\nOman said two weeks ago that it had proof.",
    );
    let statements_of = common::statements(&accused);
    let when =
        |at: usize| statements_of[at].when.iter().map(|span| span.of(&accused.text)).collect::<Vec<_>>();
    assert_eq!((when(0), when(1)), (vec!["on Friday"], vec!["two weeks ago"]));
    assert_eq!(statements[1].cited[0].spans.iter().map(words).collect::<Vec<_>>(), ["the agency BelTA"]);
}

#[test]
fn a_pronoun_has_its_antecedent() {
    let article = article("Lukashenko said the crates were empty.\nHe added that nothing was sold.");
    let antecedent = statements(&article)[1].antecedent.map(|span| span.of(&article.text));
    assert_eq!(antecedent, Some("Lukashenko"));
}

#[test]
fn verbatim_is_promised_only_in_the_speakers_language() {
    let verbatim = |text| statements(&article(text))[0].verbatim;
    assert!(verbatim("“We see no proof,” the US State Department said."));
    assert!(!verbatim("“We see no proof,” the Belarusian ministry said."), "it may be a translation");
    assert!(!verbatim("The US State Department said it saw no proof."), "not a quotation");
}

#[test]
fn no_statement_where_nobody_says_anything() {
    for text in [
        "The talks will continue next week.",
        "The claims came as prices rose.",
        "Battleground states prepare to vote.",
        "He writes with his left hand.",
        "All went according to plan.",
        "?",
        "\"",
        "“ “ “",
    ] {
        case(text, &[]);
    }
}

#[test]
fn the_outlets_own_voice_where_a_frame_is_touched() {
    case("Belarus has sold rockets to Sudan.", &["n asserts |  |  | Belarus has sold rockets to Sudan"]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in r#"([A-Za-z ]{0,12}(said|denied|that|, |\. |“|”|"|‘|'|:|\n|according to|citing|as saying|by|who|it|Iran|weapons|quoted| is | )){0,40}"#) {
        let article = article(&text);
        for statement in statements(&article) {
            prop_assert!(!statement.content.is_empty());
            for span in statement.source.iter().chain(&statement.cue).chain(&statement.content).chain(&statement.when) {
                prop_assert!(span.fits(&article.text) && !span.is_empty());
                prop_assert!(article.blocks.iter().any(|block| block.span.contains(*span)), "{span:?} leaves its block");
            }
        }
    }
}
