//! Denials of something wider or narrower are guests in a dispute, in whatever order the pages come, and go when they are set
//! aside.

use gainsay::ledger::{Deed, Filter, Spot};
use gainsay::record::Side;
use gainsay::{Adding, Keeper, Known, Source, Wanted, wire};
use std::num::NonZeroUsize;
use std::path::Path;

const HOW: fn() -> Adding = || Adding {
    known: Known::default(),
    threads: NonZeroUsize::MIN,
    now: || "2026-01-01T00:00:00Z".to_owned(),
};

/// Who asserts; who denies all that there is; who denies it for a company of its own; who denies another direction; who denies
/// what has nothing to do with it; who denies what was asserted.
const PAGES: [&str; 6] = [
    "American officials said that Turkey had sold drones to Ethiopia.",
    "Turkey said that it had never sold drones to any country.",
    "The Turkish company Baykar said that it had sold no drones to Ethiopia.",
    "Turkey said that it had bought no drones from any country.",
    "Iran said that it had never sold drones to any country.",
    "Ankara denied that it had sold drones to Ethiopia.",
];

fn page(folder: &Path, number: usize) -> Source {
    let path = folder.join(format!("{number}.txt"));
    std::fs::write(&path, format!("A day in the news, part {number}\n\n{}\n", PAGES[number]))
        .expect("a file");
    Source::File(path)
}

fn disputes(keeper: &Keeper) -> Vec<String> {
    let listed = keeper.disputes(&Filter::default(), false).expect("a list");
    let one = |id: &str| wire::line(&wire::Dispute::from(&keeper.dispute(id).expect("a dispute")));
    listed
        .iter()
        .map(|it| format!("{:?} {:?} {} of {} {}", it.sides, it.holders, it.weighed, it.pages, one(&it.id)))
        .collect()
}

/// How many deny in the dispute over drones for Ethiopia, by its list and by its row.
fn denials(keeper: &Keeper) -> (usize, u64, u64) {
    let listed = keeper.disputes(&Filter::default(), false).expect("a list");
    let entry = listed.iter().find(|entry| entry.topic.parties == ["ETH", "TUR"]).expect("it is there");
    let dispute = keeper.dispute(&entry.id).expect("a dispute");
    let (_, listed) = dispute.sides.iter().find(|(side, _)| *side == Side::Denies).expect("a side");
    let (_, counted) = entry.sides.iter().find(|(side, _)| *side == Side::Denies).expect("a side");
    (listed.len(), *counted, entry.pages)
}

fn faults(keeper: &Keeper) -> Vec<String> {
    keeper.verify(NonZeroUsize::MIN, |_| {}).expect("checked").iter().map(ToString::to_string).collect()
}

#[test]
fn they_are_found_in_any_order_of_adding() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wanted = None;
    for (run, order) in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [1, 3, 0, 5, 2, 4], [2, 1, 4, 3, 5, 0]]
        .into_iter()
        .enumerate()
    {
        let mut keeper = Keeper::open(folder.path().join(format!("{run}.db"))).expect("opens");
        for number in order {
            keeper.add(&[page(folder.path(), number)], &HOW(), |_| {}).expect("added");
            assert_eq!(faults(&keeper), [""; 0], "after page {number} of {order:?}");
        }
        // The denial of all, that of the company, and its own. Not those of the other direction, nor of another seller.
        assert_eq!(denials(&keeper), (3, 3, 4), "{order:?}");
        let all = disputes(&keeper);
        assert_eq!(*wanted.get_or_insert_with(|| all.clone()), all, "{order:?}");
        keeper.rebuild(NonZeroUsize::MIN, true, |_| {}).expect("rebuilt");
        assert_eq!(disputes(&keeper), all, "after a rebuild");
    }
}

