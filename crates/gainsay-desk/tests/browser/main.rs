//! The desk in a real browser: the whole journey of an analyst on the sample pages, with the mouse and with keys alone, and what
//! axe-core finds on every page. Where the machine has no `chromium` with its driver, a line says so and nothing is tried.

#[path = "../common/mod.rs"]
mod common;
mod deciding;
mod driver;

use driver::Browser;
use gainsay_desk::{Desk, Settings};
use serde_json::{Value, json};
use std::sync::mpsc;

const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";

/// A desk that is served, and a browser that looks at it.
struct Visit {
    browser: Browser,
    base: String,
    _folder: tempfile::TempDir,
}

impl Visit {
    /// Where there is a browser.
    fn begin() -> Option<Self> {
        let Some(programs) = driver::programs() else {
            eprintln!(
                "skipped: there is no chromium with its driver (apt-get install chromium chromium-driver)"
            );
            return None;
        };
        let (folder, path) = common::sample();
        let desk = Desk::open(Settings::new(path)).expect("a desk");
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
            let ready = |address| tell.send(address).expect("somebody waits");
            runtime.block_on(desk.serve(0, ready)).expect("served");
        });
        let base = format!("http://{}", told.recv().expect("an address"));
        Some(Self { browser: Browser::start(&programs), base, _folder: folder })
    }

    fn open(&mut self, path: &str) {
        let address = format!("{}{path}", self.base);
        self.browser.open(&address);
    }

    /// The path of the page that is open, without the place on it.
    fn path(&self) -> String {
        let address = self.browser.address();
        let path = address.strip_prefix(&self.base).unwrap_or(&address);
        path.split('#').next().unwrap_or_default().to_owned()
    }

    /// The number of holders on a side, and how many cards it has, as the page of a dispute shows them.
    fn side(&self, side: &str) -> (u64, usize) {
        let number = self.browser.text(&format!(".verdicts .{side} b.n"));
        (number.trim().parse().unwrap_or(0), self.browser.count(&format!("#{side} > .card")))
    }

    /// The words that are lit on the page of an article.
    fn lit(&self) -> String {
        let script =
            "return [...document.querySelectorAll('.has-lit .seg.lit')].map(it => it.textContent).join(' ')";
        self.browser.run(script, json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Presses Tab until the focus is on what a selector finds.
    fn tab_to(&mut self, selector: &str) {
        for _ in 0..250 {
            self.browser.press(&[TAB]);
            let script = "return document.activeElement?.matches(arguments[0]) ?? false";
            if self.browser.run(script, json!([selector])) == Value::Bool(true) {
                return;
            }
        }
        panic!("no key leads to {selector} on {}", self.path());
    }

    /// Nothing was complained of, and nothing was asked of anybody else.
    fn end(mut self) {
        self.browser.listen();
        assert_eq!(self.browser.console, [""; 0]);
        assert!(self.browser.asked.len() > 3);
        let own = format!("{}/", self.base);
        let is_own = |address: &str| address.starts_with(&own) || address.starts_with("data:");
        let others: Vec<_> = self.browser.asked.iter().filter(|address| !is_own(address)).collect();
        assert!(others.is_empty(), "{others:?}");
    }
}

/// Letters alone, so that line ends and quotation marks make no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn an_analyst_follows_a_number_corrects_undoes_adds_and_prints() {
    let Some(mut visit) = Visit::begin() else { return };
    visit.open("/");
    visit.browser.click(".disputes .row h2 a");
    let dispute = visit.path();
    assert!(dispute.starts_with("/dispute/"), "{dispute}");

    // From a number to highlighted words in two clicks.
    visit.open("/");
    visit.browser.click(".disputes .row .sides .denies a");
    assert_eq!(visit.path(), dispute);
    let words = letters(&visit.browser.text("#denies .card blockquote p"));
    visit.browser.click("#denies .card a.stance");
    assert!(visit.path().starts_with("/page/"), "{}", visit.path());
    let lit = letters(&visit.lit());
    let opening: String = words.chars().take(20).collect();
    assert!(!opening.is_empty() && lit.contains(&opening), "{opening} in {lit}");

    // A correction changes the dispute,
    visit.open(&dispute);
    let before = (visit.side("denies"), visit.side("hedges"));
    assert!(before.0.0 > 0 && before.0.1 > 0, "{before:?}");
    visit.browser.click("#denies .card footer a.do");
    visit.browser.find("form.correct");
    visit
        .browser
        .run("document.querySelector('form.correct select[name=stance]').value = 'hedges'", json!([]));
    visit.browser.fill("form.correct input[name=by]", "Ana");
    visit.browser.click("form.correct button:not([type=button])");
    visit.browser.find(".done");
    assert!(visit.browser.text(".done").contains("by Ana"), "{}", visit.browser.text("body"));
    visit.open(&dispute);
    let after = (visit.side("denies"), visit.side("hedges"));
    assert!(after.0.1 < before.0.1 && after.1.1 > before.1.1, "{before:?} {after:?}");
    // and undoing it brings it back.
    visit.open("/log");
    visit.browser.click(".log form button");
    visit.browser.find(".done");
    visit.open(&dispute);
    assert_eq!((visit.side("denies"), visit.side("hedges")), before);

    // A page that is pasted.
    visit.open("/add");
    let page = "BELGRADE, 6 March 2023 - Serbia's government denied on Monday that it had sold mortar shells to Ukraine.";
    visit.browser.fill("form.add textarea[name=text]", page);
    visit.browser.fill("form.add input[name=published]", "2023-03-06");
    visit.browser.click("form.add > button");
    visit.browser.find(".about a");
    visit.browser.click(".about a");
    visit.browser.find("article");
    assert!(visit.browser.text("article").contains("mortar shells"));

    // The dossier, on paper.
    visit.open(&format!("{dispute}/dossier"));
    assert!(visit.browser.text("body").contains("North Korea"));
    let pdf = visit.browser.print();
    assert!(pdf.starts_with("JVBERi0") && pdf.len() > 20_000, "{} letters", pdf.len());
    visit.end();
}

