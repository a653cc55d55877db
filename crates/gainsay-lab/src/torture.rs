//! Kills a process that writes to a ledger, hundreds of times at random moments, and looks whether anything is lost.
//!
//! The process adds made-up pages, rules on them and reads them again, and says of each when the disk has it. Another reads
//! beside it all the while. After every kill whatever was said to be in must be in; every so many kills, and at the end, the
//! whole check (`verify`) must find nothing.

use crate::ledger_bench::pages::{Made, Press, number_of};
use anyhow::{Context, bail, ensure};
use gainsay::ledger::{Anchor, Deed, Filter, Given, NewPage, Packed, Packer, Spot, StoredPage, Subject};
use gainsay::record::{Imprint, PageId, Reading};
use gainsay::{Keeper, Reader};
use gainsay_knowledge::Knowledge;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often, and how long.
#[derive(clap::Args)]
pub struct Args {
    /// How many kills
    #[arg(long, default_value_t = 500)]
    kills: u32,
    /// After so many seconds no further kill
    #[arg(long, default_value_t = 900)]
    seconds: u64,
    /// The whole check after every so many kills
    #[arg(long, default_value_t = 50)]
    check: u32,
    /// Where the random moments begin
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Be the process that is killed, on this ledger
    #[arg(long, hide = true)]
    victim: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    match &args.victim {
        Some(path) => write(path, args.seed),
        None => kill(args),
    }
}

/// Writes until it is killed: pages, decisions, and now and then the first pages again.
fn write(path: &Path, seed: u64) -> anyhow::Result<()> {
    let mut random = fastrand::Rng::with_seed(seed);
    let press = Press::new(Knowledge::shipped());
    let mut keeper = Keeper::open(path)?;
    let mut packer = Packer::new();
    let mut out = std::io::stdout();
    loop {
        let first = random.u64(..1_000_000);
        let packed = (first..first + random.u64(1..6))
            .map(|number| pack(&mut packer, keeper.reader(), &press.page(number)))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let taken = keeper.take(&packed)?;
        for page in &taken {
            writeln!(out, "page {} .", page.page)?;
        }
        out.flush()?;
        let Some(page) = taken.first().map(|outcome| outcome.page) else { continue };
        if random.bool() {
            let reading = keeper.ledger().reading(&page)?;
            let deed = match Anchor::of(&reading, Spot::Position(0)) {
                Some(on) if random.bool() => Deed::Reject { on },
                _ => Deed::Note { on: Subject::Page(page), text: "seen".to_owned() },
            };
            for decision in keeper.decide("Ana", "2024-06-01T00:00:00Z", vec![deed])? {
                writeln!(out, "decision {} .", decision.id)?;
            }
            out.flush()?;
        }
        if random.u8(..8) == 0 {
            let mut batch = keeper.ledger_mut().batch()?;
            let reading = batch.ledger().reading(&page)?;
            let imprint = gainsay::Reader::shipped().imprint(&reading);
            batch.put_reading(&reading, &imprint)?;
            batch.commit()?;
            keeper.settle()?;
        }
    }
}

fn pack(packer: &mut Packer, reader: &Reader, made: &Made) -> anyhow::Result<Packed> {
    Ok(packer.pack(&NewPage {
        bytes: made.html.as_bytes(),
        reading: &made.reading,
        imprint: &reader.imprint(&made.reading),
        given: &Given::default(),
        path: &made.path,
        captured: "2024-06-01T00:00:00Z",
    })?)
}

fn kill(args: &Args) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("gainsay-torture-{}", std::process::id()));
    std::fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
    let outcome = kill_in(args, &folder.join("ledger.db"));
    std::fs::remove_dir_all(&folder).ok();
    outcome
}

fn kill_in(args: &Args, path: &Path) -> anyhow::Result<()> {
    let press = Press::new(Knowledge::shipped());
    let mut random = fastrand::Rng::with_seed(args.seed);
    let began = Instant::now();
    let (mut pages, mut decisions, mut kills, mut checks) = (Vec::new(), Vec::new(), 0, 0);
    while kills < args.kills && began.elapsed() < Duration::from_secs(args.seconds) {
        let mut victim = start(path, random.u64(..))?;
        // From before the file is there until some dozens of commits are done.
        let until = Instant::now() + Duration::from_millis(random.u64(..800));
        while Instant::now() < until {
            // A reader beside the writer: whatever it sees is whole.
            if let Ok(keeper) = Keeper::open_to_read(path) {
                keeper.ledger().disputes(&Filter { limit: Some(3), ..Filter::default() })?;
            }
            std::thread::sleep(
                Duration::from_millis(20).min(until.saturating_duration_since(Instant::now())),
            );
        }
        victim.kill()?;
        for line in reported(&mut victim) {
            match line.split(' ').collect::<Vec<_>>()[..] {
                // A line that was cut off has no end.
                ["page", id, "."] => pages.push(id.to_owned()),
                ["decision", id, "."] => decisions.push(id.to_owned()),
                _ => {}
            }
        }
        victim.wait()?;
        kills += 1;
        if path.exists() {
            is_all_there(path, &pages, &decisions).with_context(|| format!("after kill {kills}"))?;
            if kills % args.check.max(1) == 0 {
                is_sound(path, &press).with_context(|| format!("after kill {kills}"))?;
                checks += 1;
            }
        }
    }
    ensure!(!pages.is_empty(), "nothing was said to be in: the test shows nothing");
    is_sound(path, &press)?;
    println!(
        "{kills} kills in {:.0} s: {} pages and {} decisions were said to be in, and all are; {} whole checks found nothing",
        began.elapsed().as_secs_f64(),
        pages.len(),
        decisions.len(),
        checks + 1
    );
    Ok(())
}

fn start(path: &Path, seed: u64) -> anyhow::Result<Child> {
    Ok(Command::new(std::env::current_exe()?)
        .args(["torture", "--seed", &seed.to_string(), "--victim"])
        .arg(path)
        .stdout(Stdio::piped())
        .spawn()?)
}

fn reported(victim: &mut Child) -> Vec<String> {
    let Some(out) = victim.stdout.take() else { return Vec::new() };
    BufReader::new(out).lines().map_while(Result::ok).collect()
}

fn is_all_there(path: &Path, pages: &[String], decisions: &[String]) -> anyhow::Result<()> {
    let keeper = Keeper::open(path)?;
    for id in pages {
        let page = PageId::parse(id).context("a page's id")?;
        ensure!(keeper.ledger().contains(&page)?, "page {id} was said to be in, and is not");
    }
    let standing = keeper.ledger().standing()?;
    for id in decisions {
        ensure!(standing.get(id).is_some(), "decision {id} was said to be in, and is not");
    }
    Ok(())
}

/// The whole check, with what the pages were made with in the place of the reader.
fn is_sound(path: &Path, press: &Press) -> anyhow::Result<()> {
    let mut keeper = Keeper::open(path)?;
    keeper.settle()?;
    let reader = Reader::shipped();
    let derive = |page: &StoredPage| -> Result<(Reading, Imprint), String> {
        let number = number_of(&page.bytes).ok_or("it is none of ours")?;
        let reading = press.page(number).reading;
        let imprint = reader.imprint(&reading);
        Ok((reading, imprint))
    };
    let faults = keeper.verify_with(|pages| pages.iter().map(derive).collect())?;
    if let Some(fault) = faults.first() {
        bail!("{} faults; the first: {fault}", faults.len());
    }
    Ok(())
}
