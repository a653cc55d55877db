//! How many origins stand behind a side.

use super::*;
use crate::{Apart, Leaf, imprint, keys, reconcile_leaves};
use Answer::{IndependenceNotEstablished, IndependenceShown, LineageUnknown, OneOrigin};
use gainsay_record::{Answer, FoldGround, Imprint};

fn sent() -> What {
    transfer("PRK", "RUS").at("delivered").of("shells")
}

const STORY: &str = "The country has begun to load shells onto trains bound for the front, two officials who had seen \
    the reports said on condition that they not be named, adding that the first wagons crossed the border at night.";
const OTHER: &str = "Satellite pictures bought by this newspaper show freight cars at the crossing on three days of \
    the month, more than in the whole year before, according to a person who was shown them by the government.";

fn asserting(pages: &[Reading]) -> SideOrigins {
    origins(&one(pages), Side::Asserts).clone()
}

fn named(side: &SideOrigins) -> Vec<&str> {
    side.named.iter().map(Holder::as_str).collect()
}

#[test]
fn one_government_is_one_origin_however_often_it_speaks() {
    let pages = [
        page(1).published("2022-09-22").with(asserts("PRK:GOV", sent())),
        page(2).published("2022-09-23").with(asserts("PRK:GOV:mod", sent())),
        page(3).published("2022-09-23").with(asserts("PRK:MIL", sent())),
    ];
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (OneOrigin, vec!["PRK:GOV"]));
    assert!(side.folds.is_empty(), "three have spoken, and one origin: {:?}", side.folds);
}

#[test]
fn one_statement_told_on_two_pages_is_told_once() {
    let told = |number, published: &str, what| {
        page(number).published(published).with(asserts("PRK:GOV:mod", what).on("2022-09-22"))
    };
    let rifles = || transfer("PRK", "RUS").at("delivered").of("rifles");
    let pages =
        [told(1, "2022-09-22", sent()), told(2, "2022-09-25", sent()), told(3, "2022-09-22", rifles())];
    let side = asserting(&pages);
    assert_eq!(side.answer, OneOrigin);
    let [fold] = side.folds.as_slice() else { panic!("{:?}", side.folds) };
    assert_eq!(fold.pages, [PageId([1; 32]), PageId([2; 32])], "rifles are another statement");
    assert!(fold.why.contains("the same statement by"), "{}", fold.why);
}

#[test]
fn a_fold_that_was_rejected_is_not_made_and_no_other_is_changed() {
    let unnamed = |number| {
        page(number).published("2022-09-22").paragraph(STORY).with(asserts("USA:SPY", sent()).unnamed())
    };
    let pages = [unnamed(1), unnamed(2)];
    let folded = asserting(&pages);
    let [fold] = folded.folds.as_slice() else { panic!("{:?}", folded.folds) };
    assert_eq!((folded.unnamed, fold.ground), (1, FoldGround::Words));

    let imprints: Vec<Imprint> = pages.iter().map(|page| imprint(page, known())).collect();
    let leaves: Vec<Leaf<'_>> =
        pages.iter().zip(&imprints).map(|(reading, imprint)| Leaf { reading, imprint }).collect();
    let key = keys(&pages[0]).into_iter().next().expect("a key");
    let ruled = |ground| {
        let mut apart = Apart::default();
        apart.add(ground, fold.pages.iter().copied());
        let dispute = reconcile_leaves(&key, &leaves, known(), &apart).expect("a dispute");
        origins(&dispute, Side::Asserts).clone()
    };
    let apart = ruled(FoldGround::Words);
    assert_eq!((apart.unnamed, apart.folds), (2, vec![]));
    assert_eq!(ruled(FoldGround::Outlet), folded, "on another ground");
}

