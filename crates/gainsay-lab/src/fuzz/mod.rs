//! `gainsay-lab fuzz`: pages spoilt at random, read whole.
//!
//! A round takes one of the pages given, spoils it ([`spoil`]) and reads it. It is a fault when the reader panics, when a span
//! of the wire is none of the text, when a worker that has read other pages before reads otherwise than a new one, when
//! holding the last pages against each other panics, or when a page takes longer than [`PATIENCE`]. Files that end in
//! `.toml` are frames: spoilt, they are read as a frame of the user's own, which may be refused and may not panic.
//!
//! Round `n` depends on the seed and on `n` alone, so `--from n` meets it again. A fault is kept as a file in `--keep`,
//! cut down to what still shows it.

mod faults;
mod spoil;

use crate::machine::main_worked;
use crate::sources::sources;
use anyhow::{Context, bail};
use faults::{Case, fault};
use gainsay::Reader;
use gainsay_record::Reading;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What to spoil, and for how long.
#[derive(clap::Args)]
pub struct Args {
    /// Pages, frames in TOML, or folders of pages
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// How long, in seconds
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Other seeds give other rounds
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The first round
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// The folder for what shows a fault
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// The longest that reading a spoilt page may take, in time at work; the longest of them has half a megabyte.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often is looked whether a round has taken too long.
const LOOK: Duration = Duration::from_secs(1);

/// So many pages are held against each other.
const TOGETHER: usize = 24;

/// Runs the command: 0 when no round showed a fault.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pages = cases(&args.pages)?;
    let reader = Reader::shipped();
    let mut worker = reader.worker();
    let mut last: Vec<Reading> = Vec::with_capacity(TOGETHER);
    let mut faults = 0;
    let mut most = Duration::ZERO;
    let end = Instant::now() + Duration::from_secs(args.seconds);
    let watched = watch();
    std::panic::set_hook(Box::new(|_| {}));
    let mut round = args.from;
    while Instant::now() < end {
        watched.store(round, Ordering::Relaxed);
        let mut random = fastrand::Rng::with_seed(args.seed.rotate_left(32) ^ round);
        let case = spoil::case(&pages, &mut random);
        let begun = Instant::now();
        match fault(&reader, &mut worker, &case) {
            Ok(reading) => last.extend(reading),
            Err(why) => {
                faults += 1;
                println!("round {round}: {why}");
                keep(args.keep.as_deref(), round, &case, &reader)?;
                worker = reader.worker();
            }
        }
        most = most.max(begun.elapsed());
        if last.len() == TOGETHER {
            let readings: Vec<&Reading> = last.iter().collect();
            if catch_unwind(AssertUnwindSafe(|| reader.disputes(&readings))).is_err() {
                faults += 1;
                println!("rounds up to {round}: the disputes among the last {TOGETHER} pages panic");
            }
            last.clear();
        }
        round += 1;
    }
    let _ = std::panic::take_hook();
    println!("rounds {}  faults {faults}  longest round {:.3} s", round - args.from, most.as_secs_f64());
    Ok(ExitCode::from(u8::from(faults > 0)))
}

/// The pages and frames to spoil.
fn cases(paths: &[PathBuf]) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for source in sources(paths) {
        cases.push(Case { frame: source.path().ends_with(".toml"), bytes: source.load()? });
    }
    if cases.iter().all(|case| case.frame) {
        bail!("no page among the paths given");
    }
    Ok(cases)
}

/// Ends the process when one round takes too long; what it returns is told which round it is. What others do on the machine
/// meanwhile does not count, but a round that does not work at all is one that hangs.
fn watch() -> Arc<AtomicU64> {
    let round = Arc::new(AtomicU64::new(u64::MAX));
    let watched = Arc::clone(&round);
    std::thread::spawn(move || {
        let (mut seen, mut begun, mut since) = (u64::MAX, main_worked(), Instant::now());
        loop {
            std::thread::sleep(LOOK);
            let now = watched.load(Ordering::Relaxed);
            if now != seen || now == u64::MAX {
                (seen, begun, since) = (now, main_worked(), Instant::now());
            } else if main_worked().saturating_sub(begun) > PATIENCE || since.elapsed() > PATIENCE * 10 {
                println!("round {now}: takes more than {} s of work", PATIENCE.as_secs());
                std::process::exit(1);
            }
        }
    });
    round
}

/// Writes down what shows a fault, cut down as far as it goes in reasonable time.
fn keep(folder: Option<&Path>, round: u64, case: &Case, reader: &Reader) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let small = faults::smallest(case, |case| fault(reader, &mut reader.worker(), case).is_err());
    let file = folder.join(format!("{round}.{}", if case.frame { "toml" } else { "txt" }));
    std::fs::write(&file, &small.bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("round {round}: {} bytes show it: {}", small.bytes.len(), file.display());
    Ok(())
}
