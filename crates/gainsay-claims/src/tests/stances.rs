//! Stance, level, parties, stage and items of single statements.

use super::check;

#[test]
fn denials() {
    check(&[
        // The gerund after the cue has the speaker for its subject.
        (
            "[S Belarus] [C denied] [T supplying rockets to Syria].",
            &["BLR:GOV denies act BLR>SYR delivered artillery-rockets"],
        ),
        // Two clauses, two levels: the act and the plan, whose parties and items carry over.
        (
            "[S Serbia] [C says] [T it has never exported ammunition to Ukraine and has no intention of doing so].",
            &["SRB:GOV denies act SRB>UKR delivered ammunition", "SRB:GOV denies plan SRB>UKR - ammunition"],
        ),
        // "them" are the tanks.
        (
            "[S Turkey's foreign ministry] [C said]: [T “We have not sold tanks to Libya, and we do not intend to sell them”].",
            &["TUR:GOV:mfa denies act TUR>LBY delivered tanks", "TUR:GOV:mfa denies plan TUR>LBY - tanks"],
        ),
        // Accusations are denied as a report; who supplies whom stays open.
        (
            "Chad spoke with Sudan.\n[S N'Djamena] [C rejected] [T allegations of arms trade between the two countries].",
            &["TCD:GOV denies report SDN=TCD under-way arms"],
        ),
        // A nominal object of the cue is the act itself, and the one who denies is its other end.
        (
            "[S Rwanda] [C denied] [T any arms shipments to Congo].",
            &["RWA:GOV denies act RWA>COD under-way arms"],
        ),
        // A clause after the cue, passive, with the agent named: who denies it is the other end.
        (
            "[S Moscow] [C denied] [T that the drones had been supplied by Iran].",
            &["RUS:GOV denies act IRN>RUS delivered drones"],
        ),
        // Not to agree is not to deliver: the stage is what is denied.
        (
            "[S Sudan] [C denied] [T that it had agreed to buy drones from Turkey].",
            &["SDN:GOV denies act TUR>SDN agreed drones"],
        ),
        // Denying evidence is not denying the act.
        (
            "[S Pakistan] [C said] [T there is no evidence that it supplied shells to Ukraine].",
            &["PAK:GOV denies evidence PAK>UKR delivered shells"],
        ),
        (
            "[S The Pentagon] [C said] [T it was not aware of any arms deliveries from China to Russia].",
            &["USA:GOV:pentagon denies knowledge CHN>RUS - arms"],
        ),
        // The story is called false, not every transfer.
        (
            "[S The Kremlin] [C said] [T that reports of arms deliveries from Iran to Russia are baseless].",
            &["RUS:GOV:kremlin denies report IRN>RUS under-way arms"],
        ),
        (
            "[S Tehran] [C dismissed] [T claims that it was sending missiles to Yemen].",
            &["IRN:GOV denies report IRN>YEM under-way missiles"],
        ),
        // A refusal is a decision on what is to come.
        (
            "[S Israel] [C said] [T it refuses to supply air defence systems to Ukraine].",
            &["ISR:GOV denies plan ISR>UKR - air-defence"],
        ),
        (
            "[S Germany] [C said] [T it would not send tanks to Ukraine].",
            &["DEU:GOV denies plan DEU>UKR - tanks"],
        ),
        // The recipient denies from the buyer's side.
        (
            "[S Myanmar] [C denied] [T having bought fighter jets from Russia].",
            &["MMR:GOV denies act RUS>MMR delivered combat-aircraft"],
        ),
        // "sold or given": the object stands after the second verb.
        (
            "[S South Africa] [C said] [T it had not sold or supplied weapons to Russia].",
            &["ZAF:GOV denies act ZAF>RUS delivered weapons"],
        ),
        // Nobody is named: a policy.
        (
            "[S Switzerland] [C said] [T it does not export weapons to countries at war].",
            &["CHE:GOV denies policy CHE>? under-way weapons"],
        ),
        (
            "[S Brazil] [C said] [T “we will not provide ammunition to Ukraine”].",
            &["BRA:GOV denies plan BRA>UKR - ammunition"],
        ),
        (
            "[S Iran] [C denied] [T involvement in arms shipments to Sudan].",
            &["IRN:GOV denies responsibility IRN>SDN under-way arms"],
        ),
        // Talks that are denied leave deliveries untouched.
        (
            "[S Baku] [C said] [T it was not negotiating the purchase of drones from Israel].",
            &["AZE:GOV denies act ISR>AZE negotiating drones"],
        ),
        // "had" is a verb of its own here, and "never" does not reach it.
        (
            "[S Oman] [C said] [T it had never supplied rifles to Yemen and had no plans to do so].",
            &["OMN:GOV denies act OMN>YEM delivered rifles", "OMN:GOV denies plan OMN>YEM - rifles"],
        ),
        (
            "[S Egypt] [C called] [T the report that it was sending rockets to Russia false].",
            &["EGY:GOV denies report EGY>RUS under-way artillery-rockets"],
        ),
        // What is denied stands in front, and the verb is turned round.
        (
            "[S Niger] [C said]: [T “At no time have we sold rockets to Benin”].",
            &["NER:GOV denies act NER>BEN delivered artillery-rockets"],
        ),
        // "no decision" is about deciding.
        (
            "[S Poland] [C said] [T it had made no decision to send fighter jets to Ukraine].",
            &["POL:GOV denies decision POL>UKR - combat-aircraft"],
        ),
    ]);
}

