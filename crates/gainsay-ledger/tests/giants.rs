//! A dispute on more pages than are weighed: what is weighed, what is counted, and that no order of adding matters.

mod common;

use common::{faults, packed, reconcile};
use gainsay_ledger::{Filter, Ledger, WEIGHED};
use proptest::prelude::*;

/// A page of one of several stories, so that there are copies among them.
fn text(number: usize) -> String {
    let act = if number.is_multiple_of(3) { "denies" } else { "asserts" };
    let holder = ["USA:GOV", "RUS:GOV", "GBR:GOV"][number % 7 % 3];
    format!(
        "Page {number}\n{holder} {act} PRK RUS shells: story {}, on 2022-{:02}-01\n",
        number % 90,
        1 + number % 9
    )
}

fn filled(folder: &std::path::Path, order: &[usize], sizes: &[usize]) -> Ledger {
    let mut ledger = Ledger::open(folder.join(format!("{}.db", sizes.len()))).expect("opens");
    let mut order = order;
    for size in sizes.iter().chain([&usize::MAX]) {
        let (now, later) = order.split_at(*size.min(&order.len()));
        order = later;
        let mut batch = ledger.batch().expect("a batch");
        for &number in now {
            batch.add(&packed(&text(number), &format!("{number}.txt"))).expect("added");
        }
        batch.commit().expect("committed");
        reconcile(&mut ledger);
    }
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..ProptestConfig::with_cases(3) })]
    #[test]
    fn order_never_matters(
        order in Just((0..WEIGHED + 150).collect::<Vec<usize>>()).prop_shuffle(),
        sizes in proptest::collection::vec(1..200_usize, 5),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let plain = filled(folder.path(), &(0..WEIGHED + 150).collect::<Vec<_>>(), &[]);
        let mixed = filled(folder.path(), &order, &sizes);
        let list = |ledger: &Ledger| ledger.disputes(&Filter::default()).expect("a list");
        prop_assert_eq!(list(&plain), list(&mixed));
        let one = &list(&plain)[0];
        prop_assert_eq!(one.pages, WEIGHED as u64 + 150);
        prop_assert!(one.weighed >= WEIGHED as u64 && one.weighed < one.pages, "{} weighed", one.weighed);
        prop_assert_eq!(one.sides.iter().map(|(_, positions)| positions).sum::<u64>(), one.pages);
        prop_assert_eq!(plain.dispute(&one.id).expect("read"), mixed.dispute(&one.id).expect("read"));
        prop_assert_eq!(faults(&mixed), Vec::<String>::new());
    }
}

#[test]
fn what_is_not_weighed_changes_the_counts_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = filled(folder.path(), &(0..WEIGHED + 150).collect::<Vec<_>>(), &[]);
    let topic = ledger.topics().expect("topics").remove(0);
    let mut held = 0;
    for number in WEIGHED + 150..WEIGHED + 200 {
        let before = ledger.disputes(&Filter::default()).expect("a list").remove(0);
        let whole = ledger.dispute(&before.id).expect("read");
        let mut batch = ledger.batch().expect("a batch");
        batch.add(&packed(&text(number), "more.txt")).expect("added");
        let holds = batch.holds(&topic).expect("asked");
        if !holds {
            common::reconcile_one(&mut batch, &topic);
        }
        batch.commit().expect("committed");
        let after = ledger.disputes(&Filter::default()).expect("a list").remove(0);
        assert_eq!(after.pages, before.pages + 1);
        if holds {
            held += 1;
            assert_eq!(ledger.dispute(&before.id).expect("read"), whole);
        }
    }
    assert!((1..50).contains(&held), "{held} of 50");
    assert_eq!(ledger.stale().expect("topics"), []);
    assert_eq!(faults(&ledger), [""; 0]);
}

/// A page of one of a hundred holders, of whom some speak often.
fn of_a_crowd(number: usize) -> String {
    let act = if number.is_multiple_of(3) { "denies" } else { "asserts" };
    let (holder, day) = (number * number % 101, 1 + number * 7 % 28);
    format!(
        "Page {number}\nUSA:GOV:h{holder} {act} PRK RUS shells: story {number}, on 2022-{:02}-{day:02}\n",
        1 + number % 9
    )
}

#[test]
fn what_comes_one_by_one_is_weighed_as_what_comes_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (most, all) = (WEIGHED + 60, WEIGHED + 160);
    let mut once = Ledger::open(folder.path().join("once.db")).expect("opens");
    let mut each = Ledger::open(folder.path().join("each.db")).expect("opens");
    let put = |ledger: &mut Ledger, numbers: std::ops::Range<usize>| {
        let mut batch = ledger.batch().expect("a batch");
        for number in numbers {
            batch.add(&packed(&of_a_crowd(number), &format!("{number}.txt"))).expect("added");
        }
        batch.commit().expect("committed");
        reconcile(ledger);
    };
    put(&mut once, 0..all);
    put(&mut each, 0..most);
    let topic = each.topics().expect("topics").remove(0);
    let mut held = 0;
    for number in most..all {
        let mut batch = each.batch().expect("a batch");
        batch.add(&packed(&of_a_crowd(number), &format!("{number}.txt"))).expect("added");
        match batch.holds(&topic).expect("asked") {
            true => held += 1,
            false => common::reconcile_one(&mut batch, &topic),
        }
        batch.commit().expect("committed");
    }
    assert!((1..all - most).contains(&held), "{held} of {}", all - most);
    let list = |ledger: &Ledger| ledger.disputes(&Filter::default()).expect("a list");
    assert_eq!(list(&each), list(&once));
    let id = &list(&once)[0].id;
    assert_eq!(each.dispute(id).expect("read"), once.dispute(id).expect("read"));
    assert_eq!(faults(&each), [""; 0]);
}