#[test]
fn a_fold_has_the_same_id_wherever_it_is_made() {
    let told =
        |number| page(number).published("2022-09-22").with(asserts("PRK:GOV:mod", sent()).on("2022-09-22"));
    let ids = |pages: &[Reading]| -> Vec<String> {
        asserting(pages).folds.into_iter().map(|fold| fold.id).collect()
    };
    let both = ids(&[told(1), told(2)]);
    assert_eq!(both.len(), 1);
    assert_eq!(both, ids(&[told(2), told(1), told(1)]));
    assert_ne!(both, ids(&[told(1), told(3)]));
}

#[test]
fn a_holder_that_says_it_again_has_spoken_twice() {
    let pages = ["2022-09-22", "2022-09-23"]
        .map(|day| page(day.as_bytes()[9]).published(day).with(asserts("PRK:GOV:mod", sent())));
    assert_eq!((asserting(&pages).answer, asserting(&pages).folds), (OneOrigin, vec![]));
}

#[test]
fn two_officials_of_one_government_are_their_government() {
    let pages = [
        page(1).with(asserts("USA:GOV:kirby-john", sent())),
        page(2).with(asserts("USA:GOV:pentagon", sent())),
    ];
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (OneOrigin, vec!["USA:GOV"]));
}

#[test]
fn a_government_that_concurs_with_its_unnamed_officials_shows_nothing() {
    let pages =
        [page(1).with(asserts("USA:GOV", sent()).unnamed()), page(2).with(asserts("USA:GOV", sent()))];
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unnamed, side.folds), (IndependenceNotEstablished, 1, vec![]));
}

#[test]
fn intelligence_sources_through_american_media_are_one_lineage_and_establish_nothing() {
    let page = page(1)
        .with(asserts("XXX:SPY", sent()).unnamed().through(&["USA:MED"]))
        .with(asserts("USA:SPY", sent()).unnamed().through(&["USA:MED"]));
    let side = asserting(&[page]);
    assert_eq!((side.answer, side.unnamed, side.unknown), (IndependenceNotEstablished, 1, 0));
    assert!(side.named.is_empty() && side.folds.is_empty());
}

#[test]
fn a_whole_intelligence_community_is_no_named_source() {
    let page = page(1)
        .with(asserts("XXX:SPY", sent()).unnamed().through(&["USA:MED"]))
        .with(asserts("USA:SPY", sent()).through(&["USA:MED"]));
    let side = asserting(&[page]);
    assert_eq!((side.answer, side.unnamed, named(&side)), (IndependenceNotEstablished, 1, vec![]));
}

#[test]
fn unnamed_sources_on_two_pages_are_never_folded_on_wording() {
    let pages = [1, 2].map(|number| page(number).with(asserts("XXX:SPY", sent()).unnamed()));
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unnamed, side.folds.len()), (IndependenceNotEstablished, 2, 0));
}

#[test]
fn a_copied_page_is_one_page_and_says_why() {
    let pages = [
        page(1).paragraph(STORY).with(asserts("XXX:GOV", sent()).unnamed()),
        page(2).paragraph(STORY).paragraph(OTHER).with(asserts("XXX:GOV", sent()).unnamed()),
    ];
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unnamed), (IndependenceNotEstablished, 1));
    assert_eq!(side.folds.len(), 1);
    assert_eq!(side.folds[0].pages, [PageId([1; 32]), PageId([2; 32])]);
    assert_eq!(side.folds[0].why, "the same words: at least 100% of the shorter page");
}

#[test]
fn shared_furniture_is_no_copy() {
    let pages = [(1, STORY), (2, OTHER)].map(|(number, text)| {
        page(number)
            .paragraph(text)
            .block(BlockKind::Promotion, &STORY.replace("trains", "ships"))
            .block(BlockKind::Legal, &OTHER.repeat(3))
            .with(asserts("XXX:GOV", sent()).unnamed())
    });
    assert_eq!((asserting(&pages).unnamed, asserting(&pages).folds.len()), (2, 0));
}

