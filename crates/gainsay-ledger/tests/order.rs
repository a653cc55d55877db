//! What a ledger derives does not depend on the order or the batches in which its pages came.

mod common;

use common::{STORY, faults, packed, packed_at, reconcile, reconcile_one};
use gainsay_ledger::{DisputeEntry, Filter, Given, Ledger, PositionEntry, Within, page_id};
use gainsay_record::{Dispute, Edtf, Reading};
use proptest::prelude::*;

type Content = (Vec<Reading>, Vec<PositionEntry>, Vec<DisputeEntry>, Vec<Option<Dispute>>, Vec<String>);

/// All that a ledger derives, without the order of arrival.
fn content(ledger: &Ledger) -> Content {
    let mut readings: Vec<_> = ledger.readings().collect::<Result<_, _>>().expect("readings");
    readings.sort_by_key(|reading| reading.article.id);
    let disputes = ledger.disputes(&Filter::default()).expect("disputes");
    let whole = disputes.iter().map(|entry| ledger.dispute(&entry.id).expect("dispute")).collect();
    let hits = ledger.search("RUS", Within::Pages, 20).expect("found");
    let hits = hits.iter().map(|hit| format!("{} {}", hit.page, hit.excerpt)).collect();
    (readings, ledger.positions(&Filter::default()).expect("positions"), disputes, whole, hits)
}

fn texts() -> Vec<String> {
    let holders = ["USA:GOV", "RUS:GOV", "GBR:GOV", "KOR:GOV"];
    let more = (0..8).map(|n| {
        let act = if n % 3 == 0 { "denies" } else { "asserts" };
        let holder = holders[n % holders.len()];
        format!(
            "Page {}\n{holder} {act} PRK RUS shells: words of {holder}\nurl https://example.org/{}\n",
            n / 2,
            n % 5
        )
    });
    STORY.iter().map(ToString::to_string).chain(more).collect()
}

/// Every order of so many things.
fn orders(of: usize) -> Vec<Vec<usize>> {
    let Some(last) = of.checked_sub(1) else { return vec![vec![]] };
    let shorter = orders(last);
    let all = shorter
        .iter()
        .flat_map(|order| (0..of).map(move |at| [&order[..at], &[last], &order[at..]].concat()));
    all.collect()
}

#[test]
fn the_latest_version_is_the_same_in_every_order() {
    // By date and time of publication as printed, and where these are one, by id. Each is taken in a day after the one before.
    let versions = [
        (None, "undated"),
        (Some("2022-09-10"), "first"),
        (Some("2022-09-12T08:00:00Z"), "morning"),
        (Some("2022-09-12T17:00:00Z"), "evening"),
        (Some("2022-09-12T17:00:00Z"), "evening again"),
    ];
    let texts = versions.map(|(_, name)| {
        format!("{name}\nUSA:GOV asserts PRK RUS shells: words of {name}\nurl https://example.org/v\n")
    });
    let of_evening = texts[3..].iter().map(|text| page_id(text.as_bytes()));
    let wanted = of_evening.max().expect("two");
    let folder = tempfile::tempdir().expect("a folder");
    for (place, order) in orders(versions.len()).into_iter().enumerate() {
        let mut ledger = Ledger::open(folder.path().join(format!("{place}.db"))).expect("opens");
        let mut batch = ledger.batch().expect("a batch");
        for (day, at) in order.iter().enumerate() {
            let given = Given { published: versions[*at].0.and_then(Edtf::parse), ..Given::default() };
            let captured = format!("2022-11-{:02}T12:00:00Z", day + 1);
            batch.add(&packed_at(&texts[*at], "a.txt", &given, &captured)).expect("added");
        }
        batch.commit().expect("committed");
        let positions = ledger.positions(&Filter::default()).expect("positions");
        let latest: Vec<_> = positions.iter().filter(|it| it.latest).map(|it| it.at.page).collect();
        assert_eq!(latest, [wanted], "in the order {order:?}");
        assert_eq!(faults(&ledger), [""; 0]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn order_never_matters(
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        again in proptest::collection::vec(0..12_usize, 0..5),
        sizes in proptest::collection::vec(1..5_usize, 12),
        at_once in any::<bool>(),
    ) {
        let texts = texts();
        let folder = tempfile::tempdir().expect("a folder");
        let mut plain = Ledger::open(folder.path().join("plain.db")).expect("opens");
        let mut batch = plain.batch().expect("a batch");
        for text in &texts {
            batch.add(&packed(text, "a.txt")).expect("added");
        }
        batch.commit().expect("committed");
        reconcile(&mut plain);

        let mut mixed = Ledger::open(folder.path().join("mixed.db")).expect("opens");
        let mut order: &[usize] = &[order, again].concat();
        for size in sizes {
            let (now, later) = order.split_at(size.min(order.len()));
            order = later;
            let mut batch = mixed.batch().expect("a batch");
            for &text in now {
                batch.add(&packed(&texts[text], &format!("{text}.txt"))).expect("added");
            }
            if at_once {
                for topic in batch.touched() {
                    reconcile_one(&mut batch, &topic);
                }
            }
            batch.commit().expect("committed");
        }
        let mut batch = mixed.batch().expect("a batch");
        for &text in order {
            batch.add(&packed(&texts[text], "late.txt")).expect("added");
        }
        batch.commit().expect("committed");
        reconcile(&mut mixed);
        prop_assert_eq!(content(&plain), content(&mixed));
        prop_assert_eq!(faults(&mixed), Vec::<String>::new());
    }
}
