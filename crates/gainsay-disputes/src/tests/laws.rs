//! The laws of the order and of reconciling, over the real stages and classes.

use super::*;
use crate::Order;
use gainsay_knowledge::time::{self, Reach};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn class() -> impl Strategy<Value = String> {
    let classes: Vec<String> = known().items.classes().iter().map(|class| class.code.to_string()).collect();
    // Few draws hit related classes by chance, so the common ones come up more often.
    let common = ["arms", "weapons", "ammunition", "shells", "artillery-ammunition", "missiles", "tanks"];
    prop_oneof![select(classes), select(common.map(str::to_owned).to_vec())]
}

fn stage() -> impl Strategy<Value = Option<String>> {
    let frame = known().frames.get("arms-transfer").expect("the first frame");
    let stages: Vec<_> = frame.stages().map(|stage| Some(stage.to_owned())).chain([None]).collect();
    select(stages)
}

fn mode() -> impl Strategy<Value = Mode> {
    select(vec![Mode::Sale, Mode::Gift, Mode::ReExport, Mode::Unspecified])
}

fn day() -> impl Strategy<Value = Edtf> {
    let texts = [
        "2022",
        "2022-09",
        "2022-09-05",
        "2022-09-22",
        "2022-09-01/2022-09-10",
        "2022-11",
        "XXXX-09",
        "2023-01-03",
    ];
    select(texts.to_vec()).prop_map(date)
}

fn quantity() -> impl Strategy<Value = Option<Quantity>> {
    let range = |min, max| Some(Quantity { text: "some".into(), min, max, vague: false, unit: None });
    select(vec![
        None,
        range(Some(200), None),
        range(Some(300), Some(300)),
        range(None, Some(1000)),
        range(Some(0), None),
    ])
}

fn what() -> impl Strategy<Value = Proposition> {
    let way = select(vec![
        transfer("PRK", "RUS"),
        transfer("RUS", "PRK"),
        trade("PRK", "RUS"),
        transfer("PRK", "RUS").via("CHN"),
    ]);
    let items = proptest::collection::vec((class(), quantity()), 0..3);
    (way, items, stage(), mode(), proptest::option::of(day())).prop_map(|(way, items, stage, mode, day)| {
        let mut what = way.0;
        what.items = items
            .into_iter()
            .map(|(class, quantity)| Item { text: class.clone(), class, spans: Vec::new(), quantity })
            .collect();
        (what.stage, what.mode) = (stage, mode);
        what.time = day.map(|day| Time { edtf: Some(day), text: None, spans: Vec::new(), against: None });
        what
    })
}

/// The same thing said a little more generally, or as it was.
fn wider(what: Proposition) -> impl Strategy<Value = Proposition> {
    let above: Vec<String> = match what.items.first() {
        Some(item) => {
            let classes = known().items.classes().iter();
            classes
                .map(|class| class.code.to_string())
                .filter(|code| known().items.entails(&item.class, code))
                .collect()
        }
        None => vec!["arms".into()],
    };
    (select(above), any::<[bool; 4]>()).prop_map(move |(class, widen)| {
        let mut what = what.clone();
        if let [Some(item), ..] = [what.items.first_mut()] {
            item.class = class;
        }
        what.items.truncate(1);
        if widen[0] {
            what.mode = Mode::Unspecified;
        }
        if widen[1] {
            what.time = None;
        }
        if widen[2] {
            what.items.iter_mut().for_each(|item| item.quantity = None);
        }
        if widen[3] && what.stage.as_deref() == Some("delivered") {
            what.stage = Some("agreed".into());
        }
        what
    })
}

