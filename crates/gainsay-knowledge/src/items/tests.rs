//! What items are found, and which is a kind of which.

use super::*;
use crate::{Knowledge, lower, words};

fn lowered(text: &str) -> Vec<String> {
    words(text).map(|range| lower(&text[range])).collect()
}

/// The class of a text that is one item.
fn class(text: &str) -> &'static str {
    let lowered = lowered(text);
    let (length, class) = Knowledge::shipped().items.at(&lowered).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(length, lowered.len(), "{text}: only part of it was found");
    &class.code
}

#[test]
fn the_files_have_no_faults() {
    let faults = load::load().1;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_name_classes() {
    for (text, expected) in [
        ("arms", "arms"),
        ("weaponry", "arms"),
        ("lethal aid", "combat-arms"),
        ("military aid", "arms"),
        ("weapon", "weapons"),
        ("Weapons", "weapons"),
        ("ammunition", "ammunition"),
        ("ammunition rounds", "ammunition"),
        ("munitions", "ammunition"),
        ("military hardware", "military-equipment"),
        ("artillery rounds", "artillery-ammunition"),
        ("shells", "shells"),
        ("155mm", "artillery-ammunition"),
        ("152 mm", "artillery-ammunition"),
        ("122-millimetre rounds", "artillery-ammunition"),
        ("82mm", "mortar-ammunition"),
        ("7.62mm ammunition", "small-arms-ammunition"),
        ("30mm rounds", "ammunition"),
        ("rockets", "artillery-rockets"),
        ("mortar rounds", "mortar-ammunition"),
        ("bullets", "small-arms-ammunition"),
        ("rounds", "rounds"),
        ("howitzers", "howitzers"),
        ("multiple launch rocket systems", "rocket-artillery"),
        ("missiles", "missiles"),
        ("short-range missiles", "missiles"),
        ("short-range ballistic missiles", "short-range-ballistic-missiles"),
        ("surface-to-air missiles", "surface-to-air-missiles"),
        ("MANPADS", "manpads"),
        ("air defense systems", "air-defence"),
        ("drones", "drones"),
        ("UAVs", "drones"),
        ("kamikaze drones", "loitering-munitions"),
        ("combat drones", "armed-drones"),
        ("tanks", "tanks"),
        ("armored personnel carriers", "armoured-vehicles"),
        ("fighter jets", "combat-aircraft"),
        ("helicopters", "helicopters"),
        ("submarines", "submarines"),
        ("assault rifles", "rifles"),
        ("rocket-propelled grenades", "grenades"),
        ("cluster munitions", "cluster-munitions"),
        ("glide bombs", "guided-bombs"),
        ("night-vision goggles", "optics-communications"),
        ("spare parts", "parts"),
        ("missile technology", "military-technology"),
        ("microchips", "microelectronics"),
        ("explosives", "explosives"),
        ("fuel tanks", "civil-goods"),
        ("passenger aircraft", "civil-goods"),
    ] {
        assert_eq!(class(text), expected, "{text}");
    }
}

#[test]
fn persons_are_found_apart_from_arms() {
    let items = &Knowledge::shipped().items;
    for (text, expected) in [
        ("soldiers", "troops"),
        ("military advisers", "advisers"),
        ("instructors", "instructors"),
        ("mercenaries", "mercenaries"),
        ("sappers", "engineers"),
        ("foreign fighters", "volunteers"),
        ("fighters", "volunteers"),
    ] {
        let lowered = lowered(text);
        let (length, class) = items.persons_at(&lowered).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((length, &*class.code), (lowered.len(), expected), "{text}");
        assert!(items.entails(&class.code, "personnel") && !items.entails(&class.code, "arms"));
    }
    assert!(items.at(&["soldiers"]).is_none() && items.persons_at(&["rifles"]).is_none());
    let about = |about: &str, words: &[&str]| items.about_at(about, words).map(|(_, class)| &*class.code);
    assert_eq!(about("personnel", &["fighter"]), Some("volunteers"));
    assert_eq!(about("personnel", &["fighter", "jets"]), None, "no people");
    assert_eq!(about("arms", &["fighter", "jets"]), Some("combat-aircraft"));
}

#[test]
fn designations_name_class_and_makers() {
    let items = &Knowledge::shipped().items;
    for (text, expected, makers) in [
        ("Shahed-136", "loitering-munitions", "IRN RUS"),
        ("Geran-2", "loitering-munitions", "IRN RUS"),
        ("Mohajer-6", "armed-drones", "IRN"),
        ("Fath-360", "short-range-ballistic-missiles", "IRN"),
        ("KN-23", "short-range-ballistic-missiles", "PRK"),
        ("Hwasong-11", "short-range-ballistic-missiles", "PRK"),
        ("Iskander-M", "short-range-ballistic-missiles", "RUS"),
        ("HIMARS", "rocket-artillery", "USA"),
        ("ATACMS", "short-range-ballistic-missiles", "USA"),
        ("Javelins", "anti-tank-missiles", "USA"),
        ("Patriot", "air-defence", "USA"),
        ("S-300", "air-defence", "RUS"),
        ("Lancet", "loitering-munitions", "RUS"),
        ("Orlan-10", "reconnaissance-drones", "RUS"),
        ("Bayraktar TB2", "armed-drones", "TUR"),
        ("Grad", "rocket-artillery", "RUS"),
        ("Grad rockets", "artillery-rockets", "RUS"),
        ("AK-47", "rifles", "RUS"),
        ("T-72", "tanks", "RUS"),
        ("Leopard 2", "tanks", "DEU"),
        ("F-16s", "combat-aircraft", "USA"),
        ("Su-35", "combat-aircraft", "RUS"),
        ("Storm Shadow", "cruise-missiles", "GBR FRA"),
        ("AH-4 howitzers", "howitzers", "CHN"),
    ] {
        assert_eq!(class(text), expected, "{text}");
        let (_, system) = items.system_at(&lowered(text)).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(system.makers.join(" "), makers, "{text}");
    }
    assert_eq!(items.system_at(&["drones"]), None);
    for system in &items.systems {
        for maker in &system.makers {
            assert!(Knowledge::shipped().names.entity(maker).is_some(), "{}: {maker}", system.name);
        }
    }
}

#[test]
fn the_specific_entails_the_general() {
    let items = &Knowledge::shipped().items;
    for (a, b) in [
        ("shells", "artillery-ammunition"),
        ("shells", "arms"),
        ("weapons", "arms"),
        ("short-range-ballistic-missiles", "missiles"),
        ("loitering-munitions", "drones"),
        ("loitering-munitions", "ammunition"),
        ("tanks", "weapons"),
        ("tanks", "military-equipment"),
        ("submarines", "arms"),
        ("no such class", "no such class"),
    ] {
        assert!(items.entails(a, b), "{a} entails {b}");
    }
    for (a, b) in [
        ("arms", "weapons"),
        ("shells", "weapons"),
        ("weapons", "ammunition"),
        ("microelectronics", "arms"),
        ("drones", "missiles"),
        ("no such class", "arms"),
    ] {
        assert!(!items.entails(a, b), "{a} does not entail {b}");
    }
    assert!(items.overlap("weapons", "ammunition"), "bombs are both");
    assert!(items.overlap("arms", "shells") && items.overlap("shells", "arms"));
    assert!(!items.overlap("shells", "weapons"));
    assert!(!items.overlap("rifles", "drones"));
    assert!(!items.overlap("arms", "dual-use-goods"));
}

#[test]
fn entailment_is_a_partial_order() {
    let items = &Knowledge::shipped().items;
    let codes: Vec<&str> = items.classes().iter().map(|class| &*class.code).collect();
    for a in &codes {
        assert!(items.entails(a, a));
        for b in &codes {
            assert!(a == b || !(items.entails(a, b) && items.entails(b, a)), "{a} and {b} entail each other");
            let common = codes.iter().any(|c| items.entails(c, a) && items.entails(c, b));
            assert_eq!(items.overlap(a, b), common, "{a} and {b}");
            for c in codes.iter().filter(|c| items.entails(a, b) && items.entails(b, c)) {
                assert!(items.entails(a, c), "{a} entails {b} entails {c}");
            }
        }
    }
}

#[test]
fn categories_are_those_of_the_registers() {
    for class in Knowledge::shipped().items.classes() {
        if let Some(unroca) = &class.unroca {
            assert!(
                ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"].contains(&&**unroca),
                "{}",
                class.code
            );
        }
        if let Some(sipri) = &class.sipri {
            let known = [
                "aircraft",
                "air defence systems",
                "anti-submarine warfare weapons",
                "armoured vehicles",
                "artillery",
                "engines",
                "missiles",
                "satellites",
                "sensors",
                "ships",
            ];
            assert!(known.contains(&&**sipri), "{}", class.code);
        }
        let parents = &class.under;
        let items = &Knowledge::shipped().items;
        let tops = ["arms", "dual-use-goods", "civil-goods", "personnel"];
        assert_eq!(tops.iter().filter(|top| items.entails(&class.code, top)).count(), 1, "{}", class.code);
        assert_eq!(class.persons, items.entails(&class.code, "personnel"), "{}", class.code);
        assert!(parents.iter().all(|parent| items.class(parent).is_some()), "{}", class.code);
    }
}