#[test]
fn a_copy_does_not_hide_a_second_named_source() {
    let pages = [
        page(1).paragraph(STORY).with(asserts("USA:GOV", sent())),
        page(2).paragraph(STORY).with(asserts("USA:GOV", sent())).with(asserts("KOR:GOV", sent())),
    ];
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (IndependenceNotEstablished, vec!["KOR:GOV", "USA:GOV"]));
}

#[test]
fn versions_of_one_page_are_one_page() {
    let mut pages = [STORY, OTHER].map(|text| page(text.len() as u8).paragraph(text));
    for reading in &mut pages {
        reading.article.url = Some("https://example.org/story".into());
        *reading = reading.clone().with(asserts("XXX:GOV", sent()).unnamed());
    }
    let side = asserting(&pages);
    assert_eq!((side.unnamed, side.folds[0].why.as_str()), (1, "versions of one page"));
    assert_eq!(side.folds.len(), 1);
}

#[test]
fn two_pages_through_one_agency_have_one_source() {
    let pages = [(1, "2022-09-05"), (2, "2022-09-06")].map(|(number, day)| {
        page(number).published(day).with(asserts("USA:GOV", sent()).unnamed().through(&["GBR:MED:reuters"]))
    });
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unnamed, side.folds.len()), (IndependenceNotEstablished, 1, 1));
    assert!(
        side.folds[0].why.contains("an unnamed source that all of them have through"),
        "{}",
        side.folds[0].why
    );
}

#[test]
fn an_agency_has_new_sources_in_another_month() {
    let pages = [(1, "2022-09-05"), (2, "2022-11-06")].map(|(number, day)| {
        page(number).published(day).with(asserts("USA:GOV", sent()).unnamed().through(&["GBR:MED:reuters"]))
    });
    assert_eq!(asserting(&pages).unnamed, 2);
}

#[test]
fn sources_of_two_states_on_one_page_stay_two() {
    let page = page(1)
        .with(asserts("USA:SPY", sent()).unnamed())
        .with(asserts("GBR:SPY", sent()).unnamed())
        .with(asserts("XXX:SPY", sent()).unnamed());
    assert_eq!(asserting(&[page]).unnamed, 3);
}

#[test]
fn who_tells_of_its_own_acts_has_it_from_nobody() {
    let pages = [page(1).with(asserts("UKR:GOV", sent())), page(2).with(asserts("RUS:GOV", sent()))];
    assert_eq!(asserting(&pages).answer, IndependenceShown);
}

#[test]
fn two_states_that_do_not_say_how_they_know_may_share_a_root() {
    let pages = [page(1).with(asserts("USA:GOV", sent())), page(2).with(asserts("UKR:GOV", sent()))];
    assert_eq!(asserting(&pages).answer, IndependenceNotEstablished);
}

#[test]
fn two_states_that_looked_for_themselves_are_two_witnesses() {
    let looked = |number, holder, words: &str| {
        let mut page = page(number).paragraph(words).with(asserts(holder, sent()));
        page.statements[0].content.push(Span::new(words, 0, 4).expect("words"));
        page
    };
    let pages = [
        looked(1, "USA:GOV", "They have it. Its own satellites had photographed the loading."),
        looked(2, "UKR:GOV", "They have it. Its soldiers had themselves examined the wreckage."),
    ];
    assert_eq!(asserting(&pages).answer, IndependenceShown);
    let others = [
        looked(1, "USA:GOV", "They have it. Its own satellites had photographed the loading."),
        looked(2, "UKR:GOV", "They have it. The finding did not come from its own agents."),
    ];
    assert_eq!(asserting(&others).answer, IndependenceNotEstablished);
}

#[test]
fn a_party_of_the_accused_state_is_not_its_government() {
    let pages = [page(1).with(asserts("USA:GOV", sent())), page(2).with(asserts("RUS:OPP", sent()))];
    assert_eq!(asserting(&pages).answer, IndependenceNotEstablished);
}

