//! Who used which weapon against whom.

use super::check;

#[test]
fn who_uses_what_against_whom() {
    check(&[
        (
            "[S Kyiv] [C said] [T Russia had used cluster munitions against Ukraine].",
            &["UKR:GOV asserts act use-in-combat RUS>UKR used cluster-munitions"],
        ),
        (
            "[S Kyiv] [C said] [T Russia had fired North Korean missiles at Ukraine].",
            &["UKR:GOV asserts act use-in-combat RUS>UKR used missiles producer=PRK"],
        ),
        (
            "[S Russia] [C denied] [T using chemical weapons in Ukraine].",
            &["RUS:GOV denies act use-in-combat RUS>UKR used chemical-weapons"],
        ),
        (
            "[S Moscow] [C denied] [T the use of cluster bombs by Russia in Syria].",
            &["RUS:GOV denies act use-in-combat RUS>SYR used cluster-munitions"],
        ),
        (
            "[S Kyiv] [C said] [T Russian missiles had struck Ukraine].",
            &["UKR:GOV asserts act use-in-combat RUS>UKR used missiles"],
        ),
        (
            "[S Warsaw] [C said] [T Ukraine was attacked with Iranian-made drones].",
            &["POL:GOV asserts act use-in-combat ?>UKR used drones producer=IRN"],
        ),
        (
            "[S Riyadh] [C said] [T the Houthis had launched two missiles at Saudi Arabia].",
            &["SAU:GOV asserts act use-in-combat YEM:REB:houthis>SAU used missiles"],
        ),
        (
            "[S Riyadh] [C said] [T the Houthis had struck Saudi Arabia with drones].",
            &["SAU:GOV asserts act use-in-combat YEM:REB:houthis>SAU used drones"],
        ),
        (
            "[S Kyiv] [C said] [T Russia deployed cluster munitions against Ukraine].",
            &["UKR:GOV asserts act use-in-combat RUS>UKR used cluster-munitions"],
        ),
        (
            "[S Damascus] [C denied] [T a drone attack on Turkey].",
            &["SYR:GOV denies act use-in-combat SYR>TUR used drones"],
        ),
        (
            "[S Washington] [C said] [T it had allowed Ukraine to use ATACMS against Russia].",
            &["USA:GOV asserts act use-in-combat UKR>RUS authorised short-range-ballistic-missiles"],
        ),
        // What for is against whom.
        (
            "[S Kyiv] [C said] [T Russia used Iranian drones to attack Ukraine].",
            &["UKR:GOV asserts act use-in-combat RUS>UKR used drones producer=IRN"],
        ),
        // Where they were made is not where they were used.
        (
            "[S Sanaa] [C said] [T Saudi Arabia used cluster bombs made in Brazil in Yemen].",
            &["YEM:GOV asserts act use-in-combat SAU>YEM used cluster-munitions producer=BRA"],
        ),
        // Who uses them may do so at home.
        (
            "[S Paris] [C said] [T Syria had used sarin in Syria].",
            &["FRA:GOV asserts act use-in-combat SYR>SYR used chemical-weapons"],
        ),
        // "its" are those of the accuser.
        (
            "[S Russia] [C accused] [T Ukraine of using chemical weapons against its troops].",
            &["RUS:GOV accuses act use-in-combat UKR>RUS used chemical-weapons"],
        ),
    ]);
}

#[test]
fn what_is_no_use_in_combat() {
    check(&[
        // A test hits nobody.
        ("[S Seoul] [C said] [T North Korea had fired two missiles into the sea].", &[]),
        ("[S Seoul] [C said] [T North Korea had test-fired a missile].", &[]),
        // To station is not to use.
        ("[S Minsk] [C said] [T Russia had deployed missiles in Belarus].", &[]),
        // Used before, by somebody else.
        (
            "[S Berlin] [C said] [T Belgium sold used tanks to Ukraine].",
            &["DEU:GOV asserts act BEL>UKR delivered tanks"],
        ),
        // Parts in a weapon are not used in combat.
        ("[S Kyiv] [C said] [T American components were used in Iranian drones].", &[]),
        // An attempt is no use.
        ("[S Kyiv] [C said] [T Russia had tried to use chemical weapons against Ukraine].", &[]),
    ]);
}
