//! The command line of gainsay: results to stdout, messages to stderr, one file a subcommand.
//!
//! Exit status: 0 done, 1 some pages could not be read (or faults were found), 2 could not start. A broken pipe is no error.

mod commands;
mod view;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

const ABOUT: &str = "Reads news pages and shows who asserts, who denies, and on whose word";

const LONG_ABOUT: &str = "\
Reads news pages and shows who asserts, who denies, and on whose word.

gainsay sets a page's furniture aside, finds every statement (who says what, in which words, on whose word), reads what \
the statement holds of which claim, and sets the statements of many pages against each other as disputes. It runs \
offline. It passes no verdict on who is right, and never rewrites a quotation.";

#[derive(Parser)]
#[command(name = "gainsay", version, about = ABOUT, long_about = LONG_ABOUT, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    place: commands::Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(commands::read::Args),
    Add(commands::add::Args),
    Disputes(commands::disputes::Args),
    Show(commands::show::Args),
    Search(commands::search::Args),
    Searches(commands::searches::Args),
    Diff(commands::diff::Args),
    Rule(commands::rule::Args),
    Grade(commands::grade::Args),
    Note(commands::remark::Note),
    Tag(commands::remark::Tag),
    Log(commands::log::Args),
    Serve(commands::serve::Args),
    Rebuild(commands::rebuild::Args),
    Verify(commands::verify::Args),
}

/// How a command ended, where it could start.
enum Outcome {
    Done,
    /// Some pages could not be read, or a check found faults; each was told of.
    SomeUnread,
}

fn main() -> ExitCode {
    // `clap` prints its own messages, and ends with 0 for help and 2 for bad arguments.
    let cli = Cli::parse();
    keep_quiet_about_pages();
    let result = match cli.command {
        Command::Read(args) => commands::read::run(&args, &cli.place),
        Command::Add(args) => commands::add::run(&args, &cli.place),
        Command::Disputes(args) => commands::disputes::run(&args, &cli.place),
        Command::Show(args) => commands::show::run(&args, &cli.place),
        Command::Search(args) => commands::search::run(&args, &cli.place),
        Command::Searches(args) => commands::searches::run(&args, &cli.place),
        Command::Diff(args) => commands::diff::run(&args, &cli.place),
        Command::Rule(args) => commands::rule::run(&args, &cli.place),
        Command::Grade(args) => commands::grade::run(&args, &cli.place),
        Command::Note(args) => commands::remark::note(&args, &cli.place),
        Command::Tag(args) => commands::remark::tag(&args, &cli.place),
        Command::Log(args) => commands::log::run(&args, &cli.place),
        Command::Serve(args) => commands::serve::run(&args, &cli.place),
        Command::Rebuild(args) => commands::rebuild::run(&args, &cli.place),
        Command::Verify(args) => commands::verify::run(&args, &cli.place),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeUnread) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// A message to the person, on stderr. That nobody listens there is no reason to end.
fn tell(message: &str) {
    let _ = writeln!(io::stderr().lock(), "gainsay: {}", view::safe::line(message));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// A fault while reading a page is caught and told as that page's error; the panic's own message would say it twice.
/// Whoever asks for a backtrace gets both.
fn keep_quiet_about_pages() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some("main") {
            usual(panic);
        }
    }));
}
