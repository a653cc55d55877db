//! What a ledger costs: one more page, room on disk, memory, and how fast it answers, as it grows.
//!
//! The pages are made up ([`pages`]). They are handed to the ledger with what was read from them, so that what is measured is
//! the ledger: the language stage has a bench of its own (`speed`). Two figures have it all the same: `one more page, read`,
//! which is what `gainsay add` does, and `rebuild`.

pub mod pages;

use crate::machine::{Folder, peak, worked};
use anyhow::{Context, ensure};
use gainsay::ledger::{self, Filter, NewPage, Packed, Packer, Within};
use gainsay::record::{PageId, PositionRef, Side};
use gainsay::{Adding, Keeper, Known, Reader, Rebuilding, Source};
use gainsay_knowledge::Knowledge;
use pages::{Made, Press};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How many pages to make.
#[derive(clap::Args)]
pub struct Args {
    /// At how many pages to measure; the ledger grows from one to the next
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    at: Vec<u64>,
    /// How often each question is asked, and how many single pages are added
    #[arg(long, default_value_t = 200)]
    rounds: u64,
    /// How many pages are read by the reader itself, and rebuilt
    #[arg(long, default_value_t = 500)]
    read: u64,
    /// Keep the ledger here; one that is there already, from an earlier run, grows on. Any other file is refused, for made-up
    /// pages do not come out of it again
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Pages in one transaction while the ledger is filled.
const BATCH: u64 = 2048;

/// Of how many pages one is compressed by itself, to know how long that is.
const WEIGHED: u64 = 16;

/// After how many pages the filling tells how far it has come.
const TOLD: u64 = 1 << 16;

/// When the pages are taken in.
const NOW: &str = "2024-06-01T00:00:00Z";

/// What has been put into the ledger.
#[derive(Default)]
struct Filled {
    pages: u64,
    /// Compressed by itself, page by page, as the ledger compresses: of each page its HTML, and its article's words alone.
    html: u64,
    text: u64,
    /// Of so many pages.
    counted: u64,
    /// Since the size before: pages, time to store them, time to work their disputes out.
    added: u64,
    time: Duration,
    settled: Duration,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let folder = Folder::new()?;
    let file = args.keep.clone().unwrap_or_else(|| folder.path().join("ledger.db"));
    let press = Press::new(Knowledge::shipped());
    let mut filled = if file.exists() { found(&file, &press)? } else { Filled::default() };
    let mut first = None;
    for &size in &args.at {
        fill(&file, &press, size, &mut filled)?;
        println!("\nat {} pages", filled.pages);
        let one = measure(args, &file, &press, &mut filled)?;
        let before = *first.get_or_insert(one);
        let (by_clock, at_work) = (one.0 / before.0, one.1 / before.1);
        line("  against the first size", &format!("{by_clock:.2} times, {at_work:.2} of the work"));
    }
    read(args, folder.path(), &press)
}

/// What an earlier run has put into the ledger; an error where it is not one that a run has made.
fn found(file: &Path, press: &Press) -> anyhow::Result<Filled> {
    let keeper = Keeper::open_to_read(file)?;
    let pages = keeper.ledger().counts()?.pages;
    for number in [0, pages.saturating_sub(1)] {
        let id = ledger::page_id(press.page(number).html.as_bytes());
        ensure!(
            pages == 0 || keeper.ledger().contains(&id)?,
            "{} was not made by this bench, and is left as it is",
            file.display()
        );
    }
    drop(keeper);
    let weighed = packed(press, 0..pages.min(BATCH))?;
    let sizes: Vec<Sizes> = weighed.into_iter().filter_map(|(_, sizes)| sizes).collect();
    let (html, text) = (sizes.iter().map(|it| it.0).sum(), sizes.iter().map(|it| it.1).sum());
    Ok(Filled { pages, html, text, counted: sizes.len() as u64, ..Filled::default() })
}

/// Adds pages until there are `size`, and works out the disputes that they change. While some are written, the next are made.
fn fill(file: &Path, press: &Press, size: u64, filled: &mut Filled) -> anyhow::Result<()> {
    let mut keeper = Keeper::open(file)?;
    let before = filled.pages;
    let began = Instant::now();
    let (made, ready) = mpsc::sync_channel(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut next = before;
            while next < size {
                let numbers = next..(next + BATCH).min(size);
                next = numbers.end;
                // Nobody listens any more where the ledger has failed.
                if made.send(packed(press, numbers)).is_err() {
                    return;
                }
            }
        });
        for pages in ready {
            let pages = pages?;
            let mut batch = keeper.ledger_mut().batch()?;
            for (page, sizes) in &pages {
                batch.add(page)?;
                if let Some((html, text)) = sizes {
                    filled.html += html;
                    filled.text += text;
                    filled.counted += 1;
                }
            }
            batch.commit()?;
            let told = filled.pages / TOLD;
            filled.pages += pages.len() as u64;
            if filled.pages / TOLD > told {
                eprintln!("{} pages after {:.0} s", filled.pages, began.elapsed().as_secs_f64());
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    let stored = began.elapsed();
    keeper.settle()?;
    filled.added = filled.pages - before;
    filled.time = stored;
    filled.settled = began.elapsed() - stored;
    Ok(())
}

/// How long a page is, compressed by itself: its HTML, and its text.
type Sizes = (u64, u64);

/// Some pages, packed; of some of them how long their HTML and their text are, each compressed by itself.
fn packed(press: &Press, numbers: Range<u64>) -> anyhow::Result<Vec<(Packed, Option<Sizes>)>> {
    let reader = &Reader::shipped();
    let one = |packer: &mut Packer, number: u64| {
        let made = press.page(number);
        let sizes = number
            .is_multiple_of(WEIGHED)
            .then(|| (compressed(made.html.as_bytes()), compressed(made.reading.article.text.as_bytes())));
        Ok((pack(packer, reader, &made)?, sizes))
    };
    numbers.into_par_iter().map_init(Packer::new, one).collect()
}

fn pack(packer: &mut Packer, reader: &Reader, made: &Made) -> anyhow::Result<Packed> {
    Ok(packer.pack(&NewPage {
        bytes: made.html.as_bytes(),
        reading: &made.reading,
        imprint: &reader.imprint(&made.reading),
        given: &ledger::Given::default(),
        path: &made.path,
        captured: NOW,
    })?)
}

/// Measures everything on the ledger as it is, and gives the mean time of one more page in milliseconds: by the
/// clock, and at work.
fn measure(args: &Args, file: &Path, press: &Press, filled: &mut Filled) -> anyhow::Result<(f64, f64)> {
    let mut keeper = Keeper::open(file)?;
    let counts = keeper.ledger().counts()?;
    let listed = keeper.disputes(&Filter { limit: Some(1), ..Filter::default() }, false)?;
    let top = listed.first().context("no dispute")?.clone();
    line(
        "found",
        &format!(
            "{} statements, {} positions, {} disputes",
            counts.statements, counts.positions, counts.disputes
        ),
    );
    line("most contested", &format!("{}: {} pages, {} weighed", top.title, top.pages, top.weighed));
    let rate = filled.added as f64 / filled.time.as_secs_f64();
    line(
        "filled at",
        &format!(
            "{rate:.0} pages/s since the size before, {:.1} s for the disputes",
            filled.settled.as_secs_f64()
        ),
    );

    let mut packer = Packer::new();
    let mut times = Vec::new();
    let before = filled.pages;
    let worked_before = worked();
    for number in before..before + args.rounds {
        let made = press.page(number);
        let began = Instant::now();
        let packed = pack(&mut packer, keeper.reader(), &made)?;
        keeper.take(&[packed])?;
        times.push(began.elapsed());
    }
    let worked = worked() - worked_before;
    filled.pages += args.rounds;
    let mean = times.iter().sum::<Duration>().as_secs_f64() * 1000.0 / times.len().max(1) as f64;
    let own = worked.as_secs_f64() * 1000.0 / args.rounds.max(1) as f64;
    line(
        "one more page",
        &format!("{mean:.1} ms on average, {own:.1} of them at work, {}", percentiles(&mut times)),
    );

    let mut times = Vec::new();
    for number in filled.pages..filled.pages + args.rounds / 4 {
        let path = file.with_extension(format!("{number}.html"));
        std::fs::write(&path, press.page(number).html)?;
        let began = Instant::now();
        keeper.add(&[Source::File(path.clone())], &adding(NonZeroUsize::MIN), |_| {})?;
        times.push(began.elapsed());
        std::fs::remove_file(&path)?;
    }
    filled.pages += args.rounds / 4;
    let read = times.iter().sum::<Duration>().as_secs_f64() * 1000.0 / times.len().max(1) as f64;
    line("one more page, read", &format!("{read:.1} ms on average, {}", percentiles(&mut times)));
    drop(keeper);

    let size = std::fs::metadata(file)?.len();
    let ratio = |of: u64| size as f64 / filled.pages as f64 / (of as f64 / filled.counted as f64);
    line(
        "on disk",
        &format!(
            "{} bytes a page: {:.2} times the compressed text, {:.2} times the compressed HTML",
            size / filled.pages,
            ratio(filled.text),
            ratio(filled.html)
        ),
    );
    ask(args, file)?;
    line("peak memory", &format!("{} MB", peak() / 1024));
    Ok((mean, own))
}

/// Asks for lists, disputes and words, as a person at a terminal does.
fn ask(args: &Args, file: &Path) -> anyhow::Result<()> {
    let keeper = Keeper::open_to_read(file)?;
    let some = Filter { limit: Some(50), ..Filter::default() };
    timed("disputes, first 50", args.rounds, |_| Ok(keeper.disputes(&some, false)?))?;
    timed("disputes, all", args.rounds / 10, |_| Ok(keeper.disputes(&Filter::default(), false)?))?;
    let parties = ["PRK", "RUS", "IRN", "SRB", "TUR", "UKR", "CHN", "ETH"];
    timed("disputes, a party's", args.rounds, |round| {
        let party = parties[round as usize % parties.len()].to_owned();
        let from = gainsay::record::Edtf::parse("2021");
        Ok(keeper
            .disputes(&Filter { party: Some(party), from, limit: Some(50), ..Filter::default() }, false)?)
    })?;
    let all = keeper.disputes(&Filter::default(), false)?;
    timed("show, any", args.rounds, |round| {
        // All over the list.
        let at = round as usize * all.len() / args.rounds.max(1) as usize;
        show(&keeper, &all[at].id)
    })?;
    timed("show, the first 20", args.rounds, |round| {
        show(&keeper, &all[round as usize % all.len().min(20)].id)
    })?;
    for words in [
        "artillery shells denied",
        "\"sold rockets to\" Serbia",
        "Kremlin comment",
        "delivered drones Ethiopia",
    ] {
        timed(&format!("search {words}"), args.rounds / 20, |_| {
            Ok(keeper.search(words, Within::Statements, 10)?)
        })?;
    }
    timed("search pages", args.rounds / 20, |_| Ok(keeper.search("missiles Armenia", Within::Pages, 10)?))
}

/// As the command line shows a dispute: forty positions of each list.
fn show(keeper: &Keeper, id: &str) -> anyhow::Result<usize> {
    let dispute = keeper.dispute(id)?;
    let beside = keeper.beside(&dispute)?;
    let ends = |(_, positions): &(Side, Vec<PositionRef>)| -> Vec<PageId> {
        positions.iter().take(30).chain(positions.iter().rev().take(10)).map(|at| at.page).collect()
    };
    let pages: BTreeSet<_> = dispute.sides.iter().chain(&dispute.beneath).flat_map(ends).collect();
    let folds = dispute.origins.iter().flat_map(|(_, origins)| origins.folds.iter().take(12));
    let named = folds.flat_map(|fold| fold.pages.iter().take(8)).copied().collect();
    Ok(keeper.pages(&pages)?.len() + keeper.paths(&named)?.len() + beside.set_aside.len())
}

/// Reads pages with the reader itself into a ledger of their own, and rebuilds it.
fn read(args: &Args, folder: &Path, press: &Press) -> anyhow::Result<()> {
    let mut sources = Vec::new();
    for number in 0..args.read {
        let path = folder.join(format!("{number}.html"));
        std::fs::write(&path, press.page(number).html)?;
        sources.push(Source::File(path));
    }
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut keeper = Keeper::open(folder.join("read.db"))?;
    let began = Instant::now();
    let summary = keeper.add(&sources, &adding(threads), |_| {})?;
    let added = began.elapsed();
    let began = Instant::now();
    let rebuilt = keeper.rebuild(threads, true, |_: Rebuilding| {})?;
    let again = began.elapsed();
    ensure!(summary.unread == 0 && rebuilt.unread.is_empty(), "pages could not be read");
    println!("\nwith the reader, on {threads} threads");
    line("add", &format!("{:.0} pages/s", args.read as f64 / added.as_secs_f64()));
    line("rebuild", &format!("{:.0} pages/s", args.read as f64 / again.as_secs_f64()));
    let faults = keeper.verify(threads, |_| {})?;
    ensure!(faults.is_empty(), "{}", faults[0]);
    line("verify", "sound");
    Ok(())
}

fn adding(threads: NonZeroUsize) -> Adding {
    Adding { known: Known::default(), threads, now: || NOW.to_owned() }
}

fn line(what: &str, figures: &str) {
    println!("{what:32} {figures}");
}

/// How long something takes, by the clock and at work: half of the time no longer than the first figure, 19 times of 20 no
/// longer than the second.
fn timed<T>(what: &str, rounds: u64, work: impl Fn(u64) -> anyhow::Result<T>) -> anyhow::Result<()> {
    let (mut times, mut own) = (Vec::new(), Vec::new());
    for round in 0..rounds.max(1) {
        let (began, before) = (Instant::now(), worked());
        work(round)?;
        times.push(began.elapsed());
        own.push(worked().saturating_sub(before));
    }
    line(what, &format!("{}; at work {}", percentiles(&mut times), percentiles(&mut own)));
    Ok(())
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |hundredths: usize| {
        times.get((times.len().max(1) - 1) * hundredths / 100).map_or(0.0, Duration::as_secs_f64) * 1000.0
    };
    format!("p50 {:.1} ms, p95 {:.1} ms", at(50), at(95))
}

/// How long `bytes` are as a Zstandard frame at level 3.
fn compressed(bytes: &[u8]) -> u64 {
    let mut frame = Vec::with_capacity(zstd_safe::compress_bound(bytes.len()));
    zstd_safe::compress(&mut frame, bytes, 3).unwrap_or_default() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_of_something_else_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let press = Press::new(Knowledge::shipped());
        let ours = folder.path().join("ours.db");
        fill(&ours, &press, 3, &mut Filled::default()).expect("filled");
        assert_eq!(found(&ours, &press).expect("ours").pages, 3);
        let theirs = folder.path().join("theirs.db");
        let page = folder.path().join("page.html");
        std::fs::write(&page, press.page(7).html).expect("written");
        let mut keeper = Keeper::open(&theirs).expect("opens");
        keeper.add(&[Source::File(page)], &adding(NonZeroUsize::MIN), |_| {}).expect("added");
        drop(keeper);
        assert!(
            found(&theirs, &press).is_err_and(|error| error.to_string().contains("not made by this bench"))
        );
    }
}
