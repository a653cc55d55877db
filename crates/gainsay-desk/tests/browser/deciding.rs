//! Deciding and adding as people do it: with keys alone, with words that are selected, with files that are dropped.

use super::*;

const SPACE: &str = " ";
const DOWN: &str = "\u{e015}";

#[test]
fn keys_alone_split_and_merge_and_take_back() {
    let Some(mut visit) = Visit::begin() else { return };
    visit.open("/");
    visit.browser.click(".disputes .row h2 a");
    let dispute = visit.path();
    let before = visit.side("denies");
    let disputes = |visit: &mut Visit| {
        visit.open("/?show=all");
        visit.browser.count(".disputes .row")
    };
    let all = disputes(&mut visit);

    // The first position that is offered goes its own way.
    visit.open(&dispute);
    visit.tab_to(".jump a[href='#decide']");
    visit.browser.press(&[ENTER]);
    visit.tab_to("#decide details.form:nth-of-type(2) > summary");
    visit.browser.press(&[ENTER]);
    visit.tab_to("#decide input[name=item]");
    visit.browser.press(&[SPACE]);
    visit.tab_to("#decide form.wide-stack input[name=by]");
    visit.browser.press(&["A", "n", "a", ENTER]);
    visit.browser.find(".done");
    assert_eq!(disputes(&mut visit), all + 1);
    visit.open("/log");
    visit.tab_to(".log form button");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".log .undone");
    assert_eq!(disputes(&mut visit), all);

    // Two disputes become one.
    visit.open(&dispute);
    visit.tab_to(".jump a[href='#decide']");
    visit.browser.press(&[ENTER]);
    visit.tab_to("#decide details.form:last-of-type > summary");
    visit.browser.press(&[ENTER]);
    visit.tab_to("#decide select[name=dispute]");
    visit.browser.press(&[DOWN]);
    visit.tab_to("#decide details.form:last-of-type input[name=by]");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".done");
    assert_eq!(disputes(&mut visit), all - 1);
    visit.open("/log");
    visit.tab_to(".log form button");
    visit.browser.press(&[ENTER]);
    visit.browser.find(".done");
    assert_eq!(disputes(&mut visit), all);
    visit.open(&dispute);
    assert_eq!(visit.side("denies"), before);
    visit.end();
}

#[test]
fn selected_words_become_those_of_a_statement() {
    let Some(mut visit) = Visit::begin() else { return };
    visit.open("/");
    visit.browser.click(".disputes .row h2 a");
    visit.browser.click("#denies .card footer a.do");
    let review = visit.path();
    visit.browser.find("form.correct");
    // As a mouse does it: from the first of the words that are said to some way behind.
    let chosen = visit.browser.run(
        "const words = document.querySelector('.selectable .seg.content').firstChild;
        const range = document.createRange();
        range.setStart(words, 0);
        range.setEnd(words, words.data.trimEnd().length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return getSelection().toString()",
        json!([]),
    );
    let chosen = chosen.as_str().expect("words").trim().to_owned();
    assert!(!chosen.is_empty());
    visit.browser.click("button[data-take=content]");
    let taken = visit.browser.run("return document.querySelector('textarea[name=content]').value", json!([]));
    assert_eq!(taken, chosen.as_str());
    visit.browser.fill("form.correct input[name=by]", "Ana");
    visit.browser.click("form.correct button:not([type=button])");
    visit.browser.find(".done");
    visit.open(&review);
    assert_eq!(letters(&visit.browser.text(".review blockquote p")), letters(&chosen));
    // And back.
    visit.open("/log");
    visit.browser.click(".log form button");
    visit.browser.find(".done");
    visit.end();
}

#[test]
fn files_that_are_dropped_are_read_while_one_looks_on() {
    let Some(mut visit) = Visit::begin() else { return };
    visit.open("/add");
    // What a browser hands over when files are dropped.
    visit.browser.run(
        "const files = new DataTransfer();
        for (let at = 0; at < 30; at++) files.items.add(new File(
            [`BELGRADE, 6 March 2023 - Serbia's government denied on Monday that it had sold ${at} rockets to Ukraine.`],
            `${at}.txt`, {type: 'text/plain'}));
        document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}))",
        json!([]),
    );
    visit.browser.click("form.add > button");
    // It comes to its end by itself. A click does not wait for the files to be sent, so the address is asked for when they are.
    visit.browser.find(".about li");
    assert!(visit.path().starts_with("/add/"), "{}", visit.path());
    assert!(visit.browser.text("main").contains("30 pages"), "{}", visit.browser.text("main"));
    visit.open("/?party=SRB&show=all");
    assert!(visit.browser.text(".disputes").contains("Serbia to Ukraine"));
    visit.end();
}
