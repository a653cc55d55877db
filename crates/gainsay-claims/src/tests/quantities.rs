//! How many of what, as written and as a range.

use super::marked::marked;
use gainsay_record::Item;

/// The items that Iran is said to have sent.
fn items(sent: &str) -> Vec<Item> {
    let read = marked(&format!("[S Kyiv] [C said] [T Iran sent {sent} to Russia].")).read();
    read.positions.into_iter().next().map(|position| position.proposition.items).unwrap_or_default()
}

/// The one item of a text: `item | class | text of the quantity | min..max ~ unit`; `~` where it is vague.
fn shown(items: &[Item]) -> String {
    let [item] = items else { return format!("{} items: {items:?}", items.len()) };
    let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    let quantity = item.quantity.as_ref().map_or("none".to_owned(), |quantity| {
        let vague = if quantity.vague { "~" } else { "" };
        let range = match (quantity.min, quantity.max) {
            (Some(min), Some(max)) if min == max => min.to_string(),
            (min, max) => format!("{}..{}", bound(min), bound(max)),
        };
        format!("{} | {range}{vague} {}", quantity.text, quantity.unit.as_deref().unwrap_or("-"))
    });
    format!("{} | {} | {quantity}", item.text, item.class)
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(sent, expected)| (sent, expected, shown(&items(sent))))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(sent, expected, got)| format!("{sent}\n  want {expected}\n  got  {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn numbers() {
    check(&[
        ("drones", "drones | drones | none"),
        ("1,500 drones", "drones | drones | 1,500 | 1500 drones"),
        ("twelve tanks", "tanks | tanks | twelve | 12 tanks"),
        ("twenty-five howitzers", "howitzers | howitzers | twenty-five | 25 howitzers"),
        (
            "two hundred and fifty rockets",
            "rockets | artillery-rockets | two hundred and fifty | 250 rockets",
        ),
        ("two dozen rifles", "rifles | rifles | two dozen | 24 rifles"),
        ("a dozen rifles", "rifles | rifles | a dozen | 12 rifles"),
        ("half a million shells", "shells | shells | half a million | 500000 shells"),
        ("a million and a half shells", "shells | shells | a million and a half | 1500000 shells"),
        ("one and a half million shells", "shells | shells | one and a half million | 1500000 shells"),
        ("1.5 million shells", "shells | shells | 1.5 million | 1500000 shells"),
        ("1.5m shells", "shells | shells | 1.5m | 1500000 shells"),
        ("a quarter of a million rounds", "rounds | rounds | a quarter of a million | 250000 rounds"),
        ("a hundred thousand shells", "shells | shells | a hundred thousand | 100000 shells"),
        ("31 Abrams tanks", "Abrams tanks | tanks | 31 | 31 tanks"),
    ]);
}

#[test]
fn bounds() {
    check(&[
        ("at least 400 missiles", "missiles | missiles | at least 400 | 400.. missiles"),
        ("more than 2 million shells", "shells | shells | more than 2 million | 2000000.. shells"),
        ("more than a dozen drones", "drones | drones | more than a dozen | 12.. drones"),
        ("up to 100,000 rifles", "rifles | rifles | up to 100,000 | ..100000 rifles"),
        ("as many as 300 drones", "drones | drones | as many as 300 | ..300 drones"),
        ("no more than 20 tanks", "tanks | tanks | no more than 20 | ..20 tanks"),
        ("around 50 howitzers", "howitzers | howitzers | around 50 | 50~ howitzers"),
        ("some 400 missiles", "missiles | missiles | some 400 | 400~ missiles"),
        ("nearly half a million shells", "shells | shells | nearly half a million | 500000~ shells"),
        ("between 300 and 500 missiles", "missiles | missiles | between 300 and 500 | 300..500 missiles"),
        ("two or three batteries of missiles", "missiles | missiles | two or three | 2..3 batteries"),
        ("300-500 missiles", "missiles | missiles | 300-500 | 300..500 missiles"),
        (
            "two to three million rounds of ammunition",
            "rounds of ammunition | ammunition | two to three million | 2000000..3000000 rounds",
        ),
    ]);
}

