//! Every command that the README shows does what it says: it ends with 0.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let to = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(&entry, &to).expect("a copy");
        }
    }
}

#[test]
fn every_command_in_the_readme_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).expect("a README");
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root.join("examples"), &folder.path().join("examples"));
    let mut ran = 0;
    for line in readme.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let Some(arguments) = line.strip_prefix("cargo run --release -- ").or(line.strip_prefix("gainsay "))
        else {
            continue;
        };
        // No quotes and no pipes: what the README shows works in every shell.
        assert!(!line.contains(['|', '"', '\'', '>']), "the README keeps to plain words: {line}");
        if let Some(arguments) = arguments.strip_prefix("serve ") {
            serves(arguments, folder.path());
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(arguments.split_whitespace())
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{line} prints nothing");
        ran += 1;
    }
    assert!(ran >= 2, "the README shows how to use it");
}

/// What serves goes on until it is ended: it does when it has told its address. No browser is opened, and no port that
/// somebody may hold is asked for.
fn serves(arguments: &str, folder: &Path) {
    let mut desk = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .arg("serve")
        .args(arguments.split_whitespace().filter(|argument| *argument != "--open"))
        .args(["--port", "0"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut told = String::new();
    BufReader::new(desk.stdout.take().expect("its output")).read_line(&mut told).expect("text");
    desk.kill().expect("it runs");
    desk.wait().expect("it ends");
    assert!(told.starts_with("http://127.0.0.1:"), "{told}");
}
