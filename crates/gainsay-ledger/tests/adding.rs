//! Pages go in whole, once, and come out as they went in.

mod common;

use common::{STORY, add, faults, packed, packed_with, read, reconcile};
use gainsay_ledger::{Added, Filter, Given, Ledger, LedgerError, NewPage, Packer, Topic, Within, page_id};
use gainsay_record::{Edtf, Holder, PageId, Side, Span, Stance};

fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = Ledger::open(folder.path().join("ledger.db")).expect("opens");
    (folder, ledger)
}

fn topic(parties: [&str; 2]) -> Topic {
    Topic { frame: "arms-transfer".to_owned(), parties: parties.map(str::to_owned).to_vec(), ruling: None }
}

#[test]
fn what_went_in_comes_out() {
    let (folder, mut ledger) = ledger();
    let outcomes = add(&mut ledger, &STORY);
    assert_eq!(outcomes.iter().map(|outcome| outcome.added).collect::<Vec<_>>(), [Added::New; 4]);
    drop(ledger);

    let ledger = Ledger::open_read_only(folder.path().join("ledger.db")).expect("opens again");
    let counts = ledger.counts().expect("counts");
    assert_eq!((counts.pages, counts.statements, counts.positions, counts.disputes), (4, 5, 5, 0));
    for (text, outcome) in STORY.iter().zip(&outcomes) {
        assert_eq!(ledger.bytes(&outcome.page).expect("bytes"), text.as_bytes());
        assert_eq!(ledger.reading(&outcome.page).expect("reading"), read(text.as_bytes(), &Given::default()));
    }
    let titles: Vec<_> = ledger.pages().map(|page| page.expect("a page").title.unwrap_or_default()).collect();
    assert_eq!(titles, ["Purchase reported", "Pyongyang denies it", "Moscow too", "Another matter"]);
    assert_eq!(
        ledger.readings().map(|reading| reading.expect("a reading").positions.len()).sum::<usize>(),
        5
    );
    let first = outcomes[0].page.to_string();
    assert_eq!(ledger.pages_starting(&first[..6], 9).expect("ids"), [outcomes[0].page]);
    assert_eq!(ledger.pages_starting("not hex", 9).expect("ids"), []);
}

#[test]
fn the_same_page_twice_changes_nothing() {
    let (_folder, mut ledger) = ledger();
    add(&mut ledger, &STORY);
    reconcile(&mut ledger);
    let (before, seal) = (ledger.counts().expect("counts"), ledger.seal().expect("seal"));
    let mut batch = ledger.batch().expect("a batch");
    batch.add(&packed(STORY[0], "copy.txt")).expect("added");
    assert_eq!(batch.touched(), []);
    let given = Given { published: Edtf::parse("2022-09-06"), ..Given::default() };
    batch.add(&packed_with(STORY[1], "1.txt", &given)).expect("added");
    let outcomes = batch.commit().expect("committed");
    assert_eq!(outcomes[0].added, Added::Known { given_differs: false });
    assert_eq!(outcomes[1].added, Added::Known { given_differs: true });
    assert_eq!(ledger.counts().expect("counts"), before);
    assert_eq!(ledger.seal().expect("seal"), seal, "the log tells of new pages only");
    let page = ledger.page(&outcomes[0].page).expect("read").expect("there");
    assert_eq!(page.paths, ["0.txt", "copy.txt"]);
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn pages_at_one_address_are_versions() {
    let (_folder, mut ledger) = ledger();
    let outcomes = add(
        &mut ledger,
        &[
            "One\nurl https://example.org/a\nfirst",
            "Two\nurl https://example.org/a\nsecond",
            "Three\nno address",
        ],
    );
    let added: Vec<_> = outcomes.iter().map(|outcome| outcome.added).collect();
    assert_eq!(added, [Added::New, Added::NewVersion { versions: 2 }, Added::New]);
    let titles = |page: &PageId| -> Vec<String> {
        ledger.versions(page).expect("versions").into_iter().filter_map(|page| page.title).collect()
    };
    assert_eq!(titles(&outcomes[0].page), ["One", "Two"]);
    assert_eq!(titles(&outcomes[1].page), ["One", "Two"]);
    assert_eq!(titles(&outcomes[2].page), ["Three"]);
}

#[test]
fn a_batch_that_is_dropped_leaves_nothing() {
    let (_folder, mut ledger) = ledger();
    let mut batch = ledger.batch().expect("a batch");
    batch.add(&packed(STORY[0], "a.txt")).expect("added");
    assert!(batch.ledger().contains(&page_id(STORY[0].as_bytes())).expect("asked"));
    drop(batch);
    assert_eq!(ledger.counts().expect("counts").pages, 0);
    assert!(matches!(ledger.bytes(&page_id(STORY[0].as_bytes())), Err(LedgerError::NoSuchPage { .. })));
    assert_eq!(add(&mut ledger, &STORY).len(), 4, "the ledger goes on");
}

#[test]
fn only_what_a_page_touches_is_worked_out_again() {
    let (_folder, mut ledger) = ledger();
    add(&mut ledger, &STORY[..3]);
    assert_eq!(ledger.stale().expect("topics"), [topic(["PRK", "RUS"])]);
    assert_eq!(ledger.disputes(&Filter::default()).expect("disputes"), []);
    reconcile(&mut ledger);
    assert_eq!(ledger.stale().expect("topics"), []);

    let mut batch = ledger.batch().expect("a batch");
    batch.add(&packed(STORY[3], "d.txt")).expect("added");
    assert_eq!(batch.touched(), [topic(["IRN", "RUS"])]);
    common::reconcile_one(&mut batch, &topic(["IRN", "RUS"]));
    assert_eq!(batch.touched(), []);
    // The same topic again, in the same batch, waits again.
    batch.add(&packed("More\nGBR:GOV asserts IRN RUS drones: seen by us\n", "e.txt")).expect("added");
    assert_eq!(batch.touched(), [topic(["IRN", "RUS"])]);
    batch.commit().expect("committed");
    assert_eq!(ledger.stale().expect("topics"), [topic(["IRN", "RUS"])], "it outlives the batch");
    assert_eq!(faults(&ledger), [""; 0], "what is known to wait is no fault");
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);

    let listed = ledger.disputes(&Filter::default()).expect("disputes");
    assert_eq!(listed.len(), 2);
    let whole = ledger.dispute(&listed[0].id).expect("read").expect("there");
    assert_eq!(whole.title, listed[0].title);
    let position = whole.sides[0].1[0];
    let ids = [whole.id];
    assert_eq!(ledger.disputes_starting(&ids[0][..5], 5).expect("ids"), ids);
    assert_eq!(ledger.disputes_of(&position).expect("ids"), ids);
}