/// The least that has to be equal for two propositions to say the same: items that are entailed by others of the list, and
/// so say nothing of their own, left out.
fn sense(what: &Proposition) -> impl PartialEq + std::fmt::Debug {
    type Said = (String, Option<(u64, u64, Option<String>)>);
    let said = |item: &Item| -> Said {
        let range = item.quantity.as_ref();
        let range =
            range.map(|many| (many.min.unwrap_or(0), many.max.unwrap_or(u64::MAX), many.unit.clone()));
        (item.class.clone(), range)
    };
    let order = Order::new(known(), &what.frame);
    let alone = |item: &Item| {
        let mut one = trade("PRK", "RUS").0;
        one.items = vec![item.clone()];
        one
    };
    let says_nothing_new = |item: &&Item| {
        let others = what.items.iter().filter(|other| said(other) != said(item));
        others.into_iter().any(|other| order.entails(&alone(other), &alone(item)))
    };
    let mut items: Vec<Said> = what.items.iter().filter(|item| !says_nothing_new(item)).map(said).collect();
    if items.is_empty() {
        items.push(("arms".into(), None));
    }
    items.sort();
    items.dedup();
    let mut roles: Vec<_> =
        what.roles.iter().map(|filler| (filler.role.clone(), filler.filler.clone())).collect();
    roles.sort();
    let reach = what.time.as_ref().and_then(|when| when.edtf.as_ref()).map(time::reach);
    assert_ne!(reach, Some(Reach::Unclear), "no such date is drawn");
    (items, roles, what.mode, what.stage.clone(), reach)
}

/// Another one in the place of a party.
fn retarget(what: &mut Proposition, party: &str, other: &str) {
    for role in what.roles.iter_mut().filter(|role| role.filler == party) {
        role.filler = other.to_owned();
    }
    what.parties.retain(|known| known != party);
    what.parties.extend((other != gainsay_record::ANYONE).then(|| other.to_owned()));
    what.parties.sort();
}

fn asserting_page() -> impl Strategy<Value = Says> {
    let holders = ["USA:GOV", "USA:GOV:mod", "XXX:SPY", "PRK:GOV", "GBR:MED:reuters", "XXX:MED", ""];
    let stances =
        [Stance::Asserts, Stance::Denies, Stance::Confirms, Stance::Hedges, Stance::Declines, Stance::Relays];
    let levels = [Level::Act, Level::Act, Level::Act, Level::Plan, Level::Report];
    let chains = [&[][..], &["USA:MED"][..], &["GBR:MED:reuters"][..]];
    (
        (
            select(holders.to_vec()),
            select(stances.to_vec()),
            select(levels.to_vec()),
            select(chains.to_vec()),
        ),
        (any::<bool>(), any::<bool>(), proptest::option::of(day()), what(), 0..5_u8),
    )
        .prop_map(|((holder, stance, level, chain), (unnamed, narrated, said, mut what, reach))| {
            // Of anyone, of a company alone, or between these two.
            match (reach, what.role("recipient").map(|role| role.filler.clone())) {
                (0, Some(recipient)) => retarget(&mut what, &recipient, gainsay_record::ANYONE),
                (1, Some(_)) => retarget(&mut what, "RUS", "RUS:BUS:rosoboronexport"),
                _ => {}
            }
            let mut position = says(holder, stance, What(what)).aimed_at(level).through(chain);
            if let Some(said) = said {
                position = position.on(said.as_str());
            }
            if narrated {
                position.kind = Kind::Narrated;
            }
            if unnamed { position.unnamed() } else { position }
        })
}