#[test]
fn assertions() {
    check(&[
        (
            "[S Ukraine] [C said] [T Iran had sent drones to Russia].",
            &["UKR:GOV asserts act IRN>RUS delivered drones"],
        ),
        // The same from the buyer's side: "from" is the supplier.
        (
            "[S Kyiv] [C says] [T that Russia is buying shells from North Korea].",
            &["UKR:GOV asserts act PRK>RUS under-way shells"],
        ),
        // Passive; the agent is behind "by".
        (
            "[S Washington] [C said] [T tanks were delivered to Egypt by Russia].",
            &["USA:GOV asserts act RUS>EGY delivered tanks"],
        ),
        // A passive whose subject takes.
        (
            "[S Warsaw] [C said] [T Ukraine was given howitzers by Poland].",
            &["POL:GOV asserts act POL>UKR delivered howitzers"],
        ),
        // Two objects.
        (
            "[S Seoul] [C said] [T North Korea had sold Russia missiles].",
            &["KOR:GOV asserts act PRK>RUS delivered missiles"],
        ),
        // A noun with genitive, "of" and "to".
        (
            "[S London] [C reported] [T China's deliveries of rifles to Myanmar].",
            &["GBR:GOV asserts act CHN>MMR under-way rifles"],
        ),
        (
            "[S Amnesty International] [C said] [T Chinese drones were supplied to Sudan].",
            &["GBR:NGO:amnesty asserts act CHN>SDN delivered drones"],
        ),
        // The governor tells the stage, the trigger the rest.
        (
            "[S Kyiv] [C said] [T Russia is trying to obtain missiles from Iran].",
            &["UKR:GOV asserts act IRN>RUS sought missiles"],
        ),
        (
            "[S Kyiv] [C said] [T Russia asked China to supply drones].",
            &["UKR:GOV asserts act CHN>RUS sought drones"],
        ),
        (
            "[S Paris] [C said] [T India had agreed to buy fighter jets from France].",
            &["FRA:GOV asserts act FRA>IND agreed combat-aircraft"],
        ),
        (
            "[S Reuters] [C reported] [T that Indonesia ordered combat aircraft from France].",
            &["GBR:MED:reuters asserts act FRA>IDN agreed combat-aircraft"],
        ),
        (
            "[S Reuters] [C reported] [T that Iran and Russia are in talks on the delivery of missiles].",
            &["GBR:MED:reuters asserts act IRN=RUS negotiating missiles"],
        ),
        (
            "[S Berlin] [C said] [T it had approved the export of howitzers to Ukraine].",
            &["DEU:GOV asserts act DEU>UKR authorised howitzers"],
        ),
        (
            "[S Ankara] [C said] [T it plans to sell drones to Ethiopia].",
            &["TUR:GOV asserts plan TUR>ETH - drones"],
        ),
        (
            "[S Ankara] [C said] [T it will supply drones to Ethiopia].",
            &["TUR:GOV asserts plan TUR>ETH - drones"],
        ),
        // Under "after" it is taken for granted; the main clause is asserted.
        (
            "[S Kyiv] [C said] [T Belarus sent tanks to Russia after Iran had delivered drones to Russia].",
            &[
                "UKR:GOV asserts act BLR>RUS delivered tanks",
                "UKR:GOV asserts presupposed IRN>RUS delivered drones",
            ],
        ),
        // An arms deal between two: no direction.
        (
            "[S The Guardian] [C reported] [T an arms deal between Serbia and Cyprus].",
            &["GBR:MED:guardian asserts act CYP=SRB agreed arms"],
        ),
        // A relative clause on the item.
        (
            "[S Khartoum] [C said] [T the army seized weapons that Chad had sent to Libya].",
            &["SDN:GOV asserts presupposed TCD>LBY delivered weapons"],
        ),
        (
            "[S Mali] [C confirmed] [T receiving helicopters from Russia].",
            &["MLI:GOV confirms act RUS>MLI delivered helicopters"],
        ),
        (
            "[S Iran] [C admitted] [T that it had supplied a small number of drones to Russia].",
            &["IRN:GOV confirms act IRN>RUS delivered drones"],
        ),
        (
            "[S Washington] [C accused] [T North Korea of shipping shells to Russia].",
            &["USA:GOV accuses act PRK>RUS delivered shells"],
        ),
        // The accused stand before the content.
        (
            "[S Sudan's army] [C accused] Chad [T of sending weapons to Libya].",
            &["SDN:MIL:saf accuses act TCD>LBY delivered weapons"],
        ),
        ("[N Iran has delivered missiles to Russia].", &["XXX:MED asserts act IRN>RUS delivered missiles"]),
        // A company and an armed group are parties by their own codes.
        (
            "[S Kyiv] [C said] [T Wagner supplied missiles to the RSF].",
            &["UKR:GOV asserts act RUS:REB:wagner>SDN:REB:rsf delivered missiles"],
        ),
        // A list is all transferred.
        (
            "[S Seoul] [C said] [T Pyongyang shipped howitzers, rockets and shells to Moscow].",
            &["KOR:GOV asserts act PRK>RUS delivered howitzers+artillery-rockets+shells"],
        ),
        // Talks say how far it went, who is in them and with whom.
        (
            "[S Seoul] [C said] [T Moscow was in talks with Pyongyang to buy more than a million shells].",
            &["KOR:GOV asserts act PRK>RUS negotiating shells"],
        ),
        // "No" before the object denies as well as "not" before the verb.
        (
            "[S Islamabad] [C said] [T it sent no shells to Ukraine].",
            &["PAK:GOV denies act PAK>UKR delivered shells"],
        ),
        // The thing is the subject, and "no" stands before it.
        (
            "[S Islamabad] [C repeated] [T that no shells went to Ukraine].",
            &["PAK:GOV denies act ?>UKR delivered shells"],
        ),
        // A headline leaves "is" out, and writes "to" for "will".
        (
            "[S US intelligence] [C says] [T Russia buying North Korean shells].",
            &["USA:SPY asserts act PRK>RUS under-way shells"],
        ),
        (
            "[S Washington] [C says] [T Iran to give Russia drones].",
            &["USA:GOV asserts plan IRN>RUS - drones"],
        ),
        // When it was said may stand among the words.
        (
            "[S Washington] [C accused] [T North Korea on Wednesday of covertly supplying Russia with shells].",
            &["USA:GOV accuses act PRK>RUS delivered shells"],
        ),
        // Somebody who is no party: one end stays open.
        (
            "[S Iran] [C said]: [T “We have not given weapons to either side”].",
            &["IRN:GOV denies act IRN>? delivered weapons"],
        ),
        (
            "[S Seoul] [C said] [T Russia had asked China for drones].",
            &["KOR:GOV asserts act CHN>RUS sought drones"],
        ),
        (
            "[S Seoul] [C said] [T Iran is negotiating with Russia over the sale of missiles].",
            &["KOR:GOV asserts act IRN>RUS negotiating missiles"],
        ),
        // A gift is not a sale: the mode is the verb's.
        (
            "[S Tokyo] [C said] [T China donated rifles to Fiji].",
            &["JPN:GOV asserts act CHN>FJI delivered rifles"],
        ),
    ]);
}

