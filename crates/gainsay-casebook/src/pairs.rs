//! Pairing one to one.

use std::collections::{BTreeMap, BTreeSet};

/// Pairs each row with one of the columns that it wants, best first, so that as many rows as can have one have one; a row never
/// goes without for the sake of a later one. By augmenting paths (C. Berge, "Two theorems in graph theory", 1957).
pub fn one_to_one(wanted: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut rows = BTreeMap::new();
    for row in 0..wanted.len() {
        seat(row, wanted, &mut BTreeSet::new(), &mut rows);
    }
    let mut columns = vec![None; wanted.len()];
    for (column, row) in rows {
        columns[row] = Some(column);
    }
    columns
}

/// Finds `row` a column: a free one, or one whose row finds another.
fn seat(
    row: usize,
    wanted: &[Vec<usize>],
    asked: &mut BTreeSet<usize>,
    rows: &mut BTreeMap<usize, usize>,
) -> bool {
    for &column in &wanted[row] {
        if !asked.insert(column) {
            continue;
        }
        let taken = rows.get(&column).copied();
        if taken.is_none_or(|other| seat(other, wanted, asked, rows)) {
            rows.insert(column, row);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_way_where_it_can_have_another_column() {
        assert_eq!(one_to_one(&[vec![0, 1], vec![0]]), [Some(1), Some(0)]);
        assert_eq!(one_to_one(&[vec![2, 0]]), [Some(2)], "the best first");
    }

    #[test]
    fn a_later_row_never_drives_out_an_earlier_one() {
        assert_eq!(one_to_one(&[vec![0], vec![0], vec![]]), [Some(0), None, None]);
    }

    #[test]
    fn a_chain_of_rows_moves_on() {
        assert_eq!(one_to_one(&[vec![0, 1], vec![1, 2], vec![0]]), [Some(1), Some(2), Some(0)]);
    }
}