#[test]
fn lists_are_narrowed() {
    let (_folder, mut ledger) = ledger();
    let mut batch = ledger.batch().expect("a batch");
    for (at, text) in STORY.iter().enumerate() {
        let outlet = if at == 0 { "Gazette" } else { "Herald" };
        let given =
            Given { outlet: Some(outlet.to_owned()), published: Edtf::parse("2022-10"), ..Given::default() };
        batch.add(&packed_with(text, "x", &given)).expect("added");
    }
    batch.commit().expect("committed");
    reconcile(&mut ledger);

    let holders = |filter: Filter| -> Vec<String> {
        let positions = ledger.positions(&filter).expect("positions");
        positions.iter().filter_map(|entry| entry.holder.as_ref().map(Holder::to_string)).collect()
    };
    let all = Filter::default;
    // In order of time: said on the 5th, on the 21st, then three that were printed in October.
    assert_eq!(holders(all())[..2], ["USA:SPY", "PRK:GOV"]);
    assert_eq!(holders(all()).len(), 5);
    assert_eq!(holders(Filter { holder: Some("RUS".into()), ..all() }), ["RUS:GOV:kremlin"]);
    assert_eq!(holders(Filter { holder: Some("RUS:GOV".into()), ..all() }), ["RUS:GOV:kremlin"]);
    assert_eq!(holders(Filter { holder: Some("R".into()), ..all() }), [""; 0]);
    assert_eq!(holders(Filter { outlet: Some("Gazette".into()), ..all() }), ["USA:SPY"]);
    assert_eq!(holders(Filter { party: Some("IRN".into()), ..all() }), ["UKR:GOV", "IRN:GOV"]);
    assert_eq!(holders(Filter { items: vec!["shells".into(), "tanks".into()], ..all() }), ["USA:SPY"]);
    assert_eq!(holders(Filter { to: Edtf::parse("2022-09"), ..all() }), ["USA:SPY", "PRK:GOV"]);
    assert_eq!(holders(Filter { from: Edtf::parse("2022-10-31"), ..all() }).len(), 3);
    assert_eq!(holders(Filter { stances: vec![Stance::Denies], ..all() }).len(), 3);
    assert_eq!(holders(Filter { limit: Some(1), ..all() }), ["USA:SPY"]);

    let titles = |filter: Filter| -> Vec<String> {
        ledger.disputes(&filter).expect("disputes").into_iter().map(|entry| entry.title).collect()
    };
    assert_eq!(titles(all()).len(), 2);
    assert_eq!(titles(Filter { party: Some("PRK".into()), ..all() }), ["PRK to RUS"]);
    assert_eq!(titles(Filter { holder: Some("IRN:GOV".into()), ..all() }), ["IRN to RUS"]);
    assert_eq!(titles(Filter { outlet: Some("Gazette".into()), ..all() }), ["PRK to RUS"]);
    assert_eq!(titles(Filter { items: vec!["drones".into()], ..all() }), ["IRN to RUS"]);
    assert_eq!(titles(Filter { to: Edtf::parse("2022-09-10"), ..all() }), ["PRK to RUS"]);
    assert_eq!(titles(Filter { frame: Some("coup".into()), ..all() }), [""; 0]);
    let listed = ledger.disputes(&all()).expect("disputes");
    assert!(listed.is_sorted_by_key(|entry| (std::cmp::Reverse(entry.contested.clone()), entry.id.clone())));
    add(&mut ledger, &["New\nUSA:GOV asserts IRN RUS drones: yes\nRUS:GOV denies IRN RUS drones: no\n"]);
    reconcile(&mut ledger);
    assert_eq!(
        ledger.disputes(&all()).expect("disputes")[0].title,
        "IRN to RUS",
        "two against two come first"
    );
    let entry = &ledger.disputes(&Filter { party: Some("PRK".into()), ..all() }).expect("disputes")[0];
    assert_eq!(entry.sides[..2], [(Side::Asserts, 1), (Side::Denies, 2)]);
}