#[test]
fn hedges_threats_and_no_answer() {
    check(&[
        (
            "[S Seoul] [C said] [T North Korea may have sent shells to Russia].",
            &["KOR:GOV hedges act PRK>RUS delivered shells"],
        ),
        (
            "[S The official] [C said] [T it was possible that Iran had supplied missiles to Russia].",
            &["XXX:GOV hedges act IRN>RUS delivered missiles"],
        ),
        (
            "[S China] [C would neither confirm nor deny] [T supplying drones to Russia].",
            &["CHN:GOV declines act CHN>RUS delivered drones"],
        ),
        (
            "[S Russia] [C threatened] [T to send missiles to North Korea].",
            &["RUS:GOV threatens plan RUS>PRK - missiles"],
        ),
        // It cannot be ruled out: neither side.
        (
            "[S Paris] [C said] [T it did not rule out sending tanks to Ukraine].",
            &["FRA:GOV hedges plan FRA>UKR - tanks"],
        ),
        (
            "[S Minsk] [C promised] [T to supply tractors and rifles to Zimbabwe].",
            &["BLR:GOV asserts plan BLR>ZWE - rifles"],
        ),
    ]);
}

#[test]
fn conditions() {
    check(&[
        (
            "[S Berlin] [C said] [T it would deliver tanks to Ukraine only if others did].",
            &["DEU:GOV hedges plan DEU>UKR - tanks"],
        ),
        (
            "[S Paris] [C said] [T France could send soldiers to Ukraine if the front broke].",
            &["FRA:GOV hedges plan troop-deployment FRA>UKR - troops"],
        ),
        ("[S Berlin] [C warned] [T were China to deliver artillery to Russia, Europe would answer].", &[]),
        ("[S Washington] [C said] [T had Egypt sent rockets to Russia, Washington would know].", &[]),
        // What will follow from it is a threat to those who would do it; what one does oneself is none.
        (
            "[S Berlin] [C said] [T if China sends artillery to Russia, Europe will answer].",
            &["DEU:GOV threatens plan CHN>RUS - artillery"],
        ),
        (
            "[S Washington] [C said] [T there would be consequences if China sent weapons to Russia].",
            &["USA:GOV threatens plan CHN>RUS - weapons"],
        ),
        ("[S Berlin] [C said] [T if it sends artillery to Chad, it will train the crews].", &[]),
        (
            "[S Kyiv] [C said] [T China planned to sell artillery to Russia].\n[S Berlin] [C said] [T it would impose sanctions if such a deal went ahead].",
            &["UKR:GOV asserts plan CHN>RUS - artillery", "DEU:GOV threatens plan CHN>RUS - artillery"],
        ),
    ]);
}