#[test]
fn one_that_is_set_aside_is_a_guest_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut keeper = Keeper::open(folder.path().join("ledger.db")).expect("opens");
    let sources: Vec<Source> = (0..3).map(|number| page(folder.path(), number)).collect();
    keeper.add(&sources, &HOW(), |_| {}).expect("added");
    let before = disputes(&keeper);
    assert_eq!(denials(&keeper), (2, 2, 3));
    let positions = keeper.ledger().positions(&Filter::default()).expect("a list");
    let wide = positions.iter().find(|it| it.topic.parties == ["TUR", "any"]).expect("a topic of its own");
    let own = keeper.ledger().disputes_of(&wide.at).expect("a list");
    assert_eq!(own.len(), 1, "the dispute in which it is a guest");
    let lanes = keeper.ledger().lanes(&own[0]).expect("lanes");
    let denied: u64 = lanes.iter().filter(|lane| lane.side == Side::Denies).map(|lane| lane.positions).sum();
    assert_eq!(denied, 2, "in the time line as on the sides");

    let reading = keeper.ledger().reading(&wide.at.page).expect("a reading");
    let on = gainsay::ledger::Anchor::of(&reading, Spot::Position(wide.at.position)).expect("words");
    let rejected = keeper.decide("Ana", "2026-01-02T00:00:00Z", vec![Deed::Reject { on }]).expect("decided");
    assert_eq!(denials(&keeper), (1, 1, 2));
    assert_eq!(keeper.ledger().disputes_of(&wide.at).expect("a list"), [""; 0]);
    assert_eq!(faults(&keeper), [""; 0]);

    keeper
        .decide("Ana", "2026-01-03T00:00:00Z", vec![Deed::Undo { decision: rejected[0].id.clone() }])
        .expect("undone");
    assert_eq!(disputes(&keeper), before);
    assert_eq!(faults(&keeper), [""; 0]);
}

#[test]
fn a_denial_of_all_is_no_dispute_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut keeper = Keeper::open(folder.path().join("ledger.db")).expect("opens");
    keeper.add(&[page(folder.path(), 1)], &HOW(), |_| {}).expect("added");
    assert_eq!(disputes(&keeper), [""; 0]);
    assert_eq!(faults(&keeper), [""; 0]);
}

#[test]
fn of_very_many_the_same_are_heard_in_any_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: String, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("A day in the news\n\n{text}\n")).expect("a file");
        Source::File(path)
    };
    // More who deny it of all than are heard, as often each.
    let who = [
        "Greece",
        "Kenya",
        "Ghana",
        "Chile",
        "Peru",
        "Norway",
        "Sweden",
        "Finland",
        "Portugal",
        "Spain",
        "Japan",
        "Malaysia",
        "Indonesia",
        "Egypt",
        "Jordan",
        "Kuwait",
        "Oman",
        "Qatar",
        "Angola",
        "Namibia",
        "Zambia",
        "Malawi",
    ];
    let mut sources: Vec<Source> = who
        .iter()
        .enumerate()
        .map(|(at, who)| {
            write(
                format!("{at}.txt"),
                &format!("{who}'s foreign ministry said that Turkey had never sold drones to any country."),
            )
        })
        .collect();
    sources.extend(["Baykar", "Roketsan", "Aselsan"].into_iter().map(|firm| {
        write(
            format!("{firm}.txt"),
            &format!("The Turkish company {firm} said that it had sold no drones to Ethiopia."),
        )
    }));
    sources.push(write("claim.txt".to_owned(), PAGES[0]));
    let mut told = Vec::new();
    for turned in [false, true] {
        let mut keeper = Keeper::open(folder.path().join(format!("{turned}.db"))).expect("opens");
        for source in &sources {
            keeper.add(std::slice::from_ref(source), &HOW(), |_| {}).expect("added");
        }
        assert_eq!(faults(&keeper), [""; 0]);
        // As many voices as are heard of others, and each has spoken once.
        assert_eq!(denials(&keeper).0, 16);
        told.push(disputes(&keeper));
        sources.reverse();
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn what_a_guest_brings_is_news() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut keeper = Keeper::open(folder.path().join("ledger.db")).expect("opens");
    keeper.add(&[page(folder.path(), 0)], &HOW(), |_| {}).expect("added");
    let entries = keeper.ledger().seal().expect("a seal").entries;
    let later = Adding { now: || "2026-02-01T00:00:00Z".to_owned(), ..HOW() };
    keeper.add(&[page(folder.path(), 1)], &later, |_| {}).expect("added");
    let changed = keeper.disputes_changed(entries).expect("a list");
    assert_eq!(changed.values().map(|changed| changed.positions).collect::<Vec<_>>(), [1]);
    let news = keeper.diff("2026-02-01").expect("news");
    assert!(news.iter().any(|news| news.title.contains("drones")), "{news:?}");
}

