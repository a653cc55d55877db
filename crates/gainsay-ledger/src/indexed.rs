//! The numbers by which statements stand in the index of words.
//!
//! The index holds the distances between the numbers of the statements that have a word, so numbers that lie close together
//! make it half as large. The first [`NEAR`] statements of page `p` are `p * 64` and on; those after them, which few pages
//! have, are counted far beyond all of these.

use crate::rows::PLACES;

/// How many statements of a page lie close to those of its neighbours.
const NEAR: i64 = 64;

/// Where the others begin.
const FAR: i64 = 1 << 61;

/// The number of a statement in the index, by its page and its place on it.
pub(crate) fn indexed(page: i64, place: i64) -> i64 {
    if place < NEAR { page * NEAR + place } else { FAR + page * PLACES + place }
}

/// The number by which all else knows a statement of the index: page * 1048576 + place.
pub(crate) fn known(indexed: i64) -> i64 {
    match indexed.checked_sub(FAR).filter(|far| *far >= 0) {
        Some(far) => far,
        None => indexed.div_euclid(NEAR) * PLACES + indexed.rem_euclid(NEAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back() {
        for (page, place) in [(1, 0), (1, 63), (1, 64), (7, PLACES - 1), (1 << 40, 3), (1 << 40, 64)] {
            assert_eq!(
                known(indexed(page, place)),
                page * PLACES + place,
                "statement {place} of page {page}"
            );
        }
        assert_eq!([indexed(1, 63), indexed(2, 0)], [127, 128]);
    }
}