#[test]
fn how_sure_it_is() {
    check(&[
        // Likely, and of the past: no plan.
        (
            "[S Oslo] [C said] [T Russia was likely to have bought drones from China].",
            &["NOR:GOV hedges act CHN>RUS delivered drones"],
        ),
        (
            "[S Oslo] [C said] [T it could not be excluded that soldiers had been sent to Libya by Russia].",
            &["NOR:GOV hedges act troop-deployment RUS>LBY deployed troops"],
        ),
        (
            "[S Oslo] [C said] [T it was not certain that the rifles had been supplied to Myanmar by China].",
            &["NOR:GOV hedges act CHN>MMR delivered rifles"],
        ),
        (
            "[S Oslo] [C said] [T there was no doubt that China had sent rifles to Myanmar].",
            &["NOR:GOV asserts act CHN>MMR delivered rifles"],
        ),
        (
            "[S Oslo] [C said] [T it had seen nothing to suggest that China had sent rifles to Myanmar].",
            &["NOR:GOV denies evidence CHN>MMR delivered rifles"],
        ),
        // Denied twice over is said, where nobody refuses anything.
        (
            "[S Athens] [C said] [T it was not true that Greece had never sent rifles to Armenia].",
            &["GRC:GOV asserts act GRC>ARM delivered rifles"],
        ),
    ]);
}

