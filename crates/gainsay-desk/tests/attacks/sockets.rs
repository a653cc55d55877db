//! What comes over the wire and is no request, or is two.

use super::*;
use gainsay_desk::{Desk, Settings};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A desk that listens; it ends with the test.
async fn listening() -> (tempfile::TempDir, SocketAddr) {
    let (folder, path) = common::sample();
    let desk = Desk::open(Settings::new(path)).expect("a desk");
    let (tell, heard) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let _ = desk.serve(0, |address| tell.send(address).expect("heard")).await;
    });
    (folder, heard.await.expect("an address"))
}

/// What is answered to these bytes until the connection ends, or for `patience`.
async fn answered(address: SocketAddr, bytes: &[u8], patience: Duration) -> String {
    let bytes = bytes.to_vec();
    let talk = move || {
        let mut stream = TcpStream::connect(address).expect("connected");
        // It may hang up before all is said.
        let _ = stream.write_all(&bytes);
        stream.set_read_timeout(Some(patience)).expect("set");
        let (mut all, mut part) = (Vec::new(), [0; 4096]);
        while let Ok(length @ 1..) = stream.read(&mut part) {
            all.extend_from_slice(&part[..length]);
        }
        String::from_utf8_lossy(&all).into_owned()
    };
    tokio::task::spawn_blocking(talk).await.expect("answered")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_answered_with_one_refusal_at_most() {
    let (_folder, address) = listening().await;
    let head = "Host: localhost\r\n";
    let long = "a".repeat(100_000);
    for (what, bytes) in [
        ("no name", "GET / HTTP/1.1\r\n\r\n".to_owned()),
        (
            "another name in the address",
            format!("GET http://attacker.example/ HTTP/1.1\r\nHost: attacker.example\r\n{head}\r\n"),
        ),
        ("a head without an end", format!("GET / HTTP/1.1\r\n{head}X: {long}")),
        ("an address without an end", format!("GET /{long} HTTP/1.1\r\n{head}\r\n")),
        ("no version", format!("GET /\r\n{head}\r\n")),
        ("another protocol", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}".to_owned()),
        (
            "two lengths",
            format!("POST /enter HTTP/1.1\r\n{head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"),
        ),
        ("a length below zero", format!("POST /enter HTTP/1.1\r\n{head}Content-Length: -1\r\n\r\n")),
        (
            "a length beyond all",
            format!("POST /enter HTTP/1.1\r\n{head}Content-Length: 99999999999999999999\r\n\r\n"),
        ),
        (
            "a chunk beyond all",
            format!("POST /enter HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"),
        ),
        (
            "a coding that is none",
            format!("POST /enter HTTP/1.1\r\n{head}Transfer-Encoding: xchunked\r\n\r\n"),
        ),
        ("a line that is folded", format!("GET / HTTP/1.1\r\n{head}X: a\r\n b\r\n\r\n")),
        ("a name with a space", format!("GET / HTTP/1.1\r\n{head}X y: a\r\n\r\n")),
        ("a method of somebody's own", format!("BREW / HTTP/1.1\r\n{head}Connection: close\r\n\r\n")),
        ("a trace", format!("TRACE / HTTP/1.1\r\n{head}Connection: close\r\n\r\n")),
        ("a tunnel", format!("CONNECT attacker.example:443 HTTP/1.1\r\n{head}Connection: close\r\n\r\n")),
    ] {
        let told = answered(address, bytes.as_bytes(), Duration::from_secs(3)).await;
        let lines: Vec<&str> = told.lines().filter(|line| line.starts_with("HTTP/1")).collect();
        assert!(lines.len() <= 1, "{what}: {lines:?}");
        let is_refused =
            lines.first().is_none_or(|line| line.split(' ').nth(1).is_some_and(|it| it.starts_with('4')));
        assert!(is_refused, "{what}: {lines:?}");
        assert!(!told.contains("North Korea"), "{what}: {told}");
    }
    let well = answered(
        address,
        format!("GET / HTTP/1.1\r\n{head}Connection: close\r\n\r\n").as_bytes(),
        Duration::from_secs(20),
    )
    .await;
    assert!(well.starts_with("HTTP/1.1 200"), "{well}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_and_chunks_together_smuggle_nothing_in() {
    let (_folder, address) = listening().await;
    let inner = "GET /api/v1/disputes HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for bytes in [
        format!(
            "POST /enter HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}"
        ),
        format!(
            "POST /enter HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n1\r\nZ\r\nQ\r\n{inner}"
        ),
    ] {
        let told = answered(address, bytes.as_bytes(), Duration::from_secs(3)).await;
        assert!(!told.contains("\"items\""), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_dawdles_over_a_head_is_hung_up_on_and_holds_up_nobody() {
    let (_folder, address) = listening().await;
    let began = Instant::now();
    let slow: Vec<_> = (0..40)
        .map(|_| {
            tokio::spawn(async move {
                answered(address, b"GET / HTTP/1.1\r\nHost: loc", Duration::from_secs(30)).await
            })
        })
        .collect();
    let well = answered(
        address,
        b"GET /log HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        Duration::from_secs(20),
    )
    .await;
    assert!(well.starts_with("HTTP/1.1 200"), "{well}");
    for one in slow {
        let told = one.await.expect("ended");
        assert!(!told.contains("200 OK"), "{told}");
    }
    let took = began.elapsed();
    assert!(took < Duration::from_secs(25), "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_and_does_not_read_is_hung_up_on() {
    const TIMES: usize = 1_000;
    let (_folder, address) = listening().await;
    let talk = move || {
        let mut stream = TcpStream::connect(address).expect("connected");
        let asked = "GET /dispute/30f740d93b5911d9 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(TIMES);
        // As much as the other end takes: it stops reading when it cannot write.
        stream.set_write_timeout(Some(Duration::from_secs(2))).expect("set");
        let _ = stream.write_all(asked.as_bytes());
        std::thread::sleep(Duration::from_secs(20));
        // What lay in between is there, and then no more.
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
        let (mut all, mut part) = (0, [0; 1 << 16]);
        loop {
            match stream.read(&mut part) {
                Ok(0) => break,
                Ok(length) => all += length,
                Err(error) => {
                    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "it is still open");
                    break;
                }
            }
        }
        all
    };
    let all = tokio::task::spawn_blocking(talk).await.expect("ended");
    let head = "GET /dispute/30f740d93b5911d9 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let one = answered(address, head.as_bytes(), Duration::from_secs(20)).await;
    assert!(one.starts_with("HTTP/1.1 200"), "{one}");
    assert!(all > 0 && all < one.len() * TIMES, "{all} bytes of {}", one.len() * TIMES);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_every_place_and_says_nothing_keeps_nobody_out_for_long() {
    let (_folder, address) = listening().await;
    // More than there are places for. Some say nothing, some stay after an answer.
    let idle: Vec<TcpStream> = (0..300)
        .map(|at| {
            let mut stream = TcpStream::connect(address).expect("connected");
            if at % 2 == 0 {
                stream.write_all(b"GET /enter HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
            }
            stream
        })
        .collect();
    let began = Instant::now();
    let well = answered(
        address,
        b"GET /log HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        Duration::from_secs(25),
    )
    .await;
    assert!(well.starts_with("HTTP/1.1 200"), "{well}");
    assert!(began.elapsed() < Duration::from_secs(25), "{:?}", began.elapsed());
    drop(idle);
}
