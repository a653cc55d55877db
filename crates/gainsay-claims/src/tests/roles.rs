//! Who fills which role, however the words are put.

use super::check;

#[test]
fn nouns_for_the_act() {
    check(&[
        (
            "[S Kyiv] [C reported] [T the delivery of missiles to Russia by Iran].",
            &["UKR:GOV asserts act IRN>RUS under-way missiles"],
        ),
        (
            "[S Kyiv] [C reported] [T the transfer by Iran of missiles to Russia].",
            &["UKR:GOV asserts act IRN>RUS under-way missiles"],
        ),
        (
            "[S Tehran] [C denied] [T Iran's supply of drones to Russia].",
            &["IRN:GOV denies act IRN>RUS under-way drones"],
        ),
        (
            "[S Kyiv] [C said] [T the supply of Iranian drones to Russia had continued].",
            &["UKR:GOV asserts act IRN>RUS under-way drones"],
        ),
        (
            "[S Kyiv] [C said] [T shipments of shells from North Korea to Russia had begun].",
            &["UKR:GOV asserts act PRK>RUS under-way shells"],
        ),
        (
            "[S Seoul] [C said] [T North Korean arms shipments to Russia had increased].",
            &["KOR:GOV asserts act PRK>RUS under-way arms"],
        ),
        (
            "[S Seoul] [C reported] [T the purchase by Russia of shells from North Korea].",
            &["KOR:GOV asserts act PRK>RUS under-way shells"],
        ),
        (
            "[S Seoul] [C reported] [T Russian purchases of North Korean shells].",
            &["KOR:GOV asserts act PRK>RUS under-way shells"],
        ),
        (
            "[S Kinshasa] [C reported] [T the arming of M23 by Rwanda].",
            &["COD:GOV asserts act RWA>COD:REB:m23 under-way arms"],
        ),
        (
            "[S Kigali] [C denied] [T arming the M23 rebels].",
            &["RWA:GOV denies act RWA>COD:REB:m23 delivered arms"],
        ),
    ]);
}

#[test]
fn passives_and_what_moves_by_itself() {
    check(&[
        (
            "[S Kyiv] [C said] [T Russia had been supplied with drones by Iran].",
            &["UKR:GOV asserts act IRN>RUS delivered drones"],
        ),
        (
            "[S Riyadh] [C said] [T weapons were being shipped from Iran to Yemen via Oman].",
            &["SAU:GOV asserts act IRN>YEM under-way weapons via=OMN"],
        ),
        (
            "[S Islamabad] [C said] [T not a single shell had been sent to Ukraine by Pakistan].",
            &["PAK:GOV denies act PAK>UKR delivered shells"],
        ),
        (
            "[S Khartoum] [C said] [T weapons had arrived in Sudan from Chad].",
            &["SDN:GOV asserts act TCD>SDN delivered weapons"],
        ),
        (
            "[S Kyiv] [C said] [T the missiles came from North Korea].",
            &["UKR:GOV asserts act PRK>? delivered missiles"],
        ),
        (
            "[S Rome] [C said] [T a ship had carried rifles from Iran to Yemen].",
            &["ITA:GOV asserts act IRN>YEM delivered rifles"],
        ),
    ]);
}

#[test]
fn clauses_on_a_noun() {
    check(&[
        // Taken for granted.
        (
            "[S Kyiv] [C said] [T it had found drones which Russia received from Iran].",
            &["UKR:GOV asserts presupposed IRN>RUS delivered drones"],
        ),
        (
            "[S Kyiv] [C said] [T it had found the drones Russia received from Iran].",
            &["UKR:GOV asserts presupposed IRN>RUS delivered drones"],
        ),
        (
            "[S Kyiv] [C said] [T that Iran, which supplied Russia with drones, must pay].",
            &["UKR:GOV asserts presupposed IRN>RUS delivered drones"],
        ),
        // A deal is made for what is to come.
        (
            "[S Kyiv] [C said] [T Iran had signed a deal under which it would supply missiles to Russia].",
            &["UKR:GOV asserts act IRN>RUS agreed missiles"],
        ),
    ]);
}

#[test]
fn verbs_that_say_little_themselves() {
    check(&[
        (
            "[S Reuters] [C reported] [T that Egypt had placed an order for fighter jets with China].",
            &["GBR:MED:reuters asserts act CHN>EGY agreed combat-aircraft"],
        ),
        (
            "[S Reuters] [C reported] [T that Egypt had placed a large order for drones from China].",
            &["GBR:MED:reuters asserts act CHN>EGY agreed drones"],
        ),
        (
            "[S Reuters] [C reported] [T that Iran took delivery of ten jets from Russia].",
            &["GBR:MED:reuters asserts act RUS>IRN delivered combat-aircraft"],
        ),
        (
            "[S Reuters] [C reported] [T that Russia had reached a deal with Iran to buy drones].",
            &["GBR:MED:reuters asserts act IRN>RUS agreed drones"],
        ),
        (
            "[S Reuters] [C reported] [T that Berlin gave the green light to the sale of tanks to Turkey].",
            &["GBR:MED:reuters asserts act DEU>TUR authorised tanks"],
        ),
        (
            "[S Reuters] [C reported] [T that Russia had expressed interest in buying drones from Iran].",
            &["GBR:MED:reuters asserts act IRN>RUS sought drones"],
        ),
        (
            "[S Reuters] [C reported] [T that Iran had carried out deliveries of missiles to Russia].",
            &["GBR:MED:reuters asserts act IRN>RUS under-way missiles"],
        ),
        (
            "[S Reuters] [C reported] [T that Russia and Iran trade arms].",
            &["GBR:MED:reuters asserts act IRN=RUS under-way arms"],
        ),
    ]);
}

