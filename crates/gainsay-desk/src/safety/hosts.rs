//! The names a desk answers to.

use crate::desk::Settings;
use std::net::IpAddr;

/// Whether `host`, with or without a port, is a name of this desk: loopback, its own address, or one it was given.
pub(crate) fn is_ours(host: &str, settings: &Settings) -> bool {
    let name = without_port(host);
    let given = || settings.hosts.iter().any(|known| known.eq_ignore_ascii_case(name));
    match name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        // Whoever asks by number went through no name that could have been made to point here.
        Ok(address) => {
            address.is_loopback()
                || address == settings.address
                || settings.address.is_unspecified()
                || given()
        }
        Err(_) => name.eq_ignore_ascii_case("localhost") || given(),
    }
}

/// "localhost:8080" as "localhost", "[::1]:8080" as "[::1]".
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) && !name.ends_with(':') => {
            if name.contains(':') && !name.starts_with('[') {
                host
            } else {
                name
            }
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_and_names_that_were_given_are_ours() {
        let mut settings = Settings::new("sample.db");
        for host in
            ["localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:1", "[::1]:8080", "[::1]", "127.9.9.9"]
        {
            assert!(is_ours(host, &settings), "{host}");
        }
        for host in [
            "",
            ":",
            "example.org",
            "localhost.example.org:80",
            "10.0.0.1",
            "0.0.0.0",
            "127.0.0.1.example.org",
            "localhost:x",
        ] {
            assert!(!is_ours(host, &settings), "{host}");
        }
        settings.hosts.push("desk.internal".to_owned());
        assert!(is_ours("desk.internal:8080", &settings));
        assert!(!is_ours("other.internal:8080", &settings));
    }
}