#[test]
fn a_better_reading_takes_the_place_of_the_old() {
    let (_folder, mut ledger) = ledger();
    let outcomes = add(&mut ledger, &STORY);
    reconcile(&mut ledger);
    let mut reading = ledger.reading(&outcomes[1].page).expect("reading");
    reading.positions.clear();
    let mut batch = ledger.batch().expect("a batch");
    batch.put_reading(&reading, &common::imprint(&reading)).expect("put");
    batch.commit().expect("committed");
    assert_eq!(ledger.stale().expect("topics"), [topic(["PRK", "RUS"])]);
    reconcile(&mut ledger);
    assert_eq!(ledger.counts().expect("counts").positions, 4);
    let entry =
        &ledger.disputes(&Filter { party: Some("PRK".into()), ..Filter::default() }).expect("disputes")[0];
    assert_eq!(entry.sides[1], (Side::Denies, 1));
    let id = outcomes[1].page;
    assert_eq!(
        faults(&ledger),
        [
            format!("page {id}: it is read otherwise today"),
            format!("page {id}: its gist would be another today"),
            format!("page {id}: its row of article would be others today"),
            format!("page {id}: its rows of position, voice, item or topic would be others today"),
        ]
    );

    let again = read(STORY[1].as_bytes(), &Given::default());
    let mut batch = ledger.batch().expect("a batch");
    batch.put_reading(&again, &common::imprint(&again)).expect("put");
    batch.commit().expect("committed");
    reconcile(&mut ledger);
    assert_eq!(faults(&ledger), [""; 0]);
    assert_eq!(ledger.search("exported", Within::Statements, 9).expect("found").len(), 1, "indexed once");
}

#[test]
fn a_reading_of_other_bytes_is_refused() {
    let reading = read(STORY[0].as_bytes(), &Given::default());
    let given = Given::default();
    let imprint = common::imprint(&reading);
    let page = |bytes, reading| NewPage {
        bytes,
        reading,
        imprint: &imprint,
        given: &given,
        path: "a.txt",
        captured: common::CAPTURED,
    };
    let error = Packer::new().pack(&page(b"other bytes", &reading)).expect_err("refused");
    let cause = std::error::Error::source(&error).expect("a cause").to_string();
    assert_eq!(cause, "the reading is of another page");

    let mut stray = reading.clone();
    let long = "x".repeat(5000);
    stray.statements[0].cue.push(Span::new(&long, 4000, 4010).expect("a span of another text"));
    let error = Packer::new().pack(&page(STORY[0].as_bytes(), &stray)).expect_err("refused");
    let cause = std::error::Error::source(&error).expect("a cause").to_string();
    let length = STORY[0].len();
    assert_eq!(cause, format!("the place from byte 4000 to 4010 does not fit its text of {length} bytes"));
}
