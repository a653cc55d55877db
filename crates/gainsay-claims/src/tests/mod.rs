//! Statements by hand, and what is read of them.

mod marked;
mod properties;
mod quantities;
mod roles;
mod sources;
mod stances;
mod troops;
mod use_in_combat;

pub(crate) use marked::analyse;
use marked::{line, marked};

/// Text, the positions expected, in order.
type Case = (&'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let read = marked(text).read();
        let lines: Vec<String> = read.positions.iter().map(line).collect();
        if lines != *expected {
            wrong.push(format!("{text}\n  want {expected:#?}\n  got  {lines:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn a_sentence_that_continues_adds_its_items() {
    let read = marked("[S Tehran] [C said] [T Russia is buying thousands of shells from Serbia].\n[+ These include mortar rounds and rockets].").read();
    let items: Vec<_> = read.positions[0].proposition.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!((read.positions.len(), items), (1, vec!["shells", "mortar rounds", "rockets"]));
}

#[test]
fn holders() {
    let mut wrong = Vec::new();
    for (source, expected) in [
        ("North Korea", "PRK:GOV Named"),
        ("Pyongyang", "PRK:GOV Named"),
        ("American media", "USA:MED Unnamed"),
        ("US intelligence", "USA:SPY Unnamed"),
        ("an American official", "USA:GOV Unnamed"),
        ("intelligence sources", "XXX:SPY Unnamed"),
        ("the Ministry of Defense of Chad", "TCD:GOV:mod Named"),
        ("Serbia's foreign ministry", "SRB:GOV:mfa Named"),
        ("the State Department", "USA:GOV:state-department Named"),
        ("the Kremlin", "RUS:GOV:kremlin Named"),
        ("the Kremlin spokesman Dmitry Peskov", "RUS:GOV:peskov-dmitry Named"),
        ("officials in Kyiv", "UKR:GOV Unnamed"),
        ("the Russian president", "RUS:GOV Named"),
        ("two Western officials", "XXX:GOV Unnamed"),
        ("a senior Israeli military official", "ISR:MIL Unnamed"),
        ("Reuters", "GBR:MED:reuters Named"),
        ("the Houthis", "YEM:REB:houthis Named"),
        ("sources", "XXX Unnamed"),
        ("South Korea's ambassador to the United Nations", "KOR:GOV Named"),
        ("A spokesman for the State Department", "USA:GOV:state-department Named"),
        ("Iranian state television", "IRN:MED Unnamed"),
    ] {
        let read = marked(&format!("[S {source}] [C said] [T it rained].")).read();
        let provenance = &read.provenance[0];
        let got = format!(
            "{} {:?}",
            provenance.holder.as_ref().map_or("?", |holder| holder.as_str()),
            provenance.named
        );
        if got != expected {
            wrong.push(format!("{source}: want {expected}, got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_points_back_takes_the_source_before() {
    let holders = |text: &str| -> Vec<String> {
        let read = marked(text).read();
        read.provenance
            .iter()
            .map(|one| one.holder.as_ref().map_or("?", |holder| holder.as_str()).to_owned())
            .collect()
    };
    assert_eq!(
        holders(
            "[S French media] [C reported] [T this].\n[S Tehran] [C denied] [T it].\n[S The journalists] [C added] [T that]."
        ),
        ["FRA:MED", "IRN:GOV", "FRA:MED"]
    );
    assert_eq!(
        holders(
            "[S The Ministry of Defence of Mali] [C spoke]: [T this].\n[S Rabat] [C said] [T no].\n[S The ministry] [C added] [T that]."
        ),
        ["MLI:GOV:mod", "MAR:GOV", "MLI:GOV:mod"]
    );
    assert_eq!(holders("[S Belgrade] [C said] [T no].\n[S It] [C added] [T more]."), ["SRB:GOV", "SRB:GOV"]);
}

#[test]
fn a_chain_ends_with_its_origin() {
    let read = marked("[S British media, citing [Q intelligence sources],] [C reported] [T that Chad bought tanks from Oman].").read();
    let chain: Vec<_> = read.provenance[0]
        .chain
        .iter()
        .map(|link| link.holder.as_ref().map_or("?", |holder| holder.as_str()))
        .collect();
    assert_eq!(chain, ["GBR:MED", "XXX:SPY"]);
    assert_eq!(read.provenance[0].holder.as_ref().map(|holder| holder.as_str()), Some("GBR:MED"));
    assert_eq!(
        line(&read.positions[0]),
        "XXX:SPY asserts act OMN>TCD delivered tanks",
        "the origin takes the position"
    );
    // A statement in a statement: the people of the outer come first, and only the inner takes the position.
    let read = marked("[S Reporters] [C noted] [T that [s Turkish intelligence] [c found] [t that Chad bought tanks from Oman]].").read();
    let chain: Vec<_> = read.provenance[1]
        .chain
        .iter()
        .map(|link| link.holder.as_ref().map_or("?", |holder| holder.as_str()))
        .collect();
    assert_eq!(chain, ["XXX:MED", "TUR:SPY"]);
    assert_eq!(read.provenance[0].chain, read.provenance[1].chain, "the outer passes it on");
    assert_eq!(
        read.positions.iter().map(line).collect::<Vec<_>>(),
        ["TUR:SPY asserts act OMN>TCD delivered tanks"]
    );
}

#[test]
fn who_tells_anothers_stance_relays_it() {
    check(&[
        (
            "[S Washington] [C said] [T that [s Ankara] [c denied] [t supplying drones to Chad]].",
            &["USA:GOV relays act TUR>TCD delivered drones", "TUR:GOV denies act TUR>TCD delivered drones"],
        ),
        // The press passes on, and who speaks of the own state's denial denies.
        (
            "[S Reuters] [C said] [T that [s Ankara] [c denied] [t supplying drones to Chad]].",
            &["TUR:GOV denies act TUR>TCD delivered drones"],
        ),
    ]);
}

#[test]
fn media_pass_on_what_others_came_to_know() {
    let read = marked("[S Reporters] [C noted] [T that Danish intelligence registered Chadian attempts to buy tanks from Oman].").read();
    assert_eq!(
        read.positions.iter().map(line).collect::<Vec<_>>(),
        ["DNK:SPY asserts act OMN>TCD sought tanks"]
    );
    // Another state's officials are nobody's mouthpiece: who says it, holds it.
    let read = marked("[S Norway] [C said] [T that Danish intelligence registered Chadian attempts to buy tanks from Oman].").read();
    assert_eq!(
        read.positions.iter().map(line).collect::<Vec<_>>(),
        ["NOR:GOV asserts act OMN>TCD sought tanks"]
    );
}

#[test]
fn time_of_saying_is_not_time_of_the_event() {
    let text = "[W In early May], [S Kyiv] [C said] [T Iran sent drones to Russia in March].";
    let read = marked(text).published("2023-06-01").read();
    let said = read.provenance[0].said.as_ref().expect("it is said when");
    assert_eq!(said.edtf.as_ref().map(|date| date.as_str()), Some("2023-05-01/2023-05-10"));
    let time = read.positions[0].proposition.time.as_ref().expect("a time");
    assert_eq!(time.edtf.as_ref().map(|date| date.as_str()), Some("2023-03"));
    assert_eq!(time.against.as_ref().map(|date| date.as_str()), Some("2023-06-01"));
    assert!(
        marked("[W In May], [S Kyiv] [C said] [T Iran sent drones to Russia].").read().positions[0]
            .proposition
            .time
            .is_none()
    );
}

#[test]
fn each_time_goes_to_what_it_is_told_of() {
    let read = |text: &str| {
        let read = marked(text).published("2022-09-22").read();
        let date = |edtf: Option<&gainsay_record::Edtf>| edtf.map(|edtf| edtf.as_str().to_owned());
        let said = read.provenance[0].said.as_ref().and_then(|said| date(said.edtf.as_ref()));
        let time = read.positions[0].proposition.time.as_ref();
        let text = time.and_then(|time| time.text.clone()).unwrap_or_default();
        (said, time.and_then(|time| date(time.edtf.as_ref())), text)
    };
    let some = |date: &str| Some(date.to_owned());
    assert_eq!(
        read("[S Kyiv] [C said] [W on Tuesday] [T that Iran sent drones to Russia last week]."),
        (some("2022-09-20"), some("2022-09-12/2022-09-18"), "last week".to_owned())
    );
    assert_eq!(
        read("[S Kyiv] [C said] [W on Monday] [T that Iran will send drones to Russia on Tuesday]."),
        (some("2022-09-19"), some("2022-09-27"), "Tuesday".to_owned())
    );
    // Times without a date are kept, and a date beats them.
    assert_eq!(
        read("[S Kyiv] [C said] [T that Iran sent drones to Russia before the war]."),
        (None, None, "before the war".to_owned())
    );
    assert_eq!(
        read("[S Kyiv] [C said] [T that Iran sent drones to Russia since the invasion in February]."),
        (None, some("2022-02/.."), "since the invasion in February".to_owned())
    );
    // What happened before something else happened is another clause.
    assert_eq!(
        read("[S Kyiv] [C said] [T that Iran sent drones to Russia before it left the pact on Monday]."),
        (None, None, String::new())
    );
}

#[test]
fn certainty_is_a_row_of_the_directive_only_in_its_words() {
    let certainty = |text: &str| {
        marked(text).read().provenance[0]
            .certainty
            .clone()
            .map(|certainty| (certainty.text, certainty.icd203))
    };
    assert_eq!(
        certainty("[S London] [C assessed] [T that Iran almost certainly sent drones to Russia]."),
        Some(("almost certainly".to_owned(), Some("almost certain".to_owned())))
    );
    assert_eq!(
        certainty("[S London] [C said] [T Iran reportedly sent drones]."),
        Some(("reportedly".to_owned(), None))
    );
    assert_eq!(certainty("[S London] [C said] [T Iran sent drones]."), None);
}
