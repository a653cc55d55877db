//! Who stands on which side, in which order, and how it went on.

use super::*;

fn sent() -> What {
    transfer("PRK", "RUS").at("delivered").of("shells")
}

#[test]
fn a_denial_meets_an_assertion() {
    let pages = [
        page(1).published("2022-09-06").with(asserts("USA:GOV", sent())),
        page(2).published("2022-09-22").with(denies("PRK:GOV", sent())),
    ];
    let dispute = one(&pages);
    assert!(crate::is_contested(&dispute));
    assert_eq!(on_side(&dispute, Side::Asserts), [(1, 0)]);
    assert_eq!(on_side(&dispute, Side::Denies), [(2, 0)]);
    assert_eq!(dispute.parties, ["PRK", "RUS"]);
    assert_eq!(
        dispute.id,
        crate::Key { frame: "arms-transfer".into(), parties: dispute.parties.clone() }.id()
    );
    assert_eq!(dispute.first, Some(date("2022-09-06")));
    assert_eq!(dispute.last, Some(date("2022-09-22")));
}

#[test]
fn a_claim_that_nobody_contests_is_kept_and_comes_last() {
    let pages = [
        page(1).with(asserts("USA:GOV", sent())).with(asserts("USA:GOV", transfer("IRN", "RUS"))),
        page(2).with(denies("IRN:GOV", transfer("IRN", "RUS"))),
    ];
    let disputes = all(&pages);
    assert_eq!(disputes[0].parties, ["IRN", "RUS"]);
    assert_eq!(disputes[1].parties, ["PRK", "RUS"]);
    assert!(!crate::is_contested(&disputes[1]));
}

#[test]
fn a_hedge_or_no_answer_contests_too() {
    for stance in [Stance::Hedges, Stance::Declines] {
        let pages = [page(1).with(asserts("USA:GOV", sent())), page(2).with(says("CHN:GOV", stance, sent()))];
        let dispute = one(&pages);
        assert!(crate::is_contested(&dispute));
        assert!(dispute.oppositions.is_empty(), "neither is a denial");
    }
}

#[test]
fn confirming_and_accusing_are_asserting() {
    let pages = [page(1).with(says("USA:GOV", Stance::Confirms, sent())).with(says(
        "UKR:GOV",
        Stance::Accuses,
        sent(),
    ))];
    assert_eq!(on_side(&one(&pages), Side::Asserts), [(1, 0), (1, 1)]);
}

#[test]
fn threats_and_relays_take_no_side() {
    for stance in [Stance::Threatens, Stance::Relays] {
        assert!(all(&[page(1).with(says("USA:GOV", stance, sent()))]).is_empty());
    }
}

#[test]
fn one_party_alone_makes_no_dispute() {
    let mut what = sent();
    what.0.parties = vec!["RUS".into()];
    assert!(all(&[page(1).with(asserts("USA:GOV", what))]).is_empty());
}

#[test]
fn other_levels_stand_beneath_and_never_count() {
    let no_evidence = says("USA:GOV", Stance::Denies, sent()).aimed_at(Level::Evidence);
    let dispute = one(&[page(1).with(asserts("UKR:GOV", sent())).with(no_evidence)]);
    assert!(on_side(&dispute, Side::Denies).is_empty());
    let beneath = dispute.beneath.iter().find(|(side, _)| *side == Side::Denies).map(|(_, at)| at.len());
    assert_eq!(beneath, Some(1));
    assert!(!crate::is_contested(&dispute));
    assert!(all(&[page(1).with(asserts("USA:GOV", sent()).aimed_at(Level::Presupposed))]).is_empty());
}

#[test]
fn sides_are_in_order_of_what_was_said_when() {
    let pages = [
        page(1).with(asserts("USA:GOV", sent())),
        page(2).published("2022-11-02").with(asserts("USA:GOV", sent())),
        page(3).published("2022-11-03").with(asserts("USA:GOV", sent()).on("2022-09-05")),
        page(4).published("2022-09-06").with(asserts("USA:GOV", sent())),
    ];
    assert_eq!(on_side(&one(&pages), Side::Asserts), [(3, 0), (4, 0), (2, 0), (1, 0)]);
}