#[test]
fn a_chain_goes_on_on_the_page_of_the_outlet_that_is_cited() {
    let pages = [
        page(1).outlet("Reuters").published("2022-09-05").with(asserts("KOR:GOV", sent())),
        page(2).published("2022-09-06").with(asserts("GBR:MED:reuters", sent())),
        page(3).published("2022-12-06").with(asserts("GBR:MED:reuters", sent())),
    ];
    let side = asserting(&pages[..2]);
    assert_eq!((side.answer, named(&side)), (OneOrigin, vec!["KOR:GOV"]));
    assert_eq!(side.folds[0].why, "all have it through Reuters");
    let side = asserting(&[pages[0].clone(), pages[2].clone()]);
    assert_eq!(side.answer, IndependenceNotEstablished, "what Reuters said three months later may be new");
}

#[test]
fn papers_that_have_it_from_one_another_stand_on_nobody() {
    let circle = || {
        vec![
            page(1).outlet("Reuters").with(asserts("USA:MED:cnn", sent())),
            page(2).outlet("CNN").with(asserts("GBR:MED:bbc", sent())),
            page(3).outlet("BBC").with(asserts("GBR:MED:reuters", sent())),
        ]
    };
    let side = asserting(&circle());
    assert_eq!((side.answer, side.unknown, side.folds.len()), (LineageUnknown, 1, 1));
    assert_eq!(side.folds[0].pages.len(), 3);
    let mut with_a_way_out = circle();
    with_a_way_out[1] = with_a_way_out[1].clone().with(asserts("KOR:GOV", sent()));
    assert_eq!(asserting(&with_a_way_out).answer, OneOrigin);
}

#[test]
fn a_document_is_one_origin_whoever_reads_from_it() {
    let document = |number: u8| {
        let mut page = page(number).published("2022-09-05").with(asserts("USA:MED:cnn", sent()));
        page.provenance[0].named = Naming::Document;
        page
    };
    let side = asserting(&[document(1), document(2)]);
    assert_eq!((side.answer, side.unnamed), (OneOrigin, 0));
    assert_eq!(side.folds[0].why, "a document that all of them have through CNN");
}
#[test]
fn who_passes_on_the_other_is_not_independent_of_it() {
    let pages = [
        page(1).with(asserts("UKR:GOV", sent())),
        page(2).with(asserts("USA:GOV", sent()).through(&["UKR:GOV:mod"])),
    ];
    assert_eq!(asserting(&pages).answer, IndependenceNotEstablished);
}

#[test]
fn two_services_of_one_state_may_share_a_root() {
    let pages = [page(1).with(asserts("USA:GOV", sent())), page(2).with(asserts("USA:SPY:cia", sent()))];
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (IndependenceNotEstablished, vec!["USA:GOV", "USA:SPY:cia"]));
}

#[test]
fn two_outlets_have_it_from_somebody() {
    let pages = [page(1).with(asserts("USA:MED:cnn", sent())), page(2).with(asserts("GBR:MED:bbc", sent()))];
    assert_eq!(asserting(&pages).answer, IndependenceNotEstablished);
}

#[test]
fn an_unknown_outlets_own_voice_is_no_origin() {
    let pages = [page(1).with(narrates("XXX:MED", sent())), page(2).with(narrates("", sent()))];
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unknown, side.unnamed), (LineageUnknown, 2, 0));
}

#[test]
fn media_at_large_are_no_origin() {
    let side = asserting(&[page(1).with(asserts("XXX:MED", sent()).unnamed())]);
    assert_eq!((side.answer, side.unknown), (LineageUnknown, 1));
}

#[test]
fn a_known_outlets_own_voice_is_a_lineage_that_establishes_nothing() {
    let side = asserting(&[page(1).with(narrates("UKR:MED:militarnyi", sent()))]);
    assert_eq!((side.answer, named(&side)), (IndependenceNotEstablished, vec!["UKR:MED:militarnyi"]));
}

