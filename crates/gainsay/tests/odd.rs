//! Odd texts that were once too much for the reader.

use gainsay::{Given, Reader};

#[test]
fn they_are_read_without_a_panic() {
    let reader = Reader::shipped();
    for text in [
        // A label by itself, in marks that are not closed, of what was told before it.
        "Nairobi deies arm .(forged,e suggested.",
        "Nairobi denies arms .(forged, he suggested.",
        "(((((((((((((((((((((( forged",
    ] {
        let given = Given { plain: true, name: Some("page.txt"), ..Given::default() };
        reader.read(text.as_bytes(), &given).ok();
    }
}