fn dossier() -> impl Strategy<Value = Vec<Reading>> {
    let texts = [
        "",
        "The ministry has said that trains with shells left the station at night and came back empty in the morning.",
        "Nobody at the embassy would answer questions about the ships that were seen in the harbour in August this year.",
    ];
    let one = (
        proptest::collection::vec(asserting_page(), 0..4),
        select(texts.to_vec()),
        proptest::option::of(day()),
    );
    proptest::collection::vec(one, 1..6).prop_map(|pages| {
        pages
            .into_iter()
            .enumerate()
            .map(|(number, (positions, text, day))| {
                let start = page(number as u8 + 1).paragraph(text);
                let start = match day {
                    Some(day) => start.published(day.as_str()),
                    None => start,
                };
                positions.into_iter().fold(start, Pages::with)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asserted_is_entailed_by_itself(a in what()) {
        prop_assert!(Order::new(known(), &a.frame).entails(&a, &a));
    }

    #[test]
    fn entailment_is_transitive(chain in what().prop_flat_map(|a| wider(a.clone()).prop_flat_map(move |b| {
        let a = a.clone();
        wider(b.clone()).prop_map(move |c| (a.clone(), b.clone(), c))
    }))) {
        let (a, b, c) = chain;
        let order = Order::new(known(), &a.frame);
        prop_assert!(order.entails(&a, &b), "widened: {a:?} {b:?}");
        prop_assert!(order.entails(&b, &c));
        prop_assert!(order.entails(&a, &c));
    }

    #[test]
    fn entailment_is_transitive_wherever_it_starts(a in what(), b in what(), c in what()) {
        let order = Order::new(known(), &a.frame);
        prop_assert!(!(order.entails(&a, &b) && order.entails(&b, &c)) || order.entails(&a, &c));
    }

    #[test]
    fn what_entails_each_other_says_the_same(pair in what().prop_flat_map(|a| {
        prop_oneof![wider(a.clone()), what()].prop_map(move |b| (a.clone(), b))
    })) {
        let (a, b) = pair;
        let order = Order::new(known(), &a.frame);
        if order.entails(&a, &b) && order.entails(&b, &a) {
            prop_assert_eq!(sense(&a), sense(&b));
        }
    }

    #[test]
    fn a_denial_of_the_general_opposes_the_specific_and_not_the_other_way_round(
        pair in what().prop_filter("one item: lists are asserted and denied differently", |a| a.items.len() <= 1)
            .prop_flat_map(|a| wider(a.clone()).prop_map(move |b| (a.clone(), b)))
    ) {
        let (specific, general) = pair;
        let order = Order::new(known(), &specific.frame);
        // Said after everything that the strategies can date.
        let said = date("2030-01-01");
        let claim = |proposition| crate::Claim { level: Level::Act, proposition, said: Some(&said) };
        let dated = specific.time.as_ref().and_then(|time| time.edtf.as_ref());
        prop_assume!(dated.is_none_or(|date| !date.as_str().starts_with('X')));
        prop_assert_eq!(order.meet(&claim(&specific), &claim(&general)), Opposition::Opposed);
        if !order.entails(&general, &specific) {
            prop_assert_ne!(order.meet(&claim(&general), &claim(&specific)), Opposition::Opposed);
        }
    }

    #[test]
    fn a_past_denial_never_reaches_a_later_event(asserted in what(), denied in what(), said in day(), on in day()) {
        let order = Order::new(known(), &asserted.frame);
        let happened = asserted.time.as_ref().and_then(|time| time.edtf.clone());
        let assertion = crate::Claim { level: Level::Act, proposition: &asserted, said: Some(&on) };
        let denial = crate::Claim { level: Level::Act, proposition: &denied, said: Some(&said) };
        if happened.is_some_and(|happened| time::before(&said, &happened)) {
            prop_assert_eq!(order.meet(&assertion, &denial), Opposition::PastEachOther);
        }
    }

    #[test]
    fn neither_the_order_of_pages_nor_a_page_twice_matters(
        (pages, shuffled) in dossier().prop_flat_map(|pages| (Just(pages.clone()), Just(pages).prop_shuffle())),
        again in subsequence((0..5).collect::<Vec<usize>>(), 0..5),
    ) {
        let first = all(&pages);
        let mut readings: Vec<&Reading> = shuffled.iter().collect();
        readings.extend(again.into_iter().filter_map(|at| pages.get(at)));
        prop_assert_eq!(&first, &crate::disputes(&readings, known()));
        for page in &pages {
            for key in crate::keys(page) {
                let alone = crate::reconcile(&key, &readings, known());
                prop_assert_eq!(alone.as_ref(), first.iter().find(|dispute| dispute.id == key.id()));
            }
        }
    }

    #[test]
    fn every_position_stands_in_one_place_of_a_dispute_at_most(pages in dossier()) {
        for dispute in &all(&pages) {
            let lists = dispute.sides.iter().chain(&dispute.beneath);
            let mut places: Vec<_> = lists.flat_map(|(_, positions)| positions).collect();
            let count = places.len();
            places.sort();
            places.dedup();
            prop_assert_eq!(places.len(), count);
            let sided = dispute.sides.iter().any(|(_, positions)| !positions.is_empty());
            prop_assert!(sided && dispute.episodes.windows(2).all(|pair| pair[0].last <= pair[1].first));
        }
    }
}
