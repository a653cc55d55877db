//! The same pages give the same disputes, whatever the order, the threads, the number of commands.

use super::{done, examples, folder};

#[test]
fn no_order_and_no_number_of_threads_changes_a_byte() {
    let mut pages: Vec<String> = std::fs::read_dir(examples())
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    let forward = pages.clone();
    let backward: Vec<String> = pages.iter().rev().cloned().collect();
    // 7 and 19 have no common factor: every page once.
    assert_ne!(pages.len() % 7, 0);
    let shuffled: Vec<String> = (0..pages.len()).map(|at| pages[at * 7 % pages.len()].clone()).collect();
    let mut seen: Option<String> = None;
    for (order, threads) in [(&forward, "1"), (&backward, "2"), (&shuffled, "8")] {
        for at_once in [order.len(), 4] {
            let folder = folder();
            for some in order.chunks(at_once) {
                let some = some.iter().map(String::as_str);
                let arguments: Vec<&str> =
                    ["add", "--ledger", "sample.db", "--threads", threads].into_iter().chain(some).collect();
                done(folder.path(), &arguments);
            }
            let disputes = done(folder.path(), &["disputes", "--all", "--json", "--ledger", "sample.db"]);
            assert!(disputes.lines().count() >= 3);
            let first = seen.get_or_insert_with(|| disputes.clone());
            assert!(disputes == *first, "{threads} threads, {at_once} pages a command");
        }
    }
}
