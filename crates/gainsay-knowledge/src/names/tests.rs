//! What is found in texts, and what the codes mean.

use super::*;
use crate::{Knowledge, words};

/// Every name in a text: words as printed, code, form.
fn found(text: &str) -> Vec<(String, &'static str, Form)> {
    let names = &Knowledge::shipped().names;
    let ranges: Vec<_> = words(text).collect();
    let printed: Vec<_> = ranges.iter().map(|range| text[range.clone()].to_owned()).collect();
    let lowered: Vec<_> = printed.iter().map(|word| lower(word)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < printed.len() {
        match names.at(&printed[at..], &lowered[at..]) {
            Some((length, entity, form)) => {
                let words = text[ranges[at].start..ranges[at + length - 1].end].to_owned();
                found.push((words, &*entity.code, form));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The only name in a text, which must be the whole of it.
fn code(text: &str) -> (&'static str, Form) {
    match found(text).as_slice() {
        [(words, code, form)] if words == text => (code, *form),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_files_have_no_faults() {
    let faults = load::load().1;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn states_go_by_many_names() {
    use Form::{Adjective, Capital, Name};
    for (text, expected, form) in [
        ("North Korea", "PRK", Name),
        ("DPRK", "PRK", Name),
        ("Democratic People’s Republic of Korea", "PRK", Name),
        ("North Korean", "PRK", Adjective),
        ("North Koreans", "PRK", Adjective),
        ("Pyongyang", "PRK", Capital),
        ("South Korea", "KOR", Name),
        ("ROK", "KOR", Name),
        ("Russian Federation", "RUS", Name),
        ("Russians", "RUS", Adjective),
        ("Moscow", "RUS", Capital),
        ("US", "USA", Name),
        ("U.S.", "USA", Name),
        ("USA", "USA", Name),
        ("United States of America", "USA", Name),
        ("American", "USA", Adjective),
        ("Washington, D.C.", "USA", Capital),
        ("Britain", "GBR", Name),
        ("UK", "GBR", Name),
        ("British", "GBR", Adjective),
        ("Emirates", "ARE", Name),
        ("UAE", "ARE", Name),
        ("Abu Dhabi", "ARE", Capital),
        ("Emiratis", "ARE", Adjective),
        ("Kyiv", "UKR", Capital),
        ("Kiev", "UKR", Capital),
        ("DR Congo", "COD", Name),
        ("Côte d'Ivoire", "CIV", Name),
        ("Nigerien", "NER", Adjective),
        ("Nigerians", "NGA", Adjective),
        ("Guinea-Bissau", "GNB", Name),
        ("Papua New Guinea", "PNG", Name),
        ("South Sudan", "SSD", Name),
        ("Sudanese", "SDN", Adjective),
        ("Türkiye", "TUR", Name),
        ("Taiwanese", "TWN", Adjective),
        ("Kosovo", "XKX", Name),
        ("Palestinians", "PSE", Adjective),
        ("Holy See", "VAT", Name),
        ("N’Djamena", "TCD", Capital),
        ("Sana'a", "YEM", Capital),
        ("Brussels", "IGO:eu", Capital),
    ] {
        assert_eq!(code(text), (expected, form), "{text}");
    }
}

#[test]
fn bodies_groups_people_and_outlets_have_codes() {
    for (text, expected) in [
        ("Kremlin", "RUS:GOV:kremlin"),
        ("White House", "USA:GOV:white-house"),
        ("State Department", "USA:GOV:state-department"),
        ("Pentagon", "USA:GOV:pentagon"),
        ("Downing Street", "GBR:GOV:downing-street"),
        ("CIA", "USA:SPY:cia"),
        ("SBU", "UKR:SPY:sbu"),
        ("Defence Intelligence of Ukraine", "UKR:SPY:hur"),
        ("Mossad", "ISR:SPY:mossad"),
        ("ISI", "PAK:SPY:isi"),
        ("Islamic Revolutionary Guard Corps", "IRN:MIL:irgc"),
        ("South Korea's Joint Chiefs of Staff", "KOR:MIL:jcs"),
        ("Russian Defence Ministry", "RUS:GOV:mod"),
        ("Iran's mission to the United Nations", "IRN:GOV:un-mission"),
        ("KCNA", "PRK:MED:kcna"),
        ("TASS", "RUS:MED:tass"),
        ("Tass", "RUS:MED:tass"),
        ("Yonhap News Agency", "KOR:MED:yonhap"),
        ("Reuters", "GBR:MED:reuters"),
        ("Associated Press", "USA:MED:ap"),
        ("Associated Press of Pakistan", "PAK:MED:app"),
        ("the Intercept", "USA:MED:the-intercept"),
        ("Kyiv Independent", "UKR:MED:kyiv-independent"),
        ("Wagner Group", "RUS:REB:wagner"),
        ("Houthis", "YEM:REB:houthis"),
        ("Rapid Support Forces", "SDN:REB:rsf"),
        ("M23", "COD:REB:m23"),
        ("Hezbollah", "LBN:REB:hezbollah"),
        ("Rosoboronexport", "RUS:BUS:rosoboronexport"),
        ("Lockheed Martin", "USA:BUS:lockheed-martin"),
        ("KOMID", "PRK:BUS:komid"),
        ("UN Security Council", "IGO:un:unsc"),
        ("U.N.", "IGO:un"),
        ("Panel of Experts on the Sudan", "IGO:un:experts:sdn"),
        ("Nato", "IGO:nato"),
        ("Stockholm International Peace Research Institute", "SWE:NGO:sipri"),
        ("John Kirby", "USA:GOV:kirby-john"),
        ("Peskov", "RUS:GOV:peskov-dmitry"),
        ("Volodymyr Zelenskyy", "UKR:GOV:zelensky-volodymyr"),
        ("Kim Jong-un", "PRK:GOV:kim-jong-un"),
        ("Amir-Abdollahian", "IRN:GOV:amir-abdollahian-hossein"),
        ("Mumtaz Zahra Baloch", "PAK:GOV:baloch-mumtaz-zahra"),
    ] {
        assert_eq!(code(text), (expected, Form::Name), "{text}");
    }
}

#[test]
fn capitals_tell_names_from_words() {
    assert_eq!(found("they told us who sent a turkey"), []);
    assert_eq!(found("Tell us, Who knows, a mali, the chad"), []);
    assert_eq!(found("GIVE US ARMS NOW, SAYS KYIV").len(), 1, "an acronym among capitals is a word");
    let all: Vec<_> =
        found("IRAN DENIES SENDING DRONES TO MOSCOW").into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(all, ["IRN", "RUS"]);
    let all: Vec<_> = found("A US official and the UN said").into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(all, ["USA", "IGO:un"]);
    assert_eq!(found("He turned the AP report into ap reports").len(), 1);
    assert_eq!(found("a US-made missile")[0].1, "USA");
}

#[test]
fn the_longest_name_wins() {
    let codes = |text| found(text).into_iter().map(|(_, code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes("Washington Post"), ["USA:MED:washington-post"]);
    assert_eq!(codes("North Korea and South Korea"), ["PRK", "KOR"]);
    assert_eq!(codes("the Guardian Council of Iran"), ["IRN:GOV:guardian-council", "IRN"]);
    // The longer name does not count here; the shorter does.
    assert_eq!(codes("the Russian volunteer corps of pilots"), ["RUS"]);
}

#[test]
fn nouns_describe_speakers() {
    let names = &Knowledge::shipped().names;
    let sector = |text: &str| {
        let lowered: Vec<_> = words(text).map(|range| lower(&text[range])).collect();
        let (length, sector) = names.sector_at(&lowered).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(length, lowered.len(), "{text}");
        (sector.code, sector.people, sector.document)
    };
    for (text, expected) in [
        ("officials", ("GOV", true, false)),
        ("government", ("GOV", false, false)),
        ("Ministry of Defense", ("GOV", false, false)),
        ("foreign ministry spokesman", ("GOV", true, false)),
        ("diplomat", ("GOV", true, false)),
        ("lawmakers", ("LEG", true, false)),
        ("court", ("JUD", false, false)),
        ("army", ("MIL", false, false)),
        ("defence officials", ("MIL", true, false)),
        ("intelligence", ("SPY", false, false)),
        ("intelligence sources", ("SPY", true, false)),
        ("intelligence officials", ("SPY", true, false)),
        ("media", ("MED", false, false)),
        ("journalists", ("MED", true, false)),
        ("news agency", ("MED", false, false)),
        ("rebels", ("REB", true, false)),
        ("company spokesman", ("BUS", true, false)),
        ("analysts", ("EDU", true, false)),
        ("think tank", ("NGO", false, false)),
        ("residents", ("CVL", true, false)),
        ("people familiar with the matter", ("", true, false)),
        ("sources", ("", true, false)),
        ("press statement", ("", false, true)),
        ("intelligence report", ("SPY", false, true)),
        ("letter", ("", false, true)),
    ] {
        assert_eq!(sector(text), expected, "{text}");
    }
    assert_eq!(names.sector_at(&["artillery", "shells"]), None);
}

#[test]
fn codes_read_as_plain_words() {
    let names = &Knowledge::shipped().names;
    for (code, expected) in [
        ("PRK", "North Korea"),
        ("PRK:GOV", "the government of North Korea"),
        ("PRK:MIL", "the military of North Korea"),
        ("PRK:GOV:mfa", "the foreign ministry of North Korea"),
        ("USA:SPY", "US intelligence"),
        ("RUS:SPY", "Russian intelligence"),
        ("USA:MED", "media of the United States"),
        ("XXX:SPY", "intelligence, state not said"),
        ("XXX:MED", "media, state not said"),
        ("XXX:MED:some-daily", "Some Daily"),
        ("XXX", "somebody not named"),
        ("none", "nobody"),
        ("GBR:MED:reuters", "Reuters"),
        ("RUS:GOV:kremlin", "the Kremlin"),
        ("USA:GOV:kirby-john", "John Kirby"),
        ("PRK:GOV:main-directorate", "Main Directorate (the government of North Korea)"),
        ("IGO:un:experts:tcd", "Tcd (UN experts)"),
        ("REB:some-front", "Some Front"),
        ("QQQ:GOV", "QQQ:GOV"),
        ("", ""),
    ] {
        assert_eq!(names.in_words(code), expected, "{code}");
    }
}

#[test]
fn outlets_are_known_by_name_and_address() {
    let names = &Knowledge::shipped().names;
    let outlet = |given| names.outlet_of(given).map(|entity| &*entity.code);
    for (given, expected) in [
        ("Reuters", "GBR:MED:reuters"),
        ("REUTERS", "GBR:MED:reuters"),
        ("The New York Times", "USA:MED:nyt"),
        ("Time", "USA:MED:time"),
        ("Мілітарний", "UKR:MED:militarnyi"),
        ("edition.cnn.com", "USA:MED:cnn"),
        ("https://www.dawn.com/news/1", "PAK:MED:dawn"),
        ("www.bbc.co.uk", "GBR:MED:bbc"),
        ("news.example@apnews.com:443", "USA:MED:ap"),
    ] {
        assert_eq!(outlet(given), Some(expected), "{given}");
    }
    for nobody in ["", "Moscow", "notcnn.com", "example.org", "Reuters and others", "com"] {
        assert_eq!(outlet(nobody), None, "{nobody}");
    }
}

#[test]
fn people_have_an_office_and_a_surname() {
    let names = &Knowledge::shipped().names;
    let kim = names.entity("PRK:GOV:kim-jong-un").expect("he is in the data");
    assert_eq!(kim.surname.as_deref(), Some("Kim"));
    let kirby = names.entity("USA:GOV:kirby-john").expect("he is in the data");
    assert_eq!(kirby.surname.as_deref(), Some("Kirby"));
    assert_eq!(kirby.office.as_deref(), Some("National Security Council spokesman"));
    for person in names.entities().iter().filter(|entity| entity.kind == EntityKind::Person) {
        let surname = person.surname.as_deref().unwrap_or_default();
        assert!(person.name.contains(surname) && !surname.is_empty(), "{}", person.code);
        assert!(person.office.is_some(), "{}", person.code);
        for office in &person.offices {
            assert!(!office.title.is_empty(), "{}", person.code);
            let time = office.time.map(|time| gainsay_record::Edtf::parse(time).ok_or(time));
            assert!(!matches!(time, Some(Err(_))), "{}: {time:?}", person.code);
        }
    }
}

#[test]
fn codes_are_well_formed() {
    let names = &Knowledge::shipped().names;
    for entity in names.entities() {
        let parts: Vec<&str> = entity.code.split(':').collect();
        let state = entity.state.as_deref();
        match entity.kind {
            EntityKind::State => assert_eq!(parts, [state.unwrap_or_default()]),
            EntityKind::Organisation => {
                assert!(parts[0] == "IGO" || parts.get(1) == Some(&"NGO"), "{}", entity.code)
            }
            EntityKind::Outlet => assert_eq!(parts[1], "MED", "{}", entity.code),
            EntityKind::Company => assert!(parts.contains(&"BUS"), "{}", entity.code),
            EntityKind::Group => assert!(parts.contains(&"REB"), "{}", entity.code),
            EntityKind::Body | EntityKind::Person => assert!(parts.len() >= 3, "{}", entity.code),
        }
        if let Some(state) = state {
            assert!(names.entity(state).is_some(), "{}: no such state", entity.code);
        }
    }
    // ISO 3166-1 has 249; Kosovo; five that are no more.
    let states = names.entities().iter().filter(|entity| entity.kind == EntityKind::State);
    assert_eq!(states.clone().filter(|state| !state.ended).count(), 250);
    assert_eq!(states.filter(|state| state.ended).count(), 5);
}

/// States and territories that news call by no adjective of their own, or whose capital is given elsewhere or is more often
/// something else.
const NO_ADJECTIVE: [&str; 2] = ["DMA", "SCG"];
const NO_CAPITAL: [&str; 15] =
    ["BEL", "ATG", "DJI", "GRD", "GUY", "MCO", "SGP", "SMR", "SYC", "VAT", "CSK", "SCG", "SUN", "YUG", "HKG"];

/// Territories and islands without a foreign policy; what the news call them beside their name does not matter here.
const TERRITORIES: [&str; 48] = [
    "ABW", "AIA", "ALA", "ASM", "ATA", "ATF", "BES", "BLM", "BMU", "BVT", "CCK", "COK", "CUW", "CXR", "CYM",
    "FLK", "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HMD", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP",
    "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU", "PCN", "PRI", "PYF", "REU", "SGS", "SHN", "SJM", "SPM", "SXM",
    "TCA", "TKL", "UMI",
];

#[test]
fn every_state_has_an_adjective_and_a_capital() {
    let mut capitals: FxHashSet<&str> = FxHashSet::default();
    let mut adjectives: FxHashSet<&str> = FxHashSet::default();
    let states =
        load::FILES.iter().find(|(file, ..)| file.ends_with("states.toml")).expect("they have a file");
    for row in rows::rows(states.2).flatten() {
        adjectives.extend((!row.adjectives.is_empty()).then_some(row.code));
        capitals.extend((!row.capitals.is_empty()).then_some(row.code));
    }
    let names = &Knowledge::shipped().names;
    let islands = ["VGB", "VIR", "WLF", "NRU", "TUV"];
    for entity in names.entities().iter().filter(|entity| entity.kind == EntityKind::State) {
        let code = &*entity.code;
        if TERRITORIES.contains(&code) || islands.contains(&code) {
            continue;
        }
        assert_eq!(adjectives.contains(code), !NO_ADJECTIVE.contains(&code), "the adjective of {code}");
        assert_eq!(capitals.contains(code), !NO_CAPITAL.contains(&code), "the capital of {code}");
    }
}

/// States that buy, sell, host or fight in the news most: those in the registers of arms and in the casebook.
const MUCH_IN_THE_NEWS: [&str; 48] = [
    "AFG", "ARE", "ARM", "AUS", "AZE", "BGR", "BIH", "BLR", "BRA", "CAN", "CHE", "CHN", "COD", "NOR", "CZE",
    "DEU", "EGY", "ESP", "ETH", "FRA", "GBR", "GEO", "GRC", "IND", "IRN", "IRQ", "ISR", "ITA", "JPN", "KOR",
    "LBN", "SWE", "MLI", "RWA", "NLD", "PAK", "POL", "PRK", "ROU", "RUS", "SAU", "SDN", "SRB", "SYR", "TUR",
    "UKR", "USA", "ZAF",
];

#[test]
fn states_much_in_the_news_have_bodies_and_media() {
    let names = &Knowledge::shipped().names;
    for state in MUCH_IN_THE_NEWS {
        let of = |kind: EntityKind| {
            names.entities().iter().any(|one| one.kind == kind && one.state.as_deref() == Some(state))
        };
        for kind in [EntityKind::Body, EntityKind::Person, EntityKind::Outlet] {
            assert!(of(kind), "{state} has no {kind:?}");
        }
        let secret = format!("{state}:SPY:");
        let known = names.entities().iter().any(|entity| entity.code.starts_with(&secret));
        assert!(known, "{state} has no intelligence service");
    }
}

#[test]
fn cities_tell_the_state_and_no_government() {
    for (text, state) in [
        ("Hamburg", "DEU"),
        ("Zürich", "CHE"),
        ("Istanbul", "TUR"),
        ("Port Sudan", "SDN"),
        ("Odesa", "UKR"),
        ("Bandar Abbas", "IRN"),
        ("St. Petersburg", "RUS"),
        ("Ho Chi Minh City", "VNM"),
    ] {
        let (code, form) = code(text);
        assert_eq!(code, state, "{text}");
        assert!(form == Form::City || text == "Port Sudan", "{text}: {form:?}");
    }
    assert_eq!(found("Los Angeles Times")[0].1, "USA:MED:la-times");
}

#[test]
fn bodies_stand_under_what_they_belong_to() {
    let names = &Knowledge::shipped().names;
    for (a, b) in [
        ("PRK:GOV", "PRK"),
        ("PRK:GOV:mod", "PRK:GOV"),
        ("PRK:GOV:mod", "PRK:MIL"),
        ("XKX:GOV:mod", "XKX:MIL"),
        ("PRK:GOV:mod", "PRK"),
        ("USA:GOV:pentagon", "USA:MIL"),
        ("USA:GOV:austin-lloyd", "USA:MIL"),
        ("USA:GOV:kirby-john", "USA:GOV:white-house"),
        ("RUS:BUS:rosoboronexport", "RUS"),
        ("IRN:MIL:quds-force", "IRN:MIL:irgc"),
        ("UKR:SPY:budanov-kyrylo", "UKR:MIL"),
        ("PRK:MED:kcna", "PRK:GOV"),
        ("IGO:un:experts:sdn", "IGO:un"),
        ("PRK:GOV:not-in-the-data", "PRK"),
        ("XXX:SPY", "XXX:SPY"),
    ] {
        assert!(names.stands_under(a, b), "{a} under {b}");
    }
    for (a, b) in [
        ("PRK", "PRK:GOV"),
        ("GBR:MED:reuters", "GBR"),
        ("YEM:REB:houthis", "YEM"),
        ("USA:BUS:lockheed-martin", "USA"),
        ("USA:GOV:kirby-john", "USA:MIL"),
        ("XXX:SPY", "XXX"),
        ("XXX:MED:some-daily", "XXX:MED"),
        ("IGO:un", "IGO"),
        ("PRK:GOVERNMENT", "PRK:GOV"),
        ("PRK:GOV:mod", "KOR:MIL"),
    ] {
        assert!(!names.stands_under(a, b), "{a} not under {b}");
    }
}

#[test]
fn standing_under_is_a_partial_order() {
    let names = &Knowledge::shipped().names;
    let mut codes: Vec<&str> = names.entities().iter().map(|entity| &*entity.code).collect();
    codes.extend(names.under.values().flatten().map(|code| &**code));
    codes.extend([
        "XXX", "XXX:SPY", "XXX:GOV", "REB", "IGO", "PRK:GOV", "PRK:MIL", "PRK:SPY", "PRK:MED", "USA:GOV",
        "USA:MIL",
    ]);
    // Nothing stands under a holder of another state, so that pairs within one are all that need be asked.
    for (code, parents) in &names.under {
        for parent in parents {
            assert_eq!(code.split(':').next(), parent.split(':').next(), "{code} under {parent}");
        }
    }
    let mut states: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for code in codes {
        states.entry(code.split(':').next().unwrap_or_default()).or_default().push(code);
    }
    for codes in states.values() {
        for &a in codes {
            assert!(names.stands_under(a, a), "{a}");
            let above: Vec<&str> = codes.iter().copied().filter(|b| names.stands_under(a, b)).collect();
            for &b in &above {
                assert!(a == b || !names.stands_under(b, a), "{a} and {b} stand under each other");
                for c in codes.iter().filter(|c| names.stands_under(b, c)) {
                    assert!(above.contains(c), "{a} under {b} under {c}");
                }
            }
        }
    }
    // What a file says stands above something is a holder of that file's world: a state's sector, or an entity.
    for parent in names.under.values().flatten() {
        let sector = parent.split_once(':').is_some_and(|(state, sector)| {
            names.entity(state).is_some() && matches!(sector, "GOV" | "MIL" | "SPY" | "LEG")
        });
        assert!(sector || names.entity(parent).is_some(), "{parent}");
    }
}

#[test]
fn some_names_count_only_beside_others() {
    let names = &Knowledge::shipped().names;
    let local = |text: &str| {
        let printed: Vec<_> = words(text).map(|range| &text[range]).collect();
        let lowered: Vec<_> = printed.iter().map(|word| lower(word)).collect();
        let lowered: Vec<_> = lowered.iter().map(String::as_str).collect();
        names
            .local_at(&printed, &lowered)
            .map(|(length, whose)| (length, whose.map(|entity| &*entity.code).collect::<Vec<_>>()))
    };
    assert_eq!(local("the North fired"), Some((2, vec!["PRK"])));
    assert_eq!(local("the north of the country"), None);
    assert_eq!(local("Congress passed"), Some((1, vec!["USA:LEG:congress"])));
    assert_eq!(local("MIT said"), Some((1, vec!["TUR:SPY:mit"])));
    let (_, whose) = local("National Assembly").expect("it is in the data");
    assert!(whose.len() > 2, "{whose:?}");
    // A local name says nothing by itself.
    assert_eq!(found("Congress and the North"), []);
}

#[test]
fn names_within_the_names_of_other_things_are_nobody() {
    assert_eq!(found("the Gulf of Oman and New Mexico").len(), 2, "at() steps into them, opening() does not");
    let names = &Knowledge::shipped().names;
    let nobody = |text: &str| {
        let printed: Vec<_> = words(text).map(|range| &text[range]).collect();
        let lowered: Vec<_> = printed.iter().map(|word| lower(word)).collect();
        let lowered: Vec<_> = lowered.iter().map(String::as_str).collect();
        let opening = names.opening(&printed, &lowered);
        matches!(opening, Some(Opening::Nobody(length)) if length == printed.len())
    };
    let file: toml::Table =
        toml::from_str(include_str!("../../data/names/homonyms.toml")).expect("it is read by all tests");
    let phrases = file["nobody"].as_array().expect("a list").iter().filter_map(toml::Value::as_str);
    for text in phrases {
        assert!(nobody(text), "{text}");
        // It is in the data for the name that it holds.
        let ranges: Vec<_> = words(text).collect();
        let holds = ranges.iter().enumerate().any(|(at, first)| {
            ranges[at..].iter().any(|last| {
                let part = &text[first.start..last.end];
                part != text && names.names.get(part).is_some_and(|name| name.entity != NOBODY)
            })
        });
        assert!(holds, "{text} holds nobody's name");
    }
    let file = file["people"].as_array().expect("a list").iter().filter_map(toml::Value::as_str);
    for name in file {
        let entity = names.names.get(name).map(|name| &names.entities[name.entity as usize]);
        assert!(entity.is_some_and(|entity| entity.kind == EntityKind::State), "{name}");
    }
    assert!(!nobody("Mexico"));
    assert!(names.is_also_a_person("jordan") && !names.is_also_a_person("iran"));
    assert!(names.unless("GEO").is_some_and(|words| words.at(&["atlanta"]).is_some()));
}

#[test]
fn a_ministry_has_one_code() {
    let names = &Knowledge::shipped().names;
    assert_eq!(names.known_as("USA:GOV:mod"), "USA:GOV:pentagon");
    assert_eq!(names.known_as("FRA:GOV:mfa"), "FRA:GOV:quai-dorsay");
    assert_eq!(names.known_as("TCD:GOV:mod"), "TCD:GOV:mod");
    for (also, code) in &names.also {
        assert!(names.entity(also).is_none(), "{also} is an entity");
        assert!(names.entity(code).is_some(), "{code} is none");
    }
}

#[test]
fn people_are_known_by_surname() {
    let names = &Knowledge::shipped().names;
    let codes: Vec<_> = names.of_surname("Sharif").map(|person| &*person.code).collect();
    assert_eq!(codes, ["PAK:GOV:sharif-shehbaz", "PAK:GOV:sharif-nawaz"]);
    let shehbaz = names.entity("PAK:GOV:sharif-shehbaz").expect("he is in the data");
    assert_eq!(shehbaz.offices.len(), 2, "he held the office twice");
    assert_eq!(names.speaks_for("RUS:GOV:lavrov-sergei"), Some("RUS:GOV:mfa"));
}

#[test]
fn a_state_that_is_no_more_is_told_apart() {
    assert_eq!(code("Soviet Union"), ("SUN", Form::Name));
    assert_eq!(code("Czechoslovak"), ("CSK", Form::Adjective));
    let names = &Knowledge::shipped().names;
    assert!(names.entity("SUN").is_some_and(|state| state.ended));
    assert!(names.entity("RUS").is_some_and(|state| !state.ended));
}
