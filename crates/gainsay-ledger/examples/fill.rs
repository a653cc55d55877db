//! Fills a ledger with made-up pages and says what a page costs: time, room, memory.
//!
//! ```text
//! cargo run --release -p gainsay-ledger --example fill -- FILE [PAGES]
//! ```
//!
//! Pages are about 3 kB of text with six statements and six positions each, on topics of which few are frequent and
//! many rare. A second run on the same file goes on where the first ended, so that the cost of one more page can be
//! watched as the ledger grows.

#[path = "../tests/common/mod.rs"]
mod common;

use gainsay_ledger::{Filter, Given, Ledger, NewPage, Packer, Within};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

/// Pages in one transaction.
const BATCH: usize = 200;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: fill FILE [PAGES]")?;
    let pages: usize = arguments.next().map_or(Ok(10_000), |number| number.parse())?;
    let mut ledger = Ledger::open(&path)?;
    let before = ledger.counts()?.pages as usize;
    let (mut packing, mut storing) = (Duration::ZERO, Duration::ZERO);
    let (mut text_bytes, mut compressed) = (0, 0);
    let mut packer = Packer::new();
    let given = Given { outlet: Some("The Example".to_owned()), ..Given::default() };
    for from in (before..before + pages).step_by(BATCH) {
        let texts: Vec<_> = (from..(from + BATCH).min(before + pages)).map(page).collect();
        let readings: Vec<_> = texts.iter().map(|text| common::read(text.as_bytes(), &given)).collect();
        text_bytes += texts.iter().map(String::len).sum::<usize>();
        compressed += texts.iter().map(|text| zstd_length(text.as_bytes())).sum::<usize>();
        let began = Instant::now();
        let packed = texts
            .iter()
            .zip(&readings)
            .map(|(text, reading)| {
                let bytes = text.as_bytes();
                packer.pack(&NewPage {
                    bytes,
                    reading,
                    given: &given,
                    path: "made/up.txt",
                    captured: common::CAPTURED,
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        packing += began.elapsed();
        let began = Instant::now();
        let mut batch = ledger.batch()?;
        for page in &packed {
            batch.add(page)?;
        }
        batch.commit()?;
        storing += began.elapsed();
    }
    let began = Instant::now();
    common::reconcile(&mut ledger);
    let reconciling = began.elapsed();

    let rate = |time: Duration| pages as f64 / time.as_secs_f64();
    println!("pages before      {before}");
    println!("pages added       {pages}, {} bytes of text each", text_bytes / pages);
    println!("packing           {:.0} pages/s", rate(packing));
    println!("storing           {:.0} pages/s, {BATCH} in a transaction", rate(storing));
    println!(
        "disputes          {:.2} s for {} topics (stand-in rules)",
        reconciling.as_secs_f64(),
        ledger.topics()?.len()
    );
    timed("disputes listed", || Ok(ledger.disputes(&Filter::default())?.len()))?;
    let filter = Filter { party: Some("PRK".to_owned()), limit: Some(20), ..Filter::default() };
    timed("filtered", || Ok(ledger.disputes(&filter)?.len()))?;
    let first = ledger.disputes(&Filter { limit: Some(1), ..Filter::default() })?;
    timed("largest shown", || {
        Ok(first.first().map(|entry| ledger.dispute(&entry.id)).transpose()?.iter().count())
    })?;
    timed("search, rare", || Ok(ledger.search("w4242", Within::Pages, 20)?.len()))?;
    timed("search, frequent", || Ok(ledger.search("w1 w2", Within::Statements, 20)?.len()))?;
    drop(ledger);
    let size = std::fs::metadata(&path)?.len() as f64;
    let all = (before + pages) as f64;
    println!("on disk           {:.0} bytes a page", size / all);
    println!("text, compressed  {} bytes a page", compressed / pages);
    let db = rusqlite::Connection::open(&path)?;
    let mut tables =
        db.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 14")?;
    let tables = tables.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))?;
    for table in tables {
        let (name, bytes) = table?;
        println!("  {name:32} {:6.0}", bytes / all);
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
        println!("peak memory       {}", peak.trim_start_matches("VmHWM:").trim());
    }
    Ok(())
}

fn timed(what: &str, query: impl Fn() -> Result<usize, Failure>) -> Result<(), Failure> {
    let began = Instant::now();
    let found = query()?;
    println!("{what:17} {:.1} ms, {found} found", began.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

fn zstd_length(bytes: &[u8]) -> usize {
    let mut frame = Vec::with_capacity(zstd_safe::compress_bound(bytes.len()));
    zstd_safe::compress(&mut frame, bytes, 3).unwrap_or_default()
}

/// The text of one page, the same for the same number.
fn page(number: usize) -> String {
    let mut random = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    // Skewed: small numbers are frequent.
    let mut skewed = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let share = (random >> 11) as f64 / (1_u64 << 53) as f64;
        (below as f64).powf(share) as u64 - 1
    };
    let mut text = format!("Page {number} of the made-up press\nurl https://example.org/{number}\n");
    for line in 0..6 {
        let supplier = ["PRK", "IRN", "CHN", "BLR", "TUR", "ZAF"][skewed(7) as usize % 6];
        let recipient = format!("R{:02}", skewed(100));
        let act = if (number + line).is_multiple_of(2) { "asserts" } else { "denies" };
        text.push_str(&format!("USA:GOV {act} {supplier} {recipient} shells:"));
        for _ in 0..24 {
            text.push_str(&format!(" w{}", skewed(60_000)));
        }
        text.push('\n');
        for _ in 0..60 {
            text.push_str(&format!("w{} ", skewed(60_000)));
        }
        text.push('\n');
    }
    text
}
