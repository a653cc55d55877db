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

/// The number by which all else knows a statement of the index: page * 1048576 + place. `None` for a number that [`indexed`] gives
/// to none, as a damaged file may have it.
pub(crate) fn known(number: i64) -> Option<i64> {
    let known = match number.checked_sub(FAR).filter(|far| *far >= 0) {
        Some(far) => far,
        None => number.div_euclid(NEAR).checked_mul(PLACES)?.checked_add(number.rem_euclid(NEAR))?,
    };
    (known >= 0 && indexed(known / PLACES, known % PLACES) == number).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_back() {
        for (page, place) in [(1, 0), (1, 63), (1, 64), (7, PLACES - 1), (1 << 40, 3), (1 << 40, 64)] {
            assert_eq!(
                known(indexed(page, place)),
                Some(page * PLACES + place),
                "statement {place} of page {page}"
            );
        }
        assert_eq!([indexed(1, 63), indexed(2, 0)], [127, 128]);
    }

    #[test]
    fn numbers_of_no_statement_are_told() {
        for number in [i64::MIN, -1, FAR - 1, 1 << 50, FAR, FAR + PLACES + 63] {
            assert_eq!(known(number), None, "{number}");
        }
    }

    proptest! {
        #[test]
        fn any_number_is_of_one_statement_or_of_none(number in any::<i64>()) {
            if let Some(known) = known(number) {
                prop_assert_eq!(indexed(known / PLACES, known % PLACES), number);
            }
        }
    }
}
