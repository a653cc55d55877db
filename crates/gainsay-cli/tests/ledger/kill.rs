//! `kill -9` at any moment: what was told is there.

use super::{done, folder, gainsay, lines, run, said, write_page};
use gainsay::Keeper;
use gainsay::record::PageId;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 50;
/// New pages in a round: enough for several commits.
const PAGES: usize = 60;

fn start(folder: &Path, pages: &str) -> Child {
    let mut command = gainsay(folder);
    command.args(["add", "--json", pages, "--ledger", "k.db"]).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

/// The pages that were told of, until the process ended. The last line may be cut, and is then nobody's word.
fn told(child: &mut Child) -> Vec<PageId> {
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let whole = out.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
    whole.filter_map(|row: serde_json::Value| PageId::parse(row["page"].as_str()?)).collect()
}

#[test]
fn killed_fifty_times_it_loses_nothing_that_it_told() {
    let folder = folder();
    let mut known = Vec::new();
    let mut random: u64 = 0x2545_F491_4F6C_DD1D;
    let (mut longest, mut cut) = (Duration::ZERO, 0);
    for round in 0..=ROUNDS {
        let pages = format!("pages/{round}");
        for number in 0..PAGES {
            write_page(&folder.path().join(&pages), round * PAGES + number);
        }
        let began = Instant::now();
        let mut child = start(folder.path(), &pages);
        // The first is let be, to see how long it takes.
        if round > 0 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            std::thread::sleep(longest.mul_f64((random >> 40) as f64 / (1_u64 << 24) as f64));
            child.kill().expect("killed");
        }
        let now = told(&mut child);
        child.wait().expect("it ended");
        if round == 0 {
            assert_eq!(now.len(), PAGES);
            longest = began.elapsed();
        }
        cut += usize::from(now.len() < PAGES);
        known.extend(now);
        if round % 10 == 0 {
            let verified = run(folder.path(), &["verify", "--ledger", "k.db"]);
            let faults = String::from_utf8_lossy(&verified.stdout).into_owned();
            assert_eq!(verified.status.code(), Some(0), "round {round}: {faults}{}", said(&verified));
            let keeper = Keeper::open_to_read(folder.path().join("k.db")).expect("opens");
            for page in &known {
                assert!(keeper.ledger().contains(page).expect("asked"), "round {round}: {page} is lost");
            }
        }
    }
    assert!(cut > 5, "only {cut} of {ROUNDS} were killed before their end");
    // Whatever was left is settled by who asks next, and is what one undisturbed process finds.
    done(folder.path(), &["add", "pages", "--ledger", "k.db"]);
    done(folder.path(), &["add", "pages", "--ledger", "whole.db"]);
    let disputes = |ledger| done(folder.path(), &["disputes", "--all", "--json", "--ledger", ledger]);
    assert_eq!(lines(&disputes("whole.db")).len(), 2);
    assert!(disputes("k.db") == disputes("whole.db"));
    done(folder.path(), &["verify", "--ledger", "k.db"]);
}
