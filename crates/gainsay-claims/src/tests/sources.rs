//! Who sources are, where the page has to tell.

use super::marked::{line, marked};
use gainsay_record::Unnamed;

/// The holders of a text's statements, `?` where there is none.
fn holders(text: &str) -> Vec<String> {
    let read = marked(text).read();
    let code = |holder: &Option<gainsay_record::Holder>| {
        holder.as_ref().map_or("?", |holder| holder.as_str()).to_owned()
    };
    read.provenance.iter().map(|one| code(&one.holder)).collect()
}

/// The holder of a source alone on its page.
fn holder(source: &str) -> String {
    holders(&format!("[S {source}] [C said] [T it rained].")).remove(0)
}

#[test]
fn prepositions_say_whose_they_are() {
    for (source, expected) in [
        // For whom they speak.
        ("A spokesman for the State Department", "USA:GOV:state-department"),
        ("A spokesman for Russian President Vladimir Putin", "RUS:GOV"),
        ("An analyst at RUSI in London", "GBR:NGO:rusi"),
        ("An adviser to President Zelensky", "UKR:GOV"),
        // To whom they are sent, and where they are.
        ("Mali's ambassador to Russia", "MLI:GOV"),
        ("Russia's UN ambassador", "RUS:GOV"),
        ("A special envoy for Yemen", "XXX:GOV"),
        ("A diplomat in Kyiv", "XXX:GOV"),
        ("A Western official in Kyiv", "XXX:GOV"),
        ("An official in Kyiv", "UKR:GOV"),
        ("A Brussels-based diplomat", "XXX:GOV"),
        ("A Kyiv-based think tank", "UKR:NGO"),
        ("A source in Tehran", "IRN"),
        // What they know.
        ("Two people familiar with US intelligence", "XXX"),
        ("People who have seen the Israeli assessment", "XXX"),
        ("A source close to the Kremlin", "RUS"),
        ("An Iran expert", "XXX:EDU"),
        ("A Hezbollah expert", "XXX:EDU"),
        ("An Iranian expert", "IRN:EDU"),
        // Who they are not.
        ("Ukraine's Western allies", "XXX:GOV"),
        ("Allies of Ukraine", "XXX:GOV"),
        ("Ukraine and its allies", "UKR:GOV"),
        ("Pro-Russian separatists", "XXX:REB"),
    ] {
        assert_eq!(holder(source), expected, "{source}");
    }
}

#[test]
fn who_left_office_speaks_for_nobody() {
    for (source, expected) in [
        ("A former US official", "USA"),
        ("A former CIA officer", "USA"),
        ("A retired Israeli general", "ISR"),
        ("A former minister", "XXX"),
        ("Former president Petro Poroshenko", "UKR:GOV:poroshenko-petro"),
    ] {
        assert_eq!(holder(source), expected, "{source}");
    }
}

#[test]
fn whose_people_speak_is_not_who_speaks() {
    for (source, expected) in [
        ("Putin's spokesman", "RUS:GOV"),
        ("Putin's spokesman Dmitry Peskov", "RUS:GOV:peskov-dmitry"),
        ("Zelensky adviser Mykhailo Podolyak", "UKR:GOV:podolyak-mykhailo"),
        ("The Biden administration", "USA:GOV"),
        ("Hemedti's adviser", "SDN:REB:rsf"),
        ("A spokesman for Jens Stoltenberg", "IGO:nato"),
        ("Reuters sources", "XXX"),
    ] {
        assert_eq!(holder(source), expected, "{source}");
    }
}

#[test]
fn a_ministry_has_one_code_however_it_is_called() {
    for (source, expected) in [
        ("The American defence department", "USA:GOV:pentagon"),
        ("The French foreign ministry", "FRA:GOV:quai-dorsay"),
        ("The foreign ministry in Islamabad", "PAK:GOV:mofa"),
        ("The foreign ministry in Ouagadougou", "BFA:GOV:mfa"),
        // Another state's name before it takes a body's name away from its owner.
        ("The Australian Defense Department", "AUS:GOV:mod"),
    ] {
        assert_eq!(holder(source), expected, "{source}");
    }
}

#[test]
fn a_surname_behind_an_office_is_who_held_it_then() {
    let holder = |day: &str| {
        let read =
            marked("[S Pakistani Prime Minister Sharif] [C said] [T it rained].").published(day).read();
        read.provenance[0].holder.as_ref().map_or("?", |holder| holder.as_str()).to_owned()
    };
    assert_eq!(holder("2015-03-01"), "PAK:GOV:sharif-nawaz");
    assert_eq!(holder("2022-09-22"), "PAK:GOV:sharif-shehbaz");
    assert_eq!(holder("2019-01-01"), "PAK:GOV", "neither held it");
    // Without a date it can be either.
    assert_eq!(self::holder("Pakistani Prime Minister Sharif"), "PAK:GOV");
    assert_eq!(self::holder("Defence Minister Umerov"), "UKR:GOV:umerov-rustem");
    // A name of two words is somebody else's.
    assert_eq!(self::holder("Pakistani Prime Minister Akram Sharif"), "PAK:GOV");
}

