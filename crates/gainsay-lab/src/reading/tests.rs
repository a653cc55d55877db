//! A page of our own with a small expectation, and readings of it that are right and wrong.

use super::*;

const PAGE: &str =
    "Ruritania denies the sale\n\nRuritania said it had never sold rifles to Grustark.\n\nSubscribe now\n";

fn expected() -> Value {
    serde_json::from_str(
        r#"{"page":"page.txt",
        "blocks":[{"span":[0,25],"kinds":["headline"],"article":true,"language":"en"},
                  {"span":[81,94],"kinds":["promotion"],"article":false,"language":null}],
        "statements":[{"id":"s1","required":true,"kinds":["indirect"],"acts":["says","denies"],"nested_in":null,
            "sources":[[27,36]],"cues":[[37,41]],"content":[[42,78]],"also_content":[],"holders":["RUR:GOV"],
            "chain":[],"said":null}],
        "positions":[{"id":"p1","required":true,"statements":["s1"],"holders":["RUR:GOV"],"stances":["denies"],
            "levels":["act"],"frame":"arms-transfer","supplier":"RUR","recipient":"GRU","direction":"given",
            "stages":["delivered"],"items":["rifles"],"quantity":null,"time_null":true}]}"#,
    )
    .expect("JSON")
}

fn reading(change: impl Fn(String) -> String) -> String {
    change(format!(
        r#"{{"text":{},"blocks":[{{"kind":"headline","language":"en","span":[0,25]}},{{"kind":"promotion","language":null,"span":[81,94]}}],
        "statements":[{{"id":"s1","kind":"indirect","act":"says","nested_in":null,"source":{{"spans":[[27,36]],"holder":"RUR:GOV"}},
            "cue":{{"spans":[[37,41]]}},"content":{{"spans":[[42,78]]}},"chain":[],"said":null}}],
        "positions":[{{"id":"p1","statement":"s1","holder":"RUR:GOV:king","stance":"denies","level":"act","proposition":
            {{"frame":"arms-transfer","supplier":"RUR","recipient":"GRU","items":[{{"text":"rifles","quantity":null}}],"stage":"delivered","time":null}}}}]}}"#,
        serde_json::to_string(PAGE).expect("JSON")
    ))
}

fn report(change: impl Fn(String) -> String, align: bool) -> String {
    compare(&expected(), PAGE, &reading(change), align).expect("of the wire's shape").report
}

#[test]
fn a_right_reading_has_no_fault() {
    assert_eq!(
        report(|same| same, false),
        "blocks 2/2  statements 1 right, 1 required  positions 1 right, 1 required  faults 0\n"
    );
}

#[test]
fn every_fault_is_named() {
    let wrong = |right: String| {
        right
            .replace(r#""kind":"headline""#, r#""kind":"tags""#)
            .replace(r#""act":"says""#, r#""act":"asks""#)
            .replace(r#""stage":"delivered","time":null"#, r#""stage":null,"time":{"edtf":"2022"}"#)
            .replace("\"rifles\"", "\"it's tanks\"")
    };
    assert_eq!(
        report(wrong, false),
        "block  want headline in en, got ['tags'] in ['en']: 'Ruritania denies the sale'\n\
         statement s1: act asks, want says/denies\n\
         position p1 wrong: stage None, want delivered; item 'rifles' not among \"it's tanks\"; \
         time 2022, the page does not say when\n\
         position that no row asks for: RUR:GOV:king denies (act) RUR -> GRU None, on s1\n\
         blocks 1/2  statements 0 right, 1 required  positions 0 right, 1 required  faults 4\n"
    );
}

#[test]
fn a_statement_from_furniture_or_unasked_for_is_a_fault() {
    let moved = |right: String| right.replace("[[42,78]]", "[[81,94]]");
    assert!(report(moved, false).starts_with(
        "statement s1 missing: 'it had never sold rifles to Grustark'\nstatement read from furniture: 'Subscribe now'\n"
    ));
    let cut = |right: String| right.replace("[[42,78]]", "[[42,52]]");
    assert!(report(cut, false).contains("statement that no row asks for: 'it had nev'\n"));
}

#[test]
fn another_text_is_aligned_by_words() {
    let shifted = |right: String| {
        right.replace("Ruritania denies the sale\\n\\n", "Home | News\\n\\nRuritania denies the sale\\n\\n")
    };
    assert!(report(shifted, false).starts_with("text differs from the page"));
    let shifted = |right: String| {
        let right = shifted(right);
        let right = right.replace("[[27,36]]", "[[40,49]]").replace("[[37,41]]", "[[50,54]]");
        right.replace("[[42,78]]", "[[55,91]]")
    };
    assert_eq!(
        report(shifted, true),
        "blocks -/2  statements 1 right, 1 required  positions 1 right, 1 required  faults 0\n"
    );
}

#[test]
fn a_failure_is_not_of_the_wires_shape() {
    let failure = r#"{"path":"page.txt","error":"the page is empty"}"#;
    assert_eq!(compare(&expected(), PAGE, failure, false).err().as_deref(), Some("KeyError('text')"));
    assert!(compare(&expected(), PAGE, "no JSON", false).is_err());
}