#[test]
fn keys_alone_are_enough() {
    let Some(mut visit) = Visit::begin() else { return };
    visit.open("/");
    visit.browser.press(&[TAB]);
    let first = visit.browser.run("return document.activeElement.className", json!([]));
    assert_eq!(first, "skip", "the first key leads past the head of the page");
    visit.tab_to(".disputes .row h2 a");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".verdicts");
    let dispute = visit.path();
    visit.tab_to("#denies .card a.stance");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".has-lit .seg.lit");
    visit.open(&dispute);
    let before = visit.side("denies");
    visit.tab_to("#denies .card footer a.do");
    visit.browser.press(&[ENTER]);
    visit.browser.find("form.correct");
    visit.tab_to("form.correct select[name=stance]");
    visit.browser.press(&["h"]);
    visit.tab_to("form.correct input[name=by]");
    visit.browser.press(&["A", "n", "a", ENTER]);
    visit.browser.find(".done");
    visit.open(&dispute);
    assert_eq!(visit.side("denies").1, before.1 - 1);
    visit.open("/log");
    visit.tab_to(".log form button");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".log .undone");
    visit.open(&dispute);
    assert_eq!(visit.side("denies"), before);
    visit.open("/");
    visit.browser.press(&["/", "s", "h", "e", "l", "l", "s", ENTER]);
    visit.browser.find("mark, .hit, .hits");
    assert!(visit.path().starts_with("/search"));
    visit.end();
}

/// What axe-core finds on the page that is open: serious and worse.
fn found_by_axe(visit: &Visit, axe: &str) -> Vec<String> {
    let script = format!("{axe}; const done = arguments[arguments.length - 1];
        axe.run(document, {{resultTypes: ['violations']}}).then(found => done(found.violations), error => done(String(error)))");
    let found = visit.browser.run_on(&script, json!([]));
    let found = found.as_array().unwrap_or_else(|| panic!("axe-core says {found}"));
    let serious = found.iter().filter(|it| matches!(it["impact"].as_str(), Some("serious" | "critical")));
    serious.map(|it| format!("{}: {} {}", it["id"], it["help"], it["nodes"][0]["html"])).collect()
}

#[test]
fn nobody_is_shut_out_in_light_or_dark() {
    let Some(mut visit) = Visit::begin() else { return };
    let axe = std::env::var_os("GAINSAY_AXE").and_then(|path| std::fs::read_to_string(path).ok());
    let Some(axe) = axe else {
        eprintln!("skipped: GAINSAY_AXE names no axe.min.js (scripts/test gets it)");
        return;
    };
    visit.open("/");
    visit.browser.click(".disputes .row h2 a");
    let dispute = visit.path();
    visit.browser.click("#denies .card a.stance");
    let page = visit.path();
    visit.open(&dispute);
    visit.browser.click("#denies .card footer a.do");
    let review = visit.path();
    let dossier = format!("{dispute}/dossier");
    visit.open(&dispute);
    visit.browser.click("#denies .card footer a[href^='/compare']");
    visit.browser.click(".offers a");
    let compare = visit.path();
    let pages = [
        "/",
        "/?show=all",
        &dispute,
        &page,
        "/review",
        &review,
        "/add",
        "/log",
        "/search?q=shells",
        "/holder/PRK%3AGOV",
        &dossier,
        &compare,
    ];
    let mut faults = Vec::new();
    for scheme in ["light", "dark"] {
        visit.browser.prefer(scheme);
        for path in pages {
            visit.open(path);
            faults.extend(
                found_by_axe(&visit, &axe).into_iter().map(|fault| format!("{path} ({scheme}): {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    visit.end();
}
