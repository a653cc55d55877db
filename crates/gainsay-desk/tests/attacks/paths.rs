//! Ways that lead out of the desk, or into its files.

use super::*;
use gainsay_desk::Settings;

#[tokio::test]
async fn no_path_leads_to_a_file() {
    let mut browser = Browser::at_sample();
    for path in [
        "/../../etc/passwd",
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%5c..%5cwindows%5cwin.ini",
        "/assets/%252e%252e%252fetc%252fpasswd",
        "/assets/desk.css%00.html",
        "/assets//etc/passwd",
        "/page/..%2f..%2fetc%2fpasswd",
        "/page/%00",
        "/page/..;/..;/",
        "/dispute/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/dispute/%ff%fe",
        "/dispute/'%20OR%201=1%20--",
        "/dispute/%25",
        "/review/..%2f/p1",
        "/review/file:%2f%2f%2fetc%2fpasswd/p1",
        "/add/-1",
        "/add/99999999999999999999",
        "/api/v1/pages/..%2f..%2fetc%2fpasswd/text",
        "/api/v1/../../etc/passwd",
        "/compare?a=/etc/passwd:p1",
        "/compare?a=..%2f..%2fledger.db:s1",
        "/compare?a=%00:p1&b=%00:p1",
        "//attacker.example/%2f..",
        "/.git/config",
        "/sample.db",
        "/sample.db-wal",
    ] {
        let answer = browser.get(path).await;
        refuses(&answer, path);
    }
}

#[tokio::test]
async fn what_is_asked_for_is_a_value_and_no_query() {
    let mut browser = Browser::at_sample();
    let before = entries(&mut browser).await;
    for value in [
        "'%20OR%201=1%20--",
        "%22;DROP%20TABLE%20page;--",
        "%25%25%25",
        "NEAR(a%20b)",
        "%22%22%22%22",
        "*",
        "a*%20OR%20b:c%20AND%20NOT",
        "%7B%7B7*7%7D%7D",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%E2%80%AE%E2%81%A6",
        "%F0%9F%92%A9",
        "a%0D%0ASet-Cookie:%20x=y",
    ] {
        for address in [
            format!("/search?q={value}"),
            format!("/?outlet={value}"),
            format!("/?holder={value}"),
            format!("/?show={value}&sort={value}&page={value}"),
            format!("/holder/{value}"),
            format!("/api/v1/search?q={value}"),
            format!("/api/v1/disputes?outlet={value}&holder={value}&q={value}"),
        ] {
            let answer = browser.get(&address).await;
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.body);
            let lower = shown(&answer.body).to_lowercase();
            assert!(!lower.contains("<script>alert") && !lower.contains('\u{202e}'), "{address}");
            assert_eq!(answer.headers.get_all("set-cookie").iter().filter(|it| *it == "x=y").count(), 0);
        }
    }
    for address in ["/?party=Atlantis%00", "/?from=0000-99-99", "/?to=%2B9999999999999", "/?grade=A%00"] {
        refuses(&browser.get(address).await, address);
    }
    let long = "a".repeat(60_000);
    for address in [format!("/search?q={long}"), format!("/?outlet={long}"), format!("/holder/{long}")] {
        let answer = browser.get(&address).await;
        assert!(!answer.status.is_server_error(), "{}", &address[..20]);
    }
    assert_eq!(entries(&mut browser).await, before);
}

#[tokio::test]
async fn the_ledger_s_own_names_lead_nowhere_when_a_page_has_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("named.db");
    let names = [
        "../../../etc/cron.d/x",
        "/etc/passwd",
        "C:\\x",
        "-rf",
        "a\u{0}b",
        "con",
        "x\r\ny",
        "\u{202e}txt.exe",
    ];
    let pages = names.iter().enumerate().map(|(at, name)| {
        common::page(name, &format!("Iran denied on Monday that it had sold {at} drones to Russia."))
    });
    common::add(&path, pages.collect());
    let mut browser = Browser::at(Settings::new(&path));
    let list = browser.get("/api/v1/pages").await.body;
    assert_eq!(list.matches("\"page\":").count(), names.len(), "{list}");
    for id in list.split("\"page\":\"").skip(1).filter_map(|it| it.get(..64)) {
        let answer = browser.get(&format!("/page/{id}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.body.contains('\u{202e}') && !answer.body.contains('\0'), "{}", answer.body);
    }
    let kept: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|it| it.file_name()).collect();
    assert!(kept.iter().all(|name| name.to_string_lossy().starts_with("named.db")), "{kept:?}");
}