#[test]
fn the_page_tells_which_name_is_meant() {
    assert_eq!(holders("South Korea is alarmed. [S The North] [C said] [T no]."), ["PRK:GOV"]);
    assert_eq!(holders("It rains in the west. [S The North] [C said] [T no]."), ["?"]);
    assert_eq!(
        holders("North Korea fired. [S A North Atlantic diplomat] [C said] [T no]."),
        ["XXX:GOV"],
        "a longer name"
    );
    assert_eq!(holders("Turkey arrested two. [S MIT] [C said] [T no]."), ["TUR:SPY:mit"]);
    assert_eq!(holders("Boston was cold. [S MIT] [C said] [T no]."), ["?"]);
    assert_eq!(holders("[S Georgia] [C said] [T no]."), ["GEO:GOV"]);
    assert_eq!(holders("Atlanta voted. [S Georgia] [C said] [T no]."), ["?"]);
    assert_eq!(holders("Atlanta and Tbilisi are twins. [S Georgia] [C said] [T no]."), ["GEO:GOV"]);
    assert_eq!(holders("[S Jim Jordan] [C said] [T no]."), ["?"]);
    assert_eq!(holders("[S Jordan] [C said] [T no]."), ["JOR:GOV"]);
    assert_eq!(holders("[S Officials in New Mexico] [C said] [T no]."), ["XXX:GOV"]);
}

#[test]
fn a_bare_organ_is_that_of_the_state_the_page_is_about() {
    for (text, expected) in [
        ("Mali's junta expelled the French. [S The junta] [C said] [T no].", "MLI:GOV"),
        ("Chad's foreign ministry is in Ndjamena. [S The ministry] [C said] [T no].", "TCD:GOV"),
        (
            "Sudan's war goes on in Sudan. The UAE was accused of arming rebels. [S The army] [C said] [T no].",
            "SDN:MIL",
        ),
        // Two states, one as often as the other: nobody is guessed.
        ("Ethiopia and Eritrea moved tanks. [S The army] [C said] [T no].", "XXX:MIL"),
        ("Chad lies south of Libya. [S The country] [C said] [T no].", "TCD:GOV"),
        ("NATO met. [S The alliance] [C said] [T no].", "IGO:nato"),
        ("Hezbollah has rockets. [S A spokesman for the group] [C said] [T no].", "LBN:REB:hezbollah"),
    ] {
        assert_eq!(holders(text), [expected], "{text}");
    }
}

#[test]
fn people_without_a_name_stay_apart() {
    // "The official" was met; another, and officials at large, were not.
    let met = "[S A Turkish official] [C said] [T no].";
    for (source, expected) in [
        ("The official", "TUR:GOV"),
        ("Another official", "XXX:GOV"),
        ("The other official", "XXX:GOV"),
        ("A second official", "XXX:GOV"),
        ("Officials", "XXX:GOV"),
        ("The officials", "XXX:GOV"),
        ("The diplomat", "XXX:GOV"),
    ] {
        let all = holders(&format!("{met}\n[S {source}] [C said] [T yes]."));
        assert_eq!(all, ["TUR:GOV", expected], "{source}");
    }
    // A body is no official.
    assert_eq!(
        holders("[S The Kremlin] [C said] [T no].\n[S The official] [C said] [T yes]."),
        ["RUS:GOV:kremlin", "XXX:GOV"]
    );
}

#[test]
fn what_is_known_of_unnamed_sources_is_kept() {
    let known = |source: &str| {
        let text = format!("[S {source}] [C said] [T it rained].");
        let read = marked(&text);
        let Unnamed { at_least, at_most, condition } = read.read().provenance[0].unnamed;
        let condition = condition.map(|span| span.of(&read.article.text).to_owned()).unwrap_or_default();
        (at_least, at_most, condition)
    };
    let none = String::new;
    assert_eq!(known("A US official"), (Some(1), Some(1), none()));
    assert_eq!(known("Three senior European diplomats"), (Some(3), Some(3), none()));
    assert_eq!(known("At least two intelligence officials"), (Some(2), None, none()));
    assert_eq!(known("Several people familiar with the matter"), (Some(3), None, none()));
    assert_eq!(known("Sources"), (Some(2), None, none()));
    assert_eq!(known("Two officials and a diplomat"), (Some(2), None, none()));
    assert_eq!(known("The head of intelligence"), (Some(1), Some(1), none()));
    assert_eq!(
        known("A Western official, speaking on condition of anonymity,"),
        (Some(1), Some(1), "on condition of anonymity".to_owned())
    );
    assert_eq!(known("The Kremlin"), (None, None, none()), "it has a name");
    // What is known of those cited stands on their link.
    let read = marked("[S Reuters, citing [Q two diplomats],] [C said] [T it rained].").read();
    let last = read.provenance[0].chain.last().expect("a chain");
    assert_eq!((last.unnamed.at_least, last.unnamed.at_most), (Some(2), Some(2)));
}

#[test]
fn where_they_met_is_no_party() {
    let read = |text: &str| marked(text).read().positions.iter().map(line).collect::<Vec<_>>();
    assert_eq!(
        read(
            "Iran and Syria held talks in Moscow. [S Kyiv] [C said] [T there was an arms deal between the two countries]."
        ),
        ["UKR:GOV asserts act IRN=SYR agreed arms"]
    );
    // A state that is no more made it, and supplies nothing.
    assert_eq!(
        read("[S Kyiv] [C said] [T Poland sent Soviet tanks to Ukraine]."),
        ["UKR:GOV asserts act POL>UKR delivered tanks"]
    );
}