#[test]
fn vague_numbers() {
    check(&[
        ("millions of shells", "shells | shells | millions | 2000000..~ shells"),
        ("dozens of tanks", "tanks | tanks | dozens | 24..~ tanks"),
        ("scores of tanks", "tanks | tanks | scores | 40..~ tanks"),
        ("several tanks", "tanks | tanks | several | 3..~ tanks"),
        ("several hundred drones", "drones | drones | several hundred | 300..~ drones"),
        ("a handful of tanks", "tanks | tanks | a handful | 3..~ tanks"),
        ("a couple of tanks", "tanks | tanks | a couple | 2..~ tanks"),
        ("tens of thousands of rifles", "rifles | rifles | tens of thousands | 20000..~ rifles"),
        (
            "hundreds of thousands of artillery shells",
            "artillery shells | shells | hundreds of thousands | 200000..~ shells",
        ),
        ("hundreds of thousands of rounds", "rounds | rounds | hundreds of thousands | 200000..~ rounds"),
        ("a significant number of drones", "drones | drones | a significant number | ..~ -"),
        ("a small number of drones", "drones | drones | a small number | ..~ -"),
        ("large quantities of ammunition", "ammunition | ammunition | large quantities | ..~ -"),
        ("a third of its tanks", "tanks | tanks | a third | ..~ -"),
        ("half of its tanks", "tanks | tanks | half | ..~ -"),
        ("20 percent of its shells", "shells | shells | 20 percent | ..~ -"),
    ]);
}

#[test]
fn units_and_money() {
    check(&[
        (
            "two batteries of Patriot missiles",
            "Patriot missiles | surface-to-air-missiles | two | 2 batteries",
        ),
        ("a battery of S-300s", "S-300s | air-defence | a battery | 1 battery"),
        ("a battalion's worth of tanks", "tanks | tanks | a battalion's worth | 1 battalion"),
        (
            "more than 6,000 containers of ammunition",
            "ammunition | ammunition | more than 6,000 | 6000.. containers",
        ),
        ("10,000 tonnes of ammunition", "ammunition | ammunition | 10,000 | 10000 tonnes"),
        ("thousands of tonnes of ammunition", "ammunition | ammunition | thousands | 2000..~ tonnes"),
        (
            "10,000 rounds of 155mm ammunition",
            "155mm ammunition | artillery-ammunition | 10,000 | 10000 rounds",
        ),
        ("$25 million worth of weapons", "weapons | weapons | $25 million | 25000000 USD"),
        (
            "tens of millions of dollars worth of weapons",
            "weapons | weapons | tens of millions of dollars | 20000000..~ USD",
        ),
        ("more than $2 billion in weapons", "weapons | weapons | more than $2 billion | 2000000000.. USD"),
        ("weapons worth 300 million euros", "weapons | weapons | 300 million euros | 300000000 EUR"),
    ]);
}

#[test]
fn numbers_that_count_nothing() {
    check(&[
        ("a 155mm shell", "155mm shell | shells | none"),
        ("155 mm shells", "155 mm shells | shells | none"),
        ("12 155mm howitzers", "155mm howitzers | howitzers | 12 | 12 howitzers"),
        ("a third batch of drones", "drones | drones | none"),
        ("its first tanks", "tanks | tanks | none"),
        ("the first 10 tanks", "tanks | tanks | 10 | 10 tanks"),
        ("Shahed-136 drones", "Shahed-136 drones | loitering-munitions | none"),
        ("500-kilogram bombs", "500-kilogram bombs | bombs | none"),
        ("300-kilometre missiles", "300-kilometre missiles | missiles | none"),
        ("four-engine aircraft", "four-engine aircraft | military-aircraft | none"),
    ]);
}

#[test]
fn numbers_behind_whoever_gets_them() {
    let of = |text: &str| {
        let read = marked(&format!("[S Warsaw] [C said] [T it had sent Ukraine {text}].")).read();
        let position = read.positions.first().unwrap_or_else(|| panic!("{text}"));
        let taker = position.proposition.role("recipient").map(|filler| filler.filler.clone());
        assert_eq!(taker.as_deref(), Some("UKR"), "{text}");
        shown(&position.proposition.items)
    };
    assert_eq!(of("dozens of tanks"), "tanks | tanks | dozens | 24..~ tanks");
    assert_eq!(of("between 300 and 500 tanks"), "tanks | tanks | between 300 and 500 | 300..500 tanks");
    assert_eq!(of("a third of its tanks"), "tanks | tanks | a third | ..~ -");
}

#[test]
fn what_stands_together_is_one_item_of_the_class_of_its_head() {
    check(&[
        ("F-16 spare parts", "F-16 spare parts | parts | none"),
        ("Leopard tank ammunition", "Leopard tank ammunition | artillery-ammunition | none"),
        ("S-300 missiles", "S-300 missiles | missiles | none"),
        ("155mm artillery shells", "155mm artillery shells | shells | none"),
        ("ammunition rounds", "ammunition rounds | ammunition | none"),
        ("long-range missiles", "long-range missiles | missiles | none"),
    ]);
    let both = items("long-range missiles and 12 tanks");
    assert_eq!(both.len(), 2, "{both:#?}");
    assert_eq!((both[0].text.as_str(), both[0].quantity.is_none()), ("long-range missiles", true));
    assert_eq!(both[1].quantity.as_ref().and_then(|quantity| quantity.min), Some(12));
}
