//! Lists that are narrowed to what is new, what nobody decided on, and what people graded.

mod common;

use common::{CAPTURED, STORY, add, faults, reconcile};
use gainsay_ledger::{Anchor, Deed, Filter, Ledger, SayingPlace, Sources, Spot, Unsure};
use gainsay_record::PositionRef;

const MORE: [&str; 3] = [
    "Again\nUSA:GOV asserts PRK RUS shells: it goes on, sure to 20%\n",
    "And again\nRUS:GOV denies PRK RUS shells: it does not, sure to 90%\n",
    "Nobody answers\nUSA:GOV asserts BLR RUS shells: they came by train, sure to 10%\n",
];

fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = Ledger::open(folder.path().join("ledger.db")).expect("opens");
    add(&mut ledger, &STORY);
    reconcile(&mut ledger);
    (folder, ledger)
}

#[test]
fn what_came_after_an_entry_is_told_from_what_was_there() {
    let (_folder, mut ledger) = ledger();
    let before = ledger.seal().expect("a seal");
    let at = ledger.positions(&Filter::default()).expect("a list")[0].at;
    let on = Anchor::of(&ledger.reading(&at.page).expect("a reading"), Spot::Position(at.position));
    let mut batch = ledger.batch().expect("a batch");
    batch.decide("Ana", CAPTURED, Deed::Accept { on: on.expect("words") }).expect("decided");
    batch.commit().expect("committed");
    let decided = ledger.seal().expect("a seal");
    add(&mut ledger, &MORE);
    reconcile(&mut ledger);
    assert_eq!(ledger.seal_at(before.entries).expect("a seal"), Some(before));
    assert_eq!(ledger.seal_at(before.entries + 99).expect("a seal"), None);
    let after = ledger.arrival_at(before.entries).expect("a place");
    assert_eq!(ledger.arrival_at(decided.entries).expect("a place"), after, "a decision is no page");
    let gained: Vec<u64> = ledger.disputes_gaining(after).expect("a list").into_values().collect();
    assert_eq!(gained, [2], "of one dispute, for nobody denies the other claim");
    let new = ledger.positions(&Filter { since: Some(after), ..Filter::default() }).expect("a list");
    assert_eq!(new.len(), 3);
    assert!(new.iter().all(|entry| ledger.arrival_of(&entry.at.page).expect("a place") > after));
    let last = ledger.arrival_at(u64::MAX).expect("a place");
    assert_eq!(ledger.disputes_gaining(last).expect("a list").len(), 0);
}

#[test]
fn what_nobody_decided_on_is_listed_by_how_sure_the_machine_is() {
    let (_folder, mut ledger) = ledger();
    add(&mut ledger, &MORE);
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
    let all = Filter::default();
    let listed = ledger.unsure(&all, None, 99).expect("a list");
    let sure: Vec<f32> = listed.iter().map(|(_, entry)| entry.confidence).collect();
    assert_eq!(
        sure,
        [0.2, 0.333, 0.333, 0.333, 0.333, 0.333, 0.9],
        "one that nobody contradicts does not wait"
    );
    assert_eq!(ledger.count_unsure().expect("a number"), 7);
    // In parts, by a cursor that is written down and read back.
    let mut parts: Vec<PositionRef> = Vec::new();
    let mut after: Option<Unsure> = None;
    loop {
        let part = ledger.unsure(&all, after, 2).expect("a part");
        let Some((last, _)) = part.last() else { break };
        after = Some(last.to_string().parse().expect("reads back"));
        parts.extend(part.iter().map(|(_, entry)| entry.at));
    }
    assert_eq!(parts, listed.iter().map(|(_, entry)| entry.at).collect::<Vec<_>>());
    let first = parts[0];
    let on = Anchor::of(&ledger.reading(&first.page).expect("a reading"), Spot::Position(first.position));
    let mut batch = ledger.batch().expect("a batch");
    batch.decide("Ana", CAPTURED, Deed::Reject { on: on.expect("words") }).expect("decided");
    batch.commit().expect("committed");
    reconcile(&mut ledger);
    assert!(ledger.unsure(&all, None, 99).expect("a list").iter().all(|(_, entry)| entry.at != first));
    let iran = Filter { party: Some("IRN".to_owned()), ..Filter::default() };
    assert_eq!(ledger.unsure(&iran, None, 99).expect("a list").len(), 2);
    for wrong in ["", "1", "1.", ".1", "a.b", "1.2.3", "99999999999999999999.1"] {
        assert!(wrong.parse::<Unsure>().is_err(), "{wrong}");
    }
}

