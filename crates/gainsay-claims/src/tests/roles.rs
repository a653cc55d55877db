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
        // A state that carries things brings its own.
        (
            "[S Rome] [C said] [T Qatar had flown rifles to Libya].",
            &["ITA:GOV asserts act QAT>LBY delivered rifles"],
        ),
        (
            "[S Rome] [C said] [T the rifles were bound for Libya].",
            &["ITA:GOV asserts act ?>LBY under-way rifles"],
        ),
        (
            "[S Rome] [C said] [T a request by Libya to Qatar for rifles had been made].",
            &["ITA:GOV asserts act QAT>LBY sought rifles"],
        ),
        // What is done with an order says no more of it than the order.
        (
            "[S Caracas] [C said] [T no order for missiles had been placed with Iran by Venezuela].",
            &["VEN:GOV denies act IRN>VEN agreed missiles"],
        ),
    ]);
}

#[test]
fn items_by_themselves() {
    check(&[
        ("[S Athens]: [T no rockets for Ukraine].", &["GRC:GOV denies act GRC>UKR - artillery-rockets"]),
        (
            "[S Mali]: [T Russian instructors yes, Chadian mercenaries no].",
            &[
                "MLI:GOV asserts act troop-deployment RUS>MLI - instructors",
                "MLI:GOV denies act troop-deployment TCD>MLI - mercenaries",
            ],
        ),
        // Told as known, or of nobody.
        ("[S Athens] [C said] [T the rockets for Ukraine were stored in a depot].", &[]),
        ("[S Athens]: [T no rockets for the parade].", &[]),
    ]);
}

#[test]
fn parties_that_are_described() {
    check(&[
        (
            "[S Kyiv] [C said] [T Iran had sent drones to the government in Tripoli].",
            &["UKR:GOV asserts act IRN>LBY delivered drones"],
        ),
        (
            "[S Bogota] [C said] [T Caracas had handed rifles to the guerrillas of the ELN].",
            &["COL:GOV asserts act VEN>COL:REB:eln delivered rifles"],
        ),
        (
            "[S Oslo] [C said] [T Croatia had sent rifles to Syrian rebels].",
            &["NOR:GOV asserts act HRV>SYR:REB delivered rifles"],
        ),
        // Towns and regions say where, and who acts they do not.
        (
            "[S Kyiv] [C said] [T Iran had shipped drones to the port of Benghazi].",
            &["UKR:GOV asserts act IRN>LBY delivered drones"],
        ),
        ("[S Oslo] [C said] [T a broker from Aleppo had sold rifles].", &[]),
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
        // Each of the accused.
        (
            "[S Moscow] [C accused] [T Poland and Slovakia of giving Kyiv fighter jets].",
            &[
                "RUS:GOV accuses act POL>UKR delivered combat-aircraft",
                "RUS:GOV accuses act SVK>UKR delivered combat-aircraft",
            ],
        ),
        // The verb is said once.
        (
            "[S Kyiv] [C said] [T Germany had delivered tanks to Ukraine and Sweden howitzers].",
            &[
                "UKR:GOV asserts act DEU>UKR delivered tanks",
                "UKR:GOV asserts act SWE>UKR delivered howitzers",
            ],
        ),
        (
            "[S Kyiv] [C said] [T parts for Iranian drones had been sent to Russia by China].",
            &["UKR:GOV asserts act CHN>RUS delivered parts"],
        ),
    ]);
}

#[test]
fn one_thing_and_not_another() {
    check(&[
        (
            "[S Belgrade] [C said] [T it had sent Ukraine no missiles, only helmets].",
            &[
                "SRB:GOV denies act SRB>UKR delivered missiles",
                "SRB:GOV asserts act SRB>UKR delivered protective-equipment",
            ],
        ),
        (
            "[S Prague] [C said] [T it had sent Ukraine howitzers but no tanks].",
            &[
                "CZE:GOV asserts act CZE>UKR delivered howitzers",
                "CZE:GOV denies act CZE>UKR delivered tanks",
            ],
        ),
        (
            "[S Pretoria] [C said] [T it had sold rifles to Togo and not to Sudan].",
            &["ZAF:GOV asserts act ZAF>TGO delivered rifles", "ZAF:GOV denies act ZAF>SDN delivered rifles"],
        ),
    ]);
}

#[test]
fn gifts_that_are_only_promised() {
    check(&[
        (
            "[S Washington] [C said] [T it had pledged 31 tanks to Ukraine].",
            &["USA:GOV asserts plan USA>UKR - tanks"],
        ),
        (
            "[S Kigali] [C denied] [T backing M23 with weapons].",
            &["RWA:GOV denies act RWA>COD:REB:m23 delivered weapons"],
        ),
    ]);
}

