//! A server on this machine, and names that resolve to what the test wants.

use super::*;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use ureq::unversioned::resolver::DefaultResolver;

/// Serves each connection by `answer`, which is given the path that was asked for. The port.
fn server(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            answer(head.split(' ').nth(1).unwrap_or_default(), &mut stream);
        }
    });
    port
}

fn page_of(kind: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn leads_to(address: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {address}\r\ncontent-length: 0\r\n\r\n")
}

/// Every name is this machine.
fn here(uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
    let mut found = DefaultResolver::default().empty();
    found.push(SocketAddr::from(([127, 0, 0, 1], uri.port_u16().unwrap_or(80))));
    Ok(found)
}

/// The first is public, and the name turns to this machine when it is asked for again.
fn turns(uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
    match uri.host() {
        Some("inside.example") => {
            let mut found = here(uri, config, timeout)?;
            found.push(SocketAddr::from(([10, 0, 0, 1], 80)));
            Ok(found)
        }
        _ => here(uri, config, timeout),
    }
}

/// As if this machine were public: what is served on it can be fetched.
const OPEN: Guard = Guard { look_up: here, may: |_| true };

#[test]
fn a_page_is_fetched_with_where_it_was_in_the_end() {
    let port = server(|path, out| {
        let answer = match path {
            "/old" => leads_to("/new"),
            "/new" => page_of("text/html; charset=utf-8", "<p>The ministry denied it."),
            "/words" => page_of("text/plain", "The ministry denied it."),
            _ => page_of("application/pdf", "%PDF"),
        };
        let _ = out.write_all(answer.as_bytes());
    });
    let at = |path: &str| fetch(&format!("http://news.example:{port}{path}"), OPEN, LONGEST);
    let fetched = at("/old").expect("a page");
    assert_eq!(fetched.address, format!("http://news.example:{port}/new"));
    assert_eq!((fetched.name, &fetched.bytes[..]), ("page.html", &b"<p>The ministry denied it."[..]));
    assert_eq!(at("/words").expect("a page").name, "page.txt");
    assert_eq!(
        at("/report").expect_err("no page").to_string(),
        "there is no page at this address, but application/pdf"
    );
}

#[test]
fn an_address_inside_is_refused_however_it_is_spelt() {
    let spelt = "http://127.0.0.1/ http://localhost/ http://127.1/ http://2130706433/ http://0x7f000001/ http://0177.0.0.1/ \
        http://0/ http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://169.254.169.254/latest \
        http://10.0.0.1:8080/ https://192.168.0.1/ http://100.64.0.1/ http://[fd00::1]/ http://[fe80::1]/ http://224.0.0.1/ \
        http://[64:ff9b::7f00:1]/ http://localhost.:80/ http://LOCALHOST/ http://0.0.0.0:7007/ http://0x7f.0x0.0x0.0x1/ \
        http://017700000001/ http://127.0.1/ http://0x7f.1/ http://[::127.0.0.1]/ http://[::ffff:0:127.0.0.1]/ http://[2002:7f00:1::]/ \
        http://[64:ff9b:1::a00:1]/ http://[fec0::1]/ http://[ff02::1]/ http://[::1%25lo]/ http://[0:0:0:0:0:0:0:1]/ HTTP://127.0.0.1/ \
        http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://127.0.0.1%00.news.example/ http://127.0.0.1%2e/ http://news.example@127.0.0.1/ \
        http://127.0.0.1#@news.example/ http://127.0.0.1\\@news.example/ http://[::ffff:169.254.169.254]/ http://metadata/ \
        http://192.168.1.1:22/ http://172.16.0.1/ http://198.18.0.1/ http://255.255.255.255/ http://240.0.0.1/";
    for address in spelt.split_whitespace() {
        let error = page(address).expect_err(address);
        // A resolver that does not take an odd spelling finds nobody; one that does is not obeyed.
        let is_refused = matches!(
            error,
            FetchError::NotPublic(_)
                | FetchError::NoAddress(_)
                | FetchError::Failed(_)
                | FetchError::Credentials
        );
        assert!(is_refused, "{address}: {error}");
    }
    for address in
        ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1:8080/"]
    {
        assert!(matches!(page(address), Err(FetchError::NotPublic(_))), "{address}");
    }
}

#[test]
fn what_is_no_address_of_the_web_is_refused() {
    for address in [
        "",
        "page",
        "file:///etc/passwd",
        "ftp://news.example/a",
        "gopher://x/",
        "http://",
        "http:///a",
        "//news.example/",
        "javascript:1",
        "data:,a",
    ] {
        assert!(matches!(page(address), Err(FetchError::NoAddress(_))), "{address}");
    }
    for address in ["http://ana@news.example/", "https://ana:secret@news.example/"] {
        assert!(matches!(page(address), Err(FetchError::Credentials)), "{address}");
    }
}

#[test]
fn a_name_that_resolves_inside_is_refused_also_where_another_page_leads_to_it() {
    fn odd(address: IpAddr) -> bool {
        // As if loopback were public and nothing else were not: the first page can be served here.
        address.is_loopback() || is_public(address)
    }
    let port = server(|path, out| {
        let answer = match path {
            "/in" => leads_to("http://10.1.2.3/"),
            "/name" => leads_to("http://ana:secret@news.example/"),
            "/file" => leads_to("file:///etc/passwd"),
            _ => leads_to("/round"),
        };
        let _ = out.write_all(answer.as_bytes());
    });
    let guard = Guard {
        look_up: |uri, config, timeout| match uri.host() {
            Some("10.1.2.3") => by_system(uri, config, timeout),
            _ => here(uri, config, timeout),
        },
        may: odd,
    };
    let at =
        |path: &str| fetch(&format!("http://news.example:{port}{path}"), guard, LONGEST).expect_err(path);
    assert!(matches!(at("/in"), FetchError::NotPublic(host) if host == "10.1.2.3"));
    assert!(matches!(at("/name"), FetchError::Credentials | FetchError::Failed(_)));
    // It is taken for an address on the same server, which leads on and on; no file is read.
    at("/file");
    assert!(matches!(at("/round"), FetchError::TooManyLeads));
    let real = Guard { look_up: turns, may: is_public };
    let error = fetch("http://inside.example/", real, LONGEST).expect_err("inside");
    assert!(matches!(error, FetchError::NotPublic(_)), "{error}");
}

#[test]
fn a_page_is_no_larger_and_takes_no_longer_than_it_may() {
    let port = server(|path, out| {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n";
        let _ = out.write_all(head.as_bytes());
        let chunk = [b'a'; 1 << 16];
        match path {
            "/large" => while out.write_all(&chunk).is_ok() {},
            _ => {
                while out.write_all(b"a").is_ok() {
                    std::thread::sleep(Duration::from_millis(50));
                }
            }
        }
    });
    let at = |path: &str, longest| fetch(&format!("http://news.example:{port}{path}"), OPEN, longest);
    assert!(matches!(at("/large", LONGEST), Err(FetchError::TooLarge)));
    let error = at("/slow", Duration::from_millis(500)).expect_err("slow");
    assert!(matches!(error, FetchError::TooSlow), "{error}");
}