#[test]
fn lists() {
    check(&[
        (
            "[S Kyiv] [C said] [T Iran and North Korea had supplied missiles to Russia].",
            &[
                "UKR:GOV asserts act IRN>RUS delivered missiles",
                "UKR:GOV asserts act PRK>RUS delivered missiles",
            ],
        ),
        (
            "[S Ankara] [C said] [T it had sold drones to Mali, Niger and Togo].",
            &[
                "TUR:GOV asserts act TUR>MLI delivered drones",
                "TUR:GOV asserts act TUR>NER delivered drones",
                "TUR:GOV asserts act TUR>TGO delivered drones",
            ],
        ),
        (
            "[S Belgrade] [C denied] [T selling ammunition to Ukraine or to Russia].",
            &[
                "SRB:GOV denies act SRB>UKR delivered ammunition",
                "SRB:GOV denies act SRB>RUS delivered ammunition",
            ],
        ),
        // What explains a name is no second name.
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia, Moscow's neighbour in the war, in May].",
            &["UKR:GOV asserts act IRN>RUS delivered drones"],
        ),
        // Each object with a preposition of its own is a transfer of its own.
        (
            "[S Kyiv] [C said] [T Russia had received drones from Iran and shells from North Korea].",
            &["UKR:GOV asserts act IRN>RUS delivered drones", "UKR:GOV asserts act PRK>RUS delivered shells"],
        ),
        (
            "[S Riyadh] [C said] [T Iran had sent drones to Russia and missiles to Yemen].",
            &[
                "SAU:GOV asserts act IRN>RUS delivered drones",
                "SAU:GOV asserts act IRN>YEM delivered missiles",
            ],
        ),
        // Who of the two gives is not said.
        (
            "[S Seoul] [C said] [T Iran and Russia had signed a deal to supply drones].",
            &["KOR:GOV asserts act IRN=RUS agreed drones"],
        ),
        (
            "[S Kyiv] [C said] [T parts for Iranian drones had been sent to Russia by China].",
            &["UKR:GOV asserts act CHN>RUS delivered parts"],
        ),
    ]);
}

#[test]
fn what_is_left_out() {
    check(&[
        (
            "[S Serbia] [C said] [T it had never sold rockets to Ukraine and never would].",
            &[
                "SRB:GOV denies act SRB>UKR delivered artillery-rockets",
                "SRB:GOV denies plan SRB>UKR - artillery-rockets",
            ],
        ),
        (
            "[S Serbia] [C said] [T it had not sold rockets to Ukraine and had no plans to].",
            &[
                "SRB:GOV denies act SRB>UKR delivered artillery-rockets",
                "SRB:GOV denies plan SRB>UKR - artillery-rockets",
            ],
        ),
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C said] [T it had not].",
            &["UKR:GOV asserts act IRN>RUS delivered drones", "IRN:GOV denies act IRN>RUS delivered drones"],
        ),
    ]);
}

#[test]
fn what_points_back() {
    check(&[
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C denied] [T it].",
            &["UKR:GOV asserts act IRN>RUS delivered drones", "IRN:GOV denies act IRN>RUS delivered drones"],
        ),
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C rejected] [T the accusations].",
            &[
                "UKR:GOV asserts act IRN>RUS delivered drones",
                "IRN:GOV denies report IRN>RUS delivered drones",
            ],
        ),
        // Whoever is no party to it may mean other accusations.
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Oslo] [C rejected] [T the accusations].",
            &["UKR:GOV asserts act IRN>RUS delivered drones"],
        ),
        (
            "[S Kyiv] [C said] [T Iran had agreed to sell drones to Russia].\n[S Tehran] [C denied] [T such a move].",
            &["UKR:GOV asserts act IRN>RUS agreed drones", "IRN:GOV denies act IRN>RUS - drones"],
        ),
        (
            "[S Kyiv] [C said] [T Iran was negotiating the sale of drones to Russia].\n[S London] [C said] [T the deal had been signed].",
            &["UKR:GOV asserts act IRN>RUS negotiating drones", "GBR:GOV asserts act IRN>RUS agreed drones"],
        ),
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C said] [T there were no such plans].",
            &["UKR:GOV asserts act IRN>RUS delivered drones", "IRN:GOV denies plan IRN>RUS - drones"],
        ),
        // No event was spoken of that a deal could be.
        ("[S Tehran] [C said] [T the deal had been signed].", &[]),
    ]);
}
