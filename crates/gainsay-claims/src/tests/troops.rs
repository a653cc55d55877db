//! Who sends whom where.

use super::check;

#[test]
fn who_sends_whom_where() {
    check(&[
        (
            "[S Seoul] [C said] [T North Korea had sent 10,000 soldiers to Russia].",
            &["KOR:GOV asserts act troop-deployment PRK>RUS deployed troops"],
        ),
        (
            "[S Kyiv] [C said] [T North Korean troops had arrived in Russia].",
            &["UKR:GOV asserts act troop-deployment PRK>RUS deployed troops"],
        ),
        (
            "[S Kinshasa] [C accused] [T Rwanda of deploying troops in Congo].",
            &["COD:GOV accuses act troop-deployment RWA>COD deployed troops"],
        ),
        (
            "[S Rwanda] [C denied] [T the presence of its soldiers in Congo].",
            &["RWA:GOV denies act troop-deployment RWA>COD deployed troops"],
        ),
        (
            "[S Rwanda] [C denies] [T that it has troops in Congo].",
            &["RWA:GOV denies act troop-deployment RWA>COD deployed troops"],
        ),
        (
            "[S Paris] [C said] [T it was considering sending military instructors to Ukraine].",
            &["FRA:GOV asserts plan troop-deployment FRA>UKR - instructors"],
        ),
        (
            "[S Minsk] [C said] [T Wagner fighters were fighting in Mali].",
            &["BLR:GOV asserts act troop-deployment RUS:REB:wagner>MLI deployed volunteers"],
        ),
        (
            "[S Bamako] [C denied] [T having asked Russia for mercenaries].",
            &["MLI:GOV denies act troop-deployment RUS>MLI sought mercenaries"],
        ),
        (
            "[S Ankara] [C said] [T parliament had authorised the deployment of Turkish troops to Libya].",
            &["TUR:GOV asserts act troop-deployment TUR>LBY authorised troops"],
        ),
        (
            "[S The Kremlin] [C said] [T Russia had not deployed soldiers to Niger].",
            &["RUS:GOV:kremlin denies act troop-deployment RUS>NER deployed troops"],
        ),
        // That they are there is what is denied.
        (
            "[S Kigali] [C denied] [T that Rwandan soldiers were still in Congo].",
            &["RWA:GOV denies act troop-deployment RWA>COD deployed troops"],
        ),
        (
            "[S Niamey] [C said] [T it was in talks with Russia about the arrival of instructors].",
            &["NER:GOV asserts act troop-deployment RUS>NER negotiating instructors"],
        ),
        (
            "[S Pretoria] [C said] [T troops from Malawi and Tanzania had been deployed in Congo].",
            &[
                "ZAF:GOV asserts act troop-deployment MWI>COD deployed troops",
                "ZAF:GOV asserts act troop-deployment TZA>COD deployed troops",
            ],
        ),
        // Men are troops where somebody has sent them.
        (
            "[S Kyiv] [C said] [T men of the Wagner group were in Mali].",
            &["UKR:GOV asserts act troop-deployment RUS:REB:wagner>MLI deployed personnel"],
        ),
        ("[S Kyiv] [C said] [T two men had arrived in Mali].", &[]),
        // Weapons and soldiers are two things to send.
        (
            "[S Seoul] [C said] [T North Korea had sent shells and soldiers to Russia].",
            &[
                "KOR:GOV asserts act PRK>RUS delivered shells",
                "KOR:GOV asserts act troop-deployment PRK>RUS deployed troops",
            ],
        ),
    ]);
}

#[test]
fn what_is_no_deployment_of_troops() {
    check(&[
        // Missiles are no troops.
        ("[S Minsk] [C said] [T Russia had deployed missiles in Belarus].", &[]),
        // An exercise is none.
        ("[S Minsk] [C said] [T Russian soldiers had arrived in Belarus for an exercise].", &[]),
        ("[S Seoul] [C said] [T North Korea had sent workers to Russia].", &[]),
        // Those who stay at home, or no longer serve.
        ("[S Bogotá] [C said] [T it had sent soldiers to the province of Cauca].", &[]),
        ("[S Bogotá] [C said] [T former soldiers had gone to Ukraine].", &[]),
    ]);
}

#[test]
fn how_many_soldiers() {
    let read = super::marked::marked(
        "[S Seoul] [C said] [T North Korea had sent between 10,000 and 12,000 troops to Russia].",
    )
    .read();
    let item = &read.positions[0].proposition.items[0];
    let quantity = item.quantity.as_ref().expect("a number");
    assert_eq!((item.text.as_str(), quantity.min, quantity.max), ("troops", Some(10_000), Some(12_000)));
}