#[test]
fn a_grade_is_of_the_holder_before_it_is_of_the_outlet() {
    let (_folder, ledger) = ledger();
    let by = |holders: &[&str], unless: &[&str]| {
        let owned = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let sources = Sources { holders: owned(holders), outlets: owned(&[]), unless: owned(unless) };
        Filter { sources: Some(sources), ..Filter::default() }
    };
    let holders = |filter: &Filter| -> Vec<String> {
        let listed = ledger.positions(filter).expect("a list").into_iter();
        listed.filter_map(|entry| entry.holder.map(|it| it.to_string())).collect()
    };
    assert_eq!(holders(&by(&["PRK:GOV"], &[])), ["PRK:GOV"]);
    assert_eq!(holders(&by(&["RUS:GOV"], &[])), [""; 0], "one beneath it is another");
    assert_eq!(ledger.count_disputes(&by(&["PRK:GOV", "IRN:GOV"], &[])).expect("a number"), 2);
    assert_eq!(ledger.count_disputes(&by(&[], &[])).expect("a number"), 0);
    let at = ledger.positions(&by(&["IRN:GOV"], &[])).expect("a list")[0].at;
    let one = Filter { among: Some(vec![at]), ..Filter::default() };
    assert_eq!(holders(&one), ["IRN:GOV"]);
    assert_eq!(ledger.count_disputes(&one).expect("a number"), 1);
    assert_eq!(holders(&Filter { among: Some(vec![]), ..Filter::default() }), [""; 0]);
}

#[test]
fn all_that_somebody_said_is_listed_in_order_of_time() {
    let (_folder, mut ledger) = ledger();
    add(
        &mut ledger,
        &[
            "Later\nRUS:GOV:kremlin denies IRN RUS drones: there are none, on 2022-10-02\n",
            "Earlier\nRUS:GOV asserts USA UKR rockets: they arrived, on 2022-03-02\n",
        ],
    );
    let said = |holder: &str, after: Option<&SayingPlace>, limit| {
        ledger.sayings(holder, after, limit).expect("a list")
    };
    let places: Vec<String> = said("RUS", None, 9).iter().map(|entry| entry.place.to_string()).collect();
    let days: Vec<&str> = places.iter().map(|place| place.split('.').next().expect("a day")).collect();
    assert_eq!(days, ["20220302", "20221002", "99999999"], "what has no date comes last");
    let holders: Vec<String> =
        said("RUS:GOV", None, 9).iter().map(|entry| entry.holder.to_string()).collect();
    assert_eq!(holders, ["RUS:GOV", "RUS:GOV:kremlin", "RUS:GOV:kremlin"]);
    assert_eq!(said("RUS:GOV:kremlin", None, 9).len(), 2);
    assert_eq!(said("RU", None, 9), [], "a code goes on at a colon");
    let mut parts = Vec::new();
    let mut after = None;
    loop {
        let part = said("RUS", after.as_ref(), 1);
        let Some(last) = part.last() else { break };
        after = Some(last.place.to_string().parse().expect("reads back"));
        parts.extend(part);
    }
    assert_eq!(parts, said("RUS", None, 9));
    assert_eq!(faults(&ledger).len(), 0);
}