#[test]
fn a_correction_takes_it_where_it_belongs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut keeper = Keeper::open(folder.path().join("ledger.db")).expect("opens");
    keeper.add(&[page(folder.path(), 0), page(folder.path(), 1)], &HOW(), |_| {}).expect("added");
    let positions = keeper.ledger().positions(&Filter::default()).expect("a list");
    let at = positions.iter().find(|it| it.topic.parties == ["TUR", "any"]).expect("a denial of all").at;
    let reading = keeper.ledger().reading(&at.page).expect("a reading");
    let anchor = || gainsay::ledger::Anchor::of(&reading, Spot::Position(at.position)).expect("words");
    for (wanted, topic) in [
        (Wanted { parties: vec!["TUR".into(), "ETH".into()], ..Wanted::default() }, vec!["ETH", "TUR"]),
        (Wanted { supplier: Some("IRN".into()), ..Wanted::default() }, vec!["IRN", "any"]),
        (
            Wanted { recipient: Some("ETH".into()), supplier: Some("TUR".into()), ..Wanted::default() },
            vec!["ETH", "TUR"],
        ),
    ] {
        let deed = keeper.correction(anchor(), &wanted).expect("a correction");
        keeper.decide("Ana", "2026-01-02T00:00:00Z", vec![deed]).expect("decided");
        let positions = keeper.ledger().positions(&Filter::default()).expect("a list");
        let now = positions.iter().find(|it| it.at == at).expect("it is there");
        assert_eq!(now.topic.parties, topic);
        assert_eq!(faults(&keeper), [""; 0]);
    }
}

#[test]
fn decisions_reach_the_copies_of_a_guest() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "The ministry opened a new hall for its archive in the old harbour on the same day, and the mayor cut a ribbon of \
        three colours before some two hundred guests, who then walked through the rooms and looked at maps of the coast.";
    let reprint = |name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("Ankara speaks\n\n{}\n\n{long}\n\nPrinted by {name}.\n", PAGES[1]))
            .expect("a file");
        Source::File(path)
    };
    let mut keeper = Keeper::open(folder.path().join("ledger.db")).expect("opens");
    let sources = [page(folder.path(), 0), reprint("one.txt"), reprint("two.txt")];
    keeper.add(&sources, &HOW(), |_| {}).expect("added");
    assert_eq!(denials(&keeper), (2, 2, 3));
    let id = keeper.disputes(&Filter::default(), false).expect("a list")[0].id.clone();
    let dispute = keeper.dispute(&id).expect("a dispute");
    let fold = dispute.origins.iter().flat_map(|(_, origins)| &origins.folds).next().expect("they are one");
    let deed = keeper.unfolding(&id, &fold.id).expect("a fold");
    keeper.decide("Ana", "2026-01-02T00:00:00Z", vec![deed]).expect("decided");
    assert_eq!(faults(&keeper), [""; 0], "after the unfolding");

    let positions = keeper.ledger().positions(&Filter::default()).expect("a list");
    let at = positions.iter().find(|it| it.topic.parties == ["TUR", "any"]).expect("a denial of all").at;
    let reading = keeper.ledger().reading(&at.page).expect("a reading");
    let on = gainsay::ledger::Anchor::of(&reading, Spot::Position(at.position)).expect("words");
    keeper.decide("Ana", "2026-01-03T00:00:00Z", vec![Deed::Reject { on }]).expect("decided");
    let dispute = keeper.dispute(&id).expect("a dispute");
    assert!(
        dispute.sides.iter().all(|(side, positions)| *side != Side::Denies || positions.is_empty()),
        "both copies are set aside"
    );
    assert_eq!(faults(&keeper), [""; 0]);
}
