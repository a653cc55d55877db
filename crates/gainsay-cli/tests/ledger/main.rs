//! The commands that keep a ledger, as a person or a script runs them: `add`, `disputes`, `show`, `search`, `verify`, and
//! those that enter what people decide.

mod kill;
mod order;
mod people;
mod story;
mod trouble;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The example pages.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages")
}

fn gainsay(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.current_dir(folder).env_remove("RUST_BACKTRACE").stdin(Stdio::null());
    // Where nobody names a ledger, it must not be the person's own.
    command.env("XDG_DATA_HOME", folder.join("data")).env("HOME", folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    gainsay(folder).args(arguments).output().expect("the program runs")
}

/// Runs a command that must succeed; what it prints.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON on every line")).collect()
}

/// The example pages in a ledger `sample.db`.
fn sample() -> TempDir {
    let folder = folder();
    let pages = examples();
    done(folder.path(), &["add", &pages.to_string_lossy(), "--ledger", "sample.db"]);
    folder
}

/// A small page of its own for every number.
fn write_page(folder: &Path, number: usize) {
    let claim = match number % 3 {
        0 => "The State Department said that Serbia had delivered rockets to Sudan.",
        1 => "The foreign ministry of Serbia denied that it had sold rockets to Sudan.",
        _ => "Western officials said that Belarus was selling tanks to Mali.",
    };
    let text = format!(
        "A day in town {number}\n\n{claim}\n\nThe mayor said that market {number} would open on Monday.\n"
    );
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(format!("{number:06}.txt")), text).expect("a file");
}