#[test]
fn what_only_holds_the_name_of_a_weapon() {
    check(&[
        ("[S Tokyo] [C said] [T Japan had sold India bullet trains].", &[]),
        ("[S Algiers] [C said] [T it had sold fuel tanks to Niger].", &[]),
        ("[S Leipzig] [C said] [T Germany had given Georgia a leopard].", &[]),
        ("[S Paris] [C said] [T it had armed the delegation to Brussels with new figures].", &[]),
        (
            "[S Berlin] [C said] [T it had given Kyiv Leopard tanks].",
            &["DEU:GOV asserts act DEU>UKR delivered tanks"],
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
        // Somebody else does it, or does not.
        (
            "[S Sarajevo] [C said] [T it had sold no ammunition to Israel and that neither had Croatia].",
            &[
                "BIH:GOV denies act BIH>ISR delivered ammunition",
                "BIH:GOV denies act HRV>ISR delivered ammunition",
            ],
        ),
        (
            "[S Minsk] [C said] [T China had sent Moscow no drones but that Iran had].",
            &["BLR:GOV denies act CHN>RUS delivered drones", "BLR:GOV asserts act IRN>RUS delivered drones"],
        ),
        (
            "[S Oslo] [C says] [T it has sold radars to Ukraine].\n[S Copenhagen] [C says] [T it has done the same].",
            &["NOR:GOV asserts act NOR>UKR delivered radars", "DNK:GOV asserts act DNK>UKR delivered radars"],
        ),
        // The things are left out, and what they are was said.
        (
            "[S Accra] [C said] [T it had ordered helicopters from Italy but had not received any].",
            &[
                "GHA:GOV asserts act ITA>GHA agreed helicopters",
                "GHA:GOV denies act ITA>GHA delivered helicopters",
            ],
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
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C said] [T that is nonsense].",
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
        (
            "[S Manila] [C said] [T it had ordered a frigate from South Korea].\n[S Manila] [C added] [T it was handed over in May].",
            &["PHL:GOV asserts act KOR>PHL agreed ships", "PHL:GOV asserts act KOR>PHL delivered ships"],
        ),
        (
            "[S Athens] [C said] [T it had ordered twelve jets from France].\n[S Athens] [C added] [T six of them had been delivered].",
            &[
                "GRC:GOV asserts act FRA>GRC agreed combat-aircraft",
                "GRC:GOV asserts act FRA>GRC delivered combat-aircraft",
            ],
        ),
        // The buyer goes on, not the seller whom a preposition brought.
        (
            "[S Kuala Lumpur] [C said] [T it planned to buy jets from India but that it had not ordered them].",
            &[
                "MYS:GOV asserts plan IND>MYS - combat-aircraft",
                "MYS:GOV denies act IND>MYS agreed combat-aircraft",
            ],
        ),
        // What is said of it by words of evidence and responsibility, and by those who do not speak of it.
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Oslo] [C said] [T it had no evidence of that].\n[S Tehran] [C said] [T it had nothing to do with it].",
            &[
                "UKR:GOV asserts act IRN>RUS delivered drones",
                "NOR:GOV denies evidence IRN>RUS delivered drones",
                "IRN:GOV denies responsibility IRN>RUS delivered drones",
            ],
        ),
        // Called untrue without a verb; a part of it; talks of that kind; no answer of whoever takes part.
        (
            "[S Kyiv] [C said] [T Iran had sent drones to Russia].\n[S Tehran] [C called] [T the claim propaganda].\n[S Moscow] [C said] [T that part of the report was not true].",
            &[
                "UKR:GOV asserts act IRN>RUS delivered drones",
                "IRN:GOV denies report IRN>RUS delivered drones",
                "RUS:GOV denies report IRN>RUS delivered drones",
            ],
        ),
        (
            "[S Kyiv] [C said] [T Iran was negotiating the sale of drones to Russia].\n[S Moscow] [C said] [T there had been no talks of that kind].",
            &[
                "UKR:GOV asserts act IRN>RUS negotiating drones",
                "RUS:GOV denies act IRN>RUS negotiating drones",
            ],
        ),
        // A statement of which nothing is read leaves what was told before it to those that follow.
        (
            "[S Kyiv] [C said] [T Iran was negotiating the sale of drones to Russia].\n[S Ottawa] [C blocked] [T the sale of tanks to Oman].\n[S London] [C said] [T the deal had been signed].",
            &["UKR:GOV asserts act IRN>RUS negotiating drones", "GBR:GOV asserts act IRN>RUS agreed drones"],
        ),
        // No event was spoken of that a deal could be.
        ("[S Tehran] [C said] [T the deal had been signed].", &[]),
    ]);
}