#[test]
fn unknown_lineages_add_nothing_to_a_named_one() {
    let pages = [page(1).with(narrates("XXX:MED", sent())), page(2).with(asserts("USA:GOV", sent()))];
    let side = asserting(&pages);
    assert_eq!((side.answer, side.unknown), (OneOrigin, 1));
}

#[test]
fn a_side_without_positions_has_no_origins() {
    let dispute = one(&[page(1).with(asserts("USA:GOV", sent()))]);
    let sides: Vec<_> = dispute.origins.iter().map(|(side, _)| *side).collect();
    assert_eq!(sides, [Side::Asserts]);
}

#[test]
fn what_lies_beneath_a_side_is_no_origin_of_it() {
    let page = page(1)
        .with(asserts("USA:GOV", sent()))
        .with(asserts("UKR:GOV", sent()).aimed_at(Level::Presupposed));
    assert_eq!(asserting(&[page]).answer, OneOrigin);
}

#[test]
fn a_reprint_credits_its_agency() {
    let credits = [
        ("WASHINGTON, Sept 5 (Reuters) - ", BlockKind::Lede),
        ("WASHINGTON, Sept. 5, 2022 (Reuters) – ", BlockKind::Body),
    ];
    for (dateline, kind) in credits {
        let pages = [
            page(1).published("2022-09-05").dated(kind, dateline, STORY),
            page(2).published("2022-09-06").block(BlockKind::Byline, "By Reuters Staff").paragraph(OTHER),
        ]
        .map(|page| page.with(asserts("USA:GOV", sent()).unnamed()));
        let side = asserting(&pages);
        assert_eq!((side.unnamed, side.folds.len()), (1, 1), "{dateline}");
        assert_eq!(side.folds[0].why, "an unnamed source that all of them have through Reuters");
    }
}

#[test]
fn the_agencys_own_page_and_who_cites_it_have_one_source() {
    let pages = [
        page(1).outlet("Reuters").published("2022-09-05").with(asserts("XXX:GOV", sent()).unnamed()),
        page(2)
            .published("2022-09-05")
            .with(asserts("USA:GOV", sent()).unnamed().through(&["GBR:MED:reuters"])),
    ];
    assert_eq!(asserting(&pages).unnamed, 1);
}

#[test]
fn two_pages_of_one_outlet_may_have_two_sources() {
    let pages = [1, 2].map(|number| {
        page(number).outlet("Reuters").published("2022-09-05").with(asserts("USA:GOV", sent()).unnamed())
    });
    assert_eq!(asserting(&pages).unnamed, 2);
}

#[test]
fn a_credit_under_a_picture_is_none_of_the_words() {
    let pages = [(1, STORY), (2, OTHER)].map(|(number, text)| {
        page(number)
            .published("2022-09-05")
            .paragraph(&format!("The reports (Reuters has seen them) are new. {text}"))
            .block(BlockKind::Credit, "Photo: Reuters")
            .with(asserts("USA:GOV", sent()).unnamed())
    });
    assert_eq!(asserting(&pages).unnamed, 2);
}

#[test]
fn an_agencys_own_voice_is_the_agencys_wherever_it_is_printed() {
    let pages = [(1, STORY), (2, OTHER)].map(|(number, text)| {
        page(number).dated(BlockKind::Body, "KYIV (Reuters) - ", text).with(narrates("XXX:MED", sent()))
    });
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (IndependenceNotEstablished, vec!["GBR:MED:reuters"]));
    assert_eq!(side.folds[0].why, "all are the words of Reuters");
}

#[test]
fn a_state_agency_is_its_governments_voice() {
    let pages = [page(1).with(asserts("PRK:MED:kcna", sent())), page(2).with(asserts("PRK:GOV", sent()))];
    let side = asserting(&pages);
    assert_eq!((side.answer, named(&side)), (OneOrigin, vec!["PRK:GOV"]));
}
