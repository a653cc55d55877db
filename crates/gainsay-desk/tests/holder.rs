//! A holder shows everything it has said, in order of time, and where it changed its stance.

mod common;

use common::{Browser, add, page};
use gainsay_desk::Settings;

const FIRST: &str = "BELGRADE, 3 March 2023 - Serbia's government said on Friday that it had delivered mortar shells to \
    Ukraine.";
const SECOND: &str = "BELGRADE, 6 March 2023 - Serbia's government denied on Monday that it had delivered mortar shells to \
    Ukraine.";
/// No frame is about this.
const BESIDE: &str = "BELGRADE, 5 March 2023 - Serbia's government said on Sunday that the autumn exercise would be held in \
    the mountains.";

#[tokio::test]
async fn all_that_a_holder_said_stands_in_order_of_time_with_its_change_of_stance() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    add(&path, vec![page("2.txt", SECOND), page("3.txt", BESIDE), page("1.txt", FIRST)]);
    let mut browser = Browser::at(Settings::new(path));
    let body = browser.get("/holder/SRB:GOV").await.body;
    let at = |words: &str| body.find(words).unwrap_or_else(|| panic!("{words} is not in {body}"));
    let (first, beside, second) = (at("1.txt"), at("3.txt"), at("2.txt"));
    assert!(first < beside && beside < second, "in order of time");
    at("the autumn exercise would be held");
    let turn = at("Changes of stance");
    assert!(turn < first, "what changed stands first");
    assert_eq!(body.matches("changed stance</span>").count(), 1);
    assert!(at("changed stance</span>") > beside, "at the denial");
}

#[tokio::test]
async fn who_denies_less_than_before_is_seen_to_on_every_page() {
    let denied = |day: &str, what: &str| {
        format!(
            "BELGRADE, {day} 2023 - Serbia's government denied on that day that it had sold {what} to Ukraine."
        )
    };
    let asserted = "KYIV, 1 March 2023 - Ukraine's government said on Wednesday that Serbia had sold ammunition to Ukraine.";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let pages = [
        page("0.txt", asserted),
        page("1.txt", &denied("3 March", "ammunition")),
        page("2.txt", &denied("6 March", "mortar shells")),
    ];
    add(&path, pages.into());
    let mut browser = Browser::at(Settings::new(path));
    let list = browser.get("/").await.body;
    let dispute =
        list.split("href=\"/dispute/").nth(1).and_then(|it| it.split('"').next()).expect("a dispute");
    let dispute = dispute.split('#').next().expect("an address");
    let addresses =
        ["/holder/SRB:GOV".to_owned(), format!("/dispute/{dispute}"), format!("/dispute/{dispute}/dossier")];
    for address in addresses {
        let body = browser.get(&address).await.body;
        let changes =
            body.split("Changes of stance and scope").nth(1).unwrap_or_else(|| panic!("{address}: {body}"));
        let changes = changes.split("</section>").next().expect("a section");
        assert!(changes.contains("ammunition") && changes.contains("narrower"), "{address}: {changes}");
    }
    for (address, of) in [("/api/v1/holders/SRB:GOV", dispute), (&*format!("/api/v1/disputes/{dispute}"), "")]
    {
        let told: serde_json::Value = serde_json::from_str(&browser.get(address).await.body).expect("JSON");
        let shift = &told["shifts"][0];
        assert_eq!((&shift["scope"], &shift["holder"]), (&"narrows".into(), &"SRB:GOV".into()), "{told}");
        assert_eq!(shift["dispute"].as_str().unwrap_or_default(), of);
    }
}

#[tokio::test]
async fn one_who_says_much_is_read_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let text = |day: u32| {
        format!(
            "BELGRADE, {day} March 2023 - Serbia's government said that {day} bridges would be mended this year."
        )
    };
    let pages = (1..=28).chain(1..=28).enumerate().map(|(at, day)| {
        page(&format!("{at}.txt"), &format!("{}\n\nThe {at}th report of the spring.", text(day)))
    });
    add(&path, pages.collect());
    let mut browser = Browser::at(Settings::new(path));
    let mut address = "/holder/SRB:GOV".to_owned();
    let mut seen = Vec::new();
    loop {
        let body = browser.get(&address).await.body;
        let (_, list) = body.split_once("<ol class=\"over-time\">").expect("a list");
        let places =
            list.split("<p class=\"who\">").skip(1).filter_map(|it| it.split("class=\"stance\"").next());
        seen.extend(places.filter_map(|it| Some(it.rsplit_once("href=\"")?.1.split('"').next()?.to_owned())));
        let Some((before, _)) = list.split_once("rel=\"next\"") else { break };
        let link = before.rsplit_once("href=\"").expect("a link").1;
        address = link.split('"').next().expect("a value").replace("&amp;", "&");
        assert!(seen.len() < 5_000, "the list has no end");
    }
    assert!(seen.len() > 55, "{}", seen.len());
    let mut once = seen.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), seen.len(), "each once");
    assert_eq!(browser.get("/holder/SRB:GOV?after=x").await.status.as_u16(), 400);
    let nobody = browser.get("/holder/XXX:REB:nobody").await;
    assert_eq!(nobody.status.as_u16(), 200);
    assert!(nobody.body.contains("Says nothing"), "{}", nobody.body);
}