#[test]
fn what_is_meant_not_to_be() {
    check(&[
        (
            "[S Moscow] [C said] [T it had agreed not to sell missiles to Iran].",
            &["RUS:GOV denies plan RUS>IRN - missiles"],
        ),
        (
            "[S Berlin] [C said] [T no decision had been taken on sending tanks to Ukraine].",
            &["DEU:GOV denies decision DEU>UKR - tanks"],
        ),
        (
            "[S Helsinki] [C ruled out] [T sending troops to Ukraine].",
            &["FIN:GOV denies plan troop-deployment FIN>UKR - troops"],
        ),
        (
            "[S Pristina] [C said] [T Kosovo was to receive drones from Turkey].",
            &["XKX:GOV asserts plan TUR>XKX - drones"],
        ),
        (
            "[S Kinshasa] [C called] [T the deployment of Rwandan troops in Congo illegal].",
            &["COD:GOV asserts legality troop-deployment RWA>COD under-way troops"],
        ),
    ]);
}

#[test]
fn polarity_is_composed() {
    check(&[
        // Two plain negations make a yes.
        (
            "[S Athens] [C said] [T it was not true that Greece had never sent rifles to Armenia].",
            &["GRC:GOV asserts act GRC>ARM delivered rifles"],
        ),
        // The "no" belongs to the doubt.
        (
            "[S Helsinki] [C said] [T there was no doubt that Finland had sent rifles to Ukraine].",
            &["FIN:GOV asserts act FIN>UKR delivered rifles"],
        ),
        (
            "[S Bangkok] [C said] [T it was not certain that China had supplied rifles to Myanmar].",
            &["THA:GOV hedges act CHN>MMR delivered rifles"],
        ),
        // What is agreed is that there shall be none.
        (
            "[S Paris] [C said] [T Russia had agreed not to sell missiles to Iran].",
            &["FRA:GOV denies plan RUS>IRN - missiles"],
        ),
        // "Nothing" denies the signs, not the deed.
        (
            "[S London] [C said] [T it had seen nothing to suggest that Iran had sent missiles to Russia].",
            &["GBR:GOV denies evidence IRN>RUS delivered missiles"],
        ),
        // Each of two buyers has an answer of its own.
        (
            "[S Pretoria] [C said] [T it had sold rifles to Oman and not to Sudan].",
            &["ZAF:GOV asserts act ZAF>OMN delivered rifles", "ZAF:GOV denies act ZAF>SDN delivered rifles"],
        ),
    ]);
}

