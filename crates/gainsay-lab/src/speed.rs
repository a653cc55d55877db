//! How fast each stage is, on one thread.

use crate::sources::sources;
use anyhow::bail;
use gainsay::{Given, Source, wire};
use gainsay_knowledge::Knowledge;
use gainsay_language::Analyzer;
use gainsay_record::Reading;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// Pages, or folders of pages
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// How many times to read them all; the fastest round counts
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// No furniture filter
    #[arg(long)]
    plain: bool,
}

const STAGES: [&str; 6] = ["page", "language", "attribution", "claims", "wire", "all"];

/// What one round counted.
#[derive(Default)]
struct Round {
    times: [Duration; 6],
    pages: usize,
    bytes: usize,
    tokens: usize,
    statements: usize,
    positions: usize,
    refused: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    for source in sources(&args.pages) {
        let bytes = source.load()?;
        pages.push((source, bytes));
    }
    let known = Knowledge::shipped();
    let analyzer = Analyzer::shipped();
    let rounds = (0..args.rounds.max(1)).map(|_| round(&pages, args.plain, known, &analyzer));
    let Some(best) = rounds.min_by_key(|round| round.times[5]) else { bail!("no round") };
    println!(
        "pages {}  refused {}  bytes {}  tokens {}  statements {}  positions {}",
        best.pages, best.refused, best.bytes, best.tokens, best.statements, best.positions
    );
    for (stage, time) in STAGES.iter().zip(best.times) {
        let seconds = time.as_secs_f64().max(1e-9);
        println!(
            "{stage:12} {seconds:9.3} s  {:11.1} pages/s  {:13.0} tokens/s",
            best.pages as f64 / seconds,
            best.tokens as f64 / seconds
        );
    }
    Ok(())
}

fn round(pages: &[(Source, Vec<u8>)], plain: bool, known: &Knowledge, analyzer: &Analyzer) -> Round {
    let mut round = Round::default();
    let mut worker = analyzer.worker();
    for (source, bytes) in pages {
        let given = Given { name: source.name(), plain, ..Given::default() };
        let mut clock = Clock::start();
        let article = gainsay_page::read(bytes, &given, known);
        clock.lap(&mut round.times[0]);
        let Ok(article) = article else {
            round.refused += 1;
            continue;
        };
        let analysis = worker.analyze(&article);
        clock.lap(&mut round.times[1]);
        let statements = gainsay_attribution::attribute(&article, &analysis, known);
        clock.lap(&mut round.times[2]);
        let claims = gainsay_claims::claims(&article, &analysis, &statements, known);
        clock.lap(&mut round.times[3]);
        round.pages += 1;
        round.bytes += bytes.len();
        round.tokens += analysis.tokens.len();
        round.statements += statements.len();
        round.positions += claims.positions.len();
        let reading = Reading {
            article,
            statements,
            provenance: claims.provenance,
            positions: claims.positions,
            notes: claims.notes,
        };
        clock.lap(&mut round.times[5]);
        let line = wire::line(&wire::Reading::new("", &reading));
        clock.lap(&mut round.times[4]);
        drop(line);
    }
    round.times[5] = round.times[..5].iter().sum();
    round
}

struct Clock(Instant);

impl Clock {
    fn start() -> Self {
        Self(Instant::now())
    }

    fn lap(&mut self, time: &mut Duration) {
        let now = Instant::now();
        *time += now - self.0;
        self.0 = now;
    }
}