#[test]
fn a_date_without_a_year_gives_way_to_the_date_of_the_page() {
    let pages = [
        page(1).published("2022-09-10").with(asserts("USA:GOV", sent()).on("XXXX-09")),
        page(2).published("2022-09-09").with(asserts("USA:GOV", sent())),
    ];
    assert_eq!(on_side(&one(&pages), Side::Asserts), [(2, 0), (1, 0)]);
    let undated = one(&[page(1).with(asserts("USA:GOV", sent()).on("XXXX-09"))]);
    assert_eq!((undated.first, undated.last, undated.episodes.len()), (None, None, 0));
}

#[test]
fn silence_of_a_quarter_ends_an_episode() {
    let pages = [
        page(1).published("2022-09-06").with(asserts("USA:GOV", sent())),
        page(2).published("2022-11-02").with(denies("PRK:GOV", sent())),
        page(3).published("2023-03-30").with(asserts("USA:GOV", sent())),
    ];
    let episodes = one(&pages).episodes;
    let ends: Vec<_> =
        episodes.iter().map(|e| (e.first.as_str(), e.last.as_str(), e.positions.len())).collect();
    assert_eq!(ends, [("2022-09-06", "2022-11-02", 2), ("2023-03-30", "2023-03-30", 1)]);
}

#[test]
fn a_denial_that_becomes_an_admission_is_a_reversal() {
    let drones = || transfer("IRN", "RUS").of("drones");
    let pages = [
        page(1).published("2022-10-15").with(denies("IRN:GOV:mfa", drones().at("delivered"))),
        page(2).published("2022-10-16").with(denies("IRN:GOV:mfa", drones().at("delivered"))),
        page(3).published("2022-11-05").with(says("IRN:GOV:mfa", Stance::Confirms, drones().at("delivered"))),
        page(4).published("2022-11-06").with(asserts("IRN:GOV:mfa", drones().at("delivered"))),
    ];
    let reversals = one(&pages).reversals;
    assert_eq!(reversals.len(), 1, "the turn alone, not its repetition: {reversals:?}");
    assert_eq!(reversals[0].holder.as_str(), "IRN:GOV:mfa");
    assert_eq!((reversals[0].from.0, reversals[0].from.1.page.0[0]), (Stance::Denies, 2));
    assert_eq!((reversals[0].to.0, reversals[0].to.1.page.0[0]), (Stance::Confirms, 3));
}

#[test]
fn what_a_holder_speaks_of_narrows_and_widens() {
    let drones = || transfer("IRN", "RUS").of("drones").at("delivered");
    let few = || transfer("IRN", "RUS").many("drones", "a small number", 2, Some(50)).at("delivered");
    let pages = [
        page(1)
            .published("2022-10-10")
            .with(denies("IRN:GOV", transfer("IRN", "RUS").of("weapons").at("delivered"))),
        page(2).published("2022-10-12").with(denies("IRN:GOV", drones())),
        page(3).published("2022-11-05").with(says("IRN:GOV", Stance::Confirms, few())),
        // Said again, and by somebody else: no shift.
        page(4).published("2022-11-06").with(says("IRN:GOV", Stance::Confirms, few())),
        page(5).published("2022-11-07").with(asserts("UKR:GOV", drones())),
        page(6).published("2022-12-01").with(says("IRN:GOV", Stance::Confirms, drones())),
    ];
    let shifts = one(&pages).shifts;
    let told: Vec<_> = shifts
        .iter()
        .map(|it| (it.holder.as_str(), it.scope, it.from.0, it.from.1.page.0[0], it.to.0, it.to.1.page.0[0]))
        .collect();
    let (narrows, widens) = (gainsay_record::Scope::Narrows, gainsay_record::Scope::Widens);
    assert_eq!(
        told,
        [
            ("IRN:GOV", narrows, Stance::Denies, 1, Stance::Denies, 2),
            ("IRN:GOV", narrows, Stance::Denies, 2, Stance::Confirms, 3),
            ("IRN:GOV", widens, Stance::Confirms, 3, Stance::Confirms, 6),
        ]
    );
}

#[test]
fn a_headline_and_its_body_are_no_reversal() {
    let dispute = one(&[page(1).published("2022-09-22").with(denies("PRK:GOV", sent())).with(says(
        "PRK:GOV",
        Stance::Hedges,
        sent(),
    ))]);
    assert!(dispute.reversals.is_empty());
}