#[test]
fn levels_of_cues_and_complements() {
    check(&[
        // Whoever rules a thing out speaks of what is to come.
        (
            "[S Bern] [C has ruled out] [T the delivery of shells to Ukraine].",
            &["CHE:GOV denies plan CHE>UKR - shells"],
        ),
        ("[S Rome] [C refused] [T to sell rifles to Turkey].", &["ITA:GOV denies plan ITA>TUR - rifles"]),
        (
            "[S Seoul] [C refused] [T to rule out supplying Ukraine with shells].",
            &["KOR:GOV hedges plan KOR>UKR - shells"],
        ),
        // The papers are forged, whatever was sold.
        (
            "[S Islamabad] [C said] [T that papers on a sale of rockets by Pakistan to Armenia were forged].",
            &["PAK:GOV denies authenticity PAK>ARM under-way artillery-rockets"],
        ),
        (
            "[S Paris] [C said] [T the delivery of missiles to Ukraine was in keeping with international law].",
            &["FRA:GOV asserts legality ?>UKR under-way missiles"],
        ),
        (
            "[S Berlin] [C said] [T no decision had been taken on sending missiles to Ukraine].",
            &["DEU:GOV denies decision DEU>UKR - missiles"],
        ),
        // A condition keeps a plan open; a condition alone is no claim.
        (
            "[S Berlin] [C said] [T it would send tanks to Ukraine only if its allies agreed].",
            &["DEU:GOV hedges plan DEU>UKR - tanks"],
        ),
        ("[S Berlin] [C said] [T had Egypt sent rockets to Russia, Washington would know].", &[]),
        // What is stopped is there.
        (
            "[S Rome] [C said] [T it had halted its arms sales to Turkey].",
            &["ITA:GOV asserts presupposed ITA>TUR under-way arms"],
        ),
        (
            "[S Washington] [C urged] [T Iran to stop supplying drones to Russia].",
            &["USA:GOV asserts presupposed IRN>RUS under-way drones"],
        ),
    ]);
}

#[test]
fn answers() {
    check(&[
        (
            "Asked whether Minsk had sent tanks to Moscow, [S the Belarusian foreign minister] [C answered]: [T “No.”]",
            &["BLR:GOV denies act BLR>RUS delivered tanks"],
        ),
        (
            "Asked whether Prague had sent helicopters to Ukraine, [S the Czech government] [C said] [T that it did not discuss shipments].",
            &["CZE:GOV declines act CZE>UKR delivered helicopters"],
        ),
        (
            "[S Spanish newspapers] [C reported] [T that Morocco had bought rockets from Israel].\n[T “That is nonsense,”] [S the Moroccan government] [C said].",
            &[
                "ESP:MED asserts act ISR>MAR delivered artillery-rockets",
                "MAR:GOV denies report ISR>MAR delivered artillery-rockets",
            ],
        ),
        (
            "[S Moscow and Pyongyang] [C denied] [T that Russia had bought shells from North Korea].",
            &["RUS:GOV denies act PRK>RUS delivered shells", "PRK:GOV denies act PRK>RUS delivered shells"],
        ),
        // Without a question there is nothing that the answer answers.
        ("[S The Belarusian foreign minister] [C answered]: [T “No.”]", &[]),
    ]);
}

#[test]
fn no_position() {
    check(&[
        // No arms.
        ("[S Kyiv] [C said] [T Poland had sent generators to Ukraine].", &[]),
        // No party at all.
        ("[S The report] [C said] [T that weapons had been sold].", &[]),
        // A condition asserts nothing, where nothing follows from it.
        ("[S Washington] [C said] [T it did not know what to say if China sent weapons to Russia].", &[]),
        // That reports exist says nothing of what they report.
        ("[S Berlin] [C said] [T it had seen reports of arms deliveries from Iran to Russia].", &[]),
        // Somebody else's words, without a statement of their own.
        ("[S Kyiv] [C said] [T that Moscow insists that Iran sold it nothing but weapons].", &[]),
        // A duty, not a deed.
        ("[S Kyiv] [C said] [T Germany must send tanks to Ukraine].", &[]),
        ("[S Kyiv] [C said] [T it needs Germany to supply missiles].", &[]),
        // A line of topics is no sentence.
        ("[N Arms exports Pakistan Ukraine].", &[]),
        // "arms" is no verb here.
        ("[S Moscow] [C rejected] [T a report on North Korean arms].", &[]),
        // Who demands a delivery does not say that there is one.
        ("[N Kyiv urged Germany to deliver tanks to Ukraine].", &[]),
        // A question.
        ("[S He] [C asked]: [T “Did Iran sell drones to Russia?”]", &[]),
        ("[S Tokyo] [C said] [T China is able to supply weapons to Russia].", &[]),
        ("[S Kyiv] [C said] [T an embargo on arms sales to Russia was in force].", &[]),
        // A purpose is not a claim.
        ("[S Seoul] [C said] [T Russia sent an envoy to Pyongyang to buy weapons].", &[]),
    ]);
}
