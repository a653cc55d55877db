//! The laboratory: scores, and how fast the reader is. It is never shipped, and nothing uses it.
//!
//! ```text
//! gainsay-lab reading READING_OR_PAGE EXPECTED [--align]   one page against what an expert reads out of it
//! gainsay-lab attribution FOLDER [PREDICTIONS]             who said what, against annotated articles
//! gainsay-lab antecedents FOLDER [--found]                 what pronouns and descriptions stand for
//! gainsay-lab speed PAGES...                               pages and words a second for each stage
//! gainsay-lab ledger-bench [--pages N]                     what a ledger of made-up pages costs, and how fast it answers
//! ```

mod antecedents;
mod attribution;
mod ledger_bench;
mod matching;
mod python;
mod reading;
mod speed;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "gainsay-lab", about = "Scores and benchmarks for gainsay", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Holds one page's reading against what an expert reads out of it
    Reading(reading::Args),
    /// Scores who said what against a folder of annotated articles
    Attribution(attribution::Args),
    /// Scores what pronouns and descriptions stand for against a key to annotated articles
    Antecedents(antecedents::Args),
    /// Measures each stage on one thread
    Speed(speed::Args),
    /// Fills a ledger with made-up pages, and measures it
    LedgerBench(ledger_bench::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Reading(args) => reading::run(&args),
        Command::Attribution(args) => attribution::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Antecedents(args) => antecedents::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Speed(args) => speed::run(&args).map(|()| ExitCode::SUCCESS),
        Command::LedgerBench(args) => ledger_bench::run(&args).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::from(1)
    })
}
