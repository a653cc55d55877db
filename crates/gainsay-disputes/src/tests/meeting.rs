//! How two positions meet, pair by pair.

use super::*;
use Opposition::{Opposed, PartlyOpposed, PastEachOther};

fn sent() -> What {
    transfer("IRN", "RUS").at("delivered")
}

#[test]
fn who_denies_arms_denies_shells() {
    assert_eq!(meet(sent().of("shells"), "2022-09-05", sent().of("arms"), "2022-09-22"), Opposed);
    assert_eq!(meet(sent().of("tanks"), "2022-09-05", sent().of("weapons"), "2022-09-22"), Opposed);
}

#[test]
fn who_denies_shells_leaves_arms_standing() {
    assert_eq!(meet(sent().of("arms"), "2022-09-05", sent().of("shells"), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet(sent().of("weapons"), "2022-09-05", sent().of("tanks"), "2022-09-22"), PartlyOpposed);
}

#[test]
fn tanks_are_no_answer_to_shells() {
    assert_eq!(meet(sent().of("shells"), "2022-09-05", sent().of("tanks"), "2022-09-22"), PastEachOther);
    assert_eq!(meet(sent().of("tanks"), "2022-09-05", sent().of("ammunition"), "2022-09-22"), PastEachOther);
}

#[test]
fn weapons_and_shells_only_partly_meet() {
    assert_eq!(meet(sent().of("shells"), "2022-09-05", sent().of("weapons"), "2022-09-22"), PartlyOpposed);
    assert_eq!(
        meet(sent().of("weapons"), "2022-09-05", sent().of("ammunition"), "2022-09-22"),
        PartlyOpposed
    );
}

#[test]
fn goods_of_dual_use_are_not_arms() {
    assert_eq!(
        meet(sent().of("microelectronics"), "2022-09-05", sent().of("weapons"), "2022-09-22"),
        PastEachOther
    );
    assert_eq!(meet(sent().of("microelectronics"), "2022-09-05", sent(), "2022-09-22"), PastEachOther);
}

#[test]
fn a_denial_that_names_no_item_covers_every_item() {
    assert_eq!(meet(sent().of("shells"), "2022-09-05", sent(), "2022-09-22"), Opposed);
}

#[test]
fn a_list_denied_denies_each() {
    let denied = sent().of("weapons").of("ammunition");
    assert_eq!(meet(sent().of("shells"), "2022-09-05", denied.clone(), "2022-09-22"), Opposed);
    assert_eq!(meet(sent().of("shells").of("drones"), "2022-09-05", denied, "2022-09-22"), Opposed);
}

#[test]
fn of_a_list_asserted_a_part_can_be_denied() {
    let asserted = sent().of("shells").of("drones");
    assert_eq!(meet(asserted, "2022-09-05", sent().of("drones"), "2022-09-22"), PartlyOpposed);
}

#[test]
fn never_delivered_does_not_answer_talks_or_attempts() {
    let denied = transfer("IRN", "RUS").at("delivered");
    for stage in ["sought", "negotiating", "authorised"] {
        assert_eq!(
            meet(transfer("IRN", "RUS").at(stage), "2022-09-05", denied.clone(), "2022-09-22"),
            PastEachOther
        );
    }
}

#[test]
fn never_delivered_answers_an_order_in_part() {
    assert_eq!(meet(transfer("IRN", "RUS").at("agreed"), "2022-09-05", sent(), "2022-09-22"), PartlyOpposed);
    assert_eq!(
        meet(transfer("IRN", "RUS").at("under-way"), "2022-09-05", sent(), "2022-09-22"),
        PartlyOpposed
    );
}

#[test]
fn who_denies_an_agreement_denies_the_delivery() {
    assert_eq!(meet(sent(), "2022-09-05", transfer("IRN", "RUS").at("agreed"), "2022-09-22"), Opposed);
}

#[test]
fn who_denies_the_trade_denies_deliveries_and_not_talks() {
    let denied = trade("IRN", "RUS");
    assert_eq!(meet(sent(), "2022-09-05", denied.clone(), "2022-09-22"), Opposed);
    assert_eq!(
        meet(transfer("IRN", "RUS").at("negotiating"), "2022-09-05", denied, "2022-09-22"),
        PastEachOther
    );
}

#[test]
fn never_sold_leaves_gifts_open() {
    let sold = sent().by(Mode::Sale);
    assert_eq!(meet(sent().by(Mode::Gift), "2022-09-05", sold.clone(), "2022-09-22"), PastEachOther);
    assert_eq!(meet(sent(), "2022-09-05", sold.clone(), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet(sold, "2022-09-05", sent(), "2022-09-22"), Opposed);
}

#[test]
fn the_other_direction_is_another_claim() {
    let other_way = transfer("RUS", "IRN").at("delivered");
    assert_eq!(meet(sent(), "2022-09-05", other_way.clone(), "2022-09-22"), PastEachOther);
    assert_eq!(meet(other_way, "2022-09-05", trade("IRN", "RUS"), "2022-09-22"), Opposed);
}

#[test]
fn a_direction_denied_leaves_the_trade_standing() {
    let trade = trade("IRN", "RUS").at("delivered");
    assert_eq!(meet(trade, "2022-09-05", sent(), "2022-09-22"), PartlyOpposed);
}

#[test]
fn one_role_between_two_parties_gives_the_other() {
    let mut half = sent();
    half.0.roles.truncate(1);
    assert_eq!(meet(half, "2022-09-05", sent(), "2022-09-22"), Opposed);
}

#[test]
fn a_way_denied_leaves_other_ways() {
    let by_belarus = sent().via("BLR");
    assert_eq!(meet(sent(), "2022-09-05", by_belarus.clone(), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet(by_belarus.clone(), "2022-09-05", sent(), "2022-09-22"), Opposed);
    assert_eq!(meet(sent().via("SYR"), "2022-09-05", by_belarus, "2022-09-22"), PastEachOther);
}

#[test]
fn quantities_meet_as_ranges() {
    let many = |text, min, max| sent().many("drones", text, min, max);
    let hundreds = || many("hundreds", 200, None);
    assert_eq!(meet(many("300", 300, Some(300)), "2022-09-05", hundreds(), "2022-09-22"), Opposed);
    assert_eq!(meet(many("dozens", 24, None), "2022-09-05", hundreds(), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet(many("10", 10, Some(10)), "2022-09-05", hundreds(), "2022-09-22"), PastEachOther);
    assert_eq!(meet(hundreds(), "2022-09-05", sent().of("drones"), "2022-09-22"), Opposed);
}

#[test]
fn a_denial_of_the_past_never_reaches_a_later_event() {
    let in_november = sent().when("2022-11");
    assert_eq!(meet(in_november.clone(), "2022-12-01", sent(), "2022-09-22"), PastEachOther);
    assert_eq!(meet(in_november, "2022-12-01", sent(), "2022-12-02"), Opposed);
}

#[test]
fn a_month_that_was_not_over_is_denied_in_part() {
    assert_eq!(meet(sent().when("2022-09"), "2022-10-05", sent(), "2022-09-22"), PartlyOpposed);
}

#[test]
fn an_undated_assertion_after_the_denial_may_speak_of_something_new() {
    assert_eq!(meet(sent(), "2022-11-02", sent(), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet(sent(), "2022-09-05", sent(), "2022-09-22"), Opposed);
}

#[test]
fn a_denial_of_a_month_is_none_of_another() {
    assert_eq!(
        meet(sent().when("2022-08"), "2022-09-05", sent().when("2022-07"), "2022-09-22"),
        PastEachOther
    );
    assert_eq!(meet(sent().when("2022-08-14"), "2022-09-05", sent().when("2022-08"), "2022-09-22"), Opposed);
    assert_eq!(meet(sent(), "2022-06-05", sent().when("2022-08"), "2022-09-22"), PastEachOther);
}

#[test]
fn dates_that_nobody_gives_part_nobody() {
    assert_eq!(meet(sent(), "", sent(), ""), Opposed);
    assert_eq!(meet(sent(), "XXXX-09", sent(), "2022-09-22"), Opposed);
}

#[test]
fn a_denied_plan_answers_a_plan_and_no_delivery() {
    let denied_plan = page(2).with(denies("IRN:GOV", transfer("IRN", "RUS")).plan().on("2022-09-22"));
    let delivered = page(1).with(asserts("USA:GOV", sent()).on("2022-09-05"));
    assert_eq!(how(&one(&[delivered, denied_plan])), [PastEachOther]);
    let plan = transfer("IRN", "RUS");
    assert_eq!(meet_at(Level::Plan, plan.clone(), "2022-09-05", plan, "2022-09-22"), Opposed);
}

#[test]
fn a_denied_plan_covers_the_time_from_then_on() {
    let plan = |when| transfer("IRN", "RUS").when(when);
    let denied = || transfer("IRN", "RUS");
    assert_eq!(meet_at(Level::Plan, plan("2022-12"), "2022-09-05", denied(), "2022-09-22"), Opposed);
    assert_eq!(meet_at(Level::Plan, plan("2022-09"), "2022-09-05", denied(), "2022-09-22"), PartlyOpposed);
    assert_eq!(meet_at(Level::Plan, plan("2022-08"), "2022-07-05", denied(), "2022-09-22"), PastEachOther);
}
