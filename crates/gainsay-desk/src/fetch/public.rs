//! Which addresses are of the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is one that anybody can reach: none of this machine, of a private network, of a provider's inside, of a
/// group, of documentation, and none that has another address folded into it. By the special-purpose registries of IANA
/// (RFC 6890 and its successors).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Networks that are not public: the first address of each, and how many bits name it.
const V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Groups; reserved, and everybody at once.
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    !V4.iter().any(|(network, bits)| (address.to_bits() ^ network.to_bits()) >> (32 - bits) == 0)
}

/// Of IPv6 only what is given out for everybody, without the parts of it that are for protocols, hold an IPv4 address, or are for
/// documentation. IPv4 addresses in IPv6 clothes (`::ffff:a.b.c.d`, `64:ff9b::`) stand outside of it.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let given_out =
        |network: Ipv6Addr, bits: u32| (address.to_bits() ^ network.to_bits()) >> (128 - bits) == 0;
    let network = |a, b| Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0);
    given_out(network(0x2000, 0), 3)
        && !given_out(network(0x2001, 0), 23)
        && !given_out(network(0x2001, 0xdb8), 32)
        && !given_out(network(0x2002, 0), 16)
        && !given_out(network(0x3fff, 0), 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_the_public_internet_is_told_from_what_is() {
        let inside = "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 \
            172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 \
            203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 \
            64:ff9b::a00:1 64:ff9b:1::1 100::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 2001::1 2001:db8::1 2002:7f00:1::1 \
            3fff::1 5f00::1";
        for written in inside.split_whitespace() {
            assert!(!is_public(written.parse().expect("an address")), "{written}");
        }
        let outside = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.1.1.1 128.0.0.1 172.15.0.1 172.32.0.1 \
            192.0.1.1 192.167.1.1 198.17.1.1 198.20.0.1 223.255.255.1 2606:4700::1111 2a00:1450:4001::1 2001:4860:4860::8888";
        for written in outside.split_whitespace() {
            assert!(is_public(written.parse().expect("an address")), "{written}");
        }
    }
}