#[test]
fn two_unnamed_officials_do_not_contradict_themselves() {
    let pages = [
        page(1).published("2022-09-06").with(asserts("USA:GOV", sent()).unnamed()),
        page(2).published("2022-11-06").with(denies("USA:GOV", sent()).unnamed()),
    ];
    assert!(one(&pages).reversals.is_empty());
}

#[test]
fn stances_on_different_things_are_no_reversal() {
    let pages = [
        page(1).published("2022-09-06").with(denies("PRK:GOV", transfer("PRK", "RUS").of("tanks"))),
        page(2).published("2022-11-06").with(asserts("PRK:GOV", transfer("PRK", "RUS").of("shells"))),
        page(3).published("2022-12-06").with(denies("PRK:GOV", transfer("PRK", "RUS").of("shells")).plan()),
    ];
    assert!(one(&pages).reversals.is_empty());
}

#[test]
fn titles_say_who_to_whom_and_what() {
    let title = |pages: &[Reading]| one(pages).title;
    let both = transfer("PRK", "RUS").of("weapons").of("shells").of("ammunition");
    assert_eq!(
        title(&[page(1).with(asserts("USA:GOV", both))]),
        "North Korea to Russia: weapons and ammunition"
    );
    assert_eq!(
        title(&[page(1).with(denies("PRK:GOV", trade("PRK", "RUS")))]),
        "North Korea and Russia: arms"
    );
    let either =
        page(1).with(asserts("USA:GOV", sent())).with(asserts("USA:GOV", transfer("RUS", "PRK").of("tanks")));
    assert_eq!(title(&[either]), "North Korea and Russia: artillery shells and tanks");
}

#[test]
fn the_more_opposed_dispute_comes_first() {
    let open = |from: &str| transfer(from, "RUS").at("under-way");
    let pages = [
        page(1)
            .with(asserts("USA:GOV", open("PRK")))
            .with(denies("PRK:GOV", transfer("PRK", "RUS").at("delivered"))),
        page(2).with(asserts("USA:GOV", open("IRN"))).with(denies("IRN:GOV", open("IRN"))),
    ];
    let order: Vec<_> = all(&pages).into_iter().map(|dispute| dispute.parties[0].clone()).collect();
    assert_eq!(order, ["IRN", "PRK"]);
}

#[test]
fn a_store_finds_the_same_dispute_alone() {
    let pages = [
        page(1).with(asserts("USA:GOV", sent())).with(asserts("USA:GOV", transfer("IRN", "RUS"))),
        page(2).with(denies("PRK:GOV", sent())),
    ];
    let readings: Vec<_> = pages.iter().collect();
    let keys = crate::keys(&pages[0]);
    assert_eq!(keys.len(), 2);
    for key in &keys {
        let alone = crate::reconcile(key, &readings, known());
        assert_eq!(alone, all(&pages).into_iter().find(|dispute| dispute.id == key.id()));
        assert!(alone.is_some());
    }
}

#[test]
fn ten_thousand_positions_are_held_against_each_other_at_once() {
    let pages: Vec<Reading> = (0..10_000u32)
        .map(|number| {
            let mut page = page(0);
            page.article.id.0[..4].copy_from_slice(&number.to_be_bytes());
            let day = format!("2022-{:02}-{:02}", 1 + number / 900, 1 + number % 28);
            let item = ["shells", "tanks", "drones", "weapons", "arms"][number as usize % 5];
            let what = transfer("PRK", "RUS")
                .of(item)
                .at(["under-way", "delivered"][number as usize % 2])
                .when(&day);
            let holder = format!("USA:GOV:official-{}", number % 700);
            // Every third page reprints another; the rest have words of their own.
            let own = if number % 3 == 0 { number / 90 } else { number };
            let words: Vec<String> =
                (0..60).map(|word| format!("w{}", own.wrapping_mul(31) + word)).collect();
            let page = page.published(&day).paragraph(&words.join(" "));
            page.with(if number % 3 == 0 { denies(&holder, what) } else { asserts(&holder, what) })
        })
        .collect();
    let start = std::time::Instant::now();
    let dispute = one(&pages);
    // Generous, for an unoptimised build on a busy machine; a quadratic one would need minutes.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    assert_eq!(dispute.sides.iter().map(|(_, at)| at.len()).sum::<usize>(), 10_000);
    assert!(dispute.oppositions.len() <= crate::meetings::CLASSES * crate::meetings::CLASSES);
}
