//! From the ids of a token to its row: the sum of one row from each table.
//!
//! A row of a table is bytes with a scale of its own: the rows of common words grow longer than those of rare ones, and
//! four bytes a row are cheap beside what one scale for a whole table would cost the short ones.

use super::norm::Norm;
use super::path::{Dots, Path, Task};

/// The rows of one table, one for each id.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    bytes: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    /// `bytes` are those of row 0, then of row 1 and so on; the numbers of a row are its bytes times its scale.
    pub(crate) fn new(bytes: Vec<i8>, scales: Vec<f32>) -> Self {
        Self { bytes, scales }
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> usize {
        self.scales.len()
    }
}

/// The tables whose rows are summed.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    tables: Vec<Table>,
    columns: usize,
}

impl Tables {
    /// `None` if there are no tables, no columns, or a table has not `columns` bytes for each of its rows.
    pub(crate) fn new(tables: Vec<Table>, columns: usize) -> Option<Self> {
        let sound = tables.iter().all(|table| Some(table.bytes.len()) == table.rows().checked_mul(columns));
        (sound && columns > 0 && !tables.is_empty()).then_some(Self { tables, columns })
    }

    /// The ids of a token.
    pub(crate) fn len(&self) -> usize {
        self.tables.len()
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Writes to each row of `output` the sum of the rows that the token's ids name, one in each table, evened out. An id
    /// that its table does not have, such as `u32::MAX`, adds nothing.
    ///
    /// Panics if `norm` has other columns than the tables, or there are not as many rows in `output` as tokens in `ids`.
    pub(crate) fn sum(&self, path: Path, ids: &[u32], norm: &Norm, output: &mut [f32]) {
        assert_eq!(norm.columns(), self.columns, "the columns of the norm");
        assert!(ids.len().is_multiple_of(self.len()), "{} ids for each token", self.len());
        assert_eq!(output.len(), ids.len() / self.len() * self.columns, "the length of the output");
        path.run(Sum { tables: self, ids, norm, output });
    }
}

struct Sum<'a> {
    tables: &'a Tables,
    ids: &'a [u32],
    norm: &'a Norm,
    output: &'a mut [f32],
}

impl Task for Sum<'_> {
    #[inline(always)]
    fn run<D: Dots>(self) {
        let Tables { ref tables, columns } = *self.tables;
        for (ids, row) in self.ids.chunks_exact(tables.len()).zip(self.output.chunks_exact_mut(columns)) {
            row.fill(0.0);
            for (&id, table) in ids.iter().zip(tables) {
                let id = id as usize;
                let Some(&scale) = table.scales.get(id) else { continue };
                for (x, &byte) in row.iter_mut().zip(&table.bytes[id * columns..(id + 1) * columns]) {
                    *x += f32::from(byte) * scale;
                }
            }
            self.norm.even_out(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Columns, the bytes and scales of each table, ids.
    type Case = (usize, Vec<(Vec<i8>, Vec<f32>)>, Vec<u32>);

    fn cases() -> impl Strategy<Value = Case> {
        (1_usize..70, 1_usize..5, 0_usize..6).prop_flat_map(|(columns, tables, tokens)| {
            let table = (1_usize..9).prop_flat_map(move |rows| {
                (
                    prop::collection::vec(any::<i8>(), rows * columns),
                    prop::collection::vec(0.001_f32..0.1, rows),
                )
            });
            let ids = prop::collection::vec(prop_oneof![9 => 0_u32..9, 1 => Just(u32::MAX)], tables * tokens);
            (Just(columns), prop::collection::vec(table, tables), ids)
        })
    }

    proptest! {
        #[test]
        fn every_path_gives_the_bits_of_the_definition((columns, tables, ids) in cases()) {
            let norm = Norm::new(&vec![1.5; columns], &vec![0.5; columns]).expect("a norm");
            let mut expected = Vec::new();
            for ids in ids.chunks(tables.len()) {
                for at in 0..columns {
                    let each = ids.iter().zip(&tables).filter_map(|(&id, (bytes, scales))| {
                        let scale = scales.get(id as usize)?;
                        Some(f32::from(bytes[id as usize * columns + at]) * scale)
                    });
                    expected.push(each.fold(0.0, |sum, x| sum + x));
                }
            }
            norm.apply(Path::PLAIN, &mut expected);
            let tables = tables.into_iter().map(|(bytes, scales)| Table::new(bytes, scales)).collect();
            let tables = Tables::new(tables, columns).expect("tables");
            for path in Path::available() {
                let mut output = vec![f32::NAN; expected.len()];
                tables.sum(path, &ids, &norm, &mut output);
                prop_assert!(output.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits()), "{}", path.name());
            }
        }
    }

    #[test]
    fn tables_of_another_width_are_refused() {
        assert!(Tables::new(vec![Table::new(vec![0; 6], vec![1.0; 2])], 3).is_some());
        assert!(Tables::new(vec![Table::new(vec![0; 6], vec![1.0; 2])], 2).is_none());
        assert!(Tables::new(vec![], 2).is_none());
    }
}
