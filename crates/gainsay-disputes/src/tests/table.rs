//! The slot table.

use super::*;

/// The shape of a typical page: a service's report of purchases under way and of attempts; a government's denial of the
/// past and of plans.
fn typical() -> Dispute {
    let to_iran = || transfer("BLR", "IRN");
    one(&[page(1)
        .with(
            asserts(
                "XXX:SPY",
                to_iran()
                    .of("shells")
                    .many("short-range-ballistic-missiles", "dozens", 24, None)
                    .by(Mode::Sale)
                    .at("under-way"),
            )
            .unnamed(),
        )
        .with(asserts("USA:SPY", to_iran().of("weapons").by(Mode::Sale).at("sought")))
        .with(denies("BLR:GOV", to_iran().of("weapons").by(Mode::Sale).at("delivered")))
        .with(denies("BLR:GOV", to_iran().of("weapons").of("ammunition").at("delivered")))
        .with(denies("BLR:GOV", to_iran().of("weapons")).plan())])
}

#[test]
fn the_row_of_stages_shows_what_no_denial_answers() {
    let dispute = typical();
    let stage = slot(&dispute, "stage");
    assert_eq!(values(&stage.asserted), ["under-way", "sought"]);
    assert_eq!(values(&stage.denied), ["delivered"]);
    assert_eq!(values(&stage.not_addressed), ["under-way", "sought", "agreed", "authorised", "negotiating"]);
    let positions: Vec<_> = stage.not_addressed.iter().map(|cell| cell.positions.len()).collect();
    assert_eq!(positions, [1, 1, 0, 0, 0], "those that somebody asserts say who does");
}

#[test]
fn an_intention_denied_is_a_row_of_its_own() {
    let dispute = typical();
    let intention = slot(&dispute, "intention");
    assert!(intention.asserted.is_empty());
    assert_eq!(values(&intention.denied), ["plan"]);
}

#[test]
fn weapons_and_ammunition_together_cover_shells_and_missiles() {
    let dispute = typical();
    let items = slot(&dispute, "items");
    assert_eq!(values(&items.asserted), ["shells", "short-range-ballistic-missiles", "weapons"]);
    assert_eq!(values(&items.denied), ["weapons", "ammunition"]);
    assert!(items.not_addressed.is_empty());
}

#[test]
fn a_quantity_that_no_denial_names_is_not_addressed() {
    let dispute = typical();
    let quantity = slot(&dispute, "quantity");
    assert_eq!(values(&quantity.asserted), ["dozens"]);
    assert_eq!(values(&quantity.not_addressed), ["dozens"]);
}

#[test]
fn never_sold_does_not_address_gifts_and_barter() {
    let dispute = typical();
    let mode = slot(&dispute, "mode");
    assert_eq!(values(&mode.asserted), ["sale"]);
    assert_eq!(values(&mode.denied), ["sale"]);
    assert_eq!(values(&mode.not_addressed), ["gift", "barter", "loan", "licence", "re-export"]);
}

#[test]
fn never_supplied_picks_no_mode_and_so_leaves_none_open() {
    let what = || transfer("BLR", "IRN").at("delivered");
    let dispute =
        one(&[page(1).with(asserts("USA:GOV", what().by(Mode::Gift))).with(denies("BLR:GOV", what()))]);
    let mode = slot(&dispute, "mode");
    assert_eq!((values(&mode.asserted), values(&mode.not_addressed)), (vec!["gift"], vec![]));
}

#[test]
fn roles_show_the_direction() {
    let dispute = typical();
    assert_eq!(values(&slot(&dispute, "supplier").asserted), ["BLR"]);
    assert_eq!(values(&slot(&dispute, "recipient").denied), ["IRN"]);
    let turned = one(&[page(1)
        .with(asserts("USA:GOV", transfer("BLR", "IRN")))
        .with(denies("BLR:GOV", transfer("IRN", "BLR")))]);
    assert_eq!(values(&slot(&turned, "supplier").not_addressed), ["BLR"]);
}

#[test]
fn talks_are_not_addressed_by_a_denied_plan() {
    let what = || transfer("BLR", "IRN");
    let dispute = one(&[page(1)
        .with(asserts("USA:GOV", what().at("negotiating")))
        .with(denies("BLR:GOV", what()).plan())]);
    assert_eq!(values(&slot(&dispute, "stage").not_addressed), ["negotiating"]);
}

#[test]
fn where_nobody_denies_nothing_is_left_unaddressed() {
    let dispute =
        one(&[page(1).with(asserts("USA:GOV", transfer("BLR", "IRN").at("agreed").by(Mode::Loan)))]);
    assert!(dispute.slots.iter().all(|slot| slot.not_addressed.is_empty()));
}

#[test]
fn a_time_after_the_denial_is_not_addressed() {
    let what = || transfer("BLR", "IRN").at("delivered");
    let dispute = one(&[page(1)
        .with(asserts("USA:GOV", what().when("2023-02")).on("2023-03-01"))
        .with(asserts("USA:GOV", what().when("2022-12")).on("2023-03-01"))
        .with(denies("BLR:GOV", what()).on("2023-01-15"))]);
    let time = slot(&dispute, "time");
    assert_eq!(values(&time.asserted), ["2023-02", "2022-12"]);
    assert_eq!(values(&time.not_addressed), ["2023-02"]);
}

#[test]
fn the_same_number_of_different_things_is_told_apart() {
    let what =
        transfer("BLR", "IRN").many("tanks", "three", 3, Some(3)).many("helicopters", "three", 3, Some(3));
    let dispute = one(&[page(1).with(asserts("USA:GOV", what))]);
    assert_eq!(values(&slot(&dispute, "quantity").asserted), ["three (tanks)", "three (helicopters)"]);
}
