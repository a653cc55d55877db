//! The laboratory: scores, and how fast the reader is. It is never shipped, and nothing uses it.
//!
//! ```text
//! gainsay-lab reading READING_OR_PAGE EXPECTED [--align]   one page against what an expert reads out of it
//! gainsay-lab casebook [FOLDER] [--misses]                 cases that are green, and positions of whole pages
//! gainsay-lab attribution FOLDER [PREDICTIONS]             who said what, against annotated articles
//! gainsay-lab syntax FILES... [--raw]                      sentences, words, parts of speech, trees against a treebank
//! gainsay-lab discourse FILES...                           attributions heard, against GUM's rhetorical relations
//! gainsay-lab antecedents FOLDER [--found]                 what pronouns and descriptions stand for
//! gainsay-lab dates [--held]                               what words of time mean
//! gainsay-lab holders [--blind]                            who sources are, against phrases with their holders
//! gainsay-lab speed PAGES...                               pages and words a second for each stage
//! gainsay-lab fuzz PAGES... [--seconds N]                 pages spoilt at random: no panic, no false span, no hang
//! gainsay-lab peers FOLDER [--python PATH]                 words a second beside spaCy's small pipeline
//! gainsay-lab memory PAGES...                              what one worker holds at most
//! gainsay-lab corpus DATA OUT                             the corpora as words, for the teacher
//! gainsay-lab train RECIPE DATA [--labels DIR] --out FILE  a network, by a recipe
//! gainsay-lab calibrate MODEL DATA --out FILE               how sure a model may be
//! gainsay-lab report DATA [--python PATH]                   all of these scores as one page of Markdown
//! gainsay-lab ledger-bench [--at N,N]                      what a ledger of made-up pages costs, and how fast it answers
//! gainsay-lab torture [--kills N]                          whether a kill at any moment loses anything
//! ```

mod antecedents;
mod attribution;
mod casebook;
mod corpora;
mod dates;
mod discourse;
mod figures;
mod fuzz;
mod holders;
mod kinds;
mod ledger_bench;
mod machine;
mod matching;
mod memory;
mod peers;
mod python;
mod reading;
mod report;
mod sources;
mod speed;
mod syntax;
mod torture;
mod training;
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
    /// Counts the cases that are read as they should be, and scores the positions of whole pages
    Casebook(casebook::Args),
    /// Scores who said what against a folder of annotated articles
    Attribution(attribution::Args),
    /// Scores sentences, words, parts of speech and trees against a treebank in CoNLL-U
    Syntax(syntax::Args),
    /// Scores how many attributions of GUM's rhetorical relations are heard
    Discourse(discourse::Args),
    /// Scores what pronouns and descriptions stand for against a key to annotated articles
    Antecedents(antecedents::Args),
    /// Scores what words of time mean against a key of our own
    Dates(dates::Args),
    /// Scores who sources are against phrases with their holders
    Holders(holders::Args),
    /// Measures each stage on one thread
    Speed(speed::Args),
    /// Writes the corpora as words, for the teacher
    Corpus(training::corpus::Args),
    /// Trains the network by a recipe
    Train(training::command::Args),
    /// Teaches a model how sure it may be
    Calibrate(training::calibrate::Args),
    /// Measures the reader beside spaCy's small pipeline
    Peers(peers::Args),
    /// Measures how much memory one worker holds
    Memory(memory::Args),
    /// Writes all scores as one page of Markdown
    Report(report::Args),
    /// Spoils pages at random and reads them
    Fuzz(fuzz::Args),
    /// Fills a ledger with made-up pages, and measures it
    LedgerBench(ledger_bench::Args),
    /// Kills a process that writes to a ledger, again and again, and looks whether anything is lost
    Torture(torture::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Reading(args) => reading::run(&args),
        Command::Casebook(args) => casebook::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Attribution(args) => attribution::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Syntax(args) => syntax::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Discourse(args) => discourse::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Antecedents(args) => antecedents::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Dates(args) => dates::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Holders(args) => holders::run(&args),
        Command::Speed(args) => speed::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Corpus(args) => training::corpus::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Train(args) => training::command::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Calibrate(args) => training::calibrate::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Peers(args) => peers::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Memory(args) => memory::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Report(args) => report::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::LedgerBench(args) => ledger_bench::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Torture(args) => torture::run(&args).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::from(1)
    })
}
